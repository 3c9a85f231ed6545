#!/usr/bin/env bats
# A notice that waits is asked about once more when it goes: does it still
# hold, for whom, and may he be told now?
load setup
load escalate

# Nobody works at night: what fires at eight in the evening of the 11th waits
# until nine. zhao has the same supervisor as wang, li another one.
setup() {
	agency
	printf 'login,name,role,supervisor\nzhao,Zhao,owner,liu\nsun,Sun,supervisor,\nli,Li,owner,sun\n' >more.csv
	run_ok care-intake staff -q more.csv
	printf 'login,role\nchen,owner\nwang,manager\n' >swap.csv
	printf 'staff,from,until\n%s,2026-03-12 14:00,2026-03-12 22:00\n' wang >duty-wang.csv
	sed 's/^wang/zhao/' duty-wang.csv >duty-zhao.csv
	sed -e 's/^version: .*/version: "2"/' \
	    -e 's/half, at: 50%, notify: owner/half, at: 50%, notify: [owner, manager]/' \
	    -e 's/^ladders:/pauses:\n  customer: {stops: [result]}\n&/' \
	    -e '/name: limit, when/d' policy.yaml >two.yaml
	run_ok care-policy adopt two.yaml --yes -q
	run_ok care-case reply "$case" -q
	other=$(new)
	run_ok care-case reply "$other" -q
	case=$(new)
}

new() {
	CARE_NOW='2026-03-10 20:00' care-intake case -q --kind complaint --channel phone --text late --owner wang
}

# To whom notices of the case went since this was asked last, and when it is.
told_at() {
	rm -f "$sent"
	tick "$1"
	[ ! -e "$sent" ] || grep "^== .* $case$" "$sent" | cut -d' ' -f3 | sort | xargs
}

# The case's notices as "addressee state reason".
notices() {
	{ care-remind outbox -f jsonl; care-remind outbox -f jsonl --state dropped
	    care-remind outbox -f jsonl --state sent; } | jq -r --arg c "$case" \
	    'select(.case == $c) | [.addressee, .state, .last_error // empty] | join(" ")' | sort
}

adopt() {
	sed -e 's/^version: .*/version: "3"/' -e "$1" two.yaml >three.yaml
	run_ok care-policy adopt three.yaml --yes -q
}

# A line: what happens at nine in the evening | who is told at nine in the
# morning | and who is by three in the afternoon. The level itself has fired.
rows() {
	cat <<-'E'
	true | chen wang |
	care-case reply $case | |
	care-case reply $case && care-case close $case | |
	care-escalate ack $case/result | |
	care-case wait $case --because customer --question who --via phone | |
	care-case merge --into $other $case | |
	care-case merge --into $case $other && care-case assign $case --to zhao | chen zhao |
	care-case assign $case --to zhao | chen zhao |
	care-case assign $case --to zhao && care-case undo $case | chen wang |
	care-case assign $case --to zhao && care-case assign $case --to wang | chen wang |
	care-case assign $case --to chen | chen |
	care-case assign $case --to liu | chen liu |
	care-case assign $case --to zhao && care-staff absent zhao --until 2026-03-12 --substitute li | chen li |
	care-staff absent wang --until 2026-03-12 --substitute zhao | chen zhao |
	care-staff absent wang --until 2026-03-12 | chen liu |
	care-staff leave wang --on 2026-03-11 --to zhao | chen zhao |
	care-staff leave wang --on 2026-03-11 --to zhao && care-case assign $case --to li | chen li |
	care-intake staff swap.csv | wang |
	care-intake roster duty-wang.csv | chen | wang
	care-case assign $case --to zhao && care-intake roster duty-wang.csv | chen zhao |
	care-case assign $case --to zhao && care-intake roster duty-zhao.csv | chen | zhao
	care-case assign $case --to li && adopt 's/notify: .owner, manager./notify: supervisor/' | sun |
	care-case assign $case --to zhao && adopt 's/notify: .owner, manager./notify: owner/' | zhao |
	adopt '/name: half/d' | chen wang |
	E
}

@test "what happens in the night decides who is told in the morning" {
	CARE_NOW='2026-03-11 20:00' run_ok care-escalate run
	[ "$(notices)" = $'chen planned\nwang planned' ]
	mv store evening
	failed=0
	while IFS='|' read -r acts morning afternoon; do
		cp -R evening store
		status=0
		CARE_NOW='2026-03-11 21:00'
		eval "$acts" >acts.out 2>&1 </dev/null || status=$?
		got="$(told_at '12 09:00') | $(told_at '12 15:00')"
		wanted="$(xargs <<<"$morning") | $(xargs <<<"$afternoon")"
		if [ "$status" -ne 0 ] || [ "$got" != "$wanted" ]; then
			echo "$acts: $got, not $wanted"
			cat acts.out
			failed=1
		fi
		care-store check >check.out || failed=1
		rm -rf store
	done < <(rows)
	[ "$failed" = 0 ]
}

