/* The arithmetic against a model that anybody can check: walk over every five
 * minutes of some weeks and look at the wall clock. */
#include "time_help.h"

#include <stdlib.h>

enum { STEP = 300, STEPS = 45 * 288, MIDDLE = STEPS / 2, PAUSES = 3, ROUNDS = 54, TRIES = 40 };

struct step {
	int64_t day;		/* that the wall shows */
	bool	open, paused;
};

struct model {
	const struct zone *zone;
	struct calendar *calendar;
	int64_t	begin;		/* instant of the first step */
	struct step steps[STEPS];
	struct pause pauses[PAUSES];
};

static int64_t pick(int64_t lo, int64_t hi)
{
	return lo + random() % (hi - lo + 1);
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* Borders on full steps, and none inside of an hour that can occur twice:
 * there "open" is not a question of what the wall shows. */
static int border(void)
{
	static const int edges[] = {0, 4 * 12, 5 * 12, 9 * 12, 12 * 12, 13 * 12 + 6, 18 * 12,
		22 * 12, 23 * 12, 24 * 12};

	return STEP * (random() % 2 ? edges[(size_t)random() % COUNT(edges)] :
	    (int)pick(4 * 12, 23 * 12));
}

static void random_hours(struct calendar *c, int weekday)
{
	int a = border(), b = border();

	calendar_hours(c, weekday, a < b ? a : b, a < b ? b : a);
}

static struct calendar *random_calendar(const struct zone *zone, int64_t day)
{
	struct calendar *c = calendar_new("random", zone);

	for (int w = 0; w < 7; w++)
		for (int64_t n = pick(0, 2); n > 0; n--)
			random_hours(c, w);
	for (int i = 0; i < 4; i++) {
		calendar_day_off(c, day + pick(0, 45));
		calendar_work_day(c, day + pick(0, 45), -1);
		calendar_special(c, day + pick(0, 45), STEP * 60, STEP * (int)pick(61, 270));
		calendar_break(c, day + pick(0, 45), STEP * 144, STEP * (int)pick(145, 200));
	}
	calendar_hours(c, 0, STEP * 108, STEP * 216);
	assert_true(calendar_ready(c));
	return c;
}

static int by_from(const void *a, const void *b)
{
	const struct pause *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* What the wall shows at every step. */
static void look_around(struct model *m)
{
	for (int i = 0; i < STEPS; i++) {
		int64_t at = m->begin + (int64_t)i * STEP;
		struct civil c = zone_civil(m->zone, at, NULL);
		int second = c.hour * 3600 + c.minute * 60 + c.second;
		struct step *s = &m->steps[i];
		const struct hours *h;

		s->day = day_number(c.year, c.month, c.day);
		s->open = s->paused = false;
		for (size_t n = calendar_day(m->calendar, s->day, &h); n > 0; n--, h++)
			s->open |= h->from <= second && second < h->to;
		for (size_t n = 0; n < PAUSES; n++)
			s->paused |= m->pauses[n].from <= at && at < m->pauses[n].until;
	}
}

/* Around a change of the clock where the zone has one. */
static struct model *random_model(int round)
{
	static const struct { const char *zone, *day; } places[] = {
		{"Asia/Shanghai", "2026-02-01"}, {"Europe/Berlin", "2026-03-10"},
		{"Europe/Berlin", "2026-10-05"}, {"America/New_York", "2026-10-10"},
		{"Australia/Lord_Howe", "2026-03-15"}, {"Australia/Lord_Howe", "2026-09-15"},
		{"Africa/Casablanca", "2026-02-01"}, {"America/Sao_Paulo", "2018-01-28"},
		{"America/Sao_Paulo", "2018-10-15"}};
	struct model *m = calloc(1, sizeof *m);
	size_t p = (size_t)round % COUNT(places);

	m->zone = zone_open(places[p].zone);
	assert_non_null(m->zone);
	m->begin = instant(m->zone, places[p].day);
	m->calendar = random_calendar(m->zone, date(places[p].day));
	for (size_t i = 0; i < PAUSES; i++) {
		m->pauses[i].from = m->begin + STEP * pick(STEPS / 4, STEPS * 3 / 4);
		m->pauses[i].until = m->pauses[i].from + STEP * pick(0, 600);
	}
	qsort(m->pauses, PAUSES, sizeof *m->pauses, by_from);
	look_around(m);
	return m;
}

static bool counts(const struct model *m, int i, enum span_clock clock)
{
	return !m->steps[i].paused && (clock == SPAN_WALL || m->steps[i].open);
}

/* Is the end of the step the end of its day: the last open step, or 24:00? */
static bool ends_day(const struct model *m, int i, bool close)
{
	if (!close)
		return m->steps[i + 1].day > m->steps[i].day;
	if (!m->steps[i].open)
		return false;
	for (int k = i + 1; k < STEPS && m->steps[k].day == m->steps[i].day; k++)
		if (m->steps[k].open)
			return false;
	return true;
}

/* The index of the step at which n steps of the clock are over; -1: not in sight. */
static int walk(const struct model *m, int i, enum span_clock clock, int n)
{
	if (n == 0) {
		while (i < STEPS && !counts(m, i, clock))
			i++;
		return i < STEPS ? i : -1;
	}
	for (; n > 0; i++) {
		if (i >= STEPS)
			return -1;
		n -= counts(m, i, clock);
	}
	for (; n < 0; i--) {
		if (i <= 0)
			return -1;
		n += counts(m, i - 1, clock);
	}
	return i;
}

/* Likewise over ends of days after the first one. */
static int walk_days(const struct model *m, int i, bool close, int n)
{
	int64_t first = m->steps[i].day;

	for (bool any_day = n == 0; i + 1 < STEPS; i++)
		if ((any_day || m->steps[i].day > first) && !m->steps[i].paused &&
		    ends_day(m, i, close) && --n <= 0)
			return i + 1;
	return -1;
}

/* On to the end of a day that is not off. */
static int roll(const struct model *m, int i)
{
	bool works = false;

	if (i < 0)
		return -1;
	for (int k = i - 1; k >= 0 && m->steps[k].day == m->steps[i - 1].day; k--)
		works |= m->steps[k].open;
	for (; !works && i + 1 < STEPS; i++) {
		int64_t day = m->steps[i].day;

		for (; i + 1 < STEPS && m->steps[i + 1].day == day; i++)
			works |= m->steps[i].open;
		works |= m->steps[i].open;
	}
	return works && i + 1 < STEPS ? i : -1;
}

static long compared;

/* The model's answer, if it is in sight, must be ours. */
static void same(const struct model *m, int from, const char *what, struct span s, bool rolls,
	int expected)
{
	int64_t at;

	if (expected < 0)
		return;
	compared++;
	assert_int_equal(worktime_due(m->begin + (int64_t)from * STEP, s, m->calendar, NULL, rolls,
	    m->pauses, PAUSES, &at, NULL, NULL), WORKTIME_OK);
	if (at != m->begin + (int64_t)expected * STEP)
		fail_msg("%s %lld in %s from %lld: %lld, not %lld", what, (long long)s.n,
		    zone_name(m->zone), (long long)(m->begin + (int64_t)from * STEP), (long long)at,
		    (long long)(m->begin + (int64_t)expected * STEP));
}

static void dues(void **state)
{
	(void)state;
	srandom(5);
	compared = 0;
	for (int round = 0; round < ROUNDS; round++) {
		struct model *m = random_model(round);

		for (int t = 0; t < TRIES; t++) {
			int from = (int)pick(STEPS / 4, STEPS * 3 / 4), n = (int)pick(-1500, 1500);
			int days = (int)pick(0, 10);

			if (t % 8 == 0)
				n = 0;
			same(m, from, "wall", (struct span){SPAN_WALL, (int64_t)n * STEP}, false,
			    walk(m, from, SPAN_WALL, n));
			same(m, from, "open", (struct span){SPAN_WORKING, (int64_t)n * STEP}, false,
			    walk(m, from, SPAN_WORKING, n));
			same(m, from, "wd", (struct span){SPAN_WORKDAYS, days}, false,
			    walk_days(m, from, true, days));
			same(m, from, "d", (struct span){SPAN_DAYS, days}, true,
			    roll(m, walk_days(m, from, false, days)));
		}
		calendar_free(m->calendar);
		free(m);
	}
	assert_true(compared > 3L * ROUNDS * TRIES);
}

static int64_t elapsed(const struct model *m, int from, int until, enum span_clock clock)
{
	int64_t n;

	worktime_elapsed(m->begin + (int64_t)from * STEP, m->begin + (int64_t)until * STEP, clock,
	    m->calendar, NULL, m->pauses, PAUSES, &n);
	return n;
}

static void elapses(void **state)
{
	(void)state;
	srandom(6);
	for (int round = 0; round < ROUNDS; round++) {
		struct model *m = random_model(round);

		for (int t = 0; t < TRIES; t++) {
			int from = (int)pick(0, MIDDLE), until = (int)pick(MIDDLE, STEPS - 300);
			int64_t wall = 0, open = 0, closes = 0;

			for (int i = from; i < until; i++) {
				wall += STEP * counts(m, i, SPAN_WALL);
				open += STEP * counts(m, i, SPAN_WORKING);
				closes += m->steps[i].day > m->steps[from].day &&
				    !m->steps[i].paused && ends_day(m, i, true);
			}
			assert_int_equal(elapsed(m, from, until, SPAN_WALL), wall);
			assert_int_equal(elapsed(m, from, until, SPAN_WORKING), open);
			assert_int_equal(elapsed(m, from, until, SPAN_WORKDAYS), closes);
		}
		calendar_free(m->calendar);
		free(m);
	}
}

static void openings(void **state)
{
	(void)state;
	srandom(7);
	for (int round = 0; round < ROUNDS; round++) {
		struct model *m = random_model(round);

		for (int i = 0; i < STEPS; i += 7) {
			int64_t at = m->begin + (int64_t)i * STEP, open;
			int next = i;

			while (next < STEPS && !m->steps[next].open)
				next++;
			assert_int_equal(worktime_open(m->calendar, at), m->steps[i].open);
			if (next == STEPS)
				break;
			assert_true(worktime_opening(m->calendar, at, &open));
			assert_int_equal(open, later(at, m->begin + (int64_t)next * STEP));
		}
		calendar_free(m->calendar);
		free(m);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dues),
		cmocka_unit_test(elapses),
		cmocka_unit_test(openings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
