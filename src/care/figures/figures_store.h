/* What figures are made of, read from the store as observations. */
#ifndef CARE_FIGURES_FIGURES_STORE_H
#define CARE_FIGURES_FIGURES_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "care/figures/period.h"
#include "care/figures/tally.h"

struct db;

struct frame {
	struct period period;
	int64_t as_of;		/* nothing later is judged */
	const struct zone *zone;
	bool months;		/* the month is a dimension: states at the end of
				 * each month are wanted too */
};

/* Texts of the observation live during the call only. */
typedef void figures_seen(void *, size_t indicator,
	const struct observation *);

/*
 * Tell everything that counts for the indicators in the period, in one
 * snapshot. The agent of a promise and of a case is its owner now; of an
 * answer, the owner when the case was closed.
 */
void	figures_read(struct db *, const struct frame *,
	const struct indicator *, size_t n, figures_seen *, void *);

#endif
