#!/usr/bin/env bats
# care-case undo: what was done last is taken back, by who did it.
load setup

setup() {
	fresh
	export CARE_NOW="2026-12-07 10:00"
	run_ok care-store init store --trial --policy "$ROOT/policies/small-agency.yaml"
	export CARE_STORE=$PWD/store
	run_ok care-intake case --kind complaint --channel phone --name 陈梅 --phone 13800138000 --text '房间'
	c=$output
}

refused() {
	local saying=$1

	shift
	run_status 1 "$@"
	[[ $stderr == *"$saying"* ]] || { printf '%s\n' "$stderr"; return 1; }
}

# rows FILE: everything the store says of cases, promises and fields
rows() {
	sqlite3 store/care.db "SELECT * FROM cases; SELECT * FROM promise; SELECT * FROM field;
	    SELECT * FROM fired; SELECT * FROM pause; SELECT * FROM step; SELECT * FROM message;
	    SELECT * FROM contact; SELECT * FROM link" >"$1"
}

# back COMMAND..: done and undone leaves every row as it was
back() {
	rows before
	run_ok "$@"
	rows during
	run cmp -s before during
	[ "$status" -ne 0 ]
	run_ok care-case undo "$c"
	[[ $stderr == "$c: "*' is taken back' ]]
	rows after
	diff before after
	run_ok care-store check
}

@test "every act is taken back whole" {
	printf 'login,role\nwang,owner\nli,owner\n' >s.csv
	run_ok care-intake staff s.csv
	back care-case assign "$c" --to wang
	back care-case keep "$c/first_action"
	back care-case set "$c" --severity urgent --field desired_remedy=道歉 --field notice_date=2026-12-07
	back care-case reply "$c"
	run_ok care-case set "$c" --field desired_remedy=退款
	back care-case set "$c" --field desired_remedy=
	back care-case set "$c" --field desired_remedy=道歉
	run_ok care-case show "$c"
	run_ok care-case reply "$c"
	back care-case close "$c" --outcome settled
	run_ok care-case close "$c" --outcome settled
	back care-case reopen "$c"
}

@test "one after the other, back to the receipt and no further" {
	rows before
	run_ok care-case keep "$c/first_action"
	run_ok care-case reply "$c"
	run_ok care-case close "$c"
	run_ok care-case undo "$c"
	run_ok care-case undo "$c"
	run_ok care-case undo "$c"
	rows after
	diff before after
	refused 'which nobody takes back' care-case undo "$c"
	[[ $stderr == *received* ]]
	run_ok care-case reply "$c"
	run_ok care-case undo "$c"
	run_ok care-store check
}

@test "not the work of others, nor what the tick has seen" {
	printf 'login,role\nwang,owner\n%s,manager\n' "$(id -un)" >s.csv
	run_ok care-case keep "$c/first_action"
	run_ok care-intake staff s.csv
	refused 'is the work of' care-case undo "$c"
	run_ok care-case note "$c" --note x
	run_ok care-case undo "$c"
	run_ok care-case note "$c" --note x
	CARE_NOW="2026-12-09 11:00" run_ok care-escalate run
	CARE_NOW="2026-12-09 11:01" refused 'care-escalate run' care-case undo "$c"
}

# figure NAME: its value over the week
figure() {
	CARE_NOW="2026-12-08 10:00" care-kpi --from 2026-12-01 --until 2026-12-07 --format csv -q |
	    sed -n "s/^$1,[^,]*,\([^,]*\),.*/\1/p"
}

@test "the figures see it as not happened" {
	run_ok care-case reply "$c"
	run_ok care-case close "$c"
	[ "$(figure closed) $(figure backlog)" = '1 0' ]
	run_ok care-case reopen "$c"
	run_ok care-case reply "$c"
	run_ok care-case close "$c"
	[ "$(figure closed) $(figure backlog)" = '2 0' ]
	run_ok care-case undo "$c"
	[ "$(figure closed) $(figure backlog)" = '1 1' ]
	run_ok care-case undo "$c"
	run_ok care-case undo "$c"
	[ "$(figure closed) $(figure backlog)" = '1 0' ]
}

@test "the gate sees it as not happened" {
	run_ok care-store init travel --trial --policy "$ROOT/policies/travel-agency.yaml"
	CARE_STORE=$PWD/travel
	run_ok care-intake case --kind complaint --channel phone --text x
	c=$output
	run_ok care-case did "$c" accepted
	run_ok care-case set "$c" --category quality --cause perfunctory --liability own --field finding=属实 \
	    --field reply_process=调查 --field reply_result=退款 --field reply_thanks=是
	run_ok care-case did "$c" assessed,investigating
	run_ok care-case propose "$c" --text '退还房费'
	run_ok care-case did "$c" implementing
	run_ok care-case reply "$c"
	run_ok care-case undo "$c"
	refused 'no reply to the customer yet' care-case close "$c"
}

@test "a dry run, a note, a stale row" {
	run_ok care-case keep "$c/first_action"
	rows before
	run_ok care-case undo "$c" --dry-run
	rows after
	diff before after
	run_ok care-case undo "$c" --note '点错了'
	run_ok care-case history "$c" --format jsonl
	[ "$(jq -r 'select(.event == "undone") | .detail' "$out" | head -1 | cut -d' ' -f2)" = event=first_action ]
}

@test "what was archived by mistake comes back" {
	run_ok care-store init travel --trial --policy "$ROOT/policies/travel-agency.yaml"
	CARE_STORE=$PWD/travel
	run_ok care-intake case --kind complaint --channel phone --text x
	c=$output
	run_ok care-case close "$c" --outcome withdrawn
	run_ok care-case did "$c" archived
	refused 'is archived; nothing more is written on it' care-case note "$c" --note x
	refused 'is archived' care-case reopen "$c"
	run_ok care-case undo "$c"
	run_ok care-case reopen "$c"
	run_ok care-case list "$c" --format jsonl
	[ "$(jq -r .stage "$out")" = investigating ]
	run_ok care-store check
}

@test "links that two cases had are not taken back by one of them" {
	run_ok care-intake case -q --kind complaint --channel phone --text x
	d=$output
	run_ok care-case link "$c" --with "$d"
	run_ok care-case unlink "$d" --with "$c"
	for one in "$c" "$d"; do
		refused 'has a command of its own' care-case undo "$one"
		run_ok care-case history "$one" -f jsonl
		[ "$(jq -rs 'last.event' "$out")" = unlinked ]
	done
	# What it said itself it may take back.
	back care-case link "$c" --with "$d"
	run_ok care-case link "$c" --with "$d"
	back care-case unlink "$c" --with "$d"
	run_ok care-store check
}
