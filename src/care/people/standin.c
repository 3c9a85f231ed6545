/* Who stands in for somebody who is away. */
#include "care/people/standin.h"

#include <string.h>

enum { HOPS = 64 };	/* substitutes or supervisors followed; ends circles */

/* Himself, or the first of his substitutes who is here; 0: none. */
static int64_t by_substitute(member_ask *ask, void *arg, int64_t id)
{
	struct member m;

	for (int i = 0; i < HOPS && id && ask(arg, id, &m); i++) {
		if (m.here)
			return id;
		id = m.substitute;
	}
	return 0;
}

static bool same_team(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* The highest of his line within his team; 0: nobody above him is of it. */
static int64_t lead(member_ask *ask, void *arg, const struct member *of)
{
	int64_t id = of->supervisor, found = 0;
	struct member m;

	for (int i = 0; i < HOPS && id && ask(arg, id, &m); i++) {
		if (!same_team(m.team, of->team))
			break;
		found = id;
		id = m.supervisor;
	}
	return found;
}

int64_t standin_find(member_ask *ask, void *arg, int64_t id)
{
	struct member m;
	int64_t who;

	if (!id || !ask(arg, id, &m))
		return 0;
	if (m.here)
		return id;
	who = by_substitute(ask, arg, m.substitute);
	if (!who)
		who = by_substitute(ask, arg, lead(ask, arg, &m));
	id = m.supervisor;
	for (int up = 0; !who && id && up < HOPS && ask(arg, id, &m); up++) {
		who = by_substitute(ask, arg, id);
		id = m.supervisor;
	}
	return who;
}
