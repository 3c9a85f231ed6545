/* Can conditions ever hold: all values they tell apart are tried. */
#include "policy/when.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	VALUES = 24,		/* values tried of one fact */
	TRIES = 50000		/* combinations; more count as possible */
};

/* A fact and the values worth a try. Unknown is always one. */
struct axis {
	const char *fact;
	enum fact_type type;
	const char *words[VALUES];
	int64_t numbers[VALUES];
	size_t n;
	size_t at;		/* present value; n: unknown */
	char set[1024];		/* SET: the present words */
};

struct space {
	struct axis axis[FACTS_MAX];
	size_t n;
	bool too_many;
};

static void add_word(struct space *s, struct axis *a, const char *word)
{
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->words[i], word) == 0)
			return;
	if (a->n == VALUES || (a->type == FACT_SET && a->n == 8))
		s->too_many = true;
	else
		a->words[a->n++] = word;
}

static void add_number(struct space *s, struct axis *a, int64_t v)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->numbers[i] == v)
			return;
	if (a->n == VALUES)
		s->too_many = true;
	else
		a->numbers[a->n++] = v;
}

static struct axis *axis_of(struct space *s, const char *fact,
	enum fact_type type)
{
	struct axis *a;

	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->axis[i].fact, fact) == 0)
			return &s->axis[i];
	if (s->n == FACTS_MAX) {
		s->too_many = true;
		return NULL;
	}
	a = &s->axis[s->n++];
	a->fact = fact;
	a->type = type;
	return a;
}

static void add_numbers(struct space *s, struct axis *a, const struct when *w)
{
	for (size_t i = 0; i < w->n; i++)
		add_number(s, a, w->numbers[i]);
	if (a->type == FACT_FLAG) {
		add_number(s, a, 0);
		add_number(s, a, 1);
		return;
	}
	if (w->has_over && w->over < INT64_MAX)
		add_number(s, a, w->over + 1);
	if (w->has_under && w->under > INT64_MIN)
		add_number(s, a, w->under - 1);
	add_number(s, a, INT64_MAX);	/* some other number */
}

/* Days of which one is before, at and after another, in any zone. */
static void add_days(struct space *s, const char *fact)
{
	struct axis *a = axis_of(s, fact, FACT_NUMBER);

	for (int64_t day = 0; a && day < 4; day++)
		add_number(s, a, 2 * day * 86400);
}

static void collect(struct space *s, const struct when *w)
{
	struct axis *a;

	if (!w)
		return;
	if (w->op == WHEN_ALL || w->op == WHEN_ANY || w->op == WHEN_NOT) {
		for (size_t i = 0; i < w->n; i++)
			collect(s, &w->v[i]);
		return;
	}
	if (w->op == WHEN_DATE) {
		add_days(s, w->fact);
		add_days(s, w->other);
		return;
	}
	a = axis_of(s, w->fact, w->type);
	if (!a)
		return;
	if (w->type == FACT_NUMBER || w->type == FACT_FLAG) {
		add_numbers(s, a, w);
		return;
	}
	for (size_t i = 0; w->op == WHEN_WORD && i < w->n; i++)
		add_word(s, a, w->words[i]);
	add_word(s, a, "-");		/* some other word: "-" is no name */
}

/* Number of values of an axis, unknown included; a set takes every subset. */
static size_t values(const struct axis *a)
{
	return a->type == FACT_SET ? ((size_t)1 << a->n) : a->n + 1;
}

static void place(struct axis *a, struct facts *facts)
{
	size_t used = 0;

	if (a->type != FACT_SET) {
		if (a->at == a->n)
			facts_text(facts, a->fact, NULL);
		else if (a->type == FACT_WORD)
			facts_text(facts, a->fact, a->words[a->at]);
		else
			facts_number(facts, a->fact, a->numbers[a->at]);
		return;
	}
	for (size_t i = 0; i < a->n; i++)
		if (a->at >> i & 1) {
			int n = snprintf(a->set + used, sizeof a->set - used,
			    "%s%s", used ? " " : "", a->words[i]);

			used += n > 0 && (size_t)n < sizeof a->set - used ?
			    (size_t)n : 0;
		}
	facts_text(facts, a->fact, a->at ? a->set : NULL);
}

/* Step to the next combination, as a counter does; false after the last. */
static bool step(struct space *s)
{
	for (size_t i = 0; i < s->n; i++) {
		if (++s->axis[i].at < values(&s->axis[i]))
			return true;
		s->axis[i].at = 0;
	}
	return false;
}

bool when_possible(const struct when *a, const struct when *b)
{
	struct space *s = mem_alloc(1, sizeof *s);
	struct facts facts = { 0 };
	size_t tries = 1;
	bool possible;

	collect(s, a);
	collect(s, b);
	for (size_t i = 0; i < s->n && tries <= TRIES; i++)
		tries *= values(&s->axis[i]);
	possible = s->too_many || tries > TRIES;
	while (!possible) {
		for (size_t i = 0; i < s->n; i++)
			place(&s->axis[i], &facts);
		possible = when_holds(a, &facts) && when_holds(b, &facts);
		if (!step(s))
			break;
	}
	free(s);
	return possible;
}
