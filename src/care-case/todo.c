/* care-case todo: everything that is owed until a time, of every kind. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/todo_sheet.h"
#include "care-case/verbs.h"
#include "care/bookings/booking.h"
#include "care/cases/act.h"
#include "care/cases/case_list.h"
#include "care/cases/missing.h"
#include "care/cases/proposal.h"
#include "care/escalation/recipients.h"
#include "care/measures/measure.h"
#include "care/messages/outbox.h"
#include "care/people/customer.h"
#include "care/people/staff.h"
#include "care/promises/promise_read.h"
#include "care/reminders/call.h"
#include "store/subject.h"
#include "text/ident.h"

#define COLUMNS \
	{.name = "what", .table = true}, \
	{.name = "ref", .table = true}, \
	{.name = "case", .type = OUT_INT}, \
	{.name = "promise", .id = true}, \
	{.name = "due", .type = OUT_TIME, .table = true}, \
	{.name = "left_s", .type = OUT_SECONDS, .table = true, .head = "left"}, \
	{.name = "late", .type = OUT_INT}, \
	{.name = "owner", .table = true}, \
	{.name = "customer", .table = true}, \
	{.name = "name", .class = CLASS_PERSONAL, .mask = MASK_NAME, .table = true}, \
	{.name = "severity", .table = true}, \
	{.name = "kind"}, \
	{.name = "about", .class = CLASS_PERSONAL, .mask = MASK_TEXT, .table = true}, \
	{.name = "owes"}, \
	{.name = "missing"}, \
	{.name = "version", .type = OUT_INT}

static const struct out_column columns[] = {
	COLUMNS,
	{.name = NULL}
};

/* A sheet comes back: what happened is filled in, and did reads it. */
static const struct out_column sheet_columns[] = {
	COLUMNS,
	{.name = "milestone"},
	{.name = "at"},
	{.name = "note"},
	{.name = NULL}
};

struct todo {
	struct session *s;
	struct out *out;
	int64_t owner;		/* only what he owes; 0: everybody */
	const char *team;	/* only what this team owes; NULL: every one */
	bool only_late;
	int64_t rows, late, without_owner, incomplete;
	struct todo_offers offers;
};

/* Who owes a promise: one, or whoever holds the role. */
struct owed {
	int64_t *ids;		/* in the arena of the one who asked */
	size_t n;
	const char *role;	/* NULL: somebody was named */
	const char *team;	/* of the matter; or NULL */
};

static int64_t *only(int64_t who, struct arena *a)
{
	int64_t *ids = arena_alloc(a, 1, sizeof *ids);

	*ids = who;
	return ids;
}

static struct owed owed_by(struct todo *t, const struct promise *p,
    struct arena *a)
{
	const struct words *roles = policy_words(t->s->policy, "roles");
	const char *first = roles && roles->n ? roles->v[0].name : "owner";
	struct matter m = matter_of_promise(t->s->db, p, a);
	struct owed o = {.team = m.team, .n = 1,
	    .ids = only(m.debtor ? m.debtor : m.owner, a)};

	if (m.debtor)
		return o;
	o.role = p->owes;
	if (strcmp(p->owes, first) == 0 || !policy_word(t->s->policy, "roles",
	    p->owes))
		return o;
	o.n = recipients_of_role(t->s->db, t->s->policy, p->owes, &m, t->s->now,
	    a, &o.ids);
	/* What nobody holds is for whoever works on it to see. */
	if (o.n == 1 && !o.ids[0])
		o.ids[0] = m.owner;
	return o;
}

static bool of_team(struct todo *t, const struct owed *o, struct arena *a)
{
	struct staff who;

	if (!t->team || (o->team && strcmp(o->team, t->team) == 0))
		return true;
	for (size_t i = 0; i < o->n; i++)
		if (o->ids[i] && staff_load(t->s->db, o->ids[i], a, &who) &&
		    who.team && strcmp(who.team, t->team) == 0)
			return true;
	return false;
}

/* Is it asked for? He who stands in for another owes what he owes. */
static bool wanted(struct todo *t, const struct owed *o, struct arena *a)
{
	if (!of_team(t, o, a))
		return false;
	for (size_t i = 0; t->owner && i < o->n; i++)
		if (o->ids[i] && (o->ids[i] == t->owner ||
		    staff_acting(t->s->db, o->ids[i], t->s->now) == t->owner))
			return true;
	return !t->owner;
}

static void put_owed(struct todo *t, const struct owed *o, struct arena *a)
{
	struct buf logins = {0};
	struct staff who;

	for (size_t i = 0; i < o->n; i++)
		if (o->ids[i] && staff_load(t->s->db, o->ids[i], a, &who))
			buf_addf(&logins, "%s%s", logins.n ? " " : "", who.login);
	if (logins.n)
		out_text(t->out, "owner", buf_text(&logins));
	out_text(t->out, "owes", o->role);
	buf_free(&logins);
}

static void put_customer(struct todo *t, int64_t customer, struct arena *a)
{
	struct customer c;
	char name[32];

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
	put_customer(t, c->customer, a);
}

/* What keeps it may be filled in. */
static void offer(struct todo *t, const struct promise *p)
{
	const struct promise_rule *r = policy_promise_rule(t->s->policy, p->rule,
	    p->amount);

	if (r)
		todo_offer(&t->offers, t->s->policy, r->to);
}

/* Whatever the promise is about. */
static void put_subject(struct todo *t, const struct promise *p,
    struct arena *a)
{
	int64_t id = p->subject;
	struct care_case c;
	struct booking b;
	struct measure m;

