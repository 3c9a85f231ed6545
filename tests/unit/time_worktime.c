/* Deadlines: the vectors of the law, the conventions at the edges, pauses. */
#include "time_help.h"

#include <stdio.h>

static const struct zone *shanghai;
static struct calendar *office, *legal, *always;

static int64_t due_of(const char *start, const char *text, const struct calendar *c,
	bool rolls, const struct pause *p, size_t n)
{
	int64_t due;

	if (worktime_due(instant(shanghai, start), span(text), c, shanghai, rolls, p, n,
	    &due, NULL, NULL) != WORKTIME_OK)
		fail_msg("%s + %s: no answer", start, text);
	return due;
}

static void expect(const char *start, const char *text, const struct calendar *c,
	bool rolls, const struct pause *p, size_t n, const char *expected)
{
	char buf[HUMAN_TEXT];
	int64_t due = due_of(start, text, c, rolls, p, n);

	if (due != instant(shanghai, expected))
		fail_msg("%s + %s: %s, not %s", start, text, human_local(due, shanghai, buf),
		    expected);
}

/* By the State Council's days of 2026. */
static void vectors_of_the_law(void **state)
{
	static const struct { const char *start, *span, *last_day; } cases[] = {
		{"2026-02-13", "2wd", "2026-02-24"}, {"2026-09-19", "2wd", "2026-09-21"},
		{"2026-09-30", "2wd", "2026-10-09"}, {"2026-10-09", "2wd", "2026-10-12"},
		{"2026-04-30", "2wd", "2026-05-07"}, {"2026-02-13", "5wd", "2026-02-27"},
		{"2026-09-30", "5wd", "2026-10-13"}, {"2026-09-20", "15d", "2026-10-08"},
		{"2026-09-26", "7d", "2026-10-08"}, {"2026-02-10", "7d", "2026-02-24"},
		{"2026-08-07", "60d", "2026-10-08"}, {"2026-12-31", "2wd", "2027-01-05"},
		{"2026-09-01", "1mo", "2026-10-08"}, {"2025-09-30", "1y", "2026-09-30"},
		{"2026-01-31", "1mo", "2026-02-28"}, {"2026-03-12", "1w", "2026-03-19"},
	};
	static const char *const times[] = {"00:00", "08:15", "10:00", "18:00", "23:59:59"};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		for (size_t t = 0; t < COUNT(times); t++) {
			char start[40], end[40];
			bool workdays = strstr(cases[i].span, "wd") != NULL;

			sprintf(start, "%s %s", cases[i].start, times[t]);
			sprintf(end, "%s %s", cases[i].last_day, workdays ? "18:00" : "24:00");
			expect(start, cases[i].span, workdays ? office : legal, true, NULL, 0, end);
		}
}

