#!/usr/bin/env bats
# care-intake: long files. A dry run keeps nobody from writing and says what
# the real one does; a signal ends between two batches; a terminal sees how far
# it is.
load setup

setup() {
	fresh
	run_ok care-store init store --trial --policy "$ROOT/policies/small-agency.yaml" \
	    --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/store CARE_NOW=2026-03-12T10:12:00+08:00
}

teardown() {
	# Nobody reads what it says any more, so it ends.
	exec 7<&-
	[ -z "${bulk:-}" ] || wait "$bulk" || :
}

cases() {
	awk -v n="$1" 'BEGIN { print "ref,received,name,phone,kind,channel,text"
		for (i = 1; i <= n; i++)
			printf "T%d,2026-03-%02d %02d:%02d,客户%d,138%08d,complaint,phone,第%d件\n",
				i, i % 4 + 8, i % 24, i % 60, i % 50, i % 50, i }'
}

# Rows that are refused with a sentence each: more than a pipe holds.
refused() {
	awk 'BEGIN { print "ref,received,kind,channel,text"
		for (i = 1; i <= 3000; i++) printf "R%d,2026-03-11 10:00,%s,phone,late\n", i, i % 3 ? "nokind" : "complaint" }'
}

# both STATUS ARGS..: as a dry run, then for good: the same complaints, the
# same sum; and the dry run left nothing behind.
both() {
	local wanted=$1
	shift
	care-store export --canonical >before
	run_status "$wanted" care-intake "$@" -v -n
	grep -vE '^dry run|: read as ' "$err" >dry
	care-store export --canonical | cmp before -
	run_status "$wanted" care-intake "$@" -v
	grep -vE ': read as ' "$err" >wet
	diff dry wet
	run_ok care-store check
}

@test "a dry run says what the real run does" {
	cases 40 >cases.csv
	{
		sed -n '1,20p' cases.csv
		sed -n '5,8p' cases.csv
		sed -n '9,10s/第/第第/p' cases.csv
		echo 'X1,2026-03-11 10:00,无名,,complaint,phone,no phone'
		echo 'X2,2026-03-11 10:00,坏,13800000001,nokind,phone,x'
		echo 'X3,2026-03-11 10:00,坏,1,complaint,phone,x'
		echo ',2026-03-11 10:00,无号,13800000077,complaint,phone,no ref'
		echo ',2026-03-11 10:00,无号,13800000077,complaint,phone,no ref'
	} >mixed.csv
	both 1 cases mixed.csv
	both 1 cases mixed.csv
	both 0 cases cases.csv
	sed 's/第/说是第/' cases.csv >changed.csv
	both 1 cases changed.csv
	both 0 cases changed.csv --update
	cat >people.csv <<-'E'
	ref,name,phone,mail,tier
	C1,李梅,13900139001,,vip
	C2,王强,13900139002,wang@example.com,
	,王强强,13900139002,,key
	C1,李梅,13900139001,,vip
	C3,同号,13900139001,,
	,生客,13700137000,new@example.com,
	,生客,,new@example.com,vip
	,生客,13700137001,new@example.com,
	E
	both 1 customers people.csv
	sed 's/李梅/李小梅/; s/王强,/王强大,/' people.csv >people2.csv
	both 1 customers people2.csv
	cat >bookings.csv <<-'E'
	ref,customer_ref,product,departs,returns,state
	B1,C1,江南,2026-05-01,2026-05-05,booked
	B2,C2,江南,2026-05-01,2026-05-05,booked
	B3,C9,江南,2026-05-09,2026-05-05,booked
	B4,C9,江南,2026-05-01,2026-05-05,booked
	E
	both 1 bookings bookings.csv
	sed '/^B3/d; s/2026-05-05/2026-05-06/' bookings.csv >bookings2.csv
	both 0 bookings bookings2.csv
	sed '/^B[34]/d' bookings.csv >bookings3.csv
	both 0 bookings bookings3.csv --complete cancel --at-most 100
	both 0 bookings bookings2.csv --complete list
	cat >staff.csv <<-'E'
	login,name,role,supervisor
	li,李,owner,zhao
	qian,钱,owner,nobody
	zhao,赵,supervisor,
	zhao,赵,supervisor,
	E
	both 1 staff staff.csv
	cat >contacts.csv <<-'E'
	case,at,channel,direction,staff,note
	T1,2026-03-12 09:00,phone,out,li,told him
	T1,2026-03-12 09:00,phone,out,li,told him
	T2,2026-03-12 09:00,phone,in,,asked again
	X9,2026-03-12 09:00,phone,in,,nobody
	E
	both 1 contacts contacts.csv
	both 1 contacts contacts.csv
	cat >owned.csv <<-'E'
	ref,received,kind,channel,owner,booking,phone,text
	O1,2026-03-12 09:00,complaint,phone,li,B1,,his
	O2,2026-03-12 09:00,complaint,phone,nobody,B1,,his
	O3,2026-03-12 09:00,complaint,phone,li,B77,,his
	E
	both 1 cases owned.csv
}

