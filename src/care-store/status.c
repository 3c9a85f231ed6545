/* care-store status: what is in the store, and whether all goes its way. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-store/verbs.h"
#include "command/adopt.h"
#include "policy/bundle.h"
#include "policy/policy_store.h"
#include "store/mark.h"
#include "store/schema.h"
#include "store/status.h"
#include "store/store.h"
#include "time/worktime.h"

static const struct out_column columns[] = {
	{.name = "what", .table = true},
	{.name = "value", .table = true},
	{.name = "ok", .type = OUT_INT, .table = true},
	{.name = "note", .table = true},
	{.name = NULL}
};

struct status_report {
	struct session *s;
	struct out *out;
	int64_t max_age;	/* seconds */
};

static void line(struct status_report *r, const char *what, const char *value,
    bool ok, const char *note)
{
	out_text(r->out, "what", what);
	out_text(r->out, "value", value);
	out_int(r->out, "ok", ok);
	out_text(r->out, "note", note);
	out_row(r->out);
	if (!ok && arg_verb(r->s->args)->name && arg_given(r->s->args, "check"))
		r->s->look = true;
}

static void number(struct status_report *r, const char *what, int64_t value,
    bool ok, const char *note)
{
	char text[32];

	snprintf(text, sizeof text, "%" PRId64, value);
	line(r, what, text, ok, note);
}

static int64_t max_age(struct session *s)
{
	const char *typed = arg_verb(s->args)->name ?
	    arg_value(s->args, "max-age") : NULL, *why;
	struct span span = {SPAN_WALL, 900};

	if (typed && (!span_parse(typed, false, &span, &why) ||
	    span.clock != SPAN_WALL))
		die_usage(_("--max-age %s: a span of wall time, as 15m"), typed);
	return span.n;
}

/* A run at that time (0: never), which is in order or not. */
static void last_run(struct status_report *r, const char *what, int64_t at,
    bool ok, const char *note)
{
	char text[HUMAN_TEXT];

	line(r, what, at ? human_local(at, r->s->zone, text) : "never", ok, note);
}

static bool fresh(const struct status_report *r, int64_t at)
{
	return mark_fresh(at, r->s->now, r->max_age);
}

/* Nobody sends: that is a fault as soon as a message waits for it. */
static void runs(struct status_report *r, const struct status_work *w)
{
	int64_t ticked = mark_of(r->s->db, MARK_TICKED);
	int64_t sent = mark_of(r->s->db, MARK_SENT);
	bool waits = w->waiting_since &&
	    r->s->now - w->waiting_since > r->max_age;

	last_run(r, "ticked", ticked, fresh(r, ticked), ticked ? NULL :
	    _("see care(7), CRON"));
	last_run(r, "sent", sent, fresh(r, sent) || !waits,
	    fresh(r, sent) || !waits ? NULL : _("messages wait, and nobody sends:"
	    " see care(7), CRON"));
}

static void ignore(void *arg, bool error, const char *file, long row,
    long column, const char *message)
{
	(void)arg; (void)error; (void)file; (void)row; (void)column;
	(void)message;
}

/* Does the file still say what was adopted? */
static void policy_file(struct status_report *r)
{
	struct arena *arena = arena_new();
	struct adopted a;
	char *now;

	if (!adopted_load(r->s->db, r->s->policy_id, arena, &a)) {
		line(r, "policy", "none", false, _("care-policy adopt FILE"));
	} else {
		line(r, "policy", arena_printf(arena, "%s %s", a.name, a.version),
		    true, NULL);
		now = a.path ? policy_bundle(a.path, ignore, NULL) : NULL;
		if (now) {
			bool same = adoption_same(now, a.text);

			line(r, "policy_file", a.path, same, same ? NULL :
			    _("differs from what was adopted"));
		}
		free(now);
	}
	arena_free(arena);
}

static void calendars(struct status_report *r)
{
	int year = zone_civil(r->s->zone, r->s->now, NULL).year;
	const struct calendar *c;
	char what[40];

	if (!r->s->policy)
		return;
	c = policy_head(r->s->policy)->days;
	if (!c)
		c = policy_head(r->s->policy)->working;
	for (int y = year; c && y <= year + 1; y++) {
		bool there = calendar_covered(c, y);

		snprintf(what, sizeof what, "calendar_%d", y);
		line(r, what, there ? "listed" : "not listed",
		    there || y > year, NULL);
	}
}

int store_status(struct session *s)
{
	struct status_report r = {.s = s, .max_age = max_age(s)};
	struct status_work w;
	struct status_size z;

	r.out = session_out(s, columns);
	status_work(s->db, s->now, &w);
	status_size(s->db, &z);
	line(&r, "store", store_path(s->db), true, NULL);
	number(&r, "version", schema_version_of(s->db), true, NULL);
	policy_file(&r);
	number(&r, "staff", z.staff, true, NULL);
	number(&r, "customers", z.customers, true, NULL);
	number(&r, "bookings", z.bookings, true, NULL);
	number(&r, "cases_open", w.cases_open, true, NULL);
	number(&r, "cases", z.cases, true, NULL);
	number(&r, "promises_open", w.promises_open, true, NULL);
	number(&r, "promises_late", w.promises_late, w.promises_late == 0, NULL);
	number(&r, "messages_waiting", w.messages_waiting, true, NULL);
	number(&r, "messages_stuck", w.messages_stuck, w.messages_stuck == 0,
	    w.messages_stuck ? _("care-remind outbox --failed") : NULL);
	number(&r, "entries", z.entries, true, NULL);
	runs(&r, &w);
	calendars(&r);
	out_end(r.out);
	return STATUS_DONE;
}
