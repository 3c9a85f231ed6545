#!/usr/bin/env bats
# What one command writes, another reads: every documented pipe, with the real
# output of the first, into ours and into the tools that people have.

load ../cli/setup

DEMO=$ROOT/tests/demo

# One agency for the file, made once: Thursday's sheets, cases given out, one
# of them closed and its customer asked.
setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	export PATH=$BIN:$PATH LC_ALL=C.UTF-8 CARE_NOW="2026-03-12 09:00" CARE_STORE=agency
	care-store init -q agency --trial --policy "$ROOT/policies/small-agency.yaml"
	care-intake staff -q "$DEMO/员工.csv"
	care-intake customers -q "$DEMO/客户.csv"
	care-intake bookings -q "$DEMO/订单.csv"
	care-intake cases -q "$DEMO/投诉.csv" || [ $? -eq 1 ]
	case=$(care-case list --owner wang --ids)
	care-case reply -q "$case"
	care-case close -q "$case" --outcome settled
	CARE_NOW="2026-03-13 09:30" care-survey invite -q
}

setup() {
	fresh
	cp -R "$BATS_FILE_TMPDIR/agency" .
	export CARE_STORE=agency CARE_NOW="2026-03-13 10:30"
}

# Runs a pipe; neither side of it may fail.
pipe() {
	run_ok bash -c "set -o pipefail; $1"
}

# Everything that can change, as text.
world() {
	care-store export --canonical
}

rows() {
	tail -n +2 | grep -c .
}

@test "list --ids | assign -: each case without owner has one then" {
	n=$(care-case list --owner none --ids | grep -c .)
	[ "$n" -gt 3 ]
	pipe "care-case list --owner none --ids | care-case assign - --by-load"
	[ "$(grep -c -- '->' "$err")" -eq "$n" ]
	! grep -- '-> sun' "$err" || false
	[ "$(care-case list --owner none --ids)" = "" ]
}

@test "list | assign -: CSV does as ids do" {
	pipe "care-case list --owner none | care-case assign - --to li"
	[ "$(care-case list --owner none --ids)" = "" ]
}

@test "list | list -: what a list shows does not gainsay the next one's options" {
	care-case list --all --ids --state closed >closed
	[ -s closed ]
	pipe "care-case list --all | care-case list --all --state closed --ids -"
	diff closed "$out"
	pipe "care-case list --all | care-case list --all --owner li --ids -"
	diff <(care-case list --all --owner li --ids) "$out"
	[ -s "$out" ]
	pipe "care-case list | care-case pauses --owner wang -"
}

@test "list -: ids make the list again, in their order" {
	care-case list --ids | sort -r >ids
	pipe "care-case list - --ids <ids"
	diff ids "$out"
}

@test "list | history -, show -: every case of the list, nothing else" {
	care-case list --all --ids | sort >ids
	for verb in history show; do
		pipe "care-case list --all | care-case $verb - --format csv | mlr --icsv --onidx uniq -g case then cut -f case"
		sort "$out" | diff ids -
	done
}

@test "todo --ids | keep -: the day's first actions are done" {
	pipe "care-case todo --ids | grep /first_action | care-case keep - --note called"
	[ "$(care-case todo --ids | grep -c /first_action)" = 0 ]
	[ "$(care-case history "$(care-case list --owner none --ids | head -1)" --format jsonl |
		jq -r 'select(.event == "first_action") | .words')" = called ]
}

@test "todo | keep -: as CSV; what is no promise, or is kept by its own verb, is told" {
	world >before
	care-case todo >todo.csv
	mlr --icsv --ocsv filter '$what == "no owner"' todo.csv >unowned.csv
	[ "$(rows <unowned.csv)" -gt 0 ]
	run_status 1 care-case keep - <unowned.csv
	world | diff before -
	mlr --icsv --ocsv filter '$promise =~ "/(first_action|progress)$"' todo.csv >keep.csv
	[ "$(rows <keep.csv)" -gt 0 ]
	run_ok care-case keep - <keep.csv
	[ "$(care-case todo --ids | grep -cE "/(first_action|progress)$")" = 0 ] || { cat "$err"; wc -l keep.csv; false; }
	run_status 1 care-case keep - -q <<<"$(care-case todo --ids | grep /result | head -1)"
	grep -q 'is kept by: care-case reply' "$err"
}

