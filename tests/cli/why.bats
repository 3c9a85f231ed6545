#!/usr/bin/env bats
# care-case why: who was told when, and who knew.
load setup

setup() {
	fresh
	export CARE_STORE=$HOME/care/care.db
	run_ok care-store init care --trial --policy "$ROOT/policies/small-agency.yaml" --now '2026-03-12 08:00'
	cat >staff.csv <<-E
		login,name,role,supervisor,absent_from,absent_until,substitute
		liu,刘洋,supervisor,,,,
		chen,陈明,manager,,,,
		li,李静,owner,liu,,,
		wang,王芳,owner,liu,2026-03-13,2026-03-20,li
	E
	run_ok care-intake staff staff.csv --now '2026-03-12 08:10'
	cat >care/care.conf <<-E
		transports:
		  wecom: {command: [$PWD/deliver], timeout: 20s, on_doubt: resend}
	E
	chmod 600 care/care.conf
	transport 0
	printf 'ref,kind,channel,received,phone,name,text\nA1,投诉,phone,2026-03-12 09:05,13800138000,李梅,大巴迟到\n' >c.csv
	run_ok care-intake cases c.csv --now '2026-03-12 09:10'
	id=$(care-case list --ids)
	run_ok care-case assign "$id" --to wang --now '2026-03-12 09:20'
	run_ok care-case did "$id" first_action --now '2026-03-12 10:00'
}

# transport STATUS: what it ends with from now on
transport() {
	printf '#!/bin/sh\ncat >/dev/null\nexit %s\n' "$1" >deliver
	chmod 700 deliver
}

tick() {
	care-escalate run --send -q --now "$1" || :
}

# field NAME of the rows that have event EVENT
told() {
	mlr --icsv --onidx --ofs ' ' filter '$event == "'"$1"'"' 'then' cut -o -f "$2" "$out"
}

@test "each notice with whom it meant, who got it, when, and what failed" {
	tick '2026-03-13 09:10'		# 50 %, to wang, who is away
	transport 75
	tick '2026-03-14 10:01'		# before the due time was missed: one notice
	transport 0
	tick '2026-03-14 10:10'
	tick '2026-03-14 13:10'		# over, to the manager
	run_ok care-case reply "$id" --now '2026-03-14 13:30'
	run_ok care-case why "$id/result" --now '2026-03-14 14:00'
	[[ $stderr == *"$id/result was due Sat 2026-03-14 09:05, kept Sat 2026-03-14 13:30: 4h 25m late"* ]]
	[[ $stderr == *'log verified: '*' events as they were written'* ]]
	[ "$(told told level,who,stands_in_for,told_by | head -1)" = 'half li wang wecom' ]
	told told level,who,failures | grep -qx 'due liu 1'
	told told level,who | grep -qx 'over chen'
	# Once each, in the order of time.
	[ "$(told reached who | sort | uniq -d)" = '' ]
	[ "$(told reached who | head -1)" = li ]
	[ "$(mlr --icsv --onidx cut -f happened "$out")" = "$(mlr --icsv --onidx cut -f happened "$out" | sort)" ]
	[ "$(told due detail)" = '' ]
	grep -q ",kept," "$out"
}

@test "without a name it is the promises that are or were late" {
	run_ok care-case why "$id" --now '2026-03-12 12:00'
	[[ $stderr == *"$id: nothing is or was late"* ]]
	run_ok care-case why "$id" --now '2026-03-14 12:00'
	[ "$(mlr --icsv --onidx cut -f promise 'then' uniq -g promise "$out")" = "$id/progress
$id/result" ]
	[[ $stderr == *'is open: 2h 55m late by now'* ]]
	run_status 1 care-case why "$id/nothing" --now '2026-03-14 12:00'
	[[ $stderr == *"no such promise; see care-case show $id"* ]]
}

@test "reading it is said only of who said so" {
	tick '2026-03-13 09:10'
	run_ok care-case why "$id/result" --now '2026-03-13 12:00'
	[ "$(told acknowledged who)" = '' ]
	run_ok care-escalate ack "$id/result" --for li --now '2026-03-13 12:05'
	run_ok care-case why "$id/result" --now '2026-03-13 12:10'
	[ "$(told acknowledged who,happened)" = 'li 2026-03-13 12:05:00' ]
	[ "$(told told acknowledged_by)" = li ]
}

@test "a page for the manager, and a log that was changed behind its back" {
	tick '2026-03-13 09:10'
	run_ok care-case why "$id/result" -o why.html --now '2026-03-13 12:00'
	grep -q '<th>told_by</th>' why.html
	# Only here: somebody who knows SQL.
	sqlite3 "$CARE_STORE" "UPDATE event SET at = at - 3600 WHERE what = 'assigned'"
	run_status 1 care-case why "$id/result" --now '2026-03-13 12:00'
	[[ $stderr == *'the log of it was changed: '*'care-store check says where'* ]]
}

@test "what was undone is no part of it: a pause that never was, an owner who never had it" {
	export CARE_NOW='2026-03-12 11:00'
	run_ok care-case contact "$id" --via phone --note 请补照片
	run_ok care-case wait "$id" --because waiting_customer
	run_ok care-case undo "$id"
	run_ok care-case assign "$id" --to li
	run_ok care-case undo "$id"
	run_ok care-case why "$id/result"
	grep ',assigned,' "$out"
	run ! grep ',paused,' "$out"
	[ "$(grep -c ',assigned,' "$out")" -eq 1 ]
	run_ok care-case wait "$id" --because waiting_customer
	run_ok care-case why "$id/result"
	grep ',paused,' "$out"
}
