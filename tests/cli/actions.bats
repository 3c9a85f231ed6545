#!/usr/bin/env bats
# What levels of a ladder do, clocks that begin anew with each entry, alarms,
# reports until told to stop, and channels that have gone silent.
load setup

# A house with a line of four, teams, and a policy whose ladders do everything
# there is to do. $1: lines of promises, $2: of ladders, beside its own.
house() {
	fresh
	export CARE_NOW="2026-03-10 09:00"
	cat > policy.yaml <<-EOF
	schema: 1
	policy: house
	version: "1"
	effective: "2026-01-01"
	timezone: Asia/Shanghai
	calendars:
	  office: {hours: {mon-fri: "09:00-12:00 13:30-18:00"}}
	defaults: {owes: owner, notify_by: [wecom], working: office}
	words:
	  kinds: {complaint: Complaint, incident: Incident}
	  channels: {phone: Phone, wecom: WeCom, mail: Mail}
	  severities: [minor, normal, serious]
	  roles: {owner: Owner, supervisor: Supervisor, manager: Manager, director: Director}
	  teams: [north, south]
	  categories: [injury, police, media, food]
	  events: [reported, stood_down, asked_department, department_answered]
	fields:
	  reason: {for: case, type: text}
	plans:
	  recovery:
	    title: After a broken promise
	    before: closed
	    steps: {apology: Apologise, cause: Find the cause}
	  usual: {steps: [listen]}
	promises:
	  - {name: result, when: {kind: complaint}, to: replied, within: 24h, ladder: up}
	${1:-}
	ladders:
	  up:
	    - {name: half, at: 50%, notify: [team, group], urgent: true}
	    - {name: due, at: due, notify: [supervisor, supervisor+1], approve: manager, urgent: true}
	    - {name: over, at: due + 4h, start: recovery, reassign: supervisor}
	    - {name: top, at: due + 8h, notify: supervisor+9, urgent: true}
	${2:-}
	EOF
	sed -i 's/^	//' policy.yaml
	run_ok care-store init store --trial --policy policy.yaml
	export CARE_STORE=$PWD/store/care.db
	printf '%s\n' login,name,role,team,supervisor \
		xu,Xu,director,, chen,Chen,manager,,xu liu,Liu,supervisor,north,chen \
		wang,Wang,owner,north,liu zhao,Zhao,owner,south,liu >staff.csv
	run_ok care-intake staff staff.csv -q
	printf '#!/bin/sh\nsed "s/^/$CARE_TO /" >>%s\n' "$PWD/sent" >gateway
	chmod +x gateway
	: >sent
	printf 'transports: {wecom: {command: %s}}\n' "$PWD/gateway" >store/care.conf
	chmod 600 store/care.conf
}

# A tick at that time of March; what it sent goes to $told, as logins.
tick() {
	: >sent
	CARE_NOW="2026-03-$1" run_ok care-escalate run --send
	told=$(cut -d' ' -f1 sent | sort | tr '\n' ' ')
}

complaint() {
	care-intake case -q --kind complaint --channel phone --text late --owner wang "$@"
}

# Of these only what a test adds is promised.
incident() {
	care-intake case -q --kind incident --channel phone --text odd --owner wang "$@"
}

events() {
	care-case history "$1" --format jsonl | jq -r .event
}

@test "notify: the team, the group's owner, the line of supervisors to its top" {
	house
	case=$(complaint --team south)
	tick '10 21:00'
	[ "$told" = "wang zhao " ]
	tick '11 09:00'
	[ "$told" = "chen liu " ]
	tick '11 17:00'
	[ "$told" = "xu " ]
	# In a group its owner is the one to be told.
	export CARE_NOW="2026-03-11 17:10"
	other=$(complaint)
	care-case group make "$case" "$other" -q
	care-case assign "g$case" --to zhao -q
	tick '12 05:10'
	[ "$told" = "wang zhao " ]
	run_ok care-store check
}

