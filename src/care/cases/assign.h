/*
 * Whose a case is by the policy's rules ("assign"). Rules only; the store is
 * asked in assign_store.h.
 */
#ifndef CARE_CASES_ASSIGN_H
#define CARE_CASES_ASSIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "policy/handling.h"

/* Somebody of the rule's role and team, who is employed. */
struct candidate {
	int64_t id;
	bool here;	/* not absent */
	bool contact;	/* took the case in */
	bool duty;	/* is on */
	bool skilled;	/* has the rule's skill */
	int64_t open;	/* open cases he owns */
	int64_t last;	/* the latest case he got, a rising number; 0: none */
};

/* Who it is, and the word for the log. */
struct assign_choice {
	int64_t id;		/* 0: nobody */
	const char *why;	/* only, first_contact, duty, skill, load, rotation;
				 * of nobody what failed: role, skill, absent,
				 * most_open */
};

/*
 * The one of the candidates. Nobody gets it who is absent, lacks the rule's
 * skill (unless "by" only prefers it), or has "most_open" already. Of the rest
 * each step of "by" leaves those for whom it holds, or all where it holds for
 * none; load those with fewest open, rotation the one who got his latest
 * longest ago. What is equal then goes by load, and then to the lowest id.
 */
struct assign_choice assign_choose(const struct assign_rule *,
	const struct candidate *, size_t n);

#endif
