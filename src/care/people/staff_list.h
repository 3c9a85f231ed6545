/* Staff listed, with what each of them has. */
#ifndef CARE_PEOPLE_STAFF_LIST_H
#define CARE_PEOPLE_STAFF_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct db;

/* NULL: any. at: those who are employed then, unless "gone" is wanted too. */
struct staff_filter {
	const char *role, *team;
	int64_t supervisor;	/* 0: any */
	int64_t at;
	bool gone;
};

/* Their ids by login, in the arena. Returns how many. */
size_t	staff_list(struct db *, const struct staff_filter *, struct arena *,
	int64_t **ids);

/* A promise that somebody owes; texts in the arena. */
struct staff_owed {
	int64_t subject, start_at, due_at;	/* due_at 0: none */
	const char *rule;
	int turn;
};

/*
 * What he owes: open promises of the open cases that he owns which their owner
 * owes (role: the policy's first, or "owner"), and those that are his by name;
 * by due time. Returns how many.
 */
size_t	staff_owes(struct db *, int64_t staff, const char *role, struct arena *,
	struct staff_owed **);

/* How many of these are past due: of the cases that he owns; and by name, for
 * everybody who has any, in the arena. */
int64_t	staff_late(struct db *, int64_t staff, const char *role, int64_t now);
struct staff_count {
	int64_t staff, n;
};
size_t	staff_late_by_name(struct db *, int64_t now, struct arena *,
	struct staff_count **);

/* An open case that he owns, by receipt. */
struct staff_case {
	int64_t id, received_at;
	const char *kind, *severity;
};
size_t	staff_cases(struct db *, int64_t staff, struct arena *,
	struct staff_case **);

#endif
