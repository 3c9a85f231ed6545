# shellcheck shell=bash
# What the tests of groups share: a store with two rules, and complaints.

group_store() {
	fresh
	export CARE_NOW='2026-03-12 10:00' CARE_STORE=$PWD/store
	sed -e 's/^messages:/  - {name: same_cause, when: {kind: complaint}, same: [cause], within: 30d, levels: {warning: 3}, notify: supervisor}\n\n&/' \
	    -e 's/^promises:.*/&\n  - {name: plan, for: group, when: {level: [group, crisis]}, from: grouped, to: planned, within: 4h, owes: manager, needs: [response_plan]}\n  - {name: daily, for: group, when: {level: [group, crisis]}, from: grouped, to: reported, every: 24h, until: closed, owes: manager}/' \
	    -e 's/^fields:.*/&\n  response_plan: {for: group, type: text, title: 应对方案}\n  public_opinion: {for: group, type: text, title: 舆论动态}/' \
	    "$ROOT/policies/small-agency.yaml" >small-agency.yaml
	sed -i 's/^templates:.*/&\n  incident: "{{customer_name}}，您好！工单{{case}}的处理结果见附件。"/' small-agency.yaml
	grep -q '^  causes:' small-agency.yaml ||
		sed -i 's/^  roles: .*/&\n  causes: {late: 晚点, dirty: 不洁}/' small-agency.yaml
	cp -R "$ROOT/policies/calendars" .
	run_ok care-store init store --trial --policy small-agency.yaml --now '2026-03-01 9:00'
	printf 'login,name,role\nliu,Liu,supervisor\nchen,Chen,manager\nwang,Wang,owner\n' >staff.csv
	run_ok care-intake staff staff.csv
}

# complain PHONE [OPTION..]: a complaint about trip T1; says its number.
complain() {
	local phone=$1
	shift
	care-intake case -q --kind complaint --channel phone --trip T1 --phone "1380013$phone" --text late "$@"
}

# groups [OPTION..]: a line each.
groups() {
	care-escalate groups --format jsonl "$@" |
		jq -r '[.group, .rule, .level, .state, .members, .customers] | join(" ")'
}

notices() {
	care-remind outbox --format jsonl | jq -r '[.rule, .addressee, .state] | join(" ")' | sort
}
