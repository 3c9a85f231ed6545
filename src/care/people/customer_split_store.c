/* A merge is taken back: its own events tell what went over. */
#include "care/people/customer_merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "care/people/customer.h"
#include "care/people/customer_goods.h"
#include "care/promises/promise_store.h"
#include "store/db.h"
#include "store/log.h"
#include "store/row.h"

/* An event of the merge, its changes read. */
struct past {
	const char *what;
	int64_t subject;
	struct row_changes rows;	/* point into the arena */
};

struct splitting {
	struct log *log;
	const struct customer *from;
	int64_t of, at;
	struct arena *arena;
	struct merged *sum;
};

static int64_t merge_entry(struct db *db, int64_t from)
{
	struct stmt *st = db_prepare(db, "SELECT max(entry) FROM event"
	    " WHERE subject = $from AND what = 'merged'");
	int64_t entry = 0;

	db_bind_int(st, "$from", from);
	if (db_step(st))
		entry = db_int(st, 0);
	db_done(st);
	return entry;
}

static int64_t merged_into(struct db *db, int64_t id)
{
	struct stmt *st = db_prepare(db,
	    "SELECT merged_into FROM customer WHERE id = $id");
	int64_t into = 0;

	db_bind_int(st, "$id", id);
	if (db_step(st))
		into = db_int(st, 0);
	db_done(st);
	return into;
}

/* The events of the entry; all are read before any is written. */
static size_t read_events(struct splitting *s, int64_t entry,
    struct past **out)
{
	struct stmt *st = db_prepare(log_db(s->log), "SELECT e.what, e.subject,"
	    " e.arg, c.body FROM event e LEFT JOIN content c ON c.id = e.content"
	    " WHERE e.entry = $entry ORDER BY e.n");
	struct past *v = NULL;
	size_t n = 0, cap = 0;

	db_bind_int(st, "$entry", entry);
	while (db_step(st)) {
		v = mem_grow(v, &cap, n + 1, sizeof *v);
		v[n] = (struct past){.what = arena_dup(s->arena, db_text(st, 0)),
		    .subject = db_int(st, 1)};
		if (row_decode(&v[n].rows, arena_dup(s->arena, db_text(st, 2)),
		    arena_dup(s->arena, db_text(st, 3))))
			n++;
		else
			row_changes_free(&v[n].rows);
	}
	db_done(st);
	*out = v;
	return n;
}

/* A cell; NULL: not there, or erased. */
static const char *cell(const struct row_change *r, const char *column)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->v[i].column, column) == 0)
			return r->v[i].text;
	return NULL;
}

static int64_t number(const struct row_change *r, const char *column)
{
	const char *text = cell(r, column);
	int64_t v = 0;

	if (text)
		num_int(text, 0, INT64_MAX, &v);
	return v;
}

static bool is_of(const struct row_change *r, char op, const char *table)
{
	return r->op == op && strcmp(r->table, table) == 0;
}

static void key_back(struct splitting *s, const struct row_change *r)
{
	const char *value = cell(r, "value");
	struct stmt *st;
	bool still;

	if (!value)
		return;
	st = db_prepare(log_db(s->log), "SELECT 1 FROM customer_key"
	    " WHERE kind = $kind AND value = $value AND customer = $of");
	db_bind_text(st, "$kind", cell(r, "kind"));
	db_bind_text(st, "$value", value);
	db_bind_int(st, "$of", s->of);
	still = db_step(st);
	db_done(st);
	if (!still)
		return;
	log_row(s->log, '~', "customer_key");
	log_text(s->log, "kind", cell(r, "kind"));
	log_private(s->log, "value", value);
	log_int(s->log, "customer", s->from->id);
	s->sum->keys++;
}

static bool consent_is(struct splitting *s, const struct row_change *r)
{
	struct stmt *st = db_prepare(log_db(s->log), "SELECT 1 FROM consent"
	    " WHERE customer = $of AND purpose = $purpose AND at = $at");
	bool still;

	db_bind_int(st, "$of", s->of);
	db_bind_text(st, "$purpose", cell(r, "purpose"));
	db_bind_int(st, "$at", number(r, "at"));
	still = db_step(st);
	db_done(st);
	return still;
}

static void consent_cells(struct splitting *s, const struct row_change *r,
    int64_t customer)
{
	log_int(s->log, "customer", customer);
	log_text(s->log, "purpose", cell(r, "purpose"));
	log_int(s->log, "at", number(r, "at"));
}

/* A consent that was put in goes; it was taken from him when the change
 * before it says so. */
