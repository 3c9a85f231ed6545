/* care-case steps: which steps of the policy's lists are still to be taken. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/verbs.h"
#include "care/bookings/booking.h"
#include "care/cases/walk.h"
#include "care/people/customer.h"
#include "care/plans/plan.h"
#include "care/promises/promise_read.h"
#include "command/known.h"
#include "command/targets.h"
#include "policy/steps.h"

static const struct out_column columns[] = {
	{.name = "subject", .table = true, .id = true},
	{.name = "plan", .table = true},
	{.name = "title"},
	{.name = "steps", .type = OUT_INT},
	{.name = "done", .type = OUT_INT, .table = true},
	{.name = "to_do", .type = OUT_INT, .table = true, .head = N_("to do")},
	{.name = "open_steps", .table = true, .head = N_("open")},
	{.name = "before", .table = true},
	{.name = "passed", .type = OUT_INT, .table = true},
	{.name = "departs", .type = OUT_TIME, .table = true},
	{.name = "product"},
	{.name = "trip", .table = true},
	{.name = "customer", .table = true},
	{.name = "name", .class = CLASS_PERSONAL, .mask = MASK_NAME, .table = true},
	{.name = "phone", .class = CLASS_PERSONAL, .mask = MASK_PHONE},
	{.name = NULL}
};

struct listing {
	struct session *s;
	struct out *out;
	const char *plan;	/* only this; NULL: any */
	bool open;		/* only with steps to be taken */
};

/* A subject with what is asked and told of it. */
struct subject {
	int64_t id, customer;
	const char *kind;
	struct facts facts;
	struct step_done *done;
	size_t done_n;
};

static bool is_done(const struct subject *who, const char *plan,
    const char *step)
{
	for (size_t i = 0; i < who->done_n; i++)
		if (strcmp(who->done[i].plan, plan) == 0 &&
		    strcmp(who->done[i].step, step) == 0)
			return true;
	return false;
}

/* Has the event that the list stands before happened all the same? Of a journey
 * its state tells. */
static bool passed(struct db *db, const struct subject *who,
    const struct plan *p)
{
	const struct fact *state = facts_get(&who->facts, "state");

	if (strcmp(who->kind, "booking") == 0 && booking_way(p->before) >= 0)
		return state && state->known &&
		    booking_way(state->text) >= booking_way(p->before);
	return subject_had(db, who->id, p->before, NULL);
}

static void put_fact(struct out *out, const struct facts *facts,
    const char *name)
{
	const struct fact *f = facts_get(facts, name);

	if (!f || !f->known)
		return;
	if (f->text)
		out_text(out, name, f->text);
	else
		out_int(out, name, f->number);
}

static void put_customer(struct listing *l, int64_t id, struct arena *a)
{
	struct customer c;
	char name[32];

	if (!id || !customer_load(l->s->db, id, a, &c))
		return;
	snprintf(name, sizeof name, "c%" PRId64, id);
	out_text(l->out, "customer", name);
	out_text(l->out, "name", c.name);
	out_text(l->out, "phone", c.phone);
}

static void put_plan(struct listing *l, const struct subject *who,
    const struct plan *p, struct arena *a)
{
	struct buf name = {0}, open = {0};
	size_t left = 0;

	for (size_t i = 0; i < p->n; i++)
		if (!is_done(who, p->name, p->v[i].name)) {
			buf_addf(&open, "%s%s", left ? " " : "", p->v[i].name);
			left++;
		}
	if (left > 0 || !l->open) {
		subject_called(l->s->db, who->id, &name);
		out_text(l->out, "subject", buf_text(&name));
		out_text(l->out, "plan", p->name);
		out_text(l->out, "title", p->title);
		out_int(l->out, "steps", (int64_t)p->n);
		out_int(l->out, "done", (int64_t)(p->n - left));
		out_int(l->out, "to_do", (int64_t)left);
		out_text(l->out, "open_steps", left ? buf_text(&open) : NULL);
		out_text(l->out, "before", p->before);
		if (p->before)
			out_int(l->out, "passed", left > 0 &&
			    passed(l->s->db, who, p));
		put_fact(l->out, &who->facts, "departs");
		put_fact(l->out, &who->facts, "product");
		put_fact(l->out, &who->facts, "trip");
		put_customer(l, who->customer, a);
		out_row(l->out);
	}
	buf_free(&name);
	buf_free(&open);
}

static void list_one(void *arg, int64_t id)
{
	struct listing *l = arg;
	struct arena *a = arena_new();
	struct subject *who = arena_alloc(a, 1, sizeof *who);
	size_t n;
	const struct plan *all = policy_plans(l->s->policy, &n);

	who->id = id;
	if (known_facts(&l->s->db, id, &who->kind, a, &who->facts)) {
		who->customer = known_customer(l->s->db, who->kind, id);
		who->done_n = steps_done(l->s->db, id, a, &who->done);
		for (size_t i = 0; i < n; i++)
			if ((!l->plan || strcmp(all[i].name, l->plan) == 0) &&
			    strcmp(all[i].subject, who->kind) == 0 &&
			    when_holds(all[i].when, &who->facts))
				put_plan(l, who, &all[i], a);
	}
	arena_free(a);
}

static void list_named(struct session *s, struct listing *l)
{
	struct targets *t = targets_open(s, "subject");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_subject(t, name, NULL);

		if (id)
			list_one(l, id);
	}
	targets_close(t);
}

/* Every kind of subject that a plan is for, once. */
static void list_all(struct session *s, struct listing *l)
{
	const char *kind = arg_value(s->args, "of");
	struct walk_filter f = {.all = arg_given(s->args, "all"),
	    .from = session_time(s, "from", HUMAN_START, 0),
	    .until = session_time(s, "until", HUMAN_END, 0)};
	size_t n;
	const struct plan *all = policy_plans(s->policy, &n);

	for (size_t i = 0; i < n; i++) {
		bool seen = false;

		for (size_t j = 0; j < i; j++)
			seen |= strcmp(all[j].subject, all[i].subject) == 0;
		f.kind = all[i].subject;
		if (!seen && (!kind || strcmp(kind, f.kind) == 0) &&
		    (!f.from || strcmp(f.kind, "booking") == 0) &&
		    (!f.until || strcmp(f.kind, "booking") == 0))
			walk(s->db, &f, list_one, l);
	}
}

static void check_options(struct session *s, const struct listing *l)
{
	const char *kind = arg_value(s->args, "of");
	size_t n;
	const struct plan *all = policy_plans(s->policy, &n);
	struct buf names = {0};
	bool plan = !l->plan, of = !kind;

	for (size_t i = 0; i < n; i++) {
		plan = plan || strcmp(all[i].name, l->plan) == 0;
		of = of || strcmp(all[i].subject, kind) == 0;
		buf_addf(&names, " %s", all[i].name);
	}
	if (!plan)
		die_usage(_("--plan %s: no such plan; the policy has:%s"), l->plan,
		    names.n ? buf_text(&names) : " -");
	if (!of)
		die_usage(_("--of %s: no plan of the policy is for such"), kind);
	buf_free(&names);
}

int case_verb_steps(struct session *s)
{
	struct listing l = {.s = s, .plan = arg_value(s->args, "plan"),
	    .open = arg_given(s->args, "open")};

	check_options(s, &l);
	l.out = session_out(s, columns);
	if (arg_operands(s->args) > 0)
		list_named(s, &l);
	else
		list_all(s, &l);
	out_end(l.out);
	return STATUS_DONE;
}