@test "approve: nothing goes on before the role has agreed, whoever was asked before" {
	house
	case=$(complaint)
	tick '11 09:00'
	[ "$(events "$case" | grep -c approval_needed)" = 1 ]
	export CARE_NOW="2026-03-11 09:10"
	run_status 1 care-case reply "$case"
	[[ "$stderr" == *"Manager has to agree first"* ]]
	run_ok care-case show -v "$case"
	[[ "$stderr" == *"goes on only when Manager has agreed"* ]]
	run_ok care-case propose "$case" --text "half back"
	[[ "$stderr" == *"waits for Manager"* ]]
	run_status 1 care-case reply "$case"
	# Given up, it is wanted as before.
	run_ok care-case propose "$case" --withdraw
	run_status 1 care-case reply "$case"
	run_ok care-case propose "$case" --text "a third back"
	run_ok care-case approve "$case" --for chen
	run_ok care-case reply "$case"
	run_ok care-store check
}

@test "approve: a proposal under way gets the role at the end of its chain" {
	house "" ""
	sed -i 's/^plans:/approval: [{name: usual, chain: [supervisor]}]\nplans:/' policy.yaml
	run_ok care-policy adopt policy.yaml
	case=$(complaint)
	care-case propose "$case" --text "half back" -q
	tick '11 09:00'
	export CARE_NOW="2026-03-11 09:10"
	run_ok care-case approve "$case" --for liu
	run_status 1 care-case reply "$case"
	[[ "$stderr" == *"waits for Manager"* ]]
	run_ok care-case approve "$case" --for chen
	run_ok care-case reply "$case"
	run_ok care-store check
}

@test "start: a plan is gone through where a level started it, and nowhere else" {
	house
	case=$(complaint) other=$(complaint)
	run_status 1 care-case step "$case" recovery/apology
	[[ "$stderr" == *"not for this one"* ]]
	care-case reply "$other" -q
	care-case close "$other" -q
	tick '11 13:00'
	export CARE_NOW="2026-03-11 13:10"
	[ "$(care-case list --ids --owner liu)" = "$case" ]
	run_ok care-case reply "$case"
	run_status 1 care-case close "$case"
	[[ "$stderr" == *"step recovery/apology (Apologise) is not done"* ]]
	run_ok care-case step "$case" recovery/apology
	run_ok care-case step "$case" recovery/cause
	run_ok care-case close "$case"
	run_ok care-store check
}

@test "what a level does is done once: two ticks, a kill, a move, a second promise" {
	house '  - {name: second, when: {kind: complaint}, to: replied, within: 20h, ladder: up}'
	case=$(complaint)
	export CARE_NOW="2026-03-11 19:00"
	care-escalate run -q & care-escalate run -q & wait
	run_ok care-escalate run -q
	# Passed unseen: the highest acts, the others do nothing at all.
	[ "$(events "$case" | grep -c -e approval_needed -e plan_started)" = 0 ]
	run_ok care-escalate explain "$case/result"
	[[ "$output" == *"superseded"* ]]
	other=$(CARE_NOW="2026-03-12 09:00" complaint)
	for t in '13 05:00' '13 05:01' '13 09:00' '13 09:05' '13 13:00' '13 13:05' '13 17:00'; do
		tick "$t"
	done
	[ "$(events "$other" | grep -c approval_needed)" = 1 ]
	[ "$(events "$other" | grep -c plan_started)" = 1 ]
	[ "$(care-case history "$other" --format jsonl | jq -r 'select(.event == "assigned") | .detail' | grep -c old_owner)" = 1 ]
	run_ok care-store check
}

@test "killed anywhere and begun again: what a level does is done once, and all of it" {
	house
	sed -i 's/start: recovery, reassign: supervisor/start: recovery, reassign: supervisor, approve: manager, notify: team/' policy.yaml
	run_ok care-policy adopt policy.yaml
	case=$(complaint --team north)
	export CARE_NOW="2026-03-11 13:00"
	for n in 1 2 3 5 8 13; do
		"$ROOT/tests/flow/kill-at" "$n" care-escalate run -q || :
		run_ok care-store check
	done
	run_ok care-escalate run -q
	[ "$(events "$case" | grep -c plan_started)" = 1 ]
	[ "$(events "$case" | grep -c approval_needed)" = 1 ]
	[ "$(care-remind outbox -f csv --no-heads | grep -c notice:over)" = 2 ]
	[ "$(care-case list --ids --owner liu)" = "$case" ]
}

