/* Customers who may be one, who may be merged, and words of consents. */
#include "policy_files.h"

#include <stdio.h>

#include "base/buf.h"
#include "care/people/customer.h"
#include "care/people/customer_alike.h"
#include "care/people/customer_consent.h"
#include "care/people/customer_merge.h"

static const struct {
	const char *one, *other;
	bool alike;
} names[] = {
	{"李梅", "李梅", true},
	{"李梅", " 李　梅 ", true},
	{"Ann Lee", "ANN  LEE", true},
	{"Ｌｅｅ", "lee", true},
	{"José", "Jose\xCC\x81", true},
	{"李梅", "李明", false},
	{"Ann", "Anne", false},
};

static void name_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct buf a = {0}, b = {0};

		alike_name_form(names[i].one, &a);
		alike_name_form(names[i].other, &b);
		if ((strcmp(buf_text(&a), buf_text(&b)) == 0) != names[i].alike)
			fail_msg("%s: %s", names[i].one, names[i].other);
		buf_free(&a);
		buf_free(&b);
	}
}

static const struct {
	const char *phone, *form;
	bool extension;
} phones[] = {
	{"13800138000", "13800138000", false},
	{"01012345678", "01012345678", false},
	{"01012345678x801", "01012345678", true},
	{"+442079460958", "+442079460958", false},
	{"+4402079460958", "+442079460958", false},
	{"+85291234567", "+85291234567", false},
	{"+852091234567", "+85291234567", false},
	{"+12125550100", "+12125550100", false},
	{"+390612345678", "+390612345678", false},	/* Rome's own zero */
	{"+35312345678x9", "+35312345678", true},
	{"+1", "+1", false},
	{"+", "+", false},
	{"", "", false},
};

static void phone_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof phones / sizeof phones[0]; i++) {
		struct buf b = {0};
		bool extension = alike_phone_form(phones[i].phone, &b);

		assert_string_equal(buf_text(&b), phones[i].form);
		assert_int_equal(extension, phones[i].extension);
		buf_free(&b);
	}
}

static const struct {
	const char *mail, *form;
} mails[] = {
	{"li.mei@example.com", "limei@example.com"},
	{"limei+trip@example.com", "limei@example.com"},
	{"l.i.mei+a+b.c@mail.example.com", "limei@mail.example.com"},
	{"limei@example.com", "limei@example.com"},
	{"+@example.com", "@example.com"},
	{"no address", "no address"},
};

static void mail_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof mails / sizeof mails[0]; i++) {
		struct buf b = {0};

		alike_mail_form(mails[i].mail, &b);
		assert_string_equal(buf_text(&b), mails[i].form);
		buf_free(&b);
	}
}

enum how { NOTHING, BIRTHDAY, TRIP, PHONE, MAIL };

/* What is said of customers, and the pairs in it. */
static const struct {
	const char *about;
	struct {
		enum how how;
		int64_t customer;
		const char *value, *with;
	} said[6];
	const char *pairs;
} heaps[] = {
	{"nothing", {{NOTHING, 0, NULL, NULL}}, ""},
	{"name and birthday", {{BIRTHDAY, 7, "李 梅", "1984-05-17"},
	    {BIRTHDAY, 3, "李梅", "1984-05-17"}}, "3-7 birthday;"},
	{"another birthday", {{BIRTHDAY, 7, "李梅", "1984-05-17"},
	    {BIRTHDAY, 3, "李梅", "1984-05-18"}}, ""},
	{"a name is no birthday", {{BIRTHDAY, 7, "李梅", "T1"},
	    {TRIP, 3, "李梅", "T1"}}, ""},
	{"name and trip", {{TRIP, 3, "李梅", "T1"}, {TRIP, 7, "李梅", "T1"},
	    {TRIP, 8, "李梅", "T2"}}, "3-7 trip;"},
	{"extension and none", {{PHONE, 3, "01012345678x8", NULL},
	    {PHONE, 7, "01012345678", NULL}}, "3-7 phone;"},
	{"two extensions", {{PHONE, 3, "01012345678x8", NULL},
	    {PHONE, 7, "01012345678x9", NULL}}, ""},
	{"a switchboard with two", {{PHONE, 3, "01012345678x8", NULL},
	    {PHONE, 7, "01012345678x9", NULL}, {PHONE, 5, "01012345678", NULL}},
	    "3-5 phone;5-7 phone;"},
	{"the zero inside", {{PHONE, 9, "+442079460958", NULL},
	    {PHONE, 2, "+4402079460958", NULL}}, "2-9 phone;"},
	{"dots and plus", {{MAIL, 1, "a.b@example.com", NULL},
	    {MAIL, 2, "ab+x@example.com", NULL},
	    {MAIL, 3, "ab@example.org", NULL}}, "1-2 mail;"},
	{"several reasons are one pair", {{MAIL, 1, "a.b@example.com", NULL},
	    {MAIL, 2, "ab@example.com", NULL}, {TRIP, 1, "x", "T"},
	    {TRIP, 2, "X", "T"}, {BIRTHDAY, 1, "x", "2000-01-01"},
	    {BIRTHDAY, 2, "X", "2000-01-01"}}, "1-2 birthday mail trip;"},
	{"three are two pairs", {{TRIP, 5, "x", "T"}, {TRIP, 9, "x", "T"},
	    {TRIP, 7, "x", "T"}}, "5-7 trip;5-9 trip;"},
	{"one customer, two ways of writing", {{MAIL, 1, "a.b@example.com", NULL},
	    {MAIL, 1, "ab@example.com", NULL}}, ""},
	{"two ways of writing twice", {{MAIL, 1, "a.b@example.com", NULL},
	    {MAIL, 1, "ab@example.com", NULL}, {MAIL, 2, "ab+1@example.com", NULL},
	    {MAIL, 2, "ab+2@example.com", NULL}}, "1-2 mail;"},
	{"no name", {{TRIP, 1, "  ", "T"}, {TRIP, 2, "", "T"}}, ""},
	{"not UTF-8", {{TRIP, 1, "\xFF\xFE", "T"}, {TRIP, 2, "\xFF\xFE", "T"}}, ""},
};

