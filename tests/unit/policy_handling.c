/* What the shipped policies pay, derive, ask leave for and forbid, by the
 * figures of the law and of the company's rules. */
#include "policy_facts.h"

#include "policy/access.h"
#include "policy/figures.h"
#include "policy/handling.h"
#include "policy/money.h"
#include "policy/steps.h"

static const char *const shipped[] = { "travel-agency", "hotel", "telecom" };

struct payment {
	const char *facts;
	int notice;			/* -1: none */
	const char *rule;		/* NULL: nothing is paid */
	int refund, low, high;		/* thousandths; 0: none */
	const char *base;		/* of the penalty */
};

static void check_payment(const struct policy *p, const struct pay_table *t,
	const struct payment *v)
{
	const struct pay_rule *r[8];
	struct facts facts;
	char buf[128];
	size_t n;

	read_facts(p, "case", v->facts, buf, sizeof buf, &facts);
	n = pay_rules(t, &facts, v->notice, r, 8);
	if (n != (v->rule ? 1 : 0))
		fail_msg("%s: %zu rules", v->facts, n);
	if (n == 0)
		return;
	assert_string_equal(r[0]->name, v->rule);
	assert_int_equal(r[0]->refund.given ? r[0]->refund.low : 0, v->refund);
	assert_int_equal(r[0]->penalty.given ? r[0]->penalty.low : 0, v->low);
	assert_int_equal(r[0]->penalty.given ? r[0]->penalty.high : 0, v->high);
	if (v->base)
		assert_string_equal(r[0]->penalty.base, v->base);
}

/* 旅行社服务质量赔偿标准 (2011), art. 3-11. */
static void travel_2011(void **state)
{
	static const struct payment v[] = {
		{ "cause=not_departed domestic=1", 7, "cancelled", 1000, 100, 100, "fee" },
		{ "cause=not_departed domestic=1", 4, "cancelled", 1000, 100, 100, "fee" },
		{ "cause=not_departed domestic=1", 3, "cancelled", 1000, 150, 150, "fee" },
		{ "cause=not_departed domestic=1", 0, "cancelled", 1000, 200, 200, "fee" },
		{ "cause=not_departed domestic=1", 8, NULL, 0, 0, 0, NULL },
		{ "cause=not_departed domestic=0", 30, "cancelled", 1000, 20, 20, "fee" },
		{ "cause=not_departed domestic=0", 14, "cancelled", 1000, 50, 50, "fee" },
		{ "cause=not_departed domestic=0", 6, "cancelled", 1000, 100, 100, "fee" },
		{ "cause=not_departed domestic=0", 1, "cancelled", 1000, 150, 150, "fee" },
		{ "cause=not_departed domestic=0", 0, "cancelled", 1000, 200, 200, "fee" },
		{ "cause=group_transferred", -1, "transferred", 1000, 250, 250, "fee" },
		{ "cause=transport_missed", -1, "missed", 1000, 200, 200, "direct_loss" },
		{ "cause=hotel_below_contract", -1, "below", 1000, 1000, 1000, "difference" },
		{ "cause=careless_guiding", -1, "guiding", 0, 10, 50, "fee" },
		{ "cause=free_sight_omitted", -1, "free_sight", 0, 50, 50, "fee" },
		{ "cause=extra_shopping", -1, "shopping", 0, 100, 100, "fee" },
		{ "cause=forced_shopping", -1, "forced", 0, 200, 200, "fee" },
		{ "cause=service_stopped", -1, "stopped", 1000, 300, 300, "fee" },
		{ "cause=refused_performance", -1, "refused", 0, 1000, 3000, "fee" },
		{ "cause=fraud", -1, "fraud", 0, 3000, 3000, "fee" },
		{ "cause=force_majeure", -1, NULL, 0, 0, 0, NULL },
		{ "cause=customer_own_reason", -1, NULL, 0, 0, 0, NULL },
	};
	struct policy *p = load_shipped("travel-agency");
	const struct pay_table *t = policy_pay_table(p, "travel", date("2026-03-12"));

	(void)state;
	assert_non_null(t);
	assert_int_equal(t->markup, 100);	/* S4-2.8b: above the standard */
	for (size_t i = 0; i < COUNT(v); i++)
		check_payment(p, t, &v[i]);
	policy_free(p);
}

