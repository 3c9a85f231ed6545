#!/usr/bin/env bats
# care-policy: a file is checked; adopted, its text is the policy of the store.
load setup

setup() {
	fresh
	export CARE_STORE=$HOME/care/care.db
	NOW='2026-03-12 10:00'
	cp "$ROOT/policies/small-agency.yaml" p.yaml
	mkdir calendars
	cp "$ROOT"/policies/calendars/* calendars
	run_ok care-store init care --trial --policy p.yaml --now "$NOW"
}

# A copy of p.yaml as version $1, effective from $2.
version() {
	sed "s/^version: .*/version: \"$1\"/; s/^effective: .*/effective: \"${2:-2026-01-01}\"/" p.yaml
}

rows() {
	care-policy show --list --no-heads "$@"
}

@test "check says ok of a good file, whatever the store is" {
	CARE_STORE=nowhere run_ok care-policy check p.yaml --now "$NOW"
	[ -z "$output" ]
	[[ $stderr == *'p.yaml: 小旅行社客户服务制度 2026.1: ok, 0 warnings' ]]
	run_ok care-policy check p.yaml -q --now "$NOW"
	[ -z "$stderr" ]
}

@test "check tells every fault with file, line and column" {
	sed -i 's/within: 48h/witin: 48h/; s/^timezone: .*/timezone: Asia\/Shangai/' p.yaml
	run_status 78 care-policy check p.yaml --now "$NOW"
	[ -z "$output" ]
	grep -qE '^p\.yaml:[0-9]+:[0-9]+: .*witin: unknown key; nearest: within$' "$err"
	grep -qE '^p\.yaml:22:11: .*Asia/Shangai' "$err"
	grep -qE '^care-policy: p\.yaml: [0-9]+ errors, 0 warnings$' "$err"
	printf 'words：\n  kinds: {}\n' >p.yaml
	run_status 78 care-policy check p.yaml --now "$NOW"
	grep -qE '^p\.yaml:1:[0-9]+: .*full-width colon' "$err"
}

@test "check of a broken calendar names that file" {
	sed -i 's/^yearly_off: .*/yearly_off: [02-31]/' calendars/cn.yaml
	run_status 78 care-policy check p.yaml --now "$NOW"
	grep -qE '^calendars/cn\.yaml:[0-9]+:[0-9]+: ' "$err"
}

@test "check of what is no policy, of nothing, of too much" {
	: >empty.yaml
	head -c 20000 /dev/urandom >noise.yaml
	for f in empty.yaml noise.yaml missing.yaml calendars; do
		run_status 78 care-policy check $f
		[ -n "$stderr" ]
	done
	run_status 64 care-policy check
	run_status 64 care-policy check p.yaml p.yaml
}

@test "adopt makes a version the policy in force, once" {
	version 2026.2 >q.yaml
	run_ok care-policy adopt q.yaml --now "$NOW"
	# No promise is open, so none moves.
	[ "$output" = promise,old_due,new_due,moved_s,was_late,is_late,why ]
	[[ $stderr == *"小旅行社客户服务制度 2026.2 adopted by $(id -un), in force from 2026-01-01" ]]
	run_ok care-policy show
	cmp "$out" q.yaml
	run_ok care-policy adopt q.yaml --now "$NOW"
	[[ $stderr == *'q.yaml: is in force already' ]]
	# The same text by another path is the same policy.
	mkdir elsewhere
	cp -R q.yaml calendars elsewhere
	run_ok care-policy adopt elsewhere/q.yaml --now "$NOW"
	[[ $stderr == *'is in force already' ]]
	[ "$(rows | wc -l)" -eq 2 ]
	# Going back is a step forward.
	run_ok care-policy adopt p.yaml --now "$NOW"
	[ "$(rows | wc -l)" -eq 3 ]
	run_ok care-policy show
	cmp "$out" p.yaml
	run_ok care-store check
}

@test "adopt of the same file many times at once is one adoption" {
	version 2026.2 >q.yaml
	for i in 1 2 3 4 5 6 7 8; do
		care-policy adopt q.yaml --now "$NOW" 2>o$i &
		pids[i]=$!
	done
	for i in 1 2 3 4 5 6 7 8; do wait "${pids[i]}"; done
	[ "$(rows | wc -l)" -eq 2 ]
	[ "$(cat o? | grep -c 'is in force already')" -eq 7 ]
	run_ok care-store check
}

