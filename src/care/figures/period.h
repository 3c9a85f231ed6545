/* Periods of figures: whole local days and months of the policy's zone. */
#ifndef CARE_FIGURES_PERIOD_H
#define CARE_FIGURES_PERIOD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "time/zone.h"

enum { PERIOD_LABEL = 48 };

struct period {
	int64_t from, until;		/* [from, until), UTC seconds */
	char label[PERIOD_LABEL];	/* 2026-02, or 2026-02-03..2026-02-17 */
};

/* The month as people write it, "2026-02". False: not a month. */
bool	period_month(const char *, const struct zone *, struct period *);

/* The month in which the instant lies. */
void	period_month_of(int64_t at, const struct zone *, struct period *);

/* From an instant to another (from < until): labelled as a month when it is
 * one, else with its first and last day, both included. */
void	period_range(int64_t from, int64_t until, const struct zone *,
	struct period *);

/*
 * The last whole months (mo, y) or days (d, w) before now, as "3mo". False:
 * not such a span, and *why says so (static, translated).
 */
bool	period_last(const char *, const struct zone *, int64_t now,
	struct period *, const char **why);

/* The i-th calendar month that has a part in the period, cut to it; false:
 * there are not so many. Its label is the month's all the same. */
bool	period_part(const struct period *, const struct zone *, size_t i,
	struct period *part);

#endif
