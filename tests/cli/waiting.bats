#!/usr/bin/env bats
# Waiting with reason and question, and what it does to due times; contacts.
load setup

setup() {
	fresh
	export CARE_STORE=$HOME/store/care.db
	cp -R "$ROOT/policies" .
	run_ok care-store init -q store --trial --first 1039 --policy "${POLICY:-policies/small-agency.yaml}" --now '2026-03-11 8:00'
	printf 'login,name,role,supervisor\nliu,刘洋,supervisor,\nwang,王芳,owner,liu\n' >staff.csv
	run_ok care-intake staff -q staff.csv --now '2026-03-11 8:00'
	run_ok care-intake case -q --kind complaint --channel phone --phone 13800138000 \
	    --name 李梅 --text 大巴迟到 --owner wang --now '2026-03-11 9:00'
	at 2026-03-11 10:00
}

at() {
	export CARE_NOW="$*"
}

# due PROMISE: when it is due, as minutes.
due() {
	care-case show 10429 -f csv | awk -F, -v p="10429/$1" 'NR == 1 { for (i = 1; i <= NF; i++) h[$i] = i }
	    $1 == p { print substr($h["due"], 6, 11) }'
}

# events WHAT: how many of them the case has.
events() {
	care-case history 10429 -f csv | cut -d, -f4 | grep -cx "$1" || true
}

checked() {
	run_ok care-store check
}

asked() {
	run_ok care-case contact 10429 -q --via phone --note 请提供车票照片 "$@"
}

@test "waiting moves what the policy says to the cap, and nothing else" {
	[ "$(due result)" = '03-13 09:00' ]
	asked
	run_ok care-case wait 10429 --because waiting_customer
	[[ $stderr == *'10429 waits: waiting_customer, until Sat 2026-03-14 10:00 at the latest; 2 due times moved'* ]]
	[ "$(due result)" = '03-16 09:00' ]
	[ "$(due progress)" = '03-15 09:00' ]
	[ "$(due first_action)" = '03-12 09:00' ]
	[ "$(due result_limit)" = '03-18 24:00' ] || [ "$(due result_limit)" = '03-19 00:00' ]
	[ "$(events due_moved)" -eq 2 ]
	checked
}

@test "an answer before the cap moves due times back, to what was left" {
	asked
	run_ok care-case wait 10429 --because waiting_customer
	at 2026-03-12 16:00
	run_ok care-case resume 10429 --note 来电补充
	[[ $stderr == *'goes on; 2 due times moved'* ]]
	[ "$(due result)" = '03-14 15:00' ]
	run_status 1 care-case resume 10429
	[[ $stderr == *'does not wait'* ]]
	checked
}

@test "nobody waits without a question" {
	run_status 1 care-case wait 10429 --because waiting_customer
	[[ $stderr == *'nobody was asked anything'*'--question TEXT'* ]]
	run_status 1 care-case wait 10429
	[[ $stderr == *'--because waiting_customer'* ]]
	run_status 1 care-case wait 10429 --because weather
	[[ $stderr == *'weather: the policy waits for: waiting_customer'* ]]
	[ "$(events paused)" -eq 0 ]
	# Whom nobody reached was not asked.
	asked --result unanswered
	run_status 1 care-case wait 10429 --because waiting_customer
	# The customer spoke last.
	asked --at 9:30
	run_ok care-case contact 10429 -q --via phone --in --at 9:40
	run_status 1 care-case wait 10429 --because waiting_customer
	[[ $stderr == *'nothing was asked since the last word'* ]]
	asked --at 9:50
	run_ok care-case wait 10429 --because waiting_customer
}

@test "a question can be asked and written down with the pause" {
	run_status 1 care-case wait 10429 --because waiting_customer --question 请补充合同
	[[ $stderr == *'--via WORD'* ]]
	[ "$(events contacted)" -eq 0 ]
	run_status 1 care-case wait 10429 --because waiting_customer --question 请补充合同 --via 传真
	run_ok care-case wait 10429 --because waiting_customer --question 请补充合同 --via 微信
	[ "$(events contacted)" -eq 1 ]
	[ "$(events paused)" -eq 1 ]
	care-case history 10429 -f csv --reveal 'test of the note' | grep contacted | grep -q 请补充合同
	checked
}

