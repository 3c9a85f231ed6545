/* A mapping's YAML into recipes. */
#include "care/intake/recipe.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "policy/node.h"
#include "policy/yaml.h"

static struct recipe_part *add_part(struct recipe_parts *all, size_t *cap,
    struct arena *a, const char *text, int at)
{
	all->v = arena_grow(a, all->v, cap, all->n + 1, sizeof *all->v);
	all->v[all->n] = (struct recipe_part){text, at};
	return &all->v[all->n++];
}

/* Text with heads in braces: "H{row}", "{year}-{month}-{day}". */
static void read_text(const struct node *n, struct recipe_parts *parts)
{
	struct arena *a = n->doc->arena;
	const char *s = node_text(n);
	size_t cap = 0;

	while (s && *s) {
		size_t plain = strcspn(s, "{}"), head;

		if (plain > 0) {
			add_part(parts, &cap, a, arena_dupn(a, s, plain),
			    RECIPE_FIXED);
			s += plain;
			continue;
		}
		head = *s == '{' ? strcspn(s + 1, "{}") : 0;
		if (head == 0 || s[1 + head] != '}') {
			node_error(n, _("a brace that does not stand around a head: write {HEAD}"));
			return;
		}
		add_part(parts, &cap, a, arena_dupn(a, s + 1, head), 0);
		if (strcmp(parts->v[parts->n - 1].text, "row") == 0)
			parts->v[parts->n - 1].at = RECIPE_ROW;
		s += head + 2;
	}
}

static void read_heads(const struct node *n, struct recipe_parts *parts)
{
	struct names names = node_names(n);
	size_t cap = 0;

	for (size_t i = 0; n && i < names.n; i++)
		add_part(parts, &cap, n->doc->arena, names.v[i], 0);
}

static void read_words(const struct node *n, struct recipe *r)
{
	if (!n || !node_is(n, NODE_MAP))
		return;
	r->words = arena_alloc(n->doc->arena, n->n + 1, sizeof *r->words);
	for (const struct node *c = n->first; c; c = c->next) {
		const char *to = node_text(c);

		if (to)
			r->words[r->words_n++] = (struct recipe_word){c->key, to};
	}
}

static bool is_time(const struct layout *l, int column)
{
	const struct field_rule *f = l->field[column];
	enum column_type t = l->v[column].type;

	return t == COLUMN_TIME || t == COLUMN_UNTIL || t == COLUMN_DATE ||
	    (f && (f->type == FIELD_DATE || f->type == FIELD_TIME));
}

static bool is_number(const struct layout *l, int column)
{
	const struct field_rule *f = l->field[column];
	enum column_type t = l->v[column].type;

	return t == COLUMN_NUMBER || t == COLUMN_MONEY || t == COLUMN_SECONDS ||
	    (f && f->type == FIELD_NUMBER);
}

static void read_recipe(const struct node *n, const struct layout *l,
    int column, struct recipe *r)
{
	static const char *const keys[] = {"head", "text", "sum", "words",
	    "add_days", "less_days", NULL};
	const struct node *head, *text, *sum;

	r->given = true;
	if (n->kind == NODE_SCALAR) {
		read_heads(n, &r->parts);
		return;
	}
	if (!node_keys(n, keys))
		return;
	head = node_get(n, "head");
	text = node_get(n, "text");
	sum = node_get(n, "sum");
	if ((head != NULL) + (text != NULL) + (sum != NULL) != 1)
		node_error(n, _("from what? give one of head, text, sum"));
	if (head && node_is(head, NODE_SCALAR))
		read_heads(head, &r->parts);
	if (text)
		read_text(text, &r->parts);
	r->sum = sum != NULL;
	if (sum && !is_number(l, column))
		node_error(sum, _("only numbers and money can be added up"));
	read_heads(sum, &r->parts);
	read_words(node_get(n, "words"), r);
	read_heads(node_get(n, "add_days"), &r->add);
	read_heads(node_get(n, "less_days"), &r->less);
	if ((r->add.n || r->less.n) && !is_time(l, column))
		node_error(n, _("only dates can be moved by days"));
}

static void read_columns(const struct node *n, struct recipes *r)
{
	if (!n || !node_is(n, NODE_MAP))
		return;
	for (const struct node *c = n->first; c; c = c->next) {
		int column = column_in(r->layout->v, c->key);
		char alias[COLUMN_ALIAS];
		const char *near = column < 0 ?
		    column_nearest(r->layout->v, c->key, alias) : NULL;

		if (column >= 0)
			read_recipe(c, r->layout, column, &r->v[column]);
		else if (near)
			node_key_error(c, _("no column is called so; nearest: %s"),
			    near);
		else
			node_key_error(c, _("no column is called so (care-intake columns %s lists them)"),
			    r->layout->noun_name);
	}
}

static void read_noun(const struct node *n, struct recipes *r)
{
	const char *noun = n ? node_text(n) : NULL;

	if (noun && strcmp(noun, r->layout->noun_name) != 0)
		node_error(n, _("this mapping is for %s"), noun);
}

static void read_all(const struct node *root, struct recipes *r)
{
	static const char *const keys[] = {"noun", "dates", "missing",
	    "columns", "ignore", NULL};
	const struct node *dates, *ignore;
	struct names names;

	if (!node_keys(root, keys))
		return;
	read_noun(node_get(root, "noun"), r);
	dates = node_get(root, "dates");
	if (dates && node_text(dates) && !value_order(dates->text, &r->order))
		node_error(dates, _("mdy (month first) or dmy (day first)"));
	names = node_names(node_get(root, "missing"));
	r->missing = names.v;
	r->missing_n = names.n;
	read_columns(node_get(root, "columns"), r);
	ignore = node_get(root, "ignore");
	r->ignore_rest = ignore && ignore->kind == NODE_SCALAR &&
	    strcmp(ignore->text, "rest") == 0;
	if (!r->ignore_rest) {
		names = node_names(ignore);
		r->ignore = names.v;
		r->ignore_n = names.n;
	}
}

struct recipes *recipes_read(const char *file, const char *text, size_t n,
    const struct layout *layout, policy_complaint *tell, void *arg)
{
	struct recipes *r = mem_alloc(1, sizeof *r);
	struct document doc = {file, arena_new(), complaints_new()};
	const struct node *root = yaml_read(&doc, text, n);
	bool failed;

	r->arena = doc.arena;
	r->layout = layout;
	if (root)
		read_all(root, r);
	failed = !root || complaints_failed(doc.complaints);
	complaints_tell(doc.complaints, tell, arg);
	if (!failed)
		return r;
	recipes_free(r);
	return NULL;
}

void recipes_free(struct recipes *r)
{
	if (!r)
		return;
	arena_free(r->arena);
	free(r);
}
