/* The outbox in the store: planned, leased, sent, each by an event. */
#include <string.h>

#include "care/messages/outbox.h"
#include "store/db.h"
#include "store/log.h"
#include "text/mask_text.h"

#define COLUMNS "id, rule, subject, occurrence, addressee, purpose, urgent," \
	" not_before, late_at, expires, state, reason, channel, tries, next_at," \
	" lease, sent_at, content, acked_at, acked_by"

static void read_row(struct stmt *st, struct arena *a, struct message *m)
{
	*m = (struct message){
		.id = db_int(st, 0),
		.rule = arena_dup(a, db_text(st, 1)),
		.subject = db_int(st, 2),
		.occurrence = arena_dup(a, db_text(st, 3)),
		.addressee = db_int(st, 4),
		.purpose = arena_dup(a, db_text(st, 5)),
		.urgent = db_int(st, 6) != 0,
		.not_before = db_int(st, 7),
		.late_at = db_int(st, 8),
		.expires = db_int(st, 9),
		.state = arena_dup(a, db_text(st, 10)),
		.reason = arena_dup(a, db_text(st, 11)),
		.channel = arena_dup(a, db_text(st, 12)),
		.tries = db_int(st, 13),
		.next_at = db_int(st, 14),
		.lease = arena_dup(a, db_text(st, 15)),
		.sent_at = db_int(st, 16),
		.content = db_int(st, 17),
		.acked_at = db_int(st, 18),
		.acked_by = db_int(st, 19),
	};
}

bool outbox_load(struct db *db, int64_t id, struct arena *a, struct message *m)
{
	struct stmt *st = db_prepare(db,
	    "SELECT " COLUMNS " FROM message WHERE id = $id");
	bool found;

	db_bind_int(st, "$id", id);
	found = db_step(st);
	if (found)
		read_row(st, a, m);
	db_done(st);
	return found;
}

bool outbox_next(struct db *db, int64_t now, int64_t after_at, int64_t after_id,
    struct arena *a, struct message *m)
{
	struct stmt *st = db_prepare(db,
	    "SELECT " COLUMNS " FROM message WHERE next_at <= $now"
	    " AND (next_at > $at OR (next_at = $at AND id > $id))"
	    " AND state IN ('planned', 'leased')"
	    " ORDER BY next_at, id LIMIT 1");
	bool found;

	db_bind_int(st, "$now", now);
	db_bind_int(st, "$at", after_at);
	db_bind_int(st, "$id", after_id);
	found = db_step(st);
	if (found)
		read_row(st, a, m);
	db_done(st);
	return found;
}

int64_t outbox_find(struct db *db, const struct message *key)
{
	struct stmt *st = db_prepare(db,
	    "SELECT id FROM message WHERE rule = $rule AND subject = $subject"
	    " AND occurrence = $occurrence AND addressee = $addressee");
	int64_t id = 0;

	db_bind_text(st, "$rule", key->rule);
	db_bind_int(st, "$subject", key->subject);
	db_bind_text(st, "$occurrence", key->occurrence);
	db_bind_int(st, "$addressee", key->addressee);
	if (db_step(st))
		id = db_int(st, 0);
	db_done(st);
	return id;
}

int64_t outbox_plan(struct log *log, const struct message *m, int64_t at)
{
	int64_t id;

	if (outbox_find(log_db(log), m))
		return 0;
	id = log_next_message(log);
	log_event(log, m->subject, "planned", at);
	log_row(log, '+', "message");
	log_int(log, "id", id);
	log_text(log, "rule", m->rule);
	log_int(log, "subject", m->subject);
	log_text(log, "occurrence", m->occurrence);
	log_int(log, "addressee", m->addressee);
	log_text(log, "purpose", m->purpose);
	log_int(log, "urgent", m->urgent);
	log_int(log, "not_before", m->not_before);
	log_time(log, "late_at", m->late_at);
	log_time(log, "expires", m->expires);
	log_text(log, "state", "planned");
	log_int(log, "tries", 0);
	log_int(log, "next_at", m->not_before);
	log_end(log);
	return id;
}

/* Begin the event and the change of the message's row. */
static void change(struct log *log, const struct message *m, const char *what,
    const char *state, int64_t at)
{
	log_event(log, m->subject, what, at);
	log_row(log, '~', "message");
	log_int(log, "id", m->id);
	log_text(log, "state", state);
}

void outbox_drop(struct log *log, const struct message *m, const char *reason,
    int64_t at)
{
	change(log, m, "dropped", "dropped", at);
	log_text(log, "reason", reason);
	log_null(log, "next_at");
	log_null(log, "lease");
	log_end(log);
}

/* It was dropped for that reason before, and is planned once more. */
static bool revive(struct log *log, int64_t id, const char *reason, int64_t at)
{
	struct arena *a = arena_new();
	struct message m;
	bool dropped = outbox_load(log_db(log), id, a, &m) &&
	    strcmp(m.state, "dropped") == 0 && m.reason &&
	    strcmp(m.reason, reason) == 0;

	if (dropped) {
		change(log, &m, "planned", "planned", at);
		log_null(log, "reason");
		log_int(log, "next_at", at);
		log_end(log);
	}
	arena_free(a);
	return dropped;
}

