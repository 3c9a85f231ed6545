#!/usr/bin/env bats
# A clause is shown by a test that fails when the key that carries the clause out
# is taken from the policy, the policy being a good one without it.

load ../cli/setup

# shows FILE CLAUSE: the tests of the clause, by the policies in this folder.
shows() {
	env POLICIES="$PWD/policies" bats --filter "(^| )$2[,:]" "$ROOT/tests/flow/$1.bats" >result 2>&1
}

# without FILE CLAUSE POLICY PATH: they pass with the key, and not without it.
without() {
	cp -R "$ROOT/policies" .
	shows "$1" "$2" || { cat result; return 1; }
	grep '^ok ' result
	awk -v path="$4" -f "$ROOT/tests/policy/cut.awk" "$ROOT/policies/$3.yaml" >"policies/$3.yaml"
	run_ok care-policy check "policies/$3.yaml"
	if shows "$1" "$2"; then
		printf '%s of %s is gone, and its tests pass:\n' "$4" "$3"
		cat result
		return 1
	fi
	# It was the clause that failed, not the shop around it.
	grep '^not ok ' result
	run ! grep "function .shop'" result
}

@test "a key that is not there cannot be taken away" {
	run_status 1 awk -v path=promises.nothing -f "$ROOT/tests/policy/cut.awk" "$ROOT/policies/hotel.yaml"
	[ -z "$output" ]
}

@test "a promise: what can be answered the same day" {
	without clauses_s4 S4-4.10a travel-agency promises.same_day
}

@test "a promise: what was not solved is reported" {
	without clauses_s4 S4-5.4.3.1 telecom promises.unsolved_reported
}

@test "a level of a ladder: who is late gives it over" {
	without clauses_s3 S3-3.4.3 hotel ladders.complaint.over
}

@test "a plan: seven steps" {
	without clauses_s4 S4-1.5.1 travel-agency plans.seven_steps
}

@test "what a stage needs: three parts of a reply" {
	without clauses_s4 S4-1.1.3-4c travel-agency stages.steps.replied.needs
}

@test "what a stage needs: the clause, understood" {
	without clauses_s3 S2-5.3 telecom stages.steps.proposed.needs
}

@test "when a field is filled in: what he wants, before it is closed" {
	without clauses_s3 S3-3.4.5 hotel fields.desired_remedy.required_at
}

@test "an approval: three departments" {
	without clauses_s4 S4-3.2.2-3c travel-agency approval.departments
}

@test "to whom a case goes: counsel" {
	without clauses_s4 S4-2.4c travel-agency assign
}

@test "a rule of groups: the same cause" {
	without clauses_s4 S4-3.1.4c travel-agency groups.same_cause
}

@test "a pause: nothing to wait for" {
	without clauses_s4 S4-4.10b travel-agency pauses.waiting_customer
}

@test "a rule of what is paid: not below it" {
	without clauses_s4 S4-2.1a travel-agency money.tables.travel.rules.transferred
}

@test "what is derived: an incident is urgent" {
	without clauses_s1 S1-2.2.4c travel-agency derived
}

@test "a word: one of ten causes" {
	without clauses_s4 S4-1.1.1a travel-agency words.causes.no_response
}

@test "a message: the number for emergencies" {
	without clauses_s1 S1-2.2.3b travel-agency messages.safety
}