static void note_pair(void *arg, int64_t a, int64_t b, const char *why)
{
	buf_addf(arg, "%d-%d %s;", (int)a, (int)b, why);
}

static void pairs(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof heaps / sizeof heaps[0]; i++) {
		struct alike *a = alike_new();
		struct buf got = {0};

		for (size_t j = 0; j < 6; j++) {
			int64_t id = heaps[i].said[j].customer;
			const char *v = heaps[i].said[j].value,
			    *with = heaps[i].said[j].with;

			switch (heaps[i].said[j].how) {
			case BIRTHDAY: alike_birthday(a, id, v, with); break;
			case TRIP: alike_trip(a, id, v, with); break;
			case PHONE: alike_phone(a, id, v); break;
			case MAIL: alike_mail(a, id, v); break;
			default: break;
			}
		}
		alike_pairs(a, note_pair, &got);
		if (strcmp(buf_text(&got), heaps[i].pairs) != 0)
			fail_msg("%s: %s", heaps[i].about, buf_text(&got));
		/* Asked again, the answer is the same. */
		buf_reset(&got);
		alike_pairs(a, note_pair, &got);
		assert_string_equal(buf_text(&got), heaps[i].pairs);
		buf_free(&got);
		alike_free(a);
	}
}

static const struct {
	struct customer from, into;
	int64_t survivor;
	enum merge_refusal why;
} merges[] = {
	{{.id = 1, .state = "active"}, {.id = 2, .state = "active"}, 2,
	    MERGE_ALLOWED},
	{{.id = 1, .state = "active"}, {.id = 1, .state = "active"}, 1, MERGE_SELF},
	{{.id = 1, .state = "merged"}, {.id = 1, .state = "merged"}, 2, MERGE_SELF},
	{{.id = 1, .state = "merged"}, {.id = 2, .state = "active"}, 2,
	    MERGE_MERGED},
	{{.id = 1, .state = "active"}, {.id = 2, .state = "merged"}, 1,
	    MERGE_CIRCLE},
	{{.id = 1, .state = "active"}, {.id = 2, .state = "merged"}, 3,
	    MERGE_INTO_MERGED},
	{{.id = 1, .state = "merged"}, {.id = 2, .state = "merged"}, 3,
	    MERGE_MERGED},
	{{.id = 1, .state = "erased"}, {.id = 2, .state = "active"}, 2,
	    MERGE_GONE},
	{{.id = 1, .state = "active"}, {.id = 2, .state = "erased"}, 2,
	    MERGE_GONE},
};

static void may_merge(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof merges / sizeof merges[0]; i++)
		assert_int_equal(customer_may_merge(&merges[i].from,
		    &merges[i].into, merges[i].survivor), merges[i].why);
}

static const struct {
	const char *typed;
	int given;		/* -1: neither */
} answers[] = {
	{"yes", 1}, {"YES", 1}, {"true", 1}, {"1", 1}, {"是", 1},
	{"no", 0}, {"False", 0}, {"0", 0}, {"否", 0},
	{"", -1}, {"y", -1}, {"maybe", -1}, {"yes ", -1}, {"2", -1},
};

static void yes_and_no(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		bool given;
		bool is = consent_word(answers[i].typed, &given);

		assert_int_equal(is ? given : -1, answers[i].given);
	}
}

static const struct {
	const char *policy, *typed, *purpose, *near;
} purposes[] = {
	{HEAD, "marketing", "marketing", NULL},
	{HEAD, "service", "service", NULL},
	{HEAD, "marketting", NULL, "marketing"},
	{HEAD, "photos", NULL, NULL},
	{HEAD "words: {purposes: {news: 新闻}}\n", "新闻", "news", NULL},
	{HEAD "words: {purposes: {news: 新闻}}\n", "marketing", NULL, NULL},
	{HEAD "words: {purposes: [news], consents: [photos]}\n", "photos",
	    "photos", NULL},
	{HEAD "words: {purposes: [news], consents: [photos]}\n", "news", NULL,
	    NULL},
};

static void purposes_of(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof purposes / sizeof purposes[0]; i++) {
		struct buf said = {0};
		struct policy *p = load_text(purposes[i].policy, &said);
		const char *near, *got;

		if (!p)
			fail_msg("%s", buf_text(&said));
		got = consent_purpose(p, purposes[i].typed, &near);
		assert_int_equal(got != NULL, purposes[i].purpose != NULL);
		if (got)
			assert_string_equal(got, purposes[i].purpose);
		if (purposes[i].near)
			assert_string_equal(near, purposes[i].near);
		policy_free(p);
		buf_free(&said);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(name_forms),
		cmocka_unit_test(phone_forms),
		cmocka_unit_test(mail_forms),
		cmocka_unit_test(pairs),
		cmocka_unit_test(may_merge),
		cmocka_unit_test(yes_and_no),
		cmocka_unit_test(purposes_of),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
