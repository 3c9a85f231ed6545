#!/usr/bin/env bats
# Replies with their parts, by the policy's templates, and sent.
load setup

setup() {
	fresh
	export CARE_STORE=$HOME/store CARE_NOW='2026-12-02 9:00'
	cp -R "$ROOT/policies" .
	run_ok care-store init -q store --trial --policy policies/travel-agency.yaml
	new 李梅 13800138000
	case=$(care-case list --ids)
	# The way to the reply.
	at 2026-12-02 10:00
	ready "$case"
}

at() {
	export CARE_NOW="$*"
}

new() {
	printf '投诉日期,姓名,电话,邮箱,内容,类型,渠道\n2026-12-02 09:00,%s,%s,%s,大巴迟到,投诉,电话\n' "$1" "$2" "${3:-}" >case.csv
	run_ok care-intake cases -q case.csv
}

ready() {
	run_ok care-case set "$1" -q --category quality --severity normal --cause traffic --liability own \
	    --field finding=属实 --field desired_remedy=退费
	run_ok care-case did "$1" -q accepted,assessed,investigating
	run_ok care-case propose "$1" -q --text 退费
	run_ok care-case did "$1" -q implementing
}

events() {
	care-case history "$case" -f csv | cut -d, -f4 | grep -cx "$1" || true
}

# transports CHANNEL...: each writes what it is given into a file of its name.
transports() {
	local channel

	printf 'transports:\n' >store/care.conf
	for channel in "$@"; do
		printf '#!/bin/sh\n{ echo "to=$CARE_TO case=$CARE_CASE"; cat; } >>%s/%s.out\n' "$HOME" "$channel" >"$channel.sh"
		chmod 755 "$channel.sh"
		printf '  %s: {command: [%s/%s.sh]}\n' "$channel" "$HOME" "$channel" >>store/care.conf
	done
	chmod 600 store/care.conf
}

checked() {
	run_ok care-store check
}

@test "a reply without its three parts is refused, with them it is one act" {
	run_status 1 care-case reply "$case"
	[[ $stderr == *reply_process*reply_result*reply_thanks*'travel-agency.yaml:'* ]]
	run_status 1 care-case reply "$case" --field reply_process=查车队记录 --field reply_result=退费
	[[ $stderr == *reply_thanks* ]]
	# Nothing of a refused act stays.
	[ "$(events replied)" -eq 0 ]
	[ -z "$(care-case history "$case" -f csv | grep reply_process || true)" ]
	run_ok care-case reply "$case" --field reply_process=查车队记录 --field reply_result=退费 --field reply_thanks=yes --note 已电话答复
	[[ $stderr == *"$case replied; "*' promises kept'* ]]
	[ "$(events replied)" -eq 1 ]
	checked
}

@test "by a template: the words are the policy's, what was said is kept" {
	run_ok care-case reply "$case" -q --template reply --field reply_process=查车队记录 --field reply_result=退车费 --field reply_thanks=yes
	care-case history "$case" -f jsonl --reveal 'reads the reply' | jq -r 'select(.event == "replied") | .words' >text
	grep -q '尊敬的李梅' text
	grep -q "投诉（编号$case）" text
	grep -q '处理经过：查车队记录' text
	grep -q '处理结果：退车费' text
	# Nothing goes out that nobody sent.
	run_ok care-remind outbox --ids
	[ -z "$output" ]
	checked
}

@test "sent: planned once, and exactly what was said goes out" {
	transports sms
	run_ok care-case reply "$case" --template reply --send --field reply_process=查 --field reply_result=退 --field reply_thanks=yes
	[[ $stderr == *"$case: goes out as m"* ]]
	message=$(care-remind outbox --ids)
	# What is said later changes nothing of it.
	run_ok care-case set "$case" -q --field reply_result=改了
	run_ok care-remind run
	grep -q "^to=+\\?8\\?6\\?13800138000 case=$case" sms.out
	grep -q '处理结果：退$' sms.out
	[ "$(care-remind preview "$message" -f jsonl | jq -r .message)" = "$message" ]
	run_ok care-remind run
	[ "$(grep -c 处理结果 sms.out)" -eq 1 ]
	# A second reply of the same turn goes to nobody.
	run_ok care-case reply "$case" --template reply --send
	[[ $stderr == *'was sent before'* ]]
	run_ok care-remind run
	[ "$(grep -c 处理结果 sms.out)" -eq 1 ]
	checked
}

