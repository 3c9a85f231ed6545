/* Who is away when, and who was asked to stand in. */
#ifndef CARE_PEOPLE_ABSENCE_H
#define CARE_PEOPLE_ABSENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct db;
struct log;

/* The end of what has none: 9999-12-31. Who leaves is away so, and whoever has
 * his work stands in. */
#define ABSENCE_ENDLESS INT64_C(253402214400)

struct absence {
	int64_t staff;
	int64_t from, until;	/* [from, until) */
	int64_t substitute;	/* 0: nobody was asked */
};

/* Do the absences (of one member, by their beginning) leave nothing of
 * [from, until)? */
bool	absences_cover(const struct absence *, size_t n, int64_t from,
	int64_t until);

/* Those that have a part in [from, until), by beginning and member; staff 0:
 * everybody's. In the arena. Returns how many. */
size_t	absences(struct db *, int64_t staff, int64_t from, int64_t until,
	struct arena *, struct absence **);

/* Those in which he is asked to stand in, with a part at or after "from". */
size_t	absences_substituted(struct db *, int64_t substitute, int64_t from,
	struct arena *, struct absence **);

/* Event "absent". One that begins at the same instant is replaced. False: it
 * was so already, nothing is written. */
bool	absence_put(struct log *, const struct absence *, int64_t at);

/* Event "back": it ends at that instant, or, when it has not begun, is off. */
void	absence_end(struct log *, const struct absence *, int64_t at);

#endif
