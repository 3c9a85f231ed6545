#!/usr/bin/env bats
# --now and CARE_NOW: a moment in the policy's zone, which does not pass.

load setup

# When the store's log was written, hours of UTC.
recorded() {
	sqlite3 store/care.db "SELECT DISTINCT strftime('%H:%M', recorded_at, 'unixepoch') FROM entry"
}

@test "a store is made at the hour of its policy's zone, whatever the shell's" {
	export CARE_NOW="2026-03-12 09:00"
	for zone in Asia/Shanghai UTC America/New_York; do
		rm -rf store
		TZ=$zone run_ok care-store init store --trial --policy "$ROOT/policies/small-agency.yaml"
		[ "$(recorded)" = 01:00 ]
	done
}

@test "the first policy gives the zone also when it is adopted later" {
	run_ok care-store init store --trial --now "2026-03-12T09:00:00+08:00"
	export CARE_STORE=store
	run_ok care-policy adopt --now "2026-03-12 09:00" "$ROOT/policies/small-agency.yaml"
	[ "$(recorded)" = 01:00 ]
}

@test "a moment that was told does not pass while messages are handed over" {
	export CARE_NOW="2026-03-12 09:00" CARE_STORE=store
	run_ok care-store init store --trial --policy "$ROOT/policies/small-agency.yaml"
	printf 'login,name,role\nwang,Wang,owner\n' > staff.csv
	run_ok care-intake staff staff.csv
	run_ok care-intake case -q --kind complaint --owner wang --received "2026-03-11 20:00"
	printf '#!/bin/sh\nsleep 2.1\n' > slow
	chmod +x slow
	echo "transports: {wecom: {command: [$PWD/slow]}}" > store/care.conf
	CARE_NOW="2026-03-12 09:30" run_ok care-escalate run --send
	[ "$(sqlite3 store/care.db "SELECT strftime('%H:%M:%S', sent_at, 'unixepoch') FROM message WHERE state = 'sent' GROUP BY 1")" = 01:30:00 ]
}

@test "the clock steps back: recording does not, and the work goes on" {
	run_ok care-store init back -q --trial --policy "$ROOT/policies/small-agency.yaml" --now "2026-03-12 10:00"
	export CARE_STORE=$PWD/back
	id=$(care-intake case -q --kind complaint --channel phone --text late --now "2026-03-12 10:00")
	run_ok care-case reply "$id" --now "2026-03-12 09:50"
	run_status 1 care-case reply "$id" --at "2026-03-12 09:40" --now "2026-03-12 11:00"
	[[ $stderr == *"before the case came in"* ]]
	care-case history "$id" --format jsonl > history
	[ "$(jq -r .recorded history | sort -c 2>&1)" = "" ]
	[ "$(jq -r 'select(.event == "replied") | .recorded' history)" = 2026-03-12T10:00:00+08:00 ]
	[ "$(jq -r 'select(.event == "replied") | .happened' history)" = 2026-03-12T10:00:00+08:00 ]
	run_ok care-store check
}
