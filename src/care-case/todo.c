/* care-case todo: everything that is owed until a time, of every kind. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/verbs.h"
#include "care/bookings/booking.h"
#include "care/cases/act.h"
#include "care/cases/case_list.h"
#include "care/messages/outbox.h"
#include "care/people/customer.h"
#include "care/people/staff.h"
#include "care/promises/promise_read.h"
#include "text/ident.h"

static const struct out_column columns[] = {
	{.name = "what", .table = true},
	{.name = "ref", .table = true},
	{.name = "case", .type = OUT_INT},
	{.name = "promise", .id = true},
	{.name = "due", .type = OUT_TIME, .table = true},
	{.name = "left_s", .type = OUT_SECONDS, .table = true, .head = "left"},
	{.name = "late", .type = OUT_INT},
	{.name = "owner", .table = true},
	{.name = "customer", .table = true},
	{.name = "name", .class = CLASS_PERSONAL, .mask = MASK_NAME, .table = true},
	{.name = "severity", .table = true},
	{.name = "kind"},
	{.name = "about", .class = CLASS_PERSONAL, .mask = MASK_TEXT, .table = true},
	{.name = NULL}
};

struct todo {
	struct session *s;
	struct out *out;
	int64_t owner;		/* only his; 0: everybody's */
	bool only_late;
	int64_t rows, late, without_owner;
};

static void put_person(struct todo *t, int64_t owner, int64_t customer,
    struct arena *a)
{
	struct customer c;
	struct staff who;
	char name[32];

	if (owner && staff_load(t->s->db, owner, a, &who))
		out_text(t->out, "owner", who.login);
	if (!customer || !customer_load(t->s->db, customer, a, &c))
		return;
	snprintf(name, sizeof name, "c%" PRId64, customer);
	out_text(t->out, "customer", name);
	out_text(t->out, "name", c.name);
}

static void put_case(struct todo *t, const struct care_case *c,
    struct arena *a)
{
	out_int(t->out, "case", ident_case(c->id));
	out_text(t->out, "severity", c->severity);
	out_text(t->out, "kind", c->kind);
	out_text(t->out, "about", case_text(t->s->db, c, "text", a));
	put_person(t, c->owner, c->customer, a);
}

static void put_due(struct todo *t, const struct promise *p)
{
	bool late = p->due_at < t->s->now;
	struct buf name = {0};

	promise_name(t->s->db, p, &name);
	out_text(t->out, "what", late ? "LATE" : "owed");
	out_text(t->out, "ref", buf_text(&name));
	out_text(t->out, "promise", buf_text(&name));
	out_int(t->out, "due", p->due_at);
	out_int(t->out, "left_s", p->due_at - t->s->now);
	out_int(t->out, "late", late);
	t->rows++;
	t->late += late;
	buf_free(&name);
}

static void one_promise(struct todo *t, const struct promise *p)
{
	struct arena *a = arena_new();
	struct care_case c;
	struct booking b;
	bool skip = t->only_late && p->due_at >= t->s->now;

	if (skip) {
		arena_free(a);
		return;
	}
	if (case_load(t->s->db, p->subject, a, &c)) {
		int64_t debtor = promise_debtor(p);

		/* What somebody else was asked is his. */
		if (!t->owner || t->owner == (debtor ? debtor : c.owner)) {
			c.owner = debtor ? debtor : c.owner;
			put_due(t, p);
			put_case(t, &c, a);
			out_row(t->out);
		}
	} else if (!t->owner) {
		put_due(t, p);
		if (booking_load(t->s->db, p->subject, a, &b)) {
			put_person(t, 0, b.customer, a);
			out_text(t->out, "about", b.trip);
		} else {
			put_person(t, 0, p->subject, a);
		}
		out_row(t->out);
	}
	arena_free(a);
}

static void one_without_owner(void *arg, int64_t id)
{
	struct todo *t = arg;
	struct arena *a = arena_new();
	char name[32];
	struct care_case c;

	if (case_load(t->s->db, id, a, &c)) {
		snprintf(name, sizeof name, "%" PRId64, ident_case(id));
		out_text(t->out, "what", "no owner");
		out_text(t->out, "ref", name);
		put_case(t, &c, a);
		out_row(t->out);
		t->rows++;
		t->without_owner++;
	}
	arena_free(a);
}

/* Messages that do not go by themselves any more. */
static void stuck(struct todo *t, struct arena *a)
{
	const struct outbox_filter filter = {.stuck = true};
	int64_t *ids;
	size_t n = outbox_list(t->s->db, &filter, a, &ids);

	for (size_t i = 0; i < n; i++) {
		struct message m;
		char name[32];

		if (!outbox_load(t->s->db, ids[i], a, &m))
			continue;
		snprintf(name, sizeof name, "m%" PRId64, m.id);
		out_text(t->out, "what", "cannot send");
		out_text(t->out, "ref", name);
		out_text(t->out, "about", m.reason);
		out_row(t->out);
		t->rows++;
	}
}

/* The end of today, local time. */
static int64_t end_of_today(struct session *s)
{
	return zone_day_instant(s->zone, zone_day(s->zone, s->now) + 1, 0);
}

int case_verb_todo(struct session *s)
{
	bool verb = arg_verb(s->args)->name != NULL;
	struct todo t = {.s = s};
	struct case_filter unowned = {.state = "open", .owner = -1};
	struct arena *a = arena_new();
	struct promise *all;
	int64_t until = end_of_today(s);
	size_t n;

	if (verb) {
		until = session_time(s, "until", HUMAN_END, until);
		t.owner = session_staff(s, "owner");
		t.only_late = arg_given(s->args, "late");
	}
	t.out = session_out(s, columns);
	n = promises_open(s->db, until, a, &all);
	for (size_t i = 0; i < n; i++)
		one_promise(&t, &all[i]);
	if (!t.owner && !t.only_late) {
		cases_list(s->db, &unowned, one_without_owner, &t);
		stuck(&t, a);
	}
	out_end(t.out);
	if (isatty(STDOUT_FILENO))
		say(_("%" PRId64 " rows; %" PRId64 " late, %" PRId64
		    " without owner"), t.rows, t.late, t.without_owner);
	arena_free(a);
	return STATUS_DONE;
}
