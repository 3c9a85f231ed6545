#!/usr/bin/env bats
# care-intake case: one case by options, by lines, by dialogue.
load setup

setup() {
	fresh
	run_ok care-store init store --trial --policy "$ROOT/policies/small-agency.yaml" \
	    --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/store CARE_NOW=2026-03-12T10:12:00+08:00
}

@test "options: the number on stdout, the promises on stderr" {
	run_ok care-intake case --kind 投诉 --channel phone --phone 13800138000 --name 李梅 --text '大巴迟到两小时, 电话13900139000'
	[[ $output =~ ^[0-9]+$ ]]
	[ "$(wc -l <"$err")" -eq 1 ]
	[[ $stderr == "$output complaint 大巴迟到两小时, "*"; first_action due Fri 10:12 (24h), "*"result due Sat 10:12 (48h)"*"; no owner yet" ]]
	[[ $stderr != *13900139000* ]]
	run_ok care-case show "$output"
	run_ok care-store check
}

@test "what happened before now, and by whom it is done" {
	printf 'login,role\nwang,owner\n' >s.csv
	run_ok care-intake staff s.csv
	run_ok care-intake case --kind complaint --received -2h --owner wang --severity 严重
	[[ $stderr == *"first_action due Fri 08:12"*"result due Fri 08:12 (24h)"*"; owner wang" ]]
	run_status 64 care-intake case --kind complaint --received +2h
	grep -q 'after now' "$err"
	run_status 1 care-intake case --kind complaint --owner wagn
	grep -q 'nearest: wang' "$err"
	run_ok care-case list --ids
	[ "${#lines[@]}" -eq 1 ]
}

@test "wrong options are refused with the nearest" {
	run_status 64 care-intake case
	grep -q 'kind: .*complaint, consultation' "$err"
	run_status 64 care-intake case --kind 投述
	grep -q 'nearest: 投诉' "$err"
	run_status 64 care-intake case --kind complaint --phone 138
	grep -q -- '--phone: ' "$err"
	run_status 64 care-intake case --kind complaint --phone '138****8000'
	grep -q masked "$err"
	run_status 64 care-intake case --kind complaint --name $'\xff'
	run_status 64 care-intake case --kind complaint what
	run_status 1 care-intake case --kind complaint --booking T9
	grep -q 'no such booking' "$err"
	run_ok care-case list --all --ids
	[ -z "$output" ]
}

@test "once is once" {
	run_ok care-intake case --kind complaint --text x --once call-17
	first=$output
	run_ok care-intake case --kind complaint --text x --once call-17
	[ "$output" = "$first" ]
	run_ok care-intake case --kind complaint --text x
	[ "$output" != "$first" ]
	run_ok care-case list --ids
	[ "${#lines[@]}" -eq 2 ]
	# What was taken back is not said to be there.
	run_ok care-intake case --kind complaint --channel phone --text late --once k-undone
	run_ok care-intake undo "$(care-intake batches --ids | head -n 1)"
	run_status 1 care-intake case --kind complaint --channel phone --text late --once k-undone
	[ -z "$output" ]
	[[ $stderr == *'another key'* ]]
}

@test "the same reference is the same case" {
	run_ok care-intake case --kind complaint --source crm --ref 77 --text x
	first=$output
	run_ok care-intake case --kind complaint --source crm --ref 77 --text x --received 2026-03-12T10:12:00+08:00
	[ "$output" = "$first" ]
	run_status 1 care-intake case --kind complaint --source crm --ref 77 --text y
	grep -q "case $first has this reference" "$err"
	run_ok care-intake case --kind complaint --source hotel --ref 77 --text y
	[ "$output" != "$first" ]
}

@test "a dry run prints new" {
	care-store export --canonical >before
	run_ok care-intake case --kind complaint --text x --dry-run
	[ "$output" = new ]
	[[ $stderr == 'would be new: complaint x; first_action due '* ]]
	care-store export --canonical | cmp - before
}

@test "lines: heads of either language, then what was said" {
	run_ok care-intake case - <<-'E'
	电话：138 0013 8000
	姓名: 李梅
	类型: 投诉
	severity: 严重

	司机要求加收停车费。

	他说: 不给钱不开车
	E
	id=$output
	[[ $stderr == "$id complaint 司机要求加收停车费。"*"result due Fri"* ]]
	run_ok care-case list --format csv
	grep -q "^$id,.*serious.*李\*,138\*\*\*\*8000" "$out"
	grep -q '他说: 不给钱不开车' "$out"
}

