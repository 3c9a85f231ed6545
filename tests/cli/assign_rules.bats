#!/usr/bin/env bats
# What companies ask of giving cases out, as ordinary rules of a policy: a hint
# that can be switched off, the customer's wish, a secretary before executives.
load setup

setup() {
	fresh
	export CARE_NOW='2026-03-12 10:00' CARE_STORE=$PWD/store
	cat >policy.yaml <<-'E'
	schema: 1
	policy: hints
	version: "1"
	effective: "2026-01-01"
	approved_by: test
	timezone: Asia/Shanghai
	words:
	  kinds: {complaint: 投诉}
	  channels: {phone: 电话}
	  roles: {agent: 客服, secretary: 秘书, executive: 高管, supervisor: 主管}
	  skills: {woman: 女员工}
	fields:
	  caller: {for: complaint, type: word, of: {man: 男, woman: 女}, class: personal}
	  wanted_handler: {for: complaint, type: text, title: 希望的接待人员}
	  wants_executive: {for: complaint, type: flag}
	  difficult: {for: complaint, type: flag}
	promises:
	  - {name: result, when: {kind: complaint}, to: replied, within: 48h}
	assign:
	  - {to: agent, by: [load]}
	  - {when: {caller: man}, to: agent, by: [skill, load], skill: woman}    # S4-2.3
	  - {when: {wants_executive: true}, to: secretary, most_open: 2}         # S4-2.5
	  - {when: {difficult: true}, to: supervisor}                            # S3-2.1.3a
	E
	run_ok care-store init store --trial --policy policy.yaml --now '2026-03-01 9:00'
	cat >staff.csv <<-'E'
	login,name,role,skills
	li,李明,agent,
	wang,王芳,agent,女员工
	zhou,周,secretary,
	he,何总,executive,
	liu,刘洋,supervisor,
	E
	run_ok care-intake staff staff.csv
}

# Who gets a complaint of which that is said.
gets() {
	local o=() f

	for f; do o+=(--set "$f"); done
	id=$(care-intake case -q --kind complaint --channel phone --phone 13800138000 --text x "${o[@]}") || return
	care-case list "$id" -f jsonl | jq -r '.owner // "-"'
}

@test "S4-2.3: a hint counts only where the datum was given, and the customer's wish before it" {
	[ "$(gets)" = li ]
	[ "$(gets)" = wang ]
	[ "$(gets)" = li ]
	# wang has fewer, but would get it anyhow.
	[ "$(gets caller=男)" = wang ]
	[ "$(gets caller=man)" = wang ]
	[ "$(gets caller=woman)" = li ]
	[ "$(gets caller=man wanted_handler=李明)" = li ]
	[ "$(gets wanted_handler=he)" = he ]
	# Whoever is not here cannot be wished for.
	care-staff absent -q wang --until 2026-03-13
	[ "$(gets wanted_handler=王芳)" = li ]
	[ "$(gets caller=man)" = li ]
	care-store check
}

@test "without the rule nothing of it is left" {
	sed -i '/S4-2.3/d; s/version: "1"/version: "2"/' policy.yaml
	run_ok care-policy adopt policy.yaml
	[ "$(gets caller=man)" = li ]
}

@test "executives are met by their secretary first, who has a quota" {
	[ "$(gets wants_executive=yes)" = zhou ]
	[ "$(gets wants_executive=yes)" = zhou ]
	[ "$(gets wants_executive=yes)" = - ]
	run_status 1 care-case assign "$(care-case list --owner none --ids)" --by-rule
	[[ $stderr == *'as many as it allows'* ]]
	! care-case list -f jsonl | grep -q '"owner":"he"' || false
}

@test "what is difficult goes to the supervisor, also when that is found out later" {
	[ "$(gets difficult=是)" = liu ]
	[ "$(gets)" = li ]
	last=$(care-case list --owner li --ids)
	run_ok care-case set "$last" --field difficult=yes
	run_ok care-case assign "$last" --by-rule
	[ "$stderr" = "$last -> liu (only)" ]
	care-store check
}

@test "a task and a measure go by the rule that is called like them, not by the customer's wish" {
	sed -i -e 's/version: "1"/version: "2"/' \
	    -e 's/^words:.*/&\n  teams: {front: 前厅, food: 餐饮, empty: 空}\n  causes: [cold, rude, lost, other]\n  events: [asked_department, asked_legal]/' \
	    -e 's/^promises:.*/&\n  - {name: department, from: asked_department, to: department_answered, within: 4h, turns: each}\n  - {name: counsel, from: asked_legal, to: legal_advised, within: 1d, owes: supervisor}/' policy.yaml
	cat >>policy.yaml <<-'E'
	  - {name: department, when: {cause: cold}, team: food}
	  - {name: department, when: {cause: rude}, to: secretary}
	  - {name: department, when: {cause: lost}, team: empty}
	  - {name: counsel, to: executive}
	  - {name: measure, when: {cause: [cold, rude]}, team: food}
	E
	run_ok care-policy adopt policy.yaml
	printf 'login,role,team\ncook,agent,food\n' | care-intake staff -q -
	id=$(care-intake case -q --kind complaint --channel phone --cause cold --set wanted_handler=li --text x)
	run_ok care-case ask "$id" --by-rule --note 请核实
	[[ $stderr == "$id/department: cook owes it by"* ]]
	run_ok care-case set "$id" --cause rude
	run_ok care-case ask "$id" --by-rule --note 请核实
	[[ $stderr == "$id/department.2: zhou owes it by"* ]]
	run_ok care-case ask "$id" --legal --note 请看
	[[ $stderr == "$id/counsel: he owes it by"* ]]
	run_ok care-case ask "$id" --by-rule --to liu --note 请核实
	[[ $stderr == "$id/department.3: liu owes it by"* ]]
	run_ok care-case measure open "$id" --do x
	[ "$(care-case measure list -f jsonl | jq -r .owner)" = cook ]
	run_ok care-case set "$id" --cause lost
	run_ok care-case ask "$id" --by-rule --note 请核实
	[[ $stderr == *'nobody is in team empty'* ]]
	run_ok care-case set "$id" --cause other
	care-store export --canonical >before
	run_status 1 care-case ask "$id" --by-rule --note 请核实
	[[ $stderr == *'no rule "department" of the policy says whose it is'* ]]
	run_status 1 care-case ask "$id" --by-rule --partner --note 请核实
	[[ $stderr == *'say who is asked: --department WORD, --by-rule, --partner or --legal'* ]]
	care-store export --canonical | cmp - before
	run_ok care-case measure open "$id" --do y
	[ "$(care-case measure list -f jsonl | jq -r '.owner // "-"' | sort | xargs)" = '- cook' ]
	care-store check
}
