#!/usr/bin/env bats
# Fields that the policy declares come in by every way, and rules go by them.
load setup

store() {
	run_ok care-store init store --trial --policy "$1" --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/store CARE_NOW=2026-03-12T10:12:00+08:00
}

setup() {
	fresh
}

# policy 'FIELDS' ['MORE']: a small policy of our own in p.yaml.
policy() {
	cat >p.yaml <<-E
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
	  severities: [minor, normal, serious]
	  tiers: {plain: 普通, regular: 常客, vip: 贵宾}
	$1
	${2:-}
	E
}

fields() {
	care-store export --canonical | sed -n 's/^field subject=//p'
}

promises() {
	care-store export --canonical | sed -n "s,^promise subject=$1 ,,p"
}

forms="fields:
  motive: {for: complaint, type: word, of: {respect: 求尊重, vent: 发泄, money: 求补偿}, title: 动机}
  asked: {for: complaint, type: words, of: {refund: 退款, excuse: 道歉}, title: 要求}
  persons: {for: case, type: number, title: 涉及人数}
  oral: {for: case, type: flag, title: 口头投诉}
  notice_date: {for: complaint, type: date, title: 受理通知日期}
  appointment: {for: request, type: time, title: 预约时间}
  plea: {for: complaint, type: text, title: 期望}"

@test "a sheet by titles, a sheet by names and JSON Lines say the same" {
	policy "$forms"
	cat >titles.csv <<-'E'
	编号,投诉日期,类型,动机,要求,涉及人数,口头投诉,受理通知日期,期望
	A1,2026-03-10,投诉,求补偿,退款、道歉,3人,是,2026.3.9,早日解决
	E
	cat >names.csv <<-'E'
	ref,received,kind,motive,asked,persons,oral,notice_date,plea
	A1,2026-03-10,complaint,money,"refund, excuse",3,yes,2026-03-09,早日解决
	E
	printf '%s\n' '{"ref":"A1","received":"2026-03-10","kind":"投诉","Motive":"money","要求":"退款 道歉","persons":3,"oral":true,"受理通知日期（必填）":"9 Mar 2026","期望":"早日解决"}' >one.jsonl
	for f in titles.csv names.csv one.jsonl; do
		rm -rf store
		store p.yaml
		run_ok care-intake cases "$f"
		fields >"fields.$f"
		[ "$(wc -l <"fields.$f")" -eq 6 ]
		care-store check
	done
	cmp fields.titles.csv fields.names.csv
	cmp fields.titles.csv fields.one.jsonl
	grep -q 'name=motive word=money ' fields.names.csv
	grep -q 'name=asked word=refund excuse ' fields.names.csv
	grep -q 'name=persons word num=3 ' fields.names.csv
	grep -q 'name=oral word num=1 ' fields.names.csv
	grep -q "name=notice_date word num=$(date -d '2026-03-09 00:00 +0800' +%s) " fields.names.csv
	grep -q 'name=plea .*plea=早日解决' fields.names.csv
	# once more it is the same
	run_ok care-intake cases one.jsonl
	[ "$stderr" = 'read 1  new 0  same 1  changed 0  refused 0' ]
}

