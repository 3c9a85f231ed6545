/* Ladders: who is told when, while a promise is still open. */
#include <string.h>

#include "base/lang.h"
#include "policy/amounts.h"
#include "policy/inside.h"

/* "start", "50%", "due", "due - 2h", "due + 4h" */
static bool read_at(const struct policy *p, const struct node *n,
	struct level *l)
{
	const char *s = node_text(n), *why;
	bool before;

	if (!s)
		return false;
	l->is_share = strcmp(s, "start") == 0 ||
	    (share_read(s, 999, &l->permille) && l->permille > 0);
	if (l->is_share || strcmp(s, "due") == 0)
		return true;
	if (strncmp(s, "due", 3) == 0) {
		s += 3 + strspn(s + 3, " ");
		before = *s == '-';
		if (before || *s == '+') {
			s += 1 + strspn(s + 1, " ");
			if (!span_parse(s, false, &l->offset, &why)) {
				node_error(n, "\"%s\": %s", s, why);
				return false;
			}
			span_check(p, n, l->offset, NULL);
			if (before)
				l->offset.n = -l->offset.n;
			return true;
		}
	}
	node_error(n, _("\"%s\" is no time of a level; write start, 50%%, "
	    "due - 2h, due or due + 4h"), n->text);
	return false;
}

enum { STEPS_UP = 9 };		/* of "supervisor+9" */

const char *policy_boss(const struct policy *p)
{
	const struct words *roles = policy_words(p, "roles");

	if (policy_word(p, "roles", "supervisor"))
		return "supervisor";
	return roles && roles->n > 1 ? roles->v[1].name : NULL;
}

int policy_steps_up(const struct policy *p, const char *word)
{
	const char *boss = policy_boss(p);
	size_t n = boss ? strlen(boss) : 0;

	if (n == 0 || strncmp(word, boss, n) != 0)
		return 0;
	word += n;
	if (*word == '\0')
		return 1;
	if (word[0] != '+' || word[1] < '1' || word[1] > '0' + STEPS_UP || word[2])
		return 0;
	return 1 + word[1] - '0';
}

struct names notify_nodes(const struct policy *p, const struct node *n)
{
	static const char *const others[] = { "team", "group", NULL };
	struct names all = node_names(n);
	const char **v = arena_alloc(p->arena, all.n + 1, sizeof *v);

	for (size_t i = 0; i < all.n; i++) {
		const char *known = NULL;

		for (size_t k = 0; others[k]; k++)
			if (strcmp(all.v[i], others[k]) == 0 &&
			    !policy_word(p, "roles", all.v[i]))
				known = others[k];
		if (policy_steps_up(p, all.v[i]) > 1)
			known = all.v[i];
		if (!known)
			known = word_ref(p, "roles", _("role"), node_nth(n, i),
			    all.v[i]);
		v[i] = known ? known : all.v[i];
	}
	return (struct names){ v, all.n };
}

static void read_level(const struct policy *p, const struct node *n,
	struct level *l)
{
	static const char *const raises[] = { "severity", NULL };
	const struct node *raise = node_get(n, "raise");
	const struct node *every = node_get(n, "every");
	const struct node *times = node_get(n, "times");

	l->mark = node_mark(n);
	if (!node_keys(n, keys_level))
		return;
	l->name = node_name(node_need(n, "name"));
	read_at(p, node_need(n, "at"), l);
	l->notify = notify_nodes(p, node_get(n, "notify"));
	if (raise && node_choice(raise, raises) == 0)
		l->raise = raises[0];
	if (l->raise && !policy_words(p, "severities"))
		node_error(raise, _("words has no severities to raise"));
	l->reassign = word_node(p, "roles", _("role"), node_get(n, "reassign"));
	l->approve = word_node(p, "roles", _("role"), node_get(n, "approve"));
	l->start = node_text(node_get(n, "start"));
	l->unless_acked = node_text(node_get(n, "unless_acked"));
	l->repeats = node_span(every, &l->every);
	if (l->repeats)
		span_check(p, every, l->every, NULL);
	l->times = (int)node_number(times, 1, 1000, 0);
	if (every && !times)
		node_error(n, _("\"every\" needs \"times\": how often after the "
		    "first"));
	if (times && !every)
		node_error(times, _("\"times\" needs \"every\": how long between"));
	if (node_get(n, "urgent"))
		l->urgent = node_flag(node_get(n, "urgent"), false) ? URGENT :
		    NOT_URGENT;
	if (l->notify.n == 0 && !l->raise && !l->reassign && !l->start &&
	    !node_get(n, "approve"))
		node_error(n, _("a level that tells nobody and changes nothing; "
		    "give notify, raise, reassign, approve or start"));
}

/* What is acknowledged is a notice, so the level that is named tells. */
static void check_acked(const struct node *n, const struct level *l,
	const struct ladder *ladder)
{
	const struct level *named = NULL;
	struct nearest near = { .typed = l->unless_acked };

	if (!l->unless_acked)
		return;
	for (size_t i = 0; i < ladder->n; i++) {
		if (!ladder->v[i].name || &ladder->v[i] == l)
			continue;
		if (strcmp(ladder->v[i].name, l->unless_acked) == 0)
			named = &ladder->v[i];
		nearest_try(&near, ladder->v[i].name);
	}
	if (!named)
		node_unknown(n, _("other level"), &near);
	else if (named->notify.n == 0)
		node_error(n, _("\"%s\" tells nobody, so nobody acknowledges it"),
		    l->unless_acked);
}

static void read_ladder(const struct policy *p, const struct node *n,
	struct ladder *ladder)
{
	struct level *v;
	int steps = 0;

	ladder->name = node_key_name(n) ? n->key : NULL;
	ladder->mark = node_mark(n);
	if (!node_is(n, NODE_LIST))
		return;
	v = arena_alloc(p->arena, n->n, sizeof *v);
	ladder->v = v;
	for (const struct node *c = n->first; c; c = c->next) {
		struct level *l = &v[ladder->n++];

		read_level(p, c, l);
		steps += 1 + l->times;
		/* Its notice would pass for the one that asks for a task. */
		if (l->name && strcmp(l->name, "asked") == 0)
			node_error(node_get(c, "name"), _("\"asked\" is how a "
			    "task is asked for; give the level another name"));
		for (const struct level *o = v; o < l; o++)
			if (l->name && o->name && strcmp(o->name, l->name) == 0)
				node_error(node_get(c, "name"), _("\"%s\" stands "
				    "here twice; a level fires once by its name"),
				    l->name);
	}
	for (const struct node *c = n->first; c; c = c->next)
		check_acked(node_get(c, "unless_acked"), v++, ladder);
	if (n->n == 0)
		node_error(n, _("the list is empty"));
	if (steps > LADDER_STEPS)
		node_error(n, _("%d levels with their repeats; at most %d"), steps,
		    LADDER_STEPS);
}

void ladders_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_MAP))
		return;
	p->ladders = arena_alloc(p->arena, section->n, sizeof *p->ladders);
	for (const struct node *c = section->first; c; c = c->next)
		read_ladder(p, c, &p->ladders[p->ladders_n++]);
}

const struct ladder *policy_ladder(const struct policy *p, const char *name)
{
	for (size_t i = 0; i < p->ladders_n; i++)
		if (p->ladders[i].name && strcmp(p->ladders[i].name, name) == 0)
			return &p->ladders[i];
	return NULL;
}
