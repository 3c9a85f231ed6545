#!/usr/bin/env bats
# care-staff: who is here, who is away, who stands in, who is on duty.
load setup

setup() {
	fresh
	export CARE_NOW='2026-03-12 10:00' CARE_STORE=$PWD/store
	run_ok care-store init store --trial --policy "$ROOT/policies/hotel.yaml" --now '2026-03-01 9:00'
	cat >staff.csv <<-'E'
	login,name,role,team,supervisor,post,phone,from
	liu,刘洋,supervisor,call_centre,,lead,13800138009,2025-01-01
	wang,王芳,agent,call_centre,liu,operator,13800138001,2025-01-01
	zhao,赵雷,agent,call_centre,liu,operator,13800138002,2025-01-01
	sun,孙敏,agent,call_centre,liu,operator,13800138003,2025-01-01
	E
	run_ok care-intake staff staff.csv --now '2026-03-01 9:00'
}

# The value of a column for somebody in the list.
of() {
	care-staff list "$1" -f jsonl | jq -r ".$2 // \"-\""
}

@test "the list: who is here, absent until when, with how much" {
	run_ok care-intake case --kind consultation --channel phone --phone 13900139000 --text x --owner 王芳
	run_ok care-staff -f csv
	[ "${lines[0]}" = 'staff,name,roles,in_team,reports_to,employed_from,employed_to,on_duty,absent_until,stand_in,open_cases,late,version' ]
	[ "$(wc -l <"$out")" -eq 5 ]
	grep -q '^wang,王芳,agent,call_centre,liu,2025-01-01 00:00:00,,1,,,1,0,[0-9]*$' "$out"
	# In three days it is late; at night nobody is on duty without a roster.
	run_ok care-staff list wang -f jsonl --now '2026-03-15 23:00'
	[ "$(jq .late "$out")" -ge 1 ]
	run_ok care-staff list --role 电话客服主管 --ids
	[ "$output" = liu ]
	run_ok care-staff list --supervisor 刘洋 --ids
	[ "$output" = $'sun\nwang\nzhao' ]
	run_status 1 care-staff list wnag
	[[ $stderr == *'nearest: wang'* ]]
}

@test "absent: from a day to the end of another, with a substitute" {
	run_ok care-staff absent wang --from 2026-03-16 --until 2026-03-18 --substitute 赵雷
	[[ $stderr == *'wang is absent from Mon 2026-03-16 00:00 until Thu 2026-03-19 00:00; zhao stands in'* ]]
	[ "$(of wang absent_until)" = - ]
	CARE_NOW='2026-03-17 9:00'
	[ "$(of wang absent_until)" = 2026-03-19T00:00:00+08:00 ]
	[ "$(of wang stand_in)" = zhao ]
	[ "$(of wang on_duty)" = 0 ]
	CARE_NOW='2026-03-19 9:00'
	[ "$(of wang on_duty)" = 1 ]
	# Again changes nothing, another end does.
	CARE_NOW='2026-03-12 10:05'
	care-store export --canonical >before
	run_ok care-staff absent wang --from 2026-03-16 --until 2026-03-18 --substitute zhao
	[[ $stderr == *'known already'* ]]
	care-store export --canonical | diff before -
	run_ok care-staff absent wang --from 2026-03-16 --until 2026-03-20 --substitute zhao
	[ "$(care-store export --canonical | grep -c '^absence ')" -eq 1 ]
	care-store check
}

@test "a substitute who is away himself is refused, and the one who would do it is named" {
	run_ok care-staff absent zhao --from 2026-03-15 --until 2026-03-25 --substitute sun
	run_status 1 care-staff absent wang --from 2026-03-16 --until 2026-03-18 --substitute zhao
	[[ $stderr == *'wang: zhao is away all that time; sun would stand in then: --substitute sun'* ]]
	[ "$(care-store export --canonical | grep -c '^absence ')" -eq 1 ]
	# Away for a part only: allowed, and sun does it until zhao is back.
	run_ok care-staff absent wang --from 2026-03-24 --until 2026-03-30 --substitute zhao
	run_ok care-staff show wang -f jsonl
	[ "$(jq -r 'select(.what == "absent") | .who + " " + .note' "$out")" = 'sun substitute=zhao' ]
	run_status 1 care-staff absent sun --until 2026-03-16 --substitute sun
	run_status 1 care-staff absent sun --from 2026-03-16 --until 2026-03-15
	run_status 1 care-staff absent sun
	[[ $stderr == *--until* ]]
	care-store check
}

