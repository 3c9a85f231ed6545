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

@test "a measure opened for the case is not mistaken for the act before it" {
	run_ok care-case keep "$c/first_action"
	run_ok care-case measure open "$c" --do '重新培训前台'
	m=${stderr%% *}
	rows before
	refused 'care-case measure drop MEASURE' care-case undo "$c"
	rows after
	diff before after
	run_ok care-case measure drop "$m" --note '点错了'
	run_ok care-case history "$c" --format jsonl
	[ "$(jq -rs 'last.event' "$out")" = measure_opened ]
	run_ok care-store check
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

# whole FILE: what is true of the store, but for its log
whole() {
	care-store export --canonical >"$1.all"
	grep -v '^event ' "$1.all" >"$1"
}

# What each act is followed by an undo: back, all is as before; stands, it is
# refused with that cure (do: it only prepares the next). Each with --once is
# done once. C and D are two cases of one customer, W is a colleague.
TABLE='back|assign C --to wang
back|keep C/accepted
back|did C accepted
back|set C --severity urgent --field finding=属实 --field notice_date=2026-12-05
back|set C --kind request
back|step C seven_steps/listen
do|step C seven_steps/listen
back|step C seven_steps/listen --not
back|note C --note x
back|contact C --via phone --note x
back|contact C --via phone --in
back|tell C --by 2026-12-08T10:00 --note x
back|tell C --via phone --note x
back|ask C --department product --note x
do|ask C --department product --note x
back|answered C/department --note x
back|wait C --because waiting_customer --question x --via phone
do|wait C --because waiting_customer --question x --via phone
back|resume C
do|contact C --via phone --in
back|link C --with D
do|link C --with D
back|unlink C --with D
do|unlink C --with D
do|link D --with C
stands|link CASE|unlink C --with D
stands|unmerge CASE|merge C --into D
stands|merge CASE|unmerge C
do|did C accepted
do|set C --category quality --cause perfunctory --liability partner --severity serious --field finding=属实 --field desired_remedy=退费 --field reply_process=调查 --field reply_result=退款 --field reply_thanks=是
do|did C assessed,investigating
do|step C handling_form/analysis,handling_form/measures,handling_form/solution,handling_form/negotiated
back|propose C --text 退费 --amount 100
do|propose C --text 退费 --amount 100 --for wang
back|propose C --withdraw
back|approve C
do|approve C
do|approve C
do|approve C
back|accept C --understood
do|accept C --understood
do|did C implementing
back|reply C --note x
stands|settle reverse LINE|settle C --goodwill 50
stands|group remove CASE|group make C D
back|group remove C
do|group remove C
back|group add C --of D
do|step C partner_hold/heard,partner_hold/facts,partner_hold/law,partner_hold/agreed
stands|settle release CASE|settle hold C --amount 20
stands|settle hold CASE|settle release C
back|close C --outcome withdrawn
stands|measure drop MEASURE|measure open C --do 培训
stands|reopen CASE|close C --outcome withdrawn --rating 4
back|reopen C
do|reopen C
back|confirm C --unreached'

@test "every act on a case: taken back whole, or refused with what does it; once with --once" {
	local how cure act n=0

	run_ok care-store init travel --trial --policy "$ROOT/policies/travel-agency.yaml"
	CARE_STORE=$PWD/travel
	printf 'login,name,role,team\nwang,王芳,agent,product\n' >s.csv
	run_ok care-intake staff s.csv
	run_ok care-intake case -q --kind complaint --channel phone --phone 13800138000 --partner 大巴公司 --text x
	c=$output
	run_ok care-intake case -q --kind complaint --channel phone --phone 13800138000 --text y
	d=$output
	while IFS='|' read -r how cure act; do
		[ "$how" = stands ] || act=$cure
		n=$((n + 1))
		read -ra words <<<"$act"
		for i in "${!words[@]}"; do
			case ${words[i]} in C) words[i]=$c ;; C/*) words[i]=$c${words[i]#C} ;; D) words[i]=$d ;; esac
		done
		whole before
		run_ok care-case "${words[@]}" --once "k$n"
		whole during
		run ! cmp -s before.all during.all || { echo "$act: nothing is another"; return 1; }
		[ "$how" != "do" ] || continue
		run_ok care-case "${words[@]}" --once "k$n"
		[[ $stderr == *"k$n: done before"* ]]
		if [ "$how" = back ]; then
			run_ok care-case undo "$c"
			whole after
			diff before after
		else
			refused "care-case $cure" care-case undo "$c"
		fi
	done <<<"$TABLE"
	run_ok care-store check
}

@test "the table of what is taken back has every act on a case" {
	care-case --help | sed -n 's/^  care-case \([a-z ]*\) \[options\] \[*\(CASE\|NAME\).*/\1/p' >verbs
	[ "$(wc -l <verbs)" -gt 30 ]
	while read -r verb; do
		care-case $verb --help | grep -q -e --if-unchanged || continue
		# An offer is announced to a group, and its acceptance is a payment.
		case $verb in undo | 'settle announce' | 'settle accept') continue ;; esac
		grep -q "[|]$verb [CD]" <<<"$TABLE" || { echo "$verb: not tried"; return 1; }
	done <verbs
}
