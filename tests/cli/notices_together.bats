#!/usr/bin/env bats
# What one person is told at one time goes as one message.
load setup
load escalate

setup() {
	agency
	run_ok care-case reply "$case" -q
	sed -e 's/^version: .*/version: "2"/' -e '/name: limit, when/d' policy.yaml >two.yaml
	cat >>two.yaml <<-'E'
	templates:
	  notice: "{{case}} {{customer_name}} {{level}} {{ack_code}}"
	E
	run_ok care-policy adopt two.yaml --yes -q
	printf 'login,name,role,supervisor\nzhao,Zhao,owner,liu\n' | care-intake staff -q -
	cat >gateway <<-EOF2
	#!/bin/sh
	{ printf '== %s %s\n' "\${CARE_MSG_ID%@*}" "\$CARE_TO"; sed -e '\$a\\'; } >>"$sent"
	case \$CARE_MSG_ID in *.*@*) exit \$(cat "$PWD/together" 2>/dev/null || echo 0) ;; esac
	exit \$(cat "$PWD/alone" 2>/dev/null || echo 0)
	EOF2
}

# complaints FROM TO OWNER: as many, received at eight in the evening; half of
# them is eight of the next one, told at nine on Thursday.
complaints() {
	for i in $(seq "$1" "$2"); do
		printf 'r%s,complaint,phone,late,%s,1380013%04d,Li Mei%s,2026-03-10 20:00\n' "$i" "$3" "$i" "$i"
	done | { echo ref,kind,channel,text,owner,phone,name,received; cat; } >c.csv
	CARE_NOW='2026-03-10 20:00' run_ok care-intake cases -q c.csv
}

morning() {
	CARE_NOW='2026-03-11 20:00' run_ok care-escalate run
	tick '12 09:00'
}

# To whom something went, with how many notices.
heads() {
	sed -n 's/^== m[0-9]*\(-[0-9]*\)\?\(\.\([0-9]*\)\)\? /\3 /p' "$sent" | sed 's/^ /1 /'
}

@test "who stands in for others reads theirs with his own" {
	complaints 1 2 wang
	complaints 3 5 zhao
	complaints 6 6 liu
	care-staff absent -q wang --from 2026-03-12 --until 2026-03-12 --substitute zhao
	morning
	[ "$(heads | sort)" = $'1 liu\n5 zhao' ]
	[ "$(care-remind outbox --state sent -f jsonl | jq -r .addressee | sort | uniq -c | xargs)" = '1 liu 2 wang 3 zhao' ]
	run_ok care-store check
}

@test "over a hundred: fifty at a time, each once, with its code, its customer masked" {
	complaints 1 120 wang
	morning
	[ "$(heads | xargs)" = '50 wang 50 wang 20 wang' ]
	grep -v '^==' "$sent" >said
	[ "$(wc -l <said)" = 120 ]
	[ "$(grep -cE '^[0-9]{5} L[*]+ half m[0-9]+-[0-9a-z]{8}$' said)" = 120 ]
	[ "$(cut -d' ' -f1 said | sort -u | wc -l)" = 120 ]
	code=$(sed -n 77p said | cut -d' ' -f4)
	CARE_NOW='2026-03-12 09:30' run_ok care-escalate ack "$code"
	[[ "$stderr" == *'acknowledged'* ]]
	run_ok care-store check
}

@test "refused for good together, each is tried alone before it is given up" {
	complaints 1 3 wang
	echo 65 >together
	morning
	[ "$(heads | xargs)" = '3 wang 1 wang 1 wang 1 wang' ]
	[ "$(care-remind outbox --state sent -f jsonl | wc -l)" = 3 ]
	[ -z "$(care-remind outbox --failed -f jsonl)" ]
	rm -f "$sent"
	complaints 4 5 zhao
	echo 65 >alone
	tick '11 20:00'
	CARE_NOW='2026-03-12 09:10' run_status 1 care-escalate run --send
	[ "$(heads | xargs)" = '2 zhao 1 zhao 1 zhao' ]
	[ "$(care-remind outbox --failed -f jsonl | jq -r .state | xargs)" = 'failed failed' ]
	run_ok care-store check
}

@test "what wants to be told at once is no part of it" {
	sed 's/half, at: 50%, notify: owner/&, urgent: true/; s/^version: .*/version: "3"/' two.yaml >three.yaml
	run_ok care-policy adopt three.yaml --yes -q
	complaints 1 2 wang
	tick '11 20:00'
	[ "$(heads | xargs)" = '1 wang 1 wang' ]
}

@test "its sender died: the same goes once more, also what is read for another" {
	complaints 1 2 zhao
	complaints 3 4 wang
	care-staff absent -q wang --from 2026-03-12 --until 2026-03-12 --substitute zhao
	cat >deadly <<-EOF2
	#!/bin/sh
	echo "\${CARE_MSG_ID%@*} \$CARE_TO \$CARE_ATTEMPT" >>"$PWD/handed"
	[ -e "$PWD/once" ] || { touch "$PWD/once"; kill -9 \$PPID; }
	EOF2
	chmod +x deadly
	echo "transports: {wecom: {command: $PWD/deadly, timeout: 10s, on_doubt: resend}}" >store/care.conf
	CARE_NOW='2026-03-11 20:00' run_ok care-escalate run
	CARE_NOW='2026-03-12 09:00' run_status 137 care-escalate run --send
	tick '12 09:02'
	[ "$(cut -d' ' -f2- handed | xargs)" = 'zhao 1 zhao 2' ]
	[ "$(cut -d' ' -f1 handed | sort -u | wc -l)" = 1 ]
	grep -q '\.4 zhao' handed
	run_ok care-store check
}
