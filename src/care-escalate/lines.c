/* The lines of the forecast, and whom they concern by the time they come. */
#include "care-escalate/lines.h"

#include <stdlib.h>
#include <string.h>

#include "care/escalation/forecast.h"
#include "care/escalation/notice.h"
#include "command/actor.h"
#include "command/session.h"

void lines_end(struct lines *all)
{
	free(all->v);
	free(all->people);
	arena_free(all->a);
}

struct line *line_add(struct lines *all, int64_t at, int64_t subject)
{
	struct line *l;

	all->v = mem_grow(all->v, &all->cap, all->n + 1, sizeof *all->v);
	l = &all->v[all->n];
	*l = (struct line){.at = at, .subject = subject, .n = all->n};
	all->n++;
	return l;
}

/* The place of the first whose id is not less. */
static size_t place_of(const struct lines *all, int64_t id)
{
	size_t low = 0, high = all->people_n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (all->people[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Few people are told of many promises: each is asked for once. */
static const struct told *told_of(struct lines *all, int64_t id)
{
	struct session *s = all->s;
	size_t i = place_of(all, id);

	if (i == all->people_n || all->people[i].id != id) {
		all->people = mem_grow(all->people, &all->people_cap,
		    all->people_n + 1, sizeof *all->people);
		memmove(all->people + i + 1, all->people + i,
		    (all->people_n - i) * sizeof *all->people);
		all->people[i] = (struct told){id,
		    actor_name(s->db, id, all->a),
		    notice_channel(s->db, s->policy, id, all->a)};
		all->people_n++;
	}
	return &all->people[i];
}

void line_addressee(struct lines *all, struct line *l, int64_t who,
    int64_t from)
{
	struct session *s = all->s;
	int64_t acting, goes = forecast_minute(notice_goes(s->db, s->policy, who,
	    l->urgent, from, &acting));

	l->addressee = who;
	l->reader = acting;
	l->to = told_of(all, acting)->name;
	l->for_whom = acting != who ? told_of(all, who)->name : NULL;
	l->channel = told_of(all, acting)->channel;
	l->held_until = goes > l->at ? goes : 0;
	l->reason = !l->held_until ? l->does : !l->does ? "off duty" :
	    arena_printf(all->a, "off duty, %s", l->does);
}

void lines_owner(struct lines *all, int64_t subject, int64_t at, int64_t owner)
{
	all->owners = arena_grow(all->a, all->owners, &all->owners_cap,
	    all->owners_n + 1, sizeof *all->owners);
	all->owners[all->owners_n++] = (struct new_owner){subject, at, owner};
}

/* The lines of one subject, by their places, and its owners to come. */
struct of_subject {
	size_t *v;
	size_t n, cap;
	const struct new_owner *owners;
	size_t owners_n;
};

static void place_add(struct arena *a, struct of_subject *s, size_t place)
{
	s->v = arena_grow(a, s->v, &s->cap, s->n + 1, sizeof *s->v);
	s->v[s->n++] = place;
}

/* Who owns it by then; false: who does now. */
static bool owner_then(const struct of_subject *s, int64_t at, int64_t *owner)
{
	bool known = false;

	for (size_t i = 0; i < s->owners_n && s->owners[i].at <= at; i++) {
		*owner = s->owners[i].owner;
		known = true;
	}
	return known;
}

static bool same_notice(const struct line *x, const struct line *y)
{
	return y->about && x->about->turn == y->about->turn &&
	    x->of.level == y->of.level && x->of.time == y->of.time &&
	    strcmp(x->about->rule, y->about->rule) == 0;
}

/* Has somebody this notice among the lines already? */
static bool is_told(const struct lines *all, const struct of_subject *s,
    const struct line *l, int64_t who)
{
	for (size_t i = 0; i < s->n; i++)
		if (same_notice(l, &all->v[s->v[i]]) &&
		    all->v[s->v[i]].addressee == who)
			return true;
	return false;
}

static void pass_on(struct lines *all, struct of_subject *s, size_t place,
    struct arena *a)
{
	int64_t *instead = NULL;
	const struct line l = all->v[place];
	int64_t at = l.held_until ? l.held_until : l.at;
	struct session *session = all->s;
	struct matter m;
	size_t n;

	if (!l.about)
		return;
	m = matter_of_promise(session->db, l.about, a);
	if (!owner_then(s, at, &m.owner) ||
	    notice_still(session->db, session->policy, &l.of, &m, at,
	    l.addressee, a, &instead, &n))
		return;
	all->v[place].gone = true;
	for (size_t i = 0; i < n; i++)
		if (!is_told(all, s, &l, instead[i])) {
			struct line *his = line_add(all, l.at, l.subject);
			size_t order = his->n;

			*his = l;
			his->n = order;
			line_addressee(all, his, instead[i], at);
			place_add(a, s, order);
		}
}

/* By subject, each one's in the order of being foreseen. */
static int by_subject(const void *x, const void *y)
{
	const struct line *a = x, *b = y;

	if (a->subject != b->subject)
		return a->subject < b->subject ? -1 : 1;
	return a->n < b->n ? -1 : a->n > b->n;
}

void lines_pass_on(struct lines *all)
{
	struct arena *a = arena_new();
	size_t have = all->n, line = 0, k = 0;

	if (have && all->owners_n)
		qsort(all->v, have, sizeof *all->v, by_subject);
	while (k < all->owners_n) {
		struct of_subject s = {.owners = all->owners + k};
		int64_t subject = s.owners[0].subject;

		for (; k < all->owners_n && all->owners[k].subject == subject; k++)
			s.owners_n++;
		while (line < have && all->v[line].subject < subject)
			line++;
		for (; line < have && all->v[line].subject == subject; line++)
			place_add(a, &s, line);
		for (size_t i = 0; i < s.n; i++)
			pass_on(all, &s, s.v[i], a);
		arena_reset(a);
	}
	arena_free(a);
}

static int64_t told_at(const struct line *l)
{
	return l->held_until ? l->held_until : l->at;
}

/* Of one notice and reader together, in the order in which they go. */
static int by_notice(const void *x, const void *y)
{
	const struct line *a = x, *b = y;
	int order;

	if (a->subject != b->subject)
		return a->subject < b->subject ? -1 : 1;
	if ((order = strcmp(a->occurrence, b->occurrence)) != 0 ||
	    (order = strcmp(a->rule, b->rule)) != 0)
		return order;
	if (a->reader != b->reader)
		return a->reader < b->reader ? -1 : 1;
	if (told_at(a) != told_at(b))
		return told_at(a) < told_at(b) ? -1 : 1;
	return a->n < b->n ? -1 : a->n > b->n;
}

static bool same_reader(const struct line *a, const struct line *b)
{
	return a->subject == b->subject && a->reader == b->reader &&
	    strcmp(a->occurrence, b->occurrence) == 0 &&
	    strcmp(a->rule, b->rule) == 0;
}

void lines_once(struct lines *all)
{
	size_t n = 0;

	/* Those that tell somebody come first. */
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].occurrence && !all->v[i].gone) {
			struct line l = all->v[i];

			all->v[i] = all->v[n];
			all->v[n++] = l;
		}
	if (n)
		qsort(all->v, n, sizeof *all->v, by_notice);
	for (size_t i = 1; i < n; i++)
		all->v[i].gone = same_reader(&all->v[i - 1], &all->v[i]);
}
