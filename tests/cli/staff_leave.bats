#!/usr/bin/env bats
# care-staff leave: from midnight on he may do nothing, and another has it all.
load setup

setup() {
	fresh
	export CARE_NOW='2026-03-12 10:00' CARE_STORE=$PWD/store
	run_ok care-store init store --trial --policy "$ROOT/policies/travel-agency.yaml" --now '2026-03-01 9:00'
	cat >staff.csv <<-'E'
	login,name,role,team,supervisor,from
	liu,刘洋,supervisor,complaint_team,,2025-01-01
	wang,王芳,agent,complaint_team,liu,2025-01-01
	zhao,赵雷,agent,complaint_team,liu,2025-01-01
	sun,孙敏,guide,,wang,2025-01-01
	E
	run_ok care-intake staff staff.csv --now '2026-03-01 9:00'
	a=$(take wang 1) b=$(take wang 2) c=$(take zhao 3)
	care-case reply -q "$b"
	care-case close -q "$b" --outcome withdrawn
}

take() {
	care-intake case --kind consultation --channel phone --phone "1390013900$2" --text x --owner "$1"
}

owner() {
	care-case list --all -f jsonl | jq -r "select(.case == \"$1\" or .case == $1) | .owner // \"-\""
}

@test "a dry run tells what would go where, and what to look at" {
	care-staff absent -q sun --from 2026-04-10 --until 2026-04-12 --substitute wang
	care-store export --canonical >before
	run_ok care-staff leave wang --on 2026-03-31 --to 赵雷 --dry-run
	[[ $stderr == *'from Wed 2026-04-01 00:00 on wang may do nothing; zhao then has: cases 1, promises'* ]]
	[[ $stderr == *'he was to stand in for sun: care-staff substitute sun --to NAME'* ]]
	[[ $stderr == *'he supervises sun: '* ]]
	care-store export --canonical | diff before -
}

@test "until midnight nothing moves; then everything, once, with an event each" {
	run_ok care-staff leave wang --on 2026-03-31 --to zhao
	[ "$(owner "$a")" = wang ]
	run_ok care-staff list wang -f csv
	grep -q ',2026-04-01 00:00:00,1,,,1,' "$out"
	CARE_NOW='2026-03-31 23:59'
	run_ok care-escalate run -q
	[ "$(owner "$a")" = wang ]
	CARE_NOW='2026-04-01 00:00'
	run_ok care-escalate run
	[[ $stderr == *'wang left; to zhao: cases 1, promises '* ]]
	[ "$(owner "$a")" = zhao ]
	[ "$(owner "$b")" = wang ]	# closed: it was hers
	[ "$(owner "$c")" = zhao ]
	run_ok care-case history "$a" -f csv
	[ "$(grep -c ',assigned,' "$out")" -eq 2 ]
	grep -q 'why=left' "$out"
	run_ok care-staff list -f csv
	! grep -q ^wang, "$out" || false
	run_ok care-staff list --all --ids
	grep -qx wang "$out"
	# The papers: what begins with "left"; nothing else is owed to her now.
	run_ok care-case todo --until +100d --ids
	[ "$(grep staff:wang "$out")" = staff:wang/handed_over ]
	care-store export --canonical >after
	run_ok care-escalate run
	! grep -q left "$err" || false
	care-store export --canonical | diff after -
	care-store check
}

@test "a notice planned for her goes to whoever has her work" {
	run_ok care-escalate run -q --now '2026-03-12 20:00'
	sqlite3 -readonly store/care.db "SELECT count(*) FROM message m JOIN staff s ON s.id = m.addressee
	    WHERE login = 'wang' AND m.state = 'planned'" >n
	[ "$(cat n)" -ge 1 ]
	run_ok care-staff leave wang --on 2026-03-11 --to zhao --now '2026-03-12 20:10'
	[[ $stderr == *"wang left; to zhao: cases 1, promises"*", notices $(cat n),"* ]]
	[ "$(sqlite3 -readonly store/care.db "SELECT count(*) FROM message m JOIN staff s ON s.id = m.addressee
	    WHERE login = 'wang' AND m.state = 'planned'")" -eq 0 ]
	care-store check
}

@test "who left may do nothing, who was never here neither" {
	me=$(id -un)
	printf 'login,role,to\n%s,agent,2026-03-11\n' "$me" | care-intake staff -q -
	run_status 77 care-case todo
	[[ $stderr == *'is not here any more'* ]]
	run_status 77 care-case note "$a" --note x
}

