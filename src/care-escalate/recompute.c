/* care-escalate recompute: due times again, as the policy in force allows. */
#include <inttypes.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-escalate/verbs.h"
#include "care/promises/recompute.h"
#include "command/known.h"
#include "command/targets.h"

static const struct out_column columns[] = {
	{.name = "promise", .table = true, .id = true},
	{.name = "old_due", .type = OUT_TIME, .table = true},
	{.name = "new_due", .type = OUT_TIME, .table = true},
	{.name = "moved_s", .type = OUT_SECONDS, .table = true, .head = "moved"},
	{.name = "was_late", .type = OUT_INT},
	{.name = "is_late", .type = OUT_INT},
	{.name = NULL}
};

/* The promises that move; db is first for known_facts(). */
struct moves {
	struct db *db;
	struct session *s;
	struct out *out;
	int64_t n;
};

static void tell_move(void *arg, const struct promise *old,
    const struct promise *new)
{
	struct moves *m = arg;
	struct buf name = {0};

	promise_name(m->db, old, &name);
	out_text(m->out, "promise", buf_text(&name));
	out_int(m->out, "old_due", old->due_at);
	out_int(m->out, "new_due", new->due_at);
	out_int(m->out, "moved_s", new->due_at - old->due_at);
	out_int(m->out, "was_late", old->due_at < m->s->now);
	out_int(m->out, "is_late", new->due_at < m->s->now);
	out_row(m->out);
	buf_free(&name);
	m->n++;
}

/* Of that subject, 0 of all, in one transaction. */
static void again(struct session *s, struct moves *m, int64_t subject,
    const char *once)
{
	struct recompute c = {.db = s->db, .facts = known_facts,
	    .moves = tell_move, .arg = m, .log = s->log, .at = s->now,
	    .subject = subject};

	if (!session_begin(s, once))
		return;
	c.policy = s->policy;
	c.policy_id = s->policy_id;
	promises_recompute(&c);
	session_commit(s);
}

static void each_case(struct session *s, struct moves *m)
{
	struct targets *t = targets_open(s, "case");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_case(t, name);

		if (id)
			again(s, m, id, target_once(t));
	}
	targets_close(t);
}

int escalate_recompute(struct session *s)
{
	struct moves m = {.db = s->db, .s = s};
	bool all = arg_given(s->args, "all");

	if (all == (arg_operands(s->args) > 0))
		die_usage(_("name cases, or give --all"));
	m.out = session_out(s, columns);
	if (all)
		again(s, &m, 0, arg_value(s->args, "once"));
	else
		each_case(s, &m);
	out_end(m.out);
	say(_("%" PRId64 " promises move"), m.n);
	buf_addf(s->counts, "moved=%" PRId64, m.n);
	return STATUS_DONE;
}
