/* The three complete policies we ship: they load without a word, and what is
 * known of a case, a booking or a customer leads to the promise and the due
 * time that the company's rules and the law ask for. */
#include "policy_facts.h"

#include "care/promises/promise.h"

static const struct promise_rule *rule_for(const struct policy *p,
	const char *subject, const struct facts *facts, const char *name)
{
	const struct promise_rule *r[64];
	size_t n = policy_promises(p, subject, facts, r, 64);

	for (size_t i = 0; i < n; i++)
		if (strcmp(r[i]->name, name) == 0)
			return r[i];
	return NULL;
}

struct meaning {
	const char *subject, *facts, *rule;
	const char *start, *due;	/* due NULL: nothing is promised */
	const char *source;		/* of the figure */
};

static void check(const struct policy *p, const struct meaning *m)
{
	const struct zone *zone = policy_head(p)->zone;
	const struct promise_rule *r;
	struct promise made = { 0 };
	char buf[256], was[HUMAN_TEXT];
	struct facts facts;

	read_facts(p, m->subject, m->facts, buf, sizeof buf, &facts);
	r = rule_for(p, m->subject, &facts, m->rule);
	if (!r || !m->due) {
		if (r || m->due)
			fail_msg("%s: %s %s: %s", m->source, m->facts, m->rule,
			    r ? "promised" : "not promised");
		return;
	}
	assert_true(promise_due(p, r, &facts, instant(zone, m->start), NULL, 0,
	    &made));
	if (made.due_at == instant(zone, m->due))
		return;
	fail_msg("%s: %s %s is due %s, not %s", m->source, m->facts, m->rule,
	    human_local(made.due_at, zone, was), m->due);
}

static void check_all(const char *name, const struct meaning *v, size_t n)
{
	struct policy *p = load_shipped(name);

	for (size_t i = 0; i < n; i++)
		check(p, &v[i]);
	policy_free(p);
}

/* The week before Spring Festival 2026: 02-14 is worked, 02-15 .. 02-23 is
 * off. */
#define FRI "2026-02-13 10:00"

