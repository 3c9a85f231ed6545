#!/usr/bin/env bats
# What the rules want written down: the words and fields that they name, the
# records that are kept of a case, and who reads them.

load clauses

# said KIND FIELD WORD..: each is taken, and kept; another word is not.
said() {
	local kind=$1 field=$2 word

	shift 2
	for word; do
		take "$kind" --set "$field=$word"
		run_ok care-case fields "$c" -f jsonl
		[ "$(jq -r "select(.field == \"$field\") | .value" "$out")" = "$word" ]
	done
	run_status 64 care-intake case -q --kind "$kind" --channel phone --text x --set "$field=nonsense"
}

value() {
	run_ok care-case list --all "$c" -f jsonl
	jq -r ".$1 // \"-\"" "$out"
}

# replied: a complaint at the travel agency's, from acceptance to its reply.
replied() {
	take complaint
	run_ok care-case did "$c" accepted
	run_ok care-case set "$c" --category quality --cause perfunctory --liability own --field finding=属实
	run_ok care-case did "$c" assessed,investigating
	run_ok care-case propose "$c" --text 致歉 --clause 第三条
	run_ok care-case did "$c" implementing
	run_ok care-case set "$c" --field reply_process=a --field reply_result=b --field reply_thanks=是
	run_ok care-case reply "$c"
}

@test "S4-5.4.5.1a, S4-5.4.5.1b, S4-5.4.5.1c, S4-5.4.5.1d, S4-5.4.5.1e, S4-5.4.1.2: what an opinion is about" {
	shop travel-agency
	said suggestion topic product price delivery service need complaint rival order_status other
}

@test "S4-5.4.5.2a, S4-5.4.5.2b, S4-5.4.5.2c, S4-5.4.5.2d, S4-3.1.1b, S0-6.3c: from whom it comes" {
	shop travel-agency
	said suggestion source talk visit service research customer marketing staff association
	take suggestion --set source=association --set file_ref=协会2026-7
}

@test "S4-5.2, S1-1.1: before, while and after it is sold" {
	shop travel-agency
	said consultation phase presale booked before during after
}

@test "S1-2.1.2a: questions come by phone, chat and at the counter" {
	shop travel-agency
	for way in phone chat store; do take consultation --channel $way; done
}

@test "S4-3.3.3b, S4-3.2.2-1b, S4-4.13: who was responsible, of which unit, on which day, and if it is proven" {
	shop travel-agency
	take complaint --set unit=车队 --set person=13800138000 --set service_date=2026-12-01 --set person_verified=是
	run_ok care-case fields "$c" -f jsonl
	[ "$(jq -r 'select(.field == "service_date") | .value' "$out")" = 2026-12-01 ]
	[ "$(jq -r 'select(.field == "person") | .class' "$out")" = personal ]
	run ! grep 13800138000 "$out"
}

@test "S0-4.3.3, S3-2.2.1, S4-3.3.1c: every contact is kept, with who wrote it down and when" {
	shop travel-agency
	take complaint
	at '2026-12-07 11:00' care-case contact "$c" --via phone --in --note 催办 --at '2026-12-07 10:30'
	run_ok care-case history "$c" -f jsonl
	[ "$(jq -r 'select(.event == "contacted") | .happened[:16], .recorded[:16]' "$out" | xargs)" = '2026-12-07T10:30 2026-12-07T11:00' ]
	run_ok care-store check
}

@test "S0-4.2.3, S4-3.3.1e: what is offered is kept, with what it costs and rests on" {
	shop travel-agency
	replied
	run_ok care-case proposals "$c"
	[[ $output == *致歉* && $output == *第三条* ]]
}

@test "S0-5.2.4, S4-1.1.3-5a: what is archived is found, and changed no more" {
	shop travel-agency
	replied
	run_ok care-case set "$c" --field satisfied=是 --field desired_remedy=道歉
	run_ok care-case close "$c" --outcome settled
	run_ok care-case did "$c" archived
	no 'is archived' care-case note "$c" --note x
	no 'is archived' care-case reopen "$c"
	[ "$(value stage)" = archived ]
}

@test "S4-3.3.1a, S4-3.3.1b, S4-3.2.2-1a: registered, its reason confirmed, looked into, reported; in this order" {
	shop travel-agency
	take complaint
	[ "$(value stage)" = received ]
	no 'next is accepted' care-case did "$c" investigating
	run_ok care-case did "$c" accepted
	no category care-case did "$c" assessed
	run_ok care-case set "$c" --category quality
	run_ok care-case did "$c" assessed,investigating
	no finding care-case propose "$c" --text x
}

@test "S4-3.2.2-2a, S4-3.3.3a: cause and liability are quality's to say, countermeasures product's" {
	shop travel-agency
	take complaint --severity serious
	run_status 77 care-case step "$c" handling_form/analysis --for product_1
	run_ok care-case step "$c" handling_form/analysis --for quality_1
	run_status 77 care-case step "$c" handling_form/measures --for quality_1
	run_ok care-case step "$c" handling_form/measures --for product_1
}

@test "S4-3.2.2-4b, S4-4.12: against its coming again something is done in a month" {
	shop travel-agency
	take complaint --cause traffic
	run_ok care-case measure open "$c" --do 换车队 --as preventive
	run_ok care-case measure list -f jsonl
	[ "$(jq -r .kind "$out")" = preventive ]
	due "$(jq -r .measure "$out")/done" '2027-01-07 00:00:00'
}

@test "S4-2.2e: whom the other side pesters is protected, in three steps" {
	shop travel-agency
	take complaint --cause partner_harassment
	[ "$(value severity)" = serious ]
	for step in noted partner_warned protected; do
		run_ok care-case step "$c" harassment/$step
	done
	[[ $stderr == *'harassment is complete'* ]]
}

@test "S3-5.1.2, S3-5.1.3, S3-5.2.1, S3-5.2.2, S3-5.2.3, S3-5.3.3, S3-6.3.1, S3-8.3.1: what is kept of each one's work" {
	shop hotel
	run_ok care-case set staff:agent_1 --field course_goal=听说 --field course_type=internal --field career=领班
	run_ok care-case fields staff:agent_1 -f jsonl
	for field in course_topic course_type course_goal course_method course_test reward sanction career; do
		[ "$(jq -r "select(.field == \"$field\") | .subject" "$out")" = staff:agent_1 ]
	done
	[ "$(jq -r 'select(.field == "course_type") | .value' "$out")" = internal ]
	for step in goal material held tested result; do
		run_ok care-case step staff:agent_1 course/$step
	done
	[[ $stderr == *'course is complete'* ]]
}

@test "S4-5.4.1.3.2: installed, tried, taught and accepted, before it is signed" {
	shop telecom
	take service --set work=install --owner engineer_1
	run_ok care-case did "$c" arrived
	run_ok care-case set "$c" --field signed_by=陈梅 --field evaluation=满意 --field sealed=否
	for step in installed tested trained accepted; do
		no "$step" care-case did "$c" signed
		run_ok care-case step "$c" install/$step
	done
	run_ok care-case did "$c" signed
}

@test "S4-5.4.1.3.4: what is out of order is answered in an hour, and repaired in two days" {
	shop telecom
	take fault
	due "$c/fault_answer" '2026-12-07 11:00:00'
	due "$c/repaired" '2026-12-09 10:00:00'
	take fault --set area=rural
	due "$c/repaired" '2026-12-10 10:00:00'
}

@test "S4-5.4.2.1, S4-5.4.2.2: what is asked for is written down, and the department told" {
	shop telecom
	take service --set work=repair
	due "$c/appointed" '2026-12-08 20:00:00'
	run_ok care-case ask "$c" --department network --to engineer_1 --note 检修
	due "$c/department" '2026-12-08 20:00:00'
	[ "$(told notice:asked)" = engineer ]
}

@test "S0-3.2, S1-1.2.5: of what is still owed the owner hears before, his superior on time, then who is above" {
	shop travel-agency
	take consultation --owner agent_1
	for step in '10:47 -' '10:48 soon:agent' '11:00 due:agent supervisor'; do
		at "2026-12-07 ${step%% *}" care-escalate run
		[ "${step#* }" = - ] && { [ -z "$(told notice:soon)" ]; continue; }
		level=${step#* }
		[ "$(told "notice:${level%%:*}")" = "${level#*:}" ]
	done
	at '2026-12-08 11:00' care-escalate run
	[ "$(told notice:over)" = manager ]
}
