#!/usr/bin/env bats
# care-escalate forecast: what comes, if nobody acts.

load setup
load escalate

setup() {
	agency
}

# The forecast from that time of March on, until that one.
ahead() {
	CARE_NOW="2026-03-$1" run_ok care-escalate forecast --until "2026-03-$2" -f csv
}

@test "every level with its time, whom it tells, and when the office opens" {
	ahead "11 20:00" "13 13:00"
	limit=$(care-case show "$case" -f jsonl | jq -r 'select(.promise | contains("/limit")) | .promise')
	[ "$limit" = "$case/limit" ]
	diff - "$out" <<-EOF2
	fires,case,promise,level,due,tells,for_whom,channel,held_until,reason
	2026-03-11 20:00:00,$case,$case/result,half,2026-03-12 09:00:00,wang,,wecom,2026-03-12 09:00:00,off duty
	2026-03-12 09:00:00,$case,$case/result,due,2026-03-12 09:00:00,liu,,wecom,,raises severity
	2026-03-12 13:00:00,$case,$case/result,over,2026-03-12 09:00:00,liu,,wecom,2026-03-12 13:30:00,off duty
	2026-03-12 13:00:00,$case,$case/result,over,2026-03-12 09:00:00,chen,,wecom,2026-03-12 13:30:00,off duty
	2026-03-12 20:00:00,$case,$case/limit,near,2026-03-12 21:00:00,chen,,wecom,,
	2026-03-12 20:30:00,$case,$case/limit,calm,2026-03-12 21:00:00,chen,,wecom,2026-03-13 09:00:00,off duty
	2026-03-13 13:00:00,$case,$case/result,over.1,2026-03-12 09:00:00,liu,,wecom,2026-03-13 13:30:00,off duty
	2026-03-13 13:00:00,$case,$case/result,over.1,2026-03-12 09:00:00,chen,,wecom,2026-03-13 13:30:00,off duty
	EOF2
}

@test "what is planned already goes, to whom stands in by then" {
	CARE_NOW="2026-03-11 20:00" run_ok care-escalate run -q
	printf 'login,absent_from,absent_until,substitute\nwang,2026-03-12,2026-03-13,liu\n' >absent.csv
	CARE_NOW="2026-03-11 20:00" run_ok care-intake staff absent.csv -q
	ahead "11 20:01" "12 09:00"
	[ "${lines[1]}" = "2026-03-12 09:00:00,$case,$case/result,notice:half,2026-03-12 09:00:00,liu,wang,wecom,2026-03-12 09:00:00," ]
	[ "${#lines[@]}" = 3 ]
}

@test "nothing comes of what was kept; ids are promises" {
	CARE_NOW="2026-03-11 08:00" run_ok care-case reply "$case" -q
	ahead "11 20:00" "20 09:00"
	[ "${#lines[@]}" = 1 ]
	care-intake case -q --kind complaint --channel phone --text late >second
	CARE_NOW="2026-03-11 08:00" run_ok care-escalate forecast --until 2026-03-11 --ids
	[ "$output" = "$(cat second)/result" ]
}

@test "the diary that the ticks write is the one that was forecast" {
	care-intake case -q --kind complaint --channel phone --text late --owner wang >second
	CARE_NOW="2026-03-10 12:07" care-intake case -q --kind complaint --channel phone --text later >third
	CARE_NOW="2026-03-11 12:00" run_ok care-escalate forecast --until "2026-03-13 14:00" -f jsonl
	jq -r '[(.held_until // .fires), .tells, (.level | sub("notice:"; "") | sub("[.].*"; "")), (.case | tostring)] | @tsv' "$out" | sort >foreseen
	# Every instant at which something fires or opens; a tick between changes nothing.
	for at in 11T12:00 11T12:07 11T13:30 11T13:31 12T09:00 12T12:07 12T13:00 12T13:30 12T16:07 \
	    12T20:00 12T20:30 12T23:07 12T23:37 13T00:00 13T09:00 13T13:00 13T13:30 13T13:59 13T14:00; do
		tick "${at/T/ }"
	done
	care-remind outbox --state sent -f jsonl |
		jq -r '[.sent, .addressee, (.rule | sub("notice:"; "")), (.case | tostring)] | @tsv' | sort >told
	[ "$(grep -c . told)" -gt 15 ]
	# What fires just now and was late is told by the tick of now.
	diff foreseen told
}

