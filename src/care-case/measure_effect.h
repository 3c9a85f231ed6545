/* The effect of a measure, for the verbs that show it. */
#ifndef CARE_CASE_MEASURE_EFFECT_H
#define CARE_CASE_MEASURE_EFFECT_H

#include <stdint.h>

#include "care/measures/effect_counts.h"
#include "care/measures/measure.h"
#include "command/session.h"

/* How long is looked back and ahead, at most, where nobody says. */
enum { MEASURE_WINDOW = 90 * DAY_SECONDS };

/* Counts before and after it was done, over what has passed since, at most
 * "most" seconds; per NULL: per cases received. It has a cause and is done. */
struct effect_counts measure_effect(const struct session *,
	const struct measure *, const char *per, int64_t most, struct effect *);

/* better, worse, unclear (the interval holds 1), too few. Never translated. */
const char *effect_verdict(const struct effect *);

#endif
