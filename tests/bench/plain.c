/*
 * The yardstick for writing: every row of a store that was filled by taking in
 * cases, written once more by plain prepared statements in one process, with
 * the digests of the log as they are, and with the same schema, indexes,
 * foreign keys and pragmas. Two orders:
 *
 * cases: as the log says that they were written, case by case, a transaction
 *   for each of its entries. This is the yardstick: a case must be whole or
 *   absent when the power fails, and others want to write in between.
 * tables: one table after the other in the order of its key, in transactions
 *   of what 10,000 cases write; easier on the cache, and of no use to anybody
 *   whose rows arrive as cases. It shows what the order costs.
 *
 * Prints the seconds that took, by the clock and of the processor. Reading does
 * not count: the rows are laid side by side in memory before, values are bound
 * where they lie there.
 *
 * cc -O2 plain.c -lsqlite3; plain STORE NEW cases|tables
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
	sqlite3_stmt *all, *one, *put;
};

static sqlite3 *from, *to;
static struct table tables[MOST];
static int tables_n;

/* The rows as they are to be written: the number of the table, then of each
 * value its type and its number or its length and bytes; END: a transaction
 * ends. */
enum { END = 0xff };
static struct {
	unsigned char *v;
	size_t n, cap;
} tape;

/* How a row is found of which an event says that it was written. */
static const struct {
	const char *table, *where;
} keys[] = {
	{"subject", "id = :id"}, {"customer", "id = :id"},
	{"customer_key", "customer = :customer AND kind = :kind"},
	{"cases", "id = :id"},
	{"promise", "subject = :subject AND rule = :rule AND turn = :turn"},
	{"content", "id = :id"}, {"entry", "id = :id"},
	{"event", "entry = :entry AND n = :n"},
};

static void fail(const char *why)
{
	fprintf(stderr, "plain: %s\n", why);
	exit(70);
}

static void must(int rc, sqlite3 *db)
{
	if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW)
		fail(sqlite3_errmsg(db));
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

