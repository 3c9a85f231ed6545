#!/usr/bin/env bats
# care-store: a store is made, opened, proved, told about and written as text.
# Here, and only here, tests open the store behind the commands' back.
load setup

setup() {
	fresh
	POLICY=$ROOT/policies/small-agency.yaml
	export CARE_STORE=$HOME/care/care.db
	NOW='2026-03-12 10:00'
}

# A trial store with a policy.
trial() {
	run_ok care-store init care --trial --policy "$POLICY" --now "$NOW"
}

teardown() {
	[ -z "${open:-}" ] || rm -rf "$open"
}

# Run as a user who owns nothing; in a folder of its own that lets him
# through, with the commands, for the test's may be closed to him.
as_nobody() {
	(cd "$open" && setpriv --reuid=65534 --regid=65534 --clear-groups env PATH="$open/bin:$PATH" "$@")
}

open_folder() {
	open=$(mktemp -d /tmp/care-open.XXXXXX)
	mkdir "$open/bin"
	cp "$BIN"/care-* "$open/bin"
	chmod 755 "$open" "$open/bin"
}

# Tests run as root in packages' builds and as anybody elsewhere.
is_root() {
	[ "$(id -u)" -eq 0 ]
}

sql() {
	sqlite3 -bail "$CARE_STORE" "$@"
}

# ---------------------------------------------------------------- making one

@test "init makes a folder with a private store, adopts, and says what is next" {
	umask 022
	run_ok care-store init ~/care --policy "$POLICY"
	[ -z "$output" ]
	[ "$(stat -c %a care)" = 700 ]
	[ "$(stat -c %a care/care.db)" = 600 ]
	[[ $stderr == *"store    $HOME/care/care.db (0600"* ]]
	[[ $stderr == *'小旅行社客户服务制度 2026.1, adopted by '* ]]
	[[ $stderr == *"export CARE_STORE=$HOME/care/care.db"* ]]
	run_ok care-store check
	run_ok care-policy show
	cmp "$out" "$POLICY"
	for f in care/*; do [ "$(stat -c %a "$f")" = 600 ]; done
}

@test "init FILE.db makes that file; without a policy it says so" {
	run_ok care-store init my.db
	[ -f my.db ]
	[[ $stderr == *'policy   none yet'* ]]
	run_ok care-store check -d my.db
	run_status 78 care-policy -d my.db
	[[ $stderr == *'care-policy adopt FILE'* ]]
	run_ok care-policy adopt "$POLICY" -d my.db
	run_ok care-policy -d my.db
}

@test "init leaves a store that is there alone" {
	trial
	before=$(sha256sum <care/care.db)
	run_status 73 care-store init care
	[[ $stderr == *care.db* ]]
	run_status 73 care-store init care/care.db
	[ "$(sha256sum <care/care.db)" = "$before" ]
}

@test "init where nothing can be made exits 73" {
	run_status 73 care-store init no/such/care
	run_status 73 care-store init no/such/care.db
	echo >file
	run_status 73 care-store init file/care
	if is_root; then
		open_folder
		run_ok as_nobody care-store --version
		run_status 73 as_nobody care-store init "$open/care"
		run_status 73 as_nobody care-store init "$open/care.db"
		[ "$(ls "$open")" = bin ]
	else
		mkdir closed
		chmod 555 closed
		run_status 73 care-store init closed/care
		run_status 73 care-store init closed/care.db
		[ -z "$(ls closed)" ]
	fi
}

@test "init with a bad policy, or with --dry-run, makes nothing" {
	echo 'policy: x' >bad.yaml
	run_status 78 care-store init care --policy bad.yaml
	[[ $stderr == *'bad.yaml:1:'*'no store was made'* ]]
	run_status 78 care-store init care --policy missing.yaml
	run_status 64 care-store init
	run_status 64 care-store init care more
	run_status 64 care-store init care --first 1
	run_status 64 care-store init care --first x
	run_ok care-store init care --policy "$POLICY" --dry-run
	[ ! -e care ]
}

@test "init --first chooses the number of the first case" {
	run_ok care-store init care --first 5000
	[ "$(sql "SELECT value FROM meta WHERE name = 'first'")" = 5000 ]
}

@test "a store behind a symbolic link is the store" {
	mkdir disk
	ln -s disk link
	run_ok care-store init link/care --policy "$POLICY"
	run_ok care-store check -d link/care
	run_ok care-store check -d disk/care
	ln -s disk/care/care.db other.db
	run_ok care-store check -d other.db
	[ ! -e other.db-lock ]
}

# ------------------------------------------------------------- finding one

@test "without a store every command says where it looked and how to make one" {
	unset CARE_STORE
	for command in "$BIN"/care-*; do
		command=${command##*/}
		case $command in care-intake) verb='case -' ;; *) verb= ;; esac
		run_status 66 "$command" $verb
		[[ $stderr == "$command: no store: looked at -d, CARE_STORE, $HOME/.config/care/config, /var/lib/care/care.db (not there)"*'make one: care-store init DIR --policy FILE' ]]
	done
	run_status 66 care-store -d nowhere
	[[ $stderr == *'no store at nowhere'* ]]
	CARE_STORE=nowhere/x run_status 66 care-store
	[[ $stderr == *'no store at nowhere/x'* ]]
}

