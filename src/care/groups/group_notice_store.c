/* Notices of groups. */
#include "care/groups/group_notice.h"

#include <inttypes.h>
#include <string.h>

#include "base/lang.h"
#include "care/escalation/notice.h"
#include "care/escalation/recipients.h"
#include "care/escalation/told.h"
#include "care/groups/member.h"
#include "care/people/staff.h"
#include "care/promises/promise_read.h"
#include "time/human.h"

/* The level that the notice tells: what stands behind the group's name. */
static enum group_level level_of(const struct message *m)
{
	const char *slash = strrchr(m->occurrence, '/');

	return slash ? group_level_named(slash + 1) : GROUP_NONE;
}

static const char *text(struct db *db, const struct policy *p,
    const struct group *g, struct arena *a)
{
	const struct zone *zone = policy_head(p)->zone;
	char since[HUMAN_TEXT], due[HUMAN_TEXT];
	int64_t *ids;
	size_t n = group_members(db, g->id, a, &ids);
	struct promise *all;
	size_t promises = promises_of(db, g->id, a, &all);
	struct buf b = {0};
	const char *out;

	buf_addf(&b, _("%s: %s, %" PRId64 " customers in %zu cases since %s (%s:"
	    " %s)\n"), group_name(g, a), group_level_title(g->level),
	    group_customers(db, g->id), n,
	    human_long(group_since(db, g->id), zone, since), g->rule,
	    group_same_said(p, g->same, a));
	for (size_t i = 0; i < promises; i++)
		if (strcmp(all[i].state, "open") == 0 && all[i].due_at)
			buf_addf(&b, _("%s is due %s\n"), all[i].rule,
			    human_long(all[i].due_at, zone, due));
	buf_addf(&b, "care-case group %s\n", group_name(g, a));
	out = arena_dup(a, buf_text(&b));
	buf_free(&b);
	return out;
}

/* Who is told in his place, when the rule does not mean him any more. */
static bool passes_on(struct db *db, const struct policy *p,
    const struct group *g, const struct message *m, int64_t now,
    struct arena *a, struct rendering *r)
{
	const struct group_rule *rule = policy_group_rule(p, g->rule);
	const struct matter matter = matter_of(db, g->id, a);
	int64_t *instead = NULL;
	size_t n;

	if (!rule || recipients_still(db, p, &rule->notify, &matter, now,
	    m->addressee, a, &instead, &n))
		return false;
	r->instead = instead;
	r->instead_n = n;
	r->reason = "reassigned";
	return true;
}

void group_notice_render(struct db *db, const struct policy *p,
    const struct message *m, int64_t now, struct arena *a,
    struct rendering *r)
{
	struct group g;

	*r = (struct rendering){.verdict = RENDER_DROP, .reason = "gone"};
	if (!group_load(db, m->subject, a, &g) || !g.rule)
		return;
	r->reason = !g.open ? "closed" : g.level > level_of(m) ? "raised" :
	    m->acked_at ? "acknowledged" : NULL;
	if (r->reason || passes_on(db, p, &g, m, now, a, r))
		return;
	r->person = m->addressee ? staff_acting(db, m->addressee, now) : 0;
	if (told_otherwise(db, m, now, r))
		return;
	r->verdict = RENDER_SEND;
	r->text = text(db, p, &g, a);
	r->case_name = group_name(&g, a);
	notice_ways(db, p, r->person, a, r);
}
