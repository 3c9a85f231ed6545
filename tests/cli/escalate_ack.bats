#!/usr/bin/env bats
# Notices that are acknowledged from outside: by a code, by an answer by mail.

load setup
load escalate

setup() {
	agency
	cat >>policy.yaml <<-'E2'
	templates:
	  notice: {subject: "{{case}} {{promise}}", text: "{{case}} {{promise}} {{level}} {{ack_code}}\n"}
	E2
	sed -i 's/^version: .*/version: "2"/' policy.yaml
	run_ok care-policy adopt policy.yaml
	printf 'login,name,role,supervisor,mail,phone\nliu,Liu,supervisor,,Liu@agency.example,13800138001\nwang,Wang,owner,liu,wang@agency.example,138 0013 8002\n' >staff.csv
	run_ok care-intake staff staff.csv -q
	id=$(sqlite3 -readonly store/care.db "SELECT substr(value, 1, 12) FROM meta WHERE name = 'id'")
}

# The codes that went out, in their order.
codes() {
	grep -o 'm[0-9]*-[0-9a-z]*$' sent
}

acked() {
	care-case history "$case" -f jsonl | jq -r 'select(.event == "acknowledged") | .detail'
}

# write FROM SUBJECT TEXT [HEAD...]: a mail on stdout.
write() {
	printf 'From: %s\nTo: care@agency.example\nSubject: %s\nDate: Wed, 11 Mar 2026 09:05:00 +0800\n' "$1" "$2"
	printf '%s\n' "${@:4}"
	printf '\n%s\n' "$3"
}

@test "whoever has the code has the notice: its repeats are silent" {
	tick "12 09:00"
	tick "12 13:30"
	code=$(codes | tail -1)
	[[ $code =~ ^m[0-9]+-[0-9a-hjkmnp-tv-z]{8}$ ]]
	export CARE_NOW="2026-03-12 14:00"
	run_ok care-escalate ack "$code"
	[ "$stderr" = "1 notices acknowledged" ]
	[[ $(acked) == *"how=code"* ]]
	# As a hand types it, a second time: nothing more.
	run_ok care-escalate ack "$(tr a-z A-Z <<<"$code" | tr 01 OI)"
	[ -z "$stderr" ]
	[ "$(acked | wc -l)" -eq 1 ]
	run_ok care-escalate explain "$case/result"
	[[ $output == *"acknowledged 2026-03-12 14:00:00 by chen"* ]] || { echo "$output"; false; }
	tick "13 13:30"
	[ "$(ledger | tail -1)" = "over.1 suppressed" ]
	run_ok care-store check
}

@test "a code stands nowhere in the store, in no list, and in no preview" {
	tick "11 08:59"
	tick "11 09:00"
	code=$(codes)
	run_ok care-remind preview "${code%-*}" --reveal test
	[[ $output != *"${code#*-}"* ]]
	care-case history "$case" --reveal test -f jsonl >all
	run_status 1 grep -q "${code#*-}" all
	run_status 1 grep -q "${code#*-}" store/care.db
}

@test "whatever does not hold is refused with the same words" {
	tick "11 09:00"
	code=$(codes) n=${code%-*}
	no="no code that holds: it is wrong, or nobody waits for an answer any more"
	other=$(tr '0-9a-z' '1-9a-z0' <<<"${code#*-}" | tr ilou 2345)
	for wrong in "$n-$other" "m9999-${code#*-}" "m1000-${code#*-}" "m9223372036854775807-00000000"; do
		run_status 1 care-escalate ack "$wrong"
		[ "$stderr" = "care-escalate: $wrong: $no" ]
	done
	# What is not spelt like one is no code.
	for wrong in "$code-" "${code%?}" "m-${code#*-}" "m0-00000000" "m99999999999999999999-00000000" \
	    "$n-u0000000" "x$code" "$(printf '%s\a' "$code")"; do
		run_status 1 care-escalate ack -- "$wrong"
		[[ $stderr != *"$no"* ]]
	done
	[ -z "$(acked)" ]
	# Nobody waits any more: what it was for is done.
	CARE_NOW="2026-03-11 10:00" run_ok care-case reply "$case"
	run_status 1 care-escalate ack "$code"
	[ "$stderr" = "care-escalate: $code: $no" ]
	run_ok care-store check
}

@test "the code of one notice is good for no other" {
	care-intake case -q --kind complaint --channel phone --text late --owner wang >second
	tick "11 09:00"
	[ "$(codes | wc -l)" -eq 2 ]
	one=$(codes | head -1) two=$(codes | tail -1)
	[ "${one#*-}" != "${two#*-}" ]
	run_status 1 care-escalate ack "${one%-*}-${two#*-}"
	run_ok care-escalate ack "$one" "$two"
	[ "$stderr" = "2 notices acknowledged" ]
}

