/* Which cases make a group: a table, and chance against a naive count. */
#include "policy_files.h"

#include <stdio.h>

#include "care/groups/group.h"

enum { MOST = 64 };

static struct group_rule rule_of(int warning, int group, int crisis,
    struct span within)
{
	return (struct group_rule){.name = "r", .within = within,
	    .warning = warning, .group = group, .crisis = crisis};
}

/*
 * Cases as "CUSTOMER@SECOND", each maybe with the letters of its values (a
 * where none stands), "!" for one that was merged, "-" for one not known in a
 * column, "<" for one from before its subject lives. Ids count from 1.
 */
static size_t read_cases(const char *text, struct group_case *v)
{
	static const char *const values[] = {"a", "b", "c"};
	size_t n = 0;
	int customer, second, used;

	while (sscanf(text, " %d@%d%n", &customer, &second, &used) == 2) {
		assert_true(n < MOST);
		text += used;
		v[n] = (struct group_case){.id = (int64_t)n + 1,
		    .customer = customer, .received_at = second, .same = "a",
		    .live_from = INT64_MIN};
		for (; *text && *text != ' '; text++) {
			if (*text == '!')
				v[n].merged = true;
			else if (*text == '-')
				v[n].same = NULL;
			else if (*text == '<')
				v[n].live_from = second + 1;
			else
				v[n].same = values[*text - 'a'];
		}
		n++;
	}
	return n;
}

/* The groups as "VALUE LEVEL CUSTOMERS: ID ID ..; .." */
static void write_groups(const struct group_case *v,
    const struct group_found *f, size_t n, char *out, size_t size)
{
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		at += (size_t)snprintf(out + at, size - at, "%s%s %s %d:",
		    i ? "; " : "", v[f[i].from].same,
		    group_level_name(f[i].level), (int)f[i].customers);
		for (size_t j = 0; j < f[i].n; j++)
			at += (size_t)snprintf(out + at, size - at, " %d",
			    (int)v[f[i].from + j].id);
		assert_true(at < size);
	}
}

static void found(void **state)
{
	static const struct {
		const char *why, *cases, *groups;
	} table[] = {
		{"nobody", "", ""},
		{"one is no group", "1@0", ""},
		{"two customers warn", "1@0 2@60", "a warning 2: 1 2"},
		{"exactly within", "1@0 2@100", "a warning 2: 1 2"},
		{"one second more", "1@0 2@101", ""},
		{"the same customer twice", "1@0 1@10", ""},
		{"the same customer again beside another", "1@0 1@10 2@20",
		    "a warning 2: 1 2 3"},
		{"nobody knows who", "0@0 0@1 0@2 0@3", ""},
		{"who is not known joins, and counts nobody", "1@0 0@1 2@2 0@3",
		    "a warning 2: 1 2 3 4"},
		{"other values", "1@0a 2@1b", ""},
		{"two groups", "1@0a 2@1b 3@2a 4@3b",
		    "a warning 2: 1 3; b warning 2: 2 4"},
		{"merged into another case", "1@0 2@1!", ""},
		{"not known in a column", "1@0- 2@1-", ""},
		{"from before it lives", "1@0< 2@1", ""},
		{"from before it lives, in a group", "1@0< 2@1 3@2",
		    "a warning 2: 2 3"},
		{"three are still a warning", "1@0 2@1 3@2",
		    "a warning 3: 1 2 3"},
		{"four are a group", "1@0 2@1 3@2 4@3", "a group 4: 1 2 3 4"},
		{"six are a crisis", "1@0 2@1 3@2 4@3 5@4 6@5",
		    "a crisis 6: 1 2 3 4 5 6"},
		{"four, but never in one stretch", "1@0 2@100 3@200 4@300",
		    "a warning 2: 1 2 3 4"},
		{"the level is that of the fullest stretch",
		    "1@0 2@10 3@200 4@210 5@220 6@230", "a group 4: 1 2 3 4 5 6"},
		{"later ones join, however much later", "1@0 2@10 3@100000",
		    "a warning 2: 1 2 3"},
		{"an earlier one does not, which makes no stretch",
		    "1@0 2@200 3@210", "a warning 2: 2 3"},
		{"an earlier one of the same stretch does", "1@110 2@200 3@210",
		    "a warning 3: 1 2 3"},
		{"entered late, received before", "2@200 3@210 1@150",
		    "a warning 3: 3 1 2"},
		{"received in one second", "3@5 1@5 2@5 4@5",
		    "a group 4: 1 2 3 4"},
		{"the stretch moves on over one who comes again",
		    "1@0 1@99 2@150", "a warning 2: 2 3"},
	};
	const struct group_rule r = rule_of(2, 4, 6,
	    (struct span){SPAN_WALL, 100});
	char got[1024];

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct arena *a = arena_new();
		struct group_case v[MOST];
		struct group_found *f;
		size_t n = read_cases(table[i].cases, v);

		n = groups_find(&r, v, n, a, &f);
		write_groups(v, f, n, got, sizeof got);
		if (strcmp(got, table[i].groups) != 0)
			fail_msg("%s: %s", table[i].why, got);
		arena_free(a);
	}
}

