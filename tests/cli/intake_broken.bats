#!/usr/bin/env bats
# care-intake on input that is no good: a clear word, and nothing half done.
load setup

setup() {
	fresh
	run_ok care-store init store --trial --policy "$ROOT/policies/small-agency.yaml" \
	    --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/store CARE_NOW=2026-03-12T10:12:00+08:00
	care-store export --canonical >before
}

# unusable WORDS ARGS..: refused as a whole with 65 and those words on
# stderr; the store is as it was.
unusable() {
	local words=$1
	shift
	run_status 65 care-intake "$@"
	grep -qF -- "$words" "$err" || { cat "$err"; return 1; }
	[ -z "$output" ]
	care-store export --canonical | cmp - before
}

@test "nothing at all, and only a heading" {
	: >empty.csv
	run_ok care-intake cases empty.csv
	[ -z "$output$stderr" ]
	run_ok care-intake bookings - </dev/null
	[ -z "$output$stderr" ]
	printf '编号,类型\n' >head.csv
	run_ok care-intake cases head.csv
	[ "$stderr" = 'read 0  new 0  same 0  changed 0  refused 0' ]
}

@test "no such file" {
	run_status 66 care-intake cases nothing.csv
	run_status 66 care-intake cases .
	run_status 64 care-intake cases
	run_status 64 care-intake cases a b
	run_status 66 env CARE_STORE="$PWD/nowhere" care-intake cases nothing.csv
}

@test "a quotation mark that never ends" {
	printf 'ref,kind,received,text\nA,complaint,2026-03-10,"x\n' >c.csv
	unusable 'c.csv:2: a quotation mark opens here' cases c.csv
	printf '"ref,kind\n' >c.csv
	unusable 'quotation mark' cases c.csv
}

@test "fifty megabytes behind a quotation mark are refused with their line" {
	{
		printf 'ref,kind,received,text\nA,complaint,2026-03-10,"'
		head -c 50000000 /dev/zero | tr '\0' '\n'
	} >c.csv
	unusable 'c.csv:2: ' cases c.csv
}

@test "a NUL byte costs its row and no other" {
	printf 'ref,kind,received,text\nA,complaint,2026-03-10,a\0b\nB,complaint,2026-03-10,c\n' >c.csv
	run_status 1 care-intake cases c.csv --rejects r.csv
	grep -q '^c.csv:2: .*NUL' "$err"
	grep -q 'new 1 .*refused 1' "$err"
	tr -d '\0' <r.csv >mended.csv
	run_ok care-intake cases mended.csv
	grep -q 'new 1 .*refused 0' "$err"
	printf 'ref,ki\0nd\n' >c.csv
	run_status 65 care-intake cases c.csv
}

@test "two columns for one field" {
	printf '电话,手机号,类型\n1,2,3\n' >c.csv
	unusable '"电话" and "手机号" both mean phone' cases c.csv
	printf 'phone,phone\n1,2\n' >c.csv
	unusable 'both mean phone' cases c.csv
}

@test "a column nobody knows" {
	printf '电话,满意度\n1,2\n' >c.csv
	unusable '"满意度"' cases c.csv
	printf 'fone,kind\n1,2\n' >c.csv
	unusable 'nearest: phone' cases c.csv
	printf '电话,满意度,类型,日期\n13800138000,5,投诉,2026-03-10\n' >c.csv
	run_ok care-intake cases c.csv --ignore '满意度'
	grep -q 'new 1 ' "$err"
}

@test "10,000 columns" {
	seq -s, 10000 >c.csv
	unusable '2,000 cells' cases c.csv
	{ echo ref,kind,received; seq -s, 10000; echo A,complaint,2026-03-10; } >c.csv
	run_status 1 care-intake cases c.csv
	grep -q '^c.csv:2: ' "$err"
	grep -q 'new 1 .*refused 1' "$err"
}

