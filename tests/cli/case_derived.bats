#!/usr/bin/env bats
# What the policy makes of a case where nobody says: read again with each thing
# that is known of it later.
load setup

setup() {
	fresh
	export CARE_NOW='2026-12-07 10:00' CARE_STORE=$PWD/store
}

# shop [ON_CHANGE]: the travel agency
shop() {
	sed "s/^  on_change: .*/  on_change: ${1:-keep}/" "$ROOT/policies/travel-agency.yaml" >policy.yaml
	ln -sfn "$ROOT/policies/calendars" calendars
	run_ok care-store init store --trial --policy policy.yaml
}

# take OPTION..: a complaint, in $c
take() {
	run_ok care-intake case -q --kind complaint --channel phone --text x "$@"
	c=$output
}

# is SEVERITY: the case has it
is() {
	local has

	has=$(care-case list --all "$c" -f jsonl | jq -r .severity)
	[ "$has" = "$1" ] || { printf '%s, not %s\n' "$has" "$1"; return 1; }
}

due() {
	care-case show "$c" -f jsonl | jq -r --arg p "$c/$1" 'select(.promise == $p and .state == "open") | .due | .[0:10] + " " + .[11:16]'
}

teardown() {
	care-store check
}

@test "a severity that nobody said follows the facts it hangs on" {
	shop
	take
	is normal
	run_ok care-case set "$c" --cause fraud
	[[ $stderr == "$c: 1 facts set; 1 follow by rule" ]]
	is serious
	run_ok care-case history "$c" -f jsonl
	jq -r 'select(.event == "severity_set") | .detail' "$out" | grep -x 'severity=serious old_severity=normal why=derived'
	run_ok care-case set "$c" --cause service_stopped
	is urgent
	run_ok care-case set "$c" --cause perfunctory
	is normal
	# Nothing follows from what is so already, or from what no rule asks.
	run_ok care-case set "$c" --category quality
	[ "$stderr" = "$c: 1 facts set" ]
	is normal
}

@test "what a person said stays, at the receipt or later, also where the rule says the same" {
	shop
	take --severity minor
	run_ok care-case set "$c" --cause fraud
	is minor
	take --severity normal
	run_ok care-case set "$c" --cause fraud
	is normal
	take --cause fraud --severity serious
	run_ok care-case set "$c" --cause perfunctory
	is serious
	take --cause fraud
	run_ok care-case set "$c" --cause perfunctory
	is normal
	run_ok care-case set "$c" --severity minor
	run_ok care-case set "$c" --cause fraud
	is minor
	# What is taken back was never said.
	run_ok care-case undo "$c"
	run_ok care-case undo "$c"
	is normal
	run_ok care-case set "$c" --cause fraud
	is serious
}

@test "said together, the word that is said counts" {
	shop
	take
	run_ok care-case set "$c" --cause fraud --severity minor
	is minor
	[[ $stderr == "$c: 2 facts set" ]]
}

@test "promises move as on_change says of the severity" {
	shop
	take
	run_ok care-case set "$c" --cause service_stopped
	[ "$(due result)" = '2026-12-09 10:00' ]
	rm -rf store
	shop earlier
	take
	run_ok care-case set "$c" --cause service_stopped
	[[ $stderr == *'due times move' ]]
	[ "$(due result)" = '2026-12-08 10:00' ]
	[ "$(due first_action)" = '2026-12-07 10:30' ]
	[ "$(due report_up)" = '2026-12-07 11:00' ]
	run_ok care-case set "$c" --cause perfunctory
	is normal
	[ "$(due result)" = '2026-12-08 10:00' ]
}

@test "what a ladder raised falls no lower, and rises with the facts" {
	shop
	take
	CARE_NOW='2026-12-09 10:01' run_ok care-escalate run
	is serious
	export CARE_NOW='2026-12-09 11:00'
	run_ok care-case set "$c" --cause perfunctory
	is serious
	run_ok care-case set "$c" --cause service_stopped
	is urgent
}

@test "opened again is a fact too: what comes back is serious, and promised so" {
	shop
	take
	run_ok care-case close "$c" --outcome withdrawn
	run_ok care-case reopen "$c"
	is serious
	[ "$(due report_up)" = '2026-12-07 11:00' ]
}

@test "what a source says anew counts as what a person sets" {
	shop
	printf 'ref,received,kind,channel,cause,text\nR1,2026-12-07 09:00,complaint,phone,,x\n' >c.csv
	run_ok care-intake cases -q c.csv --source crm
	sed 's/phone,/phone,fraud/' c.csv >d.csv
	run_ok care-intake cases -q d.csv --source crm --update
	c=$(care-case list --ids ref:R1)
	is serious
	printf 'ref,received,kind,channel,cause,severity,text\nR1,2026-12-07 09:00,complaint,phone,fraud,serious,x\n' >e.csv
	run_ok care-intake cases -q e.csv --source crm --update
	run_ok care-case set "$c" --cause perfunctory
	is serious
}

@test "other facts follow too, until somebody says or takes away one; fields as well" {
	cat >policy.yaml <<-'E'
	schema: 1
	policy: p
	version: "1"
	effective: "2026-01-01"
	timezone: Asia/Shanghai
	words:
	  kinds: {complaint: 投诉}
	  channels: {phone: 电话}
	  causes: [rude, late, dirty]
	  categories: [people, goods]
	  teams: [hr, fleet]
	fields:
	  topic: {for: case, type: word, of: [service, transport]}
	promises:
	  - {name: result, to: replied, within: 48h}
	derived:
	  - {when: {cause: rude}, set: {category: people}}
	  - {when: {cause: [late, dirty]}, set: {category: goods}}
	  - {when: {cause: rude}, set: {team: hr}}
	  - {when: {cause: late}, set: {team: fleet}}
	  - {when: {cause: rude}, set: {topic: service}}
	  - {when: {cause: late}, set: {topic: transport}}
	E
	run_ok care-store init store --trial --policy policy.yaml
	row() {
		care-case list "$c" -f jsonl | jq -r '[.category, .team] | join(" ")' | xargs
		care-case fields "$c" -f jsonl | jq -r 'select(.field == "topic") | .value // "-"'
	}
	take --cause rude
	[ "$(row | xargs)" = 'people hr service' ]
	run_ok care-case set "$c" --cause late
	[ "$(row | xargs)" = 'goods fleet transport' ]
	run_ok care-case set "$c" --team -
	run_ok care-case set "$c" --cause rude
	[ "$(row | xargs)" = 'people service' ]
	run_ok care-case set "$c" --category goods --field topic=transport
	run_ok care-case set "$c" --cause dirty
	run_ok care-case set "$c" --cause late
	[ "$(row | xargs)" = 'goods transport' ]
}