/* Two who turn out to be one: as they were merged, the same case, and a level
 * fewer. */
static void merged_customers(void **state)
{
	const struct group_rule r = rule_of(2, 0, 0,
	    (struct span){SPAN_WALL, 100});
	struct arena *a = arena_new();
	struct group_case v[MOST];
	struct group_found *f;
	size_t n = read_cases("7@0 8@10", v);

	(void)state;
	assert_int_equal(groups_find(&r, v, n, a, &f), 1);
	v[1].customer = 7;
	assert_int_equal(groups_find(&r, v, n, a, &f), 0);
	arena_free(a);
}

static void levels(void **state)
{
	const struct group_rule r = rule_of(2, 0, 10,
	    (struct span){SPAN_DAYS, 7});

	(void)state;
	assert_int_equal(group_within(&r), 7 * 86400);
	assert_int_equal(group_reached(&r, 1), GROUP_NONE);
	assert_int_equal(group_reached(&r, 2), GROUP_WARNING);
	assert_int_equal(group_reached(&r, 9), GROUP_WARNING);
	assert_int_equal(group_reached(&r, 10), GROUP_CRISIS);
	assert_int_equal(group_next(&r, GROUP_NONE), GROUP_WARNING);
	assert_int_equal(group_next(&r, GROUP_WARNING), GROUP_CRISIS);
	assert_int_equal(group_next(&r, GROUP_CRISIS), GROUP_NONE);
	for (int l = GROUP_WARNING; l <= GROUP_CRISIS; l++)
		assert_int_equal(group_level_named(group_level_name(
		    (enum group_level)l)), l);
	assert_int_equal(group_level_named("catastrophe"), GROUP_NONE);
	assert_int_equal(group_level_named(NULL), GROUP_NONE);
}

static void same(void **state)
{
	static const char *const columns[] = {"trip", "cause"};
	const struct group_rule r = {.same = {columns, 2}};
	struct arena *a = arena_new();
	struct care_case c = {.trip = "T1 cause=x", .cause = "50%"};

	(void)state;
	assert_string_equal(group_same(&r, &c, a),
	    "trip=T1%20cause%3Dx cause=50%25");
	assert_string_equal(group_value("trip=T1%20cause%3Dx cause=50%25",
	    "cause", a), "50%");
	assert_string_equal(group_value("trip=T1%20cause%3Dx cause=50%25",
	    "trip", a), "T1 cause=x");
	assert_null(group_value("trip=T1 because=x", "cause", a));
	assert_null(group_value("", "cause", a));
	c.cause = NULL;
	assert_null(group_same(&r, &c, a));
	c.cause = "";
	assert_null(group_same(&r, &c, a));
	arena_free(a);
}

/* People read titles, and values as they are. */
static void said(void **state)
{
	struct policy *p;
	struct arena *a = arena_new();

	(void)state;
	p = load_text(HEAD "words: {causes: {late: 大巴晚点}}\n", NULL);
	assert_non_null(p);
	assert_string_equal(group_same_said(p, "trip=T1 cause=late", a),
	    "T1, 大巴晚点");
	assert_string_equal(group_same_said(p, "product=a%20b%25 cause=other", a),
	    "a b%, other");
	assert_string_equal(group_same_said(p, "", a), "");
	policy_free(p);
	arena_free(a);
}

