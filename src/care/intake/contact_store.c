/* Contacts into the store. */
#include "care/intake/contact.h"

#include <string.h>

#include "base/lang.h"
#include "care/cases/act.h"
#include "care/cases/case.h"
#include "care/cases/contact.h"
#include "care/cases/wait.h"
#include "care/people/staff.h"
#include "care/promises/entered.h"
#include "care/promises/promise_store.h"
#include "store/db.h"
#include "store/log.h"
#include "store/subject.h"
#include "text/ident.h"

enum { RING_SECONDS = 5 };	/* one of tone and four of silence, as here */

/* The case by its number here, else by its reference. */
static int64_t find_case(const struct taking *t, const char *name)
{
	struct db *db = log_db(t->log);
	int64_t id = ident_case_subject(name), by_ref;
	const char *kind = NULL;
	struct buf ref = {0};

	if (id <= 0 || !subject_ref(db, id, &ref, &kind) ||
	    strcmp(kind, "case") != 0)
		id = 0;
	buf_free(&ref);
	if (id)
		return id;
	by_ref = subject_find(db, "case", t->source, name, NULL);
	return by_ref ? by_ref : subject_by_ref(db, "case", name);
}

static bool no(const char **column, const char *name, struct buf *fault,
    const char *why)
{
	*column = name;
	buf_adds(fault, why);
	return false;
}

bool contact_check(const struct taking *t, const struct record *rec,
    struct arena *a, struct contact_about *about, const char **column,
    struct buf *fault)
{
	const char *name = record_text(rec, "case");
	const char *typed = record_text(rec, "staff"), *why;
	struct care_case c;

	*about = (struct contact_about){0};
	*column = NULL;
	if (name) {
		about->subject = find_case(t, name);
		if (about->subject <= 0 ||
		    !case_load(log_db(t->log), about->subject, a, &c))
			return no(column, "case", fault, _("no such case"));
		about->customer = c.customer;
		about->of_case = true;
	}
	about->staff = typed ? staff_named(log_db(t->log), typed, t->now, a,
	    &why) : 0;
	if (typed && !about->staff)
		return no(column, "staff", fault, why);
	if (!name && !record_text(rec, "phone") && !record_text(rec, "mail") &&
	    !record_text(rec, "customer_ref"))
		return no(column, NULL, fault, _("nothing to know whose it is: give case, phone, mail or customer_ref"));
	return true;
}

static bool is_outbound(const struct record *rec)
{
	const char *way = record_text(rec, "direction");

	return way && strcmp(way, "out") == 0;
}

static bool is_there(const struct taking *t, const struct record *rec,
    const struct contact_about *about)
{
	struct stmt *st = db_prepare(log_db(t->log), "SELECT 1 FROM contact"
	    " WHERE at = $at AND subject = $subject AND channel = $channel"
	    " AND inbound = $inbound AND coalesce(staff, 0) = $staff");
	bool found;

	db_bind_int(st, "$at", record_number(rec, "at", 0));
	db_bind_int(st, "$subject", about->subject);
	db_bind_text(st, "$channel", record_text(rec, "channel"));
	db_bind_int(st, "$inbound", !is_outbound(rec));
	db_bind_int(st, "$staff", about->staff);
	found = db_step(st);
	db_done(st);
	return found;
}

static void put_number(struct log *log, const struct record *rec,
    const char *name)
{
	int64_t v = record_number(rec, name, -1);

	if (v >= 0)
		log_int(log, name, v);
}

/*
 * What comes of it for its case. An outbound contact that reached somebody may
 * be what was promised; one of ours, that went out or that a colleague took, is
 * an entry of when it was: what others tried ends no silence of ours.
 */
static void concerns(const struct taking *t, const struct record *rec,
    const struct contact_about *about, int64_t at, struct arena *a)
{
	const struct act act = {t->log, t->policy, t->policy_id, at, NULL};
	bool out = is_outbound(rec);
	bool reached = out && !contact_unreached(record_text(rec, "result"));
	struct care_case c;
	struct facts facts;
	struct promiser m;

	if (!out)
		case_resume_by_answer(&act, about->subject);
	if (!case_load(log_db(t->log), about->subject, a, &c))
		return;
	m = case_promiser(&act, &c, a, &facts);
	if (reached)
		promises_keep(&m, "contacted", at);
	if ((out || about->staff) && policy_hears_entries(t->policy))
		promises_entered(&m, at);
}

/* Rings are what is counted; who knows only how long it rang has as many as
 * began by then. */
static void put_rings(const struct taking *t, const struct record *rec)
{
	int64_t one = t->ring_seconds > 0 ? t->ring_seconds : RING_SECONDS;
	int64_t rang = record_number(rec, "ring_s", -1);

	if (record_number(rec, "rings", -1) >= 0 || rang < 0)
		put_number(t->log, rec, "rings");
	else
		log_int(t->log, "rings", (rang + one - 1) / one);
}

bool contact_write(const struct taking *t, const struct record *rec,
    const struct contact_about *about, struct arena *a)
{
	struct log *log = t->log;
	int64_t at = record_number(rec, "at", t->now);
	const char *note = record_text(rec, "note");

	if (is_there(t, rec, about))
		return false;
	log_event(log, about->subject, "contacted", at);
	log_row(log, '+', "contact");
	log_int(log, "id", log_next_contact(log));
	log_int(log, "subject", about->subject);
	log_time(log, "customer", about->customer);
	log_time(log, "staff", about->staff);
	log_int(log, "at", at);
	log_int(log, "inbound", !is_outbound(rec));
	log_text(log, "channel", record_text(rec, "channel"));
	log_text(log, "phase", record_text(rec, "phase"));
	put_rings(t, rec);
	put_number(log, rec, "wait");
	put_number(log, rec, "talk");
	put_number(log, rec, "hold");
	put_number(log, rec, "after_call");
	log_private(log, "transfer", record_text(rec, "transfer"));
	log_text(log, "result", record_text(rec, "result"));
	if (note)
		log_content(log, "content");
	log_note(log, "note", note);
	log_person(log, about->customer);
	log_end(log);
	if (about->of_case)
		concerns(t, rec, about, at, a);
	return true;
}