@test "forecast and explain say what a level will do" {
	house
	case=$(complaint)
	CARE_NOW="2026-03-10 10:00" run_ok care-escalate forecast --until 2026-03-12 -f csv
	[[ "$output" == *"manager has to agree"* ]]
	[[ "$output" == *"starts recovery"* ]]
	run_ok care-escalate explain "$case/result" -f csv
	[[ "$output" == *"approve manager"* && "$output" == *"start recovery"* ]]
}

@test "a policy whose ladder asks for what there is not is refused" {
	house
	refused() {
		sed "s/$1/$2/" policy.yaml >bad.yaml
		run_status 78 care-policy check bad.yaml
		[[ "$stderr$output" == *"$3"* ]]
	}
	refused 'start: recovery' 'start: recovry' 'nearest: recovery'
	refused 'approve: manager' 'approve: manger' 'nearest: manager'
	refused 'supervisor+9' 'supervisor+10' 'role'
	refused 'supervisor+9' 'manager+1' 'role'
	refused ', start: recovery, reassign: supervisor' '' 'changes nothing'
}

quiet='  - {name: entry, when: {kind: incident}, from: any_entry, within: 48h, ladder: stale}'
stale='  stale:
	    - {name: quiet, at: due, notify: [owner, supervisor], urgent: true}
	    - {name: still, at: due + 1d, notify: supervisor+1, every: 1d, times: 2, urgent: true}'

@test "stale: each entry of people begins the clock anew; ticks and reading do not" {
	house "$quiet" "$stale"
	case=$(incident)
	run_ok care-escalate explain "$case/entry" -f csv
	[[ "$output" == *"$case/entry,due,2026-03-12 09:00:00"* ]]
	CARE_NOW="2026-03-11 10:00" run_ok care-case note "$case" --note "rang twice"
	CARE_NOW="2026-03-11 11:00" run_ok care-case show "$case"
	tick '11 12:00'
	run_ok care-escalate explain "$case/entry" -f csv
	[[ "$output" == *"$case/entry,due,2026-03-13 10:00:00"* ]]
	tick '13 09:59'
	[ -z "$told" ]
	tick '13 10:00'
	[ "$told" = "liu wang " ]
	tick '14 10:00'
	[ "$told" = "chen " ]
	# A late entry is on record as a broken turn, and the next one begins.
	CARE_NOW="2026-03-14 12:00" run_ok care-case assign "$case" --to zhao
	run_ok care-escalate explain "$case/entry.1" -f csv
	[[ "$output" == *"kept,2026-03-14 12:00:00,,"*"late"* ]]
	run_ok care-escalate explain "$case/entry.2" -f csv
	[[ "$output" == *"due,2026-03-16 12:00:00"* ]]
	tick '15 10:00'
	[ -z "$told" ]
	tick '16 12:00'
	[ "$told" = "liu zhao " ]
	run_ok care-store check
}

@test "stale: every act of people is an entry; closing ends it, opening begins anew" {
	house "$quiet" "$stale"
	case=$(incident)
	due() {
		care-escalate list --until 2026-12-31 --rule entry --format jsonl | jq -r .due
	}
	hour=10
	act() {
		export CARE_NOW="2026-03-10 $hour:00"
		run_ok "$@"
		[ "$(due)" = "2026-03-12T${hour}:00:00+08:00" ]
		hour=$((hour + 1))
	}
	act care-case note "$case" --note "rang twice"
	act care-case assign "$case" --to zhao
	act care-case set "$case" --severity serious
	act care-case contact "$case" --via phone
	act care-case step "$case" usual/listen
	act care-case reply "$case"
	act care-case undo "$case"
	CARE_NOW="2026-03-10 20:00" run_ok care-case reply "$case"
	CARE_NOW="2026-03-10 20:00" run_ok care-case close "$case"
	[ -z "$(due)" ]
	tick '15 09:00'
	[ -z "$told" ]
	CARE_NOW="2026-03-15 09:30" run_ok care-case note "$case" --note "afterwards"
	[ -z "$(due)" ]
	CARE_NOW="2026-03-15 10:00" run_ok care-case reopen "$case"
	[ "$(due)" = "2026-03-17T10:00:00+08:00" ]
	run_ok care-store check
}

