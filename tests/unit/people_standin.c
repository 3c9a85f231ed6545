/* Who stands in for whom, as a table: no store. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "care/people/standin.h"

/* A to F, each as three letters: supervisor, team, substitute, "-" for none. */
struct office {
	const char *about;
	const char *line;	/* "B1C ..": A's supervisor is B, his team 1 .. */
	const char *away;	/* those who are not here */
	const char *stands;	/* for A: who it must be, "-": nobody */
};

static const struct office offices[] = {
	{"he is here", "B1C ---", "", "A"},
	{"his substitute", "B1C --- ---", "A", "C"},
	{"the substitute's own", "B1C --- --D ---", "AC", "D"},
	{"two for each other: the lead of the team", "B1C -1- -1A", "AC", "B"},
	{"the highest within the team, not the nearest",
	    "B1- C1- D1- -2-", "A", "C"},
	{"the lead's substitute", "B1- C1- D1E -2- ---", "AC", "E"},
	{"the lead away with nobody: the line, from below",
	    "B1- C1- D1- -2-", "AC", "B"},
	{"the line beyond the team", "B1- C1- D1- -2-", "ABC", "D"},
	{"of another team all above him", "B1- C2- -2-", "A", "B"},
	{"no team: the nearest above", "B-- C-- ---", "A", "B"},
	{"a supervisor's substitute", "B-- --C ---", "AB", "C"},
	{"his own substitute comes before", "B-C --D --- ---", "AB", "C"},
	{"three in a circle", "--B --C --A", "ABC", "-"},
	{"supervisors in a circle", "B-- C-- A--", "ABC", "-"},
	{"a team's circle of supervisors", "B1- C1- A1-", "AB", "C"},
	{"himself for himself", "--A", "A", "-"},
	{"nobody", "---", "A", "-"},
};

static int64_t person(char c)
{
	return c >= 'A' && c <= 'F' ? c - 'A' + 1 : 0;
}

static bool ask(void *arg, int64_t id, struct member *m)
{
	const struct office *o = arg;
	const char *p = o->line + (id - 1) * 4;
	char name = (char)('A' + id - 1);

	if (id < 1 || (size_t)(id - 1) * 4 >= strlen(o->line))
		return false;
	*m = (struct member){.supervisor = person(p[0]),
	    .team = p[1] == '-' ? NULL : p[1] == '1' ? "1" : "2",
	    .here = strchr(o->away, name) == NULL,
	    .substitute = person(p[2])};
	return true;
}

static void table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof offices / sizeof offices[0]; i++) {
		struct office o = offices[i];
		int64_t who = standin_find(ask, &o, 1);

		if (who != person(o.stands[0]))
			fail_msg("%s: %c and not %s", o.about,
			    who ? (int)('A' + who - 1) : '-', o.stands);
	}
}

static void unknown(void **state)
{
	struct office o = offices[0];

	(void)state;
	assert_int_equal(standin_find(ask, &o, 0), 0);
	assert_int_equal(standin_find(ask, &o, 99), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table),
		cmocka_unit_test(unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
