#!/usr/bin/env bats
# The call after what was agreed on is done: settled, not settled, nobody there.
load setup

setup() {
	fresh
	export CARE_STORE=$HOME/store CARE_NOW='2026-03-11 9:00'
	cat >policy.yaml <<-'E'
		policy: verify
		version: "1"
		effective: "2026-01-01"
		timezone: Asia/Shanghai
		calendars: {office: {hours: {mon-fri: "09:00-18:00"}}}
		words:
		  kinds: {complaint: 投诉}
		  channels: {phone: 电话, wechat: 微信}
		  outcomes: {settled: 达成一致, unreachable: 无法联系, withdrawn: 客户撤回}
		  call_results: {unanswered: 无人接听, satisfied: 满意, trouble: 有问题}
		  events: [implemented]
		  questions: {result: 满意吗, best: {title: 最好的, scale: text}}
		surveys: [{name: after, when: {kind: complaint}, after: closed, delay: 1d, ask: [best, result], cooldown: 30d, low: {at_most: 2, of: any, opens: complaint}}]
		fields: {remedy: {for: complaint, type: text, required_at: closed, title: 诉求}}
		stages:
		  received: 受理
		  investigating: 调查
		  implementing: {title: 落实, next: [closed, investigating]}
		  closed: 结案
		promises:
		  - {name: investigated, from: first_action, within: 24h, turns: each}
		  - {name: confirm, from: implemented, to: confirmed, within: 1wd, by: phone}
	E
	run_ok care-store init -q store --trial --policy policy.yaml
	run_ok care-intake case -q --kind complaint --channel phone --phone 13800138000 --text 大巴迟到
	case=$(care-case list --ids)
	at 2026-03-11 10:00
	run_ok care-case did -q "$case" first_action,investigating
	run_ok care-case did -q "$case" investigated,implementing,implemented
}

at() {
	export CARE_NOW="$*"
}

of() {
	care-case show "$case" -f jsonl | jq -r --arg p "$case/$1" --arg c "$2" 'select(.promise == $p) | .[$c] // ""'
}

state() {
	care-case list "$case" -f jsonl | jq -r .state
}

# What happened, an event a word, without what promises made of it.
happened() {
	care-case history "$case" -f csv | cut -d, -f4 |
	    grep -vxE 'event|received|first_action|promised|kept|cancelled|investigated|implementing|implemented' | xargs
}

checked() {
	run_ok care-store check
}

@test "yes keeps the call's promise, and closes what may be closed" {
	[ "$(of confirm state)" = open ]
	run_ok care-case set "$case" -q --field remedy=退款
	run_ok care-case confirm "$case" --yes --outcome settled --note 客户表示满意
	[ "$(of confirm state)" = kept ]
	[ "$(happened)" = 'investigating fields_set contacted confirmed closed' ]
	[ "$(state)" = closed ]
	[ "$(care-case list "$case" -f jsonl | jq -r .closed_as)" = settled ]
	checked
}

@test "yes stands where the closing has to wait, and says what is missing" {
	run_status 1 care-case confirm "$case" --yes
	[[ $stderr == *"$case confirmed; 1 promises kept"* ]]
	[[ $stderr == *'remedy'*'policy.yaml:'* ]]
	[ "$(happened)" = 'investigating contacted confirmed' ]
	[ "$(state)" = open ]
	checked
}

@test "no investigates again: the stage goes back, the promise begins anew, and so does the call" {
	at 2026-03-11 15:00
	run_ok care-case confirm "$case" --no --via 微信 --note 车费仍未退
	[[ $stderr == *'not settled; it is investigated again'* ]]
	[ "$(happened)" = 'investigating contacted not_confirmed investigating' ]
	[ "$(of confirm state)" = kept ]
	[ "$(of investigated.2 state)" = open ]
	[ "$(of investigated.2 due)" = '2026-03-12T15:00:00+08:00' ]
	[ "$(care-case history "$case" -f jsonl | jq -r 'select(.event == "contacted") | .detail' | grep -c wechat)" -eq 1 ]
	at 2026-03-11 17:00
	run_ok care-case did -q "$case" investigated,implementing,implemented
	[ "$(of confirm.2 state)" = open ]
	run_ok care-case confirm "$case" --no
	[ "$(of investigated.3 state)" = open ]
	checked
}