@test "option, environment, configuration: the first that is given counts" {
	run_ok care-store init a
	run_ok care-store init b
	run_ok care-store init c
	mkdir -p .config/care
	echo "store $HOME/c" >.config/care/config
	CARE_STORE=$HOME/b run_ok care-store --no-heads -d a
	[[ ${lines[0]} == store,a/care.db,* ]]
	CARE_STORE=$HOME/b run_ok care-store --no-heads
	[[ ${lines[0]} == "store,$HOME/b/care.db",* ]]
	CARE_STORE='' run_ok care-store --no-heads
	[[ ${lines[0]} == "store,$HOME/c/care.db",* ]]
	mkdir -p xdg/care
	echo "store $HOME/a/care.db" >xdg/care/config
	CARE_STORE='' XDG_CONFIG_HOME=$HOME/xdg run_ok care-store --no-heads
	[[ ${lines[0]} == "store,$HOME/a/care.db",* ]]
}

@test "a store that others can read is refused with the cure" {
	trial
	for mode in 644 640 604 660; do
		chmod $mode care/care.db
		run_status 78 care-store check
		[[ $stderr == *"chmod 600 $CARE_STORE"* ]]
		run_status 78 care-policy
	done
	chmod 600 care/care.db
	run_ok care-store check
}

@test "a file that is no store of ours is refused, and left as it was" {
	echo 'not a database at all, whatever its name may say about it' >text.db
	: >empty.db
	sqlite3 other.db 'CREATE TABLE t (x); INSERT INTO t VALUES (1)'
	sqlite3 minus.db 'PRAGMA application_id = 1667330661; PRAGMA user_version = -1; CREATE TABLE t (x)'
	chmod 600 ./*.db
	for f in text empty other minus; do
		before=$(sha256sum <$f.db)
		run_status 78 care-store check -d $f.db
		run_status 78 care-store upgrade -d $f.db
		run_status 78 care-policy -d $f.db
		[ "$(sha256sum <$f.db)" = "$before" ]
	done
	mkdir folder.db
	run_status 66 care-store -d folder.db
}

@test "a store of a newer program is refused, and not touched by upgrade" {
	trial
	sql 'PRAGMA user_version = 99' >/dev/null
	run_status 78 care-store check
	[[ $stderr == *'version 99, newer than this program'* ]]
	run_status 78 care-store upgrade
	run_status 78 care-policy adopt "$POLICY"
	[ "$(sql 'PRAGMA user_version')" = 99 ]
}

# tests/store/version1.sql is a dump of a store that the first program wrote:
# three complaints and questions, two colleagues, one case answered and closed.
@test "upgrade brings a store of version 1 to this one, with all that is in it" {
	mkdir care
	sqlite3 "$CARE_STORE" <"$ROOT/tests/store/version1.sql"
	chmod 600 "$CARE_STORE"
	sql "UPDATE meta SET value = '$(id -un)' WHERE name = 'owner'" >/dev/null
	run_status 78 care-store check
	[[ $stderr == *'version 1, this program wants'*'care-store upgrade'* ]]
	run_ok care-store upgrade --dry-run
	run_status 78 care-store check
	run_ok care-store upgrade
	[[ $stderr == *'store upgraded: 1 -> '* ]]
	run_ok care-store check
	[[ $stderr == *'35 rows are what the events add up to'* ]]
	run_ok care-case list --all --ids --now '2026-03-13 11:00'
	[ "$output" = $'10043\n10062\n10081' ]
	run_ok care-case close 10081 --outcome withdrawn --now '2026-03-13 11:00'
	run_ok care-store check
}

# tests/store/version2.sql is one of the second: two complaints that make a group,
# told of by a tick at 22:00, and ticks and a sender up to 8:31 the day after.
@test "upgrade of a store of version 2 keeps how far ticks and senders were" {
	mkdir care
	sqlite3 "$CARE_STORE" <"$ROOT/tests/store/version2.sql"
	chmod 600 "$CARE_STORE"
	sql "UPDATE meta SET value = '$(id -un)' WHERE name = 'owner'" >/dev/null
	run_ok care-store upgrade
	[[ $stderr == *'store upgraded: 2 -> '* ]]
	run_ok care-store check
	[ "$(sql "SELECT group_concat(name || ' ' || CASE name WHEN 'seen' THEN value
	    ELSE strftime('%H:%M', value + 28800, 'unixepoch') END, ', ') FROM meta
	    WHERE name IN ('ticked', 'planned', 'sent', 'seen')")" = 'planned 08:00, seen 10, sent 08:30, ticked 08:31' ]
	run_ok care-escalate run -v --now '2026-03-13 08:32'
	[[ $stderr == *'fired 0, superseded 0, notices planned 0'* ]]
	run_ok care-escalate run --now '2026-03-13 10:00'
	[[ $stderr == *'fired 2, superseded 0, notices planned 2'* ]]
	run_ok care-store check
}

@test "upgrade of a store of this version has nothing to do" {
	trial
	run_ok care-store upgrade
	[[ $stderr == *'nothing to do'* ]]
	run_ok care-store upgrade --dry-run
	run_ok care-store check
}

# ------------------------------------------------------------------ options

@test "help and version go to stdout and need no store" {
	unset CARE_STORE
	for command in "$BIN"/care-*; do
		command=${command##*/}
		for option in --help -h --version; do
			run_ok "$command" $option
			[ -n "$output" ]
			[ -z "$stderr" ]
		done
		[[ $output == "$command "[0-9]* ]]
		run_status 74 sh -c "$command --help >/dev/full"
		run_status 74 sh -c "$command --version >/dev/full"
		[[ $stderr == *"$command: cannot write the output"* ]]
	done
	run_ok care-store init --help
	[[ $output == *--trial*--dry-run* ]]
}

