#!/usr/bin/env bats
# Nothing was sent for a while: what customers missed, a person looks at first.
load setup
load remind

setup() {
	make_store
	transports "{command: $PWD/bin/take}"
	at '11 08:00'
}

@test "more than twenty messages of the gap are held, until they are released" {
	bookings 21
	run_ok care-remind run -q
	at '12 10:30'
	run_status 1 care-remind run -q
	[ ! -s "$handed" ]
	[ "${stderr%%$'\n'*}" = "care-remind: nothing was planned since 2026-03-11 08:00:00; 21 messages to customers of that time are held" ]
	[ "$(care-remind outbox --failed -f csv --no-heads | grep -c ',gap,')" = 21 ]
	grep -q '^messages_stuck,21,0' <(care-store status -f csv)
	# Later runs let them lie, and send what is of today.
	bookings 21
	at '12 10:35'
	run_ok care-remind run -q
	[ -z "$stderr" ]
	[ ! -s "$handed" ]
	run_ok care-remind release --gap
	[ "$stderr" = "21 messages are due now, for the next run" ]
	run_ok care-remind release --gap
	[ "$stderr" = "0 messages are due now, for the next run" ]
	run_ok care-remind run -q
	[ "$(wc -l <"$handed")" = 21 ]
	whole
}

@test "a dry run says what the next one does: those of the gap are held, not sent" {
	bookings 21
	run_ok care-remind run -q
	at '12 10:30'
	run_status 1 care-remind run -n
	[[ "$stderr" == *"21 messages to customers of that time are held"* ]]
	[[ "$stderr" == *"sent=0 "* ]]
	[[ "$stderr" == *"gap=21"* ]]
	run_ok care-remind outbox --failed -f csv --no-heads
	[ -z "$output" ]
	run_status 1 care-remind run
	[[ "$stderr" == *"sent=0 "*"gap=21"* ]]
	[ ! -s "$handed" ]
	whole
}

@test "a dry run of the tick that sends says so too, and fires what it would send" {
	bookings 21
	run_ok care-remind run -q
	run_ok care-intake case -q --kind complaint --channel phone --text late
	for hour in 09 10; do
		at "11 $hour:00"
		run_ok care-remind run -q --plan-only
	done
	at '12 10:30'
	run_status 1 care-escalate run --send -n
	said=$stderr
	[[ "$said" == *"21 messages to customers of that time are held"* ]]
	[[ "$said" == *"notices planned"* ]]
	run_status 1 care-escalate run --send
	[ "$stderr" = "$said" ]
	whole
}

@test "a dry run sends what it planned itself, as the real one does" {
	bookings 3
	at '11 10:30'
	run_ok care-remind run -n
	said=$stderr
	[[ "$said" == *"planned=3 sent=3"* ]]
	[ ! -s "$handed" ]
	run_ok care-remind run
	[ "$stderr" = "$said" ]
	[ "$(wc -l <"$handed")" = 3 ]
	whole
}

@test "twenty go late; an hour is no gap; a store that never sent has none" {
	bookings 20
	run_ok care-remind run -q
	at '12 10:30'
	run_ok care-remind run -q
	[ "$(wc -l <"$handed")" = 20 ]
	at '11 10:30'
	CARE_STORE=$PWD/other
	care-store init other --trial --policy "$ROOT/policies/small-agency.yaml" -q
	cp s/care.conf other/
	bookings 30
	run_ok care-remind run -q
	[ "$(wc -l <"$handed")" = 50 ]
}

@test "the gap of an hour, to the second" {
	bookings 30
	at '11 09:00'
	run_ok care-remind run -q
	at '11 10:00'
	run_ok care-remind run -q
	[ "$(wc -l <"$handed")" = 30 ]
}

@test "one of them alone: retry; those of no gap stay as they are" {
	bookings 21
	run_ok care-remind run -q
	at '12 10:30'
	run_status 1 care-remind run -q
	run_ok care-remind retry m7 -q
	run_ok care-remind run -q
	[ "$(cut -d@ -f1 "$handed")" = m7 ]
	run_status 64 care-remind release
	run_ok care-remind release --gap
	[ "$stderr" = "20 messages are due now, for the next run" ]
	whole
}

@test "the tick that sends first after the gap does not hide it" {
	bookings 21
	run_ok care-remind run -q
	run_ok care-escalate run --send -q
	at '12 10:30'
	run_ok care-escalate run --send -q
	run_status 1 care-remind run -q
	[ "${stderr%%$'\n'*}" = "care-remind: nothing was planned since 2026-03-11 08:00:00; 21 messages to customers of that time are held" ]
	at '12 10:31'
	run_ok care-escalate run --send -q
	[ ! -s "$handed" ]
	run_ok care-remind release --gap
	[ "$stderr" = "21 messages are due now, for the next run" ]
	run_ok care-escalate run --send -q
	[ "$(wc -l <"$handed")" = 21 ]
	whole
}

@test "nor does who only sends, or only plans" {
	bookings 21
	run_ok care-remind run -q
	at '12 10:30'
	run_ok care-remind run --send-only -q
	run_status 1 care-remind run --plan-only -q
	at '12 10:31'
	run_ok care-remind run --send-only -q
	[ ! -s "$handed" ]
	[ "$(care-remind outbox --failed -f csv --no-heads | grep -c ',gap,')" = 21 ]
	whole
}

@test "a channel that was broken for hours holds nothing of the others that is on time" {
	printf 'login,name,role,supervisor,from\nwang,王,owner,,2026-01-01\n' | care-intake staff - -q
	transports "{command: $PWD/bin/take}"
	echo '  wecom: {command: /nonexistent/wecom}' >>s/care.conf
	bookings 25
	run_ok care-remind run -q
	for i in 1 2 3; do
		care-intake case -q --kind complaint --channel phone --text late --owner wang
	done
	# The journeys of the 15th are told of at 10:00 on the 12th.
	sed -i 's/-14,/-15,/' bookings.csv
	CARE_NOW='2026-03-11 08:01' care-intake bookings bookings.csv -q
	at '12 08:00'
	run_ok care-remind run -q
	at '12 09:01'
	run_ok care-escalate run -q
	for minute in 09:05 09:45 10:05; do
		at "12 $minute"
		run_status 69 care-remind run -q
	done
	[ "$(grep -c ' sms ' "$handed")" = 25 ]
	whole
}

@test "a slow sender does not take back what another one did meanwhile" {
	bookings 1
	at '12 10:30'
	mkfifo go
	ending slow "read -r _ <$PWD/go"
	transports "{command: $PWD/bin/slow, timeout: 1h}"
	care-remind run -q &
	while [ ! -s "$handed" ]; do :; done
	transports "{command: $PWD/bin/take}"
	at '12 11:25'
	run_ok care-remind run -q
	echo now >go
	wait
	at '12 11:35'
	run_ok care-store status
	grep -q '^sent,2026-03-12 11:25:00,1,' "$out"
	whole
}
