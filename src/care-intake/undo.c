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

/* As people name it; not by a reference that may say who it is. */
static void name(const struct undo_subject *u)
{
	struct buf b = {0};

	if (strcmp(u->kind, "case") == 0)
		buf_addf(&b, "%lld", (long long)ident_case(u->id));
	else if (strcmp(u->kind, "customer") == 0)
		buf_addf(&b, "c%lld", (long long)u->id);
	else if (strcmp(u->kind, "staff") == 0)
		buf_addf(&b, "staff:%s", u->ref);
	else
		buf_addf(&b, "%s:%s", u->kind, u->ref);
	if (u->by)
		buf_addf(&b, " (%s)", u->by);
	warn_at(_("worked on since"), 0, 0, "%s", buf_text(&b));
	buf_free(&b);
}

static void sum_up(int64_t run, size_t back, size_t stay)
{
	if (back && stay)
		say(_("b%lld: %zu taken back; %zu stay, since they were worked on since"),
		    (long long)run, back, stay);
	else if (stay)
		say(_("b%lld: %zu of %zu were worked on since; nothing was taken back"),
		    (long long)run, stay, stay);
	else if (back)
		say(_("b%lld: %zu taken back; their references are free again"),
		    (long long)run, back);
	else
		say(_("b%lld: no batch of an intake, or taken back before"),
		    (long long)run);
}

int intake_verb_undo(struct session *s)
{
	struct arena *a = arena_new();
	struct undo_subject *v;
	int64_t run = batch_of(s);
	size_t n, back = 0, stay = 0;

	session_begin(s, NULL);
	n = undo_find(s->db, run, a, &v);
	for (size_t i = 0; i < n; i++) {
		if (v[i].back)
			continue;
		if (!v[i].touched && undo_one(s->log, s->policy, s->policy_id,
		    &v[i], run, s->now))
			back++;
		else if (stay++ < SAID_MOST)
			name(&v[i]);
	}
	session_commit(s);
	sum_up(run, back, stay);
	arena_free(a);
	return back > 0 && stay == 0 ? STATUS_DONE : STATUS_LOOK;
}
