#!/bin/bash
# Every day of 2018 to 2026: what care-policy calls a working day is what the
# papers of the State Council list, as the data's JSON files have them.
set -eu
export PATH=$BIN:$PATH LC_ALL=C.UTF-8
root=$(cd "${0%/*}/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
echo 1..1

# Days off and make-up days of all files; the rest follows the weekday.
jq -r '.days[] | [.date, (if .isOffDay then 0 else 1 end)] | @csv' "$DATA"/calendars/*.json |
	tr -d '"' | sort -u > "$tmp/listed"
for day in $(seq 0 3286); do
	date -u -d "2018-01-01 +$day days" '+%F,%u'
done | awk -F, -v listed="$tmp/listed" '
	BEGIN { OFS = ","; while ((getline line < listed) > 0) { split(line, a, ","); is[a[1]] = a[2] } }
	{ print $1, ($1 in is) ? is[$1] : $2 <= 5 }' > "$tmp/wanted"
(echo date; cut -d, -f1 "$tmp/wanted") |
	care-policy workday - --policy "$root/policies/small-agency.yaml" --calendar legal --format csv |
	tail -n +2 > "$tmp/got"
if cmp -s "$tmp/wanted" "$tmp/got" && [ "$(wc -l < "$tmp/got")" = 3287 ]; then
	echo "ok 1 - 3,287 days as in the papers"
else
	echo "not ok 1 - 3,287 days as in the papers"
	diff "$tmp/wanted" "$tmp/got" | head -n 20 | sed 's/^/# /'
	exit 1
fi
