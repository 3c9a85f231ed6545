/* Whom to give a case to. */
#ifndef CARE_CASES_ASSIGN_H
#define CARE_CASES_ASSIGN_H

#include <stddef.h>
#include <stdint.h>

/* Somebody who could take a case. */
struct candidate {
	int64_t id;
	int64_t open;	/* open cases he owns */
	int here;	/* employed and not absent */
};

/* The one who is here and has the fewest open cases, the lower id among
 * equals; 0: nobody is here. */
int64_t	assign_by_load(const struct candidate *, size_t n);

#endif
