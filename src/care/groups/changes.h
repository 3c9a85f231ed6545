/*
 * Cases that changed since somebody looked, by the log: what came in, and what
 * was said of it anew. A case that was only worked on did not change, and one
 * from before its subject lives (live_from) is none.
 */
#ifndef CARE_GROUPS_CHANGES_H
#define CARE_GROUPS_CHANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct db;

/*
 * The cases that changed in the entries after *seen up to "until", in the
 * arena, maybe some twice; returns how many. Stops after "most" of them, but
 * takes those of an entry together, and says with *more that there is more.
 * *seen moves to the entry up to which these are all.
 */
size_t	changes_since(struct db *, int64_t *seen, int64_t until, size_t most,
	struct arena *, int64_t **out, bool *more);

#endif
