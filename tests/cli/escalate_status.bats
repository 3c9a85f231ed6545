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

@test "a tick by a clock that was ahead is no sign of life" {
	tick "12 09:00"
	tick "30 09:00"
	CARE_NOW="2026-03-12 09:01" run_status 1 care-escalate status
	[ "$output" = "ESCALATION WARNING - last tick 2026-03-30 09:00:00, by a clock that was ahead; last sent 2026-03-30 09:00:00 | late=1 waiting=0 stuck=0" ]
	CARE_NOW="2026-03-12 09:01" run_ok care-store status
	grep -q '^ticked,2026-03-30 09:00:00,0,' "$out"
	CARE_NOW="2026-03-12 09:01" run_status 1 care-escalate status --format prom
	grep -q '^care_tick_ok 0$' "$out"
	# A step of some seconds is none.
	CARE_NOW="2026-03-30 08:59:50" run_ok care-escalate status
	tick "12 09:02"
	CARE_NOW="2026-03-12 09:02" run_ok care-escalate status
}

# What is wrong with a text in Prometheus' exposition format 0.0.4: for each name
# a HELP, then a TYPE, then its one sample; nothing else, and a line's end last.
prom_faults() {
	[ -z "$(tail -c 1 "$1")" ] || echo "no newline at the end"
	awk '
	function bad(why) { print NR ": " why }
	/\r|[ \t]$|^$|[^\x20-\x7e]/ { bad("blank, control or trailing") }
	/^# HELP / {
		if ($3 !~ /^[a-zA-Z_:][a-zA-Z0-9_:]*$/) bad("name")
		if ($3 in help) bad("HELP twice"); if (NF < 4) bad("no help")
		if (name != "" && !(name in given)) bad("no sample of " name)
		help[$3] = 1; name = $3; next
	}
	/^# TYPE / {
		if ($3 != name || ($3 in type)) bad("TYPE does not follow its HELP")
		if ($4 !~ /^(counter|gauge)$/ || NF != 4) bad("type")
		if (($4 == "counter") != ($3 ~ /_total$/)) bad("only counters end in _total")
		type[$3] = 1; next
	}
	/^#/ { bad("comment"); next }
	{
		if ($1 != name || !(name in type)) bad("sample without HELP and TYPE")
		if ($1 in given) bad("sample twice")
		if (NF != 2 || $2 !~ /^-?[0-9]+([.][0-9]+)?$/) bad("value")
		given[$1] = 1
	}
	END { if (name == "" || !(name in given)) print "no sample of " name }' "$1"
}

@test "the check of Prometheus' format finds what is wrong" {
	good='# HELP a_b Words.\n# TYPE a_b gauge\na_b 1\n'
	printf "$good" >p
	[ -z "$(prom_faults p)" ]
	for wrong in "${good%?n}" "$good$good" "${good/a_b 1/a_c 1}" "${good/ 1/ one}" "${good/ 1/ 1 }" \
	    "${good/gauge/guage}" "${good/gauge/counter}" "${good/ Words./}" "${good/HELP a_b/HELP a-b}" \
	    "${good}a_b 2\n" "${good#*gauge?n}" "" "$good\n" "${good/a_b 1?n/}"; do
		printf "$wrong" >p
		[ -n "$(prom_faults p)" ] || { echo "not found: $wrong"; false; }
	done
}

@test "status --format prom: each figure with its type, once" {
	tick "12 12:30"
	CARE_NOW="2026-03-12 12:31" run_ok care-escalate status --format prom -o care.prom
	grep -qx 'care_promises_late 1' care.prom
	grep -qx 'care_promises_open 2' care.prom
	grep -qx 'care_tick_ok 1' care.prom
	grep -qx "care_tick_timestamp_seconds $(date -d '2026-03-12 12:30' +%s)" care.prom
	[ -z "$(prom_faults care.prom)" ]
	[ "$(grep -vc '^#' care.prom)" -ge 9 ]
	# Before anything happened, and when it warns, it is as well formed.
	LANGUAGE=zh_CN CARE_NOW="2026-03-20 12:31" run_status 1 care-escalate status --format prom
	[ -z "$(prom_faults "$out")" ]
	CARE_NOW="2026-03-12 12:31" run_ok care-escalate status -f csv
	[ "${lines[0]}" = what,value ]
	grep -qx 'care_promises_late,1' "$out"
	for name in $(grep -v '^#' care.prom | cut -d' ' -f1); do
		grep -q "Li $name\$" "$ROOT/man/care-escalate.1"
	done
}
