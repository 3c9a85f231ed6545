#!/usr/bin/env bats
# care-case measure: something is done so that it does not happen again, and
# looked at until it works.
load setup

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	export PATH=$BIN:$PATH LC_ALL=C.UTF-8 CARE_NOW="2026-03-12 09:00" CARE_STORE=care
	cp "$ROOT/policies/small-agency.yaml" p.yaml
	cp -R "$ROOT/policies/calendars" .
	sed -i -e 's/^words:.*/&\
  causes: {delay: 晚点, guiding: 讲解敷衍, food: 餐饮不符}/' \
	    -e 's/^promises:.*/&\
  - {name: done, for: measure, within: 30d}\
  - {name: done, for: measure, when: {kind: preventive}, within: 60d}\
  - {name: verified, for: measure, from: done, within: 30d, owes: manager, turns: each}/' p.yaml
	care-store init -q care --trial --policy p.yaml
	printf 'login,name,role\nwang,王芳,owner\nliu,刘洋,supervisor\n' | care-intake staff -q -
	{
		echo '编号,投诉时间,类型,渠道,严重程度,原因,投诉内容'
		# Before March: 12 for guiding, 8 for delay, 10 others.
		for i in $(seq 12); do echo "G$i,2026-02-0$((i % 9 + 1)) 08:00,投诉,电话,一般,guiding,讲解"; done
		for i in $(seq 8); do echo "D$i,2026-02-1$i 08:00,投诉,电话,一般,delay,晚点"; done
		for i in $(seq 10); do echo "F$i,2026-02-1$((i % 9)) 09:00,投诉,电话,一般,food,餐饮"; done
		# In March: 2 of 28.
		for i in $(seq 2); do echo "H$i,2026-03-0$((i + 1)) 08:00,投诉,电话,一般,guiding,讲解"; done
		for i in $(seq 26); do echo "K$i,2026-03-0$((i % 9 + 1)) 12:00,投诉,电话,一般,food,餐饮"; done
	} >c.csv
	care-intake cases -q c.csv --history || [ $? -eq 1 ]
}

setup() {
	fresh
	cp -R "$BATS_FILE_TMPDIR/care" .
	export CARE_STORE=care CARE_NOW='2026-03-12 10:00'
	G1=$(care-case list --all --ids ref:G1)
}

teardown() {
	care-store check
}

refused() {
	local words=$1 before

	before=$(care-store export --canonical | cksum)
	shift
	run_status 1 "$@"
	grep -qF -- "$words" "$err" || { cat "$err"; return 1; }
	[ "$before" = "$(care-store export --canonical | cksum)" ]
}

# field COLUMN [OPTION..]: of the list of measures.
field() {
	local column=$1
	shift
	run_ok care-case measure list "$@"
	mlr --icsv --onidx cut -f "$column" "$out"
}

