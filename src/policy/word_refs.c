/* References to words: known, or known without being listed, or a complaint. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "policy/inside.h"

/* Words that need not be listed. */
static const struct { const char *list, *word; } given[] = {
	{ "roles", "owner" },
	{ "channels", "phone" }, { "channels", "mail" }, { "channels", "sms" },
	{ "channels", "letter" }, { "channels", "visit" },
	{ "channels", "wecom" }, { "channels", "dingtalk" },
	{ "channels", "feishu" },
	{ "purposes", "service" }, { "purposes", "care" },
	{ "purposes", "survey" }, { "purposes", "marketing" },
	{ "bases", "fee" }, { "bases", "prepaid" }, { "bases", "unused" },
	{ "bases", "item" }, { "bases", "difference" },
	{ "bases", "direct_loss" }, { "bases", "surcharge" },
	{ "bases", "settled" },
	{ NULL, NULL }
};

/* Lists of ours: what is given is all there is unless the policy adds to it. */
static bool ours(const char *list)
{
	return strcmp(list, "purposes") == 0 || strcmp(list, "bases") == 0;
}

/* The name of a word that is known, or NULL and the nearest. Where the policy
 * has no such list, any word is known. */
static const char *find(const struct policy *p, const char *list,
	const char *text, struct nearest *near)
{
	const struct words *all = policy_words(p, list);
	const struct word *w = policy_word(p, list, text);

	*near = (struct nearest){ .typed = text };
	if (w)
		return w->name;
	for (size_t i = 0; given[i].list; i++) {
		if (strcmp(given[i].list, list) != 0)
			continue;
		if (strcmp(given[i].word, text) == 0)
			return given[i].word;
		nearest_try(near, given[i].word);
	}
	if (!all && !ours(list))
		return text;
	for (size_t i = 0; all && i < all->n; i++) {
		if (all->v[i].name)
			nearest_try(near, all->v[i].name);
		if (all->v[i].title)
			nearest_try(near, all->v[i].title);
	}
	return NULL;
}

const char *policy_admits(const struct policy *p, const char *list,
	const char *text, const char **near)
{
	struct nearest nearest;
	const char *name = find(p, list, text, &nearest);
	const struct word *w = name ? policy_word(p, list, name) : NULL;

	*near = nearest.best;
	return w && w->retired ? NULL : name;
}

enum { ROLES_MOST = 5000 };	/* that are looked up one by one */

static void use_role(const struct policy *p, const char *list,
	const char *name, struct mark mark)
{
	struct role_uses *all = p->roles;

	if (strcmp(list, "roles") != 0 || all->n == ROLES_MOST)
		return;
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->v[i].role, name) == 0)
			return;
	all->v = arena_grow(p->arena, all->v, &all->cap, all->n + 1,
	    sizeof *all->v);
	all->v[all->n++] = (struct role_use){ name, mark };
}

void policy_roles_used(const struct policy *p, policy_role_used *tell,
	void *arg)
{
	for (size_t i = 0; i < p->roles->n; i++)
		tell(arg, p->roles->v[i].role, p->roles->v[i].mark);
}

const char *word_ref(const struct policy *p, const char *list,
	const char *what, const struct node *n, const char *text)
{
	struct nearest near;
	const char *name = find(p, list, text, &near);

	if (!name)
		node_unknown(n, what, &near);
	else
		use_role(p, list, name, node_mark(n));
	return name;
}

const char *word_key(const struct policy *p, const char *list,
	const char *what, const struct node *n)
{
	struct nearest near;
	const char *name = find(p, list, n->key, &near);

	if (!name)
		node_key_unknown(n, what, &near);
	else
		use_role(p, list, name, node_mark(n));
	return name;
}

const char *word_node(const struct policy *p, const char *list,
	const char *what, const struct node *n)
{
	const char *s = node_text(n);

	return s ? word_ref(p, list, what, n, s) : NULL;
}

struct names word_nodes(const struct policy *p, const char *list,
	const char *what, const struct node *n)
{
	struct names all = node_names(n);
	const char **v;

	if (all.n == 0)
		return all;
	v = arena_alloc(p->arena, all.n, sizeof *v);
	for (size_t i = 0; i < all.n; i++) {
		const char *name = word_ref(p, list, what, node_nth(n, i), all.v[i]);

		v[i] = name ? name : all.v[i];
	}
	return (struct names){ v, all.n };
}