@test "lines that cannot be used enter nothing" {
	run_ok care-intake case - </dev/null
	[ -z "$output$stderr" ]
	for text in 'hello' 'fone: 1' 'phone: 138' $'kind: 投诉\n类型: 投诉' $'kind: \xff' \
	    $'kind: 投诉\ntext: a\n\nb'; do
		run_status 65 care-intake case - <<<"$text"
		grep -q '^-:[0-9]*: ' "$err"
		grep -q 'nothing was entered' "$err"
	done
	run_status 65 care-intake case - < <(printf 'kind: a\0b\n')
	run_status 64 care-intake case - <<<'phone: 13800138000'
	run_ok care-case list --all --ids
	[ -z "$output" ]
}

@test "a dialogue: defaults in brackets, wrong answers asked again" {
	run_ok care-intake case --ask <<-'E'
	12
	138 0013 8000
	李梅
	comp


	司机要求加收停车费
	退 300 元
	极端
	严重
	E
	id=$output
	[[ $id =~ ^[0-9]+$ ]]
	[[ $stderr == *'kind [complaint]: '*'channel [phone]: '*'severity [normal]: '* ]]
	[[ $stderr == *'not known yet'* ]]
	run_ok care-case list --format csv
	grep -q "^$id,.*,complaint,phone,serious,.*李\*,138\*\*\*\*8000" "$out"
}

@test "a dialogue knows who calls again" {
	printf 'ref,name,phone,departs,returns,state\nT0308-2,李梅,13800138000,2026-03-03,2026-03-09,returned\n' >b.csv
	run_ok care-intake bookings b.csv
	run_ok care-intake case --kind complaint --phone 13800138000 --text 大巴迟到
	first=$output
	run_ok care-intake case --ask <<-'E'
	13800138000



	又迟到了


	E
	[[ $stderr == *'known: c'*' 李*'*'1 bookings, last T0308-2'* ]]
	[[ $stderr == *"OPEN: $first complaint 大巴迟到"* ]]
	[[ $stderr == *'booking [T0308-2]: '* ]]
	[[ $stderr != *李梅* && $stderr != *13800138000* && $stderr != *'name: '* ]]
	id=$output
	run_ok care-case list --format csv
	grep -q "^$id,.*T0308-2" "$out"
}

@test "a dialogue asks nothing that was said, and ends with its input" {
	run_ok care-intake case --ask --kind request --phone 13800138000 --severity normal --channel mail --booking '' <<-'E'
	李梅
	
	要发票

	E
	[[ $stderr != *'kind ['* && $stderr != *'channel ['* ]]
	run_status 65 care-intake case --ask <<<'13800138000'
	grep -q 'nothing was entered' "$err"
	run_status 64 care-intake case --ask -
	run_ok care-case list --ids
	[ "${#lines[@]}" -eq 1 ]
}

@test "columns: every head that is known" {
	run_ok care-intake columns cases --format csv
	grep -q '^cases,received,time,1,投诉日期' "$out"
	run_ok care-intake columns
	for noun in cases customers bookings staff contacts; do
		grep -q "^$noun," "$out"
	done
	run_status 64 care-intake columns hotels
	run_ok care-intake
	[ "$(head -n 1 "$out")" = 'noun,column,holds,required,heads' ]
}

@test "help of each verb names its options" {
	run_ok care-intake --help
	for verb in case cases customers bookings staff contacts columns batches undo; do
		grep -q "care-intake $verb" "$out"
	done
	run_ok care-intake cases --help
	for option in source rejects ignore print-ids live-from kind channel update; do
		grep -q -- "--$option" "$out"
	done
}

@test "the manual names each verb and each option, and no other" {
	page=$ROOT/man/care-intake.1
	for verb in '' case cases customers bookings staff contacts calls roster exposure mail columns batches undo; do
		run_ok care-intake $verb --help
		[ -z "$verb" ] || grep -q "^\.It Cm .*\b$verb\b" "$page"
		grep -oE '^ +(-., )?--[a-z-]+' "$out" | sed 's/.*--//'
	done | sort -u >known
	sed -n 's/^\.It .*Fl Fl \([a-z-]*\).*/\1/p' "$page" >named
	sort -c named
	diff known named
}
