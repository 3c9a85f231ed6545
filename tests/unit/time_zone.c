/* Dates, zones, and the files that zones come from. */
#include "time_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "time/tzif.h"
#include "time/tzrule.h"

static void days(void **state)
{
	int64_t expect = day_number(1, 1, 1);

	(void)state;
	assert_int_equal(day_number(1970, 1, 1), 0);
	assert_int_equal(day_number(2000, 3, 1), 11017);
	assert_int_equal(day_number(1, 1, 1), -719162);
	assert_int_equal(day_weekday(day_number(2026, 3, 12)), 3);
	assert_int_equal(day_weekday(day_number(1969, 12, 31)), 2);
	for (int y = 1; y <= 2500; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= day_month_length(y, m); d++, expect++) {
				int yy, mm, dd;

				if (day_number(y, m, d) != expect)
					fail_msg("%d-%d-%d", y, m, d);
				day_civil(expect, &yy, &mm, &dd);
				if (yy != y || mm != m || dd != d)
					fail_msg("%d-%d-%d back", y, m, d);
			}
}

static void months(void **state)
{
	static const struct { const char *from; int n; const char *to; } cases[] = {
		{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"},
		{"2024-02-29", 12, "2025-02-28"}, {"2026-03-31", -1, "2026-02-28"},
		{"2026-12-15", 1, "2027-01-15"}, {"2026-01-15", -13, "2024-12-15"},
		{"2026-05-31", 0, "2026-05-31"}, {"2000-02-29", 1200, "2100-02-28"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(day_add_months(date(cases[i].from), cases[i].n),
		    date(cases[i].to));
}

/* Instants of changes known from the records of each zone. */
static void known_changes(void **state)
{
	static const struct { const char *zone, *utc, *local; } cases[] = {
		{"Asia/Shanghai", "1990-07-01T00:00:00Z", "1990-07-01 09:00:00"},
		{"Asia/Shanghai", "1992-07-01T00:00:00Z", "1992-07-01 08:00:00"},
		{"Asia/Shanghai", "2400-07-01T00:00:00Z", "2400-07-01 08:00:00"},
		{"Europe/Berlin", "2026-03-29T00:59:59Z", "2026-03-29 01:59:59"},
		{"Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29 03:00:00"},
		{"Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25 02:30:00+02:00"},
		{"Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-25 02:30:00+01:00"},
		{"Europe/Berlin", "2026-10-25T02:00:00Z", "2026-10-25 03:00:00"},
		{"Europe/Berlin", "2099-07-01T12:00:00Z", "2099-07-01 14:00:00"},
		{"America/New_York", "2026-03-08T07:00:00Z", "2026-03-08 03:00:00"},
		{"Australia/Lord_Howe", "2026-04-04T14:45:00Z", "2026-04-05 01:45:00+11:00"},
		{"Australia/Lord_Howe", "2026-04-04T15:15:00Z", "2026-04-05 01:45:00+10:30"},
		{"Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29 23:59:59"},
		{"Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31 00:00:00"},
		{"Asia/Kathmandu", "2026-01-01T00:00:00Z", "2026-01-01 05:45:00"},
		{"UTC", "2026-01-01T00:00:00Z", "2026-01-01 00:00:00"},
	};
	char buf[HUMAN_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct zone *z = zone_open(cases[i].zone);
		int64_t at;

		assert_non_null(z);
		at = instant(z, cases[i].utc);
		if (strcmp(human_local(at, z, buf), cases[i].local) != 0)
			fail_msg("%s: %s", cases[i].local, buf);
		assert_int_equal(instant(z, cases[i].local), at);
	}
}

static void gaps_and_overlaps(void **state)
{
	static const struct { const char *zone; struct civil wall; enum zone_kind kind;
		const char *utc; } cases[] = {
		{"Europe/Berlin", {2026, 3, 29, 2, 30, 0}, ZONE_GAP, "2026-03-29T01:00:00Z"},
		{"Europe/Berlin", {2026, 3, 29, 3, 0, 0}, ZONE_PLAIN, "2026-03-29T01:00:00Z"},
		{"Europe/Berlin", {2026, 10, 25, 2, 0, 0}, ZONE_OVERLAP, "2026-10-25T00:00:00Z"},
		{"Europe/Berlin", {2026, 10, 25, 3, 0, 0}, ZONE_PLAIN, "2026-10-25T02:00:00Z"},
		{"Australia/Lord_Howe", {2026, 10, 4, 2, 15, 0}, ZONE_GAP, "2026-10-03T15:30:00Z"},
		{"Pacific/Apia", {2011, 12, 30, 12, 0, 0}, ZONE_GAP, "2011-12-30T10:00:00Z"},
		{"Africa/Casablanca", {2026, 2, 15, 2, 30, 0}, ZONE_OVERLAP, "2026-02-15T01:30:00Z"},
		{"America/Sao_Paulo", {2018, 11, 4, 0, 0, 0}, ZONE_GAP, "2018-11-04T03:00:00Z"},
		{"Pacific/Kwajalein", {1969, 9, 30, 12, 0, 0}, ZONE_OVERLAP, "1969-09-30T01:00:00Z"},
		{"Asia/Shanghai", {2026, 12, 31, 24, 0, 0}, ZONE_PLAIN, "2026-12-31T16:00:00Z"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct zone *z = zone_open(cases[i].zone);
		enum zone_kind kind;

		if (zone_instant(z, cases[i].wall, &kind) != instant(z, cases[i].utc))
			fail_msg("%s, case %zu", cases[i].zone, i);
		assert_int_equal(kind, cases[i].kind);
	}
}

static void names(void **state)
{
	static const char *const bad[] = {"", "Asia", "Asia/Nowhere", "../../etc/passwd",
		"/etc/localtime", "/usr/share/zoneinfo/UTC", "Asia/../UTC", "./UTC", "Asia//Tokyo",
		"Asia/Tokyo/", "UTC\n", "tzdata.zi", "zone.tab", "asia shanghai", "right/UTC",
		"C:\\UTC", "Asia/Shanghai\xff"};
	char longest[4000];

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		if (zone_open(bad[i]))
			fail_msg("'%s' was taken", bad[i]);
	memset(longest, 'a', sizeof longest);
	longest[sizeof longest - 1] = '\0';
	assert_null(zone_open(longest));
	assert_ptr_equal(zone_open("Asia/Tokyo"), zone_open("Asia/Tokyo"));
	assert_string_equal(zone_name(zone_open("Asia/Tokyo")), "Asia/Tokyo");
}

/* Another reader of the same files: the C library's. */
static void equal_to_libc(void **state)
{
	static const char *const zones[] = {"Asia/Shanghai", "Europe/Berlin", "Europe/Dublin",
		"America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca",
		"Pacific/Apia", "America/Sao_Paulo", "Asia/Gaza", "America/Nuuk", "Asia/Manila",
		"Antarctica/Troll", "Asia/Kathmandu", "Pacific/Chatham", "UTC"};

	(void)state;
	srandom(7);
	for (size_t i = 0; i < COUNT(zones); i++) {
		const struct zone *z = zone_open(zones[i]);

		assert_non_null(z);
		setenv("TZ", zones[i], 1);
		tzset();
		for (int n = 0; n < 20000; n++) {
			time_t t = random() * 5 - 3 * (int64_t)RAND_MAX / 2 + random() % 9;
			enum zone_kind kind;
			struct civil c;
			struct tm tm;
			int64_t back;
			int offset;

			localtime_r(&t, &tm);
			c = zone_civil(z, t, &offset);
			if (offset != tm.tm_gmtoff || c.year != tm.tm_year + 1900 ||
			    c.month != tm.tm_mon + 1 || c.day != tm.tm_mday ||
			    c.hour != tm.tm_hour || c.minute != tm.tm_min || c.second != tm.tm_sec)
				fail_msg("%s at %lld", zones[i], (long long)t);
			back = zone_instant(z, c, &kind);
			if (back != t && !(kind == ZONE_OVERLAP && back < t))
				fail_msg("%s back at %lld", zones[i], (long long)t);
		}
	}
	unsetenv("TZ");
	tzset();
}

/* Days begin in order, and every instant belongs to exactly one of them. */
static void days_of_instants(void **state)
{
	static const struct { const char *zone, *from; } cases[] = {
		{"America/St_Johns", "2006-10-20"}, {"Pacific/Kwajalein", "1969-09-20"}, {"Pacific/Apia", "2011-12-20"},
		{"America/Sao_Paulo", "2018-02-10"}, {"America/Sao_Paulo", "2018-10-28"},
		{"Europe/Berlin", "2026-10-20"}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct zone *z = zone_open(cases[i].zone);
		int64_t at = instant(z, cases[i].from), day = zone_day_of(z, at);

		for (int n = 0; n < 20 * 1440; n++, at += 60) {
			int64_t next = zone_day_of(z, at);

			if (next < day || zone_day_instant(z, next, 0) > at ||
			    zone_day_instant(z, next + 1, 0) <= at)
				fail_msg("%s at %lld", cases[i].zone, (long long)at);
			day = next;
		}
	}
}

static void rules(void **state)
{
	static const char *const bad[] = {"", "8", "CS-8", "CST", "CST-25", "CST-8DT", "<+08-8",
		"CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
		"CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J365", "CET-1CEST,366,1",
		"CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0x", "CST-8:60", "CST-8 "};
	/* offsets at noon UTC of two days */
	static const struct { const char *rule, *a, *b; int at_a, at_b; } good[] = {
		{"<+0330>-3:30", "2026-01-01", "2026-07-01", 12600, 12600},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2050-01-01", "2050-07-01", 3600, 7200},
		{"IST-1GMT0,M10.5.0,M3.5.0/1", "2050-01-01", "2050-07-01", 0, 3600},
		{"AEST-10AEDT,M10.1.0,M4.1.0/3", "2050-01-01", "2050-07-01", 39600, 36000},
		{"X3Y", "2050-01-01", "2050-07-01", INT_MIN, 0},
		{"XXX3EDT4,0/0,J365/23", "2050-01-01", "2051-12-31", -14400, -14400},
		{"AAA0BBB,J60,J61", "2024-03-01", "2024-02-29", 3600, 0},
		{"AAA0BBB,59,60", "2024-02-29", "2024-03-01", 3600, 0},
		{"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2050-03-26", "2050-03-27", -7200, -3600},
	};
	struct tzrule r;
	int64_t from, until;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		if (tzrule_parse(bad[i], &r))
			fail_msg("'%s' was taken", bad[i]);
	for (size_t i = 0; i < COUNT(good); i++) {
		int64_t a = date(good[i].a) * DAY_SECONDS + DAY_SECONDS / 2;
		int64_t b = date(good[i].b) * DAY_SECONDS + DAY_SECONDS / 2;

		if (good[i].at_a == INT_MIN) {
			assert_false(tzrule_parse(good[i].rule, &r));
			continue;
		}
		if (!tzrule_parse(good[i].rule, &r))
			fail_msg("'%s' was refused", good[i].rule);
		if (tzrule_stretch(&r, a, &from, &until) != good[i].at_a ||
		    from > a || until <= a || tzrule_stretch(&r, b, &from, &until) != good[i].at_b ||
		    from > b || until <= b)
			fail_msg("'%s' counts wrong", good[i].rule);
	}
}

/* The header of the 64-bit part of a file. */
static unsigned char *second_header(unsigned char *bytes, size_t n)
{
	return (unsigned char *)memmem(bytes + 4, n - 4, "TZif", 4);
}

/* No prefix and no changed byte of a file may do harm. */
static void spoilt_files(void **state)
{
	unsigned char bytes[8192], same[8], *copy, *header;
	FILE *f = fopen("/usr/share/zoneinfo/Europe/Berlin", "rb");
	struct tzif *z;
	int64_t from, until;
	size_t n, times;

	(void)state;
	assert_non_null(f);
	n = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	assert_in_range(n, 100, sizeof bytes - 1);
	for (size_t cut = 0; cut < n; cut++) {
		copy = malloc(cut + 1);		/* its own memory shows reading beyond */
		memcpy(copy, bytes, cut);
		assert_null(tzif_parse(copy, cut));
		free(copy);
	}
	header = second_header(bytes, n);
	assert_non_null(header);
	z = tzif_parse(bytes, n);
	assert_non_null(z);
	tzif_free(z);
	times = (size_t)header[34] << 8 | header[35];
	memcpy(same, header + 44 + 8, 8);
	memcpy(header + 44 + 8, header + 44, 8);	/* two times alike */
	assert_null(tzif_parse(bytes, n));
	memcpy(header + 44 + 8, same, 8);
	same[0] = header[44 + times * 8];
	header[44 + times * 8] = header[39];		/* a type after the last */
	assert_null(tzif_parse(bytes, n));
	header[44 + times * 8] = same[0];
	header[31] = 1;					/* a leap second */
	assert_null(tzif_parse(bytes, n));
	header[31] = 0;
	srandom(3);
	for (int i = 0; i < 20000; i++) {
		unsigned char mutant[sizeof bytes];

		memcpy(mutant, bytes, n);
		for (int k = 0; k < 3; k++)
			mutant[(size_t)random() % (i % 2 ? n : 120)] = (unsigned char)random();
		z = tzif_parse(mutant, n);
		for (int64_t t = -5000000000; z && t < 9000000000; t += 1000000000) {
			int offset = tzif_stretch(z, t, &from, &until);

			assert_true(from <= t && t < until);
			assert_true(offset >= -TZIF_OFFSET_MOST && offset <= TZIF_OFFSET_MOST);
		}
		tzif_free(z);
	}
}

/* Instants far outside of all years do not overflow. */
static void edges(void **state)
{
	const struct zone *z = zone_open("Europe/Berlin");
	static const int64_t far[] = {INT64_MIN, INT64_MAX, -100000000000, 300000000000};
	char buf[HUMAN_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT(far); i++) {
		int year = zone_civil(z, far[i], NULL).year;

		assert_int_equal(year, far[i] < 0 ? 1 : 9999);
		assert_int_equal(zone_day_of(z, far[i]), zone_day(z, far[i]));
		assert_int_equal(strlen(human_local(far[i], z, buf)), 19);
		assert_int_equal(strlen(human_utc(far[i], buf)), 20);
		zone_day_instant(z, far[i], DAY_SECONDS);
	}
	assert_true(zone_instant(z, (struct civil){INT_MAX, 12, 31, 24, 0, 0}, NULL) > 0);
	assert_true(zone_instant(z, (struct civil){INT_MIN, 1, 1, 0, 0, 0}, NULL) < 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days),
		cmocka_unit_test(months),
		cmocka_unit_test(known_changes),
		cmocka_unit_test(gaps_and_overlaps),
		cmocka_unit_test(names),
		cmocka_unit_test(equal_to_libc),
		cmocka_unit_test(days_of_instants),
		cmocka_unit_test(rules),
		cmocka_unit_test(spoilt_files),
		cmocka_unit_test(edges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
