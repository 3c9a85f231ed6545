#!/usr/bin/env bats
# Work on a group: its cases, its plan, one reply, one close, the report.
load setup
load groups

setup() {
	group_store
	a=$(complain 8001 --name 李小梅 --wants '退款 2000, 回电 13800138001')
	b=$(complain 8002)
	c=$(complain 8003)
	d=$(complain 8004)
	run_ok care-escalate run -q
	g=g$a
}

members() {
	care-case group "$1" --ids | xargs
}

@test "its cases, found by any of them; who they are is masked" {
	for name in "$g" "$b" "g$c"; do
		[ "$(members "$name")" = "$a $b $c $d" ]
	done
	run_ok care-case group "$b" --format jsonl
	[ "$(jq -r '[.in_group, .joined_by, .channel, .state] | join(" ")' "$out" | sort -u)" = "$g auto phone open" ]
	[ -z "$(grep '李小梅\|13800138001' "$out")" ]
	[ "$(jq -r 'select(.name) | [.name, .desired] | join(" ")' "$out")" = '李* 退款 2000, 回电 138****8001' ]
	[[ $stderr == *"$g: group complaint, 4 customers (same_trip: T1)"* ]]
	e=$(care-intake case -q --kind consultation --channel phone --phone 13800138009 --text x)
	run_status 1 care-case group "$e"
	[[ $stderr == *"$e: belongs to no group"* ]]
	run_status 1 care-case group c12
	[[ $stderr == *'not the name of a group or case'* ]]
}

@test "a person makes one, adds and takes out; the tick does not bring it back" {
	e=$(care-intake case -q --kind complaint --channel phone --phone 13800138009 --text x)
	f=$(care-intake case -q --kind request --channel phone --phone 13800138010 --text y)
	run_ok care-case group make "$e" "$f" --note 'one guide'
	[ "$output" = "g$e" ]
	[ "$(groups | grep "^g$e ")" = "g$e  group open 2 2" ]
	run_ok care-case group add "$d" --of "g$e"
	[ "$(members "g$e")" = "$d $e $f" ]
	[ "$(members "$g")" = "$a $b $c $d" ]
	run_status 1 care-case group add "$d" --of "$e"
	[[ $stderr == *"$d: is in group g$e already"* ]]
	run_ok care-case group remove "$d" --of "$g"
	[ "$(members "$g")" = "$a $b $c" ]
	run_status 1 care-case group remove "$d" --of "$g"
	# A change of the case, and another one of the same: only that joins.
	h=$(complain 8005)
	run_ok care-escalate run -q
	[ "$(members "$g")" = "$a $b $c $h" ]
	# By a person it comes back.
	run_ok care-case group add "$d" --of "$g"
	[ "$(members "$g")" = "$a $b $c $d $h" ]
	run_ok care-store check
}

@test "one is no group; a case that gave its name gives no second" {
	run_status 1 care-case group make "$a"
	[[ $stderr == *'two cases or more'* ]]
	run_status 1 care-case group make "$a" "$a"
	run_ok care-case group make "$a" "$b"
	[ "$output" = "g$b" ]
	run_status 1 care-case group make "$b" "$a"
	[[ $stderr == *'has given its name to a group'* ]]
	run_ok care-store check
}

@test "one reply and one close for all; closed and merged ones are passed over" {
	run_ok care-case close "$b" --outcome withdrawn
	run_ok care-case reply --group "$g"
	[[ $stderr == *"$b is passed over: closed"* ]]
	[ "$(grep -c replied "$err")" = 3 ]
	run_status 64 care-case reply --group "$g" "$a"
	run_ok care-case close --group "$c"
	[ "$(care-case list --ids)" = '' ]
	# Each has an event of its own.
	for id in "$a" "$c" "$d"; do
		care-case history "$id" --format jsonl | jq -r .event | grep -qx replied
	done
	run_status 1 care-case reply --group 12
	run_ok care-store check
}

@test "once, also for a group" {
	run_ok care-case reply --group "$g" --once r1
	run_ok care-case reply --group "$g" --once r1
	[ "$(grep -c 'done before' "$err")" = 4 ]
	[ "$(care-case history "$a" --format jsonl | jq -r 'select(.event == "replied") | .event' | wc -l)" = 1 ]
}

