#!/usr/bin/env bats
# What every act understands, whichever it is: names on standard input, --once,
# --for, --if-unchanged. The acts are found by --help, so that a new one is
# tried too.
load setup

# These only look at what is named.
LOOKS='care-case list, care-case show, care-case history, care-case fields,
care-case steps, care-case why, care-case partner, care-case tasks,
care-case pauses, care-case proposals, care-case similar,
care-case settle table, care-case measure show, care-case measure effect,
care-case ledger, care-case group, care-case group report,
care-customer find, care-customer show, care-customer consents,
care-customer seen, care-staff list, care-staff show,
care-escalate explain, care-survey list, care-survey why,
care-policy due, care-policy elapsed, care-policy open, care-policy workday'

# These act and do not know --if-unchanged, for a reason.
FREE='care-case group make: what is made is new, and nothing of the cases is overwritten
care-escalate ack: who has read a notice has read it, whatever came after
care-escalate recompute: takes the case as it is and computes, nothing is said of it
care-remind done: a call took place whatever else did; what is done already is refused
care-remind retry: refused by itself unless it stands still
care-survey invite: decides anew by what the case is now
care-survey answer: what the customer said, who saw no list
care-intake case: says what is new
care-intake cases: says what is new
care-intake customers: the source of the row decides which is newer
care-intake bookings: the source of the row decides which is newer
care-intake staff: the source of the row decides which is newer
care-intake contacts: says what is new
care-intake calls: says what is new
care-intake roster: says what is new
care-intake exposure: says what is new
care-intake mail: says what is new'

# verbs: "PROGRAM VERB<tab>OPERANDS" of every verb that reads names on stdin
verbs() {
	local program

	for program in "$BIN"/care-*; do
		"$program" --help | sed -n "s/^  \(${program##*/} \)/\1/p" |
		    sed 's/ \[options\]//' |
		    sed -n 's/^\(care-[a-z]*\( [a-z]*\)\{1,2\}\) \(\[*[A-Z].*\|\[*\)\(-.*\)/\1\t\3\4/p'
	done
}

# A store in which one of everything can be named.
everything() {
	export CARE_STORE=$PWD/store CARE_NOW='2026-12-07 10:00'
	run_ok care-store init store --trial --policy "$ROOT/policies/travel-agency.yaml"
	printf 'login,name,role,team\nwang,王芳,agent,product\nli,李雷,agent,product\n' >staff.csv
	run_ok care-intake staff -q staff.csv
	run_ok care-intake case -q --kind complaint --channel phone --phone 13800138000 --name 陈梅 --text 房间
	c=$output
	run_ok care-intake case -q --kind complaint --channel phone --phone 13800138001 --name 李四 --text 房间
	d=$output
	run_ok care-case ask "$c" -q --department product --note 说明
	run_ok care-case measure open "$c" -q --do 培训 --to li
	run_ok care-case group make "$c" "$d"
	run_ok care-case did "$c" -q accepted
	run_ok care-case settle "$c" -q --goodwill 50
}

# rows OPERANDS: a list with the column version of what such operands name
rows() {
	case $1 in
	CASE/TASK*) care-case tasks -f jsonl ;;
	CASE/PROMISE*) care-case todo --until +1y -f jsonl | grep "$c/" ;;
	CASE* | '[CASE'*) care-case list -f jsonl ;;
	NAME*) case $2 in care-staff*) care-staff list -f jsonl ;; *) care-case list -f jsonl ;; esac ;;
	LINE*) care-case ledger -f jsonl ;;
	MEASURE*) care-case measure list -f jsonl ;;
	GROUP*) care-escalate groups -f jsonl ;;
	CUSTOMER*) care-customer find 13800138000 -f jsonl ;;
	*) return 1 ;;
	esac
}

@test "every act is tried: who knows --if-unchanged refuses a stale row, and only that" {
	local verb operands event key n=0

	everything
	verbs >verbs.tsv
	[ "$(wc -l <verbs.tsv)" -gt 60 ]
	while IFS=$'\t' read -r verb operands; do
		case ", ${LOOKS//$'\n'/ }," in *", $verb,"*) continue ;; esac
		if ! $verb --help | grep -q -e --if-unchanged; then
			grep -q "^$verb: ." <<<"$FREE" || { echo "$verb: no --if-unchanged, and no reason"; return 1; }
			continue
		fi
		n=$((n + 1))
		run ! grep "^$verb: " <<<"$FREE"
		rows "$operands" "$verb" >list.jsonl || { echo "$verb: $operands: name one"; return 1; }
		# Its key's column and the version, as the list has them.
		key=$(sed 's/[. |].*//; s/^\[//; s/.*\/.*/promise/' <<<"$operands" | tr '[:upper:]' '[:lower:]')
		case $verb,$key in care-staff*) key=staff ;; *,name) key=case ;; esac
		jq -r --arg key "$key" -s '.[0] | ($key + ",version"), "\(.[$key]),\(.version)"' list.jsonl >good.csv
		grep -q '^[^,]*[0-9a-z],[0-9][0-9]*$' good.csv || { echo "$verb: $(cat good.csv)"; return 1; }
		sed '2s/[0-9]*$/0/' good.csv >stale.csv
		event=
		case $operands in *EVENT) event=accepted ;; *STEP*) event=handling/x ;; esac
		# shellcheck disable=SC2086,SC2154  # words of a command
		run_status 1 $verb - $event -n --if-unchanged <stale.csv
		[[ $stderr == *'moved on since'* ]] || { echo "$verb: $stderr"; return 1; }
		# shellcheck disable=SC2086
		$verb - $event -n --if-unchanged <good.csv >data 2>said || :
		run ! grep 'moved on since' said
	done <verbs.tsv
	[ "$n" -gt 40 ]
}
