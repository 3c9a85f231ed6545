/*
 * The yardstick for acts: what the acts on cases wrote, written once more by
 * plain prepared statements: a transaction for each entry, its events and
 * contents inserted, the rows of cases and promises that differ replaced. Same
 * schema, indexes and pragmas; the store before the acts is copied first.
 * Prints the seconds that took; copying and reading do not count.
 *
 * cc -O2 plain_acts.c -lsqlite3; plain_acts BEFORE AFTER NEW
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sqlite3.h>

enum { COLUMNS = 40, TABLES = 5 };

/* Rows of one table, in the order of the entries that wrote them. */
struct table {
	const char *name, *sql;
	int columns;
	size_t n, cap, at;
	sqlite3_value **v;
	sqlite3_int64 *entry;
	sqlite3_stmt *put;
};

static void must(int rc, sqlite3 *db)
{
	if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW) {
		fprintf(stderr, "plain_acts: %s\n", sqlite3_errmsg(db));
		exit(70);
	}
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st;

	must(sqlite3_prepare_v2(db, sql, -1, &st, NULL), db);
	return st;
}

static void *grown(void *v, size_t n, size_t size)
{
	v = realloc(v, n * size);
	if (!v)
		exit(70);
	return v;
}

/* The first column is the entry, the others are the row's. */
static void load(sqlite3 *db, struct table *t)
{
	sqlite3_stmt *st = prepare(db, t->sql);

	t->columns = sqlite3_column_count(st) - 1;
	while (sqlite3_step(st) == SQLITE_ROW) {
		if (t->n == t->cap) {
			t->cap = t->cap ? 2 * t->cap : 1024;
			t->v = grown(t->v, t->cap * (size_t)t->columns, sizeof *t->v);
			t->entry = grown(t->entry, t->cap, sizeof *t->entry);
		}
		t->entry[t->n] = sqlite3_column_int64(st, 0);
		for (int i = 0; i < t->columns; i++)
			t->v[t->n * (size_t)t->columns + (size_t)i] =
			    sqlite3_value_dup(sqlite3_column_value(st, i + 1));
		t->n++;
	}
	must(sqlite3_finalize(st), db);
}

static void ready(sqlite3 *db, struct table *t)
{
	char sql[512] = "";
	size_t n = (size_t)snprintf(sql, sizeof sql,
	    "INSERT OR REPLACE INTO %s VALUES (", t->name);

	for (int i = 0; i < t->columns; i++)
		n += (size_t)snprintf(sql + n, sizeof sql - n, i ? ",?" : "?");
	snprintf(sql + n, sizeof sql - n, ")");
	t->put = prepare(db, sql);
}

static void put_rows(sqlite3 *db, struct table *t, sqlite3_int64 entry)
{
	for (; t->at < t->n && t->entry[t->at] == entry; t->at++) {
		for (int i = 0; i < t->columns; i++)
			must(sqlite3_bind_value(t->put, i + 1,
			    t->v[t->at * (size_t)t->columns + (size_t)i]), db);
		must(sqlite3_step(t->put), db);
		must(sqlite3_reset(t->put), db);
	}
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	static struct table t[TABLES] = {
	    {.name = "entry", .sql = "SELECT id, * FROM entry"
		" WHERE id > (SELECT max(id) FROM b.entry) ORDER BY id"},
	    {.name = "content", .sql = "SELECT e.entry, c.* FROM event e"
		" JOIN content c ON c.id = e.content"
		" WHERE e.entry > (SELECT max(id) FROM b.entry) ORDER BY e.entry, e.n"},
	    {.name = "event", .sql = "SELECT entry, * FROM event"
		" WHERE entry > (SELECT max(id) FROM b.entry) ORDER BY entry, n"},
	    {.name = "cases", .sql = "SELECT (SELECT max(entry) FROM event"
		" WHERE subject = c.id), c.* FROM cases c JOIN b.cases o ON o.id = c.id"
		" WHERE c.state <> o.state OR c.first_at IS NOT o.first_at"
		" OR c.replied_at IS NOT o.replied_at OR c.severity IS NOT o.severity"
		" OR c.stage IS NOT o.stage OR c.owner IS NOT o.owner ORDER BY 1"},
	    {.name = "promise", .sql = "SELECT (SELECT max(entry) FROM event"
		" WHERE subject = p.subject), p.* FROM promise p JOIN b.promise o"
		" ON o.subject = p.subject AND o.rule = p.rule AND o.turn = p.turn"
		" WHERE o.state <> p.state OR o.due_at IS NOT p.due_at ORDER BY 1"},
	};
	sqlite3 *from, *to;
	char sql[4200];
	double began;

	if (argc != 4)
		return 64;
	must(sqlite3_open(argv[2], &from), from);
	snprintf(sql, sizeof sql, "ATTACH '%s' AS b", argv[1]);
	must(sqlite3_exec(from, sql, NULL, NULL, NULL), from);
	snprintf(sql, sizeof sql, "VACUUM b INTO '%s'", argv[3]);
	must(sqlite3_exec(from, sql, NULL, NULL, NULL), from);
	must(sqlite3_open(argv[3], &to), to);
	must(sqlite3_exec(to, "PRAGMA journal_mode = wal; PRAGMA synchronous = full;"
	    " PRAGMA foreign_keys = on; PRAGMA secure_delete = on", NULL, NULL,
	    NULL), to);
	/* The run that made the entries is one row for all of them. */
	snprintf(sql, sizeof sql, "ATTACH '%s' AS a; INSERT OR IGNORE INTO run"
	    " SELECT * FROM a.run; DETACH a", argv[2]);
	must(sqlite3_exec(to, sql, NULL, NULL, NULL), to);
	for (int i = 0; i < TABLES; i++) {
		load(from, &t[i]);
		ready(to, &t[i]);
	}
	began = now();
	for (size_t i = 0; i < t[0].n; i++) {
		sqlite3_int64 entry = t[0].entry[i];

		must(sqlite3_exec(to, "BEGIN IMMEDIATE", NULL, NULL, NULL), to);
		for (int k = 0; k < TABLES; k++)
			put_rows(to, &t[k], entry);
		must(sqlite3_exec(to, "COMMIT", NULL, NULL, NULL), to);
	}
	printf("%.3f %zu\n", now() - began, t[0].n);
	return 0;
}
