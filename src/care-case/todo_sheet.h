/* What a sheet of care-case todo offers to be filled in. */
#ifndef CARE_CASE_TODO_SHEET_H
#define CARE_CASE_TODO_SHEET_H

#include "command/session.h"

enum { TODO_OFFERS = 64 };

/* Titles of events, as long as the policy; a zeroed one is empty. */
struct todo_offers {
	const char *titles[TODO_OFFERS];
	size_t n, length;
};

/* Offer the event, by its title, unless it has a command of its own, stands
 * there already, or is more than a rule of a workbook holds. */
void	todo_offer(struct todo_offers *, const struct policy *,
	const char *event);

/* Offer all that, and the stages behind them, in the column "milestone". */
void	todo_offers_put(struct todo_offers *, const struct policy *,
	struct out *);

#endif
