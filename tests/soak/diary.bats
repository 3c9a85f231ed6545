#!/usr/bin/env bats
# A month of an agency of six, with cron at every minute: who was told what,
# when, and how often. diary.acts is what people do, diary.txt what it must
# come to, reviewed line by line.
# EVERY=15 lets cron come each quarter of an hour; as everything happens at
# quarters, the diary is the same. DIARY=FILE keeps the one that was made.
load ../cli/setup

setup() {
	fresh
	here=$ROOT/tests/soak
	cp -R "$ROOT/policies/calendars" .
	{ sed '/^templates:/,$d' "$ROOT/policies/small-agency.yaml"; templates; } >policy.yaml
	new_policy <policy.yaml >new.yaml
	export CARE_STORE=$PWD/store
	# Without the code of a survey, which only its reader may know. A
	# transport's environment has no CARE_NOW.
	cat >gateway <<-E
	#!/bin/sh
	exec sed -e "s|^|\$(cat "$PWD/now") \$CARE_CHANNEL \$CARE_TO |" \
	    -e '/how was/s/? .*/?/' -e '\$a\\' >>"$PWD/diary.out"
	E
	chmod +x gateway
	run_ok care-store init store -q --trial --policy policy.yaml --now '2026-02-09 00:00'
	echo "transports: {wecom: {command: $PWD/gateway}, sms: {command: $PWD/gateway}}" >store/care.conf
	chmod 600 store/care.conf
}

# A line each, so that the diary can be read.
templates() {
	cat <<-'E'
	templates:
	  pretrip: "{{booking}} departs {{departs}}"
	  invitation: {subject: "survey", text: "how was {{case}}? {{link}}"}
	  notice: {subject: "{{case}}", text: "{{case}}/{{promise}} {{level}}, due {{due}}, {{owner}}"}
	E
}

# What they adopt at noon of 2 March: an earlier word to the supervisor, and a
# ladder for requests.
new_policy() {
	sed -e 's/^version: .*/version: "2026.2"/' \
	    -e '/^  complaint:$/a\    - {name: early, at: 25%, notify: supervisor}' \
	    -e '/^ladders:/a\  short:\n    - {name: over, at: due + 1bh, notify: [owner, supervisor]}' \
	    -e '/when: {kind: request}/s/within: 1wd/&, ladder: short/'
}

# new NAME KIND CHANNEL PHONE OWNER ... takes a case in, which is $NAME then.
new() {
	local name=$1 kind=$2 channel=$3 phone=$4 owner=$5

	shift 5
	printf -v "$name" %s "$(care-intake case -q --ref "$name" --kind "$kind" \
	    --channel "$channel" --phone "$phone" --owner "$owner" --text "$name" "$@")"
}

# Done at CARE_NOW, without a fault.
act() {
	"$@" </dev/null >>acts.out 2>&1 || {
		echo "$CARE_NOW: $*: $?"
		cat acts.out
		return 1
	}
}

# What cron calls at CARE_NOW, which says nothing but that messages are held
# after the gap.
cron() {
	: >acts.out
	act care-escalate run --send -q
	case $CARE_NOW in
	*09:00) act care-survey invite -q ;;
	esac
	case $CARE_NOW in
	'2026-02-26 18:00') run_status 1 care-remind run -q ;;
	*' 09:00' | *' 1'[0-8]:00) act care-remind run -q ;;
	esac
	[ ! -s acts.out ]
}

# The clock's minutes: 31 days; on 5 March it goes back from eleven to ten.
minutes() {
	local at end=$((31 * 1440)) every=${EVERY:-1}

	for ((at = 0; at < end; at += every)); do
		echo "$at"
		((at != 24 * 1440 + 11 * 60)) || for ((back = 10 * 60; back <= 11 * 60; back += every)); do
			echo $((24 * 1440 + back))
		done
	done
}

clock() {
	minutes | awk '{
		day = 9 + int($1 / 1440)
		month = (day > 28) ? 3 : 2
		printf("2026-%02d-%02d %02d:%02d\n", month, (month == 3) ? day - 28 : day,
		    int($1 % 1440 / 60), $1 % 60)
	}'
}

# Cron is down from six to six on 26 February.
is_down() {
	[[ $1 > '2026-02-26 05:59' && $1 < '2026-02-26 18:00' ]]
}

@test "the diary of a month is the reviewed one" {
	declare -A acts=()
	while IFS='|' read -r at what; do
		case $at in '#'* | '') continue ;; esac
		acts[2026-$at]+="$what"$'\n'
	done <"$here/diary.acts"
	: >diary.out
	while read -r CARE_NOW; do
		export CARE_NOW
		echo "$CARE_NOW" >now
		while read -r what; do
			[ -z "$what" ] || eval "act $what"
		done <<<"${acts[$CARE_NOW]:-}"
		unset "acts[$CARE_NOW]"
		is_down "$CARE_NOW" || cron
	done < <(clock)
	[ ${#acts[@]} -eq 0 ]
	[ -z "${DIARY:-}" ] || sort diary.out >"$DIARY"
	grep -v '^ *\(#\|$\)' "$here/diary.txt" | sort | diff - <(sort diary.out)
	run_ok care-store check
}
