#!/usr/bin/env bats
# Colleagues by login or by name; what the policy promises of staff.
load setup

setup() {
	fresh
	export CARE_NOW='2026-03-12 10:00' CARE_STORE=$PWD/store
	sed 's/^  roles: .*/&\n  skills: {english: 英语, law: 法律}\n  teams: {north: 华北, south: 华南}/' \
	    "$ROOT/policies/small-agency.yaml" >small-agency.yaml
	cp -R "$ROOT/policies/calendars" .
	run_ok care-store init store --trial --policy small-agency.yaml --now '2026-03-01 9:00'
	cat >staff.csv <<-'E'
	账号,姓名,角色,部门,技能,上级
	wang,王芳,经办人,华北,英语、law,刘洋
	wang2,王芳,经办人,华南,,liu
	zhao,赵雷,经办人,华南,英语,liu
	liu,刘洋,主管,华北,,
	E
	run_ok care-intake staff staff.csv
}

column() {
	care-store export --canonical | grep "^staff .*login=$1 " | grep -o "$2=[^ ]*"
}

@test "supervisors by name, also further down in the sheet; skills as words" {
	[ "$stderr" = 'read 4  new 4  same 0  changed 0  refused 0' ]
	column wang supervisor | grep -q liu
	care-store export --canonical | grep -q '^staff .*login=wang .*skills=english law$'
	run_ok care-intake staff staff.csv
	[ "$stderr" = 'read 4  new 0  same 4  changed 0  refused 0' ]
	printf 'login,skills\nzhao,latin\n' >bad.csv
	run_status 1 care-intake staff bad.csv
	[[ $stderr == *"skills"* ]]
	care-store check
}

@test "a case's owner by name; of two namesakes neither" {
	printf '编号,投诉日期,类型,电话,内容,经办人\nA1,2026-03-10,投诉,13800138000,迟到,赵雷\nA2,2026-03-10,投诉,13800138001,迟到,王芳\n' >c.csv
	run_status 1 care-intake cases c.csv
	[[ $stderr == *'several are called so'*'wang, wang2'* ]]
	[ "$(care-case list -f jsonl | jq -r .owner)" = zhao ]
	id=$(care-case list --ids)
	run_ok care-case assign "$id" --to 刘洋
	[ "$(care-case list --owner 刘洋 --ids)" = "$id" ]
	run_status 1 care-case assign "$id" --to 王芳
	[[ $stderr == *'wang, wang2'* ]]
	run_status 1 care-case assign "$id" --to zhoa
	[[ $stderr == *'nearest: zhao'* ]]
	run_status 64 care-case list --owner 王芳
	# One of them leaves: the other is meant.
	printf 'login,to\nwang2,2026-03-11\n' >left.csv
	run_ok care-intake staff left.csv
	run_ok care-case assign "$id" --to 王芳
	[ "$(care-case list -f jsonl | jq -r .owner)" = wang ]
	care-store check
}

@test "a login goes before a name" {
	printf 'login,name,role\nzhen,wang,owner\n' >more.csv
	run_ok care-intake staff more.csv
	run_ok care-intake case --kind complaint --channel phone --phone 13800138000 --text x --owner wang
	[ "$(care-case list -f jsonl | jq -r .owner)" = wang ]
}

@test "training is promised with the first day, kept, and promised again" {
	run_ok care-store init agency --trial --policy "$ROOT/policies/travel-agency.yaml" --now '2026-03-01 9:00'
	export CARE_STORE=$PWD/agency
	printf 'login,name,role,post\nsun,孙敏,agent,hotline\n' >new.csv
	run_ok care-intake staff new.csv
	run_ok care-case todo --until +100d -f csv
	grep -q '^owed,staff:sun/training,,staff:sun/training,2026-06-11 ' "$out"
	run_ok care-intake staff new.csv
	run_ok care-case keep staff:sun/training --now '2026-03-20 10:00'
	run_ok care-case todo --until +100d -f csv
	grep -q '^owed,staff:sun/training.2,,staff:sun/training.2,2026-06-19 ' "$out"
	! grep -q handed_over "$out" || false
	# Another post: what he had there is handed over.
	printf 'login,post\nsun,online\n' >post.csv
	run_ok care-intake staff post.csv --now '2026-04-01 10:00'
	run_ok care-case todo --until 2026-04-02 -f csv
	grep -q '^owed,staff:sun/handed_over,' "$out"
	care-store check
}

@test "with another role begins what holds for it, and ends what holds no more" {
	sed -e 's/^promises:/&\n  - {name: drill, for: staff, when: {role: agent}, within: 30d}\n  - {name: coaching, for: staff, when: {role: supervisor}, within: 60d}/' \
	    "$ROOT/policies/travel-agency.yaml" >tour.yaml
	run_ok care-store init tour --trial --policy tour.yaml --now '2026-03-01 9:00'
	export CARE_STORE=$PWD/tour
	printf 'login,role\nsun,agent\n' | care-intake staff -q -
	run_ok care-case todo --until +100d --ids
	grep -qx staff:sun/drill "$out"
	run_ok care-staff set sun --role supervisor --now '2026-03-20 10:00'
	run_ok care-case todo --until +100d -f csv
	grep -q '^owed,staff:sun/coaching,.*,2026-05-20 ' "$out"
	grep -q '^owed,staff:sun/handed_over,' "$out"
	grep -q '^owed,staff:sun/training,.*,2026-06-11 ' "$out"
	! grep -q sun/drill "$out" || false
	care-store check
}

@test "fields of the company's own come in with the staff, once" {
	run_ok care-store init hotel --trial --policy "$ROOT/policies/hotel.yaml" --now '2026-03-01 9:00'
	export CARE_STORE=$PWD/hotel
	printf '账号,姓名,角色,保密协议签订日期,资料已交还\nsun,孙敏,电话客服员,2026-03-02,否\n' >f.csv
	run_ok care-intake staff f.csv
	care-store export --canonical | grep '^field ' >fields
	grep -q 'staff:/sun name=nda' fields
	grep -q 'staff:/sun name=papers .*num=0' fields
	run_ok care-intake staff f.csv
	[ "$stderr" = 'read 1  new 0  same 1  changed 0  refused 0' ]
	sed -i 's/否/是/' f.csv
	run_ok care-intake staff f.csv
	[ "$stderr" = 'read 1  new 0  same 0  changed 1  refused 0' ]
	care-store export --canonical | grep -q 'staff:/sun name=papers .*num=1'
	# What the signing off needs is there: the papers.
	printf 'login,role\nliu,supervisor\n' | care-intake staff -q -
	run_ok care-staff leave sun --on 2026-03-12 --to liu
	export CARE_NOW='2026-03-13 09:00'
	run_ok care-escalate run -q
	for step in rights papers cases reminders; do
		run_ok care-case step staff:sun leaving/$step
	done
	run_ok care-case keep staff:sun/handed_over
	care-store check
}
