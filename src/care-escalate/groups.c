/* care-escalate groups: what belongs together, and the part of the tick that
 * finds it. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-escalate/verbs.h"
#include "care/groups/found.h"
#include "care/groups/member.h"
#include "care/promises/promise_read.h"
#include "command/actor.h"
#include "store/mark.h"
#include "store/subject.h"

/* Cases looked at in one transaction: people's acts get in between. */
enum { BATCH = 500 };

static void told(void *arg, const struct group *g, int64_t customers,
    int64_t measure)
{
	struct session *s = arg;
	struct arena *a = arena_new();

	say(_("%s: %s, %" PRId64 " customers (%s: %s)"), group_name(g, a),
	    group_level_title(g->level), customers, g->rule,
	    group_same_said(s->policy, g->same, a));
	if (measure)
		say(_("a%" PRId64 " opened for %s"), measure, group_name(g, a));
	arena_free(a);
}

void escalate_find_groups(struct session *s)
{
	const int64_t seen = mark_of(s->db, MARK_SEEN);
	struct group_look l = {.seen = seen, .most = BATCH, .told = told,
	    .arg = s};
	bool more;

	do {
		session_begin(s, NULL);
		l.act = (struct act){s->log, s->policy, s->policy_id, s->now, NULL};
		more = groups_look(&l);
		session_commit(s);
	} while (more);
	if (l.seen != seen)
		session_mark(s, MARK_SEEN, seen, l.seen);
	buf_addf(s->counts, "groups=%" PRId64 " raised=%" PRId64 " joined=%"
	    PRId64 " told=%" PRId64 " measures=%" PRId64 " ", l.found, l.raised,
	    l.joined, l.messages, l.measures);
}

static const struct out_column columns[] = {
	{.name = "group", .table = true},
	{.name = "rule", .table = true},
	{.name = "same", .table = true},
	{.name = "level", .table = true},
	{.name = "state", .table = true},
	{.name = "members", .type = OUT_INT, .table = true},
	{.name = "customers", .type = OUT_INT, .table = true},
	{.name = "next_level", .table = true, .head = "next"},
	{.name = "next_customers", .type = OUT_INT, .table = true, .head = "at"},
	{.name = "since", .type = OUT_TIME, .table = true},
	{.name = "opened", .type = OUT_TIME},
	{.name = "closed", .type = OUT_TIME},
	{.name = "owner"},
	{.name = "plan_due", .type = OUT_TIME, .table = true, .head = "plan due"},
	{.name = "next_promise"},
	{.name = "next_due", .type = OUT_TIME},
	{.name = "version", .type = OUT_INT},
	{.name = NULL}
};

/* The promise that is due first, and that of the plan. */
static void put_due(struct session *s, struct out *out, int64_t id,
    struct arena *a)
{
	struct promise *all, *next = NULL;
	size_t n = promises_of(s->db, id, a, &all);

	for (size_t i = 0; i < n; i++) {
		const struct promise_rule *r;

		if (strcmp(all[i].state, "open") != 0 || !all[i].due_at)
			continue;
		r = policy_promise_rule(s->policy, all[i].rule, all[i].amount);
		if (r && strcmp(r->to, "planned") == 0)
			out_int(out, "plan_due", all[i].due_at);
		if (!next || all[i].due_at < next->due_at)
			next = &all[i];
	}
	if (next) {
		out_text(out, "next_promise", next->rule);
		out_int(out, "next_due", next->due_at);
	}
}

static void put_group(struct session *s, struct out *out, const struct group *g,
    struct arena *a)
{
	const struct group_rule *r = policy_group_rule(s->policy, g->rule);
	enum group_level next = r && g->open ? group_next(r, g->level) : GROUP_NONE;
	int64_t *members;
	size_t n = group_members(s->db, g->id, a, &members);

	out_text(out, "group", group_name(g, a));
	out_text(out, "rule", g->rule);
	out_text(out, "same", g->same);
	out_text(out, "level", group_level_name(g->level));
	out_text(out, "state", g->open ? "open" : "closed");
	out_int(out, "members", (int64_t)n);
	out_int(out, "customers", group_customers(s->db, g->id));
	if (next) {
		out_text(out, "next_level", group_level_name(next));
		out_int(out, "next_customers", group_wants(r, next));
	}
	if (n)
		out_int(out, "since", group_since(s->db, g->id));
	out_int(out, "opened", g->opened_at);
	if (g->closed_at)
		out_int(out, "closed", g->closed_at);
	if (g->owner)
		out_text(out, "owner", actor_name(s->db, g->owner, a));
	put_due(s, out, g->id, a);
	out_int(out, "version", subject_version(s->db, g->id));
	out_row(out);
}

int escalate_groups(struct session *s)
{
	const char *rule = arg_value(s->args, "rule");
	struct out *out;
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = groups_list(s->db, arg_given(s->args, "all"), a, &ids);

	if (rule && !policy_group_rule(s->policy, rule))
		die_usage(_("--rule %s: the policy has no such rule of groups"),
		    rule);
	out = session_out(s, columns);
	for (size_t i = 0; i < n; i++) {
		struct arena *one = arena_new();
		struct group g;

		if (group_load(s->db, ids[i], one, &g) &&
		    (!rule || (g.rule && strcmp(g.rule, rule) == 0)))
			put_group(s, out, &g, one);
		arena_free(one);
	}
	arena_free(a);
	out_end(out);
	return STATUS_DONE;
}
