#!/usr/bin/env bats
# care-escalate status: silence is not health.

load setup
load escalate

setup() {
	agency
}

@test "status: one line, with figures; 1 when no tick came" {
	CARE_NOW="2026-03-12 12:00" run_status 1 care-escalate status
	[ "$output" = "ESCALATION WARNING - last tick never, too long ago; last sent never | late=1 waiting=0 stuck=0" ]
	tick "12 12:30"
	CARE_NOW="2026-03-12 12:45" run_ok care-escalate status
	[ "$output" = "ESCALATION OK - last tick 2026-03-12 12:30:00; last sent 2026-03-12 12:30:00 | late=1 waiting=0 stuck=0" ]
	CARE_NOW="2026-03-12 12:46" run_status 1 care-escalate status
	CARE_NOW="2026-03-12 12:46" run_ok care-escalate status --max-age 16m
	CARE_NOW="2026-03-12 12:31" run_status 1 care-escalate status --max-age 30s
	run_status 64 care-escalate status --max-age 1wd
}

@test "messages wait and nobody sends: both commands say so" {
	tick "11 08:59"
	for m in 00 16; do
		CARE_NOW="2026-03-11 09:$m" run_ok care-escalate run -q
	done
	CARE_NOW="2026-03-11 09:16" run_status 1 care-escalate status
	[ "$output" = "ESCALATION WARNING - last tick 2026-03-11 09:16:00; messages wait, last sent 2026-03-11 08:59:00 | late=0 waiting=1 stuck=0" ]
	CARE_NOW="2026-03-11 09:16" run_status 1 care-store status --check
	grep -q '^sent,2026-03-11 08:59:00,0,"messages wait, and nobody sends' "$out"
	CARE_NOW="2026-03-11 09:16" run_ok care-remind run -q --plan-only
	CARE_NOW="2026-03-11 09:16" run_status 1 care-escalate status
	CARE_NOW="2026-03-11 09:16" run_ok care-remind run -q
	CARE_NOW="2026-03-11 09:16" run_ok care-escalate status
	CARE_NOW="2026-03-11 09:16" run_ok care-store status
	grep -q '^sent,2026-03-11 09:16:00,1,$' "$out"
}

@test "status --format prom: each figure with its type, once" {
	tick "12 12:30"
	CARE_NOW="2026-03-12 12:31" run_ok care-escalate status --format prom -o care.prom
	grep -qx 'care_promises_late 1' care.prom
	grep -qx 'care_promises_open 2' care.prom
	grep -qx 'care_tick_ok 1' care.prom
	grep -qx "care_tick_timestamp_seconds $(date -d '2026-03-12 12:30' +%s)" care.prom
	# A name is described, typed, given.
	[ "$(grep -c '^# HELP' care.prom)" = "$(grep -c '^# TYPE .* gauge$' care.prom)" ]
	[ "$(grep -vc '^#' care.prom)" = "$(grep -c '^# TYPE' care.prom)" ]
	[ -z "$(grep -v '^#' care.prom | cut -d' ' -f1 | sort | uniq -d)" ]
	CARE_NOW="2026-03-12 12:31" run_ok care-escalate status -f csv
	[ "${lines[0]}" = what,value ]
	grep -qx 'care_promises_late,1' "$out"
	for name in $(grep -v '^#' care.prom | cut -d' ' -f1); do
		grep -q "Li $name\$" "$ROOT/man/care-escalate.1"
	done
}
