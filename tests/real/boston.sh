#!/bin/bash
# A hundred service requests of Boston, with the city's own target times:
# what was kept and what was not, by our figures.
set -eu
export PATH=$BIN:$PATH LC_ALL=C.UTF-8 TZ=America/New_York
real=$(cd "${0%/*}" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export CARE_STORE=$tmp/store CARE_NOW="2022-05-20 14:00"
echo 1..5
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
care-intake cases "$DATA/boston311-100.csv" --map "$real/boston.map.yaml" --history 2> "$tmp/said" || :
check 1 "100 rows, none refused" grep -qx 'read 100  new 100  same 0  changed 0  refused 0' "$tmp/said"
care-kpi result_rate --from 2022-01-01 --until 2022-12-31 --format csv > "$tmp/said" 2> /dev/null
check 2 "72 kept, 17 broken" grep -q '^result_rate,.*,share,72,89,' "$tmp/said"
care-store export --canonical 2> /dev/null | grep -c '^promise ' > "$tmp/said"
check 3 "11 without a promise" [ "$(cat "$tmp/said")" = 89 ]
care-escalate run > "$tmp/said" 2>&1 || :
check 4 "nothing of it is told today" [ ! -s "$tmp/said" ]
care-store check > "$tmp/said" 2>&1 && whole=0 || whole=$?
check 5 "the store is whole" [ "$whole" = 0 ]
exit "$failed"