@test "when nobody is left in a role that the policy tells, it is said" {
	run_ok care-staff absent liu --from 2026-03-16 --until 2026-03-18
	[[ $stderr == *'nobody of role supervisor is here from Mon 2026-03-16 00:00'*hotel.yaml:* ]]
	printf 'login,role\nchen,supervisor\n' | care-intake staff -q -
	run_ok care-staff absent liu --from 2026-03-20 --until 2026-03-28
	! grep -q 'nobody of role' "$err" || false
	# The gap need not be there from the beginning.
	care-staff absent -q chen --from 2026-03-25 --until 2026-03-26
	run_ok care-staff absent liu --from 2026-03-20 --until 2026-03-29
	[[ $stderr == *'nobody of role supervisor is here from Wed 2026-03-25 00:00'* ]]
}

@test "back before the time, and an absence that is off" {
	run_status 1 care-staff back wang
	[[ $stderr == *'is not absent'* ]]
	run_ok care-staff absent wang --until 2026-03-18 --substitute zhao
	run_ok care-staff back wang --now '2026-03-14 8:00'
	CARE_NOW='2026-03-14 8:00'
	[ "$(of wang absent_until)" = - ]
	run_ok care-staff absent wang --from 2026-04-01 --until 2026-04-05
	run_ok care-staff back wang
	[[ $stderr == *'will not be absent'* ]]
	[ "$(care-store export --canonical | grep -c '^absence ')" -eq 1 ]
	care-store check
}

@test "another substitute for one who is away" {
	run_ok care-staff absent wang --until 2026-03-18 --substitute zhao
	run_ok care-staff substitute wang --to 孙敏
	[ "$(of wang stand_in)" = sun ]
	run_status 1 care-staff substitute zhao --to sun
	[[ $stderr == *'care-staff absent zhao'* ]]
	run_status 1 care-staff substitute wang
	# From a sheet: key and options as columns.
	run_ok care-staff substitute - <<<$'staff,to\nwang,zhao'
	care-store check
}

@test "a list on standard input names people; what it tells of them is no option" {
	run_ok care-staff absent wang --until 2026-03-18 --substitute zhao
	run_ok care-staff leave sun --on 2026-03-31 --to zhao
	care-staff list wang --format csv >wang.csv
	care-staff list zhao sun --format csv >others.csv
	care-store export --canonical >before
	# Without options of their own the acts have nothing to go by.
	run_status 1 care-staff substitute - <wang.csv
	[[ $stderr == *'wang: say who: --to LOGIN'* ]]
	run_status 1 care-staff substitute - <others.csv
	[[ $stderr == *'sun: say who: --to LOGIN'* ]]
	run_status 1 care-staff absent - <wang.csv
	[[ $stderr == *'wang: say until when: --until TIME'* ]]
	run_status 1 care-staff leave - <others.csv
	care-store export --canonical | diff before -
	# An absence begins now, not with the employment, and whoever stood in for
	# the last one is not asked to again.
	run_ok care-staff absent - --until 2026-03-20 <wang.csv
	[[ $stderr == *'wang is absent from Thu 2026-03-12 10:00 until Sat 2026-03-21 00:00; liu stands in'* ]]
	# And what is said is not said twice.
	run_ok care-staff substitute - --to liu <wang.csv
	run_ok care-staff absent - --from 2026-03-24 --until 2026-03-25 --substitute liu <others.csv
	care-store check
}

