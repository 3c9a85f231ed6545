#!/bin/bash
# Acts by the thousand: care-case VERB - over N cases (10,000 where nothing is
# said), against the same rows written by plain SQL, a transaction for each
# act as well. The ratio is to stay under 3.
set -eu
export PATH=$BIN:$PATH LC_ALL=C.UTF-8 CARE_NOW="2026-03-12 09:00"
n=${1:-10000}
root=$(cd "${0%/*}/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

${CC:-cc} -O2 -o "$tmp/plain_acts" "$root/tests/bench/plain_acts.c" -lsqlite3
care-store init "$tmp/s" -q --trial --policy "$root/policies/${POLICY:-small-agency}.yaml" 2> /dev/null
awk -v n="$n" 'BEGIN { print "ref,received,kind,channel,phone,text"
	for (i = 1; i <= n; i++) printf "T%d,2026-03-12 08:00,complaint,phone,138%08d,late\n", i, i }' > "$tmp/c.csv"
care-intake cases "$tmp/c.csv" -q -d "$tmp/s" > /dev/null
care-case list --ids -d "$tmp/s" > "$tmp/ids"

act() {
	local name=$1 began ended seconds
	shift
	rm -f "$tmp"/before* "$tmp"/new*
	sqlite3 "$tmp/s/care.db" "VACUUM INTO '$tmp/before'"
	began=$(date +%s.%N)
	"$@" -q -d "$tmp/s" < "$tmp/in"
	ended=$(date +%s.%N)
	seconds=$("$tmp/plain_acts" "$tmp/before" "$tmp/s/care.db" "$tmp/new")
	awk -v name="$name" -v t="$began $ended $seconds" 'BEGIN { split(t, v, " ")
		ours = v[2] - v[1]
		printf "%-20s %6d acts: %6.2f s, plain SQL %6.2f s: %.2f times\n", name, v[4], ours, v[3], ours / v[3] }'
}

sed 's|$|/first_action|' "$tmp/ids" > "$tmp/in"
act 'keep first_action' care-case keep -
cp "$tmp/ids" "$tmp/in"
act note care-case note - --note x
act set care-case set - --severity urgent
act reply care-case reply -
act close care-case close - --outcome settled
