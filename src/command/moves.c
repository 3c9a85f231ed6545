/* Which open promises move, told to people. */
#include "command/moves.h"

#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "command/known.h"
#include "command/session.h"

static const struct out_column columns[] = {
	{.name = "promise", .table = true, .id = true},
	{.name = "old_due", .type = OUT_TIME, .table = true},
	{.name = "new_due", .type = OUT_TIME, .table = true},
	{.name = "moved_s", .type = OUT_SECONDS, .table = true, .head = N_("moved")},
	{.name = "was_late", .type = OUT_INT, .table = true},
	{.name = "is_late", .type = OUT_INT, .table = true},
	{.name = "why", .table = true},
	{.name = NULL}
};

void moves_begin(struct moves *m, struct session *s)
{
	*m = (struct moves){.db = s->db, .s = s, .out = session_out(s, columns)};
}

/* Another amount is the rule's doing, the same one the calendar's. */
static void put_why(struct moves *m, const struct promise *old,
    const struct promise *new, const struct promise_rule *r)
{
	struct buf b = {0};

	if (strcmp(old->amount, new->amount) != 0)
		buf_addf(&b, "%s -> %s", old->amount, new->amount);
	else if (*new->calendar)
		buf_addf(&b, _("calendar %s"), new->calendar);
	else
		buf_adds(&b, old->amount);
	buf_addf(&b, ", %s:%ld", r->mark.file, (long)r->mark.line);
	out_text(m->out, "why", buf_text(&b));
	buf_free(&b);
}

void moves_tell(void *arg, const struct promise *old,
    const struct promise *new, const struct promise_rule *r)
{
	struct moves *m = arg;
	bool was = old->due_at < m->s->now, is = new->due_at < m->s->now;
	struct buf name = {0};

	m->n++;
	m->late += !was && is;
	m->not_late += was && !is;
	if (!m->out)
		return;
	promise_name(m->db, old, &name);
	out_text(m->out, "promise", buf_text(&name));
	out_int(m->out, "old_due", old->due_at);
	out_int(m->out, "new_due", new->due_at);
	out_int(m->out, "moved_s", new->due_at - old->due_at);
	out_int(m->out, "was_late", was);
	out_int(m->out, "is_late", is);
	put_why(m, old, new, r);
	out_row(m->out);
	buf_free(&name);
}

void moves_end(struct moves *m)
{
	out_end(m->out);
	m->out = NULL;
}

void moves_under(struct moves *m, const struct policy *policy, int64_t subject)
{
	struct recompute c = {.db = m->db, .policy = policy,
	    .facts = known_facts, .moves = moves_tell, .arg = m,
	    .subject = subject};

	promises_recompute(&c);
}