@test "one case by options, by lines and by a dialogue" {
	policy "fields:
  motive: {for: complaint, type: word, of: {respect: 求尊重, money: 求补偿}, title: 动机, required_at: received}
  plea: {for: complaint, type: text, title: 期望}"
	store p.yaml
	run_ok care-intake case --kind 投诉 --set 动机=money --set plea='a = b'
	[ "$(fields | wc -l)" -eq 2 ]
	fields | grep -q 'name=motive word=money '
	fields | grep -q 'name=plea .*plea=a%20=%20b'
	run_ok care-intake case - <<-'E'
	类型: 投诉
	动机：求尊重
	期望: 面谈

	大巴迟到
	E
	fields | grep -q 'word=respect '
	fields | grep -q '|. plea=面谈'
	printf '%s\n' '' '' '' '' '' 迟到 '' '' nothing 补偿 求补偿 >answers
	run_ok care-intake case --ask <answers
	[[ $stderr == *'动机 motive: '*'nearest: 求补偿'* ]]
	[ "$(fields | grep -c 'word=money ')" -eq 2 ]
	# of another kind nobody is asked for it
	printf '%s\n' '' '' 需求 '' '' 迟到 '' '' >answers
	run_ok care-intake case --ask <answers
	[[ $stderr != *motive* ]]
	run_status 64 care-intake case --kind 投诉 --set motiv=money
	[[ $stderr == *'nearest: motive'* ]]
	run_status 64 care-intake case --kind 投诉 --set phone=13800138000
	[[ $stderr == *'no such field'* && $stderr != *138001* ]]
	run_status 64 care-intake case --kind 投诉 --set motive
	run_status 64 care-intake case --kind 投诉 --set motive=money --set 动机=money
	[[ $stderr == *'given twice'* ]]
	printf '退 300 元\n不要券\n' >plea.txt
	run_ok care-intake case --kind 投诉 --set motive=money --set plea=@plea.txt
	fields | grep -q 'content=. plea=退%20300%20元%0A不要券$'
	run_ok care-intake case --kind 投诉 --set motive=money --set plea=@- <plea.txt
	run_ok care-intake case --kind 投诉 --set motive=money --set plea=@@home
	fields | grep -q 'content=. plea=@home$'
	run_status 64 care-intake case --kind 投诉 --set motive=money --set plea=@nowhere
	[[ $stderr == *'nowhere: No such file'* ]]
	run_status 64 care-intake case --set plea=@- - <plea.txt
	[[ $stderr == *'from standard input'* ]]
	run_status 64 care-intake case --kind 投诉 --set motive=mony
	[[ $stderr == *'"mony" is not one of 动机; nearest: money'* ]]
	run_status 64 care-intake case --kind 需求 --set motive=money
	[[ $stderr == *motive*complaint* ]]
	run_ok care-store check
}

@test "a mapping makes fields, and columns FILE suggests them" {
	policy "$forms"
	store p.yaml
	printf 'Nr,day,type,动机,adults,children,notice,plea\n7,2026-03-10,complaint,发泄,2,1,2026-03-05,x\n' >f.csv
	run_ok care-intake columns f.csv
	grep -q '^  motive: "动机"$' "$out"
	grep -q '^  plea: "plea"$' "$out"
	cat >map.yaml <<-'E'
	noun: cases
	columns:
	  ref: Nr
	  received: day
	  kind: type
	  persons: {sum: [adults, children]}
	  notice_date: {head: notice, add_days: children}
	  motive: {head: 动机, words: {发泄: vent}}
	E
	run_ok care-intake cases f.csv --map map.yaml
	fields | grep -q 'name=persons word num=3 '
	fields | grep -q 'name=motive word=vent '
	fields | grep -q "name=notice_date word num=$(date -d '2026-03-06 00:00 +0800' +%s) "
	fields | grep -q 'plea=x'
	sed -i 's/  persons: .*/  plea: {sum: [adults]}/' map.yaml
	run_status 78 care-intake cases f.csv --map map.yaml
	[[ $stderr == *'map.yaml:6:'*'only numbers'* ]]
	run_ok care-intake columns cases --format csv
	grep -q '^cases,motive,motive,0,动机$' "$out"
	grep -q '^cases,notice_date,date,0,受理通知日期$' "$out"
	# without a store there are our own columns
	CARE_STORE=$PWD/nowhere run_ok care-intake columns cases --format csv
	run ! grep -q motive "$out"
	grep -q '^cases,due,time,' "$out"
}

@test "a bad value refuses its row with the cure" {
	policy "$forms
  ills: {for: case, type: word, of: [asthma, allergy], class: sensitive, title: 疾病}"
	store p.yaml
	cat >bad.csv <<-'E'
	ref,received,kind,motive,asked,persons,oral,notice_date,appointment,ills
	B1,2026-03-10,complaint,mony,,,,,,
	B2,2026-03-10,complaint,,refund;exuse,,,,,
	B3,2026-03-10,complaint,,,many,,,,
	B4,2026-03-10,complaint,,,,perhaps,,,
	B5,2026-03-10,complaint,,,,,3/9/2026,,
	B6,2026-03-10,complaint,,,,,,2026-03-12 10:00,
	B7,2026-03-10,complaint,,,,,,,asthmas
	B8,2026-03-10,complaint,13800138000,,,,,,
	B9,2026-03-10,complaint,,,,,-2h,,
	B10,2026-03-10,complaint,vent,refund,2,no,2026-03-09,,asthma
	E
	run_status 1 care-intake cases bad.csv --rejects back.csv
	[ "${stderr##*$'\n'}" = 'read 10  new 1  same 0  changed 0  refused 9' ]
	grep -q '^bad.csv:2: motive: "mony" is not one of 动机; nearest: money$' "$err"
	grep -q '^bad.csv:3: asked: "exuse" is not one of 要求; nearest: excuse$' "$err"
	grep -q '^bad.csv:4: persons: not a whole number$' "$err"
	grep -q '^bad.csv:5: oral: neither yes nor no$' "$err"
	grep -q '^bad.csv:6: notice_date: .*month' "$err"
	grep -q '^bad.csv:7: appointment: only cases of kind request' "$err"
	grep -q '^bad.csv:8: ills: not one of 疾病; nearest: asthma$' "$err"
	grep -q '^bad.csv:9: motive: "138\*\*\*\*8000"' "$err"
	grep -q '^bad.csv:10: notice_date: ' "$err"
	sed -i -e 's/mony/money/' -e 's/exuse/excuse/' -e 's/many/5/' -e 's/perhaps/no/' \
	    -e 's,3/9/2026,2026-03-09,' -e '/^B6/s/complaint/request/' -e 's/asthmas/asthma/' \
	    -e 's/13800138000/vent/' -e 's/,-2h,/,2026-03-08,/' back.csv
	run_ok care-intake cases back.csv
	[ "$stderr" = 'read 9  new 9  same 0  changed 0  refused 0' ]
	run_ok care-store check
}

