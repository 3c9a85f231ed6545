/* care-escalate forecast: what the ticks to come will do, if nobody acts. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "care-escalate/lines.h"
#include "care-escalate/verbs.h"
#include "care/escalation/forecast.h"
#include "care/escalation/notice.h"
#include "care/people/staff.h"
#include "care/promises/firing_name.h"
#include "care/promises/promise_read.h"
#include "command/actor.h"
#include "command/deliver.h"
#include "store/subject.h"
#include "text/ident.h"

static const struct out_column columns[] = {
	{.name = "fires", .type = OUT_TIME, .table = true},
	{.name = "case", .type = OUT_INT},
	{.name = "promise", .table = true, .id = true},
	{.name = "level", .table = true},
	{.name = "due", .type = OUT_TIME},
	{.name = "tells", .table = true},
	{.name = "for_whom", .table = true},
	{.name = "channel", .table = true},
	{.name = "held_until", .type = OUT_TIME, .table = true},
	{.name = "reason", .table = true},
	{.name = NULL}
};

static const char *name_of(struct lines *all, const struct promise *p)
{
	struct buf b = {0};
	const char *name;

	promise_name(all->s->db, p, &b);
	name = arena_dup(all->a, buf_text(&b));
	buf_free(&b);
	return name;
}

/* What the level does besides telling. */
static const char *does(struct lines *all, const struct foreseen *f)
{
	struct buf b = {0};
	const char *text;

	if (f->raises)
		buf_addf(&b, "raises %s", f->raises);
	if (f->owner)
		buf_addf(&b, "%snew owner %s", b.n ? ", " : "",
		    actor_name(all->s->db, f->owner, all->a));
	if (f->approves)
		buf_addf(&b, "%s%s has to agree", b.n ? ", " : "", f->approves);
	if (f->starts)
		buf_addf(&b, "%sstarts %s", b.n ? ", " : "", f->starts);
	text = b.n ? arena_dup(all->a, buf_text(&b)) : NULL;
	buf_free(&b);
	return text;
}

static struct line *add_level(struct lines *all, const struct foreseen *f)
{
	struct line *l = line_add(all, f->at, f->promise->subject);

	l->promise = name_of(all, f->promise);
	l->level = f->level.time ? arena_printf(all->a, "%s.%d",
	    f->level.level->name, f->level.time) :
	    arena_dup(all->a, f->level.level->name);
	l->due = f->promise->due_at;
	l->does = l->reason = does(all, f);
	return l;
}

/* As much of the promise as is asked of it later. */
static const struct promise *kept(struct lines *all, const struct promise *p)
{
	struct promise *copy = arena_alloc(all->a, 1, sizeof *copy);

	*copy = (struct promise){.subject = p->subject, .turn = p->turn,
	    .rule = arena_dup(all->a, p->rule), .due_at = p->due_at,
	    .owes = arena_dup(all->a, p->owes),
	    .amount = arena_dup(all->a, p->amount)};
	return copy;
}

/* The key that its message will have. */
static void put_key(struct lines *all, struct line *l,
    const struct foreseen *f)
{
	char occurrence[FIRING_NAME];

	firing_name_write(f->promise, f->level.level->name, f->level.time,
	    occurrence);
	l->occurrence = arena_dup(all->a, occurrence);
	l->rule = arena_printf(all->a, "notice:%s", f->level.level->name);
}

static void level_comes(void *arg, const struct foreseen *f)
{
	const struct promise *about = NULL;
	struct lines *all = arg;

	if (strcmp(f->how, "fired") != 0)
		return;
	if (f->owner)
		lines_owner(all, f->promise->subject, f->at, f->owner);
	if (f->n == 0)
		add_level(all, f);
	for (size_t i = 0; i < f->n; i++) {
		struct line *l = add_level(all, f);

		about = about ? about : kept(all, f->promise);
		l->about = about;
		put_key(all, l, f);
		l->of = f->level;
		l->urgent = f->urgent;
		line_addressee(all, l, f->tells[i], f->told_at[i]);
	}
}

static void levels(struct lines *all)
{
	struct session *s = all->s;
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = promises_coming(s->db, all->until, a, &ids);

	for (size_t i = 0; i < n; i++)
		forecast(s->db, s->policy, ids[i], s->now, all->until,
		    level_comes, all);
	arena_free(a);
}

/* Who it is: a member of staff, the store's owner, or a customer's number. */
static const char *person_name(struct lines *all, int64_t id)
{
	struct buf ref = {0};
	const char *kind = NULL;

	subject_ref(all->s->db, id, &ref, &kind);
	buf_free(&ref);
	return id && kind && strcmp(kind, "customer") == 0 ?
	    arena_printf(all->a, "c%" PRId64, id) :
	    actor_name(all->s->db, id, all->a);
}

/* The message as its sender would find it, looking again whenever it is told
 * to wait; RENDER_WAIT: it does not go by then. */
static enum render_verdict goes(struct lines *all, const struct message *m,
    struct arena *a, int64_t *at, struct rendering *r, const char **why)
{
	struct session *s = all->s;

	*why = m->next_at > s->now ? m->reason : NULL;
	*at = forecast_minute(m->next_at > s->now ? m->next_at : s->now);
	for (int looks = 0; looks < 16 && *at <= all->until; looks++) {
		deliver_renderer(m->rule)(s->db, s->policy, m, *at, a, r);
		if (r->verdict != RENDER_WAIT || r->until <= *at)
			return r->verdict;
		*why = r->reason;
		*at = forecast_minute(r->until);
	}
	return RENDER_WAIT;
}

