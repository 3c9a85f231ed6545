#!/usr/bin/env bats
# care-intake contacts: calls of an exchange, visits of a shop.
load setup

setup() {
	fresh
	run_ok care-store init store --trial --policy "$ROOT/policies/small-agency.yaml" \
	    --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/store CARE_NOW=2026-03-12T10:12:00+08:00
	printf 'login,name,role\nwang,王芳,owner\n' >s.csv
	run_ok care-intake staff s.csv --now 2026-03-01T09:00:00+08:00
	printf '编号,投诉日期,类型,电话,内容\nA1,2026-03-10,投诉,13800138000,迟到\n' >c.csv
	run_ok care-intake cases c.csv
	id=$(care-case list --ids)
}

contacts() {
	cat >calls.csv <<-E
	时间,方向,主叫号码,工单,坐席,振铃次数,等待秒数,通话秒数,备注
	2026-03-11 09:00:00,呼入,13800138000,,wang,2,7,95,催办
	2026-03-11 09:05:00,呼出,,$id,wang,,,40,
	2026-03-11 09:06:00,呼入,13900139000,A1,,5,20,0,
	E
}

rows() {
	care-store export --canonical | grep '^contact ' || :
}

@test "calls come in once, with the case or the customer they belong to" {
	contacts
	run_ok care-intake contacts calls.csv --channel phone --print-ids
	[ "$stderr" = 'read 3  new 3  same 0  changed 0  refused 0' ]
	[ "$(grep -c "^$id$" "$out")" -eq 2 ]
	[ "$(grep -c '^c[0-9]' "$out")" -eq 1 ]
	[ "$(rows | wc -l)" -eq 3 ]
	rows | grep 'rings=2' | grep 'wait=7' | grep 'talk=95' | grep 'inbound=1' | grep -q 'channel=phone'
	rows | grep 'talk=40' | grep -q 'inbound=0'
	run_ok care-intake contacts calls.csv --channel 电话
	[ "$stderr" = 'read 3  new 0  same 3  changed 0  refused 0' ]
	[ "$(rows | wc -l)" -eq 3 ]
	run_ok care-case history "$id" --format csv
	[ "$(grep -c ',contacted,' "$out")" -eq 2 ]
	run_ok care-store check
}

@test "what cannot be is refused with its reason" {
	cat >bad.csv <<-'E'
	at,channel,direction,phone,case,staff,rings
	2026-03-11 09:00,phone,sideways,13800138000,,,
	2026-03-13 09:00,phone,in,13800138000,,,
	2026-03-11 09:00,phone,in,,,,
	2026-03-11 09:00,phone,in,,nothing,,
	2026-03-11 09:00,phone,in,13800138000,,wagn,
	2026-03-11 09:00,phone,in,138****8000,,,
	2026-03-11 09:00,phone,in,13800138000,,,many
	2026-03-11 09:00,pigeon,in,13800138000,,,
	E
	care-store export --canonical >before
	run_status 1 care-intake contacts bad.csv
	[ "${stderr##*$'\n'}" = 'read 8  new 0  same 0  changed 0  refused 8' ]
	grep -q '^bad.csv:2: direction: neither' "$err"
	grep -q '^bad.csv:3: at: lies after now' "$err"
	grep -q '^bad.csv:4: nothing to know' "$err"
	grep -q '^bad.csv:5: case: no such case' "$err"
	grep -q '^bad.csv:6: staff: nobody' "$err"
	grep -q '^bad.csv:7: phone: .*masked' "$err"
	grep -q '^bad.csv:8: rings: ' "$err"
	grep -q '^bad.csv:9: channel: ' "$err"
	care-store export --canonical | cmp - before
}

