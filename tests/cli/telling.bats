#!/usr/bin/env bats
# What the customer is told, and what others are asked, each a promise.
load setup

setup() {
	fresh
	export CARE_STORE=$HOME/store/care.db
	cp -R "$ROOT/policies" .
	run_ok care-store init -q store --trial --first 1039 --policy policies/travel-agency.yaml --now '2026-12-01 8:00'
	printf 'login,name,role,team,supervisor\nliu,刘洋,supervisor,complaint_team,\nhe,何平,product,product,\nzhu,朱丹,agent,product,he\n' >staff.csv
	run_ok care-intake staff -q staff.csv --now '2026-12-01 8:00'
	at 2026-12-02 9:00
	new complaint 13800138000
	case=$(care-case list --ids | head -1)
	at 2026-12-02 10:00
}

at() {
	export CARE_NOW="$*"
}

new() {
	run_ok care-intake case -q --kind "$1" --channel phone --phone "$2" --text 大巴迟到
}

# of PROMISE COLUMN: its cell in show.
of() {
	care-case show "$case" -f jsonl | jq -r --arg p "$case/$1" --arg c "$2" 'select(.promise == $p) | .[$c] // "" |
	    tostring | sub("T"; " ") | sub("[+]08:00"; "")'
}

events() {
	care-case history "$case" -f csv | cut -d, -f4 | grep -cx "$1" || true
}

checked() {
	run_ok care-store check
}

@test "an answer promised by a time is a promise that is due exactly then" {
	run_ok care-case tell "$case" --by 16:00 --note 下午四点前答复
	[[ $stderr == *"$case: an answer is promised by Wed 2026-12-02 16:00"* ]]
	[ "$(of told due)" = '2026-12-02 16:00:00' ]
	[ "$(of told state)" = open ]
	run_ok care-case todo -f csv
	[[ $output == *"$case/told"* ]]
	# It stands still with nothing.
	run_ok care-case wait "$case" -q --because waiting_customer --question 请补充车票 --via phone
	[ "$(of told due)" = '2026-12-02 16:00:00' ]
	checked
}

@test "a question is promised an answer as a complaint is, and the reply keeps it" {
	new consultation 13800138001
	case=$(care-case list --ids | tail -1)
	run_ok care-case tell "$case" -q --by +2h --note 两小时内回电
	[ "$(of told due)" = '2026-12-02 12:00:00' ]
	at 2026-12-02 11:30
	run_ok care-case reply -q "$case"
	[ "$(of told state)" = kept ]
	[ "$(of told late)" = 0 ]
	checked
}

@test "a second time runs beside the first, or replaces it when the customer agreed" {
	run_ok care-case tell "$case" -q --by 16:00 --note 四点前
	run_ok care-case tell "$case" --by 18:00 --note 六点前
	[[ $stderr == *'1 promised before still run; --replace if the customer agreed'* ]]
	[ "$(of told state)" = open ]
	[ "$(of told.2 state)" = open ]
	run_ok care-case tell "$case" --by '2026-12-03 10:00' --replace --note 客户同意明天
	[[ $stderr != *'still run'* ]]
	[ "$(of told state)/$(of told reason)" = cancelled/replaced ]
	[ "$(of told.2 state)/$(of told.2 reason)" = cancelled/replaced ]
	[ "$(of told.3 due)" = '2026-12-03 10:00:00' ]
	checked
}

@test "what cannot be promised is refused" {
	run_status 1 care-case tell "$case" --by 16:00
	[[ $stderr == *'say what he was told'* ]]
	run_status 1 care-case tell "$case" --by 9:30 --note x
	[[ $stderr == *'by: 9:30: does not lie ahead'* ]]
	run_status 1 care-case tell "$case" --by soon --note x
	[ "$(events told)" -eq 0 ]
	printf 'schema: 1\npolicy: bare\nversion: "1"\neffective: "2026-01-01"\ntimezone: Asia/Shanghai\npromises: [{name: result, to: replied, within: 48h}]\n' >bare.yaml
	run_ok care-policy adopt -q bare.yaml --yes
	run_status 1 care-case tell "$case" --by 16:00 --note x
	[[ $stderr == *'from: told'* ]]
	[ "$(events told)" -eq 0 ]
}

