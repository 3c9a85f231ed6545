#!/usr/bin/env bats
# The runner of tests counts what happened, and cannot be talked out of it.
load setup

# program NAME TEXT: an executable test file that does TEXT.
program() {
	printf '#!/bin/sh\n%s\n' "$2" >"$1"
	chmod +x "$1"
}

runner() {
	env B=b BIN=b/bin "$ROOT/tests/run.sh" "$@"
}

@test "passed and failed of all files are added up" {
	program a.sh 'echo 1..2; echo ok 1 - x; echo ok 2 - y'
	program b.sh 'echo 1..2; echo ok 1 - x; echo not ok 2 - y; echo "# why"; exit 1'
	run_status 1 runner a.sh b.sh
	[ "${lines[-1]}" = '3 passed, 1 failed' ]
	grep -q '# why' <<<"$output"
	run_ok runner a.sh
	[ "${lines[-1]}" = '2 passed, 0 failed' ]
}

@test "a skip counts as failed" {
	printf '@test "x" {\n\tskip "not here"\n}\n' >s.bats
	run_status 1 runner s.bats
	[ "${lines[-1]}" = '0 passed, 1 failed' ]
	grep -q 'not here' <<<"$output"
}

@test "a file without tests, and a run without files, are not well" {
	: >none.bats
	run_status 1 runner none.bats
	[ "${lines[-1]}" = '0 passed, 1 failed' ]
	run_status 1 runner
	[ "${lines[-1]}" = '0 passed, 0 failed' ]
}

@test "a file that ends early counts as failed" {
	program a.sh 'echo 1..3; echo ok 1 - x; echo ok 2 - y'
	run_status 1 runner a.sh
	[ "${lines[-1]}" = '2 passed, 1 failed' ]
	program a.sh 'echo 1..1; echo ok 1 - x; kill -SEGV $$'
	run_status 1 runner a.sh
	[ "${lines[-1]}" = '1 passed, 1 failed' ]
}

@test "a script without a plan is one test" {
	program a.sh 'echo hello'
	program b.sh 'echo no luck; exit 3'
	run_status 1 runner a.sh b.sh
	[ "${lines[-1]}" = '1 passed, 1 failed' ]
	grep -q 'no luck' <<<"$output"
	grep -q 'status 3' <<<"$output"
}

@test "a sanitizer's report of a child counts as failed" {
	program a.sh 'f=${ASAN_OPTIONS#log_path=}; echo "ERROR: leak" >"${f%%:*}.17"'
	run_status 1 runner a.sh
	[ "${lines[-1]}" = '1 passed, 1 failed' ]
	grep -q 'ERROR: leak' <<<"$output"
}