@test "stale: what we did by phone is an entry, of when it was; what others tried is none" {
	house "$quiet" "$stale"
	case=$(incident)
	entry_due() {
		care-escalate list --until 2026-12-31 --rule entry --format jsonl | jq -r .due
	}
	calls() {
		printf 'at,channel,direction,case,staff,result,phone\n%s\n' "$2" >calls.csv
		CARE_NOW="2026-03-$1" run_ok care-intake contacts calls.csv -q
	}
	# He called and nobody took it; he wrote: nobody has done anything yet.
	calls '10 12:00' "2026-03-10 10:00,phone,in,$case,,missed,"
	printf 'From: a@example.com\nSubject: [%s] and?\nMessage-ID: <1@e>\n\nWell?\n' "$case" |
		CARE_NOW='2026-03-10 12:00' care-intake mail -q
	[ "$(entry_due)" = 2026-03-12T09:00:00+08:00 ]
	# A colleague took his call; one called him, whoever answered; one was there.
	calls '10 12:10' "2026-03-10 11:00,phone,in,$case,wang,,"
	[ "$(entry_due)" = 2026-03-12T11:00:00+08:00 ]
	calls '11 03:00' "2026-03-10 15:00,phone,out,$case,,no_answer,"
	[ "$(entry_due)" = 2026-03-12T15:00:00+08:00 ]
	# Known later, and earlier than what is known already.
	calls '11 03:10' "2026-03-10 14:00,phone,out,$case,zhao,,"
	[ "$(entry_due)" = 2026-03-12T15:00:00+08:00 ]
	# Told as silent, and the call that ended it comes in the night after.
	tick '12 15:00'
	[ "$told" = "liu wang " ]
	calls '13 03:00' "2026-03-12 18:00,phone,out,$case,wang,,"
	[ "$(entry_due)" = 2026-03-14T18:00:00+08:00 ]
	run_ok care-escalate explain "$case/entry.1" -f csv
	[[ "$output" == *"kept,2026-03-12 18:00:00,,"*"late"* ]]
	# Taken back, it was none.
	run_ok care-intake undo "$(care-intake batches --ids | head -n 1)"
	[ "$(entry_due)" = 2026-03-12T15:00:00+08:00 ]
	run_ok care-store check
}

@test "stale: what something else keeps only moves; it needs a length" {
	house '  - {name: idle, when: {kind: incident}, from: any_entry, to: replied, within: 4h, ladder: stale}' "$stale"
	case=$(incident)
	CARE_NOW="2026-03-10 14:00" run_ok care-case note "$case" --note "late already"
	run_ok care-escalate explain "$case/idle" -f csv
	[[ "$output" == *"due,2026-03-10 18:00:00"* ]]
	CARE_NOW="2026-03-10 17:00" run_ok care-case reply "$case"
	run_ok care-escalate explain "$case/idle" -f csv
	[[ "$output" == *"kept,2026-03-10 17:00:00"* ]]
	run_ok care-store check
	sed 's/within: 4h/every: 4h/' policy.yaml >bad.yaml
	run_status 78 care-policy check bad.yaml
	[[ "$stderr$output" == *'"any_entry" needs "within"'* ]]
}