@test "a row of two megabytes" {
	{
		echo ref,kind,received,text
		printf 'A,complaint,2026-03-10,'
		head -c 2000000 /dev/zero | tr '\0' x
		printf '\nB,complaint,2026-03-10,fine\n'
	} >c.csv
	run_status 1 care-intake cases c.csv --rejects r.csv
	grep -q '^c.csv:2: .*1 MiB' "$err"
	grep -q 'new 1 .*refused 1' "$err"
	[ "$(wc -l <r.csv)" -eq 2 ]
	# The same in quotation marks, and never closed: nobody knows where the
	# next row begins.
	sed 's/xxx*/"&/' c.csv >open.csv
	run_status 65 care-intake cases open.csv
	grep -q '^open.csv:2: .*1 MiB' "$err"
}

@test "a character at the edge of a block is whole" {
	for n in $(seq 65474 65486); do
		{
			printf 'ref,kind,received,text\nN%s,complaint,2026-03-10,' "$n"
			head -c "$n" /dev/zero | tr '\0' x
			printf '大大大\n'
		} >c.csv
		run_ok care-intake cases c.csv
		grep -q 'new 1 ' "$err"
	done
	printf 'ref,kind,received,text\nY,complaint,2026-03-10,大巴\nZ,complaint,2026-03-10,\xe5\xa4' >cut.csv
	run_status 1 care-intake cases cut.csv
	grep -q '^cut.csv:3: the row is not UTF-8' "$err"
	grep -q 'new 1 .*refused 1' "$err"
}

@test "byte order mark, CRLF, blank lines, semicolons" {
	printf '\xef\xbb\xbf编号;类型;日期\r\n\r\nA;投诉;2026-03-10\r\n;;\r\n' >c.csv
	run_ok care-intake cases c.csv
	grep -q 'read 1  new 1 ' "$err"
}

@test "what people take for a sheet, and what to do with it" {
	care-case list -o book.xlsx
	cp book.xlsx export.csv
	run_status 65 care-intake cases export.csv
	[[ $stderr == 'export.csv:1: a workbook; '*'xlsx2csv'* ]]
	run_status 65 care-intake columns book.xlsx
	[[ $stderr == 'book.xlsx:1: a workbook; '* && -z $output ]]
	printf '\xd0\xcf\x11\xe0\xa1\xb1' >old.xls
	run_status 65 care-intake cases old.xls
	[[ $stderr == *'of the old form'* ]]
	gzip -c <book.xlsx >sheet.csv.gz
	run_status 65 care-intake cases - <sheet.csv.gz
	[[ $stderr == '-:1: a compressed file; '*zcat* ]]
	printf '%%PDF-1.7\n' >a.pdf
	run_status 65 care-intake cases a.pdf
	printf '\xef\xbb\xbf\n<HTML><table><tr><td>ref</td></tr></table></html>\n' >web.xls
	run_status 65 care-intake cases web.xls
	[[ $stderr == *'HTML or XML'* ]]
	printf '[\n {"ref": "A", "kind": "complaint"}]\n' >array.json
	run_status 65 care-intake cases array.json
	[[ $stderr == *"jq -c '.[]'"* ]]
	# A head may begin with a bracket.
	printf '[ref],kind\n' >c.csv
	run_status 65 care-intake cases c.csv
	[[ $stderr == *'no column'* ]]
}

@test "noise of every kind ends with a clear status" {
	for i in $(seq 1 40); do
		head -c "$((i * 97))" /dev/urandom >noise.csv
		status=0
		care-intake cases noise.csv >"$out" 2>"$err" || status=$?
		case $status in 0 | 1 | 65) ;; *) echo "status $status"; cat "$err"; return 1 ;; esac
	done
	care-store check
}

