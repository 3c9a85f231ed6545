/* The sum behind a due time, as rows of output. */
#include "command/steps.h"

void steps_put(void *arg, const struct worktime_step *step)
{
	struct steps *s = arg;
	bool days = s->clock == SPAN_DAYS || s->clock == SPAN_WORKDAYS ||
	    s->clock == SPAN_MONTHS;

	if (s->promise)
		out_text(s->out, "ref", s->promise);
	out_text(s->out, "what", step->what);
	out_int(s->out, "at", step->from);
	out_int(s->out, "until", step->until);
	out_int(s->out, days ? "counted_d" : "counted_s", step->counted);
	out_row(s->out);
}
