#!/usr/bin/env bats
# Where cron calls a tick: a poor environment, a folder that cannot be written,
# no terminal and not even descriptors.

load setup
load escalate

setup() {
	agency
	export CARE_NOW="2026-03-12 09:00"
}

# Permissions hold for root too.
bound() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --bounding-set=-dac_override,-dac_read_search "$@"
	else
		"$@"
	fi
}

@test "an empty environment, another zone, a zone that is none" {
	i=8
	for env in NONE=1 TZ=Pacific/Apia TZ=:/etc/passwd TZ=garbage HOME=/nonexistent LC_ALL=xx_XX; do
		i=$((i + 1))
		run_ok env -i "$env" CARE_NOW="2026-03-12 1$((i - 9)):00" CARE_STORE="$CARE_STORE" "$BIN/care-escalate" run --send -q
		[ -z "$output$stderr" ]
	done
	# The due time is that of the policy's zone; and once.
	[ "$(grep -c '^== ' sent)" -eq 3 ]
	grep -q 'due Thu 2026-03-12 09:00' sent
	[ "$(grep -c 'level due' sent)" -eq 1 ]
	run_status 66 env -i "$BIN/care-escalate" run -q
	[[ $stderr == *"no store"* ]]
}

@test "no stdin, no stdout, no stderr: the work is done, nothing is written elsewhere" {
	run_ok env care-escalate run --send -q <&-
	care-escalate run --send --now "2026-03-12 13:30" <&- >&- 2>&-
	[ "$(grep -c 'level over' sent)" -eq 2 ]
	chmod g+w store/care.conf
	status=0
	care-escalate run --send -q --now "2026-03-12 14:00" <&- >&- 2>&- || status=$?
	[ "$status" -eq 78 ]
	run_status 1 grep -rq 'others may write' store
	run_ok care-store check
}

@test "a folder that cannot be written: told once with the cure, and nothing fires" {
	chmod 500 store
	run_status 73 bound care-escalate run --send -q
	[ "$stderr" = "care-escalate: $PWD/store/care.db: attempt to write a readonly database
its folder, it, care.db-wal and care.db-shm must be writable for their owner" ]
	[ ! -e sent ]
	chmod 700 store
	run_ok bound care-escalate run --send -q
	[ "$(grep -c '^== ' sent)" -eq 1 ]
	run_ok care-store check
}

@test "the store itself cannot be written; what that leaves behind" {
	chmod 400 store/care.db
	run_status 73 bound care-escalate run --send -q
	chmod 600 store/care.db
	[ ! -e sent ]
	# The engine made them like the store was then.
	run_status 73 bound care-escalate run --send
	[[ $stderr == *"care.db-wal and care.db-shm must be writable"* ]]
	chmod 600 store/care.db*
	run_ok bound care-escalate run --send -q
	[ "$(grep -c '^== ' sent)" -eq 1 ]
	run_ok care-store check
}

@test "a care.conf that cannot be read: levels fire, their notices wait" {
	chmod 000 store/care.conf
	run_status 78 bound care-escalate run --send -q
	[[ $stderr == *"care.conf: Permission denied"* ]]
	ledger | grep -q '^due.0 fired'
	[ ! -e sent ]
	chmod 600 store/care.conf
	run_ok bound care-escalate run --send -q
	[ "$(grep -c '^== ' sent)" -eq 1 ]
}
