# shellcheck shell=bash disable=SC2154  # root is the caller's
# Loaded by the benches that compare a small store with a large one: stores
# filled by SQL with copies of two cases, and what a command takes in them.
# The caller stands in a folder of its own and has set root.

# two_cases STORE: a new store with staff and two cases, one of yesterday and
# one of just now.
two_cases() {
	printf 'login,name,role,supervisor\nliu,Liu,supervisor,\nchen,Chen,manager,\nwang,Wang,owner,liu\n' >staff.csv
	care-store init "$1" -q --trial --policy "$root/policies/small-agency.yaml" --now '2026-03-11 08:00'
	care-intake staff staff.csv -q -d "$1" --now '2026-03-11 08:30'
	care-intake case -q -d "$1" --kind complaint --channel phone --phone 13800138001 --owner wang \
		--text late --now '2026-03-11 09:00' >/dev/null
	care-intake case -q -d "$1" --kind complaint --channel phone --phone 13800138002 --owner wang \
		--text late --now '2026-03-12 08:55' >/dev/null
	care-escalate run -q -d "$1" --now '2026-03-12 08:57'
}

# Columns of the table, with those given as NAME=EXPRESSION instead.
columns() {
	local table=$1 pairs

	shift
	pairs=$(printf '%s\n' "$@")
	sqlite3 "$store/care.db" "SELECT name FROM pragma_table_info('$table')" |
		awk -F= -v pairs="$pairs" 'BEGIN {
			n = split(pairs, line, "\n")
			for (i = 1; i <= n; i++) {
				p = index(line[i], "=")
				is[substr(line[i], 1, p - 1)] = substr(line[i], p + 1)
			}
		}
		{ printf("%s%s", (NR > 1) ? ", " : "", ($1 in is) ? is[$1] : "x." $1) }'
}

# copies TABLE WHERE NAME=EXPRESSION...: of each row, for each case of s.
copies() {
	local table=$1 where=$2

	shift 2
	echo "INSERT INTO $table SELECT $(columns "$table" "$@") FROM s CROSS JOIN $table x WHERE $where;"
}

# fill STORE PROMISES DUE: a tenth is open, its levels as the case of just now
# has them, and a hundredth late; of the last DUE cases, open as well, two
# promises each are due from Thursday, 9:00, on, a fourth of them each minute.
# All else was kept an hour after it came.
fill() {
	local store=$1 cases=$(($2 / 4)) due=$3 kept="(s.kin = 1005 AND NOT s.due)"
	local soon="s.due AND x.rule IN ('first_action', 'result')"
	local late="s.i % 100 = 0 AND NOT s.due"

	{
		cat <<-E
		PRAGMA journal_mode = OFF;
		PRAGMA synchronous = OFF;
		PRAGMA cache_size = -1000000;
		CREATE TEMP TABLE s (i INTEGER PRIMARY KEY, kin INTEGER, due INTEGER);
		WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < $cases)
		INSERT INTO s SELECT i, iif(i % 10 = 0 AND i <= $cases - $due, 1007, 1005),
		    i > $cases - $due FROM k;
		BEGIN;
		E
		copies subject "x.id = s.kin" id='10000 + 2 * s.i' "ref='#c' || s.i"
		copies subject "x.id = s.kin - 1" id='10001 + 2 * s.i' "ref='~' || s.i"
		copies customer "x.id = s.kin - 1" id='10001 + 2 * s.i'
		copies customer_key "x.customer = s.kin - 1" customer='10001 + 2 * s.i' "value=20000000000 + s.i"
		copies cases "x.id = s.kin" id='10000 + 2 * s.i' customer='10001 + 2 * s.i' \
			"state=CASE WHEN $kept THEN 'closed' ELSE 'open' END" \
			"closed_at=CASE WHEN $kept THEN x.received_at + 3600 END"
		copies promise "x.subject = s.kin" subject='10000 + 2 * s.i' \
			"state=CASE WHEN $kept THEN 'kept' ELSE 'open' END" \
			"ended_at=CASE WHEN $kept THEN x.start_at + 3600 END" \
			"due_at=CASE WHEN $late THEN x.due_at - 691200 ELSE x.due_at END" \
			"next_at=CASE WHEN $kept OR $late THEN NULL WHEN $soon THEN 1773277200 + 60 * (s.i % 4) ELSE x.next_at END"
		copies fired "x.subject = s.kin" subject='10000 + 2 * s.i'
		copies message "x.subject = s.kin" id='10 * s.i + x.id' subject='10000 + 2 * s.i' \
			"state='sent'" next_at=NULL sent_at=x.not_before
		copies entry "x.id = 4" id='1000 + s.i' once=NULL
		copies event "x.entry = 4 AND x.subject = 1005" entry='1000 + s.i' subject='10000 + 2 * s.i'
		copies event "x.entry = 4 AND x.subject = 1005" entry='1000 + s.i' n='100 + x.n' subject=1 "what='contacted'"
		copies run "x.id = 5 AND s.i % 4 = 0" id='1000 + s.i'
		cat <<-E
		UPDATE meta SET value = 1000 + $cases WHERE name = 'seen';
		UPDATE promise SET state = 'kept', ended_at = 1773194400, next_at = NULL WHERE subject < 10000;
		UPDATE cases SET state = 'closed', closed_at = 1773194400 WHERE id < 10000;
		UPDATE message SET state = 'sent', next_at = NULL WHERE subject < 10000;
		COMMIT;
		PRAGMA journal_mode = WAL;
		E
	} >fill.sql
	sqlite3 -bail "$store/care.db" <fill.sql >/dev/null
	sqlite3 "$store/care.db" "SELECT '$store: ' || count(*) || ' promises, ' || sum(state = 'open') || ' open, '
		|| sum(state = 'open' AND due_at < 1773277200) || ' late, '
		|| sum(ifnull(next_at, 9e9) = 1773277200) || ' due at nine' FROM promise"
	care-escalate run -q -d "$store" --now '2026-03-12 08:58'
}

has() {
	command -v "$1" >/dev/null
}

pages() {
	has strace || { echo 0; return; }
	strace -f -c -e trace=pread64 -o strace.out "$@"
	awk '$NF == "pread64" { n = $4 } END { print n + 0 }' strace.out
}

instructions() {
	has valgrind || { echo 0; return; }
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 |
		awk '/Collected/ { n = $NF } END { print n + 0 }'
}

kilobytes() {
	[ -x /usr/bin/time ] || { echo 0; return; }
	/usr/bin/time -o time.out -f %M "$@"
	cat time.out
}

milliseconds() {
	local TIMEFORMAT=%3R

	{ time "$@"; } 2>&1 | awk '{ print $1 * 1000 }'
}
