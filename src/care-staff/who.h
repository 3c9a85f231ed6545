/* Which colleague a name on the command line means, and acts on each. */
#ifndef CARE_STAFF_WHO_H
#define CARE_STAFF_WHO_H

#include <stdbool.h>
#include <stdint.h>

#include "care/people/staff.h"
#include "command/session.h"
#include "command/targets.h"
#include "text/out.h"

/* By login, name, or staff:LOGIN. False and a refusal otherwise. */
bool	who_named(struct session *, struct targets *, const char *name,
	struct arena *, struct staff *);

/* The colleague named in the option; *id is 0 when it is not given. False and
 * a refusal when it names nobody. */
bool	who_option(struct session *, struct targets *, const char *option,
	struct arena *, int64_t *id);

/* The instant typed in the option (a bare date as an end includes the day);
 * *at stays as it is when it is not given. False and a refusal when it is
 * none. */
bool	who_time(struct session *, struct targets *, const char *option,
	enum human_how, int64_t *at);

/* The login, in the arena; "" of 0. */
const char *who_login(struct session *, int64_t id, struct arena *);

/* Puts the login; nothing of 0. */
void	who_put(struct session *, struct out *, const char *column, int64_t id,
	struct arena *);

/* What a verb does to one of them, inside the transaction. False: nothing is to
 * be written; why was said. */
typedef bool who_act(struct session *, struct targets *, const struct staff *,
	struct arena *);

/* The act on everybody who is named, each in a transaction of its own. */
int	who_each(struct session *, who_act *);

#endif
