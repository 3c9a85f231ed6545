#!/usr/bin/env bats
# Every command stands on libyaml, libcsv and SQLite: it reads the adopted
# policy, the store, and CSV. Libraries are linked as needed, so a program
# that does not use one does not name it.
load setup

# Prints those of the three that the program does not link.
lacks() {
	local needed lib

	needed=$(readelf -d "$1" | grep NEEDED)
	for lib in libyaml- libcsv. libsqlite3.; do
		grep -qF "[$lib" <<<"$needed" || echo "$lib"
	done
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
		run_ok lacks "$BIN/$(basename "$main" .c)"
		echo "$main lacks: $output"
		[ -z "$output" ]
	done
}

@test "a program without them is found" {
	run_ok lacks "$(command -v sh)"
	[ "${#lines[@]}" -eq 3 ]
}
