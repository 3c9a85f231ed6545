/* care-case list, show: cases as rows, and one with its promises. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/verbs.h"
#include "care/cases/act.h"
#include "care/cases/case_list.h"
#include "care/cases/missing.h"
#include "care/fields/shown.h"
#include "care/groups/group_store.h"
#include "care/people/customer.h"
#include "care/people/staff.h"
#include "care/promises/promise_read.h"
#include "store/subject.h"
#include "text/ident.h"

static const struct out_column columns[] = {
	{.name = "case", .type = OUT_INT, .table = true},
	{.name = "ref"},
	{.name = "kind", .table = true},
	{.name = "channel"},
	{.name = "severity", .table = true},
	{.name = "state", .table = true},
	{.name = "stage"},
	{.name = "owner", .table = true},
	{.name = "team"},
	{.name = "customer", .table = true},
	{.name = "name", .class = CLASS_PERSONAL, .mask = MASK_NAME, .table = true},
	{.name = "phone", .class = CLASS_PERSONAL, .mask = MASK_PHONE},
	{.name = "booking"},
	{.name = "trip"},
	{.name = "category"},
	{.name = "received", .type = OUT_TIME},
	{.name = "on", .type = OUT_TIME},
	{.name = "entered", .type = OUT_TIME},
	{.name = "next_promise", .table = true, .head = "next"},
	{.name = "next_due", .type = OUT_TIME, .table = true, .head = "due"},
	{.name = "left_s", .type = OUT_SECONDS, .table = true, .head = "left"},
	{.name = "late", .type = OUT_INT},
	{.name = "reopened", .type = OUT_INT},
	{.name = "closed", .type = OUT_TIME},
	{.name = "closed_as"},
	{.name = "missing"},
	{.name = "judged_by", .type = OUT_INT},
	{.name = "version", .type = OUT_INT},
	{.name = "title", .class = CLASS_PERSONAL, .mask = MASK_TEXT, .table = true},
	{.name = NULL}
};

struct listing {
	struct session *s;
	struct out *out;
	bool incomplete;	/* only such */
	const char *on;		/* the date field that is listed; or NULL */
};

static void put_ref(struct listing *l, const char *column, int64_t id,
    struct arena *a)
{
	struct buf ref = {0};
	struct staff who;

	if (strcmp(column, "owner") == 0) {
		if (id && staff_load(l->s->db, id, a, &who))
			out_text(l->out, column, who.login);
	} else if (id && subject_ref(l->s->db, id, &ref, NULL)) {
		out_text(l->out, column, buf_text(&ref));
	}
	buf_free(&ref);
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

static void put_time(struct out *out, const char *column, int64_t at)
{
	if (at)
		out_int(out, column, at);
}

static void put_next(struct listing *l, int64_t id, struct arena *a)
{
	struct promise p;

	if (!case_next_promise(l->s->db, id, a, &p))
		return;
	out_text(l->out, "next_promise", p.rule);
	out_int(l->out, "next_due", p.due_at);
	out_int(l->out, "left_s", p.due_at - l->s->now);
	out_int(l->out, "late", p.due_at < l->s->now);
}

/* The names of what is not filled in; NULL: nothing is missing. */
static const char *missing_of(struct listing *l, const struct care_case *c,
    struct arena *a)
{
	const char **names, *all = NULL;
	size_t n = case_missing(l->s->db, l->s->policy, c, a, &names);

