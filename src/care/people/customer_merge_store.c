/* Two customers become one. */
#include "care/people/customer_merge.h"

#include <stdlib.h>
#include <string.h>

#include "care/people/customer.h"
#include "care/people/customer_goods.h"
#include "care/promises/promise_store.h"
#include "store/db.h"
#include "store/log.h"

enum { HOPS = 32 };	/* merges followed; more would be a circle */

int64_t customer_survivor(struct db *db, int64_t id)
{
	for (int i = 0; id && i < HOPS; i++) {
		struct stmt *st = db_prepare(db,
		    "SELECT merged_into FROM customer WHERE id = $id");
		int64_t into = 0;

		db_bind_int(st, "$id", id);
		if (db_step(st))
			into = db_int(st, 0);
		db_done(st);
		if (into == 0)
			break;
		id = into;
	}
	return id;
}

struct merging {
	struct log *log;
	const struct customer *from, *into;
	int64_t at;
	struct arena *arena;
	struct merged *sum;
};

/* Rows of a statement as texts, since the log may write only afterwards. */
struct rows {
	const char *(*v)[4];
	size_t n;
};

static struct rows read_rows(struct merging *m, const char *sql)
{
	struct stmt *st = db_prepare(log_db(m->log), sql);
	struct rows r = {0};
	size_t cap = 0;

	db_bind_int(st, "$customer", m->from->id);
	while (db_step(st)) {
		if (r.n == cap) {
			const char *(*more)[4] = arena_alloc(m->arena,
			    cap = cap ? 2 * cap : 8, sizeof *more);

			if (r.n)
				memcpy(more, r.v, r.n * sizeof *more);
			r.v = more;
		}
		for (int i = 0; i < 4 && i < db_columns(st); i++)
			r.v[r.n][i] = arena_dup(m->arena, db_text(st, i));
		r.n++;
	}
	db_done(st);
	return r;
}

static void move_keys(struct merging *m)
{
	struct rows keys = read_rows(m, "SELECT kind, value FROM customer_key"
	    " WHERE customer = $customer ORDER BY kind, value");

	for (size_t i = 0; i < keys.n; i++) {
		log_row(m->log, '~', "customer_key");
		log_text(m->log, "kind", keys.v[i][0]);
		log_private(m->log, "value", keys.v[i][1]);
		log_int(m->log, "customer", m->into->id);
	}
	m->sum->keys = keys.n;
}

/* What the other one said of the purpose at that second: -1 nothing. */
static int said_by_other(struct merging *m, const char *purpose, int64_t at)
{
	struct stmt *st = db_prepare(log_db(m->log), "SELECT given FROM consent"
	    " WHERE customer = $customer AND purpose = $purpose AND at = $at");
	int given = -1;

	db_bind_int(st, "$customer", m->into->id);
	db_bind_text(st, "$purpose", purpose);
	db_bind_int(st, "$at", at);
	if (db_step(st))
		given = db_int(st, 0) != 0;
	db_done(st);
	return given;
}

static void consent_cells(struct merging *m, const char *const *row,
    int64_t customer, int64_t at)
{
	log_int(m->log, "customer", customer);
	log_text(m->log, "purpose", row[0]);
	log_int(m->log, "at", at);
}

/* A refusal that the other one's consent of the same second hides is said
 * once more, in the first free second from the merge on; its row stays. */
static void move_consents(struct merging *m)
{
	struct rows all = read_rows(m, "SELECT purpose, at, given, proof"
	    " FROM consent WHERE customer = $customer ORDER BY purpose, at");

	for (size_t i = 0; i < all.n; i++) {
		const char *const *row = all.v[i];
		int64_t at = strtoll(row[1], NULL, 10);
		int other = said_by_other(m, row[0], at);
		bool given = strcmp(row[2], "1") == 0;

		if (other >= 0) {
			if (given || other == 0)
				continue;
			for (at = m->at; said_by_other(m, row[0], at) >= 0; at++)
				;
		} else {
			log_row(m->log, '-', "consent");
			consent_cells(m, row, m->from->id, at);
		}
		log_row(m->log, '+', "consent");
		consent_cells(m, row, m->into->id, at);
		log_int(m->log, "given", given);
		log_private(m->log, "proof", row[3]);
		m->sum->consents++;
	}
}

static void leave(struct merging *m)
{
	log_event(m->log, m->from->id, "merged", m->at);
	log_person(m->log, m->from->id);
	log_row(m->log, '~', "customer");
	log_int(m->log, "id", m->from->id);
	log_text(m->log, "state", "merged");
	log_int(m->log, "merged_into", m->into->id);
	move_keys(m);
	move_consents(m);
	log_end(m->log);
}

/* Name, birthday, language: facts of no rule, so that nothing is promised
 * anew by them. The tier is the survivor's. */
static void arrive(struct merging *m)
{
	const struct {
		const char *column, *was, *gets;
		bool personal;
	} v[] = {
		{"name", m->into->name, m->from->name, true},
		{"birthday", m->into->birthday, m->from->birthday, true},
		{"lang", m->into->lang, m->from->lang, false},
	};
	bool begun = false;

	log_event(m->log, m->into->id, "merged_from", m->at);
	log_person(m->log, m->from->id);
	log_fact_int(m->log, "customer", m->from->id);
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		if (v[i].was || !v[i].gets)
			continue;
		if (!begun) {
			log_row(m->log, '~', "customer");
			log_int(m->log, "id", m->into->id);
		}
		begun = true;
		if (v[i].personal)
			log_private(m->log, v[i].column, v[i].gets);
		else
			log_text(m->log, v[i].column, v[i].gets);
	}
	log_end(m->log);
}

static void end_promises(struct merging *m)
{
	struct promise *all;
	size_t n = promises_of(log_db(m->log), m->from->id, m->arena, &all);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].state, "open") == 0) {
			promise_suspend(m->log, &all[i], "merged", m->at);
			m->sum->promises++;
		}
}

void customer_merge(struct log *log, const struct customer *from,
    const struct customer *into, int64_t at, struct merged *sum)
{
	struct merging m = {log, from, into, at, arena_new(), sum};
	struct good *goods;

	*sum = (struct merged){0};
	leave(&m);
	arrive(&m);
	sum->rows = customer_goods(log_db(log), from->id, into->id, m.arena,
	    &goods);
	for (size_t i = 0; i < sum->rows; i++)
		customer_give(log, &goods[i], from->id, into->id, at);
	end_promises(&m);
	arena_free(m.arena);
}