static void ready(struct table *t)
{
	char sql[512];
	int at;

	snprintf(sql, sizeof sql, "SELECT * FROM %s", t->name);
	t->all = prepare(from, sql);
	t->columns = sqlite3_column_count(t->all);
	at = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (", t->name);
	for (int i = 0; i < t->columns; i++)
		at += snprintf(sql + at, sizeof sql - (size_t)at, i ? ", ?" : "?");
	snprintf(sql + at, sizeof sql - (size_t)at, ")");
	t->put = prepare(to, sql);
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (strcmp(keys[i].table, t->name) == 0) {
			snprintf(sql, sizeof sql, "SELECT * FROM %s WHERE %s",
			    t->name, keys[i].where);
			t->one = prepare(from, sql);
		}
}

/* The schema in the order of its making. */
static void copy_schema(void)
{
	sqlite3_stmt *st = prepare(from, "SELECT type, name, sql FROM sqlite_master"
	    " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid");

	while (sqlite3_step(st) == SQLITE_ROW) {
		exec(to, (const char *)sqlite3_column_text(st, 2));
		if (strcmp((const char *)sqlite3_column_text(st, 0), "table") == 0 &&
		    tables_n < MOST)
			snprintf(tables[tables_n++].name, sizeof tables[0].name,
			    "%s", (const char *)sqlite3_column_text(st, 1));
	}
	sqlite3_finalize(st);
	for (int i = 0; i < tables_n; i++)
		ready(&tables[i]);
}

static void put(const void *p, size_t n)
{
	while (tape.cap - tape.n < n) {
		tape.cap = tape.cap ? 2 * tape.cap : 1 << 20;
		tape.v = realloc(tape.v, tape.cap);
		if (!tape.v)
			fail("out of memory");
	}
	if (n)
		memcpy(tape.v + tape.n, p, n);
	tape.n += n;
}

static void put_byte(int b)
{
	unsigned char byte = (unsigned char)b;

	put(&byte, 1);
}

/* The row on which st stands. */
static void gather(const struct table *t, sqlite3_stmt *st)
{
	put_byte((int)(t - tables));
	for (int i = 0; i < t->columns; i++) {
		int type = sqlite3_column_type(st, i);
		sqlite3_int64 v = sqlite3_column_int64(st, i);
		int n = sqlite3_column_bytes(st, i);

		put_byte(type);
		if (type == SQLITE_INTEGER) {
			put(&v, sizeof v);
		} else if (type != SQLITE_NULL) {
			put(&n, sizeof n);
			put(sqlite3_column_blob(st, i), (size_t)n);
		}
	}
}

/* Bind the value at p; returns what comes after it. */
static const unsigned char *lend(sqlite3_stmt *st, int i, const unsigned char *p)
{
	int type = *p++, n;
	sqlite3_int64 v;

	if (type == SQLITE_NULL) {
		sqlite3_bind_null(st, i);
		return p;
	}
	if (type == SQLITE_INTEGER) {
		memcpy(&v, p, sizeof v);
		sqlite3_bind_int64(st, i, v);
		return p + sizeof v;
	}
	memcpy(&n, p, sizeof n);
	p += sizeof n;
	if (type == SQLITE_TEXT)
		sqlite3_bind_text(st, i, (const char *)p, n, SQLITE_STATIC);
	else
		sqlite3_bind_blob(st, i, p, n, SQLITE_STATIC);
	return p + n;
}

/* What is measured. */
static void write_rows(void)
{
	const unsigned char *p = tape.v, *end = tape.v + tape.n;

	exec(to, "BEGIN IMMEDIATE");
	while (p < end) {
		const struct table *t;

		if (*p == END) {
			exec(to, "COMMIT; BEGIN IMMEDIATE");
			p++;
			continue;
		}
		t = &tables[*p++];
		for (int i = 0; i < t->columns; i++)
			p = lend(t->put, i + 1, p);
		must(sqlite3_step(t->put), to);
		sqlite3_reset(t->put);
	}
	exec(to, "COMMIT");
}

static void gather_all(const struct table *t, long *batch)
{
	while (sqlite3_step(t->all) == SQLITE_ROW) {
		gather(t, t->all);
		if (++*batch % BATCH == 0)
			put_byte(END);
	}
	must(sqlite3_reset(t->all), from);
}

static const struct table *table_of(const char *name, size_t n)
{
	for (int i = 0; i < tables_n; i++)
		if (strncmp(tables[i].name, name, n) == 0 && !tables[i].name[n])
			return &tables[i];
	fail("the log names a table that is not there");
	return NULL;
}

static void gather_found(const struct table *t)
{
	int n = 0;

	for (; sqlite3_step(t->one) == SQLITE_ROW; n++)
		gather(t, t->one);
	must(sqlite3_reset(t->one), from);
	if (n != 1)
		fail("the log names a row that is not there");
}

/* "+promise subject=1002 rule=result turn=1 ..." */
static void gather_line(const char *line)
{
	const struct table *t = table_of(line + 1, strcspn(line + 1, " \n"));
	const char *end = line + strcspn(line, "\n");

	if (!t->one)
		fail("the log names a table whose keys are not said here");
	for (int i = 1; i <= sqlite3_bind_parameter_count(t->one); i++) {
		char name[64];
		int n = snprintf(name, sizeof name, " %s=",
		    sqlite3_bind_parameter_name(t->one, i) + 1);
		const char *at = strstr(line, name);

		if (!at || at >= end)
			fail("the log does not say a row's key");
		at += n;
		sqlite3_bind_text(t->one, i, at, (int)strcspn(at, " \n"),
		    SQLITE_TRANSIENT);
	}
	gather_found(t);
}

static void gather_by(const char *name, sqlite3_int64 key, sqlite3_int64 key2)
{
	const struct table *t = table_of(name, strlen(name));

	sqlite3_bind_int64(t->one, 1, key);
	if (sqlite3_bind_parameter_count(t->one) > 1)
		sqlite3_bind_int64(t->one, 2, key2);
	gather_found(t);
}

static void case_by_case(void)
{
	sqlite3_stmt *st = prepare(from,
	    "SELECT entry, n, content, arg FROM event ORDER BY entry, n");
	sqlite3_int64 entry = 0;
	long batch = 0;

	/* What is there before a case is: meta, policies, runs. */
	gather_all(table_of("meta", 4), &batch);
	gather_all(table_of("policy", 6), &batch);
	gather_all(table_of("run", 3), &batch);
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *line = (const char *)sqlite3_column_text(st, 3);

		if (entry && sqlite3_column_int64(st, 0) != entry) {
			gather_by("entry", entry, 0);
			put_byte(END);
		}
		entry = sqlite3_column_int64(st, 0);
		for (; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
			if (*line == '+')
				gather_line(line);
		if (sqlite3_column_type(st, 2) != SQLITE_NULL)
			gather_by("content", sqlite3_column_int64(st, 2), 0);
		gather_by("event", entry, sqlite3_column_int64(st, 1));
	}
	if (entry)
		gather_by("entry", entry, 0);
	sqlite3_finalize(st);
}

/* What the others refer to comes first. */
static void table_by_table(void)
{
	const struct table *subject = table_of("subject", 7);
	long batch = 0;

	gather_all(subject, &batch);
	for (int i = 0; i < tables_n; i++)
		if (&tables[i] != subject)
			gather_all(&tables[i], &batch);
}

/* Every row is there, or the measure is of something else. */
static void compare(void)
{
	char sql[512];

	for (int i = 0; i < tables_n; i++) {
		sqlite3_stmt *a, *b;

		snprintf(sql, sizeof sql, "SELECT count(*) FROM %.63s", tables[i].name);
		a = prepare(from, sql);
		b = prepare(to, sql);
		must(sqlite3_step(a), from);
		must(sqlite3_step(b), to);
		if (sqlite3_column_int64(a, 0) != sqlite3_column_int64(b, 0))
			fail("not all rows were written");
		sqlite3_finalize(a);
		sqlite3_finalize(b);
	}
}

static double seconds(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	double began, cpu, by_clock, by_cpu;

	if (argc != 4)
		return 64;
	must(sqlite3_open_v2(argv[1], &from, SQLITE_OPEN_READWRITE, NULL), from);
	must(sqlite3_open(argv[2], &to), to);
	exec(to, "PRAGMA cache_size = -65536; PRAGMA journal_mode = WAL;"
	    " PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
	    " PRAGMA foreign_keys = ON");
	copy_schema();
	if (strcmp(argv[3], "cases") == 0)
		case_by_case();
	else
		table_by_table();
	began = seconds(CLOCK_MONOTONIC);
	cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
	write_rows();
	by_clock = seconds(CLOCK_MONOTONIC) - began;
	by_cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
	compare();
	for (int i = 0; i < tables_n; i++) {
		sqlite3_finalize(tables[i].all);
		sqlite3_finalize(tables[i].one);
		sqlite3_finalize(tables[i].put);
	}
	began = seconds(CLOCK_MONOTONIC);
	cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
	sqlite3_close(to);
	printf("%.3f %.3f\n", by_clock + seconds(CLOCK_MONOTONIC) - began,
	    by_cpu + seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu);
	sqlite3_close(from);
	free(tape.v);
	return 0;
}
