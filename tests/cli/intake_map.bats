#!/usr/bin/env bats
# care-intake --map: files whose columns are not ours.
load setup

setup() {
	fresh
	run_ok care-store init store --trial --policy "$ROOT/policies/small-agency.yaml" \
	    --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/store CARE_NOW=2026-03-12T10:12:00+08:00
}

hotel() {
	cat >hotel.csv <<-'E'
	house,year,month,day,nights,more,lead,adults,children,what
	Sea,2026,April,1,2,1,40,2,NA,Confirmed
	Sea,2026,April,1,2,1,40,2,NA,Confirmed
	Hill,2026,5,30,0,0,90,1,2,Canceled
	Hill,2026,NULL,30,0,0,90,1,2,Canceled
	Hill,2026,February,30,0,0,90,1,2,Canceled
	Hill,2026,June,3,x,0,90,1,2,Canceled
	E
	cat >hotel.yaml <<-'E'
	noun: bookings
	missing: ["NULL", "NA"]
	columns:
	  ref: {text: "H{row}"}
	  product: house
	  departs: {text: "{year}-{month}-{day}"}
	  returns: {text: "{year}-{month}-{day}", add_days: [nights, more]}
	  booked: {text: "{year}-{month}-{day}", less_days: lead}
	  party: {sum: [adults, children]}
	  state: {head: what, words: {Confirmed: booked, Canceled: cancelled}}
	ignore: rest
	E
}

@test "columns are put together, added up, translated, moved" {
	hotel
	run_status 1 care-intake bookings hotel.csv --map hotel.yaml --rejects r.csv
	[ "${stderr##*$'\n'}" = 'read 6  new 4  same 0  changed 0  refused 2' ]
	grep -q '^hotel.csv:6: booked: there is no such day' "$err"
	grep -q '^hotel.csv:7: returns: nights: not a number' "$err"
	[ "$(wc -l <r.csv)" -eq 3 ]
	care-store export --canonical | grep '^booking ' >rows
	at() { date -d "$1 00:00 +0800" +%s; }
	grep -q "product=Sea .*booked_at=$(at 2026-02-20) departs=$(at 2026-04-01) returns=$(at 2026-04-04) party=2 .*state=booked" rows
	grep -q "product=Hill .*departs=$(at 2026-05-30) returns=$(at 2026-05-30) party=3 .*state=cancelled" rows
	run_status 1 care-intake bookings hotel.csv --map hotel.yaml
	[ "${stderr##*$'\n'}" = 'read 6  new 0  same 4  changed 0  refused 2' ]
	run_ok care-store check
}

@test "constants, and heads by what they are called beside the mapping" {
	printf '编号,when,内容,满意度\nA,5/1/2025 3:05 PM,迟到,5\n' >c.csv
	cat >c.yaml <<-'E'
	noun: cases
	dates: mdy
	columns:
	  received: when
	  kind: {text: 投诉}
	  channel: {text: phone}
	  note: {text: "满意度 {满意度}"}
	E
	run_ok care-intake cases c.csv --map c.yaml
	run_ok care-case list --format csv
	grep -q ',A,complaint,phone,.*2025-05-01 15:05:00' "$out"
	# What the command line says goes before the file.
	printf '编号,when\nB,5/1/2025\n' >d.csv
	sed '/note/d' c.yaml >d.yaml
	run_ok care-intake cases d.csv --map d.yaml --dates dmy
	run_ok care-case list --format csv
	grep -q ',B,complaint,phone,.*2025-01-05 00:00:00' "$out"
}

@test "a mapping is JSON Lines' as well" {
	printf '{"n":1,"t":"2026-03-10"}\n{"t":"2026-03-11","n":2}\n{"n":[3],"t":"2026-03-11"}\n' >c.jsonl
	printf 'columns: {ref: {text: "X-{n}"}, received: t, kind: {text: request}}\n' >c.yaml
	run_status 1 care-intake cases c.jsonl --map c.yaml
	grep -q '^c.jsonl:3: ref: n: a list or an object' "$err"
	run_ok care-case list --format csv
	grep -q ',X-2,request,' "$out"
}

