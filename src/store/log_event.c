/* Writing the log: an entry's events, their contents, and the rows they change;
 * in one file, as it runs for each of them. */
#include "store/log.h"

#include <string.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "store/chain.h"
#include "store/db.h"
#include "store/digest.h"
#include "store/log_inside.h"
#include "store/row.h"

void log_event(struct log *l, int64_t subject, const char *what, int64_t at)
{
	if (!db_busy(l->db) || l->in_event)
		die(STATUS_BUG, "event %s outside of its place", what);
	arena_reset(l->arena);
	row_changes_reset(&l->rows);
	l->subject = subject;
	l->what = arena_dup(l->arena, what);
	l->at = at;
	l->person = 0;
	l->has_content = false;
	l->in_event = true;
}

void log_row(struct log *l, char op, const char *table)
{
	row_change_add(&l->rows, op, table);
}

static void cell(struct log *l, const char *column, const char *v, bool personal)
{
	row_cell_add(&l->rows, column, arena_dup(l->arena, v), personal);
}

void log_int(struct log *l, const char *column, int64_t v)
{
	char text[NUM_TEXT];
	size_t n = num_text(v, text);

	row_int_add(&l->rows, column, arena_dupn(l->arena, text, n), v);
}

void log_text(struct log *l, const char *column, const char *v)
{
	cell(l, column, v, false);
}

void log_null(struct log *l, const char *column)
{
	cell(l, column, NULL, false);
}

void log_time(struct log *l, const char *column, int64_t v)
{
	if (v)
		log_int(l, column, v);
	else
		log_null(l, column);
}

void log_blob(struct log *l, const char *column, const void *p, size_t n)
{
	char *hex = arena_alloc(l->arena, 2 * n + 1, 1);

	digest_hex(p, n, hex);
	row_cell_add(&l->rows, column, hex, false);
}

void log_private(struct log *l, const char *column, const char *v)
{
	if (v)
		l->has_content = true;
	cell(l, column, v, v != NULL);
}

static int64_t next_content(struct log *l)
{
	if (l->next_content == 0)
		l->next_content = 1 + db_int_of(l->db,
		    "SELECT max(id) FROM main.content", 0);
	return l->next_content;
}

void log_content(struct log *l, const char *column)
{
	log_int(l, column, next_content(l));
	l->has_content = true;
}

void log_fact(struct log *l, const char *name, const char *v)
{
	log_row(l, '.', "");
	cell(l, name, v, false);
}

void log_fact_int(struct log *l, const char *name, int64_t v)
{
	log_row(l, '.', "");
	log_int(l, name, v);
}

void log_note(struct log *l, const char *name, const char *text)
{
	if (!text || !*text)
		return;
	log_row(l, '.', "");
	cell(l, name, text, true);
	l->has_content = true;
}

void log_person(struct log *l, int64_t person)
{
	l->person = person;
}

/* Fetched by the hundred, since each asking goes through the kernel; one that
 * was used is forgotten. */
static void take_salt(struct log *l, unsigned char *salt)
{
	if (l->salts == 0) {
		l->salts = SALTS;
		randombytes_buf(l->salt, sizeof l->salt);
	}
	l->salts--;
	memcpy(salt, l->salt[l->salts], DIGEST_SHORT);
	sodium_memzero(l->salt[l->salts], DIGEST_SHORT);
}

static int64_t insert_content(struct log *l, unsigned char *digest)
{
	struct stmt *st = db_prepare(l->db,
	    "INSERT INTO content (id, person, digest, salt, body)"
	    " VALUES ($id, $person, $digest, $salt, $body)");
	unsigned char salt[DIGEST_SHORT];
	int64_t id = next_content(l);

	take_salt(l, salt);
	chain_content(salt, buf_text(&l->body), digest);
	db_bind_int(st, "$id", id);
	if (l->person)
		db_bind_int(st, "$person", l->person);
	db_lend_blob(st, "$digest", digest, DIGEST_SIZE);
	db_lend_blob(st, "$salt", salt, sizeof salt);
	db_lend_text(st, "$body", buf_text(&l->body));
	db_step(st);
	db_done(st);
	l->next_content = id + 1;
	return id;
}

static void insert_event(struct log *l, int64_t content,
    const unsigned char *digest)
{
	struct stmt *st = db_prepare(l->db,
	    "INSERT INTO event (entry, n, subject, what, at, arg, content, leaf)"
	    " VALUES ($entry, $n, $subject, $what, $at, $arg, $content, $leaf)");
	unsigned char leaf[DIGEST_SIZE];
	struct event_head e = {l->head.id, l->n, l->subject, l->what, l->at,
	    buf_text(&l->arg)};

	chain_leaf(&e, content ? digest : NULL, leaf);
	digest_bytes(&l->root, leaf, sizeof leaf);
	db_bind_int(st, "$entry", e.entry);
	db_bind_int(st, "$n", e.n);
	db_bind_int(st, "$subject", e.subject);
	db_lend_text(st, "$what", e.what);
	db_bind_int(st, "$at", e.at);
	db_lend_text(st, "$arg", e.arg);
	if (content)
		db_bind_int(st, "$content", content);
	db_lend_blob(st, "$leaf", leaf, sizeof leaf);
	db_step(st);
	db_done(st);
}

void log_end(struct log *l)
{
	unsigned char digest[DIGEST_SIZE];
	int64_t content = 0;

	for (size_t i = 0; i < l->rows.n; i++) {
		const char *fault = row_apply(l->db, &l->rows.v[i]);

		if (fault)
			die(STATUS_BUG, "event %s: row of %s: %s", l->what,
			    l->rows.v[i].table, fault);
	}
	buf_reset(&l->arg);
	row_encode_arg(&l->rows, &l->arg);
	if (l->has_content) {
		buf_reset(&l->body);
		row_encode_body(&l->rows, &l->body);
		content = insert_content(l, digest);
	}
	insert_event(l, content, digest);
	l->n++;
	l->in_event = false;
}