static void conventions(void **state)
{
	static const struct { const char *start, *span, *due; } cases[] = {
		{"2026-03-12 09:00", "3bh", "2026-03-12 12:00"},	/* due when it closes */
		{"2026-03-12 09:00", "3bh1bs", "2026-03-12 13:30:01"},
		{"2026-03-12 17:00", "1bh", "2026-03-12 18:00"},
		{"2026-03-12 17:00", "90bm", "2026-03-13 09:30"},
		{"2026-03-13 17:00", "90bm", "2026-03-16 09:30"},
		{"2026-03-12 12:00", "0bh", "2026-03-12 13:30"},
		{"2026-03-12 11:59:59", "0bh", "2026-03-12 11:59:59"},
		{"2026-03-14 12:00", "0bh", "2026-03-16 09:00"},
		{"2026-03-14 12:00", "1bs", "2026-03-16 09:00:01"},
		{"2026-02-13 17:00", "2bh", "2026-02-14 10:00"},	/* a make-up Saturday */
		{"2026-02-14 17:00", "2bh", "2026-02-24 10:00"},
		{"2026-03-12 10:00", "-1bh", "2026-03-12 09:00"},	/* back to the opening */
		{"2026-03-12 10:00", "-61bm", "2026-03-11 17:59"},
		{"2026-03-12 09:00", "-1bh", "2026-03-11 17:00"},
		{"2026-03-12 13:30", "-3bh", "2026-03-12 09:00"},
		{"2026-03-14 12:00", "-1bs", "2026-03-13 17:59:59"},
		{"2026-03-12 10:00", "0wd", "2026-03-12 18:00"},
		{"2026-03-12 17:59:59", "0wd", "2026-03-12 18:00"},
		{"2026-03-12 18:00", "0wd", "2026-03-13 18:00"},
		{"2026-03-14 10:00", "0wd", "2026-03-16 18:00"},
		{"2026-03-12 00:00", "1wd", "2026-03-13 18:00"},
		{"2026-03-14 10:00", "1wd", "2026-03-16 18:00"},
		{"2026-03-12 10:00", "-1wd", "2026-03-11 18:00"},
		{"2026-03-12 18:00", "-1wd", "2026-03-11 18:00"},
		{"2026-03-16 10:00", "-2wd", "2026-03-12 18:00"},
		{"2026-03-12 10:00", "48h", "2026-03-14 10:00"},
		{"2026-03-12 10:00", "-48h", "2026-03-10 10:00"},
		{"2026-03-12 10:00", "0h", "2026-03-12 10:00"},
		{"2026-09-26 10:00", "7d", "2026-10-03 10:00"},	/* does not roll */
		{"2026-03-12 10:00", "-7d", "2026-03-05 10:00"},
		{"2026-03-12 10:00", "0d", "2026-03-12 10:00"},
		{"2026-01-31 10:00", "1mo", "2026-02-28 10:00"},
		{"2026-03-31 10:00", "-1mo", "2026-02-28 10:00"},
		{"2026-03-31 10:00", "0mo", "2026-03-31 10:00"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		expect(cases[i].start, cases[i].span, office, false, NULL, 0, cases[i].due);
	expect("2026-03-12 10:00", "0d", legal, true, NULL, 0, "2026-03-12 24:00");
	expect("2026-10-03 10:00", "0d", legal, true, NULL, 0, "2026-10-08 24:00");
	expect("2026-10-08 10:00", "-1d", legal, true, NULL, 0, "2026-10-07 10:00");
	expect("2026-03-12 23:00", "2bh", always, false, NULL, 0, "2026-03-13 01:00");
	expect("2026-03-12 00:00", "0wd", always, false, NULL, 0, "2026-03-12 24:00");
}

/* A wait from "from" until "until" while the clock of the span runs. */
static void pauses(void **state)
{
	static const struct { const char *start, *span, *from, *until, *due; bool rolls; } cases[] = {
		{"2026-03-12 10:00", "24h", "2026-03-12 12:00", "2026-03-13 12:00", "2026-03-14 10:00", false},
		{"2026-03-12 10:00", "2h", "2026-03-12 12:00", "2026-03-13 12:00", "2026-03-12 12:00", false},
		{"2026-03-12 10:00", "2h", "2026-03-12 09:00", "2026-03-12 11:00", "2026-03-12 13:00", false},
		{"2026-03-12 10:00", "0h", "2026-03-12 09:00", "2026-03-12 11:00", "2026-03-12 11:00", false},
		{"2026-03-12 10:00", "2h", "2026-03-12 08:00", "2026-03-12 10:00", "2026-03-12 12:00", false},
		{"2026-03-12 10:00", "-2h", "2026-03-12 08:30", "2026-03-12 09:30", "2026-03-12 07:00", false},
		{"2026-03-13 10:00", "8bh", "2026-03-13 11:00", "2026-03-16 10:00", "2026-03-17 09:30", false},
		{"2026-03-13 10:00", "8bh", "2026-03-13 18:00", "2026-03-16 09:00", "2026-03-16 10:30", false},
		{"2026-03-13 10:00", "0bh", "2026-03-13 09:00", "2026-03-13 12:00", "2026-03-13 13:30", false},
		/* the working day whose close lies in the wait does not count */
		{"2026-03-12 10:00", "2wd", "2026-03-13 17:00", "2026-03-14 09:00", "2026-03-17 18:00", false},
		{"2026-03-12 10:00", "2wd", "2026-03-13 09:00", "2026-03-13 17:00", "2026-03-16 18:00", false},
		{"2026-03-12 10:00", "2wd", "2026-03-13 18:00", "2026-03-16 09:00", "2026-03-16 18:00", false},
		{"2026-03-12 10:00", "2wd", "2026-03-13 09:00", "2026-03-13 18:00", "2026-03-17 18:00", false},
		{"2026-03-12 10:00", "2wd", "2026-03-12 09:00", "2026-03-12 23:00", "2026-03-16 18:00", false},
		{"2026-03-12 10:00", "0wd", "2026-03-12 11:00", "2026-03-12 20:00", "2026-03-13 18:00", false},
		{"2026-03-16 10:00", "-1wd", "2026-03-13 17:00", "2026-03-13 19:00", "2026-03-12 18:00", false},
		/* likewise the day whose 24:00 does */
		{"2026-03-02 10:00", "7d", "2026-03-04 10:00", "2026-03-06 10:00", "2026-03-11 24:00", true},
		{"2026-03-02 10:00", "7d", "2026-03-04 10:00", "2026-03-04 23:00", "2026-03-09 24:00", true},
		{"2026-03-02 10:00", "7d", "2026-03-04 09:00", "2026-03-06 09:00", "2026-03-11 10:00", false},
		{"2026-03-02 10:00", "7d", "2026-03-04 11:00", "2026-03-05 09:00", "2026-03-09 10:00", false},
		{"2026-03-02 10:00", "1mo", "2026-03-04 10:00", "2026-03-06 10:00", "2026-04-07 24:00", true},
		{"2026-03-02 10:00", "1mo", "2026-03-04 09:00", "2026-03-06 09:00", "2026-04-04 10:00", false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct pause p = {instant(shanghai, cases[i].from),
		    instant(shanghai, cases[i].until)};
		bool days = cases[i].rolls;

		expect(cases[i].start, cases[i].span, days ? legal : office, days, &p, 1,
		    cases[i].due);
	}
}

/* Pauses that overlap, lie in each other, are empty, or never end. */
static void many_pauses(void **state)
{
	int64_t noon = instant(shanghai, "2026-03-12 12:00"), due;
	struct pause p[] = {{noon, noon + 7200}, {noon + 60, noon + 120}, {noon + 600, noon + 600},
	    {noon + 3600, noon + 10800}, {noon + 20000, noon + 15000}, {noon + 90000, INT64_MAX}};
	const struct pause forever = {INT64_MIN, INT64_MAX};
	int64_t start = noon - 3600;

	(void)state;
	expect("2026-03-12 11:00", "2h", NULL, false, p, COUNT(p), "2026-03-12 16:00");
	expect("2026-03-12 16:00", "-2h", NULL, false, p, COUNT(p), "2026-03-12 11:00");
	expect("2026-03-12 11:00", "23h", NULL, false, p, COUNT(p), "2026-03-13 13:00");
	assert_int_equal(worktime_due(start, span("24h"), NULL, NULL, false, p, COUNT(p), &due,
	    NULL, NULL), WORKTIME_NEVER);
	assert_int_equal(worktime_due(start, span("20bh"), office, NULL, false, p, COUNT(p), &due,
	    NULL, NULL), WORKTIME_NEVER);
	assert_int_equal(worktime_due(start, span("2wd"), office, NULL, false, &forever, 1, &due,
	    NULL, NULL), WORKTIME_NEVER);
	assert_int_equal(worktime_due(start, span("-2d"), office, NULL, false, &forever, 1, &due,
	    NULL, NULL), WORKTIME_NEVER);
	assert_int_equal(worktime_elapsed(start, INT64_MAX, SPAN_WALL, NULL, NULL, p, COUNT(p),
	    &due), WORKTIME_OK);
	assert_int_equal(due, 90000 - 10800 + 3600);
}

static void elapsed(void **state)
{
	static const struct { const char *from, *until; enum span_clock clock; int64_t n; } cases[] = {
		{"2026-03-12 10:00", "2026-03-12 10:00", SPAN_WALL, 0},
		{"2026-03-12 10:00", "2026-03-14 10:00", SPAN_WALL, 172800},
		{"2026-03-12 11:00", "2026-03-12 14:00", SPAN_WORKING, 5400},
		{"2026-03-13 17:00", "2026-03-16 10:00", SPAN_WORKING, 7200},
		{"2026-03-14 00:00", "2026-03-15 00:00", SPAN_WORKING, 0},
		{"2026-03-12 10:00", "2026-03-12 18:00", SPAN_WORKDAYS, 0},
		{"2026-03-12 10:00", "2026-03-13 17:59:59", SPAN_WORKDAYS, 0},
		{"2026-03-12 10:00", "2026-03-13 18:00", SPAN_WORKDAYS, 1},
		{"2026-02-13 10:00", "2026-02-24 18:00", SPAN_WORKDAYS, 2},
		{"2026-01-01 00:00", "2026-12-31 24:00", SPAN_WORKDAYS, 248},
		{"2026-03-12 10:00", "2026-03-13 09:59:59", SPAN_DAYS, 0},
		{"2026-03-12 10:00", "2026-03-13 10:00", SPAN_DAYS, 1},
		{"2026-03-12 10:00", "2027-03-12 10:00", SPAN_DAYS, 365},
		{"2026-01-31 10:00", "2026-02-28 10:00", SPAN_MONTHS, 1},
		{"2026-01-31 10:00", "2026-02-28 09:59", SPAN_MONTHS, 0},
		{"2026-01-31 10:00", "2028-01-31 10:00", SPAN_MONTHS, 24},
	};
	int64_t n;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t from = instant(shanghai, cases[i].from);
		int64_t until = instant(shanghai, cases[i].until);

		assert_int_equal(worktime_elapsed(from, until, cases[i].clock, office, NULL,
		    NULL, 0, &n), WORKTIME_OK);
		if (n != cases[i].n)
			fail_msg("%s .. %s: %lld", cases[i].from, cases[i].until, (long long)n);
		worktime_elapsed(until, from, cases[i].clock, office, NULL, NULL, 0, &n);
		assert_int_equal(n, -cases[i].n);
	}
}

static void open_or_not(void **state)
{
	static const struct { const char *at; bool open; const char *opening; } cases[] = {
		{"2026-03-12 08:59:59", false, "2026-03-12 09:00"},
		{"2026-03-12 09:00", true, "2026-03-12 09:00"},
		{"2026-03-12 11:59:59", true, "2026-03-12 11:59:59"},
		{"2026-03-12 12:00", false, "2026-03-12 13:30"},
		{"2026-03-12 18:00", false, "2026-03-13 09:00"},
		{"2026-03-13 18:00", false, "2026-03-16 09:00"},
		{"2026-02-14 18:00", false, "2026-02-24 09:00"},
	};
	int64_t open;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t at = instant(shanghai, cases[i].at);

		assert_int_equal(worktime_open(office, at), cases[i].open);
		assert_true(worktime_opening(office, at, &open));
		assert_int_equal(open, instant(shanghai, cases[i].opening));
	}
}

static void no_answer(void **state)
{
	struct calendar *once = calendar_new("once", shanghai);
	int64_t at = instant(shanghai, "2026-03-12 10:00"), out = 77, end;
	static const char *const need[] = {"2bh", "2wd", "0bs"};
	static const int64_t far[] = {INT64_MIN, INT64_MAX, INT64_MAX - 1};

	(void)state;
	calendar_special(once, date("2026-03-12"), CLOCK(9, 0), CLOCK(17, 0));
	assert_true(calendar_ready(once));
	for (size_t i = 0; i < COUNT(need); i++)
		assert_int_equal(worktime_due(at, span(need[i]), NULL, shanghai, false, NULL, 0,
		    &out, NULL, NULL), WORKTIME_NO_CALENDAR);
	/* Without a calendar no day is off: the second one ends at its 24:00. */
	assert_int_equal(worktime_due(at, span("2d"), NULL, shanghai, true, NULL, 0, &end, NULL,
	    NULL), WORKTIME_OK);
	assert_int_equal(end, instant(shanghai, "2026-03-15 00:00"));
	assert_int_equal(worktime_due(at, span("2d"), NULL, NULL, false, NULL, 0, &out, NULL,
	    NULL), WORKTIME_NO_CALENDAR);
	assert_int_equal(worktime_elapsed(at, at, SPAN_WORKING, NULL, shanghai, NULL, 0, &out),
	    WORKTIME_NO_CALENDAR);
	assert_int_equal(worktime_due(at, span("8bh"), once, NULL, false, NULL, 0, &out, NULL,
	    NULL), WORKTIME_NEVER);
	assert_int_equal(worktime_due(at, span("1wd"), once, NULL, false, NULL, 0, &out, NULL,
	    NULL), WORKTIME_NEVER);
	assert_int_equal(worktime_due(at, span("1d"), once, NULL, true, NULL, 0, &out, NULL,
	    NULL), WORKTIME_NEVER);
	assert_false(worktime_opening(once, at + 86400, &out));
	assert_int_equal(out, 77);
	for (size_t i = 0; i < COUNT(far); i++)
		for (unsigned c = SPAN_WALL; c <= SPAN_MONTHS; c++) {
			assert_int_equal(worktime_due(at, (struct span){c, far[i]}, office, NULL,
			    false, NULL, 0, &out, NULL, NULL), WORKTIME_NEVER);
			worktime_due(far[i], (struct span){c, 5}, office, NULL, true, NULL, 0,
			    &out, NULL, NULL);
			worktime_elapsed(far[i], at, c, office, NULL, NULL, 0, &out);
		}
	calendar_free(once);
}

static void shares(void **state)
{
	static const struct { const char *start, *due; enum span_clock clock; int permille;
		const char *at; } cases[] = {
		{"2026-03-12 10:00", "2026-03-14 10:00", SPAN_WALL, 500, "2026-03-13 10:00"},
		{"2026-03-12 10:00", "2026-03-14 10:00", SPAN_WALL, 0, "2026-03-12 10:00"},
		{"2026-03-12 10:00", "2026-03-14 10:00", SPAN_WALL, 1000, "2026-03-14 10:00"},
		{"2026-03-12 10:00", "2026-03-14 10:00", SPAN_WALL, 1500, "2026-03-15 10:00"},
		{"2026-03-12 10:00", "2026-03-12 10:00:10", SPAN_WALL, 333, "2026-03-12 10:00:03"},
		{"2026-03-12 17:00", "2026-03-13 12:00", SPAN_WORKING, 500, "2026-03-13 10:00"},
		{"2026-03-12 17:00", "2026-03-13 12:00", SPAN_WORKING, 250, "2026-03-12 18:00"},
		{"2026-03-12 09:00", "2026-03-13 18:00", SPAN_WORKDAYS, 500, "2026-03-12 18:00"},
		{"2026-03-12 09:00", "2026-03-19 24:00", SPAN_DAYS, 500, "2026-03-16 04:30"},
		{"2026-03-12 17:00", "2026-03-13 12:00", SPAN_WORKING, 1000, "2026-03-13 12:00"},
		{"2026-03-12 17:00", "2026-03-12 16:00", SPAN_WORKING, 500, "2026-03-12 16:00"},
		{"2026-03-14 10:00", "2026-03-14 12:00", SPAN_WORKING, 500, "2026-03-14 10:00"},
	};
	struct pause p = {instant(shanghai, "2026-03-12 12:00"), instant(shanghai, "2026-03-13 12:00")};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (worktime_share(instant(shanghai, cases[i].start), instant(shanghai, cases[i].due),
		    cases[i].clock, office, NULL, 0, cases[i].permille) !=
		    instant(shanghai, cases[i].at))
			fail_msg("case %zu", i);
	assert_int_equal(worktime_share(instant(shanghai, "2026-03-12 10:00"),
	    instant(shanghai, "2026-03-14 10:00"), SPAN_WALL, NULL, &p, 1, 500),
	    instant(shanghai, "2026-03-13 22:00"));
}

struct lines {
	char text[900];
	size_t used;
};

static void write_line(void *arg, const struct worktime_step *s)
{
	struct lines *l = arg;
	char a[HUMAN_TEXT], b[HUMAN_TEXT];

	l->used += (size_t)sprintf(l->text + l->used, "%.11s..%.11s %lld %s|",
	    human_local(s->from, shanghai, a) + 5, human_local(s->until, shanghai, b) + 5,
	    (long long)s->counted, s->what);
}

/* The sums as people see them. */
static void traces(void **state)
{
	static const struct { const char *start, *span; bool rolls; const char *lines; } cases[] = {
		{"2026-03-13 17:00", "90bm", false,
		    "03-13 17:00..03-13 18:00 3600 open|03-13 18:00..03-14 00:00 0 closed|"
		    "03-14 00:00..03-16 00:00 0 day off|03-16 00:00..03-16 09:00 0 closed|"
		    "03-16 09:00..03-16 09:30 1800 open|"},
		{"2026-03-12 10:00", "2wd", false,
		    "03-12 10:00..03-13 00:00 0 first day|03-13 00:00..03-14 00:00 1 working day|"
		    "03-14 00:00..03-16 00:00 0 day off|03-16 00:00..03-16 18:00 1 working day|"},
		{"2026-09-26 10:00", "7d", true,
		    "09-26 10:00..09-27 00:00 0 first day|09-27 00:00..10-04 00:00 7 day|"
		    "10-04 00:00..10-09 00:00 0 rolled|"},
		{"2026-03-12 10:00", "48h", false, "03-12 10:00..03-14 10:00 172800 wall|"},
		{"2026-03-12 10:00", "3d", false, "03-12 10:00..03-15 10:00 3 day|"},
		{"2026-03-12 10:00", "-2bh", false,
		    "03-11 17:00..03-11 18:00 3600 open|03-11 18:00..03-12 09:00 0 closed|"
		    "03-12 09:00..03-12 10:00 3600 open|"},
	};
	struct pause p = {instant(shanghai, "2026-03-12 12:00"), instant(shanghai, "2026-03-13 12:00")};
	struct lines l;
	int64_t due;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		l.used = 0;
		worktime_due(instant(shanghai, cases[i].start), span(cases[i].span), office, NULL,
		    cases[i].rolls, NULL, 0, &due, write_line, &l);
		assert_string_equal(l.text, cases[i].lines);
	}
	l.used = 0;
	worktime_due(p.from - 3600, span("2h"), NULL, NULL, false, &p, 1, &due, write_line, &l);
	assert_string_equal(l.text, "03-12 11:00..03-12 12:00 3600 wall|"
	    "03-12 12:00..03-13 12:00 0 pause|03-13 12:00..03-13 13:00 3600 wall|");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vectors_of_the_law),
		cmocka_unit_test(conventions),
		cmocka_unit_test(pauses),
		cmocka_unit_test(many_pauses),
		cmocka_unit_test(elapsed),
		cmocka_unit_test(open_or_not),
		cmocka_unit_test(no_answer),
		cmocka_unit_test(shares),
		cmocka_unit_test(traces),
	};
	int failed;

	shanghai = zone_open("Asia/Shanghai");
	office = calendar_new("office", shanghai);
	weekdays(office, 5, CLOCK(9, 0), CLOCK(12, 0));
	weekdays(office, 5, CLOCK(13, 30), CLOCK(18, 0));
	legal = calendar_new("legal", shanghai);
	weekdays(legal, 5, 0, CLOCK(24, 0));
	always = calendar_new("always", shanghai);
	weekdays(always, 7, 0, CLOCK(24, 0));
	days_of_2026(office);
	days_of_2026(legal);
	calendar_yearly_off(office, 1, 1);	/* known also where no list is */
	if (!calendar_ready(office) || !calendar_ready(legal) || !calendar_ready(always))
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	calendar_free(office);
	calendar_free(legal);
	calendar_free(always);
	return failed;
}
