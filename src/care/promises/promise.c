/* When a promise is due, and which levels of its ladder fire when. */
#include "care/promises/promise.h"

#include <stdlib.h>
#include <string.h>

/* "from: returned" and the date field "returns" are one thing said twice: the
 * event that happens by itself on the date. */
static const struct {
	const char *event, *field;
} anchors[] = {
	{"departed", "departs"}, {"returned", "returns"}, {"booked", "booked"},
	{"received", "received"},
};

static const char *field_of(const char *name)
{
	for (size_t i = 0; i < sizeof anchors / sizeof anchors[0]; i++)
		if (strcmp(anchors[i].event, name) == 0)
			return anchors[i].field;
	return name;
}

int64_t promise_debtor(const struct promise *p)
{
	const char *digits = strncmp(p->owes, "staff:", 6) == 0 ? p->owes + 6 : "";
	int64_t id = 0;

	for (; *digits >= '0' && *digits <= '9' && id < INT64_MAX / 100; digits++)
		id = 10 * id + (*digits - '0');
	return *digits ? 0 : id;
}

bool moment_instant(const struct moment *m, const char *anchor,
    const struct facts *facts, const struct zone *zone, int64_t *out)
{
	const char *field = m->field ? m->field : anchor;
	const struct fact *f = field ? facts_get(facts, field_of(field)) : NULL;
	int64_t at;

	if (!f || !f->known)
		return false;
	/* Offsets of days never roll; by working time there is no offset. */
	if (worktime_due(f->number, m->offset, NULL, zone, false, NULL, 0, &at,
	    NULL, NULL) != WORKTIME_OK)
		return false;
	if (m->second >= 0)
		at = zone_day_instant(zone, zone_day(zone, at), m->second);
	*out = at;
	return true;
}

const char *window_anchor(const struct window *w)
{
	return w->from.field ? w->from.field : w->to.field;
}

const struct calendar *promise_calendar(const struct policy *p,
    enum span_clock clock)
{
	const struct policy_head *h = policy_head(p);

	switch (clock) {
	case SPAN_WORKING:
	case SPAN_WORKDAYS:
		return h->working;
	case SPAN_DAYS:
	case SPAN_MONTHS:
		return h->days;
	default:
		return NULL;
	}
}

static bool window_due(const struct policy *p, const struct promise_rule *r,
    const struct facts *facts, struct promise *out)
{
	const struct zone *zone = policy_head(p)->zone;
	const char *anchor = window_anchor(&r->window);
	struct moment to = r->window.to;

	if (!anchor)
		anchor = r->from;
	/* An end without a date is one of the day on which it opens. */
	if (!to.field)
		to.offset = r->window.from.offset;
	if (!moment_instant(&r->window.from, anchor, facts, zone,
	    &out->start_at) ||
	    !moment_instant(&to, anchor, facts, zone, &out->due_at))
		return false;
	/* An end without a time of day is the end of that day. */
	if (to.second < 0)
		out->due_at = zone_day_instant(zone, zone_day(zone, out->due_at),
		    86400);
	return true;
}

static const struct calendar *rule_calendar(const struct policy *p,
    const struct promise_rule *r, enum span_clock clock)
{
	const struct calendar *c = promise_calendar(p, clock);

	return c && r->calendar ? r->calendar : c;
}

/* Does a pause last whose end nobody knows? */
static bool endless(const struct pause *pauses, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (pauses[i].until == INT64_MAX)
			return true;
	return false;
}

/* The rule's time from its start; a hard limit is moved by no pause. */
static bool limit(const struct policy *p, const struct promise_rule *r,
    const struct facts *facts, const struct pause *pauses, size_t n,
    struct promise *out)
{
	struct span span = r->has_within ? r->within : r->every;
	const struct calendar *c = rule_calendar(p, r, span.clock);

