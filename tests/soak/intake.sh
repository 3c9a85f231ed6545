#!/bin/bash
# A long intake. Killed at random instants, again and again, until it is
# through; and done by two processes at once: both give the store that an
# undisturbed one gives. Its memory does not grow with the file.
# usage: ROWS=1000000 BIN=bin tests/soak/intake.sh
set -eu
export PATH=${BIN:?}:$PATH LC_ALL=C.UTF-8 TZ=Asia/Shanghai CARE_NOW="2026-03-12 09:00"
rows=${ROWS:-1000000}
few=30000
seed=${SEED:-$RANDOM}
root=$(cd "${0%/*}/../.." && pwd)
tmp=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || :; rm -rf "$tmp"' EXIT
cd "$tmp"
RANDOM=$seed

fail() {
	echo "FAILED (SEED=$seed): $*"
	exit 1
}

# So many cases, one customer to twenty of them; references in no order.
sheet() {
	awk -v n="$1" -v of="$2" -v seed="$seed" -v rows="$rows" 'BEGIN { srand(seed)
		print "ref,received,name,phone,kind,channel,text"
		for (i = 1; i <= n; i++) {
			c = int(rand() * rows / 20)
			printf "R%09d-%s%d,2026-03-%02d %02d:%02d,客户%d,138%08d,consultation,phone,\"第%d件, 想改期\"\n",
				int(rand() * 1e9), of, i, i % 4 + 8, i % 24, i % 60, c, c, i
		} }'
}

store() {
	care-store init "$1" -q --trial --policy "$root/policies/small-agency.yaml" 2>/dev/null
}

seconds() {
	printf '%s' $((($(date +%s%N) - $1) / 1000000)) | awk '{ printf "%.1f", $1 / 1000 }'
}

# Take the file into the store; says the seconds and the most memory it had.
measured() {
	local began pid high=0 now

	began=$(date +%s%N)
	care-intake cases "$1" -q -d "$2" 2>/dev/null &
	pid=$!
	while now=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\) kB$/\1/p' "/proc/$pid/status" 2>/dev/null) && [ -n "$now" ]; do
		high=$now
		sleep 0.05
	done
	wait "$pid"
	echo "$(seconds "$began") $high"
}

# Again and again, each time a little longer, until one comes through.
killed() {
	local most=700 kills=0 rc

	# One RANDOM is less than 33 seconds.
	until rc=0; timeout -s KILL "$(awk -v ms=$(((RANDOM * 32768 + RANDOM) % most + 20)) 'BEGIN { printf "%.3f", ms / 1000 }')" \
		care-intake cases "$1" -q -d "$2" 2>/dev/null || rc=$?; [ "$rc" -eq 0 ]; do
		[ "$rc" -eq 137 ] || fail "status $rc after $kills kills"
		kills=$((kills + 1))
		[ $((kills % 3)) -ne 0 ] || most=$((most * 2))
		most=$((most < 30000 ? most : most + most / 3))
	done
	echo "$kills"
}

canonical() {
	care-store export --canonical -d "$1" | md5sum
}

sheet "$rows" a >all.csv
for s in all kills two; do store "$s"; done

measured all.csv all >all.said &
undisturbed=$!
kills=$(killed all.csv kills) || fail "$kills"
wait "$undisturbed" || fail "an undisturbed intake"
read -r time_all memory_all <all.said
awk -v n="$rows" -v t="$time_all" 'BEGIN { printf "%d rows: %.1f s, %.0f rows a second\n", n, t, n / t }'
echo "killed $kills times before it came through"
[ "$kills" -gt 0 ] || fail "was never killed"

began=$(date +%s%N)
care-intake cases all.csv -d two 2>first & other=$!
care-intake cases all.csv -d two 2>second || fail "$(cat second)"
wait "$other" || fail "$(cat first)"
echo "two at once: $(seconds "$began") s; $(cat first); $(cat second)"
awk -v n="$rows" '{ new += $4; refused += $10 } END { exit new != n || refused }' first second ||
	fail "rows were taken in twice, or not at all"

canonical kills >kills.sum &
canonical two >two.sum &
wanted=$(canonical all)
wait
[ "$(cat kills.sum)" = "$wanted" ] || fail "killed: another store than undisturbed"
[ "$(cat two.sum)" = "$wanted" ] || fail "two at once: another store than undisturbed"
care-store check -q -d kills || fail "killed: the check"
echo "all three stores are the same, and what they were checked to be"

# Few rows into the same store need the same memory.
sheet "$few" b >few.csv
read -r _ memory_few < <(measured few.csv all)
awk -v a="$memory_all" -v f="$memory_few" -v few="$few" 'BEGIN {
	printf "most memory: %d kB for all rows, %d kB for %d: %.2f\n", a, f, few, a / f
	exit a >= f * 1.3 }' || fail "memory grows with the file"