@test "the case is not held longer than the cap in total, and until shortens it" {
	asked
	run_ok care-case wait 10429 --because waiting_customer --until '2026-03-12 10:00'
	[ "$(due result)" = '03-14 09:00' ]
	run_status 1 care-case wait 10429 --because waiting_customer
	[[ $stderr == *'waits for this already'* ]]
	at 2026-03-13 12:00
	run_ok care-case resume 10429 -q
	# It ended by itself a day after it began.
	[ "$(due result)" = '03-14 09:00' ]
	asked
	run_ok care-case wait 10429 --because waiting_customer
	[[ $stderr == *'until Sun 2026-03-15 12:00 at the latest'* ]]
	[ "$(due result)" = '03-16 09:00' ]
	at 2026-03-15 13:00
	run_ok care-case resume 10429 -q
	asked
	run_status 1 care-case wait 10429 --because waiting_customer
	[[ $stderr == *'waited for 3d in all'*'small-agency.yaml:'* ]]
	run_status 1 care-case wait 10429 --because waiting_customer --until 2026-03-14
	[[ $stderr == *'does not lie ahead'* ]]
	[ "$(due result)" = '03-16 09:00' ]
	checked
}

@test "the customer's call or visit ends what waits for him, a word from us does not" {
	asked
	run_ok care-case wait 10429 -q --because waiting_customer
	at 2026-03-11 12:00
	asked
	[ "$(due result)" = '03-16 09:00' ]
	run_ok care-case contact 10429 -q --via store --in --note 交来车票
	[ "$(due result)" = '03-13 11:00' ]
	[ "$(events resumed)" -eq 1 ]
	checked
}

@test "contacts of an exchange end it as well, those from before it do not" {
	asked
	run_ok care-case wait 10429 -q --because waiting_customer
	at 2026-03-11 14:00
	printf 'case,at,channel,direction\n10429,2026-03-11 09:30,phone,in\n10429,2026-03-11 13:30,phone,out\n' >calls.csv
	run_ok care-intake contacts -q calls.csv
	[ "$(events resumed)" -eq 0 ]
	printf 'case,at,channel,direction\n10429,2026-03-11 13:00,phone,in\n' >calls.csv
	run_ok care-intake contacts -q calls.csv
	[ "$(due result)" = '03-13 12:00' ]
	checked
}

mail() {
	printf 'From: li@example.com\nTo: care@agency.example\nSubject: [%s]\nMessage-ID: <%s@example.com>\nDate: %s\n%s\n%s\n' \
	    10429 "$1" "Wed, 11 Mar 2026 15:00:00 +0800" "${3:-}" "$2" | care-intake mail -
}

@test "the customer's mail ends it, a program's mail does not" {
	asked
	run_ok care-case wait 10429 -q --because waiting_customer
	at 2026-03-11 16:00
	mail a 'I am away' 'Auto-Submitted: auto-replied'
	[ "$(events auto_mail)" -eq 1 ]
	[ "$(events resumed)" -eq 0 ]
	mail b 'here is the ticket'
	[ "$(events customer_wrote)" -eq 1 ]
	[ "$(events resumed)" -eq 1 ]
	[ "$(due result)" = '03-13 14:00' ]
	checked
}

@test "closing ends the waiting; reopened, nothing of it lasts" {
	asked
	run_ok care-case wait 10429 -q --because waiting_customer
	at 2026-03-11 12:00
	run_status 1 care-case close 10429
	run_ok care-case close -q 10429 --outcome withdrawn
	run_status 1 care-case wait 10429 --because waiting_customer
	[[ $stderr == *'is closed'* ]]
	at 2026-03-11 13:00
	run_ok care-case reopen -q 10429
	[ "$(care-case show 10429 -f csv | grep -c '^10429/result.2,.*2026-03-13 13:00:00')" -eq 1 ]
	checked
}

@test "a level that was told is not told again when the case goes on" {
	at 2026-03-12 09:01
	run_ok care-escalate run
	before=$(events level_fired)
	asked
	run_ok care-case wait 10429 -q --because waiting_customer
	at 2026-03-12 12:00
	run_ok care-case resume -q 10429
	run_ok care-escalate run
	[ "$(events level_fired)" -eq "$before" ]
	checked
}

@test "by the message that asked: only one that went to him about this case" {
	run_status 1 care-case wait 10429 --because waiting_customer --asked m1
	[[ $stderr == *'asked: m1: no such message'* ]]
	run_status 1 care-case wait 10429 --because waiting_customer --asked 10429
	# A notice to staff is no question to the customer.
	at 2026-03-12 09:01
	run_ok care-escalate run
	run_status 1 care-case wait 10429 --because waiting_customer --asked "$(care-remind outbox --ids | head -1)"
	[[ $stderr == *'did not go to the customer'* ]]
}

@test "waiting is an act like others: sheets, --once, --dry-run" {
	asked
	printf 'case,because,note\n10429,waiting_customer,等车票\n' >sheet.csv
	run_ok care-case wait - -n <sheet.csv
	[ "$(events paused)" -eq 0 ]
	run_ok care-case wait - --once k1 <sheet.csv
	run_ok care-case wait - --once k1 <sheet.csv
	[[ $stderr == *'done before'* ]]
	[ "$(events paused)" -eq 1 ]
}

# audit ARGS...: rows of the audit without the case.
audit() {
	care-case pauses "$@" -f csv | sed 1d | cut -d, -f2-
}

