#!/usr/bin/env bats
# Handing over: transports that refuse, fail, hang, or kill their sender.
load setup
load remind

setup() {
	make_store
}

@test "two senders at once: each message is handed over once" {
	bookings 40
	care-remind run --plan-only -q
	ending slow 'sleep 0.02'
	transports "{command: $PWD/bin/slow}"
	care-remind run -q &
	care-remind run -q &
	care-remind run -q
	wait
	[ "$(wc -l <"$handed")" -eq 40 ]
	[ "$(cut -d' ' -f1 "$handed" | sort -u | wc -l)" -eq 40 ]
	[ "$(states sent)" -eq 40 ]
	whole
}

@test "two planners at once plan nothing twice" {
	bookings 60
	care-remind run --plan-only -q &
	care-remind run --plan-only -q
	wait
	[ "$(states planned)" -eq 60 ]
	whole
}

@test "a sender that is killed leaves a doubt, and a person decides" {
	bookings 3
	ending deadly "[ \"\$CARE_MSG_ID\" = \"\${CARE_MSG_ID#m1@}\" ] || [ -e $PWD/once ] || { touch $PWD/once; kill -9 \$PPID; }"
	transports "{command: $PWD/bin/deadly, timeout: 10s}"
	run_status 137 care-remind run
	whole
	# the lease still holds: nobody touches the message, the others go
	run_ok care-remind run
	[ "$(states sent)" -eq 2 ]
	at '12 10:31'
	run_status 1 care-remind run
	[ "$stderr" = "planned=0 sent=0 doubt=1" ]
	run_ok care-remind outbox --failed
	grep -q '^m1,pretrip,.*,sms,doubt,1,,sender died,' "$out"
	care-remind outbox --failed --ids | run_ok care-remind retry -
	run_ok care-remind run
	[ "$(states sent)" -eq 3 ]
	[ "$(grep -c '^m1@' "$handed")" -eq 2 ]
	whole
}

@test "a gateway that knows a message by its id gets it again" {
	bookings 4
	ending deadly '[ "$CARE_ATTEMPT" -gt 1 ] || kill -9 $PPID'
	transports "{command: $PWD/bin/deadly, timeout: 10s, on_doubt: resend}"
	for _ in 1 2 3 4; do
		run_status 137 care-remind run
	done
	at '12 10:32'
	run_ok care-remind run
	[ "$(states sent)" -eq 4 ]
	# every one twice, under one id
	[ "$(cut -d' ' -f1 "$handed" | sort | uniq -c | awk '$1 == 2' | wc -l)" -eq 4 ]
	whole
}

@test "killed between any two of its steps: nothing is lost, nothing planned twice" {
	bookings 25
	ending slow 'sleep 0.01'
	transports "{command: $PWD/bin/slow, timeout: 1s, on_doubt: resend}"
	for ms in 004 008 012 016 020 030 040 060 080 100 130 160; do
		care-remind run -q &
		sleep "0.$ms"
		kill -9 $! || :
		wait $! || :
	done
	whole
	at '12 10:33'
	run_ok care-remind run
	[ "$(states sent)" -eq 25 ]
	[ "$(cut -d' ' -f1 "$handed" | sort -u | wc -l)" -eq 25 ]
	whole
}

@test "what fails for now is tried again later, and later" {
	bookings 1
	ending sick 'echo "no answer from 13800138000" >&2; exit 75'
	transports "{command: $PWD/bin/sick}"
	run_ok care-remind run
	[ "$stderr" = "planned=1 sent=0 later=1" ]
	run_ok care-remind outbox --failed
	grep -q ',planned,1,2026-03-12 10:31:0[01],exit 75: no answer from 138\*\*\*\*8000,' "$out"
	run_ok care-remind run
	[ "$(wc -l <"$handed")" -eq 1 ]
	at '12 10:32'
	run_ok care-remind run
	[ "$(wc -l <"$handed")" -eq 2 ]
	ending sick ''
	at '12 10:40'
	run_ok care-remind run
	[ "$(tail -1 "$handed" | cut -d' ' -f2)" -eq 3 ]
	[ "$(states sent)" -eq 1 ]
	whole
}

@test "a transport that hangs is ended, and the message tried again" {
	bookings 1
	ending hung 'sleep 60'
	transports "{command: $PWD/bin/hung, timeout: 1s, on_doubt: resend}"
	run_ok care-remind run
	run_ok care-remind outbox --failed
	grep -q ',timeout' "$out"
}

