/* Conditions as YAML writes them, read and checked. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "policy/inside.h"

struct asked {
	const struct policy *p;
	const char *subject;
};

static bool read_map(const struct asked *, const struct node *, struct when *);

static bool read_words(const struct asked *a, const struct fact_kind *k,
	const struct node *n, struct when *w)
{
	struct names texts = node_names(n);
	const char **v = arena_alloc(a->p->arena, texts.n, sizeof *v);
	bool good = texts.n > 0;

	w->op = WHEN_WORD;
	for (size_t i = 0; i < texts.n; i++) {
		v[i] = texts.v[i];
		if (k->list)
			v[i] = word_ref(a->p, k->list, k->name, node_nth(n, i),
			    texts.v[i]);
		good = good && v[i];
	}
	w->words = v;
	w->n = texts.n;
	return good;
}

static bool read_range(const struct node *n, struct when *w)
{
	static const char *const keys[] = { "over", "under", NULL };
	const struct node *over = node_get(n, "over");
	const struct node *under = node_get(n, "under");

	w->op = WHEN_NUMBER;
	if (!node_keys(n, keys))
		return false;
	w->has_over = over != NULL;
	w->has_under = under != NULL;
	w->over = node_number(over, INT64_MIN, INT64_MAX, 0);
	w->under = node_number(under, INT64_MIN, INT64_MAX, 0);
	if (over || under)
		return true;
	node_error(n, _("the condition is empty"));
	return false;
}

static bool read_numbers(const struct asked *a, const struct fact_kind *k,
	const struct node *n, struct when *w)
{
	const struct node *c = n->kind == NODE_LIST ? n->first : n;
	int64_t *v;

	w->op = WHEN_NUMBER;
	if (n->kind == NODE_MAP && k->type == FACT_NUMBER)
		return read_range(n, w);
	if (n->kind == NODE_MAP) {
		node_error(n, _("wants true or false"));
		return false;
	}
	v = arena_alloc(a->p->arena, n->kind == NODE_LIST ? n->n : 1, sizeof *v);
	for (; c; c = n->kind == NODE_LIST ? c->next : NULL)
		v[w->n++] = k->type == FACT_FLAG ? node_flag(c, false) :
		    node_number(c, INT64_MIN, INT64_MAX, 0);
	w->numbers = v;
	if (w->n > 0)
		return true;
	node_error(n, _("the list is empty"));
	return false;
}

static const struct fact_kind *find_fact(const struct asked *a,
	const struct node *n)
{
	const struct fact_kind *k = policy_fact(a->p, a->subject, n->key);
	struct nearest near = { .typed = n->key };

	if (k)
		return k;
	for (k = fact_kinds; k->name; k++)
		if (fact_kind(a->subject, k->name))
			nearest_try(&near, k->name);
	for (size_t i = 0; i < a->p->fields_n; i++)
		if (a->p->fields[i].name &&
		    strcmp(a->p->fields[i].subject, a->subject) == 0)
			nearest_try(&near, a->p->fields[i].name);
	nearest_try(&near, "any");
	nearest_try(&near, "all");
	nearest_try(&near, "not");
	if (near.best)
		node_key_error(n, _("nothing of that name is known of a %s; "
		    "nearest: %s"), a->subject, near.best);
	else
		node_key_error(n, _("nothing of that name is known of a %s; "
		    "declare it in fields"), a->subject);
	return NULL;
}

/* Dates that the facts of a subject hold, besides its fields. */
static bool is_date(const struct asked *a, const char *name)
{
	static const struct { const char *subject, *date; } own[] = {
		{ "case", "received" }, { "booking", "booked" },
		{ "booking", "departs" }, { "booking", "returns" },
	};
	const struct field_rule *f = policy_field(a->p, a->subject, name);

	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		if (strcmp(own[i].subject, a->subject) == 0 &&
		    strcmp(own[i].date, name) == 0)
			return true;
	return f && (f->type == FIELD_DATE || f->type == FIELD_TIME);
}