@test "what a case of one kind lacks is what its head means for the others" {
	store "$ROOT/policies/small-agency.yaml"
	printf 'ref,received,kind,客户诉求\nA,2026-03-10,complaint,退款\nB,2026-03-10,request,地图\n' >c.csv
	run_ok care-intake cases c.csv
	fields | grep -q '^case:/A name=desired_remedy .*退款'
	[ "$(fields | wc -l)" -eq 1 ]
	run_ok care-case history ref:B
	[[ $output == *地图* ]]
}

@test "the date of a notice makes the promise to the authority, and moves it" {
	store "$ROOT/policies/small-agency.yaml"
	printf 'ref,received,kind,channel,受理通知日期\nA,2026-03-10,投诉,regulator,\n' >c.csv
	run_ok care-intake cases c.csv
	[ -z "$(promises case:/A | grep rule=authority)" ]
	# 5wd after Monday the 9th is Saturday the 14th, 1wd before that Friday
	sed -i 's/regulator,$/regulator,2026-03-09/' c.csv
	run_status 1 care-intake cases c.csv
	run_ok care-intake cases c.csv --update
	[ "$stderr" = 'read 1  new 0  same 0  changed 1  refused 0' ]
	promises case:/A | grep rule=authority | grep -q "start_at=$(date -d '2026-03-09 00:00 +0800' +%s) due_at=$(date -d '2026-03-13 18:00 +0800' +%s)"
	sed -i 's/2026-03-09/2026-03-11/' c.csv
	run_ok care-intake cases c.csv --update
	promises case:/A | grep rule=authority | grep turn=1 | grep -q "start_at=$(date -d '2026-03-11 00:00 +0800' +%s) due_at=$(date -d '2026-03-16 18:00 +0800' +%s)"
	run_ok care-case show ref:A
	[[ ${lines[1]} == *,notice_date=2026-03-11 ]]
	# whatever else changes, what was kept is not promised a second time
	id=$(care-case list --ids)
	run_ok care-case keep "$id/authority"
	run_ok care-case keep "$id/first_action"
	before=$(promises case:/A | wc -l)
	printf 'ref,received,kind,channel,受理通知日期,客户诉求\nA,2026-03-10,投诉,regulator,2026-03-11,退款\n' >c.csv
	run_ok care-intake cases c.csv --update
	[ "$(promises case:/A | wc -l)" -eq "$before" ]
	# taken away before it was answered, nothing is owed
	sed 's/^A,/B,/' c.csv >d.csv
	run_ok care-intake cases d.csv
	promises case:/B | grep rule=authority | grep -q state=open
	sed -i 's/2026-03-11/-/' d.csv
	run_ok care-intake cases d.csv --update
	promises case:/B | grep rule=authority | grep -q state=cancelled
	run_ok care-store check
}