/* S4-2.8a: a contract of 2005 is under the standard of 1997, one of before
 * under none. */
static void travel_1997(void **state)
{
	static const struct payment v[] = {
		{ "cause=not_departed domestic=1", 2, "cancelled", 0, 100, 100, "prepaid" },
		{ "cause=not_departed domestic=1", 3, NULL, 0, 0, 0, NULL },
		{ "cause=not_departed domestic=0", 6, "cancelled", 0, 100, 100, "prepaid" },
		{ "cause=transport_missed", -1, "missed", 1000, 100, 100, "direct_loss" },
		{ "cause=tip_demanded", -1, "tip", 0, 2000, 2000, "tip" },
		{ "cause=extra_shopping", -1, "shopping", 0, 200, 200, "goods_price" },
	};
	struct policy *p = load_shipped("travel-agency");
	const struct pay_table *t = policy_pay_table(p, "travel", date("2005-05-01"));

	(void)state;
	assert_non_null(t);
	for (size_t i = 0; i < COUNT(v); i++)
		check_payment(p, t, &v[i]);
	assert_ptr_not_equal(t, policy_pay_table(p, "travel", date("2011-04-12")));
	assert_null(policy_pay_table(p, "travel", date("1996-05-01")));
	policy_free(p);
}

/* LAW 消费者权益保护法 55: three times, 500 yuan at least, and the lawyers
 * agree. */
static void fraud(void **state)
{
	static const struct {
		const char *policy, *table, *cause;
	} v[] = {
		{ "travel-agency", "travel", "fraud" }, { "hotel", "stay", "fraud" },
		{ "telecom", "telecom", "unauthorised_order" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		struct policy *p = load_shipped(v[i].policy);
		const struct pay_table *t = policy_pay_table(p, v[i].table,
		    date("2026-03-12"));
		const struct pay_rule *r[4];
		struct facts f = { 0 };

		assert_non_null(t);
		facts_text(&f, "cause", v[i].cause);
		assert_int_equal(pay_rules(t, &f, -1, r, 4), 1);
		assert_int_equal(r[0]->penalty.low, 3000);
		assert_int_equal(r[0]->at_least, 50000);
		assert_string_equal(r[0]->chain.v[0], "legal");
		policy_free(p);
	}
}

static void derived(void **state)
{
	static const struct {
		const char *policy, *facts, *severity;	/* NULL: nothing is derived */
	} v[] = {
		{ "travel-agency", "kind=incident channel=media", "urgent" },
		{ "travel-agency", "kind=breach", "urgent" },
		{ "travel-agency", "kind=complaint cause=service_stopped channel=media", "urgent" },
		{ "travel-agency", "kind=complaint channel=regulator", "serious" },
		{ "travel-agency", "kind=complaint cause=forced_shopping", "serious" },
		{ "travel-agency", "kind=complaint reopened=1", "serious" },
		{ "travel-agency", "kind=complaint cause=traffic channel=phone reopened=0", NULL },
		{ "travel-agency", "kind=consultation channel=media", NULL },
		{ "hotel", "kind=complaint cause=overbooked", "serious" },
		{ "hotel", "kind=complaint difficult=1", "serious" },
		{ "hotel", "kind=complaint cause=noise", NULL },
		{ "telecom", "kind=appeal", "serious" },
		{ "telecom", "kind=complaint cause=privacy_leak channel=miit", "urgent" },
		{ "telecom", "kind=complaint channel=miit", "serious" },
		{ "telecom", "kind=fault channel=phone", NULL },
	};
	const struct derived_rule *r[8];
	struct facts facts;
	char buf[128];

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		struct policy *p = load_shipped(v[i].policy);
		size_t n;

		read_facts(p, "case", v[i].facts, buf, sizeof buf, &facts);
		n = policy_derived(p, "case", &facts, r, 8);
		if (n != (v[i].severity ? 1 : 0))
			fail_msg("%s: %s: %zu rules", v[i].policy, v[i].facts, n);
		if (n > 0)
			assert_string_equal(r[0]->word, v[i].severity);
		policy_free(p);
	}
}

