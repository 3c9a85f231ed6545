#!/usr/bin/env bats
# What the five pieces on complaints (S4) ask for, shown by its effect.

load clauses

# walk EVENT..: on the way of $c; set FIELD=VALUE..: what is known of it.
walk() {
	local event

	for event; do run_ok care-case did "$c" "$event"; done
}

is() {
	local field

	for field; do run_ok care-case set "$c" --field "$field"; done
}

# found: of a complaint all that a proposal needs.
found() {
	run_ok care-case did "$c" accepted
	run_ok care-case set "$c" --category quality --cause perfunctory --liability own
	walk assessed investigating
	is finding=属实
}

# value COLUMN: of the case's row.
value() {
	run_ok care-case list --all "$c" -f jsonl
	jq -r ".$1 // \"-\"" "$out"
}

@test "S4-1.1.0a, S4-1.1.0b, S4-1.1.2, S4-1.1.3-2: who complains, how, why, and in his own words" {
	shop travel-agency
	for who in tourist overseas_agent domestic_operator; do
		take complaint --set complainant=$who --set form=oral
	done
	for why in improve respect vent compensation; do
		take complaint --set motive=$why --set form=written --set statement=太不像话
	done
	run_status 64 care-intake case -q --kind complaint --channel phone --text x --set motive=greed
	run_status 64 care-intake case -q --kind complaint --channel phone --text x --set form=sung
	run_status 64 care-intake case -q --kind complaint --channel phone --text x --set complainant=king
}

@test "S4-1.1.0c: what an authority sends is answered by the date on its notice, a day before" {
	shop travel-agency
	take complaint --channel regulator --set notice_date=2026-12-03 --set notice_no=7
	due "$c/authority" '2026-12-09 18:00:00'
	[ "$(value severity)" = serious ]
	take complaint
	free "$c/authority"
}

@test "S4-1.1.1a, S4-1.1.1b: ten causes, of what people did and of what was sold" {
	shop travel-agency
	for cause in disrespect cold_attitude careless_guiding perfunctory no_response \
	    hotel_below_contract charge_dispute facility_poor transport_below_contract customer_own_reason; do
		take complaint --cause $cause
		run_ok care-case history "$c"
		grep -E "received,.* cause=$cause( |,)" "$out"
	done
	run_status 64 care-intake case -q --kind complaint --channel phone --text x --cause weather
}

@test "S4-1.1.3-1a: nobody's complaint is closed without a reply, however small" {
	for policy in travel-agency hotel telecom; do
		mkdir $policy && cd $policy
		shop $policy
		take complaint --severity minor
		no "$c" care-case close "$c" --outcome settled
		[ "$(value state)" = open ]
		cd ..
	done
}

@test "S4-1.1.3-1b: whoever he is, the same time" {
	shop travel-agency
	printf '%s\n' ref,name,phone,tier K,甲,13700000001,key N,丁,13700000004,normal >c.csv
	run_ok care-intake customers c.csv
	for phone in 13700000001 13700000004; do
		take complaint --phone $phone
		due "$c/first_action" '2026-12-08 10:00:00'
		due "$c/result" '2026-12-09 10:00:00'
	done
}

@test "S4-1.1.3-3b, S3-2.1.3b: what is grave goes up in an hour, and the superior hears when it does not" {
	while read -r policy cause by; do
		mkdir "$policy" && cd "$policy"
		shop "$policy"
		take complaint --owner agent_1
		free "$c/report_up"
		take complaint --cause "$cause" --owner agent_1
		[ "$(value severity)" = serious ]
		due "$c/report_up" "2026-12-07 $by:00"
		at "2026-12-07 $by" care-escalate run
		told notice:due | grep supervisor
		walk reported_up
		free "$c/report_up"
		cd ..
	done <<-'E'
	travel-agency forced_shopping 11:00
	hotel overbooked 10:30
	telecom unauthorised_order 11:00
	E
}

@test "S4-1.1.3-4c: a reply says what was done, what came of it, and thanks" {
	shop travel-agency
	take complaint
	found
	run_ok care-case propose "$c" --text 致歉
	walk implementing
	no reply_process care-case reply "$c"
	is reply_process=经过
	no reply_result care-case reply "$c"
	is reply_result=结果
	no reply_thanks care-case reply "$c"
	is reply_thanks=是
	run_ok care-case reply "$c"
}

