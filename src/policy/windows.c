/* Moments and windows: "returns + 1d, 10:00 .. 20:00". */
#include <ctype.h>
#include <string.h>

#include "base/lang.h"
#include "policy/dates.h"
#include "policy/inside.h"

/* A trimmed copy of the text between two places. */
static char *piece(const struct policy *p, const char *from, const char *to)
{
	while (from < to && *from == ' ')
		from++;
	while (to > from && to[-1] == ' ')
		to--;
	return arena_dupn(p->arena, from, (size_t)(to - from));
}

/* "departs - 3d" */
static bool read_anchor(const struct policy *p, const char *subject,
	const struct node *n, const char *s, struct moment *m)
{
	const char *end = s, *why;
	bool back;

	while (isalnum((unsigned char)*end) || *end == '_')
		end++;
	m->field = piece(p, s, end);
	if (!moment_known(p, subject, m->field)) {
		node_error(n, _("a %s has no date field \"%s\""), subject,
		    m->field);
		return false;
	}
	while (*end == ' ')
		end++;
	if (!*end)
		return true;
	back = *end == '-';
	if (!back && *end != '+') {
		node_error(n, _("\"%s\": after %s stands + or - and a length of "
		    "time"), s, m->field);
		return false;
	}
	for (end++; *end == ' '; end++)
		;
	if (!span_parse(end, false, &m->offset, &why)) {
		node_error(n, "\"%s\": %s", end, why);
		return false;
	}
	span_check(p, n, m->offset, NULL);
	if (back)
		m->offset.n = -m->offset.n;
	return true;
}

bool anchor_node(const struct policy *p, const char *subject,
	const struct node *n, struct moment *m)
{
	const char *s = node_text(n);

	m->second = -1;
	return s && read_anchor(p, subject, n, s, m);
}

static bool read_clock(const struct node *n, const char *s, int *second)
{
	if (clock_read(s, second))
		return true;
	node_error(n, _("\"%s\" is no time of day (10:00)"), s);
	return false;
}

/* A field, an offset, a time of day; the first two may be left out where a
 * moment before gave them. */
static bool read_moment(const struct policy *p, const char *subject,
	const struct node *n, const char *s, bool inherits, struct moment *m)
{
	const char *comma = strchr(s, ',');

	m->second = -1;
	if (isdigit((unsigned char)*s) && inherits)
		return read_clock(n, s, &m->second);
	if (!isalpha((unsigned char)*s)) {
		node_error(n, _("\"%s\" is no moment; write a date field, an "
		    "offset, a time: departs - 3d, 10:00"), s);
		return false;
	}
	if (!comma)
		return read_anchor(p, subject, n, s, m);
	return read_anchor(p, subject, n, piece(p, s, comma), m) &&
	    read_clock(n, piece(p, comma + 1, s + strlen(s)), &m->second);
}

/* Both ends on one clock and field must come in order. */
static bool in_order(const struct window *w)
{
	bool same = !w->to.field;

	if (!same && (strcmp(w->from.field, w->to.field) != 0 ||
	    w->from.offset.clock != w->to.offset.clock))
		return true;
	if (!same && w->from.offset.n != w->to.offset.n)
		return w->from.offset.n < w->to.offset.n;
	return w->to.second < 0 || w->from.second < w->to.second;
}

bool window_read(const struct policy *p, const char *subject,
	const struct node *n, struct window *w)
{
	const char *s = node_text(n), *dots;

	w->to.second = -1;
	if (!s)
		return false;
	w->text = s;
	dots = strstr(s, "..");
	if (!dots)
		return read_moment(p, subject, n, piece(p, s, s + strlen(s)),
		    false, &w->from);
	if (!read_moment(p, subject, n, piece(p, s, dots), false, &w->from) ||
	    !read_moment(p, subject, n, piece(p, dots + 2, s + strlen(s)), true,
	    &w->to))
		return false;
	if (w->from.second < 0 && w->to.field && w->to.second >= 0) {
		w->from.second = w->to.second;	/* the hour of the whole window */
		w->to.second = -1;
	}
	if (in_order(w))
		return true;
	node_error(n, _("\"%s\" ends before it begins"), s);
	return false;
}
