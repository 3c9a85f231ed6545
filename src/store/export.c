/* The canonical form of a store. */
#include "store/export.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "store/db.h"
#include "store/row.h"
#include "store/schema.h"

/* Lines on their way into order: in a store of their own, which keeps on disk
 * what is too much to hold. */
static struct db *lines_open(void)
{
	struct db *lines = db_open(NULL, DB_SCRATCH);

	db_exec(lines, "PRAGMA cache_size = -16384");
	db_exec(lines, "PRAGMA journal_mode = OFF");
	db_exec(lines, "CREATE TABLE line (text TEXT NOT NULL)");
	db_begin_read(lines);
	return lines;
}

static void add_line(struct db *lines, const struct buf *b)
{
	struct stmt *st = db_prepare(lines,
	    "INSERT INTO line (text) VALUES ($text)");

	db_lend_text(st, "$text", buf_text(b));
	db_step(st);
	db_done(st);
}

static void flush(struct db *lines, export_line *out, void *arg)
{
	struct stmt *st = db_prepare(lines,
	    "SELECT text FROM line ORDER BY text");

	while (db_step(st))
		out(arg, db_text(st, 0));
	db_done(st);
	db_exec(lines, "DELETE FROM line");
}

/* Columns that say how, not what: ids, and the tries of a delivery. */
static bool left_out(const char *column)
{
	static const char *const names[] = {
		"id", "entry", "tries", "lease", "next_at", "sent_at", "seen",
		"policy", "token", "last_id",
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], column) == 0)
			return true;
	return false;
}

/* kind:source/ref of a subject; the number itself when there is none (0, the
 * owner). */
static void add_subject(struct db *db, int64_t id, struct buf *b)
{
	struct stmt *st = db_prepare(db,
	    "SELECT kind, source, ref FROM subject WHERE id = $id");

	db_bind_int(st, "$id", id);
	if (db_step(st))
		buf_addf(b, "%s:%s/%s", db_text(st, 0), db_text(st, 1),
		    strncmp(db_text(st, 2), "#", 1) == 0 ? "#" : db_text(st, 2));
	else
		buf_addf(b, "%lld", (long long)id);
	db_done(st);
}

static void add_content(struct db *db, int64_t id, struct buf *b)
{
	struct stmt *st = db_prepare(db,
	    "SELECT body FROM content WHERE id = $id");

	db_bind_int(st, "$id", id);
	if (db_step(st))
		for (const char *s = db_null(st, 0) ? "(erased)" : db_text(st, 0);
		    *s; s++)
			buf_addc(b, *s == '\n' ? '|' : *s);
	db_done(st);
}

static void add_survey(struct db *db, int64_t id, struct buf *b)
{
	struct stmt *st = db_prepare(db,
	    "SELECT rule, subject FROM survey WHERE id = $id");

	db_bind_int(st, "$id", id);
	if (db_step(st)) {
		buf_addf(b, "%s@", db_text(st, 0));
		add_subject(db, db_int(st, 1), b);
	}
	db_done(st);
}

static void add_value(struct db *db, const char *column, const char *text,
    struct buf *b)
{
	int64_t id;

	if (left_out(column))
		return;
	buf_addf(b, " %s", column);
	if (!text)
		return;
	buf_addc(b, '=');
	if (!num_int(text, 0, INT64_MAX, &id))
		buf_adds(b, text);
	else if (schema_is_reference(column))
		add_subject(db, id, b);
	else if (strcmp(column, "content") == 0)
		add_content(db, id, b);
	else if (strcmp(column, "survey") == 0)
		add_survey(db, id, b);
	else
		buf_adds(b, text);
}

/* What a message really said was decided when it went, by the minutes left
 * then: that is the delivery's, not what is true. */
static bool of_delivery(const char *table, const char *column)
{
	return strcmp(table, "message") == 0 && strcmp(column, "content") == 0;
}

/* The number of a subject is left out; what it refers to stands instead. */
static void table_lines(struct db *db, const struct projection *p,
    struct db *lines)
{
	const char *table = p->table;
	struct stmt *st;
	struct buf b = {0};

	buf_addf(&b, "SELECT * FROM %s", table);
	st = db_prepare(db, buf_text(&b));
	while (db_step(st)) {
		buf_reset(&b);
		buf_adds(&b, table);
		if (p->of_subject) {
			buf_addc(&b, ' ');
			add_subject(db, db_int(st, 0), &b);
		}
		for (int i = 0; i < db_columns(st); i++)
			if (!of_delivery(table, db_column_name(st, i)))
				add_value(db, db_column_name(st, i), db_text(st, i),
				    &b);
		add_line(lines, &b);
	}
	db_done(st);
	buf_free(&b);
}

/* Deliveries' tries depend on what was killed when; their end shows in the
 * message's state. */
static bool is_try(const char *what)
{
	return strcmp(what, "leased") == 0 || strcmp(what, "sent") == 0 ||
	    strcmp(what, "try_failed") == 0;
}

static void event_line(struct db *db, struct stmt *st, int64_t n, struct buf *b)
{
	struct row_changes rows = {0};
	char *arg = mem_dup(db_text(st, 3));

	buf_addf(b, "event ");
	add_subject(db, db_int(st, 0), b);
	buf_addf(b, " %lld %s at=%lld", (long long)n, db_text(st, 1),
	    (long long)db_int(st, 2));
	if (row_decode(&rows, arg, NULL))
		for (size_t i = 0; i < rows.n; i++) {
			buf_addf(b, " %c%s", rows.v[i].op, rows.v[i].table);
			for (size_t j = 0; j < rows.v[i].n; j++)
				add_value(db, rows.v[i].v[j].column,
				    rows.v[i].v[j].text, b);
		}
	if (!db_null(st, 4)) {
		buf_adds(b, " {");
		add_content(db, db_int(st, 4), b);
		buf_addc(b, '}');
	}
	row_changes_free(&rows);
	free(arg);
}

static void event_lines(struct db *db, struct db *lines)
{
	struct stmt *st = db_prepare(db, "SELECT subject, what, at, arg, content"
	    " FROM event ORDER BY subject, entry, n");
	struct buf b = {0};
	int64_t subject = -1, n = 0;

	while (db_step(st)) {
		if (db_int(st, 0) != subject)
			n = 0;
		subject = db_int(st, 0);
		if (is_try(db_text(st, 1)))
			continue;
		buf_reset(&b);
		event_line(db, st, n++, &b);
		add_line(lines, &b);
	}
	db_done(st);
	buf_free(&b);
}

void export_canonical(struct db *db, export_line *out, void *arg)
{
	struct db *lines = lines_open();
	const struct projection *all;
	size_t n;

	db_begin_read(db);
	all = schema_projections(&n);
	for (size_t i = 0; i < n; i++) {
		table_lines(db, &all[i], lines);
		flush(lines, out, arg);
	}
	event_lines(db, lines);
	flush(lines, out, arg);
	db_rollback(db);
	db_close(lines);
}
