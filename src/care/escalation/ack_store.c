/* Who may acknowledge a notice, and which notices a promise has. */
#include "care/escalation/ack.h"

#include <string.h>
#include <strings.h>

#include "care/escalation/notice.h"
#include "care/escalation/told.h"
#include "care/people/staff.h"
#include "care/promises/firing_name.h"
#include "care/promises/promise.h"
#include "store/db.h"

bool notice_is(const struct message *m)
{
	return strncmp(m->rule, "notice:", 7) == 0;
}

bool notice_is_for(struct db *db, const struct message *m, int64_t who,
    int64_t at)
{
	return who == 0 || who == m->addressee || who == outbox_told(db, m) ||
	    (m->addressee && staff_acting(db, m->addressee, at) == who);
}

bool notice_may_ack(struct db *db, const struct message *m, int64_t who,
    int64_t at)
{
	struct arena *a = arena_new();
	struct staff told;
	bool may = notice_is_for(db, m, who, at) || (m->addressee &&
	    staff_load(db, m->addressee, a, &told) && told.supervisor == who);

	arena_free(a);
	return may;
}

bool notice_stands(struct db *db, const struct message *m)
{
	struct arena *a = arena_new();
	struct promise p;
	bool stands = notice_is(m) && strcmp(m->state, "dropped") != 0 &&
	    notice_promise(db, m, a, &p) && strcmp(p.state, "open") == 0 &&
	    notice_level(&p, m->occurrence, a) != NULL;

	arena_free(a);
	return stands;
}

int64_t notice_reader(struct db *db, const struct message *m, int64_t at)
{
	if (m->content)
		return outbox_told(db, m);
	return m->addressee ? staff_acting(db, m->addressee, at) : 0;
}

static bool has_address(struct db *db, int64_t person, const char *address)
{
	struct arena *a = arena_new();
	struct staff s;
	bool has = *address && person && staff_load(db, person, a, &s) &&
	    ((s.mail && strcasecmp(s.mail, address) == 0) ||
	    (s.phone && strcmp(s.phone, address) == 0));

	arena_free(a);
	return has;
}

int64_t notice_sender(struct db *db, const struct message *m,
    const char *address, int64_t at)
{
	struct arena *a = arena_new();
	struct staff s;
	int64_t may[] = {notice_reader(db, m, at), m->addressee,
	    m->addressee ? staff_acting(db, m->addressee, at) : 0,
	    m->addressee && staff_load(db, m->addressee, a, &s) ?
	    s.supervisor : 0}, found = 0;

	for (size_t i = 0; i < sizeof may / sizeof may[0] && !found; i++)
		if (has_address(db, may[i], address))
			found = may[i];
	arena_free(a);
	return found;
}

/* The entry in which it was written down as sent; 0: it was not. */
static int64_t entry_of_sending(struct db *db, int64_t message)
{
	struct stmt *st = db_prepare(db, "SELECT v.entry, v.arg FROM message m"
	    " JOIN event v ON v.subject = m.subject WHERE m.id = $id"
	    " AND v.what = 'sent' AND v.at = m.sent_at");
	int64_t entry = 0;

	db_bind_int(st, "$id", message);
	while (!entry && db_step(st))
		if (event_message(db_text(st, 1)) == message)
			entry = db_int(st, 0);
	db_done(st);
	return entry;
}

/* What goes as one is written down in one transaction. */
size_t notices_together(struct db *db, int64_t message, struct arena *a,
    int64_t **ids)
{
	struct stmt *st = db_prepare(db, "SELECT arg FROM event WHERE"
	    " entry = $entry AND what = 'sent' ORDER BY n");
	size_t n = 0, cap = 0;

	*ids = NULL;
	db_bind_int(st, "$entry", entry_of_sending(db, message));
	while (db_step(st)) {
		*ids = arena_grow(a, *ids, &cap, n + 1, sizeof **ids);
		(*ids)[n] = event_message(db_text(st, 0));
		n += (*ids)[n] != 0;
	}
	db_done(st);
	return n;
}

/* Is it of this promise and its present due time? */
static bool is_of(const struct promise *p, const struct message *m)
{
	struct arena *a = arena_new();
	bool of = notice_is(m) && notice_level(p, m->occurrence, a);

	arena_free(a);
	return of;
}

size_t notices_open(struct db *db, const struct promise *p, struct arena *a,
    struct message **out)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM message"
	    " WHERE subject = $subject AND acked_at IS NULL"
	    " AND state <> 'dropped' ORDER BY id");
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(st, "$subject", p->subject);
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		if (outbox_load(db, db_int(st, 0), a, &(*out)[n]) &&
		    is_of(p, &(*out)[n]))
			n++;
	}
	db_done(st);
	return n;
}

size_t notices_of(struct db *db, const struct promise *p, const char *level,
    int time, int64_t due_at, struct arena *a, struct message **out)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM message"
	    " WHERE rule = $rule AND subject = $subject"
	    " AND occurrence = $occurrence ORDER BY id");
	struct promise then = *p;
	char occurrence[FIRING_NAME];
	size_t n = 0, cap = 0;

	*out = NULL;
	then.due_at = due_at;
	firing_name_write(&then, level, time, occurrence);
	db_bind_text(st, "$rule", arena_printf(a, "notice:%s", level));
	db_bind_int(st, "$subject", p->subject);
	db_bind_text(st, "$occurrence", occurrence);
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		if (outbox_load(db, db_int(st, 0), a, &(*out)[n]))
			n++;
	}
	db_done(st);
	return n;
}
