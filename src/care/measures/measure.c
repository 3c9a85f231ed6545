/* What may be done to a measure, and what rules may ask of it. */
#include "care/measures/measure.h"

#include <string.h>

const char *const measure_kinds[] = {
	"corrective", "preventive", "improvement", NULL
};

static bool is(const struct measure *m, const char *state)
{
	return strcmp(m->state, state) == 0;
}

enum measure_refusal measure_may_do(const struct measure *m)
{
	return is(m, "done") ? MEASURE_DONE :
	    is(m, "open") ? MEASURE_ALLOWED : MEASURE_ENDED;
}

enum measure_refusal measure_may_verify(const struct measure *m)
{
	return is(m, "open") ? MEASURE_NOT_DONE :
	    is(m, "done") ? MEASURE_ALLOWED : MEASURE_ENDED;
}

enum measure_refusal measure_may_drop(const struct measure *m)
{
	return is(m, "open") || is(m, "done") ? MEASURE_ALLOWED : MEASURE_ENDED;
}

const char *measure_command(const char *kind, const char *event)
{
	return strcmp(kind, "measure") != 0 ? NULL :
	    strcmp(event, "done") == 0 ? "care-case measure done" :
	    strcmp(event, "verified") == 0 ? "care-case measure verify" : NULL;
}

void measure_facts(const struct measure *m, struct facts *f)
{
	facts_text(f, "kind", m->kind);
	facts_text(f, "cause", m->cause);
	facts_text(f, "owner", m->owner_login);
	facts_text(f, "state", m->state);
}
