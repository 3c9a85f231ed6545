#!/usr/bin/env bats
# care-case merge, unmerge, link, unlink, similar.
load setup

setup() {
	fresh
	cp "$ROOT/policies/small-agency.yaml" p.yaml
	cp -R "$ROOT/policies/calendars" .
	export CARE_STORE=$HOME/care/care.db
	run_ok care-store init care --trial --policy p.yaml --now '2026-03-12 09:00'
	cat >c.csv <<-E
		ref,kind,channel,received,phone,name,trip,text
		A1,投诉,phone,2026-03-12 09:05,13800138000,李梅,T1,大巴迟到两小时
		A2,投诉,mail,2026-03-12 10:05,13800138000,李梅,T1,我们的大巴迟到两小时
		A3,投诉,phone,2026-03-12 10:20,13900139000,王强,T1,酒店房间太脏
		A4,咨询,phone,2026-03-12 10:30,13800138000,李梅,,签证要多久
	E
	run_ok care-intake cases c.csv --now '2026-03-12 11:00'
	mapfile -t id < <(care-case list --ids)
}

# due NAME: when the promise is due, and its state
due() {
	care-case show "${1%/*}" | mlr --icsv --onidx --ofs ' ' filter '$promise == "'"$1"'"' 'then' cut -o -f due,state,reason
}

@test "a case merged into another ends, and the other has the earlier clocks" {
	[ "$(due "${id[1]}/result")" = '2026-03-14 10:05:00 open ' ]
	run_ok care-case merge "${id[0]}" --into "${id[1]}" --note 同一件事 --now '2026-03-12 11:30'
	[[ $stderr == *"${id[0]} goes on as ${id[1]}"* ]]
	[ "$(due "${id[1]}/result")" = '2026-03-14 09:05:00 open ' ]
	[ "$(due "${id[1]}/result_limit")" = '2026-03-20 00:00:00 open ' ]
	[ "$(due "${id[0]}/result")" = '2026-03-14 09:05:00 cancelled merged' ]
	run_ok care-case list --ids
	[ "$output" = "$(printf '%s\n' "${id[@]:1}")" ]
	for act in reply close; do
		run_status 1 care-case $act "${id[0]}" --now '2026-03-12 11:40'
		[[ $stderr == *"is merged into ${id[1]}"*"care-case unmerge ${id[0]}"* ]]
	done
	run_status 1 care-case reopen "${id[0]}" --now '2026-03-12 11:40'
	[[ $stderr == *"is merged into ${id[1]}"* ]]
	run_ok care-store check
}

@test "into the earlier one nothing moves" {
	run_ok care-case merge "${id[1]}" --into "${id[0]}" --now '2026-03-12 11:30'
	[ "$(due "${id[0]}/result")" = '2026-03-14 09:05:00 open ' ]
	run_ok care-case history "${id[0]}"
	[ "$(grep -c due_moved "$out")" = 0 ]
	grep -q ',merged_in,' "$out"
}

@test "taken apart, each has its own clocks again" {
	run_ok care-case merge "${id[0]}" --into "${id[1]}" --now '2026-03-12 11:30'
	run_ok care-case unmerge "${id[0]}" --now '2026-03-12 12:00'
	[ "$(due "${id[1]}/result")" = '2026-03-14 10:05:00 open ' ]
	[ "$(due "${id[0]}/result.2")" = '2026-03-14 09:05:00 open ' ]
	run_status 1 care-case unmerge "${id[0]}" --now '2026-03-12 12:01'
	[[ $stderr == *'is not merged'* ]]
	run_ok care-case merge "${id[0]}" --into "${id[1]}" --now '2026-03-12 12:05'
	run_ok care-store check
}

@test "figures count merged cases with the one they went into" {
	run_ok care-case merge "${id[0]}" --into "${id[1]}" --now '2026-03-12 11:30'
	run_ok care-case reply "${id[1]}" --now '2026-03-13 09:00'
	run_ok care-kpi result_rate --from 2026-03-01 --until 2026-03-31 --now '2026-03-31 12:00'
	mlr --icsv --onidx --ofs ' ' cut -o -f numerator,denominator "$out" >n
	[ "$(cat n)" = '1 2' ]	# the third complaint is broken by then
	care-kpi result_rate --from 2026-03-01 --until 2026-03-31 --now '2026-03-31 12:00' >after
	run_ok care-case unmerge "${id[0]}" --now '2026-03-13 10:00'
	run_ok care-kpi result_rate --from 2026-03-01 --until 2026-03-31 --now '2026-03-31 12:00'
	mlr --icsv --onidx --ofs ' ' cut -o -f denominator "$out" >n
	[ "$(cat n)" = 3 ]
}