@test "what can never go by SMS goes by mail, at once" {
	bookings 1
	printf 'ref,name,phone,mail,product,departs,returns\nT5,韩梅梅,13800138001,han@example.com,大理,2026-03-14,2026-03-20\n' |
		care-intake bookings - -q
	ending refusing 'exit 65'
	transports "{command: $PWD/bin/refusing}" "{command: [$PWD/bin/take, -i, -t]}"
	run_status 1 care-remind run
	[ "$stderr" = "planned=2 sent=1 later=1 failed=1" ]
	[ "$(tail -1 "$handed" | cut -d' ' -f3,4)" = 'mail han@example.com' ]
	grep -q '^To: han@example.com$' last.mail
	grep -q '^From: =?UTF-8?B?5a6i5pyN6YOo?= <care@example.com>$' last.mail
	grep -q '^Auto-Submitted: auto-generated$' last.mail
	sed '1,/^$/d' last.mail | base64 -d | grep -q 韩梅梅
	run_ok care-remind outbox --failed
	grep -q ',sms,failed,1,,exit 65,,T1,' "$out"
}

@test "a broken channel stops for the run; its messages wait and burn no try" {
	bookings 3
	ending broken 'echo "signature not approved" >&2; exit 78'
	transports "{command: $PWD/bin/broken}"
	run_status 69 care-remind run
	[[ $stderr == *'channel sms stopped'*'exit 78 "signature not approved"'* ]]
	[ "$(wc -l <"$handed")" -eq 1 ]
	[ "$(care-remind outbox --state planned --no-heads | cut -d, -f7 | sort -u)" = 0 ]
	# the next run begins with another message
	run_status 69 care-remind run -q
	[ "$(cut -d' ' -f1 "$handed" | sort -u | wc -l)" -eq 2 ]
	cp bin/take bin/broken
	at '12 11:00'
	run_ok care-remind run
	[ "$(states sent)" -eq 3 ]
	whole
}

@test "refused by one channel, the other one broken: it waits for that" {
	printf 'ref,name,phone,mail,product,departs,returns\nT5,韩梅梅,13800138001,han@example.com,大理,2026-03-14,2026-03-20\n' |
		care-intake bookings - -q
	ending refusing 'exit 67'
	ending broken 'exit 77'
	transports "{command: $PWD/bin/refusing}" "{command: $PWD/bin/broken}"
	run_status 69 care-remind run
	[ "$(cut -d' ' -f3 "$handed" | tr '\n' ' ')" = 'sms mail ' ]
	run_status 69 care-remind run --now '2026-03-12 11:00'
	[ "$(cut -d' ' -f3 "$handed" | tr '\n' ' ')" = 'sms mail mail ' ]
	cp bin/take bin/broken
	run_ok care-remind run --now '2026-03-12 12:00'
	[ "$(states sent)" -eq 1 ]
}

@test "a broken channel sends what has another way by that" {
	bookings 1
	printf 'ref,name,phone,mail,product,departs,returns\nT5,韩梅梅,13800138001,han@example.com,大理,2026-03-14,2026-03-20\n' |
		care-intake bookings - -q
	transports "{command: /nonexistent/sms}" "{command: $PWD/bin/take}"
	run_status 69 care-remind run
	[ "$(cut -d' ' -f3 "$handed")" = mail ]
}

@test "a command that is not there is a broken channel" {
	bookings 1
	transports "{command: /nonexistent/sms}"
	run_status 69 care-remind run
	[[ $stderr == *'exit 127'* ]]
}

@test "care.conf is believed only when nobody else can write it" {
	bookings 1
	transports "{command: $PWD/bin/take}"
	chmod 620 s/care.conf
	run_status 78 care-remind run
	[[ $stderr == *'chmod go-w'* ]]
	chmod 600 s/care.conf
	if [ "$(id -u)" -eq 0 ]; then
		chown nobody s/care.conf
		run_status 78 care-remind run
		chown root s/care.conf
	fi
	[ ! -s "$handed" ]
	run_ok care-remind run
	[ "$(wc -l <"$handed")" -eq 1 ]
}

@test "faults of care.conf are told with their place, and nothing is sent" {
	bookings 1
	printf 'transports:\n  sms: {comand: sms, timeout: 2h}\n' >s/care.conf
	run_status 78 care-remind run
	[[ $stderr == *care.conf:2:9:*'nearest: command'* ]]
	[[ $stderr == *care.conf:2:31:*'between 1s and 1h'* ]]
}

