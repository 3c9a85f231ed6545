#!/bin/bash
# Looking at 10 thousand promises and at PROMISES (200 thousand; FULL=1: a
# million), a tenth of them open and a hundredth late. What a list takes should
# follow its rows: the time for each of them, and what is held, are compared.
# What answers in a line is to look at what is open at most.
set -eu
export PATH=$BIN:$PATH LC_ALL=C.UTF-8 TZ=Asia/Shanghai CARE_NOW='2026-03-12 08:58'
root=$(cd "${0%/*}/../.." && pwd)
# shellcheck source=tests/bench/store_size.bash
. "$root/tests/bench/store_size.bash"
tmp=$(mktemp -d "${TMPDIR:-/tmp}/care-bench.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
large=${PROMISES:-$([ -z "${FULL:-}" ] && echo 200000 || echo 1000000)}
cd "$tmp"

# measure COMMAND...: rows, microseconds of the processor, kilobytes, pages.
measure() {
	local TIMEFORMAT='%3U %3S' seconds

	seconds=$({ time "$@" >rows.out 2>/dev/null || :; } 2>&1)
	kb=$(kilobytes "$@" 2>/dev/null)
	read_=$(pages "$@" 2>/dev/null)
	echo "$(wc -l <rows.out) $(awk '{ print ($1 + $2) * 1000000 }' <<<"$seconds")" \
		"$(tail -n 1 <<<"$kb") $(tail -n 1 <<<"$read_")"
}

compare() {
	printf '%s\n%s\n' "$2" "$3" | awk -v what="$1" -v each="$4" '
		{ rows[NR] = each ? $1 : 1; us[NR] = $2 / rows[NR]; kb[NR] = $3; pages[NR] = $4 }
		END {
			if (each)
				printf("%s: %.0f us a row of %d, %.0f of %d", what, us[1], rows[1], us[2], rows[2])
			else
				printf("%s: %.0f us, %.0f", what, us[1], us[2])
			printf(": %.2f; kilobytes %d, %d: %.2f; pages %d, %d\n", us[1] ? us[2] / us[1] : 0,
			    kb[1], kb[2], kb[1] ? kb[2] / kb[1] : 0, pages[1], pages[2])
		}'
}

rows() {
	compare "$*" "$(measure "$@" -d small)" "$(measure "$@" -d large)" 1
}

line() {
	compare "$*" "$(measure "$@" -d small)" "$(measure "$@" -d large)" ''
}

two_cases small
cp -R small large
fill small 10000 0
fill large "$large" 0
line care-escalate status --max-age 15m
line care-escalate list --rule nothing
line care-store status
rows care-escalate list -f csv
rows care-escalate list --late -f csv
rows care-escalate forecast --until '2026-03-13 09:00' -f csv
rows care-case todo -f csv
rows care-case list -f csv
rows care-remind outbox -f csv
rows care-store export --canonical
