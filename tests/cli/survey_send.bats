#!/usr/bin/env bats
# An invitation from the outbox to the customer's phone, and his answer back.
load setup

at() {
	export CARE_NOW="2026-02-$1"
}

setup() {
	fresh
	export CARE_STORE=$PWD/s CARE_FORMAT=csv
	at '01 08:00'
	care-store init s --trial --policy "$ROOT/policies/small-agency.yaml" -q
	take
	at '02 09:00'
	li=$(care-intake case --kind complaint --channel phone --phone 13800138000 --name 李梅 --text x 2>/dev/null)
	settle 03
	at '04 10:30'
	care-survey invite -q
}

# A transport that keeps what it is given.
take() {
	cat >take <<-EOF
		#!/bin/sh
		echo "\$CARE_CHANNEL \$CARE_TO \$CARE_CASE" >>$PWD/handed
		cat >$PWD/said
	EOF
	chmod +x take
	printf 'transports:\n  sms: {command: %s}\n' "$PWD/take" >s/care.conf
	: >handed
}

settle() {
	at "$1 09:00"
	care-case reply "$li" -q
	care-case close "$li" -q
}

# dropped REASON: nothing was handed over, and the message says why.
dropped() {
	run_ok care-remind run -q
	[ ! -s handed ]
	run_ok care-remind outbox --state dropped
	grep -q ",$1," <<<"$output"
	run_ok care-store check
}

@test "the customer gets a token, and his answer comes back by it" {
	run_ok care-remind run
	[ "$(cat handed)" = "sms 13800138000 $li" ]
	grep -q '^李梅，您好！' said
	grep -q "编号$li" said
	token=$(grep -oE '[0-9a-hjkmnp-tv-z]{16}' said)
	at '05 09:00'
	run_ok care-survey answer "$token" -s result=5
	run_ok care-survey list
	grep -q ',sms,answered,2026-02-05 09:00:00,5,' <<<"$output"
	run_ok care-remind run
	[ "$(wc -l <handed)" -eq 1 ]
	run_ok care-kpi response_rate --month 2026-02
	grep -q '^response_rate,2026-02,1,share,1,1,1,0,' <<<"$output"
	run_ok care-store check
}

@test "the code is its reader's alone: no preview, no history, no export shows it" {
	message=$(care-remind outbox --ids)
	run_ok care-remind preview "$message" --reveal 'test of secrets'
	cp "$out" preview
	run_ok care-remind run -q
	token=$(grep -oE '[0-9a-hjkmnp-tv-z]{16}' said)
	run_ok care-case history "$li" --reveal 'test of secrets'
	cp "$out" history
	run_ok care-store export --canonical
	[ -n "$token" ]
	[ "$(grep -l "$token" preview history "$out" s/care.db*)" = "" ]
	grep -q '满意：[*]\{16\}' preview
	grep -q '满意：[*]\{16\}' history
}

@test "our own words where the policy has none" {
	sed -e '/^    template: invitation/d' "$ROOT/policies/small-agency.yaml" >own.yaml
	mkdir calendars
	cp "$ROOT"/policies/calendars/* calendars
	sed -i 's/^version: .*/version: "2026.2"/' own.yaml
	run_ok care-policy adopt own.yaml --approved-by 总经理 --yes
	run_ok env LC_ALL=C.UTF-8 care-remind run
	grep -q "how did we handle your case $li?" said
	grep -qx -- '- 您对处理结果是否满意' said
	grep -qE '^Your code: [0-9a-hjkmnp-tv-z]{16}$' said
	grep -qx 'It holds until 2026-02-18 10:30:00.' said
}

@test "an invitation not delivered is no part of the response" {
	run_ok care-kpi response_rate --month 2026-02
	grep -q '^response_rate,2026-02,,share,0,0,0,1,' <<<"$output"
	run_ok care-remind run
	run_ok care-kpi response_rate --month 2026-02
	grep -q '^response_rate,2026-02,0,share,0,1,1,0,' <<<"$output"
}

@test "not sent: the case was reopened" {
	at '04 10:31'
	care-case reopen "$li" -q
	dropped reopened
}

@test "not sent: reopened and closed again" {
	at '04 10:31'
	care-case reopen "$li" -q
	settle 05
	dropped reopened
}

@test "not sent: another complaint came in meanwhile" {
	at '04 10:31'
	care-intake case --kind complaint --channel phone --phone 13800138000 --text y -q
	dropped open_complaint
}

@test "not sent: answered already" {
	at '04 10:31'
	care-survey answer s1 -s result=5 -q
	dropped answered
}

@test "not sent: too late" {
	at '18 10:30'
	dropped expired
}

@test "a low answer comes in by the channel of the invitation" {
	run_ok care-remind run
	at '05 09:00'
	run_ok care-survey answer s1 -s result=1
	run_ok care-case list --kind grievance
	grep -q ',s1,grievance,sms,' <<<"$output"
}