@test "wrong words and options exit 64 with a hint" {
	trial
	for words in '--no-such' '-X' '-qX' '-Xq' '--format' '-d' '--quiet=1' 'status extra' \
	    'chek' 'frobnicate' 'export' '--format yaml' '--times x' \
	    'status --max-age 2wd' 'check --now gestern'; do
		# shellcheck disable=SC2086
		run_status 64 care-store $words
		[[ $stderr == 'care-store: '*"Try 'care-store --help'." ]]
		[ -z "$output" ]
	done
	run_status 64 care-store chek
	[[ $stderr == *'nearest: check'* ]]
	run_status 64 care-store -Xq
	[[ $stderr == *'-X'* ]]
}

@test "the suffix of -o chooses the format; a dot in a folder's name does not" {
	trial
	run_ok care-store -o list.jsonl
	[[ $(head -1 list.jsonl) == '{"what":'* ]]
	mkdir -p d.x
	run_ok care-store -o d.x/list
	[[ $(head -1 d.x/list) == what,value,* ]]
	run_ok care-store -o ./plain
	[[ $(head -1 plain) == what,value,* ]]
	run_ok care-store -o list.txt
	[[ $(head -1 list.txt) == what,value,* ]]
	[ "$(stat -c %a plain)" = 600 ]
	run_ok care-policy show -o adopted.yaml
	[ -z "$output" ]
	cmp adopted.yaml "$POLICY"
	run_ok care-store export --canonical -o whole.txt
	[ -z "$output" ]
	grep -q '^subject ' whole.txt
}

@test "a full disk is told by every command that prints" {
	trial
	for words in 'care-store' 'care-store status' 'care-store export --canonical' \
	    'care-policy' 'care-policy show' 'care-policy show --list'; do
		run_status 74 sh -c "$words >/dev/full"
		run_status 74 $words -o /dev/full
	done
	# A reader who had enough is no fault.
	run_ok sh -c 'care-store export --canonical | head -1'
	[ -z "$stderr" ]
}

# ------------------------------------------------------------------- status

