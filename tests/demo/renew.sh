#!/bin/bash
# After a change that is meant: writes the transcript of the demo and the
# console blocks of the first pages anew, from what the commands say now. Read
# the difference as somebody who sees the program for the first time.
# usage: BIN=bin tests/demo/renew.sh
set -eu

top=$(cd "${0%/*}/../.." && pwd)
: "${BIN:=$top/bin}"
BIN=$(cd "$BIN" && pwd)
export BIN PATH="$BIN:$PATH"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

"$top/tests/demo/demo.sh" >"$dir/transcript.txt"
cp "$dir/transcript.txt" "$top/tests/demo"
for name in ${!CARE_@} LANG LANGUAGE COLUMNS; do unset "$name"; done
export LC_ALL=C.UTF-8 TZ=Asia/Shanghai CARE_FORMAT=table
for page in README.md README.zh-CN.md; do
	rm -rf "$dir/run"
	mkdir -p "$dir/run/tests"
	cp -R "$top/policies" "$dir/run"
	cp -R "$top/tests/demo" "$dir/run/tests"
	(cd "$dir/run" && "$top/tests/demo/console.sh" "$top/$page") >"$dir/$page"
	cp "$dir/$page" "$top"
done