opened() {
	local id
	run_ok care-case measure open "$@"
	id=${stderr##*care-case: }
	id=${id%% *}
	[[ $id =~ ^a[0-9]+$ ]]
	m=$id
}

@test "a measure has its promises, is done, verified, and begins anew until it works" {
	opened "$G1" --do '上岗前考核' --to wang
	[ "$(field state,turn,kind,cause,about,owner,due)" = "$(printf 'open 1 corrective guiding %s wang 2026-04-13 24:00:00' "$G1" | sed 's/2026-04-13 24:00:00/2026-04-14 00:00:00/')" ] ||
	    { cat "$out"; false; }
	refused "is not done yet" care-case measure verify "$m" --effective
	refused "is kept by: care-case measure done $m" care-case keep "$m/done"
	refused "done has a command of its own: care-case measure done" care-case did "$m" 'done'
	CARE_NOW='2026-03-20 10:00' run_ok care-case measure 'done' "$m" --note 考核了
	export CARE_NOW='2026-04-10 10:00'
	refused 'is done already' care-case measure 'done' "$m"
	[ "$(field state,turn,promise)" = "done 1 $m/verified" ]
	refused 'say whether it worked' care-case measure verify "$m"
	refused 'say whether it worked' care-case measure verify "$m" --effective --not-effective
	refused 'at: before it was done' care-case measure verify "$m" --effective --at '2026-03-19 10:00'
	run_ok care-case measure verify "$m" --not-effective
	[[ $stderr == *'it does not work; turn 2 begins'* ]]
	[ "$(field state,turn,worked,promise)" = "open 2 0 $m/done.2" ]
	run_ok care-case measure 'done' "$m" --at '2026-04-10 10:00'
	CARE_NOW='2026-04-20 10:00' run_ok care-case measure verify "$m" --effective
	[ -z "$(field measure)" ]
	[ "$(field state,turn,worked --all)" = 'effective 2 1' ]
	refused 'was verified and works' care-case measure 'done' "$m"
	run_ok care-case measure show "$m"
	mlr --icsv --onidx --ofs ' ' cut -o -f item,state "$out" >rows
	head -5 rows | diff - <(printf '%s\n' 'measure effective' "$m/done kept" "$m/verified kept" "$m/done.2 kept" "$m/verified.2 kept")
	[ "$(cut -d' ' -f1 rows | grep -xE 'opened|done|verified|reopened' | paste -sd' ')" = 'opened done verified reopened done verified' ]
}

@test "what it is for may be said; words are checked" {
	opened --do 培训 --as preventive --cause 晚点 --staff wang --to 王芳
	[ "$(field kind,cause,about,owner,due)" = 'preventive delay staff:wang wang 2026-05-12 00:00:00' ] || { cat "$out"; false; }
	refused 'say what is to be done: --do TEXT' care-case measure open "$G1"
	refused 'as: perhaps: there are corrective, preventive, improvement' care-case measure open "$G1" --do x --as perhaps
	refused 'delayed' care-case measure open "$G1" --do x --cause delayed
	refused 'nearest: delay' care-case measure open "$G1" --do x --cause delayed
	refused 'indicator: nps2' care-case measure open "$G1" --do x --indicator nps2
	refused 'nobody' care-case measure open "$G1" --do x --to nobody
	refused 'no such measure' care-case measure 'done' a1
	refused 'not the name of a measure' care-case measure 'done' "$G1"
	refused 'say why: --note TEXT' care-case measure drop "$m"
	run_ok care-case measure drop "$m" --note 另有安排
	[ "$(field state,due --all)" = 'dropped ' ]
	refused 'was dropped' care-case measure verify "$m" --effective
}

@test "it may have a time of its own, and become somebody else's" {
	opened "$G1" --do 一 --until 2026-03-20
	[ "$(field owner,promise,due)" = " $m/done.2 2026-03-21 00:00:00" ] || { cat "$out"; false; }
	refused 'does not lie ahead' care-case measure open "$G1" --do x --until 2026-03-11
	refused 'say to whom' care-case measure assign "$m"
	refused 'nobody' care-case measure assign "$m" --to nobody
	run_ok care-case measure assign "$m" --to 王芳
	[ "$(field owner)" = wang ]
	# He is told when it is late, as of anything else that is owed.
	run_ok care-case todo --until 2026-03-21
	grep -q "^owed,$m/done.2,.*,2026-03-21 00:00:00," "$out"
	CARE_NOW='2026-03-21 09:00' run_ok care-case measure list
	[ "$(mlr --icsv --onidx cut -f late "$out")" = 1 ]
	CARE_NOW='2026-03-21 09:00' run_ok care-case measure 'done' "$m"
	run_ok care-case measure show "$m"
	[ "$(mlr --icsv --onidx --ofs ' ' cut -o -f item,state,detail "$out" | sed -n 2,3p)" = "$m/done cancelled 
$m/done.2 kept late" ]
}

@test "a ladder tells whose measure it is, and who verifies" {
	sed -e 's/^version: .*/version: "2"/' -e 's/{name: verified, for: measure, from: done, within: 30d/&, ladder: checks/' \
	    -e 's/^ladders:.*/&\n  checks: [{name: over, at: due, notify: [owner, manager]}]/' "$BATS_FILE_TMPDIR/p.yaml" >p2.yaml
	cp -R "$ROOT/policies/calendars" .
	printf 'login,name,role\nchen,陈明,manager\n' | care-intake staff -q -
	run_ok care-policy adopt p2.yaml
	opened "$G1" --do 一 --to wang
	run_ok care-case measure 'done' "$m"
	export CARE_NOW='2026-05-06 10:00'	# after the holidays
	run_ok care-escalate run
	run_ok care-escalate explain "$m/verified"
	grep -q "^$m/verified,level over,.*fired" "$out" || { cat "$out"; false; }
	run_ok care-remind outbox
	[ "$(grep -oE 'notice:over,staff,[a-z]+,.*,,,$' "$out" | cut -d, -f3 | paste -sd' ')" = 'wang chen' ]
	run_ok care-remind preview "$(grep -E 'over,staff,wang,.*,,,$' "$out" | cut -d, -f1)"
	grep -q "${m}：verified" "$out"
	grep -q '经办人：王芳' "$out"
}

@test "find: one against each cause that comes too often, and never a second" {
	before=$(care-store export --canonical | cksum)
	run_ok care-case measure find --cause-over 8 --within 60d --dry-run
	[ "$(grep -c ' opened: ' "$err")" -eq 3 ]
	[ "$before" = "$(care-store export --canonical | cksum)" ]
	run_ok care-case measure find --cause-over 9 --within 60d --to liu
	[[ $stderr == *'讲解敷衍, 14 cases'*'2 causes, 2 measures opened'* ]]
	[ "$(field cause,owner | sort | paste -sd' ')" = 'food liu guiding liu' ]
	run_ok care-case measure find --cause-over 9 --within 60d
	[[ $stderr == *'2 causes, 0 measures opened'* ]]
	# Of the last days only; and again, once the first one is over.
	run_ok care-case measure find --cause-over 9 --within 12d
	[[ $stderr == *'1 causes, 0 measures opened'* ]]
	m=$(care-case measure list --cause food --ids)
	run_ok care-case measure 'done' "$m"
	run_ok care-case measure verify "$m" --effective
	run_ok care-case measure find --cause-over 9 --within 12d
	[[ $stderr == *'1 measures opened'* ]]
	run_status 64 care-case measure find
	run_status 64 care-case measure find --cause-over 3 --within soon
}

@test "effect: the rate before and after, with its interval; or too few to tell" {
	opened "$G1" --do 考核
	refused 'is not done yet' care-case measure effect "$m"
	run_ok care-case measure 'done' "$m"
	run_ok care-case measure effect "$m"
	mlr --icsv --onidx --ofs ' ' cut -o -f before_n,after_n,verdict "$out" >row
	[ "$(cat row)" = '0 0 too few' ]
	export CARE_NOW='2026-04-05 10:00'
	care-intake cases -q - <<-E
		编号,投诉时间,类型,渠道,严重程度,原因,投诉内容
		N1,2026-03-20 08:00,投诉,电话,一般,guiding,讲解
		$(for i in $(seq 29); do echo "M$i,2026-03-2$((i % 9)) 12:00,投诉,电话,一般,food,餐饮"; done)
	E
	# Twenty-four days before: 2 of 32; after: 1 of 30. Nothing can be said.
	run_ok care-case measure effect "$m"
	[ "$(mlr --icsv --onidx --ofs ' ' cut -o -f before_n,before_of,after_n,after_of,verdict "$out")" = '2 32 1 30 too few' ] || { cat "$out"; false; }
	# Per travellers, over forty days: February had 280, March 310, April 300.
	printf '名称,期间,数量\ntravellers,2026-02,280\ntravellers,2026年3月,310\ntravellers,2026-04,300\n' | care-intake exposure -q -
	export CARE_NOW='2026-04-30 10:00'
	run_ok care-case measure effect "$m" --per travellers
	mlr --icsv --ojsonl cat "$out" >row
	[ "$(jq -r .verdict row)" = better ]
	[ "$(jq -r .before_n,.after_n row | paste -sd' ')" = '14 1' ]
	jq -e '.ratio < 1 and .low < .ratio and .ratio < .high and .high < 1' row
	run_status 64 care-case measure effect "$m" --per rooms
	run_ok care-case measure show "$m"
	grep -q ",effect,,better," "$out"
}

@test "many at once, once, and by a dry run" {
	opened "$G1" --do 一 --once k1
	run_ok care-case measure open "$G1" --do 一 --once k1
	[[ $stderr == *'k1: done before'* ]]
	printf 'case,do,cause\n%s,二,food\n%s,三,\n99,四,\n' "$G1" "$G1" >sheet.csv
	run_status 1 care-case measure open - <sheet.csv
	[ "$(field cause | paste -sd' ')" = 'guiding food guiding' ]
	before=$(care-store export --canonical | cksum)
	run_ok bash -c 'care-case measure list --ids | care-case measure done - --dry-run'
	[ "$before" = "$(care-store export --canonical | cksum)" ]
	run_ok bash -c 'care-case measure list | care-case measure done -'
	[ "$(field state | paste -sd' ')" = 'done done done' ]
	run_ok care-case measure 'done' - </dev/null
}