/* Who agrees to an amount (in yuan), in order. */
static void approval(void **state)
{
	static const struct {
		const char *policy, *facts;
		int yuan;
		const char *chain;
	} v[] = {
		{ "travel-agency", "kind=complaint severity=normal", 500, "" },
		{ "travel-agency", "kind=complaint severity=normal", 501, "manager " },
		{ "travel-agency", "kind=complaint severity=normal", 5001,
		    "manager general_manager " },
		{ "travel-agency", "kind=complaint severity=serious", 100,
		    "product marketing quality " },	/* S4-3.2.2-3c */
		{ "travel-agency", "kind=complaint severity=serious", 600,
		    "product marketing quality manager " },
		{ "hotel", "kind=complaint", 200, "" },
		{ "hotel", "kind=complaint", 1001, "supervisor duty_manager " },
		{ "telecom", "kind=complaint", 1001, "supervisor manager " },
	};
	struct approver who[8];
	struct facts facts;
	char buf[128];

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		struct policy *p = load_shipped(v[i].policy);
		struct buf chain = { 0 };
		size_t n;

		read_facts(p, "case", v[i].facts, buf, sizeof buf, &facts);
		n = policy_approval(p, &facts, v[i].yuan * 100, who, 8);
		for (size_t k = 0; k < n; k++)
			buf_addf(&chain, "%s ", who[k].role);
		assert_string_equal(buf_text(&chain), v[i].chain);
		buf_free(&chain);
		policy_free(p);
	}
}

/* S4-2.7f: the reward falls, and the last get none. */
static void offers(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(shipped); i++) {
		struct policy *p = load_shipped(shipped[i]);
		size_t n;
		const struct offer_rule *r = policy_offers(p, &n);

		assert_int_equal(n, 1);
		assert_int_equal(r->n, 3);
		assert_true(r->v[0].rate > r->v[1].rate && r->v[1].rate > 0);
		assert_true(r->v[2].to_the_end);
		assert_int_equal(r->v[2].rate, 0);
		policy_free(p);
	}
}

/* Every stage of ISO 10002:2018 7.2 and 7.4 to 7.9 stands in order, and a
 * complaint is closed only when it was replied to (S4-1.1.3-1a). */
static void stages(void **state)
{
	static const char *const iso[] = {
		"7.2", "7.4", "7.5", "7.6", "7.7", "7.8", "7.9"
	};

	(void)state;
	for (size_t i = 0; i < COUNT(shipped); i++) {
		struct policy *p = load_shipped(shipped[i]);
		const struct plan *way = policy_stages(p);
		const struct step *closed = NULL;
		size_t found = 0;

		assert_non_null(way);
		assert_non_null(way->when);
		for (size_t k = 0; k < way->n; k++) {
			const struct step *s = &way->v[k];

			if (found < COUNT(iso) && s->iso && strcmp(s->iso, iso[found]) == 0)
				found++;
			if (strcmp(s->name, "closed") == 0)
				closed = s;
		}
		assert_int_equal(found, COUNT(iso));
		assert_non_null(closed);
		assert_int_equal(closed->after.n, 1);
		assert_string_equal(closed->after.v[0], "replied");
		policy_free(p);
	}
}

/* S2-7.3, S3-8.2.3: analysts see no person; S2-4.4: advertising needs
 * consent, a service does not. */
