#!/usr/bin/env bats
# care-case todo: one list of what is open, whoever owes it.
load setup

# A store by the travel agency's policy, a moment after a complaint.
setup() {
	fresh
	export CARE_STORE=$HOME/store CARE_NOW='2026-12-01 8:00'
	cp -R "$ROOT/policies" .
	run_ok care-store init -q store --trial --policy policies/travel-agency.yaml
	printf 'login,name,role,team,supervisor\nliu,刘洋,supervisor,complaint_team,\nma,马兰,manager,,\nzhu,朱丹,agent,product,\nhe,何平,agent,product,\n' >staff.csv
	run_ok care-intake staff -q staff.csv
	export CARE_NOW='2026-12-02 9:00'
	run_ok care-intake case -q --kind complaint --channel phone --phone 13800138000 --text 大巴迟到
	case=$(care-case list --ids)
	run_ok care-case assign "$case" -q --to zhu
}

# todo FORMAT OPTION...: cells of the columns, by jq.
todo() {
	local columns=$1
	shift
	care-case todo -f jsonl --until +1y "$@" | jq -r "[$columns] | map(. // \"\" | tostring) | join(\",\")"
}

@test "a case that lacks what the policy asks for stands there, with what it lacks" {
	todo .what,.ref,.owner,.missing >rows
	grep "^incomplete,$case,zhu," rows
	[ "$(grep "^incomplete,$case," rows | cut -d, -f4)" = "$(care-case list -f jsonl | jq -r .missing)" ]
	todo .what --owner zhu | grep -x incomplete
	todo .what --owner he >rows
	run ! grep -x incomplete rows
	# What is no promise is no name that an act could be told.
	care-case todo --until +1y --ids | grep -c / >with
	[ "$(cat with)" -eq "$(care-case todo --until +1y --ids | wc -l)" ]
	# Nothing of it is late.
	run_ok care-case todo --late
	run ! grep -q incomplete "$out"
}

@test "a promise of a role is owed by who holds it, not by the owner of the matter" {
	run_ok care-case measure open "$case" -q --do 培训 --to he
	m=$(care-case measure list --ids)
	todo .promise,.owner,.owes >rows
	grep "^$m/done,he,owner$" rows
	# Of a member of staff: what his supervisor owes.
	grep '^staff:zhu/training,liu,supervisor$' rows
	todo .promise --owner liu | grep -x staff:zhu/training
	todo .promise --owner zhu >rows
	run ! grep staff: rows
	grep "^$case/" rows
	run ! grep "^$m/" rows
	# Who stands in for him owes it meanwhile.
	run_ok care-staff absent liu -q --from 2026-12-02 --until 2026-12-09 --substitute ma
	todo .promise --owner ma | grep -x staff:zhu/training
}

@test "of a team: what it works on, and what its people owe" {
	run_ok care-case measure open "$case" -q --do 培训 --to he
	m=$(care-case measure list --ids)
	todo .promise --team product >rows
	grep -x "$m/done" rows
	todo .promise --team complaint_team >rows
	run ! grep "^$m/" rows
	grep -x staff:he/training rows
	run_status 64 care-case todo --team producd
}

@test "a decision on a proposal is its role's to approve" {
	run_ok care-case set "$case" -q --category quality --severity normal --cause traffic --liability own \
	    --field finding=属实 --field desired_remedy=退费
	run_ok care-case did "$case" -q accepted,assessed,investigating
	run_ok care-case propose "$case" -q --text 退费 --amount 90000
	todo .what,.promise,.owes >rows
	role=$(care-case proposals "$case" -f jsonl | jq -r 'select(.since) | .role' | head -1)
	[ -n "$role" ]
	grep "^approve,$case/approve-$role,$role$" rows
}

@test "a greeting that waits while he complains is nobody's to make" {
	printf 'ref,phone,trip,departs,returns\nB1,13800138001,D1,2026-11-20,2026-12-02\nB2,13800138002,D1,2026-11-20,2026-12-02\n' >b.csv
	run_ok care-intake bookings -q b.csv
	todo .promise | grep -x booking:B1/greeting
	run_ok care-intake case -q --kind complaint --channel phone --booking B1 --text 大巴迟到
	second=$(care-case list --ids | grep -v "$case")
	care-remind calls --until +1y --ids >calls
	grep -x booking:B2/greeting calls
	run ! grep -x booking:B1/greeting calls
	todo .promise >rows
	grep -x booking:B2/greeting rows
	run ! grep -x booking:B1/greeting rows
	# Settled: it is owed again.
	run_ok care-case close "$second" -q --outcome withdrawn
	todo .promise | grep -x booking:B1/greeting
	run_ok care-store check
}