static void travel(void **state)
{
	static const struct meaning v[] = {
		{ "case", "kind=complaint severity=normal channel=phone", "first_action",
		    FRI, "2026-02-14 10:00", "S0-5.3.1a: 24 h, holidays too" },
		{ "case", "kind=complaint severity=normal channel=phone", "result",
		    FRI, "2026-02-15 10:00", "S0-5.3.1b: 48 h" },
		{ "case", "kind=complaint", "result", FRI, "2026-02-15 10:00",
		    "S0-5.3.1b: also where nothing else is known" },
		{ "case", "kind=complaint severity=urgent", "first_action",
		    FRI, "2026-02-13 10:30", "S1-2.2.4c" },
		{ "case", "kind=complaint severity=urgent", "result",
		    FRI, "2026-02-14 10:00", "OURS 24 h" },
		{ "case", "kind=complaint tier=vip", "result",
		    FRI, "2026-02-15 10:00", "S4-1.1.3-1b: alike for every tier" },
		{ "case", "kind=complaint category=other", "result",
		    FRI, "2026-02-15 10:00", "S4-3.2.2-2b: alike for every category" },
		{ "case", "kind=complaint", "result_limit",
		    "2026-02-10 10:00", "2026-02-25 00:00", "S4-4.10b, Civil Code 203" },
		{ "case", "kind=complaint answerable=1", "same_day",
		    FRI, "2026-02-13 18:00", "S4-4.10a" },
		{ "case", "kind=complaint", "same_day", FRI, NULL, "S4-4.10a" },
		{ "case", "kind=complaint", "progress",
		    FRI, "2026-02-14 10:00", "S0-5.3.2" },
		{ "case", "kind=complaint severity=serious", "report_up",
		    FRI, "2026-02-13 11:00", "S4-1.1.3-3b" },
		{ "case", "kind=complaint severity=normal", "report_up",
		    FRI, NULL, "S4-1.1.3-3b: important ones only" },
		{ "case", "kind=complaint channel=regulator", "authority",
		    "2026-02-13", "2026-02-26 18:00", "LAW 5 wd = 02-27, less 1 wd" },
		{ "case", "kind=complaint channel=phone", "authority",
		    "2026-02-13", NULL, "S4-1.1.0c: an authority's only" },
		{ "case", "kind=complaint channel=regulator", "mediation",
		    "2026-08-07", "2026-10-09 00:00", "LAW 60 d, rolled over 国庆" },
		{ "case", "kind=complaint channel=regulator", "mediation",
		    "2026-06-01", "2026-08-01 00:00", "LAW 60 d" },
		{ "case", "kind=grievance", "first_action",
		    FRI, "2026-02-14 10:00", "S4-1.2.1b" },
		{ "case", "kind=grievance", "result", FRI, NULL, "S4-R4" },
		{ "case", "kind=consultation channel=phone", "reply",
		    FRI, "2026-02-13 11:00", "S4-5.4.2.3: 1 h on the phone" },
		{ "case", "kind=consultation channel=mail", "reply",
		    FRI, "2026-02-13 18:00", "S4-4.10a: the same day" },
		{ "case", "kind=consultation channel=mail", "reply",
		    "2026-02-14 19:00", "2026-02-24 18:00", "0wd after closing" },
		{ "case", "kind=suggestion channel=box", "reply",
		    "2026-03-02 09:00", "2026-03-10 00:00", "S4-4.10b: a week" },
		{ "case", "kind=request", "reply",
		    FRI, "2026-02-14 18:00", "OURS 1 wd" },
		{ "case", "kind=request phase=during", "reply",
		    FRI, "2026-02-13 12:00", "S1-2.2.3d" },
		{ "case", "kind=incident severity=urgent", "first_action",
		    FRI, "2026-02-13 10:15", "S1-2.2.4c" },
		{ "case", "kind=incident", "headquarters",
		    FRI, "2026-02-13 11:00", "S1-2.2.4d" },
		{ "case", "kind=incident injury=1", "accident_report",
		    FRI, "2026-02-13 11:00", "LAW 旅游安全管理办法: 1 h" },
		{ "case", "kind=incident", "accident_report", FRI, NULL, "no injury" },
		{ "case", "kind=privacy", "privacy_limit",
		    "2026-03-02 09:00", "2026-04-02 00:00", "GB/T 35273 8.7: 30 d" },
		{ "case", "kind=breach", "authority_told",
		    FRI, "2026-02-13 14:00", "LAW 事件报告办法 4: 4 h" },
		{ "booking", "returns=2026-03-12", "greeting",
		    FRI, "2026-03-13 20:00", "S4-1.2.1a: the day after" },
		{ "booking", "returns=2026-03-12 customer.open_complaint=1", "greeting",
		    FRI, NULL, "not while a complaint is open" },
		{ "booking", "departs=2026-03-12 needs=child", "needs_told",
		    FRI, "2026-03-12 00:00", "S1-2.1.4b: before they leave" },
		{ "booking", "departs=2026-03-12", "needs_told", FRI, NULL, "S1-2.1.4b" },
		{ "booking", "departs=2026-03-12", "emergency_contact",
		    FRI, "2026-03-12 00:00", "S1-2.2.4b" },
		{ "customer", "tier=key", "visited",
		    "2026-03-02", "2026-04-02 00:00", "S3-3.5.1: 30 d" },
		{ "customer", "tier=vip", "visited",
		    "2026-03-02", "2026-06-02 00:00", "S3-3.5.1: 90 d, 05-31 is a Sunday" },
		{ "customer", "tier=normal", "visited", FRI, NULL, "S3-3.5.1" },
		{ "group", "level=warning", "plan", FRI, NULL, "S4-2.7a: a warning is told" },
		{ "group", "level=group", "plan", FRI,
		    "2026-02-13 14:00", "S4-2.7b: 4 h" },
		{ "group", "level=group", "daily", FRI,
		    "2026-02-14 10:00", "S4-2.7e: daily" },
		{ "group", "level=group", "daily", "2026-02-20 10:00", "2026-02-21 10:00",
		    "S4-2.7e: on days off too" },
		{ "booking", "returns=2026-03-12", "contact",
		    "2026-02-20 10:00", "2026-02-22 10:00", "S1-2.2.2c: also at weekends" },
		{ "staff", "", "handed_over", FRI, "2026-02-13 18:00", "S3-8.2.4" },
		{ "house", "", "satisfaction", "2026-01-05", "2026-04-08 00:00",
		    "S2-6.1: each quarter; 04-05 and 04-06 are off" },
		{ "house", "", "open_day", "2026-03-02", "2027-03-03 00:00",
		    "S4-1.3.3: each year" },
	};

	(void)state;
	check_all("travel-agency", v, COUNT(v));
}

