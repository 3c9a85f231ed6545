/* What the log knows of the pauses of a case. */
#include "care/cases/wait_audit.h"

#include <stdlib.h>
#include <string.h>

#include "care/cases/case_list.h"
#include "care/cases/contact.h"
#include "store/db.h"
#include "store/row.h"

/* The events of a case gone through: due times that a pause moved stand in its
 * entry, after it. */
struct reading {
	struct arena *arena;
	const struct waiting *v;
	struct wait_known *known;
	size_t n;
	struct wait_known *last;	/* of the pause in that entry */
	int64_t entry;
};

static void began(struct reading *r, const struct case_event *e,
    const struct row_changes *rows)
{
	const char *n = row_said(rows, "pause", "n");

	r->last = NULL;
	for (size_t i = 0; n && i < r->n; i++)
		if (r->v[i].n == strtoll(n, NULL, 10))
			r->last = &r->known[i];
	if (!r->last)
		return;
	r->entry = e->entry;
	*r->last = (struct wait_known){e->done_by ? e->done_by : e->actor,
	    e->recorded_at,
	    arena_dup(r->arena, row_said(rows, "", "evidence")), 0, 0};
}

static void moved(struct reading *r, const struct row_changes *rows)
{
	const char *old = row_said(rows, "", "old_due");
	int64_t due = old ? strtoll(old, NULL, 10) : 0;

	if (due && (!r->last->first_due || due < r->last->first_due))
		r->last->first_due = due;
}

static void one_event(void *arg, const struct case_event *e)
{
	struct reading *r = arg;
	struct row_changes rows = {0};
	bool begins = strcmp(e->what, "paused") == 0;

	if (!begins && !(r->last && r->entry == e->entry &&
	    strcmp(e->what, "due_moved") == 0))
		return;
	if (row_decode(&rows, arena_dup(r->arena, e->arg), NULL)) {
		if (begins)
			began(r, e, &rows);
		else
			moved(r, &rows);
	}
	row_changes_free(&rows);
}

size_t waits_known(struct db *db, const struct care_case *c, int64_t now,
    struct arena *a, struct waiting **out, struct wait_known **known)
{
	size_t n = waits_of(db, c->id, a, out);
	struct reading r = {.arena = a, .v = *out, .n = n};
	struct contact *contacts = NULL;
	size_t contacts_n;

	*known = r.known = arena_alloc(a, n ? n : 1, sizeof *r.known);
	subject_history(db, c->id, one_event, &r);
	contacts_n = n ? contacts_of(db, c->id, a, &contacts) : 0;
	for (size_t i = 0; i < n; i++)
		r.known[i].word_at = contact_last_word(contacts, contacts_n,
		    wait_end(&r.v[i], now) - 1);
	return n;
}

size_t waits_cases(struct db *db, struct arena *a, int64_t **ids)
{
	struct stmt *st = db_prepare(db, "SELECT DISTINCT p.subject FROM pause p"
	    " JOIN cases c ON c.id = p.subject ORDER BY p.subject");

	return db_ids(st, a, ids);
}
