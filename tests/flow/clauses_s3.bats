#!/usr/bin/env bats
# What the rules of telecom care (S2) and of the hotel's telephone service (S3)
# ask for, shown by its effect.

load clauses

value() {
	run_ok care-case list --all "$c" -f jsonl
	jq -r ".$1 // \"-\"" "$out"
}

@test "S2-8a, S0-1, S2-1: a case keeps the policy of its day; a new one holds from its own day on" {
	shop telecom
	take complaint
	before=$c
	cp -R "$POLICIES" later
	sed -i 's/^version: .*/version: "2027.1"/; s/^effective: .*/effective: "2026-12-20"/
		s/{name: first_action, when: {kind: complaint}, within: 24h/{name: first_action, when: {kind: complaint}, within: 12h/' later/telecom.yaml
	run_ok care-policy adopt later/telecom.yaml --yes
	take complaint
	due "$c/first_action" '2026-12-08 10:00:00'
	export CARE_NOW='2026-12-21 10:00'
	take complaint
	due "$c/first_action" '2026-12-21 22:00:00'
	due "$before/first_action" '2026-12-08 10:00:00'
}

@test "S2-8b: a policy says who approved it, and the list of versions too" {
	shop telecom
	run_ok care-policy show --list
	[[ $output == *公司管理层* ]]
}

@test "S2-6.2, S3-2.1.3a: complaints are a team's, and difficult ones the supervisor's" {
	shop telecom
	take complaint
	[ "$(value team)" = complaint_team ]
	take consultation
	[ "$(value team)" = - ]
	mkdir hotel && cd hotel
	shop hotel
	take complaint --set difficult=是
	due "$c/taken_over" '2026-12-07 10:30:00'
	[ "$(value severity)" = serious ]
	take complaint
	free "$c/taken_over"
}

@test "S2-5.3: a solution names the clause that it rests on, and that the customer understood" {
	shop telecom
	take complaint --category quality
	for event in accepted assessed investigating; do run_ok care-case did "$c" $event; done
	no clause care-case propose "$c" --text 减免
	run_ok care-case set "$c" --field clause=第三条
	no understood care-case propose "$c" --text 减免
	run_ok care-case set "$c" --field understood=是
	run_ok care-case propose "$c" --text 减免
}

@test "S2-5.5: who wrote nothing down for two days hears of it, and so do others; an entry begins anew" {
	shop telecom
	take complaint
	due "$c/entry" '2026-12-09 10:00:00'
	at '2026-12-08' care-case note "$c" --note 已电话联系
	due "$c/entry" '2026-12-10 10:00:00'
	at '2026-12-10 09:59' care-escalate run
	[ -z "$(told notice:quiet)" ]
	at '2026-12-10' care-escalate run
	[ "$(told notice:quiet)" = supervisor ]
	at '2026-12-11' care-escalate run
	[ "$(told notice:still_quiet)" = manager ]
	at '2026-12-11 11:00' care-case note "$c" --note 补记
	due "$c/entry.2" '2026-12-13 11:00:00'
}

@test "S2-5.1: the same call from the exchange is one case" {
	shop telecom
	printf '%s\n' ref,kind,channel,received,text P1,咨询,phone,'2026-12-07 09:00',套餐 >calls.csv
	run_ok care-intake cases calls.csv
	run_ok care-intake cases calls.csv
	[[ $stderr == *'new 0  same 1'* ]]
	run_ok care-case list --ids
	[ "${#lines[@]}" -eq 1 ]
}

@test "S2-5.2: all that was with a customer, by time" {
	shop telecom
	take complaint --phone 13800138000
	run_ok care-case contact "$c" --via phone --in --note 催办
	take consultation --phone 13800138000
	customer=$(value customer)
	run_ok care-customer show "$customer"
	[ "$(grep -c "$c" "$out")" -ge 1 ]
	[[ $output == *催办* || $output == *contact* ]]
}

@test "S2-6.4: every quarter the staff is trained" {
	shop telecom
	due staff:agent_1/training 2027-03-0
	at 2026-12-20 care-case did staff:agent_1 trained
	due staff:agent_1/training.2 2027-03-2
}

@test "S3-3.1.3: who calls again is known by his number, however it is written" {
	shop hotel
	take complaint --name 陈梅 --phone 13800138000
	first=$(value customer)
	take consultation --phone '+86 138-0013-8000'
	[ "$(value customer)" = "$first" ]
}

@test "S3-3.4.1, S3-3.4.2, S3-4.2.2: heard out, apologised to, and asked what he wants" {
	shop hotel
	take complaint --owner agent_1
	for step in listen apologise restate remedy promise thank report_up; do
		run_ok care-case step "$c" complaint_call/$step --for agent_1
	done
	[[ $stderr == *'complaint_call is complete'* ]]
}

@test "S3-3.4.2, S3-3.4.5: closed only with what he wanted, the cause, and how it is prevented" {
	shop hotel
	take complaint --category quality
	for event in accepted assessed investigating; do run_ok care-case did "$c" $event; done
	run_ok care-case set "$c" --field finding=属实
	run_ok care-case propose "$c" --text 换房
	run_ok care-case did "$c" implementing
	run_ok care-case set "$c" --field reply_process=a --field reply_result=b
	run_ok care-case reply "$c"
	no prevention care-case close "$c" --outcome settled
	[[ $stderr == *cause* && $stderr == *desired_remedy* ]]
	due "$c/revisit" '2026-12-08 10:00:00'
}

@test "S3-3.4.3: of a late result the supervisor hears, then the general manager, who gives it over" {
	shop hotel
	take complaint --owner agent_1
	at '2026-12-09 10:00' care-escalate run
	told notice:due | grep 'duty_manager.*supervisor'
	[ "$(value severity)" = serious ]
	at '2026-12-10 10:00' care-escalate run
	told notice:over | grep general_manager
	[ "$(value owner)" = supervisor_1 ]
}

@test "S3-2.1.5, S3-2.2.3, S3-1.3.3: another department answers in four hours" {
	shop hotel
	take complaint
	run_ok care-case ask "$c" --department housekeeping --to reception_1 --note 查房 ||
		run_ok care-case ask "$c" --department housekeeping --to supervisor_1 --note 查房
	due "$c/department" '2026-12-07 14:00:00'
	run_ok care-case answered "$c/department" --note 已查
	free "$c/department"
}

@test "S3-2.2.2: five matters that guests ask about" {
	shop hotel
	for topic in reservation check_in check_out dining recreation; do
		take consultation --set topic=$topic
	done
	run_status 64 care-intake case -q --kind consultation --channel phone --text x --set topic=weather
}

@test "S3-3.3.1, S3-3.3.2: business is done in half an hour, and what came of it written down" {
	shop hotel
	take business
	due "$c/business" '2026-12-07 10:30:00'
	no business_result care-case keep "$c/business"
}

@test "S3-3.5.3: what a visit finds is confirmed by the department next day" {
	shop hotel
	take visit
	due "$c/routed" '2026-12-08 18:00:00'
	due "$c/reply" '2026-12-15 00:00:00'
}

@test "S3-5.2.4, S3-6.3.2: who failed is taught again in a month" {
	shop hotel
	free staff:agent_1/retake
	run_ok care-case did staff:agent_1 lapse_found
	due staff:agent_1/retake '2027-01-07 00:00:00'
	at 2026-12-20 care-case did staff:agent_1 retaken
	free staff:agent_1/retake
}

@test "S3-6.2.1, S3-6.2.2, S3-2.1.2: every month somebody looks at each one's work, in five steps" {
	shop hotel
	due staff:agent_1/appraisal 2027-01-08
	no appraisal care-case did staff:agent_1 appraised
	for step in daily customers superior talk measure; do
		run_ok care-case step staff:agent_1 appraisal/$step
	done
	run_ok care-case did staff:agent_1 appraised
	due staff:agent_1/appraisal.2 2027-01-0
}

@test "S3-5.3.2: every year somebody looks at each one's post" {
	shop hotel
	due staff:agent_1/post_review 2027-12-08
}

@test "S3-8.2.1: who comes signs that he keeps secrets, that day" {
	shop hotel
	due staff:agent_1/nda '2026-12-07 18:00:00'
	no nda care-case did staff:agent_1 nda_signed
	run_ok care-case set staff:agent_1 --field nda=2026-12-07
	run_ok care-case did staff:agent_1 nda_signed
	free staff:agent_1/nda
}

@test "S3-8.2.4: who leaves hands over, that day, in four steps" {
	for policy in travel-agency hotel; do
		mkdir $policy && cd $policy
		shop $policy
		run_ok care-case did staff:agent_1 left
		due staff:agent_1/handed_over '2026-12-07 18:00:00'
		no leaving care-case did staff:agent_1 signed_off
		for step in rights papers cases reminders; do
			run_ok care-case step staff:agent_1 leaving/$step
		done
		run_ok care-case set staff:agent_1 --field papers=是 || [ $policy = travel-agency ]
		run_ok care-case did staff:agent_1 signed_off
		free staff:agent_1/handed_over
		cd ..
	done
}

@test "S3-4.3.2, S3-8.1.1, S3-8.2.3: nobody reads a name or a number by the way, and who asks for it is written down" {
	shop hotel
	take complaint --name 陈大梅 --phone 13800138000
	for verb in list show history; do
		run_ok care-case $verb "$c"
		run ! grep -E '陈大梅|13800138000' "$out"
	done
	run_ok care-case show "$c" --reveal 给客户回电
	grep 陈大梅 "$out"
	run_ok care-customer seen "$(value customer)"
	grep 给客户回电 "$out"
}

@test "S3-7.1.2: the store is the owner's alone, and says if it is whole" {
	shop hotel
	take complaint
	[ "$(stat -c %a store/care.db)" = 600 ]
	run_ok care-store check
}
