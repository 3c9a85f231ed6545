#!/usr/bin/env bats
# Every command stands on libyaml, libcsv and SQLite: it reads the adopted
# policy, the store, and CSV. Libraries are linked as needed, so a program
# that does not use one does not name it.
load setup

needs() {
	readelf -d "$1" | grep NEEDED
}

@test "there is a program for each main" {
	for main in "$ROOT"/src/care-*.c; do
		[ -e "$main" ] || continue
		[ -x "$BIN/$(basename "$main" .c)" ]
	done
}

@test "each command links libyaml, libcsv and SQLite" {
	for main in "$ROOT"/src/care-*.c; do
		[ -e "$main" ] || continue
		run_ok needs "$BIN/$(basename "$main" .c)"
		for lib in libyaml- libcsv. libsqlite3.; do
			echo "$main: $lib"
			grep -qF "[$lib" <<<"$output"
		done
	done
}
