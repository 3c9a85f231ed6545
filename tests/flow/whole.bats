#!/usr/bin/env bats
# Run twice, at once, or killed anywhere: the same store.

load ../cli/setup

setup() {
	fresh
	export CARE_NOW="2026-03-12 09:00" SOURCE=$ROOT/tests/flow
	make_files
}

# A sheet of 400 complaints and 200 bookings, of 150 customers.
make_files() {
	printf 'login,name,role,supervisor\nliu,Liu,supervisor,\nchen,Chen,manager,\nwang,Wang,owner,liu\n' > staff.csv
	{
		echo "编号,投诉日期,客户姓名,电话,内容,类型,渠道"
		for i in $(seq 400); do
			printf 'T%s,2026-03-%02d %02d:%02d,客户%s,138%08d,"第%s件, 大巴迟到",投诉,电话\n' \
			    "$i" $((i % 4 + 8)) $((i % 24)) $((i % 60)) $((i % 150)) $((i % 150)) "$i"
		done
	} > cases.csv
	{
		echo "ref,name,phone,product,trip,departs,returns,state"
		for i in $(seq 200); do
			printf 'B%s,客户%s,138%08d,云南6日,T%s,2026-03-%02d,2026-03-%02d,booked\n' \
			    "$i" $((i % 150)) $((i % 150)) $((i % 20)) $((i % 14 + 8)) $((i % 14 + 13))
		done
	} > bookings.csv
}

store() {
	care-store init "$1" -q --trial --policy "$ROOT/policies/small-agency.yaml"
	CARE_STORE=$1 care-intake staff staff.csv -q
	cat > "$1/care.conf" <<-EOF
	transports:
	  wecom: {command: [$PWD/deliver, $PWD/$1/box], timeout: 20s, on_doubt: resend}
	  sms: {command: [$PWD/deliver, $PWD/$1/box], timeout: 20s, on_doubt: resend}
	EOF
	chmod 600 "$1/care.conf"
}

# One day's work; each step may be run again at any time.
day() {
	care-intake cases cases.csv -q
	care-intake bookings bookings.csv -q
	CARE_NOW="2026-03-12 09:30" care-escalate run -q
	CARE_NOW="2026-03-12 10:30" care-remind run -q
}

canonical() {
	care-store export --canonical -d "$1" 2> /dev/null
}

transport() {
	printf '#!/bin/sh\ncat > /dev/null\necho "$CARE_MSG_ID" >> "$1"\n%s\n' "${1:-}" > deliver
	chmod +x deliver
}

@test "a day's work twice: the second changes nothing" {
	transport
	store a
	export CARE_STORE=$PWD/a
	day
	canonical a > once
	before=$(care-store status --format csv | grep '^entries')
	day
	canonical a > twice
	cmp once twice
	[ "$before" = "$(care-store status --format csv | grep '^entries')" ]
	run_ok care-store check
	[ "$(sort a/box | uniq -d)" = "" ]
}

@test "four days' works at once: the store of one alone" {
	transport
	store a
	store b
	CARE_STORE=a day
	for i in 1 2 3 4; do
		CARE_STORE=b day 2> "err.$i" & pids[i]=$!
	done
	for i in 1 2 3 4; do wait "${pids[i]}"; done
	[ "$(cat err.*)" = "" ]
	# Whoever ticks while others still take cases in fires in other batches:
	# settle both at the same moment, then compare.
	CARE_STORE=b day
	canonical a > alone
	canonical b > together
	diff alone together | head -n 20
	cmp alone together
	run_ok care-store check -d b
	[ "$(sort b/box | uniq -d)" = "" ]
}

@test "killed anywhere and begun again: the store of an unbroken run" {
	transport
	store a
	CARE_STORE=a day
	canonical a > unbroken
	store b
	export CARE_STORE=b
	# The n-th write of the process is its last: a kill at every place where
	# something reaches the disk, found by counting, not by the clock.
	for step in "care-intake cases cases.csv -q" \
	    "care-intake bookings bookings.csv -q" \
	    "env CARE_NOW=2026-03-12T09:30:00+08:00 care-escalate run -q" \
	    "env CARE_NOW=2026-03-12T10:30:00+08:00 care-remind run -q --plan-only"; do
		for n in 1 2 3 5 8 13 21 34 55 89; do
			"$SOURCE/kill-at" "$n" $step || :
			care-store check -q
		done
		$step
	done
	day
	canonical b > mended
	diff unbroken mended | head -n 20
	cmp unbroken mended
	run_ok care-store check
}

@test "a transport kills its sender: nothing lost, nothing planned twice" {
	transport '[ -e "$1.once" ] || { : > "$1.once"; kill -9 $PPID; }'
	store a
	export CARE_STORE=a
	care-intake bookings bookings.csv -q
	CARE_NOW="2026-03-12 10:30" care-remind run -q || [ $? = 137 ]
	CARE_NOW="2026-03-12 11:30" run_ok care-remind run -q
	[ "$(care-remind outbox --state planned --ids | grep -c .)" = 0 ]
	[ "$(care-remind outbox --state leased --ids | grep -c .)" = 0 ]
	# The one that was in the sender's hands went again under its own id.
	[ "$(sort a/box | uniq -d | grep -c .)" = 1 ]
	run_ok care-store check
}
