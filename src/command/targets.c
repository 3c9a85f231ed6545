/* What an act is to be done to: operands, ids on stdin, rows of CSV. */
#include "command/targets_inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/num.h"
#include "command/args.h"
#include "command/members.h"
#include "command/session.h"
#include "store/subject.h"

/* Which of the act's own options is the column named after; NULL: none. */
static const struct option_spec *option_of(struct targets *t, const char *head)
{
	const struct verb *verb = arg_verb(t->s->args);
	const struct option_spec *o = verb->options;
	bool looks = verb->need == VERB_LOOKS;

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
			return !looks || !arg_given(t->s->args, o->name) ? o :
			    NULL;
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

bool target_unfilled(struct targets *t, const char *option)
{
	const char *const *heads;
	size_t n = 0;

	heads = t->mode == ROWS ? csv_in_heads(t->csv, &n) : NULL;
	for (size_t i = 0; i < n; i++) {
		const struct option_spec *o = option_of(t, heads[i]);

		if (o && strcmp(o->name, option) == 0)
			return !*t->row.cell[i];
	}
	return false;
}

bool target_version(struct targets *t, int64_t *version)
{
	const char *cell;

	*version = -1;
	if (!arg_known(t->s->args, "if-unchanged") ||
	    !arg_given(t->s->args, "if-unchanged"))
		return true;
	cell = cell_of(t, "version");
	if (cell && num_int(cell, 0, INT64_MAX, version))
		return true;
	target_refuse(t, _("version: no number, and --if-unchanged goes by it"));
	return false;
}

const char *target_moved_on(void)
{
	return _("moved on since the list was made; look at it again");
}

bool target_unchanged(struct targets *t, int64_t subject)
{
	int64_t version;

	if (!target_version(t, &version))
		return false;
	if (version < 0 || !subject_moved(t->s->db, subject, version,
	    log_run_id(t->s->log)))
		return true;
	target_refuse(t, "%s", target_moved_on());
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
