/* Surveys: who is asked what, when, and what a low score does. */
#ifndef POLICY_SURVEYS_H
#define POLICY_SURVEYS_H

#include "policy/policy.h"

enum survey_each { EACH_NEVER, EACH_MONTH, EACH_QUARTER, EACH_YEAR };

/* A stratified sample; error 0 and share 0: everybody. */
struct sample {
	struct names by;	/* facts of a customer that make the strata */
	int error;		/* thousandths, at 95% confidence */
	int share;		/* or thousandths of each stratum */
	int at_least;		/* of each stratum */
};

struct survey_rule {
	const char *name;
	const char *subject;	/* case, booking (key "for"); "case" */
	const struct when *when;
	const char *after;	/* event: closed; "": none, it comes each period */
	enum survey_each each;	/* of customers; NEVER: after the event */
	struct sample sample;	/* with each: who is drawn */
	struct span delay;
	struct names ask;	/* questions, each scored 1..5 */
	struct names by;	/* channels of the invitation */
	const char *template;	/* or NULL: our own words */
	bool has_cooldown, has_expires, has_remind;
	struct span cooldown, expires;
	struct span remind;	/* who has not answered is asked once more */
	int reopen_at_most;	/* score that opens the case again; 0: none */
	int low_at_most;	/* score that opens a case of low_opens; 0: none */
	const char *low_of;	/* any, mean, or a question */
	const char *low_opens;	/* kind of the case a low score opens */
	struct mark mark;
};

/* The rules whose "when" holds, as policy_promises(): one per name. They are
 * of any subject: see survey_rule.subject. */
size_t	policy_surveys(const struct policy *, const struct facts *,
	const struct survey_rule **, size_t max);
const struct survey_rule *policy_survey_rules(const struct policy *, size_t *n);

#endif
