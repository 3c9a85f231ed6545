#!/usr/bin/env bats
# A complaint of each severity of each policy we ship, from its receipt to the
# archive, and each refusal on the way.
load ../cli/setup

setup() {
	fresh
	export CARE_NOW="2026-12-07 10:00"
}

# shop POLICY SEVERITY: a store with staff and one complaint, in $c
shop() {
	run_ok care-store init store --trial --policy "$ROOT/policies/$1.yaml"
	export CARE_STORE=$PWD/store
	if [ "$1" = travel-agency ]; then
		printf '%s\n' login,role wang,agent ming,marketing pin,product zhi,quality >staff.csv
		run_ok care-intake staff staff.csv
	fi
	run_ok care-intake case --kind complaint --severity "$2" --channel phone --name 陈梅 --phone 13800138000 --text x
	c=$output
}

# ok VERB ..: done to the case; no SAYING VERB ..: refused with these words
ok() {
	local verb=$1

	shift
	run_ok care-case "$verb" "$c" "$@"
}

no() {
	local saying=$1 verb=$2

	shift 2
	run_status 1 care-case "$verb" "$c" "$@"
	printf '%s\n' "$stderr" >>"$BATS_FILE_TMPDIR/said"
	[[ $stderr == *"$saying"* ]] || { printf 'not "%s" but: %s\n' "$saying" "$stderr"; return 1; }
}

at() {
	run_ok care-case list "$c" --format jsonl
	[ "$(jq -r '.stage // "-"' "$out")" = "$1" ]
}

# kept PROMISE: it was kept in time
kept() {
	run_ok care-case show "$c" --format jsonl
	jq -r 'select(.state == "kept") | .promise' "$out" | grep -qx "$c/$1"
}

# owed PROMISE: does the case owe it?
owed() {
	care-case show "$c" --ids | grep -qx "$c/$1"
}

archived() {
	at archived
	no 'is archived' note --note x
	no 'is archived' reopen
	no 'is archived' set --severity minor
	no 'is archived' did investigating
	run_ok care-store check
}

travel() {
	at received
	no 'next is accepted' did investigating
	ok did accepted
	run_ok care-case keep "$c/first_action"
	no 'category is not filled in' did assessed
	ok set --category quality --cause perfunctory --liability own
	ok did assessed
	no 'next is investigating' did implementing
	ok did investigating,investigated
	kept investigated
	no 'finding (调查结论) is not filled in' propose --text 退款
	ok set --field finding=属实
	case $1 in
	serious|urgent)
		owed report_up
		no 'step handling_form/analysis (投诉原因及责任归属) is not done' propose --text 退款
		run_status 77 care-case step "$c" handling_form/analysis --for wang
		printf '%s\n' "$stderr" >>"$BATS_FILE_TMPDIR/said"
		ok step handling_form/analysis --for zhi
		ok step handling_form/measures --for pin
		ok step handling_form/solution --for ming
		ok step handling_form/negotiated
		ok propose --text 退款
		no 'proposal 1 waits for' did implementing
		ok approve --for pin
		ok approve --for ming
		ok approve --for zhi
		ok did reported_up
		kept report_up
		;;
	*)
		! owed report_up
		no 'is not for this one' step handling_form/negotiated
		ok propose --text 退款
		;;
	esac
	ok did implementing
	no 'reply_thanks (已致谢) is not filled in' reply
	ok set --field reply_process=经过 --field reply_result=结果 --field reply_thanks=是
	ok reply
	kept result
	ok did implemented
	no 'satisfied (客户表示满意) is not filled in' close --outcome settled
	[[ $stderr == *'desired_remedy (客户诉求) is not filled in'* ]]
	ok set --field satisfied=是 --field desired_remedy=道歉
	no "not one of the policy's outcomes" close --outcome setled
	ok close --outcome settled
	no 'is closed' reply
	no 'is closed' did investigating
	ok reopen
	at investigating
	ok undo
	ok did archived
	archived
}

hotel() {
	at received
	no 'next is accepted' did assessed
	ok did accepted
	no 'category is not filled in' did assessed
	ok set --category quality --cause rude --liability own
	ok did assessed,investigating
	no 'finding' propose --text 换房
	ok set --field finding=属实
	ok propose --text 换房
	ok did implementing
	no 'reply_process' reply
	ok set --field reply_process=经过 --field reply_result=结果
	ok reply
	kept result
	no 'the way does not lead there' did accepted
	ok did revisited
	no 'prevention' close --outcome settled
	[[ $stderr == *'desired_remedy (期望的解决方案) is not filled in'* ]]
	ok set --field prevention=培训 --field desired_remedy=道歉
	ok close --outcome settled
	ok did archived
	archived
}

