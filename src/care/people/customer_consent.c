/* Words of consents: purposes, yes and no. */
#include "care/people/customer_consent.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/num.h"
#include "policy/policy.h"

static const char *const purposes[] = {"service", "marketing", "survey", "care"};

enum { NEAR = 2 };	/* letters that may be wrong */

const char *consent_purpose(const struct policy *p, const char *typed,
    const char **near)
{
	const char *list = policy_words(p, "consents") ? "consents" : "purposes";

	*near = NULL;
	if (policy_words(p, list)) {
		const struct word *w = policy_word(p, list, typed);

		if (!w)
			*near = policy_nearest(p, list, typed);
		return w ? w->name : NULL;
	}
	for (size_t i = 0; i < sizeof purposes / sizeof purposes[0]; i++) {
		if (strcmp(purposes[i], typed) == 0)
			return purposes[i];
		if (num_distance(purposes[i], typed) <= NEAR)
			*near = purposes[i];
	}
	return NULL;
}

bool consent_word(const char *typed, bool *given)
{
	static const char *const yes[] = {"yes", "true", "1", "是"};
	static const char *const no[] = {"no", "false", "0", "否"};

	for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
		*given = strcasecmp(typed, yes[i]) == 0;
		if (*given || strcasecmp(typed, no[i]) == 0)
			return true;
	}
	return false;
}