size_t outbox_pass_on(struct log *log, const struct message *m,
    const char *reason, const int64_t *instead, size_t n, int64_t at)
{
	struct message his = *m;
	size_t planned = 0;

	outbox_drop(log, m, reason, at);
	his.not_before = at;
	for (size_t i = 0; i < n; i++) {
		int64_t id;

		his.addressee = instead[i];
		id = outbox_find(log_db(log), &his);
		if (instead[i] != m->addressee)
			planned += id ? revive(log, id, reason, at) :
			    outbox_plan(log, &his, at) != 0;
	}
	return planned;
}

void outbox_lease(struct log *log, const struct message *m, const char *lease,
    const char *channel, int64_t until, int64_t at)
{
	change(log, m, "leased", "leased", at);
	log_text(log, "lease", lease);
	log_text(log, "channel", channel);
	log_int(log, "tries", m->tries + 1);
	log_int(log, "next_at", until);
	log_end(log);
}

void outbox_hold(struct log *log, const struct message *m, const char *reason,
    int64_t until, int64_t at)
{
	change(log, m, "held", "planned", at);
	log_text(log, "reason", reason);
	log_int(log, "next_at", until);
	log_null(log, "lease");
	log_end(log);
}

void outbox_park(struct log *log, const struct message *m, const char *reason,
    int64_t at)
{
	change(log, m, "held", "planned", at);
	log_text(log, "reason", reason);
	log_null(log, "next_at");
	log_null(log, "lease");
	log_end(log);
}

bool outbox_release(struct log *log, const struct message *m,
    const char *reason, int64_t at)
{
	if (strcmp(m->state, "planned") != 0 || m->next_at || !m->reason ||
	    strcmp(m->reason, reason) != 0)
		return false;
	change(log, m, "released", "planned", at);
	log_null(log, "reason");
	log_int(log, "next_at", at);
	log_end(log);
	return true;
}

void outbox_sent(struct log *log, const struct message *m,
    const struct handed *h, int64_t at)
{
	change(log, m, "sent", "sent", at);
	log_int(log, "sent_at", at);
	if (h->channel)
		log_text(log, "channel", h->channel);
	log_content(log, "content");
	log_null(log, "reason");
	log_null(log, "next_at");
	log_null(log, "lease");
	log_note(log, "text", h->text);
	log_note(log, "receipt", h->receipt);
	log_person(log, h->person);
	log_end(log);
}

/* A transport's complaint may quote what it was given: masked, and kept where
 * it can be erased. */
static void put_reason(struct log *log, const struct handed *h)
{
	struct buf b = {0};

	buf_adds(&b, h->reason);
	if (h->error && *h->error) {
		buf_adds(&b, ": ");
		mask_text_add(&b, h->error);
	}
	log_private(log, "reason", buf_text(&b));
	buf_free(&b);
}

void outbox_doubt(struct log *log, const struct message *m,
    const struct handed *h, int64_t at)
{
	change(log, m, "doubt", "doubt", at);
	if (h)
		put_reason(log, h);
	else
		log_text(log, "reason", "sender died");
	log_null(log, "next_at");
	log_null(log, "lease");
	if (h)
		log_person(log, h->person);
	log_end(log);
}

void outbox_try_failed(struct log *log, const struct message *m,
    const struct handed *h, const char *channel, int64_t next_at, bool burnt,
    int64_t at)
{
	change(log, m, "try_failed", "planned", at);
	put_reason(log, h);
	if (channel)
		log_text(log, "channel", channel);
	if (!burnt)
		log_int(log, "tries", m->tries - 1);
	log_int(log, "next_at", next_at);
	log_null(log, "lease");
	log_person(log, h->person);
	log_end(log);
}

void outbox_failed(struct log *log, const struct message *m,
    const struct handed *h, int64_t at)
{
	change(log, m, "failed", "failed", at);
	put_reason(log, h);
	log_null(log, "next_at");
	log_null(log, "lease");
	log_person(log, h->person);
	log_end(log);
}

bool outbox_retry(struct log *log, const struct message *m, int64_t at)
{
	if (strcmp(m->state, "sent") == 0 || strcmp(m->state, "dropped") == 0 ||
	    strcmp(m->state, "leased") == 0)
		return false;
	change(log, m, "retried", "planned", at);
	log_null(log, "reason");
	log_null(log, "channel");
	log_int(log, "tries", 0);
	log_int(log, "next_at", at);
	log_end(log);
	return true;
}

void outbox_ack(struct log *log, const struct message *m,
    const struct acked *said, int64_t at)
{
	change(log, m, "acknowledged", m->state, at);
	log_int(log, "acked_at", at);
	log_time(log, "acked_by", said->by);
	if (said->how)
		log_fact(log, "how", said->how);
	if (said->mail)
		log_fact(log, "mail", said->mail);
	if (said->note) {
		log_note(log, "note", said->note);
		log_person(log, said->by);
	}
	log_end(log);
}

int64_t outbox_told(struct db *db, const struct message *m)
{
	struct stmt *st = db_prepare(db,
	    "SELECT person FROM content WHERE id = $id");
	int64_t person;

	db_bind_int(st, "$id", m->content);
	person = m->content && db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return person;
}