@test "a changed calendar is a changed policy" {
	echo '# a paper of the State Council came' >>calendars/cn.yaml
	run_ok care-policy adopt p.yaml --now "$NOW"
	[ "$(rows | wc -l)" -eq 2 ]
}

@test "adopt of a bad file leaves the old one in force, and says so" {
	version 2026.2 | sed 's/within: 48h/witin: 48h/' >q.yaml
	run_status 78 care-policy adopt q.yaml --now "$NOW"
	[[ $stderr == *'q.yaml:'*'witin'*'nothing adopted'*'goes on with 2026.1 of 2026-01-01' ]]
	[ "$(rows | wc -l)" -eq 1 ]
	run_ok care-policy show
	cmp "$out" p.yaml
}

@test "adopt --dry-run changes nothing, and says that too" {
	version 2026.2 >q.yaml
	before=$(care-store export --canonical)
	run_ok care-policy adopt q.yaml --dry-run --now "$NOW"
	[[ $stderr == *'2026.2 adopted by '*'dry run: nothing of this was kept' ]]
	[ "$(care-store export --canonical)" = "$before" ]
	run_ok care-store check
}

@test "what is effective in the future is not in force yet" {
	version 2026.2 2026-04-01 >q.yaml
	run_ok care-policy adopt q.yaml --now "$NOW"
	run_ok care-policy show --now "$NOW"
	cmp "$out" p.yaml
	run_ok care-policy adopt q.yaml --now "$NOW"
	[[ $stderr == *'was adopted already, in force from 2026-04-01' ]]
	[ "$(rows | wc -l)" -eq 2 ]
	run_ok care-policy show --now '2026-03-31 23:59:59'
	cmp "$out" p.yaml
	run_ok care-policy show --now '2026-04-01 00:00'
	cmp "$out" q.yaml
	[ "$(rows --now "$NOW" | cut -d, -f1,3,7)" = $'1,2026.1,1\n2,2026.2,0' ]
	[ "$(rows --now 2026-04-01 | cut -d, -f1,3,7)" = $'1,2026.1,0\n2,2026.2,1' ]
}

@test "show --list has every version, when it is in force, and who approved it" {
	version 2026.2 | sed '/^approved_by/d' >q.yaml
	run_ok care-policy adopt q.yaml --now "$NOW" --approved-by '王总'
	run_ok care-policy show --list --now "$NOW"
	[ "${lines[0]}" = policy,name,version,effective,approved_by,adopted,in_force ]
	[ "${lines[1]}" = '1,small-agency,2026.1,2026-01-01 00:00:00,总经理,2026-03-12 10:00:00,0' ]
	[ "${lines[2]}" = '2,small-agency,2026.2,2026-01-01 00:00:00,王总,2026-03-12 10:00:00,1' ]
}

@test "bare, it lists the rules in force" {
	run_ok care-policy
	[ "${lines[0]}" = rule,for,from,to,amount,owes,ladder,hard,conditions,file,line ]
	grep -q '^first_action,case,received,first_action,24h,owner,complaint,0,1,' "$out"
	grep -q '^result,case,received,replied,24h,owner,complaint,0,2,' "$out"
	grep -q '^result_limit,case,received,replied,7d,owner,limit,1,1,' "$out"
	# The line is where the rule stands in the file.
	line=$(grep '^result_limit,' "$out" | sed 's/.*,//')
	sed -n "${line}p" p.yaml | grep -q 'name: result_limit'
	run_ok care-policy --ids
	[ "${lines[0]}" = first_action ]
}

@test "commands go by the adopted text, whatever became of the file" {
	adopted=$(care-policy)
	echo 'now: nonsense' >p.yaml
	[ "$(care-policy)" = "$adopted" ]
	rm -r p.yaml calendars
	[ "$(care-policy)" = "$adopted" ]
	run_ok care-policy show
	cmp "$out" "$ROOT/policies/small-agency.yaml"
	run_ok care-store check
}

@test "without a policy every look at it says how to adopt one" {
	run_ok care-store init bare
	run_status 78 care-policy -d bare
	[[ $stderr == *'no policy was adopted yet'*'care-policy adopt FILE' ]]
	run_status 78 care-policy show -d bare
}

@test "--once does it once" {
	version 2026.2 >q.yaml
	version 2026.3 >r.yaml
	run_ok care-policy adopt q.yaml --once spring --now "$NOW"
	run_ok care-policy adopt r.yaml --once spring --now "$NOW"
	[ "$(rows | wc -l)" -eq 2 ]
	run_ok care-policy show
	cmp "$out" q.yaml
}
