/* care-kpi: figures as rows, as a table for eyes, or the names behind them. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-kpi/asked.h"
#include "care-kpi/verbs.h"
#include "care/promises/promise_store.h"
#include "text/ident.h"

struct showing {
	struct session *s;
	struct asked asked;
	struct groups *groups;
	struct out *out;
	struct buf text;
};

static void count(void *arg, size_t i, const struct observation *o)
{
	struct showing *v = arg;

	groups_add(v->groups, i, o);
}

/* Numbers as exact as they can be meant: shares to a millionth, seconds
 * whole, points to a hundredth. */
static double rounded(const struct figure *f)
{
	double places = strcmp(f->unit, "share") == 0 ? 1e6 :
	    strcmp(f->unit, "points") == 0 ? 100 : 1;

	return round(f->value * places) / places;
}

/* The long form: one figure a row. */

enum { FIXED_BEFORE = 2, FIXED_AFTER = 11 };

static const struct out_column before[FIXED_BEFORE] = {
	{.name = "indicator"}, {.name = "period"},
};

static const struct out_column after[FIXED_AFTER] = {
	{.name = "value", .type = OUT_REAL},
	{.name = "unit"},
	{.name = "numerator", .type = OUT_INT},
	{.name = "denominator", .type = OUT_INT},
	{.name = "n", .type = OUT_INT},
	{.name = "excluded", .type = OUT_INT},
	{.name = "low", .type = OUT_REAL},
	{.name = "high", .type = OUT_REAL},
	{.name = "basis"},
	{.name = "as_of", .type = OUT_TIME},
	{.name = NULL},
};

static const struct out_column *long_columns(const struct asked *a)
{
	struct out_column *v = arena_alloc(a->arena,
	    FIXED_BEFORE + DIMENSIONS + FIXED_AFTER, sizeof *v);
	size_t n = FIXED_BEFORE;

	memcpy(v, before, sizeof before);
	for (int d = 0; d < DIMENSIONS; d++)
		if (a->by[d])
			v[n++].name = dimension_names[d];
	memcpy(v + n, after, sizeof after);
	return v;
}

static void put_share(struct out *out, const struct figure *f)
{
	/* Of one person's few answers not even the count of good ones. */
	if (!f->hidden)
		out_int(out, "numerator", f->numerator);
	out_int(out, "denominator", f->denominator);
	if (f->known) {
		out_real(out, "low", round(f->low * 1e6) / 1e6);
		out_real(out, "high", round(f->high * 1e6) / 1e6);
	}
}

static void long_row(struct showing *v, const struct indicator *i,
    const struct group *g, const struct figure *f)
{
	out_text(v->out, "indicator", f->name);
	out_text(v->out, "period", v->asked.frame.period.label);
	for (int d = 0; d < DIMENSIONS; d++)
		if (v->asked.by[d])
			out_text(v->out, dimension_names[d], g->dim[d]);
	if (f->known)
		out_real(v->out, "value", rounded(f));
	out_text(v->out, "unit", f->unit);
	if (f->share)
		put_share(v->out, f);
	out_int(v->out, "n", f->n);
	out_int(v->out, "excluded", f->excluded);
	out_text(v->out, "basis", i->basis);
	out_int(v->out, "as_of", v->asked.frame.as_of);
	out_row(v->out);
}

static size_t figures(struct showing *v, const struct group *g, size_t i,
    struct figure *out)
{
	bool person = g->dim[DIM_AGENT] != NULL;

	return figures_of(&v->asked.indicators[i], &g->tally[i], person,
	    v->asked.arena, out);
}

static void long_group(struct showing *v, const struct group *g)
{
	struct figure f[FIGURES_OF];

	for (size_t i = 0; i < v->asked.n; i++) {
		size_t n = figures(v, g, i, f);

		for (size_t k = 0; k < n; k++)
			long_row(v, &v->asked.indicators[i], g, &f[k]);
	}
}

static void show_long(struct showing *v)
{
	size_t n;
	struct group **g = groups_sorted(v->groups, &n);

	v->out = session_out(v->s, long_columns(&v->asked));
	if (!v->asked.grouped)
		long_group(v, groups_sum(v->groups));
	for (size_t i = 0; v->asked.grouped && i < n; i++)
		long_group(v, g[i]);
	out_end(v->out);
}

/* The table: for eyes. */

