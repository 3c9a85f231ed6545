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
	for target in demo test test-real bench lint install packages po clean; do
		grep -q "^make $target" <<<"$output"
	done
}

@test "nothing missing, nothing said" {
	run_ok "$ROOT/.ci/packages" build test
	[ -z "$output$stderr" ]
}

# A system in which nothing is found: only what the script itself needs.
bare() {
	mkdir -p bare
	for tool in sh cat cut tr id "$@"; do
		ln -sf "$(command -v "$tool")" bare/
	done
}

@test "without apt-get it names what to install and stops" {
	bare
	run_status 69 env PATH="$PWD/bare" sh "$ROOT/.ci/packages" build
	grep -q '^  libyaml-dev  *reads policies$' "$err"
	grep -q 'no apt-get' "$err"
}

@test "missing packages are installed by apt-get, with the reason said" {
	bare env
	cat >bare/apt-get <<-'EOF'
	#!/bin/sh
	echo "$@" >>apt.log
	EOF
	printf '#!/bin/sh\nexec "$@"\n' >bare/sudo
	chmod +x bare/apt-get bare/sudo
	run_status 69 env PATH="$PWD/bare" sh "$ROOT/.ci/packages" test
	grep -q '^  bats  *tests commands$' "$err"
	grep -q 'apt-get install .*bats' "$err"
	grep -q '^-qq update$' apt.log
	grep -q 'install .*bats.*libcmocka-dev' apt.log
	grep -q 'still missing' "$err"
}
