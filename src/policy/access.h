/* Who may do what, what is kept how long, what a customer agreed to, what
 * leaves the house. */
#ifndef POLICY_ACCESS_H
#define POLICY_ACCESS_H

#include "policy/policy.h"

enum right {
	RIGHT_SEE,	/* cases and customers, masked */
	RIGHT_WORK,	/* on cases */
	RIGHT_ASSIGN,	/* cases to others */
	RIGHT_APPROVE,	/* what is proposed */
	RIGHT_PAY,	/* settle */
	RIGHT_REVEAL,	/* what is masked */
	RIGHT_SEND,	/* release messages */
	RIGHT_FIGURES,	/* of persons */
	RIGHT_EXPORT,
	RIGHT_ERASE,
	RIGHT_STAFF,	/* rosters, absences, leaving */
	RIGHT_RECORDS,	/* of staff */
	RIGHT_ADOPT,	/* policies */
	RIGHT_FOR,	/* enter what another did */
	RIGHTS
};

/* On whose: each holds the ones before it. */
enum reach { REACH_NONE, REACH_OWN, REACH_TEAM, REACH_ALL };

struct role_rights {
	const char *role;
	enum reach v[RIGHTS];
	struct mark mark;
};

enum retained_then { THEN_ERASE, THEN_ANONYMISE };

struct retention_rule {
	const char *name;
	const char *of;		/* case, booking, .. or a word of records */
	const struct when *when;	/* of a case, booking, customer; or NULL */
	bool has_least, has_most;
	struct span least, most;	/* not erased before, erased then */
	const char *from;	/* event from which both count */
	enum retained_then then;
	const char *law;	/* or NULL */
	struct mark mark;
};

enum consent_basis {
	BASIS_CONTRACT, BASIS_CONSENT, BASIS_LAW, BASIS_INTEREST
};

/* A purpose for which a person is written to or his data are used. */
struct consent_rule {
	const char *purpose, *title;
	enum consent_basis basis;
	bool separate;		/* asked for by itself */
	bool has_expires;
	struct span expires;
	struct mark mark;
};

/* What a partner's copy of a case shows. */
struct partner_rule {
	struct names columns;
	const char *consent;	/* purpose without which nobody is told; or NULL */
};

/* How far a role's right reaches; ALL for every role where the policy has no
 * rights. */
enum reach policy_reach(const struct policy *, const char *role, enum right);
const struct role_rights *policy_rights(const struct policy *, size_t *n);

const struct retention_rule *policy_retention(const struct policy *,
	size_t *n);

/* What is said of that purpose, or NULL; and all. */
const struct consent_rule *policy_consent(const struct policy *,
	const char *purpose);
const struct consent_rule *policy_consents(const struct policy *, size_t *n);

const struct partner_rule *policy_partner(const struct policy *); /* or NULL */

#endif
