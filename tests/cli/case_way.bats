#!/usr/bin/env bats
# care-case: the way of a case, stage by stage, and what is asked on it.
load setup

setup() {
	fresh
	export CARE_NOW="2026-12-07 10:00"
}

# make POLICY: a store of a shipped policy with one complaint, in $c
shop() {
	run_ok care-store init store --trial --policy "$ROOT/policies/$1.yaml"
	export CARE_STORE=$PWD/store
	run_ok care-intake case --kind complaint --channel phone --name 陈梅 --phone 13800138000 --text '房间'
	c=$output
}

# refused SAYING COMMAND..: exit 1, and stderr says so
refused() {
	local saying=$1

	shift
	run_status 1 "$@"
	[[ $stderr == *"$saying"* ]] || { printf '%s\n' "$stderr"; return 1; }
}

stage() {
	run_ok care-case history "$c"
	printf '%s\n' "$output" | grep -o 'stage=[a-z]*' | tail -n 1 | grep -qx "stage=$1"
}

@test "a case is at the first stage; an event that is a stage moves it" {
	shop travel-agency
	stage received
	run_ok care-case did "$c" accepted
	[[ $stderr == *"$c accepted; 1 promises kept"* ]]
	stage accepted
	run_ok care-store check
}

@test "who skips a stage is told the next one, and every thing that is missing" {
	shop travel-agency
	refused 'the way does not lead there from received (投诉受理), next is accepted' care-case propose "$c" --text 退款
	[[ $stderr == *'finding (调查结论) is not filled in'*'travel-agency.yaml:'* ]]
	[[ $stderr == *"care-case did $c accepted"* ]]
	[[ $stderr == *"care-case set $c --"* ]]
	# What can be answered at once is: but the answer has its three parts.
	refused 'reply_process (处理经过) is not filled in' care-case reply "$c"
	[[ $stderr == *"care-case set $c --field reply_process=.."* ]]
	refused 'category is not filled in' care-case did "$c" accepted,assessed
	# one of several refused: nothing was done
	stage received
}

@test "a consultation goes no way: it is answered and closed" {
	shop travel-agency
	run_ok care-intake case --kind consultation --channel phone --text '签证'
	c=$output
	run_ok care-case reply "$c"
	run_ok care-case close "$c"
	run_ok care-case history "$c"
	[[ $output != *stage=* ]]
}

@test "events that mean more have commands of their own; unknown ones a nearest" {
	shop travel-agency
	refused 'care-case reply' care-case did "$c" replied
	refused 'care-case close' care-case did "$c" closed
	refused 'care-intake bookings' care-case did house departed
	refused 'nearest: accepted' care-case did "$c" acepted
	refused 'no event of the policy' care-case did "$c" any_entry
	refused 'say what happened' care-case did "$c" ,
	refused "say what happened" care-case did "$c"
	run_status 64 care-case did
	run_ok care-case did "$c" 受理告知
	stage accepted
}

@test "a sheet of events" {
	shop travel-agency
	printf 'case,milestone,at\n%s,accepted,09:00\n' "$c" >sheet.csv
	CARE_NOW="2026-12-07 12:00" refused 'before the case came in' care-case did - <sheet.csv
	printf 'case,milestone,at\n%s,accepted,10:30\n' "$c" >sheet.csv
	CARE_NOW="2026-12-07 12:00" run_ok care-case did - <sheet.csv
	stage accepted
}

@test "other subjects: events of bookings, customers, the house" {
	shop travel-agency
	run_ok care-case did house met
	[[ $stderr == 'house met; 1 promises kept' ]]
	run_ok care-case list --format jsonl
	[[ $output =~ \"customer\":\"(c[0-9]+)\" ]]
	run_ok care-case did "${BASH_REMATCH[1]}" visited --note '很满意'
	refused 'is a promise' care-case did house/meeting met
	run_ok care-store check
}

@test "a row that is stale is refused with --if-unchanged" {
	shop travel-agency
	run_ok care-case list
	cp "$out" list.csv
	run_ok care-case did - accepted --if-unchanged <list.csv
	refused 'moved on since the list was made' care-case note - --note x --if-unchanged <list.csv
	run_status 64 care-case note "$c" --note x --if-unchanged
	cut -d, -f1 list.csv >ids.csv
	refused 'version: no number' care-case note - --note x --if-unchanged <ids.csv
}

@test "nobody closes before he opened again, nor opens again before he closed" {
	run_ok care-store init back --trial --policy "$ROOT/policies/small-agency.yaml"
	export CARE_STORE=$PWD/back
	run_ok care-intake case --kind complaint --channel phone --text x
	c=$output
	export CARE_NOW='2026-12-07 12:00'
	run_ok care-case close "$c" --outcome withdrawn
	CARE_NOW='2026-12-07 14:00'
	refused 'at: 11:00: before it was closed' care-case reopen "$c" --at 11:00
	run_ok care-case reopen "$c" --at 13:00
	refused 'at: 12:30: before it was opened again' care-case close "$c" --outcome withdrawn --at 12:30
	run_ok care-case close "$c" --outcome withdrawn --at 13:30
	run_ok care-kpi backlog closed reopened --from 2026-12-07 --until 2026-12-07 --format csv --now '2026-12-08 9:00'
	[ "$(cut -d, -f1,3 "$out" | tail -n +2 | sort | tr '\n' ' ')" = 'backlog,0 closed,2 reopened,1 ' ]
	run_ok care-store check
}
