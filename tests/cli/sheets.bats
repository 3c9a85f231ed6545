#!/usr/bin/env bats
# Lists as pages and workbooks: -o FILE.html, -o FILE.xlsx.
load setup

setup() {
	fresh
	export CARE_STORE=$HOME/care/care.db
	run_ok care-store init care --trial --policy "$ROOT/policies/small-agency.yaml" --now '2026-03-12 09:00'
	cat >c.csv <<-'E'
		ref,kind,channel,received,phone,name,text
		A1,投诉,phone,2026-03-12 09:05,13800138000,李梅,"=1+1 <b>大巴</b> & ""迟到"""
		A2,投诉,phone,2026-03-12 09:10,13900139000,王强,+86 or @x or -3
	E
	run_ok care-intake cases c.csv --now '2026-03-12 10:00'
}

# The cells of the first sheet, a line each: reference, type, value.
cells() {
	unzip -p "$1" xl/sharedStrings.xml | grep -oE '<t[^>]*>[^<]*</t>' | sed -E 's/<[^>]*>//g' >texts
	unzip -p "$1" xl/worksheets/sheet1.xml | grep -oE '<c r="[A-Z0-9]+"[^>]*>(<v>[^<]*</v>)?' |
		sed -E 's/<c r="([A-Z0-9]+)"( s="[0-9]+")?( t="s")?><v>([^<]*)<\/v>/\1\3 \4/' >cells
}

# cell REF: what stands there as text
text_of() {
	local n
	n=$(sed -n "s/^$1 t=\"s\" //p" cells)
	[ -n "$n" ] && sed -n "$((n + 1))p" texts
}

@test "a workbook has all columns by their names, numbers and times as such" {
	run_ok care-case list -o l.xlsx --now '2026-03-12 10:00'
	[ "$(stat -c %a l.xlsx)" = 600 ]
	cells l.xlsx
	care-case list --now '2026-03-12 10:00' >l.csv
	[ "$(text_of A1)" = case ]
	# As many heads as the CSV has.
	[ "$(grep -cE '^[A-Z]+1 t="s"' cells)" = "$(head -1 l.csv | tr , '\n' | wc -l)" ]
	[ "$(sed -n 's/^A2 //p' cells)" = "$(sed -n 2p l.csv | cut -d, -f1)" ]
	# 2026-03-12 09:05 as days since 1899-12-30.
	grep -qE '^[A-Z]+2 46093\.378' cells
}

@test "no text becomes a formula, and what is masked stays so" {
	run_ok care-case list -o l.xlsx --now '2026-03-12 10:00'
	[ "$(unzip -p l.xlsx xl/worksheets/sheet1.xml | grep -c '<f>')" = 0 ]
	cells l.xlsx
	grep -qF '=1+1 &lt;b&gt;大巴&lt;/b&gt; &amp; "迟到"' texts
	grep -qF '李*' texts
	[ "$(grep -cE '李梅|13800138000' texts)" = 0 ]
	run_ok care-case list -o r.xlsx --reveal '测试用途' --now '2026-03-12 10:00'
	cells r.xlsx
	grep -qF '李梅' texts
}

@test "a page escapes what it shows, names its language, and loads nothing" {
	run_ok care-case list -o l.html --now '2026-03-12 10:00'
	grep -qF '=1+1 &lt;b&gt;大巴&lt;/b&gt; &amp; &quot;迟到&quot;' l.html
	grep -qF '<html lang="en">' l.html
	[ "$(grep -cE '<script|src=|href=|李梅|13800138000' l.html)" = 0 ]
	[ "$(grep -c '^<tr>' l.html)" = 2 ]
	run_ok care-case list --format html --no-heads --now '2026-03-12 10:00'
	[ "$(grep -c '<th>' "$out")" = 0 ]
}

@test "calls offer the results that the act reads back" {
	cat >b.csv <<-E
		ref,name,phone,product,trip,departs,returns,state
		B1,李梅,13800138001,云南6日,T1,2026-03-08,2026-03-11,returned
	E
	run_ok care-intake bookings b.csv --now '2026-03-11 10:00'
	run_ok care-remind calls -o calls.xlsx --now '2026-03-12 10:30'
	unzip -p calls.xlsx xl/worksheets/sheet1.xml | grep -q '<dataValidation type="list"[^>]*sqref="L2"[^>]*><formula1>"接通-满意,接通-有问题,'
	cells calls.xlsx
	[ "$(text_of L1)" = result ]
	# Whoever calls sees whom.
	grep -qF 13800138001 <(unzip -p calls.xlsx xl/sharedStrings.xml)
}

@test "an empty list is a workbook with heads; what cannot be written is an error" {
	run_ok care-case list --kind 咨询 -o e.xlsx --now '2026-03-12 10:00'
	cells e.xlsx
	[ "$(text_of A1)" = case ]
	run_status 73 care-case list -o nowhere/l.xlsx --now '2026-03-12 10:00'
	TMPDIR=$HOME/none run_status 74 care-case list -o l2.xlsx --now '2026-03-12 10:00'
	[ ! -e l2.xlsx ]
	run_status 64 care-case list --format pdf
	[[ $stderr == *'html, xlsx'* ]]
}

@test "a workbook goes through a pipe, but not to a terminal" {
	run_ok care-case list --format xlsx --now '2026-03-12 10:00'
	[ "$(head -c 2 "$out")" = PK ]
	run_status 64 script -qec 'care-case list --format xlsx' /dev/null </dev/null
}
