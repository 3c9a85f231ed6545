#!/usr/bin/env bats
# Another policy: which open promises move, and that they move once.

load ../cli/setup

setup() {
	fresh
	export CARE_NOW="2026-12-31 16:00"
	cp -r "$ROOT/policies" p
	run_ok care-store init store --trial --policy p/small-agency.yaml
	export CARE_STORE=$PWD/store/care.db
	request=$(care-intake case -q --kind request --channel phone --text "a visa form")
}

due() {
	care-case show "$request" --format jsonl | jq -r .due
}

# The days of 2027, listed at last.
next_year() {
	printf '\n  2027:\n    off: [01-01 .. 01-06]\n    work: []\n' >> p/calendars/cn.yaml
}

@test "days of the next year are listed: what crosses it moves, after a yes" {
	[ "$(due)" = 2027-01-02T14:00:00+08:00 ]
	next_year
	run_status 1 care-policy adopt p/small-agency.yaml --format csv < /dev/null
	[ "${lines[0]}" = promise,old_due,new_due,moved_s,was_late,is_late,why ]
	[[ ${lines[1]} == "$request/reply,2027-01-02 14:00:00,2027-01-07 18:00:00,446400,0,0,\"calendar office, p/small-agency.yaml:"* ]]
	[[ $stderr == *"moves 1 open promises"* ]]
	[[ $stderr == *"say --yes"* ]]
	[ "$(due)" = 2027-01-02T14:00:00+08:00 ]
	run_ok care-policy adopt p/small-agency.yaml --dry-run
	[ "$(due)" = 2027-01-02T14:00:00+08:00 ]
	run_ok care-policy adopt p/small-agency.yaml --yes
	[ "$(due)" = 2027-01-07T18:00:00+08:00 ]
	moved=$(care-case history "$request" --format jsonl | jq -r 'select(.event == "due_moved") | .detail')
	[[ $moved == *"due_at=2027-01-07 18:00:00"* ]]
	[[ $moved == *"old_due=2027-01-02 14:00:00"* ]]
	[[ $moved == *"why=policy"* ]]
	run_ok care-store check
}

@test "adopted for a day to come: takes over when the tick meets that day" {
	next_year
	sed -i 's/^effective: .*/effective: "2027-01-01"/; s/^version: .*/version: "2027.1"/' p/small-agency.yaml
	run_ok care-policy adopt p/small-agency.yaml --yes
	[ "$(due)" = 2027-01-02T14:00:00+08:00 ]
	run_ok care-escalate run
	[ "$(due)" = 2027-01-02T14:00:00+08:00 ]
	CARE_NOW="2027-01-01 00:05" run_ok care-escalate run
	[ "$(due)" = 2027-01-07T18:00:00+08:00 ]
	CARE_NOW="2027-01-01 00:06" run_ok care-escalate run
	[ "$(care-case history "$request" --format jsonl | jq -r .event | grep -c due_moved)" = 1 ]
	run_ok care-store check
}

@test "a longer limit in the new policy leaves old promises as they were made" {
	sed -i 's/within: 1wd}  /within: 3wd}  /' p/small-agency.yaml
	grep -q 'kind: request.*3wd' p/small-agency.yaml
	run_ok care-policy adopt p/small-agency.yaml < /dev/null
	[ "$(due)" = 2027-01-02T14:00:00+08:00 ]
	later=$(care-intake case -q --kind request --channel phone --text "another")
	[ "$(care-case show "$later" --format jsonl | jq -r .time_limit)" = 3wd ]
}

@test "a hard limit is not moved later" {
	complaint=$(care-intake case -q --kind complaint --channel phone --text "late")
	limit() { care-case show "$complaint" --format jsonl | jq -r 'select(.hard == 1) | .due'; }
	before=$(limit)
	next_year
	run_ok care-policy adopt p/small-agency.yaml --yes
	[ "$(limit)" = "$before" ]
}

@test "on_policy: recompute follows the new limit, and the severity of today" {
	sed -i 's/^  catch_up: highest/&\n  on_policy: recompute/; s/within: 1wd}  /within: 3wd}  /' p/small-agency.yaml
	run_status 1 care-policy adopt p/small-agency.yaml --format csv < /dev/null
	grep -q "^$request/reply,2027-01-02 14:00:00,2027-01-05 18:00:00," "$out"
	run_ok care-policy adopt p/small-agency.yaml --yes
	[ "$(due)" = 2027-01-05T18:00:00+08:00 ]
	[ "$(care-case show "$request" --format jsonl | jq -r .time_limit)" = 3wd ]
	run_ok care-store check
}

@test "a role that nobody has is told with its place, and does not stop" {
	printf 'login,name,role\nwang,Wang,owner\nliu,Liu,supervisor\n' | care-intake staff - -q
	sed -i 's/^version: .*/version: "2026.9"/' p/small-agency.yaml
	run_ok care-policy adopt p/small-agency.yaml
	[[ $stderr == *"p/small-agency.yaml:"*": warning: manager: nobody in staff has this role"* ]]
	[[ $stderr != *"supervisor: nobody"* ]]
}
