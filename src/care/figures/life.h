/* The life of a case: received, closed, perhaps reopened and closed again. */
#ifndef CARE_FIGURES_LIFE_H
#define CARE_FIGURES_LIFE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct turn_of_life {
	int64_t at;
	bool closed;		/* closed; else reopened */
};

struct life {
	int64_t received;
	const struct turn_of_life *v;	/* in order; closed and reopened by turns */
	size_t n;
};

/* Was it received and not closed just before the instant? With it the law
 * holds for any u <= v: open(v) = open(u) + received - closed + reopened,
 * each counted in [u, v). */
bool	life_open(const struct life *, int64_t at);

/* Closed in [from, until) for the first time there: *at; and was it reopened
 * after that? False: not closed there. */
bool	life_closed(const struct life *, int64_t from, int64_t until,
	int64_t *at, bool *reopened);

#endif
