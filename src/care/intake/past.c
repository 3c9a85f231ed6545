/* First actions, replies and closings of long ago. */
#include "care/intake/past.h"

#include "care/cases/act.h"
#include "store/log.h"

bool past_told(const struct record *rec)
{
	return rec->layout->noun == NOUN_CASES && (record_number(rec, "first", 0) ||
	    record_number(rec, "replied", 0) || record_number(rec, "closed", 0));
}

void past_relive(const struct taking *t, const struct record *rec, int64_t id,
    struct arena *a)
{
	struct act act = {.log = t->log, .policy = t->policy,
	    .policy_id = t->policy_id};
	int64_t first = record_number(rec, "first", 0);
	int64_t closed = record_number(rec, "closed", 0);
	int64_t replied = record_number(rec, "replied", closed);
	struct care_case c;

	act.at = first;
	if (first && case_load(log_db(t->log), id, a, &c) && !c.first_at)
		case_milestone(&act, &c, "first_action");
	act.at = replied;
	if (replied && case_load(log_db(t->log), id, a, &c) && !c.replied_at)
		case_reply(&act, &c);
	act.at = closed;
	if (closed && case_load(log_db(t->log), id, a, &c) && !c.closed_at)
		case_close(&act, &c, NULL);
}
