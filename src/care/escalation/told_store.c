/* The notices about a promise, as they went. */
#include "care/escalation/told.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "care/people/staff.h"
#include "care/promises/firing_name.h"
#include "store/db.h"
#include "store/row.h"

int64_t event_message(const char *arg)
{
	struct row_changes rows = {0};
	char *copy = mem_dup(arg);
	int64_t id = 0;

	if (row_decode(&rows, copy, NULL))
		for (size_t i = 0; i < rows.n && !id; i++)
			for (size_t k = 0; k < rows.v[i].n && !id; k++)
				if (strcmp(rows.v[i].table, "message") == 0 &&
				    strcmp(rows.v[i].v[k].column, "id") == 0 &&
				    rows.v[i].v[k].text &&
				    !num_int(rows.v[i].v[k].text, 1, INT64_MAX, &id))
					id = 0;
	row_changes_free(&rows);
	free(copy);
	return id;
}

/* When each was planned, and how often it failed, stands in the log. */
static void from_log(struct db *db, int64_t subject, struct told *v, size_t n)
{
	struct stmt *st = db_prepare(db, "SELECT what, at, arg FROM event WHERE"
	    " subject = $subject AND what IN ('planned', 'try_failed', 'failed')"
	    " ORDER BY entry, n");

	db_bind_int(st, "$subject", subject);
	while (db_step(st)) {
		int64_t id = event_message(db_text(st, 2));

		for (size_t i = 0; i < n; i++)
			if (v[i].message == id) {
				if (strcmp(db_text(st, 0), "planned") == 0)
					v[i].planned_at = db_int(st, 1);
				else
					v[i].failures++;
			}
	}
	db_done(st);
}

size_t promise_told(struct db *db, const struct promise *p, struct arena *a,
    struct told **out)
{
	struct stmt *st = db_prepare(db, "SELECT m.id, m.occurrence, m.addressee,"
	    " c.person, m.sent_at, m.acked_at, m.acked_by, m.channel, m.state,"
	    " m.reason, c.id FROM message m LEFT JOIN content c"
	    " ON c.id = m.content"
	    " WHERE m.subject = $subject AND m.purpose = 'notice' ORDER BY m.id");
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(st, "$subject", p->subject);
	while (db_step(st)) {
		struct firing_name f;

		if (!firing_name_read(db_text(st, 1), a, &f) ||
		    !firing_name_of(&f, p))
			continue;
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = (struct told){
			.message = db_int(st, 0),
			.level = f.level,
			.addressee = db_int(st, 2),
			/* The content of what the store's owner got names nobody. */
			.person = db_null(st, 4) || db_null(st, 10) ?
			    db_int(st, 2) : db_int(st, 3),
			.handed_at = db_int(st, 4),
			.acked_at = db_int(st, 5),
			.acked_by = db_int(st, 6),
			.channel = arena_dup(a, db_text(st, 7)),
			.state = arena_dup(a, db_text(st, 8)),
			.reason = arena_dup(a, db_text(st, 9)),
		};
	}
	db_done(st);
	from_log(db, p->subject, *out, n);
	return n;
}

/* Has he got that row's message, or will he, by its sender? What the store's
 * owner got names nobody. */
static enum render_verdict of_row(struct db *db, struct stmt *st,
    const struct message *m, int64_t reader, int64_t now)
{
	int64_t whose = db_int(st, 1);

	if (strcmp(db_text(st, 2), "sent") == 0)
		return db_int(st, 3) == reader ? RENDER_DROP : RENDER_SEND;
	/* Of two whose senders died the older one goes first. */
	if (!whose || staff_acting(db, whose, now) != reader ||
	    (strcmp(m->state, "leased") == 0 && db_int(st, 0) > m->id))
		return RENDER_SEND;
	return RENDER_WAIT;
}

bool told_otherwise(struct db *db, const struct message *m, int64_t now,
    struct rendering *r)
{
	enum render_verdict found = RENDER_SEND, row;
	struct stmt *st = db_prepare(db, "SELECT m.id, m.addressee, m.state,"
	    " c.person FROM message m LEFT JOIN content c ON c.id = m.content"
	    " WHERE m.rule = $rule AND m.subject = $subject"
	    " AND m.occurrence = $occurrence AND m.addressee <> $addressee"
	    " AND m.state IN ('sent', 'leased')");

	db_bind_text(st, "$rule", m->rule);
	db_bind_int(st, "$subject", m->subject);
	db_bind_text(st, "$occurrence", m->occurrence);
	db_bind_int(st, "$addressee", m->addressee);
	while (found != RENDER_DROP && db_step(st))
		if ((row = of_row(db, st, m, r->person, now)) != RENDER_SEND)
			found = row;
	db_done(st);
	if (found == RENDER_SEND)
		return false;
	r->verdict = found;
	r->reason = "told already";
	r->until = now + 60;
	return true;
}
