# care: small Unix commands that make a company keep its word.
#
#   make            build into bin/
#   make demo       show the main job on sample files
#   make test       build, run every test
#   make help       the other targets

PREFIX  ?= /usr/local
DESTDIR ?=
CC      ?= cc
CFLAGS  ?= -O2 -g
# A second build (clang, sanitizers) goes beside the first: make B=build/clang BIN=build/clang/bin
B       ?= build
BIN     ?= bin

WARN     = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
           -Wstrict-prototypes -Wmissing-prototypes $(WERROR)
CPPFLAGS_ALL = -Isrc -D_GNU_SOURCE $(CPPFLAGS)
LDLIBS   = -lcsv -lyaml -lsqlite3 -lutf8proc -lsmartcols -lsodium

COMMANDS = $(patsubst src/%.c,%,$(wildcard src/care-*.c))
LIB_SRC  = $(wildcard src/*/*.c src/care/*/*.c)
LIB_SRC := $(filter-out src/care-%,$(LIB_SRC))
LIB_OBJ  = $(LIB_SRC:src/%.c=$(B)/%.o)
UNITS    = $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*.c))

all: $(COMMANDS:%=$(BIN)/%)

# A command's main, and the verbs in the folder of its name.
define command
$(BIN)/$(1): $(B)/$(1).o $(patsubst src/%.c,$(B)/%.o,$(wildcard src/$(1)/*.c)) $(B)/libcare.a
	@mkdir -p $$(@D)
	$$(CC) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$^ $$(LDLIBS)
endef
$(foreach c,$(COMMANDS),$(eval $(call command,$(c))))

$(B)/libcare.a: $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(B)/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(WARN) $(CPPFLAGS_ALL) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/unit/%: tests/unit/%.c $(B)/libcare.a
	@mkdir -p $(@D)
	$(CC) $(WARN) $(CPPFLAGS_ALL) $(CFLAGS) -MMD -MP -o $@ $< $(B)/libcare.a -lcmocka $(LDLIBS)

units: $(UNITS)

clean:
	rm -rf build bin

.PHONY: all units clean
.SECONDARY:
-include $(wildcard $(B)/*.d $(B)/*/*.d $(B)/*/*/*.d)
