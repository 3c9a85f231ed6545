#!/usr/bin/env bats
# The manual keeps its word: its examples run, its tables and columns are there.
#
# An example is a line of the section EXAMPLES that begins with "$ " or the name
# of a command of ours: in .Bd -literal or after .Dl. Lines that end with a backslash or a bar go on, and
# so do here-documents and open quotes. All of a page run in order, by one shell,
# in a trial store with some cases; each must end with 0, or with the status
# that a comment .\" status N before it names.
load setup

setup() {
	fresh
	export CARE_NOW='2026-03-12 10:00' CARE_STORE=$HOME/store/care.db
}

# A company at work, and the files that the pages name.
scene() {
	cp "$ROOT"/policies/*.yaml .
	cp -R "$ROOT/policies/calendars" .
	run_ok care-store init store --trial --first 1036 --policy small-agency.yaml --now '2026-03-02 9:00'
	printf 'login,name,role,supervisor\nliu,刘洋,supervisor,\nwang,王芳,owner,liu\nzhao,赵雷,owner,liu\n' >staff.csv
	run_ok care-intake staff staff.csv --now '2026-03-02 9:00'
	printf '订单号,姓名,电话,线路,下单日期,出发日期,返回日期\nT0308-2,张三,13900139001,昆明,2026-02-01,2026-03-06,2026-03-10\n' >all.csv
	run_ok care-intake bookings -q --source erp all.csv --now '2026-03-02 9:10'
	printf '投诉日期,姓名,电话,内容,满意度,类型,渠道\n2026-03-11 09:00,李四,13900139002,大巴迟到,一般,投诉,电话\n' >2025.csv
	sed 's/,满意度//; s/,一般//; s/李四/赵六/; s/9002/9003/' 2025.csv >new.csv
	run_ok care-intake case --kind complaint --channel phone --phone 13800138000 \
	    --text 大巴迟到两小时 --owner wang --now '2026-03-11 9:00'
	[ "$(care-case list --ids)" = 10429 ]
	printf 'case,note,outcome\n10429,已致歉,settled\n' >answers.csv
	care-case todo --until +7d | sed '1s/$/,milestone,at,note/; 2,$s/$/,,,/; 2s/,,$/,,已联系/' >filled.csv
	[ "${page##*/}" != care-survey.1 ] || printf 'token,result\nnone,5\n' >answers.csv
	# Only looks at what is to be mended.
	mkdir bin
	printf '#!/bin/sh\n' >bin/vi
	chmod +x bin/vi
	PATH=$HOME/bin:$PATH
}

