/* Showing a sum stretch by stretch, as a person would add it up. */
#ifndef TIME_TRACE_H
#define TIME_TRACE_H

#include <stddef.h>
#include <stdint.h>

#include "time/ticks.h"
#include "time/worktime.h"

/*
 * Call "trace" for every stretch between start and due, as worktime.h says at
 * worktime_trace. "nominal" is where the last day ended before it was moved
 * off a day off (else due itself). The pauses must be sorted and apart from
 * each other. Costs a look at every day on the way.
 */
void	trace_span(const struct ticks *, int64_t start, int64_t due, int64_t nominal,
	const struct pause *, size_t pauses, worktime_trace *trace, void *);

#endif
