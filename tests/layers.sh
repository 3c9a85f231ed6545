#!/bin/bash
# Checks the directions in a source tree: includes point down in LAYERS, the
# engine is seen in store/ only, the store's door by few, and nothing goes in
# a circle. Prints what is wrong; silent and 0 when all is well.
# usage: tests/layers.sh SRC
set -eu
cd "$1"

# Every include of every file as "file<TAB>target": a file of this tree by its
# path, another one as <name>.
includes() {
	local file name rest

	find . -name '*.[ch]' | sed 's,^\./,,' | sort | while read -r file; do
		sed -n 's,^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]\([^>"]*\)[>"].*,\1,p' "$file" |
		while read -r name; do
			rest=${file%/*}/$name
			if [ -e "$name" ]; then
				printf '%s\t%s\n' "$file" "$name"
			elif [ "$rest" != "$file/$name" ] && [ -e "$rest" ]; then
				printf '%s\t%s\n' "$file" "$rest"
			else
				printf '%s\t<%s>\n' "$file" "$name"
			fi
		done
	done
}

all=$(includes)
bad=0
wrong() {
	[ -z "$2" ] || { printf '%s\n' "$2" | sed "s/^/$1: /"; bad=1; }
}

# A file directly in src/ or in src/care-*/ belongs to a command.
wrong 'points up' "$(printf '%s\n' "$all" | awk -F'\t' '
	function folder(path) { return sub(/\/[^\/]*$/, "", path) ? path : "" }
	NR == FNR { n = split($0, name, " "); for (i = 1; i <= n; i++) rank[name[i]] = FNR; next }
	$2 ~ /\.\./ { print $1 " includes " $2; next }
	$2 ~ /^</ || $1 == "" { next }
	{ from = folder($1); to = folder($2) }
	from == "" || from ~ /^care-[^\/]*$/ || from == to { next }
	!(from in rank) || !(to in rank) || rank[to] >= rank[from] { print $1 " includes " $2 }
	' LAYERS -)"
wrong 'folder not in LAYERS' "$(find . -mindepth 2 -name '*.[ch]' | sed 's,^\./,,; s,/[^/]*$,,' |
	sort -u | grep -v '^care-[^/]*$' | grep -vxF -f <(tr ' ' '\n' <LAYERS) || :)"
wrong 'sees the engine' "$(printf '%s\n' "$all" | awk -F'\t' '
	$2 == "<sqlite3.h>" && $1 !~ /^store\// { print $1 }')"
wrong 'sees the store' "$(printf '%s\n' "$all" | awk -F'\t' '
	$2 == "store/db.h" && $1 !~ /^(store|command)\// && $1 !~ /_store\.c$/ { print $1 }')"
# tsort names the members of each circle; a file that includes itself is one.
circle=$(printf '%s\n' "$all" | awk -F'\t' '$2 !~ /^</ && NF' | tsort 2>&1 >/dev/null) || {
	names=$(sed -n 's/^tsort: \(.*\.[ch]\)$/\1/p' <<<"$circle")
	wrong 'goes in a circle' "${names:-$circle}"
}
wrong 'includes itself' "$(printf '%s\n' "$all" | awk -F'\t' '$1 == $2 && NF { print $1 }')"
exit "$bad"
