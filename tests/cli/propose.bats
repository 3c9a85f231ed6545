#!/usr/bin/env bats
# care-case propose, approve, accept, proposals: what is offered to a customer,
# and who in the house agrees to it first.
load setup

# Users that every Debian has, as colleagues.
as() {
	local uid
	uid=$(id -u "$1")
	shift
	SUDO_UID=$uid "$@"
}

setup() {
	fresh
	cp "$ROOT/policies/small-agency.yaml" p.yaml
	cp -R "$ROOT/policies/calendars" .
	sed -i 's/^timezone:.*/&\ncurrency: CNY/' p.yaml
	cat >>p.yaml <<-E
		approval:
		  - {name: large, over: 500, chain: [supervisor, manager], within: 4h}
	E
	export CARE_STORE=$HOME/care/care.db
	run_ok care-store init care --trial --policy p.yaml --now '2026-03-12 09:00'
	cat >staff.csv <<-E
		login,name,role
		daemon,王芳,owner
		bin,刘洋,supervisor
		sys,陈明,manager
	E
	run_ok care-intake staff staff.csv --now '2026-03-12 09:01'
	printf 'ref,kind,channel,received,text\nA1,投诉,phone,2026-03-12 09:05,大巴迟到\n' >c.csv
	run_ok care-intake cases c.csv --now '2026-03-12 09:10'
	id=$(care-case list --ids)
}

# columns of `care-case proposals`, by name
shown() {
	run_ok care-case proposals "$id" --now "${NOW:-2026-03-12 12:00}"
	mlr --icsv --onidx --ofs ' ' cut -o -f "$1" "$out" >shown
	[ "$(cat shown)" = "$2" ] || { cat "$out"; return 1; }
}

@test "what costs little needs nobody's consent and can be accepted at once" {
	run_ok as daemon care-case propose "$id" --text '致歉并赠送纪念品' --amount 500 --clause S4-2.1 --now '2026-03-12 10:00'
	[[ $stderr == *"$id proposal 1 needs nobody's consent"* ]]
	shown proposal,price,rests_on,state,role '1 500.00 S4-2.1 approved '
	run_ok care-case history "$id" --format csv --now '2026-03-12 10:05'
	[ "$(grep -c ,approved, "$out")" -eq 1 ]
	run_ok care-case accept "$id" --understood --now '2026-03-12 10:30'
	shown proposal,told,state '1 1 accepted'
	run_status 1 care-case accept "$id" --now '2026-03-12 10:31'
	[[ $stderr == *'no proposal is under way'*"care-case propose $id"* ]]
	run_ok care-store check
}

@test "a chain agrees in its order, each by his own deadline, and not the proposer" {
	run_ok as daemon care-case propose "$id" --text '退款' --amount 800 --now '2026-03-12 10:00'
	[[ $stderr == *"$id proposal 1 waits for 主管"* ]]
	# His decision is owed like anything else, and he is told.
	run_ok care-case todo --now '2026-03-12 10:01'
	grep -q "^approve,$id/approve-supervisor,.*,2026-03-12 14:00:00," "$out"
	run_ok care-remind outbox --now '2026-03-12 10:01'
	grep -q 'notice:asked' "$out"
	run_status 1 as daemon care-case approve "$id" --now '2026-03-12 10:05'
	[[ $stderr == *'nobody approves his own proposal'* ]]
	run_status 1 as sys care-case approve "$id" --now '2026-03-12 10:05'
	[[ $stderr == *'it is the turn of 主管 (supervisor)'* ]]
	run_status 1 care-case accept "$id" --now '2026-03-12 10:06'
	[[ $stderr == *'is not approved yet'* ]]
	run_ok as bin care-case approve "$id" --now '2026-03-12 11:00'
	shown place,role,approver,agreed '1 supervisor bin 1
2 manager  '
	run_ok care-case todo --now '2026-03-12 11:01'
	grep -q "^approve,$id/approve-manager,.*,2026-03-12 15:00:00," "$out"
	[ "$(grep -c approve-supervisor "$out")" = 0 ]
	run_ok as sys care-case approve "$id" --now '2026-03-12 11:30'
	shown state,approver 'approved bin
approved sys'
	run_ok care-case history "$id"
	grep -q ',approved,' "$out"
	run_status 1 as sys care-case approve "$id" --now '2026-03-12 11:31'
	[[ $stderr == *'nothing waits for a decision'* ]]
	run_ok care-store check
}

