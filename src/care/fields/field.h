/*
 * Fields of the company's own: what a policy declares beside the columns that
 * every store has. Typed by the policy, kept in the table field, asked by
 * "when" like any other fact.
 */
#ifndef CARE_FIELDS_FIELD_H
#define CARE_FIELDS_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "policy/policy.h"

struct db;
struct log;

/* A field of a subject as the store has it. */
struct field {
	const char *name;
	const char *word;	/* WORD: a word; WORDS: several, by spaces; or NULL */
	bool has_number;
	int64_t number;		/* NUMBER; FLAG 0 and 1; DATE: local 00:00, TIME: instant */
	int64_t content;	/* TEXT: where it stands (field_text()); 0: none */
};

struct fields {
	struct field *v;
	size_t n;
};

/* What somebody says of a field. */
struct field_said {
	const struct field_rule *rule;
	bool empty;		/* it is taken away */
	bool follows;		/* nobody said it: it follows the rule's base */
	const char *text;	/* TEXT; WORD, WORDS by name */
	int64_t number;
};

/*
 * Read what was typed for a field: words by name or title, several of them
 * separated by commas, semicolons, "、", "/" or blanks (a title that holds such
 * a sign is one word all the same); whole numbers; flags as yes, no, true,
 * false, 1, 0, 是, 否, 有, 无, √, ×; dates and times as people type them
 * (time/human.h), a bare date meaning the end of that day where a promise is
 * due by the field. Empty, or "-", takes the field away. Texts of the answer
 * live in the arena. False: *why says what is wrong with it (in the arena or
 * static, translated; masked, and without the value where its class is not
 * open), with the nearest word where there is one.
 */
bool	field_read(const struct policy *, const struct field_rule *,
	const char *typed, const struct zone *, int64_t now, struct arena *,
	struct field_said *, const char **why);

/* Is a promise of the policy due by the field? Then a bare date is its end. */
bool	field_is_limit(const struct policy *, const struct field_rule *);

/* The rule of a field of that name or title for a subject, of a case of that
 * kind (NULL: of any); NULL: none. */
const struct field_rule *field_rule_of(const struct policy *,
	const char *subject, const char *kind, const char *name_or_title);

/* The field of that name; NULL: it is not filled in. */
const struct field *fields_get(const struct fields *, const char *name);

/* Add to the facts. Points into the fields. */
void	fields_facts(const struct fields *, struct facts *);

/*
 * Does v[i], of the n that were said, leave its field as it was because it
 * follows a date that is said again and is no other than before?
 */
bool	field_rests(const struct fields *was, const struct field_said *v, size_t n,
	size_t i);

/* As the fields are once that was said; in the arena. */
struct fields fields_after(const struct fields *, const struct field_said *,
	size_t n, struct arena *);

/* The fields of a subject, by name; in the arena. */
struct fields fields_load(struct db *, int64_t subject, struct arena *);

/* The text of a field, in the arena; NULL: it has none, or it is erased. */
const char *field_text(struct db *, const struct field *, struct arena *);

/* How many of the fields would be others once that was said. */
size_t	fields_changed(struct db *, const struct fields *was,
	const struct field_said *, size_t n);

/*
 * Within an open event of the subject: the rows that make it so. Open texts
 * stand in the event's content; words and numbers of class personal and
 * sensitive in its personal part, so that they can be erased. was: the fields
 * before. Returns how many differ; what is as it was leaves no row.
 */
size_t	fields_log(struct log *, int64_t subject, const struct fields *was,
	const struct field_said *, size_t n);

#endif