@test "what cannot be merged is refused, with what helps" {
	run_status 1 care-case merge "${id[0]}" --into "${id[2]}" --now '2026-03-12 11:30'
	[[ $stderr == *'different customers'*"care-case link ${id[0]} --with ${id[2]}"* ]]
	run_status 1 care-case merge "${id[0]}" --into "${id[0]}" --now '2026-03-12 11:30'
	[[ $stderr == *'into itself'* ]]
	run_status 1 care-case merge "${id[0]}" --now '2026-03-12 11:30'
	[[ $stderr == *'--into CASE'* ]]
	run_status 1 care-case merge "${id[0]}" --into 99 --now '2026-03-12 11:30'
	run_ok care-case close "${id[3]}" --outcome withdrawn --now '2026-03-12 11:20'
	run_status 1 care-case merge "${id[0]}" --into "${id[3]}" --now '2026-03-12 11:30'
	[[ $stderr == *"${id[3]} is closed"*"care-case reopen ${id[3]}"* ]]
	run_ok care-case merge "${id[0]}" --into "${id[1]}" --now '2026-03-12 11:30'
	run_status 1 care-case merge "${id[0]}" --into "${id[1]}" --now '2026-03-12 11:31'
	[[ $stderr == *"${id[0]} is merged into ${id[1]} already"* ]]
}

@test "links are in both directions, and can be taken back from either" {
	run_ok care-case link "${id[0]}" --with "${id[2]}" --how caused --now '2026-03-12 11:30'
	run_status 1 care-case link "${id[0]}" --with "${id[2]}" --how caused --now '2026-03-12 11:31'
	[[ $stderr == *'is linked so already'* ]]
	run_status 1 care-case link "${id[0]}" --with "${id[2]}" --how friend --now '2026-03-12 11:31'
	[[ $stderr == *'not one of related, duplicate, caused'* ]]
	run_status 1 care-case link "${id[0]}" --with "${id[0]}" --now '2026-03-12 11:31'
	run_ok care-case similar "${id[0]}"
	grep -q "^${id[0]},${id[2]},matter,caused," "$out"
	run_ok care-case unlink "${id[2]}" --with "${id[0]}" --now '2026-03-12 11:40'
	run_status 1 care-case unlink "${id[2]}" --with "${id[0]}" --now '2026-03-12 11:41'
	[[ $stderr == *'is not linked with it'* ]]
	run_ok care-store check
}

@test "S4-3.1.4a: similar shows why, of one case and of many, and nothing it is not like" {
	run_ok care-case similar "${id[0]}"
	[ "$(cut -d, -f1-4 "$out")" = "case,like,why,linked
${id[0]},${id[1]},customer matter words,
${id[0]},${id[2]},matter," ]
	run_ok care-case similar "${id[3]}"
	[ "${#lines[@]}" = 1 ]
	care-case list --ids >all
	run_ok care-case similar - <all
	[ "$(tail -n +2 "$out" | wc -l)" = 6 ]
}

@test "the clocks of the earliest of three, by whichever way they become one" {
	printf 'ref,kind,channel,received,phone,name,trip,text\nA5,投诉,phone,2026-03-12 08:00,13800138000,李梅,T1,大巴\n' >d.csv
	run_ok care-intake cases d.csv --now '2026-03-12 11:05'
	e=$(care-case list ref:A5 --ids)
	run_ok care-case merge "${id[0]}" --into "${id[1]}" --now '2026-03-12 11:30'
	run_ok care-case merge "$e" --into "${id[1]}" --now '2026-03-12 11:31'
	[ "$(due "${id[1]}/result")" = '2026-03-14 08:00:00 open ' ]
	run_ok care-case unmerge "$e" --now '2026-03-12 11:32'
	[ "$(due "${id[1]}/result")" = '2026-03-14 09:05:00 open ' ]
	# The one has another in it already.
	run_ok care-case unmerge "${id[0]}" --now '2026-03-12 11:33'
	run_ok care-case merge "$e" --into "${id[0]}" --now '2026-03-12 11:34'
	run_ok care-case merge "${id[0]}" --into "${id[1]}" --now '2026-03-12 11:35'
	[ "$(due "${id[1]}/result")" = '2026-03-14 08:00:00 open ' ]
	run_ok care-store check
}

@test "what begins with the reopening begins then, and what it keeps is kept" {
	sed -i 's/^promises:/&\n  - {name: again, from: reopened, to: replied, within: 4h}/' p.yaml
	run_ok care-policy adopt p.yaml -q --now '2026-03-12 11:10'
	c=$(care-intake case -q --kind complaint --channel phone --text x --now '2026-03-12 11:15')
	run_ok care-case show "$c" -f jsonl
	run ! grep '/again"' "$out"
	run_ok care-case close "$c" --outcome withdrawn --now '2026-03-12 11:20'
	run_ok care-case reopen "$c" --now '2026-03-12 11:30'
	[ "$(due "$c/again")" = '2026-03-12 15:30:00 open ' ]
	run_ok care-store check
}