	for (size_t i = 0; i < n; i++)
		all = all ? arena_printf(a, "%s %s", all, names[i]) : names[i];
	return all;
}

static void put_on(struct listing *l, const struct fields *f)
{
	const struct field *on = l->on ? fields_get(f, l->on) : NULL;

	if (on && on->has_number)
		out_int(l->out, "on", on->number);
}

static void list_one(void *arg, int64_t id)
{
	struct listing *l = arg;
	struct arena *a = arena_new();
	const char *missing;
	struct care_case c;

	if (case_load(l->s->db, id, a, &c) &&
	    ((missing = missing_of(l, &c, a)) || !l->incomplete)) {
		out_int(l->out, "case", ident_case(id));
		if (c.ref[0] != '#')
			out_text(l->out, "ref", c.ref);
		out_text(l->out, "kind", c.kind);
		out_text(l->out, "channel", c.channel);
		out_text(l->out, "severity", c.severity);
		out_text(l->out, "state", c.state);
		out_text(l->out, "stage", c.stage);
		out_text(l->out, "team", c.team);
		out_text(l->out, "trip", c.trip);
		out_text(l->out, "category", c.category);
		out_text(l->out, "closed_as", c.outcome);
		out_text(l->out, "missing", missing);
		put_ref(l, "owner", c.owner, a);
		put_ref(l, "booking", c.booking, a);
		put_customer(l, c.customer, a);
		out_int(l->out, "received", c.received_at);
		put_on(l, &c.fields);
		put_time(l->out, "entered", case_entered(l->s->db, id));
		put_time(l->out, "closed", c.closed_at);
		put_next(l, id, a);
		out_int(l->out, "reopened", c.reopened);
		out_int(l->out, "judged_by", c.policy);
		out_int(l->out, "version", subject_version(l->s->db, id));
		out_text(l->out, "title", case_text(l->s->db, &c, "text", a));
		out_row(l->out);
	}
	arena_free(a);
}

/* Of the cases named those that are asked for; closed ones too, as they are
 * named, unless it is said which. */
static void list_named(struct session *s, struct case_filter *f,
    struct listing *l)
{
	struct targets *t = targets_open(s, "case");
	const char *name;

	f->state = arg_value(s->args, "state");
	while ((name = targets_next(t)) != NULL) {
		f->id = target_case(t, name);
		if (f->id)
			cases_list(s->db, f, list_one, l);
	}
	targets_close(t);
}

/* The date field by which is listed; NULL: by receipt. Its value is shown to
 * all, so it is an open one. */
static const char *field_on(struct session *s)
{
	const char *typed = arg_value(s->args, "on");
	const struct field_rule *r = typed ?
	    field_rule_of(s->policy, "case", NULL, typed) : NULL;

	if (typed && (!r || (r->type != FIELD_DATE && r->type != FIELD_TIME) ||
	    r->class != FIELD_OPEN))
		die_usage(_("--on %s: the policy has no such date field of class "
		    "open"), typed);
	return r ? r->name : NULL;
}

static struct case_filter filter_of(struct session *s)
{
	const char *owner = arg_value(s->args, "owner");
	const char *state = arg_value(s->args, "state"), *on = field_on(s);
	struct case_filter f = {
		.kind = session_word(s, "kinds", arg_value(s->args, "kind")),
		.channel = session_word(s, "channels",
		    arg_value(s->args, "channel")),
		.severity = session_word(s, "severities",
		    arg_value(s->args, "severity")),
		.team = arg_value(s->args, "team"),
		.trip = arg_value(s->args, "trip"),
		.from = session_time(s, "from", on ? HUMAN_START : HUMAN_PAST, 0),
		.until = session_time(s, "until", HUMAN_END, 0),
		.on = on,
	};

	if (state && strcmp(state, "open") != 0 && strcmp(state, "closed") != 0)
		die_usage(_("--state %s: there are open and closed"), state);
	f.state = state ? state : arg_given(s->args, "all") ? NULL : "open";
	if (owner)
		f.owner = strcmp(owner, "none") == 0 ? -1 :
		    session_staff(s, "owner");
	return f;
}

enum { COLUMNS = sizeof columns / sizeof columns[0] };

/* A table shows the date by which is listed, under the field's own name. */
static void show_on(struct session *s, const char *on, struct out_column *v)
{
	for (size_t i = 0; on && i < COLUMNS; i++)
		if (v[i].name && strcmp(v[i].name, "on") == 0) {
			v[i].table = true;
			v[i].head = policy_field(s->policy, "case", on)->title;
		}
}

int case_verb_list(struct session *s)
{
	struct out_column shown[COLUMNS];
	struct case_filter f = filter_of(s);
	struct listing l = {s, NULL, arg_given(s->args, "incomplete"), f.on};

	memcpy(shown, columns, sizeof columns);
	show_on(s, f.on, shown);
	l.out = session_out(s, shown);
	if (arg_operands(s->args) > 0) {
		list_named(s, &f, &l);
	} else {
		session_look(s);
		cases_list(s->db, &f, list_one, &l);
		session_seen(s);
	}
	out_end(l.out);
	return STATUS_DONE;
}

static const struct out_column promise_columns[] = {
	{.name = "promise", .table = true},
	{.name = "case", .type = OUT_INT},
	{.name = "kind"},
	{.name = "severity"},
	{.name = "state", .table = true},
	{.name = "owes", .table = true},
	{.name = "owner", .table = true},
	{.name = "customer", .table = true},
	{.name = "name", .class = CLASS_PERSONAL, .mask = MASK_NAME, .table = true},
	{.name = "phone", .class = CLASS_PERSONAL, .mask = MASK_PHONE, .table = true},
	{.name = "start", .type = OUT_TIME},
	{.name = "time_limit", .table = true},
	{.name = "due", .type = OUT_TIME, .table = true},
	{.name = "left_s", .type = OUT_SECONDS, .table = true, .head = "left"},
	{.name = "late", .type = OUT_INT},
	{.name = "ended", .type = OUT_TIME, .table = true},
	{.name = "reason"},
	{.name = "hard", .type = OUT_INT},
	{.name = "title", .class = CLASS_PERSONAL, .mask = MASK_TEXT},
	{.name = "fields"},
	{.name = NULL}
};

/* The case's fields in a line, as far as whoever looks may read them. */
static const char *fields_of(struct listing *l, const struct care_case *c,
    struct arena *a)
{
	struct buf b = {0};
	const char *line;

