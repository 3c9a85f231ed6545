#!/bin/bash
# A tick with nothing due does not grow with the store: the time of
# care-escalate run over 200 and over 20,000 cases, which a rule of groups
# looks at. Then the tick that finds the groups, and one after a new case.
set -eu
export PATH=$BIN:$PATH LC_ALL=C.UTF-8 CARE_NOW="2026-03-12 09:00"
root=$(cd "${0%/*}/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

for n in 200 20000; do
	care-store init "$tmp/$n" -q --trial --policy "$root/policies/small-agency.yaml" 2> /dev/null
	awk -v n="$n" 'BEGIN { print "ref,received,kind,channel,trip,phone,text"
		for (i = 1; i <= n; i++) printf "T%d,2026-03-12 08:00,complaint,phone,T%d,138%08d,late\n", i, i / 20, i }' > "$tmp/c.csv"
	care-intake cases "$tmp/c.csv" -q -d "$tmp/$n" > /dev/null
	TIMEFORMAT="first tick, $n cases, $((n / 20 + 1)) groups: %3R s"
	time care-escalate run -q -d "$tmp/$n"
	care-intake case -q -d "$tmp/$n" --kind complaint --channel phone --trip T1 --text more > /dev/null
	TIMEFORMAT="tick after one new case, $n cases: %3R s"
	time care-escalate run -q -d "$tmp/$n"
done

ticks() {
	local TIMEFORMAT='%3R'
	{ time for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		care-escalate run -q -d "$tmp/$1"
	done; } 2>&1
}

for round in 1 2 3 4 5; do
	if [ $((round % 2)) = 1 ]; then
		small=$(ticks 200) large=$(ticks 20000)
	else
		large=$(ticks 20000) small=$(ticks 200)
	fi
	echo "$small $large"
done | awk '{ printf "20 ticks: %s s, %s s\n", $1, $2; n[NR] = $2 / $1 }
	END {
		for (i = 1; i <= NR; i++) for (j = i + 1; j <= NR; j++) if (n[j] < n[i]) { t = n[i]; n[i] = n[j]; n[j] = t }
		printf "a tick with nothing due, 20,000 cases / 200: %.2f (median of %d, %.2f to %.2f)\n", n[int((NR + 1) / 2)], NR, n[1], n[NR]
	}'
