#!/bin/bash
# The catalogues against the sentences in the sources. Run from the top.
# usage: tests/po.sh         bring src/po/*.po up to the sources
#        tests/po.sh check   print what they lack or doubt; 1 if there is any
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
pot=$dir/care.pot

# Without a date, so that the same sources give the same catalogue.
find src -name '*.[ch]' | LC_ALL=C sort |
	xgettext --files-from=- --language=C --from-code=UTF-8 --force-po \
	    --keyword=_ --keyword=N_ --add-location=file --sort-output \
	    --package-name=care --output=- | sed '/^"POT-Creation-Date/d' >"$pot"

# Prints the messages of a catalogue that are not ready.
unready() {
	msgmerge --quiet --no-fuzzy-matching --output-file="$dir/merged" "$1" "$pot"
	msgattrib --no-obsolete --untranslated "$dir/merged"
	msgattrib --no-obsolete --only-fuzzy "$dir/merged"
}

bad=0
for po in src/po/*.po; do
	if [ "${1:-update}" = check ]; then
		# The first entry has no text; it is the head of the catalogue.
		lacking=$(unready "$po" | awk 'BEGIN { RS = ""; ORS = "\n\n" } !/"Content-Type:/')
		[ -z "$lacking" ] || { printf '%s lacks:\n%s\n' "$po" "$lacking"; bad=1; }
		msgfmt --check --output-file=/dev/null "$po" || bad=1
	else
		msgmerge --quiet --update --backup=none --sort-output --add-location=file "$po" "$pot"
	fi
done
exit "$bad"
