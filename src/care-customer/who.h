/* Which customer a name on the command line means. */
#ifndef CARE_CUSTOMER_WHO_H
#define CARE_CUSTOMER_WHO_H

#include <stdbool.h>
#include <stdint.h>

#include "care/people/customer.h"
#include "command/session.h"
#include "command/targets.h"

/* A name like c3071; texts in the arena. False and a refusal otherwise. */
bool	who_named(struct session *, struct targets *, const char *name,
	struct arena *, struct customer *);

/* The same for looking: of one who was merged, the one he became, which is
 * told. */
bool	who_today(struct session *, struct targets *, const char *name,
	struct arena *, struct customer *);

/* For acts: one who was merged is refused with the name of who stands for
 * him. */
bool	who_stands(struct session *, struct targets *, const struct customer *);

/* Put "c3071" into the column. */
void	who_put(struct out *, const char *column, int64_t id);

/* The customer's data is about to be shown in clear, with --reveal or since
 * the reader owns an open case of his: record it. False: it is not. */
bool	who_revealed(struct session *, int64_t id);

/* Do the act on each target in a transaction of its own; the act returns
 * whether something was done. */
typedef bool who_act(struct session *, struct targets *,
	const struct customer *, struct arena *);
int	who_each(struct session *, who_act *);

#endif