@test "the same with people away, their stand-in too, a pause to its cap, a holiday and a make-up day" {
	mkdir calendars
	cat >calendars/own.yaml <<-'E'
	calendar: own
	title: Own
	source: test
	years:
	  2026:
	    off: [03-12, 03-13]
	    work: [03-14]
	E
	sed -i 's/^version: .*/version: "2"/
		s/office: {hours: {mon-fri: "09:00-12:00 13:30-18:00"}/&, days: [calendars\/own.yaml]/
		s/^ladders:/pauses:\n  customer: {stops: [result], cap: 3bh, cap_in: total}\n&/
		s/reassign: supervisor, //; s/within: 48h/within: 11bh/
		s/notify: \[supervisor, manager\], every: 1d/notify: [supervisor, manager], reassign: manager, every: 7h/' policy.yaml
	run_ok care-policy adopt policy.yaml --yes
	cat >absent.csv <<-'E'
	login,absent_from,absent_until,substitute
	wang,2026-03-11 10:00,2026-03-17,liu
	liu,2026-03-14 10:00,2026-03-14 11:00,chen
	chen,2026-03-14 10:00,2026-03-16 08:00,
	E
	run_ok care-intake staff absent.csv -q
	for at in "10 11:11" "10 16:40" "11 09:59"; do
		CARE_NOW="2026-03-$at" care-intake case -q --kind complaint --channel phone --text x --owner wang >next
	done
	CARE_NOW="2026-03-11 10:00" run_ok care-case wait "$(cat next)" --because customer --question who --via phone -q
	CARE_NOW="2026-03-11 11:00" run_ok care-case wait "$case" --because customer --question who --via phone --until "2026-03-11 15:00" -q
	CARE_NOW="2026-03-11 12:00" run_ok care-escalate forecast --until "2026-03-17 12:00" -f jsonl
	jq -r '[(.held_until // .fires), .tells, (.level | sub("notice:"; "") | sub("[.].*"; "")), (.case | tostring)] | @tsv' "$out" | sort >foreseen
	# Of all that is to come somebody is told on the make-up day, nobody on the days off but urgently.
	grep -q '^2026-03-14T' foreseen
	[ "$(grep '^2026-03-1[23]T' foreseen | cut -f3 | sort -u)" = near ]
	# Who stands in for wang is away himself for an hour: the next one.
	[ "$(cut -f2 foreseen | sort -u | wc -l)" -ge 3 ]
	{ jq -r '.fires, .held_until // empty' "$out"
		for d in 11 12 13 14 15 16 17; do for h in 03 09 12 15 21; do echo "2026-03-$d $h:07"; done; done
	} | sed 's/T/ /; s/^\(.\{16\}\).*/\1/' | sort -u | awk '$0 >= "2026-03-11 12:00" && $0 <= "2026-03-17 12:00"' >instants
	while read -r at; do
		CARE_NOW=$at run_ok care-escalate run --send
	done <instants
	CARE_NOW="2026-03-17 12:00" care-remind outbox --state sent -f jsonl >rows
	jq -r '[.sent, (.rule | sub("notice:"; "")), (.case | tostring)] | @tsv' rows | sort >told
	[ "$(grep -c . told)" -gt 15 ]
	# Whom it told is in the log; the list has the addressee.
	diff <(cut -f1,3,4 foreseen | sort) told
	diff <(cut -f2,3,4 foreseen | sort) <(for c in $(jq -r .case rows | sort -u); do
		for p in $(care-case show "$c" --ids); do
			CARE_NOW="2026-03-17 12:00" care-escalate explain "$p" -f jsonl |
				jq -r '(.what | select(startswith("level ") or startswith("told ")))' |
				awk -v c="$c" '$1 == "level" { l = $2; sub(/[.].*/, "", l) } $1 == "told" { print $2 "\t" l "\t" c }'
		done
	done | sort)
	run_ok care-store check
}

@test "of notices that all go to others each of these has one line" {
	sed -i 's/^version: .*/version: "2"/; s/at: 50%, notify: owner/at: 50%, notify: [owner, supervisor]/' policy.yaml
	run_ok care-policy adopt policy.yaml --yes
	printf 'login,name,role,supervisor\nzhou,Zhou,supervisor,\nli,Li,owner,zhou\n' | care-intake staff - -q
	case=$(CARE_NOW="2026-03-10 20:00" care-intake case -q --kind complaint --channel phone --text late --owner wang)
	CARE_NOW="2026-03-11 20:00" run_ok care-escalate run -q
	CARE_NOW="2026-03-11 21:00" run_ok care-case assign "$case" --to li -q
	CARE_NOW="2026-03-11 21:01" run_ok care-escalate forecast --until "2026-03-12 09:00" -f jsonl
	[ "$(jq -r --arg c "$case/result" 'select(.promise == $c) | .tells' "$out" | sort | tr '\n' ' ')" = "li zhou " ]
}
