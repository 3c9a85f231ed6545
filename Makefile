# care: small Unix commands that make a company keep its word.
#
#   make                    build into bin/
#   make demo               install what is missing, build, show the main job
#   make test               install what is missing, build, run every test
#   make test-real DATA=DIR the tests that need real data from outside
#   make bench              measure the speed
#   make soak               a million rows, killed and shared: ROWS=1000000;
#                           everybody at once over PROMISES=100000; a month
#                           of cron at each minute (EVERY=15: each quarter)
#   make fuzz               any bytes into each reader, FUZZ_SECONDS=10 each
#   make lint               manuals, scripts and sources through their checkers
#   make install            to PREFIX (/usr/local), under DESTDIR if given
#   make packages           only install the packages the build needs
#   make po                 bring src/po/*.po up to the sources
#   make clean              remove what was built

PREFIX  ?= /usr/local
DESTDIR ?=
CC      ?= cc
CFLAGS  ?= -O2 -g
# A second build (clang, sanitizers) goes beside the first:
# make test B=build/clang BIN=build/clang/bin CC=clang
B       ?= build
BIN     ?= bin

WARN     = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
           -Wstrict-prototypes -Wmissing-prototypes $(WERROR)
CPPFLAGS_ALL = -Isrc -D_GNU_SOURCE $(CPPFLAGS)
# Every program reads the policy and the store and may read a sheet.
LDLIBS   = -Wl,--no-as-needed -lcsv -lyaml -lsqlite3 -Wl,--as-needed -lutf8proc -lsmartcols \
           -lsodium -ljansson -lm
# Optional libraries add their flags here. WITH_MAIL: gmime, which reads mails
# for care-intake; auto takes it where it is.
WITH_MAIL ?= auto
ifneq ($(WITH_MAIL),0)
MAIL    := $(shell pkg-config --exists gmime-3.0 2>/dev/null && echo 1)
endif
ifneq ($(filter 1,$(WITH_MAIL) $(MAIL)),)
MAIL_CPPFLAGS := -DWITH_MAIL $(patsubst -I%,-isystem %,$(shell pkg-config --cflags gmime-3.0))
LDLIBS   += $(shell pkg-config --libs gmime-3.0)
endif

# WITH_XLSX: libxlsxwriter, which writes workbooks; auto as above.
WITH_XLSX ?= auto
ifneq ($(WITH_XLSX),0)
XLSX    := $(shell pkg-config --exists xlsxwriter 2>/dev/null && echo 1)
endif
ifneq ($(filter 1,$(WITH_XLSX) $(XLSX)),)
XLSX_CPPFLAGS := -DWITH_XLSX $(patsubst -I%,-isystem %,$(shell pkg-config --cflags xlsxwriter))
LDLIBS   += $(shell pkg-config --libs xlsxwriter)
endif

