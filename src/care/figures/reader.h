/* What the files share that read figures from the store. */
#ifndef CARE_FIGURES_READER_H
#define CARE_FIGURES_READER_H

#include "care/figures/figures_store.h"

struct stmt;

struct reader {
	struct db *db;
	const struct frame *frame;
	const struct indicator *indicators;
	size_t n;
	figures_seen *seen;
	void *arg;
	struct period month;	/* of the last observation */
};

/* Columns first..first+5 of every statement: the owner s, the case c. */
#define DIMENSION_COLUMNS "s.login, c.kind, c.channel, c.severity, c.team," \
	" c.product"

/* Column: null, unless the case c is counted with the one that it went into, or
 * was taken back and is counted nowhere. */
#define COUNTED_ELSEWHERE "coalesce(c.merged_into," \
	" CASE WHEN c.outcome = 'undone' THEN c.id END)"

/* A statement with the ends of the period bound, $from and $until; to be ended
 * by db_done(). */
struct stmt *reader_rows(const struct reader *, const char *sql);

/* An observation of the i-th indicator that belongs to that instant. */
void	reader_tell(struct reader *, size_t i, struct observation *, int64_t at);

void	reader_dimensions(struct stmt *, int first, struct observation *);

/* Calls that were answered in time, and cases in which an event happened. */
void	reader_calls(struct reader *);
void	reader_events(struct reader *);

#endif
