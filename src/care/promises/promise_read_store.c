/* Reading promises from the store. */
#include "care/promises/promise_read.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "store/db.h"
#include "store/subject.h"
#include "text/ident.h"

#define COLUMNS "SELECT subject, rule, turn, owes, policy, start_at, due_at," \
	" amount, calendar, hard, state, ended_at, reason, next_at FROM promise "

static void read_row(struct stmt *st, struct arena *a, struct promise *p)
{
	*p = (struct promise){
		.subject = db_int(st, 0),
		.rule = arena_dup(a, db_text(st, 1)),
		.turn = (int)db_int(st, 2),
		.owes = arena_dup(a, db_text(st, 3)),
		.policy = db_int(st, 4),
		.start_at = db_int(st, 5),
		.due_at = db_int(st, 6),
		.amount = arena_dup(a, db_text(st, 7)),
		.calendar = arena_dup(a, db_text(st, 8)),
		.hard = db_int(st, 9) != 0,
		.state = arena_dup(a, db_text(st, 10)),
		.ended_at = db_int(st, 11),
		.reason = arena_dup(a, db_text(st, 12)),
		.next_at = db_int(st, 13),
	};
}

/* All rows of a statement as an array in the arena. */
static size_t read_all(struct stmt *st, struct arena *a, struct promise **out)
{
	size_t n = 0, cap = 0;

	*out = NULL;
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		read_row(st, a, &(*out)[n++]);
	}
	db_done(st);
	return n;
}

size_t promises_of(struct db *db, int64_t subject, struct arena *a,
    struct promise **out)
{
	struct stmt *st = db_prepare(db, COLUMNS
	    "WHERE subject = $subject ORDER BY start_at, rule, turn");

	db_bind_int(st, "$subject", subject);
	return read_all(st, a, out);
}

bool promise_load(struct db *db, int64_t subject, const char *rule, int turn,
    struct arena *a, struct promise *p)
{
	struct stmt *st = db_prepare(db, COLUMNS
	    "WHERE subject = $subject AND rule = $rule"
	    " AND ($turn = 0 OR turn = $turn) ORDER BY turn DESC LIMIT 1");
	bool found;

	db_bind_int(st, "$subject", subject);
	db_bind_text(st, "$rule", rule);
	db_bind_int(st, "$turn", turn);
	found = db_step(st);
	if (found)
		read_row(st, a, p);
	db_done(st);
	return found;
}

int64_t promise_live_from(struct db *db, int64_t subject)
{
	struct stmt *st = db_prepare(db,
	    "SELECT live_from FROM subject WHERE id = $id");
	int64_t at;

	db_bind_int(st, "$id", subject);
	at = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return at;
}

size_t promise_fired(struct db *db, const struct promise *p, struct arena *a,
    struct fired **out)
{
	struct stmt *st = db_prepare(db, "SELECT level, time, due_at, at, how FROM fired"
	    " WHERE subject = $subject AND rule = $rule AND turn = $turn");
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(st, "$subject", p->subject);
	db_bind_text(st, "$rule", p->rule);
	db_bind_int(st, "$turn", p->turn);
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = (struct fired){arena_dup(a, db_text(st, 0)),
		    (int)db_int(st, 1), db_int(st, 2), db_int(st, 3),
		    arena_dup(a, db_text(st, 4))};
	}
	db_done(st);
	return n;
}

/* Two walks along two indexes; what both would find is the first one's. */
#define OF_RULE " AND ($rule IS NULL OR rule = $rule)"
static const char asked_sql[] = COLUMNS
    "WHERE state = 'open' AND due_at < $due" OF_RULE " UNION ALL " COLUMNS
    "WHERE next_at < $next AND due_at >= $due" OF_RULE
    " ORDER BY due_at, subject, rule, turn";

void promises_each(struct db *db, const struct promises_asked *asked,
    promise_seen *seen, void *arg)
{
	struct stmt *st = db_prepare(db, asked_sql);
	struct arena *a = arena_new();
	struct promise p;

	db_bind_int(st, "$due", asked->due);
	db_bind_int(st, "$next", asked->next);
	db_bind_text(st, "$rule", asked->rule);
	while (db_step(st)) {
		read_row(st, a, &p);
		seen(arg, &p);
		arena_reset(a);
	}
	db_done(st);
	arena_free(a);
}

static int by_number(const void *x, const void *y)
{
	const int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

/* Each number of the first column once, in order: sorted here, since a store
 * that is asked for the order walks along all promises that ever were. */
static size_t numbers_once(struct stmt *st, struct arena *a, int64_t **out)
{
	int64_t *v;
	size_t n = db_ids(st, a, &v), kept = 0;

	if (n)
		qsort(v, n, sizeof *v, by_number);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || v[kept - 1] != v[i])
			v[kept++] = v[i];
	*out = v;
	return kept;
}

size_t promises_coming(struct db *db, int64_t until, struct arena *a,
    int64_t **out)
{
	struct stmt *st = db_prepare(db,
	    "SELECT subject FROM promise WHERE next_at <= $until");

	db_bind_int(st, "$until", until);
	return numbers_once(st, a, out);
}

size_t promises_owing(struct db *db, struct arena *a, int64_t **out)
{
	return numbers_once(db_prepare(db, "SELECT subject FROM promise"
	    " WHERE state = 'open' AND due_at IS NOT NULL"), a, out);
}

size_t promises_ripe(struct db *db, int64_t now, size_t max, struct arena *a,
    struct promise **out)
{
	struct stmt *st = db_prepare(db, COLUMNS
	    "WHERE next_at IS NOT NULL AND next_at <= $now"
	    " ORDER BY next_at, subject, rule, turn LIMIT $max");

	db_bind_int(st, "$now", now);
	db_bind_int(st, "$max", (int64_t)max);
	return read_all(st, a, out);
}

void subject_called(struct db *db, int64_t subject, struct buf *out)
{
	struct buf ref = {0};
	const char *kind = NULL;

	if (!subject_ref(db, subject, &ref, &kind) || !kind ||
	    strcmp(kind, "case") == 0)
		buf_addf(out, "%" PRId64, ident_case(subject));
	else if (strcmp(kind, "customer") == 0)
		buf_addf(out, "c%" PRId64, subject);
	else if (strcmp(kind, "measure") == 0)
		buf_addf(out, "a%" PRId64, subject);
	else if (strcmp(kind, "group") == 0)
		buf_addf(out, "g%s", buf_text(&ref));
	else if (strcmp(kind, "house") == 0)
		buf_adds(out, "house");
	else
		buf_addf(out, "%s:%s", kind, buf_text(&ref));
	buf_free(&ref);
}

void promise_name(struct db *db, const struct promise *p, struct buf *out)
{
	subject_called(db, p->subject, out);
	buf_addf(out, "/%s", p->rule);
	if (p->turn > 1)
		buf_addf(out, ".%d", p->turn);
}
