#!/usr/bin/env bats
# The complete policies we ship, at work: checked, adopted, and each promise
# made when its event happens.

load setup

setup() {
	fresh
	export CARE_NOW="2026-03-12 09:00"
}

founded() {
	care-store init "$1" -q --trial --policy "$ROOT/policies/$1.yaml"
	export CARE_STORE=$PWD/$1
	care-intake cases -q - <<-EOF
	编号,投诉日期,客户姓名,电话,内容,类型,渠道
	T1,2026-03-12 08:00,客户1,13800000001,大巴迟到,投诉,电话
	EOF
	id=$(care-case list --ids)
}

# The promise's state, start and due, "none" where it was not made.
promise() {
	care-case show "$id" -f csv | awk -F, -v p="$id/$1" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
		$1 == p { print $at["state"], $at["start"], $at["due"]; n = 1 }
		END { if (!n) print "none" }'
}

is() {
	[ "$(promise "$1")" = "$2" ] && return
	echo "$1: $(promise "$1"), not $2"
	return 1
}

# way TIME CAUSE OPTIONS..: to where the reply is next, with what it asks for.
way() {
	local CARE_NOW=$1

	run_ok care-case set "$id" --category quality --cause "$2" --liability own \
	    --field finding=属实 --field reply_process=经过 --field reply_result=结果 \
	    --field desired_remedy=道歉 "${@:3}"
	run_ok care-case did "$id" accepted,assessed,investigating
	run_ok care-case propose "$id" --text 道歉
	run_ok care-case did "$id" implementing
}

@test "the shipped policies check without a warning" {
	for p in "$ROOT"/policies/*.yaml; do
		care-policy check "$p" > said 2>&1
		grep ': ok, 0 warnings$' said
	done
}

@test "a complaint of a journey: one thing after the other is owed" {
	founded travel-agency
	is first_action "open 2026-03-12 08:00:00 2026-03-13 08:00:00"
	is result "open 2026-03-12 08:00:00 2026-03-14 08:00:00"
	is result_limit "open 2026-03-12 08:00:00 2026-03-20 00:00:00"
	is investigated none
	is progress none
	CARE_NOW="2026-03-12 10:00" run_ok care-case keep "$id/first_action"
	is accepted "cancelled 2026-03-12 08:00:00 2026-03-12 12:00:00"
	is investigated "open 2026-03-12 10:00:00 2026-03-13 10:00:00"
	is progress "open 2026-03-12 10:00:00 2026-03-13 10:00:00"
	CARE_NOW="2026-03-13 09:00" run_ok care-case keep "$id/progress"
	is progress.2 "open 2026-03-13 10:00:00 2026-03-14 10:00:00"
	way "2026-03-13 10:30" perfunctory --field reply_thanks=是 --field satisfied=是
	CARE_NOW="2026-03-13 11:00" run_ok care-case reply "$id"
	is result "kept 2026-03-12 08:00:00 2026-03-14 08:00:00"
	is investigated "cancelled 2026-03-12 10:00:00 2026-03-13 10:00:00"
	is told_departments "open 2026-03-13 11:00:00 2026-03-16 18:00:00"
	CARE_NOW="2026-03-13 12:00" run_ok care-case close "$id" --outcome settled
	is told_departments "cancelled 2026-03-13 11:00:00 2026-03-16 18:00:00"
	run_ok care-store check
}

@test "a first answer is the first action as well, and starts what both start" {
	founded travel-agency
	way "2026-03-12 09:20" perfunctory --field reply_thanks=是
	CARE_NOW="2026-03-12 09:30" run_ok care-case reply "$id"
	is first_action "kept 2026-03-12 08:00:00 2026-03-13 08:00:00"
	is progress "open 2026-03-12 09:30:00 2026-03-13 09:30:00"
	is investigated "cancelled 2026-03-12 09:30:00 2026-03-13 09:30:00"
	is told_departments "open 2026-03-12 09:30:00 2026-03-13 18:00:00"
}

@test "what begins with the closing outlives it" {
	founded hotel
	way "2026-03-12 09:20" rude --field prevention=培训
	CARE_NOW="2026-03-12 09:30" run_ok care-case reply "$id"
	is revisit "open 2026-03-12 09:30:00 2026-03-13 09:30:00"
	CARE_NOW="2026-03-12 10:00" run_ok care-case close "$id" --outcome settled
	is revisit "cancelled 2026-03-12 09:30:00 2026-03-13 09:30:00"
	is analysed "open 2026-03-12 10:00:00 2026-03-20 00:00:00"
	CARE_NOW="2026-03-13 10:00" run_ok care-case reopen "$id"
	is result.2 "open 2026-03-13 10:00:00 2026-03-15 10:00:00"
	is analysed "open 2026-03-12 10:00:00 2026-03-20 00:00:00"
	run_ok care-store check
}

@test "our own 48 hours and the law's fifteen days run side by side" {
	founded telecom
	is result_limit "open 2026-03-12 08:00:00 2026-03-28 00:00:00"
	is result "open 2026-03-12 08:00:00 2026-03-14 08:00:00"
	is repaired none
	run_ok care-store check
}

@test "what a rule says to guides never reaches the customer" {
	cat > p.yaml <<-'EOP'
	policy: t
	version: "1"
	effective: "2026-01-01"
	timezone: Asia/Shanghai
	words: {roles: {owner: 经办人, guide: 导游}}
	messages:
	  - {name: told, for: booking, window: "departs - 3d .. departs - 1d, 08:00", by: [sms], template: told}
	  - {name: note, for: booking, window: "departs - 3d .. departs - 1d, 08:00", by: [sms], to: [guide], template: note}
	templates: {told: "{{departs}}出发", note: "客人坐轮椅"}
	EOP
	care-store init t -q --trial --policy p.yaml
	export CARE_STORE=$PWD/t
	printf 'ref,name,phone,product,departs,returns,state\nB1,客户1,13800000001,云南,2026-03-14,2026-03-18,booked\n' > b.csv
	care-intake bookings -q b.csv
	run_ok care-remind run
	run_ok care-remind outbox -f csv
	[[ $output == *,told,* ]]
	[[ $output != *,note,* ]]
}
