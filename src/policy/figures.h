/* Figures that are wanted, and when they are shown to whom. */
#ifndef POLICY_FIGURES_H
#define POLICY_FIGURES_H

#include "policy/money.h"
#include "policy/policy.h"

/* What an indicator is of. */
enum figure_of {
	FIGURE_MEASURE,		/* what: csat, handling_time, or a word of measures */
	FIGURE_PROMISE,		/* what: a promise's name; kept of all */
	FIGURE_QUESTION, FIGURE_SURVEY, FIGURE_QA,
	FIGURE_EVENT		/* what: an event; the cases in which it happened */
};

enum target_kind {
	TARGET_NONE,
	TARGET_SHARE,		/* thousandths of all */
	TARGET_NUMBER,		/* thousandths of one */
	TARGET_TIME		/* seconds */
};

struct indicator_rule {
	const char *name, *title;
	enum figure_of of;
	const char *what;
	enum target_kind target_kind;
	int64_t target;
	bool down;		/* less is better */
	int weight;		/* of 100 in its set; 0: none */
	const char *set;	/* "company" where none is said */
	struct mark mark;
};

struct report_rule {
	const char *name, *title;
	enum period_kind each;
	struct names show;	/* indicators; none: all */
	struct names by;	/* facts of a case that split it */
	struct names to;	/* roles */
	bool has_within;
	struct span within;	/* after the period's end */
	struct mark mark;
};

/* All, in the order of the policy; those of a set stand wherever. */
const struct indicator_rule *policy_indicators(const struct policy *,
	size_t *n);
const struct report_rule *policy_reports(const struct policy *, size_t *n);

#endif
