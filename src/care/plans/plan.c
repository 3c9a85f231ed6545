/* Which plans a subject goes through. */
#include "care/plans/plan.h"

#include <string.h>

bool plan_applies(const struct plan *p, const char *subject,
    const struct facts *facts)
{
	return strcmp(p->subject, subject) == 0 && when_holds(p->when, facts);
}