@test "S4-3.2.1: closed as one of three classes" {
	shop travel-agency
	for class in quality non_quality other; do
		take complaint --category $class
		[ "$(value category)" = $class ]
	done
	run_status 64 care-intake case -q --kind complaint --channel phone --text x --category strange
	take complaint
	walk accepted
	no 'category is not filled in' care-case did "$c" assessed
}

@test "S4-3.2.2-2b: the three classes have the same time" {
	shop travel-agency
	for class in quality non_quality other; do
		take complaint --category $class
		due "$c/result" '2026-12-09 10:00:00'
		due "$c/result_limit" '2026-12-15 00:00:00'
	done
}

@test "S4-1.5.1, S4-1.5.2, S4-1.5.3, S4-1.5.4, S4-1.5.5, S4-1.5.6, S4-1.5.7: seven steps; those left out are named" {
	for policy in travel-agency telecom; do
		mkdir $policy && cd $policy
		shop $policy
		take complaint --owner agent_1
		n=0
		for step in listen restate apologise propose console thank; do
			run_ok care-case step "$c" seven_steps/$step --for agent_1
			n=$((n + 1))
			[[ $stderr == *"$n of 7 done"* ]]
		done
		[[ $stderr == *'open: report_up'* ]]
		run_ok care-case step "$c" seven_steps/report_up --for agent_1
		[[ $stderr == *'seven_steps is complete'* ]]
		cd ..
	done
}

@test "S4-2.1a, S4-2.1b, S4-2.8b, S4-2.8c: not below what the tables give; above it is goodwill, and the fund pays" {
	shop travel-agency
	journey 2026-11-20 2026-11-24 下单日期 2026-10-01 金额 1000
	take complaint --booking B1 --cause group_transferred
	run_ok care-case set "$c" --category quality --liability own
	no 'is less than the 250.00 CNY' care-case settle "$c" --amount 249.99 --base unused=0
	run_ok care-case settle "$c" --amount 300 --base unused=0
	run_ok care-case ledger "$c"
	grep ",markup,25.00," "$out"
	grep ",goodwill,25.00," "$out"
	[ "$(grep -c ',fund,-25.00,' "$out")" -eq 2 ]
}

@test "S4-2.4a, S4-2.4b: who asks for counsel gets it; the case stays whose it is" {
	shop travel-agency
	take complaint --set wants_legal=是 --owner agent_1
	run_ok care-case ask "$c" --legal --note 请谈
	due "$c/legal_talk" '2026-12-09 18:00:00'
	[ "$(value owner)" = agent_1 ]
	run_ok care-case answered "$c/legal_talk" --note 已谈
	free "$c/legal_talk"
}

@test "S4-2.4c: with many questions of law it is counsel's" {
	shop travel-agency
	take complaint --set legal_issues=2
	[ "$(value owner)" != legal_1 ]
	take complaint --set legal_issues=3
	[ "$(value owner)" = legal_1 ]
}

@test "S4-2.5d, S4-2.5e: first the secretary, then the executive, and somebody named who goes on" {
	shop travel-agency
	take complaint --set wants_executive=是
	due "$c/executive_follow_up" '2026-12-09 18:00:00'
	is follow_up_by=王芳
	run_ok care-case step "$c" executive/briefing,executive/follow_up
	no executive care-case did "$c" executive_met
	run_status 77 care-case step "$c" executive/secretary --for agent_1
	run_ok care-case step "$c" executive/secretary --for secretary_1
	is follow_up_by=
	no follow_up_by care-case did "$c" executive_met
	is follow_up_by=王芳
	walk executive_met
	free "$c/executive_follow_up"
}

@test "S4-2.5c: whom many know gets a call from above, and no other deadline" {
	local usual known

	shop travel-agency
	printf 'ref,name,phone,standing\nK1,李雷,13800138001,社会知名人士\nK2,韩梅,13800138002,\n' >who.csv
	run_ok care-intake customers -q who.csv
	take complaint --phone 13800138002
	free "$c/courtesy_call"
	usual=$(care-escalate explain "$c/result" -f csv | grep ,due,)
	take complaint --phone 13800138001
	due "$c/courtesy_call" '2026-12-08 18:00:00'
	known=$(care-escalate explain "$c/result" -f csv | grep ,due,)
	[ "${usual#*,}" = "${known#*,}" ]
	run_ok care-case did "$c" courtesy_call
	free "$c/courtesy_call"
}

