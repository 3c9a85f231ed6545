/*
 * What the ticks to come will do, if nobody acts.
 *
 * The same rules as the tick's are run ahead, for a tick at every whole
 * minute: what fires, whom it tells, who owns the case afterwards. Absences
 * and office hours are those known today.
 */
#ifndef CARE_ESCALATION_FORECAST_H
#define CARE_ESCALATION_FORECAST_H

#include "care/escalation/standing.h"

struct foreseen {
	int64_t at;			/* of the tick: a whole minute */
	const struct promise *promise;
	struct level_time level;
	const char *how;		/* as the ledger will have it */
	const char *raises;		/* "severity", if this one does; or NULL */
	const char *approves, *starts;	/* role and plan, if it asks for them; or NULL */
	int64_t owner;			/* who becomes the case's owner; 0: nobody new */
	const int64_t *tells;		/* addressees, 0 the store's owner */
	size_t n;			/* none unless it fires */
	bool urgent;
	const int64_t *told_at;		/* of each: at, or when he works again */
};

/* Called once for each level whose time comes; pointers live as long as the
 * call. */
typedef void foresee(void *, const struct foreseen *);

/* The first whole minute at or after. */
int64_t	forecast_minute(int64_t at);

/* All open promises of one subject, up to and with "until", in the order in
 * which the ticks will do it. */
void	forecast(struct db *, const struct policy *, int64_t subject, int64_t now,
	int64_t until, foresee *, void *);

#endif