@test "notices to staff and invitations go by the same loop" {
	printf 'login,name,role,supervisor,from\nliu,刘,supervisor,,2026-01-01\nwang,王,owner,liu,2026-01-01\n' | care-intake staff - -q
	transports "{command: $PWD/bin/take}"
	printf '  wecom: {command: %s}\n' "$PWD/bin/take" >>s/care.conf
	at '10 10:00'
	run_ok care-intake case --kind complaint --channel phone --name 李雷 --phone 13800138000 --text 大巴迟到 --owner wang
	at '11 10:01'
	run_ok care-escalate run -q
	run_ok care-remind run
	grep -q ' wecom liu$' "$handed"
	grep -q ' wecom wang$' "$handed"
	number=$(care-case list --ids)
	care-case reply "$number" -q
	care-case close "$number" --outcome settled -q
	at '12 11:00'
	run_ok care-survey invite -q
	run_ok care-remind run
	grep -q ' sms 13800138000$' "$handed"
	grep -q "$number" last.sms
	# nothing twice
	n=$(wc -l <"$handed")
	run_ok care-remind run
	[ "$(wc -l <"$handed")" -eq "$n" ]
	whole
}

@test "a result that comes after the lease changes nothing" {
	bookings 1
	mkfifo go
	ending slow "read -r _ <$PWD/go"
	transports "{command: $PWD/bin/slow, timeout: 10s}"
	care-remind run 2>first &
	while [ ! -s "$handed" ]; do :; done
	at '12 10:32'
	run_status 1 care-remind run
	echo now >go
	wait
	grep -q 'm1: late result (status 0)' first
	run_ok care-remind outbox --failed
	grep -q ',doubt,1,' "$out"
	whole
}

@test "what cannot be sent stands in todo, with its reason" {
	export CARE_NOW="2026-03-12 11:00" CARE_STORE=$PWD/bare
	care-store init bare -q --trial --policy "$ROOT/policies/small-agency.yaml"
	printf 'ref,phone,departs,returns\nB1,13800138000,2026-03-14,2026-03-20\n' | care-intake bookings - -q
	run_ok care-remind run -q
	run_ok care-case todo --format csv
	grep -q '^cannot send,m1,' "$out"
	grep -q '^cannot send,m1,.*,no transport,' "$out"
}

@test "the clock steps back: what was sent is not sent again, what is leased is left alone" {
	bookings 3
	ending deadly "[ \"\$CARE_MSG_ID\" = \"\${CARE_MSG_ID#m2@}\" ] || [ -e $PWD/once ] || { touch $PWD/once; kill -9 \$PPID; }"
	transports "{command: $PWD/bin/deadly, timeout: 10s}"
	run_status 137 care-remind run
	for back in '12 10:29' '12 09:00' '11 10:30'; do
		at "$back"
		run_ok care-remind run
		[ "$(grep -c '^m1@' "$handed")" -eq 1 ]
		[ "$(grep -c '^m2@' "$handed")" -eq 1 ]
	done
	at '12 10:30'
	run_ok care-remind run
	at '12 10:35'
	run_status 1 care-remind run
	[ "$(sort "$handed" | cut -d@ -f1 | uniq -c | awk '{ print $1, $2 }' | paste -sd' ')" = '1 m1 1 m2 1 m3' ]
	[ "$(states doubt)" -eq 1 ]
	whole
}

@test "a clock that ran ahead while a sender was at it: its result is refused, nobody is told twice unknown" {
	bookings 1
	mkfifo go
	ending slow "read -r _ <$PWD/go"
	transports "{command: $PWD/bin/slow, timeout: 10s, on_doubt: resend}"
	care-remind run 2>first &
	while [ ! -s "$handed" ]; do :; done
	transports "{command: $PWD/bin/take, timeout: 10s, on_doubt: resend}"
	at '12 11:30'
	run_ok care-remind run
	[ "$(states sent)" -eq 1 ]
	echo now >go
	wait
	# Handed over twice under one id; written down once, by the second.
	grep -q 'm1: late result (status 0)' first
	[ "$(cut -d' ' -f1 "$handed" | sort | uniq -c | awk '{ print $1 }')" -eq 2 ]
	[ "$(care-remind outbox --state sent -f jsonl | jq -r .attempts)" -eq 2 ]
	whole
}
