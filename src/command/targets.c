/* What an act is to be done to: operands, ids on stdin, rows of CSV. */
#include "command/targets.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/num.h"
#include "care/cases/case.h"
#include "care/groups/group_store.h"
#include "command/args.h"
#include "command/members.h"
#include "command/session.h"
#include "store/store.h"
#include "store/subject.h"
#include "text/csv_in.h"
#include "text/ident.h"

enum mode { OPERANDS, LINES, ROWS };

struct targets {
	struct session *s;
	const char *key;
	enum mode mode;
	size_t at, operands;		/* next operand, and how many are targets */
	struct csv_in *csv;		/* LINES and ROWS */
	struct csv_row row;
	size_t key_column;
	bool first_held;		/* LINES: the heading is an id itself */
	const char *name;		/* of the current target */
	long line;
	int64_t count, refused;
	struct members *members;	/* of --group: instead of operands */
	struct buf once, rule;
	bool refused_this;
};

/* Which of the act's own options is the column named after; NULL: none. */
static const struct option_spec *option_of(struct targets *t, const char *head)
{
	const struct option_spec *o = arg_verb(t->s->args)->options;

	/* Facts that lists show are set by columns "field.NAME" only, lest an
	 * old list sets them back. */
	if (arg_known(t->s->args, "field") && fact_kind("case", head))
		return NULL;

	for (; o && o->name; o++) {
		size_t i = 0;

		/* An option "call-at" is the column "call_at". */
		while (o->name[i] && (o->name[i] == head[i] ||
		    (o->name[i] == '-' && head[i] == '_')))
			i++;
		if (!o->name[i] && !head[i])
			return o;
	}
	return NULL;
}

static void check_heads(struct targets *t, const char *const *heads, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct option_spec *o = option_of(t, heads[i]);

		if (o && arg_given(t->s->args, o->name))
			die_usage(_("--%s is given, and a column %s too: which?"),
			    o->name, heads[i]);
	}
}

/* The first line decides: the key's name among its cells is a heading, a
 * single cell is an id. */
static void open_stdin(struct targets *t)
{
	const char *const *heads;
	size_t n;
	long line;

	t->csv = csv_in_open(stdin, "-");
	heads = csv_in_heads(t->csv, &n);
	if (csv_in_failed(t->csv, &line))
		die(STATUS_INPUT, "-:%ld: %s", line, csv_in_failed(t->csv, &line));
	for (size_t i = 0; i < n; i++)
		if (strcmp(heads[i], t->key) == 0) {
			t->mode = ROWS;
			t->key_column = i;
			check_heads(t, heads, n);
			return;
		}
	if (n > 1)
		die(STATUS_INPUT, _("-:1: no column %s, and no list of ids"),
		    t->key);
	t->mode = LINES;
	t->first_held = n == 1;
}

static struct targets *open_first(struct session *s, const char *key, size_t n)
{
	struct targets *t = mem_alloc(1, sizeof *t);

	t->s = s;
	t->key = key;
	t->operands = n;
	if (members_asked(s)) {
		t->name = arg_value(s->args, "group");
		t->members = members_open(s, target_group(t, t->name));
		return t;
	}
	if (n == 0)
		die_usage(_("name a %s, or - for names on standard input"), key);
	if (n == 1 && strcmp(arg_operand(s->args, 0), "-") == 0)
		open_stdin(t);
	if (arg_known(s->args, "if-unchanged") &&
	    arg_given(s->args, "if-unchanged") && t->mode != ROWS)
		die_usage(_("--if-unchanged goes by a column version; there is"
		    " none"));
	return t;
}

struct targets *targets_none(struct session *s)
{
	struct targets *t = mem_alloc(1, sizeof *t);

	t->s = s;
	t->key = "";
	return t;
}

struct targets *targets_open(struct session *s, const char *key)
{
	return open_first(s, key, arg_operands(s->args));
}

struct targets *targets_open_but(struct session *s, const char *key,
    size_t last)
{
	size_t n = arg_operands(s->args);

	return open_first(s, key, last < n ? n - last : 0);
}

static bool next_row(struct targets *t)
{
	while (csv_in_next(t->csv, &t->row)) {
		t->line = t->row.line;
		t->name = "?";
		t->refused_this = false;
		if (!t->row.fault)
			return true;
		t->count++;
		target_refuse(t, "%s", t->row.fault);
	}
	if (csv_in_failed(t->csv, &t->line))
		die(STATUS_INPUT, "-:%ld: %s", t->line,
		    csv_in_failed(t->csv, &t->line));
	return false;
}

const char *targets_next(struct targets *t)
{
	size_t n;

	t->refused_this = false;
	if (t->members) {
		t->name = members_next(t->members);
	} else if (t->mode == OPERANDS) {
		t->name = t->at < t->operands ?
		    arg_operand(t->s->args, t->at++) : NULL;
	} else if (t->first_held) {
		t->first_held = false;
		t->name = csv_in_heads(t->csv, &n)[0];
		t->line = 1;
	} else if (!next_row(t)) {
		t->name = NULL;
	} else {
		t->name = t->row.cell[t->mode == ROWS ? t->key_column : 0];
	}
	if (t->name)
		t->count++;
	return t->name;
}