@test "no head and no value gives orders to the terminal" {
	printf 'ref,\033]0;owned\007\n1,2\n' >c.csv
	run_status 65 care-intake cases c.csv
	printf 'ref,kind\033[2J,received\nA,comp\033[31mlaint,2026-03-10\n' >d.csv
	run_status 65 care-intake cases d.csv
	printf 'ref,kind,received\nA,comp\033[31mlaint,2026-03-10\n' >e.csv
	run_status 1 care-intake cases e.csv
	grep -q 'comp?\[31mlaint' "$err"
	run_status 65 care-intake case - < <(printf 'a\033[2J: b\n')
	for file in c.csv d.csv e.csv; do
		care-intake cases "$file" --rejects r.csv 2>&1 || :
	done | { run grep -c $'\033' -; [ "$output" = 0 ]; }
}

@test "fields of the policy: hostile heads and cells cost their row at most" {
	long=$(head -c 100000 /dev/zero | tr '\0' x)
	{
		printf 'ref,received,kind,受理通知日期,客户诉求\n'
		printf 'A,2026-03-10,complaint,2026-03-09,"%s"\n' "$long"
		printf 'B,2026-03-10,complaint,%s,x\n' "$long"
		printf 'C,2026-03-10,complaint,2026-03-09,"\033[2J\007"\n'
		printf 'D,2026-03-10,complaint,\033[2J,x\n'
		printf 'E,2026-03-10,complaint,9999-99-99,x\n'
		printf 'F,2026-03-10,complaint,2026-03-09,"a\nb = c | . x=y\n+cases id=1"\n'
		printf 'G,2026-03-10,complaint,-,-\n'
	} >c.csv
	run_status 1 care-intake cases c.csv --rejects back.csv
	[ "${stderr##*$'\n'}" = 'read 7  new 4  same 0  changed 0  refused 3' ]
	run ! grep -q "$(printf '\033')" "$err"
	[ "$(wc -c <"$err")" -lt 2000 ]
	run_ok care-case fields ref:A --format csv
	run_ok care-case fields ref:C --format table
	run_ok care-case fields ref:F --format jsonl
	grep -qF 'a\nb = c | . x=y\n+cases id=1' "$out"
	run_ok care-case history ref:F
	run_ok care-case show ref:F
	run_ok care-store check
}

@test "fields of the policy: what no mapping, line or option can say" {
	printf 'ref,received,kind,desired_remedy,客户诉求\nA,2026-03-10,complaint,x,y\n' >c.csv
	unusable 'both mean desired_remedy' cases c.csv
	printf 'ref,received,kind,需求特殊\nA,2026-03-10,complaint,x\n' >c.csv
	unusable '需求特殊' cases c.csv
	printf '{"ref":"A","received":"2026-03-10","kind":"complaint","notice_date":["2026-03-09"]}\n' >c.jsonl
	run_status 1 care-intake cases c.jsonl
	[[ $stderr == *'notice_date: a list or an object'* ]]
	printf 'columns: {desired_remedi: x}\n' >m.yaml
	run_status 78 care-intake cases c.csv --map m.yaml
	[[ $stderr == *'nearest: desired_remedy'* ]]
	printf 'columns: {desired_remedy: x, ref: ref, notice_date: {head: kind, add_days: ref}}\n' >m.yaml
	run_status 65 care-intake cases c.csv --map m.yaml
	printf '类型: 投诉\n受理通知日期: 3/4/2026\n' >line
	run_status 65 care-intake case - <line
	[[ $stderr == *'受理通知日期: '*'nothing was entered'* ]]
	printf '类型: 投诉\nnotice_date: 2026-03-09\n受理通知日期: 2026-03-09\n' >line
	run_status 65 care-intake case - <line
	[[ $stderr == *'given twice'* ]]
	run_status 64 care-intake case --kind 投诉 --set =x
	run_status 64 care-intake case --kind 投诉 --set ''
	run_status 64 care-intake case --kind 投诉 --set "notice_date=$(printf '\377')"
	[[ $stderr == *UTF-8* ]]
	run_status 64 care-intake case --kind 投诉 --set "notice_date=$(head -c 60000 /dev/zero | tr '\0' 9)"
	care-store export --canonical | cmp - before
}