@test "leaving is taken back, before and after" {
	run_ok care-staff leave wang --on 2026-03-31 --to zhao
	run_ok care-staff leave wang --cancel
	[[ $stderr == *'wang stays'* ]]
	care-store export --canonical | grep '^absence ' && false
	run_ok care-escalate run -q --now '2026-04-01 00:01'
	[ "$(owner "$a")" = wang ]
	run_status 1 care-staff leave wang --cancel --now '2026-04-01 00:02'
	run_ok care-staff leave wang --on 2026-03-31 --to zhao --now '2026-04-01 00:02'
	[ "$(owner "$a")" = zhao ]
	run_ok care-staff leave wang --cancel --now '2026-05-01 00:02'
	[[ $stderr == *'here again'* ]]
	# And she leaves a second time.
	care-case assign -q "$a" --to wang --now '2026-05-02 00:02'
	run_ok care-staff leave wang --on 2026-05-03 --to liu --now '2026-05-03 10:00'
	run_ok care-escalate run -q --catch-up --now '2026-05-04 00:00'
	[ "$(owner "$a")" = liu ]
	care-store check
}

@test "an heir who is gone himself is refused; one who goes before her has an heir" {
	run_status 1 care-staff leave wang --on 2026-03-31 --to wang
	run_status 1 care-staff leave wang --on 2026-03-31
	run_status 1 care-staff leave wang --to zhao
	care-staff leave -q zhao --on 2026-03-20 --to liu
	run_status 1 care-staff leave wang --on 2026-03-31 --to zhao
	[[ $stderr == *'zhao is gone by then'* ]]
	care-staff leave -q zhao --cancel
	care-staff leave -q wang --on 2026-03-31 --to zhao
	care-staff leave -q zhao --on 2026-03-20 --to liu
	run_ok care-escalate run -q --now '2026-04-01 00:00'
	[ "$(owner "$a")" = liu ]
	[ "$(owner "$c")" = liu ]
	care-store check
}

@test "a source's word that she left hands over too: to the lead of her team" {
	printf 'login,to\nwang,2026-03-11\n' | care-intake staff -q -
	run_ok care-escalate run
	[[ $stderr == *'wang left; to liu: cases 1,'* ]]
	[ "$(owner "$a")" = liu ]
	# And with nobody above: the case waits for an owner.
	printf 'login,to\nliu,2026-03-11\n' | care-intake staff -q -
	run_ok care-escalate run
	[[ $stderr == *'liu left; to nobody: cases 1,'* ]]
	[ "$(care-case list --owner none --ids)" = "$a" ]
	care-store check
}

@test "two ticks at the same time hand over once" {
	care-staff leave -q wang --on 2026-03-31 --to zhao
	for i in 1 2 3 4; do
		care-escalate run -q --now '2026-04-01 00:00' &
	done
	wait
	[ "$(sqlite3 -readonly store/care.db "SELECT count(*) FROM event WHERE what = 'left'")" -eq 1 ]
	care-store check
}

@test "an heir who would have too many is warned of" {
	for i in $(seq 20); do
		printf 'T%s,2026-03-12 09:00,咨询,phone,1370000%04d,x,zhao\n' "$i" "$i"
	done | { echo 编号,投诉日期,类型,渠道,电话,内容,经办人; cat; } >many.csv
	care-intake cases -q many.csv
	run_ok care-staff leave wang --on 2026-03-31 --to zhao
	[[ $stderr == *'zhao would have 22 open cases; a rule of the policy allows 20'* ]]
}

@test "whoever was gone before he was entered leaves nothing behind" {
	printf 'login,role,from,to\nold,agent,2019-01-01,2024-12-31\n' | care-intake staff -q -
	run_ok care-escalate run
	! grep -q 'old left' "$err" || false
	[ "$(care-store export --canonical | grep -c '^promise .*staff:/old')" -eq 0 ]
	run_ok care-staff list --all --ids
	grep -qx old "$out"
	care-store check
}

@test "what was asked of her by name is the other's then" {
	run_ok care-case ask "$c" --legal --to wang --within 4h --note 查一下
	run_ok care-staff show wang -f csv
	grep "^wang,owes,$c/" "$out" >owed
	[ "$(wc -l <owed)" -eq 1 ]
	[ "$(care-staff list wang -f jsonl --now '2026-03-12 15:00' | jq .late)" -ge 1 ]
	run_ok care-staff leave wang --on 2026-03-11 --to zhao
	run_ok care-staff show zhao -f csv
	grep -q "^zhao,owes,$(cut -d, -f3 owed)," "$out"
	care-store check
}
