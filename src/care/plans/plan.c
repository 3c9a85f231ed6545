/* Which plans a subject goes through. */
#include "care/plans/plan.h"

#include <string.h>

bool plan_applies(const struct plan *p, const char *subject,
    const struct facts *facts, bool started)
{
	return strcmp(p->subject, subject) == 0 && (started || !p->started) &&
	    when_holds(p->when, facts);
}
