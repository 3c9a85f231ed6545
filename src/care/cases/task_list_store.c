/* Tasks read back from what happened to their case. */
#include "care/cases/task.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "care/cases/case_list.h"
#include "store/db.h"
#include "store/row.h"

/* A case's events, gone through once. What asks stands in the same entry as
 * the promise it made, before it, and so does an answer. */
struct reading {
	struct db *db;
	struct arena *arena;
	struct task *v;
	size_t n, cap;
	int64_t entry;		/* of the event before; what was said in it */
	const char *event, *team, *said;
	int64_t who;
};

static bool asks(const char *event)
{
	return strncmp(event, "asked_", 6) == 0;
}

static void remember(struct reading *r, const struct case_event *e,
    const struct row_changes *rows)
{
	struct buf keep = {0};

	r->entry = e->entry;
	r->event = arena_dup(r->arena, e->what);
	r->team = arena_dup(r->arena, row_said(rows, "", "team"));
	r->said = arena_dup(r->arena, row_note(e->body, "note", &keep));
	r->who = e->done_by ? e->done_by : e->actor;
	buf_free(&keep);
}

static void add(struct reading *r, int64_t subject, const char *rule, int turn)
{
	struct task task = {.event = r->event, .team = r->team,
	    .asked = r->said, .who = r->who};

	if (!promise_load(r->db, subject, rule, turn, r->arena, &task.promise))
		return;
	r->v = arena_grow(r->arena, r->v, &r->cap, r->n + 1, sizeof *r->v);
	r->v[r->n++] = task;
}

static void answer(struct reading *r, const char *rule, int turn)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->v[i].promise.turn == turn &&
		    strcmp(r->v[i].promise.rule, rule) == 0)
			r->v[i].answer = r->said;
}

static void one_event(void *arg, const struct case_event *e)
{
	struct reading *r = arg;
	struct row_changes rows = {0};
	char *text = arena_dup(r->arena, e->arg);
	const char *rule, *turn, *subject;

	if (row_decode(&rows, text, NULL)) {
		rule = row_said(&rows, "promise", "rule");
		turn = row_said(&rows, "promise", "turn");
		subject = row_said(&rows, "promise", "subject");
		if (!rule || !turn || !subject)
			remember(r, e, &rows);
		else if (strcmp(e->what, "promised") == 0 &&
		    r->entry == e->entry && asks(r->event))
			add(r, strtoll(subject, NULL, 10), rule, atoi(turn));
		else if (strcmp(e->what, "kept") == 0 && r->entry == e->entry)
			answer(r, rule, atoi(turn));
	}
	row_changes_free(&rows);
}

/* When a notice of the task was first acknowledged. */
static int64_t acked(struct db *db, const struct promise *p)
{
	struct stmt *st = db_prepare(db, "SELECT min(acked_at) FROM message"
	    " WHERE subject = $subject AND acked_at IS NOT NULL AND"
	    " substr(occurrence, 1, length($name)) = $name"
	    " AND substr(rule, 1, 7) = 'notice:'");
	char name[160];
	int64_t at;

	snprintf(name, sizeof name, "%s.%d/", p->rule, p->turn);
	db_bind_int(st, "$subject", p->subject);
	db_bind_text(st, "$name", name);
	at = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return at;
}

size_t tasks_of(struct db *db, int64_t subject, struct arena *a,
    struct task **out)
{
	struct reading r = {.db = db, .arena = a, .event = ""};

	subject_history(db, subject, one_event, &r);
	for (size_t i = 0; i < r.n; i++)
		r.v[i].acked_at = acked(db, &r.v[i].promise);
	*out = r.v;
	return r.n;
}

bool task_is(struct db *db, const struct promise *p, struct arena *a)
{
	struct task *all;
	size_t n = tasks_of(db, p->subject, a, &all);

	for (size_t i = 0; i < n; i++)
		if (all[i].promise.turn == p->turn &&
		    strcmp(all[i].promise.rule, p->rule) == 0)
			return true;
	return false;
}
