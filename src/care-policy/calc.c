/* care-policy due, elapsed, open, workday: our arithmetic for any script. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "care-policy/verbs.h"
#include "command/steps.h"
#include "text/csv_in.h"
#include "time/worktime.h"

/* One of the four: what it reads, the column it adds, how it computes. */
struct calc {
	const char *inputs[2];		/* names of the columns it reads */
	const char *result;		/* name of the column it adds */
	enum out_type type;
	/* NULL, or why there is no answer (translated, static). */
	const char *(*compute)(struct session *, const char *const *in,
	    int64_t *out);
};

static const struct calendar *named_calendar(struct session *s)
{
	const char *name = arg_value(s->args, "calendar");
	const struct calendar *c;

	if (!name)
		return NULL;
	c = policy_calendar(s->policy, name);
	if (!c)
		die_usage(_("--calendar %s: the policy has no such calendar"), name);
	return c;
}

static const struct calendar *calendar_for(struct session *s,
    enum span_clock clock)
{
	const struct policy_head *h = policy_head(s->policy);
	const struct calendar *c = named_calendar(s);

	if (c || clock == SPAN_WALL)
		return c;
	return clock == SPAN_DAYS || clock == SPAN_MONTHS ? h->days : h->working;
}

static const char *instant(struct session *s, const char *text, int64_t *at)
{
	const char *why = NULL;

	if (human_instant(text, s->zone, s->now, HUMAN_START, at, &why))
		return NULL;
	return why;
}

static const char *fault_words(enum worktime_fault fault)
{
	switch (fault) {
	case WORKTIME_NO_CALENDAR:
		return _("needs a calendar: --calendar NAME, or defaults in the"
		    " policy");
	case WORKTIME_NEVER:
		return _("the calendar does not open within 50 years");
	default:
		return NULL;
	}
}

static const char *due_of(struct session *s, const char *const *in, int64_t *out)
{
	struct span span;
	const char *why;
	int64_t start;

	why = instant(s, in[0], &start);
	if (why || !span_parse(in[1], true, &span, &why))
		return why;
	return fault_words(worktime_due(start, span, calendar_for(s, span.clock),
	    s->zone, true, NULL, 0, out, NULL, NULL));
}

/* Only elapsed has the option --wall. */
static bool elapsing(struct session *s)
{
	return strcmp(arg_verb(s->args)->name, "elapsed") == 0;
}

/* Seconds on the calendar, or on the wall where the policy has none. */
static enum span_clock clock_of(struct session *s)
{
	return calendar_for(s, SPAN_WORKING) &&
	    !(elapsing(s) && arg_given(s->args, "wall")) ?
	    SPAN_WORKING : SPAN_WALL;
}

static const char *elapsed_of(struct session *s, const char *const *in,
    int64_t *out)
{
	int64_t start, end;
	const char *why = instant(s, in[0], &start);
	enum span_clock clock = clock_of(s);

	if (!why)
		why = instant(s, in[1], &end);
	if (why)
		return why;
	return fault_words(worktime_elapsed(start, end, clock,
	    clock == SPAN_WALL ? NULL : calendar_for(s, clock), s->zone, NULL, 0,
	    out));
}

static const char *open_of(struct session *s, const char *const *in,
    int64_t *out)
{
	const struct calendar *c = calendar_for(s, SPAN_WORKING);
	int64_t at;
	const char *why = instant(s, in[0], &at);

	if (why || !c)
		return why ? why : fault_words(WORKTIME_NO_CALENDAR);
	*out = worktime_open(c, at);
	return NULL;
}

static const char *workday_of(struct session *s, const char *const *in,
    int64_t *out)
{
	const struct calendar *c = calendar_for(s, SPAN_WORKDAYS);
	int64_t at;
	const char *why = instant(s, in[0], &at);

	if (why || !c)
		return why ? why : fault_words(WORKTIME_NO_CALENDAR);
	*out = calendar_works(c, zone_day(calendar_zone(c), at));
	return NULL;
}

/* Columns of the input in their order, then the result. */
static struct out_column *columns_of(const struct calc *calc,
    const char *const *heads, size_t n)
{
	struct out_column *c = mem_alloc(n + 2, sizeof *c);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(heads[i], calc->result) == 0)
			die(STATUS_INPUT, _("-:1: there is a column %s already"),
			    calc->result);
		c[i] = (struct out_column){.name = heads[i], .table = true};
	}
	c[n] = (struct out_column){.name = calc->result, .type = calc->type,
	    .table = true};
	return c;
}

static size_t column_of(const char *const *heads, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(heads[i], name) == 0)
			return i;
	die(STATUS_INPUT, _("-:1: no column %s"), name);
}