@test "a dry run of colleagues, duty and exposure says what the real run does" {
	run_ok care-store init hotel --trial --policy "$ROOT/policies/hotel.yaml" --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/hotel
	cat >staff.csv <<-'E'
	login,name,role,supervisor,nda,course_topic,absent_from,absent_until,substitute
	li,李,agent,zhao,2026-01-05,,2026-03-20,2026-03-22,sun
	zhao,赵,supervisor,,,,,,
	sun,孙,agent,nobody,,,,,
	zhou,周,agent,,soon,,,,
	wu,吴,agnet,,,,,,
	sun,孙,agent,,,,,,
	E
	both 1 staff staff.csv
	both 1 staff staff.csv
	sed '/^zhou\|^wu/d; s/2026-01-05/2026-01-06/; s/nobody//' staff.csv >staff2.csv
	both 0 staff staff2.csv
	cat >roster.csv <<-'E'
	staff,day,shift,from,until
	li,2026-03-12,early,,
	li,2026-03-12,early,,
	赵,2026-03-12,night,,
	sun,2026-03-13,off,,
	sun,,,2026-03-14 09:00,2026-03-14 12:00
	sun,,,2026-03-14 09:00,2026-03-14 13:00
	wu,2026-03-12,early,,
	li,2026-03-13,erly,,
	E
	both 1 roster roster.csv
	both 1 roster roster.csv
	printf 'staff,day,shift\nli,2026-03-12,late\n赵,2026-03-12,off\nsun,2026-03-14,night\n' >roster2.csv
	both 0 roster roster2.csv
	both 0 roster roster2.csv
	cat >exposure.csv <<-'E'
	name,period,dimension,value,n
	room_nights,2026-02,,,4180
	room_nights,2026-02,,,4180
	room_nights,2026-02,,,4190
	travellers,2025,region,hangzhou,90
	travellers,2025,colour,red,90
	travellers,2026-13,,,90
	E
	both 1 exposure exposure.csv
	both 1 exposure exposure.csv
	printf 'name,period,n\nroom_nights,2026年2月,4200\nroom_nights,2026-03,1\n' >exposure2.csv
	both 0 exposure exposure2.csv
}

@test "a dry run names what the store has, and nothing that it does not have" {
	cases 3 >cases.csv
	run_ok care-intake cases cases.csv --print-ids
	first=${lines[0]}
	{ sed 's/第/说是第/' cases.csv | head -n 2; cases 6 | tail -n 2; } >more.csv
	run_ok care-intake cases more.csv --update -n --print-ids
	[ "$output" = "$first"$'\nnew\nnew' ]
	printf 'phone,mail,name\n13700137009,,新\n,a@example.com,二\n13700137009,a2@example.com,新\n' >people.csv
	run_status 1 care-intake customers people.csv -n --print-ids
	[ "$output" = $'new\nnew' ]
}

# begin_blocked ARGS..: a bulk intake of 3,000 rows that stands still between
# them (it sleeps, so it waits), since nobody reads what it says; fd 7 reads that.
# The shell ignores INT for what it puts behind itself, and so would the intake.
begin_blocked() {
	refused >refused.csv
	mkfifo said
	env --default-signal=INT care-intake cases refused.csv -v "$@" 2>said 3>&- &
	bulk=$!
	exec 7<said
	read -r line <&7
	[[ $line == *nokind* ]]
	until [[ $(<"/proc/$bulk/status") == *$'\nState:\tS'* ]]; do :; done
}

