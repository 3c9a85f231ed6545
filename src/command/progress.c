/* A line that says how far a long work is. */
#include "command/progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/num.h"
#include "command/session.h"

enum { STEP = 64, EVERY_MS = 500, GROUPED = NUM_TEXT + NUM_TEXT / 3 };

void progress_begin(struct progress *p, const struct session *s)
{
	*p = (struct progress){.on = isatty(STDERR_FILENO) &&
	    !arg_given(s->args, "quiet"), .next = STEP};
	p->began = p->last = session_ms();
}

/* 12345 as "12,345". */
static const char *grouped(int64_t v, char *out)
{
	char digits[NUM_TEXT];
	size_t n = num_text(v, digits);
	char *at = out;

	for (size_t i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			*at++ = ',';
		*at++ = digits[i];
	}
	*at = '\0';
	return out;
}

/* The terminal's own way to empty a line is not asked for: blanks do. */
void progress_clear(struct progress *p)
{
	if (!p->shown)
		return;
	fprintf(stderr, "\r%40s\r", "");
	fflush(stderr);
	p->shown = false;
}

void progress_rows(struct progress *p, int64_t rows)
{
	char count[GROUPED], rate[GROUPED];
	int64_t ms;

	if (!p->on || rows < p->next)
		return;
	p->next = rows + STEP;
	ms = session_ms();
	if (ms - p->last < EVERY_MS)
		return;
	p->last = ms;
	fprintf(stderr, "\r");
	fprintf(stderr, _("%s rows, %s/s"), grouped(rows, count),
	    grouped(rows * 1000 / (ms - p->began), rate));
	fprintf(stderr, "  ");
	fflush(stderr);
	p->shown = true;
}
