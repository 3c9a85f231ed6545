/* care-escalate explain: how a due time came about, line by line. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-escalate/verbs.h"
#include "care/promises/pause_store.h"
#include "care/promises/promise_read.h"
#include "command/steps.h"
#include "command/targets.h"

enum { LEVELS = 256 };

static const struct out_column columns[] = {
	{.name = "ref"},
	{.name = "what", .table = true},
	STEP_COLUMNS,
	{.name = "note", .table = true},
	{.name = NULL}
};

struct explanation {
	struct session *s;
	struct out *out;
	const char *name;
};

static void line(struct explanation *e, const char *what, int64_t at,
    const char *note)
{
	out_text(e->out, "ref", e->name);
	out_text(e->out, "what", what);
	if (at)
		out_int(e->out, "at", at);
	out_text(e->out, "note", note);
	out_row(e->out);
}

/* The sum of a span, stretch by stretch; a window has none. */
static void sum(struct explanation *e, const struct promise *p,
    const struct pause *pauses, size_t n)
{
	struct steps steps = {.out = e->out, .promise = e->name};
	const struct calendar *c;
	struct span span;
	const char *why;
	int64_t due;

	if (!span_parse(p->amount, false, &span, &why))
		return;
	c = *p->calendar ? policy_calendar(e->s->policy, p->calendar) :
	    promise_calendar(e->s->policy, span.clock);
	steps.clock = span.clock;
	worktime_due(p->start_at, span, c, e->s->zone, true, pauses,
	    p->hard ? 0 : n, &due, steps_put, &steps);
}

static const char *how_told(const struct fired *fired, size_t n,
    const struct level_time *l, int64_t due_at)
{
	for (size_t i = 0; i < n; i++)
		if (fired[i].due_at == due_at && fired[i].time == l->time &&
		    strcmp(fired[i].level, l->level->name) == 0)
			return fired[i].how;
	return NULL;
}

static void levels(struct explanation *e, const struct promise *p,
    const struct promise_rule *r, const struct pause *pauses, size_t stops,
    struct arena *a)
{
	struct level_time at[LEVELS];
	struct fired *fired;
	size_t recorded = promise_fired(e->s->db, p, a, &fired);
	size_t n = promise_levels(e->s->policy, p, r ? r->ladder : NULL, pauses, stops,
	    e->s->now > p->due_at ? e->s->now : p->due_at, at, LEVELS);

	for (size_t i = 0; i < n; i++) {
		const char *told = how_told(fired, recorded, &at[i], p->due_at);
		struct buf note = {0};

		for (size_t j = 0; j < at[i].level->notify.n; j++)
			buf_addf(&note, "%s%s", j ? " " : "",
			    at[i].level->notify.v[j]);
		if (told)
			buf_addf(&note, " (%s)", told);
		line(e, arena_printf(a, "level %s%s", at[i].level->name,
		    at[i].time ? arena_printf(a, ".%d", at[i].time) : ""),
		    at[i].at, buf_text(&note));
		buf_free(&note);
	}
}

static void explain(struct explanation *e, const struct promise *p)
{
	const struct promise_rule *r = policy_promise_rule(e->s->policy, p->rule,
	    p->amount);
	struct arena *a = arena_new();
	struct pause *pauses;
	size_t n = pauses_of(e->s->db, e->s->policy, p->subject, p->rule, a,
	    &pauses);
	const char *rule = r ? arena_printf(a, "%s, %s:%ld", p->amount,
	    r->mark.file, r->mark.line) : p->amount;

	line(e, "start", p->start_at, NULL);
	line(e, "amount", 0, *p->calendar ? arena_printf(a, "%s, calendar %s", rule,
	    p->calendar) : rule);
	sum(e, p, pauses, n);
	line(e, "due", p->due_at, p->hard ? _("hard: nothing moves it later") : NULL);
	levels(e, p, r, pauses, n, a);
	if (p->ended_at)
		line(e, p->state, p->ended_at, p->due_at && p->ended_at > p->due_at ?
		    _("late") : NULL);
	arena_free(a);
}

int escalate_explain(struct session *s)
{
	struct targets *t = targets_open(s, "promise");
	struct explanation e = {s, session_out(s, columns), NULL};
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
			explain(&e, &p);
		}
		buf_free(&full);
		arena_free(a);
	}
	targets_close(t);
	out_end(e.out);
	return STATUS_DONE;
}
