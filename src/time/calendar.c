/* Building a working calendar: what was said of a day, and what counts. */
#include "time/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "time/sums.h"

enum { WEEK = 7, FRIDAY = 4 };

/* The intervals of a day; joined: ascending, apart from each other. */
struct intervals {
	struct hours *v;
	size_t	n, cap;
};

/* One thing said of one date, in the order in which it counts. */
enum word { WORD_OFF, WORD_WORK, WORD_SPECIAL, WORD_BREAK };

struct saying {
	int64_t day;
	enum word word;
	size_t	order;		/* of sayings about the same */
	int	a, b;		/* from, to; or a: the weekday stood for */
};

/* A date with hours of its own, or none. */
struct listed {
	int64_t day;
	struct intervals hours;
};

struct calendar {
	char	*name;
	const struct zone *zone;
	struct intervals week[WEEK];
	bool	yearly[13][32];		/* off, by month and date */
	struct saying *sayings;
	size_t	n_sayings, cap_sayings;
	struct listed *listed;		/* by day */
	size_t	n_listed, cap_listed;
	int	*years;			/* covered */
	size_t	n_years, cap_years;
	struct sums *sums;
};

static void add(struct intervals *list, int from, int to)
{
	if (from < 0)
		from = 0;
	if (to > DAY_SECONDS)
		to = DAY_SECONDS;
	if (from >= to)
		return;
	list->v = mem_grow(list->v, &list->cap, list->n + 1, sizeof *list->v);
	list->v[list->n++] = (struct hours){from, to};
}

static int by_from(const void *a, const void *b)
{
	const struct hours *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

static void join(struct intervals *list)
{
	size_t n = 0;

	if (list->n < 2)
		return;
	qsort(list->v, list->n, sizeof *list->v, by_from);
	for (size_t i = 1; i < list->n; i++) {
		if (list->v[i].from > list->v[n].to)
			list->v[++n] = list->v[i];
		else if (list->v[i].to > list->v[n].to)
			list->v[n].to = list->v[i].to;
	}
	list->n = n + 1;
}

/* Take [from, to) out of the list. */
static void cut(struct intervals *list, int from, int to)
{
	struct intervals rest = {0};

	if (from >= to)
		return;
	for (size_t i = 0; i < list->n; i++) {
		struct hours h = list->v[i];

		add(&rest, h.from, h.to < from ? h.to : from);
		add(&rest, h.from > to ? h.from : to, h.to);
	}
	free(list->v);
	*list = rest;
}

static void copy(struct intervals *to, const struct intervals *from)
{
	for (size_t i = 0; i < from->n; i++)
		add(to, from->v[i].from, from->v[i].to);
}

struct calendar *calendar_new(const char *name, const struct zone *zone)
{
	struct calendar *c = mem_alloc(1, sizeof *c);

	c->name = mem_dup(name);
	c->zone = zone;
	c->sums = sums_new();
	return c;
}

void calendar_free(struct calendar *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < WEEK; i++)
		free(c->week[i].v);
	for (size_t i = 0; i < c->n_listed; i++)
		free(c->listed[i].hours.v);
	free(c->listed);
	free(c->sayings);
	free(c->years);
	sums_free(c->sums);
	free(c->name);
	free(c);
}

const char *calendar_name(const struct calendar *c)
{
	return c->name;
}

const struct zone *calendar_zone(const struct calendar *c)
{
	return c->zone;
}

struct sums *calendar_sums(const struct calendar *c)
{
	return c->sums;
}

void calendar_hours(struct calendar *c, int weekday, int from, int to)
{
	add(&c->week[weekday], from, to);
}

static void say_of(struct calendar *c, int64_t day, enum word word, int a, int b)
{
	c->sayings = mem_grow(c->sayings, &c->cap_sayings, c->n_sayings + 1,
	    sizeof *c->sayings);
	c->sayings[c->n_sayings] =
	    (struct saying){day, word, c->n_sayings, a, b};
	c->n_sayings++;
}

void calendar_day_off(struct calendar *c, int64_t day)
{
	say_of(c, day, WORD_OFF, 0, 0);
}

void calendar_yearly_off(struct calendar *c, int month, int date)
{
	c->yearly[month][date] = true;
}

void calendar_work_day(struct calendar *c, int64_t day, int weekday)
{
	say_of(c, day, WORD_WORK, weekday, 0);
}

void calendar_special(struct calendar *c, int64_t day, int from, int to)
{
	say_of(c, day, WORD_SPECIAL, from, to);
}

void calendar_break(struct calendar *c, int64_t day, int from, int to)
{
	say_of(c, day, WORD_BREAK, from, to);
}