	if (case_load(t->s->db, id, a, &c)) {
		put_case(t, &c, a);
		offer(t, p);
	} else if (booking_load(t->s->db, id, a, &b)) {
		put_customer(t, b.customer, a);
		out_text(t->out, "about", b.trip);
	} else if (measure_load(t->s->db, id, a, &m)) {
		out_text(t->out, "kind", m.kind);
		out_text(t->out, "about", measure_text(t->s->db, &m, a));
	} else {
		put_customer(t, id, a);
	}
}

/* Is it the decision on a proposal? */
static bool is_approval(const struct promise *p, struct arena *a)
{
	return strcmp(p->rule, approval_promise(p->owes, a)) == 0;
}

static void put_due(struct todo *t, const struct promise *p, struct arena *a)
{
	bool late = p->due_at < t->s->now;
	struct buf name = {0};

	promise_name(t->s->db, p, &name);
	out_text(t->out, "what", is_approval(p, a) ? "approve" :
	    late ? "LATE" : "owed");
	out_text(t->out, "ref", buf_text(&name));
	out_text(t->out, "promise", buf_text(&name));
	out_int(t->out, "due", p->due_at);
	out_int(t->out, "left_s", p->due_at - t->s->now);
	out_int(t->out, "late", late);
	t->rows++;
	t->late += late;
	buf_free(&name);
}

static void one_promise(void *arg, const struct promise *p)
{
	struct todo *t = arg;
	struct arena *a = arena_new();
	struct owed o = owed_by(t, p, a);

	/* A call that must not be made now is nobody's to make. */
	if (wanted(t, &o, a) && !call_held(t->s->db, t->s->policy, p)) {
		put_due(t, p, a);
		put_owed(t, &o, a);
		put_subject(t, p, a);
		out_int(t->out, "version", subject_version(t->s->db,
		    p->subject));
		out_row(t->out);
	}
	arena_free(a);
}

/* A row of a case for what is no promise. */
static void begin_case(struct todo *t, const char *what,
    const struct care_case *c, struct arena *a)
{
	out_text(t->out, "what", what);
	out_text(t->out, "ref", arena_printf(a, "%" PRId64, ident_case(c->id)));
	put_case(t, c, a);
	out_int(t->out, "version", subject_version(t->s->db, c->id));
	t->rows++;
}

static void one_without_owner(void *arg, int64_t id)
{
	struct todo *t = arg;
	struct arena *a = arena_new();
	struct care_case c;

	if (case_load(t->s->db, id, a, &c)) {
		begin_case(t, "no owner", &c, a);
		out_row(t->out);
		t->without_owner++;
	}
	arena_free(a);
}

/* What a record lacks is its owner's to fill in. */
static void one_incomplete(void *arg, int64_t id)
{
	struct todo *t = arg;
	struct arena *a = arena_new();
	struct care_case c;
	const char **names, *all = NULL;
	struct owed o = {.n = 1, .ids = only(0, a)};
	size_t n = case_load(t->s->db, id, a, &c) ?
	    case_missing(t->s->db, t->s->policy, &c, a, &names) : 0;

	for (size_t i = 0; i < n; i++)
		all = all ? arena_printf(a, "%s %s", all, names[i]) : names[i];
	if (n)
		o.ids[0] = c.owner;
	if (n && wanted(t, &o, a)) {
		begin_case(t, "incomplete", &c, a);
		put_owed(t, &o, a);
		out_text(t->out, "missing", all);
		out_row(t->out);
		t->incomplete++;
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

		if (!outbox_load(t->s->db, ids[i], a, &m))
			continue;
		out_text(t->out, "what", "cannot send");
		out_text(t->out, "ref", arena_printf(a, "m%" PRId64, m.id));
		out_text(t->out, "about", m.reason);
		out_row(t->out);
		t->rows++;
	}
}

/* What is open though no promise runs out. */
static void all_else(struct todo *t, struct arena *a)
{
	const struct case_filter unowned = {.state = "open", .owner = -1,
	    .team = t->team};
	const struct case_filter open = {.state = "open", .team = t->team};

	if (!t->owner)
		cases_list(t->s->db, &unowned, one_without_owner, t);
	if (!t->owner && !t->team)
		stuck(t, a);
	cases_list(t->s->db, &open, one_incomplete, t);
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
	struct arena *a = arena_new();
	struct promises_asked asked = {.due = end_of_today(s)};

	if (verb) {
		asked.due = session_time(s, "until", HUMAN_END, asked.due);
		t.owner = session_staff(s, "owner");
		t.team = arg_value(s->args, "team");
		if (s->policy && policy_words(s->policy, "teams"))
			t.team = session_word(s, "teams", t.team);
		t.only_late = arg_given(s->args, "late");
		if (t.only_late && asked.due > s->now)
			asked.due = s->now;
	}
	t.out = session_out(s, session_sheet(s) ? sheet_columns : columns);
	session_look(s);
	promises_each(s->db, &asked, one_promise, &t);
	if (!t.only_late)
		all_else(&t, a);
	session_seen(s);
	if (session_sheet(s))
		todo_offers_put(&t.offers, s->policy, t.out);
	out_end(t.out);
	if (isatty(STDOUT_FILENO))
		say(_("%" PRId64 " rows; %" PRId64 " late, %" PRId64
		    " without owner, %" PRId64 " incomplete"), t.rows, t.late,
		    t.without_owner, t.incomplete);
	arena_free(a);
	return STATUS_DONE;
}
