#!/usr/bin/env bats
# What the standard of care around a journey (S1) asks for, shown by its effect.

load clauses

# planned RULE WHEN: nothing of the rule goes out a second before, one message then.
planned() {
	local before

	before=$(date -d "$2 1 second ago" '+%F %T')
	CARE_NOW=$before run_ok care-remind run -q
	run_ok care-remind outbox -f jsonl
	[ "$(jq -r "select(.rule == \"$1\") | .message" "$out" | wc -l)" -eq 0 ]
	CARE_NOW=$2 run_ok care-remind run -q
	run_ok care-remind outbox -f jsonl
	[ "$(jq -r "select(.rule == \"$1\") | .message" "$out" | wc -l)" -eq 1 ]
	message=$(jq -r "select(.rule == \"$1\") | .message" "$out")
}

@test "S1-2.1.1, S4-5.4.1.1.1: what a traveller must know, in eight items, by the next working day" {
	shop travel-agency
	journey 2026-12-20 2026-12-24
	due booking:B1/disclosure '2026-12-08 18:00:00'
	run_ok care-case steps --plan disclosure -f jsonl
	for item in itinerary standard included excluded weather customs visa health; do
		run_ok care-case step booking:B1 "disclosure/$item"
	done
	[[ $stderr == *'disclosure is complete'* ]]
	run_ok care-case did booking:B1 disclosed
	free booking:B1/disclosure
}

@test "S1-2.1.2b, S4-1.1.3-4b, S3-3.2.2: when an answer is promised for a time, that time is owed" {
	for policy in travel-agency hotel telecom; do
		mkdir $policy && cd $policy
		shop $policy
		take consultation --owner agent_1
		run_ok care-case tell "$c" --by '2026-12-07 16:00' --note 下午答复
		due "$c/told" '2026-12-07 16:00:00'
		at '2026-12-07 15:45' care-escalate run
		[ "$(told notice:soon)" = agent ]
		at '2026-12-07 16:00' care-escalate run
		[ "$(told notice:due)" = 'agent supervisor' ]
		cd ..
	done
}

@test "S1-2.1.3a, S4-R1b: a booking is confirmed, with the number to complain at" {
	shop travel-agency
	journey 2026-12-20 2026-12-24 下单日期 2026-12-07
	run_ok care-remind run -q
	run_ok care-remind outbox -f jsonl
	m=$(jq -r 'select(.rule == "confirmation") | .message' "$out")
	run_ok care-remind preview "$m"
	[[ $output == *投诉与咨询电话：400*0000* && $output == *B1* && $output == *大理* ]]
}

@test "S1-2.1.3b: three days before he departs he is reminded" {
	shop travel-agency
	journey 2026-12-20 2026-12-24
	planned pretrip '2026-12-17 10:00:00'
	run_ok care-remind preview "$message"
	[[ $output == *有效证件* && $output == *转换插头* ]]
}

@test "S1-2.1.3b: the day he departs it is too late" {
	shop travel-agency
	journey 2026-12-20 2026-12-24
	CARE_NOW='2026-12-20 00:00' run_ok care-remind run -q
	[ -z "$(told pretrip)" ]
}

@test "S1-2.1.3c: who needs more is called instead" {
	shop travel-agency
	journey 2026-12-20 2026-12-24 needs 轮椅
	planned pretrip '2026-12-17 10:00:00'
	run_ok care-remind calls --until 2026-12-19
	grep ",B1,.*$message" "$out" || grep "^$message,.*,B1," "$out"
}

@test "S1-2.1.4a: what a traveller needs is a word of ours, and not shown to everybody" {
	shop travel-agency
	journey 2026-12-20 2026-12-24 needs 清真
	printf '%s\n' ref,name,departs,returns,needs B2,张三,2026-12-20,2026-12-24,爱吃辣 >wrong.csv
	run_status 1 care-intake bookings wrong.csv
	[[ $stderr == *needs* ]]
	run_ok care-case history booking:B1
	run ! grep -E 'halal|清真' "$out"
}

@test "S1-2.1.4b: the guide knows of it before they depart" {
	shop travel-agency
	journey 2026-12-20 2026-12-24
	free booking:B1/needs_told
	journey 2026-12-20 2026-12-24 needs 轮椅
	due booking:B1/needs_told '2026-12-20 00:00:00'
	run_ok care-case did booking:B1 guide_confirmed
	free booking:B1/needs_told
}

@test "S1-2.2.1a: the car is asked for the day before" {
	shop travel-agency
	journey 2026-12-20 2026-12-24 含接送 是
	due booking:B1/transfer '2026-12-19 18:00:00'
	run_ok care-remind calls --until 2026-12-20
	grep booking:B1/transfer "$out"
}

@test "S1-2.2.1c: who comes by himself is told the way" {
	shop travel-agency
	journey 2026-12-20 2026-12-24 含接送 否
	planned directions '2026-12-19 10:00:00'
}

@test "S1-2.2.1d, S1-2.2.2a, S1-2.2.2b, S1-2.2.3a, S1-2.2.3c: the guide's seven points on the way" {
	shop travel-agency
	journey 2026-12-20 2026-12-24
	due booking:B1/boarding '2026-12-21 00:00:00'
	for point in transfer boarding lodging meals health care; do
		run_ok care-case step booking:B1 "checkpoints/$point" --for guide_1
	done
	[[ $stderr == *'6 of 7'*'open: safety'* ]]
	run_status 77 care-case step booking:B1 checkpoints/safety --for agent_1
	run_ok care-case step booking:B1 checkpoints/safety --for guide_1
}

@test "S1-2.2.3b: on the day they depart, the number for emergencies" {
	shop travel-agency
	journey 2026-12-20 2026-12-24
	planned safety '2026-12-20 07:00:00'
	run_ok care-remind preview "$message"
	[[ $output == *紧急情况* ]]
}

@test "S1-2.2.2c: on the way somebody asks how it goes, every two days" {
	shop travel-agency
	journey 2026-12-20 2026-12-27
	sed -i '1s/$/,状态/; 2s/$/,已出发/' booking.csv
	at '2026-12-20 12:00' care-intake bookings booking.csv
	due booking:B1/contact '2026-12-22 12:00:00'
	at '2026-12-21 18:00' care-case keep booking:B1/contact
	due booking:B1/contact.2 '2026-12-2[34] '
}

@test "S1-2.2.3d: who needs something on the way is answered in two hours" {
	shop travel-agency
	take request --set phase=行中
	due "$c/reply" '2026-12-07 12:00:00'
}

@test "S1-2.2.4b: without somebody to reach in need nobody departs unnoticed" {
	shop travel-agency
	journey 2026-12-20 2026-12-24
	due booking:B1/emergency_contact '2026-12-20 00:00:00'
	no emergency_contact care-case did booking:B1 contact_known
	run_ok care-case set booking:B1 --field emergency_contact=母亲
	free booking:B1/emergency_contact
}

@test "S1-2.2.4a: an incident is not over before its plan is gone through" {
	for policy in travel-agency hotel; do
		mkdir $policy && cd $policy
		shop $policy
		take incident --owner manager_1
		no emergency care-case close "$c"
		cd ..
	done
}

@test "S1-2.2.4c: an incident is urgent, and somebody is there in a quarter of an hour" {
	shop travel-agency
	take incident
	run_ok care-case list "$c" -f jsonl
	[ "$(jq -r .severity "$out")" = urgent ]
	due "$c/first_action" '2026-12-07 10:15:00'
	at '2026-12-07 10:15' care-escalate run
	told notice:due | grep -E 'emergency.*manager'
}

@test "S1-2.2.4d: headquarters hear in an hour, and every four hours" {
	shop travel-agency
	take incident
	due "$c/headquarters" '2026-12-07 11:00:00'
	due "$c/headquarters_again" '2026-12-07 14:00:00'
	at '2026-12-07 13:00' care-case keep "$c/headquarters_again"
	due "$c/headquarters_again.2" '2026-12-07 1[78]:00:00'
}

@test "S1-2.2.4e: the family hears in two hours, and it is written down who" {
	shop travel-agency
	take incident
	due "$c/family" '2026-12-07 12:00:00'
	no 'family_told' care-case did "$c" family_told
	run_ok care-case set "$c" --field family_told=妻子
	run_ok care-case did "$c" family_told
	free "$c/family"
}

@test "S1-2.3.1: thanks on the day of return, and whether they are home by the next" {
	shop travel-agency
	journey 2026-12-20 2026-12-24
	due booking:B1/safe_home '2026-12-26 00:00:00'
	planned safe_return '2026-12-24 18:00:00'
	at 2026-12-25 care-case did booking:B1 home_safe
	free booking:B1/safe_home
}

@test "S4-1.2.1a: on the second day they are called at home" {
	shop travel-agency
	journey 2026-12-20 2026-12-24
	due booking:B1/greeting '2026-12-25 20:00:00'
	run_ok care-remind calls --until 2026-12-26
	grep booking:B1/greeting "$out"
}

@test "S4-1.3.1a: who travels much gets a letter after it" {
	shop travel-agency
	printf '%s\n' ref,name,phone,tier V1,李雷,13800138001,vip >customer.csv
	run_ok care-intake customers customer.csv
	journey 2026-12-20 2026-12-24
	due booking:B1/thank_letter '2027-01-2'
}

@test "S3-3.5.1, S4-3.1.2a, S4-4.1, S4-5.4.4.1, S3-2.2.4: visits by the customer's class" {
	shop travel-agency
	printf '%s\n' ref,name,phone,tier K,甲,13700000001,key V,乙,13700000002,vip R,丙,13700000003,regular N,丁,13700000004,normal >c.csv
	run_ok care-intake customers c.csv
	run_ok care-case todo --until 2031-01-01 -f jsonl
	[ "$(jq -r 'select(.ref | endswith("/visited")) | .due[:10]' "$out" | xargs)" = '2027-01-07 2027-03-09 2027-06-08' ]
}

@test "S3-3.5.4: who travels a third time is of a better class, and visited more often" {
	shop travel-agency
	printf '%s\n' ref,name,phone,trips A,甲,13700000001,3 >c.csv
	run_ok care-intake customers c.csv
	run_ok care-case todo --until 2031-01-01 -f jsonl
	[ "$(jq -r 'select(.ref | endswith("/visited")) | .due[:10]' "$out")" = 2027-03-09 ]
}
