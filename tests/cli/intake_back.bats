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

# rows TABLE..: what the store has of them, without the numbers of things.
rows() {
	local t
	for t; do care-store export --canonical | grep "^$t " || :; done
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
	[ "$stderr" = "$b: 4 taken back; their references are free again" ]
	# The customers it brought too.
	[ -z "$(rows customer)" ]
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

@test "what somebody worked on stays, and so does its customer" {
	cases
	run_ok care-intake cases c.csv
	b=$(batch)
	id=$(care-case list --format csv | grep ',A1,' | cut -d, -f1)
	run_ok care-case note "$id" --note called
	run_status 1 care-intake undo "$b" -n
	care-store export --canonical >before
	run_status 1 care-intake undo "$b"
	grep -q "^worked on since: $id (care-case note)\$" "$err"
	grep -q '^worked on since: c' "$err"
	grep -q "^$b: 2 taken back; 2 stay, since they were worked on since" "$err"
	run_ok care-case list --ids
	[ "$output" = "$id" ]
	[ "$(rows customer | wc -l)" -eq 1 ]
	run_ok care-store check
	# Again: what stays, stays.
	run_status 1 care-intake undo "$b"
	grep -q "^$b: 2 of 2 were worked on since; nothing was taken back" "$err"
	run_status 1 care-intake undo b999
	grep -q 'b999: no batch of an intake, or taken back before' "$err"
	run_status 64 care-intake undo
	run_status 64 care-intake undo x
}

customers() {
	cat >people.csv <<-'E'
	ref,name,phone,mail,tier,region
	K1,李梅,13900139001,li@example.com,vip,华东
	K2,王强,13900139002,,regular,
	,生客,13700137000,,,
	E
}

@test "customers go back, and their numbers are free again" {
	customers
	run_ok care-intake customers people.csv
	b=$(batch)
	run_ok care-intake undo "$b" -n
	[ "$(rows customer | wc -l)" -eq 3 ]
	run_ok care-intake undo "$b"
	[ "$stderr" = "$b: 3 taken back; their references are free again" ]
	[ -z "$(rows customer)" ]
	[ -z "$(rows customer customer_key promise)" ]
	run ! bash -o pipefail -c "care-store export --canonical | grep -v '^event' | grep -q 李梅"
	run_ok care-store check
	run_status 1 care-intake undo "$b"
	[ "$stderr" = "$b: no batch of an intake, or taken back before" ]
	# The mended file, with another name for the same phone.
	sed 's/李梅/李小梅/' people.csv >mended.csv
	run_ok care-intake customers mended.csv
	[ "$stderr" = 'read 3  new 3  same 0  changed 0  refused 0' ]
	run_ok care-store check
}

@test "changed customers are again what they were" {
	customers
	run_ok care-intake customers people.csv
	rows subject customer customer_key promise >before
	cat >wrong.csv <<-'E'
	ref,name,phone,mail,tier,region
	K1,错名,13900139001,wrong@example.com,regular,华南
	K2,王强,13900139002,wang@example.com,,华南
	K9,新客,13900139009,,,
	E
	run_ok care-intake customers wrong.csv
	b=$(batch)
	rows subject customer customer_key promise >changed
	run ! cmp -s before changed
	run_ok care-intake undo "$b"
	[ "$stderr" = "$b: 3 taken back; their references are free again" ]
	rows subject customer customer_key promise | grep -v "~$b" | diff before -
	run_ok care-store check
	# And once more: the way back can be gone again.
	run_ok care-intake customers wrong.csv
	[ "$stderr" = 'read 3  new 1  same 0  changed 2  refused 0' ]
	run_ok care-intake undo "$(batch)"
	rows subject customer customer_key promise | grep -v "~b" | diff before -
	run_ok care-store check
}

@test "a customer who has something since stays, the others go" {
	cat >people.csv <<-'E'
	ref,name,phone
	K1,有案,13900139001
	K2,有单,13900139002
	K3,有联,13900139003
	K4,改过,13900139004
	K5,无事,13900139005
	K6,同意,13900139006
	E
	run_ok care-intake customers people.csv
	b=$(batch)
	run_ok care-intake case --kind complaint --channel phone --phone 13900139001 --text x
	printf 'ref,customer_ref,departs,state\nB1,K2,2026-05-01,booked\n' >b.csv
	run_ok care-intake bookings b.csv
	printf 'customer_ref,at,channel\nK3,2026-03-12 09:00,phone\n' >c.csv
	run_ok care-intake contacts c.csv
	printf 'ref,name,phone\nK4,又改,13900139004\n' >again.csv
	run_ok care-intake customers again.csv
	run_ok care-customer find 13900139006 --ids
	run_ok care-customer consent "$output" --purpose marketing --given yes --proof form
	run_status 1 care-intake undo "$b"
	[ "$(grep -c '^worked on since: c' "$err")" -eq 5 ]
	grep -q "^$b: 1 taken back; 5 stay, since they were worked on since" "$err"
	[ "$(rows customer | wc -l)" -eq 5 ]
	run_ok care-store check
}

@test "staff go back unless they have acted, own, or stand in for somebody" {
	printf 'login,name,role\nold,老,owner\n' >old.csv
	run_ok care-intake staff old.csv
	rows subject staff absence >before
	cat >staff.csv <<-'E'
	login,name,role,supervisor,absent_from,absent_until,substitute
	li,李,owner,zhao,,,
	zhao,赵,supervisor,,2026-03-20,2026-03-25,qian
	qian,钱,owner,,,,
	sun,孙,owner,,,,
	old,旧,supervisor,zhao,2026-03-20,2026-03-25,sun
	E
	run_ok care-intake staff staff.csv
	b=$(batch)
	run_ok care-intake case --kind complaint --channel phone --text x --owner qian
	run_status 1 care-intake undo "$b"
	grep -q '^worked on since: staff:qian$' "$err"
	grep -q "^$b: 4 taken back; 1 stay, since they were worked on since" "$err"
	rows subject staff absence | grep -v "~$b" | grep -v qian | grep -v 'subject kind=case' | diff before -
	run_ok care-store check
	run_ok care-intake staff staff.csv
	run_ok care-store check
}

@test "contacts and changed bookings and cases go back" {
	cases
	run_ok care-intake cases c.csv
	bookings 3 >b.csv
	run_ok care-intake bookings b.csv
	rows subject cases booking promise contact customer customer_key field >before
	printf 'case,at,channel,direction,note\nA1,2026-03-12 09:00,phone,out,told\n' >k.csv
	run_ok care-intake contacts k.csv
	rows contact | grep -q channel=phone
	sed 's/2026-04-28/2026-04-25/; /^B2,/s/已预订/已取消/' b.csv >b2.csv
	run_ok care-intake bookings b2.csv
	sed 's/投诉,李梅/咨询,李梅/; s/迟到/早到/' c.csv >c2.csv
	run_ok care-intake cases c2.csv --update
	# The newest first: each lies upon the one before.
	for b in $(care-intake batches --ids | head -n 3); do
		run_ok care-intake undo "$b"
	done
	rows subject cases booking promise contact customer customer_key field | diff before -
	run_ok care-store check
}

@test "a roster goes back, day by day as it was" {
	run_ok care-store init hotel --trial --policy "$ROOT/policies/hotel.yaml" --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/hotel
	printf 'login,name,role\nli,李,agent\nsun,孙,agent\n' >s.csv
	run_ok care-intake staff s.csv
	printf 'staff,day,shift\nli,2026-03-12,early\nli,2026-03-13,late\nsun,2026-03-12,night\n' >r.csv
	run_ok care-intake roster r.csv
	rows roster >before
	printf 'staff,day,shift\nli,2026-03-12,night\nli,2026-03-13,off\nsun,2026-03-12,night\nsun,2026-03-14,early\n' >r2.csv
	run_ok care-intake roster r2.csv
	b=$(batch)
	run ! cmp -s before <(rows roster)
	# What lies below another batch waits for that one.
	run_status 1 care-intake undo "$(care-intake batches --ids | sed -n 2p)"
	grep -q "^worked on since: staff:li (care-intake roster, $b)\$" "$err"
	run_ok care-intake undo "$b" -n
	run ! cmp -s before <(rows roster)
	run_ok care-intake undo "$b"
	rows roster | diff before -
	run_status 1 care-intake undo "$b"
	run_ok care-intake undo "$(care-intake batches --ids | sed -n 2p)"
	[ -z "$(rows roster)" ]
	run_ok care-store check
	run_ok care-intake roster r.csv
	rows roster | diff before -
}

@test "exposures go back: a corrected number is the one of before, a new one is gone" {
	printf 'name,period,dimension,value,n\nroom nights,2026-02,,,4180\ntravellers,2026Q1,region,hang zhou,90\n' >e.csv
	run_ok care-intake exposure e.csv --print-ids
	grep -q '^exposure:room%20nights 2026-01-31T16:00:00Z/2026-02-28T16:00:00Z$' "$out"
	grep -q 'region hang%20zhou$' "$out"
	first=$(batch)
	rows exposure >before
	printf 'name,period,n\nroom nights,2026年2月,4200\nroom nights,2026-03,1\n' >e2.csv
	run_ok care-intake exposure e2.csv
	[ "$stderr" = 'read 2  new 1  same 0  changed 1  refused 0' ]
	second=$(batch)
	run_status 1 care-intake undo "$first"
	grep -q '^worked on since: exposure:room%20nights' "$err"
	[ "$(rows exposure | wc -l)" -eq 2 ]
	run_ok care-intake undo "$second"
	grep 'room' before | diff - <(rows exposure)
	run_ok care-intake undo "$first"
	[ -z "$(rows exposure)" ]
	run_status 1 care-intake undo "$first"
	run_ok care-store check
	run_ok care-intake exposure e.csv
	[ "$stderr" = 'read 2  new 2  same 0  changed 0  refused 0' ]
	rows exposure | diff before -
	run_ok care-store check
}

@test "a log of calls goes back, the calls of nobody too" {
	cat >pbx.csv <<-'E'
	开始时间,呼叫方向,主叫号码,通话时长
	2026-03-11 09:00:00,呼入,13800138000,1:35
	2026-03-11 09:01:00,呼入,匿名,0:40
	2026-03-11 09:02:00,呼入,,0
	E
	run_ok care-intake calls pbx.csv
	b=$(batch)
	[ "$(rows contact | wc -l)" -eq 3 ]
	run_ok care-intake undo "$b" -n
	[ "$(rows contact | wc -l)" -eq 3 ]
	run_ok care-intake undo "$b"
	[ -z "$(rows contact customer)" ]
	run_status 1 care-intake undo "$b"
	[ "$stderr" = "$b: no batch of an intake, or taken back before" ]
	run_ok care-store check
	run_ok care-intake calls pbx.csv
	[ "$stderr" = 'read 3  new 3  same 0  changed 0  refused 0' ]
	run_ok care-store check
}

@test "another command's run is no batch" {
	cases
	run_ok care-intake cases c.csv
	id=$(care-case list --ids | head -n 1)
	run_ok care-case note "$id" --note called
	for run in $(seq 10); do
		case " $(care-intake batches --ids | tr '\n' ' ') " in *" b$run "*) continue ;; esac
		run_status 1 care-intake undo "b$run"
		grep -q 'no batch of an intake' "$err"
	done
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
