/* Who acts: the Unix user, or the one behind sudo. */
#ifndef COMMAND_ACTOR_H
#define COMMAND_ACTOR_H

#include <stdint.h>

#include "base/mem.h"

struct db;

struct actor {
	int64_t id;		/* staff's subject id; 0: the store's owner */
	const char *login;	/* Unix name */
};

/*
 * The actor of this process on the store. SUDO_UID counts only when the
 * process runs as the owner of the store's file, and only when the kernel's
 * login uid, where it has one, does not say otherwise: a variable alone can
 * be forged by the owner, who could change the file itself as well.
 *
 * A store without staff has one user, its owner. With staff, the owner
 * himself (cron) acts as the house; anybody else must be in staff and
 * employed, or the process ends with STATUS_DENIED.
 */
struct actor actor_find(struct db *, int64_t now, struct arena *);

/* Name of an actor for people: the login of that staff member, or the
 * owner's. In the arena. */
const char *actor_name(struct db *, int64_t id, struct arena *);

#endif