@test "a channel by which nothing came for too long is named, until something comes" {
	house
	sed -i 's/channels: .*/channels: {phone: {title: Phone, silence: 8bh}, wecom: WeCom, mail: {title: Mail, silence: 24h}}/' policy.yaml
	run_ok care-policy adopt policy.yaml
	complaint >/dev/null
	tick '11 08:59'
	CARE_NOW="2026-03-11 08:59" run_ok care-escalate status
	[[ "$output" != *"nothing came"* ]]
	# Since its first day: 24 hours by the wall clock, eight of the office.
	tick '11 09:00'
	CARE_NOW="2026-03-11 09:00" run_status 1 care-escalate status
	[[ "$output" == *"; nothing came by mail since never |"* ]]
	tick '11 10:00'
	CARE_NOW="2026-03-11 10:00" run_status 1 care-escalate status
	[[ "$output" == *"; nothing came by phone since 2026-03-10 09:00:00; nothing came by mail since never |"* ]]
	CARE_NOW="2026-03-11 10:00" run_status 1 care-escalate status --format prom
	[[ "$output" == *"care_channels_silent 2"* ]]
	# A case by the one, a call about a case by the other; ours out says nothing.
	case=$(CARE_NOW="2026-03-11 10:01" complaint --channel mail)
	CARE_NOW="2026-03-11 10:02" run_ok care-case contact "$case" --via phone --out
	tick '11 10:03'
	CARE_NOW="2026-03-11 10:03" run_status 1 care-escalate status
	[[ "$output" == *"nothing came by phone"* && "$output" != *"by mail"* ]]
	CARE_NOW="2026-03-11 10:03" run_ok care-case contact "$case" --via phone --in
	CARE_NOW="2026-03-11 10:04" run_ok care-escalate status
	# Mail: not yet at 10:00 of the next day, but a minute after.
	tick '12 10:00'
	CARE_NOW="2026-03-12 10:00" run_ok care-escalate status
	tick '12 10:02'
	CARE_NOW="2026-03-12 10:02" run_status 1 care-escalate status
	[[ "$output" == *"nothing came by mail since 2026-03-11 10:01:00 |"* ]]
}

alarm='  - {name: alarm, when: {category: [injury, police, media]}, to: stood_down, within: 15m, ladder: alarm}'
bell='  alarm:
	    - {name: now, at: start, notify: [owner, supervisor, manager], urgent: true}
	    - {name: again, at: due, notify: director, every: 15m, times: 6, urgent: true}'

@test "an alarm is told at once, at night, and repeated up until somebody has it in hand" {
	house "$alarm" "$bell"
	sed -i 's/working: office}/working: office, on_change: {category: earlier}}/' policy.yaml
	run_ok care-policy adopt policy.yaml
	case=$(CARE_NOW="2026-03-10 23:00" incident --category police)
	CARE_NOW="2026-03-10 23:00" incident --category food >/dev/null
	tick '10 23:00'
	[ "$told" = "chen liu wang " ]
	for t in '10 23:15' '10 23:30' '10 23:45'; do
		tick "$t"
		[ "$told" = "xu " ]
		tick "$t"
		[ -z "$told" ]
	done
	CARE_NOW="2026-03-10 23:50" run_ok care-escalate ack "$case/alarm" --for xu
	tick '11 00:00'
	[ -z "$told" ]
	# What was not known when it came in rings when it is.
	other=$(CARE_NOW="2026-03-11 01:00" incident)
	tick '11 01:00'
	[ -z "$told" ]
	CARE_NOW="2026-03-11 01:05" run_ok care-case set "$other" --category injury
	tick '11 01:05'
	[ "$told" = "chen liu wang " ]
	CARE_NOW="2026-03-11 01:10" run_ok care-case did "$other" stood_down
	tick '11 01:20'
	[ -z "$told" ]
	run_ok care-store check
}

@test "a report up is owed again and again, until an event says stop" {
	house '  - {name: report, when: {kind: incident}, to: reported, every: 4h, until: stood_down, ladder: report}' \
		'  report:
	    - {name: due, at: due, notify: [owner, supervisor], urgent: true}'
	case=$(incident)
	tick '10 13:00'
	[ "$told" = "liu wang " ]
	# One that is silent for long owes one report, not six.
	tick '11 06:00'
	[ -z "$told" ]
	CARE_NOW="2026-03-11 06:00" run_ok care-case did "$case" reported
	tick '11 09:00'
	[ "$told" = "liu wang " ]
	CARE_NOW="2026-03-11 09:30" run_ok care-case did "$case" reported
	CARE_NOW="2026-03-11 10:00" run_ok care-case did "$case" stood_down
	tick '12 09:00'
	[ -z "$told" ]
	run_ok care-store check
}

