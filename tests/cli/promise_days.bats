#!/usr/bin/env bats
# Promises in calendar days, of a policy that lists no days off.
load setup

setup() {
	fresh
	export CARE_NOW='2026-12-04 10:00' CARE_STORE=$PWD/store
	cat >policy.yaml <<-'E'
	policy: p
	version: "1"
	effective: "2026-01-01"
	timezone: Asia/Shanghai
	words: {kinds: [complaint], channels: [phone]}
	promises:
	  - {name: result, to: replied, within: 1d}
	  - {name: limit, to: replied, within: 1mo}
	E
	run_ok care-store init store --trial --policy policy.yaml
}

@test "without a calendar of days off nothing rolls, and the promise is made" {
	c=$(care-intake case -q --kind complaint --channel phone --text x)
	run_ok care-case show "$c" -f jsonl
	[ "$(jq -r '.promise + " " + .due[0:16]' "$out" | sort | xargs)" = "$c/limit 2027-01-05T00:00 $c/result 2026-12-06T00:00" ]
	run_ok care-escalate explain "$c/result"
	grep -q 'due' "$out"
	run_ok care-store check
}
