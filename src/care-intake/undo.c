/* care-intake batches, undo: what was brought by which run, and back again. */
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/num.h"
#include "care-intake/verbs.h"
#include "care/intake/undo.h"
#include "command/session.h"
#include "text/ident.h"

enum { BATCHES_MOST = 100, SAID_MOST = 20 };

static const struct out_column columns[] = {
	{.name = "batch", .table = true, .id = true},
	{.name = "at", .type = OUT_TIME, .table = true},
	{.name = "tool", .table = true},
	{.name = "counts", .table = true},
	{.name = NULL}
};

int intake_verb_batches(struct session *s)
{
	struct arena *a = arena_new();
	struct undo_batch *v;
	struct out *out = session_out(s, columns);
	size_t n = undo_batches(s->db, BATCHES_MOST, a, &v);

	for (size_t i = 0; i < n; i++) {
		out_text(out, "batch", arena_printf(a, "b%lld", (long long)v[i].run));
		out_int(out, "at", v[i].at);
		out_text(out, "tool", v[i].tool);
		out_text(out, "counts", v[i].counts);
		out_row(out);
	}
	out_end(out);
	arena_free(a);
	return STATUS_DONE;
}

static int64_t batch_of(const struct session *s)
{
	const char *name = arg_operand(s->args, 0);
	int64_t run;

	if (arg_operands(s->args) != 1)
		die_usage(_("name one batch, as care-intake batches lists them"));
	if (!num_int(name + (*name == 'b'), 1, INT64_MAX, &run))
		die_usage(_("%s: not the name of a batch: write b7"), name);
	return run;
}

static bool goes_back(const struct undo_subject *s)
{
	return s->brought && (strcmp(s->kind, "case") == 0 ||
	    strcmp(s->kind, "booking") == 0);
}

static void name(const struct undo_subject *s)
{
	if (strcmp(s->kind, "case") == 0)
		warn_at(_("worked on since"), 0, 0, "%lld",
		    (long long)ident_case(s->id));
	else
		warn_at(_("worked on since"), 0, 0, "booking:%s", s->ref);
}

/* How many can go back; *touched: how many were worked on since. */
static size_t judge(const struct undo_subject *v, size_t n, size_t *touched)
{
	size_t back = 0;

	*touched = 0;
	for (size_t i = 0; i < n; i++) {
		if (!goes_back(&v[i]))
			continue;
		back++;
		if (v[i].touched && (*touched)++ < SAID_MOST)
			name(&v[i]);
	}
	return back;
}

int intake_verb_undo(struct session *s)
{
	struct arena *a = arena_new();
	struct undo_subject *v;
	int64_t run = batch_of(s);
	size_t n, back, touched;
	bool done;

	session_begin(s, NULL);
	n = undo_find(s->db, run, a, &v);
	back = judge(v, n, &touched);
	done = back > 0 && touched == 0;
	for (size_t i = 0; i < n && done; i++)
		if (goes_back(&v[i]))
			undo_one(s->log, s->policy, s->policy_id, &v[i], run, s->now);
	session_commit(s);
	if (touched)
		say(_("b%lld: %zu of %zu were worked on since; nothing was taken back"),
		    (long long)run, touched, back);
	else if (!back)
		say(_("b%lld: no batch, or it brought no case and no booking, or was taken back before"),
		    (long long)run);
	else
		say(_("b%lld: %zu taken back; their references are free again"),
		    (long long)run, back);
	arena_free(a);
	return done ? STATUS_DONE : STATUS_LOOK;
}
