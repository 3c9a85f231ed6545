/* Calls that were answered in time, and cases in which an event happened. */
#include "care/figures/reader.h"

#include <string.h>

#include "care/cases/contact.h"
#include "store/db.h"

enum { RINGS = 3 };	/* "within three rings" */

static void one_call(struct reader *r, struct stmt *st)
{
	struct observation o = {.subject = db_int(st, 6)};
	bool in_time = db_int(st, 8) <= RINGS &&
	    !contact_unreached(db_text(st, 9));

	reader_dimensions(st, 0, &o);
	o.dim[DIM_CHANNEL] = db_text(st, 10);
	o.verdict = in_time ? SEEN_HIT : SEEN_MISS;
	for (size_t i = 0; i < r->n; i++)
		if (r->indicators[i].counted == COUNT_CALLS)
			reader_tell(r, i, &o, db_int(st, 7));
}

/* Those of which is known how often it rang; no letter ever does. */
void reader_calls(struct reader *r)
{
	struct stmt *st = reader_rows(r, "SELECT " DIMENSION_COLUMNS ","
	    " k.subject, k.at, k.rings, k.result, k.channel FROM contact k"
	    " LEFT JOIN cases c ON c.id = k.subject"
	    " LEFT JOIN staff s ON s.id = k.staff"
	    " WHERE k.at >= $from AND k.at < $until AND k.at <= $as_of"
	    " AND k.inbound = 1 AND k.rings IS NOT NULL ORDER BY k.at, k.id");

	db_bind_int(st, "$as_of", r->frame->as_of);
	while (db_step(st))
		one_call(r, st);
	db_done(st);
}

/* What was taken back never happened. */
static bool had(struct reader *r, int64_t id, const char *event)
{
	struct stmt *st = db_prepare(r->db, "SELECT 1 FROM event e"
	    " WHERE e.subject = $id AND e.what = $what AND e.at <= $as_of"
	    " AND e.arg NOT LIKE '_message %' AND NOT EXISTS"
	    " (SELECT 1 FROM event u WHERE u.subject = e.subject"
	    " AND u.what = 'undone' AND u.arg LIKE '. entry=' || e.entry || ' %')");
	bool had;

	db_bind_int(st, "$id", id);
	db_bind_text(st, "$what", event);
	db_bind_int(st, "$as_of", r->frame->as_of);
	had = db_step(st);
	db_done(st);
	return had;
}

static void one_case(struct reader *r, struct stmt *st)
{
	struct observation o = {.subject = db_int(st, 6)};

	reader_dimensions(st, 0, &o);
	for (size_t i = 0; i < r->n; i++) {
		if (r->indicators[i].counted != COUNT_EVENTS)
			continue;
		o.verdict = !db_null(st, 8) ? SEEN_OUT :
		    had(r, o.subject, r->indicators[i].rule) ? SEEN_HIT :
		    SEEN_MISS;
		o.why = o.verdict == SEEN_OUT ? OUT_MERGED : NULL;
		reader_tell(r, i, &o, db_int(st, 7));
	}
}

void reader_events(struct reader *r)
{
	struct stmt *st = reader_rows(r, "SELECT " DIMENSION_COLUMNS ","
	    " c.id, c.received_at, " COUNTED_ELSEWHERE
	    " FROM cases c LEFT JOIN staff s ON s.id = c.owner"
	    " WHERE c.received_at >= $from AND c.received_at < $until"
	    " AND c.received_at <= $as_of ORDER BY c.id");

	db_bind_int(st, "$as_of", r->frame->as_of);
	while (db_step(st))
		one_case(r, st);
	db_done(st);
}
