#!/usr/bin/env bats
# care-case set: facts and fields said anew, and what becomes of the promises.
load setup

setup() {
	fresh
	export CARE_NOW="2026-12-07 10:00"
}

# shop POLICY [ON_CHANGE] [KIND]: a store with one case, in $c
shop() {
	sed "s/^  on_change: .*/  on_change: ${2:-keep}/" "$ROOT/policies/$1.yaml" >policy.yaml
	ln -sfn "$ROOT/policies/calendars" calendars
	run_ok care-store init store --trial --policy policy.yaml
	export CARE_STORE=$PWD/store
	run_ok care-intake case --kind "${3:-complaint}" --channel regulator --name 陈梅 --phone 13800138000 --text '房间'
	c=$output
}

refused() {
	local saying=$1

	shift
	run_status 1 "$@"
	[[ $stderr == *"$saying"* ]] || { printf '%s\n' "$stderr"; return 1; }
}

# due PROMISE: state and due of a promise of the case, in $output
due() {
	run_ok care-case show "$c" --format jsonl
	output=$(jq -r --arg p "$c/$1" 'select(.promise == $p) | .state + " " + (.due | .[0:10] + " " + .[11:19])' "$out")
}

fact() {
	care-case list "$c" --format jsonl | jq -r ".$1 // \"-\""
}

@test "words by name or title; unknown and retired ones are refused" {
	shop travel-agency
	run_ok care-case set "$c" --severity 紧急 --category quality --cause 欺诈 --liability own
	[[ $stderr == "$c: 4 facts set"* ]]
	[ "$(fact severity)" = urgent ]
	[ "$(fact category)" = quality ]
	run_ok care-case history "$c" --format jsonl
	grep -q 'severity=urgent old_severity=' "$out"
	refused "nearest: quality" care-case set "$c" --category qualty
	refused "not one of the policy's severities" care-case set "$c" --severity awful
	run_ok care-case set "$c" --category - --cause -
	[ "$(fact category)" = - ]
	refused 'severity' care-case set "$c" --severity -
	run_ok care-store check
}

@test "what is so already changes nothing" {
	shop travel-agency
	run_ok care-case set "$c" --cause fraud
	care-store export --canonical >before
	run_ok care-case set "$c" --cause fraud
	[[ $stderr == *'is so already'* ]]
	care-store export --canonical | cmp - before
}

@test "fields: typed, from a file, from standard input, taken away" {
	shop travel-agency
	printf '第一行\n第二行\n' >finding.txt
	run_ok care-case set "$c" --field finding=@finding.txt --field reply_thanks=是 --field notice_no=@@x
	[[ $stderr == "$c: 3 facts set"* ]]
	printf '依据合同第三条\n' >law.txt
	run_ok care-case set "$c" --field 法律或合同依据=@- <law.txt
	run_ok care-case set "$c" --field finding=
	refused 'finding is said twice' care-case set "$c" --field finding=a --field 调查结论=b
	refused 'nearest: finding' care-case set "$c" --field findng=x
	refused 'neither yes nor no' care-case set "$c" --field reply_thanks=maybe
	refused 'No such file' care-case set "$c" --field finding=@nowhere
	refused 'is no file' care-case set "$c" --field finding=@.
	printf 'a\0b' >nul.txt
	refused 'no text in UTF-8' care-case set "$c" --field finding=@nul.txt
	refused 'write NAME=VALUE' care-case set "$c" --field finding
	refused 'only a incident has this field' care-case set "$c" --field injury=1
	run_ok care-store check
}

@test "a sheet says fields by columns field.NAME; what lists show is not read" {
	shop travel-agency
	printf 'case,severity,category,field.severity,field.reply_result\n%s,urgent,other,serious,退款\n' "$c" >sheet.csv
	run_ok care-case set - <sheet.csv
	[ "$(fact severity)" = serious ]
	[ "$(fact category)" = - ]
	run_ok care-case list
	cp "$out" list.csv
	run_ok care-case set - --severity urgent <list.csv
	[ "$(fact severity)" = urgent ]
	printf 'case,field.finding\n%s,\n' "$c" | run_ok care-case set -
}

@test "on_change: keep leaves promises; nothing new begins" {
	shop small-agency keep
	due result
	was=$output
	run_ok care-case set "$c" --severity serious
	due result
	[ "$output" = "$was" ]
}

@test "on_change: earlier moves due times earlier only" {
	shop small-agency earlier
	run_ok care-case set "$c" --severity serious
	[[ $stderr == *'; 1 due times move'* ]]
	due result
	[ "$output" = 'open 2026-12-08 10:00:00' ]
	run_ok care-case set "$c" --severity normal
	due result
	[ "$output" = 'open 2026-12-08 10:00:00' ]
	run_ok care-store check
}