/* {before: received}, {after: delivered} */
static bool read_date(const struct asked *a, const struct node *n,
	struct when *w)
{
	const struct node *after = node_get(n, "after");
	const struct node *other = after ? after : node_get(n, "before");

	w->op = WHEN_DATE;
	w->after = after != NULL;
	w->zone = a->p->head.zone;
	w->other = other ? node_text(other) : NULL;
	if (n->n > 1)
		node_error(n, _("one of before and after stands alone"));
	else if (w->other && !is_date(a, w->other))
		node_error(other, _("a %s has no date \"%s\" to compare with"),
		    a->subject, w->other);
	else
		return w->other && w->zone;
	return false;
}

static bool read_leaf(const struct asked *a, const struct node *n,
	struct when *w)
{
	const struct fact_kind *k = find_fact(a, n);
	const struct node *set = node_get(n, "set");
	const struct field_rule *f;

	if (!k)
		return false;
	w->fact = k->name;
	w->type = k->type;
	if (set) {
		w->op = WHEN_SET;
		w->known = node_flag(set, true);
		if (n->n > 1)
			node_error(n, _("\"set\" stands alone"));
		return n->n == 1;
	}
	f = policy_field(a->p, a->subject, n->key);
	if (f && (f->type == FIELD_DATE || f->type == FIELD_TIME) &&
	    (node_get(n, "before") || node_get(n, "after")))
		return read_date(a, n, w);
	if (f && (f->type == FIELD_DATE || f->type == FIELD_TIME)) {
		node_error(n, _("of a date or time {set: true}, {before: DATE} and "
		    "{after: DATE} can be asked"));
		return false;
	}
	if (f && f->type == FIELD_TEXT) {
		node_error(n, _("of a text only {set: true} and {set: false} can "
		    "be asked"));
		return false;
	}
	if (k->type == FACT_NUMBER || k->type == FACT_FLAG)
		return read_numbers(a, k, n, w);
	if (n->kind == NODE_MAP) {
		node_error(n, _("wants a word or a list of words"));
		return false;
	}
	return read_words(a, k, n, w);
}

static bool read_list(const struct asked *a, const struct node *n,
	struct when *w)
{
	struct when *v;
	bool good = n->n > 0;

	if (!node_is(n, NODE_LIST))
		return false;
	v = arena_alloc(a->p->arena, n->n, sizeof *v);
	for (const struct node *c = n->first; c; c = c->next)
		good = read_map(a, c, &v[w->n++]) && good;
	w->v = v;
	if (n->n == 0)
		node_error(n, _("the list is empty"));
	return good;
}

static bool read_part(const struct asked *a, const struct node *n,
	struct when *w)
{
	struct when *inner;

	if (strcmp(n->key, "any") == 0 || strcmp(n->key, "all") == 0) {
		w->op = n->key[1] == 'n' ? WHEN_ANY : WHEN_ALL;
		return read_list(a, n, w);
	}
	if (strcmp(n->key, "not") != 0)
		return read_leaf(a, n, w);
	w->op = WHEN_NOT;
	inner = arena_alloc(a->p->arena, 1, sizeof *inner);
	w->v = inner;
	w->n = 1;
	return read_map(a, n, inner);
}

static bool read_map(const struct asked *a, const struct node *n,
	struct when *w)
{
	struct when *v;
	bool good = true;

	w->op = WHEN_ALL;
	if (!node_is(n, NODE_MAP))
		return false;
	v = arena_alloc(a->p->arena, n->n, sizeof *v);
	w->v = v;
	for (const struct node *c = n->first; c; c = c->next)
		good = read_part(a, c, &v[w->n++]) && good;
	if (n->n > 0)
		return good;
	node_error(n, _("the condition is empty"));
	return false;
}

const struct when *when_read(const struct policy *p, const char *subject,
	const struct node *n)
{
	struct asked a = { p, subject };
	struct when *w;

	if (!n)
		return NULL;
	w = arena_alloc(p->arena, 1, sizeof *w);
	if (!read_map(&a, n, w))
		return NULL;
	if (!when_possible(w, NULL))
		node_error(n, _("can never hold: the conditions contradict "
		    "each other"));
	return w;
}