@test "S4-2.5b: whom nobody important need meet, nobody important owes" {
	shop travel-agency
	take complaint
	free "$c/executive_follow_up"
	no "$c" care-case step "$c" executive/secretary
}

@test "S4-2.6a: the partner is heard, within a day" {
	shop travel-agency
	take complaint --partner hengtong
	run_ok care-case ask "$c" --partner --note 请说明
	due "$c/partner" '2026-12-08 10:00:00'
	is partner_statement=堵车
	run_ok care-case answered "$c/partner" --note 堵车
	free "$c/partner"
	for whose in own partner supplier shared; do
		run_ok care-case set "$c" --liability $whose
		run_ok care-case history "$c"
		grep "liability=$whose" "$out"
	done
}

@test "S4-2.6b: a partner's money is not held back before all is heard and agreed" {
	shop travel-agency
	journey 2026-11-20 2026-11-24 地接社 hengtong
	take complaint --booking B1 --partner hengtong
	no "$c" care-case settle hold "$c" --amount 100
	run_ok care-case set "$c" --liability partner
	no partner_hold care-case settle hold "$c" --amount 100
}

# complain N: the N-th customer, of the same journey for the same cause.
complain() {
	take complaint --trip D1 --cause traffic --phone "138001380$1"
}

@test "S4-2.7a: two complain and it is watched, four and it is a group, ten and it is a crisis" {
	shop travel-agency
	levels=
	for i in 01 02 03 04 05 06 07 08 09 10; do
		complain $i
		run_ok care-escalate run -q
		run_ok care-escalate groups -f jsonl
		levels+=" $(jq -r 'select(.rule == "same_trip") | .level' "$out")"
	done
	[ "$(echo $levels)" = 'warning warning group group group group group group crisis' ]
	[ "$(told group:same_trip)" = 'general_manager legal manager press' ]
}

@test "S4-2.7b: a group has its plan in four hours, with five things in it" {
	shop travel-agency
	for i in 01 02 03 04; do complain $i; done
	run_ok care-escalate run -q
	run_ok care-escalate groups -f jsonl
	g=$(jq -r 'select(.rule == "same_trip") | .group' "$out")
	due "$g/plan" '2026-12-07 14:00:00'
	for what in complainants_count=4 expected_problems=a expected_demands=b response_plan=c response_mode=d; do
		no "${what%=*}" care-case did "$g" planned
		run_ok care-case set "$g" --field $what
	done
	run_ok care-case did "$g" planned
	free "$g/plan"
}

@test "S4-2.7c, S4-2.7d, S4-2.7e, S4-2.7g: of a group: three bodies and the press in a day, a report daily, a reward early" {
	shop travel-agency
	for i in 01 02 03 04; do complain $i; done
	run_ok care-escalate run -q
	run_ok care-escalate groups -f jsonl
	g=$(jq -r 'select(.rule == "same_trip") | .group' "$out")
	for what in bodies press daily reward; do
		due "$g/$what" '2026-12-08 10:00:00'
	done
	no press_decision care-case did "$g" press_decided
	no public_opinion care-case did "$g" reported
	run_ok care-case set "$g" --field press_decision=不召开 --field public_opinion=平稳
	run_ok care-case did "$g" press_decided
	run_ok care-case did "$g" reported
	due "$g/daily.2" '2026-12-0[89] '
	for body in government consumers media; do
		run_ok care-case step "$g" bodies/$body
	done
}

@test "S4-3.1.4c: the same cause three times, and quality is told" {
	shop travel-agency
	for i in 01 02 03; do
		[ -z "$(told group:same_cause)" ]
		take complaint --cause misinformation --phone "138001380$i"
		run_ok care-escalate run -q
	done
	[ "$(told group:same_cause)" = quality ]
}

@test "S4-3.1.4b: a complaint without an owner is in the list of what is to do" {
	shop travel-agency
	take complaint
	run_ok care-case todo
	grep "^no owner,$c," "$out"
	run_ok care-case assign "$c" --to agent_1
	run_ok care-case todo
	run ! grep "^no owner,$c," "$out"
}