@test "what a traveller needs turns the reminder into a call" {
	store "$ROOT/policies/small-agency.yaml"
	cat >b.csv <<-'E'
	ref,name,phone,product,trip,departs,returns,特殊需求
	T1,李雷,13800138001,大理,D1,2026-03-14,2026-03-18,
	T2,韩梅梅,13800138002,大理,D1,2026-03-14,2026-03-18,轮椅
	T3,王五,13800138003,大理,D1,2026-03-14,2026-03-18,素食
	E
	run_ok care-intake bookings b.csv
	run_ok care-remind run
	called() {
		care-remind list --until 2026-03-14 | grep ',call,pretrip,' | grep -q ",$1$"
	}
	run ! called T1
	called T2
	run ! called T3
	# said later, it changes as much
	sed -i '/^T3/s/素食/素食 轮椅/' b.csv
	run_ok care-intake bookings b.csv
	[ "$stderr" = 'read 3  new 0  same 2  changed 1  refused 0' ]
	run_ok care-remind run
	called T3
	run_ok care-store check
}

@test "a due time is a field like others, and its bare date the end of that day" {
	policy "fields: {wanted_by: {for: request, type: time, title: 办结期限}}" \
	    "promises: [{name: done, when: {kind: request}, to: replied, due: wanted_by}]"
	store p.yaml
	printf 'ref,received,kind,期限,办结期限\nA,2026-03-10,request,,2026-03-20\n' >c.csv
	run_ok care-intake cases c.csv --ignore 期限
	promises case:/A | grep rule=done | grep -q "due_at=$(date -d '2026-03-21 00:00 +0800' +%s)"
	# a later word moves it; a case that had none gets it then
	sed -i 's/2026-03-20/2026-03-25 12:00/' c.csv
	run_ok care-intake cases c.csv --ignore 期限 --update
	promises case:/A | grep rule=done | grep -q "due_at=$(date -d '2026-03-25 12:00 +0800' +%s)"
	printf 'ref,received,kind,办结期限\nB,2026-03-10,request,\n' >c.csv
	run_ok care-intake cases c.csv
	[ -z "$(promises case:/B)" ]
	sed -i 's/request,$/request,2026-03-30/' c.csv
	run_ok care-intake cases c.csv --update
	promises case:/B | grep -q "rule=done turn=1 .*due_at=$(date -d '2026-03-31 00:00 +0800' +%s)"
	run_ok care-store check
}

@test "what nobody says is derived; what is said wins" {
	policy "fields:
  trips: {for: customer, type: number, title: 出行次数}
  motive: {for: complaint, type: word, of: [respect, money], title: 动机}
  party_kind: {for: booking, type: word, of: [single, group]}" "derived:
  - {when: {kind: complaint}, set: {severity: serious}}
  - {when: {kind: complaint, motive: money}, set: {severity: minor}}
  - {when: {kind: complaint, channel: phone}, set: {motive: respect}}
  - {for: customer, when: {trips: {over: 2}}, set: {tier: vip}}
  - {for: customer, when: {trips: {over: 1, under: 3}}, set: {tier: regular}}
  - {for: booking, when: {party: {over: 9}}, set: {party_kind: group}}"
	store p.yaml
	cat >c.csv <<-'E'
	ref,received,kind,channel,severity,motive
	A,2026-03-10,complaint,,,
	B,2026-03-10,complaint,,,money
	C,2026-03-10,complaint,,normal,money
	D,2026-03-10,request,,,
	E,2026-03-10,complaint,phone,,
	E
	run_ok care-intake cases c.csv
	run_ok care-case list --format csv
	severity() {
		care-case list "ref:$1" --format csv | sed 1d | cut -d, -f5
	}
	[ "$(severity A)" = serious ]
	[ "$(severity B)" = minor ]
	[ "$(severity C)" = normal ]
	[ "$(severity D)" = normal ]
	[ "$(severity E)" = serious ]	# derived is no ground for another
	fields | grep -q '^case:/E name=motive word=respect '
	# the same of what is long past
	sed 's/^\(.\),/\1h,/' c.csv >h.csv
	run_ok care-intake cases h.csv --history
	[ "$(severity Ah)" = serious ]
	# a customer's tier follows his journeys as long as nobody says another
	tier() {
		care-customer find "$1" --format csv | tail -n 1 | cut -d, -f7
	}
	printf 'ref,phone,trips,tier\nK1,13800138001,2,\nK2,13800138002,5,plain\n' >k.csv
	run_ok care-intake customers k.csv
	[ "$(tier 13800138001)" = regular ]
	[ "$(tier 13800138002)" = plain ]
	sed -i 's/,2,/,3,/' k.csv
	run_ok care-intake customers k.csv
	[ "$(tier 13800138001)" = vip ]
	sed -i 's/,5,plain/,6,/' k.csv
	run_ok care-intake customers k.csv
	[ "$(tier 13800138002)" = plain ]
	printf 'ref,party\nG1,12\nG2,2\n' >b.csv
	run_ok care-intake bookings b.csv
	[ "$(fields | grep ^booking)" = 'booking:/G1 name=party_kind word=group num content' ]
	run_ok care-store check
}

