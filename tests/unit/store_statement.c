/* Statements kept by their text: used again after the engine made them anew,
 * and without the values of the time before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "store/db.h"

/* One row, found by both of its columns. */
static int64_t look_up(struct db *db, int64_t a, int64_t b)
{
	struct stmt *st = db_prepare(db,
	    "SELECT a * 10 + b FROM one WHERE a = $first AND b = $second");
	int64_t n;

	db_bind_int(st, "$first", a);
	db_bind_int(st, "$second", b);
	n = db_step(st) ? db_int(st, 0) : -1;
	db_done(st);
	return n;
}

/* A change of the schema makes the engine compile its statements again; what
 * is kept of them must not go with the old ones. */
static void made_anew(void **state)
{
	struct db *db = db_open("scratch", DB_SCRATCH);

	(void)state;
	db_exec(db, "CREATE TABLE one (a INTEGER, b INTEGER)");
	db_exec(db, "INSERT INTO one VALUES (4, 2)");
	for (int i = 0; i < 4; i++) {
		char sql[64];

		assert_int_equal(look_up(db, 4, 2), 42);
		assert_int_equal(look_up(db, 2, 4), -1);
		snprintf(sql, sizeof sql, "CREATE TABLE more%d (c INTEGER)", i);
		db_exec(db, sql);
	}
	db_close(db);
}

/* What is not said this time is null, whatever was said the time before. */
static void unsaid(void **state)
{
	struct db *db = db_open("scratch", DB_SCRATCH);
	const char *sql = "SELECT $first IS NULL, $second IS NULL, $third IS NULL";

	(void)state;
	for (int said = 0; said < 8; said++) {
		struct stmt *st = db_prepare(db, sql);

		for (int i = 2; i >= 0; i--)
			if (said >> i & 1)
				db_bind_int(st, i == 0 ? "$first" : i == 1 ?
				    "$second" : "$third", i);
		assert_true(db_step(st));
		for (int i = 0; i < 3; i++)
			assert_int_equal(db_int(st, i), !(said >> i & 1));
		assert_false(db_step(st));
		db_done(st);
		/* All of them once, so that there is something to forget. */
		st = db_prepare(db, sql);
		db_bind_text(st, "$first", "a");
		db_bind_text(st, "$second", "b");
		db_bind_text(st, "$third", "c");
		assert_true(db_step(st));
		assert_int_equal(db_int(st, 0) + db_int(st, 1) + db_int(st, 2), 0);
		db_done(st);
	}
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(made_anew),
		cmocka_unit_test(unsaid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
