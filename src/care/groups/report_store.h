/* What a report of a group tells beside its members, from the store. */
#ifndef CARE_GROUPS_REPORT_STORE_H
#define CARE_GROUPS_REPORT_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct db;

/* A contact about the group itself: with authorities, media, consumer bodies. */
struct group_contact {
	int64_t at;
	const char *channel, *result;	/* result NULL: not said */
	bool inbound;
	int64_t staff;			/* 0: the house */
};

/* Contacts whose subject is the group, in that time (until excluded), by time;
 * in the arena. */
size_t	group_contacts(struct db *, int64_t id, int64_t from, int64_t until,
	struct arena *, struct group_contact **out);

#endif