# Prints the examples of a page as a script, one "example STATUS" a command.
examples() {
	awk '
	/^\.Sh / { on = /^\.Sh EXAMPLES/; next }
	!on { next }
	/^\.\\" status / { flush(); wanted = $3; next }
	/^\.Dl / { sub(/^\.Dl /, "") }
	/^\.Bd -literal/ { literal = 1; next }
	/^\.Ed/ { literal = 0; flush() }
	/^\./ { next }
	{ gsub(/\\e/, "\\"); gsub(/\\\(dq/, "\""); gsub(/\\&/, ""); gsub(/\\ /, " ") }
	/^\$ / || /^care-/ && text !~ /[|\\]$/ { flush(); sub(/^\$ /, ""); text = $0; next }
	text != "" && literal { text = text "\n" $0; next }
	text != "" && text ~ /[|\\]$/ { text = text "\n" $0; next }
	function flush() {
		if (text == "") return
		gsub(/\047/, "\047\\\047\047", text)
		printf "example %d \047%s\047\n", wanted + 0, text
		text = ""; wanted = 0
	}
	END { flush() }' "$1"
}

# Runs an example in this shell, so that an export lasts.
example() {
	local got=0

	eval "$2" >example.out 2>example.err </dev/null || got=$?
	[ "$got" -eq "$1" ] && return 0
	printf 'status %d, not %d:\n$ %s\n' "$got" "$1" "$2"
	cat example.out example.err
	return 1
}

pages() {
	find "$ROOT/man" -name '*.[157]' | sort
}

@test "an example that fails, or ends otherwise than it says, is found" {
	printf '%s\n' '.Sh EXAMPLES' '.Dl $ true' '.\" status 3' '.Bd -literal' '$ cat <<E |' \
	    "it's \\e(dq" E '    grep -q nothing; (exit 3)' '.Ed' '.Dl * * * * * no example' >page.1
	run_ok examples page.1
	[ "$(grep -c ^example "$out")" -eq 2 ]
	source "$out"
	sed -i 's/status 3/status 4/' page.1
	examples page.1 >script
	run_status 1 bash -c "$(declare -f example); set -e; source ./script"
	[[ $output == *'status 3, not 4'* ]]
}

@test "every example of every page runs" {
	all=0
	while read -r page; do
		rm -rf run
		mkdir run
		examples "$page" >script
		[ -s script ] || continue
		all=$((all + $(grep -c '^example' script)))
		echo "$page"
		# No "||" behind it, which would let it go on after a failure.
		(
			cd run
			HOME=$PWD CARE_STORE=$PWD/store/care.db
			scene
			set -o pipefail
			source ../script
		)
	done < <(pages)
	[ "$all" -gt 25 ]
}

@test "care-store(5) has every table and column, and no other" {
	run_ok care-store init s.db --trial
	sqlite3 -readonly s.db "SELECT m.name || '.' || p.name FROM sqlite_schema m,
	    pragma_table_info(m.name) p WHERE m.type = 'table'" | sort >there
	awk '/^\.Sh / { on = /TABLES/ } /^\.Ss / { table = $2 }
	    on && /^\.It Va / { print table "." $3 }' "$ROOT/man/care-store.5" | sort >told
	[ "$(wc -l <there)" -gt 150 ]
	diff there told
}

# The columns that care-output(5) tells of a command.
columns_of() {
	awk -v it=".It Ic $1" '
	/^\.It / { on = ($0 == it); next } /^\.El/ { on = 0 }
	on { printf "%s", $0 } END { print "" }' "$ROOT/man/care-output.5"
}

@test "care-output(5) has the columns of every list, in their order" {
	scene
	case=$(care-case list --ids | head -1)
	lists=0
	while read -r command; do
		case $command in
		'care-case todo' | 'care-case list' | 'care-case ledger' | 'care-case fund' | 'care-case holds' | 'care-case offers' | 'care-case measure list') more= ;;
		'care-case '* | 'care-survey why') more=$case ;;
		'care-customer find' | 'care-customer seen' | 'care-customer show') more=c1041 ;;
		'care-escalate explain') more=$case/result ;;
		'care-policy adopt') more='small-agency.yaml --now 2026-03-13' ;;
		'care-policy due --explain') more='2026-03-12 48h' ;;
		'care-remind preview') more=$(care-remind outbox --ids | head -1) ;;
		'care-staff show') more=wang ;;
		'care-survey invite') more=$case ;;
		*) more= ;;
		esac
		case $command in
		'care-policy adopt')
			sed -i 's/^version: .*/version: "2"/' small-agency.yaml ;;
		'care-survey invite') continue ;;	# only with --list of tokens
		'care-remind preview') [ -n "$more" ] || continue ;;
		esac
		# shellcheck disable=SC2086
		$command $more -f csv >"$out" 2>"$err" || cat "$err"
		if [ "$(head -1 "$out")" != "$(columns_of "$command")" ]; then
			printf '%s\nwrites %s\nis told %s\n' "$command" "$(head -1 "$out")" "$(columns_of "$command")"
			false
		fi
		lists=$((lists + 1))
	done < <(awk '/^\.Sh / { on = /COLUMNS/ } /^\.Pp/ { on = 0 } on && sub(/^\.It Ic /, "")' "$ROOT/man/care-output.5")
	[ "$lists" -ge 18 ]
}

@test "care-output(5) has a word for each column, and each option of all commands" {
	page=$ROOT/man/care-output.5
	awk '/^\.Sh / { on = /COLUMNS/ } /^\.El/ { on = 0 } on && /^[a-z_,0-9]+$/' "$page" | tr , '\n' | sort -u | grep . >names
	[ "$(wc -l <names)" -gt 80 ]
	while read -r name; do grep -qFx ".It Va $name" "$page" || { echo "$name"; false; }; done <names
	run_ok care-store --help
	sed -n '/^Options of every/,/^$/p' "$out" | grep -oE -- '--[a-z-]+' >options
	[ "$(wc -l <options)" -ge 15 ]
	while read -r o; do grep -qE "^\.It .*Fl Fl ${o#--}( |\$)" "$page" || { echo "$o"; false; }; done <options
}

