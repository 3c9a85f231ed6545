#!/bin/bash
# A tick among 10 thousand promises and among PROMISES (a million; FULL=1: ten
# million): with nothing due, and with a thousand due at each of four minutes.
# What it reads, computes and holds is counted by strace, valgrind and time,
# where there are any; all of it should be flat but for the depth of trees, a
# page for each that is asked. The store is filled by SQL with copies of two
# cases, one of yesterday and one of just now, nine of ten of them kept and
# closed; the thousands are two of each of the 2,000 that came in last.
set -eu
export PATH=$BIN:$PATH LC_ALL=C.UTF-8 TZ=Asia/Shanghai
root=$(cd "${0%/*}/../.." && pwd)
tmp=$(mktemp -d "${TMPDIR:-/tmp}/care-bench.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
large=${PROMISES:-$([ -z "${FULL:-}" ] && echo 1000000 || echo 10000000)}
cd "$tmp"

# Thursday, 9:00, is when the thousand are due.
two_cases() {
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

# What is open: its levels as the case of just now has them; of the thousand,
# as yesterday's has them. All else was kept an hour after it came.
fill() {
	local store=$1 cases=$(($2 / 4)) kept="(s.kin = 1005 AND NOT s.due)"
	local soon="s.due AND x.rule IN ('first_action', 'result')"

	{
		cat <<-E
		PRAGMA journal_mode = OFF;
		PRAGMA synchronous = OFF;
		PRAGMA cache_size = -1000000;
		CREATE TEMP TABLE s (i INTEGER PRIMARY KEY, kin INTEGER, due INTEGER);
		WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < $cases)
		INSERT INTO s SELECT i, iif(i % 10 = 0 AND i <= $cases - 2000, 1007, 1005),
		    i > $cases - 2000 FROM k;
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
			"next_at=CASE WHEN $kept THEN NULL WHEN $soon THEN 1773277200 + 60 * (s.i % 4) ELSE x.next_at END"
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

# tick STORE TIME TIME TIME TIME: one of each measure.
tick() {
	echo "$(pages care-escalate run -q -d "$1" --now "2026-03-12 $2")" \
		"$(instructions care-escalate run -q -d "$1" --now "2026-03-12 $3")" \
		"$(kilobytes care-escalate run -q -d "$1" --now "2026-03-12 $4")" \
		"$(milliseconds care-escalate run -q -d "$1" --now "2026-03-12 $5")"
}

compare() {
	printf '%s\n%s\n' "$2" "$3" | awk -v what="$1" -v large="$large" '
		{ for (i = 1; i <= 4; i++) v[NR, i] = $i }
		END {
			split("pages read,instructions,kilobytes held,milliseconds", name, ",")
			for (i = 1; i <= 4; i++)
				if (v[1, i] > 0)
					printf("%s: %s %d of 10000, %d of %d promises: %.2f\n", what, name[i],
					    v[1, i], v[2, i], large, v[2, i] / v[1, i])
				else
					printf("%s: %s not measured\n", what, name[i])
		}'
}

printf 'login,name,role,supervisor\nliu,Liu,supervisor,\nchen,Chen,manager,\nwang,Wang,owner,liu\n' >staff.csv
two_cases small
cp -R small large
fill small 10000
fill large "$large"
for what in 'nothing due:08:59 08:59 08:59 08:59' 'a thousand due:09:00 09:01 09:02 09:03'; do
	read -ra times <<<"${what#*:}"
	compare "${what%%:*}" "$(tick small "${times[@]}")" "$(tick large "${times[@]}")"
done
