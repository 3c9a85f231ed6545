#!/usr/bin/env bats
# Cases given to somebody by the policy's rules: as they come in, and later.
load setup

setup() {
	fresh
	export CARE_NOW='2026-03-12 10:00' CARE_STORE=$PWD/store
	run_ok care-store init store --trial --policy "$ROOT/policies/telecom.yaml" --now '2026-03-01 9:00'
	cat >staff.csv <<-'E'
	login,name,role,team,skills,post
	wang,王芳,complaint_team,complaint_team,,hotline
	zhao,赵雷,complaint_team,complaint_team,billing,hotline
	sun,孙敏,agent,service,,hotline
	chen,陈,supervisor,service,,
	E
	run_ok care-intake staff staff.csv
}

# take KIND [OPTION..]: a case by phone.
take() {
	run_ok care-intake case --channel phone --phone 13800138000 --text x --kind "$@"
	id=$output
}

owner() {
	care-case list "$1" -f jsonl | jq -r '"\(.owner // ""),\(.team // "")"'
}

why() {
	care-case history "$1" -f jsonl | jq -r 'select(.event == "assigned") | .detail' | grep -o 'why=[a-z_]*' | tail -1
}

@test "what comes in is somebody's at once, with a reason in its history" {
	take complaint
	[ "$(owner "$id")" = wang,complaint_team ]
	[ "$(why "$id")" = why=load ]
	take complaint --cause billing_error
	[ "$(owner "$id")" = zhao,complaint_team ]
	[ "$(why "$id")" = why=skill ]
	take consultation
	[ "$(owner "$id")" = sun, ]
	[ "$(why "$id")" = why=only ]
	care-store check
}

@test "who is said to own it owns it; what is past is nobody's" {
	take complaint --owner 陈
	[ "$(owner "$id")" = chen, ]
	printf '编号,受理时间,类型,渠道,电话,内容\nA1,2026-02-01,投诉,phone,13800138001,x\n' >old.csv
	run_ok care-intake cases old.csv --history
	[ "$(owner ref:A1)" = , ]
	printf '编号,受理时间,类型,渠道,电话,内容,部门\nA2,2026-03-12,投诉,phone,13800138001,x,网络维护部\n' >team.csv
	run_ok care-intake cases team.csv
	[ "$(owner ref:A2)" = wang,network ]
}

@test "absent ones get nothing; when nobody can take it, it is said why" {
	printf 'login,absent_from,absent_until,substitute\nwang,2026-03-11,2026-03-20,zhao\n' | care-intake staff -q -
	take complaint
	[ "$(owner "$id")" = zhao,complaint_team ]
	printf 'login,absent_from,absent_until\nzhao,2026-03-11,2026-03-20\n' | care-intake staff -q -
	take complaint
	[ "$(owner "$id")" = ,complaint_team ]
	run_status 1 care-case assign "$id" --by-rule
	[[ $stderr == *"$id: everybody whom the rule asks for is absent"*telecom.yaml:3* ]]
	[[ $stderr == *"care-case assign $id --to NAME"* ]]
	run_ok care-case assign "$id" --by-rule --now '2026-03-21 10:00'
	[[ $stderr == "$id -> wang (load)" ]]
}

@test "the oldest first, each once, however they are named" {
	printf 'login,to\nwang,2026-03-11\nzhao,2026-03-11\n' | care-intake staff -q -
	cat >c.csv <<-'E'
	编号,受理时间,类型,渠道,电话,内容
	C,2026-03-12 09:30,投诉,phone,13800138003,x
	A,2026-03-12 09:10,投诉,phone,13800138001,x
	B,2026-03-12 09:20,投诉,phone,13800138002,x
	E
	run_ok care-intake cases c.csv
	printf 'login,role,team\nli,complaint_team,complaint_team\nhu,complaint_team,complaint_team\n' | care-intake staff -q -
	care-case list --owner none --ids | sort -r >ids
	[ "$(wc -l <ids)" -eq 3 ]
	run_ok care-case assign - --by-rule --dry-run <ids
	[ "$(care-case list --owner none --ids | wc -l)" -eq 3 ]
	run_ok care-case assign - --by-rule --once morning <ids
	[ "$(owner ref:A)" = li,complaint_team ]
	[ "$(owner ref:B)" = hu,complaint_team ]
	[ "$(owner ref:C)" = li,complaint_team ]
	care-store export --canonical >before
	run_ok care-case assign - --by-rule --once morning <ids
	[[ $stderr == *'done before'* ]]
	run_ok care-case assign - --by-rule </dev/null
	care-store export --canonical | diff before -
	care-store check
}

@test "other rules by their name; one that the policy has not is refused" {
	take complaint --cause billing_error --owner sun
	run_ok care-case assign "$id" --by-rule --rule-name department
	[[ $stderr == "$id -> team billing" ]]
	[ "$(owner "$id")" = sun,billing ]
	run_status 1 care-case assign "$id" --by-rule --rule-name nothing
	[[ $stderr == *'no rule "nothing"'* ]]
	run_status 64 care-case assign "$id" --by-rule --to sun
	printf 'login,to\nwang,2026-03-11\n' | care-intake staff -q -
	run_status 1 care-case assign "$id" --to wang
	[[ $stderr == *'wang has left'* ]]
	run_status 1 care-case assign "$id"
	[[ $stderr == *--by-rule* ]]
	care-case close -q "$id" --outcome withdrawn
	run_status 1 care-case assign "$id" --by-rule
	[[ $stderr == *closed* ]]
}

@test "whoever takes it in keeps it where the rule says so" {
	cp -R "$ROOT/policies/." .
	run_ok care-store init agency --trial --policy travel-agency.yaml --now '2026-03-01 9:00'
	export CARE_STORE=$PWD/agency
	printf 'login,role,team\nwang,agent,complaint_team\nzhao,agent,complaint_team\n' | care-intake staff -q -
	take complaint --for zhao
	[ "$(owner "$id")" = zhao,complaint_team ]
	[ "$(why "$id")" = why=first_contact ]
	# Also later: by who entered it.
	care-case assign -q "$id" --to wang
	run_ok care-case assign "$id" --by-rule
	[[ $stderr == "$id -> zhao (first_contact)" ]]
}

@test "a promise that somebody has it is kept by whoever gives it, and not by a ladder" {
	cp -R "$ROOT/policies/calendars" .
	sed 's/^promises:/&\n  - {name: owned, to: assigned, within: 1h, ladder: owned}/
	    s/^ladders:/&\n  owned: [{name: due, at: due, notify: supervisor, reassign: supervisor}]/' \
	    "$ROOT/policies/small-agency.yaml" >p.yaml
	export CARE_STORE=$PWD/other
	run_ok care-store init other --trial --policy p.yaml --now '2026-03-01 9:00'
	printf 'login,role,supervisor\nliu,supervisor,\nwang,owner,liu\n' >s.csv
	run_ok care-intake staff s.csv
	owned() {
		care-case show "$1" -f jsonl | jq -r 'select(.promise == "'"$1"'/owned") | "\(.state) \(.owner // "")"'
	}
	take complaint
	[ "$(owned "$id")" = 'open ' ]
	late=$id
	take complaint
	run_ok care-case assign "$id" --to wang
	[ "$(owned "$id")" = 'kept wang' ]
	take complaint --owner wang
	[ "$(owned "$id")" = 'kept wang' ]
	CARE_NOW='2026-03-12 12:00' run_ok care-escalate run
	[ "$(owned "$late")" = 'open liu' ]
	run_ok care-store check
}
