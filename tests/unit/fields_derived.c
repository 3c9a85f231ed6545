/* Fields and facts that follow from others: derived, reckoned from a date. */
#include "fields_policy.h"

#include "base/mem.h"
#include "care/fields/derived.h"
#include "care/fields/reckoned.h"
#include "time/zone.h"

/* Facts as known, and what is derived of them: "fact=word ..". */
static void derivations(void **state)
{
	static const struct {
		const char *kind, *severity, *motive, *out;
	} v[] = {
		{"complaint", NULL, NULL, "severity=serious"},
		{"complaint", NULL, "money", "severity=minor"},
		{"complaint", "", "money", "severity=minor"},
		{"complaint", "normal", "money", ""},
		{"request", NULL, NULL, ""},
		{"complaint", "serious", NULL, "motive=respect"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		struct facts facts = {.n = 0};
		struct derived out[DERIVED_MOST];
		struct buf all = {0};
		size_t n;

		facts_text(&facts, "kind", v[i].kind);
		facts_text(&facts, "severity", v[i].severity);
		facts_text(&facts, "motive", v[i].motive);
		n = derive(policy, "case", &facts, out);
		for (size_t j = 0; j < n; j++)
			buf_addf(&all, "%s%s=%s", j ? " " : "", out[j].fact,
			    out[j].word);
		assert_string_equal(buf_text(&all), v[i].out);
		buf_free(&all);
	}
	assert_true(derives(policy, "customer"));
	assert_false(derives(policy, "booking"));
}

/* A tier follows the journeys as long as it is what they gave. */
static void derived_again(void **state)
{
	static const struct {
		int before, after;
		const char *was, *is, *word;
	} v[] = {
		{0, 1, NULL, NULL, "plain"},
		{1, 5, "plain", "plain", "vip"},
		{1, 2, "plain", "plain", "plain"},
		{5, 1, "vip", "vip", "plain"},
		{1, 5, "vip", "vip", NULL},	/* somebody said so */
		{1, 5, "plain", "vip", NULL},	/* says so now */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		struct facts before = {.n = 0}, after = {.n = 0};
		struct derived out[DERIVED_MOST];
		const char *word;
		size_t n;

		if (v[i].was) {
			facts_number(&before, "trips", v[i].before);
			facts_text(&before, "tier", v[i].was);
		}
		facts_number(&after, "trips", v[i].after);
		facts_text(&after, "tier", v[i].is);
		n = derive_again(policy, "customer", &before, &after, out);
		word = derived_word(out, n, "tier");
		if (v[i].word)
			assert_string_equal(word, v[i].word);
		else
			assert_null(word);
	}
}

static void derived_into_fields(void **state)
{
	const struct derived derived[] = {{"motive", "respect"},
	    {"severity", "minor"}};
	const struct field_said taken = {.rule = rule("motive"), .empty = true};
	struct arena *a = arena_new();
	size_t n = 0;
	const struct field_said *all = derived_fields(policy, "case", derived, 2,
	    NULL, &n, a);

	(void)state;
	assert_int_equal(n, 1);
	assert_string_equal(all[0].text, "respect");
	n = 1;		/* what is taken away is not put back by a rule */
	all = derived_fields(policy, "case", derived, 2, &taken, &n, a);
	assert_int_equal(n, 1);
	assert_true(all[0].empty);
	arena_free(a);
}

/* The day of a field among what was said; "-": taken away; "": not said. */
static const char *day_of(const struct field_said *v, size_t n,
    const char *name, struct arena *a)
{
	const struct zone *z = policy_head(policy)->zone;
	int year, month, day;

	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].rule->name, name) == 0) {
			if (v[i].empty)
				return "-";
			day_civil(zone_day(z, v[i].number), &year, &month, &day);
			return arena_printf(a, "%04d-%02d-%02d", year, month, day);
		}
	return "";
}

static void dates_that_follow(void **state)
{
	static const struct {
		const char *delivered, *free_until, *free_then, *look_at;
	} v[] = {
		{ "2026-12-07", NULL, "2027-12-07", "2026-11-27" },
		{ "2028-02-29", NULL, "2029-02-28", "2028-02-19" },
		{ "2026-12-07", "2028-01-01", "2028-01-01", "2026-11-27" },
		{ "2026-12-07", "-", "-", "2026-11-27" },
		{ "-", NULL, "-", "-" },
		{ "-", "2028-01-01", "2028-01-01", "-" },
		{ NULL, "2028-01-01", "2028-01-01", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		struct arena *a = arena_new();
		struct field_said said[2], *all = said;
		const char *why = "";
		size_t n = 0;

		if (v[i].delivered)
			assert_true(field_read(policy, rule("delivered"),
			    v[i].delivered, policy_head(policy)->zone, NOW, a,
			    &said[n++], &why));
		if (v[i].free_until)
			assert_true(field_read(policy, rule("free_until"),
			    v[i].free_until, policy_head(policy)->zone, NOW, a,
			    &said[n++], &why));
		n = fields_reckoned(policy, &all, n, a);
		assert_string_equal(day_of(all, n, "free_until", a),
		    v[i].free_then);
		assert_string_equal(day_of(all, n, "look_at", a), v[i].look_at);
		arena_free(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(derivations),
		cmocka_unit_test(derived_again),
		cmocka_unit_test(derived_into_fields),
		cmocka_unit_test(dates_that_follow),
	};

	return cmocka_run_group_tests_name("fields_derived", tests, load_policy,
	    drop_policy);
}