@test "an answer by SMS: from a number of whom it is for, as a gateway passes it on" {
	tick "11 09:00"
	code=$(codes)
	run_status 1 care-escalate ack "$code" --sender 13900139000
	[ "$stderr" = "care-escalate: $code: it came from no address or number of whom it is for" ]
	[ -z "$(acked)" ]
	# The supervisor may; "+86" is the same number.
	printf 'message,sender\n%s,+86 138-0013-8001\n' "$code" >in.csv
	run_ok care-escalate ack - <in.csv
	[ "$stderr" = "1 notices acknowledged" ]
	run_ok care-escalate explain "$case/result"
	[[ $output == *"by liu"* ]]
	run_status 64 care-escalate ack "$code" --sender 13800138001 --for liu
	run_status 1 care-escalate ack "$case/result" --sender 13800138001
	run_status 1 care-escalate ack "$code" --sender ''
	run_status 1 care-escalate ack "$code" --sender "' OR 1=1 --"
}

@test "the manual's script for an SMS gateway" {
	sed -n "/^\\$ cat >sms-in/,/^E\$/{/^[\$E]/!p}" "$ROOT/man/care-escalate.1" | sed 's/\\e/\\/g' >sms-in
	[ "$(wc -l <sms-in)" -eq 4 ]
	tick "11 09:00"
	code=$(codes)
	run_ok sh sms-in 13900139000 <<<'no code here m1-'
	run_status 1 sh sms-in '13900139000,x' <<<"收到 $code"
	run_status 65 sh sms-in '"' <<<"$code"
	[ -z "$(acked)" ]
	run_ok sh sms-in '+86 138 0013 8002' <<<"收到 ${code^^}，谢谢"
	[ "$(acked | wc -l)" -eq 1 ]
}