# Each line: what is wrong, and the mapping.
@test "every fault of a mapping has its place" {
	printf 'a,b\n1,2\n' >c.csv
	while IFS='|' read -r status words map; do
		printf '%b' "$map" >m.yaml
		run_status "$status" care-intake cases c.csv --map m.yaml
		grep -qF -- "$words" "$err" || { echo "$map"; cat "$err"; return 1; }
	done <<-'E'
	78|m.yaml:1:1: colums: unknown key; nearest: columns|colums: {ref: a}\n
	78|m.yaml:2:3: columns.reff: no column is called so; nearest: ref|columns:\n  reff: a\n
	78|this mapping is for bookings|noun: bookings\ncolumns: {ref: a}\n
	78|mdy (month first)|dates: ymd\ncolumns: {ref: a}\n
	78|a brace that does not stand around a head|columns: {ref: {text: "{a"}}\n
	78|give one of head, text, sum|columns: {ref: {words: {a: b}}}\n
	78|give one of head, text, sum|columns: {ref: {head: a, text: b}}\n
	78|only numbers and money can be added up|columns: {ref: {sum: [a, b]}}\n
	78|only dates can be moved|columns: {ref: {head: a, add_days: b}}\n
	78|this is no YAML|columns: [\n
	65|the mapping names "c", which is no head|columns: {ref: c}\nignore: rest\n
	65|no column of cases is called "b"|columns: {ref: a}\n
	E
	printf 'ref,b\n1,2\n' >c.csv
	printf 'columns: {ref: b}\n' >m.yaml
	run_status 65 care-intake cases c.csv --map m.yaml
	grep -q '"ref" means ref, which the mapping makes' "$err"
	run_status 66 care-intake cases c.csv --map nothing.yaml
}

@test "a mapping is written for a file, edited and used" {
	printf '投诉日期,客户姓名,电话,联系方式,处理结果,"满意""度"\n2026-03-10,李梅,13800138000,,已退款,5\n' | iconv -t GB18030 >c.csv
	run_ok care-intake columns c.csv -o c.yaml
	grep -qx 'noun: cases' c.yaml
	grep -qx '  received: "投诉日期"' c.yaml
	grep -qx '  phone: "电话"' c.yaml
	grep -qx '  # kind: {text: "..."}' c.yaml
	grep -q '^  - "联系方式".*phone?' c.yaml
	run_status 1 care-intake cases c.csv --map c.yaml
	grep -q 'kind: is missing' "$err"
	sed -i 's/# kind: {text: "..."}/kind: {text: 投诉}/' c.yaml
	run_ok care-intake cases c.csv --map c.yaml
	[ "$stderr" = 'read 1  new 1  same 0  changed 0  refused 0' ]
	printf '订单号,出发日期,返回日期\n' >b.csv
	run_ok care-intake columns b.csv
	[ "${lines[0]}" = 'noun: bookings' ]
	run_status 64 care-intake columns nothing.csv
	run_status 65 care-intake columns - <<<'"x'
}

@test "a mapping for the noun that is named; words joined in any way are one head" {
	printf 'Created Date,complaint-type,Ticket_No,Closed Date,What\n03/02/2026 11:05:03 PM,投诉,7,,late\n' >export.csv
	run_ok care-intake columns cases export.csv
	grep -q '^  received: "Created Date"$' "$out"
	grep -q '^  closed: "Closed Date"$' "$out"
	sed -i 's/^# dates/dates/' "$out"
	cp "$out" map.yaml
	run_ok care-intake cases export.csv --map map.yaml --channel phone
	[ "$stderr" = 'read 1  new 1  same 0  changed 0  refused 0' ]
	run_ok care-intake cases export.csv --dates mdy --channel phone
	[ "$stderr" = 'read 1  new 0  same 1  changed 0  refused 0' ]
	run_ok care-intake columns customers export.csv
	grep -q '^noun: customers$' "$out"
	grep -q '^  - "Created Date"' "$out"
	run_status 64 care-intake columns export.csv cases
	run_status 64 care-intake columns cases export.csv more
	run_status 64 care-intake columns cases nowhere.csv
	# What no row says can be said for all.
	sed 's/投诉//' export.csv >none.csv
	run_status 1 care-intake cases none.csv --dates mdy --channel phone
	[[ $stderr == *'type: is missing; --kind says it of rows that do not'* ]]
}