@test "the audit: who let it wait, on what ground, for how long" {
	asked
	run_ok care-case wait 10429 -q --because waiting_customer
	at 2026-03-11 12:30
	[ "$(audit)" = "waiting_customer,lasts,2026-03-11 10:00:00,,2026-03-14 10:00:00,9000,$(id -un),wang,2026-03-11 10:00:00,phone," ]
	run_ok care-case resume 10429 -q
	at 2026-03-11 14:00
	[ "$(audit 10429)" = "waiting_customer,ended,2026-03-11 10:00:00,2026-03-11 12:30:00,2026-03-14 10:00:00,9000,$(id -un),wang,2026-03-11 10:00:00,phone," ]
	[ "$(audit --open)" = '' ]
	[ "$(audit --owner liu)" = '' ]
	[ "$(audit --from 2026-03-12)" = '' ]
	[ "$(audit --until 2026-03-11 --because waiting_customer | wc -l)" -eq 1 ]
}

@test "the audit tells what is odd: near the due time, entered late, answered, capped" {
	at 2026-03-12 08:30
	asked
	run_ok care-case wait 10429 -q --because waiting_customer
	[ "$(audit | cut -d, -f11)" = near_due ]
	at 2026-03-15 09:00
	[ "$(audit | cut -d, -f2,4,11)" = 'ended,2026-03-15 08:30:00,near_due capped' ]
	run_ok care-case resume 10429 -q
	# Of 3 d nothing is left; another case, entered hours later.
	run_ok care-case note 10429 -q --note x
	run_ok care-case contact 10429 -q --via phone --in --at '2026-03-13 10:00' --note 自己来电
	[ "$(audit | cut -d, -f11)" = 'near_due answered' ]
}

@test "the audit tells what was entered hours after it began" {
	asked
	at 2026-03-11 12:00
	run_ok care-case wait 10429 -q --because waiting_customer --at 10:30
	[ "$(audit | cut -d, -f3,11)" = '2026-03-11 10:30:00,late_entry' ]
}

@test "gross and net: what a promise took, with and without the pauses that stop it" {
	asked
	run_ok care-case wait 10429 -q --because waiting_customer
	at 2026-03-11 15:00
	run_ok care-case resume 10429 -q
	run_ok care-case keep 10429/first_action -q
	at 2026-03-11 19:00
	run_ok care-case reply 10429 -q
	[ "$(care-case pauses --promises -f csv | sed 1d | cut -d, -f1,9-)" = '10429/first_action,21600,0,21600,0
10429/result,36000,18000,18000,0.5
10429/result_limit,36000,0,36000,0' ]
	[ "$(care-case pauses --promises --open -f csv | sed 1d | cut -d, -f1,4 | tail -1)" != '' ]
}

@test "nobody has to wake at the cap: the clock runs on by itself, and levels fire by it" {
	asked
	run_ok care-case wait 10429 -q --because waiting_customer
	# The levels of the old due time are past, and none of them is due.
	at 2026-03-13 12:00
	run_ok care-escalate run -q
	[ "$(care-escalate explain 10429/result -f csv | grep -c '(fired')" -eq 0 ]
	at 2026-03-16 06:59
	run_ok care-escalate run -q
	[ "$(care-escalate explain 10429/result -f csv | grep '(fired' | cut -d, -f2)" = 'level half' ]
	at 2026-03-16 07:01
	run_ok care-escalate run -q
	[ "$(care-escalate explain 10429/result -f csv | grep -c 'level soon.*(fired')" -eq 1 ]
	at 2026-03-16 09:01
	run_ok care-escalate run -q
	[ "$(care-escalate explain 10429/result -f csv | grep -c 'level due.*(fired')" -eq 1 ]
	checked
}

@test "a level told before the case waited is told again only where its new time lies ahead" {
	# due - 2h is told; then the case waits, so it comes again two hours before
	# the new time; half of the time has passed once and for all.
	at 2026-03-13 07:01
	run_ok care-escalate run -q
	at 2026-03-13 08:00
	asked
	run_ok care-case wait 10429 -q --because waiting_customer
	run_ok care-escalate list -f jsonl --until 2026-04-01
	[ "$(jq -r 'select(.promise == "10429/result") | .level' <"$out")" = soon ]
	at 2026-03-13 20:00
	run_ok care-case resume 10429 -q
	[ "$(due result)" = '03-13 21:00' ]
	# An hour is left: two hours before is past, and is not told.
	run_ok care-escalate run -q
	[ "$(care-escalate explain 10429/result -f csv | grep -c 'level soon.*(carried')" -eq 1 ]
	[ "$(care-escalate list -f jsonl --until 2026-04-01 | jq -r 'select(.promise == "10429/result") | .level')" = due ]
	checked
}
