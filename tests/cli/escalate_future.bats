#!/usr/bin/env bats
# The policies that are shipped, a few days of work drawn by lot, and then
# nobody acts: what forecast said is what the ticks did, whom, when and by which
# channel. And each sum that explain shows comes to the due time.
# SEED=N draws another company; DAYS=N works longer, LEAST=N may be told less.

load setup

# Into $it: a shell for each draw would take longer than the work.
one_of() {
	shift "$((RANDOM % $#))"
	it=$1
}

# Minutes go by.
later() {
	now=$((now + 60 * $1))
	TZ=Asia/Shanghai printf -v CARE_NOW '%(%F %T)T' "$now"
	export CARE_NOW
}

# Everybody that the policy names, in teams and with supervisors.
company() {
	local role

	run_ok care-store init store -q --trial --policy "$ROOT/policies/$1.yaml"
	export CARE_STORE=$PWD/store
	printf '#!/bin/sh\nexec cat >/dev/null\n' >gateway
	chmod +x gateway
	for channel in wecom dingtalk feishu mail sms; do
		echo "  $channel: {command: $PWD/gateway}"
	done | sed '1i transports:' >store/care.conf
	chmod 600 store/care.conf
	{
		echo login,name,role,supervisor,phone,mail
		echo "boss,Boss,general_manager,,13900000001,"
		for role in $(care-staff roles --ids | grep -vx 'owner\|general_manager'); do
			echo "x$role,X$role,$role,boss,,x@y.cn"
			staff+=("x$role")
		done
		for desk in wang zhao li; do
			one_of xsupervisor xmanager boss
			echo "$desk,N$desk,agent,$it,,"
			staff+=("$desk")
		done
	} >staff.csv
	run_ok care-intake staff staff.csv -q
}

# Somebody does something; what a rule refuses is not done.
act() {
	local n=${#cases[@]} id how=()

	id=${cases[-1 - RANDOM % (n < 6 ? n : 6)]}
	case $((RANDOM % 12)) in
	0 | 1) how=(case wait "$id" --because waiting_customer --question '?' --via phone) ;;
	2) how=(case resume "$id") ;;
	3) how=(case reply "$id" --note "ready") ;;
	4) how=(case did "$id" first_action) ;;
	5) one_of wang zhao li; how=(case assign "$id" --to "$it") ;;
	6) one_of minor serious urgent; how=(case set "$id" --severity "$it") ;;
	7) how=(case tell "$id" --by "+$((1 + RANDOM % 9))h" --note soon) ;;
	8) how=(case ask "$id" --department quality --note why) ;;
	9) how=(case close "$id" --outcome withdrawn) ;;
	10) how=(escalate ack "$id/result") ;;
	11)
		one_of "${staff[@]}"
		how=(staff absent "$it" --from "+$((RANDOM % 9))h" --until "+$((9 + RANDOM % 50))h")
		one_of "${staff[@]}"
		how+=(--substitute "$it")
		;;
	esac
	"care-${how[0]}" "${how[@]:1}" -q 2>/dev/null || [ $? -eq 1 ]
}

work() {
	local until=$((now + $1 * 86400)) kind

	cases=()
	while [ "$now" -lt "$until" ]; do
		later "$((1 + RANDOM % 240))"
		if [ "${#cases[@]}" = 0 ] || [ "$((RANDOM % 3))" = 0 ]; then
			one_of complaint complaint complaint consultation suggestion privacy
			kind=$it
			one_of minor normal serious
			cases+=("$(care-intake case -q --kind "$kind" --channel phone --phone "1380000000$((RANDOM % 9))" \
			    --text late --severity "$it")")
		else
			act
		fi
		one_of --send --send --quiet ''
		[ -z "$it" ] || run_ok care-escalate run -q "$it"
	done
	# What has passed is told by now; what waits may wait.
	run_ok care-escalate run --send -q
	later 1
}

