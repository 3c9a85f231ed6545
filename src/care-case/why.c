/* care-case why: how a promise came to be late, who was told when, and who
 * knew. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "care-case/verbs.h"
#include "care/cases/case_list.h"
#include "care/escalation/told.h"
#include "care/promises/promise_read.h"
#include "command/actor.h"
#include "store/inverse.h"
#include "store/proof.h"
#include "text/ident.h"
#include "time/human.h"

static const struct out_column columns[] = {
	{.name = "case", .type = OUT_INT},
	{.name = "promise", .id = true},
	{.name = "happened", .type = OUT_TIME, .table = true, .head = "at"},
	{.name = "event", .table = true},
	{.name = "level", .table = true},
	{.name = "who", .table = true},
	{.name = "stands_in_for", .table = true},
	{.name = "told_by", .table = true},
	{.name = "handed_over", .type = OUT_TIME, .table = true},
	{.name = "acknowledged", .type = OUT_TIME, .table = true},
	{.name = "acknowledged_by"},
	{.name = "failures", .type = OUT_INT},
	{.name = "detail", .table = true},
	{.name = NULL}
};

/* One thing that happened, to be put in the order of time. */
struct line {
	int64_t at, order;
	const char *what, *detail;
	const struct told *told;	/* of a notice */
	int64_t who;			/* staff; -1: nobody is meant */
};

struct why {
	struct session *s;
	struct out *out;
	struct arena *a;
	const struct promise *p;
	const char *name;
	struct line *v;
	size_t n, cap;
	int64_t *undone;		/* entries that were taken back */
	size_t undone_n, undone_cap;
};

static struct line *add(struct why *w, int64_t at, const char *what)
{
	w->v = arena_grow(w->a, w->v, &w->cap, w->n + 1, sizeof *w->v);
	w->v[w->n] = (struct line){.at = at, .order = (int64_t)w->n, .what = what,
	    .who = -1};
	return &w->v[w->n++];
}

static int by_time(const void *x, const void *y)
{
	const struct line *a = x, *b = y;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

static void put(struct why *w, const struct line *l)
{
	const struct told *t = l->told;
	struct out *out = w->out;

	out_int(out, "case", ident_case(w->p->subject));
	out_text(out, "promise", w->name);
	out_int(out, "happened", l->at);
	out_text(out, "event", l->what);
	if (l->who >= 0)
		out_text(out, "who", actor_name(w->s->db, l->who, w->a));
	if (t) {
		out_text(out, "level", t->level);
		if (t->person != t->addressee)
			out_text(out, "stands_in_for",
			    actor_name(w->s->db, t->addressee, w->a));
		out_text(out, "told_by", t->channel);
		if (t->handed_at)
			out_int(out, "handed_over", t->handed_at);
		if (t->acked_at) {
			out_int(out, "acknowledged", t->acked_at);
			out_text(out, "acknowledged_by",
			    actor_name(w->s->db, t->acked_by, w->a));
		}
		out_int(out, "failures", t->failures);
	}
	out_text(out, "detail", l->detail);
	out_row(out);
}

static void one_undone(void *arg, const struct case_event *e)
{
	struct why *w = arg;

	if (strcmp(e->what, "undone") != 0)
		return;
	w->undone = arena_grow(w->a, w->undone, &w->undone_cap,
	    w->undone_n + 1, sizeof *w->undone);
	w->undone[w->undone_n++] = undone_entry(e->arg);
}

static bool was_undone(const struct why *w, int64_t entry)
{
	for (size_t i = 0; i < w->undone_n; i++)
		if (w->undone[i] == entry)
			return true;
	return false;
}

/* What of the case's life bears on its clocks; what was taken back does not. */
static void one_event(void *arg, const struct case_event *e)
{
	static const char *const names[] = {"received", "assigned", "paused",
	    "resumed", "severity_set", "replied", "closed", "reopened", "merged"};
	struct why *w = arg;
	int64_t until = w->p->ended_at ? w->p->ended_at : w->s->now;

	if (e->at < w->p->start_at || e->at > until || was_undone(w, e->entry))
		return;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(e->what, names[i]) == 0)
			add(w, e->at, names[i])->who =
			    e->done_by ? e->done_by : e->actor;
}

static void told_lines(struct why *w, const struct told *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct line *l = add(w, v[i].planned_at, "told");

		l->told = &v[i];
		l->who = v[i].person;
		l->detail = strcmp(v[i].state, "sent") == 0 ? NULL :
		    v[i].reason ? v[i].reason : v[i].state;
	}
}

