#!/usr/bin/env bats
# care-intake: encodings, orders of dates, JSON Lines.
load setup

setup() {
	fresh
	run_ok care-store init store --trial --policy "$ROOT/policies/small-agency.yaml" \
	    --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/store CARE_NOW=2026-03-12T10:12:00+08:00
}

sheet() {
	cat <<-'E'
	编号,投诉日期,类型,客户姓名,手机号,投诉内容
	TS1,2026-03-10 09:00,投诉,李䶮,13800138000,大巴迟到
	TS2,2026/3/11,投述,王强,13900139000,房间不干净
	E
}

@test "one sheet in five encodings is the same two rows" {
	sheet >utf8.csv
	iconv -t GB18030 utf8.csv >gb.csv
	{ printf '\xef\xbb\xbf'; cat utf8.csv; } >bom.csv
	{ printf '\xff\xfe'; iconv -t UTF-16LE utf8.csv; } >le.csv
	{ printf '\xfe\xff'; iconv -t UTF-16BE utf8.csv; } >be.csv
	new=1 same=0
	for f in gb utf8 bom le be; do
		run_status 1 care-intake cases "$f.csv" --rejects "$f.back"
		[ "${stderr##*$'\n'}" = "read 2  new $new  same $same  changed 0  refused 1" ]
		new=0 same=1
	done
	run_status 1 care-intake cases - <gb.csv
	status=0
	cat le.csv | care-intake cases - 2>"$err" || status=$?
	[ "$status" -eq 1 ]
	grep -q 'same 1 ' "$err"
}

@test "UTF-16 without a mark, and other separators" {
	sheet | sed 's/投述/投诉/; s/王强/一王/' >utf8.csv
	run_ok care-intake cases utf8.csv
	iconv -t UTF-16LE utf8.csv >le.csv
	iconv -t UTF-16BE utf8.csv >be.csv
	for f in le be; do
		run_ok care-intake cases "$f.csv" -v
		[[ $stderr == "$f.csv: read as UTF-16${f^^}"$'\n''read 2  new 0  same 2 '* ]]
	done
	run_status 1 care-intake cases <(sed 's/13900139000/1/' utf8.csv | iconv -t UTF-16LE) --rejects le.back
	iconv -f UTF-16LE le.back | grep -q '^TS2,2026/3/11,投诉,一王,1,房间不干净,3,"手机号: '
	tr , '|' <utf8.csv >pipe.csv
	tr , '\t' <utf8.csv >tab.csv
	for f in pipe tab; do
		run_ok care-intake cases "$f.csv"
		[ "$stderr" = 'read 2  new 0  same 2  changed 0  refused 0' ]
	done
	# What is not found can be said; with one of these in a head too.
	sed '1s/内容/内容(a|b|c|d|e|f|g)/' utf8.csv | tr , '^' >hat.csv
	run_status 65 care-intake cases hat.csv
	run_ok care-intake cases hat.csv --separator ^
	[ "$stderr" = 'read 2  new 0  same 2  changed 0  refused 0' ]
	run_ok care-intake cases tab.csv --separator tab
	run_ok care-intake columns hat.csv --separator ^
	grep -q '^  text: "投诉内容' "$out"
	for sign in '' x ab '"' ' ' ，; do
		run_status 64 care-intake cases utf8.csv --separator "$sign"
	done
}

@test "refused rows come back in the input's encoding" {
	sheet >utf8.csv
	iconv -t GB18030 utf8.csv >gb.csv
	{ printf '\xef\xbb\xbf'; cat utf8.csv; } >bom.csv
	{ printf '\xff\xfe'; iconv -t UTF-16LE utf8.csv; } >le.csv
	run_status 1 care-intake cases gb.csv --rejects gb.back
	iconv -f GB18030 gb.back | grep -q '^TS2,2026/3/11,投述,王强,13900139000,房间不干净,3,"类型: '
	run_status 1 care-intake cases bom.csv --rejects bom.back
	[ "$(head -c 3 bom.back)" = $'\xef\xbb\xbf' ]
	run_status 1 care-intake cases le.csv --rejects le.back
	[ "$(head -c 2 le.back | od -An -tx1)" = ' ff fe' ]
	# Mended in place and fed again, in their own encoding.
	iconv -f GB18030 gb.back | sed 's/投述/投诉/' | iconv -t GB18030 >mended.csv
	run_ok care-intake cases mended.csv
	[ "$stderr" = 'read 1  new 1  same 0  changed 0  refused 0' ]
	{ printf '\xff\xfe'; tail -c +3 le.back | iconv -f UTF-16LE | sed 's/投述/投诉/' | iconv -t UTF-16LE; } >mended.csv
	run_ok care-intake cases mended.csv
	[ "$stderr" = 'read 1  new 0  same 1  changed 0  refused 0' ]
}

