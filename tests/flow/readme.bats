#!/usr/bin/env bats
# What the first page promises is what happens. After a change that is meant,
# run tests/demo/renew.sh and read the difference.

load ../cli/setup

setup() {
	fresh
	mkdir tests
	cp -R "$ROOT/policies" .
	cp -R "$ROOT/tests/demo" tests
	export CARE_FORMAT=table
}

@test "the console blocks of the README say what the commands say" {
	grep -q '^\$ care-case todo' "$ROOT/README.md"
	"$ROOT/tests/demo/console.sh" "$ROOT/README.md" >now.md
	diff -u "$ROOT/README.md" now.md || { echo "is it meant? tests/demo/renew.sh"; false; }
}

@test "the Chinese page has the same blocks" {
	grep -q '^\$ care-case todo' "$ROOT/README.zh-CN.md"
	"$ROOT/tests/demo/console.sh" "$ROOT/README.zh-CN.md" >now.md
	diff -u "$ROOT/README.zh-CN.md" now.md || { echo "is it meant? tests/demo/renew.sh"; false; }
	diff <(grep '^\$ ' "$ROOT/README.md" | sed 's/ *#.*//') <(grep '^\$ ' "$ROOT/README.zh-CN.md" | sed 's/ *#.*//')
}

@test "every command is in the table of both pages" {
	for page in README.md README.zh-CN.md; do
		diff <(cd "$ROOT/src" && ls care-*.c | sed 's/\.c$//') \
		    <(sed -n 's/^| `\(care-[a-z]*\)` |.*/\1/p' "$ROOT/$page" | sort)
	done
}

# cron takes all that stands behind NAME= for the value, a comment too.
@test "the crontabs of both pages and of care(7) are such" {
	for page in README.md README.zh-CN.md man/care.7; do
		sed -n '/^```cron$/,/^```$/p; /^CARE_STORE=\//,/^\.Ed/p' "$ROOT/$page" |
			grep -vE '^(```.*|\.Ed)$' >tab
		grep -q 'care-escalate run' tab
		run_status 1 grep -vE '^([A-Z_]+=[^ #]+|#.*|([0-9*/]+ +){5}(care +)?care-[a-z]+ .*)$' tab
	done
}