@test "status tells what is there; --check makes a fault of it" {
	trial
	run_ok care-store --now "$NOW"
	[ "${lines[0]}" = what,value,ok,note ]
	for row in "store,$CARE_STORE,1" version,3,1 'policy,small-agency 2026.1,1' \
	    staff,0,1 customers,0,1 bookings,0,1 cases_open,0,1 cases,0,1 \
	    promises_open,0,1 promises_late,0,1 messages_waiting,0,1 \
	    messages_stuck,0,1 entries,2,1 calendar_2026,listed,1; do
		grep -qFx "$row," "$out"
	done
	grep -q '^policy_file,.*,1,$' "$out"
	grep -q '^ticked,never,0,' "$out"
	run_ok care-store status --now "$NOW"
	run_status 1 care-store status --check --now "$NOW"
	run_ok care-escalate run --now '2026-03-12 09:59'
	run_ok care-store status --check --now "$NOW"
	run_ok care-store status --check --max-age 2m --now "$NOW"
	run_status 1 care-store status --check --max-age 30s --now "$NOW"
	run_ok care-store status --max-age 30s --now "$NOW"
}

@test "status says when the policy's file differs, or no policy is there" {
	cp -R "$ROOT/policies" p
	run_ok care-store init care --policy p/small-agency.yaml
	run_ok care-store
	grep -q '^policy_file,.*,1,$' "$out"
	echo '# a word more' >>p/small-agency.yaml
	run_ok care-store
	grep -q '^policy_file,.*,0,differs from what was adopted$' "$out"
	rm -r p
	run_ok care-store
	[[ $output != *policy_file* ]]
	run_ok care-store init none
	run_ok care-store -d none
	grep -q '^policy,none,0,' "$out"
}

# -------------------------------------------------------------------- proof

# The store with one sentence of SQL done to it is found to be other than the
# log says, with a word of what and where.
found() {
	cp care/care.db tampered.db
	[ ! -s care/care.db-wal ]
	sqlite3 -bail tampered.db "PRAGMA foreign_keys = OFF; $1"
	run_status 1 care-store check -d tampered.db
	if ! grep -qE "$2" "$err"; then
		printf 'not told: %s\n%s\n' "$2" "$stderr"
		return 1
	fi
	rm -f tampered.db*
}

# A log with a few more events, one with free text; the digest of a content
# is made by the program, so a transaction by --once will do.
with_events() {
	trial
	cp "$POLICY" second.yaml
	cp -R "$ROOT/policies/calendars" .
	sed -i 's/^version: .*/version: "2026.2"/' second.yaml
	run_ok care-policy adopt second.yaml --once second --now "$NOW"
	run_ok care-store check
	[[ $stderr == 'ok: 3 entries, chain unbroken; 5 events'* ]]
}

@test "check finds a changed, missing or added row" {
	with_events
	found "UPDATE subject SET live_from = 5" 'subject id=1: is not what the events add up to: live_from'
	found "UPDATE subject SET seen = x'0011'" 'subject id=1: .*: seen'
	found "UPDATE subject SET source_at = 0" 'subject id=1: .*: source_at'
	found "DELETE FROM subject" 'subject id=1: the row is missing'
	found "INSERT INTO subject (id, kind, source, ref) VALUES (7, 'case', '', 'x')" \
	    'subject id=7: the log knows nothing of this row'
	found "INSERT INTO staff (id, login, from_at) VALUES (1, 'eve', 0)" 'staff id=1: the log knows nothing'
	found "INSERT INTO subject (id, kind, source, ref) VALUES (7, 'customer', '', 'x');
	    INSERT INTO customer (id, state) VALUES (7, 'active');
	    INSERT INTO customer_key VALUES ('phone', '13800138000', 7)" 'customer_key kind=phone value=\*\*\*: '
	[[ $stderr != *13800138000* ]]
}

