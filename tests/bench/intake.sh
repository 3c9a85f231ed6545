#!/bin/bash
# Taking in: full cases (customer, case, four promises, events, chain) against
# the same rows written by plain prepared SQL in one process, against an indexed
# .import of the same sheet, and the second time against the first. The
# yardstick is plain SQL in the order and the transactions of the intake, case
# by case: at least 0.7 of its rate. Plain SQL table by table is printed beside
# it (plain.c says what that is).
set -eu
export PATH=$BIN:$PATH LC_ALL=C.UTF-8 CARE_NOW="2026-03-12 09:00"
root=$(cd "${0%/*}/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
rows=${ROWS:-50000}

awk -v n="$rows" 'BEGIN { print "ref,received,name,phone,kind,channel,text"
	for (i = 1; i <= n; i++)
		printf "T%d,2026-03-%02d %02d:%02d,客户%d,138%08d,complaint,phone,\"第%d件: 大巴迟到, 无人道歉\"\n",
			i, i % 4 + 8, i % 24, i % 60, i % (n / 2), i % (n / 2), i }' > "$tmp/cases.csv"

# Seconds by the clock, and of the processor.
seconds() {
	local TIMEFORMAT='%3R %3U %3S'
	{ time "$@" > /dev/null 2>&1; } 2>&1 | awk '{ printf "%.3f %.3f\n", $1, $2 + $3 }'
}

import() {
	sqlite3 "$tmp/flat.db" <<-EOF
	PRAGMA journal_mode = WAL;
	CREATE TABLE t (ref TEXT UNIQUE, received TEXT, name TEXT, phone TEXT, kind TEXT, channel TEXT, text TEXT);
	CREATE INDEX t_received ON t (received);
	CREATE INDEX t_phone ON t (phone);
	CREATE INDEX t_kind ON t (kind, received);
	.mode csv
	.import --skip 1 $tmp/cases.csv t
	EOF
}

${CC:-cc} -O2 -o "$tmp/plain" "${0%/*}/plain.c" -lsqlite3
for _ in 1 2 3; do
	rm -rf "$tmp/store" "$tmp/flat.db"* "$tmp/again.db"*
	care-store init "$tmp/store" -q --trial --policy "$root/policies/small-agency.yaml" 2> /dev/null
	flat=$(seconds import)
	first=$(seconds care-intake cases "$tmp/cases.csv" -d "$tmp/store")
	again=$(seconds care-intake cases "$tmp/cases.csv" -d "$tmp/store")
	cases=$("$tmp/plain" "$tmp/store/care.db" "$tmp/again.db" cases)
	rm -f "$tmp/again.db"*
	tables=$("$tmp/plain" "$tmp/store/care.db" "$tmp/again.db" tables)
	echo "$flat $first $again $cases $tables"
done | awk -v n="$rows" '
	{ printf ".import %.2f s (cpu %.2f), plain SQL %.2f s (%.2f), by tables %.2f s (%.2f), first %.2f s (%.2f), again %.2f s (%.2f)\n",
		$1, $2, $7, $8, $9, $10, $3, $4, $5, $6
	  r[NR] = n / $3; a[NR] = $2 / $4; b[NR] = $3 / $5; p[NR] = $7 / $3; c[NR] = $8 / $4; t[NR] = $9 / $3; u[NR] = $10 / $4 }
	function median(v,   i, j, t) { for (i = 1; i <= NR; i++) for (j = i + 1; j <= NR; j++) if (v[j] < v[i]) { t = v[i]; v[i] = v[j]; v[j] = t }; return v[int((NR + 1) / 2)] }
	END {
		printf "full cases: %.0f rows a second; of the rate of plain SQL case by case %.2f (by the processor %.2f), table by table %.2f (%.2f), of an indexed .import %.2f\n",
			median(r), median(p), median(c), median(t), median(u), median(a)
		printf "the same again: %.1f times as fast\n", median(b)
	}'
