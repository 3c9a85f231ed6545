#!/bin/bash
# The bookings of two hotels, 119,390 rows, straight from their file by a
# mapping: taken in whole, taken in again as the same, every row accounted for.
set -eu
export PATH=$BIN:$PATH LC_ALL=C.UTF-8
root=$(cd "${0%/*}/../.." && pwd)
map=$root/tests/real/hotel.map.yaml
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export CARE_STORE=$tmp/store CARE_NOW="2017-09-30 09:00"
echo 1..4

care-store init "$tmp/store" -q --trial --policy "$root/policies/small-agency.yaml" 2> "$tmp/init"
gunzip -c "$DATA/hotel_bookings.csv.gz" > "$tmp/bookings.csv"

check() {
	local number=$1 name=$2
	shift 2
	if "$@"; then
		echo "ok $number - $name"
	else
		echo "not ok $number - $name"
		sed 's/^/# /' "$tmp/said" | tail -n 20
		failed=1
	fi
}
failed=0
care-intake bookings "$tmp/bookings.csv" --map "$map" > /dev/null 2> "$tmp/said" || :
check 1 "119,390 rows, none refused" grep -q 'read 119390  new 119390  same 0  changed 0  refused 0' "$tmp/said"
care-intake bookings "$tmp/bookings.csv" --map "$map" > /dev/null 2> "$tmp/said" || :
check 2 "again: all the same" grep -q 'read 119390  new 0  same 119390  changed 0  refused 0' "$tmp/said"
care-store export --canonical 2> /dev/null | grep '^booking ' | grep -o 'state=[a-z_]*' | sort | uniq -c |
	awk '{ print $2, $1 }' > "$tmp/said"
check 3 "75,166 checked out, 43,017 cancelled, 1,207 no-shows" \
	cmp -s "$tmp/said" <(printf 'state=cancelled 43017\nstate=no_show 1207\nstate=returned 75166\n')
care-store check > "$tmp/said" 2>&1 && whole=0 || whole=$?
check 4 "the store is whole" [ "$whole" = 0 ]
exit "$failed"