telecom() {
	at received
	no 'next is accepted' did investigating
	ok did accepted
	no 'category is not filled in' did assessed
	ok set --category quality --cause billing_error
	ok did assessed,investigating
	no 'clause' propose --text 减免
	[[ $stderr == *'understood'* ]]
	ok set --field clause=第三条 --field understood=是
	ok propose --text 减免
	ok did implementing
	no 'reply_process' reply
	ok set --field reply_process=经过 --field reply_result=结果
	ok reply
	kept result
	no 'liability is not filled in' close --outcome settled
	ok set --liability own --field desired_remedy=退费
	ok close --outcome settled
	ok did archived
	archived
}

agency() {
	at -
	no 'no reply to the customer yet' close --outcome settled
	run_ok care-case keep "$c/first_action"
	kept first_action
	ok reply
	kept result
	ok close --outcome settled
	no 'is closed' close
	no 'is closed' reply
	ok reopen
	ok reply
	ok close --outcome settled
	no 'no event of the policy' did archived
	run_ok care-store check
}

# walk POLICY FUNCTION: each severity in a store of its own
walk() {
	local severity all

	# Whatever the policy calls them.
	mapfile -t all < <(awk '/^  severities:/ { on = 1; if (!/\{/) next }
		on && /^  [a-z]+:/ && !/^  severities/ { exit }
		on { sub(/^  severities:/, ""); sub(/#.*/, ""); gsub(/[{},]/, "\n"); print }' "$ROOT/policies/$1.yaml" |
	    sed -n 's/^ *\([a-z][a-z_]*\): .*/\1/p')
	[ "${#all[@]}" -ge 4 ]
	for severity in "${all[@]}"; do
		mkdir "$severity"
		cd "$severity" || return
		printf '%s\n' "$severity"
		shop "$1" "$severity"
		"$2" "$severity"
		cd ..
	done
}

@test "small-agency: no stages, but nobody is closed without a reply" {
	walk small-agency agency
}

@test "travel-agency: ten stages, a form and three who agree when it is serious" {
	walk travel-agency travel
}

@test "hotel: revisited before it is closed" {
	walk hotel hotel
}

@test "telecom: the clause is named, and understood" {
	walk telecom telecom
}

@test "what the walks do not meet: an event before, a field that a promise needs, what is still owed" {
	cp -R "$ROOT/policies/calendars" .
	sed 's/^    assessed: {/&after: [first_action], /' "$ROOT/policies/hotel.yaml" >hotel.yaml
	run_ok care-store init store --trial --policy hotel.yaml
	export CARE_STORE=$PWD/store
	run_ok care-intake case --kind complaint --channel phone --text x
	c=$output
	ok did accepted
	ok set --category quality --cause rude
	no 'first_action has not happened' did assessed
	ok did first_action
	ok did assessed

	mkdir travel telecom
	cd travel
	shop travel-agency normal
	ok set --field wants_executive=是
	no 'is not filled in, which promise executive_follow_up needs' did executive_met

	cd ../telecom
	shop telecom normal
	ok set --kind service
	no 'is still owed' close --outcome settled
}

# What a ladder of a policy of its own asks for.
ELSEWHERE='since it is late'

@test "every refusal of the gate was met" {
	local said n=0

	# The first line of each sentence, as a pattern.
	xgettext -k_ -LC --omit-header -o - "$ROOT/src/command/gate.c" | msgcat --width=10000 - |
	    awk '/^msgid ""$/ { first = 1; next } /^msgid / { sub(/^msgid /, ""); print; next }
		first && /^"/ { print; first = 0 }' |
	    sed 's/^"//; s/"$//; s/\\n.*//; s/[][*.^$]/\\&/g; s/%[a-z]*/.*/g' | grep . >sentences
	[ "$(wc -l <sentences)" -ge 10 ]
	while read -r said; do
		n=$((n + 1))
		[[ $said != *"$ELSEWHERE"* && $said != "do .*" ]] || continue
		grep -q -e "$said" "$BATS_FILE_TMPDIR/said" || { echo "no walk meets: $said"; return 1; }
	done <sentences
	[ "$n" -ge 10 ]
}