@test "escalate list | explain -: a sum for every promise of the list" {
	care-escalate list --until 2026-03-16 --ids | sort >ids
	[ -s ids ]
	pipe "care-escalate list --until 2026-03-16 | care-escalate explain - | mlr --icsv --onidx uniq -g ref then cut -f ref"
	sort "$out" | diff ids -
}

@test "escalate list --ids | keep -: what was done in time is told to nobody" {
	pipe "care-escalate list --until 2026-03-31 --ids | grep /first_action | care-case keep - -q"
	run_ok care-escalate run
	[ "$(sqlite3 agency/care.db "SELECT count(*) FROM message WHERE occurrence LIKE 'first_action%'")" = 0 ]
	[ "$(sqlite3 agency/care.db "SELECT count(*) > 0 FROM message WHERE occurrence LIKE 'result%'")" = 1 ]
}

@test "intake --rejects | intake: a mended reject file is taken in whole" {
	run_status 1 care-intake cases "$DEMO/投诉.csv" --rejects bad.csv
	run_status 1 care-intake cases bad.csv
	pipe "sed 's/1.38E+10/13800138005/; s/138[*]*8006/13800138006/; s/投拆/投诉/; s#3/11/2026#2026-03-11 22:00#' bad.csv |
		care-intake cases - --print-ids | care-case list - --ids"
	[ "$(grep -c . "$out")" = 4 ]
}

@test "calls | done -: the sheet comes back with results" {
	n=$(care-remind calls --ids | grep -c .)
	[ "$n" -gt 0 ]
	pipe "care-remind calls | mlr --icsv --ocsv put '\$result = \"接通-满意\"; \$note = \"回家路上顺利\"' | care-remind done -"
	[ "$(care-remind calls --ids | grep -c .)" = 0 ]
}

@test "calls | done -: an untouched sheet does nothing" {
	world >before
	care-remind calls >calls.csv
	run_ok care-remind "done" - <calls.csv
	[[ $stderr == *" calls: 0 done, "* ]]
	world | diff before -
}

@test "kpi --misses --ids | explain -, show -: the cases behind a figure" {
	export CARE_NOW="2026-03-20 09:00"
	care-kpi first_action_rate --month 2026-03 --misses --ids -q >ids
	[ "$(care-kpi first_action_rate --month 2026-03 -q | mlr --icsv --onidx put -q 'emit {"n": $denominator - $numerator}')" = "$(grep -c . ids)" ]
	pipe "care-escalate explain - --ids <ids | uniq"
	diff ids "$out"
	pipe "cut -d/ -f1 ids | care-case list - --ids"
	[ "$(grep -c . "$out")" = "$(grep -c . ids)" ]
}

@test "kpi --ids | list -: closed cases by their numbers" {
	pipe "care-kpi closed --month 2026-03 --ids -q | care-case list -"
	[ "$(rows <"$out")" = 1 ]
}

@test "outbox --ids | retry -: what waits is tried again" {
	care-escalate run -q
	pipe "care-remind outbox --state planned --ids | care-remind retry -"
}

@test "survey list | answer -: scores beside the names that the list gives" {
	pipe "care-survey list | mlr --icsv --ocsv cut -f survey then put '\$result=5; \$speed=4; \$attitude=5' | care-survey answer -"
	[ "$(care-survey list | mlr --icsv --onidx cut -f state)" = answered ]
}

@test "every list into sqlite3: as many rows as lines, dates that dates understand" {
	n=$(care-case list --all --ids | grep -c .)
	pipe "care-case list --all | sqlite3 :memory: -cmd '.import --csv /dev/stdin cases' 'SELECT count(*), count(date(received)), min(date(received)) FROM cases'"
	[ "$output" = "$n|$n|2026-03-10" ]
}

