/* Cases given to somebody by the policy's rules. */
#ifndef CARE_CASES_ASSIGN_STORE_H
#define CARE_CASES_ASSIGN_STORE_H

#include "care/cases/act.h"
#include "care/cases/assign.h"

/* What a rule says of a case. */
struct assignment {
	const struct assign_rule *rule;	/* NULL: by the customer's wish */
	struct assign_choice to;	/* why NULL: the rule gives a team only */
	const char *team;		/* of the rule; or NULL */
};

/*
 * Whose the case is at the instant by the rule of that name ("owner"). The
 * customer's own wish, a field "wanted_handler" with a colleague's login or
 * name, goes before it when that one is here (why "wish"). A rule without a
 * team looks among those of the case's team where there are any. False: the
 * policy has no rule of that name for the case, and nobody is wished for.
 */
bool	assign_find(struct db *, const struct policy *, const struct care_case *,
	const char *rule, int64_t contact, int64_t at, struct assignment *);

/*
 * Whose it is what comes of a case, by the rule of that name: a task (called
 * like its promise), a measure ("measure"). As assign_find(), but the customer's
 * wish is about his case alone, and a rule that gives only a team means who
 * answers for it (team_lead()). *team: the rule's, living as long as the
 * policy, or NULL. 0: no rule of the name holds, or nobody is left.
 */
int64_t	assign_for(struct db *, const struct policy *, const struct care_case *,
	const char *rule, int64_t at, const char **team);

/* As a rule would: whoever is of the role (NULL: of any) and the team (NULL: of
 * any), is here and has fewest open. */
struct assign_choice assign_by_load(struct db *, const char *role,
	const char *team, int64_t at);

/* Who took the case in: whose its first entry is. 0: the store's owner. */
int64_t	assign_contact(struct db *, int64_t id);

/* In the caller's entry: event "assigned" with what is found. A team that the
 * case has already stays. False: that gives it neither owner nor team. */
bool	assign_give(const struct act *, const struct care_case *,
	const struct assignment *);

#endif