	if (r->due) {
		const struct fact *f = facts_get(facts, r->due);
		const struct field_rule *day = policy_field(p, r->subject,
		    r->due);
		const struct zone *zone = policy_head(p)->zone;

		if (!f || !f->known)
			return false;
		out->due_at = f->number;
		if (day && day->type == FIELD_DATE)
			out->due_at = zone_day_instant(zone,
			    zone_day(zone, f->number), 86400);
		return true;
	}
	if (c)
		out->calendar = calendar_name(c);
	if (r->hard)
		n = 0;
	if (worktime_due(out->start_at, span, c, policy_head(p)->zone, true,
	    pauses, n, &out->due_at, NULL, NULL) == WORKTIME_OK)
		return true;
	out->due_at = 0;
	return endless(pauses, n);
}

bool promise_due(const struct policy *p, const struct promise_rule *r,
    const struct facts *facts, int64_t start, const struct pause *pauses,
    size_t n, struct promise *out)
{
	struct span back = r->margin;

	out->rule = r->name;
	out->owes = r->owes;
	out->hard = r->hard;
	out->calendar = "";
	out->state = "open";
	if (r->has_window)
		return window_due(p, r, facts, out);
	out->start_at = start;
	if (!limit(p, r, facts, pauses, n, out))
		return false;
	back.n = -back.n;
	return !r->has_margin || out->due_at == 0 || worktime_due(out->due_at, back,
	    rule_calendar(p, r, back.clock), policy_head(p)->zone, false, NULL, 0,
	    &out->due_at, NULL, NULL) == WORKTIME_OK;
}

/* One more "every" on the grid of a rule that recurs. */
static bool advance(const struct policy *p, const struct promise_rule *r,
    int64_t *start)
{
	return worktime_due(*start, r->every, rule_calendar(p, r,
	    r->every.clock), policy_head(p)->zone, false, NULL, 0, start, NULL,
	    NULL) == WORKTIME_OK;
}

int64_t promise_next_start(const struct policy *p,
    const struct promise_rule *r, const struct facts *facts,
    const struct promise *ended, int64_t at)
{
	enum { TURNS = 100000 };	/* each minute of two months */
	struct promise next = *ended;
	int64_t start = ended->start_at;

	if (r->from_last_kept || ended->due_at == 0)
		return at;
	/* Where nothing else is said of its due time, that is the grid; pauses
	 * have moved it. */
	if (!r->has_within && !r->has_margin && !r->has_window)
		start = ended->due_at;
	else if (!advance(p, r, &start))
		return at;
	for (int i = 0; i < TURNS; i++)
		if (!promise_due(p, r, facts, start, NULL, 0, &next) ||
		    next.due_at > at)
			return start;
		else if (!advance(p, r, &start))
			break;
	return at;
}

/* The clock on which a promise's shares run, from its stored amount. */
static enum span_clock clock_of(const struct promise *p)
{
	struct span span;
	const char *why;

	return span_parse(p->amount, false, &span, &why) ? span.clock : SPAN_WALL;
}

/* A promise on its ladder. */
struct climb {
	const struct policy *policy;
	const struct promise *p;
	enum span_clock clock;	/* clock_of() it */
};

/* The calendar for a span of a promise's ladder: the promise's own where both
 * count working time or both count days. */
static const struct calendar *ladder_calendar(const struct climb *c,
    enum span_clock clock)
{
	const struct calendar *usual = promise_calendar(c->policy, clock);
	const struct calendar *own = NULL;

	if (c->p->calendar && *c->p->calendar &&
	    usual == promise_calendar(c->policy, c->clock))
		own = policy_calendar(c->policy, c->p->calendar);
	return usual && own ? own : usual;
}

