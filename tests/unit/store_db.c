/* Statements are kept and found again: by text, not by where it stands, and
 * their values by name, in whatever order they are bound. */
#include "store_made.h"

#include "store/row.h"

static struct made made;

static int make(void **state)
{
	(void)state;
	made_open(&made);
	return 0;
}

static int drop(void **state)
{
	(void)state;
	made_close(&made);
	return 0;
}

static int64_t first_of(const char *sql)
{
	struct stmt *st = db_prepare(made.db, sql);
	int64_t v = db_step(st) ? db_int(st, 0) : -1;

	db_done(st);
	return v;
}

/* Texts of the same place that say different things. */
static void same_place(void **state)
{
	char sql[32];

	(void)state;
	for (int i = 0; i < 2000; i++) {
		snprintf(sql, sizeof sql, "SELECT %d", i % 7);
		assert_int_equal(first_of(sql), i % 7);
	}
}

/* The same text while it is in use is another statement. */
static void nested(void **state)
{
	static const char sql[] = "SELECT $n UNION ALL SELECT $n + 1";
	struct stmt *a = db_prepare(made.db, sql), *b;

	(void)state;
	db_bind_int(a, "$n", 10);
	assert_true(db_step(a));
	b = db_prepare(made.db, sql);
	assert_ptr_not_equal(a, b);
	db_bind_int(b, "$n", 20);
	assert_true(db_step(b));
	assert_true(db_step(a));
	assert_int_equal(db_int(a, 0), 11);
	assert_int_equal(db_int(b, 0), 20);
	db_done(a);
	db_done(b);
}

/* Bound in any order, also another one than last time, or not at all. */
static void any_order(void **state)
{
	static const char *const names[] = {"$a", "$b", "$c"};
	static const char sql[] = "SELECT coalesce($a, 0) * 100 +"
	    " coalesce($b, 0) * 10 + coalesce($c, 0) + 0 * coalesce($a, 0)";
	static const int orders[][3] = {{0, 1, 2}, {2, 1, 0}, {1, 2, 0},
	    {0, 1, 2}, {2, 0, -1}, {1, -1, -1}, {-1, -1, -1}, {0, 1, 2}};

	(void)state;
	for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
		struct stmt *st = db_prepare(made.db, sql);
		int64_t wanted = 0, worth[] = {100, 10, 1};

		for (int k = 0; k < 3 && orders[i][k] >= 0; k++) {
			db_bind_int(st, names[orders[i][k]], orders[i][k] + 1);
			wanted += worth[orders[i][k]] * (orders[i][k] + 1);
		}
		assert_true(db_step(st));
		assert_int_equal(db_int(st, 0), wanted);
		db_done(st);
	}
}

static void add(struct row_changes *c, const char *column, int64_t v)
{
	char text[24];

	snprintf(text, sizeof text, "%lld", (long long)v);
	row_int_add(c, column, strdup(text), v);
}

/* A number goes as number into a column of numbers, as text into one of
 * texts; changes of the same letters but other columns do not mix. */
static void numbers_in_rows(void **state)
{
	struct row_changes c = {0};
	struct stmt *st;

	(void)state;
	for (int i = 0; i < 3; i++) {
		row_change_add(&c, '+', "subject");
		add(&c, "id", 7000 + i);
		row_cell_add(&c, "kind", "customer", false);
		row_cell_add(&c, "source", "", false);
		add(&c, "ref", 12 + i);
		row_change_add(&c, '+', "customer");
		add(&c, "id", 7000 + i);
		row_cell_add(&c, i == 1 ? "standing" : "state", "s1", false);
		row_cell_add(&c, i == 1 ? "state" : "standing", "s2", false);
	}
	for (size_t i = 0; i < c.n; i++)
		assert_null(row_apply(made.db, &c.v[i]));
	st = db_prepare(made.db, "SELECT s.ref, typeof(s.ref), c.state, c.standing"
	    " FROM subject s JOIN customer c ON c.id = s.id WHERE s.id >= 7000"
	    " ORDER BY s.id");
	for (int i = 0; i < 3; i++) {
		assert_true(db_step(st));
		assert_int_equal(atoi(db_text(st, 0)), 12 + i);
		assert_string_equal(db_text(st, 1), "text");
		assert_string_equal(db_text(st, 2), i == 1 ? "s2" : "s1");
		assert_string_equal(db_text(st, 3), i == 1 ? "s1" : "s2");
	}
	db_done(st);
	for (size_t i = 0; i < c.n; i++)
		for (size_t k = 0; k < c.v[i].n; k++)
			if (c.v[i].v[k].is_int)
				free((char *)c.v[i].v[k].text);
	row_changes_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(same_place, make, drop),
		cmocka_unit_test_setup_teardown(nested, make, drop),
		cmocka_unit_test_setup_teardown(any_order, make, drop),
		cmocka_unit_test_setup_teardown(numbers_in_rows, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