@test "check finds a changed event, entry and chain" {
	with_events
	found "UPDATE event SET arg = replace(arg, 'live_from=0', 'live_from=1')" 'entry 1, event 0 .*: the event was changed'
	found "UPDATE event SET what = 'closed' WHERE entry = 1" 'event 0 \(closed.*the event was changed'
	found "UPDATE event SET at = at + 1 WHERE entry = 2" 'entry 2, event 0 .*the event was changed'
	found "UPDATE event SET leaf = x'00' WHERE entry = 2" 'the event was changed'
	found "UPDATE event SET n = 5 WHERE entry = 2 AND n = 0" 'an event before it is missing'
	found "DELETE FROM event WHERE entry = 2" 'entry 2: its events were changed'
	found "INSERT INTO event SELECT entry, 2, subject, 'again', at, '', NULL, leaf FROM event WHERE entry = 2 AND n = 0" 'entry 2, event 2 '
	found "INSERT INTO event SELECT 9, 0, subject, what, at, '', NULL, leaf FROM event WHERE entry = 2 AND n = 0" 'event: a row refers to a row of entry'
	found "DELETE FROM entry WHERE id = 2" 'entry 3: an entry before it is missing'
	found "DELETE FROM event WHERE entry = 1; DELETE FROM entry WHERE id = 1" 'entry 2: an entry before it is missing'
	found "UPDATE entry SET recorded_at = recorded_at - 9 WHERE id = 3" 'entry 3: recorded before the entry before it'
	for column in recorded_at=recorded_at+9 actor=7 done_by=7 "tool='x'" run=1 policy=2 "once='x'"; do
		found "UPDATE entry SET $column WHERE id = 3" 'entry 3: the chain is broken here'
	done
	found "UPDATE entry SET once = NULL WHERE id = 3" 'entry 3: the chain is broken here'
	found "UPDATE entry SET root = x'00' WHERE id = 2" 'entry 2: its events were changed'
	found "UPDATE entry SET chain = (SELECT chain FROM entry WHERE id = 1) WHERE id = 2" 'entry 2: the chain is broken here'
	found "CREATE TEMP TABLE c AS SELECT id, chain FROM entry;
	    UPDATE entry SET chain = (SELECT chain FROM c WHERE c.id = 5 - entry.id) WHERE id IN (2, 3)" 'entry 2: the chain is broken here'
}

@test "check finds forged changes in events, and goes on" {
	with_events
	for arg in '+entry id=9' '+subject id=1 kind=case' 'nonsense' '~subject id=1 id=2' \
	    '+subject id=1 kind=house source= ref=house live_from=0%0A' '~subject id=77 kind=x' \
	    '+promise subject=1 rule=r turn=1 owes=o policy=1 start_at=1 amount=1h calendar= hard=0 state=late'; do
		found "UPDATE event SET arg = '$arg' WHERE entry = 2 AND n = 0" 'entry 2, event 0'
	done
	# Two faults, two complaints; the second entry does not hide the third.
	found "UPDATE event SET arg = 'nonsense' WHERE entry IN (2, 3)" 'entry 3, event 0'
}

@test "check finds a changed policy" {
	with_events
	for change in "text = replace(text, '48h', '96h') WHERE id = 1" "effective = effective + 1 WHERE id = 2" \
	    "version = '2026.9' WHERE id = 2" "name = 'x' WHERE id = 1" "approved_by = 'eve' WHERE id = 2" \
	    "adopted_at = 1 WHERE id = 1" "path = '/tmp/x' WHERE id = 1" "digest = x'00' WHERE id = 1" \
	    "text = 'no policy at all' WHERE id = 2"; do
		found "UPDATE policy SET $change" "policy ${change##*= }: is not what was adopted"
	done
	found "DELETE FROM policy WHERE id = 1" 'policy 1: is missing'
	found "INSERT INTO policy SELECT 3, name, version, effective, digest, text, path, approved_by, adopted_at
	    FROM policy WHERE id = 2" 'policy 3: the log knows nothing'
}

@test "a tick that finds nothing leaves its mark, and no row; a gap leaves one" {
	trial
	for minute in 01 02 03; do
		run_ok care-escalate run -q --now "2026-03-12 10:$minute"
		run_ok care-remind run -q --now "2026-03-12 10:$minute"
	done
	[ "$(sql "SELECT count(*) FROM run WHERE tool LIKE '% run'")" = 0 ]
	[ "$(sql "SELECT strftime('%H:%M', value + 28800, 'unixepoch') FROM meta
	    WHERE name IN ('ticked', 'planned', 'sent')" | uniq)" = 10:03 ]

	# After a quarter of an hour without one, somebody may ask why.
	run_ok care-escalate run -q --now '2026-03-12 10:18'
	[ "$(sql 'SELECT count(*) FROM run WHERE tool LIKE '"'% run'")" = 0 ]
	run_ok care-escalate run -q --now '2026-03-12 10:33:01'
	[ "$(sql "SELECT tool, counts, rc FROM run WHERE tool LIKE '% run'")" = 'care-escalate run|gap=901 groups=0 raised=0 joined=0 told=0 measures=0 promises=0 fired=0 superseded=0 planned=0|0' ]

	# A dry run is none.
	run_ok care-escalate run --dry-run --now '2026-03-12 11:00'
	run_ok care-escalate status --now '2026-03-12 10:40'
	[[ $output == *'last tick 2026-03-12 10:33:01'* ]]
	run_ok care-store check
}

