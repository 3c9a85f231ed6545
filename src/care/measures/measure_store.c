/* Measures opened, done, verified, dropped: each by an event. */
#include "care/measures/measure.h"

#include <inttypes.h>

#include "care/cases/assign_store.h"
#include "care/fields/field.h"
#include "care/promises/promise_store.h"
#include "store/log.h"
#include "store/subject.h"

/* Who promises for a measure; the facts live in the arena. */
static struct promiser promiser_of(const struct measure_act *act,
    const struct measure *m, struct arena *a, struct facts *facts)
{
	struct fields *own = arena_alloc(a, 1, sizeof *own);

	*facts = (struct facts){.n = 0};
	measure_facts(m, facts);
	*own = fields_load(log_db(act->log), m->id, a);
	fields_facts(own, facts);
	return (struct promiser){act->log, act->policy, act->policy_id, "measure",
	    m->id, facts, 0};
}

static void optional_id(struct log *log, const char *column, int64_t id)
{
	if (id)
		log_int(log, column, id);
}

/* The time that was agreed on for this one, in place of the policy's. */
static void promise_until(const struct promiser *p, int64_t until, int64_t at)
{
	struct promise_rule own = {.name = "done", .subject = "measure",
	    .from = "registered", .to = "done", .owes = "owner",
	    .has_within = true, .within = {SPAN_WALL, until - at}};

	promise_cancel(p, own.name, 0, "until", at);
	promise_add(p, &own, at);
}

/* Whose it is: who was said, else whom the policy's rule of assign says of the
 * case that it comes from. */
static int64_t owner_of(const struct measure_act *act,
    const struct measure_said *said, struct arena *a)
{
	struct db *db = log_db(act->log);
	struct care_case c;
	const char *team;

	if (said->owner || !said->about || !case_load(db, said->about, a, &c))
		return said->owner;
	return assign_for(db, act->policy, &c, "measure", act->at, &team);
}

int64_t measure_open(const struct measure_act *act,
    const struct measure_said *said)
{
	struct arena *a = arena_new();
	struct subject subject = {.kind = "measure", .source = ""};
	struct facts facts;
	struct promiser p;
	struct measure m;
	int64_t owner = owner_of(act, said, a);

	subject.id = log_next_subject(act->log);
	subject.ref = arena_printf(a, "a%" PRId64, subject.id);
	log_event(act->log, subject.id, "opened", act->at);
	subject_insert(act->log, &subject);
	log_row(act->log, '+', "measure");
	log_int(act->log, "id", subject.id);
	log_text(act->log, "kind", said->kind);
	optional_id(act->log, "about", said->about);
	log_text(act->log, "cause", said->cause);
	log_text(act->log, "indicator", said->indicator);
	optional_id(act->log, "owner", owner);
	log_text(act->log, "state", "open");
	log_int(act->log, "opened_at", act->at);
	log_int(act->log, "turn", 1);
	if (said->text && *said->text)
		log_content(act->log, "content");
	log_note(act->log, "text", said->text);
	log_note(act->log, "note", act->note);
	log_end(act->log);
	if (measure_load(log_db(act->log), subject.id, a, &m)) {
		p = promiser_of(act, &m, a, &facts);
		promises_begin(&p, "registered", act->at);
		if (said->until > act->at)
			promise_until(&p, said->until, act->at);
	}
	arena_free(a);
	return subject.id;
}

int64_t measure_for_cause(const struct measure_act *act, const char *cause,
    const struct measure_said *said, bool *is_new)
{
	struct measure_said new = *said;
	int64_t id = measure_against(log_db(act->log), cause);

	*is_new = id == 0;
	new.cause = cause;
	new.kind = said->kind ? said->kind : "corrective";
	return id ? id : measure_open(act, &new);
}

static void begin(const struct measure_act *act, const struct measure *m,
    const char *what)
{
	log_event(act->log, m->id, what, act->at);
	log_note(act->log, "note", act->note);
	log_row(act->log, '~', "measure");
	log_int(act->log, "id", m->id);
}

void measure_assign(const struct measure_act *act, const struct measure *m,
    int64_t owner)
{
	begin(act, m, "owner_set");
	if (owner)
		log_int(act->log, "owner", owner);
	else
		log_null(act->log, "owner");
	if (m->owner)
		log_fact_int(act->log, "old_owner", m->owner);
	log_end(act->log);
}

void measure_do(const struct measure_act *act, const struct measure *m)
{
	struct arena *a = arena_new();
	struct measure now = *m;
	struct facts facts;
	struct promiser p;

	begin(act, m, "done");
	log_text(act->log, "state", "done");
	log_int(act->log, "done_at", act->at);
	log_end(act->log);
	now.state = "done";
	p = promiser_of(act, &now, a, &facts);
	promises_keep(&p, "done", act->at);
	promises_make(&p, "done", act->at);
	arena_free(a);
}

static void reopen(const struct measure_act *act, const struct measure *m)
{
	log_event(act->log, m->id, "reopened", act->at);
	log_row(act->log, '~', "measure");
	log_int(act->log, "id", m->id);
	log_text(act->log, "state", "open");
	log_null(act->log, "done_at");
	log_null(act->log, "verified_at");
	log_int(act->log, "turn", m->turn + 1);
	log_end(act->log);
}

void measure_verify(const struct measure_act *act, const struct measure *m,
    bool effective)
{
	struct arena *a = arena_new();
	struct measure now = *m;
	struct facts facts;
	struct promiser p;

	begin(act, m, "verified");
	log_int(act->log, "effective", effective);
	log_int(act->log, "verified_at", act->at);
	if (effective)
		log_text(act->log, "state", "effective");
	log_end(act->log);
	now.state = effective ? "effective" : "open";
	p = promiser_of(act, &now, a, &facts);
	promises_keep(&p, "verified", act->at);
	if (effective) {
		promises_cancel(&p, "effective", act->at);
		promises_make(&p, "verified", act->at);
	} else {
		reopen(act, m);
		promises_restart(&p, "registered", act->at, act->at);
	}
	arena_free(a);
}

void measure_drop(const struct measure_act *act, const struct measure *m)
{
	struct arena *a = arena_new();
	struct measure now = *m;
	struct facts facts;
	struct promiser p;

	begin(act, m, "dropped");
	log_text(act->log, "state", "dropped");
	log_end(act->log);
	now.state = "dropped";
	p = promiser_of(act, &now, a, &facts);
	promises_cancel(&p, "dropped", act->at);
	arena_free(a);
}
