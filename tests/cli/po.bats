#!/usr/bin/env bats
# Every sentence of the sources has its Chinese one. To mend a failure here:
# `make po`, then fill in what is empty or marked fuzzy in src/po/zh_CN.po.
load setup

@test "no message lacks its translation" {
	cd "$ROOT"
	run_ok tests/po.sh check
}

@test "a new sentence without a translation is found" {
	cp -R "$ROOT/src" src
	echo 'const char *f(void) { return _("quite a new sentence"); }' >src/base/new.c
	run_status 1 "$ROOT/tests/po.sh" check
	grep -q 'msgid "quite a new sentence"' "$out"
}

@test "a doubtful translation is found" {
	cp -R "$ROOT/src" src
	sed -i '0,/^#, c-format$/s//#, fuzzy, c-format/' src/po/zh_CN.po
	run_status 1 "$ROOT/tests/po.sh" check
	grep -q fuzzy "$out"
}

@test "a translation with another placeholder is found" {
	mkdir -p src
	cp -R "$ROOT/src/po" src
	echo 'const char *f(void) { return _("%d things"); }' >src/new.c
	printf '\n#, c-format\nmsgid "%%d things"\nmsgstr "%%s"\n' >>src/po/zh_CN.po
	run_status 1 "$ROOT/tests/po.sh" check
	grep -q 'zh_CN.po:[0-9]' "$err"
}