# keys OPERAND: the columns by which an act finds what its operand names
keys() {
	case $1 in
	*CODE*) echo 'message' ;;
	*CASE/*) echo promise ;;
	*CASE* | 'NAME..|- EVENT' | *PLAN*) echo case ;;
	*GROUP*) echo group ;;
	*MEASURE*) echo measure ;;
	*LINE*) echo line ;;
	*CUSTOMER*) echo customer ;;
	*MESSAGE*) echo message ;;
	*PROMISE*) echo promise ;;
	NAME*) [ "$2" = care-staff ] && echo staff || echo case ;;
	esac
}

# Columns that acts are meant to read: a call's result, written into the list
# of calls, comes back by care-remind done and, of calls that belong to a case,
# as a contact or a step of it.
MEANT='care-remind calls: result
care-remind calls: note'

# Each act reads, beside its key, columns named after its own options: what a
# list shows must not be such a name, or a list piped into an act sets things.
# Facts of a case are no such columns where fields can be set.
@test "no column of a list is an option of an act that takes the list" {
	local command verb operand key facts

	awk '/^\.Sh / { on = /COLUMNS/ } /^\.El/ { on = 0 }
	    on && sub(/^\.It Ic /, "") { list = $0; next }
	    on && /^[a-z_,0-9]+$/ { n = split($0, c, ","); for (i = 1; i <= n; i++) if (c[i]) print list ": " c[i] }' \
	    "$ROOT/man/care-output.5" >columns
	for command in case customer staff escalate remind; do
		care-$command --help | grep -E "^  care-$command [a-z]" >usage
		while read -r _ verb; do
			operand=${verb#*[A-Z[]} operand=${verb:$((${#verb} - ${#operand} - 1))}
			operand=${operand#\[options\] }
			verb=${verb%%[A-Z[]*} verb=${verb% }
			[[ $operand == *-* ]] || continue
			# shellcheck disable=SC2086
			care-$command $verb --help >help
			case "$command $verb" in
			'remind done' | 'remind retry' | 'escalate ack' | 'escalate recompute') ;;
			*) grep -q -e --if-unchanged help || continue ;;
			esac
			key=$(keys "$operand" "care-$command")
			[ -n "$key" ] || { echo "$command $verb: takes $operand"; return 1; }
			sed -n '/^Options:/,/^Options of/s/^ *\(-[a-z], \)*--\([a-z-]*\).*/\2/p' help | tr - _ >own
			facts=$(grep -x field own || true)
			awk -v act="care-$command $verb: $key:" -v facts="$facts" \
			    '!facts || !/^(kind|channel|severity|category|cause|liability|state|owner|team)$/ { print act, $0 }' own >>acts
		done <usage
	done
	[ "$(cut -d: -f1 acts | sort -u | wc -l)" -gt 40 ]
	printf '%s\n' "$MEANT" >meant
	awk -F': ' 'FILENAME == "meant" { meant[$0] = 1; next }
	    FILENAME == "columns" { has[$1, $2] = 1; lists[$1] = 1; next }
	    { for (l in lists) if (has[l, $2] && has[l, $3]) {
		if (meant[l ": " $3]) met++; else print l " writes " $3 ", which " $1 " sets" } }
	    END { if (!met) print "nothing that is meant was found" }' meant columns acts >wrong
	run_ok cat wrong
	[ -z "$output" ] || { cat wrong; return 1; }
}

@test "each page has every verb and option of its command" {
	for command in "$BIN"/care-*; do
		name=${command##*/}
		page=$ROOT/man/$name.1
		[ -e "$page" ] || continue
		run_ok "$command" --help
		awk -v c="  $name " 'index($0, c) == 1 && $2 ~ /^[a-z]+$/ { print $2, $3 ~ /^[a-z]+$/ ? $3 : "" }' "$out" >verbs
		while read -r verb sub; do
			grep -qwE "Cm.* $verb( .*)?" "$page" || { echo "$name $verb"; false; }
			[ -z "$sub" ] || grep -qwE "Cm.* $sub( .*)?" "$page" || { echo "$name $verb $sub"; false; }
			"$command" "$verb" ${sub:+"$sub"} --help | sed -n '/^Options:/,/^$/p' | grep -oE -- '--[a-z-]+' |
			while read -r o; do
				grep -qE -- "Fl (Fl |[a-z] , )?-?${o#--}( |\$)" "$page" || { echo "$name $verb $o"; exit 1; }
			done || false
		done <verbs
	done
}
