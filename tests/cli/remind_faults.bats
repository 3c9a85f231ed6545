#!/usr/bin/env bats
# What must not stop a channel, tell anybody twice, or be left in doubt:
# transports that hang or fall, senders that are asked to end, hostile names.
load setup
load remind

setup() {
	make_store
}

# The numbers handed over so far, in order.
numbers() {
	cut -d@ -f1 "$handed" | paste -sd' '
}

@test "a name or a journey too long for a program fails alone; lines stay lines" {
	long=$(head -c 200000 /dev/zero | tr '\0' x)
	{
		echo ref,name,phone,product,trip,departs,returns
		echo "T1,李雷,13800000001,$long,K1,2026-03-14,2026-03-20"
		echo "T2,$long,13800000002,昆明,K1,2026-03-14,2026-03-20"
		printf 'T3,"Eve\nBcc: all@example.com",13800000003,"昆明\n{{phone}} $(touch pwned)",K1,2026-03-14,2026-03-20\n'
		echo "T4,韩梅梅,13800000004,昆明,K1,2026-03-14,2026-03-20"
	} >bookings.csv
	care-intake bookings bookings.csv -q --now '2026-03-02 09:00'
	ending told 'printf "%s\n" "$CARE_SUBJECT" >>HERE/subjects'
	sed -i "s,HERE,$PWD,g" bin/told
	transports "{command: $PWD/bin/told}"
	run_status 1 care-remind run
	[ "$stderr" = "planned=4 sent=2 failed=2" ]
	[ "$(cat subjects)" = '昆明 {{phone}} $(touch pwned)
昆明' ]
	[ ! -e pwned ]
	run_ok care-remind outbox --failed
	grep -q '^m1,.*,failed,1,,exit 65: CARE_SUBJECT: too long,,T1,' "$out"
	grep -q '^m2,.*,failed,1,,exit 65: CARE_PARAMS: too long,,T2,' "$out"
	whole
}

@test "a transport that falls or hangs may have handed it over: on_doubt decides" {
	bookings 2
	ending falls 'kill -9 $$'
	transports "{command: $PWD/bin/falls}"
	run_status 1 care-remind run
	[ "$stderr" = "planned=2 sent=0 doubt=2" ]
	run_ok care-remind outbox --failed
	grep -q '^m1,.*,sms,doubt,1,,signal 9,,T1,' "$out"
	at '13 10:30'
	run_ok care-remind run
	[ "$(numbers)" = "m1 m2" ]
	# A person knows that the first did not arrive.
	care-remind retry m1 -q
	transports "{command: $PWD/bin/falls, on_doubt: resend}"
	run_ok care-remind run
	[ "$stderr" = "planned=0 sent=0 later=1" ]
	transports "{command: $PWD/bin/take}"
	at '13 10:40'
	run_ok care-remind run
	[ "$(numbers)" = "m1 m2 m1 m1" ]
	ending hangs 'exec sleep 60'
	transports "{command: $PWD/bin/hangs, timeout: 1s}"
	care-remind retry m2 -q
	run_status 1 care-remind run
	run_ok care-remind outbox --failed
	grep -q '^m2,.*,sms,doubt,1,,timeout,,T2,' "$out"
	whole
}

@test "a channel that hangs twice in a row is left alone by this run" {
	bookings 5
	ending hangs '[ ! -e hung ] || exit 0; exec sleep 60'
	sed -i "s,-e hung,-e $PWD/hung," bin/hangs
	transports "{command: $PWD/bin/hangs, timeout: 1s, on_doubt: resend}"
	run_status 69 care-remind run
	[ "$(numbers)" = "m1 m2" ]
	[[ $stderr == *"channel sms stopped: $PWD/bin/hangs: took longer than 1s twice in a row; its messages wait, none is lost"* ]]
	[[ $stderr == *"planned=5 sent=0 later=2 stopped=3" ]]
	touch hung
	run_ok care-remind run
	[ "$(numbers)" = "m1 m2 m3 m4 m5" ]
	whole
}

@test "a sender that is asked to end finishes the message in hand, and no other" {
	bookings 3
	for sig in TERM INT HUP; do
		ending asks "kill -$sig \$PPID"
		transports "{command: $PWD/bin/asks}"
		run_ok care-remind run
		[[ $stderr == *" sent=1" ]]
	done
	[ "$(numbers)" = "m1 m2 m3" ]
	[ "$(states sent)" -eq 3 ]
	whole
}

@test "who is to outlive the terminal does, and a second word ends at once" {
	bookings 3
	ending asks 'kill -HUP $PPID'
	transports "{command: $PWD/bin/asks}"
	trap '' HUP
	run_ok care-remind run
	trap - HUP
	[ "$(states sent)" -eq 3 ]
	bookings 6
	ending insists 'while :; do kill -TERM $PPID; done'
	transports "{command: $PWD/bin/insists}"
	run_status 143 care-remind run
	whole
}
