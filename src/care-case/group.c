/* care-case group: cases that belong together, by a rule or by our word. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/verbs.h"
#include "care/groups/member.h"
#include "care/people/customer.h"
#include "command/actor.h"
#include "command/each_named.h"
#include "command/gate.h"
#include "store/subject.h"
#include "text/ident.h"

const struct option_spec group_make_options[] = {
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	{NULL, 0, NULL, NULL}
};

const struct option_spec group_add_options[] = {
	{"of", 0, N_("GROUP"), N_("the group, by one of its cases (g10429)")},
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

const struct option_spec group_close_options[] = {
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static const struct out_column columns[] = {
	{.name = "in_group"},
	{.name = "case", .type = OUT_INT, .table = true, .head = N_("member"),
	    .id = true},
	{.name = "ref"},
	{.name = "customer", .table = true},
	{.name = "name", .class = CLASS_PERSONAL, .mask = MASK_NAME, .table = true},
	{.name = "channel", .table = true},
	{.name = "severity"},
	{.name = "state", .table = true},
	{.name = "owner", .table = true},
	{.name = "desired", .class = CLASS_PERSONAL, .mask = MASK_TEXT,
	    .table = true},
	{.name = "received", .type = OUT_TIME},
	{.name = "joined", .type = OUT_TIME, .table = true},
	{.name = "joined_by", .table = true, .head = N_("by")},
	{.name = "version", .type = OUT_INT},
	{.name = NULL}
};

static void put_customer(struct session *s, struct out *out, int64_t id,
    struct arena *a)
{
	struct customer c;
	char name[32];

	if (!id || !customer_load(s->db, id, a, &c))
		return;
	snprintf(name, sizeof name, "c%" PRId64, id);
	out_text(out, "customer", name);
	out_text(out, "name", c.name);
}

static void put_member(struct session *s, struct out *out,
    const struct group *g, int64_t id)
{
	struct arena *a = arena_new();
	struct joining j;
	struct care_case c;

	if (case_load(s->db, id, a, &c)) {
		out_text(out, "in_group", group_name(g, a));
		out_int(out, "case", ident_case(id));
		if (c.ref[0] != '#')
			out_text(out, "ref", c.ref);
		put_customer(s, out, c.customer, a);
		out_text(out, "channel", c.channel);
		out_text(out, "severity", c.severity);
		out_text(out, "state", c.merged_into ? "merged" : c.state);
		if (c.owner)
			out_text(out, "owner", actor_name(s->db, c.owner, a));
		out_text(out, "desired", case_text(s->db, &c, "wants", a));
		out_int(out, "received", c.received_at);
		if (group_joining(s->db, g->id, id, &j)) {
			out_int(out, "joined", j.at);
			out_text(out, "joined_by", j.found ? "auto" :
			    actor_name(s->db, j.actor, a));
		}
		out_int(out, "version", subject_version(s->db, id));
		out_row(out);
	}
	arena_free(a);
}

static void tell(struct session *s, const struct group *g, struct arena *a)
{
	const char *level = group_level_title(g->level);
	const char *closed = g->open ? "" : _(", closed");
	int64_t customers = group_customers(s->db, g->id);

	if (g->rule)
		say(_("%s: %s, %" PRId64 " customers (%s: %s)%s"),
		    group_name(g, a), level, customers, g->rule,
		    group_same_said(s->policy, g->same, a), closed);
	else
		say(_("%s: %s, %" PRId64 " customers%s"), group_name(g, a), level,
		    customers, closed);
}

static void show(struct session *s, struct out *out, int64_t id)
{
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = group_members(s->db, id, a, &ids);
	struct group g;

	if (group_load(s->db, id, a, &g)) {
		tell(s, &g, a);
		for (size_t i = 0; i < n; i++)
			put_member(s, out, &g, ids[i]);
	}
	arena_free(a);
}

int case_verb_group(struct session *s)
{
	struct targets *t = targets_open(s, "group");
	struct out *out = session_out(s, columns);
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_group(t, name);

		if (id)
			show(s, out, id);
	}
	targets_close(t);
	out_end(out);
	return STATUS_DONE;
}

static bool refuse_merged(struct targets *t, const struct care_case *c)
{
	if (c->merged_into)
		target_refuse(t, _("is merged into %" PRId64 ": name that"),
		    ident_case(c->merged_into));
	return c->merged_into != 0;
}

/* The cases named, each once. */
static size_t named(struct session *s, struct arena *a, int64_t **out)
{
	struct targets *t = targets_open(s, "case");
	size_t n = 0, cap = 0;
	const char *name;

	*out = NULL;
	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_case(t, name);
		struct care_case c;
		bool again = false;

		for (size_t i = 0; i < n; i++)
			again = again || (*out)[i] == id;
		if (again || !id || !case_load(s->db, id, a, &c) ||
		    refuse_merged(t, &c))
			continue;
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = id;
	}
	targets_close(t);
	return n;
}