void calendar_covers(struct calendar *c, int year)
{
	c->years = mem_grow(c->years, &c->cap_years, c->n_years + 1, sizeof *c->years);
	c->years[c->n_years++] = year;
}

bool calendar_covered(const struct calendar *c, int year)
{
	for (size_t i = 0; i < c->n_years; i++)
		if (c->years[i] == year)
			return true;
	return c->n_years == 0 && c->n_sayings == 0;
}

static bool off_by_year(const struct calendar *c, int64_t day)
{
	int year, month, date;

	day_civil(day, &year, &month, &date);
	return c->yearly[month][date];
}

/* The nearest earlier weekday (or this one) up to "latest" that has hours. */
static const struct intervals *nearest(const struct calendar *c, int weekday, int latest)
{
	for (int back = 0; back < WEEK; back++) {
		int w = (weekday - back + WEEK) % WEEK;

		if (w <= latest && c->week[w].n > 0)
			return &c->week[w];
	}
	return NULL;
}

/* The hours of a make-up day for which no weekday was named. */
static const struct intervals *made_up(const struct calendar *c, int weekday)
{
	const struct intervals *found = nearest(c, weekday, FRIDAY);

	return found ? found : nearest(c, weekday, WEEK - 1);
}

/* What counts on a date of which n things were said. */
static void settle(const struct calendar *c, const struct saying *s, size_t n,
	struct intervals *out)
{
	const struct intervals *base = &c->week[day_weekday(s->day)];
	bool special = false;

	if (off_by_year(c, s->day))
		base = NULL;
	for (size_t i = 0; i < n; i++) {
		if (s[i].word == WORD_OFF)
			base = NULL;
		else if (s[i].word == WORD_WORK)
			base = s[i].a < 0 ? made_up(c, day_weekday(s->day)) :
			    &c->week[s[i].a];
		else if (s[i].word == WORD_SPECIAL)
			special = true;
	}
	if (base && !special)
		copy(out, base);
	for (size_t i = 0; i < n; i++)
		if (s[i].word == WORD_SPECIAL)
			add(out, s[i].a, s[i].b);
	join(out);
	for (size_t i = 0; i < n; i++)
		if (s[i].word == WORD_BREAK)
			cut(out, s[i].a, s[i].b);
}

/* By day; of a day in the order in which words overrule each other. */
static int by_day(const void *a, const void *b)
{
	const struct saying *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->word != y->word)
		return x->word < y->word ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

bool calendar_ready(struct calendar *c)
{
	bool opens = false;

	for (size_t i = 0; i < WEEK; i++) {
		join(&c->week[i]);
		opens |= c->week[i].n > 0;
	}
	if (c->n_sayings > 0)
		qsort(c->sayings, c->n_sayings, sizeof *c->sayings, by_day);
	for (size_t i = 0, n; i < c->n_sayings; i += n) {
		struct listed *l;

		for (n = 1; i + n < c->n_sayings; n++)
			if (c->sayings[i + n].day != c->sayings[i].day)
				break;
		c->listed = mem_grow(c->listed, &c->cap_listed, c->n_listed + 1,
		    sizeof *c->listed);
		l = &c->listed[c->n_listed++];
		l->day = c->sayings[i].day;
		settle(c, &c->sayings[i], n, &l->hours);
		opens |= l->hours.n > 0;
	}
	return opens;
}

static int compare_day(const void *key, const void *element)
{
	int64_t day = *(const int64_t *)key;
	const struct listed *l = element;

	return (day > l->day) - (day < l->day);
}

size_t calendar_day(const struct calendar *c, int64_t day, const struct hours **hours)
{
	const struct intervals *found = &c->week[day_weekday(day)];
	const struct listed *l = NULL;

	if (c->n_listed > 0)
		l = bsearch(&day, c->listed, c->n_listed, sizeof *l, compare_day);
	if (l)
		found = &l->hours;
	else if (off_by_year(c, day))
		return 0;
	*hours = found->v;
	return found->n;
}

bool calendar_stretch(const struct calendar *c, int64_t day, size_t i,
	int64_t *from, int64_t *until)
{
	const struct hours *h;

	if (i >= calendar_day(c, day, &h))
		return false;
	*from = zone_day_instant(c->zone, day, h[i].from);
	*until = zone_day_instant(c->zone, day, h[i].to);
	return true;
}

bool calendar_works(const struct calendar *c, int64_t day)
{
	int64_t from, until;

	for (size_t i = 0; calendar_stretch(c, day, i, &from, &until); i++)
		if (from < until)
			return true;
	return false;
}

int64_t calendar_close(const struct calendar *c, int64_t day)
{
	int64_t from, until, close = 0;

	for (size_t i = 0; calendar_stretch(c, day, i, &from, &until); i++)
		if (from < until)
			close = until;
	return close;
}
