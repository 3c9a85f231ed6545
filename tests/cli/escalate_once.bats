#!/usr/bin/env bats
# Nobody is told the same twice, for himself and for whom he stands in.

load setup
load escalate

setup() {
	agency
	printf 'login,absent_from,absent_until,substitute\nliu,2026-03-12,2026-03-12,chen\n' | care-intake staff - -q
}

# Level, whom it told (for whom), and what became of the notice.
notices_of() {
	care-escalate explain "$case/result" -f jsonl | jq -r 'foreach inputs as $l (null;
		if $l.what | startswith("level ") then $l.what[6:] else . end; [., $l.what, $l.note]) |
		select(.[1] | startswith("told ")) | "\(.[0]) \(.[1][5:]) \(.[2] | sub("^m[0-9]+ "; ""))"'
}

@test "who stands in for another whom the level tells is told once" {
	CARE_NOW="2026-03-12 11:00" run_ok care-escalate forecast --until "2026-03-13 18:00" -f jsonl
	jq -r 'select(.level | startswith("over")) | "\(.held_until) \(.tells) \(.for_whom)"' "$out" >foreseen
	diff - foreseen <<-'E'
	2026-03-12T13:30:00+08:00 chen liu
	2026-03-13T13:30:00+08:00 liu null
	2026-03-13T13:30:00+08:00 chen null
	E
	tick "11 09:00"
	tick "12 09:00"
	: >sent
	tick "12 13:30"
	[ "$(grep -c '^== .* chen ' sent)" = 1 ]
	[ "$(grep -c 'level over' sent)" = 1 ]
	export CARE_NOW="2026-03-12 13:31"
	[ "$(notices_of | grep '^over ')" = "over chen for liu sent by wecom
over chen dropped: told already" ]
	run_ok care-escalate ack "$case/result" --for chen
	grep -qx '1 notice acknowledged\|.* acknowledged' "$err"
	run_ok care-store check
}

@test "who was told as the other is back is told for himself" {
	tick "12 13:30"
	: >sent
	tick "13 13:30"
	[ "$(grep -c '^== .* chen ' sent)$(grep -c '^== .* liu ' sent)" = 11 ]
}

@test "what failed was told nobody" {
	echo 1 >status
	tick "12 13:30"
	echo 0 >status
	: >sent
	CARE_NOW="2026-03-12 15:30" run_ok care-escalate run --send -q
	[ "$(grep -c 'level over' sent)" = 1 ]
}

@test "who got it is the store's owner where nobody stands in" {
	printf 'login,absent_from,absent_until\nchen,2026-03-12,2026-03-12\n' | care-intake staff - -q
	printf 'login,absent_from,absent_until,substitute\nliu,2026-03-12,2026-03-12,wang\n' | care-intake staff - -q
	tick "12 13:30"
	export CARE_NOW="2026-03-12 13:31"
	owner=$(id -un)
	notices_of | grep -qx "over $owner for chen sent by wecom"
	run_ok care-case why "$case/result" -f jsonl
	[ "$(jq -r 'select(.event == "told" and .level == "over") | "\(.who) \(.stands_in_for)"' "$out" | sort)" = "$(printf '%s chen\nwang liu\n' "$owner" | sort)" ]
	jq -e --arg o "$owner" 'select(.event == "reached" and .who == $o)' "$out" >/dev/null
}