const char *target_option(struct targets *t, const char *name)
{
	const char *const *heads;
	size_t n;

	if (t->mode == ROWS) {
		heads = csv_in_heads(t->csv, &n);
		for (size_t i = 0; i < n; i++) {
			const struct option_spec *o = option_of(t, heads[i]);

			if (o && strcmp(o->name, name) == 0)
				return *t->row.cell[i] ? t->row.cell[i] : NULL;
		}
	}
	return arg_value(t->s->args, name);
}

/* What stands behind "OPTION." of a column's name; NULL: not that option's. */
static const char *part_of(const char *head, const char *option)
{
	size_t n = strlen(option);

	return strncmp(head, option, n) == 0 && head[n] == '.' && head[n + 1] ?
	    head + n + 1 : NULL;
}

const char *target_repeated(struct targets *t, const char *name, size_t i,
    struct arena *a)
{
	const char *const *heads, *typed;
	size_t n, given = 0;

	while ((typed = arg_repeated(t->s->args, name, given)) != NULL)
		if (given++ == i)
			return typed;
	heads = t->mode == ROWS ? csv_in_heads(t->csv, &n) : NULL;
	for (size_t k = 0; heads && k < n; k++) {
		const char *part = part_of(heads[k], name);

		if (part && *t->row.cell[k] && given++ == i)
			return arena_printf(a, "%s=%s", part, t->row.cell[k]);
	}
	return NULL;
}

static void refuse(struct targets *t, const char *text)
{
	struct buf why = {0};

	if (t->name)
		buf_addf(&why, "%s: ", t->name);
	buf_adds(&why, text);
	if (t->mode == OPERANDS)
		warn("%s", buf_text(&why));
	else
		warn_at("-", t->line, 0, "%s", buf_text(&why));
	buf_free(&why);
	if (!t->refused_this)
		t->refused++;
	t->refused_this = true;
}

void target_refuse(struct targets *t, const char *fmt, ...)
{
	char text[4096];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	refuse(t, text);
	t->s->look = true;
}

void target_deny(struct targets *t, const char *fmt, ...)
{
	char text[4096];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	refuse(t, text);
	t->s->denied = true;
}

/* The cell of that column in the target's row; NULL: no such column. */
static const char *cell_of(struct targets *t, const char *column)
{
	const char *const *heads;
	size_t n = 0;

	heads = t->mode == ROWS ? csv_in_heads(t->csv, &n) : NULL;
	for (size_t i = 0; i < n; i++)
		if (strcmp(heads[i], column) == 0)
			return t->row.cell[i];
	return NULL;
}

bool target_unchanged(struct targets *t, int64_t subject)
{
	const char *cell;
	int64_t version;

	if (!arg_known(t->s->args, "if-unchanged") ||
	    !arg_given(t->s->args, "if-unchanged"))
		return true;
	cell = cell_of(t, "version");
	if (!cell || !num_int(cell, 0, INT64_MAX, &version))
		target_refuse(t, _("version: no number, and --if-unchanged goes by"
		    " it"));
	else if (version != subject_version(t->s->db, subject))
		target_refuse(t, _("moved on since the list was made; look at it"
		    " again"));
	else
		return true;
	return false;
}

const char *target_once(struct targets *t)
{
	const char *key = arg_value(t->s->args, "once");

	if (!key || (t->mode == OPERANDS && t->operands == 1 && !t->members))
		return key;
	buf_reset(&t->once);
	buf_addf(&t->once, "%s/%s", key, t->name);
	return buf_text(&t->once);
}

int64_t targets_count(const struct targets *t)
{
	return t->count;
}

int64_t targets_refused(const struct targets *t)
{
	return t->refused;
}

void targets_close(struct targets *t)
{
	if (t->csv)
		csv_in_close(t->csv);
	members_close(t->members);
	buf_free(&t->once);
	buf_free(&t->rule);
	free(t);
}

static int64_t by_reference(struct targets *t, const char *kind, const char *ref)
{
	int64_t id = subject_by_ref(t->s->db, kind, ref);

	if (id > 0)
		return id;
	target_refuse(t, id < 0 ? _("several sources have this reference; put the"
	    " source and a colon before it") : _("no such reference"));
	return 0;
}

/* The subject of that number, if it is of that kind. */
static int64_t existing(struct targets *t, const char *wanted, int64_t id,
    const char *reason)
{
	const char *kind = NULL;
	struct buf ref = {0};
	bool found = subject_ref(t->s->db, id, &ref, &kind);

	buf_free(&ref);
	if (found && kind && strcmp(kind, wanted) == 0)
		return id;
	target_refuse(t, "%s", reason);
	return 0;
}

/* Cases whose number is the mistyped one with one digit or two neighbours
 * changed back; at most three, for the message. */
