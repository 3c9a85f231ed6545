#!/usr/bin/env bats
# Records that lack what the policy asks for, and steps that were left out.
load setup

setup() {
	fresh
	cat >p.yaml <<-'E'
	schema: 1
	policy: shop
	title: Shop
	version: "1"
	effective: "2020-01-01"
	timezone: Asia/Shanghai
	words:
	  kinds: {complaint: 投诉, request: 需求}
	  channels: {phone: 电话}
	  roles: {owner: 经办人}
	  categories: {food: 餐饮, room: 客房}
	fields:
	  motive: {for: complaint, type: word, of: [respect, money], required_at: received}
	  finding: {for: complaint, type: text, required_at: assessed}
	  satisfied: {for: complaint, type: flag, required_at: closed}
	  refund_note: {for: complaint, type: text, required_at: refunded}
	  size: {for: request, type: number, required_at: replied}
	  contract: {for: booking, type: text, required_at: booked}
	  tax_no: {for: customer, type: text, required_at: registered}
	stages:
	  received: 受理
	  assessed: {title: 评估, needs: [category]}
	  replied: 答复
	  closed: 结案
	plans:
	  greeting: {for: booking, steps: [called]}
	  papers: {for: booking, before: booked, steps: [signed]}
	  disclosure:
	    title: 行前告知
	    for: booking
	    before: departed
	    when: {party: {over: 1}}
	    steps: {visa: 签证, health: 健康}
	  seven: {when: {kind: complaint}, steps: [listen, thank]}
	promises:
	  - {name: refund, when: {kind: complaint}, to: refunded, within: 48h}
	derived:
	  - {when: {kind: complaint, channel: phone}, set: {motive: respect}}
	E
	run_ok care-store init store --trial --policy p.yaml --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/store CARE_NOW=2026-03-12T10:12:00+08:00
}

missing() {
	care-case list "ref:$1" --format jsonl | sed -n 's/.*"missing":"\([^"]*\)".*/\1/p'
}

@test "who calls is taken in; what is missing is said and listed" {
	cat >c.csv <<-'E'
	ref,received,kind,channel,motive,category
	A,2026-03-10,complaint,,,
	B,2026-03-10,complaint,,money,food
	C,2026-03-10,complaint,phone,,room
	D,2026-03-10,request,,,
	E
	run_ok care-intake cases c.csv
	[ "${lines[*]}" = '' ]
	[[ $stderr == *'1 incomplete, without: motive (1)'*'care-case list --incomplete'* ]]
	[ "${stderr##*$'\n'}" = 'read 4  new 4  same 0  changed 0  refused 0' ]
	[ "$(missing A)" = 'motive category finding refund_note' ]
	[ "$(missing B)" = 'finding refund_note' ]
	[ "$(missing C)" = 'finding refund_note' ]	# a rule gave the motive
	[ "$(missing D)" = category ]	# the size is asked for two stages later
	run_ok care-case list --incomplete --ids
	[ "${#lines[@]}" -eq 4 ]
	run_ok care-intake case --kind complaint --category food
	[[ $stderr == *'1 incomplete, without: motive (1)'* ]]
	run_ok care-intake case --kind complaint --category food --set motive=money
	[[ $stderr != *incomplete* ]]
}

@test "what is asked for later is missing when that comes next" {
	printf 'ref,received,kind,motive,category,finding,refund_note\nA,2026-03-10,complaint,money,food,broken,-\n' >c.csv
	run_ok care-intake cases c.csv
	[ "$(missing A)" = refund_note ]
	sed -i 's/,-$/,paid/' c.csv
	run_ok care-intake cases c.csv --update
	run_ok care-case list --incomplete --ids
	[ "${#lines[@]}" -eq 0 ]
	id=$(care-case list --ids)
	run_ok care-case did "$id" assessed
	[ -z "$(missing A)" ]
	run_ok care-case reply "$id"
	[ "$(missing A)" = satisfied ]
	run_ok care-case list --incomplete --ids
	[ "${lines[*]}" = "$id" ]
	# what is closed, however, lacks nothing any more
	sed -e 's/^A,/H,/' -e 's/paid$/paid,2026-03-11/' -e '1s/$/,closed/' c.csv >h.csv
	run_ok care-intake cases h.csv --history
	run_ok care-case list --incomplete --all --ids
	[ "${lines[*]}" = "$id" ]
}

