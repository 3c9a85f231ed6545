#!/bin/bash
# A tick among 10 thousand promises and among PROMISES (a million; FULL=1: ten
# million): with nothing due, and with a thousand due at each of four minutes.
# What it reads, computes and holds is counted by strace, valgrind and time,
# where there are any; all of it should be flat but for the depth of trees, a
# page for each that is asked.
set -eu
export PATH=$BIN:$PATH LC_ALL=C.UTF-8 TZ=Asia/Shanghai
root=$(cd "${0%/*}/../.." && pwd)
# shellcheck source=tests/bench/store_size.bash
. "$root/tests/bench/store_size.bash"
tmp=$(mktemp -d "${TMPDIR:-/tmp}/care-bench.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
large=${PROMISES:-$([ -z "${FULL:-}" ] && echo 1000000 || echo 10000000)}
cd "$tmp"

# tick STORE TIME TIME TIME TIME: one of each measure.
tick() {
	echo "$(pages care-escalate run -q -d "$1" --now "2026-03-12 $2")" \
		"$(instructions care-escalate run -q -d "$1" --now "2026-03-12 $3")" \
		"$(kilobytes care-escalate run -q -d "$1" --now "2026-03-12 $4")" \
		"$(milliseconds care-escalate run -q -d "$1" --now "2026-03-12 $5")"
}

compare() {
	printf '%s\n%s\n' "$2" "$3" | awk -v what="$1" -v large="$large" '
		{ for (i = 1; i <= 4; i++) v[NR, i] = $i }
		END {
			split("pages read,instructions,kilobytes held,milliseconds", name, ",")
			for (i = 1; i <= 4; i++)
				if (v[1, i] > 0)
					printf("%s: %s %d of 10000, %d of %d promises: %.2f\n", what, name[i],
					    v[1, i], v[2, i], large, v[2, i] / v[1, i])
				else
					printf("%s: %s not measured\n", what, name[i])
		}'
}

two_cases small
cp -R small large
fill small 10000 2000
fill large "$large" 2000
for what in 'nothing due:08:59 08:59 08:59 08:59' 'a thousand due:09:00 09:01 09:02 09:03'; do
	read -ra times <<<"${what#*:}"
	compare "${what%%:*}" "$(tick small "${times[@]}")" "$(tick large "${times[@]}")"
done