@test "an outbound contact keeps what was promised so" {
	cat >p.yaml <<-'E'
	schema: 1
	policy: calls
	title: Calls
	version: "1"
	effective: "2020-01-01"
	timezone: Asia/Shanghai
	words:
	  kinds: {complaint: 投诉}
	  channels: {phone: 电话}
	  roles: {owner: 经办人}
	promises:
	  - {name: call, when: {kind: complaint}, to: contacted, within: 24h}
	E
	run_ok care-store init other --trial --policy p.yaml --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/other
	run_ok care-intake cases c.csv
	printf 'at,case,direction\n2026-03-10 10:00,A1,in\n' >in.csv
	run_ok care-intake contacts in.csv --channel phone
	care-store export --canonical | grep '^promise ' | grep -q state=open
	sed 's/10:00,A1,in/11:00,A1,out/' in.csv >out.csv
	run_ok care-intake contacts out.csv --channel phone
	care-store export --canonical | grep '^promise ' | grep -q state=kept
	run_ok care-store check
}

@test "calls: the log of an exchange, whoever called" {
	cat >pbx.csv <<-'E'
	开始时间,呼叫方向,主叫号码,坐席,振铃时长,等待时长,通话时长,保持时长,话后时长,转接,通话结果
	2026-03-11 09:00:00,呼入,13800138000,wang,15,0:07,1:35,10s,1分5秒,技术部,
	2026-03-11 09:01:00,呼入,匿名,wang,16,,00:00:40,,,,
	2026-03-11 09:02:00,呼入,,,0,30秒,0,,,,
	2026-03-11 09:03:00,呼入,Withheld,wang,,2分钟,,,,,
	2026-03-11 09:04:00,呼出,13900139000,wang,,,1:00:00,,,,
	E
	run_ok care-intake calls pbx.csv -v --print-ids
	[ "${stderr##*$'\n'}" = 'read 5  new 5  same 0  changed 0  refused 0' ]
	[[ $stderr == *"pbx.csv:2: c"*" is known and has open cases: $id"* ]]
	[ "$(grep -c '^house$' "$out")" -eq 3 ]
	[ "$(rows | wc -l)" -eq 5 ]
	[ "$(rows | grep -c 'channel=phone')" -eq 5 ]
	rows | grep 'talk=95' | grep 'rings=3' | grep 'wait=7' | grep 'hold=10' | grep -q 'after_call=65'
	rows | grep 'talk=40' | grep 'rings=4' | grep -q 'subject=house'
	rows | grep 'wait=30' | grep -q 'rings=0'
	rows | grep 'wait=120' | grep -q 'rings '
	rows | grep -q 'talk=3600'
	[ "$(sqlite3 store/care.db "SELECT transfer FROM contact WHERE transfer IS NOT NULL")" = 技术部 ]
	[ "$(sqlite3 store/care.db "SELECT count(*) FROM event WHERE arg LIKE '%技术部%'")" = 0 ]
	run_ok care-intake calls pbx.csv
	[ "$stderr" = 'read 5  new 0  same 5  changed 0  refused 0' ]
	sed 's/2026-03-11/2026-03-10/' pbx.csv | head -2 >ring.csv
	run_ok care-intake calls ring.csv --ring-seconds 6
	rows | grep 'rings=3' | wc -l | grep -qx 2
	run_status 64 care-intake calls ring.csv --ring-seconds 0
	# a visit without anybody is no contact with somebody
	printf 'at,phone\n2026-03-11 09:00,\n2026-03-11 09:00,anonymous\n' >v.csv
	run_status 1 care-intake contacts v.csv --channel phone
	[ "${stderr##*$'\n'}" = 'read 2  new 1  same 0  changed 0  refused 1' ]
	printf 'at,phone,talk,ring_s\n2026-03-11 09:00,x,,\n2026-03-11 09:00,13800138000,1:99,\n2026-03-11 09:00,13800138000,,soon\n' >b.csv
	run_status 1 care-intake calls b.csv
	[ "${stderr##*$'\n'}" = 'read 3  new 0  same 0  changed 0  refused 3' ]
	grep -q '^b.csv:3: talk: not a length of time' "$err"
	run_ok care-store check
}