@test "bookings and customers say at once what they lack" {
	printf 'ref,phone,contract,party,state\nT1,13800138001,K1,1,booked\nT2,13800138002,,1,booked\n' >b.csv
	run_ok care-intake bookings b.csv
	[[ $stderr == *'1 incomplete, without: contract (1)'* ]]
	printf 'ref,phone,tax_no\nK1,13800138003,\nK2,13800138004,T7\n' >k.csv
	run_ok care-intake customers k.csv
	[[ $stderr == *'1 incomplete, without: tax_no (1)'* ]]
}

@test "facts are facts: who departed without being told is taken in, counted and listed" {
	cat >b.csv <<-'E'
	ref,phone,contract,party,departs,returns,state
	T1,13800138001,K,2,2026-03-11,2026-03-15,departed
	T2,13800138002,K,2,2026-03-11,2026-03-15,departed
	T3,13800138003,K,1,2026-03-11,2026-03-15,departed
	T4,13800138004,K,4,2026-03-20,2026-03-25,booked
	T5,13800138005,K,4,2026-03-01,2026-03-05,returned
	T6,13800138006,K,4,2026-03-01,2026-03-05,cancelled
	E
	run_ok care-intake bookings b.csv
	[[ $stderr == *'3 departed without: disclosure'* ]]
	[[ $stderr == *'5 booked without: papers'* ]]
	[ "${stderr##*$'\n'}" = 'read 6  new 6  same 0  changed 0  refused 0' ]
	# the same file says nothing new, a file of the past is not asked
	run_ok care-intake bookings b.csv
	[ "$stderr" = 'read 6  new 0  same 6  changed 0  refused 0' ]
	sed 's/^T/H/' b.csv >h.csv
	run_ok care-intake bookings h.csv --history
	[ "$stderr" = 'read 6  new 6  same 0  changed 0  refused 0' ]
	# a booking that departs now
	sed -i '/^T4/s/2026-03-20,2026-03-25,booked/2026-03-12,2026-03-25,departed/' b.csv
	run_ok care-intake bookings b.csv
	[[ $stderr == *'1 departed without: disclosure'* && $stderr != *papers* ]]
	run_ok care-case steps --open --plan disclosure --format csv
	[ "$(grep -c '^booking:T' "$out")" -eq 3 ]
	grep -q '^booking:T1,disclosure,行前告知,2,0,2,visa health,departed,1,2026-03-11 00:00:00,,,c[0-9]*,,138\*\*\*\*8001$' "$out"
	run_ok care-case steps --open --plan disclosure --all --format csv
	[ "$(grep -c '^booking:T5,' "$out")" -eq 1 ]
	run ! grep -q ':T6\|:T3' "$out"
}

@test "steps: how far each list is gone through" {
	printf 'ref,phone,contract,party,departs,state\nT1,13800138001,K,2,2026-03-14,booked\nT2,13800138002,K,2,2026-03-20,booked\n' >b.csv
	printf 'ref,received,kind\nA,2026-03-10,complaint\nB,2026-03-10,request\n' >c.csv
	run_ok care-intake bookings b.csv
	run_ok care-intake cases c.csv
	run_ok care-case steps --ids
	[ "${#lines[@]}" -eq 7 ]
	run_ok care-case steps --of case --format csv
	[ "${#lines[@]}" -eq 2 ]
	[[ ${lines[1]} == *,seven,*,2,0,2,listen\ thank,* ]]
	run_ok care-case steps --until 2026-03-15 --plan disclosure --format csv
	[ "${#lines[@]}" -eq 2 ]
	[[ ${lines[1]} == booking:T1,* ]]
	run_ok care-case steps booking:T2 --format csv
	[ "${#lines[@]}" -eq 4 ]
	run_status 64 care-case steps --plan disclosures
	[[ $stderr == *disclosure* ]]
	run_status 64 care-case steps --of staff
	run_status 1 care-case steps booking:T9
}