static void near_numbers(struct targets *t, const char *typed, struct buf *out)
{
	char digits[32];
	size_t n = strlen(typed), found = 0;

	if (n < 2 || n >= sizeof digits)
		return;
	for (size_t i = 0; i < n && found < 3; i++)
		for (int d = -1; d < 10 && found < 3; d++) {
			const char *kind = NULL;
			struct buf ref = {0};
			int64_t id;

			memcpy(digits, typed, n + 1);
			if (d < 0 && i + 1 < n) {
				digits[i] = typed[i + 1];
				digits[i + 1] = typed[i];
			} else if (d >= 0) {
				digits[i] = (char)('0' + d);
			}
			id = ident_case_subject(digits);
			if (id > 0 && subject_ref(t->s->db, id, &ref, &kind) && kind &&
			    strcmp(kind, "case") == 0) {
				buf_addf(out, "%s%s", found ? ", " : "", digits);
				found++;
			}
			buf_free(&ref);
		}
}

static void refuse_digit(struct targets *t, const char *typed)
{
	struct buf near = {0};

	near_numbers(t, typed, &near);
	if (near.n)
		target_refuse(t, _("no such case: the last digit does not fit; did"
		    " you mean %s?"), buf_text(&near));
	else
		target_refuse(t, _("no such case: the last digit does not fit"));
	buf_free(&near);
}

static int64_t subject_of(struct targets *t, const struct ident *id,
    const char *name)
{
	char number[32];

	switch (id->kind) {
	case IDENT_CASE:
		return existing(t, "case", id->number, _("no such case"));
	case IDENT_BAD_DIGIT:
		snprintf(number, sizeof number, "%.*s",
		    (int)strcspn(name, "/"), name);
		refuse_digit(t, number);
		return 0;
	case IDENT_CASE_REF:
		return by_reference(t, "case", id->ref);
	case IDENT_BOOKING:
		return by_reference(t, "booking", id->ref);
	case IDENT_CUSTOMER:
		return existing(t, "customer", id->number, _("no such customer"));
	case IDENT_MEASURE:
		return existing(t, "measure", id->number, _("no such measure"));
	case IDENT_GROUP:
		return target_group(t, name);
	case IDENT_STAFF:
		return by_reference(t, "staff", id->ref);
	case IDENT_HOUSE:
		return STORE_HOUSE;
	default:
		target_refuse(t, _("not the name of a case or booking"));
		return 0;
	}
}

int64_t target_group(struct targets *t, const char *name)
{
	struct ident id = ident_parse(name);
	int64_t group = 0;

	if (id.kind == IDENT_CASE_REF)
		id.number = by_reference(t, "case", id.ref);
	else if (id.kind == IDENT_BAD_DIGIT)
		refuse_digit(t, name);
	else if (id.kind != IDENT_GROUP && id.kind != IDENT_CASE)
		target_refuse(t, _("not the name of a group or case"));
	if (id.number && (id.kind == IDENT_GROUP || id.kind == IDENT_CASE ||
	    id.kind == IDENT_CASE_REF)) {
		group = group_of_case(t->s->db, id.number);
		if (!group)
			target_refuse(t, _("belongs to no group"));
	}
	return group;
}

int64_t target_case(struct targets *t, const char *name)
{
	struct ident id = ident_parse(name);

	/* Whoever only looks may name a promise for its case; an act may not,
	 * lest it does to the whole case what was meant for one promise. */
	if ((id.kind != IDENT_CASE && id.kind != IDENT_CASE_REF &&
	    id.kind != IDENT_BAD_DIGIT) || (id.rule[0] && arg_verb(t->s->args)->need != VERB_LOOKS)) {
		target_refuse(t, _("not the name of a case"));
		return 0;
	}
	return subject_of(t, &id, name);
}

int64_t target_measure(struct targets *t, const char *name)
{
	struct ident id = ident_parse(name);

	if (id.kind == IDENT_MEASURE && !id.rule[0])
		return subject_of(t, &id, name);
	target_refuse(t, _("not the name of a measure\ncare-case measure list"));
	return 0;
}

int64_t target_subject(struct targets *t, const char *name, bool *is_case)
{
	struct ident id = ident_parse(name);

	if (is_case)
		*is_case = id.kind == IDENT_CASE || id.kind == IDENT_CASE_REF;
	if (!id.rule[0])
		return subject_of(t, &id, name);
	target_refuse(t, _("is a promise; name what it is of"));
	return 0;
}

int64_t target_promise(struct targets *t, const char *name, const char **rule,
    int *turn)
{
	struct ident id = ident_parse(name);

	*rule = NULL;
	*turn = id.turn;
	if (!id.rule[0]) {
		target_refuse(t, _("name a promise: CASE/NAME, see care-case show"));
		return 0;
	}
	buf_reset(&t->rule);
	buf_adds(&t->rule, id.rule);
	*rule = buf_text(&t->rule);
	return subject_of(t, &id, name);
}