@test "without owner, incomplete, late in a department: lists, and their ladders" {
	house '  - {name: owned, when: {kind: incident}, from: received, to: assigned, within: 30m, ladder: owned}
	  - {name: department, from: asked_department, to: department_answered, within: 4h, turns: each, ladder: owned}' \
		'  owned:
	    - {name: late, at: due, notify: supervisor, urgent: true}'
	sed -i 's/reason: {for: case, type: text}/reason: {for: case, type: text, required_at: received}/' policy.yaml
	run_ok care-policy adopt policy.yaml
	case=$(care-intake case -q --kind incident --channel phone --text odd 2>/dev/null)
	[ "$(care-case list --owner none --ids)" = "$case" ]
	[ "$(care-case list --incomplete --ids)" = "$case" ]
	tick '10 09:30'
	[ "$told" = "liu " ]
	export CARE_NOW="2026-03-10 09:40"
	run_ok care-case set "$case" --field reason=x
	run_ok care-case assign "$case" --to wang
	[ -z "$(care-case list --owner none --ids)" ]
	[ -z "$(care-case list --incomplete --ids)" ]
	run_ok care-case ask "$case" --to zhao --department south --note "what happened?"
	tick '10 09:41'
	[ "$told" = "zhao " ]
	tick '10 13:40'
	[ "$told" = "liu " ]
	CARE_NOW="2026-03-10 13:50" run_ok care-escalate list --late --rule department -f csv
	[[ "$output" == *"$case/department"* ]]
	run_ok care-store check
}

@test "raise: once for each promise, whatever its ladder was called before" {
	house "  - {name: first, when: {kind: incident}, within: 10h, ladder: r}" \
		"  r: [{name: one, at: 50%, raise: severity}, {name: two, at: due, raise: severity}]"
	case=$(incident --severity minor)
	tick '10 14:00'
	[ "$(care-case list --format jsonl | jq -r .severity)" = normal ]
	# By another name, at another time, under another policy: it rose already.
	sed -i 's/version: .*/version: "2"/; s/name: one, at: 50%/name: three, at: 90%/' policy.yaml
	run_ok care-policy adopt policy.yaml
	tick '10 18:00'
	tick '10 19:00'
	[ "$(care-case list --format jsonl | jq -r .severity)" = normal ]
	run_ok care-store check
}

@test "raise: a repeat that told for its level, which passed unseen, has not raised" {
	house "  - {name: first, when: {kind: incident}, within: 10h, ladder: r}" \
		"  r: [{name: one, at: 50%, notify: owner, raise: severity, every: 1h, times: 2}, {name: two, at: due, raise: severity}]"
	case=$(incident --severity minor)
	tick '10 15:30'
	[ "$(care-case list --format jsonl | jq -r .severity)" = minor ]
	tick '10 19:00'
	[ "$(care-case list --format jsonl | jq -r .severity)" = normal ]
}

@test "raise: what was at the top already has not risen" {
	house "  - {name: first, when: {kind: incident}, within: 10h, ladder: r}" \
		"  r: [{name: one, at: 50%, raise: severity}, {name: two, at: due, raise: severity}]"
	case=$(incident --severity serious)
	tick '10 14:00'
	CARE_NOW="2026-03-10 14:30" care-case set "$case" --severity minor -q
	tick '10 19:00'
	[ "$(care-case list --format jsonl | jq -r .severity)" = normal ]
}

@test "told in one tick after the level that hands the case on: the log names the new owner too" {
	house "  - {name: first, when: {kind: incident}, within: 10h, ladder: r}" \
		"  r: [{name: one, at: 50%, reassign: supervisor}, {name: two, at: due, notify: owner, urgent: true}]"
	sed -i 's/^defaults: {/&catch_up: all, /; s/version: .*/version: "2"/' policy.yaml
	run_ok care-policy adopt policy.yaml
	case=$(incident)
	tick '10 19:00'
	[ "$told" = "liu " ]
	[ "$(care-case history "$case" --format jsonl | jq -r 'select(.event == "level_fired") | .detail' | grep -o 'tells=[a-z]*')" = "tells=liu" ]
}