@test "fields of a person go when the person goes" {
	policy "fields:
  allergy: {for: customer, type: word, of: [nuts, milk], class: sensitive, title: 过敏}
  diet: {for: booking, type: words, of: [vegetarian, halal], class: sensitive, title: 饮食}
  plea: {for: complaint, type: text, title: 期望}"
	store p.yaml
	printf 'ref,phone,allergy\nK1,13800138001,nuts\n' >k.csv
	printf 'ref,phone,diet\nT1,13800138001,halal\n' >b.csv
	printf 'ref,received,kind,phone,plea\nA,2026-03-10,complaint,13800138001,请打13800138001\n' >c.csv
	run_ok care-intake customers k.csv
	run_ok care-intake bookings b.csv
	run_ok care-intake cases c.csv
	run_ok sqlite3 store/care.db "SELECT count(*) FROM event WHERE arg LIKE '%nuts%' OR arg LIKE '%halal%' OR arg LIKE '%1380013%'"
	[ "$output" = 0 ]
	run_ok sqlite3 store/care.db "SELECT count(*) FROM content WHERE person IS NULL AND body IS NOT NULL"
	[ "$output" = 0 ]
	run_ok care-store check
}

@test "history and log tell of fields what everybody may know" {
	policy "fields:
  motive: {for: complaint, type: word, of: [respect, money], title: 动机}
  notice: {for: complaint, type: date, title: 通知日期}
  age: {for: complaint, type: number, class: personal, title: 年龄}
  illness: {for: complaint, type: text, class: sensitive, title: 病情}
  plea: {for: complaint, type: text, title: 期望}
  person: {for: complaint, type: text, class: personal, title: 责任人}"
	store p.yaml
	printf 'ref,received,kind,phone,motive,notice,age,illness,plea,person\nA,2026-03-10,complaint,13800138001,money,2026-03-09,67,asthma,请打13800138001,李小明\n' >c.csv
	run_ok care-intake cases c.csv
	[ "$(sqlite3 store/care.db "SELECT count(*) FROM event WHERE arg LIKE '%num=67%'")" = 0 ]
	fields | grep -q 'name=age word num=67 '
	run_ok care-case history ref:A
	head -n 2 "$out" | grep -q 'motive=money notice=2026-03-09 age=\*\*\*,病情: \*\*\* / 期望: 请打138\*\*\*\*8001 / 责任人: \*\*\*$'
	run ! grep -qE 'asthma|李小明' "$out"
	run_ok care-case history ref:A --reveal 'the case is mine'
	grep -q '病情: asthma / 期望: 请打13800138001 / 责任人: 李小明' "$out"
	sed -i 's/,67,/,-,/' c.csv
	run_ok care-intake cases c.csv --update
	run_ok care-case history ref:A
	grep ',updated,' "$out" | grep -q 'age=-'
	run_ok care-store check
}

