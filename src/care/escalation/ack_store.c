/* Who may acknowledge a notice, and which notices a promise has. */
#include "care/escalation/ack.h"

#include <string.h>

#include "care/escalation/notice.h"
#include "care/people/staff.h"
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
	struct level named = {.name = level};
	struct level_time l = {&named, time, 0};
	char occurrence[256];
	size_t n = 0, cap = 0;

	*out = NULL;
	then.due_at = due_at;
	notice_occurrence(&then, &l, occurrence, sizeof occurrence);
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
