/* The lines of an explanation, for the files of this command only. */
#ifndef CARE_ESCALATE_EXPLAIN_H
#define CARE_ESCALATE_EXPLAIN_H

#include "care/promises/promise.h"
#include "command/session.h"

struct explanation {
	struct session *s;
	struct out *out;
	const char *name;	/* of the promise */
	struct arena *a;	/* for one promise */
};

/* A line; at and until 0, note NULL: none. */
void	explain_line(struct explanation *, const char *what, int64_t at,
	int64_t until, const char *note);

/* What the policy's author wrote beside the rule's first line, behind "#": the
 * clause it comes from. NULL: nothing. */
const char *explain_clause(struct explanation *, const struct promise_rule *);

/* Each level, with what became of it, and who was told of it. */
void	explain_levels(struct explanation *, const struct promise *);

#endif
