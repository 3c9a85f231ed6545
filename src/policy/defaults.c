/* The section defaults: what holds where no rule says otherwise. */
#include <string.h>

#include "base/lang.h"
#include "policy/inside.h"

static const char *const hows[] = { "keep", "earlier", "recompute", NULL };

/* on_change: keep, or {severity: earlier} by fact of a case. */
static void read_changes(struct policy *p, const struct node *n)
{
	if (!n)
		return;
	if (n->kind != NODE_MAP) {
		int how = node_choice(n, hows);

		p->changes = arena_alloc(p->arena, 1, sizeof *p->changes);
		p->changes[0].how = how < 0 ? CHANGE_KEEP : (enum on_change)how;
		p->changes_n = 1;
		return;
	}
	p->changes = arena_alloc(p->arena, n->n, sizeof *p->changes);
	for (const struct node *c = n->first; c; c = c->next) {
		int how = node_choice(c, hows);

		if (!policy_fact(p, "case", c->key))
			node_key_error(c, _("nothing of that name is known of a "
			    "case; declare it in fields"));
		p->changes[p->changes_n].fact = c->key;
		p->changes[p->changes_n++].how =
		    how < 0 ? CHANGE_KEEP : (enum on_change)how;
	}
}

enum on_change policy_on_change(const struct policy *p, const char *fact)
{
	for (size_t i = 0; i < p->changes_n; i++)
		if (!p->changes[i].fact || strcmp(p->changes[i].fact, fact) == 0)
			return p->changes[i].how;
	return CHANGE_KEEP;
}

void defaults_read(struct policy *p, const struct node *section)
{
	static const char *const reopens[] = { "fresh", "continue", NULL };
	static const char *const policies[] = { "forward", "recompute", NULL };
	static const char *const catches[] = { "highest", "all", NULL };
	static const char *const years[] = { "warn", "error", NULL };
	const struct node *working = node_get(section, "working");
	const struct node *days = node_get(section, "days");
	const struct node *owes = node_get(section, "owes");
	struct policy_head *h = &p->head;

	if (section)
		node_keys(section, keys_defaults);
	h->working = working ? calendar_node(p, working) :
	    policy_calendar(p, "office");
	h->days = days ? calendar_node(p, days) : policy_calendar(p, "legal");
	h->owes = owes ? word_node(p, "roles", _("role"), owes) : "owner";
	read_changes(p, node_get(section, "on_change"));
	h->reopen_continues = node_get(section, "on_reopen") &&
	    node_choice(node_get(section, "on_reopen"), reopens) == 1;
	h->recomputes = node_get(section, "on_policy") &&
	    node_choice(node_get(section, "on_policy"), policies) == 1;
	h->missing_year_fails = node_get(section, "missing_year") &&
	    node_choice(node_get(section, "missing_year"), years) == 1;
	h->catch_up_all = node_get(section, "catch_up") &&
	    node_choice(node_get(section, "catch_up"), catches) == 1;
	h->notify_by = word_nodes(p, "channels", _("channel"),
	    node_get(section, "notify_by"));
}

void span_check(const struct policy *p, const struct node *n, struct span s,
	const struct calendar *own)
{
	bool works = s.clock == SPAN_WORKING || s.clock == SPAN_WORKDAYS;

	for (size_t i = 0; i < p->calendars_n; i++)
		if (!p->calendars[i].calendar)
			return;		/* perhaps the one that is wanted */
	if (works && !own && !p->head.working)
		node_error(n, _("\"%s\" needs a working calendar; declare "
		    "calendars: {office: ..} or defaults: {working: ..}"),
		    n->text);
	if (s.clock == SPAN_WALL && own)
		node_error(n, _("\"%s\" is time of the wall clock and takes no "
		    "calendar; write bh or wd for working time"), n->text);
}
