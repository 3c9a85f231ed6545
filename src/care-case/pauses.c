/* care-case pauses: which cases waited, on what ground, and what it made of
 * the time that promises took. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/verbs.h"
#include "care/cases/wait_audit.h"
#include "care/promises/pause_store.h"
#include "command/actor.h"
#include "command/targets.h"
#include "text/ident.h"

static const struct out_column columns[] = {
	{.name = "case", .type = OUT_INT, .table = true, .id = true},
	{.name = "reason", .table = true},
	{.name = "state", .table = true},
	{.name = "began", .type = OUT_TIME, .table = true},
	{.name = "ended", .type = OUT_TIME, .table = true},
	{.name = "cap", .type = OUT_TIME, .table = true},
	{.name = "counted_s", .type = OUT_SECONDS, .table = true,
	    .head = N_("counted")},
	{.name = "who", .table = true},
	{.name = "owner"},
	{.name = "entered", .type = OUT_TIME},
	{.name = "evidence", .table = true},
	{.name = "remarks", .table = true},
	{.name = NULL}
};

static const struct out_column promise_columns[] = {
	{.name = "promise", .table = true, .id = true},
	{.name = "case", .type = OUT_INT},
	{.name = "owner", .table = true},
	{.name = "state", .table = true},
	{.name = "start", .type = OUT_TIME},
	{.name = "due", .type = OUT_TIME, .table = true},
	{.name = "ended", .type = OUT_TIME, .table = true},
	{.name = "late", .type = OUT_INT},
	{.name = "gross_s", .type = OUT_SECONDS, .table = true,
	    .head = N_("took")},
	{.name = "paused_s", .type = OUT_SECONDS, .table = true,
	    .head = N_("paused")},
	{.name = "net_s", .type = OUT_SECONDS, .table = true, .head = N_("net")},
	{.name = "paused_share", .type = OUT_REAL, .table = true,
	    .head = N_("share")},
	{.name = NULL}
};

/* What is asked for, of each case alike. */
struct audit {
	struct session *s;
	struct out *out;
	int64_t owner;			/* of the case; 0: anybody */
	const char *because;		/* NULL: any reason */
	int64_t from, until;		/* began then; 0: at any time */
	bool promises, open;
};

static void put_owner(struct audit *q, const struct care_case *c,
    struct arena *a)
{
	out_int(q->out, "case", ident_case(c->id));
	if (c->owner)
		out_text(q->out, "owner", actor_name(q->s->db, c->owner, a));
}

static void put_pause(struct audit *q, const struct care_case *c,
    const struct waiting *w, const struct wait_known *k, struct arena *a)
{
	int64_t now = q->s->now, end = wait_end(w, now);
	bool lasts = wait_lasts(w, now);
	struct buf remarks = {0};

	put_owner(q, c, a);
	out_text(q->out, "reason", w->reason);
	out_text(q->out, "state", lasts ? "lasts" : "ended");
	out_int(q->out, "began", w->from);
	if (!lasts)
		out_int(q->out, "ended", end);
	if (w->cap)
		out_int(q->out, "cap", w->cap);
	out_int(q->out, "counted_s", end - w->from);
	out_text(q->out, "who", actor_name(q->s->db, k->who, a));
	out_int(q->out, "entered", k->recorded_at);
	out_text(q->out, "evidence", k->evidence);
	wait_remarks(w, k, now, &remarks);
	if (remarks.n)
		out_text(q->out, "remarks", buf_text(&remarks));
	buf_free(&remarks);
	out_row(q->out);
}

static bool wanted(const struct audit *q, const struct waiting *w)
{
	return (!q->because || strcmp(q->because, w->reason) == 0) &&
	    (!q->open || wait_lasts(w, q->s->now)) &&
	    (!q->from || w->from >= q->from) &&
	    (!q->until || w->from < q->until);
}

static void pauses_of_case(struct audit *q, const struct care_case *c,
    struct arena *a)
{
	struct waiting *all;
	struct wait_known *known;
	size_t n = waits_known(q->s->db, c, q->s->now, a, &all, &known);

	for (size_t i = 0; i < n; i++)
		if (wanted(q, &all[i]))
			put_pause(q, c, &all[i], &known[i], a);
}

static void put_promise(struct audit *q, const struct care_case *c,
    const struct promise *p, struct arena *a)
{
	struct session *s = q->s;
	int64_t end = p->ended_at ? p->ended_at : s->now;
	int64_t gross = end > p->start_at ? end - p->start_at : 0, paused = 0;
	struct pause *pauses;
	struct buf name = {0};
	size_t n = pauses_of(s->db, s->policy, c->id, p->rule, a, &pauses);

	if (!p->hard)
		paused = pauses_length(pauses, n, p->start_at, end);
	promise_name(s->db, p, &name);
	out_text(q->out, "promise", buf_text(&name));
	buf_free(&name);
	put_owner(q, c, a);
	out_text(q->out, "state", p->state);
	out_int(q->out, "start", p->start_at);
	if (p->due_at)
		out_int(q->out, "due", p->due_at);
	if (p->ended_at)
		out_int(q->out, "ended", p->ended_at);
	out_int(q->out, "late", p->due_at && end > p->due_at);
	out_int(q->out, "gross_s", gross);
	out_int(q->out, "paused_s", paused);
	out_int(q->out, "net_s", gross - paused);
	if (gross)
		out_real(q->out, "paused_share",
		    (double)(paused * 1000 / gross) / 1000);
	out_row(q->out);
}

static void promises_of_case(struct audit *q, const struct care_case *c,
    struct arena *a)
{
	struct promise *all;
	size_t n = promises_of(q->s->db, c->id, a, &all);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].state, "kept") == 0 ||
		    (q->open && strcmp(all[i].state, "open") == 0))
			put_promise(q, c, &all[i], a);
}

static void one_case(struct audit *q, int64_t id)
{
	struct arena *a = arena_new();
	struct care_case c;

	if (case_load(q->s->db, id, a, &c) &&
	    (!q->owner || q->owner == c.owner)) {
		if (q->promises)
			promises_of_case(q, &c, a);
		else
			pauses_of_case(q, &c, a);
	}
	arena_free(a);
}

/* The cases named, or all that ever waited. */
static void each_asked(struct audit *q)
{
	struct arena *a = arena_new();
	struct targets *t;
	const char *name;
	int64_t *ids, id;
	size_t n;

	if (arg_operands(q->s->args) > 0) {
		t = targets_open(q->s, "case");
		while ((name = targets_next(t)) != NULL)
			if ((id = target_case(t, name)) != 0)
				one_case(q, id);
		targets_close(t);
	} else {
		n = waits_cases(q->s->db, a, &ids);
		for (size_t i = 0; i < n; i++)
			one_case(q, ids[i]);
	}
	arena_free(a);
}

int case_verb_pauses(struct session *s)
{
	struct audit q = {
		.s = s,
		.owner = session_staff(s, "owner"),
		.because = arg_value(s->args, "because"),
		.from = session_time(s, "from", HUMAN_PAST, 0),
		.until = session_time(s, "until", HUMAN_END, 0),
		.promises = arg_given(s->args, "promises"),
		.open = arg_given(s->args, "open"),
	};

	q.out = session_out(s, q.promises ? promise_columns : columns);
	each_asked(&q);
	out_end(q.out);
	return STATUS_DONE;
}