static void each_row(struct session *s, const struct calc *calc,
    struct csv_in *csv)
{
	size_t n, at[2] = {0};
	const char *const *heads = csv_in_heads(csv, &n);
	struct out_column *columns = columns_of(calc, heads, n);
	struct csv_row row;
	struct out *out;

	for (size_t i = 0; i < 2 && calc->inputs[i]; i++)
		at[i] = column_of(heads, n, calc->inputs[i]);
	out = session_out(s, columns);
	while (csv_in_next(csv, &row)) {
		const char *in[2] = {NULL}, *why = row.fault;
		int64_t result = 0;

		for (size_t i = 0; i < 2 && !why && calc->inputs[i]; i++)
			in[i] = row.cell[at[i]];
		if (!why)
			why = calc->compute(s, in, &result);
		if (why) {
			warn_at("-", row.line, 0, "%s", why);
			s->look = true;
			if (row.fault)
				continue;
		}
		for (size_t i = 0; i < n; i++)
			out_text(out, heads[i], row.cell[i]);
		if (!why)
			out_int(out, calc->result, result);
		out_row(out);
	}
	out_end(out);
	free(columns);
}

static int from_stdin(struct session *s, const struct calc *calc)
{
	struct csv_in *csv = csv_in_open(stdin, "-");
	const char *why;
	size_t n;
	long line;

	csv_in_heads(csv, &n);
	if (n > 0)
		each_row(s, calc, csv);
	why = csv_in_failed(csv, &line);
	if (why)
		die(STATUS_INPUT, "-:%ld: %s", line, why);
	csv_in_close(csv);
	return STATUS_DONE;
}

static const struct out_column step_columns[] = {
	{.name = "what", .table = true},
	STEP_COLUMNS,
	{.name = NULL}
};

static void put_end(struct out *out, const char *what, int64_t at)
{
	out_text(out, "what", what);
	out_int(out, "at", at);
	out_row(out);
}

/* The sum line by line: of a span from its start, or of the seconds found
 * between two instants. */
static int explain(struct session *s, const struct calc *calc,
    const char *const *in, int64_t result)
{
	struct out *out = session_out(s, step_columns);
	struct span span = {clock_of(s), result};
	struct steps steps = {.out = out};
	const char *why;
	int64_t start = 0, due = 0;

	if (calc->compute == due_of)
		span_parse(in[1], true, &span, &why);
	steps.clock = span.clock;
	instant(s, in[0], &start);
	put_end(out, "start", start);
	worktime_due(start, span, calendar_for(s, span.clock), s->zone, true, NULL,
	    0, &due, steps_put, &steps);
	if (calc->compute == due_of)
		put_end(out, "due", due);
	out_end(out);
	return STATUS_DONE;
}

static int one(struct session *s, const struct calc *calc)
{
	const struct out_column columns[] = {
		{.name = calc->result, .type = calc->type, .table = true},
		{.name = NULL}
	};
	const char *in[2] = {arg_operand(s->args, 0), arg_operand(s->args, 1)}, *why;
	struct out *out;
	int64_t result = 0;

	why = calc->compute(s, in, &result);
	if (why)
		die_usage("%s", why);
	if (calc->inputs[1] && arg_given(s->args, "explain"))
		return explain(s, calc, in, result);
	out = session_out(s, columns);
	out_int(out, calc->result, result);
	out_row(out);
	out_end(out);
	return STATUS_DONE;
}

static int run(struct session *s, const struct calc *calc)
{
	size_t n = arg_operands(s->args), wanted = calc->inputs[1] ? 2 : 1;

	if (!s->policy)
		die(STATUS_POLICY, _("no policy: --policy FILE, or adopt one"));
	if (n == 1 && strcmp(arg_operand(s->args, 0), "-") == 0)
		return from_stdin(s, calc);
	if (n != wanted)
		die_usage(_("give %s%s%s, or - for CSV with these columns"),
		    calc->inputs[0], wanted == 2 ? " " : "",
		    wanted == 2 ? calc->inputs[1] : "");
	return one(s, calc);
}

int policy_due(struct session *s)
{
	static const struct calc calc = {{"start", "amount"}, "due", OUT_TIME,
	    due_of};

	return run(s, &calc);
}

int policy_elapsed(struct session *s)
{
	static const struct calc calc = {{"start", "end"}, "seconds", OUT_INT,
	    elapsed_of};

	return run(s, &calc);
}

int policy_open(struct session *s)
{
	static const struct calc calc = {{"at", NULL}, "open", OUT_INT, open_of};

	return run(s, &calc);
}

int policy_workday(struct session *s)
{
	static const struct calc calc = {{"date", NULL}, "workday", OUT_INT,
	    workday_of};

	return run(s, &calc);
}
