/* What rules may ask of a case, and which acts a case allows. */
#include "care/cases/case.h"

#include <string.h>

#include "care/cases/act.h"

bool case_is_open(const struct care_case *c)
{
	return c->closed_at == 0;
}

bool case_ends_early(const char *outcome)
{
	return outcome && (strcmp(outcome, "withdrawn") == 0 ||
	    strcmp(outcome, "unreachable") == 0);
}

enum case_refusal case_may_close(const struct care_case *c,
    const char *outcome, bool owes_reply)
{
	if (!case_is_open(c))
		return CASE_IS_CLOSED;
	/* Whoever withdrew or cannot be reached gets no answer. */
	if (owes_reply && c->replied_at == 0 && !case_ends_early(outcome))
		return CASE_NO_REPLY;
	return CASE_ALLOWED;
}

const char *case_default_severity(const struct policy *p)
{
	const struct words *w = policy_words(p, "severities");
	const struct word *normal = policy_word(p, "severities", "normal");

	if (normal)
		return normal->name;
	return w && w->n ? w->v[0].name : NULL;
}

const char *case_raised(const struct policy *p, const char *severity)
{
	const struct words *w = policy_words(p, "severities");
	int rank = severity ? policy_rank(p, severity) : -1;

	if (!w || rank < 0 || (size_t)rank + 1 >= w->n)
		return NULL;
	return w->v[rank + 1].name;
}