/* "97.6% (41 of 42)", "19h 10m", "4.4", "83"; valid until the next call. */
static const char *cell(struct showing *v, const struct figure *f)
{
	char text[HUMAN_TEXT];

	buf_reset(&v->text);
	if (f->hidden)
		buf_addf(&v->text, "n<%d", FEW);
	else if (!f->known)
		buf_addc(&v->text, '-');
	else if (f->share)
		buf_addf(&v->text, "%.1f%%", f->value * 100);
	else if (strcmp(f->unit, "s") == 0)
		buf_adds(&v->text, human_duration((int64_t)rounded(f), text));
	else if (strcmp(f->unit, "points") == 0)
		buf_addf(&v->text, "%.1f", f->value);
	else
		buf_addf(&v->text, "%.0f", f->value);
	if (f->share && f->known)
		buf_addf(&v->text, _(" (%" PRId64 " of %" PRId64 ")"),
		    f->numerator, f->denominator);
	return buf_text(&v->text);
}

/* A column for each figure, a row for each group, all together last. */
static void show_wide(struct showing *v)
{
	const struct group *sum = groups_sum(v->groups);
	struct figure f[FIGURES_OF];
	size_t columns = 0, n;
	struct group **g = groups_sorted(v->groups, &n);
	struct out_column *c = arena_alloc(v->asked.arena,
	    DIMENSIONS + FIGURES_OF * v->asked.n + 1, sizeof *c);

	for (int d = 0; d < DIMENSIONS; d++)
		if (v->asked.by[d])
			c[columns++] = (struct out_column){
				.name = dimension_names[d], .table = true};
	for (size_t i = 0; i < v->asked.n; i++)
		for (size_t k = 0, m = figures(v, sum, i, f); k < m; k++)
			c[columns++] = (struct out_column){.name = f[k].name,
			    .table = true};
	v->out = session_out(v->s, c);
	for (size_t r = 0; r <= n; r++) {
		const struct group *row = r < n ? g[r] : sum;
		bool first = true;

		for (int d = 0; d < DIMENSIONS; d++) {
			if (!v->asked.by[d])
				continue;
			out_text(v->out, dimension_names[d], row->dim[d] ?
			    row->dim[d] : r == n && first ? "ALL" : "-");
			first = false;
		}
		for (size_t i = 0; i < v->asked.n; i++)
			for (size_t k = 0, m = figures(v, row, i, f); k < m; k++)
				out_text(v->out, f[k].name, cell(v, &f[k]));
		out_row(v->out);
	}
	out_end(v->out);
}

static const struct out_column plain_columns[] = {
	{.name = "figure", .table = true},
	{.name = "value", .table = true},
	{.name = "range", .table = true, .head = N_("95 % range")},
	{.name = "n", .type = OUT_INT, .table = true},
	{.name = "excluded", .type = OUT_INT, .table = true,
	    .head = N_("left out")},
	{.name = NULL}
};

/* A row for each figure. */
static void show_plain(struct showing *v)
{
	const struct group *sum = groups_sum(v->groups);
	struct figure f[FIGURES_OF];

	v->out = session_out(v->s, plain_columns);
	for (size_t i = 0; i < v->asked.n; i++)
		for (size_t k = 0, m = figures(v, sum, i, f); k < m; k++) {
			out_text(v->out, "figure", f[k].name);
			out_text(v->out, "value", cell(v, &f[k]));
			if (f[k].share && f[k].known) {
				buf_reset(&v->text);
				buf_addf(&v->text, "%.1f%% .. %.1f%%",
				    f[k].low * 100, f[k].high * 100);
				out_text(v->out, "range", buf_text(&v->text));
			}
			out_int(v->out, "n", f[k].n);
			out_int(v->out, "excluded", f[k].excluded);
			out_row(v->out);
		}
	out_end(v->out);
}

/* Would session_out() choose the table? The table has other columns here. */
static bool for_eyes(const struct session *s)
{
	const char *name = arg_value(s->args, "format"), *dot;
	const char *path = arg_value(s->args, "output");
	const char *env = getenv("CARE_FORMAT");

	dot = path && strcmp(path, "-") != 0 ? strrchr(path, '.') : NULL;
	if (!name && dot)
		name = dot + 1;
	if (!name && env && *env)
		name = env;
	return name ? strcmp(name, "table") == 0 : isatty(STDOUT_FILENO) != 0;
}

/* The names behind the figures. */

