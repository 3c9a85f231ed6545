#!/usr/bin/env bats
# Calls: the list with names and phones, and its results taken back in.
load setup
load remind

setup() {
	make_store
	cat >back.csv <<-'EOF'
		ref,name,phone,product,trip,departs,returns
		B1,李雷,13800138001,大理,D1,2026-03-07,2026-03-11
		B2,韩梅梅,13800138002,大理,D1,2026-03-07,2026-03-11
		B3,王五,13800138003,大理,D1,2026-03-07,2026-03-11
	EOF
	CARE_NOW='2026-03-02 09:00' care-intake bookings back.csv -q
}

@test "who must call sees whom, and that is recorded" {
	run_ok care-remind calls --until 20:00
	[ "${#lines[@]}" -eq 1 ]
	run_ok care-remind calls
	[ "${lines[0]}" = message,due,case,booking,trip,customer,name,phone,call_purpose,attempt,script,result,note,call_at,promise,left_s ]
	[ "${#lines[@]}" -eq 4 ]
	grep -q '^,2026-03-12 20:00:00,,B1,D1,c[0-9]*,李雷,13800138001,care,1,,,,,booking:B1/greeting,34200$' "$out"
	run_ok care-remind list
	run ! grep -q 138001380 "$out"
	[ "$(sqlite3 s/care.db "SELECT count(*) FROM access WHERE what = 'call list'
	    AND why LIKE 'booking:B_/greeting' AND person IS NOT NULL")" -eq 3 ]
	run_ok care-remind calls --ids
	[ "${lines[0]}" = booking:B1/greeting ]
}

@test "calls -> done: results keep the promise, no answer does not" {
	care-remind calls >calls.csv
	sed -i -e '/,booking:B1/s/,care,1,,,,/,care,1,,接通-满意,很满意,/' \
	    -e '/,booking:B2/s/,care,1,,,,/,care,1,,unanswered,,/' calls.csv
	run_ok care-remind 'done' - <calls.csv
	[ -z "$output" ]
	[[ $stderr == *'3 calls: 1 done, 1 to be tried again, 0 refused'* ]]
	run_ok care-remind calls
	run ! grep -q B1/ "$out"
	grep -q ',care,2,.*,booking:B2/greeting,' "$out"
	grep -q ',care,1,.*,booking:B3/greeting,' "$out"
	run_ok sqlite3 s/care.db 'SELECT result, body FROM contact c JOIN content t ON t.id = c.content'
	[[ $output == *satisfied*很满意* ]]
	# the same sheet again: what is done is refused, the rest is another try
	run_status 1 care-remind 'done' - <calls.csv
	[[ $stderr == *'booking:B1/greeting: done already'* ]]
	whole
}

@test "a word that is no result is refused with the nearest" {
	run_status 1 care-remind 'done' booking:B1/greeting --result 接通-满
	[[ $stderr == *'nearest: 接通-满意'* ]]
	run_status 1 care-remind 'done' booking:B9/greeting --result satisfied
	run_status 1 care-remind 'done' booking:B1/nothing --result satisfied
	run_status 64 care-remind 'done' booking:B1/greeting
	run_ok care-remind calls --ids
	[ "${#lines[@]}" -eq 3 ]
}

@test "with a key it is done once" {
	run_ok care-remind 'done' booking:B1/greeting --result unanswered --once k1
	run_ok care-remind 'done' booking:B1/greeting --result unanswered --once k1
	run_ok care-remind calls
	grep -q ',care,2,.*,booking:B1/greeting,' "$out"
}

@test "an empty list of results is no error" {
	run_ok care-remind 'done' - </dev/null
	[ -z "$stderr" ]
	run_ok care-remind retry - </dev/null
}

@test "nobody who complains is greeted meanwhile" {
	care-intake case --kind complaint --channel phone --booking B1 --text 大巴迟到 -q
	run_ok care-remind calls
	run ! grep -q B1/ "$out"
	grep -q B2/ "$out"
	[[ $stderr == *'calls that wait'*': 1'* ]]
}

@test "a reminder by phone is a line of the call list" {
	sed 's/when: {any: .*}}*$/when: {party: {over: 10}}/; s/    when: {any: .*/    when: {party: {over: 10}}/' \
	    "$ROOT/policies/small-agency.yaml" >p.yaml
	cp -R "$ROOT/policies/calendars" .
	run_ok care-policy adopt p.yaml --yes
	printf 'ref,name,phone,product,trip,departs,returns,party\nG1,赵六,13800138009,北京,G1,2026-03-14,2026-03-20,22\n' |
		care-intake bookings - -q
	transports "{command: $PWD/bin/take}"
	run_ok care-remind run
	[ ! -s "$handed" ]
	run_ok care-remind calls --until 2026-03-13
	grep -q '^m1,2026-03-14 00:00:00,,G1,G1,c[0-9]*,赵六,13800138009,service,1,"赵六，您好' "$out"
	run_ok care-remind 'done' m1 --result satisfied
	run_ok care-remind outbox --state sent
	grep -q '^m1,pretrip,.*,phone,sent,' "$out"
	run_ok care-remind calls --until 2026-03-13
	run ! grep -q ^m1 "$out"
	whole
}

@test "who needs a call after all is called, although the text went" {
	sed 's/    when: {any: .*/    when: {party: {over: 10}}/' \
	    "$ROOT/policies/small-agency.yaml" >p.yaml
	cp -R "$ROOT/policies/calendars" .
	run_ok care-policy adopt p.yaml --yes
	printf 'ref,name,phone,product,departs,returns,party\nG1,赵六,13800138009,北京,2026-03-14,2026-03-20,2\nG2,孙七,13800138010,北京,2026-03-14,2026-03-20,2\n' >g.csv
	care-intake bookings g.csv -q
	transports "{command: $PWD/bin/take}"
	at '11 22:00'
	run_ok care-remind run
	at '12 10:00'
	sed -i '/^G2/s/2$/22/' g.csv
	care-intake bookings g.csv -q
	run_ok care-remind run
	# G1 got its text, G2's was replaced before it went
	[ "$(cut -d' ' -f4 "$handed")" = 13800138009 ]
	run_ok care-remind outbox --state dropped
	grep -q ',replaced,,G2,' "$out"
	at '12 11:00'
	sed -i '/^G1/s/2$/22/' g.csv
	care-intake bookings g.csv -q
	run_ok care-remind run
	run_ok care-remind calls --until 2026-03-13
	grep -q '13800138009,service' "$out"
	grep -q '13800138010,service' "$out"
	[ "$(wc -l <"$handed")" -eq 1 ]
	whole
}
