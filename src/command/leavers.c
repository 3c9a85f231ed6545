/* Colleagues who left: what was theirs goes to others. */
#include "command/leavers.h"

#include <inttypes.h>

#include "base/die.h"
#include "base/lang.h"
#include "care/cases/leaving.h"
#include "care/people/staff.h"
#include "command/session.h"

/* Another tick may have done it while this one waited for its turn. */
static bool still_due(struct session *s, int64_t id, struct arena *a)
{
	int64_t *ids;
	size_t n = leaving_due(s->db, s->now, a, &ids);

	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static void one(struct session *s, int64_t id)
{
	struct arena *a = arena_new();
	struct staff gone, heir;
	struct belongings b;
	int64_t to;

	session_begin(s, NULL);
	if (still_due(s, id, a) && staff_load(s->db, id, a, &gone)) {
		to = leaving_hand_over(s->log, s->policy, s->policy_id, &gone,
		    s->now, &b);
		say(_("%s left; to %s: cases %" PRId64 ", promises %" PRId64
		    ", notices %" PRId64 ", groups %" PRId64 ", measures %"
		    PRId64), gone.login, to && staff_load(s->db, to, a, &heir) ?
		    heir.login : _("nobody"), b.cases, b.promises, b.messages,
		    b.groups, b.measures);
	}
	session_commit(s);
	arena_free(a);
}

void leavers_hand_over(struct session *s)
{
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = leaving_due(s->db, s->now, a, &ids);

	for (size_t i = 0; i < n; i++)
		one(s, ids[i]);
	arena_free(a);
}