# catches N: whether the signal N of the bulk intake has its handler still.
catches() {
	local caught

	caught=$(sed -n 's/^SigCgt:\t//p' "/proc/$bulk/status")
	[ $((16#$caught >> ($1 - 1) & 1)) -eq 1 ]
}

end_blocked() {
	cat <&7 >rest
	exec 7<&-
	status=0
	wait "$bulk" || status=$?
	bulk=
}

@test "others write during a dry run" {
	begin_blocked -n
	run_ok care-intake case --kind complaint --channel phone --text hello
	run_ok care-intake case --kind complaint --channel phone --text again
	end_blocked
	[ "$status" -eq 1 ]
	grep -q '^read 3000  new 1000  same 0  changed 0  refused 2000$' rest
	[ "$(care-case list --format csv | tail -n +2 | wc -l)" -eq 2 ]
	run_ok care-store check
}

@test "a signal ends an intake between two batches, and feeding it again ends it" {
	for signal in TERM INT; do
		rm -rf store said
		run_ok care-store init store --trial --policy "$ROOT/policies/small-agency.yaml" \
		    --now 2026-03-01T09:00:00+08:00
		begin_blocked
		kill -s "$signal" "$bulk"
		end_blocked
		[ "$status" -eq 1 ]
		read=$(sed -n 's/.*stopped after \([0-9]*\) rows, which are taken in$/\1/p' rest)
		[ "$read" -gt 0 ]
		[ "$read" -lt 3000 ]
		grep -q '^feed it again: ' rest
		[ "$(care-case list --format csv | tail -n +2 | wc -l)" -eq $((read / 3)) ]
		run_ok care-store check
		run_status 1 care-intake cases refused.csv
		grep -q "^read 3000  new $((1000 - read / 3))  same $((read / 3))  changed 0  refused 2000$" "$err"
	done
}

@test "a second signal ends it at once, and the store is whole" {
	begin_blocked
	kill -TERM "$bulk"
	while catches 15; do :; done
	kill -TERM "$bulk"
	end_blocked
	[ "$status" -eq 143 ]
	run_ok care-store check
	run_status 1 care-intake cases refused.csv
	grep -q ' refused 2000$' "$err"
	[ "$(care-case list --format csv | tail -n +2 | wc -l)" -eq 1000 ]
}

@test "what only a whole file says is not said by half of one" {
	awk 'BEGIN { print "ref,departs,returns,state"
		for (i = 1; i <= 200; i++) printf "B%d,2026-05-01,2026-05-05,booked\n", i }' >all.csv
	run_ok care-intake bookings all.csv
	{ head -n 101 all.csv; awk 'BEGIN { for (i = 0; i < 3000; i++) print "X" i ",never,2026-05-05,booked" }'; tail -n 100 all.csv; } >long.csv
	mkfifo said
	care-intake bookings long.csv -v --complete cancel --at-most 100 2>said 3>&- &
	bulk=$!
	exec 7<said
	read -r line <&7
	kill -TERM "$bulk"
	end_blocked
	[ "$status" -eq 1 ]
	run ! grep -q missing rest
	[ "$(care-store export --canonical | grep '^booking ' | grep -c state=booked)" -eq 200 ]
}

@test "a terminal sees how far it is, and nothing is left of it" {
	cases 20000 >cases.csv
	script -qec "care-intake cases cases.csv" typescript </dev/null >/dev/null
	grep -qE '[0-9],[0-9]{3} rows, [0-9,]+/s' typescript
	# The line is taken away before the sum is said.
	tail -c 200 typescript | tr '\r' '\n' | grep -q '^read 20000  new 20000 '
	[ "$(tr -cd '\n' <typescript | wc -c)" -le 4 ]
	run_ok care-intake cases cases.csv
	[ "$stderr" = 'read 20000  new 0  same 20000  changed 0  refused 0' ]
}