@test "show: what he has, for whom he stands in, who for him; phones masked" {
	run_ok care-intake case --kind consultation --channel phone --phone 13900139000 --text x --owner wang
	id=$output
	care-staff absent -q zhao --until 2026-03-14 --substitute wang
	printf 'staff,day,shift\nwang,2026-03-13,early\n' | care-intake roster -q -
	run_ok care-staff show 王芳 -f csv
	grep -q '^wang,staff,wang,2025-01-01 00:00:00,,liu,role=agent team=call_centre post=operator,王芳,138\*\*\*\*8001' "$out"
	grep -q "^wang,owns,$id," "$out"
	grep -q "^wang,owes,$id/" "$out"
	grep -q '^wang,stands_in,.*,zhao,' "$out"
	grep -q '^wang,duty,early,2026-03-13 07:00:00,2026-03-13 15:00:00' "$out"
	run_ok care-staff show wang -f csv --reveal 'calls her at home'
	grep -q ',13800138001,' "$out"
}

@test "S3-2.1.6: duty: who is on, and which shifts have too few" {
	cat >r.csv <<-'E'
	员工,日期,班次
	wang,2026-03-12,early
	zhao,2026-03-12,early
	sun,2026-03-12,late
	liu,2026-03-12,late
	E
	run_ok care-intake roster r.csv
	run_ok care-staff duty --at '2026-03-12 08:00' --check -f csv
	[ "$(cut -d, -f1,4,7 "$out" | tail -n +2 | sort | tr '\n' ' ')" = 'early,wang,on early,zhao,on ' ]
	# liu is no operator; nobody is there at night.
	run_status 1 care-staff duty --from 2026-03-12 --until 2026-03-12 --check -f csv
	grep -q '^late,2026-03-12 15:00:00,2026-03-12 23:00:00,,,,short,1$' "$out"
	grep -q '^night,2026-03-12 23:00:00,2026-03-13 07:00:00,,,,short,1$' "$out"
	! grep -q '^early,.*short' "$out" || false
	run_ok care-staff duty --from 2026-03-12 --until 2026-03-12 --ids
	[ "$output" = $'wang\nzhao\nliu\nsun' ] || [ "$output" = $'wang\nzhao\nsun\nliu' ]
	care-staff absent -q zhao --until 2026-03-13
	run_status 1 care-staff duty --at '2026-03-12 10:30' --check -f csv
	grep -q ',zhao,.*,absent,' "$out"
	grep -q '^early,.*,short,1$' "$out"
	run_status 64 care-staff duty --at now --from today
}

@test "set: words are the policy's; a circle of supervisors is refused" {
	run_ok care-staff set sun --team 前厅部 --skills 英语、complaint --post reception
	care-store export --canonical | grep -q '^staff .*login=sun .*team=front_office .*skills=english complaint'
	run_ok care-staff set sun --team front_office
	[[ $stderr == *'known already'* ]]
	run_status 1 care-staff set sun --role agnet
	[[ $stderr == *'sun: role: '*'nearest: agent'* ]]
	run_status 1 care-staff set liu --supervisor wang
	[[ $stderr == *circle* ]]
	run_status 1 care-staff set sun
	care-store check
}

@test "a dry run changes nothing; a key does it once" {
	care-store export --canonical >before
	run_ok care-staff absent wang --until 2026-03-18 --dry-run
	run_ok care-staff set sun --team front_office --dry-run
	care-store export --canonical | diff before -
	run_ok care-staff absent wang --until 2026-03-18 --once k1
	run_ok care-staff absent wang --until 2026-03-20 --once k1
	[[ $stderr == *'done before'* ]]
	[ "$(of wang absent_until)" = 2026-03-19T00:00:00+08:00 ]
}

@test "roles: what the policy uses, and who is here in each" {
	run_ok care-staff roles -f csv
	grep -q '^supervisor,1,1,liu,.*hotel.yaml,[0-9]*$' "$out"
	grep -q '^general_manager,0,0,,' "$out"
	run_status 1 care-staff roles --check
	care-staff absent -q liu --from 2026-03-13 --until 2026-03-13
	run_ok care-staff roles --at '2026-03-13 10:00' -f csv
	grep -q '^supervisor,1,0,,' "$out"
	care-staff roles -f csv | tail -n +2 | cut -d, -f1 | grep -vx 'owner\|supervisor\|agent' |
		awk 'BEGIN { print "login,role" } { print "p" NR "," $0 }' >all.csv
	run_ok care-intake staff all.csv
	run_ok care-staff roles --check
	run_status 1 care-staff roles --check --at '2026-03-13 10:00'
}
