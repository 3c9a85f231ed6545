# shellcheck shell=bash disable=SC2034,SC2154
# What the tests of clauses share: a shop that goes by a policy of ours (by
# another copy of it when POLICIES says where), on a Monday at ten.
#
# A test's name begins with the ids of the clauses that it shows.

load ../cli/setup

POLICIES=$(cd "${POLICIES:-$ROOT/policies}" && pwd)

# shop POLICY: its store, and staff of which each role has one.
shop() {
	export CARE_NOW='2026-12-07 10:00' CARE_STORE=$PWD/store
	run_ok care-store init store --trial --policy "$POLICIES/$1.yaml"
	awk '/^  roles:/ { on = 1; next }
		on && /^  [a-z]/ { exit }
		on { sub(/ *#.*/, ""); gsub(/[{},]/, "\n"); print }' "$POLICIES/$1.yaml" |
		sed -n 's/^ *\([a-z_]*\): .*/\1/p' | grep -vx owner |
		awk 'BEGIN { print "login,role" } { print $1 "_1," $1 }' >staff.csv
	run_ok care-intake staff staff.csv
}

# take KIND OPTION..: a case, in $c; by phone, unless the options say another way.
take() {
	local kind=$1 by='--channel phone'

	shift
	[[ " $* " == *' --channel '* ]] && by=
	# shellcheck disable=SC2086
	run_ok care-intake case -q --kind "$kind" $by --text 某事 "$@"
	c=$output
}

# at TIME COMMAND..: done then; a bare day is the one at ten.
at() {
	local when=$1

	shift
	[[ $when == *:* ]] || when="$when 10:00"
	CARE_NOW=$when run_ok "$@"
}

# due PROMISE TIME: it is owed, by then.
due() {
	run_ok care-case todo --until 2031-01-01
	grep -q "^[A-Za-z]*,$1,[^,]*,[^,]*,$2" "$out" && return
	printf '%s is not due %s:\n' "$1" "$2"
	grep "^[A-Za-z]*,$1," "$out"
	return 1
}

# free PROMISE: it is not owed.
free() {
	run_ok care-case todo --until 2031-01-01
	! grep "^[A-Za-z]*,$1," "$out"
}

# no SAYING COMMAND..: refused by a rule, in these words.
no() {
	local saying=$1

	shift
	run_status 1 "$@"
	[[ $stderr == *"$saying"* ]] || { printf 'not "%s" but: %s\n' "$saying" "$stderr"; return 1; }
}

# told RULE: who is told by messages of the rule (notice:LEVEL for a level), by role.
told() {
	care-remind outbox --format jsonl | jq -r --arg r "$1" 'select(.rule == $r) | .addressee' |
		sed 's/_1$//' | sort -u | xargs
}

# journey DEPARTS RETURNS [HEAD VALUE]..: booking B1, and what else is known of it.
journey() {
	local head=ref,name,phone,product,trip,departs,returns row="B1,李雷,13800138001,大理,D1,$1,$2"

	shift 2
	while [ $# -gt 0 ]; do
		head+=,$1 row+=,$2
		shift 2
	done
	printf '%s\n' "$head" "$row" >booking.csv
	run_ok care-intake bookings -q booking.csv
}