@test "an answer by mail to the notice acknowledges it, and is no word in the case" {
	tick "11 09:00"
	n=$(codes); n=${n%-*}
	write 'Wang <WANG@agency.example>' 'Re: notice' '收到，明天处理' "In-Reply-To: <$n.$id@agency.example>" 'Message-ID: <a1@x>' >a1
	CARE_NOW="2026-03-11 09:10" run_ok care-intake mail --print-ids <a1
	[ "$stderr" = "$n: acknowledged by wang (1 notices)" ]
	[ -z "$output" ]
	[ "$(care-case list --all --ids | wc -l)" -eq 1 ]
	care-case history "$case" --reveal test -f jsonl >all
	[ "$(jq -r 'select(.event == "acknowledged") | .words' all)" = "Re: notice

收到，明天处理" ]
	run_status 1 grep -q staff_wrote all
	# The same mail again: was taken in. Another answer is his word in the case.
	CARE_NOW="2026-03-11 09:11" run_ok care-intake mail <a1
	[[ $stderr == *"was taken in before"* ]]
	sed 's/a1@x/a2@x/; s/明天/已经/' a1 | CARE_NOW="2026-03-11 09:12" care-intake mail --print-ids -q >ids
	[ "$(cat ids)" = "$case" ]
	[ "$(acked | wc -l)" -eq 1 ]
	run_ok care-store check
}

@test "by mail with the code alone, in his words or what he quotes" {
	care-intake case -q --kind complaint --channel phone --text late --owner wang >second
	tick "11 09:00"
	one=$(codes | head -1) two=$(codes | tail -1)
	write wang@agency.example "OK $one" 'ok' 'Message-ID: <b1@x>' >b1
	run_ok care-intake mail <b1
	[ "$stderr" = "${one%-*}: acknowledged by wang (1 notices)" ]
	write wang@agency.example 'ok' "seen

> ${two^^}" 'Message-ID: <b2@x>' >b2
	run_ok care-intake mail <b2
	[ "$stderr" = "${two%-*}: acknowledged by wang (1 notices)" ]
}

@test "several that went as one are acknowledged by one answer" {
	care-intake case -q --kind complaint --channel phone --text late --owner wang >second
	tick "11 09:00"
	together=$(sed -n 's/^== \([^ ]*\) .*/\1/p' sent)
	[[ $together == m*-*.2 ]]
	write wang@agency.example 'Re: 2 notices' 'ok' "In-Reply-To: <$together.$id@agency.example>" >d1
	run_ok care-intake mail <d1
	[[ $stderr == *"acknowledged by wang (2 notices)" ]]
	[ "$(acked | wc -l)" -eq 1 ]
	case=$(cat second)
	[ "$(acked | wc -l)" -eq 1 ]
	run_ok care-store check
}

@test "a stranger's answer, a program's, one to another notice: nothing is acknowledged" {
	tick "11 09:00"
	code=$(codes) n=${code%-*}
	reply="In-Reply-To: <$n.$id@agency.example>"
	write wang@agency.example 'Re: notice' 'back on Monday' "$reply" 'Auto-Submitted: auto-replied' >mail1
	write mallory@example.com 'Re: notice' "$code" "$reply" >mail2
	write '' 'Re: notice' "$code" "$reply" >mail3
	write wang@agency.example 'Re: notice' 'ok' "In-Reply-To: <m9999.$id@agency.example>" >mail4
	write wang@agency.example 'Re: notice' "${code%?}? m9-00000000 m1" "In-Reply-To: <$n.111111111111@agency.example>" >mail5
	for m in mail1 mail2 mail3 mail4 mail5; do
		run_ok care-intake mail -v <$m
		[[ $stderr != *"acknowledged by"* ]] || { echo "$m: $stderr"; false; }
		[ $m != mail2 ] || [[ $stderr == *"$n is not acknowledged: the mail came from no address of whom it is for"* ]]
	done
	[ -z "$(acked)" ]
	run_ok care-store check
}

@test "a level that comes only when nobody answered in time" {
	sed -i 's/^version: .*/version: "3"/
		s/^    - {name: over/    - {name: unread, at: due + 1h, notify: manager, reassign: manager, unless_acked: due, every: 20m, times: 2}\n&/' policy.yaml
	run_ok care-policy adopt policy.yaml --yes
	care-intake case -q --kind complaint --channel phone --text late --owner wang >second
	tick "12 09:00"
	CARE_NOW="2026-03-12 09:30" run_ok care-escalate ack "$case/result"
	CARE_NOW="2026-03-12 09:30" run_ok care-escalate list --rule result -f csv
	[[ $output == *",over,$case/result,"* ]]
	[[ $output == *",unread,$(cat second)/result,"* ]]
	CARE_NOW="2026-03-12 09:30" run_ok care-escalate forecast --until "2026-03-12 12:00" -f csv
	[[ $output != *"$case/result,unread,"* ]]
	[ "$(grep -c "$(cat second)/result,unread" "$out")" -eq 3 ]
	CARE_NOW="2026-03-12 09:30" run_ok care-escalate explain "$case/result"
	[[ $output == *"level unread,"*"(acknowledged)"* ]]
	for at in 10:00 10:20 10:40; do
		tick "12 $at"
	done
	[ "$(ledger | grep unread)" = "unread.0 suppressed
unread.1 suppressed
unread.2 suppressed" ]
	case=$(cat second)
	[ "$(ledger | grep unread)" = "unread.0 fired
unread.1 fired
unread.2 fired" ]
	[ "$(outbox --state sent --rule notice:unread | grep -c chen)" -eq 3 ]
	run_ok care-store check
}

@test "from the mail that went out to the answer that came back, alone and together" {
	sed -i 's/^version: .*/version: "3"/; s/notify_by: \[wecom\]/notify_by: [mail]/
		s/channels: {/&mail: Mail, /; s/^    - {name: half, at: 50%, /&urgent: true, /' policy.yaml
	run_ok care-policy adopt policy.yaml --yes
	printf '#!/bin/sh\ncat >"%s/out.$CARE_MSG_ID"\n' "$PWD" >mailer
	chmod +x mailer
	printf 'transports: {mail: {command: %s/mailer}}\nmail: {from: care@agency.example}\n' "$PWD" >store/care.conf
	care-intake case -q --kind complaint --channel phone --text late --owner wang >second
	# What a mail program makes of it: an answer that quotes it.
	answer() {
		local id
		id=$(sed -n 's/^Message-ID: *//Ip' "$1" | tr -d '\r')
		write "$2" "Re: $(sed -n 's/^Subject: *//p' "$1" | head -1)" 'will do' "In-Reply-To: $id" "References: <other@x> $id" "Message-ID: <re.$1@x>"
	}
	tick "11 09:00"
	[ "$(ls out.* | wc -l)" -eq 2 ]
	one=$(ls out.* | head -1)
	answer "$one" wang@agency.example >mail1
	run_ok care-intake mail <mail1
	[[ $stderr == *"acknowledged by wang (1 notices)" ]]
	rm out.*
	tick "12 09:00"
	[ "$(ls out.* | wc -l)" -eq 1 ]
	answer out.* liu@agency.example >mail2
	grep -q 'In-Reply-To: <m[0-9]*-[0-9]*[.]2[.]' mail2
	run_ok care-intake mail <mail2
	[[ $stderr == *"acknowledged by liu (2 notices)" ]]
	run_ok care-store check
}

@test "who answers a notice from elsewhere is no customer: what waits for one goes on waiting" {
	sed -i 's/^version: .*/version: "3"/; s/^ladders:/pauses:\n  waiting_customer: {stops: [result]}\n&/' policy.yaml
	run_ok care-policy adopt policy.yaml --yes
	tick "11 09:00"
	n=$(codes) n=${n%-*}
	CARE_NOW="2026-03-11 09:01" run_ok care-case wait "$case" --because waiting_customer --question who --via phone
	write liu@home.example 'Re: notice' 'ok' "In-Reply-To: <$n.$id@agency.example>" >mail1
	CARE_NOW="2026-03-11 09:10" run_ok care-intake mail --print-ids <mail1
	[ "$output" = "$case" ]
	care-case history "$case" --reveal test -f jsonl >all
	[ "$(jq -r .event all | grep -cE '^(customer_wrote|resumed)$')" -eq 0 ]
	[ "$(jq -r .event all | grep -c '^staff_wrote$')" -eq 1 ]
	# The customer, who answers what he was asked, is one.
	write li@example.com "case $case" 'tomorrow' >mail2
	CARE_NOW="2026-03-11 09:11" run_ok care-intake mail <mail2
	[ "$(care-case history "$case" -f jsonl | jq -r .event | grep -c '^resumed$')" -eq 1 ]
	run_ok care-store check
}
