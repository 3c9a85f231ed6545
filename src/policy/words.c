/* Lists of words: kinds, channels, severities and whatever else is listed. */
#include <string.h>

#include "base/lang.h"
#include "policy/inside.h"

/* Lists that something of ours asks for; others are the company's own. */
static const char *const known_lists[] = {
	"kinds", "channels", "severities", "categories", "causes",
	"liabilities", "teams", "tiers", "regions", "products", "partners",
	"standings", "roles", "call_results", "outcomes", "questions",
	"purposes", "events", NULL
};

/* Words that need not be listed. */
static const struct { const char *list, *word; } given[] = {
	{ "roles", "owner" },
	{ "channels", "phone" }, { "channels", "mail" }, { "channels", "sms" },
	{ "channels", "letter" }, { "channels", "visit" },
	{ "channels", "wecom" }, { "channels", "dingtalk" },
	{ "channels", "feishu" },
	{ "purposes", "service" }, { "purposes", "care" },
	{ "purposes", "survey" }, { "purposes", "marketing" },
	{ NULL, NULL }
};

enum { WORDS_MOST = 5000 };	/* in a list */

static void read_word(const struct node *n, bool list, struct word *w)
{
	static const char *const keys[] = { "title", "retired", NULL };

	if (list) {
		w->name = node_name(n);
		w->title = w->name;
		return;
	}
	w->name = node_key_name(n) ? n->key : NULL;
	w->title = w->name;
	if (n->kind == NODE_MAP) {
		const struct node *title = node_get(n, "title");

		node_keys(n, keys);
		w->title = title ? node_text(title) : w->name;
		w->retired = node_flag(node_get(n, "retired"), false);
	} else {
		w->title = node_text(n);
	}
}

/* A name or title that means two words would be read as one of them. */
static void check_word(const struct words *list, const struct word *w,
	const struct node *n)
{
	for (const struct word *o = list->v; o < w; o++) {
		if (!o->name || !w->name || !o->title || !w->title)
			continue;
		if (strcmp(o->name, w->name) == 0 || strcmp(o->title, w->title) == 0 ||
		    strcmp(o->name, w->title) == 0 || strcmp(o->title, w->name) == 0) {
			node_error(n, _("\"%s\" stands here twice"),
			    strcmp(o->name, w->name) == 0 ? w->name : w->title);
			return;
		}
	}
}

static void read_list(const struct node *n, struct words *list)
{
	struct word *v;

	if (n->kind == NODE_SCALAR) {
		node_is(n, NODE_LIST);
		return;
	}
	if (n->n > WORDS_MOST) {
		node_error(n, _("more than %d words"), WORDS_MOST);
		return;
	}
	v = arena_alloc(n->doc->arena, n->n, sizeof *v);
	list->v = v;
	for (const struct node *c = n->first; c; c = c->next) {
		read_word(c, n->kind == NODE_LIST, &v[list->n]);
		check_word(list, &v[list->n], c);
		list->n++;
	}
	if (n->n == 0)
		node_error(n, _("the list is empty"));
}

void words_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_MAP))
		return;
	p->lists = arena_alloc(p->arena, section->n, sizeof *p->lists);
	for (const struct node *c = section->first; c; c = c->next) {
		struct nearest near = { .typed = c->key };
		size_t i;

		for (i = 0; known_lists[i] && strcmp(known_lists[i], c->key) != 0; i++)
			nearest_try(&near, known_lists[i]);
		if (!known_lists[i] && near.best)
			node_key_warning(c, _("a list of your own? nearest known: %s"),
			    near.best);
		node_key_name(c);
		p->lists[p->lists_n].list = c->key;
		read_list(c, &p->lists[p->lists_n++]);
	}
}

const struct words *policy_words(const struct policy *p, const char *list)
{
	for (size_t i = 0; i < p->lists_n; i++)
		if (strcmp(p->lists[i].list, list) == 0)
			return &p->lists[i];
	return NULL;
}

const struct word *policy_word(const struct policy *p, const char *list,
	const char *text)
{
	const struct words *all = policy_words(p, list);

	for (size_t i = 0; all && i < all->n; i++)
		if (all->v[i].name && all->v[i].title &&
		    (strcmp(all->v[i].name, text) == 0 ||
		     strcmp(all->v[i].title, text) == 0))
			return &all->v[i];
	return NULL;
}

const char *policy_nearest(const struct policy *p, const char *list,
	const char *typed)
{
	const struct words *all = policy_words(p, list);
	struct nearest near = { .typed = typed };

	for (size_t i = 0; all && i < all->n; i++) {
		if (all->v[i].name)
			nearest_try(&near, all->v[i].name);
		if (all->v[i].title)
			nearest_try(&near, all->v[i].title);
	}
	return near.best;
}

int policy_rank(const struct policy *p, const char *severity)
{
	const struct words *all = policy_words(p, "severities");

	for (size_t i = 0; all && severity && i < all->n; i++)
		if (strcmp(all->v[i].name, severity) == 0)
			return (int)i;
	return -1;
}

const char *word_ref(const struct policy *p, const char *list,
	const char *what, const struct node *n, const char *text)
{
	const struct words *all = policy_words(p, list);
	const struct word *w = policy_word(p, list, text);
	struct nearest near = { .typed = text };
	bool listed = all != NULL;

	if (w)
		return w->name;
	for (size_t i = 0; given[i].list; i++) {
		if (strcmp(given[i].list, list) != 0)
			continue;
		if (strcmp(given[i].word, text) == 0)
			return given[i].word;
		nearest_try(&near, given[i].word);
		listed = listed || strcmp(list, "purposes") == 0;
	}
	if (!listed)
		return text;
	for (size_t i = 0; all && i < all->n; i++) {
		if (all->v[i].name)
			nearest_try(&near, all->v[i].name);
		if (all->v[i].title)
			nearest_try(&near, all->v[i].title);
	}
	node_unknown(n, what, &near);
	return NULL;
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
