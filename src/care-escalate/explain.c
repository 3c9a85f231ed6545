/* care-escalate explain: how a due time came about, line by line. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-escalate/explain.h"
#include "care-escalate/verbs.h"
#include "care/cases/wait.h"
#include "care/promises/pause_store.h"
#include "care/promises/promise_read.h"
#include "command/steps.h"
#include "command/targets.h"

static const struct out_column columns[] = {
	{.name = "ref"},
	{.name = "what", .table = true},
	STEP_COLUMNS,
	{.name = "note", .table = true},
	{.name = NULL}
};

/* Of several each line says whose it is. */
static const struct out_column columns_of_several[] = {
	{.name = "ref", .table = true},
	{.name = "what", .table = true},
	STEP_COLUMNS,
	{.name = "note", .table = true},
	{.name = NULL}
};

static bool are_several(const struct session *s)
{
	return arg_operands(s->args) > 1 ||
	    (arg_operands(s->args) == 1 && strcmp(arg_operand(s->args, 0), "-") == 0);
}

void explain_line(struct explanation *e, const char *what, int64_t at,
    int64_t until, const char *note)
{
	out_text(e->out, "ref", e->name);
	out_text(e->out, "what", what);
	if (at)
		out_int(e->out, "at", at);
	if (until)
		out_int(e->out, "until", until);
	out_text(e->out, "note", note);
	out_row(e->out);
}

/* A sum being written, with a word on days that are not as their weekday. */
struct noted {
	struct steps steps;
	const struct calendar *calendar;	/* NULL: the wall clock */
};

/* Is the weekday of that day one of work, as the weeks around it are? */
static bool usually_works(const struct calendar *c, int64_t day)
{
	return calendar_works(c, day - 14) + calendar_works(c, day - 7) +
	    calendar_works(c, day + 7) + calendar_works(c, day + 14) > 2;
}

static void put_step(void *arg, const struct worktime_step *step)
{
	struct noted *n = arg;

	if (n->calendar) {
		int64_t day = zone_day(calendar_zone(n->calendar), step->from);
		bool works = calendar_works(n->calendar, day);

		if (works && step->counted && !usually_works(n->calendar, day))
			out_text(n->steps.out, "note", "make-up day");
		else if (!works && usually_works(n->calendar, day))
			out_text(n->steps.out, "note", "holiday");
	}
	steps_put(&n->steps, step);
}

/* The sum of a span, stretch by stretch; a window has none. */
static void sum(struct explanation *e, const struct promise *p,
    const struct pause *pauses, size_t n)
{
	struct noted noted = {.steps = {.out = e->out, .promise = e->name}};
	struct span span;
	const char *why;
	int64_t due;

	if (!span_parse(p->amount, false, &span, &why))
		return;
	noted.calendar = *p->calendar ? policy_calendar(e->s->policy,
	    p->calendar) : promise_calendar(e->s->policy, span.clock);
	noted.steps.clock = span.clock;
	worktime_due(p->start_at, span, noted.calendar, e->s->zone, true, pauses,
	    p->hard ? 0 : n, &due, put_step, &noted);
}

/* The one of those that count which began then, or NULL. */
static const struct pause *counted(const struct pause *pauses, size_t n,
    int64_t from)
{
	for (size_t i = 0; i < n; i++)
		if (pauses[i].from == from)
			return &pauses[i];
	return NULL;
}

/* A pause of the case: whether it stops this promise, and how long. */
static void pause_told(struct explanation *e, const struct promise *p,
    const struct waiting *w, const struct pause *counts)
{
	int64_t end = w->until && !(w->cap && w->cap < w->until) ? w->until :
	    w->cap;
	const char *note = NULL;

	if (p->hard || !pause_stops(e->s->policy, w->reason, p->rule))
		note = _("does not stop this promise");
	else if (!counts)
		note = _("began when this promise had ended");
	else if ((end = counts->until) == INT64_MAX)
		note = _("lasts");
	else if (end == w->cap)
		note = _("to its cap");
	explain_line(e, arena_printf(e->a, "paused %s", w->reason), w->from,
	    end == INT64_MAX ? 0 : end, note);
}

static void pauses_told(struct explanation *e, const struct promise *p,
    const struct pause *pauses, size_t n)
{
	struct waiting *all;
	size_t had = waits_of(e->s->db, p->subject, e->a, &all);

	for (size_t i = 0; i < had; i++)
		pause_told(e, p, &all[i], counted(pauses, n, all[i].from));
}

static void amount(struct explanation *e, const struct promise *p,
    const struct promise_rule *r)
{
	const char *clause = r ? explain_clause(e, r) : NULL;
	struct buf b = {0};

	buf_adds(&b, p->amount);
	if (r)
		buf_addf(&b, ", %s:%ld", r->mark.file, r->mark.line);
	if (clause)
		buf_addf(&b, " (%s)", clause);
	if (*p->calendar)
		buf_addf(&b, ", calendar %s", p->calendar);
	if (r && r->has_margin) {
		char text[SPAN_TEXT];

		buf_addf(&b, ", less %s", span_format(r->margin, text));
	}
	explain_line(e, "amount", 0, 0, buf_text(&b));
	buf_free(&b);
}

static void explain(struct explanation *e, const struct promise *p)
{
	struct pause *pauses;
	size_t n = pauses_counted(e->s->db, e->s->policy, p, e->a, &pauses);

	explain_line(e, "start", p->start_at, 0, NULL);
	amount(e, p, policy_promise_rule(e->s->policy, p->rule, p->amount));
	pauses_told(e, p, pauses, n);
	sum(e, p, pauses, n);
	explain_line(e, "due", p->due_at, 0, p->hard ?
	    _("hard: nothing moves it later") : p->due_at ? NULL :
	    _("none while it is paused"));
	explain_levels(e, p);
	if (p->ended_at)
		explain_line(e, p->state, p->ended_at, 0, p->due_at &&
		    p->ended_at > p->due_at ? _("late") : NULL);
}

int escalate_explain(struct session *s)
{
	struct targets *t = targets_open(s, "promise");
	struct explanation e = {s, session_out(s, are_several(s) ?
	    columns_of_several : columns), NULL, NULL};
	const char *name, *rule;
	int turn;

	while ((name = targets_next(t)) != NULL) {
		struct arena *a = arena_new();
		int64_t id = target_promise(t, name, &rule, &turn);
		struct promise p;
		struct buf full = {0};

		if (id && !promise_load(s->db, id, rule, turn, a, &p)) {
			target_refuse(t, _("no such promise; see care-case show"));
		} else if (id) {
			promise_name(s->db, &p, &full);
			e.name = buf_text(&full);
			e.a = a;
			explain(&e, &p);
		}
		buf_free(&full);
		arena_free(a);
	}
	targets_close(t);
	out_end(e.out);
	return STATUS_DONE;
}
