#!/usr/bin/env bats
# care-case step: plans of the policy, step by step, of cases and others.
load setup

setup() {
	fresh
	export CARE_NOW="2026-12-07 10:00"
	run_ok care-store init store --trial --policy "$ROOT/policies/travel-agency.yaml"
	export CARE_STORE=$PWD/store
	run_ok care-intake case --kind complaint --channel phone --name 陈梅 --phone 13800138000 --severity normal --text '房间'
	c=$output
}

refused() {
	local saying=$1

	shift
	run_status 1 "$@"
	[[ $stderr == *"$saying"* ]] || { printf '%s\n' "$stderr"; return 1; }
}

@test "the seven steps: what is open is listed, done twice is done once" {
	run_ok care-case step "$c" seven_steps/listen,restate
	[ "$stderr" = "$c: seven_steps: 2 of 7 done; open: apologise, propose, console, thank, report_up" ]
	care-store export --canonical >before
	run_ok care-case step "$c" 受理投诉七步/耐心聆听并记录
	care-store export --canonical | cmp - before
	run_ok care-case step "$c" seven_steps/apologise,propose,console,thank,report_up --note '已道歉' --result 满意
	[ "$stderr" = "$c: seven_steps is complete" ]
	run_ok care-case step "$c" seven_steps/thank --not
	[ "$stderr" = "$c: seven_steps: 6 of 7 done; open: thank" ]
	run_ok care-case step "$c" seven_steps/thank
	run_ok care-store check
}

@test "unknown plans and steps, plans of others" {
	refused 'nearest: seven_steps' care-case step "$c" seven_step/listen
	refused 'there are listen, restate' care-case step "$c" seven_steps/listn
	refused 'is gone through with a booking' care-case step "$c" disclosure/visa
	refused 'is not for this one' care-case step "$c" emergency/safe
	refused 'name a step' care-case step "$c" listen
	refused 'one word' care-case step "$c" seven_steps/listen --result 'a b'
	run_status 64 care-case step
}

@test "a step that belongs to a role: others are told whom to ask" {
	printf 'login,role\n%s,agent\nming,marketing\nzhou,product\n' "$(id -un)" >staff.csv
	run_ok care-intake staff staff.csv
	run_status 77 care-case step "$c" order_data/reason
	[[ $stderr == *'order_data/reason: only marketing (市场营销负责人) may'*'travel-agency.yaml:'*'ask ming'* ]]
	run_ok care-case step "$c" order_data/reason --for ming
	run_ok care-case history "$c" --format jsonl
	[ "$(jq -r 'select(.event == "step_done") | .who' "$out")" = ming ]
}

@test "the emergency plan of an incident is gone through before it is closed" {
	run_ok care-intake case --kind incident --channel phone --text '车祸'
	i=$output
	run_ok care-case reply "$i"
	refused 'step emergency/safe (救助人员，确保安全) is not done' care-case close "$i"
	[[ $stderr == *"care-case step $i emergency/safe"* ]]
	run_ok care-case step "$i" emergency/safe,scene,help,headquarters,family,others,record
	run_ok care-case close "$i"
}

@test "a serious complaint: the handling form comes before the approval" {
	run_ok care-case set "$c" --severity serious
	run_ok care-case history "$c"
	refused 'is not for this one' care-case step "$c" emergency/safe
	run_ok care-case step "$c" handling_form/analysis,measures,solution
	[[ $stderr == *'open: negotiated' ]]
}

@test "bookings, groups and staff have plans too; a sheet of steps" {
	printf 'ref,customer_name,phone,product,departs,returns\nT1,李,13900139000,云南,2026-12-20,2026-12-25\n' >b.csv
	run_ok care-intake bookings b.csv
	run_ok care-case step booking:T1 disclosure/visa,health
	[[ $stderr == 'booking:T1: disclosure: 2 of 8 done'* ]]
	printf 'case,steps,result\nbooking:T1,"disclosure/weather,customs",口头\n%s,seven_steps/listen,\n' "$c" >s.csv
	run_ok care-case step - <s.csv
	[[ $stderr == *'4 of 8 done'*'1 of 7 done'* ]]
	printf 'login,role\nwang,agent\n' >staff.csv
	run_ok care-intake staff staff.csv
	run_ok care-case step staff:wang leaving/rights
	run_ok care-store check
}

@test "show tells the stage and what is open" {
	run_ok care-case step "$c" seven_steps/listen
	run_ok care-case did "$c" accepted
	run_ok care-case show "$c" --verbose
	[[ $stderr == *"$c: is at accepted (受理告知); next: assessed"* ]]
	[[ $stderr == *'seven_steps (受理投诉七步): 1 of 7 done; open: restate, apologise'* ]]
	run_ok care-case show "$c"
	[ -z "$stderr" ]
}