@test "closed: its promises end, it does not grow, and a new group is one of new cases" {
	run_ok care-case group close "$g" --note settled
	[[ $stderr == *"$g closed; 4 of its cases are open"* ]]
	[ -z "$(groups)" ]
	[ "$(groups --all | cut -d' ' -f3-)" = 'group closed 4 4' ]
	run_status 1 care-case group close "$g"
	run_status 1 care-case group add "$a" --of "$g"
	e=$(complain 8005)
	run_ok care-escalate run -q
	[ -z "$(groups)" ]
	f=$(complain 8006)
	run_ok care-escalate run -q
	[ "$(groups)" = "g$e same_trip warning open 2 2" ]
	[ "$(members "$g")" = "$a $b $c $d" ]
	# Nothing of the closed one fires any more.
	CARE_NOW='2026-03-20 10:00' run_ok care-escalate run -q
	[ -z "$(care-case todo --until 2026-04-01 --format jsonl | jq -r .ref | grep "^$g/")" ]
	run_ok care-store check
}

@test "a notice says what is known when it goes, and does not go when it no longer holds" {
	m=$(care-remind outbox --format jsonl | jq -r 'select(.rule == "group:same_trip") | .message')
	run_ok care-remind preview "$m" --format jsonl
	text=$(jq -r .text "$out")
	[[ $text == *"$g: group complaint, 4 customers in 4 cases since Thu 2026-03-12 10:00 (same_trip: T1)"* ]]
	[[ $text == *'plan is due Thu 2026-03-12 14:00'* ]]
	run_ok care-case group close "$g"
	run_ok care-remind preview "$m" --format jsonl
	[ "$(jq -r '.verdict + " " + .reason' "$out")" = 'drop closed' ]
}

@test "contacts about the group itself; its history; why a case is in it" {
	run_ok care-case contact "$g" --via mail --note '市消费者协会 王女士, 已送材料'
	run_ok care-case contact "$g" --via phone --in
	run_ok care-case group report "$g"
	[ "$(sed -n '/^contacts:/,/^$/p' "$out" | grep -c ' Mail \| mail \| 电子邮件 \| 电话 ')" = 2 ]
	[ -z "$(grep '王女士' "$out")" ]
	run_ok care-case history "$g" --format jsonl
	[ "$(jq -r .event "$out" | grep -v promised | xargs)" = 'grouped level_reached planned contacted contacted' ]
	run_ok care-case show "$b" -f csv
	[[ $stderr == *"$b is in group $g, found by rule same_trip: T1"* ]]
	run_ok care-store check
}

@test "the plan is due four hours after; without what it needs it is not planned" {
	[ "$(care-escalate groups --format jsonl | jq -r '.plan_due')" = '2026-03-12T14:00:00+08:00' ]
	run_status 1 care-case did "$g" planned
	[[ $stderr == *response_plan* ]]
	run_ok care-case set "$g" --field response_plan='派人到机场'
	run_ok care-case did "$g" planned
	[ "$(care-escalate groups --format jsonl | jq -r '.plan_due')" = null ]
	run_ok care-store check
}

@test "a kept plan is asked for again at the next level" {
	run_ok care-case set "$g" --field response_plan='派人到机场'
	run_ok care-case did "$g" planned
	for i in 05 06 07 08 09 10; do complain "80$i" >/dev/null; done
	CARE_NOW='2026-03-12 12:00' run_ok care-escalate run
	[[ $stderr == *"$g: crisis, 10 customers"* ]]
	[ "$(care-escalate groups --format jsonl | jq -r '.plan_due')" = '2026-03-12T16:00:00+08:00' ]
}

@test "the report: numbers by day, owners, what is late, the fields" {
	run_ok care-case assign "$a" --to wang
	run_ok care-case close "$b" --outcome withdrawn
	run_ok care-case set "$g" --field public_opinion='微博转发 300 次, 热线 13800138001'
	export CARE_NOW='2026-03-13 12:00'
	e=$(complain 8001)
	run_ok care-escalate run -q
	run_ok care-case group report "$g"
	grep -qx "$g  group complaint  (same_trip: T1)" "$out"
	grep -qE '^2026-03-12 +4 +4 +1 +3$' "$out"
	grep -qE '^2026-03-13 +1 +0 +0 +4$' "$out"
	grep -qx "new: $e" "$out"
	grep -qE '^wang +1 +0$' "$out"
	grep -q "^$g/plan was due Thu 2026-03-12 14:00" "$out"
	grep -qx '舆论动态: 微博转发 300 次, 热线 138\*\*\*\*8001' "$out"
	# As it was on the day before.
	run_ok care-case group report "$g" --day 2026-03-12
	[ -z "$(grep '^2026-03-13' "$out")" ]
	grep -qx "new: $a $b $c $d" "$out"
	run_ok care-case did "$g" reported
	run_ok care-store check
}


