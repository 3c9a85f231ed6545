/* Writing and reading the names of firings. */
#include "care/promises/firing_name.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "care/promises/promise.h"

void firing_name_write(const struct promise *p, const char *level, int time,
    char *out)
{
	snprintf(out, FIRING_NAME, "%s.%d/%s.%d/%" PRId64, p->rule, p->turn,
	    level, time, p->due_at);
}

/* "WORD.NUMBER" is cut in two. */
static bool cut(char *both, int *number)
{
	char *dot = strrchr(both, '.');
	int64_t n;

	if (!dot || dot == both || !num_int(dot + 1, 0, INT_MAX, &n))
		return false;
	*dot = '\0';
	*number = (int)n;
	return true;
}

bool firing_name_read(const char *text, struct arena *a,
    struct firing_name *out)
{
	char *rule = arena_dup(a, text), *level = strchr(rule, '/');
	char *due = level ? strrchr(level + 1, '/') : NULL;

	if (!due)
		return false;
	*level++ = *due++ = '\0';
	out->rule = rule;
	out->level = level;
	return cut(rule, &out->turn) && cut(level, &out->time) &&
	    num_int(due, INT64_MIN, INT64_MAX, &out->due_at);
}

bool firing_name_of(const struct firing_name *f, const struct promise *p)
{
	return f->turn == p->turn && strcmp(f->rule, p->rule) == 0;
}