@test "S4-3.2.2-2c: that it is not our fault is shown and explained before it is closed" {
	for policy in travel-agency hotel telecom; do
		mkdir $policy && cd $policy
		shop $policy
		take complaint
		run_ok care-case set "$c" --liability customer
		run_ok care-case steps --open "$c" -f jsonl
		jq -r .plan "$out" | grep not_ours
		run_ok care-case set "$c" --liability own
		run_ok care-case steps --open "$c" -f jsonl
		run ! grep not_ours <<<"$(jq -r .plan "$out")"
		cd ..
	done
}

@test "S4-3.2.2-3a, S4-3.2.2-3b: a form for what is grave, none for what is small" {
	shop travel-agency
	take complaint --severity minor
	no 'is not for this one' care-case step "$c" handling_form/negotiated
	take complaint --severity serious
	run_status 77 care-case step "$c" handling_form/analysis --for agent_1
	run_ok care-case step "$c" handling_form/analysis --for quality_1
	run_ok care-case step "$c" handling_form/measures --for product_1
	run_ok care-case step "$c" handling_form/solution --for marketing_1
	run_ok care-case step "$c" handling_form/negotiated
	[[ $stderr == *'handling_form is complete'* ]]
}

@test "S4-3.2.2-3c: of what is grave, with its form filled in, three departments agree, one after the other, before the customer may accept it" {
	shop travel-agency
	take complaint --severity serious --owner agent_1
	found
	for step in analysis:quality measures:product solution:marketing; do
		no "handling_form/${step%:*}" care-case propose "$c" --text 退款
		run_ok care-case step "$c" "handling_form/${step%:*}" --for "${step#*:}_1"
	done
	run_ok care-case step "$c" handling_form/negotiated
	run_ok care-case propose "$c" --text 退款
	due "$c/approval" '2026-12-08 18:00:00'
	no '' care-case accept "$c"
	for who in product marketing quality; do
		due "$c/approve-$who" '2026-12-08 18:00:00'
		run_ok care-case approve "$c" --for "${who}_1"
	done
	walk implementing
}

@test "S4-3.3.1f, S4-3.3.1g: when the customer has his result, the departments hear it by the next day" {
	shop travel-agency
	take complaint
	found
	run_ok care-case propose "$c" --text 致歉
	walk implementing
	is reply_process=a reply_result=b reply_thanks=是
	run_ok care-case reply "$c"
	due "$c/told_departments" '2026-12-08 18:00:00'
	walk departments_told
	free "$c/told_departments"
}

@test "S4-3.3.2a, S4-3.3.2b, S4-3.3.2c: marketing confirms the reason and brings the order's data" {
	shop travel-agency
	take complaint
	run_status 77 care-case step "$c" order_data/data --for agent_1
	for step in reason data material; do
		run_ok care-case step "$c" order_data/$step --for marketing_1
	done
	[[ $stderr == *'order_data is complete'* ]]
}

@test "S4-4.7b: who was visited hears within a week what became of it" {
	shop travel-agency
	take visit
	due "$c/reply" '2026-12-15 00:00:00'
}

@test "S4-4.7a: what was heard on a visit is passed to the department that it concerns, as its task" {
	shop travel-agency
	take visit
	due "$c/passed_on" '2026-12-08 18:00:00'
	no finding_mark care-case ask "$c" --department quality --note 早餐偏凉
	is finding_mark=有问题
	at '2026-12-07 10:30' care-case reply "$c" --note 谢谢
	no 'passed_on is still owed' care-case close "$c" --outcome explained
	[[ $stderr == *"care-case ask $c --department"* ]]
	run_ok care-case ask "$c" --department quality --to quality_1 --note 早餐偏凉
	free "$c/passed_on"
	run_ok care-case tasks --owner quality_1
	grep "$c/department" "$out"
	[ "$(told notice:asked)" = quality ]
	run_ok care-case answered "$c/department" --note 已通知酒店
	run_ok care-case close "$c" --outcome explained
}

@test "S4-4.10a: what can be answered at once is answered the same day" {
	while read -r policy end; do
		mkdir "$policy" && cd "$policy"
		shop "$policy"
		take complaint
		free "$c/same_day"
		take complaint --set answerable=是
		due "$c/same_day" "2026-12-07 $end:00"
		cd ..
	done <<-'E'
	travel-agency 18:00
	hotel 18:00
	telecom 20:00
	E
}