/* How many customers complained from this case on, counted by looking at all. */
static int naive_customers(const struct group_case *v, size_t n, size_t first,
    int64_t within)
{
	int distinct = 0;

	for (size_t i = 0; i < n; i++) {
		bool again = false;

		if (strcmp(v[i].same, v[first].same) != 0 || !v[i].customer ||
		    v[i].received_at < v[first].received_at ||
		    v[i].received_at > v[first].received_at + within)
			continue;
		for (size_t j = 0; j < i; j++)
			again = again || (v[j].customer == v[i].customer &&
			    strcmp(v[j].same, v[i].same) == 0 &&
			    v[j].received_at >= v[first].received_at &&
			    v[j].received_at <= v[first].received_at + within);
		distinct += !again;
	}
	return distinct;
}

/* The group of that value: from when on, and its most customers; false: none.
 * Every case is tried as the first of a stretch. */
static bool naive(const struct group_rule *r, const struct group_case *v,
    size_t n, const char *value, int64_t *since, int *most)
{
	bool found_one = false;

	*most = 0;
	for (size_t i = 0; i < n; i++) {
		int customers;

		if (strcmp(v[i].same, value) != 0)
			continue;
		customers = naive_customers(v, n, i, group_within(r));
		if (customers > *most)
			*most = customers;
		if (group_reached(r, customers) &&
		    (!found_one || v[i].received_at < *since)) {
			*since = v[i].received_at;
			found_one = true;
		}
	}
	return found_one;
}

static void compare(const struct group_rule *r, const struct group_case *was,
    size_t n, unsigned seed)
{
	static const char *const values[] = {"a", "b", "c"};
	struct arena *a = arena_new();
	struct group_case v[MOST];
	struct group_found *f;
	size_t have, expected = 0;

	memcpy(v, was, n * sizeof *v);
	have = groups_find(r, v, n, a, &f);
	for (size_t k = 0; k < 3; k++) {
		int64_t since = 0;
		size_t members = 0;
		int most;

		if (!naive(r, was, n, values[k], &since, &most))
			continue;
		for (size_t i = 0; i < n; i++)
			members += strcmp(was[i].same, values[k]) == 0 &&
			    was[i].received_at >= since;
		if (expected >= have || strcmp(v[f[expected].from].same,
		    values[k]) != 0 || f[expected].n != members ||
		    f[expected].customers != most ||
		    v[f[expected].from].received_at != since)
			fail_msg("seed %u: not the group of %s", seed, values[k]);
		expected++;
	}
	if (have != expected)
		fail_msg("seed %u: %zu groups, not %zu", seed, have, expected);
	arena_free(a);
}

static void by_chance(void **state)
{
	static const char *const values[] = {"a", "b", "c"};
	unsigned groups = 0;

	(void)state;
	for (unsigned seed = 1; seed <= 3000; seed++) {
		struct group_case v[MOST];
		struct group_rule r;
		size_t n;
		int64_t since;
		int most;

		srand(seed);
		n = (size_t)(rand() % MOST);
		r = rule_of(2 + rand() % 3, 5 + rand() % 2, 7 + rand() % 4,
		    (struct span){SPAN_WALL, 1 + rand() % 40});
		for (size_t i = 0; i < n; i++)
			v[i] = (struct group_case){.id = (int64_t)i + 1,
			    .customer = rand() % 12, .received_at = rand() % 200,
			    .same = values[rand() % 3], .live_from = INT64_MIN};
		compare(&r, v, n, seed);
		groups += n && naive(&r, v, n, "a", &since, &most);
	}
	/* Neither always nor never. */
	assert_in_range(groups, 300, 2700);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(found),
		cmocka_unit_test(merged_customers),
		cmocka_unit_test(levels),
		cmocka_unit_test(same),
		cmocka_unit_test(said),
		cmocka_unit_test(by_chance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