@test "an act that is refused leaves no row of run" {
	trial
	before=$(sql 'SELECT max(id) FROM run')
	run_status 1 care-case close 999 --outcome settled --now '2026-03-12 11:00'
	[ "$(sql 'SELECT max(id) FROM run')" = "$before" ]
}

@test "check finds a changed table, trigger or index" {
	with_events
	found 'CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM run; END' 'trigger t: '
	found 'DROP INDEX promise_next' 'index promise_next: '
	found 'ALTER TABLE customer ADD COLUMN x TEXT' 'table customer: '
	found 'DROP TABLE answer' 'table answer: '
}

@test "check tells twenty faults and counts the rest" {
	with_events
	cp care/care.db tampered.db
	sqlite3 tampered.db "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 129)
	    INSERT INTO subject (id, kind, source, ref) SELECT i, 'case', '', i FROM n"
	run_status 1 care-store check -d tampered.db
	[ "$(wc -l <"$err")" -eq 21 ]
	[[ $stderr == *'10 more faults' ]]
}

@test "check of damaged pages ends with a word, not a crash" {
	with_events
	cp care/care.db damaged.db
	size=$(stat -c %s damaged.db)
	dd if=/dev/urandom of=damaged.db bs=4096 seek=4 count=$((size / 4096 / 2)) conv=notrunc status=none
	status=0
	care-store check -d damaged.db >"$out" 2>"$err" || status=$?
	[ "$status" -eq 1 ] || [ "$status" -eq 78 ]
	grep -qE 'damaged|malformed|not a database' "$err"
}

@test "an unreadable adopted policy stops the work, not the proof and the cure" {
	with_events
	sql "UPDATE policy SET text = 'no policy at all' WHERE id = 2"
	run_status 78 care-policy
	[[ $stderr == *'care-policy adopt FILE'* ]]
	run_status 1 care-store check
	run_ok care-store status
	sed -i 's/^version: .*/version: "2026.3"/' second.yaml
	run_ok care-policy adopt second.yaml
	run_ok care-policy
}

# --------------------------------------------------------------- many at once

@test "thirty-two writers at once all come in" {
	trial
	cp -R "$ROOT/policies/calendars" .
	for i in $(seq 32); do
		sed "s/^version: .*/version: \"v$i\"/" "$POLICY" >p$i.yaml
		care-policy adopt p$i.yaml --now "$NOW" >o$i 2>&1 &
		pids[i]=$!
	done
	for i in $(seq 32); do wait "${pids[i]}" || { cat o$i; false; }; done
	run_ok care-store check
	[ "$(sql 'SELECT count(*), max(id) FROM entry')" = '34|34' ]
	[ "$(sql 'SELECT count(DISTINCT version) FROM policy')" -eq 33 ]
}

@test "the same key twice at once is one act" {
	trial
	cp -R "$ROOT/policies/calendars" .
	for i in 1 2 3 4; do
		sed "s/^version: .*/version: \"v$i\"/" "$POLICY" >p$i.yaml
		care-policy adopt p$i.yaml --now "$NOW" --once key >o$i 2>&1 &
		pids[i]=$!
	done
	for i in 1 2 3 4; do wait "${pids[i]}"; done
	[ "$(sql 'SELECT count(*) FROM policy')" -eq 2 ]
}

@test "a killed writer leaves a whole store" {
	trial
	cp -R "$ROOT/policies/calendars" .
	for i in 1 2 3 4 5 6; do
		(
			k=0
			while k=$((k + 1)); do
				sed "s/^version: .*/version: \"$i.$k\"/" "$POLICY" >k$i.yaml
				care-policy adopt k$i.yaml --now "$NOW" -q || exit
			done
		) >/dev/null 2>&1 &
		writer=$!
		sleep "0.$((20 + i * 7))"
		for child in $(ps -o pid= --ppid $writer); do kill -9 "$child" 2>/dev/null || :; done
		kill -9 $writer
		wait $writer 2>/dev/null || :
		run_ok care-store check
		run_ok care-policy
	done
	[ "$(sql 'SELECT count(*) FROM entry')" -gt 6 ]
}

