/* Roles that the policy uses, and whether anybody is left in them. */
#ifndef CARE_STAFF_ROLES_H
#define CARE_STAFF_ROLES_H

#include <stdint.h>

#include "care/people/staff.h"
#include "command/session.h"

/* Warn when the policy uses his role and, while he is away, there is an
 * instant at which nobody else of it is here. */
void	roles_warn(struct session *, const struct staff *, int64_t from,
	int64_t until);

#endif