@test "S4-4.10b: at the latest in a week, whatever happens" {
	for policy in travel-agency hotel; do
		mkdir $policy && cd $policy
		shop $policy
		take complaint --phone 13800138000
		due "$c/result_limit" '2026-12-15 00:00:00'
		run_ok care-case wait "$c" --because waiting_customer --question 票据 --via phone
		due "$c/result_limit" '2026-12-15 00:00:00'
		due "$c/result" '2026-12-1'
		cd ..
	done
}

@test "S4-5.4.2.4a, S4-5.4.2.4b: somebody comes at the customer's time" {
	shop telecom
	take service --set work=install
	due "$c/appointed" '2026-12-08 20:00:00'
}

@test "S4-5.4.3.2, S4-5.4.3.3, S4-5.4.3.4, S4-5.4.3.5: signed by the customer with his word on it, returned, and what is left done" {
	shop telecom
	take service --set work=repair --owner engineer_1
	walk arrived
	due "$c/signed" '2026-12-08 20:00:00'
	no signed_by care-case did "$c" signed
	is signed_by=陈梅
	no evaluation care-case did "$c" signed
	is evaluation=满意
	no sealed care-case did "$c" signed
	is sealed=否 left_over=换线
	no left_over_by care-case did "$c" signed
	is left_over_by=2026-12-14
	run_ok care-case set "$c" --field parts_count=0
	run_ok care-case step "$c" spare_parts/counted
	walk signed
	due "$c/returned_order" '2026-12-09 20:00:00'
	due "$c/left_over_done" '2026-12-15 00:00:00'
}

@test "S4-5.4.3.1: what could not be solved is reported the same day" {
	shop telecom
	take service --set work=train --set left_over=主板 --set left_over_by=2026-12-14 --owner engineer_1
	walk arrived
	is signed_by=陈梅 evaluation=满意 sealed=否
	walk signed
	due "$c/unsolved_reported" '2026-12-07 20:00:00'
}

@test "S4-5.4.1.3.1: whose set was installed is taught in a month" {
	shop telecom
	take service --set work=install --owner engineer_1
	walk arrived
	is signed_by=陈梅 evaluation=满意 sealed=否
	for step in installed tested trained accepted; do run_ok care-case step "$c" install/$step; done
	walk signed
	due "$c/customer_trained" '2027-01-07 00:00:00'
}

@test "S4-R2: the reply has its date, the journey and vehicle, and what was found" {
	shop travel-agency
	journey 2026-12-01 2026-12-03
	take complaint --booking B1 --set service_date=2026-12-02 --set vehicle=沪H00017
	found
	run_ok care-case propose "$c" --text 致歉
	walk implementing
	CARE_NOW='2026-12-08 9:00'
	run_ok care-case reply "$c" --template reply --field reply_process=查看行车记录 \
	    --field reply_result=书面致歉 --field reply_thanks=是
	run_ok care-case history "$c" -f jsonl --reveal 核对答复
	jq -r 'select(.event == "replied") | .words' "$out" >letter
	for part in '李雷' 大理（D1） "编号$c" 服务日期：2026-12-02 车辆：沪H00017 调查结论：属实 \
	    处理经过：查看行车记录 处理结果：书面致歉; do
		grep -F "$part" letter
	done
	tail -n 1 letter | grep ' 2026-12-08$'
	# What is not known has no line.
	take complaint
	found
	run_ok care-case propose "$c" --text 致歉
	walk implementing
	run_ok care-case reply "$c" --template reply --field reply_process=a --field reply_result=b --field reply_thanks=是
	run_ok care-case history "$c" -f jsonl --reveal 核对答复
	jq -r 'select(.event == "replied") | .words' "$out" >letter
	run ! grep -E '车辆|服务日期|^$' letter
}

@test "S4-R4, S4-1.2.1b: a grievance is none yet, and can be made a complaint" {
	shop travel-agency
	take grievance
	due "$c/first_action" '2026-12-08 10:00:00'
	free "$c/result"
	run_ok care-case set "$c" --kind complaint
	due "$c/result" '2026-12-'
}
