/* Lists of words: kinds, channels, severities and whatever else is listed. */
#include <string.h>

#include "base/lang.h"
#include "policy/amounts.h"
#include "policy/inside.h"

/* Lists that something of ours asks for; others are the company's own. */
static const char *const known_lists[] = {
	"kinds", "channels", "severities", "categories", "causes",
	"liabilities", "teams", "tiers", "regions", "products", "partners",
	"standings", "roles", "posts", "call_results", "outcomes",
	"questions", "purposes", "events", "bases", "measures", "records",
	"skills", NULL
};

enum { WORDS_MOST = 5000 };	/* in a list */

/* Keys that mean something in one list only. */
static void only_in(const struct node *n, const char *key, const char *list,
	const char *wanted)
{
	const struct node *c = node_get(n, key);

	if (c && strcmp(list, wanted) != 0)
		node_key_error(c, _("only words of %s have this key"), wanted);
}

static void read_more(const struct node *n, const char *list, struct word *w)
{
	static const char *const scales[] = {
		"5", "7", "10", "flag", "text", NULL
	};
	const struct node *title = node_get(n, "title");
	const struct node *scale = node_get(n, "scale");
	int i = scale ? node_choice(scale, scales) : 0;

	node_keys(n, keys_word);
	only_in(n, "share", list, "liabilities");
	only_in(n, "silence", list, "channels");
	only_in(n, "scale", list, "questions");
	only_in(n, "about", list, "questions");
	w->title = title ? node_text(title) : w->name;
	w->retired = w->retired || node_flag(node_get(n, "retired"), false);
	w->share = share_node(node_get(n, "share"), 1000, -1);
	w->has_silence = node_span(node_get(n, "silence"), &w->silence);
	w->scale = i < 0 ? SCALE_5 : (enum question_scale)i;
	w->about = node_name(node_get(n, "about"));
}

static void read_word(const struct node *n, bool list, const char *of,
	struct word *w)
{
	w->share = -1;
	if (list) {
		w->name = node_name(n);
		w->title = w->name;
		return;
	}
	w->name = node_key_name(n) ? n->key : NULL;
	w->title = w->name;
	if (n->kind == NODE_MAP)
		read_more(n, of, w);
	else
		w->title = node_text(n);
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

/* Add the words of a node to a list. */
static void read_list(const struct node *n, bool retired, struct words *list)
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
	v = arena_alloc(n->doc->arena, list->n + n->n, sizeof *v);
	if (list->n)
		memcpy(v, list->v, list->n * sizeof *v);
	list->v = v;
	for (const struct node *c = n->first; c; c = c->next) {
		v[list->n].retired = retired;
		read_word(c, n->kind == NODE_LIST, list->list, &v[list->n]);
		check_word(list, &v[list->n], c);
		list->n++;
	}
	if (n->n == 0)
		node_error(n, _("the list is empty"));
}

/* Words that are no longer used, added to the lists in which they stood. */
static void read_retired(struct policy *p, const struct node *section)
{
	for (const struct node *c = section->first; c; c = c->next) {
		struct nearest near = { .typed = c->key };
		size_t i;

		for (i = 0; i < p->lists_n &&
		    strcmp(p->lists[i].list, c->key) != 0; i++)
			nearest_try(&near, p->lists[i].list);
		if (i < p->lists_n)
			read_list(c, true, &p->lists[i]);
		else
			node_key_unknown(c, _("list of words"), &near);
	}
}

/* One letter is wrong, or two in the second half: a slip, not another word. */
static bool is_slip(const struct nearest *near)
{
	size_t alike = 0;

	while (near->typed[alike] && near->typed[alike] == near->best[alike])
		alike++;
	return near->distance == 1 ||
	    (near->distance == 2 && 2 * alike >= strlen(near->typed));
}

static void read_lists(struct policy *p, const struct node *section)
{
	p->lists = arena_alloc(p->arena, section->n, sizeof *p->lists);
	for (const struct node *c = section->first; c; c = c->next) {
		struct nearest near = { .typed = c->key };
		size_t i;

		for (i = 0; known_lists[i] && strcmp(known_lists[i], c->key) != 0; i++)
			nearest_try(&near, known_lists[i]);
		if (!known_lists[i] && near.best && is_slip(&near))
			node_key_warning(c, _("a list of your own? nearest known: %s"),
			    near.best);
		node_key_name(c);
		p->lists[p->lists_n].list = c->key;
		read_list(c, false, &p->lists[p->lists_n++]);
	}
}

void words_read(struct policy *p, const struct node *words,
	const struct node *retired)
{
	if (node_is(words, NODE_MAP))
		read_lists(p, words);
	if (node_is(retired, NODE_MAP))
		read_retired(p, retired);
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