@test "what waits for our own people goes no further to the customer" {
	run_ok as daemon care-case propose "$id" --text '退款' --amount 800 --now '2026-03-12 10:00'
	run_status 1 care-case reply "$id" --now '2026-03-12 10:10'
	[[ $stderr == *"cannot reply: proposal 1 waits for 主管"*"care-case approve $id"* ]]
	run_ok as bin care-case approve "$id" --now '2026-03-12 10:20'
	run_ok as sys care-case approve "$id" --now '2026-03-12 10:30'
	run_ok care-case reply "$id" --now '2026-03-12 10:40'
}

@test "a refusal needs a reason, ends the proposal, and another may follow" {
	run_ok as daemon care-case propose "$id" --text '退款' --amount 800 --now '2026-03-12 10:00'
	run_status 1 as bin care-case approve "$id" --no --now '2026-03-12 10:30'
	[[ $stderr == *'say why it is refused'* ]]
	run_ok as bin care-case approve "$id" --no --note '太多' --now '2026-03-12 10:30'
	shown state,agreed 'rejected 0
rejected '
	run_ok as daemon care-case propose "$id" --text '代金券' --amount 300 --now '2026-03-12 11:00'
	shown proposal,state '1 rejected
1 rejected
2 approved'
	run_ok care-case accept "$id" --no --now '2026-03-12 11:30'
	shown proposal,state '1 rejected
1 rejected
2 declined'
	run_ok care-store check
}

@test "a newer proposal withdraws the one under way, and whoever was asked is free" {
	run_ok as daemon care-case propose "$id" --text '退款' --amount 800 --now '2026-03-12 10:00'
	run_ok as daemon care-case propose "$id" --text '退款' --amount 700 --now '2026-03-12 10:10'
	shown proposal,state '1 withdrawn
1 withdrawn
2 open
2 open'
	run_ok care-case todo --now '2026-03-12 10:11'
	[ "$(grep -c approve-supervisor "$out")" = 1 ]
	run_ok as daemon care-case propose "$id" --withdraw --now '2026-03-12 10:12'
	run_ok care-case todo --now '2026-03-12 10:13'
	[ "$(grep -c approve- "$out")" = 0 ]
	run_ok care-store check
}

@test "who is away is stood in for" {
	run_ok as daemon care-case propose "$id" --text '退款' --amount 800 --now '2026-03-12 10:00'
	cat >away.csv <<-E
		login,absent_from,absent_until,substitute
		bin,2026-03-12,2026-03-20,sys
	E
	run_ok care-intake staff away.csv --now '2026-03-12 10:01'
	run_ok as sys care-case approve "$id" --now '2026-03-12 10:05'
	shown role,approver 'supervisor sys
manager '
}

@test "amounts and texts that cannot be are refused" {
	run_status 1 care-case propose "$id" --amount 5 --now '2026-03-12 10:00'
	[[ $stderr == *'say what is offered: --text'* ]]
	for bad in 1.234 -5 abc 1e9; do
		run_status 1 care-case propose "$id" --text x --amount "$bad" --now '2026-03-12 10:00'
		[[ $stderr == *'no amount of CNY'* ]]
	done
	run_ok care-case close "$id" --outcome withdrawn --now '2026-03-12 10:20'
	run_status 1 care-case propose "$id" --text x --now '2026-03-12 10:30'
	[[ $stderr == *'is closed'* ]]
}

@test "a policy without a currency knows no amounts, and says the cure" {
	run_ok care-store init plain --trial --policy "$ROOT/policies/small-agency.yaml" --now '2026-03-12 09:00'
	CARE_STORE=$HOME/plain
	run_ok care-intake case --kind complaint --channel phone --text x --now '2026-03-12 09:30'
	id=$output
	run_status 1 care-case propose "$id" --text x --amount 5 --now '2026-03-12 10:00'
	[ "$stderr" = "care-case: $id: amount: the policy names no currency
write one at its head (currency: CNY), then: care-policy adopt FILE" ]
	run_status 1 care-case settle "$id" --amount 5 --now '2026-03-12 10:00'
	[[ $stderr == *': amount: the policy names no currency'* ]]
	run_ok care-case propose "$id" --text x --now '2026-03-12 10:00'
}

@test "--once proposes once, and a dry run not at all" {
	run_ok care-case propose "$id" --text x --once p1 --now '2026-03-12 10:00'
	run_ok care-case propose "$id" --text x --once p1 --now '2026-03-12 10:01'
	[[ $stderr == *'done before'* ]]
	run_ok care-case propose "$id" --text y --dry-run --now '2026-03-12 10:02'
	shown proposal '1'
}
