/* What people enter, heard by the clocks that begin anew with it. */
#include "command/heard.h"

#include <string.h>

#include "care/promises/entered.h"
#include "command/known.h"
#include "command/session.h"
#include "store/log.h"

static bool by_people(const char *tool)
{
	static const char acts[] = "care-case ";

	return strncmp(tool, acts, sizeof acts - 1) == 0 ||
	    strcmp(tool, "care-remind done") == 0;
}

static void one(struct session *s, int64_t subject)
{
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	struct promiser m = {s->log, s->policy, s->policy_id, NULL, subject,
	    &facts, promise_live_from(s->db, subject)};

	if (known_facts(&s->db, subject, &m.kind, a, &facts))
		promises_entered(&m, s->now);
	arena_free(a);
}

void entry_heard(struct session *s)
{
	struct arena *a;
	int64_t *ids;
	size_t n;

	if (!s->policy || !by_people(s->tool) || !policy_hears_entries(s->policy))
		return;
	a = arena_new();
	n = entry_subjects(s->db, log_entry(s->log), a, &ids);
	for (size_t i = 0; i < n; i++)
		one(s, ids[i]);
	arena_free(a);
}
