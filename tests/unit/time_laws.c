/* Laws of due and elapsed on random calendars, zones and pauses. */
#include "time_help.h"

#include <stdlib.h>

enum { PAUSES = 4, ROUNDS = 60, TRIES = 60 };

static const char *const zones[] = {"Asia/Shanghai", "Europe/Berlin", "America/New_York",
	"Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "America/Sao_Paulo",
	"Pacific/Apia", "America/St_Johns", "Pacific/Kwajalein"};

/* A world: a calendar, and pauses around an instant. */
struct world {
	const struct zone *zone;
	struct calendar *calendar;
	struct pause pauses[PAUSES];
	size_t	n;
	int64_t	start;
};

static int64_t pick(int64_t lo, int64_t hi)
{
	return lo + random() % (hi - lo + 1);
}

static int by_from(const void *a, const void *b)
{
	const struct pause *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* Any seconds of the day can be borders, so some lie in gaps and overlaps. */
static struct calendar *random_calendar(const struct zone *zone, int64_t day)
{
	struct calendar *c = calendar_new("random", zone);

	for (int w = 0; w < 7; w++)
		for (int64_t n = pick(0, 3); n > 0; n--) {
			int from = (int)pick(0, 86399);

			calendar_hours(c, w, from, (int)pick(from + 1, 86400));
		}
	for (int i = 0; i < 40; i++) {
		int from = (int)pick(0, 86399);

		calendar_day_off(c, day + pick(-200, 200));
		calendar_work_day(c, day + pick(-200, 200), (int)pick(-1, 6));
		calendar_special(c, day + pick(-200, 200), from, (int)pick(from + 1, 86400));
		calendar_break(c, day + pick(-200, 200), from, (int)pick(from + 1, 86400));
	}
	calendar_yearly_off(c, (int)pick(1, 12), (int)pick(1, 28));
	calendar_hours(c, 0, 30000, 60000);	/* it opens at least on Mondays */
	assert_true(calendar_ready(c));
	return c;
}

static struct world random_world(int round)
{
	struct world w = {.zone = zone_open(zones[(size_t)round % COUNT(zones)])};
	int64_t day = day_number((int)pick(1985, 2045), 1, 1);

	if (strcmp(zone_name(w.zone), "Pacific/Apia") == 0)
		day = day_number(2011, 10, 1);		/* it loses a day */
	if (strcmp(zone_name(w.zone), "Pacific/Kwajalein") == 0)
		day = day_number(1969, 1, 1) + 265 - pick(0, 360);	/* one shows twice */
	assert_non_null(w.zone);
	w.calendar = random_calendar(w.zone, day + 180);
	w.start = (day + pick(0, 360)) * DAY_SECONDS + pick(0, 86399);
	w.n = (size_t)pick(0, PAUSES);
	for (size_t i = 0; i < w.n; i++) {
		w.pauses[i].from = w.start + pick(-5, 20) * 40000 + pick(0, 9999);
		w.pauses[i].until = w.pauses[i].from + pick(-100, 200000);
	}
	qsort(w.pauses, w.n, sizeof *w.pauses, by_from);
	return w;
}

static int64_t rolled(const struct world *w, int64_t start, enum span_clock clock, int64_t n,
	bool rolls)
{
	int64_t at;

	assert_int_equal(worktime_due(start, (struct span){clock, n}, w->calendar, NULL, rolls,
	    w->pauses, w->n, &at, NULL, NULL), WORKTIME_OK);
	return at;
}

static int64_t due(const struct world *w, int64_t start, enum span_clock clock, int64_t n)
{
	return rolled(w, start, clock, n, false);
}

static int64_t elapsed(const struct world *w, int64_t a, int64_t b, enum span_clock clock)
{
	int64_t n;

	assert_int_equal(worktime_elapsed(a, b, clock, w->calendar, NULL, w->pauses, w->n, &n),
	    WORKTIME_OK);
	return n;
}

typedef void law(const struct world *, int64_t a, int64_t b);

/* Run a law on random worlds, with random amounts of seconds. */
static void each(law *l)
{
	srandom(20260312);
	for (int round = 0; round < ROUNDS; round++) {
		struct world w = random_world(round);

		for (int i = 0; i < TRIES; i++) {
			int64_t most = i % 2 ? 3000000 : 20000;

			w.start += pick(-5000, 5000);
			l(&w, pick(0, most), pick(0, most));
		}
		calendar_free(w.calendar);
	}
}

static void inverse_law(const struct world *w, int64_t a, int64_t b)
{
	static const enum span_clock seconds[] = {SPAN_WALL, SPAN_WORKING};
	int64_t n = b % 300;

	for (size_t i = 0; i < COUNT(seconds); i++) {
		assert_int_equal(elapsed(w, w->start, due(w, w->start, seconds[i], a), seconds[i]), a);
		assert_int_equal(elapsed(w, w->start, due(w, w->start, seconds[i], -a), seconds[i]), -a);
	}
	if (n > 0)
		assert_int_equal(elapsed(w, w->start, due(w, w->start, SPAN_WORKDAYS, n),
		    SPAN_WORKDAYS), n);
	if (strcmp(zone_name(w->zone), "Pacific/Apia") == 0)
		return;		/* the day it lost is counted but takes no time */
	assert_int_equal(elapsed(w, w->start, due(w, w->start, SPAN_DAYS, n), SPAN_DAYS), n);
	n %= 20;
	assert_int_equal(elapsed(w, w->start, due(w, w->start, SPAN_MONTHS, n), SPAN_MONTHS), n);
}

static void inverse(void **state)
{
	(void)state;
	each(inverse_law);
}

/* Nothing is due a second earlier: due is the first instant of its amount. */
static void tight_law(const struct world *w, int64_t a, int64_t b)
{
	(void)b;
	for (unsigned c = SPAN_WALL; c <= SPAN_WORKDAYS; c++) {
		int64_t n = c == SPAN_WALL || c == SPAN_WORKING ? a + 1 : a % 100 + 1;
		int64_t at = due(w, w->start, c, n);

		assert_true(elapsed(w, w->start, at - 1, c) < n);
		if (n > 1 && c != SPAN_DAYS)
			assert_true(due(w, w->start, c, n - 1) < at);
	}
}

static void tight(void **state)
{
	(void)state;
	each(tight_law);
}

/* More time is due later, and so is a later start. Only where days run to the
 * start's time of day may a later start pass by a pause that held the other. */
static void monotone_law(const struct world *w, int64_t a, int64_t b)
{
	for (unsigned c = SPAN_WALL; c <= SPAN_MONTHS; c++) {
		bool seconds = c == SPAN_WALL || c == SPAN_WORKING;
		int64_t small = seconds ? a : a % 20, great = seconds ? a + b : small + b % 20;
		int64_t later = w->start + b % 100000;

		assert_true(due(w, w->start, c, small) <= due(w, w->start, c, great));
		assert_true(due(w, w->start, c, small) >= w->start);
		assert_true(rolled(w, w->start, c, small, true) <= rolled(w, later, c, small, true));
		assert_true(rolled(w, w->start, c, small, true) <= rolled(w, w->start, c, great, true));
		assert_true(elapsed(w, w->start, w->start + a, c) <=
		    elapsed(w, w->start, w->start + a + b, c));
	}
}

static void monotone(void **state)
{
	(void)state;
	each(monotone_law);
}

static void additive_law(const struct world *w, int64_t a, int64_t b)
{
	static const enum span_clock seconds[] = {SPAN_WALL, SPAN_WORKING};

	for (size_t i = 0; i < COUNT(seconds); i++) {
		enum span_clock c = seconds[i];
		int64_t mid = w->start + a, end = mid + b;

		assert_int_equal(elapsed(w, w->start, mid, c) + elapsed(w, mid, end, c),
		    elapsed(w, w->start, end, c));
		assert_int_equal(elapsed(w, end, w->start, c), -elapsed(w, w->start, end, c));
		if (b > 0)
			assert_int_equal(due(w, due(w, w->start, c, a), c, b),
			    due(w, w->start, c, a + b));
		if (a > 0 && b > 0)
			assert_int_equal(due(w, due(w, w->start, c, -a), c, -b),
			    due(w, w->start, c, -a - b));
	}
}

static void additive(void **state)
{
	(void)state;
	each(additive_law);
}

/* One pause moves a due time by the time of the clock that lies in it. */
static void shift_law(const struct world *w, int64_t a, int64_t b)
{
	static const enum span_clock seconds[] = {SPAN_WALL, SPAN_WORKING};

	for (size_t i = 0; i < COUNT(seconds); i++) {
		struct world free = *w, one = *w;
		int64_t plain, from = w->start + b / 2, until = from + b;

		free.n = 0;
		one.n = 1;
		one.pauses[0] = (struct pause){from, until};
		plain = due(&free, w->start, seconds[i], a + 1);
		assert_int_equal(due(&one, w->start, seconds[i], a + 1), plain <= from ? plain :
		    due(&free, w->start, seconds[i], a + 1 +
		    elapsed(&free, from, until, seconds[i])));
		if (i == 0)
			assert_int_equal(due(&one, w->start, seconds[i], a + 1),
			    plain <= from ? plain : plain + b);
	}
}

static void shift(void **state)
{
	(void)state;
	each(shift_law);
}

/* Splitting, doubling or swapping pauses of the same start changes nothing. */
static void same_pauses_law(const struct world *w, int64_t a, int64_t b)
{
	struct world other = *w;

	if (w->n == 0 || w->n >= PAUSES)
		return;
	for (size_t i = w->n; i > 0; i--)
		other.pauses[i] = w->pauses[i - 1];	/* the first one twice */
	other.n++;
	if (other.pauses[1].from < other.pauses[1].until)
		other.pauses[0].until = other.pauses[1].from +
		    b % (other.pauses[1].until - other.pauses[1].from + 1);
	for (unsigned c = SPAN_WALL; c <= SPAN_WORKDAYS; c++) {
		int64_t n = c == SPAN_WALL || c == SPAN_WORKING ? a : a % 50;

		assert_int_equal(due(&other, w->start, c, n), due(w, w->start, c, n));
		assert_int_equal(due(&other, w->start, c, -n), due(w, w->start, c, -n));
	}
}

static void same_pauses(void **state)
{
	(void)state;
	each(same_pauses_law);
}

static void opening_law(const struct world *w, int64_t a, int64_t b)
{
	struct world free = *w;
	int64_t at = w->start + a - b, open;

	free.n = 0;
	assert_true(worktime_opening(w->calendar, at, &open));
	assert_true(open >= at && worktime_open(w->calendar, open));
	assert_int_equal(worktime_open(w->calendar, at), open == at);
	assert_int_equal(elapsed(&free, at, open, SPAN_WORKING), 0);
	assert_int_equal(due(&free, at, SPAN_WORKING, 0), open);
}

static void opening(void **state)
{
	(void)state;
	each(opening_law);
}

static void share_law(const struct world *w, int64_t a, int64_t b)
{
	int64_t end = due(w, w->start, SPAN_WORKING, a + 1), last = w->start;
	int permille = (int)(b % 1000);
	int64_t at = worktime_share(w->start, end, SPAN_WORKING, w->calendar, w->pauses, w->n,
	    permille);

	assert_int_equal(elapsed(w, w->start, at, SPAN_WORKING), (a + 1) * permille / 1000);
	for (int p = 0; p <= 1000; p += 125) {
		at = worktime_share(w->start, end, SPAN_WORKING, w->calendar, w->pauses, w->n, p);
		assert_true(at >= last && at <= end);
		last = at;
	}
	assert_int_equal(last, end);
}

static void share(void **state)
{
	(void)state;
	each(share_law);
}

struct sum {
	int64_t first, last, counted;
	long	lines;
	bool	torn;
};

static void add_line(void *arg, const struct worktime_step *s)
{
	struct sum *sum = arg;

	if (sum->lines++ == 0)
		sum->first = s->from;
	else if (s->from != sum->last)
		sum->torn = true;
	sum->last = s->until;
	sum->counted += s->counted;
}

/* The lines of a sum follow each other from start to due and add up. */
static void trace_law(const struct world *w, int64_t a, int64_t b)
{
	for (unsigned c = SPAN_WALL; c <= SPAN_WORKDAYS; c++)
		for (int rolls = 0; rolls < 2; rolls++) {
			int64_t n = c == SPAN_WALL || c == SPAN_WORKING ? a - b : a % 40 + 1, at;
			struct sum sum = {0, 0, 0, 0, false};

			if (c >= SPAN_DAYS && b % 2)
				n = -n;
			assert_int_equal(worktime_due(w->start, (struct span){c, n}, w->calendar,
			    NULL, rolls, w->pauses, w->n, &at, add_line, &sum), WORKTIME_OK);
			if (at == w->start)
				continue;
			assert_false(sum.torn);
			assert_int_equal(sum.first, at < w->start ? at : w->start);
			assert_int_equal(sum.last, at < w->start ? w->start : at);
			if (strcmp(zone_name(w->zone), "Pacific/Apia") != 0)
				assert_int_equal(sum.counted, n < 0 ? -n : n);
		}
}

static void trace(void **state)
{
	(void)state;
	each(trace_law);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(inverse),
		cmocka_unit_test(tight),
		cmocka_unit_test(monotone),
		cmocka_unit_test(additive),
		cmocka_unit_test(shift),
		cmocka_unit_test(same_pauses),
		cmocka_unit_test(opening),
		cmocka_unit_test(share),
		cmocka_unit_test(trace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