@test "a group has an owner of its own" {
	run_ok care-case assign "$g" --to liu
	[ "$(care-escalate groups --format jsonl | jq -r .owner)" = liu ]
	[ -z "$(care-case list --owner liu --ids)" ]
	run_status 1 care-case assign "$g" --to nobody
	run_ok care-case group close "$g"
	run_status 1 care-case assign "$g" --to wang
	[[ $stderr == *"group $g is closed"* ]]
	run_ok care-store check
}

@test "one answer for all: who would get what, then to each by his channel" {
	e=$(care-intake case -q --kind complaint --channel phone --trip T1 --text 'no address')
	f=$(care-intake case -q --kind complaint --channel mail --trip T1 --mail li@example.com --text late)
	run_ok care-escalate run -q
	run_status 1 care-case reply --group "$g" --template incident --send --dry-run --format jsonl
	[[ $stderr == *"$e: no address to send it to"* ]]
	[ "$(jq -r '[.case, .channel] | join(" ")' "$out" | sort)" = "$(printf '%s\n' "$a sms" "$b sms" "$c sms" "$d sms" "$f mail" | sort)" ]
	[ -z "$(care-remind outbox --format jsonl | jq -r 'select(.to_kind == "customer")')" ]
	run_status 1 care-case reply --group "$g" --template incident --send
	[ "$(care-remind outbox --format jsonl | jq -r 'select(.to_kind == "customer") | .case' | sort | xargs)" = "$(printf '%s\n' "$a" "$b" "$c" "$d" "$f" | sort | xargs)" ]
	# Who was left out is answered otherwise; nobody is written to twice.
	run_ok care-case reply "$e" --note 'by telephone'
	run_ok care-case reply --group "$g" --template incident
	[ "$(care-remind outbox --format jsonl | jq -r 'select(.to_kind == "customer") | .case' | wc -l)" = 5 ]
	run_ok care-store check
}

# told_by WORDS [TEAM]: two complaints of a group whose rule notifies these; the
# second one's team.
told_by() {
	rm -rf store
	group_store
	sed -i "/name: same_trip/,/notify:/s/notify: .*/notify: $1/" small-agency.yaml
	printf 'login,role,team,supervisor\nboss,manager,,\nliu,supervisor,,boss\nwang,owner,east,liu\nzhao,owner,east,liu\nli,owner,west,liu\n' >people.csv
	run_ok care-intake staff people.csv
	run_ok care-policy adopt small-agency.yaml --yes
	a=$(complain 8001 --team east)
	b=$(complain 8002 --team "${2:-east}")
}

to() {
	care-remind outbox --format jsonl | jq -r 'select(.rule == "group:same_trip") | .addressee' | sort | xargs
}

@test "whom a group's rule tells: team, owner, who is above him; anew when it goes" {
	told_by '[team]'
	run_ok care-escalate run
	[ "$(to)" = 'wang zhao' ]
	# No team in common, and no owner yet: the supervisors.
	told_by '[team]' west
	run_ok care-escalate run
	[ "$(to)" = liu ]
	told_by '[group, supervisor+1]'
	run_ok care-escalate run
	[ "$(to)" = liu ]
	# Nobody could be told yet; meanwhile it is zhao's.
	g=g$a
	run_ok care-case assign "$g" --to zhao
	echo "transports: {wecom: {command: /bin/true}}" >store/care.conf
	chmod 600 store/care.conf
	run_ok care-remind run
	care-remind outbox --state sent --format jsonl | jq -r .addressee | sort | xargs >sent
	cat sent
	[ "$(cat sent)" = 'boss zhao' ]
	care-remind outbox --state dropped --format jsonl >dropped
	[ "$(jq -r '.addressee + " " + .last_error' dropped)" = 'liu reassigned' ]
	run_ok care-store check
	sed 's/supervisor+1/supervisor+10/' small-agency.yaml >bad.yaml
	run_status 78 care-policy check bad.yaml
	[[ "$stderr$output" == *bad.yaml:[0-9]*'"supervisor+10"'* ]]
}
