/* Waiting cases in the store. */
#include "care/cases/wait.h"

#include <string.h>

#include "care/promises/pause_store.h"
#include "store/db.h"
#include "store/log.h"

size_t waits_of(struct db *db, int64_t subject, struct arena *a,
    struct waiting **out)
{
	struct stmt *st = db_prepare(db, "SELECT n, from_at, until_at, cap_at,"
	    " reason, asked FROM pause WHERE subject = $subject ORDER BY n");
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(st, "$subject", subject);
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = (struct waiting){db_int(st, 0), db_int(st, 1),
		    db_int(st, 2), db_int(st, 3), arena_dup(a, db_text(st, 4)),
		    db_int(st, 5)};
	}
	db_done(st);
	return n;
}

/* Due times anew, from the starts and all pauses. */
static size_t move(const struct act *act, const struct care_case *c)
{
	struct arena *a = arena_new();
	struct facts facts;
	struct promiser m = case_promiser(act, c, a, &facts);
	size_t moved = promises_paused(&m, act->at);

	arena_free(a);
	return moved;
}

static int64_t cap_of(const struct act *act, const struct care_case *c,
    const struct wait_said *said, struct arena *a)
{
	struct pause *before;
	size_t n = pauses_before(log_db(act->log), c->id, said->rule->name, a,
	    &before);
	int64_t cap = pause_cap(act->policy, said->rule, act->at, before, n);

	return said->until && (!cap || said->until < cap) ? said->until : cap;
}

static void paused(const struct act *act, const struct care_case *c,
    const struct wait_said *said, int64_t n, int64_t cap)
{
	struct log *log = act->log;

	case_event(act, c, "paused");
	log_row(log, '+', "pause");
	log_int(log, "subject", c->id);
	log_int(log, "n", n);
	log_int(log, "from_at", act->at);
	log_null(log, "until_at");
	log_time(log, "cap_at", cap);
	log_text(log, "reason", said->rule->name);
	log_time(log, "asked", said->asked);
	log_fact(log, "evidence", said->evidence);
	log_end(log);
}

enum wait_refusal case_wait(const struct act *act, const struct care_case *c,
    const struct wait_said *said, int64_t *cap, size_t *moved)
{
	struct arena *a = arena_new();
	struct waiting *all;
	size_t n = waits_of(log_db(act->log), c->id, a, &all);
	enum wait_refusal why;

	*cap = cap_of(act, c, said, a);
	*moved = 0;
	why = wait_may(all, n, said->rule->name, act->at, *cap);
	if (why == WAIT_ALLOWED) {
		paused(act, c, said, n ? all[n - 1].n + 1 : 1, *cap);
		*moved = move(act, c);
	}
	arena_free(a);
	return why;
}

static void resumed(const struct act *act, const struct care_case *c,
    const struct waiting *w, const char *why)
{
	struct log *log = act->log;

	case_event(act, c, "resumed");
	log_row(log, '~', "pause");
	log_int(log, "subject", c->id);
	log_int(log, "n", w->n);
	log_int(log, "until_at", act->at > w->from ? act->at : w->from);
	log_fact(log, "reason", w->reason);
	if (why)
		log_fact(log, "why", why);
	log_end(log);
}

size_t case_resume(const struct act *act, const struct care_case *c,
    const char *reason, const char *why, size_t *moved)
{
	struct arena *a = arena_new();
	struct waiting *all;
	size_t n = waits_of(log_db(act->log), c->id, a, &all), ended = 0;

	*moved = 0;
	for (size_t i = 0; i < n; i++) {
		if (all[i].until || (reason && strcmp(all[i].reason, reason) != 0))
			continue;
		resumed(act, c, &all[i], why);
		ended++;
	}
	if (ended)
		*moved = move(act, c);
	arena_free(a);
	return ended;
}

size_t case_resume_by_answer(const struct act *act, int64_t id)
{
	/* What the answer says stands with the event that took it in. */
	struct act quiet = *act;
	struct arena *a = arena_new();
	struct waiting *all;
	size_t n = waits_of(log_db(act->log), id, a, &all), moved, ended = 0;
	struct care_case c;
	bool waits = false;

	quiet.note = NULL;
	for (size_t i = 0; i < n; i++)
		waits = waits || (!all[i].until && all[i].from <= act->at &&
		    strcmp(all[i].reason, WAITS_FOR_CUSTOMER) == 0);
	if (waits && case_load(log_db(act->log), id, a, &c))
		ended = case_resume(&quiet, &c, WAITS_FOR_CUSTOMER, "answer",
		    &moved);
	arena_free(a);
	return ended;
}
