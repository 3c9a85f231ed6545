#!/usr/bin/env bats
# Levels and their notices: when they are told, when not, what is read.

load setup
load escalate

setup() {
	agency
}

@test "notices wait for the office; those of a hard limit do not, unless it says so" {
	tick "12 13:00"
	[ "$(outbox --rule notice:over)" = "notice:over liu planned
notice:over chen planned" ]
	grep -q notice:over sent && return 1
	tick "12 13:30"
	[ "$(outbox --rule notice:over)" = "" ]
	tick "12 20:00"
	[ "$(outbox --state sent --rule notice:near)" = "notice:near chen sent" ]
	tick "12 20:30"
	[ "$(outbox --rule notice:calm)" = "notice:calm chen planned" ]
	tick "13 09:00"
	[ "$(outbox --state sent --rule notice:calm)" = "notice:calm chen sent" ]
}

@test "a notice that was held up until the off duty waits till it opens" {
	echo 75 > status
	tick "12 17:59"
	rm status
	tick "12 18:00"
	[ "$(outbox --rule notice:over)" = "notice:over liu planned off duty
notice:over chen planned off duty" ]
	[ "$(outbox --failed)" = "" ]
	tick "13 09:00"
	[ "$(outbox --state sent --rule notice:over | grep -c sent)" = 2 ]
}

@test "acknowledged: its repeats are silent, later levels are not" {
	tick "11 09:00"
	tick "12 09:00"
	tick "12 13:30"
	CARE_NOW="2026-03-12 14:00" run_ok care-escalate ack "$case/result" --for liu
	[ "$stderr" = "2 notices acknowledged" ]
	tick "13 13:30"
	[ "$(ledger | tail -1)" = "over.1 suppressed" ]
	[ "$(outbox --state sent --rule notice:over | grep -c .)" = 2 ]
	# The levels of another promise of the case are none of its business.
	[ "$(outbox --state sent --rule notice:calm)" = "notice:calm chen sent" ]
	run_ok care-store check
}

@test "ack: twice is once, by whom it was told only, and of notices only" {
	tick "11 09:00"
	m=$(care-remind outbox --state sent --ids | head -1)
	run_status 1 care-escalate ack "$m" --for chen
	[ "$stderr" = "care-escalate: $m: it is for wang, or who stands in or supervises" ]
	run_ok care-escalate ack "$m" --for wang
	run_ok care-escalate ack "$m" --for liu
	[ "$stderr" = "" ]
	run_ok care-escalate ack "$case/result"
	[ "$(care-case history "$case" --format jsonl | grep -c '"acknowledged"')" = 1 ]
	run_status 1 care-escalate ack m999
	[ "$stderr" = "care-escalate: m999: no such message" ]
	run_status 1 care-escalate ack "$case/limit"
	[ "$stderr" = "care-escalate: $case/limit: no notice of it waits for you; see care-escalate explain" ]
	printf 'message\n%s\n' "$m" | run_ok care-escalate ack -
	run_ok care-escalate ack - </dev/null
	run_ok care-store check
}

@test "read in the list before it went: it does not go" {
	tick "12 13:00"
	CARE_NOW="2026-03-12 13:05" run_ok care-escalate ack "$case/result" --for liu
	tick "12 13:30"
	[ "$(outbox --state dropped --rule notice:over)" = "notice:over liu dropped acknowledged" ]
	[ "$(outbox --state sent --rule notice:over)" = "notice:over chen sent" ]
}

@test "a level that a later policy put before one that fired is not told" {
	tick "12 09:00"
	sed 's/^version: .*/version: "2"/; s/^    - {name: over/    - {name: early, at: due - 1h, notify: manager}\n    - {name: next, at: due + 1h, notify: manager}\n&/
		s/^defaults: {/&catch_up: all, /' policy.yaml > two.yaml
	CARE_NOW="2026-03-12 09:30" run_ok care-policy adopt two.yaml
	tick "12 09:31"
	[ "$(ledger | grep early)" = "early.0 carried" ]
	# What the new policy put ahead is told at its time, not after it.
	tick "12 10:00"
	[ "$(ledger | tail -1)" = "next.0 fired" ]
	[ "$(outbox --state sent --rule notice:early)" = "" ]
	run_ok care-store check
}

@test "a policy adopted while a level waited for the tick: it is told, the inserted one is not" {
	tick "12 09:00"
	sed 's/^version: .*/version: "2"/; s/^    - {name: over/    - {name: early, at: due - 1h, notify: manager}\n&/
		s/^defaults: {/&catch_up: all, /' policy.yaml > two.yaml
	CARE_NOW="2026-03-12 13:01" run_ok care-policy adopt two.yaml
	tick "12 13:02"
	[ "$(ledger | grep -c early)" = 1 ]
	[ "$(ledger | grep early)" = "early.0 carried" ]
	[ "$(ledger | grep over)" = "over.0 fired" ]
}

# adopt VERSION HH:MM SED: the policy, changed so, at that time of the 12th.
adopt_at() {
	sed "s/^version: .*/version: \"$1\"/; $3" policy.yaml >"$1.yaml"
	CARE_NOW="2026-03-12 $2" run_ok care-policy adopt "$1.yaml"
}

@test "a level that waited, was dropped by one policy and put in again by the next, is not told" {
	tick "12 09:00"
	adopt_at 2 13:01 '/name: over/d'
	adopt_at 3 13:02 ''
	tick "12 13:03"
	[ "$(ledger | grep over)" = "over.0 carried" ]
	[ "$(outbox --rule notice:over)" = "" ]
	run_ok care-store check
}

@test "a level that waited and that both policies have is told, whatever else came and went" {
	tick "12 09:00"
	adopt_at 2 13:01 's/^    - {name: over/    - {name: early, at: due - 1h, notify: manager}\n&/'
	adopt_at 3 13:02 's/^    - {name: over/    - {name: other, at: due + 3h, notify: manager}\n&/'
	tick "12 13:03"
	[ "$(ledger | tail -3)" = "early.0 carried
other.0 carried
over.0 fired" ]
	run_ok care-store check
}

@test "a level that the next policy moves to a time that has passed is not told" {
	tick "12 09:00"
	top='s/^    - {name: over/    - {name: top, at: due + 8h, notify: manager}\n&/'
	adopt_at 2 09:30 "$top"
	adopt_at 3 13:01 "${top/8h/3h}"
	tick "12 13:02"
	[ "$(ledger | grep top)" = "top.0 carried" ]
	[ "$(ledger | grep over)" = "over.0 fired" ]
}

@test "kept before the office opens: the notice is dropped" {
	tick "12 13:00"
	CARE_NOW="2026-03-12 13:10" run_ok care-case reply "$case"
	tick "12 13:30"
	[ "$(outbox --state dropped --rule notice:over)" = "notice:over liu dropped kept
notice:over chen dropped kept" ]
}

@test "what becomes sendable at one opening goes to each person as one message" {
	care-intake case -q --kind complaint --channel phone --text late --owner wang >second
	tick "11 09:00"
	[ "$(grep -c '^==' sent)" = 1 ]
	grep -q '^== m1-m\?2.2 wang *$' sent
	tick "12 13:00"
	rm -f sent
	tick "12 13:30"
	[ "$(grep -c '^==' sent)" = 2 ]
	[ "$(grep -c '^== m[0-9]*-[0-9]*\.2 ' sent)" = 2 ]
	[ "$(grep -c 'result, LATE' sent)" = 4 ]
	# Each is a row of its own, with its own words.
	[ "$(outbox --state sent --rule notice:over | grep -c .)" = 4 ]
	[ "$(care-case history "$case" --format jsonl | jq -r 'select(.event == "sent") | .words' | grep -c "$case: result, LATE")" = 2 ]
	run_ok care-store check
}

@test "a digest that fails for now is tried again as one; urgent notices go alone" {
	care-intake case -q --kind complaint --channel phone --text late --owner wang >second
	echo 75 > status
	tick "11 09:00"
	rm status
	rm -f sent
	tick "11 09:01"
	[ "$(grep -c '^==' sent)" = 1 ]
	[ "$(outbox --state sent | grep -c half)" = 2 ]
	tick "12 18:00"
	rm -f sent
	tick "12 20:00"
	[ "$(grep -c '^== m[0-9]* chen' sent)" = 2 ]
}

@test "a digest whose sender died goes once more as the same one" {
	care-intake case -q --kind complaint --channel phone --text late --owner wang >second
	cat >deadly <<-EOF2
	#!/bin/sh
	echo "\$CARE_MSG_ID \$CARE_ATTEMPT" >>"$PWD/ids"
	[ -e "$PWD/once" ] || { touch "$PWD/once"; kill -9 \$PPID; }
	EOF2
	chmod +x deadly
	echo "transports: {wecom: {command: $PWD/deadly, timeout: 10s, on_doubt: resend}}" >store/care.conf
	CARE_NOW="2026-03-11 09:00" run_status 137 care-escalate run --send
	# Another notice to him, planned meanwhile, does not slip in.
	CARE_NOW="2026-03-10 09:02" care-intake case -q --kind complaint --channel phone --text late --owner wang >third
	tick "11 09:02"
	sed 's/@[^ ]*//' ids >handed
	diff handed - <<-E
	m1-2.2 1
	m1-2.2 2
	m3 1
	E
	[ "$(outbox --state sent --rule notice:half | grep -c .)" = 3 ]
	run_ok care-store check
}

@test "after ten tries a notice is given up: it stands in todo, until a person wants it again" {
	echo 75 > status
	near() {
		grep -c "^== m[0-9]* chen" sent
	}
	# An urgent one, so that no night lies between: 1 m, 5 m, 15 m, 1 h, 4 h each.
	tick "12 20:00"
	[ "$(near)" = 1 ]
	m=$(care-remind outbox --rule notice:near --ids) n=1
	t=$(date -d "2026-03-12 20:00" +%s)
	for wait in 60 300 900 3600 14400 14400 14400 14400 14400; do
		CARE_NOW=$(date -d @$((t + wait - 1)) '+%F %T') run_ok care-remind run
		[ "$(grep -c "^== $m " sent)" = $n ]
		n=$((n + 1)) t=$((t + wait))
		[ $n = 10 ] || CARE_NOW=$(date -d @$t '+%F %T') run_ok care-remind run
	done
	CARE_NOW=$(date -d @$t '+%F %T') run_status 1 care-remind run
	[[ $stderr == *"failed=1"* ]]
	[ "$(grep -c "^== $m " sent)" = 10 ]
	export CARE_NOW="2026-03-16 12:00"
	run_ok care-remind run
	[ "$(grep -c "^== $m " sent)" = 10 ]
	run_ok care-case todo -f csv
	grep -q "^cannot send,$m,.*exit 75" "$out"
	run_ok care-escalate status --format prom --max-age 999h
	grep -qx 'care_messages_stuck 1' "$out"
	rm status
	run_ok care-remind retry "$m"
	run_ok care-remind run
	[ "$(outbox --state sent --rule notice:near)" = "notice:near chen sent" ]
	run_ok care-case todo -f csv
	run_status 1 grep -q "^cannot send,$m" "$out"
	run_ok care-store check
}

@test "whoever has a roster is told on duty, whatever the office's hours" {
	printf 'staff,from,until\nliu,2026-03-12 14:00,2026-03-12 22:00\n' >roster.csv
	run_ok care-intake roster roster.csv -q
	tick "12 09:00"
	[ "$(outbox --rule notice:due)" = "notice:due liu planned" ]
	tick "12 13:59"
	[ "$(outbox --rule notice:due)" = "notice:due liu planned" ]
	CARE_NOW="2026-03-12 13:59" run_ok care-escalate forecast --until '2026-03-12 14:00' -f csv
	grep -q 'notice:due,.*,liu,,wecom,2026-03-12 14:00:00,$' "$out"
	tick "12 14:00"
	[ "$(outbox --state sent --rule notice:due)" = "notice:due liu sent" ]
}

@test "a new policy leaves what came in as history alone" {
	printf 'ref,received,kind,channel\nH1,2026-03-08 09:00,complaint,phone\n' >past.csv
	CARE_NOW="2026-03-10 10:00" run_ok care-intake cases past.csv --live-from "2026-03-10 10:00" -q
	case=$(care-case list ref:H1 --ids)
	sed 's/^version: .*/version: "2"/; s/^    - {name: over/    - {name: next, at: due + 30m, notify: manager}\n&/' policy.yaml > two.yaml
	CARE_NOW="2026-03-10 10:01" run_ok care-policy adopt two.yaml
	[ -z "$(ledger)" ]
	tick "10 10:02"
	[ "$(ledger | grep -c carried || :)" = 0 ]
}
