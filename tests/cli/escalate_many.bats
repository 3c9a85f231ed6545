#!/usr/bin/env bats
# A house of seventy: nobody is left out for being many.

load setup
load escalate

setup() {
	agency
	sed -i 's/version: "1"/version: "2"/; s/^words:/words:\n  teams: [south]/; s/notify: supervisor, raise: severity/notify: [team, manager], raise: severity/' policy.yaml
	run_ok care-policy adopt policy.yaml --yes
	{
		echo login,name,role,team
		for ((i = 1; i <= 70; i++)); do
			echo "s$i,S$i,owner,south"
		done
	} >south.csv
	run_ok care-intake staff south.csv -q
	case=$(care-intake case -q --kind complaint --channel phone --text late --owner wang --team south)
}

@test "a level tells all of a large team, and whoever is named after it" {
	CARE_NOW="2026-03-12 09:00" run_ok care-escalate forecast -f jsonl
	grep -q chen "$out"
	grep -q s70 "$out"
	tick "12 09:00"
	[ "$(care-remind outbox --state sent -f jsonl | jq -r "select(.case == \"$case\") | .addressee" | sort -u | wc -l)" -eq 71 ]
	[ "$(grep '^== ' sent | cut -d' ' -f3 | grep -c '^s[0-9]')" -eq 70 ]
	grep -q ' chen ' sent
	CARE_NOW="2026-03-12 09:01" care-case why "$case" >why
	grep -q s70 why
}

@test "all who hold a role are asked to agree, and each of them may" {
	sed -i 's/version: "2"/version: "3"/; s/notify: \[team, manager\], raise: severity/approve: manager/' policy.yaml
	run_ok care-policy adopt policy.yaml --yes
	sed 's/,owner,/,manager,/; s/^s/m/; s/S/M/' south.csv >managers.csv
	run_ok care-intake staff managers.csv -q
	tick "12 09:00"
	export CARE_NOW="2026-03-12 09:01"
	run_ok care-case propose "$case" --text "half back"
	run_ok care-remind run --send-only
	[ "$(care-remind outbox --state sent -f jsonl | jq -r 'select(.rule == "notice:asked") | .addressee' | sort -u | wc -l)" -eq 71 ]
	run_ok care-case approve "$case" --for m70 -q
}

# So many promises of one case beside those of the house.
promises() {
	awk -v n="$1" '/^ladders:/ { for (i = 1; i <= n; i++)
		printf "  - {name: p%d, when: {kind: complaint}, to: done_p%d, within: 48h}\n", i, i }
		{ print }' policy.yaml | sed 's/version: .*/version: "7"/' >many.yaml
}

@test "as many promises as the policy makes of a case are made; too many are refused" {
	promises 100
	run_ok care-policy adopt many.yaml --yes
	case=$(care-intake case -q --kind complaint --channel phone --text late --owner wang)
	run_ok care-case todo --until 2026-03-20 -f csv
	[ "$(grep -c "^.*$case/" "$out")" -eq 102 ]
	promises 260
	run_status 78 care-policy check many.yaml
	[[ $stderr == *many.yaml:*': "p255" is one rule too many for a case; at most 256 names'* ]]
	[ "$(grep -c 'at most 256 names' "$err")" -eq 1 ]
}
