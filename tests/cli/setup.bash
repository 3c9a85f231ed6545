# shellcheck shell=bash disable=SC2034  # the tests read what is set here
# Loaded by every bats file: `load setup` (`load ../cli/setup` from beside).
# Each test runs in an empty folder that is also its home, with the commands
# of BIN first in PATH and nothing of the caller's settings. A file with a
# setup() of its own calls fresh in it.
#
# run_ok COMMAND..., run_status N COMMAND...: runs the command, with stdout
# in $output, $lines and the file $out, stderr in $stderr and the file $err,
# the exit status in $status; another status than wanted fails the test and
# shows all of it. Not for the right side of a pipe: use <, <<< or <<.

if [ "$(type -t bats_require_minimum_version)" = function ]; then
	bats_require_minimum_version 1.5.0
fi

ROOT=$(cd "${BASH_SOURCE[0]%/*}/../.." && pwd)
BIN=$(cd "${BIN:-$ROOT/bin}" && pwd)

fresh() {
	local v

	for v in ${!CARE_@} LANG LANGUAGE LC_MESSAGES LC_CTYPE LC_TIME LC_COLLATE LC_NUMERIC COLUMNS; do
		unset "$v"
	done
	export TZ=Asia/Shanghai LC_ALL=C.UTF-8
	: "${BATS_TEST_TMPDIR:=$(mktemp -d "${BATS_TMPDIR:-/tmp}/care.XXXXXX")}"
	HOME=$BATS_TEST_TMPDIR/home
	mkdir -p "$HOME"
	cd "$HOME" || return
	out=$BATS_TEST_TMPDIR/stdout err=$BATS_TEST_TMPDIR/stderr
	case $PATH in "$BIN":*) ;; *) PATH=$BIN:$PATH ;; esac
	export HOME PATH BIN ROOT
}

setup() {
	fresh
}

run_status() {
	local wanted=$1
	shift
	status=0
	"$@" >"$out" 2>"$err" || status=$?
	output=$(tr -d '\0' <"$out")
	stderr=$(tr -d '\0' <"$err")
	mapfile -t lines <"$out"
	[ "$status" -eq "$wanted" ] && return 0
	printf 'status %s, not %s: %s\n' "$status" "$wanted" "$*"
	printf -- '-- stdout\n%s\n-- stderr\n%s\n' "$output" "$stderr"
	return 1
}

run_ok() {
	run_status 0 "$@"
}
