/*
 * The yardstick for writing: every row of a store, written once more by plain
 * prepared statements in one process, with the digests of the log as they are,
 * in transactions of what 10,000 cases write, with the same schema, indexes,
 * foreign keys and pragmas, but table by table, which is easier on the cache
 * than case by case. Prints the seconds that took, by the clock and of the
 * processor; reading the rows beforehand does not count.
 *
 * cc -O2 plain.c -lsqlite3; plain STORE NEW
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sqlite3.h>

enum { MOST = 40, BATCH = 160000 };

struct table {
	char name[64];
	int columns;
	long n, cap;
	sqlite3_value **v;	/* n rows of columns values */
};

static void must(int rc, sqlite3 *db)
{
	if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW) {
		fprintf(stderr, "plain: %s\n", sqlite3_errmsg(db));
		exit(70);
	}
}

static void exec(sqlite3 *db, const char *sql)
{
	must(sqlite3_exec(db, sql, NULL, NULL, NULL), db);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st;

	must(sqlite3_prepare_v2(db, sql, -1, &st, NULL), db);
	return st;
}

static void load(sqlite3 *db, struct table *t)
{
	char sql[128];
	sqlite3_stmt *st;

	snprintf(sql, sizeof sql, "SELECT * FROM %s", t->name);
	st = prepare(db, sql);
	t->columns = sqlite3_column_count(st);
	while (sqlite3_step(st) == SQLITE_ROW) {
		if (t->n == t->cap) {
			t->cap = t->cap ? 2 * t->cap : 1024;
			t->v = realloc(t->v, (size_t)(t->cap * t->columns) * sizeof *t->v);
			if (!t->v)
				exit(70);
		}
		for (int i = 0; i < t->columns; i++)
			t->v[t->n * t->columns + i] =
			    sqlite3_value_dup(sqlite3_column_value(st, i));
		t->n++;
	}
	sqlite3_finalize(st);
}

/* The schema in the order of its making; returns the number of tables. */
static int copy_schema(sqlite3 *from, sqlite3 *to, struct table *tables)
{
	sqlite3_stmt *st = prepare(from, "SELECT type, name, sql FROM sqlite_master"
	    " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid");
	int n = 0;

	while (sqlite3_step(st) == SQLITE_ROW) {
		exec(to, (const char *)sqlite3_column_text(st, 2));
		if (strcmp((const char *)sqlite3_column_text(st, 0), "table") == 0 &&
		    n < MOST)
			snprintf(tables[n++].name, sizeof tables[0].name, "%s",
			    (const char *)sqlite3_column_text(st, 1));
	}
	sqlite3_finalize(st);
	return n;
}

static void write_table(sqlite3 *db, const struct table *t, long *batch)
{
	char sql[512];
	sqlite3_stmt *st;
	int at = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (", t->name);

	for (int i = 0; i < t->columns; i++)
		at += snprintf(sql + at, sizeof sql - (size_t)at, i ? ", ?" : "?");
	snprintf(sql + at, sizeof sql - (size_t)at, ")");
	st = prepare(db, sql);
	for (long r = 0; r < t->n; r++) {
		for (int i = 0; i < t->columns; i++)
			sqlite3_bind_value(st, i + 1, t->v[r * t->columns + i]);
		must(sqlite3_step(st), db);
		sqlite3_reset(st);
		if (++*batch % BATCH == 0)
			exec(db, "COMMIT; BEGIN IMMEDIATE");
	}
	sqlite3_finalize(st);
}

static double seconds(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	static struct table tables[MOST];
	sqlite3 *from, *to;
	double began, cpu;
	long batch = 0;
	int n;

	if (argc != 3)
		return 64;
	must(sqlite3_open_v2(argv[1], &from, SQLITE_OPEN_READWRITE, NULL), from);
	must(sqlite3_open(argv[2], &to), to);
	exec(to, "PRAGMA cache_size = -65536; PRAGMA journal_mode = WAL;"
	    " PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
	    " PRAGMA foreign_keys = ON");
	n = copy_schema(from, to, tables);
	for (int i = 0; i < n; i++)
		load(from, &tables[i]);
	began = seconds(CLOCK_MONOTONIC);
	cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
	exec(to, "BEGIN IMMEDIATE");
	/* What the others refer to comes first. */
	for (int i = 0; i < n; i++)
		if (strcmp(tables[i].name, "subject") == 0)
			write_table(to, &tables[i], &batch);
	for (int i = 0; i < n; i++)
		if (strcmp(tables[i].name, "subject") != 0)
			write_table(to, &tables[i], &batch);
	exec(to, "COMMIT");
	sqlite3_close(to);
	printf("%.3f %.3f\n", seconds(CLOCK_MONOTONIC) - began,
	    seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu);
	return 0;
}