/* Since when each of them knew: handed over is not read, so both are said. */
static void knew_lines(struct why *w, const struct told *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct told *first = &v[i];

		for (size_t k = 0; k < n; k++)
			if (v[k].person == first->person && v[k].handed_at &&
			    (!first->handed_at || v[k].handed_at < first->handed_at ||
			    (v[k].handed_at == first->handed_at && k < i)))
				first = &v[k];
		if (first != &v[i] || !first->handed_at)
			continue;
		add(w, first->handed_at, "reached")->who = first->person;
		for (size_t k = 0; k < n; k++)
			if (v[k].acked_at && v[k].acked_by == first->person) {
				add(w, v[k].acked_at, "acknowledged")->who =
				    first->person;
				break;
			}
	}
}

/* The sentence above: due, kept, by how much it was late. */
static void sum(struct why *w)
{
	const struct promise *p = w->p;
	char due[HUMAN_TEXT], end[HUMAN_TEXT], late[HUMAN_TEXT];
	int64_t until = p->ended_at ? p->ended_at : w->s->now;

	if (!p->due_at) {
		say(_("%s is due at no time while it stands still"), w->name);
		return;
	}
	human_long(p->due_at, w->s->zone, due);
	human_long(until, w->s->zone, end);
	human_duration(until > p->due_at ? until - p->due_at : 0, late);
	if (strcmp(p->state, "kept") == 0)
		say(until > p->due_at ? _("%s was due %s, kept %s: %s late") :
		    _("%s was due %s, kept %s: in time"), w->name, due, end, late);
	else if (strcmp(p->state, "open") == 0)
		say(until > p->due_at ? _("%s was due %s, is open: %s late by now") :
		    _("%s is due %s, is open"), w->name, due, late);
	else
		say(_("%s was due %s, cancelled %s: %s"), w->name, due, end,
		    p->reason ? p->reason : "-");
}

static void one(struct session *s, struct out *out, const struct promise *p)
{
	struct why w = {.s = s, .out = out, .a = arena_new(), .p = p};
	struct buf name = {0};
	struct told *v;
	size_t n = promise_told(s->db, p, w.a, &v);

	promise_name(s->db, p, &name);
	w.name = buf_text(&name);
	add(&w, p->start_at, "started")->detail = p->amount;
	subject_history(s->db, p->subject, one_undone, &w);
	subject_history(s->db, p->subject, one_event, &w);
	told_lines(&w, v, n);
	knew_lines(&w, v, n);
	if (p->due_at && p->due_at <= s->now)
		add(&w, p->due_at, "due");
	if (p->ended_at)
		add(&w, p->ended_at, strcmp(p->state, "kept") == 0 ? "kept" :
		    "cancelled")->detail = p->reason;
	qsort(w.v, w.n, sizeof *w.v, by_time);
	sum(&w);
	for (size_t i = 0; i < w.n; i++)
		put(&w, &w.v[i]);
	buf_free(&name);
	arena_free(w.a);
}

/* A promise that is named, or those of the case that are or were late. */
static void of_case(struct session *s, struct targets *t, struct out *out,
    const char *name, int64_t id)
{
	struct arena *a = arena_new();
	struct ident named = ident_parse(name);
	struct promise *all;
	size_t n = promises_of(s->db, id, a, &all), shown = 0;
	struct proof proof;

	for (size_t i = 0; i < n; i++) {
		int64_t end = all[i].ended_at ? all[i].ended_at : s->now;
		bool late = all[i].due_at && end > all[i].due_at;

		if (named.rule[0] ? strcmp(all[i].rule, named.rule) == 0 &&
		    all[i].turn == named.turn : late) {
			one(s, out, &all[i]);
			shown++;
		}
	}
	if (named.rule[0] && !shown)
		target_refuse(t, _("no such promise; see care-case show %" PRId64),
		    ident_case(id));
	else if (!shown)
		say(_("%" PRId64 ": nothing is or was late"), ident_case(id));
	proof_of(s->db, id, &proof);
	if (proof.faults) {
		target_refuse(t, _("the log of it was changed: %" PRId64 " faults;"
		    " care-store check says where"), proof.faults);
	} else if (shown) {
		say(_("log verified: %" PRId64 " events as they were written, in %"
		    PRId64 " entries of the chain"), proof.events, proof.entries);
	}
	arena_free(a);
}

int case_verb_why(struct session *s)
{
	struct targets *t = targets_open(s, "case");
	struct out *out = session_out(s, columns);
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_case(t, name);

		if (id)
			of_case(s, t, out, name, id);
	}
	out_end(out);
	targets_close(t);
	return STATUS_DONE;
}