	fields_line(l->s->db, l->s->policy, "case", &c->fields,
	    session_reveals(l->s), l->s->zone, &b);
	line = arena_dup(a, buf_text(&b));
	buf_free(&b);
	return line;
}

static void show_promise(struct listing *l, const struct care_case *c,
    const struct promise *p, struct arena *a)
{
	struct buf name = {0};

	promise_name(l->s->db, p, &name);
	out_text(l->out, "promise", buf_text(&name));
	buf_free(&name);
	out_int(l->out, "case", ident_case(c->id));
	out_text(l->out, "kind", c->kind);
	out_text(l->out, "severity", c->severity);
	out_text(l->out, "state", p->state);
	out_text(l->out, "owes", p->owes);
	put_ref(l, "owner", c->owner, a);
	put_customer(l, c->customer, a);
	out_int(l->out, "start", p->start_at);
	out_text(l->out, "time_limit", p->amount);
	put_time(l->out, "due", p->due_at);
	if (p->due_at && p->ended_at == 0)
		out_int(l->out, "left_s", p->due_at - l->s->now);
	if (p->due_at)
		out_int(l->out, "late", (p->ended_at ? p->ended_at : l->s->now) >
		    p->due_at);
	put_time(l->out, "ended", p->ended_at);
	out_text(l->out, "reason", p->reason);
	out_int(l->out, "hard", p->hard);
	out_text(l->out, "title", case_text(l->s->db, c, "text", a));
	out_text(l->out, "fields", fields_of(l, c, a));
	/* Whoever owns the case sees whom it is about. */
	if (c->owner && c->owner == l->s->actor)
		out_row_reveal(l->out);
	out_row(l->out);
}

/* Why it is in a group, for people. */
static void tell_group(struct session *s, const struct care_case *c,
    struct arena *a)
{
	struct group g;

	if (!c->group || !group_load(s->db, c->group, a, &g))
		return;
	if (g.rule)
		say(_("%" PRId64 " is in group %s, found by rule %s: %s"),
		    ident_case(c->id), group_name(&g, a), g.rule,
		    group_same_said(s->policy, g.same, a));
	else
		say(_("%" PRId64 " is in group %s, made by a person"),
		    ident_case(c->id), group_name(&g, a));
}

static void show_one(struct listing *l, int64_t id)
{
	struct arena *a = arena_new();
	struct promise *all;
	struct care_case c;
	size_t n;

	if (case_load(l->s->db, id, a, &c)) {
		n = promises_of(l->s->db, id, a, &all);
		tell_group(l->s, &c, a);
		for (size_t i = 0; i < n; i++)
			show_promise(l, &c, &all[i], a);
		if (c.owner && c.owner == l->s->actor && c.customer)
			session_accessed(l->s, c.customer, l->s->tool, "own case");
		if (l->s->verbose || isatty(STDOUT_FILENO)) {
			way_tell(l->s, &c);
			around_tell(l->s, &c);
			if (c.fields.n)
				say(_("fields: %s"), fields_of(l, &c, a));
		}
	}
	arena_free(a);
}

int case_verb_show(struct session *s)
{
	struct targets *t = targets_open(s, "case");
	struct listing l = {s, session_out(s, promise_columns), false,
	    NULL};
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_case(t, name);

		if (id)
			show_one(&l, id);
	}
	targets_close(t);
	out_end(l.out);
	return STATUS_DONE;
}
