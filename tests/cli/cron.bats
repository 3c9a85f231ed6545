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

@test "trouble that comes and goes is the same; other trouble is told at once" {
	for m in 10 12 14 16; do
		broken
		quiet 78 "11 02:$m"
		cat said >>all
		mended
		quiet 0 "11 02:1$((m % 10 + 1))"
		[ ! -s said ]
	done
	[ "$(grep -c 'others may write it' all)" -eq 1 ]
	# An hour without it, and it is new.
	broken
	quiet 78 "11 03:16"
	grep -q 'others may write it' said
	run_status 1 grep -q times said
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

# The gateway is broken and says so in these words.
refuses() {
	printf '#!/bin/sh\necho "%s" >&2\nexit 78\n' "$1" >gateway
}

@test "a channel that is broken is told hourly, whatever it says, and between its tries" {
	for m in 00 01 14 15 16 31; do
		refuses "\\\"request\\\" $(printf %s "$m" | tr 0-6 g-m):
not signed"
		CARE_NOW="2026-03-12 09:$m" run_status 69 care-escalate run --send -q
		cat "$err" >>all
		care-intake case -q --kind complaint --channel phone --text x --owner wang --received '2026-03-10 08:00' --now "2026-03-12 09:$m"
	done
	[ "$(grep -c 'channel wecom stopped' all)" -eq 1 ]
	quiet 69 "12 10:01"
	[ "$(grep -c 'channel wecom stopped' said)" -eq 1 ]
	grep -q ' times since 2026-03-12 09:00:00' said
}

@test "two troubles in turn are two mails an hour" {
	for m in 10 12 14 16 18; do
		echo 'transports: {wecom: {}}' >store/care.conf
		quiet 78 "11 02:$m"
		cat said >>all
		echo 'transports: {wecom: {command: a b}}' >store/care.conf
		quiet 78 "11 02:1$((m % 10 + 1))"
		cat said >>all
	done
	[ "$(grep -c 'nothing is sent until' all)" -eq 2 ]
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

@test "a tick that finds another one at it ends with 0 and does nothing" {
	export CARE_NOW="2026-03-12 09:00"
	mkfifo hold held
	sqlite3 store/care.db <hold >held &
	holder=$!
	exec 7>hold 8<held
	# One of the two is in the tick and waits for the store, the other leaves.
	printf 'BEGIN IMMEDIATE;\n.print held\n' >&7
	read -r line <&8
	for i in 1 2; do
		care-escalate run -v 7>&- 8<&- >said.$i 2>&1 &
		ticks[i]=$!
	done
	status=0
	wait -n "${ticks[@]}" || status=$?
	[ "$status" -eq 0 ]
	[ "$(cat said.1 said.2)" = "care-escalate: another tick is at it" ] ||
	    [ "$(cat said.1 said.2)" = "another tick is at it" ]
	echo 'ROLLBACK;' >&7
	exec 7>&- 8<&-
	wait "${ticks[@]}" $holder || true
	[ "$(cat said.1 said.2 | grep -c fired)" -eq 1 ]
	[ "$(ledger | grep -c fired)" -ge 1 ]
	run_ok care-store check
}

@test "a store at work takes no tick of another time; a dry one it may tell" {
	unset CARE_NOW
	run_ok care-store init real --policy policy.yaml
	later=$(date -d '+1 year' +%F)
	for verb in run recompute; do
		opt=
		[ $verb = run ] || opt=--all
		run_status 77 care-escalate $verb $opt -d real --now "$later"
		CARE_NOW=$later run_status 77 care-escalate $verb $opt -d real
		run_ok care-escalate $verb $opt -d real --now "$later" --dry-run
	done
	run_status 77 care-remind run -d real --now "$later"
	run_status 77 care-escalate ack m1 -d real --now "$later"
	run_ok care-escalate forecast -d real --now "$later"
	run_ok care-escalate recompute --policy policy.yaml -d real --now "$later" -n
	run_ok care-escalate run -d real
	run_ok care-store check -d real
}
