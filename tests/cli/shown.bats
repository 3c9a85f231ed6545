#!/usr/bin/env bats
# tests/policy/shown.tsv says of each clause of the company's rules which test
# shows that it is carried out, or why there is none. It says so of all of them,
# and those tests are there: the ids of what a test shows begin its name.

load setup

# The table without its remarks, sorted by bytes.
table() {
	grep -v '^#' "$ROOT/tests/policy/shown.tsv" | LC_ALL=C sort
}

# Every clause that the name of a test begins with, and the test's file.
named() (
	cd "$ROOT" || return
	grep -H '^@test "S[0-4]-' tests/*/*.bats |
		sed 's/^\([^:]*\):@test "\([^:]*\): .*/\1,\2/' |
		awk -F ', *' -v OFS='\t' '{ for (i = 2; i <= NF; i++) print $i, $1 }' | LC_ALL=C sort -u
)

@test "every clause stands in the table once, and nothing else" {
	diff <(grep -v '^#' "$ROOT/tests/policy/requirements.tsv" | cut -f 1 | LC_ALL=C sort -u) <(table | cut -f 1)
	[ "$(table | wc -l)" -eq 347 ]
}

@test "each is shown, or it is said why not" {
	run ! grep -vP '^#|^[^\t]+\t(shown\ttests/\S+\.bats|(text|judgement)\t.+|open\t(cases|escalation|reminders|surveys|figures|trust)(: .+)?)$' "$ROOT/tests/policy/shown.tsv"
	table | cut -f 2 | sort | uniq -c >sums
	sed 's/^/#/' sums >&3
}

@test "what is shown is shown by a test that names it" {
	named >named
	comm -23 <(table | awk -F '\t' -v OFS='\t' '$2 == "shown" { print $1, $3 }') named >missing
	cat missing
	[ ! -s missing ]
}

@test "what a test's name says is a clause, and the table says shown" {
	comm -13 <(table | awk -F '\t' '$2 == "shown" { print $1 }') <(named | cut -f 1 | LC_ALL=C sort -u) >unknown
	cat unknown
	[ ! -s unknown ]
}
