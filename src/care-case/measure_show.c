/* care-case measure show: a measure, what it owes, what happened, whether it
 * worked. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care/cases/case_list.h"
#include "care/measures/effect_counts.h"
#include "care/measures/measure.h"
#include "care/promises/promise_read.h"
#include "care-case/measure_effect.h"
#include "care-case/verbs.h"
#include "command/actor.h"
#include "store/row.h"

static const struct out_column columns[] = {
	{.name = "measure", .table = true, .id = true},
	{.name = "item", .table = true},
	{.name = "happened", .type = OUT_TIME, .table = true},
	{.name = "state", .table = true},
	{.name = "who", .table = true},
	{.name = "detail", .table = true},
	{.name = "text", .class = CLASS_PERSONAL, .mask = MASK_TEXT, .table = true},
	{.name = NULL},
};

struct show {
	struct session *s;
	struct out *out;
	const struct measure *m;
};

static void begin(const struct show *x, const char *item)
{
	char name[32];

	snprintf(name, sizeof name, "a%" PRId64, x->m->id);
	out_text(x->out, "measure", name);
	out_text(x->out, "item", item);
}

static void put_head(const struct show *x, struct arena *a)
{
	const struct measure *m = x->m;
	struct buf b = {0};

	begin(x, "measure");
	out_int(x->out, "happened", m->opened_at);
	out_text(x->out, "state", m->state);
	out_text(x->out, "who", m->owner_login);
	buf_addf(&b, "kind=%s turn=%" PRId64, m->kind, m->turn);
	if (m->cause)
		buf_addf(&b, " cause=%s", m->cause);
	if (m->indicator)
		buf_addf(&b, " indicator=%s", m->indicator);
	out_text(x->out, "detail", buf_text(&b));
	out_text(x->out, "text", measure_text(x->s->db, m, a));
	out_row(x->out);
	buf_free(&b);
}

static void put_promises(const struct show *x, struct arena *a)
{
	struct promise *all;
	size_t n = promises_of(x->s->db, x->m->id, a, &all);

	for (size_t i = 0; i < n; i++) {
		const struct promise *p = &all[i];
		struct buf name = {0};
		bool open = strcmp(p->state, "open") == 0;

		promise_name(x->s->db, p, &name);
		begin(x, buf_text(&name));
		if (p->due_at)
			out_int(x->out, "happened", p->due_at);
		out_text(x->out, "state", p->state);
		out_text(x->out, "who", p->owes);
		if (p->due_at && (open ? x->s->now : p->ended_at) > p->due_at &&
		    strcmp(p->state, "cancelled") != 0)
			out_text(x->out, "detail", "late");
		out_row(x->out);
		buf_free(&name);
	}
}

static void put_effect(const struct show *x)
{
	struct effect_counts c;
	struct effect e;
	struct buf b = {0};

	if (!x->m->cause || !x->m->done_at)
		return;
	c = measure_effect(x->s, x->m, NULL, MEASURE_WINDOW, &e);
	begin(x, "effect");
	out_text(x->out, "state", effect_verdict(&e));
	buf_addf(&b, "before=%" PRId64 "/%.0f after=%" PRId64 "/%.0f", c.before,
	    c.before_of, c.after, c.after_of);
	if (!e.few)
		buf_addf(&b, " ratio=%.2f low=%.2f high=%.2f", e.ratio, e.low,
		    e.high);
	out_text(x->out, "detail", buf_text(&b));
	out_row(x->out);
	buf_free(&b);
}

static void one_event(void *arg, const struct case_event *e)
{
	const struct show *x = arg;
	struct arena *a = arena_new();
	struct buf keep = {0};
	const char *note = row_note(e->body, "note", &keep);

	begin(x, e->what);
	out_int(x->out, "happened", e->at);
	out_text(x->out, "who", actor_name(x->s->db,
	    e->done_by ? e->done_by : e->actor, a));
	out_text(x->out, "text", e->erased ? _("(erased)") : note);
	out_row(x->out);
	buf_free(&keep);
	arena_free(a);
}

int case_verb_measure_show(struct session *s)
{
	struct targets *t = targets_open(s, "measure");
	struct show x = {s, session_out(s, columns), NULL};
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		struct arena *a = arena_new();
		int64_t id = target_measure(t, name);
		struct measure m;

		if (id && measure_load(s->db, id, a, &m)) {
			x.m = &m;
			put_head(&x, a);
			put_promises(&x, a);
			put_effect(&x);
			subject_history(s->db, id, one_event, &x);
		}
		arena_free(a);
	}
	targets_close(t);
	out_end(x.out);
	return STATUS_DONE;
}