@test "on_change: recompute moves either way, and never what is hard later" {
	shop small-agency recompute
	run_ok care-case set "$c" --severity serious
	run_ok care-case set "$c" --severity normal
	due result
	[ "$output" = 'open 2026-12-09 10:00:00' ]
	due result_limit
	[ "$output" = 'open 2026-12-15 00:00:00' ]
}

@test "on_change: recompute begins what is owed now, and drops what is not" {
	shop travel-agency recompute
	run_ok care-case set "$c" --severity normal
	due report_up
	[[ $output != open* ]]
	CARE_NOW="2026-12-07 12:00" run_ok care-case set "$c" --severity serious
	due report_up.2
	[ "$output" = 'open 2026-12-07 13:00:00' ]
	CARE_NOW="2026-12-07 12:10" run_ok care-case set "$c" --severity minor
	[[ $stderr == *'owed no more'* ]]
	due report_up.2
	[[ $output == cancelled* ]]
	run_ok care-store check
}

@test "a level that was passed does not fire again when the due time moves" {
	shop small-agency earlier
	CARE_NOW="2026-12-08 11:00" run_ok care-escalate run
	CARE_NOW="2026-12-08 11:30" run_ok care-case set "$c" --severity urgent
	due result
	[ "$output" = 'open 2026-12-08 10:00:00' ]
	CARE_NOW="2026-12-08 11:31" run_ok care-escalate run
	run_ok care-case history "$c"
	[ "$(grep -c '11:31.*level_fired.*result ' "$out")" = 0 ]
	[ "$(grep -c 'severity_set' "$out")" -eq 2 ]
}

@test "the date of a notice begins its promise, and moves it" {
	shop small-agency keep
	due authority
	[ -z "$output" ]
	run_ok care-case set "$c" --field notice_date=2026-12-07
	[[ $stderr == *'1 promises begin'* ]]
	due authority
	[ "$output" = 'open 2026-12-11 18:00:00' ]
	# a date that was wrong never was its start, though it is hard
	run_ok care-case set "$c" --field notice_date=2026-12-04
	due authority
	[ "$output" = 'open 2026-12-09 18:00:00' ]
	run_ok care-case set "$c" --field notice_date=2026-12-20
	due authority
	[ "$output" = 'open 2026-12-24 18:00:00' ]
	# kept: saying another field does not promise it again
	run_ok care-case keep "$c/authority"
	run_ok care-case set "$c" --field desired_remedy=退款
	[[ $stderr != *begin* ]]
	run_ok care-store check
}

@test "a grievance becomes a complaint: its way and its promises begin" {
	shop travel-agency keep grievance
	[ "$(fact stage)" = - ]
	CARE_NOW="2026-12-07 15:00" run_ok care-case set "$c" --kind complaint --field desired_remedy=道歉
	[ "$(fact stage)" = received ]
	due result
	[ "$output" = 'open 2026-12-09 15:00:00' ]
	due first_action
	[ "$output" = 'open 2026-12-08 10:00:00' ]
	CARE_NOW="2026-12-07 16:00" run_ok care-case set "$c" --kind suggestion
	due result
	[[ $output == cancelled* ]]
	[ "$(fact stage)" = - ]
	run_ok care-store check
}

@test "fields of a booking" {
	shop small-agency
	printf 'ref,customer_name,phone,product,departs,returns\nT1,李,13900139000,云南,2026-12-20,2026-12-25\n' >b.csv
	run_ok care-intake bookings b.csv
	run_ok care-case set booking:T1 --field needs=轮椅、child
	[[ $stderr == 'booking:T1: 1 facts set' ]]
	refused 'only a case has a severity' care-case set booking:T1 --severity normal
	refused '不是' care-case set booking:T1 --field needs=x || refused 'not one of' care-case set booking:T1 --field needs=x
	run_ok care-store check
}

@test "who is no case is named" {
	shop travel-agency
	run_status 1 care-case set 99999 --severity normal
	refused 'is a promise' care-case set "$c/result" --severity normal
}

@test "what a source says anew counts as what a person sets" {
	shop small-agency earlier
	printf 'ref,received,kind,channel,severity,notice_date,text\nR1,2026-12-07 09:00,complaint,regulator,normal,2026-12-07,x\n' >c.csv
	run_ok care-intake cases c.csv --source gov
	sed 's/normal,2026-12-07/serious,2026-12-04/' c.csv >d.csv
	run_ok care-intake cases d.csv --source gov --update
	run_ok care-case list ref:R1 --format jsonl
	c=$(jq -r .case "$out")
	due result
	[ "$output" = 'open 2026-12-08 09:00:00' ]
	due authority
	[ "$output" = 'open 2026-12-09 18:00:00' ]
	run_ok care-store check
}
