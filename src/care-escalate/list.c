/* care-escalate list: the next level of every open promise. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-escalate/verbs.h"
#include "care/cases/case.h"
#include "care/escalation/standing.h"
#include "care/people/staff.h"
#include "care/promises/promise_read.h"
#include "command/actor.h"
#include "text/ident.h"

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
	int64_t *ids;
	struct buf b = {0};
	size_t n = level_tells(s->db, s->policy, l, &m, at, a, &ids);

	for (size_t i = 0; i < n; i++) {
		int64_t acting = ids[i] ? staff_acting(s->db, ids[i], at) : 0;

		buf_addf(&b, "%s%s", i ? " " : "", actor_name(s->db, acting, a));
		if (acting != ids[i])
			buf_addf(&b, "(%s)", actor_name(s->db, ids[i], a));
	}
	out_text(out, "tells", buf_text(&b));
	buf_free(&b);
}

struct list {
	struct session *s;
	struct out *out;
	struct promises_asked asked;
	int64_t owner;		/* 0: anybody's */
};

/* The next level from "now" on that is not silent; of those that have passed
 * and did not fire yet the highest, which is the one that tells. */
static const struct level_time *next_level(const struct promise *p,
    const struct standing *at, int64_t now)
{
	const struct level_time *next = NULL;

	for (size_t i = 0; i < at->ask.n; i++)
		if (p->next_at && at->levels[i].at >= p->next_at &&
		    !level_silent(&at->ask, &at->levels[i]) &&
		    (!next || at->levels[i].at <= now))
			next = &at->levels[i];
	return next;
}

static void put(struct session *s, struct out *out, const struct promise *p,
    const struct level_time *next, const struct care_case *c, struct arena *a)
{
	struct buf name = {0};

	promise_name(s->db, p, &name);
	if (next) {
		out_int(out, "fires", next->at);
		out_text(out, "level", next->level->name);
		put_tells(s, out, next->level, p, next->at, a);
	}
	out_text(out, "ref", buf_text(&name));
	if (c->id)
		out_int(out, "case", ident_case(c->id));
	out_text(out, "promise", buf_text(&name));
	out_int(out, "due", p->due_at);
	out_int(out, "left_s", p->due_at - s->now);
	out_int(out, "late", p->due_at < s->now);
	out_text(out, "severity", c->severity);
	if (c->owner)
		out_text(out, "owner", actor_name(s->db, c->owner, a));
	out_row(out);
	buf_free(&name);
}

/* Late, or with a level that tells somebody until then. */
static void one(void *arg, const struct promise *p)
{
	struct list *l = arg;
	struct session *s = l->s;
	struct arena *a = arena_new();
	struct care_case c = {.id = 0};
	struct standing at;
	const struct level_time *next;

	standing_load(s->db, s->policy, p, p->next_at > s->now ? p->next_at :
	    s->now, a, &at);
	next = next_level(p, &at, s->now);
	if (p->due_at < s->now || (next && next->at < l->asked.next)) {
		if (!case_load(s->db, p->subject, a, &c))
			c = (struct care_case){.id = 0};
		if (!l->owner || c.owner == l->owner)
			put(s, l->out, p, next, &c, a);
	}
	arena_free(a);
}

int escalate_list(struct session *s)
{
	struct list l = {.s = s, .out = session_out(s, columns)};

	l.asked = (struct promises_asked){.due = s->now,
	    .next = zone_day_instant(s->zone, zone_day(s->zone, s->now) + 1, 0)};
	if (arg_verb(s->args)->name) {
		l.asked.next = session_time(s, "until", HUMAN_END, l.asked.next);
		if (arg_given(s->args, "late"))
			l.asked.next = 0;
		l.asked.rule = arg_value(s->args, "rule");
		l.owner = session_staff(s, "owner");
	}
	session_look(s);
	promises_each(s->db, &l.asked, one, &l);
	session_seen(s);
	out_end(l.out);
	return STATUS_DONE;
}