@test "nobody reached three times: it may be closed as one that cannot be reached" {
	# A call in vain from before it was promised is none of the three.
	run_ok care-case contact "$case" -q --via phone --result unanswered --at '2026-03-11 9:30'
	run_ok care-case confirm "$case" --unreached
	[[ $stderr == *'1 of 3 times'* ]]
	at 2026-03-12 10:00
	run_ok care-case confirm "$case" --unreached
	[ "$(of confirm state)" = open ]
	at 2026-03-12 16:00
	run_ok care-case confirm "$case" --unreached
	[[ $stderr == *'3 of 3 times'*"care-case close $case --outcome unreachable"* ]]
	[ "$(of confirm state)" = kept ]
	[ "$(happened)" = 'called_no_answer investigating called_no_answer called_no_answer called_no_answer confirmed' ] ||
	    [ "$(happened)" = 'investigating called_no_answer called_no_answer called_no_answer called_no_answer confirmed' ]
	run_ok care-case close -q "$case" --outcome unreachable
	[ "$(state)" = closed ]
	checked
}

@test "exactly one answer, of an open case" {
	run_status 1 care-case confirm "$case"
	[[ $stderr == *'--yes, --no or --unreached'* ]]
	run_status 1 care-case confirm "$case" --yes --no
	run_status 1 care-case confirm "$case" --no --via fax
	[ "$(happened)" = investigating ]
	run_ok care-case close -q "$case" --outcome withdrawn
	run_status 1 care-case confirm "$case" --no
	[[ $stderr == *'care-case reopen'* ]]
}

@test "the call stands in the list of calls until he has answered" {
	[ "$(care-remind calls --until 2026-03-20 -f csv | grep -c "$case/confirm")" -eq 1 ]
	run_ok care-case confirm "$case" --unreached -q
	[ "$(care-remind calls --until 2026-03-20 -f jsonl | jq -r .attempt)" = 2 ]
	run_status 1 care-case confirm "$case" --yes -q
	[ -z "$(care-remind calls --until 2026-03-20 --ids)" ]
}

@test "a score given at the end is the answer to the survey, and nobody asks again" {
	run_ok care-case set "$case" -q --field remedy=退款
	run_status 1 care-case confirm "$case" --yes --rating 6
	[[ $stderr == *'6: not a score from 1 to 5'* ]]
	[ "$(state)" = open ]
	run_ok care-case confirm "$case" --yes --rating 4
	[ "$(state)" = closed ]
	run_ok care-survey list -f jsonl
	[ "$(jq -r .state <"$out")" = answered ]
	[ "$(care-survey why "$case" -f csv | wc -l)" -gt 1 ]
	run_ok care-kpi csat --from 2026-03-01 --until 2026-03-31 -f csv
	[[ $output == *'csat_mean,2026-03,4,points,'* ]]
	at 2026-03-13 10:00
	run_ok care-survey invite
	run_ok care-remind outbox --ids
	[ -z "$output" ]
	checked
}

@test "a low score at the closing opens what the policy says" {
	run_ok care-case set "$case" -q --field remedy=退款
	run_ok care-case close "$case" --rating 1 --outcome settled
	[[ $stderr == *'a low score; opened case'* ]]
	[ "$(care-case list --ids | wc -l)" -eq 1 ]
	checked
}

@test "the sheet of calls says it as well: settled, trouble, nobody there" {
	printf 'promise,result,note\n%s/confirm,有问题,仍未退款\n' "$case" >sheet.csv
	run_ok care-remind "done" - <sheet.csv
	[ "$(happened)" = 'investigating called not_confirmed investigating' ]
	[ "$(of investigated.2 state)" = open ]
	run_ok care-case did -q "$case" investigated,implementing,implemented
	printf 'promise,result\n%s/confirm.2,满意\n' "$case" >sheet.csv
	run_ok care-remind "done" - <sheet.csv
	[ "$(of confirm.2 state)" = kept ]
	[ "$(care-case history "$case" -f csv | grep -c 'confirmed,.*result=satisfied')" -eq 1 ]
	run_ok care-case did -q "$case" investigating,implementing,implemented
	printf 'promise,result\n%s/confirm.3,无人接听\n' "$case" >sheet.csv
	for hour in 11 12; do
		at "2026-03-11 $hour:00"
		run_ok care-remind "done" - <sheet.csv
		[ "$(of confirm.3 state)" = open ]
	done
	at 2026-03-11 13:00
	run_ok care-remind "done" - <sheet.csv
	[ "$(of confirm.3 state)" = kept ]
	checked
}
