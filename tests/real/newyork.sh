#!/bin/bash
# 924 service requests of New York, with the clock of twelve hours:
# each has its own time, and those without a close date are open.
set -eu
export PATH=$BIN:$PATH LC_ALL=C.UTF-8 TZ=America/New_York
real=$(cd "${0%/*}" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export CARE_STORE=$tmp/store CARE_NOW="2022-05-20 14:00"
echo 1..4
failed=0
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

care-store init "$tmp/store" -q --trial --policy "$real/city.yaml" 2> "$tmp/said"
care-intake cases "$DATA/nyc311_924.csv" --map "$real/newyork.map.yaml" --history 2> "$tmp/said" || :
check 1 "924 rows, none refused" grep -qx 'read 924  new 924  same 0  changed 0  refused 0' "$tmp/said"
care-case list --ids > "$tmp/said"
# 440 are in progress, and 4 are called open.
check 2 "444 without a close date are open" [ "$(wc -l < "$tmp/said")" = 444 ]
care-case list --all --format csv > "$tmp/said"
check 3 "midnight, and an hour in the night" [ "$(grep -c ',2022-05-01 00:00:03,\|,2022-05-01 02:06:26,' "$tmp/said")" = 2 ]
care-store check > "$tmp/said" 2>&1 && whole=0 || whole=$?
check 4 "the store is whole" [ "$whole" = 0 ]
exit "$failed"