@test "init reads --now in the zone of its policy" {
	trial
	[ "$(sql 'SELECT recorded_at FROM entry WHERE id = 1')" -eq "$(TZ=Asia/Shanghai date -d "$NOW" +%s)" ]
	[ "$(sql 'SELECT adopted_at FROM policy')" -eq "$(TZ=Asia/Shanghai date -d "$NOW" +%s)" ]
}

# ------------------------------------------------------------------- who acts

@test "SUDO_UID counts for the owner of the store only" {
	trial
	run_ok env SUDO_UID="$(id -u)" "$BIN/care-store"
	run_status 77 env SUDO_UID=65534 "$BIN/care-store"
	[[ $stderr == *'is not the owner of this store, which has no staff'* ]]
	run_ok env SUDO_UID=none "$BIN/care-store"
	run_ok env SUDO_UID=-1 "$BIN/care-store"
	run_ok env SUDO_UID=4294967295 "$BIN/care-store"
	if is_root; then
		open_folder
		cp -R care "$open"
		chown -R 65534:65534 "$open/care"
		# Nobody is the owner now, and root who set a variable is not.
		run_ok as_nobody care-store -d care
		run_status 77 care-store -d "$open/care"
		run_status 77 env SUDO_UID=65534 "$BIN/care-store" -d "$open/care"
		run_status 77 as_nobody SUDO_UID=0 care-store -d care
		[[ $stderr == 'care-store: root is not '* ]]
	fi
}

@test "who was dismissed gains nothing by --now" {
	run_ok care-store init care --policy "$POLICY"
	me=$(id -un)
	sql "INSERT INTO subject (id, kind, source, ref) VALUES (5, 'staff', '', '$me');
	    INSERT INTO staff (id, login, from_at, to_at) VALUES (5, '$me', 1, 1000000000)"
	run_status 77 care-store
	[[ $stderr == *'is not here any more'* ]]
	run_status 77 care-store --now 2000-01-01
}

@test "a look at personal data is recorded with the clock's time, not with --now's" {
	run_ok care-store init care --policy "$POLICY"
	run_status 64 care-store --reveal abc
	run_ok care-store --reveal 'asked by the customer' --now 2000-01-01
	[ "$(sql "SELECT count(*) FROM access WHERE why = 'asked by the customer'
	    AND at > 1700000000 AND what = 'care-store'")" -eq 1 ]
}

@test "--now and CARE_NOW write only in a trial store" {
	run_ok care-store init care --policy "$POLICY"
	cp "$POLICY" second.yaml
	cp -R "$ROOT/policies/calendars" .
	sed -i 's/^version: .*/version: "2026.2"/' second.yaml
	run_status 77 care-policy adopt second.yaml --now "$NOW"
	[[ $stderr == *--dry-run* ]]
	CARE_NOW=$NOW run_status 77 care-policy adopt second.yaml
	run_status 77 care-store init other --now "$NOW"
	CARE_NOW=$NOW run_status 77 care-store init other
	[ ! -e other ]
	run_ok care-policy adopt second.yaml --now "$NOW" --dry-run
	[ "$(sql 'SELECT count(*) FROM policy')" -eq 1 ]
	run_ok care-policy --now "$NOW"
}

# -------------------------------------------------------------------- export

@test "the same commands make the same store, told without ids and times" {
	for s in a b; do
		export CARE_STORE=$HOME/$s/care.db
		run_ok care-store init $s --trial --policy "$POLICY" --now "$NOW"
		sed 's/^version: .*/version: "2026.2"/' "$POLICY" >second.yaml
		mkdir -p calendars
		cp "$ROOT"/policies/calendars/* calendars
		if [ $s = b ]; then
			run_ok care-policy adopt second.yaml --dry-run --now "$NOW"
			run_ok care-store check
		fi
		run_ok care-policy adopt second.yaml --now "$NOW"
		run_ok care-store export --canonical
		cp "$out" $s.txt
		sleep 1
	done
	cmp a.txt b.txt
	grep -q '^event house:/house 1 adopted ' a.txt
	run_status 64 care-store export
	[ "$(sql "SELECT count(*) FROM access WHERE what = 'export --canonical'")" -eq 1 ]
}
