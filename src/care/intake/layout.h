/*
 * The columns of a noun in this company: those of the table, then the fields
 * that its policy declares, which are known by their names and titles.
 */
#ifndef CARE_INTAKE_LAYOUT_H
#define CARE_INTAKE_LAYOUT_H

#include "care/intake/columns.h"
#include "policy/policy.h"

enum { LAYOUT_MOST = COLUMNS_MOST + 128 };

struct layout {
	enum noun noun;
	const char *noun_name;	/* "cases" */
	const char *subject;	/* that its fields are of; NULL: it has none */
	size_t n;
	struct column v[LAYOUT_MOST + 1];	/* ends with a NULL name */
	const struct field_rule *field[LAYOUT_MOST];	/* by column; NULL: none,
				 * or a column that the policy does not declare */
	struct arena *arena;	/* of names and titles */
};

/* The columns under a policy; NULL: those of the table only. */
struct layout *layout_new(enum noun, const struct policy *);
void	layout_free(struct layout *);		/* NULL: nothing */

/* Another policy was adopted: the same columns, by its fields. One that it
 * does not declare any more takes no values. */
void	layout_renew(struct layout *, const struct policy *);

/* Must the column's field be filled of a new case of that kind (NULL: of any
 * kind; also for what has no kinds) when it is taken in? */
bool	layout_requires(const struct layout *, int column, const char *kind);

/*
 * What a head means for a case of a kind for which the field of the column is
 * not: the field of the same title that is, else the column that is called so
 * without any policy; -1: nothing.
 */
int	layout_instead(const struct layout *, int column, const char *kind);

#endif
