#!/usr/bin/env bats
# Service at the door: from the call to the order that is closed, and what is
# refused on the way.

load clauses

# order OPTION..: somebody is to come, in $c; set FIELD=VALUE..; walk EVENT..
order() {
	take service --owner engineer_1 "$@"
}

is() {
	local field

	for field; do run_ok care-case set "$c" --field "$field"; done
}

walk() {
	local event

	for event; do run_ok care-case did "$c" "$event"; done
}

# there: the engineer is, and the customer has signed but for what WORK asks.
there() {
	is "appointment=2026-12-08 14:00"
	walk appointed
	CARE_NOW='2026-12-08 13:55'
	walk arrived
	is signed_by=陈梅 evaluation=满意 sealed=否
}

# counted N: that many parts were put in.
counted() {
	is "parts_count=$1"
	run_ok care-case step "$c" spare_parts/counted
}

# ready: nothing but what a test is about stands before the close.
ready() {
	is fault_log=滤芯堵塞
	walk returned_order
	run_ok care-case step "$c" visit_order/solved
	run_ok care-case step "$c" visit_order/checked --for marketing_1
}

# dates FIELD OPTION..: the orders listed by that date, with the date.
dates() {
	local field=$1

	shift
	run_ok care-case list --kind service --on "$field" "$@" -f jsonl
	jq -r '[.case, .on[:16]] | join(" ")' "$out"
}

@test "S0-4.2.4, S4-5.4.2.1, S4-5.4.2.4a, S4-5.4.3.2, S4-5.4.3.4: an order, from the call to its closing" {
	shop telecom
	order --set work=repair --set delivered=2026-03-02 --phone 13800138001
	no 'appointment' care-case did "$c" appointed
	no 'appointed is still owed' care-case close "$c" --outcome settled
	is 'appointment=2026-12-08 14:00'
	walk appointed
	due "$c/arrived" '2026-12-08 14:00:00'
	no 'arrived is still owed' care-case close "$c" --outcome settled
	[[ $stderr == *"care-case did $c arrived"* ]]
	CARE_NOW='2026-12-08 13:55'
	walk arrived
	due "$c/signed" '2026-12-09 20:00:00'
	for field in signed_by=陈梅 evaluation=满意 sealed=否; do
		no "${field%=*}" care-case did "$c" signed
		is "$field"
	done
	no spare_parts/counted care-case did "$c" signed
	counted 0
	walk signed
	due "$c/returned_order" '2026-12-10 20:00:00'
	no 'returned_order is still owed' care-case close "$c" --outcome settled
	no fault_log care-case did "$c" returned_order
	is fault_log=滤芯堵塞
	walk returned_order
	no visit_order/solved care-case close "$c" --outcome settled
	run_ok care-case step "$c" visit_order/solved
	run_status 77 care-case step "$c" visit_order/checked --for engineer_1
	run_ok care-case step "$c" visit_order/checked --for marketing_1
	run_ok care-case close "$c" --outcome settled --rating 5
	run_ok care-survey list -f jsonl
	[ "$(jq -r '[.case, .state, .score] | join(" ")' "$out")" = "$c answered 5" ]
	run_ok care-case show "$c" -f jsonl
	[ "$(jq -r 'select(.state == "open") | .promise' "$out")" = '' ]
	[ "$(jq -r 'select(.late == 0) | .promise' "$out" | wc -l)" -eq 4 ]
	run_ok care-store check
}

@test "the customer takes it back: nothing stands in the way" {
	shop telecom
	order --set work=repair
	run_ok care-case close "$c" --outcome withdrawn
}

