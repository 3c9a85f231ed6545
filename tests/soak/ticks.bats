#!/usr/bin/env bats
# A hundred thousand promises due, and everybody at once: eight ticks, eight
# colleagues, a new policy; then the same with processes killed at any moment.
# The end is the same as when one did it after the other.
# PROMISES=100000 of them; three of each case.
load ../cli/setup

setup() {
	fresh
	n=$((${PROMISES:-100000} / 3))
	cp "$ROOT/policies/small-agency.yaml" p.yaml
	cp -R "$ROOT/policies/calendars" .
	sed 's/^version: .*/version: "2026.2"/; s/^title: .*/&（修订）/' p.yaml >p2.yaml
	export CARE_NOW='2026-03-12 09:00'
	printf 'login,name,role,supervisor\nliu,Liu,supervisor,\nchen,Chen,manager,\nwang,Wang,owner,liu\n' >staff.csv
	# Cases of days ago, whose levels have passed, and of this morning, with
	# which the colleagues work.
	awk -v n="$n" 'BEGIN {
		print "ref,kind,channel,received,phone,text"
		for (i = 1; i <= n; i++)
			printf "A%d,投诉,phone,2026-03-%02d %02d:%02d,138%08d,第%d件\n",
			    i, 9 + i % 2, i % 24, i % 60, i % 9000, i
		for (i = 1; i <= 800; i++)
			printf "B%d,投诉,phone,2026-03-12 08:%02d,139%08d,第%d件\n", i, i % 60, i, i
	}' >cases.csv
	care-init start
}

care-init() {
	run_ok care-store init "$1" -q --trial --policy p.yaml
	run_ok care-intake staff staff.csv -q -d "$1"
	run_ok care-intake cases cases.csv -q -d "$1"
}

# The store of that name as a copy of the first; both are closed.
copy() {
	mkdir "$1"
	cp start/care.db "$1/care.db"
	chmod 600 "$1/care.db"
}

# The colleague's share of this morning's cases.
share() {
	awk -v k="$1" 'BEGIN { for (i = k; i <= 800; i += 8) print "ref:B" i }'
}

work() {
	share "$2" | care-case reply - --once "work$2" -q -d "$1"
}

one_by_one() {
	care-escalate run -q -d "$1"
	for k in 1 2 3 4 5 6 7 8; do work "$1" $k; done
	care-policy adopt p2.yaml --yes -q -d "$1"
	care-escalate run -q -d "$1"
}

canonical() {
	care-store export --canonical -d "$1" 2>/dev/null
}

at_once() {
	local k

	for k in 1 2 3 4 5 6 7 8; do
		"$@" care-escalate run -q -d all &
		share $k | "$@" care-case reply - --once "work$k" -q -d all &
	done
	"$@" care-policy adopt p2.yaml --yes -q -d all &
	wait
}

# Until a random moment within a second.
killed() {
	timeout -s KILL "0.$((RANDOM % 900 + 50))" "$@" >/dev/null 2>&1
}

same_end() {
	run_ok care-store check -d all
	canonical one >one.txt
	canonical all >all.txt
	cmp one.txt all.txt
	[ "$(wc -l <one.txt)" -gt "$n" ]
}

@test "eight ticks, eight colleagues and a new policy at once" {
	copy one
	one_by_one one
	copy all
	at_once env
	care-escalate run -q -d all
	same_end
}

@test "the same, killed at any moment, and done again" {
	copy one
	one_by_one one
	copy all
	for _ in 1 2 3 4 5 6; do at_once killed || :; done
	for k in 1 2 3 4 5 6 7 8; do work all $k; done
	care-policy adopt p2.yaml --yes -q -d all
	care-escalate run -q -d all
	same_end
}