static bool level_at(const struct climb *c, const struct level *l,
    const struct pause *pauses, size_t n, int64_t *at)
{
	const struct promise *p = c->p;

	if (p->due_at == 0)
		return false;
	if (l->is_share)
		*at = worktime_share(p->start_at, p->due_at, c->clock,
		    ladder_calendar(c, c->clock), pauses, p->hard ? 0 : n,
		    l->permille);
	else if (worktime_due(p->due_at, l->offset,
	    ladder_calendar(c, l->offset.clock), policy_head(c->policy)->zone,
	    false, NULL, 0, at, NULL, NULL) != WORKTIME_OK)
		return false;
	/* A warning longer than the promise itself does not exist. */
	return *at >= p->start_at;
}

static int by_time(const void *x, const void *y)
{
	const struct level_time *a = x, *b = y;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->level != b->level)
		return a->level < b->level ? -1 : 1;
	return a->time - b->time;
}

/* The n-th repeat is counted from the level's own time, so that its times do
 * not depend on when cron ran. */
static bool repeat_at(const struct climb *c, const struct level *l,
    int64_t first, int n, int64_t *at)
{
	struct span span = l->every;

	span.n *= n;
	return worktime_due(first, span, ladder_calendar(c, span.clock),
	    policy_head(c->policy)->zone, false, NULL, 0, at, NULL, NULL) ==
	    WORKTIME_OK;
}

size_t promise_levels(const struct policy *policy, const struct promise *p,
    const struct ladder *ladder, const struct pause *pauses, size_t n,
    int64_t until, struct level_time *out, size_t max)
{
	const struct climb climb = {policy, p, clock_of(p)};
	size_t found = 0;

	for (size_t i = 0; ladder && i < ladder->n; i++) {
		const struct level *l = &ladder->v[i];
		int64_t at, first;
		int repeats = l->repeats ? l->times : 0;

		if (!level_at(&climb, l, pauses, n, &first))
			continue;
		at = first;
		for (int k = 0; found < max; k++) {
			out[found++] = (struct level_time){l, k, at};
			if (at > until || k == repeats ||
			    !repeat_at(&climb, l, first, k + 1, &at))
				break;
		}
	}
	qsort(out, found, sizeof *out, by_time);
	return found;
}

static bool is_recorded(const struct fire_ask *ask, const struct level_time *l)
{
	for (size_t i = 0; i < ask->recorded; i++)
		if (ask->fired[i].due_at == ask->due_at &&
		    ask->fired[i].time == l->time &&
		    strcmp(ask->fired[i].level, l->level->name) == 0)
			return true;
	return false;
}

static bool is_acked(const struct fire_ask *ask, const char *level)
{
	for (size_t i = 0; level && i < ask->acked_n; i++)
		if (strcmp(ask->acked[i], level) == 0)
			return true;
	return false;
}

bool level_silent(const struct fire_ask *ask, const struct level_time *l)
{
	return (l->time > 0 && is_acked(ask, l->level->name)) ||
	    is_acked(ask, l->level->unless_acked);
}

/* What becomes of a level by itself; NULL: it may fire. */
static const char *barred(const struct fire_ask *ask,
    const struct level_time *l)
{
	if (l->at < ask->live_from)
		return "before_live";
	return level_silent(ask, l) ? "suppressed" : NULL;
}

void promise_fire(const struct fire_ask *ask, struct firing *out,
    const char **how, struct level_time *passed)
{
	size_t last = 0;
	bool any = false;

	*out = (struct firing){.v = passed, .how = how};
	for (size_t i = 0; i < ask->n; i++) {
		const struct level_time *l = &ask->levels[i];
		const char *bar;

		if (is_recorded(ask, l))
			continue;
		if (l->at > ask->now) {
			if (out->next_at == 0)
				out->next_at = l->at;
			continue;
		}
		passed[out->n] = *l;
		bar = barred(ask, l);
		how[out->n] = bar ? bar : ask->each ? "fired" : "superseded";
		if (!bar) {
			last = out->n;
			any = true;
		}
		out->n++;
	}
	if (any)
		how[last] = "fired";
}