@test "as lines for a chat: one a row, and nobody's name or number" {
	printf '投诉日期,姓名,电话,内容,类型,渠道\n2026-12-02 08:30,李梅,13800138002,"大巴\n迟到，回电13800138002",投诉,电话\n' >c.csv
	run_ok care-intake cases -q c.csv
	second=$(care-case list --ids | grep -v "$case")
	run_ok care-case todo --until +1y -f text
	[ "${#lines[@]}" -eq "$(care-case todo --until +1y -f jsonl | wc -l)" ]
	grep "^owed  $second/result_limit  .*李\*" "$out"
	grep "^no owner  $second  " "$out"
	run ! grep -e 李梅 -e 13800138002 "$out"
	run ! grep -e '   ' "$out"
}

@test "show tells briefly what stands beside a case" {
	run_ok care-case show "$case" --verbose
	[[ $stderr != *'waits since'* && $stderr != *proposal* && $stderr != *'says of'* ]]
	run_ok care-intake case -q --kind complaint --channel phone --phone 13800138002 --text 退款未到
	second=$(care-case list --ids | grep -v "$case")
	run_ok care-case link "$second" -q --with "$case" --how related
	run_ok care-case wait "$case" -q --because waiting_customer --question 请补充车票 --via phone
	run_ok care-case set "$case" -q --category quality --severity normal --cause traffic --liability own \
	    --field finding=属实 --field desired_remedy=退费
	run_ok care-case did "$case" -q accepted,assessed,investigating
	run_ok care-case propose "$case" -q --text 退费 --amount 90000
	run_ok care-case show "$case" --verbose
	[[ $stderr == *"$case: $second says of it: related"* ]]
	[[ $stderr == *"$case: proposal 1 is open; to decide: "* ]]
	[[ $stderr == *"$case: waits since 2026-12-02 09:00:00: waiting_customer"* ]]
	run_ok care-case resume "$case" -q
	run_ok care-case show "$second" --verbose
	[[ $stderr == *"$second: says of $case: related"* ]]
	run_ok care-case show "$case" --verbose
	[[ $stderr != *'waits since'* ]]
	# To a pipe nothing but rows.
	run_ok care-case show "$case"
	[ -z "$stderr" ]
}

@test "a sheet for each colleague comes back: what is filled in happens, once, and the rest stays" {
	run_ok care-case set "$case" -q --category quality
	care-staff list --ids >people
	while read -r who; do
		care-case todo --until +1y --owner "$who" -o "todo-$who.xlsx"
	done <people
	[ "$(ls todo-*.xlsx | wc -l)" -eq 4 ]
	unzip -p todo-zhu.xlsx xl/sharedStrings.xml >texts
	for head in version milestone at note; do
		grep -q ">$head<" texts
	done
	# What the policy calls it is offered; what has a command of its own is not.
	unzip -p todo-zhu.xlsx 'xl/worksheets/*.xml' 'xl/sharedStrings.xml' >book
	grep -q '<dataValidation type="list"' book
	grep -q 初步评估 book
	run ! grep -q customer_told book

	# Its rows are those of the list, with three columns more.
	care-case todo --until +1y --owner zhu >list.csv
	[ "$(grep -c . list.csv)" -ge 4 ]
	fill() {
		mlr --icsv --ocsv put '$milestone = ""; $at = ""; $note = "";
		    if ($promise == "'"$case"'/accepted") { $milestone = "'"$1"'"; $note = "电话告知" }
		    if ($promise == "'"$case"'/first_action") { $milestone = "'"$2"'" }' list.csv >filled.csv
	}
	care-store export --canonical >before
	fill '' ''
	run_ok care-case did - --if-unchanged <filled.csv
	[ -z "$stderr" ]
	care-store export --canonical >after
	cmp before after

	# Two rows of one case: the first is no news to the second.
	fill 受理告知 初步评估
	run_ok care-case did - --if-unchanged <filled.csv
	run_ok care-case list "$case" -f jsonl
	[ "$(jq -r .stage "$out")" = assessed ]
	# The same sheet once more is stale.
	care-store export --canonical >before
	run_status 1 care-case did - --if-unchanged <filled.csv
	[[ $stderr == *'moved on since'* ]]
	care-store export --canonical >after
	cmp before after
	run_ok care-store check
}