@test "an encoding can be named, and what was found is told" {
	printf 'ref,kind,received,text\nA,complaint,2026-03-10,caf\xe9\n' >latin.csv
	run_ok care-intake cases latin.csv --encoding ISO-8859-1 -v
	grep -q '^latin.csv: read as ISO-8859-1; batch b[0-9]*$' "$err"
	id=$(care-case list --ids)
	run_ok care-case history "$id" --format csv --reveal 'test of encodings'
	grep -q 'café' "$out"
	run_status 64 care-intake cases latin.csv --encoding klingon
	grep -q 'iconv -l' "$err"
	sheet | iconv -t GB18030 >gb.csv
	run_status 1 care-intake cases gb.csv -v
	grep -q '^gb.csv: read as GB18030; batch b[0-9]*$' "$err"
	# Bytes that are nothing in the encoding cost their row.
	printf 'ref,kind,received,text\nB,complaint,2026-03-10,\xff\nC,complaint,2026-03-10,x\n' >bad.csv
	run_status 1 care-intake cases bad.csv --encoding GB18030
	grep -q '^bad.csv:2: ' "$err"
	grep -q 'new 1 .*refused 1' "$err"
}

@test "dates of two minds need an order" {
	printf 'ref,kind,received\nA,complaint,3/4/2025\nB,complaint,12/31/2025 11:05:00 PM\n' >c.csv
	run_status 1 care-intake cases c.csv
	grep -q '^c.csv:2: received: .*--dates mdy' "$err"
	run_status 64 care-intake cases c.csv --dates ymd
	run_ok care-intake cases c.csv --dates mdy
	run_ok care-case list --format csv
	grep -q ',A,.*2025-03-04 00:00:00' "$out"
	grep -q ',B,.*2025-12-31 23:05:00' "$out"
	run_ok care-store init other --trial --policy "$ROOT/policies/small-agency.yaml"
	run_status 1 care-intake cases c.csv --dates dmy -d other
	run_ok care-case list --format csv -d other
	grep -q ',A,.*2025-04-03 00:00:00' "$out"
}

@test "JSON Lines: rows by the names of members, in any order" {
	cat >c.jsonl <<-'E'
	{"编号":"J1","kind":"complaint","received":"2026-03-10 09:00","phone":13800138000,"text":"大巴\n迟到"}

	{"received":"2026-03-11T02:00:00Z","编号":"J2","kind":"投诉","severity":null}
	E
	run_ok care-intake cases c.jsonl
	[ "$stderr" = 'read 2  new 2  same 0  changed 0  refused 0' ]
	run_ok care-intake cases - <c.jsonl
	[ "$stderr" = 'read 2  new 0  same 2  changed 0  refused 0' ]
	run_ok care-case list --format csv
	grep -q ',J1,.*138\*\*\*\*8000' "$out"
	grep -q ',J2,.*2026-03-11 10:00:00' "$out"
	# What one command writes in that form, the other reads.
	run_ok care-store init other --trial --policy "$ROOT/policies/small-agency.yaml"
	care-case list --format jsonl >list.jsonl
	jq -c '{ref, kind, received}' list.jsonl | care-intake cases - -d other
	run_ok care-case list -d other --ids
	[ "${#lines[@]}" -eq 2 ]
}

@test "JSON Lines: refused lines keep their form" {
	cat >c.jsonl <<-'E'
	{"ref":"J1","kind":"complaint","received":"2026-03-10"}
	{"ref":"J2","kind":"nothing","received":"2026-03-10","fee":{"a":1}}
	{"ref":"J3","kind":["complaint"],"received":"2026-03-10"}
	{"ref":"J4","ref":"J5","kind":"complaint","received":"2026-03-10"}
	not JSON
	{"ref":"J6","kind":"complaint","received":"2026-03-10","text":"a\u0000b"}
	E
	run_status 1 care-intake cases c.jsonl --ignore fee --rejects back.jsonl
	[ "${stderr##*$'\n'}" = 'read 6  new 1  same 0  changed 0  refused 5' ]
	grep -q '^c.jsonl:3: kind: a list or an object' "$err"
	[ "$(wc -l <back.jsonl)" -eq 5 ]
	[ "$(head -n 1 back.jsonl | jq -r .care_line)" = 2 ]
	head -n 2 back.jsonl | sed 's/"nothing"/"complaint"/; s/\["complaint"\]/"complaint"/' >mended.jsonl
	run_ok care-intake cases mended.jsonl --ignore fee --rejects again.jsonl
	[ "$stderr" = 'read 2  new 2  same 0  changed 0  refused 0' ]
	[ ! -s again.jsonl ]
}

@test "JSON that is no JSON Lines" {
	printf '{\n"ref": "A"\n}\n' >c.json
	run_status 65 care-intake cases c.json
	grep -q '^c.json:1: .*jq -c' "$err"
	printf '{"unheard":1}\n' >c.json
	run_status 65 care-intake cases c.json
	python3 -c 'print("{" + ",".join("\"k%d\":1" % i for i in range(10000)) + "}")' >c.json
	run_status 65 care-intake cases c.json
	head -c 3000000 /dev/zero | tr '\0' '[' | sed 's/^/{"a":/' >c.json
	run_status 65 care-intake cases c.json
	{ printf '{"ref":"'; head -c 2000000 /dev/zero | tr '\0' x; printf '"}\n{"ref":"A","kind":"complaint","received":"2026-03-10"}\n'; } >c.json
	run_status 1 care-intake cases c.json --rejects r.json
	grep -q '^c.json:1: .*1 MiB' "$err"
	grep -q 'new 1 .*refused 1' "$err"
}