@test "by the channel that he has, with a subject when it is a mail" {
	new 张三 '' zhang@example.com
	case=$(care-case list --ids | tail -1)
	ready "$case"
	transports sms mail
	run_ok care-case tell "$case" --send --note 正在核实，明天给您消息
	run_ok care-remind run
	[ ! -e sms.out ]
	grep -q '^to=zhang@example.com' mail.out
	checked
}

@test "a dry run shows who would get what, and does nothing" {
	run_ok care-case tell "$case" -n --template told --by '2026-12-03 12:00' --send -f csv
	[ "$(head -1 "$out")" = 'case,customer,name,channel,words' ]
	[[ ${lines[1]} == "$case,c"*',李*,sms,'*"编号$case"*'2026-12-03 12:00前答复您'* ]]
	[ "$(events told)" -eq 0 ]
	run_ok care-remind outbox --ids
	[ -z "$output" ]
	# Only then is there a list.
	run_ok care-case tell "$case" --template told --by '2026-12-03 12:00'
	[ -z "$output" ]
	[ "$(events told)" -eq 1 ]
}

@test "what cannot be said or sent is refused before it is a reply" {
	run_status 1 care-case tell "$case" --template nothing
	[[ $stderr == *'the policy has none of that name'* ]]
	run_status 1 care-case tell "$case" --template told --note x
	[[ $stderr == *'which words'* ]]
	run_status 1 care-case tell "$case" --template confirmation
	[[ $stderr == *'{{meeting_point}} says nothing of a case'* ]]
	run_status 1 care-case reply "$case" --send --field reply_process=a --field reply_result=b --field reply_thanks=yes
	[[ $stderr == *'nothing to send'* ]]
	printf '投诉日期,内容,类型,渠道\n2026-12-02 09:00,没有电话,投诉,意见箱\n' >case.csv
	run_ok care-intake cases -q case.csv
	nobody=$(care-case list --ids | tail -1)
	run_status 1 care-case tell "$nobody" --template told --by +1d --send
	[[ $stderr == *'no address to send it to'* ]]
	[ "$(events told)$(events customer_told)$(events replied)" = 000 ]
	checked
}

@test "before it goes it can be read, and it goes to no other customer" {
	transports sms
	printf '编号,投诉日期,姓名,电话,内容,类型,渠道\nT1,2026-12-02 09:00,王五,13900139000,大巴迟到,投诉,电话\n' >case.csv
	run_ok care-intake cases -q --source shop case.csv
	case=$(care-case list --ids | tail -1)
	run_ok care-case tell "$case" -q --send --note 正在核实
	run_ok care-remind preview "$(care-remind outbox --ids)" -f jsonl --reveal 'looks at the words'
	[ "$(jq -r .text <"$out")" = 正在核实 ]
	[ "$(jq -r .channel <"$out")" = sms ]
	sed -i 's/王五,13900139000/赵六,13900139001/' case.csv
	run_ok care-intake cases -q --source shop --update case.csv
	run_ok care-remind run
	[ ! -e sms.out ]
	[ "$(events dropped)" -eq 1 ]
	checked
}

@test "one reply to a group: each member by his own channel, who has none is named" {
	source "$ROOT/tests/cli/groups.bash"
	rm -r store policies
	group_store
	a=$(complain 8001) b=$(complain 8002)
	c=$(care-intake case -q --kind complaint --channel store --trip T1 --text late)
	run_ok care-case group make "$a" "$b" "$c"
	run_status 1 care-case reply --group "g$a" -n --send --note 已退还全部车费 -f csv
	[ "$(sed 1d "$out" | cut -d, -f1,4)" = "$a,sms
$b,sms" ]
	[[ $stderr == *"$c: no address to send it to"* ]]
	run_ok care-remind outbox --ids
	[ "$(care-remind outbox -f csv | grep -c said:)" -eq 0 ]
	run_status 1 care-case reply --group "g$a" -q --send --note 已退还全部车费
	[ "$(care-remind outbox -f csv | grep -c said:note)" -eq 2 ]
	[ "$(care-case history "$c" -f csv | grep -c ,replied,)" -eq 0 ]
	checked
}
