#!/usr/bin/env bats
# Reminders: planned when their window opens, asked again when they are sent.
load setup
load remind

setup() {
	make_store
}

@test "a reminder goes out once, when its window is open" {
	bookings 2
	transports "{command: $PWD/bin/take}"
	at '11 09:59'
	run_ok care-remind run
	[ ! -s "$handed" ]
	at '11 10:00'
	run_ok care-remind run
	[ -z "$output" ]
	[ "$stderr" = "planned=2 sent=2" ]
	run_ok care-remind run -q
	[ -z "$stderr" ]
	at '12 10:00'
	run_ok care-remind run
	run sort "$handed"
	[ "$(wc -l <"$handed")" -eq 2 ]
	[[ ${lines[0]} =~ ^m1@[0-9a-f]{12}\ 1\ sms\ 13800000001$ ]]
	grep -q '李2，您好！您预订的昆明六日将于2026-03-14出发，距出发还有3天。' last.sms
	run_ok care-remind outbox --state sent
	grep -q '^m1,pretrip,customer,c[0-9]*,sms,sent,1,,,,T1,2026-03-11 10:00' "$out"
	whole
}

@test "what was really said is kept, with the gateway's receipt" {
	bookings 1
	transports "{command: $PWD/bin/take}"
	run_ok care-remind run
	run_ok sqlite3 s/care.db 'SELECT body FROM message m JOIN content c ON c.id = m.content
	    WHERE c.person = m.addressee'
	grep -q '距出发还有2天' "$out"
	grep -q 'receipt-1' "$out"
}

@test "a moved journey gets its reminder for the new date only" {
	bookings 1
	at '11 10:00'
	run_ok care-remind run --plan-only
	sed -i 's/2026-03-14,2026-03-20/2026-03-16,2026-03-22/' bookings.csv
	run_ok care-intake bookings bookings.csv
	transports "{command: $PWD/bin/take}"
	run_ok care-remind run
	[ ! -s "$handed" ]
	run_ok care-remind outbox --state dropped
	grep -q '^m1,.*,dropped,0,,moved,' "$out"
	at '13 10:00'
	run_ok care-remind run
	[ "$(wc -l <"$handed")" -eq 1 ]
	grep -q 2026-03-16 last.sms
	whole
}

@test "a cancelled journey is not reminded of" {
	bookings 2
	at '11 10:00'
	run_ok care-remind run --plan-only
	printf 'ref,state\nT1,cancelled\n' | care-intake bookings - -q
	transports "{command: $PWD/bin/take}"
	run_ok care-remind run
	[ "$(cut -d' ' -f4 "$handed")" = 13800000002 ]
	run_ok care-remind outbox --state dropped
	grep -q ',cancelled,' "$out"
}

@test "nobody is woken: what comes at night waits for the hour of the rule" {
	bookings 1
	transports "{command: $PWD/bin/take}"
	at '11 22:00'
	run_ok care-remind run
	[ ! -s "$handed" ]
	at '12 09:59'
	run_ok care-remind run
	[ ! -s "$handed" ]
	at '12 10:00'
	run_ok care-remind run
	[ "$(wc -l <"$handed")" -eq 1 ]
}

@test "after departure nothing is sent any more" {
	bookings 1
	at '13 22:30'
	run_ok care-remind run --plan-only
	transports "{command: $PWD/bin/take}"
	at '14 10:00'
	run_ok care-remind run
	[ ! -s "$handed" ]
	run_ok care-remind outbox --state dropped
	grep -q ',expired,' "$out"
}

@test "a booking without an address waits where a person sees it" {
	printf 'ref,customer_ref,name,product,departs,returns\nT9,K-1,无名,三亚,2026-03-14,2026-03-20\n' >b.csv
	care-intake bookings b.csv -q
	transports "{command: $PWD/bin/take}"
	run_ok care-remind run
	run_ok care-remind outbox --failed
	grep -q ',planned,0,2026-03-12 10:45:00,no address,,T9,' "$out"
	printf 'ref,phone\nK-1,13900139000\n' | care-intake customers - -q
	care-remind outbox --failed --ids | run_ok care-remind retry -
	run_ok care-remind run
	[ "$(cut -d' ' -f4 "$handed")" = 13900139000 ]
}

