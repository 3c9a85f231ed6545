/* Merging, taking apart and linking cases, by events. */
#include "care/cases/merge.h"

#include <inttypes.h>
#include <string.h>

#include "care/promises/pause_store.h"
#include "care/promises/promise_store.h"
#include "store/db.h"
#include "store/log.h"

static void begin(const struct act *act, const struct care_case *c,
    const char *what)
{
	log_event(act->log, c->id, what, act->at);
	log_person(act->log, c->customer);
	log_note(act->log, "note", act->note);
}

static void link_row(struct log *log, char op, int64_t one, int64_t other,
    const char *how, int64_t at)
{
	log_row(log, op, "link");
	log_int(log, "subject", one);
	log_int(log, "other", other);
	log_text(log, "how", how);
	if (op == '+')
		log_int(log, "at", at);
}

/* The promise as it would be if it had begun then. */
static bool begun_at(const struct promiser *m, const struct promise *old,
    const struct promise_rule *r, int64_t start, struct arena *a,
    struct promise *new)
{
	struct pause *pauses;
	size_t n = pauses_of(log_db(m->log), m->policy, old->subject, old->rule,
	    a, &pauses);

	*new = *old;
	if (!promise_due(m->policy, r, m->facts, start, pauses, n, new))
		return false;
	new->start_at = start;
	return true;
}

/* Open promises of the case that began at the one instant begin at the
 * other. */
static void restart(const struct act *act, const struct care_case *c,
    int64_t from, int64_t to, const char *why)
{
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	struct promiser m = {act->log, act->policy, act->policy_id, "case", c->id,
	    &facts, c->live_from};
	struct promise *all, new;
	size_t n = promises_of(log_db(act->log), c->id, a, &all);

	case_facts(log_db(act->log), c, a, &facts);
	for (size_t i = 0; i < n; i++) {
		const struct promise_rule *r = policy_promise_rule(act->policy,
		    all[i].rule, all[i].amount);

		if (strcmp(all[i].state, "open") != 0 || all[i].start_at != from ||
		    !r || !begun_at(&m, &all[i], r, to, a, &new))
			continue;
		if (!all[i].hard || new.due_at <= all[i].due_at)
			promise_move(&m, &all[i], &new, r, why, act->at);
	}
	arena_free(a);
}

/* The earliest receipt of the case and of all that went on as it, by
 * whichever way: of a case that is merged with another into a third, too. */
static int64_t first_receipt(struct db *db, int64_t id)
{
	struct stmt *st = db_prepare(db, "WITH RECURSIVE one (id) AS"
	    " (SELECT $id UNION SELECT l.subject FROM link l JOIN one"
	    " ON l.other = one.id AND l.how = 'merged')"
	    " SELECT min(c.received_at) FROM one JOIN cases c ON c.id = one.id");
	int64_t first;

	db_bind_int(st, "$id", id);
	first = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return first;
}

void case_merge(const struct act *act, const struct care_case *one,
    const struct care_case *into)
{
	struct facts facts = {.n = 0};
	struct promiser m = {act->log, act->policy, act->policy_id, "case",
	    one->id, &facts, one->live_from};
	struct act quiet = *act;
	int64_t was = first_receipt(log_db(act->log), into->id), is;

	quiet.note = NULL;
	begin(act, one, "merged");
	log_row(act->log, '~', "cases");
	log_int(act->log, "id", one->id);
	log_text(act->log, "state", "merged");
	log_int(act->log, "closed_at", act->at);
	log_int(act->log, "merged_into", into->id);
	link_row(act->log, '+', one->id, into->id, "merged", act->at);
	log_end(act->log);
	promises_cancel(&m, "merged", act->at);
	begin(&quiet, into, "merged_in");
	log_fact_int(act->log, "other", one->id);
	log_end(act->log);
	is = first_receipt(log_db(act->log), into->id);
	if (is != was)
		restart(&quiet, into, was, is, "merged");
}

