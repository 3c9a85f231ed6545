/* Writing the log: entries, events, contents, and the rows they change. */
#include "store/log.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "store/chain.h"
#include "store/db.h"
#include "store/digest.h"
#include "store/overlay.h"
#include "store/row.h"

enum { SALTS = 128 };

struct log {
	struct db *db;
	char *tool;
	int64_t actor, done_by, policy, run, clock;
	bool dry, apart;
	int64_t as_if;				/* entries of a run apart */

	/* the entry being made */
	struct entry_head head;
	unsigned char before[DIGEST_SIZE];	/* chain of the entry before */
	struct digest root;
	char *once;
	int64_t n;				/* events so far */
	int64_t first_subject, next_subject, next_content, next_message;
	int64_t next_survey, next_contact;

	unsigned char salt[SALTS][DIGEST_SHORT];
	size_t salts;				/* left */

	/* the event being made */
	struct arena *arena;
	struct row_changes rows;
	int64_t subject, at, person;
	const char *what;
	bool has_content, in_event;
	struct buf arg, body;
};

struct log *log_open(struct db *db, const char *tool)
{
	struct log *l = mem_alloc(1, sizeof *l);

	l->db = db;
	l->tool = mem_dup(tool);
	l->arena = arena_new();
	return l;
}

struct db *log_db(struct log *l)
{
	return l->db;
}

void log_by(struct log *l, int64_t actor, int64_t done_by)
{
	l->actor = actor;
	l->done_by = done_by;
}

int64_t log_done_by(const struct log *l)
{
	return l->done_by;
}

int64_t log_actor(const struct log *l)
{
	return l->actor;
}

void log_policy(struct log *l, int64_t policy)
{
	l->policy = policy;
}

void log_dry(struct log *l)
{
	l->dry = true;
}

bool log_is_dry(const struct log *l)
{
	return l->dry;
}

void log_apart(struct log *l)
{
	l->dry = l->apart = true;
	overlay_make(l->db);
}

static bool done_before(struct log *l, const char *once)
{
	struct stmt *st = db_prepare(l->db,
	    "SELECT 1 FROM entry WHERE once = $once");
	bool found;

	db_bind_text(st, "$once", once);
	found = db_step(st);
	db_done(st);
	return found;
}

static void insert_run(struct log *l, int64_t clock)
{
	struct stmt *st = db_prepare(l->db,
	    "INSERT INTO run (id, tool, began, now)"
	    " VALUES ($id, $tool, $began, $began)");

	l->run = db_int_of(l->db, "SELECT max(id) FROM run", 0) + 1;
	db_bind_int(st, "$id", l->run);
	db_bind_text(st, "$tool", l->tool);
	db_bind_int(st, "$began", clock);
	db_step(st);
	db_done(st);
}

bool log_begin(struct log *l, int64_t clock, const char *once)
{
	if (l->apart)
		db_begin_read(l->db);
	else
		db_begin(l->db, l->tool);
	if (once && done_before(l, once)) {
		db_rollback(l->db);
		return false;
	}
	l->clock = clock;
	if (l->run == 0 && !l->apart)
		insert_run(l, clock);
	chain_last(l->db, &l->head, l->before);
	l->head.id += 1 + l->as_if;
	if (l->head.recorded_at < clock)
		l->head.recorded_at = clock;
	l->head.actor = l->actor;
	l->head.done_by = l->done_by;
	l->head.policy = l->policy;
	l->head.run = l->run;
	l->head.tool = l->tool;
	free(l->once);
	l->once = mem_dup(once);
	l->head.once = l->once;
	digest_begin(&l->root, NULL);
	l->n = 0;
	l->first_subject = l->next_subject = l->next_content = 0;
	l->next_message = l->next_survey = l->next_contact = 0;
	return true;
}

static void forget_run(struct log *l)
{
	/* A run row that was rolled back must be made again by the next. */
	struct stmt *st = db_prepare(l->db, "SELECT 1 FROM run WHERE id = $id");

	db_bind_int(st, "$id", l->run);
	if (!db_step(st))
		l->run = 0;
	db_done(st);
}

void log_rollback(struct log *l)
{
	if (!db_busy(l->db))
		return;
	db_rollback(l->db);
	forget_run(l);
}

