/* Rights, limits and chains. */
#include "care/money/authority.h"

#include <string.h>

#include "policy/access.h"
#include "policy/handling.h"

static bool reaches(const struct policy *p, const struct payer *who)
{
	switch (policy_reach(p, who->role, RIGHT_PAY)) {
	case REACH_ALL:
		return true;
	case REACH_TEAM:
		return who->team || who->owns;
	case REACH_OWN:
		return who->owns;
	default:
		return false;
	}
}

static void add(struct authority *a, const char *role)
{
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->roles[i], role) == 0)
			return;
	if (a->n < AUTHORITY_ROLES)
		a->roles[a->n++] = role;
}

/* The roles that have to agree besides his own, and the first rule that says
 * so. */
static void chains(const struct policy *p, const struct facts *f,
    const char *role, int64_t total, struct authority *out)
{
	struct approver asked[AUTHORITY_ROLES];
	size_t n = policy_approval(p, f, total, asked, AUTHORITY_ROLES);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(asked[i].role, role) == 0)
			continue;
		if (out->n == 0)
			out->mark = asked[i].mark;
		add(out, asked[i].role);
	}
}

/* Who may grant that much alone. */
static void above(const struct policy *p, int64_t total, struct authority *out)
{
	size_t n;
	const struct money_limit *v = policy_money_limits(p, &n);

	for (size_t i = 0; i < n; i++)
		if (v[i].amount >= total)
			add(out, v[i].role);
}

static struct mark limit_mark(const struct policy *p, const char *role)
{
	size_t n;
	const struct money_limit *v = policy_money_limits(p, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].role, role) == 0)
			return v[i].mark;
	return v[0].mark;
}

struct authority authority_ask(const struct policy *p, const struct facts *f,
    const struct payer *who, int64_t total)
{
	struct authority out = {.answer = AUTHORITY_OK};
	size_t limits;

	if (!who->role)
		return out;
	if (!reaches(p, who)) {
		out.answer = AUTHORITY_NONE;
		return out;
	}
	if (total == 0 || who->approved >= total)
		return out;
	chains(p, f, who->role, total, &out);
	policy_money_limits(p, &limits);
	if (out.n > 0) {
		out.answer = AUTHORITY_CHAIN;
		return out;
	}
	out.limit = policy_money_limit(p, who->role);
	out.limit = out.limit < 0 ? 0 : out.limit;
	if (limits > 0 && total > out.limit) {
		out.answer = AUTHORITY_LIMIT;
		out.mark = limit_mark(p, who->role);
		above(p, total, &out);
	}
	return out;
}
