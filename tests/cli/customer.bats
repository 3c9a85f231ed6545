#!/usr/bin/env bats
# care-customer: customers found, shown on one screen, suspected to be one.
load setup
load customer

@test "without a verb: how many there are" {
	run_ok care-customer
	[ "$output" = 'what,count
customers,5
merged,0
nameless,0
unreachable,0
open,1
tier:regular,3
tier:vip,1' ]
}

@test "find: by each thing that is known, however it is written" {
	for typed in "$K1" '138 0013 8001' +8613800138001 LI.MEI@example.com ref:K1; do
		run_ok care-customer find "$typed" --ids
		[ "$output" = "$K1" ]
	done
	run_ok care-customer find 李 --ids
	[ "$output" = "$K1
$K2" ]
	run_ok care-customer find 'ANN L' --ids
	[ "$output" = "$K5" ]
	run_ok care-customer find 010-64551234转801 --ids
	[ "$output" = "$K3" ]
}

@test "find: columns, masked" {
	run_ok care-customer find "$K1"
	[[ $output == "customer,name,phone,bookings,cases,open,tier,last,mail,version
$K1,李*,138****8001,2,1,0,vip,2026-03-20 00:00:00,l***@example.com,"* ]]
	run_ok care-customer find "$K4" --no-heads
	[[ $output == "$K4,周*,138****8004,0,1,1,regular,2026-03-11 09:10:00,,"[0-9]* ]]
}

@test "find -: what is looked for stands in no list of processes, and nobody is no word about him" {
	run_status 1 care-customer find - --ids <<<'13800138001
13911112222
nobody@example.com'
	[ "$output" = "$K1" ]
	[ "$stderr" = 'care-customer: nobody is known by this (2 of 3)' ]
	run_ok care-customer find - </dev/null
	[ "$output" = customer,name,phone,bookings,cases,open,tier,last,mail,version ]
	run_ok bash -c "care-customer find 李 | care-customer find - --ids"
	[ "$output" = "$K1
$K2" ]
}

@test "find: a masked value finds nobody, and says so" {
	refused 'a masked value' care-customer find '138****8001'
	refused 'a masked value' care-customer find '李*'
}

@test "find --reveal: shown, and recorded for each" {
	run_ok care-customer find 李 --reveal 'asks for her data' --no-heads
	[[ ${lines[0]} == "$K1,李梅,13800138001,"*,li.mei@example.com,* ]]
	[ "$(sql "SELECT count(*) FROM access WHERE person IN (${K1#c}, ${K2#c})
		AND why = 'asks for her data' AND what = 'care-customer find'")" -eq 2 ]
	run_status 64 care-customer find 李 --reveal x
}

@test "S3-7.1.1: show: everything by time, one a row" {
	run_ok care-customer consent "$K1" --purpose marketing --given no --proof 'call of 10:28, 13800138001'
	run_ok care-customer tier "$K1" --to regular --why 'as she asked'
	run_ok care-customer show "$K1"
	case=$(care-case list --all --ids | while read -r c; do
		care-case show "$c" -f jsonl | jq -r 'select(.customer == "'"$K1"'") | .case'; done | head -1)
	cut -d, -f1-6 "$out" >cells
	diff cells - <<-END
	customer,at,what,ref,state,owner
	$K1,,customer,,active,
	$K1,2026-01-18 00:00:00,booking,booking:D1,returned,
	$K1,2026-02-20 00:00:00,booking,booking:D3,booked,
	$K1,2026-03-10 08:50:00,case,$case,closed,wang
	$K1,2026-03-12 09:00:00,tier,,vip,
	$K1,2026-03-12 10:00:00,message,$(sql "SELECT 'm' || id FROM message WHERE rule = 'pretrip'"),planned,
	$K1,2026-03-13 09:30:00,message,$(sql "SELECT 'm' || id FROM message WHERE rule = 'survey:complaint'"),planned,
	$K1,2026-03-13 09:30:00,survey,s1,invited,
	$K1,2026-03-13 10:00:00,contact,booking:D1,satisfied,
	$K1,2026-03-13 10:30:00,consent,,withdrawn,
	$K1,2026-03-13 10:30:00,tier,,regular,
	END
	# Numbers of phones are masked in what was said, too.
	! grep 13800138001 "$out" || false
	grep -q 'text=大巴迟到，请回电 138\*\*\*\*8001' "$out"
	grep -q 'proof=call of 10:28' "$out"
	grep -q 'was=vip why=as she asked' "$out"
}

@test "show: who owns an open case of his sees who that is, and that is recorded" {
	run_ok env SUDO_UID=65534 "$BIN/care-customer" show "$K4" -f jsonl
	[ "$(jq -r 'select(.what == "customer") | .phone + .name + .birthday' "$out")" = 13800138004周敏1990-11-02 ]
	[ "$(sql "SELECT person FROM access WHERE why = 'own case'")" = "${K4#c}" ]
	# Of another customer he sees no more than anybody.
	run_ok env SUDO_UID=65534 "$BIN/care-customer" show "$K1" -f jsonl
	[ "$(jq -r 'select(.what == "customer") | .phone' "$out")" = '138****8001' ]
	[ "$(sql "SELECT count(*) FROM access WHERE why = 'own case'")" -eq 1 ]
	# Nor of this one when the case is closed.
	care-case reply -q ref:TS2
	care-case close -q ref:TS2
	run_ok env SUDO_UID=65534 "$BIN/care-customer" show "$K4" -f jsonl
	[ "$(jq -r 'select(.what == "customer") | .phone' "$out")" = '138****8004' ]
}

@test "show --reveal: recorded for the person" {
	run_ok care-customer show "$K1" --reveal 'case 10516' -f jsonl
	[ "$(jq -r 'select(.what == "customer") | .phone' "$out")" = 13800138001 ]
	grep -q '请回电 13800138001' "$out"
	[ "$(sql "SELECT count(*) FROM access WHERE person = ${K1#c}
		AND what = 'care-customer show' AND why = 'case 10516'")" -eq 1 ]
}

@test "seen: who saw whom, also on a list, also before a merge" {
	run_ok care-customer seen "$K2" --no-heads
	[ "${#lines[@]}" -eq 0 ]
	env SUDO_UID=65534 "$BIN/care-customer" show "$K4" >there
	care-customer find 李 --reveal 'asks for her data' >there
	care-case list --all --reveal 'quarterly report' >there
	run_ok care-customer seen "$K4" --no-heads
	[ "$(cut -d, -f4- "$out")" = 'care-customer show,own case,1
care-case list,quarterly report,0' ]
	[[ ${lines[0]} == "$K4,2026-03-13 10:30:00,nobody,"* ]]
	care-customer merge -q "$K1" --into "$K2"
	run_ok care-customer seen "$K1"
	[ "$(cut -d, -f1,4- "$out")" = "customer,what,reason,named
$K2,care-customer find,asks for her data,1
$K2,care-customer find,asks for her data,1
$K2,care-case list,quarterly report,0" ]
}

@test "show: names that name nobody" {
	refused 'no such customer' care-customer show c1
	refused 'not the name of a customer' care-customer show 李梅
	refused 'not the name of a customer' care-customer show 10429
	run_status 64 care-customer show
}

@test "duplicates: who may be one, and why" {
	run_ok care-customer duplicates
	[ "$output" = "a,b,why,name,b_name
$K1,$K2,mail trip,李*,李*
$K2,$K3,phone,李*,周*
$K3,$K4,birthday,周*,周*" ]
	care-customer merge -q "$K2" --into "$K1"
	run_ok care-customer duplicates --no-heads
	[ "$output" = "$K1,$K3,phone,李*,周*
$K3,$K4,birthday,周*,周*" ]
}

@test "duplicates | merge -: what a person let stand" {
	pairs() {
		care-customer duplicates | grep -v phone |
			sed -e '1s/^a,b,/into,customer,/' | care-customer merge - -q
	}
	run_ok pairs
	[ "$(sql "SELECT count(*) FROM customer WHERE state = 'merged'")" -eq 2 ]
	[ "$(id K2)" = "$K1" ]
	[ "$(id K4)" = "$K3" ]
	whole
}

@test "S3-7.1.3: stale: nothing with them for so long" {
	run_ok care-customer stale
	[ "${#lines[@]}" -eq 1 ]
	# Five who were entered on the 12th; only three had anything since.
	CARE_NOW="2027-03-15 09:00" run_ok care-customer stale --older 1y --ids
	[ "$output" = "$K2
$K4
$K3
$K5" ]
	CARE_NOW="2027-03-25 09:00" run_ok care-customer stale --older 1y --ids
	[ "${#lines[@]}" -eq 5 ]
	[ "${lines[4]}" = "$K1" ]
	run_status 64 care-customer stale --older soon
	run_status 64 care-customer stale --older -3y
	run_status 64 care-customer stale --older 3wd
}