static void message_goes(struct lines *, const struct message *,
	struct arena *);

/* Has he the notice already, but for one that was dropped in another's favour? */
static bool has_it(struct db *db, const struct message *m, const char *reason,
    struct arena *a)
{
	struct message his;
	int64_t id = outbox_find(db, m);

	return id && outbox_load(db, id, a, &his) &&
	    (strcmp(his.state, "dropped") != 0 || !his.reason ||
	    strcmp(his.reason, reason) != 0);
}

/* Or will he have it, in the place of another who would have been told? */
static bool will_have_it(const struct lines *all, const struct message *m)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct line *l = &all->v[i];

		if (l->occurrence && l->subject == m->subject &&
		    l->addressee == m->addressee &&
		    strcmp(l->occurrence, m->occurrence) == 0 &&
		    strcmp(l->rule, m->rule) == 0)
			return true;
	}
	return false;
}

/* It concerns its addressee no more: it goes to these. */
static void passed_on(struct lines *all, const struct message *m, int64_t at,
    const struct rendering *r, struct arena *a)
{
	struct message his = *m;

	his.next_at = at;
	for (size_t i = 0; i < r->instead_n; i++) {
		his.addressee = r->instead[i];
		if (!has_it(all->s->db, &his, r->reason, a) &&
		    !will_have_it(all, &his))
			message_goes(all, &his, a);
	}
}

/* What a notice is of, for who asks later whom it concerns. */
static void put_about(struct lines *all, struct line *l,
    const struct message *m, const struct promise *p)
{
	const struct promise_rule *rule = policy_promise_rule(all->s->policy,
	    p->rule, p->amount);

	l->promise = name_of(all, p);
	l->due = p->due_at;
	l->urgent = m->urgent;
	if (rule && notice_of_level(rule->ladder, m, &l->of))
		l->about = kept(all, p);
}

/* What it would say is rendered in a; only what a line shows is kept. */
static void message_goes(struct lines *all, const struct message *m,
    struct arena *a)
{
	int64_t at;
	struct rendering r;
	struct promise p;
	const char *why;
	struct line *l;

	switch (goes(all, m, a, &at, &r, &why)) {
	case RENDER_DROP:
		passed_on(all, m, at, &r, a);
		return;
	case RENDER_WAIT:
		return;
	case RENDER_SEND:
		break;
	}
	l = line_add(all, at, m->subject);
	l->level = l->rule = arena_dup(all->a, m->rule);
	l->occurrence = arena_dup(all->a, m->occurrence);
	l->addressee = m->addressee;
	l->reader = r.person;
	l->to = person_name(all, r.person);
	if (r.person != m->addressee)
		l->for_whom = person_name(all, m->addressee);
	l->channel = arena_dup(all->a, r.ways ? r.way[0].channel : NULL);
	if (at > forecast_minute(all->s->now))
		l->held_until = at;
	l->reason = arena_dup(all->a, why);
	if (notice_promise(all->s->db, m, a, &p))
		put_about(all, l, m, &p);
}

static void messages(struct lines *all)
{
	struct outbox_filter f = {.waiting = true, .until = all->until + 1};
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = outbox_list(all->s->db, &f, all->a, &ids);

	for (size_t i = 0; i < n; i++) {
		struct message m;

		if (outbox_load(all->s->db, ids[i], a, &m))
			message_goes(all, &m, a);
		arena_reset(a);
	}
	arena_free(a);
}

static int by_time(const void *x, const void *y)
{
	const struct line *a = x, *b = y;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->n < b->n ? -1 : a->n > b->n;
}

static bool is_case(struct db *db, int64_t subject)
{
	struct buf ref = {0};
	const char *kind = NULL;

	subject_ref(db, subject, &ref, &kind);
	buf_free(&ref);
	return kind && strcmp(kind, "case") == 0;
}

static void put(struct session *s, struct out *out, const struct line *l)
{
	out_int(out, "fires", l->at);
	if (is_case(s->db, l->subject))
		out_int(out, "case", ident_case(l->subject));
	out_text(out, "promise", l->promise);
	out_text(out, "level", l->level);
	if (l->due)
		out_int(out, "due", l->due);
	out_text(out, "tells", l->to);
	out_text(out, "for_whom", l->for_whom);
	out_text(out, "channel", l->channel);
	if (l->held_until)
		out_int(out, "held_until", l->held_until);
	out_text(out, "reason", l->reason);
	out_row(out);
}

int escalate_forecast(struct session *s)
{
	struct lines all = {.s = s, .a = arena_new()};
	struct out *out = session_out(s, columns);

	all.until = session_time(s, "until", HUMAN_END, zone_day_instant(s->zone,
	    zone_day(s->zone, s->now) + 1, 0));
	session_look(s);
	messages(&all);
	levels(&all);
	lines_pass_on(&all);
	lines_once(&all);
	if (all.n)
		qsort(all.v, all.n, sizeof *all.v, by_time);
	for (size_t i = 0; i < all.n; i++)
		if (!all.v[i].gone)
			put(s, out, &all.v[i]);
	session_seen(s);
	out_end(out);
	lines_end(&all);
	return STATUS_DONE;
}
