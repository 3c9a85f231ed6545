/* care-escalate explain: the levels of a promise, and who was told. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "care-escalate/explain.h"
#include "care/escalation/ack.h"
#include "care/escalation/notice.h"
#include "care/escalation/standing.h"
#include "care/escalation/told.h"
#include "command/actor.h"
#include "text/ident.h"
#include "time/human.h"

static const char *who(struct explanation *e, int64_t id)
{
	return actor_name(e->s->db, id, e->a);
}

static const char *when(struct explanation *e, int64_t at)
{
	char text[HUMAN_TEXT];

	return arena_dup(e->a, human_local(at, e->s->zone, text));
}

/* Planned is not sent, and sent is not read: only what is known is said. */
static void one_notice(struct explanation *e, const struct message *m)
{
	bool sent = strcmp(m->state, "sent") == 0;
	int64_t told = sent ? outbox_told(e->s->db, m) : m->addressee;
	struct buf note = {0};

	buf_addf(&note, "m%lld ", (long long)m->id);
	if (sent)
		buf_addf(&note, _("sent by %s"), m->channel ? m->channel : "?");
	else
		buf_adds(&note, m->state);
	if (!sent && m->reason)
		buf_addf(&note, ": %s", m->reason);
	if (m->acked_at)
		buf_addf(&note, _(", acknowledged %s by %s"),
		    when(e, m->acked_at), who(e, m->acked_by));
	explain_line(e, told == m->addressee ?
	    arena_printf(e->a, "told %s", who(e, told)) :
	    arena_printf(e->a, "told %s for %s", who(e, told),
	    who(e, m->addressee)), sent ? m->sent_at : m->next_at, 0,
	    buf_text(&note));
	buf_free(&note);
}

static void notices(struct explanation *e, const struct promise *p,
    const char *level, int time, int64_t due_at)
{
	struct message *all;
	size_t n = notices_of(e->s->db, p, level, time, due_at, e->a, &all);

	for (size_t i = 0; i < n; i++)
		one_notice(e, &all[i]);
}

/* A task or a decision is told to whom it is asked of as it begins: a notice
 * that belongs to no level. */
static void asked(struct explanation *e, const struct promise *p)
{
	struct told *all;
	size_t n = promise_told(e->s->db, p, e->a, &all);
	bool first = true;

	for (size_t i = 0; i < n; i++) {
		struct message m;

		if (strcmp(all[i].level, "asked") != 0 ||
		    !outbox_load(e->s->db, all[i].message, e->a, &m))
			continue;
		if (first)
			explain_line(e, "asked", all[i].planned_at, 0, NULL);
		first = false;
		one_notice(e, &m);
	}
}

static const char *level_name(struct explanation *e, const char *level,
    int time)
{
	return time ? arena_printf(e->a, "level %s.%d", level, time) :
	    arena_printf(e->a, "level %s", level);
}

/* Of the ledger: what the ladder has under another due time, or no more. */
static void recorded(struct explanation *e, const struct promise *p,
    const struct fired *f)
{
	const char *note = f->how;

	if (f->due_at != p->due_at)
		note = arena_printf(e->a, _("%s, when it was due %s"), f->how,
		    when(e, f->due_at));
	explain_line(e, level_name(e, f->level, f->time), f->at, 0, note);
	notices(e, p, f->level, f->time, f->due_at);
}

static const struct fired *ledger_of(const struct standing *s,
    const struct level_time *l)
{
	for (size_t i = 0; i < s->ask.recorded; i++)
		if (s->ask.fired[i].due_at == s->ask.due_at &&
		    s->ask.fired[i].time == l->time &&
		    strcmp(s->ask.fired[i].level, l->level->name) == 0)
			return &s->ask.fired[i];
	return NULL;
}

static bool on_ladder(const struct standing *s, const struct fired *f)
{
	for (size_t i = 0; i < s->ask.n; i++)
		if (ledger_of(s, &s->levels[i]) == f)
			return true;
	return false;
}

/* Whom it tells and what it does, by its words in the policy; and what became
 * of it. */
static const char *level_note(struct explanation *e, const struct promise *p,
    const struct standing *s, const struct level_time *l,
    const struct fired *f)
{
	struct buf note = {0};
	const char *text;

	for (size_t j = 0; j < l->level->notify.n; j++)
		buf_addf(&note, "%s%s", j ? " " : "", l->level->notify.v[j]);
	if (l->time == 0 && l->level->raise)
		buf_addf(&note, "%sraise %s", note.n ? ", " : "",
		    l->level->raise);
	if (l->time == 0 && l->level->reassign)
		buf_addf(&note, "%sreassign %s", note.n ? ", " : "",
		    l->level->reassign);
	if (l->time == 0 && l->level->approve)
		buf_addf(&note, "%sapprove %s", note.n ? ", " : "",
		    l->level->approve);
	if (l->time == 0 && l->level->start)
		buf_addf(&note, "%sstart %s", note.n ? ", " : "",
		    l->level->start);
	if (f && f->at != l->at)
		buf_addf(&note, " (%s %s)", f->how, when(e, f->at));
	else if (f)
		buf_addf(&note, " (%s)", f->how);
	else
		buf_addf(&note, " (%s)", p->ended_at ? p->state :
		    level_silent(&s->ask, l) ? "acknowledged" : "comes");
	text = arena_dup(e->a, buf_text(&note));
	buf_free(&note);
	return text;
}

void explain_levels(struct explanation *e, const struct promise *p)
{
	struct standing s;

	standing_load(e->s->db, e->s->policy, p,
	    e->s->now > p->due_at ? e->s->now : p->due_at, e->a, &s);
	asked(e, p);
	for (size_t i = 0; i < s.ask.recorded; i++)
		if (!on_ladder(&s, &s.ask.fired[i]))
			recorded(e, p, &s.ask.fired[i]);
	for (size_t i = 0; i < s.ask.n; i++) {
		const struct level_time *l = &s.levels[i];
		const struct fired *f = ledger_of(&s, l);

		explain_line(e, level_name(e, l->level->name, l->time), l->at, 0,
		    level_note(e, p, &s, l, f));
		if (f)
			notices(e, p, f->level, f->time, f->due_at);
	}
}