COMMANDS = $(patsubst src/%.c,%,$(wildcard src/care-*.c))
LIB_SRC := $(filter-out src/care-%,$(wildcard src/*/*.c src/care/*/*.c))
LIB_OBJ  = $(LIB_SRC:src/%.c=$(B)/%.o)
UNITS    = $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*.c))
LANGS    = $(patsubst src/po/%.po,%,$(wildcard src/po/*.po))
POLICIES = $(shell find policies -type f 2>/dev/null)
MANUALS  = $(wildcard man/*.[157] man/*/*.[157])

all: $(B)/libcare.a $(COMMANDS:%=$(BIN)/%) $(LANGS:%=$(BIN)/locale/%/LC_MESSAGES/care.mo)

# A command's main, and the verbs in the folder of its name.
define command
$(BIN)/$(1): $(B)/$(1).o $(patsubst src/%.c,$(B)/%.o,$(wildcard src/$(1)/*.c)) $(B)/libcare.a
	@mkdir -p $$(@D)
	$$(CC) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$^ $$(LDLIBS)
endef
$(foreach c,$(COMMANDS),$(eval $(call command,$(c))))

# q and not r: two folders may hold a file of the same name.
$(B)/libcare.a: $(LIB_OBJ)
	@rm -f $@
	$(AR) qcs $@ $^

$(B)/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(WARN) $(CPPFLAGS_ALL) $(CFLAGS) -MMD -MP -c -o $@ $<

# With gmime or without they are other objects.
MAIL_OBJ = $(addprefix $(B)/text/,mail_in.o mail_heads.o mail_parts.o)
$(MAIL_OBJ): CPPFLAGS_ALL += $(MAIL_CPPFLAGS)
$(MAIL_OBJ): $(B)/mail-$(if $(MAIL_CPPFLAGS),with,without)
$(B)/mail-with $(B)/mail-without:
	@mkdir -p $(@D)
	@rm -f $(B)/mail-with $(B)/mail-without
	@touch $@

# With libxlsxwriter or without it is another object.
$(B)/text/sheet_out.o: CPPFLAGS_ALL += $(XLSX_CPPFLAGS)
$(B)/text/sheet_out.o: $(B)/xlsx-$(if $(XLSX_CPPFLAGS),with,without)
$(B)/xlsx-with $(B)/xlsx-without:
	@mkdir -p $(@D)
	@rm -f $(B)/xlsx-with $(B)/xlsx-without
	@touch $@

$(B)/unit/%: tests/unit/%.c $(B)/libcare.a
	@mkdir -p $(@D)
	$(CC) $(WARN) $(CPPFLAGS_ALL) $(CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(B)/libcare.a -lcmocka $(LDLIBS)

$(BIN)/locale/%/LC_MESSAGES/care.mo: src/po/%.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<

units: $(UNITS)

# Fewer of the tests of commands: make test BATS=tests/cli/mail.bats
BATS    ?= $(wildcard tests/cli/*.bats tests/flow/*.bats)

# What comes after an installation of packages is a make of its own, so that
# nothing is compiled before. It uses all cores unless told otherwise.
CORES    = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))
again    = +@$(MAKE) -q $(1) >/dev/null 2>&1 || { echo 'care: building' >&2; \
           $(MAKE) -s --no-print-directory $(CORES) $(1); }

packages:
	@.ci/packages build

demo: packages
	$(call again,all)
	@BIN=$(abspath $(BIN)) tests/demo/demo.sh

test:
	@.ci/packages build test
	$(call again,all units)
	@B=$(B) BIN=$(BIN) tests/run.sh $(UNITS) $(BATS)

test-real:
	@test -d "$(DATA)" || { echo 'make test-real DATA=DIR: the folder of the data' >&2; exit 64; }
	@.ci/packages build test
	$(call again,all)
	@DATA=$(abspath $(DATA)) B=$(B) BIN=$(BIN) tests/run.sh $(wildcard tests/real/*.sh tests/real/*.bats)

bench: packages
	$(call again,all)
	@for t in $(wildcard tests/bench/*.sh); do BIN=$(abspath $(BIN)) $$t || exit; done

# What takes minutes: long intakes that are killed, and done by two at once.
ROWS ?= 1000000
EVERY ?= 1
soak:
	@.ci/packages build test
	$(call again,all)
	@for t in $(wildcard tests/soak/*.sh); do ROWS=$(ROWS) BIN=$(abspath $(BIN)) $$t || exit; done
	@PROMISES=$(PROMISES) EVERY=$(EVERY) TEST_TIMEOUT=3600 B=$(B) BIN=$(BIN) tests/run.sh $(wildcard tests/soak/*.bats)

# Any bytes for so many seconds into each reader of hostile input.
FUZZ_SECONDS ?= 10
FUZZ_FLAGS = -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all
fuzz:
	@.ci/packages build lint fuzz
	@$(MAKE) -s --no-print-directory $(CORES) B=build/fuzz CC=clang WERROR= \
		CFLAGS='$(FUZZ_FLAGS) -fsanitize=fuzzer-no-link' build/fuzz/libcare.a
	@mkdir -p build/fuzz/bin
	@for t in $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c)); do \
		clang $(FUZZ_FLAGS) -fsanitize=fuzzer $(CPPFLAGS_ALL) -o build/fuzz/bin/$$t \
			tests/fuzz/$$t.c build/fuzz/libcare.a $(LDLIBS) || exit; \
		seeds=; [ ! -d tests/fuzz/$$t.seeds ] || seeds=tests/fuzz/$$t.seeds; \
		mkdir -p build/fuzz/$$t.corpus; \
		build/fuzz/bin/$$t -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=4096 \
			-artifact_prefix=build/fuzz/ build/fuzz/$$t.corpus $$seeds >build/fuzz/$$t.log 2>&1 || \
			{ tail -n 40 build/fuzz/$$t.log; exit 1; }; \
		echo "fuzz $$t: $$(grep -oE 'Done [0-9]+ runs' build/fuzz/$$t.log), no finding"; \
	done

lint:
	@.ci/packages lint
	@.ci/lint

po:
	tests/po.sh

D = $(DESTDIR)$(PREFIX)
install: all
	install -d $(D)/bin
	$(if $(COMMANDS),install $(COMMANDS:%=$(BIN)/%) $(D)/bin)
	@for m in $(MANUALS:man/%=%); do \
		install -Dm 644 man/$$m $(D)/share/man/$${m%$${m##*/}}man$${m##*.}/$${m##*/} || exit; done
	@for p in $(POLICIES); do install -Dm 644 $$p $(D)/share/care/$$p || exit; done
	@for l in $(LANGS:%=%/LC_MESSAGES/care.mo); do \
		install -Dm 644 $(BIN)/locale/$$l $(D)/share/locale/$$l || exit; done

clean:
	rm -rf build bin

help:
	@sed -n 's/^#   //p' Makefile

.PHONY: all units packages demo test test-real bench soak fuzz lint po install clean help
.SECONDARY:
.DELETE_ON_ERROR:
-include $(wildcard $(B)/*.d $(B)/*/*.d $(B)/*/*/*.d)
