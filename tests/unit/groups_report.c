/* The numbers of a group from day to day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "care/groups/report.h"

#define OPEN INT64_MAX

static void days(void **state)
{
	static const struct {
		const char *why;
		struct report_case v[4];
		size_t n;
		int64_t until;
		const char *days;	/* "DAY new/customers/closed/open" */
	} table[] = {
		{"no member", {{0}}, 0, 7, "7 0/0/0/0"},
		{"one that is open", {{1, 5, OPEN}}, 1, 7, "5 1/1/0/1 7 0/0/0/1"},
		{"closed on the day on which it came", {{1, 5, 5}}, 1, 5,
		    "5 1/1/1/0"},
		{"closed later", {{1, 5, 6}}, 1, 7,
		    "5 1/1/0/1 6 0/0/1/0 7 0/0/0/0"},
		{"the same customer again", {{1, 5, OPEN}, {1, 6, OPEN}}, 2, 6,
		    "5 1/1/0/1 6 1/0/0/2"},
		{"twice on one day", {{1, 5, OPEN}, {1, 5, OPEN}}, 2, 5,
		    "5 2/1/0/2"},
		{"who is not known is no customer",
		    {{0, 5, OPEN}, {0, 5, OPEN}}, 2, 5, "5 2/0/0/2"},
		{"as it was then", {{1, 5, 8}, {2, 7, OPEN}}, 2, 6,
		    "5 1/1/0/1 6 0/0/0/1"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct arena *a = arena_new();
		struct report_day *d;
		char got[256] = "";
		size_t n = report_days(table[i].v, table[i].n, table[i].until, a,
		    &d), at = 0;

		for (size_t j = 0; j < n; j++)
			at += (size_t)snprintf(got + at, sizeof got - at,
			    "%s%d %d/%d/%d/%d", j ? " " : "", (int)d[j].day,
			    (int)d[j].came, (int)d[j].customers,
			    (int)d[j].closed, (int)d[j].open);
		if (strcmp(got, table[i].days) != 0)
			fail_msg("%s: %s", table[i].why, got);
		arena_free(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
