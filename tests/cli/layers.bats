#!/usr/bin/env bats
# The directions of the house hold, and the check of them can fail.
load setup

# A copy of the tree that the test may spoil.
copy() {
	rm -rf src
	cp -R "$ROOT/src" src
}

check() {
	"$ROOT/tests/layers.sh" "$@"
}

# spoil WORDS FILE INCLUDE: the copy with that include in that file is refused
# with those words.
spoil() {
	local words=$1 file=$2 include=$3
	copy
	mkdir -p "$(dirname "src/$file")"
	printf '#include %s\n' "$include" >>"src/$file"
	run_status 1 check src
	echo "$output"
	grep -qF -- "$words" <<<"$output"
}

@test "the sources keep the directions" {
	run_ok check "$ROOT/src"
	[ -z "$output" ]
}

@test "a copy keeps them too" {
	copy
	run_ok check src
}

@test "an include of a higher folder is found" {
	spoil 'points up: base/mem.c includes time/zone.h' base/mem.c '"time/zone.h"'
}

@test "folders on one line of LAYERS do not see each other" {
	mkdir -p src/one src/two
	echo 'one two' >src/LAYERS
	echo '#include "two/b.h"' >src/one/a.c
	: >src/two/b.h
	run_status 1 check src
	[ "$output" = 'points up: one/a.c includes two/b.h' ]
}

@test "a noun sees only the nouns before it" {
	mkdir -p src/care/low src/care/high
	printf 'care/low\ncare/high\n' >src/LAYERS
	: >src/care/low/l.h
	: >src/care/high/h.h
	echo '#include "care/low/l.h"' >src/care/high/h.c
	run_ok check src
	echo '#include "care/high/h.h"' >src/care/low/l.c
	run_status 1 check src
	[ "$output" = 'points up: care/low/l.c includes care/high/h.h' ]
}

@test "brackets and dots are no way around" {
	spoil 'points up: base/mem.c includes time/zone.h' base/mem.c '<time/zone.h>'
	spoil 'points up: time/human.c includes time/../policy/facts.h' time/human.c '"../policy/facts.h"'
}

@test "a command may include anything" {
	copy
	mkdir -p src/care-new
	echo '#include "policy/policy.h"' | tee src/care-new.c >src/care-new/verb.c
	run_ok check src
}

@test "a folder that LAYERS does not name is found" {
	spoil 'folder not in LAYERS: attic' attic/old.c '<stdio.h>'
}

@test "sqlite3.h outside of store/ is found" {
	spoil 'sees the engine: text/raw.c' text/raw.c '<sqlite3.h>'
	spoil 'sees the engine: care-new.c' care-new.c '"sqlite3.h"'
}

@test "store/db.h in a rule file is found, in X_store.c it may stand" {
	mkdir -p src/store src/care/people
	printf 'store\ncare/people\n' >src/LAYERS
	: >src/store/db.h
	echo '#include "store/db.h"' | tee src/care/people/staff_store.c >src/store/schema.c
	run_ok check src
	echo '  # include "store/db.h"' | tee src/care/people/staff.c src/care/people/a_store.h >src/care-staff.c
	run_status 1 check src
	[ "$output" = "sees the store: care-staff.c
sees the store: care/people/a_store.h
sees the store: care/people/staff.c" ]
}

@test "two headers that include each other are found" {
	mkdir -p src/one
	echo one >src/LAYERS
	echo '#include "one/b.h"' >src/one/a.h
	echo '#include "one/a.h"' >src/one/b.h
	run_status 1 check src
	grep -qx 'goes in a circle: one/a.h' <<<"$output"
	grep -qx 'goes in a circle: one/b.h' <<<"$output"
}

@test "a circle of three is found" {
	mkdir -p src/one
	echo one >src/LAYERS
	echo '#include "b.h"' >src/one/a.h
	echo '#include "c.h"' >src/one/b.h
	echo '#include "one/a.h"' >src/one/c.h
	run_status 1 check src
	[ "$(grep -c 'goes in a circle' <<<"$output")" -eq 3 ]
}