static void consent_back(struct splitting *s, const struct row_changes *rows,
    size_t i)
{
	const struct row_change *r = &rows->v[i];

	if (!consent_is(s, r))
		return;
	log_row(s->log, '-', "consent");
	consent_cells(s, r, s->of);
	if (i > 0 && is_of(&rows->v[i - 1], '-', "consent")) {
		log_row(s->log, '+', "consent");
		consent_cells(s, r, s->from->id);
		log_int(s->log, "given", number(r, "given"));
		log_private(s->log, "proof", cell(r, "proof"));
	}
	s->sum->consents++;
}

static void return_of(struct splitting *s, const struct past *p)
{
	log_event(s->log, s->from->id, "split", s->at);
	log_person(s->log, s->from->id);
	log_row(s->log, '~', "customer");
	log_int(s->log, "id", s->from->id);
	log_text(s->log, "state", "active");
	log_null(s->log, "merged_into");
	for (size_t i = 0; i < p->rows.n; i++) {
		if (is_of(&p->rows.v[i], '~', "customer_key"))
			key_back(s, &p->rows.v[i]);
		else if (is_of(&p->rows.v[i], '+', "consent"))
			consent_back(s, &p->rows, i);
	}
	log_end(s->log);
}

/* What the other one was given is unknown again, unless it was said of him
 * otherwise since. */
static void forget(struct splitting *s, const struct past *p)
{
	struct customer now;
	bool begun = false;

	customer_load(log_db(s->log), s->of, s->arena, &now);
	log_event(s->log, s->of, "split_off", s->at);
	log_fact_int(s->log, "customer", s->from->id);
	for (size_t i = 0; i < p->rows.n; i++) {
		const struct {
			const char *column, *now;
		} v[] = {{"name", now.name}, {"birthday", now.birthday},
		    {"lang", now.lang}};

		if (!is_of(&p->rows.v[i], '~', "customer"))
			continue;
		for (size_t j = 0; j < sizeof v / sizeof v[0]; j++) {
			const char *got = cell(&p->rows.v[i], v[j].column);

			if (!got || !v[j].now || strcmp(got, v[j].now) != 0)
				continue;
			if (!begun) {
				log_row(s->log, '~', "customer");
				log_int(s->log, "id", s->of);
			}
			begun = true;
			log_null(s->log, v[j].column);
		}
	}
	log_end(s->log);
}

static void good_back(struct splitting *s, const struct past *p)
{
	const struct row_change *r = &p->rows.v[0];
	struct good g = {r->table, customer_good_column(r->table), p->subject,
	    number(r, "id")};

	if (!customer_good_is(log_db(s->log), r->table, g.id, s->of, s->from->id))
		return;
	customer_give(s->log, &g, s->of, s->from->id, s->at);
	s->sum->rows++;
}

static int64_t next_level(const struct past *p)
{
	for (size_t i = 0; i < p->rows.n; i++)
		if (p->rows.v[i].op == '.')
			return number(&p->rows.v[i], "next_at");
	return 0;
}

static void promise_back(struct splitting *s, const struct past *p)
{
	const struct row_change *r = &p->rows.v[0];
	struct promise now;

	if (!promise_load(log_db(s->log), s->from->id, cell(r, "rule"),
	    (int)number(r, "turn"), s->arena, &now) || !now.reason ||
	    strcmp(now.reason, "merged") != 0)
		return;
	promise_restore(s->log, &now, next_level(p), s->at);
	s->sum->promises++;
}

static void take_back(struct splitting *s, const struct past *p)
{
	if (p->rows.n == 0)
		return;
	if (strcmp(p->what, "merged") == 0)
		return_of(s, p);
	else if (strcmp(p->what, "merged_from") == 0)
		forget(s, p);
	else if (strcmp(p->what, "customer_changed") == 0)
		good_back(s, p);
	else if (strcmp(p->what, "cancelled") == 0)
		promise_back(s, p);
}

bool customer_split(struct log *log, const struct customer *from, int64_t of,
    int64_t at, struct merged *sum)
{
	struct splitting s = {log, from, of, at, NULL, sum};
	struct past *events;
	size_t n;

	*sum = (struct merged){0};
	if (merged_into(log_db(log), from->id) != of)
		return false;
	s.arena = arena_new();
	n = read_events(&s, merge_entry(log_db(log), from->id), &events);
	for (size_t i = 0; i < n; i++)
		take_back(&s, &events[i]);
	for (size_t i = 0; i < n; i++)
		row_changes_free(&events[i].rows);
	free(events);
	arena_free(s.arena);
	return true;
}
