/* Who is on duty when: shifts of the policy, and rows of the store. */
#ifndef CARE_PEOPLE_ROSTER_H
#define CARE_PEOPLE_ROSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "time/zone.h"

struct db;
struct log;
struct policy;
struct shift_rule;

/* The shift by its name or title; NULL: none. */
const struct shift_rule *shift_named(const struct policy *, const char *typed);

/* Is it a word for a day without duty: off, 休, 休息, 轮休? */
bool	shift_is_off(const char *typed);

/* The shift of a local day (day number) as instants [from, until). */
void	shift_hours(const struct shift_rule *, const struct zone *,
	int64_t day, int64_t *from, int64_t *until);

/* Somebody's duty; [from, until). */
struct duty {
	int64_t staff, from, until;
	const char *shift;	/* of the policy; or NULL */
};

enum duty_put { DUTY_SAME, DUTY_NEW, DUTY_CHANGED };

/* He is on duty then (event "rostered"); a row that begins at the same instant
 * is replaced. */
enum duty_put duty_put(struct log *, const struct duty *, int64_t at);

/* He is not (event "unrostered"). */
void	duty_drop(struct log *, int64_t staff, int64_t from, int64_t at);

/* Duties that have a part in [from, until), by their beginning and member;
 * staff 0: everybody's. In the arena. Returns how many. */
size_t	duties(struct db *, int64_t staff, int64_t from, int64_t until,
	struct arena *, struct duty **);

/*
 * Is he on duty at the instant? By the roster where he has a row in it within
 * a week before or after, else "open": whether the office is.
 */
bool	duty_on(struct db *, int64_t staff, int64_t at, bool open);

#endif
