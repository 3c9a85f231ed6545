/* Lists of cases, and the history of one. */
#ifndef CARE_CASES_CASE_LIST_H
#define CARE_CASES_CASE_LIST_H

#include <stdbool.h>
#include <stdint.h>

struct db;

/* What to list; zeros and NULL: any. Times by receipt, or by the field "on",
 * until exclusive. */
struct case_filter {
	int64_t id;		/* of this case alone: is it such a one? */
	const char *state, *kind, *channel, *severity, *team, *trip;
	int64_t owner;		/* -1: cases without an owner */
	int64_t customer, booking;
	int64_t from, until;
	const char *on;		/* a date field: only cases that have it, and in
				 * its order; NULL: by receipt */
};

/* Called with each case's id, in order. */
typedef void case_visit(void *, int64_t id);

void	cases_list(struct db *, const struct case_filter *, case_visit *, void *);

/* An event as history shows it; texts live during the call. */
struct case_event {
	int64_t entry, seq;	/* seq: 1, 2, 3 .. of the subject */
	int64_t at, recorded_at, actor, done_by;
	const char *tool, *what, *arg;
	const char *body;	/* of its content; NULL: none or erased */
	bool erased;
};
typedef void event_visit(void *, const struct case_event *);

/* The events of a subject in the order in which they were written. */
void	subject_history(struct db *, int64_t subject, event_visit *, void *);

/* When the case was entered into the store (recorded, not received). */
int64_t	case_entered(struct db *, int64_t id);

/* The open promise of a case that is due first; false: none. */
struct promise;
struct arena;
bool	case_next_promise(struct db *, int64_t id, struct arena *,
	struct promise *);

#endif
