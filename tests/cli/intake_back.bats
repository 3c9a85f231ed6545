#!/usr/bin/env bats
# care-intake: what a full export lacks, and batches taken back.
load setup

setup() {
	fresh
	run_ok care-store init store --trial --policy "$ROOT/policies/small-agency.yaml" \
	    --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/store CARE_NOW=2026-03-12T10:12:00+08:00
}

bookings() {
	echo 订单号,出发日期,返回日期,状态
	for i in $(seq "$1"); do
		printf 'B%d,2026-04-%02d,2026-04-28,已预订\n' "$i" $((i % 20 + 1))
	done
	echo OLD,2026-02-01,2026-02-05,已返回
}

stand() {
	care-store export --canonical | grep '^booking ' | grep -c state=booked || :
}

@test "a full export lists and cancels what it lacks" {
	bookings 40 >all.csv
	run_ok care-intake bookings all.csv
	run_ok care-intake bookings all.csv --complete list
	[ -z "$output" ]
	sed '/^B7,/d; /^OLD,/d' all.csv >less.csv
	run_ok care-intake bookings less.csv --complete list
	[ "$output" = booking:B7 ]
	[ "$(stand)" -eq 40 ]
	run_ok care-intake bookings less.csv --complete cancel -n
	[ "$(stand)" -eq 40 ]
	run_ok care-intake bookings less.csv --complete cancel
	grep -q '^1 of 40 bookings are missing, and cancelled' "$err"
	grep -q 'changed 1 ' "$err"
	[ "$(stand)" -eq 39 ]
	run_ok care-case todo --until 2026-06-01 --format csv
	grep -q 'B8/greeting' "$out"
	[[ $output != *B7/* ]]
	# Again: nothing is missing any more. Back in the file: it stands again.
	run_ok care-intake bookings less.csv --complete cancel
	grep -q '^0 of 39 ' "$err"
	cut -d, -f1-3 all.csv | sed '/^OLD,/d' >plain.csv
	run_ok care-intake bookings plain.csv --complete cancel
	[ "$(stand)" -eq 40 ]
	run_ok care-case todo --until 2026-06-01 --format csv
	grep -q 'B7/greeting' "$out"
	run_ok care-store check
}

@test "half a file cancels nothing, and neither does one with refused rows" {
	bookings 40 >all.csv
	run_ok care-intake bookings all.csv
	head -n 36 all.csv >half.csv
	run_status 1 care-intake bookings half.csv --complete cancel
	grep -q '^5 of 40 bookings are missing, more than 5 %' "$err"
	[ "$(stand)" -eq 40 ]
	sed '/^B7,/d; s/^B9,2026-04-10/B9,never/' all.csv >bad.csv
	run_status 1 care-intake bookings bad.csv --complete cancel
	grep -q '^2 bookings are missing; none is cancelled' "$err"
	[ "$(stand)" -eq 40 ]
	run_ok care-intake bookings half.csv --complete cancel --at-most 20
	[ "$(stand)" -eq 35 ]
	run_status 64 care-intake bookings all.csv --complete all
	run_status 64 care-intake bookings all.csv --complete list --at-most x
}

@test "another source's bookings are not missing" {
	bookings 10 >all.csv
	run_ok care-intake bookings all.csv --source erp
	bookings 3 >other.csv
	run_ok care-intake bookings other.csv --source shop --complete list
	[ -z "$output" ]
}

cases() {
	cat >c.csv <<-'E'
	编号,投诉日期,类型,客户姓名,电话,内容
	A1,2026-03-10,投诉,李梅,13800138000,迟到
	A2,2026-03-11,咨询,王强,13900139000,退改
	E
}

batch() {
	care-intake batches --ids | head -n 1
}

@test "a batch is taken back, and its mended file comes in anew" {
	cases
	run_ok care-intake cases c.csv
	b=$(batch)
	run_ok care-intake batches --format csv
	grep -q "^$b,2026-03-12 10:12:00,care-intake cases,new=2 " "$out"
	run_ok care-intake undo "$b" -n
	run_ok care-case list --ids
	[ "${#lines[@]}" -eq 2 ]
	run_ok care-intake undo "$b"
	[ "$stderr" = "$b: 2 taken back; their references are free again" ]
	run_ok care-case list --ids
	[ -z "$output" ]
	run_ok care-case todo --until 2026-06-01 --format csv --no-heads
	[ -z "$output" ]
	run_ok care-case list --all --format csv
	grep -q "A1~$b,.*,undone," "$out"
	run_ok care-kpi received --from 2026-03-01 --until 2026-03-31 --format csv
	grep -q '^received,[^,]*,0,cases' "$out"
	run_status 1 care-intake undo "$b"
	sed -i 's/2026-03-11/2026-03-09/' c.csv
	run_ok care-intake cases c.csv
	[ "$stderr" = 'read 2  new 2  same 0  changed 0  refused 0' ]
	run_ok care-store check
}

@test "nothing is taken back once somebody worked on a part of it" {
	cases
	run_ok care-intake cases c.csv
	b=$(batch)
	id=$(care-case list --format csv | grep ',A1,' | cut -d, -f1)
	run_ok care-case note "$id" --note called
	care-store export --canonical >before
	run_status 1 care-intake undo "$b"
	grep -q "^worked on since: $id" "$err"
	grep -q '1 of 2 were worked on since' "$err"
	care-store export --canonical | cmp - before
	run_status 1 care-intake undo b999
	run_status 64 care-intake undo
	run_status 64 care-intake undo x
}

@test "bookings go back with their promises" {
	bookings 5 >b.csv
	run_ok care-intake bookings b.csv
	run_ok care-intake undo "$(batch)"
	[ "$(stand)" -eq 0 ]
	run_ok care-case todo --until 2026-06-01 --format csv --no-heads
	[ -z "$output" ]
	run_ok care-intake bookings b.csv
	[ "$(stand)" -eq 5 ]
	run_ok care-store check
}