@test "a word on how far it is keeps the promise of progress, and the next one begins" {
	run_ok care-case keep -q "$case/first_action"
	[ "$(of progress due)" = '2026-12-03 10:00:00' ]
	at 2026-12-02 15:00
	run_ok care-case tell "$case" --via wechat --note 正在核实
	[[ $stderr == *'1 promises kept'* ]]
	[ "$(of progress state)" = kept ]
	[ "$(of progress.2 due)" = '2026-12-04 10:00:00' ]
	[ "$(events contacted)" -eq 1 ]
	checked
}

@test "a department is asked: its lead owes it in the time the policy gives" {
	run_ok care-case ask "$case" --department product --note 核实车辆安排
	[[ $stderr == *"$case/department: he owes it by Thu 2026-12-03 18:00"* ]]
	run_ok care-case ask "$case" --department 市场营销部 --within 2bh --note 提供合同
	[[ $stderr == *"$case/department.2"*'by Wed 2026-12-02 12:00'*'nobody is in team marketing'* ]]
	run_ok care-case ask "$case" --department product --to zhu --by '2026-12-04 12:00' --note 三份单据
	[[ $stderr == *"$case/department.3: zhu owes it by Fri 2026-12-04 12:00"* ]]
	run_ok care-case tasks -f csv
	[ "$(sed 1d "$out" | cut -d, -f1,4,5,6)" = "$case/department,open,product,he
$case/department.2,open,marketing,owner
$case/department.3,open,product,zhu" ]
	run_ok care-case tasks --owner zhu --ids
	[ "$output" = "$case/department.3" ]
	run_ok care-case tasks "$case" -f jsonl
	[ "$(jq -r .about <"$out" | head -1)" = 核实车辆安排 ]
	checked
}

@test "an answer keeps exactly the task it answers" {
	run_ok care-case ask "$case" -q --department product --note 一
	run_ok care-case ask "$case" -q --department product --note 二
	at 2026-12-02 14:00
	run_status 1 care-case answered "$case/department"
	[[ $stderr == *'say what was answered'* ]]
	run_ok care-case answered "$case/department.2" --note 车辆正常 --for he
	[ "$(of department state)/$(of department.2 state)" = open/kept ]
	run_status 1 care-case answered "$case/department.2" --note 再答
	[[ $stderr == *'is answered'* ]]
	run_ok care-case tasks --all -f jsonl
	[ "$(jq -r 'select(.state == "kept") | .answer' <"$out")" = 车辆正常 ]
	run_ok care-case tasks --ids
	[ "$output" = "$case/department" ]
	care-case tasks --ids | care-case answered - -q --note 核实完毕
	run_ok care-case tasks
	[ "${#lines[@]}" -eq 1 ]
	# What is no task is no answer's.
	run_status 1 care-case answered "$case/result" --note x
	[[ $stderr == *'nobody was asked this'* ]]
	run_status 1 care-case answered booking:T1/greeting --note x
	checked
}

@test "who is asked gets a notice, and acknowledges it" {
	run_ok care-case ask "$case" -q --department product --note 核实
	[ "$(care-remind outbox -f csv | grep -c notice:asked)" -eq 1 ]
	[ -z "$(care-case tasks -f jsonl | jq -r '.acknowledged // ""')" ]
	at 2026-12-02 10:30
	run_ok care-escalate ack "$case/department" --for he
	[ "$(care-case tasks -f jsonl | jq -r .acknowledged)" = '2026-12-02T10:30:00+08:00' ]
	checked
}

@test "the partner and counsel are asked; the case stays whose it is" {
	run_ok care-case assign "$case" -q --to liu
	run_ok care-case ask "$case" --partner --note 请陈述
	[[ $stderr == *"$case/partner: owner owes it by Thu 2026-12-03 10:00"* ]]
	run_ok care-case ask "$case" --legal --note 客户要求与法律顾问交流
	[[ $stderr == *"$case/legal_talk: legal owes it by Fri 2026-12-04 18:00"* ]]
	run_status 1 care-case ask "$case" --legal --note 再问
	[[ $stderr == *"asked already"*"care-case answered $case/legal_talk"* ]]
	[ "$(events asked_legal)" -eq 1 ]
	run_ok care-case answered "$case/legal_talk" -q --note 已约谈，建议和解
	[ "$(of legal_talk state)" = kept ]
	run_ok care-case ask "$case" -q --legal --note 第二次
	[ "$(care-case list "$case" -f jsonl | jq -r .owner)" = liu ]
	checked
}

@test "who is asked, by when: exactly one" {
	run_status 1 care-case ask "$case" --note x
	[[ $stderr == *'--department WORD, --by-rule, --partner or --legal'* ]]
	run_status 1 care-case ask "$case" --partner --legal --note x
	run_status 1 care-case ask "$case" --partner
	[[ $stderr == *'say what is asked'* ]]
	run_status 1 care-case ask "$case" --department produkt --note x
	[[ $stderr == *"not one of the policy's teams; nearest: product"* ]]
	run_status 1 care-case ask "$case" --department product --to nobody --note x
	run_status 1 care-case ask "$case" --partner --within 1d2h --note x
	run_status 1 care-case ask "$case" --partner --within 4h --by 18:00 --note x
	[[ $stderr == *'--within and --by'* ]]
	[ "$(events asked_department)$(events asked_partner)$(events asked_legal)" = 000 ]
}

@test "a policy without such promises says what it lacks" {
	export CARE_STORE=$HOME/small
	run_ok care-store init -q small --trial --policy policies/small-agency.yaml
	new complaint 13800138002
	run_status 1 care-case ask "$(care-case list --ids)" --department 产品部 --note x
	[[ $stderr == *'from: asked_department'* ]]
}

@test "tasks of a case that is closed are over, those of a sheet are asked together" {
	new complaint 13800138003
	care-case list --ids | care-case ask - -q --department product --note 请核实
	[ "$(care-case tasks --ids | wc -l)" -eq 2 ]
	printf 'case,department,within,note\n%s,quality,4h,检测\n' "$case" >sheet.csv
	run_ok care-case ask - -q <sheet.csv
	[ "$(of department.2 due)" = '2026-12-02 14:00:00' ]
	run_ok care-case close "$case" -q --outcome withdrawn
	[ "$(care-case tasks --ids | wc -l)" -eq 1 ]
	run_status 1 care-case answered "$case/department" --note x
	[[ $stderr == *'is cancelled'* ]]
	checked
}

@test "who owes a task is told of its levels, and finds it in what he owes" {
	run_ok care-case assign "$case" -q --to liu
	run_ok care-case ask "$case" -q --department product --to zhu --within 10h --note 三份单据
	run_ok care-case todo --owner zhu --until 2026-12-05 -f csv
	[ "$(cut -d, -f4,8 <"$out")" = "promise,owner
$case/department,zhu" ]
	run_ok care-case todo --owner liu --until 2026-12-05 --ids
	[[ $output != *department* ]]
	run_ok care-escalate list --until 2026-12-03 -f jsonl
	[ "$(jq -r --arg p "$case/department" 'select(.promise == $p) | .tells' <"$out")" = 'zhu liu' ]
	# At eight tenths of its time.
	at 2026-12-02 18:01
	run_ok care-escalate run
	[ "$(care-remind outbox -f csv | grep notice:soon | cut -d, -f4 | sort | xargs)" = 'liu zhu' ]
	# Late, his supervisor hears of it.
	at 2026-12-02 20:01
	run_ok care-escalate run
	[ "$(care-remind outbox -f csv | grep notice:due | grep -c ,he,)" -eq 1 ]
	checked
}

@test "every policy that is shipped asks departments, or says what it lacks" {
	for policy in hotel:front_office telecom:billing travel-agency:quality; do
		export CARE_STORE=$HOME/${policy%:*}
		run_ok care-store init -q "${policy%:*}" --trial --policy "policies/${policy%:*}.yaml" --now '2026-12-01 8:00'
		new complaint 13800138009
		case=$(care-case list --ids)
		run_ok care-case ask "$case" --department "${policy#*:}" --note 请核实
		[ "$(care-case tasks --ids)" = "$case/department" ]
		run_ok care-case tell "$case" --by '2026-12-03 12:00' --note 后天中午前答复
		[ "$(of told due)" = '2026-12-03 12:00:00' ]
		run_ok care-case tell "$case" -q --note 正在核实
		run_ok care-case wait "$case" -q --because waiting_customer --question 请补充材料 --via phone
		[ "$(care-case pauses --open --ids)" = "$case" ]
		run_ok care-case answered "$case/department" --note 属实
		checked
	done
}
