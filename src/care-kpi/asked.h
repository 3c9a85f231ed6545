/* What was asked for on the command line. */
#ifndef CARE_KPI_ASKED_H
#define CARE_KPI_ASKED_H

#include "care/figures/figures_store.h"
#include "command/session.h"

struct asked {
	struct arena *arena;
	struct indicator *indicators;
	size_t n;
	struct frame frame;
	bool by[DIMENSIONS];
	const char *want[DIMENSIONS];
	bool grouped;			/* any of "by" */
	bool misses;
};

/* Read it; ends the process with STATUS_USAGE where it makes no sense. Freed
 * with arena_free(arena). */
void	asked_read(struct session *, struct asked *);

#endif
