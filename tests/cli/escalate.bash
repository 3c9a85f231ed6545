# shellcheck shell=bash
# A small agency with an office that closes, for the tests of care-escalate.
# Thursday is 2026-03-12. wang's supervisor is liu; chen is the manager.

agency() {
	fresh
	export CARE_NOW="2026-03-10 09:00"
	cat > policy.yaml <<-'EOF2'
	schema: 1
	policy: small
	title: Small
	version: "1"
	effective: "2026-01-01"
	approved_by: test
	timezone: Asia/Shanghai
	calendars:
	  office: {hours: {mon-fri: "09:00-12:00 13:30-18:00"}}
	defaults: {owes: owner, notify_by: [wecom], working: office}
	words:
	  kinds: {complaint: Complaint, incident: Incident}
	  channels: {phone: Phone, wecom: WeCom}
	  severities: [minor, normal, serious, urgent]
	  roles: {owner: Owner, supervisor: Supervisor, manager: Manager}
	promises:
	  - {name: result, when: {kind: complaint}, to: replied, within: 48h, ladder: up}
	  - {name: limit, when: {kind: complaint}, to: replied, within: 60h, hard: true, ladder: limit}
	ladders:
	  up:
	    - {name: half, at: 50%, notify: owner}
	    - {name: due, at: due, notify: supervisor, raise: severity}
	    - {name: over, at: due + 4h, notify: [supervisor, manager], every: 1d, times: 3}
	  limit:
	    - {name: near, at: due - 1h, notify: manager}
	    - {name: calm, at: due - 30m, notify: manager, urgent: false}
	EOF2
	run_ok care-store init store --trial --policy policy.yaml
	export CARE_STORE=$PWD/store/care.db
	printf 'login,name,role,supervisor\nliu,Liu,supervisor,\nchen,Chen,manager,\nwang,Wang,owner,liu\n' > staff.csv
	run_ok care-intake staff staff.csv -q
	sent=$PWD/sent
	cat > gateway <<-EOF2
	#!/bin/sh
	{ printf '== %s %s %s\n' "\$CARE_MSG_ID" "\$CARE_TO" "\$CARE_CASE"; cat; } | sed 's/@[^ ]*//' >>"$sent"
	exit \$(cat "$PWD/status" 2>/dev/null || echo 0)
	EOF2
	chmod +x gateway
	echo "transports: {wecom: {command: $PWD/gateway}}" > store/care.conf
	chmod 600 store/care.conf
	case=$(care-intake case -q --kind complaint --channel phone --text late --owner wang)
}

# A tick at that time of March, with what it sends.
tick() {
	CARE_NOW="2026-03-$1" run_ok care-escalate run --send
}

# The ledger of the case's levels: care-case history is its witness.
ledger() {
	care-case history "$case" --format jsonl |
		jq -r 'select(.event == "level_fired" or .event == "rearmed" or .event == "due_moved") | .detail' |
		grep -o 'level=[a-z]* time=[0-9]*[^=]*due_at=[^=]*at=[^=]*how=[a-z_]*' |
		sed 's/level=\([a-z]*\) time=\([0-9]*\).*how=\([a-z_]*\)/\1.\2 \3/'
}

# Messages as "rule to state reason".
outbox() {
	care-remind outbox --format jsonl "$@" | jq -r '"\(.rule) \(.addressee) \(.state) \(.last_error // "")"' | sed 's/ $//'
}