int case_verb_group_make(struct session *s)
{
	struct group g = {.same = "", .level = GROUP_GROUP};
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = named(s, a, &ids);

	if (n < 2) {
		if (!s->look)
			warn(_("a group needs two cases or more"));
		s->look = true;
		arena_free(a);
		return STATUS_DONE;
	}
	if (each_begin(s, arg_value(s->args, "once"))) {
		struct act act = {s->log, s->policy, s->policy_id, s->now,
		    arg_value(s->args, "note")};
		bool made = group_make(&act, &g, ids, n);

		each_end(s, made);
		if (made) {
			printf("%s\n", group_name(&g, a));
			say(_("%s: a group of %zu cases"), group_name(&g, a), n);
		} else {
			warn(_("each of these cases has given its name to a group;"
			    " put another one first"));
			s->look = true;
		}
	}
	arena_free(a);
	return STATUS_DONE;
}

/* The group named by --of, else the one that the case is worked in. */
static bool group_of(struct session *s, struct targets *t,
    const struct care_case *c, bool must, struct arena *a, struct group *g)
{
	const char *typed = target_option(t, "of");
	int64_t id = c->group;

	if (typed)
		id = target_group(t, typed);
	else if (must)
		target_refuse(t, _("say which group: --of GROUP"));
	else if (!id)
		target_refuse(t, _("belongs to no group"));
	return id && (typed || !must) && group_load(s->db, id, a, g);
}

static bool refuse_closed_group(struct targets *t, const struct group *g,
    struct arena *a)
{
	if (!g->open)
		target_refuse(t, _("group %s is closed; a new one:\n"
		    "care-case group make CASE.."), group_name(g, a));
	return !g->open;
}

static bool add(struct session *s, struct targets *t, struct act *act,
    const struct care_case *c)
{
	struct arena *a = arena_new();
	struct group g;
	bool done = !refuse_merged(t, c) && group_of(s, t, c, true, a, &g) &&
	    !refuse_closed_group(t, &g, a);

	if (done) {
		done = group_join(act, &g, c->id);
		if (done)
			say(_("%" PRId64 " joined %s"), ident_case(c->id),
			    group_name(&g, a));
		else
			target_refuse(t, _("is in group %s already"),
			    group_name(&g, a));
	}
	arena_free(a);
	return done;
}

int case_verb_group_add(struct session *s)
{
	return each_case(s, add);
}

static bool take_out(struct session *s, struct targets *t, struct act *act,
    const struct care_case *c)
{
	struct arena *a = arena_new();
	struct group g;
	bool done = group_of(s, t, c, false, a, &g) &&
	    !refuse_closed_group(t, &g, a);

	if (done) {
		done = group_leave(act, &g, c->id);
		if (done)
			say(_("%" PRId64 " left %s"), ident_case(c->id),
			    group_name(&g, a));
		else
			target_refuse(t, _("is not in group %s"), group_name(&g, a));
	}
	arena_free(a);
	return done;
}

int case_verb_group_remove(struct session *s)
{
	return each_case(s, take_out);
}

static size_t open_members(struct session *s, const struct group *g,
    struct arena *a)
{
	int64_t *ids;
	size_t n = group_members(s->db, g->id, a, &ids), open = 0;
	struct care_case c;

	for (size_t i = 0; i < n; i++)
		open += case_load(s->db, ids[i], a, &c) && case_is_open(&c);
	return open;
}

static bool close_one(struct session *s, struct targets *t, int64_t id,
    struct arena *a)
{
	struct facts facts = {.n = 0};
	struct act act = {s->log, s->policy, s->policy_id, 0,
	    target_option(t, "note")};
	struct group g;
	size_t open;

	if (!group_load(s->db, id, a, &g) || refuse_closed_group(t, &g, a) ||
	    !target_unchanged(t, id) || !each_happened(s, t, g.opened_at, &act.at))
		return false;
	group_facts(s->db, &g, a, &facts);
	if (!gate_subject(s, t, "group", id, &facts, "closed", "close",
	    group_name(&g, a)))
		return false;
	open = open_members(s, &g, a);
	group_close(&act, &g);
	if (open)
		say(_("%s closed; %zu of its cases are open:\n"
		    "care-case group %s"), group_name(&g, a), open,
		    group_name(&g, a));
	else
		say(_("%s closed"), group_name(&g, a));
	return true;
}

int case_verb_group_close(struct session *s)
{
	struct targets *t = targets_open(s, "group");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_group(t, name);
		struct arena *a = arena_new();

		if (id && each_begin(s, target_once(t)))
			each_end(s, close_one(s, t, id, a));
		arena_free(a);
	}
	targets_close(t);
	return STATUS_DONE;
}