static void access(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(shipped); i++) {
		struct policy *p = load_shipped(shipped[i]);

		assert_int_equal(policy_reach(p, "analyst", RIGHT_FIGURES), REACH_ALL);
		assert_int_equal(policy_reach(p, "analyst", RIGHT_SEE), REACH_NONE);
		assert_int_equal(policy_reach(p, "analyst", RIGHT_REVEAL), REACH_NONE);
		assert_int_equal(policy_reach(p, "agent", RIGHT_REVEAL), REACH_OWN);
		assert_int_equal(policy_reach(p, "agent", RIGHT_ERASE), REACH_NONE);
		assert_int_equal(policy_consent(p, "marketing")->basis, BASIS_CONSENT);
		assert_int_equal(policy_consent(p, "service")->basis, BASIS_CONTRACT);
		assert_true(policy_consent(p, "sensitive")->separate);
		policy_free(p);
	}
}

/* S0-6.2.2a: complaints in time is the share of the promise "result". */
static void indicators(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(shipped); i++) {
		struct policy *p = load_shipped(shipped[i]);
		size_t n, found = 0;
		const struct indicator_rule *r = policy_indicators(p, &n);

		for (size_t k = 0; k < n; k++) {
			if (strcmp(r[k].name, "complaint_timely") != 0)
				continue;
			assert_int_equal(r[k].of, FIGURE_PROMISE);
			assert_string_equal(r[k].what, "result");
			assert_int_equal(r[k].target_kind, TARGET_SHARE);
			assert_true(r[k].target >= 950 && !r[k].down);
			found++;
		}
		assert_int_equal(found, 1);
		policy_free(p);
	}
}

static void may(const struct policy *p, const char *role, enum right right)
{
	if (policy_reach(p, role, right) == REACH_NONE)
		fail_msg("%s: %s has not the right %d", policy_head(p)->name, role,
		    (int)right);
}

/* Who must agree may see and approve, and who has a limit may pay. */
static void able(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(shipped); i++) {
		struct policy *p = load_shipped(shipped[i]);
		const struct words *roles = policy_words(p, "roles");
		size_t n;
		const struct approval_rule *r = policy_approval_rules(p, &n);

		assert_true(n > 0);
		for (size_t k = 0; k < n; k++)
			for (size_t j = 0; j < r[k].chain.n; j++) {
				may(p, r[k].chain.v[j], RIGHT_SEE);
				may(p, r[k].chain.v[j], RIGHT_APPROVE);
			}
		for (size_t k = 0; k < roles->n; k++)
			if (policy_money_limit(p, roles->v[k].name) > 0)
				may(p, roles->v[k].name, RIGHT_PAY);
		policy_free(p);
	}
}

/* What we bear: all that we and those we chose did (LAW 旅行社条例 37: we pay
 * first, then have recourse), nothing of what was not ours. */
static void shares(void **state)
{
	static const struct {
		const char *policy, *liability;
		int share;
	} v[] = {
		{ "travel-agency", "own", 1000 }, { "travel-agency", "partner", 1000 },
		{ "travel-agency", "supplier", 1000 }, { "travel-agency", "shared", 500 },
		{ "travel-agency", "customer", 0 },
		{ "travel-agency", "force_majeure", 0 },
		{ "travel-agency", "undetermined", -1 },
		{ "hotel", "own", 1000 }, { "hotel", "customer", 0 },
		{ "telecom", "agent_shop", 1000 }, { "telecom", "customer", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		struct policy *p = load_shipped(v[i].policy);
		const struct word *w = policy_word(p, "liabilities", v[i].liability);

		assert_non_null(w);
		assert_int_equal(w->share, v[i].share);
		policy_free(p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(travel_2011),
		cmocka_unit_test(travel_1997),
		cmocka_unit_test(fraud),
		cmocka_unit_test(derived),
		cmocka_unit_test(approval),
		cmocka_unit_test(offers),
		cmocka_unit_test(stages),
		cmocka_unit_test(access),
		cmocka_unit_test(able),
		cmocka_unit_test(shares),
		cmocka_unit_test(indicators),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
