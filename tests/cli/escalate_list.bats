#!/usr/bin/env bats
# care-escalate list: what is late and what comes.

load setup
load escalate

setup() {
	agency
}

@test "list: by owner, by name, late, until" {
	li=$(printf 'login,name,role,supervisor\nli,Li,owner,liu\n' | care-intake staff - -q; \
	    care-intake case -q --kind complaint --channel phone --text late --owner li)
	export CARE_NOW="2026-03-12 10:00"
	run_ok care-escalate list --until "2026-03-12 21:00" --ids
	[ "$(sort "$out" | tr '\n' ' ')" = "$(printf '%s\n' "$case/limit" "$case/result" "$li/limit" "$li/result" | sort | tr '\n' ' ')" ]
	run_ok care-escalate list --until "2026-03-12 21:00" --ids --owner li
	[ "$(sort "$out" | tr '\n' ' ')" = "$li/limit $li/result " ]
	run_ok care-escalate list --late --rule result --owner wang --ids
	[ "$output" = "$case/result" ]
	run_ok care-escalate list --late --rule limit --ids
	[ -z "$output" ]
	run_ok care-escalate list --until "2026-03-12 20:00" --rule limit --ids
	[ -z "$output" ]
	run_status 64 care-escalate list --owner nobody
}

@test "of levels that passed unseen the one that will tell is shown" {
	export CARE_NOW="2026-03-12 14:00"
	run_ok care-escalate list --rule result -f csv
	[ "$(mlr --icsv --onidx --ofs ' ' cut -o -f level,tells "$out")" = "over liu chen" ]
}