@test "fields are shown as far as whoever looks may read them" {
	policy "fields:
  motive: {for: complaint, type: word, of: [respect, money], title: 动机, required_at: received}
  notice: {for: complaint, type: date, title: 通知日期}
  age: {for: complaint, type: number, class: personal, title: 年龄}
  illness: {for: complaint, type: text, class: sensitive, title: 病情}
  plea: {for: complaint, type: text, title: 期望}
  person: {for: complaint, type: text, class: personal, title: 责任人}
  size: {for: request, type: number}
  allergy: {for: customer, type: word, of: [nuts, milk], class: sensitive, title: 过敏}
  trips: {for: customer, type: number, title: 出行次数}"
	store p.yaml
	printf 'ref,phone,allergy,trips\nK1,13800138001,nuts,3\n' >k.csv
	printf 'ref,received,kind,phone,notice,age,illness,plea,person\nA,2026-03-10,complaint,13800138001,2026-03-09,67,asthma,请打13800138001,李小明\n' >c.csv
	run_ok care-intake customers k.csv
	run_ok care-intake cases c.csv
	run_ok care-case fields ref:A --format csv
	[ "${lines[0]}" = subject,field,title,type,value,class,required_at,is_missing ]
	[ "${#lines[@]}" -eq 7 ]
	id=$(care-case list --ids)
	[ "${lines[1]}" = "$id,motive,动机,word,,open,received,1" ]
	[ "${lines[2]}" = "$id,notice,通知日期,date,2026-03-09,open,,0" ]
	[ "${lines[3]}" = "$id,age,年龄,number,***,personal,,0" ]
	[ "${lines[4]}" = "$id,illness,病情,text,***,sensitive,,0" ]
	[ "${lines[5]}" = "$id,plea,期望,text,请打138****8001,open,,0" ]
	[ "${lines[6]}" = "$id,person,责任人,text,***,personal,,0" ]
	run_ok care-case show ref:A -v
	[[ $stderr == *'person=*** plea=请打138****8001'* ]]
	run_ok care-case fields ref:A --format csv --reveal 'his doctor asks'
	[ "${lines[4]}" = "$id,illness,病情,text,asthma,sensitive,,0" ]
	[ "${lines[5]}" = "$id,plea,期望,text,请打13800138001,open,,0" ]
	customer=$(care-customer find 13800138001 --ids)
	run_ok care-customer seen "$customer"
	grep -q fields "$out"
	run_ok care-case fields "$customer" --format csv
	[ "${lines[1]}" = "$customer,allergy,过敏,word,***,sensitive,,0" ]
	[ "${lines[2]}" = "$customer,trips,出行次数,number,3,open,,0" ]
	run_ok care-customer show "$customer" --format csv
	grep -q 'allergy=\*\*\* trips=3' "$out"
	run_ok care-customer show "$customer" --format csv --reveal 'planning the menu'
	grep -q 'allergy=nuts trips=3' "$out"
	run_status 1 care-case fields booking:T9
}

@test "what is due by a day is not late on that day" {
	policy "fields: {wanted_on: {for: request, type: date, title: 办结日}}" \
	    "promises: [{name: done, when: {kind: request}, to: replied, due: wanted_on}]"
	store p.yaml
	printf 'ref,received,kind,办结日\nA,2026-03-10,request,2026-03-20\n' >c.csv
	run_ok care-intake cases c.csv
	promises case:/A | grep -q "rule=done .*due_at=$(date -d '2026-03-21 00:00 +0800' +%s)"
	run_ok care-store check
}

@test "the travel agency's policy: what its fields do" {
	store "$ROOT/policies/travel-agency.yaml"
	cat >c.csv <<-'E'
	ref,received,kind,channel,cause,severity,notice_date
	A,2026-03-10 09:00,complaint,regulator,,,2026-03-09
	B,2026-03-10 09:00,complaint,phone,,,
	C,2026-03-10 09:00,complaint,phone,privacy_leak,,
	D,2026-03-10 09:00,complaint,regulator,,minor,
	E,2026-03-10 09:00,incident,phone,,,
	E
	run_ok care-intake cases c.csv
	run_ok care-case list --format csv
	[ "$(cut -d, -f2,5 "$out" | grep '^.,' | tr '\n' ' ')" = 'A,serious B,normal C,serious D,minor E,urgent ' ]
	promises case:/A | grep rule=authority | grep -q "start_at=$(date -d '2026-03-09 00:00 +0800' +%s) "
	[ -z "$(promises case:/D | grep rule=authority)" ]
	printf 'ref,phone,出行次数\nK1,13800138001,3\nK2,13800138002,2\nK3,13800138003,1\n' >k.csv
	run_ok care-intake customers k.csv
	run_ok care-customer find 13800138001 13800138002 13800138003 --format csv
	[ "$(cut -d, -f7 "$out" | tr '\n' ' ')" = 'tier vip regular  ' ]
	printf 'ref,phone,departs,returns,特殊需求,紧急联系人,state\nT1,13800138001,2026-03-11,2026-03-15,轮椅、素食,王五 13900139000,departed\nT2,13800138002,2026-03-20,2026-03-25,,,booked\n' >b.csv
	run_ok care-intake bookings b.csv
	[[ $stderr == *'1 departed without: disclosure'* ]]
	run_ok care-case fields booking:T1 --format csv
	grep -q ',needs,特殊需求,words,\*\*\*,sensitive,' "$out"
	run ! grep -q 13900139000 "$out"
	# who has nobody to call in an emergency is asked for one
	promises booking:/T2 | grep -q rule=emergency_contact
	run_ok care-case steps --open --plan disclosure --until 2026-03-21 --format csv
	[ "$(grep -c '^booking:' "$out")" -eq 2 ]
	run_ok care-store check
}
