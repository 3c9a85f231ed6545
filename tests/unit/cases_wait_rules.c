/* Which waits are allowed, how long they are, what an audit remarks of them,
 * and whether a question to the customer is open. */
#include "policy_files.h"

#include "care/cases/contact.h"
#include "care/cases/wait.h"
#include "care/cases/wait_audit.h"
#include "care/promises/pause.h"

static void allowed(void **state)
{
	static const struct waiting open = {1, 100, 0, 0, "a", 0};
	static const struct waiting done = {1, 100, 200, 300, "a", 0};
	static const struct waiting passed = {1, 100, 0, 300, "a", 0};

	(void)state;
	assert_int_equal(wait_may(NULL, 0, "a", 100, 0), WAIT_ALLOWED);
	assert_int_equal(wait_may(NULL, 0, "a", 100, 100), WAIT_USED_UP);
	assert_int_equal(wait_may(&open, 1, "a", 150, 0), WAIT_ALREADY);
	assert_int_equal(wait_may(&open, 1, "b", 150, 0), WAIT_ALLOWED);
	assert_int_equal(wait_may(&done, 1, "a", 199, 0), WAIT_OVERLAPS);
	assert_int_equal(wait_may(&done, 1, "a", 200, 0), WAIT_ALLOWED);
	assert_int_equal(wait_may(&passed, 1, "a", 400, 0), WAIT_ALREADY);
	assert_true(wait_lasts(&open, 1000));
	assert_true(wait_lasts(&done, 199));
	assert_false(wait_lasts(&done, 200));
	assert_false(wait_lasts(&passed, 300));
	assert_int_equal(wait_end(&done, 150), 150);
	assert_int_equal(wait_end(&done, 500), 200);
	assert_int_equal(wait_end(&passed, 500), 300);
	assert_int_equal(wait_end(&open, 50), 100);
}

static void length(void **state)
{
	static const struct pause v[] = {{10, 20}, {15, 18}, {19, 30}, {30, 30},
	    {40, INT64_MAX}};

	(void)state;
	assert_int_equal(pauses_length(v, 5, 0, 100), 80);
	assert_int_equal(pauses_length(v, 5, 0, 35), 20);
	assert_int_equal(pauses_length(v, 5, 17, 25), 8);
	assert_int_equal(pauses_length(v, 5, 31, 39), 0);
	assert_int_equal(pauses_length(v, 0, 0, 100), 0);
	assert_int_equal(pauses_length(v, 5, 50, 40), 0);
}

static void remarks(void **state)
{
	static const struct {
		struct waiting w;
		struct wait_known k;
		int64_t now;
		const char *wanted;
	} cases[] = {
		{{1, 10000, 20000, 0, "a", 0}, {0, 10000, "m5", 0, 0}, 30000, ""},
		{{1, 10000, 20000, 0, "a", 0}, {0, 10000, NULL, 0, 0}, 30000,
		    "unasked"},
		{{1, 10000, 20000, 0, "a", 0}, {0, 13600, "m5", 13600, 20000},
		    30000, ""},
		{{1, 10000, 20000, 0, "a", 0}, {0, 13601, "m5", 13599, 19999},
		    30000, "near_due late_entry answered"},
		{{1, 10000, 0, 20000, "a", 0}, {0, 10000, "m5", 9999, 10000},
		    20000, "capped"},
		{{1, 10000, 0, 20000, "a", 0}, {0, 10000, "m5", 0, 0}, 19999, ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf b = {0};

		wait_remarks(&cases[i].w, &cases[i].k, cases[i].now, &b);
		assert_string_equal(b.n ? buf_text(&b) : "", cases[i].wanted);
		buf_free(&b);
	}
}

/* Who spoke when, and whether a question is open at 100. */
static void asked(void **state)
{
	static const struct {
		struct contact v[3];
		size_t n;
		int64_t word, asked;	/* asked: number of the contact; 0: none */
	} cases[] = {
		{{{0}}, 0, 0, 0},
		{{{1, 50, 0, false, "phone", NULL}}, 1, 0, 1},
		/* Before the case came in, or later than asked about. */
		{{{1, 9, 0, false, "phone", NULL}}, 1, 0, 0},
		{{{1, 101, 0, false, "phone", NULL}}, 1, 0, 0},
		/* Nobody was reached. */
		{{{1, 50, 0, false, "phone", "busy"}}, 1, 0, 0},
		{{{1, 50, 0, false, "phone", "satisfied"}}, 1, 0, 1},
		/* Answered; at the same second it is asked again. */
		{{{1, 50, 0, false, "phone", NULL},
		    {2, 60, 0, true, "phone", NULL}}, 2, 60, 0},
		{{{1, 60, 0, true, "phone", NULL},
		    {2, 60, 0, false, "phone", NULL}}, 2, 60, 2},
		/* A program's mail and a colleague's are no words of his. */
		{{{1, 50, 0, false, "mail", NULL},
		    {2, 60, 0, true, "mail", "auto"},
		    {3, 70, 7, true, "mail", NULL}}, 3, 0, 1},
		{{{1, 50, 0, false, "mail", NULL},
		    {2, 70, 7, true, "phone", NULL}}, 2, 70, 0},
		{{{1, 50, 0, false, "sms", NULL},
		    {2, 60, 0, false, "phone", NULL},
		    {3, 70, 0, false, "phone", "unanswered"}}, 3, 0, 2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct contact *got = contact_asked(cases[i].v, cases[i].n,
		    10, 100);

		if ((got ? got->id : 0) != cases[i].asked ||
		    contact_last_word(cases[i].v, cases[i].n, 100) !=
		    cases[i].word)
			fail_msg("%zu", i);
	}
	assert_int_equal(contacts_unreached(cases[4].v, 1, 50), 1);
	assert_int_equal(contacts_unreached(cases[4].v, 1, 51), 0);
	assert_int_equal(contacts_unreached(cases[10].v, 3, 0), 1);
	assert_false(contact_unreached(NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(allowed), cmocka_unit_test(length),
		cmocka_unit_test(remarks), cmocka_unit_test(asked),
	};

	return cmocka_run_group_tests_name("cases_wait_rules", tests, NULL, NULL);
}
