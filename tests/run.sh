#!/bin/bash
# Runs test files side by side, one per core: cmocka programs, *.bats, *.sh.
# Each leaves its TAP in a log; failures are printed in full, and the last
# line adds everything up. A skip is a failure, so is a file that ended early,
# and so is a sanitizer's report of any process, whoever swallowed its status.
# usage: B=build BIN=bin tests/run.sh FILE...
set -eu

: "${B:=build}" "${BIN:=bin}"
mkdir -p "$B" "$BIN"
B=$(cd "$B" && pwd) BIN=$(cd "$BIN" && pwd)
logs=$B/test
rm -rf "$logs"
mkdir -p "$logs"
export B BIN logs
export PATH="$BIN:$PATH" CMOCKA_MESSAGE_OUTPUT=TAP
export ASAN_OPTIONS="log_path=$logs/sanitizer:exitcode=99"
export UBSAN_OPTIONS="$ASAN_OPTIONS:print_stacktrace=1:halt_on_error=1"
# Tests that call make begin a fresh one.
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES DESTDIR PREFIX

run_one() {
	local log=$logs/${1//\//_} rc=0

	case $1 in
	*.bats) set -- bats -t "$1" ;;
	/*) ;;
	*) set -- "./$1" ;;
	esac
	timeout "${TEST_TIMEOUT:-600}" "$@" >"$log" 2>&1 </dev/null || rc=$?
	echo "$rc" >"$log.status"
}

# Prints "passed failed" of a log. Without a TAP plan the file is one test.
count() {
	awk -v rc="$2" '
		/^1\.\.[0-9]+$/ { planned += substr($0, 4); tap = 1 }
		/^ok / { if (tolower($0) ~ /# skip/) failed++; else passed++ }
		/^not ok / { failed++ }
		END {
			if (!tap) { passed = (rc == 0); failed = (rc != 0) }
			else if (!planned || planned > passed + failed || (rc != 0 && !failed)) failed++
			print passed + 0, failed + 0
		}' "$1"
}

# Prints the failed tests of a log; all of it when no test says it failed.
show() {
	awk '
		/^(not )?ok / { on = /^not ok / || tolower($0) ~ /# skip/; any += on }
		on
		{ all = all $0 "\n" }
		END { if (!any) printf "%s", all }' "$1"
}

export -f run_one
[ $# -eq 0 ] || printf '%s\0' "$@" | xargs -0 -P "$(nproc)" -I{} bash -c 'run_one "$1"' _ {}

passed=0 failed=0
for file; do
	log=$logs/${file//\//_}
	rc=$(cat "$log.status" 2>/dev/null || echo none)
	read -r p f < <(count "$log" "$rc")
	passed=$((passed + p)) failed=$((failed + f))
	if [ "$f" -eq 0 ]; then
		printf 'ok      %-40s %d\n' "$file" "$p"
	else
		printf 'FAILED  %-40s %d of %d (status %s)\n' "$file" "$f" $((p + f)) "$rc"
		show "$log" | sed 's/^/        /'
	fi
done
for report in "$logs"/sanitizer.*; do
	[ -e "$report" ] || continue
	failed=$((failed + 1))
	echo "FAILED  a sanitizer's report, ${report##*/}"
	sed 's/^/        /' "$report"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
