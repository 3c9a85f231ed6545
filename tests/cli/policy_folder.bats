#!/usr/bin/env bats
# A policy that is a folder of files: checked, adopted, shown, told apart.
load setup

setup() {
	fresh
	cp -r "$ROOT/tests/policy/folder/good" rules
	export CARE_STORE=$HOME/care/care.db
}

@test "a folder is a policy: its files in the order of their names" {
	run_ok care-policy check rules
	run_ok care-store init care --trial --policy rules --now '2026-03-12 10:00'
	run_ok care-policy show
	grep -q '^# .*rules/10-head.yaml$' "$out"
	[ "$(grep -c '^# ' "$out")" -eq 3 ]
	[ "$(grep -c 'not: read' "$out")" -eq 0 ]
}

@test "what is shown of a folder is one policy again" {
	run_ok care-store init care --trial --policy rules --now '2026-03-12 10:00'
	run_ok care-policy show
	mkdir one one/calendars
	cp "$out" one/policy.yaml
	cp rules/calendars/days.yaml one/calendars
	run_ok care-policy check one/policy.yaml
}

@test "a change in any file of the folder is told, a new file too" {
	run_ok care-store init care --trial --policy rules --now '2026-03-12 10:00'
	run --separate-stderr care-store status --now '2026-03-12 10:00'
	[[ $output != *differs* ]]
	cp rules/20-words.yaml before
	echo '# changed' >> rules/20-words.yaml
	run --separate-stderr care-store status --now '2026-03-12 10:00'
	[[ $output == *differs* ]]
	mv before rules/20-words.yaml
	run --separate-stderr care-store status --now '2026-03-12 10:00'
	[[ $output != *differs* ]]
	echo 'pauses: {waiting: {cap: 3d}}' > rules/90-pauses.yaml
	run --separate-stderr care-store status --now '2026-03-12 10:00'
	[[ $output == *differs* ]]
}

@test "a key stands in one file only, and says in which" {
	echo 'words: {kinds: [request]}' > rules/90-more.yaml
	run --separate-stderr care-policy check rules
	[ "$status" -eq 78 ]
	[[ $stderr == *'rules/90-more.yaml:1:1: words: this key stands in '*'rules/20-words.yaml already, line 1'* ]]
}