@test "whom it does not concern any more is not told, and the log says so; his successor is, once" {
	CARE_NOW='2026-03-11 20:00' run_ok care-escalate run
	CARE_NOW='2026-03-11 21:00' run_ok care-case assign "$case" --to zhao
	[ "$(told_at '12 09:00')" = 'chen zhao' ]
	[ "$(notices)" = $'chen sent\nwang dropped reassigned\nzhao sent' ]
	run_ok care-escalate explain "$case/result" -f csv
	[[ "$output" == *zhao* ]]
	# What went to him is not taken back, and goes to nobody else.
	CARE_NOW='2026-03-12 09:05' run_ok care-case assign "$case" --to wang
	[ -z "$(told_at '12 09:10')" ]
	run_ok care-store check
}

@test "given on and given back before anybody could be told" {
	CARE_NOW='2026-03-11 20:00' run_ok care-escalate run
	CARE_NOW='2026-03-11 21:00' run_ok care-case assign "$case" --to zhao
	CARE_NOW='2026-03-11 21:00' run_ok care-intake roster duty-zhao.csv
	[ "$(told_at '12 09:00')" = chen ]
	[ "$(notices)" = $'chen sent\nwang dropped reassigned\nzhao planned off duty' ]
	CARE_NOW='2026-03-12 10:00' run_ok care-case assign "$case" --to wang
	[ -z "$(told_at '12 10:01')" ]
	tick '12 14:00'
	[ "$(told_at '12 14:01')" = wang ]
	[ "$(notices)" = $'chen sent\nwang sent\nzhao dropped reassigned' ]
	run_ok care-store check
}

@test "a tick that only looks ahead knows it too" {
	CARE_NOW='2026-03-11 20:00' run_ok care-escalate run
	CARE_NOW='2026-03-11 21:00' run_ok care-case assign "$case" --to zhao
	CARE_NOW='2026-03-11 21:00' run_ok care-escalate forecast --until '2026-03-12 09:00' -f jsonl
	[ "$(jq -r 'select(.level == "notice:half") | .tells' "$out" | sort | xargs)" = 'chen zhao' ]
	m=$(care-remind outbox -f jsonl | jq -r --arg c "$case" 'select(.case == $c and .addressee == "wang") | .message')
	run_ok care-remind preview "$m" -f jsonl
	[ "$(jq -r '.verdict + " " + .reason' "$out")" = 'drop reassigned' ]
}

@test "a level that takes the case away tells whom it is taken from; what waited goes to whom it is then" {
	adopt 's/over, at: due + 4h, notify: .*/over, at: due + 4h, notify: [owner, supervisor], reassign: supervisor}/'
	case=$(CARE_NOW='2026-03-11 16:00' care-intake case -q --kind complaint --channel phone --text late --owner wang)
	# half 12th 16:00, while the gateway is down; due 13th 16:00; over 20:00.
	echo 75 >status
	tick '12 16:00'
	tick '13 16:00'
	CARE_NOW='2026-03-13 20:00' run_ok care-escalate run
	rm status
	tick '16 09:00'
	# half: chen, and liu, whose it is now; due: liu, who has it; over: both.
	[ "$(notices)" = "$(printf '%s\n' 'chen sent' 'liu sent' 'liu sent' 'liu sent' 'wang dropped reassigned' 'wang sent')" ]
	run_ok care-escalate explain "$case/result" -f csv
	sed -n '/^[^,]*,level over/,$p' "$out" | grep -q ',told wang,.*sent by wecom'
	run_ok care-store check
}

@test "what a ladder takes away in the night is another's in the morning, and was foreseen so" {
	adopt 's/- {name: due, at: due,/- {name: away, at: 60%, notify: manager, reassign: supervisor}\n    &/'
	foreseen() {
		CARE_NOW=$1 run_ok care-escalate forecast --until '2026-03-12 09:00' -f jsonl
		jq -r '"\(.tells) \(.level | sub("notice:"; "")) \(.held_until // .fires)"' "$out" | sort
	}
	evening=$(foreseen '2026-03-11 19:00')
	[ "$evening" = "$(printf '%s 2026-03-12T09:00:00+08:00\n' 'chen away' 'chen half' 'liu half')" ]
	CARE_NOW='2026-03-11 20:00' run_ok care-escalate run
	[ "$(foreseen '2026-03-11 20:01')" = "$evening" ]
	tick '12 00:48'
	[ "$(foreseen '2026-03-12 00:49')" = "$evening" ]
	tick '12 09:00'
	[ "$(notices)" = "$(printf '%s\n' 'chen sent' 'chen sent' 'liu sent' 'wang dropped reassigned')" ]
}