void case_unmerge(const struct act *act, const struct care_case *one,
    const struct care_case *into)
{
	struct arena *a = arena_new();
	struct care_case now = *one;
	struct facts facts = {.n = 0};
	struct promiser m = {act->log, act->policy, act->policy_id, "case",
	    one->id, &facts, one->live_from};
	int64_t was = first_receipt(log_db(act->log), into->id), is;
	struct act quiet = *act;

	now.state = "open";
	now.closed_at = now.merged_into = 0;
	begin(act, one, "unmerged");
	log_row(act->log, '~', "cases");
	log_int(act->log, "id", one->id);
	log_text(act->log, "state", "open");
	log_null(act->log, "closed_at");
	log_null(act->log, "merged_into");
	link_row(act->log, '-', one->id, into->id, "merged", 0);
	log_end(act->log);
	case_facts(log_db(act->log), &now, a, &facts);
	promises_restart(&m, "received", one->received_at, act->at);
	/* It is another matter for the other, too, whose clock was this one's. */
	quiet.note = NULL;
	begin(&quiet, into, "merged_out");
	log_fact_int(act->log, "other", one->id);
	log_end(act->log);
	is = first_receipt(log_db(act->log), into->id);
	if (case_is_open(into) && is != was)
		restart(&quiet, into, was, is, "unmerged");
	arena_free(a);
}

size_t case_links(struct db *db, int64_t id, struct arena *a,
    struct case_link **out)
{
	struct stmt *st = db_prepare(db,
	    "SELECT other AS o, how, 0, at FROM link WHERE subject = $id"
	    " UNION ALL SELECT subject, how, 1, at FROM link WHERE other = $id"
	    " ORDER BY at, o, how");
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(st, "$id", id);
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = (struct case_link){db_int(st, 0),
		    arena_dup(a, db_text(st, 1)), db_int(st, 2) == 1, db_int(st, 3)};
	}
	db_done(st);
	return n;
}

static const struct case_link *link_to(const struct case_link *v, size_t n,
    int64_t other, const char *how)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].other == other && (!how || strcmp(v[i].how, how) == 0) &&
		    strcmp(v[i].how, "merged") != 0)
			return &v[i];
	return NULL;
}

bool case_link(const struct act *act, const struct care_case *one,
    int64_t other, const char *how)
{
	struct arena *a = arena_new();
	struct case_link *all;
	size_t n = case_links(log_db(act->log), one->id, a, &all);
	bool new = link_to(all, n, other, how) == NULL;

	if (new) {
		begin(act, one, "linked");
		link_row(act->log, '+', one->id, other, how, act->at);
		log_end(act->log);
	}
	arena_free(a);
	return new;
}

/* The links that the one side said, in an event of its own; false: none. */
static bool unlink_from(const struct act *act, const struct care_case *one,
    int64_t other, bool from_other, const struct case_link *v, size_t n)
{
	size_t done = 0;

	for (size_t i = 0; i < n; i++) {
		if (v[i].other != other || v[i].from_other != from_other ||
		    strcmp(v[i].how, "merged") == 0)
			continue;
		if (done++ == 0 && from_other)
			log_event(act->log, other, "unlinked", act->at);
		else if (done == 1)
			begin(act, one, "unlinked");
		link_row(act->log, '-', from_other ? other : one->id,
		    from_other ? one->id : other, v[i].how, 0);
	}
	if (done)
		log_end(act->log);
	return done > 0;
}

bool case_unlink(const struct act *act, const struct care_case *one,
    int64_t other)
{
	struct arena *a = arena_new();
	struct case_link *all;
	size_t n = case_links(log_db(act->log), one->id, a, &all);
	bool mine = unlink_from(act, one, other, false, all, n), theirs;

	/* What the other said ends in both, so that neither takes it back as
	 * its own. */
	if (!mine && link_to(all, n, other, NULL)) {
		begin(act, one, "unlinked");
		log_end(act->log);
	}
	theirs = unlink_from(act, one, other, true, all, n);
	arena_free(a);
	return mine || theirs;
}
