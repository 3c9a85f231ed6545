#!/usr/bin/env bats
# What cron sees of the ticks: nothing, while all is well.

load setup
load escalate

setup() {
	agency
}

# A quiet tick at that time, which must end with the status; what it says.
quiet() {
	CARE_NOW="2026-03-$2" run_status "$1" care-escalate run --send -q
	printf '%s\n' "$stderr" | grep . >said || true
}

broken() {
	chmod g+w store/care.conf
}

mended() {
	chmod g-w store/care.conf
}

@test "a tick that is well says nothing" {
	for at in 11 12 13; do
		quiet 0 "$at 09:00"
		[ ! -s said ]
		[ ! -s "$out" ]
	done
}

@test "the same failure is told once, then each hour with its count; the status stays" {
	broken
	quiet 78 "11 02:10"
	grep -q 'others may write it' said
	for m in 11 12 30 59; do
		quiet 78 "11 02:$m"
		[ ! -s said ]
	done
	quiet 78 "11 03:09"
	[ ! -s said ]
	quiet 78 "11 03:10"
	grep -q 'others may write it' said
	[ "$(tail -1 said)" = "care-escalate: 7 times since 2026-03-11 02:10:00; if it goes on it is told again at 2026-03-11 04:10:00" ]
	quiet 78 "11 03:11"
	[ ! -s said ]
	# Who looks for himself is told each time.
	CARE_NOW="2026-03-11 03:12" run_status 78 care-escalate run --send
	[[ $stderr == *'others may write it'* ]]
	[[ $stderr != *times* ]]
}

@test "trouble that ended and comes again is new; other trouble is told at once" {
	broken
	quiet 78 "11 02:10"
	mended
	quiet 0 "11 02:11"
	[ ! -s said ]
	broken
	quiet 78 "11 02:12"
	[ -s said ]
	mended
	echo 'transports: {wecom: {}}' >store/care.conf
	quiet 78 "11 02:13"
	grep -q 'care.conf:1' said
	quiet 78 "11 02:14"
	[ ! -s said ]
	# The sender of another command has a record of its own.
	CARE_NOW="2026-03-11 02:14" run_status 78 care-remind run -q
	[ -n "$stderr" ]
	CARE_NOW="2026-03-11 02:15" run_status 78 care-remind run -q
	[ -z "$stderr" ]
}

@test "numbers make no new trouble of an old one; the record holds no text" {
	echo 'transports: {wecom: {}}' >store/care.conf
	quiet 78 "11 02:10"
	grep -q 'care.conf:1:' said
	printf '\n\ntransports: {wecom: {}}\n' >store/care.conf
	quiet 78 "11 02:11"
	[ ! -s said ]
	[ "$(wc -c <store/care.db-trouble)" -le 1024 ]
	run_status 1 grep -q transports store/care.db-trouble
	[ "$(stat -c %a store/care.db-trouble)" = 600 ]
}

@test "no room on the disk: the record is written in its place all the same" {
	quiet 0 "11 02:09"
	[ "$(wc -c <store/care.db-trouble)" = 1024 ]
	for m in 10 11; do
		# Nothing may grow beyond a block, as on a full disk.
		(ulimit -f 1; trap '' XFSZ; quiet 74 "11 02:$m")
		mv said "said.$m"
	done
	[ -s said.10 ]
	[ ! -s said.11 ]
	quiet 0 "11 03:11"
	run_ok care-store check
}

@test "a record that cannot be written hides nothing" {
	broken
	mkdir store/care.db-trouble
	quiet 78 "11 02:10"
	[ -s said ]
	quiet 78 "11 02:11"
	[ -s said ]
}

@test "a clock that jumps by more than 31 days fires nothing by itself" {
	quiet 0 "10 10:00"
	CARE_NOW="2026-04-10 10:00" run_ok care-escalate run -n
	CARE_NOW="2026-04-10 10:01" run_status 77 care-escalate run --send
	[ "$stderr" = "care-escalate: the last tick was 2026-03-10 10:00:00, more than 31 days ago; nothing was fired
is the clock right? then: care-escalate run --catch-up" ]
	[ -z "$(ledger)" ]
	CARE_NOW="2026-04-10 10:01" run_ok care-escalate run --catch-up -q
	[ -n "$(ledger)" ]
	CARE_NOW="2026-04-10 10:02" run_ok care-escalate run -q
	# Back again: nothing twice.
	ledger >before
	CARE_NOW="2026-03-12 12:00" run_ok care-escalate run -q
	ledger | diff before -
}
