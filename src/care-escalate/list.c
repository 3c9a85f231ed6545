/* care-escalate list: the next level of every open promise. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-escalate/verbs.h"
#include "care/cases/case.h"
#include "care/escalation/recipients.h"
#include "care/people/staff.h"
#include "care/promises/pause_store.h"
#include "care/promises/promise_read.h"
#include "command/actor.h"
#include "text/ident.h"

enum { LEVELS = 256 };

static const struct out_column columns[] = {
	{.name = "fires", .type = OUT_TIME, .table = true, .head = "at"},
	{.name = "level", .table = true},
	{.name = "ref", .table = true},
	{.name = "case", .type = OUT_INT},
	{.name = "promise", .id = true},
	{.name = "due", .type = OUT_TIME, .table = true},
	{.name = "left_s", .type = OUT_SECONDS, .table = true, .head = "left"},
	{.name = "late", .type = OUT_INT},
	{.name = "tells", .table = true},
	{.name = "severity", .table = true},
	{.name = "owner", .table = true},
	{.name = NULL}
};

static void put_tells(struct session *s, struct out *out,
    const struct level *l, const struct promise *p, int64_t at,
    struct arena *a)
{
	struct matter m = matter_of_promise(s->db, p, a);
	int64_t ids[RECIPIENTS_MAX];
	struct buf b = {0};
	size_t n = 0;

	for (size_t i = 0; i < l->notify.n; i++)
		n = recipients_add(s->db, s->policy, l->notify.v[i], &m, at, ids, n);
	for (size_t i = 0; i < n; i++) {
		int64_t acting = ids[i] ? staff_acting(s->db, ids[i], at) : 0;

		buf_addf(&b, "%s%s", i ? " " : "", actor_name(s->db, acting, a));
		if (acting != ids[i])
			buf_addf(&b, "(%s)", actor_name(s->db, ids[i], a));
	}
	out_text(out, "tells", buf_text(&b));
	buf_free(&b);
}

/* The next level from "now" on; of those that have passed and did not fire
 * yet the highest, which is the one that tells. */
static const struct level_time *next_level(const struct promise *p,
    const struct level_time *levels, size_t n, int64_t now)
{
	const struct level_time *next = NULL;

	for (size_t i = 0; i < n; i++)
		if (p->next_at && levels[i].at >= p->next_at &&
		    (!next || levels[i].at <= now))
			next = &levels[i];
	return next;
}

static void one(struct session *s, struct out *out, const struct promise *p,
    int64_t until, bool only_late)
{
	const struct promise_rule *r = policy_promise_rule(s->policy, p->rule,
	    p->amount);
	struct level_time levels[LEVELS];
	struct arena *a = arena_new();
	struct care_case c = {.id = 0};
	struct buf name = {0};
	struct pause *pauses;
	size_t stops = pauses_of(s->db, s->policy, p->subject, p->rule, a, &pauses);
	size_t n = promise_levels(s->policy, p, r ? r->ladder : NULL, pauses, stops,
	    p->next_at > s->now ? p->next_at : s->now, levels, LEVELS);
	const struct level_time *next = next_level(p, levels, n,
	    s->now);
	bool late = p->due_at < s->now;

	if (late || (!only_late && next && next->at < until)) {
		case_load(s->db, p->subject, a, &c);
		promise_name(s->db, p, &name);
		if (next) {
			out_int(out, "fires", next->at);
			out_text(out, "level", next->level->name);
			put_tells(s, out, next->level, p, next->at, a);
		}
		out_text(out, "ref", buf_text(&name));
		if (c.id)
			out_int(out, "case", ident_case(c.id));
		out_text(out, "promise", buf_text(&name));
		out_int(out, "due", p->due_at);
		out_int(out, "left_s", p->due_at - s->now);
		out_int(out, "late", late);
		out_text(out, "severity", c.severity);
		if (c.owner)
			out_text(out, "owner", actor_name(s->db, c.owner, a));
		out_row(out);
	}
	buf_free(&name);
	arena_free(a);
}

int escalate_list(struct session *s)
{
	int64_t until = zone_day_instant(s->zone, zone_day(s->zone, s->now) + 1, 0);
	struct out *out = session_out(s, columns);
	struct arena *a = arena_new();
	struct promise *all;
	bool only_late = false;
	size_t n;

	if (arg_verb(s->args)->name) {
		until = session_time(s, "until", HUMAN_END, until);
		only_late = arg_given(s->args, "late");
	}
	n = promises_open(s->db, 0, a, &all);
	for (size_t i = 0; i < n; i++)
		one(s, out, &all[i], until, only_late);
	arena_free(a);
	out_end(out);
	return STATUS_DONE;
}
