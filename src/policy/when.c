/* Conditions: do they hold, how specific are they, how do they read. */
#include "policy/when.h"

#include <inttypes.h>
#include <string.h>

#include "base/num.h"
#include "time/zone.h"

/* Does the text, a word or words separated by spaces, contain the word? */
static bool contains(const char *text, const char *word, bool set)
{
	size_t n = strlen(word);

	if (!set)
		return strcmp(text, word) == 0;
	for (const char *p = text; n > 0 && (p = strstr(p, word)) != NULL; p += n)
		if ((p == text || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

static bool words_hold(const struct when *w, const struct fact *f)
{
	if (!f->text)
		return false;
	for (size_t i = 0; i < w->n; i++)
		if (contains(f->text, w->words[i], w->type == FACT_SET))
			return true;
	return false;
}

static bool numbers_hold(const struct when *w, const struct fact *f)
{
	int64_t v = f->number;

	if (f->text && !num_int(f->text, INT64_MIN, INT64_MAX, &v))
		return false;
	for (size_t i = 0; i < w->n; i++)
		if (w->numbers[i] == v)
			return true;
	return w->n == 0 && (!w->has_over || v > w->over) &&
	    (!w->has_under || v < w->under);
}

/* The day of a date. when_possible() tries numbers that are none. */
static int64_t day_of(const struct zone *z, int64_t at)
{
	const int64_t far = (int64_t)1 << 40;

	return zone_day(z, at > far ? far : at < -far ? -far : at);
}

static bool dates_hold(const struct when *w, const struct fact *f,
	const struct fact *other)
{
	int64_t a, b;

	if (!other || !other->known)
		return false;
	a = day_of(w->zone, f->number);
	b = day_of(w->zone, other->number);
	return w->after ? a > b : a < b;
}

bool when_holds(const struct when *w, const struct facts *facts)
{
	const struct fact *f;
	size_t i;

	if (!w)
		return true;
	switch (w->op) {
	case WHEN_ALL:
		for (i = 0; i < w->n && when_holds(&w->v[i], facts); i++)
			;
		return i == w->n;
	case WHEN_ANY:
		for (i = 0; i < w->n && !when_holds(&w->v[i], facts); i++)
			;
		return i < w->n;
	case WHEN_NOT:
		return !when_holds(&w->v[0], facts);
	default:
		break;
	}
	f = facts_get(facts, w->fact);
	if (w->op == WHEN_SET)
		return (f && f->known) == w->known;
	if (!f || !f->known)
		return false;
	if (w->op == WHEN_DATE)
		return dates_hold(w, f, facts_get(facts, w->other));
	return w->op == WHEN_WORD ? words_hold(w, f) : numbers_hold(w, f);
}

enum truth { UNTRUE, TRUE, UNKNOWN };

/* The first fact that a condition asks and that is not known; NULL: none. */
static const char *lacks(const struct when *w, const struct facts *facts)
{
	const struct fact *f = facts_get(facts, w->fact);

	if (w->op == WHEN_SET)
		return NULL;
	if (!f || !f->known)
		return w->fact;
	f = w->op == WHEN_DATE ? facts_get(facts, w->other) : f;
	return f && f->known ? NULL : w->other;
}

static enum truth weigh(const struct when *w, const struct facts *facts,
	const char **fact)
{
	/* One of these decides: a condition of "any" that holds, of "all" that
	 * does not. */
	enum truth sum, decides = w->op == WHEN_ANY ? TRUE : UNTRUE;
	const char *unknown = NULL;

	if (w->op == WHEN_NOT) {
		sum = weigh(&w->v[0], facts, fact);
		return sum == UNKNOWN ? sum : sum == TRUE ? UNTRUE : TRUE;
	}
	if (w->op != WHEN_ALL && w->op != WHEN_ANY) {
		unknown = lacks(w, facts);
		if (!unknown)
			return when_holds(w, facts) ? TRUE : UNTRUE;
		*fact = unknown;
		return UNKNOWN;
	}
	sum = decides == TRUE ? UNTRUE : TRUE;
	for (size_t i = 0; i < w->n; i++) {
		enum truth one = weigh(&w->v[i], facts, fact);

		if (one == decides)
			return one;
		if (one == UNKNOWN && !unknown)
			unknown = *fact;
		if (one == UNKNOWN)
			sum = one;
	}
	if (unknown)
		*fact = unknown;
	return sum;
}

const char *when_waits(const struct when *w, const struct facts *facts)
{
	const char *fact = NULL;

	return w && weigh(w, facts, &fact) == UNKNOWN ? fact : NULL;
}

int when_weight(const struct when *w)
{
	int sum = 0;

	if (!w)
		return 0;
	if (w->op != WHEN_ALL)
		return 1;
	for (size_t i = 0; i < w->n; i++)
		sum += when_weight(&w->v[i]);
	return sum;
}

static void leaf_text(const struct when *w, struct buf *b)
{
	buf_addf(b, "%s: ", w->fact);
	if (w->op == WHEN_SET) {
		buf_addf(b, "{set: %s}", w->known ? "true" : "false");
		return;
	}
	if (w->op == WHEN_DATE) {
		buf_addf(b, "{%s: %s}", w->after ? "after" : "before", w->other);
		return;
	}
	if (w->op == WHEN_NUMBER && w->n == 0) {
		buf_addc(b, '{');
		if (w->has_over)
			buf_addf(b, "over: %" PRId64, w->over);
		if (w->has_under)
			buf_addf(b, "%sunder: %" PRId64, w->has_over ? ", " : "",
			    w->under);
		buf_addc(b, '}');
		return;
	}
	if (w->n > 1)
		buf_addc(b, '[');
	for (size_t i = 0; i < w->n; i++) {
		buf_adds(b, i ? ", " : "");
		if (w->op == WHEN_WORD)
			buf_adds(b, w->words[i]);
		else if (w->type == FACT_FLAG)
			buf_adds(b, w->numbers[i] ? "true" : "false");
		else
			buf_addf(b, "%" PRId64, w->numbers[i]);
	}
	if (w->n > 1)
		buf_addc(b, ']');
}

static void part_text(const struct when *w, struct buf *b)
{
	if (w->op != WHEN_ALL && w->op != WHEN_ANY && w->op != WHEN_NOT) {
		leaf_text(w, b);
		return;
	}
	if (w->op == WHEN_NOT) {
		buf_adds(b, "not: ");
		when_text(&w->v[0], b);
		return;
	}
	buf_adds(b, w->op == WHEN_ALL ? "all: [" : "any: [");
	for (size_t i = 0; i < w->n; i++) {
		buf_adds(b, i ? ", " : "");
		when_text(&w->v[i], b);
	}
	buf_addc(b, ']');
}

void when_text(const struct when *w, struct buf *b)
{
	buf_addc(b, '{');
	if (w && w->op == WHEN_ALL) {
		for (size_t i = 0; i < w->n; i++) {
			buf_adds(b, i ? ", " : "");
			part_text(&w->v[i], b);
		}
	} else if (w) {
		part_text(w, b);
	}
	buf_addc(b, '}');
}
