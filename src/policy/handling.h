/* What is decided of a case by rule: what it is taken to be, whose it is,
 * who agrees. */
#ifndef POLICY_HANDLING_H
#define POLICY_HANDLING_H

#include "policy/policy.h"

/* What a fact is taken to be when nobody says. */
struct derived_rule {
	const char *fact, *word;
	const char *subject;
	const struct when *when;
	struct mark mark;
};

/* A case that follows from another one, of which "when" holds. */
struct opens_rule {
	const char *name;
	const struct when *when;
	const char *kind;
	const char *severity, *category, *cause, *team;	/* NULL: not said */
	struct mark mark;
};

/* In which order one of several is chosen. */
enum assign_by {
	ASSIGN_FIRST_CONTACT,	/* who took it in keeps it */
	ASSIGN_DUTY,		/* who is on */
	ASSIGN_SKILL,
	ASSIGN_LOAD,		/* who has fewest open */
	ASSIGN_ROTATION
};

struct assign_rule {
	const char *name;	/* "owner" where none is said */
	const struct when *when;
	const char *team, *to, *skill;	/* of whom; NULL: anybody */
	enum assign_by by[5];
	size_t by_n;
	int most_open;		/* nobody gets more; 0: no bound */
	struct mark mark;
};

struct approval_rule {
	const char *name;
	const struct when *when;
	int64_t over;		/* only above this; -1: always */
	struct names chain;	/* roles, in order */
	bool has_within;
	struct span within;	/* for each of them */
	struct mark mark;
};

/* The rules by which facts of a subject are derived, one for each fact; as
 * policy_promises(). */
size_t	policy_derived(const struct policy *, const char *subject,
	const struct facts *, const struct derived_rule **, size_t max);

/* The rule of that name for a case, or NULL. */
const struct assign_rule *policy_assign(const struct policy *,
	const char *name, const struct facts *);

/* Who agrees, and how long he has; of the rule that names him first. */
struct approver {
	const char *role;
	bool has_within;
	struct span within;
	struct mark mark;
};

/* Who agrees to an amount (smallest unit; 0: to what costs nothing) for a
 * case, in order, each role once: by the rules of approval, then, where it
 * costs something, by those of tables of compensation that are about such a
 * case. Returns how many were written. */
size_t	policy_approval(const struct policy *, const struct facts *,
	int64_t amount, struct approver *, size_t max);

/* All rules, in the order of the policy. */
const struct derived_rule *policy_derived_rules(const struct policy *,
	size_t *n);
const struct opens_rule *policy_opens_rules(const struct policy *, size_t *n);
const struct assign_rule *policy_assign_rules(const struct policy *, size_t *n);
const struct approval_rule *policy_approval_rules(const struct policy *,
	size_t *n);

#endif
