#!/usr/bin/env bats
# care-intake: what is past is past. Replies and closings at their own times,
# promises judged by them, and nobody told of it today.
load setup

setup() {
	fresh
	run_ok care-store init store --trial --policy "$ROOT/policies/small-agency.yaml" \
	    --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/store CARE_NOW=2026-03-12T10:12:00+08:00
}

past() {
	cat >past.csv <<-'E'
	编号,投诉日期,类型,客户姓名,电话,内容,首次处理时间,答复时间,办结日期
	P1,2025-03-01 09:00,投诉,李梅,13800138000,迟到,2025-03-01 10:00,2025-03-02 09:00,2025-03-03 09:00
	P2,2025-03-01 09:00,投诉,王强,13900139000,房间,2025-03-03 10:00,2025-03-04 09:00,2025-03-05 09:00
	P3,2025-03-01 09:00,投诉,赵云,13700137000,退款,,,2025-03-02 08:00
	P4,2025-03-01 09:00,投诉,陈静,13600136000,导游,,,
	E
}

@test "replies and closings stand at their times, and judge the promises" {
	past
	run_ok care-intake cases past.csv --history
	[ "$stderr" = 'read 4  new 4  same 0  changed 0  refused 0' ]
	run_ok care-case list --format csv --ids
	[ "${#lines[@]}" -eq 1 ]
	run_ok care-kpi first_action_rate result_rate --from 2025-03-01 --until 2025-03-31 --format csv
	grep -q '^first_action_rate,.*,share,2,4,' "$out"
	grep -q '^result_rate,.*,share,2,4,' "$out"
	id=$(care-case list --all --format csv | grep ',P1,' | cut -d, -f1)
	run_ok care-case history "$id" --format csv
	grep -q '2025-03-01 10:00:00,first_action' "$out"
	grep -q '2025-03-02 09:00:00,replied' "$out"
	grep -q '2025-03-03 09:00:00,closed' "$out"
	run_ok care-store check
	run_ok care-intake cases past.csv --history
	[ "$stderr" = 'read 4  new 0  same 4  changed 0  refused 0' ]
}

@test "nothing of it is fired, sent or asked, also of what is open" {
	past
	run_ok care-intake cases past.csv --history
	care-escalate run
	care-store export --canonical >all
	[ "$(grep -c '^promise ' all)" -gt 0 ]
	[ "$(grep '^fired ' all | grep -vc 'how=before_live' || :)" -eq 0 ]
	run_ok care-remind outbox --format csv --no-heads
	[ -z "$output" ]
	care-survey invite >/dev/null 2>&1 || :
	run_ok care-store export --canonical
	[[ $output != *'state=invited'* ]]
}

@test "without --history what is open and late does fire, what is closed does not" {
	past
	run_ok care-intake cases past.csv
	care-escalate run 2>log
	grep -q 'fired [1-9]' log
	care-store export --canonical >all
	open=$(care-case list --ids)
	[ -n "$open" ]
	[ "$(grep '^fired ' all | grep -c 'how=fired')" -gt 0 ]
	[ "$(grep '^fired ' all | grep 'how=fired' | grep -vc P4 || :)" -eq 0 ]
}

@test "milestones out of order, and times to come, are refused" {
	cat >bad.csv <<-'E'
	ref,received,kind,first,replied,closed,due
	A,2025-03-02,complaint,2025-03-01,,,
	B,2025-03-02,complaint,2025-03-04,2025-03-03,,
	C,2025-03-02,complaint,,,2025-03-01,
	D,2025-03-02,complaint,,,2026-03-13,
	E,2025-03-02,complaint,,,,2025-03-04
	E
	run_status 1 care-intake cases bad.csv --history
	grep -q '^bad.csv:2: first: lies before' "$err"
	grep -q '^bad.csv:3: replied: lies before' "$err"
	grep -q '^bad.csv:4: closed: lies before' "$err"
	grep -q '^bad.csv:5: closed: lies after now' "$err"
	grep -q '^bad.csv:6: due: .*field' "$err"
	grep -q 'new 0 .*refused 5' "$err"
}

@test "a due time of the source, for a policy that goes by it" {
	run_ok care-store init city --trial --policy "$ROOT/tests/real/city.yaml" --now 2026-03-01T09:00:00Z
	export CARE_STORE=$PWD/city CARE_NOW=2026-03-12T10:00:00-04:00
	cat >c.csv <<-'E'
	ref,received,kind,due,closed
	A,2026-03-01 09:00,request,2026-03-05,2026-03-05 23:59
	B,2026-03-01 09:00,request,2026-03-05,2026-03-06 00:01
	C,2026-03-01 09:00,request,2026-03-20 12:00,
	D,2026-03-01 09:00,request,,
	E
	run_ok care-intake cases c.csv
	run_ok care-kpi result_rate --from 2026-03-01 --until 2026-03-31 --format csv
	grep -q '^result_rate,.*,share,1,2,' "$out"
	run_ok care-case todo --until 2026-04-01 --format csv
	grep -q '/result,2026-03-20 12:00:00' "$out"
	[ "$(grep -c '^owed,' "$out")" -eq 1 ]
	# The next export closes what it says is closed.
	sed -i 's/^C,.*/&2026-03-12 09:00/' c.csv
	run_status 1 care-intake cases c.csv
	run_ok care-intake cases c.csv --update
	[ "$stderr" = 'read 4  new 0  same 3  changed 1  refused 0' ]
	run_ok care-case list --ids
	[ "${#lines[@]}" -eq 1 ]
	run_ok care-store check
}
