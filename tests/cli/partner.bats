#!/usr/bin/env bats
# What leaves the house to a partner: facts, never the person (S4-2.2a).
load setup

setup() {
	fresh
	export CARE_STORE=$HOME/store CARE_NOW='2026-12-02 9:00'
	cp -R "$ROOT/policies" .
	run_ok care-store init -q store --trial --policy policies/travel-agency.yaml
	printf '订单号,姓名,电话,线路,出发日期,返回日期\nB77,李梅,13800138000,云南6日,2026-11-20,2026-11-25\n' >bookings.csv
	run_ok care-intake bookings -q bookings.csv
	printf '投诉日期,订单号,姓名,电话,邮箱,内容,类型,渠道\n2026-12-02 08:30,B77,李梅,13800138000,limei@example.com,李梅说导游强迫购物并打电话骚扰,投诉,电话\n' >case.csv
	run_ok care-intake cases -q case.csv
	case=$(care-case list --ids)
	customer=$(care-case list -f jsonl | jq -r .customer)
}

agreed() {
	run_ok care-customer consent "$customer" -q --purpose disclosure --given "$1"
}

facts() {
	run_ok care-case set "$case" -q --cause forced_shopping --field "facts_for_partner=$1"
}

# Nothing of the person, in whatever form, on either stream.
names_nobody() {
	local word

	for word in 李梅 李 13800138000 1380013 8000 limei example.com 打电话 骚扰 B77 "$customer"; do
		if grep -F -e "$word" "$out" || grep -F -e "$word" "$err"; then
			echo "tells $word"
			return 1
		fi
	done
}

@test "S4-2.2c: without consent nothing leaves, and the cure is said" {
	facts 第三天购物店停留四小时
	run_status 1 care-case partner "$case"
	[ "${#lines[@]}" -eq 1 ]
	[[ $stderr == "care-case: $case: "*disclosure*"care-customer consent $customer --purpose disclosure --given yes"* ]]
	# The cure is a command that helps.
	run_ok bash -c "${stderr##*: } -q"
	run_ok care-case partner "$case"
	[ "${#lines[@]}" -eq 2 ]
	# Who takes it back is not told of any more.
	export CARE_NOW='2026-12-02 10:00'
	agreed no
	run_status 1 care-case partner "$case"
	[ "${#lines[@]}" -eq 1 ]
}

@test "without facts that a person wrote nothing leaves" {
	agreed yes
	run_status 1 care-case partner "$case"
	[ "${#lines[@]}" -eq 1 ]
	[[ $stderr == "care-case: $case: "*"care-case set $case --field facts_for_partner="* ]]
	names_nobody
	facts 第三天购物店停留四小时
	run_ok care-case partner "$case"
	run_ok care-case set "$case" -q --field facts_for_partner=
	run_status 1 care-case partner "$case"
	[ "${#lines[@]}" -eq 1 ]
}

@test "S4-2.2a, S4-2.2b: only the policy's columns, in every format, and no personal value" {
	agreed yes
	facts 第三天购物店停留四小时
	run_ok care-case partner "$case"
	[ "${lines[0]}" = case,category,cause,product,trip,departs,returns,received,facts_for_partner ]
	[[ ${lines[1]} == "$case,",forced_shopping,云南6日,,2026-11-20,2026-11-25,'2026-12-02 08:30:00,第三天购物店停留四小时' ]]
	names_nobody
	for format in table tsv jsonl html; do
		run_ok care-case partner "$case" -f "$format" --reveal 'the partner asks'
		[[ $output == *第三天购物店停留四小时* ]]
		names_nobody
	done
}

@test "facts that name the customer or hold a number do not leave" {
	agreed yes
	for text in '李梅在第三天被要求购物' '第三天购物，可致电13800138000' '请回复limei@example.com' '证件 110101199001011234'; do
		facts "$text"
		run_status 1 care-case partner "$case"
		[ "${#lines[@]}" -eq 1 ]
		[[ $stderr == "care-case: $case: facts_for_partner "* ]]
		[[ $stderr != *李梅* && $stderr != *13800138000* && $stderr != *limei* && $stderr != *110101* ]]
	done
}

@test "a sheet: the others go on; who was told of is written down" {
	agreed yes
	facts 第三天购物店停留四小时
	run_status 1 care-case partner - <<<"case
$case
10429999"
	[ "${#lines[@]}" -eq 2 ]
	run_ok care-customer seen "$customer" -f csv
	[[ $output == *'care-case partner'* ]]
	run_ok care-case partner - </dev/null
	[ "${#lines[@]}" -eq 1 ]
	run_ok care-store check
}

@test "a policy without the section lets nothing leave" {
	sed -i '/^partner:/,/^  consent: disclosure/d' policies/travel-agency.yaml
	sed -i 's/^version: .*/version: "2027.1"/' policies/travel-agency.yaml
	run_ok care-policy adopt -q policies/travel-agency.yaml
	run_status 78 care-case partner "$case"
	[ -z "$output" ]
}
