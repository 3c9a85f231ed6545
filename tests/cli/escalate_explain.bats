#!/usr/bin/env bats
# care-escalate explain: every stretch counted, every level, everybody told.

load setup
load escalate

setup() {
	agency
}

# "what note" of each line, without the heading.
said() {
	run_ok care-escalate explain "$@" -f jsonl
	jq -r '"\(.what)|\(.note // "")"' "$out"
}

@test "levels: what became of each, and who was told when" {
	tick "11 09:00"
	CARE_NOW="2026-03-11 10:00" run_ok care-escalate ack "$case/result" --for wang
	tick "12 13:00"
	export CARE_NOW="2026-03-12 13:10"
	said "$case/result" >lines
	diff - lines <<-EOF2
	start|
	amount|48h, policy.yaml:17
	wall|
	due|
	level half|owner (fired)
	told wang|m1 sent by wecom, acknowledged 2026-03-11 10:00:00 by wang
	level due|supervisor, raise severity (superseded 2026-03-12 13:00:00)
	level over|supervisor manager (fired)
	told liu|m2 planned
	told chen|m3 planned
	level over.1|supervisor manager (comes)
	EOF2
	care-case reply "$case" -q
	said "$case/result" | tail -2 >lines
	diff - lines <<-'EOF2'
	level over.1|supervisor manager (kept)
	kept|late
	EOF2
}

@test "what fired under another due time, and a clause beside the rule" {
	sed 's/^version: .*/version: "2"/; s/ladder: up}$/& # 5.3.1b "48 hours"/
		s/^pauses:/&/; s/^ladders:/pauses: {customer: {stops: [result], cap: 10h}}\n&/' policy.yaml >two.yaml
	run_ok care-policy adopt two.yaml
	tick "11 09:00"
	CARE_NOW="2026-03-11 09:30" run_ok care-case wait "$case" --because customer --question 'when?' --via phone
	export CARE_NOW="2026-03-11 09:31"
	said "$case/result" >lines
	diff - lines <<-EOF2
	start|
	amount|48h, two.yaml:17 (5.3.1b "48 hours")
	paused customer|to its cap
	wall|
	pause|
	wall|
	due|
	level half|fired, when it was due 2026-03-12 09:00:00
	told wang|m1 sent by wecom
	level half|owner (carried 2026-03-11 09:30:00)
	level due|supervisor, raise severity (comes)
	level over|supervisor manager (comes)
	EOF2
	said "$case/limit" >lines
	grep -qx 'paused customer|does not stop this promise' lines
	care-escalate explain "$case/result" -f csv --times epoch >sum
	# What is counted adds up to the amount.
	[ "$(mlr --icsv --onidx stats1 -a sum -f counted_s sum)" = 172800 ]
}

@test "make-up days and holidays are called so" {
	export CARE_NOW="2026-09-19 12:00"
	run_ok care-store init other --trial --policy "$ROOT/policies/small-agency.yaml"
	export CARE_STORE=$PWD/other
	n=$(care-intake case -q --kind request --channel phone --text x)
	said "$n/reply" >lines
	grep -q '^working day|make-up day$' lines
	export CARE_NOW="2026-09-30 17:00"
	n=$(care-intake case -q --kind request --channel phone --text x)
	said "$n/reply" >lines
	grep -q '|holiday$' lines
	[ "$(grep -c make-up lines)" = 0 ]
}

@test "recompute: what the policy in force allows, and nothing else" {
	sed 's/^version: .*/version: "2"/; s/within: 48h,/within: 30h, on_policy: recompute,/
		s/within: 60h, hard: true/within: 99h, hard: true/' policy.yaml >two.yaml
	run_ok care-policy adopt two.yaml --yes
	care-intake case -q --kind complaint --channel phone --text late --owner wang >second
	# It moved when it took over; the hard limit did not, for it would be later.
	run_ok care-escalate recompute "$case" "$(cat second)"
	[ "$stderr" = "0 promises move" ]
	[ "$output" = promise,old_due,new_due,moved_s,was_late,is_late,why ]
	# A rank that counts for another rule: kept as it was, until asked for.
	sed 's/^version: .*/version: "3"/
		s/^ladders:/  - {name: result, when: {kind: complaint, severity: urgent}, to: replied, within: 20h, on_policy: recompute, ladder: up}\n&/' two.yaml >three.yaml
	run_ok care-policy adopt three.yaml --yes
	run_ok care-case set "$case" --severity urgent -q
	run_ok care-escalate recompute --all -n
	[ "${lines[1]}" = "$case/result,2026-03-11 15:00:00,2026-03-11 05:00:00,-36000,0,0,\"30h -> 20h, three.yaml:19\"" ]
	[ "${#lines[@]}" = 2 ]
	[[ $stderr == "1 promises move"* ]]
	run_ok care-escalate recompute "$case" --ids
	[ "$output" = "$case/result" ]
	run_ok care-escalate recompute --all
	[ "$stderr" = "0 promises move" ]
	run_status 64 care-escalate recompute
	run_status 64 care-escalate recompute --all "$case"
	run_ok care-store check
}