@test "without transports messages wait and say why" {
	bookings 1
	run_ok care-remind run
	[ "$stderr" = "planned=1 sent=0 held=1" ]
	run_ok care-remind outbox --failed
	grep -q ',no transport,' "$out"
	transports "{command: $PWD/bin/take}"
	run_ok care-remind run
	[ ! -s "$handed" ]
	at '12 10:45'
	run_ok care-remind run
	[ "$(wc -l <"$handed")" -eq 1 ]
}

@test "a dry run hands nothing over and changes nothing" {
	bookings 2
	transports "{command: $PWD/bin/take}"
	run_ok care-remind run -n --plan-only
	[[ $stderr == "planned=2"* ]]
	care-remind run --plan-only -q
	sqlite3 s/care.db .dump >before
	run_ok care-remind run -n
	[[ $stderr == "planned=0 sent=2"* ]]
	[ ! -s "$handed" ]
	sqlite3 s/care.db .dump >after
	cmp before after
	care-remind run --send-only -q
	run_ok care-remind
	[[ $stderr == *"the sender ran last 2026-03-12 10:30:00"* ]]
}

@test "a preview shows today's words, masked" {
	bookings 1
	care-remind run --plan-only -q
	run_ok care-remind preview m1
	grep -q '^m1,pretrip,planned,send,,customer,c[0-9]*,sms,昆明六日,"李\*，您好' "$out"
	run_ok care-remind preview m1 --reveal 'asked by the customer'
	grep -q '"李1，您好' "$out"
	run_status 1 care-remind preview m77
}

@test "a preview leaves the company's own number, and no other" {
	sed 's/^version: .*/version: "2"/; s/预订编号{{booking}}。祝您旅途愉快/请致电400-800-0000 {{trip}}/' "$ROOT/policies/small-agency.yaml" >two.yaml
	grep -q 400-800-0000 two.yaml
	cp -R "$ROOT/policies/calendars" .
	run_ok care-policy adopt two.yaml --yes -q --approved-by test
	printf 'ref,name,phone,trip,departs,returns\nT1,李,13800000001,K400-800-0001 14008000000 138 0013 8000,2026-03-14,2026-03-20\n' >bookings.csv
	CARE_NOW='2026-03-02 09:00' run_ok care-intake bookings bookings.csv -q
	care-remind run --plan-only -q
	run_ok care-remind preview m1
	[[ $output == *'请致电400-800-0000 K400****0001 140****0000 138****8000'* ]]
	run_ok care-remind preview m1 --reveal 'asked by the customer'
	[[ $output == *'请致电400-800-0000 K400-800-0001 14008000000 138 0013 8000'* ]]
}

@test "the bare command and the list only look" {
	bookings 1
	care-remind run --plan-only -q
	sqlite3 s/care.db .dump >before
	run_ok care-remind
	grep -q '^pretrip,planned,1,2026-03-12 10:30:00$' "$out"
	[[ $stderr == *'the sender never ran: '* ]]
	run_ok care-remind list
	grep -q '^m1,message,pretrip,2026-03-12 10:30:00,0,customer,c[0-9]*,planned,,,T1$' "$out"
	sqlite3 s/care.db .dump >after
	cmp before after
}

@test "wrong words on the command line" {
	run_status 64 care-remind outbox --state gone
	run_status 64 care-remind run --plan-only --send-only
	run_status 64 care-remind preview
	run_status 64 care-remind rnu
	run_status 1 care-remind retry m9
	run_status 1 care-remind retry 10019
	run_ok care-remind run --help
	grep -q -- --plan-only "$out"
}

@test "the manuals name every option, and their example is a good care.conf" {
	local verb option
	for verb in list calls 'done' outbox preview run retry; do
		run_ok care-remind "$verb" --help
		for option in $(sed -n '/^Options:/,/^$/s/.*--\([a-z-]*\).*/\1/p' "$out"); do
			grep -q -- "Fl -$option" "$ROOT/man/care-remind.1"
		done
	done
	bookings 1
	sed -n '/^transports:/,/^\.Ed/p' "$ROOT/man/care.conf.5" | grep -v '^\.' >s/care.conf
	run_status 69 care-remind run
	[[ $stderr == *'/usr/local/lib/care/sms: exit 127'* ]]
}