static void insert_entry(struct log *l)
{
	struct stmt *st = db_prepare(l->db,
	    "INSERT INTO entry (id, recorded_at, actor, done_by, tool, run,"
	    " policy, once, root, chain)"
	    " VALUES ($id, $recorded, $actor, $done_by, $tool, $run,"
	    " $policy, $once, $root, $chain)");
	unsigned char root[DIGEST_SIZE], chain[DIGEST_SIZE];

	digest_end(&l->root, root);
	chain_link(l->before, &l->head, root, chain);
	db_bind_int(st, "$id", l->head.id);
	db_bind_int(st, "$recorded", l->head.recorded_at);
	db_bind_int(st, "$actor", l->head.actor);
	if (l->head.done_by)
		db_bind_int(st, "$done_by", l->head.done_by);
	db_bind_text(st, "$tool", l->head.tool);
	db_bind_int(st, "$run", l->head.run);
	if (l->head.policy)
		db_bind_int(st, "$policy", l->head.policy);
	db_bind_text(st, "$once", l->head.once);
	db_lend_blob(st, "$root", root, sizeof root);
	db_lend_blob(st, "$chain", chain, sizeof chain);
	db_step(st);
	db_done(st);
}

void log_commit(struct log *l)
{
	if (l->in_event)
		die(STATUS_BUG, "an event was not ended");
	if (l->n == 0 || (l->dry && !l->apart)) {
		log_rollback(l);
		return;
	}
	if (l->apart) {
		l->as_if++;
		db_commit(l->db);
		return;
	}
	insert_entry(l);
	db_commit(l->db);
}

int64_t log_entry(const struct log *l)
{
	return l->head.id;
}

int64_t log_recorded(const struct log *l)
{
	return l->head.recorded_at;
}

void log_run(struct log *l, int64_t clock)
{
	if (l->dry || l->run != 0)
		return;
	db_begin(l->db, l->tool);
	l->clock = clock;
	insert_run(l, clock);
	db_commit(l->db);
}

int64_t log_run_id(const struct log *l)
{
	return l->run;
}

void log_close(struct log *l, const char *counts, int rc)
{
	if (!l)
		return;
	/* What was done is done: a store that is busy now must not turn the
	 * command's success into "nothing done". */
	if (l->run != 0 && !l->dry && !db_busy(l->db) &&
	    db_try_begin(l->db, l->tool)) {
		struct stmt *st;

		st = db_prepare(l->db, "UPDATE run SET ended = $ended,"
		    " counts = $counts, rc = $rc WHERE id = $id");
		db_bind_int(st, "$ended", l->clock);
		db_bind_text(st, "$counts", counts);
		db_bind_int(st, "$rc", rc);
		db_bind_int(st, "$id", l->run);
		db_step(st);
		db_done(st);
		db_commit(l->db);
	}
	row_changes_free(&l->rows);
	arena_free(l->arena);
	buf_free(&l->arg);
	buf_free(&l->body);
	free(l->once);
	free(l->tool);
	free(l);
}

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

int64_t log_next_subject(struct log *l)
{
	if (l->next_subject == 0) {
		int64_t first = db_int_of(l->db, "SELECT CAST(value AS INTEGER)"
		    " FROM meta WHERE name = 'first'", 1001);

		l->next_subject = 1 + db_int_of(l->db,
		    "SELECT max(id) FROM main.subject", 0);
		if (l->next_subject < first)
			l->next_subject = first;
		l->first_subject = l->next_subject;
	}
	return l->next_subject++;
}

int64_t log_next_message(struct log *l)
{
	if (l->next_message == 0)
		l->next_message = 1 + db_int_of(l->db,
		    "SELECT max(id) FROM main.message", 0);
	return l->next_message++;
}

int64_t log_next_survey(struct log *l)
{
	if (l->next_survey == 0)
		l->next_survey = 1 + db_int_of(l->db,
		    "SELECT max(id) FROM main.survey", 0);
	return l->next_survey++;
}

int64_t log_next_contact(struct log *l)
{
	if (l->next_contact == 0)
		l->next_contact = 1 + db_int_of(l->db,
		    "SELECT max(id) FROM main.contact", 0);
	return l->next_contact++;
}

bool log_is_new(const struct log *l, int64_t subject)
{
	return l->first_subject != 0 && subject >= l->first_subject;
}
