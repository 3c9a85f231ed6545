#!/usr/bin/env bats
# The Makefile keeps what its help promises. Runs on the built tree without
# writing to it; what it installs goes to the test's own folder.
load setup

# The names of the folders as make knows them: dependencies name those.
build() {
	local b=${B:-$ROOT/build}

	make -C "$ROOT" B="${b#"$ROOT"/}" BIN="${BIN#"$ROOT"/}" "$@"
}

@test "a second make does nothing" {
	local b=${B:-$ROOT/build}

	run_ok build -q all "${b#"$ROOT"/}/libcare.a"
}

@test "a header is a dependency of what includes it" {
	local b=${B:-$ROOT/build}

	run_ok build -n -W src/base/utf8.h "${b#"$ROOT"/}/libcare.a"
	grep -q 'src/base/utf8\.c' <<<"$output"
	[[ $output != *src/base/num.c* ]]
}

@test "install fills DESTDIR below PREFIX and nothing else" {
	run_ok build install DESTDIR="$PWD/dest" PREFIX=/opt/care
	[ "$(ls dest dest/opt)" = "dest:
opt

dest/opt:
care" ]
	for main in "$ROOT"/src/care-*.c; do
		[ -e "$main" ] || continue
		[ -x "dest/opt/care/bin/$(basename "$main" .c)" ]
	done
	for page in "$ROOT"/man/*.[157]; do
		[ -e "$page" ] || continue
		[ -r "dest/opt/care/share/man/man${page##*.}/${page##*/}" ]
	done
	for file in "$ROOT"/policies/*; do
		[ -e "$file" ] || continue
		[ -e "dest/opt/care/share/care/policies/${file##*/}" ]
	done
	for po in "$ROOT"/src/po/*.po; do
		[ -e "$po" ] || continue
		[ -r "dest/opt/care/share/locale/$(basename "$po" .po)/LC_MESSAGES/care.mo" ]
	done
}

@test "help names each target" {
	run_ok build -s help
	for target in demo test test-real bench soak lint install packages po clean; do
		grep -q "^make $target" <<<"$output"
	done
}

@test "nothing missing, nothing said" {
	run_ok "$ROOT/.ci/packages" build test
	[ -z "$output$stderr" ]
}

# A system in which nothing is found, seen by a user of that number: only
# what the script itself needs.
bare() {
	mkdir -p bare
	for tool in sh cat cut tr env; do
		ln -sf "$(command -v "$tool")" bare/
	done
	bare_tool id "echo $1"
}

bare_tool() {
	printf '#!/bin/sh\n%s\n' "$2" >"bare/$1"
	chmod +x "bare/$1"
}

packages_on_bare() {
	env PATH="$PWD/bare" sh "$ROOT/.ci/packages" "$@"
}

@test "without apt-get it names what to install and stops" {
	bare 0
	run_status 69 packages_on_bare build
	grep -q '^  libyaml-dev  *reads policies$' "$err"
	grep -q 'no apt-get' "$err"
}

@test "root installs what is missing, with the reason said" {
	bare 0
	bare_tool apt-get 'echo "$@" >>apt.log'
	bare_tool sudo 'echo sudo >>apt.log'
	run_status 69 packages_on_bare test
	grep -q '^  bats  *tests commands$' "$err"
	grep -q '^care: apt-get install .*bats' "$err"
	[ "$(sed -n 1p apt.log)" = '-qq update' ]
	grep -q ' install .*bats.*libcmocka-dev' apt.log
	grep -q 'still missing' "$err"
	[[ $(<apt.log) != *sudo* ]]
}

@test "another user installs through sudo, or is told to become root" {
	bare 1000
	bare_tool apt-get 'echo "$@" >>apt.log'
	run_status 77 packages_on_bare build
	grep -q '^care: as root: apt-get install .*libcsv-dev' "$err"
	[ ! -e apt.log ]
	bare_tool sudo 'echo sudo >>apt.log; exec "$@"'
	run_status 69 packages_on_bare build
	grep -q '^care: sudo apt-get install .*libcsv-dev' "$err"
	[ "$(grep -c sudo apt.log)" -eq 2 ]
}

@test "a failing apt-get stops the build" {
	bare 0
	bare_tool apt-get 'exit 100'
	run_status 100 packages_on_bare build
}