@test "recompute --policy: what a policy would move before it is adopted, and nothing written" {
	care-intake case -q --kind complaint --channel phone --text late --owner wang >second
	run_ok care-case reply "$(cat second)" --now "2026-03-10 12:00"
	export CARE_NOW="2026-03-11 16:00"
	sed 's/^version: .*/version: "2"/; s/within: 48h,/within: 30h, on_policy: recompute,/
		s/within: 60h, hard: true/within: 99h, hard: true/' policy.yaml >two.yaml
	sqlite3 -readonly store/care.db .dump >before
	run_ok care-escalate recompute --policy two.yaml
	[ "$stderr" = "1 promises would move; 1 become late, 0 become not late" ]
	[ "${lines[1]}" = "$case/result,2026-03-12 09:00:00,2026-03-11 15:00:00,-64800,0,1,\"48h -> 30h, two.yaml:17\"" ]
	[ "${#lines[@]}" = 2 ]
	cp "$out" all
	run_ok care-escalate recompute -p two.yaml --all -q
	cmp "$out" all
	run_ok care-escalate recompute -p two.yaml "$case"
	cmp "$out" all
	printf '%s\n' "$(cat second)" >ids
	run_ok care-escalate recompute -p two.yaml - <ids
	[ "${#lines[@]}" = 1 ]
	sqlite3 -readonly store/care.db .dump | cmp - before
	# What it said is what adopt says, and does.
	run_status 1 care-policy adopt two.yaml </dev/null
	cmp "$out" all
	run_ok care-policy adopt two.yaml --yes -q
	cmp "$out" all
	run_ok care-escalate recompute -p two.yaml
	[ "$stderr" = "0 promises would move; 0 become late, 0 become not late" ]
	# A policy with faults, or none at all.
	sed 's/ladder: up/ladder: nowhere/' two.yaml >bad.yaml
	run_status 78 care-escalate recompute -p bad.yaml
	[[ $stderr == *"bad.yaml:17:"*"bad.yaml: has errors"* ]]
	run_status 78 care-escalate recompute -p none.yaml
	run_ok care-store check
}

@test "of several promises each line says whose it is" {
	run_ok care-escalate explain "$case/result" "$case/limit" -f table
	[ "$(grep -c "^$case/result  " "$out")" -gt 3 ]
	[ "$(grep -c "^$case/limit  " "$out")" -gt 3 ]
	run_ok care-escalate explain "$case/result" -f table
	run_status 1 grep -q "$case" "$out"
}

@test "of what has ended the pauses count as they were then" {
	sed 's/^version: .*/version: "2"/
		s/^ladders:/pauses: {customer: {stops: [result], cap: 10h}}\n&/' policy.yaml >two.yaml
	run_ok care-policy adopt two.yaml
	# Kept while it waits: it was due after the pause's cap, whenever that ended.
	CARE_NOW="2026-03-10 12:00" run_ok care-case wait "$case" --because customer --question 'when?' --via phone
	CARE_NOW="2026-03-10 13:00" run_ok care-case reply "$case" -q
	CARE_NOW="2026-03-10 14:00" run_ok care-case resume "$case" -q
	CARE_NOW="2026-03-10 15:00" care-intake case -q --kind complaint --channel phone --text late --owner wang >second
	# Kept before it waited: that moved nothing any more.
	CARE_NOW="2026-03-10 16:00" run_ok care-case reply "$(cat second)" -q
	CARE_NOW="2026-03-10 17:00" run_ok care-case wait "$(cat second)" --because customer --question 'when?' --via phone
	export CARE_NOW="2026-03-11 12:00"
	for id in "$case" "$(cat second)"; do
		run_ok care-escalate explain "$id/result" -f csv --times epoch
		[ "$(mlr --icsv --onidx stats1 -a sum -f counted_s "$out")" = 172800 ]
		due=$(mlr --icsv --onidx filter '$what == "due"' 'then' cut -f at "$out")
		[ "$(mlr --icsv --onidx filter '$what == "wall"' 'then' tail -n 1 'then' cut -f until "$out")" = "$due" ]
		# Half of the time of its clock, the other half until it was due.
		half=$(mlr --icsv --onidx filter '$what == "level half"' 'then' cut -f at "$out")
		[ "$((due - half))" = 86400 ]
	done
	said "$case/result" >lines
	grep -qx 'paused customer|to its cap' lines
	said "$(cat second)/result" >lines
	grep -qx 'paused customer|began when this promise had ended' lines
	run_ok care-escalate explain "$case/result" -f csv
	grep -q ",paused customer,2026-03-10 12:00:00,2026-03-10 22:00:00," "$out"
}

@test "who was asked to do a task stands in it" {
	sed 's/^version: .*/version: "2"/
		s/^ladders:/  - {name: department, from: asked_department, to: department_answered, within: 4h, turns: each, ladder: up}\n&/
		s/^words:/&\n  teams: {food: Food}\n  events: [asked_department]/' policy.yaml >two.yaml
	run_ok care-policy adopt two.yaml
	printf 'login,name,role,team\nxu,Xu,supervisor,food\n' | care-intake staff - -q
	CARE_NOW="2026-03-10 10:00" run_ok care-case ask "$case" --department food --to xu --note 'what was it?' -q
	CARE_NOW="2026-03-10 10:01" run_ok care-remind run -q
	CARE_NOW="2026-03-10 10:05" run_ok care-escalate ack "$case/department" --for xu
	export CARE_NOW="2026-03-10 11:00"
	said "$case/department" >lines
	diff - lines <<-EOF2
	start|
	amount|4h, two.yaml:21
	wall|
	due|
	asked|
	told xu|m1 sent by wecom, acknowledged 2026-03-10 10:05:00 by xu
	level half|owner (comes)
	level due|supervisor, raise severity (comes)
	level over|supervisor manager (comes)
	EOF2
	run_ok care-escalate explain "$case/department" -f csv
	grep -qx "$case/department,asked,2026-03-10 10:00:00,,,," "$out"
}
