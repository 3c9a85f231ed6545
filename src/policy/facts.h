/*
 * What is known of a subject when a rule is read: names and values that
 * "when" may ask about. The names, types and word lists stand in one table
 * (facts.c) that parser, matcher and manual share.
 */
#ifndef POLICY_FACTS_H
#define POLICY_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fact_type {
	FACT_WORD,	/* a word of a list, or any text when it has no list */
	FACT_NUMBER,
	FACT_FLAG,	/* 0 or 1 */
	FACT_SET	/* words, separated by spaces */
};

struct fact_kind {
	const char *name;	/* kind, channel, severity, tier, party .. */
	const char *subjects;	/* "case booking": whom it can be asked of */
	enum fact_type type;
	const char *list;	/* the word list its values come from, or NULL */
	const char *about;	/* for the manual */
};

/* The table; ends with a NULL name. */
extern const struct fact_kind fact_kinds[];

/* The kind of that name for that subject; NULL when there is none. */
const struct fact_kind *fact_kind(const char *subject, const char *name);

enum { FACTS_MAX = 160 };

struct fact {
	const char *name;	/* not copied: must outlive the facts */
	const char *text;	/* WORD, SET; not copied; NULL: unknown */
	int64_t number;		/* NUMBER, FLAG */
	bool known;
};

struct facts {
	struct fact v[FACTS_MAX];
	size_t n;
};

void	facts_text(struct facts *, const char *name, const char *value);
void	facts_number(struct facts *, const char *name, int64_t value);

/* The fact of that name, or NULL; unknown facts equal nothing. */
const struct fact *facts_get(const struct facts *, const char *name);

#endif
