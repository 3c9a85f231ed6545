#!/usr/bin/env bats
# Who is told when somebody is away: found when a level fires, for the record,
# and again when the notice goes.
load setup
load escalate

setup() {
	agency
	printf 'login,name,role,supervisor\nzhao,Zhao,owner,liu\nli,Li,owner,liu\n' | care-intake staff -q -
}

# The first lines of what the gateway got: to whom.
told() {
	grep '^== ' "$sent" | cut -d' ' -f3 | sort | tr '\n' ' '
}

fired() {
	care-case history "$case" -f jsonl | jq -r 'select(.event == "level_fired") | .detail' | grep -o 'tells=.*' | tail -1
}

@test "the record names who stands in for whom" {
	care-staff absent -q wang --from 2026-03-11 --until 2026-03-12 --substitute zhao
	tick '11 09:00'
	[ "$(told)" = 'zhao ' ]
	[[ "$(fired)" == 'tells=zhao for wang'* ]]
	care-store check
}

@test "an absence that begins between firing and sending counts" {
	care-staff absent -q wang --from 2026-03-11 --until 2026-03-12 --substitute zhao
	CARE_NOW='2026-03-11 09:00' run_ok care-escalate run
	[ ! -e "$sent" ]
	CARE_NOW='2026-03-11 09:05' run_ok care-staff absent zhao --until 2026-03-11 --substitute li
	tick '11 09:10'
	[ "$(told)" = 'li ' ]
	[[ "$(fired)" == 'tells=zhao for wang'* ]]
}

@test "two who stand in for each other are both away: their supervisor, and then his" {
	care-staff absent -q zhao --from 2026-03-11 --until 2026-03-20 --substitute li
	care-staff absent -q wang --from 2026-03-11 --until 2026-03-12 --substitute li
	# The command refuses such a circle, a personnel system does not.
	run_status 1 care-staff absent li --from 2026-03-11 --until 2026-03-11 --substitute wang
	printf 'login,absent_from,absent_until,substitute\nli,2026-03-11,2026-03-11,wang\n' | care-intake staff -q -
	tick '11 09:00'
	[ "$(told)" = 'liu ' ]
	# At the due time liu is away too, and nobody is above him: the owner.
	care-staff absent -q liu --from 2026-03-12 --until 2026-03-12 --now '2026-03-11 10:00'
	tick '12 09:00'
	[ "$(told | tr ' ' '\n' | grep -c "^$(id -un)$")" -ge 1 ]
	care-store check
}

@test "what somebody owes himself goes to him, and up to his own supervisor" {
	run_ok care-store init tour --trial --policy "$ROOT/policies/travel-agency.yaml" --now '2026-03-01 9:00'
	export CARE_STORE=$PWD/tour
	printf 'login,role,supervisor\nchen,supervisor,\nliu,supervisor,\nwang,agent,liu\n' |
		care-intake staff -q - --now '2026-03-01 9:00'
	CARE_NOW='2026-05-31 09:00' run_ok care-escalate run
	sqlite3 -readonly tour/care.db "SELECT s.login FROM message m JOIN staff s ON s.id = m.addressee
	    JOIN subject x ON x.id = m.subject WHERE x.ref = 'wang' AND m.occurrence LIKE 'training.%' ORDER BY 1" >to
	grep -qx liu to
	! grep -qx chen to || false
}
