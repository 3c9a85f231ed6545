/* care-case tasks: what departments, partners and counsel were asked. */
#include "care/cases/task.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/verbs.h"
#include "care/cases/case_list.h"
#include "command/actor.h"
#include "command/targets.h"
#include "store/subject.h"
#include "text/ident.h"

static const struct out_column columns[] = {
	{.name = "promise", .table = true, .id = true},
	{.name = "case", .type = OUT_INT},
	{.name = "event"},
	{.name = "state", .table = true},
	{.name = "team", .table = true},
	{.name = "owes", .table = true},
	{.name = "who", .table = true, .head = N_("asked by")},
	{.name = "start", .type = OUT_TIME},
	{.name = "due", .type = OUT_TIME, .table = true},
	{.name = "left_s", .type = OUT_SECONDS, .table = true, .head = "left"},
	{.name = "late", .type = OUT_INT},
	{.name = "acknowledged", .type = OUT_TIME, .table = true},
	{.name = "ended", .type = OUT_TIME, .table = true},
	{.name = "about", .class = CLASS_PERSONAL, .mask = MASK_TEXT, .table = true},
	{.name = "answer", .class = CLASS_PERSONAL, .mask = MASK_TEXT},
	{.name = "version", .type = OUT_INT},
	{.name = NULL}
};

struct listing {
	struct session *s;
	struct out *out;
	int64_t owner;		/* only what he owes; 0: everybody's */
	bool all;		/* answered ones too */
};

static void put_time(struct out *out, const char *column, int64_t at)
{
	if (at)
		out_int(out, column, at);
}

static void put_task(struct listing *l, const struct task *task,
    struct arena *a)
{
	const struct promise *p = &task->promise;
	int64_t owes = promise_debtor(p);
	struct buf name = {0};

	promise_name(l->s->db, p, &name);
	out_text(l->out, "promise", buf_text(&name));
	buf_free(&name);
	out_int(l->out, "case", ident_case(p->subject));
	out_text(l->out, "event", task->event);
	out_text(l->out, "state", p->state);
	out_text(l->out, "team", task->team);
	out_text(l->out, "owes", owes ? actor_name(l->s->db, owes, a) : p->owes);
	out_text(l->out, "who", actor_name(l->s->db, task->who, a));
	out_int(l->out, "start", p->start_at);
	put_time(l->out, "due", p->due_at);
	if (p->due_at && !p->ended_at)
		out_int(l->out, "left_s", p->due_at - l->s->now);
	if (p->due_at)
		out_int(l->out, "late", (p->ended_at ? p->ended_at : l->s->now) >
		    p->due_at);
	put_time(l->out, "acknowledged", task->acked_at);
	put_time(l->out, "ended", p->ended_at);
	out_text(l->out, "about", task->asked);
	out_text(l->out, "answer", task->answer);
	out_int(l->out, "version", subject_version(l->s->db, p->subject));
	out_row(l->out);
}

static void list_one(void *arg, int64_t id)
{
	struct listing *l = arg;
	struct arena *a = arena_new();
	struct task *all;
	size_t n = tasks_of(l->s->db, id, a, &all);

	for (size_t i = 0; i < n; i++)
		if ((l->all || strcmp(all[i].promise.state, "open") == 0) &&
		    (!l->owner || l->owner == promise_debtor(&all[i].promise)))
			put_task(l, &all[i], a);
	arena_free(a);
}

int case_verb_tasks(struct session *s)
{
	struct listing l = {s, session_out(s, columns),
	    session_staff(s, "owner"), arg_given(s->args, "all")};
	struct case_filter open = {.state = l.all ? NULL : "open"};
	struct targets *t;
	const char *name;

	if (arg_operands(s->args) == 0) {
		session_look(s);
		cases_list(s->db, &open, list_one, &l);
		session_seen(s);
		out_end(l.out);
		return STATUS_DONE;
	}
	t = targets_open(s, "case");
	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_case(t, name);

		if (id)
			list_one(&l, id);
	}
	targets_close(t);
	out_end(l.out);
	return STATUS_DONE;
}
