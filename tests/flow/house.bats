#!/usr/bin/env bats
# What the company owes itself: begun with the policy that asks for it, kept
# by name, told like any other duty.
load ../cli/setup

setup() {
	fresh
	cp "$ROOT/policies/small-agency.yaml" p.yaml
	cp -R "$ROOT/policies/calendars" .
	sed -i 's/^promises:/&\n  - {name: meeting, for: house, to: met, every: 1mo, from: last_kept, owes: supervisor}/' p.yaml
	export CARE_STORE=$HOME/care/care.db
}

@test "a policy's duties of the house begin with it, and come again when kept" {
	run_ok care-store init care --trial --policy p.yaml --now '2026-03-12 10:00'
	run_ok care-case todo --until 2026-04-30 --now '2026-03-12 10:00'
grep -q '^owed,house/meeting,,house/meeting,2026-04-14 00:00:00,' "$out"
	run_ok care-escalate explain house/meeting --now '2026-03-12 10:00'
	run_ok care-case keep house/meeting --now '2026-03-30 15:00'
	run_ok care-case todo --until 2026-05-31 --now '2026-03-30 15:00'
	grep -q '^owed,house/meeting.2,,house/meeting.2,2026-05-01 00:00:00,' "$out"
	run_ok care-store check
}

@test "a policy that is adopted later adds its duties and leaves the others" {
	run_ok care-store init care --trial --policy p.yaml --now '2026-03-12 10:00'
	sed -i 's/^version: .*/version: "2026.2"/
		s/^promises:/&\n  - {name: review, for: house, to: reviewed, every: 1y, from: last_kept, owes: manager}/' p.yaml
	run_ok care-policy adopt p.yaml --yes --now '2026-03-20 10:00'
	run_ok care-case todo --until 2027-12-31 --now '2026-03-20 10:00'
	[ "$(grep -c house/ "$out")" = 2 ]
grep -q '^owed,house/meeting,,house/meeting,2026-04-14 00:00:00,' "$out"
	grep -q '^owed,house/review,,house/review,2027-' "$out"
	run_ok care-store check
}

@test "the house's duties of another name, and other subjects, are refused with the open ones" {
	run_ok care-store init care --trial --policy p.yaml --now '2026-03-12 10:00'
	run_status 1 care-case keep house/dance --now '2026-03-12 11:00'
	[[ $stderr == *'no open promise of that name; open: house/meeting'* ]]
	run_status 1 care-case keep staff:nobody/training --now '2026-03-12 11:00'
	run_status 1 care-case keep a99/done --now '2026-03-12 11:00'
	[[ $stderr == *'no such measure'* ]]
	run_status 1 care-case keep g10429/plan --now '2026-03-12 11:00'
	[[ $stderr == *'belongs to no group'* ]]
}