@test "S4-5.4.2.4a: who is to be visited on a day, by the time agreed on" {
	shop telecom
	order --set work=repair --set 'appointment=2026-12-08 15:00'
	late=$c
	order --set work=install --set 'appointment=2026-12-08 9:30'
	early=$c
	order --set work=train --set 'appointment=2026-12-09 0:00'
	next=$c
	order --set work=train
	[ "$(dates appointment --from 2026-12-08 --until 2026-12-08)" = "$early 2026-12-08T09:30
$late 2026-12-08T15:00" ]
	[ "$(dates 约定上门时间 --from tomorrow | wc -l)" -eq 3 ]
	[ "$(dates appointment --until '2026-12-08 12:00')" = "$early 2026-12-08T09:30" ]
	[ "$(dates appointment --from 2026-12-09)" = "$next 2026-12-09T00:00" ]
	run_status 64 care-case list --on left_over
	run_status 64 care-case list --on nothing
	# By receipt the column is empty.
	run_ok care-case list -f jsonl
	[ "$(jq -r 'select(.on != null) | .case' "$out")" = '' ]
}

@test "S4-5.4.1.3.3, S4-5.4.2.4a: a sheet of orders has its dates, and theirs that follow; back from it, too" {
	shop telecom
	cat >orders.csv <<-'E'
	ref,kind,channel,received,work,交付日期,约定上门时间
	W1,上门服务,phone,2026-12-07 09:00,维修,2026-02-28,2026-12-09 10:00
	W2,上门服务,phone,2026-12-07 09:00,维修,2028-02-29,
	W3,上门服务,phone,2026-12-07 09:00,维修,9999-12-31,
	E
	run_ok care-intake cases --source crm orders.csv
	run_ok care-case list --on warranty_until -f jsonl
	[ "$(jq -r '[.ref, .on[:10]] | join(" ")' "$out" | xargs)" = 'W1 2027-02-28 W2 2029-02-28' ]
	run_ok care-case list --on appointment -f jsonl
	[ "$(jq -r .ref "$out")" = W1 ]
	printf '%s\n' case,field.delivered ref:W1,2026-03-01 >set.csv
	run_ok care-case set - <set.csv
	run_ok care-case list ref:W1 --on warranty_until -f jsonl
	[ "$(jq -r '.on[:10]' "$out")" = 2027-03-01 ]
	# What a person corrected stays while the date that it follows is the same.
	run_ok care-case set ref:W1 --field warranty_until=2028-01-31
	sed -i 's/2026-02-28/2026-03-01/; s/09:00,维修,2026/09:00,更换备件,2026/' orders.csv
	run_ok care-intake cases --source crm --update orders.csv
	run_ok care-case fields ref:W1 -f jsonl
	[ "$(jq -r 'select(.field == "work" or .field == "warranty_until") | .value' "$out" | xargs)" = 'replace 2028-01-31' ]
	sed -i 's/2026-03-01/2026-03-02/' orders.csv
	run_ok care-intake cases --source crm --update orders.csv
	run_ok care-case fields ref:W1 -f jsonl
	[ "$(jq -r 'select(.field == "warranty_until") | .value' "$out")" = 2027-03-02 ]
	run_ok care-store check
}

@test "S4-5.4.3.4: orders that were not returned in two days are a list" {
	shop telecom
	order --set work=train
	there
	walk signed
	at '2026-12-10 20:01' care-case todo --late
	grep "$c/returned_order,.*,engineer_1," "$out"
	is fault_log=无
	at '2026-12-10 20:02' care-case did "$c" returned_order
	at '2026-12-10 20:03' care-case todo --late
	run ! grep "$c/returned_order" "$out"
}

@test "S4-5.4.2.4b: on time or late is a figure, and who wants another time gets it" {
	shop telecom
	order --set work=train --set 'appointment=2026-12-08 9:00'
	walk appointed
	first=$c
	order --set work=train --set 'appointment=2026-12-08 9:00'
	walk appointed
	second=$c
	order --set work=train --set 'appointment=2026-12-08 9:00'
	walk appointed
	is 'appointment=2026-12-10 9:00'
	due "$c/arrived" '2026-12-10 09:00:00'
	at '2026-12-08 9:00' care-case did "$first" arrived
	at '2026-12-08 9:31' care-case did "$second" arrived
	at '2026-12-10 8:45' care-case did "$c" arrived
	at '2026-12-31 12:00' care-kpi arrived_rate --from 2026-12-01 --until 2026-12-31 -f jsonl
	[ "$(jq -r '[.numerator, .denominator] | join("/")' "$out")" = 2/3 ]
	run_ok care-case show "$second" -f jsonl
	[ "$(jq -r 'select(.late == 1) | .promise' "$out")" = "$second/arrived" ]
}

@test "S4-5.4.1.3.3: a year from delivery it costs nothing; after that material and labour, as agreed before" {
	shop telecom
	# The last day of the warranty is one of it.
	order --set work=repair --set delivered=2025-12-07
	[ "$(dates warranty_until)" = "$c 2026-12-07T00:00" ]
	no 'is not for this one' care-case step "$c" after_warranty/quote
	there
	counted 0
	is materials=50
	no free_service/excluded care-case did "$c" signed
	[[ $stderr == *本应免费* ]]
	# What was broken by hand is no matter of the warranty, if the head says so.
	run_status 77 care-case step "$c" free_service/excluded --for engineer_1
	no exclusion care-case step "$c" free_service/excluded --for aftersales_1
	is exclusion=人为损坏
	run_ok care-case step "$c" free_service/excluded --for aftersales_1
	walk signed

	CARE_NOW='2026-12-07 10:00'
	order --set work=repair --set delivered=2025-12-06
	there
	counted 1
	no after_warranty/quote care-case did "$c" signed
	no materials care-case step "$c" after_warranty/quote
	is materials=50 labour=80
	run_ok care-case step "$c" after_warranty/quote
	no after_warranty/agreed care-case did "$c" signed
	run_ok care-case step "$c" after_warranty/agreed
	walk signed
}

@test "S4-5.4.1.3.3: as long as nobody knows since when, it costs nothing; a date said is right" {
	shop telecom
	order --set work=repair --set labour=80
	there
	counted 0
	no free_service/excluded care-case did "$c" signed
	is delivered=2024-12-01
	[ "$(dates warranty_until)" = "$c 2025-12-01T00:00" ]
	no after_warranty/agreed care-case did "$c" signed
	is warranty_until=2027-06-30
	no free_service/excluded care-case did "$c" signed
	run_ok care-case set "$c" --field delivered=
	[ "$(dates warranty_until)" = '' ]
}

@test "S4-5.4.1.3.2, S4-5.4.1.3.5: to install costs nothing, whenever it was bought" {
	shop telecom
	for work in install upgrade train; do
		order --set work=$work --set delivered=2020-01-01 --set labour=80
		no free_service/excluded care-case did "$c" signed
	done
}

@test "S4-5.4.1.3.7: a few parts are free within the warranty; of many the head decides" {
	shop telecom
	order --set work=replace --set delivered=2026-12-01 --set parts=滤芯
	there
	no parts_count care-case step "$c" spare_parts/counted
	counted 3
	walk signed
	order --set work=replace --set delivered=2026-12-01 --set parts=滤芯
	there
	counted 4
	no many_parts/granted care-case did "$c" signed
	run_status 77 care-case step "$c" many_parts/granted --for engineer_1
	run_ok care-case step "$c" many_parts/granted --for aftersales_1
	walk signed
}

@test "S4-5.4.1.3.3: whose warranty ends within a month, those of closed orders too" {
	shop telecom
	order --set work=train --set delivered=2025-12-20
	run_ok care-case close "$c" --outcome withdrawn
	ends=$c
	order --set work=train --set delivered=2026-12-01
	[ "$(dates warranty_until --all --from today --until 2027-01-06)" = "$ends 2026-12-20T00:00" ]
	[ "$(dates warranty_until | wc -l)" -eq 1 ]
}

@test "S4-5.4.3.3: of a company its seal, if not at once then before it is closed" {
	shop telecom
	printf '%s\n' ref,name,phone,tier K,甲公司,13700000001,enterprise >c.csv
	run_ok care-intake customers c.csv
	order --set work=train --phone 13700000001
	there
	walk signed
	ready
	no company_seal/obtained care-case close "$c" --outcome settled
	is sealed=是
	run_ok care-case close "$c" --outcome settled
}

@test "S4-5.4.3.1, S4-5.4.3.5: what is left over has a day, and nothing is closed before it is done" {
	shop telecom
	order --set work=train
	there
	is left_over=天线
	no left_over_by care-case did "$c" signed
	is left_over_by=2026-12-14
	walk signed
	due "$c/unsolved_reported" '2026-12-08 20:00:00'
	due "$c/left_over_done" '2026-12-15 00:00:00'
	ready
	walk unsolved_reported
	no 'left_over_done is still owed' care-case close "$c" --outcome settled
	# Another day, as agreed: it is due then.
	is left_over_by=2026-12-16
	due "$c/left_over_done" '2026-12-17 00:00:00'
	at '2026-12-17 00:01' care-escalate run
	told notice:due | grep marketing
	walk left_over_done
	run_ok care-case close "$c" --outcome settled
}

@test "S4-5.4.3.6: what was heard of the market goes to marketing before the order is closed" {
	shop telecom
	order --set work=train
	there
	is market_note=对手降价
	walk signed
	ready
	due "$c/market_noted" '2026-12-10 20:00:00'
	run_ok care-case todo --owner marketing_1 --until 2026-12-31
	grep "$c/market_noted" "$out"
	no 'market_noted is still owed' care-case close "$c" --outcome settled
	walk market_noted
	run_ok care-case close "$c" --outcome settled
}
