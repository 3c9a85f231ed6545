#!/bin/bash
# Deadlines far away cost no more than near ones: CPU time of the same number
# of spans of 1 and of 10,000 open hours, the shorter first and second in turn.
set -eu
export PATH=$BIN:$PATH LC_ALL=C.UTF-8
root=$(cd "${0%/*}/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

for amount in 1bh 10000bh; do
	awk -v a="$amount" 'BEGIN { print "start,amount"
		for (i = 0; i < 100000; i++)
			printf "2020-%02d-%02d %02d:%02d,%s\n", i % 12 + 1, i % 28 + 1, i % 24, i % 60, a }' > "$tmp/$amount.csv"
done

cpu() {
	local TIMEFORMAT='%3U'
	{ time care-policy due - --policy "$root/policies/small-agency.yaml" \
		--format csv < "$tmp/$1.csv" > /dev/null; } 2>&1
}

for round in 1 2 3 4 5; do
	if [ $((round % 2)) = 1 ]; then
		near=$(cpu 1bh) far=$(cpu 10000bh)
	else
		far=$(cpu 10000bh) near=$(cpu 1bh)
	fi
	echo "$near $far"
done | awk '{ print; n[NR] = $2 / $1 }
	END {
		for (i = 1; i <= NR; i++) for (j = i + 1; j <= NR; j++) if (n[j] < n[i]) { t = n[i]; n[i] = n[j]; n[j] = t }
		printf "due in 10,000 open hours / in 1: %.2f (median of %d, %.2f to %.2f)\n", n[int((NR + 1) / 2)], NR, n[1], n[NR]
	}'