@test "every list into mlr and jq: the same rows, numbers as numbers" {
	for list in "care-case todo --until 2026-03-31" "care-case list --all" \
	    "care-escalate list --until 2026-03-31" "care-remind list" \
	    "care-survey list" "care-kpi --month 2026-03 -q"; do
		$list --format csv --times utc | mlr --icsv --ojsonl --infer-none cat | jq -S 'map_values(tostring)' >csv.json
		$list --format jsonl --times utc | jq -S 'map_values(if . == null then "" else tostring end)' >jsonl.json
		[ -s csv.json ]
		# Shares are written with the same digits in both.
		diff csv.json jsonl.json
	done
	[ "$(care-case todo --format jsonl | jq -r '.left_s | type' | sort -u)" = "null
number" ]
}

@test "empty input does nothing and is no error" {
	world >before
	for act in "care-case assign - --by-load" "care-case keep -" "care-case reply -" \
	    "care-case close -" "care-case reopen -" "care-remind done -" \
	    "care-remind retry -" "care-survey invite - -q" "care-survey answer - -q" \
	    "care-case list -" "care-escalate explain -"; do
		$act </dev/null >"$out" 2>"$err"
		[ ! -s "$err" ]
	done
	world | diff before -
}

# own VERB...: the options of its own, as columns.
own() {
	"$@" --help | sed -n '/^Options:/,/^$/s/^ .*--\([a-z-]*\).*/\1/p' | tr - _
}

# care-case set reads facts from columns field.NAME only: case_set.bats.
@test "no column of a list is an option of an act by accident" {
	bad=''
	while read -r list; do
		heads=$($list --format csv 2>/dev/null | head -1 | tr ',' '\n')
		while read -r key act; do
			grep -qx "$key" <<<"$heads" || continue
			own $act >options
			shared=$(grep -xFf options <<<"$heads" | xargs)
			# The sheet of calls is made to be filled in.
			case $list in
			"care-remind calls")
				shared=$(xargs -n1 <<<"$shared" | grep -vxE 'result|note|call_at' | xargs) ;;
			esac
			[ -z "$shared" ] || bad+="$list | $act -: $shared"$'\n'
		done <<-'EOF'
			case care-case assign
			case care-case reply
			case care-case note
			case care-case did
			case care-case close
			case care-case reopen
			case care-case contact
			case care-case tell
			case care-case ask
			promise care-case answered
			case care-case wait
			case care-case resume
			promise care-case keep
			promise care-remind done
			message care-remind retry
			case care-survey invite
		EOF
	done <<-EOF
		care-case todo
		care-case list --all
		care-case show $(care-case list --ids | head -1)
		care-case history $(care-case list --ids | head -1)
		care-case tasks
		care-case pauses
		care-escalate list
		care-escalate explain $(care-escalate list --ids --until 2026-03-31 | head -1)
		care-remind list
		care-remind calls
		care-remind outbox
		care-survey list
	EOF
	[[ " $(own care-case close | xargs) " == *' outcome at note if_unchanged '* ]]
	[ -z "$bad" ] || { printf '%s' "$bad"; false; }
}

@test "an old list into an act: what happened since is not written over" {
	care-case list --all >old.csv
	care-case list --ids | care-case assign - --to li -q
	care-case list --ids | head -3 | care-case reply - -q
	sqlite3 agency/care.db "SELECT id, owner, severity, team, channel, category FROM cases" >before
	# The closed one is refused, the others are replied again at most.
	care-case reply - <old.csv >"$out" 2>"$err" || [ $? -eq 1 ]
	sqlite3 agency/care.db "SELECT id, owner, severity, team, channel, category FROM cases" | diff before -
	[ "$(care-case history - <old.csv --format jsonl | jq -r 'select(.event == "replied") | .words // empty' | sort -u)" = "" ]
}