static void hotel(void **state)
{
	static const struct meaning v[] = {
		{ "case", "kind=complaint", "first_action",
		    FRI, "2026-02-14 10:00", "S0-5.3.1a: 24 h" },
		{ "case", "kind=complaint", "result",
		    FRI, "2026-02-15 10:00", "S0-5.3.1b: 48 h" },
		{ "case", "kind=complaint in_house=1", "accepted",
		    FRI, "2026-02-13 10:05", "NORM 5 min" },
		{ "case", "kind=complaint in_house=1", "first_action",
		    FRI, "2026-02-13 10:30", "NORM 30 min" },
		{ "case", "kind=complaint in_house=1", "result",
		    FRI, "2026-02-13 12:00", "NORM 2 h" },
		{ "case", "kind=complaint in_house=1", "result_limit",
		    "2026-02-10 10:00", "2026-02-25 00:00", "S4-4.10b" },
		{ "case", "kind=complaint", "revisit",
		    FRI, "2026-02-14 10:00", "S3-3.4.4" },
		{ "case", "kind=complaint difficult=1", "taken_over",
		    FRI, "2026-02-13 10:30", "S3-2.1.3a" },
		{ "case", "kind=complaint severity=serious", "report_up",
		    FRI, "2026-02-13 10:30", "S3-2.1.3b" },
		{ "case", "kind=consultation channel=phone", "reply",
		    FRI, "2026-02-13 11:00", "S4-5.4.2.3: 1 h" },
		{ "case", "kind=consultation channel=letter", "reply",
		    FRI, "2026-02-13 18:00", "S4-4.10a" },
		{ "case", "kind=business", "business",
		    FRI, "2026-02-13 10:30", "S3-3.3.1" },
		{ "case", "kind=request in_house=1", "request",
		    FRI, "2026-02-13 10:30", "OURS 30 min" },
		{ "case", "kind=incident", "first_action",
		    FRI, "2026-02-13 10:05", "OURS 5 min" },
		{ "booking", "departs=2026-03-12", "in_stay",
		    FRI, "2026-03-12 21:00", "NORM on the evening of arrival" },
		{ "customer", "tier=corporate", "visited",
		    "2026-03-02", "2026-04-02 00:00", "S3-3.5.1: 30 d" },
		{ "customer", "tier=vip", "visited",
		    "2026-03-02", "2026-05-07 00:00", "S3-3.5.4: 60 d, rolled over 劳动节" },
		{ "staff", "", "appraisal", "2026-03-02", "2026-04-03 00:00",
		    "S3-6.2.1: each month" },
		{ "house", "", "training_plan", "2026-03-02", "2027-03-03 00:00",
		    "S3-5.1.1: each year" },
	};

	(void)state;
	check_all("hotel", v, COUNT(v));
}

