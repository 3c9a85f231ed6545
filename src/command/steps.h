/* The sum behind a due time, as rows of output. */
#ifndef COMMAND_STEPS_H
#define COMMAND_STEPS_H

#include "text/out.h"
#include "time/worktime.h"

/* Columns that a table with steps in it has: at, until, counted_s (on clocks
 * of seconds), counted_d (on clocks of days). */
#define STEP_COLUMNS \
	{.name = "at", .type = OUT_TIME, .table = true}, \
	{.name = "until", .type = OUT_TIME, .table = true}, \
	{.name = "counted_s", .type = OUT_SECONDS, .table = true, \
	    .head = N_("counted")}, \
	{.name = "counted_d", .type = OUT_INT, .table = true, .head = N_("days")}

/* Writes the steps of one sum; give it to worktime_due() with its address. */
struct steps {
	struct out *out;
	enum span_clock clock;
	const char *promise;	/* value of a column "ref"; NULL: no such */
};
worktime_trace steps_put;

#endif