# time, promise, level, whom (for whom), channel of what was told from then on.
told() {
	care-escalate list --until 2030-01-01 --ids | sort -u >open
	run_ok care-escalate explain - -f jsonl <open
	jq -rn --arg since "$1" 'foreach inputs as $l (null; if $l.what | test("^(level|asked)") then
		{level: ($l.what | sub("^level "; "") | sub("[.][0-9]+$"; ""))} else . end; . as $s | $l + $s) |
		select(.what | startswith("told ")) | select(.note | test("^m[0-9]+ sent by")) | select(.at >= $since) |
		[.at, .ref, .level, .what[5:], (.note | capture("sent by (?<c>[a-z]+)").c)] | @tsv' "$out" | sort
}

foreseen() {
	jq -r --arg until "$1" 'select(.tells and (.held_until // .fires) <= $until) | [.held_until // .fires, .promise,
		(.level | sub("^notice:"; "") | sub("[.][0-9]+$"; "")), .tells + (if .for_whom then " for " + .for_whom else "" end),
		.channel] | @tsv' "$out" | sort
}

# The ticks at which something comes, and others between.
instants() {
	{
		jq -r '.fires, .held_until // empty' "$out" | sed 's/T/ /; s/+.*//'
		for ((at = $1; at <= $2; at += 10800)); do printf '%(%F %T)T\n' "$at"; done
	} | sort -u | awk -v until="$3" '$0 <= until'
}

# Of each promise: from its start to its due time without a gap, and as much
# counted as was promised.
sums() {
	run_ok care-escalate explain - -f csv --times epoch <open
	mlr --icsv --onidx --ofs '|' cut -o -f ref,what,at,until,counted_s,counted_d,note "$out" | awk -F '|' '
	function bad(why) { print why ": " ref; faults = 1 }
	function number(text) { return text + 0 }
	function check(unit, n) {
		if (!steps || due == "" || amount ~ /less/) return
		if (at != due) bad("does not come to its due time")
		n = number(amount)
		unit = substr(amount, length(n "") + 1)
		sub(/[, ].*/, "", unit)
		if (unit ~ /^(bh|h)$/ && s != 3600 * n) bad("hours")
		if (unit == "m" && s != 60 * n) bad("minutes")
		if (unit ~ /^(wd|d)$/ && n && d != n) bad("days")
		sums++
	}
	$1 != ref { check(); ref = $1; start = $3; at = start; steps = s = d = 0; due = "" }
	$2 == "amount" { amount = $7 }
	$2 == "due" { due = $3 }
	due == "" && $4 && $2 !~ /^(paused|start)/ {
		if ($3 != at) bad("a gap")
		at = $4; s += $5; d += $6; steps++
	}
	END { check(); if (faults || sums < 20) exit 1; print sums " sums" }'
}

future() {
	local cases=() staff=() since now it until

	RANDOM=${SEED:-$2}
	now=$(date -d "$3" +%s)
	later 0
	company "$1"
	work "${DAYS:-2}"
	since=$now
	printf -v until '%(%F %T)T' "$((now + 129600))"
	run_ok care-escalate forecast --until "$until" -f jsonl
	foreseen "${until/ /T}+08:00" >foreseen
	instants "$since" "$((now + 129600))" "$until" >instants
	while read -r CARE_NOW; do
		run_ok care-escalate run --send -q
	done <instants
	CARE_NOW=$until
	printf -v since '%(%FT%T)T+08:00' "$since"
	told "$since" >told
	diff foreseen told
	[ "$(wc -l <told)" -gt "${LEAST:-20}" ]
	sums
	run_ok care-store check
}

@test "a travel agency before New Year" {
	future travel-agency 1 '2026-12-29 08:30'
}

@test "a hotel after the Spring Festival" {
	future hotel 2 '2026-02-24 08:30'
}

@test "a telecom company over a week-end" {
	future telecom 3 '2026-06-19 14:00'
}