static void telecom(void **state)
{
	static const struct meaning v[] = {
		{ "case", "kind=complaint", "first_action",
		    FRI, "2026-02-14 10:00", "S0-5.3.1a: 24 h" },
		{ "case", "kind=complaint", "result",
		    FRI, "2026-02-15 10:00", "S0-5.3.1b: 48 h" },
		{ "case", "kind=complaint cause=billing_error", "result",
		    FRI, "2026-02-27 20:00", "OURS 5 wd" },
		{ "case", "kind=complaint", "result_limit",
		    "2026-09-20 10:00", "2026-10-09 00:00", "LAW 15 d, rolled over 国庆" },
		{ "case", "kind=appeal channel=miit", "result_limit",
		    "2026-03-02 10:00", "2026-03-18 00:00", "LAW 15 d" },
		{ "case", "kind=fault", "repaired",
		    FRI, "2026-02-15 10:00", "LAW 电信条例 32: 48 h" },
		{ "case", "kind=fault area=urban", "repaired",
		    FRI, "2026-02-15 10:00", "LAW 电信条例 32: 48 h" },
		{ "case", "kind=fault area=rural", "repaired",
		    FRI, "2026-02-16 10:00", "LAW 电信条例 32: 72 h" },
		{ "case", "kind=consultation channel=phone", "reply",
		    FRI, "2026-02-13 11:00", "S4-5.4.2.3: 1 h" },
		{ "case", "kind=consultation channel=hall", "reply",
		    FRI, "2026-02-13 20:00", "S4-4.10a" },
		{ "case", "kind=service appointment=2026-03-12", "arrived",
		    FRI, "2026-03-12 00:00", "S4-5.4.2.4b: the customer's time" },
		{ "case", "kind=complaint appointment=2026-03-12", "arrived",
		    FRI, NULL, "S4-5.4.2.4b" },
		{ "case", "kind=breach", "authority_told",
		    FRI, "2026-02-13 11:00", "LAW 事件报告办法 4: 1 h" },
		{ "case", "kind=complaint", "confirm",
		    FRI, "2026-02-14 10:00", "S2-5.4" },
		{ "customer", "tier=enterprise", "visited",
		    "2026-03-02", "2026-04-02 00:00", "S4-5.4.4.1: 30 d" },
		{ "house", "", "quality_review", "2026-01-05", "2026-04-08 00:00",
		    "S2-6.1: each quarter" },
	};

	(void)state;
	check_all("telecom", v, COUNT(v));
}

/* A rule that the law or our last word makes hard has a ladder that warns
 * before it is too late, and every promise tells somebody when it is late. */
static void nobody_is_left_alone(void **state)
{
	static const char *const names[] = { "travel-agency", "hotel", "telecom" };

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		struct policy *p = load_shipped(names[i]);
		const struct promise_rule *r;
		size_t n;

		r = policy_promise_rules(p, &n);
		assert_true(n > 30);
		for (size_t k = 0; k < n; k++) {
			if (!r[k].ladder || r[k].ladder->n < 2)
				fail_msg("%s: nobody hears of %s", names[i], r[k].name);
			if (r[k].hard && r[k].ladder->v[0].permille == 0)
				fail_msg("%s: %s warns of nothing", names[i], r[k].name);
		}
		policy_free(p);
	}
}

/* 1-3 days before the journey (S1-2.1.3b), and who needs help is called
 * (S1-2.1.3c); to the dead nothing is sent. */
static void reminders(void **state)
{
	struct policy *p = load_shipped("travel-agency");
	const struct message_rule *r[16];
	struct facts f = { 0 };
	size_t n = policy_messages(p, "booking", &f, r, 16), found = 0;

	(void)state;
	for (size_t i = 0; i < n; i++)
		if (strcmp(r[i]->name, "pretrip") == 0) {
			assert_int_equal(r[i]->window.from.offset.n, -3);
			assert_int_equal(r[i]->window.to.offset.n, -1);
			assert_string_equal(r[i]->by.v[0], "sms");
			found++;
		}
	assert_int_equal(found, 1);
	facts_text(&f, "needs", "child");
	n = policy_messages(p, "booking", &f, r, 16);
	for (size_t i = 0; i < n; i++)
		if (strcmp(r[i]->name, "pretrip") == 0)
			assert_string_equal(r[i]->by.v[0], "phone");
	memset(&f, 0, sizeof f);
	facts_text(&f, "standing", "active");
	/* birthday, Spring Festival, Mid-Autumn Festival, National Day */
	assert_int_equal(policy_messages(p, "customer", &f, r, 16), 4);
	facts_text(&f, "standing", "deceased");
	assert_int_equal(policy_messages(p, "customer", &f, r, 16), 0);
	facts_text(&f, "standing", "active");
	facts_number(&f, "customer.open_complaint", 1);
	assert_int_equal(policy_messages(p, "customer", &f, r, 16), 0);
	policy_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(travel),
		cmocka_unit_test(hotel),
		cmocka_unit_test(telecom),
		cmocka_unit_test(nobody_is_left_alone),
		cmocka_unit_test(reminders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
