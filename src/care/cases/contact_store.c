/* Contacts about cases, in the store. */
#include "care/cases/contact.h"

#include <string.h>

#include "care/cases/wait.h"
#include "store/db.h"
#include "store/log.h"

/* Who spoke about what, within the event that says so. */
static void contact_row(struct log *log, int64_t subject, int64_t customer,
    const struct contact_said *said, int64_t at, bool noted)
{
	log_row(log, '+', "contact");
	log_int(log, "id", 1 + db_int_of(log_db(log),
	    "SELECT max(id) FROM contact", 0));
	log_int(log, "subject", subject);
	log_time(log, "customer", customer);
	log_time(log, "staff", said->staff);
	log_int(log, "at", at);
	log_int(log, "inbound", said->inbound);
	log_text(log, "channel", said->channel);
	if (said->talk >= 0)
		log_int(log, "talk", said->talk);
	log_text(log, "result", said->result);
	if (noted)
		log_content(log, "content");
}

static const char *event_of(const struct contact_said *said)
{
	return contact_unreached(said->result) ? "called_no_answer" : "contacted";
}

size_t case_contact(const struct act *act, const struct care_case *c,
    const struct contact_said *said)
{
	case_event(act, c, event_of(said));
	contact_row(act->log, c->id, c->customer, said, act->at,
	    act->note && *act->note);
	log_end(act->log);
	if (said->inbound) {
		case_resume_by_answer(act, c->id);
		return 0;
	}
	return contact_unreached(said->result) ? 0 :
	    case_happened(act, c, "contacted");
}

size_t subject_contact(const struct promiser *m, const struct contact_said *said,
    int64_t at, const char *note, int64_t person)
{
	size_t kept = 0;

	log_event(m->log, m->subject, event_of(said), at);
	if (person)
		log_person(m->log, person);
	log_note(m->log, "note", note);
	contact_row(m->log, m->subject, strcmp(m->kind, "customer") == 0 ?
	    m->subject : 0, said, at, note && *note);
	log_end(m->log);
	if (!said->inbound && !contact_unreached(said->result)) {
		kept = promises_keep(m, "contacted", at);
		promises_make(m, "contacted", at);
	}
	return kept;
}

/* Contacts have no index by case; none is older than its case. */
#define OF_CASE \
	" FROM contact WHERE at >= $since AND at <= $at AND subject = $case"

static struct stmt *of_case(struct db *db, const char *sql,
    const struct care_case *c, int64_t since, int64_t at)
{
	struct stmt *st = db_prepare(db, sql);

	db_bind_int(st, "$since", since);
	db_bind_int(st, "$at", at);
	db_bind_int(st, "$case", c->id);
	return st;
}

int64_t contact_last_word(struct db *db, const struct care_case *c, int64_t at)
{
	/* What a colleague wrote by mail is no word of the customer's. */
	struct stmt *st = of_case(db, "SELECT max(at)" OF_CASE
	    " AND inbound = 1 AND coalesce(result, '') <> 'auto'"
	    " AND NOT (channel = 'mail' AND staff IS NOT NULL)", c,
	    c->received_at, at);
	int64_t last = db_step(st) ? db_int(st, 0) : 0;

	db_done(st);
	return last;
}

bool contact_asked(struct db *db, const struct care_case *c, int64_t at,
    struct arena *a, struct contact_made *out)
{
	int64_t word = contact_last_word(db, c, at);
	struct stmt *st = of_case(db, "SELECT id, at, channel, result" OF_CASE
	    " AND inbound = 0 ORDER BY at DESC, id DESC", c,
	    word ? word : c->received_at, at);
	bool found = false;

	while (!found && db_step(st)) {
		if (contact_unreached(db_text(st, 3)))
			continue;
		*out = (struct contact_made){db_int(st, 0), db_int(st, 1),
		    arena_dup(a, db_text(st, 2))};
		found = true;
	}
	db_done(st);
	return found;
}

int64_t contacts_unreached(struct db *db, const struct care_case *c,
    int64_t since)
{
	struct stmt *st = of_case(db, "SELECT result" OF_CASE
	    " AND inbound = 0", c, since, INT64_MAX);
	int64_t n = 0;

	while (db_step(st))
		n += contact_unreached(db_text(st, 0));
	db_done(st);
	return n;
}
