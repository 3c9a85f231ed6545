/* Running the ticks of a subject ahead, in memory. */
#include "care/escalation/forecast.h"

#include <string.h>

#include "care/cases/act.h"
#include "care/escalation/notice.h"
#include "care/promises/promise_read.h"

/* A promise on its way through the ticks to come. */
struct runner {
	const struct promise *promise;
	struct standing standing;
	struct fired *ledger;		/* what is recorded, and what will be */
	size_t recorded, cap;
	int64_t next_at;		/* 0: no level comes */
	bool raised;
};

struct course {
	struct db *db;
	const struct policy *policy;
	struct arena *a;
	struct care_case c;		/* id 0: another subject */
	foresee *tell;
	void *arg;
};

int64_t forecast_minute(int64_t at)
{
	return at % 60 == 0 ? at : at - at % 60 + 60;
}

static void prepare(struct course *f, const struct promise *p, int64_t until,
    struct runner *r)
{
	*r = (struct runner){.promise = p, .next_at = p->next_at};
	standing_load(f->db, f->policy, p, until, f->a, &r->standing);
	for (size_t i = 0; i < r->standing.ask.recorded; i++) {
		r->ledger = arena_grow(f->a, r->ledger, &r->cap, i + 1,
		    sizeof *r->ledger);
		r->ledger[i] = r->standing.ask.fired[i];
	}
	r->recorded = r->standing.ask.recorded;
}

static void record(struct course *f, struct runner *r,
    const struct level_time *l, const char *how, int64_t at)
{
	r->ledger = arena_grow(f->a, r->ledger, &r->cap, r->recorded + 1,
	    sizeof *r->ledger);
	r->ledger[r->recorded++] = (struct fired){l->level->name, l->time,
	    r->promise->due_at, at, how};
}

/* The case's severity rises by the promise's ladder; NULL: it has risen so
 * before, or is the highest. */
static const char *rises(struct course *f, struct runner *r)
{
	const char *up = f->c.id ? case_raised(f->policy, f->c.severity) : NULL;

	if (!up || r->raised || promise_raised(f->db, r->promise))
		return NULL;
	r->raised = true;
	f->c.severity = up;
	return "severity";
}

/* What one level does at the tick, told to the caller. */
static void one_level(struct course *f, struct runner *r,
    const struct level_time *l, const char *how, int64_t at)
{
	struct matter m = matter_of_promise(f->db, r->promise, f->a);
	struct arena *a = arena_new();
	int64_t *ids, *told_at;
	struct foreseen seen = {.at = at, .promise = r->promise, .level = *l,
	    .how = how, .urgent = notice_urgent(r->promise, l->level)};

	if (f->c.id)
		m.owner = f->c.owner;	/* as foreseen */
	if (strcmp(how, "fired") == 0) {
		seen.n = level_tells(f->db, f->policy, l->level, &m, at, a, &ids);
		told_at = arena_alloc(a, seen.n + 1, sizeof *told_at);
		seen.tells = ids;
		seen.told_at = told_at;
		for (size_t i = 0; i < seen.n; i++)
			told_at[i] = forecast_minute(notice_not_before(f->db,
			    f->policy, ids[i], seen.urgent, at));
		if (l->time == 0 && l->level->raise)
			seen.raises = rises(f, r);
		if (f->c.id && l->time == 0)
			seen.approves = l->level->approve;
		if (l->time == 0)
			seen.starts = l->level->start;
		if (f->c.id)
			seen.owner = level_owner(f->db, f->policy, l, &m, at);
	}
	f->tell(f->arg, &seen);
	arena_free(a);
	if (seen.owner)
		f->c.owner = seen.owner;
}

static void tick(struct course *f, struct runner *r, int64_t at)
{
	struct level_time passed[STANDING_LEVELS];
	const char *how[STANDING_LEVELS];
	struct firing firing;

	r->standing.ask.fired = r->ledger;
	r->standing.ask.recorded = r->recorded;
	r->standing.ask.now = at;
	promise_fire(&r->standing.ask, &firing, how, passed);
	for (size_t i = 0; i < firing.n; i++) {
		record(f, r, &passed[i], how[i], at);
		one_level(f, r, &passed[i], how[i], at);
	}
	r->next_at = firing.next_at;
}

/* The one whose level comes next, as the tick takes them: by that time, rule
 * and turn. */
static struct runner *next_of(struct runner *all, size_t n)
{
	struct runner *next = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct promise *p = all[i].promise, *q;
		int order;

		if (!all[i].next_at || (next && all[i].next_at > next->next_at))
			continue;
		if (!next || all[i].next_at < next->next_at) {
			next = &all[i];
			continue;
		}
		q = next->promise;
		order = strcmp(p->rule, q->rule);
		if (order < 0 || (order == 0 && p->turn < q->turn))
			next = &all[i];
	}
	return next;
}

void forecast(struct db *db, const struct policy *policy, int64_t subject,
    int64_t now, int64_t until, foresee *tell, void *arg)
{
	struct course f = {.db = db, .policy = policy, .a = arena_new(),
	    .tell = tell, .arg = arg};
	struct promise *all;
	size_t have = promises_of(db, subject, f.a, &all), n = 0;
	struct runner *runners = arena_alloc(f.a, have + 1, sizeof *runners);
	struct runner *r;

	if (!case_load(db, subject, f.a, &f.c))
		f.c = (struct care_case){.id = 0};
	for (size_t i = 0; i < have; i++)
		if (strcmp(all[i].state, "open") == 0 && all[i].next_at)
			prepare(&f, &all[i], until, &runners[n++]);
	while ((r = next_of(runners, n)) != NULL) {
		int64_t at = forecast_minute(r->next_at > now ? r->next_at : now);

		if (at > until)
			break;
		tick(&f, r, at);
	}
	arena_free(f.a);
}
