/* Taking back the last act on a case. */
#include "care/cases/undo.h"

#include <string.h>

#include "store/log.h"

enum undo_refusal case_may_undo(struct db *db, int64_t id, int64_t actor,
    struct arena *a, struct undoing *u)
{
	static const char acts[] = "care-case ";

	*u = undoing_of(db, id, a);
	if (u->entry == 0)
		return UNDO_NOTHING;
	if (strncmp(u->tool, acts, sizeof acts - 1) != 0)
		return UNDO_NOT_AN_ACT;
	if (u->actor != actor)
		return UNDO_OTHERS;
	return u->alone && !u->table ? UNDO_ALLOWED : UNDO_FINAL;
}

void case_undo(const struct act *act, const struct care_case *c,
    const struct undoing *u)
{
	struct arena *a = arena_new();

	case_event(act, c, "undone");
	undoing_rows(act->log, c->id, u, a);
	log_end(act->log);
	arena_free(a);
}
