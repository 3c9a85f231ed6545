# shellcheck shell=bash disable=SC2034
# A store with bookings, transports that write down what they get, and a time.
# $handed has a line "ID ATTEMPT CHANNEL TO" for each handing over.

at() {
	export CARE_NOW="2026-03-$1"
}

make_store() {
	fresh
	export CARE_STORE=$PWD/s handed=$PWD/handed
	at '12 10:30'
	care-store init s --trial --policy "$ROOT/policies/small-agency.yaml" -q
	mkdir bin
	: >"$handed"
	cat >bin/take <<-'EOF'
		#!/bin/sh
		printf '%s %s %s %s\n' "$CARE_MSG_ID" "$CARE_ATTEMPT" "$CARE_CHANNEL" "$CARE_TO" >>HERE/handed
		cat >HERE/last.$CARE_CHANNEL
		echo "receipt-$CARE_ATTEMPT"
	EOF
	sed -i "s,HERE,$PWD,g" bin/take
	chmod +x bin/take
}

# transports 'YAML of the sms transport' ['of the mail transport']
transports() {
	printf 'transports:\n  sms: %s\n' "$1" >s/care.conf
	[ $# -lt 2 ] || printf '  mail: %s\nmail: {from: "客服部 <care@example.com>"}\n' "$2" >>s/care.conf
}

# A transport that ends so after writing down what it got.
ending() {
	{ cat bin/take; printf '%s\n' "$2"; } >"bin/$1"
	chmod +x "bin/$1"
}

# bookings N: N journeys that begin on the 14th, each with a phone.
bookings() {
	local i
	{
		echo ref,name,phone,product,trip,departs,returns
		for ((i = 1; i <= $1; i++)); do
			printf 'T%d,李%d,138%08d,昆明六日,K1,2026-03-14,2026-03-20\n' "$i" "$i" "$i"
		done
	} >bookings.csv
	CARE_NOW='2026-03-02 09:00' care-intake bookings bookings.csv -q
}

states() {
	care-remind outbox --state "$1" -f csv --no-heads | wc -l
}

whole() {
	run_ok care-store check
}
