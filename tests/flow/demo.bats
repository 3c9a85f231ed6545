#!/usr/bin/env bats
# `make demo` says what it always said. After a change that is meant, run
# tests/demo/renew.sh and read the difference.

load ../cli/setup

setup() {
	fresh
	export TMPDIR=$PWD/tmp
	mkdir "$TMPDIR"
}

@test "the transcript is the one that is kept, in any locale, zone and folder" {
	LC_ALL=C LANG=zh_CN.UTF-8 LANGUAGE=zh_CN TZ=America/New_York CARE_FORMAT=csv \
	    CARE_STORE=/nowhere COLUMNS=40 run_ok "$ROOT/tests/demo/demo.sh"
	diff -u "$ROOT/tests/demo/transcript.txt" "$out" || { echo "is it meant? tests/demo/renew.sh"; false; }
	[ "$stderr" = "" ]
}

@test "nothing is left behind" {
	run_ok "$ROOT/tests/demo/demo.sh"
	[ "$(ls -A "$TMPDIR")" = "" ]
}

@test "DEMO_KEEP keeps the store and says where" {
	DEMO_KEEP=1 run_ok "$ROOT/tests/demo/demo.sh"
	store=$(sed -n 's/^kept: CARE_STORE=//p' "$out")
	[ "$(sed '/^kept: /d' "$out")" = "$(cat "$ROOT/tests/demo/transcript.txt")" ]
	run_ok care-store check -d "$store"
}

@test "a phone number is shown to its owner and to who must call, nobody else" {
	grep -E '1[3-9][0-9]{9}' "$ROOT/tests/demo/transcript.txt" >shown
	run_status 1 grep -vE '^┌── SMS to |booking:D[0-9]*/greeting$|^\$ sed ' shown
	[ "$(grep -c 'booking:.*/greeting' shown)" = 4 ]
}