static const struct out_column name_columns[] = {
	{.name = "name", .table = true},
	{.name = NULL}
};

static void name_one(void *arg, size_t i, const struct observation *o)
{
	struct showing *v = arg;
	struct promise p = {.subject = o->subject, .rule = o->rule,
	    .turn = o->turn};

	/* The sums decide what is wanted, and a name is written where they
	 * count one: so there are as many names as the figure says. */
	if (!groups_add(v->groups, i, o) || o->verdict == SEEN_OUT || o->part ||
	    (v->asked.misses && o->verdict != SEEN_MISS))
		return;
	buf_reset(&v->text);
	if (o->survey)
		buf_addf(&v->text, "s%" PRId64, o->survey);
	else if (o->rule)
		promise_name(v->s->db, &p, &v->text);
	else
		subject_called(v->s->db, o->subject, &v->text);
	out_text(v->out, "name", buf_text(&v->text));
	out_row(v->out);
}

/* Under the figures: what they go by and what is not in them. */

static void add_bases(const struct asked *a, struct buf *b)
{
	static const struct {
		const char *basis, *text;
	} texts[] = {
		{"due", N_("promises by due date")},
		{"received", N_("received by date of receipt")},
		{"closed", N_("times and closings by closing date")},
		{"reopened", N_("reopenings by their date")},
		{"invited", N_("surveys by invitation date")},
		{"end", N_("backlog at the period's end")},
	};

	for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++)
		for (size_t i = 0; i < a->n; i++)
			if (strcmp(a->indicators[i].basis, texts[t].basis) == 0) {
				buf_addf(b, "%s; ", _(texts[t].text));
				break;
			}
	if (a->by[DIM_AGENT] || a->want[DIM_AGENT])
		buf_addf(b, "%s; ", _("agent: owner of the case now, for surveys"
		    " when it was closed"));
}

static void add_left_out(struct showing *v, struct buf *b)
{
	const struct group *sum = groups_sum(v->groups);

	for (size_t i = 0; i < v->asked.n; i++) {
		const struct tally *t = &sum->tally[i];

		if (t->excluded == 0)
			continue;
		buf_addf(b, _("left out of %s:"), v->asked.indicators[i].name);
		for (size_t k = 0; k < REASONS && t->out[k].why; k++)
			buf_addf(b, "%s %" PRId64 " %s", k ? "," : "",
			    t->out[k].n, t->out[k].why);
		buf_adds(b, "; ");
	}
}

static void footer(struct showing *v)
{
	char text[HUMAN_TEXT];
	struct buf b = {0};

	add_bases(&v->asked, &b);
	add_left_out(v, &b);
	say(_("%s: %sas of %s"), v->asked.frame.period.label, buf_text(&b),
	    human_local(v->asked.frame.as_of, v->s->zone, text));
	buf_free(&b);
}

int kpi_verb_show(struct session *s)
{
	struct showing v = {.s = s};
	bool ids = arg_given(s->args, "ids");

	asked_read(s, &v.asked);
	v.groups = groups_new(v.asked.indicators, v.asked.n, v.asked.by,
	    v.asked.want);
	if (ids)
		v.out = session_out(s, name_columns);
	figures_read(s->db, &v.asked.frame, v.asked.indicators, v.asked.n,
	    ids ? name_one : count, &v);
	if (ids)
		out_end(v.out);
	else if (!for_eyes(s))
		show_long(&v);
	else if (v.asked.grouped)
		show_wide(&v);
	else
		show_plain(&v);
	if (!ids)
		footer(&v);
	groups_free(v.groups);
	arena_free(v.asked.arena);
	buf_free(&v.text);
	return STATUS_DONE;
}

static const struct out_column list_columns[] = {
	{.name = "indicator", .table = true},
	{.name = "unit", .table = true},
	{.name = "basis", .table = true},
	{.name = "rule", .table = true},
	{.name = NULL}
};

int kpi_verb_list(struct session *s)
{
	struct arena *a = arena_new();
	struct indicator *v;
	size_t n = indicator_all(s->policy, a, &v);
	struct out *out = session_out(s, list_columns);

	for (size_t i = 0; i < n; i++) {
		out_text(out, "indicator", v[i].name);
		out_text(out, "unit", v[i].unit);
		out_text(out, "basis", v[i].basis);
		out_text(out, "rule", v[i].rule);
		out_row(out);
	}
	out_end(out);
	arena_free(a);
	return STATUS_DONE;
}
