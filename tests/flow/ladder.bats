#!/usr/bin/env bats
# A ladder fires each level once, and cannot escalate itself.

load ../cli/setup

setup() {
	fresh
	export CARE_NOW="2026-03-10 09:00"
	run_ok care-store init store --trial --policy "$ROOT/tests/flow/naive.yaml"
	export CARE_STORE=$PWD/store/care.db
	printf 'login,name,role,supervisor\nliu,Liu,supervisor,\nchen,Chen,manager,\nwang,Wang,owner,liu\n' > staff.csv
	run_ok care-intake staff staff.csv
	case=$(care-intake case -q --kind complaint --channel phone --text late --owner wang)
}

# What the ledger has, one line a level: care-case history is its witness.
fired() {
	care-case history "$case" --format jsonl |
		jq -r 'select(.event == "level_fired") | .detail' |
		grep -o 'level=[a-z]* time=[0-9]*[^=]*due_at=[^=]*at=[^=]*how=[a-z]*' |
		sed 's/level=\([a-z]*\) time=\([0-9]*\).*how=\([a-z]*\)/\1.\2 \3/'
}

@test "one tick at the due time: one notice, one rank up, the limit stays" {
	CARE_NOW="2026-03-12 09:00" run_ok care-escalate run
	[ "$(fired)" = "half.0 superseded
due.0 fired" ]
	[ "$(care-case list --format jsonl | jq -r .severity)" = serious ]
	[ "$(care-case show "$case" --times epoch --format csv | mlr --icsv --ojson cut -f time_limit "then" put '$a=$time_limit' | jq -r '.[0].time_limit')" = 48h ]
	[ "$(care-remind outbox --format csv | mlr --icsv --onidx cut -f rule)" = notice:due ]
}

@test "ticks again and again at the same moment: nothing more" {
	for _ in 1 2 3; do
		CARE_NOW="2026-03-12 09:00" run_ok care-escalate run
	done
	[ "$(fired | grep -c .)" = 2 ]
	[ "$(care-remind outbox --ids | grep -c .)" = 1 ]
	[ "$(care-case list --format jsonl | jq -r .severity)" = serious ]
}

@test "every minute of four days: one notice per level and repeat" {
	for h in 10T21:00 11T09:00 11T09:01 12T08:59 12T09:00 12T09:01 12T12:59 \
	    12T13:00 13T13:00 13T13:01 14T13:00 15T13:00 16T13:00; do
		CARE_NOW="2026-03-${h/T/ }" run_ok care-escalate run
	done
	[ "$(fired)" = "half.0 fired
due.0 fired
over.0 fired
over.1 fired
over.2 fired" ]
	[ "$(care-case list --format jsonl | jq -r .severity)" = serious ]
	[ "$(care-remind outbox --ids | grep -c .)" = 5 ]
}

@test "cron was down for days: the highest level tells, the others are noted" {
	CARE_NOW="2026-03-20 09:00" run_ok care-escalate run
	[ "$(fired | grep -c fired)" = 1 ]
	[ "$(fired | tail -n 1)" = "over.2 fired" ]
	[ "$(fired | grep -c superseded)" = 4 ]
}

@test "a kept promise is silent" {
	CARE_NOW="2026-03-11 10:00" run_ok care-case reply "$case"
	CARE_NOW="2026-03-20 09:00" run_ok care-escalate run
	[ "$(fired | grep -c .)" = 0 ]
	run_ok care-store check
}

@test "eight ticks at once: each level once" {
	export CARE_NOW="2026-03-12 09:00"
	for i in 1 2 3 4 5 6 7 8; do
		care-escalate run -q 2> "err.$i" & pids[i]=$!
	done
	for i in 1 2 3 4 5 6 7 8; do wait "${pids[i]}"; done
	[ "$(cat err.*)" = "" ]
	[ "$(fired)" = "half.0 superseded
due.0 fired" ]
	[ "$(care-remind outbox --ids | grep -c .)" = 1 ]
	run_ok care-store check
}

@test "catch_up: all: what passed unseen is told in its order, and raises once" {
	sed 's/^defaults: {/&catch_up: all, /; s/^version: .*/version: "2"/' "$ROOT/tests/flow/naive.yaml" > each.yaml
	run_ok care-policy adopt each.yaml
	CARE_NOW="2026-03-12 14:00" run_ok care-escalate run
	[ "$(fired)" = "half.0 fired
due.0 fired
over.0 fired" ]
	[ "$(care-remind outbox --ids | grep -c .)" = 3 ]
	[ "$(care-case list --format jsonl | jq -r .severity)" = serious ]
	CARE_NOW="2026-03-12 14:00" run_ok care-escalate run
	[ "$(care-remind outbox --ids | grep -c .)" = 3 ]
}

@test "a moved departure whose window is another rule's takes that window over" {
	cat > moved.yaml <<-EOF
	schema: 1
	policy: moved
	title: Moved
	version: "1"
	effective: "2026-01-01"
	approved_by: test
	timezone: Asia/Shanghai
	words: {kinds: {complaint: C}, channels: [phone], severities: [normal], roles: [owner]}
	promises:
	  - {name: call, for: booking, from: departed, window: "departs - 2d, 10:00 .. 12:00", by: phone}
	  - {name: call, for: booking, when: {party: {over: 9}}, from: departed, window: "departs - 5d, 10:00 .. 12:00", by: phone}
	EOF
	care-store init other -q --trial --policy moved.yaml
	export CARE_STORE=$PWD/other
	printf 'ref,departs,returns,party\nB1,2026-04-10,2026-04-12,2\n' | care-intake bookings - -q
	[ "$(care-remind calls --until 2026-05-01 --format jsonl | jq -r .due)" = 2026-04-08T12:00:00+08:00 ]
	printf 'ref,departs,returns,party\nB1,2026-04-20,2026-04-22,12\n' | care-intake bookings - -q
	[ "$(care-remind calls --until 2026-05-01 --format jsonl | jq -r .due)" = 2026-04-15T12:00:00+08:00 ]
	printf 'ref,departs,returns,party\nB1,2026-04-21,2026-04-22,12\n' | care-intake bookings - -q
	[ "$(care-remind calls --until 2026-05-01 --format jsonl | jq -r .due)" = 2026-04-16T12:00:00+08:00 ]
	run_ok care-store check
}

@test "a case goes up to the supervisor once, however many of its promises are late" {
	sed 's/every: 1d, times: 2/reassign: supervisor/; s/^version: .*/version: "3"/
		s/^ladders:/  - {name: first_action, when: {kind: complaint}, within: 50h, ladder: up}\n&/' \
		"$ROOT/tests/flow/naive.yaml" > up.yaml
	printf 'login,name,role,supervisor\nliu,Liu,supervisor,chen\n' | care-intake staff - -q
	run_ok care-policy adopt up.yaml
	case=$(care-intake case -q --kind complaint --channel phone --text late --owner wang)
	CARE_NOW="2026-03-12 13:00" run_ok care-escalate run
	[ "$(care-case list "$case" --format jsonl | jq -r .owner)" = liu ]
	CARE_NOW="2026-03-12 15:00" run_ok care-escalate run
	[ "$(care-case list "$case" --format jsonl | jq -r .owner)" = liu ]
}

@test "turns: absent, each, once: what a second event of its kind makes" {
	for turns in absent each once; do
		sed "s/^promises:/&\\
  - {name: seen, when: {kind: complaint}, within: 9h, turns: each, from: replied}\\
  - {name: told, from: replied, to: customer_told, within: 2h, turns: $turns}/
			s/, turns: absent//" "$ROOT/tests/flow/naive.yaml" > "$turns.yaml"
		care-store init "$turns" -q --trial --policy "$turns.yaml"
		export CARE_STORE=$PWD/$turns
		one=$(care-intake case -q --kind complaint --channel phone --text late)
		care-case reply "$one" -q
		care-case reply "$one" -q
		care-case keep "$one/told" -q
		care-case reply "$one" -q
		care-case show "$one" --format jsonl |
			jq -r 'select(.promise | contains("/told")) | .promise' | grep -c . > "made.$turns"
	done
	# Absent: one at a time. Each: every reply. Once: the first reply only.
	[ "$(cat made.absent)" = 2 ]
	[ "$(cat made.each)" = 3 ]
	[ "$(cat made.once)" = 1 ]
}
