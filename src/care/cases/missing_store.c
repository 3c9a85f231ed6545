/* Incomplete cases of the store. */
#include "care/cases/missing.h"

#include "care/cases/act.h"
#include "care/plans/missing.h"
#include "care/plans/plan.h"

struct of_case {
	struct db *db;
	int64_t id;
};

static bool happened(void *arg, const char *event)
{
	const struct of_case *c = arg;

	return subject_had(c->db, c->id, event, NULL);
}

size_t case_missing(struct db *db, const struct policy *p,
    const struct care_case *c, struct arena *a, const char ***names)
{
	struct of_case of = {db, c->id};
	struct facts *facts = arena_alloc(a, 1, sizeof *facts);

	*names = NULL;
	if (!case_is_open(c))
		return 0;
	case_facts(db, c, a, facts);
	return gate_missing(p, facts, c->stage, happened, &of, a, names);
}
