#!/usr/bin/env bats
# A journey of which many complain, by the travel agency's policy: found, told,
# planned, offered, reported, answered and closed as one (S4-2.7).

load ../cli/setup

setup() {
	fresh
	export CARE_NOW='2026-03-12 09:00' CARE_STORE=$PWD/store
	run_ok care-store init store --trial --policy "$ROOT/policies/travel-agency.yaml"
	cause=$(awk '/^  causes:/ { on = 1; next }
		on && match($0, /[a-z_]+: /) { print substr($0, RSTART, RLENGTH - 2); exit }' "$ROOT/policies/travel-agency.yaml")
	printf 'login,name,role\nliu,刘洋,supervisor\nchen,陈静,manager\nsun,孙总,general_manager\nzhou,周文,press\ngu,顾问,legal\nqi,齐检,quality\nwang,王芳,owner\n' >staff.csv
	run_ok care-intake staff staff.csv
}

# complain N [HOUR]: the N-th customer, about the bus of one journey.
complain() {
	care-intake case -q --kind complaint --channel phone --trip T0311 --cause "$cause" \
		--phone "138001380$1" --text '大巴晚点五小时' --received "2026-03-12 ${2:-08}:00"
}

owed() {
	care-case todo --until 2026-04-01 --format jsonl | jq -r --arg g "$g/" 'select(.ref | startswith($g)) | .ref' |
		sed "s|^$g/||" | sort | xargs
}

told() {
	care-remind outbox --format jsonl | jq -r --arg r "group:$1" 'select(.rule == $r) | .addressee' | sort | xargs
}

@test "the whole way of a group" {
	a=$(complain 01)
	complain 02
	run_ok care-escalate run -q
	g=g$a
	# A warning is told, and nothing is owed of it.
	[ "$(told same_trip)" = 'chen gu sun zhou' ]
	[ -z "$(owed)" ]
	complain 03
	complain 04
	run_ok care-escalate run -q
	[ "$(told same_trip | wc -w)" = 8 ]
	# The same cause three times: quality is told, so that a measure is taken.
	[ "$(told same_cause)" = qi ]
	[ "$(owed)" = 'bodies daily plan press reward' ]

	run_status 1 care-case did "$g" planned
	for f in complainants_count expected_problems expected_demands response_plan response_mode; do
		[[ $stderr == *"$f"* ]]
	done
	# The offer counts from the plan; that notices were planned is none.
	run_status 1 care-case settle announce "$a" --offer cooperation
	[[ $stderr == *'planned has not happened'* ]]
	run_ok care-case set "$g" --field complainants_count=4 --field expected_problems=媒体 \
		--field expected_demands=退款 --field response_plan=派人 --field response_mode=上门
	CARE_NOW='2026-03-12 11:00' run_ok care-case did "$g" planned
	CARE_NOW='2026-03-12 11:00' run_ok care-case set "$g" --field press_decision=不召开
	CARE_NOW='2026-03-12 11:00' run_ok care-case did "$g" press_decided
	CARE_NOW='2026-03-12 11:30' run_ok care-case contact "$g" --via mail --note '消费者协会'
	CARE_NOW='2026-03-12 11:30' run_ok care-case step "$g" bodies/report,bodies/government,bodies/consumers,bodies/media
	CARE_NOW='2026-03-12 11:30' run_ok care-case did "$g" bodies_told
	# It keeps the promise of the reward.
	CARE_NOW='2026-03-12 12:00' run_ok care-case settle announce "$a" --offer cooperation
	[ "$(owed)" = daily ]

	export CARE_NOW='2026-03-13 08:00'
	run_ok care-case set "$g" --field public_opinion=平稳
	run_ok care-case group report "$g"
	grep -qE '^2026-03-12 +4 +4 +0 +4$' "$out"
	grep -q '^舆论动态: 平稳$' "$out"
	run_ok care-case did "$g" reported
	[ "$(owed)" = daily.2 ]

	run_ok care-case close --group "$g" --outcome withdrawn
	run_ok care-case group close "$g"
	[ -z "$(owed)" ]
	run_ok care-store check
}
