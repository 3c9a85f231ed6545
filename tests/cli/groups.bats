#!/usr/bin/env bats
# Groups: found by the tick, told once, grown, never lowered.
load setup

load groups

setup() {
	group_store
}

@test "two customers are a warning, four a group; each is told once" {
	a=$(complain 8001)
	run_ok care-escalate run
	[ -z "$(groups)" ]
	b=$(complain 8002)
	run_ok care-escalate run
	[[ $stderr == *"g$a: early warning, 2 customers (same_trip: T1)"* ]]
	[ "$(groups)" = "g$a same_trip warning open 2 2" ]
	[ "$(notices)" = 'group:same_trip chen planned' ]
	for _ in 1 2 3; do run_ok care-escalate run; done
	[ "$(notices | wc -l)" = 1 ]
	complain 8003
	complain 8004
	run_ok care-escalate run
	[ "$(groups)" = "g$a same_trip group open 4 4" ]
	[ "$(notices | wc -l)" = 2 ]
	# What is promised of a group, not of a warning.
	[ "$(care-escalate groups --format jsonl | jq -r '.plan_due, .next_level, .next_customers')" = '2026-03-12T14:00:00+08:00
crisis
10' ]
	run_ok care-store check
}

@test "the same customer again is no second one, but joins" {
	a=$(complain 8001)
	complain 8001
	run_ok care-escalate run
	[ -z "$(groups)" ]
	complain 8002
	complain 8001
	run_ok care-escalate run
	[ "$(groups)" = "g$a same_trip warning open 4 2" ]
}

@test "a case says why it is in a group" {
	a=$(complain 8001)
	b=$(complain 8002)
	run_ok care-escalate run
	run_ok care-case history "$b" --format jsonl
	detail=$(jq -r 'select(.event == "joined") | .detail' "$out")
	[[ $detail == *"group=g$a rule=same_trip same=trip=T1"* ]]
}

@test "exactly within, and one second more" {
	complain 8001 --received '2026-03-01 10:00:00'
	complain 8002 --received '2026-03-08 10:00:01'
	run_ok care-escalate run
	[ -z "$(groups)" ]
	complain 8003 --received '2026-03-08 10:00:00'
	run_ok care-escalate run
	[ "$(groups | cut -d' ' -f3-)" = 'warning open 3 3' ]
}

@test "entered late: what came in before makes the group fuller" {
	complain 8001 --received '2026-03-10 10:00'
	complain 8002 --received '2026-03-11 10:00'
	run_ok care-escalate run
	# Too far from any other, however late it is entered.
	complain 8003 --received '2026-02-01 10:00'
	run_ok care-escalate run
	[ "$(groups | cut -d' ' -f3-)" = 'warning open 2 2' ]
	# A stretch of its own: all between belong to it.
	complain 8004 --received '2026-02-05 10:00'
	complain 8005 --received '2026-02-20 10:00'
	run_ok care-escalate run
	[ "$(groups | cut -d' ' -f3-)" = 'warning open 5 5' ]
	run_ok care-store check
}

@test "what is not known is equal to nothing; another kind is not meant" {
	care-intake case -q --kind complaint --channel phone --phone 13800138001 --text a
	care-intake case -q --kind complaint --channel phone --phone 13800138002 --text b
	care-intake case -q --kind consultation --channel phone --trip T1 --phone 13800138003 --text c
	complain 8004
	run_ok care-escalate run
	[ -z "$(groups)" ]
}

@test "from before the store lives: neither found nor counted" {
	cat >old.csv <<-'E'
	ref,received,kind,channel,trip,phone,text
	A1,2026-02-10,complaint,phone,T1,13800138001,a
	A2,2026-02-11,complaint,phone,T1,13800138002,b
	A3,2026-03-11,complaint,phone,T1,13800138003,c
	E
	run_ok care-intake cases old.csv --live-from 2026-03-01
	run_ok care-escalate run
	[ -z "$(groups)" ]
	complain 8004
	run_ok care-escalate run
	[ "$(groups | cut -d' ' -f3-)" = 'warning open 2 2' ]
}

@test "two customers who are one: one customer less for the next level" {
	a=$(complain 8001)
	complain 8002
	complain 8003
	mapfile -t ids < <(care-case list --format jsonl | jq -r .customer)
	run_ok care-customer merge "${ids[1]}" --into "${ids[0]}"
	run_ok care-escalate run
	[ "$(groups)" = "g$a same_trip warning open 3 2" ]
	complain 8004
	run_ok care-escalate run
	[ "$(groups)" = "g$a same_trip warning open 4 3" ]
}

@test "two who were taken for one and are two: the level rises" {
	a=$(complain 8001)
	complain 8002
	run_ok care-escalate run -q
	mapfile -t ids < <(care-case list --format jsonl | jq -r .customer)
	run_ok care-customer merge "${ids[1]}" --into "${ids[0]}"
	complain 8003
	complain 8004
	run_ok care-escalate run -q
	[ "$(groups)" = "g$a same_trip warning open 4 3" ]
	run_ok care-customer split "${ids[1]}" --of "${ids[0]}"
	run_ok care-escalate run -q
	[ "$(groups)" = "g$a same_trip group open 4 4" ]
	run_ok care-store check
}

@test "what is known later makes a group as well; who only worked on them does not" {
	ids=()
	for i in 1 2 3; do
		ids+=("$(care-intake case -q --kind complaint --channel phone --phone "1380013800$i" --text x)")
	done
	run_ok care-escalate run -q
	[ -z "$(groups)" ]
	for id in "${ids[@]}"; do run_ok care-case set "$id" --cause late; done
	run_ok care-escalate run -q
	[ "$(groups)" = "g${ids[0]} same_cause warning open 3 3" ]
	run_ok care-case group close "${ids[0]}"
	run_ok care-case note "${ids[1]}" --note x
	run_ok care-case assign "${ids[2]}" --to wang
	run_ok care-escalate run -q
	[ -z "$(groups)" ]
}

@test "a case of two rules is in both groups, worked in that of the first" {
	a=$(complain 8001 --cause late)
	b=$(complain 8002 --cause late)
	care-intake case -q --kind complaint --channel phone --trip T9 --phone 13800138009 --cause late --text x
	run_ok care-escalate run
	groups
	[ "$(groups | sort)" = "$(printf 'g%s same_trip warning open 2 2\ng%s same_cause warning open 3 3\n' "$a" "$b" | sort)" ]
	[ "$(notices)" = 'group:same_cause liu planned
group:same_trip chen planned' ]
	run_ok care-store check
}

@test "eight ticks at once find it once" {
	complain 8001
	complain 8002
	complain 8003
	for i in 1 2 3 4 5 6 7 8; do
		care-escalate run -q 2>"err.$i" & pids[i]=$!
	done
	for i in 1 2 3 4 5 6 7 8; do wait "${pids[i]}"; done
	[ "$(cat err.*)" = "" ]
	[ "$(groups | cut -d' ' -f2-)" = 'same_trip warning open 3 3' ]
	[ "$(notices | wc -l)" = 1 ]
	run_ok care-store check
}

@test "dry: says what it would find, and finds it again" {
	complain 8001
	complain 8002
	run_ok care-escalate run --dry-run
	[[ $stderr == *'early warning, 2 customers'* ]]
	[ -z "$(groups)" ]
	run_ok care-escalate run
	[ "$(groups | wc -l)" = 1 ]
}

@test "in whatever order they are entered, the groups are the same" {
	awk 'BEGIN { srand(7); print "ref,received,kind,channel,trip,phone,cause,text"
		for (i = 1; i <= 60; i++)
			printf "R%d,2026-03-%02d %02d:00,complaint,phone,T%d,1380013%04d,%s,x\n", i,
				1 + int(rand() * 11), int(rand() * 24), int(rand() * 4), int(rand() * 15),
				rand() < .5 ? "late" : "dirty" }' >all.csv
	for order in '-k1,1' '-R --random-source=/bin/ls -k1,1'; do
		rm -rf store
		care-store init store -q --trial --policy small-agency.yaml --now '2026-03-01 9:00' 2>/dev/null
		care-intake staff staff.csv -q
		# shellcheck disable=SC2086
		tail -n +2 all.csv | sort $order >rows
		# Five at a time, each with a tick.
		split -l 5 rows part.
		for p in part.*; do
			{ head -1 all.csv; cat "$p"; } >one.csv
			run_ok care-intake cases one.csv -q
			run_ok care-escalate run -q
		done
		rm part.*
		care-escalate groups --format jsonl | jq -r '[.rule, .same, .level, .members, .customers, .since] | join(" ")' | sort >"groups.${order:1:1}"
		for g in $(care-escalate groups --ids); do
			care-case group "$g" --format jsonl | jq -r .ref | sort | xargs
		done | sort >>"groups.${order:1:1}"
		run_ok care-store check
	done
	[ "$(grep -c same_trip groups.k)" -ge 3 ]
	[ "$(grep -c '^R[0-9]* R' groups.k)" -ge 3 ]
	diff groups.k groups.R
}
