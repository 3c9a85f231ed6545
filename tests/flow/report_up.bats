#!/usr/bin/env bats
# Reporting up, again and again until told to stop: a promise that recurs.

load ../cli/setup

setup() {
	fresh
	cp -R "$ROOT/policies" .
	export CARE_NOW="2026-03-10 09:00"
	run_ok care-store init store -q --trial --policy policies/travel-agency.yaml
	export CARE_STORE=$PWD/store/care.db
	case=$(care-intake case -q --kind incident --channel phone --text crash)
}

due() {
	care-case show "$case" --format jsonl |
		jq -r 'select(.promise and (.promise | contains("/headquarters_again")) and .state == "open") | "\(.promise) \(.due)"'
}

@test "headquarters hear every four hours, until the case is closed" {
	[ "$(due)" = "$case/headquarters_again 2026-03-10T13:00:00+08:00" ]
	CARE_NOW="2026-03-10 10:30" run_ok care-case keep "$case/headquarters_again" -q
	[ "$(due)" = "$case/headquarters_again.2 2026-03-10T17:00:00+08:00" ]
	# Late: one promise that is late, not one for each four hours.
	CARE_NOW="2026-03-11 09:00" run_ok care-escalate run -q
	[ "$(due | wc -l)" = 1 ]
	# Reported at last: the next one lies ahead, those between are not owed.
	CARE_NOW="2026-03-11 09:30" run_ok care-case keep "$case/headquarters_again.2" -q
	[ "$(due)" = "$case/headquarters_again.3 2026-03-11T13:00:00+08:00" ]
	# Told to stop.
	export CARE_NOW="2026-03-11 10:00"
	run_ok care-case reply "$case" -q
	for step in safe scene help headquarters family others record; do
		run_ok care-case step "$case" "emergency/$step" -q
	done
	run_ok care-case close "$case" -q
	[ -z "$(due)" ]
	run_ok care-store check
}
