#!/bin/bash
# Runs the console blocks of a page, in order, in one shell, and prints the
# page with what the commands say now: compare it with the page. Commands
# stand on lines that begin with "$ ".
# usage: cd DIR && CARE_...=... tests/demo/console.sh PAGE
set -eu

inside=''
while IFS= read -r line; do
	case $inside:$line in
	':```console') inside=1; printf '%s\n' "$line" ;;
	'1:```') inside=''; printf '%s\n' "$line" ;;
	'1:$ '*)
		printf '%s\n' "$line"
		eval "${line#"$ "}" 2>&1 || : ;;
	1:*) ;;
	*) printf '%s\n' "$line" ;;
	esac
done <"$1"
