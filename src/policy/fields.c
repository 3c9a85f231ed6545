/* Fields of the company's own: typed, classed, usable in conditions. */
#include <string.h>

#include "base/lang.h"
#include "policy/inside.h"

static const char *const subjects[] = {
	"case", "booking", "customer", "staff", "group", "measure", "order",
	"house", NULL
};

const char *subject_read(const struct node *n)
{
	int i = n ? node_choice(n, subjects) : 0;

	return i < 0 ? "case" : subjects[i];
}

bool subject_known(const char *s)
{
	for (size_t i = 0; subjects[i]; i++)
		if (strcmp(subjects[i], s) == 0)
			return true;
	return false;
}

/* "for" of a field is a subject or a kind of case. */
static void read_for(const struct policy *p, const struct node *n,
	struct field_rule *f)
{
	const char *s = node_text(n);

	f->subject = "case";
	if (!s)
		return;
	if (subject_known(s)) {
		f->subject = s;
		return;
	}
	if (policy_words(p, "kinds"))
		f->kind = word_ref(p, "kinds", _("subject or kind of case"), n, s);
	else
		node_error(n, _("unknown subject or kind of case \"%s\""), s);
}

/* "of": a list of words here, or the name of a list of "words". */
static void read_list(struct policy *p, const struct node *field,
	struct field_rule *f)
{
	const struct node *of = node_need(field, "of");
	struct words *list;
	struct word *v;

	if (!of)
		return;
	f->list = f->name;
	if (of->kind == NODE_SCALAR) {
		f->list = node_text(of);
		if (f->list && !policy_words(p, f->list))
			node_error(of, _("no list \"%s\" in words"), f->list);
		return;
	}
	if (f->name && policy_words(p, f->name)) {
		node_error(of, _("a list of this name stands in words; write "
		    "of: %s"), f->name);
		return;
	}
	list = &p->lists[p->lists_n++];
	list->list = f->name ? f->name : "";
	v = arena_alloc(p->arena, of->n, sizeof *v);
	list->v = v;
	for (const struct node *c = of->first; c; c = c->next, list->n++) {
		v[list->n].name = of->kind == NODE_LIST ? node_name(c) : c->key;
		v[list->n].title = of->kind == NODE_LIST ? v[list->n].name :
		    node_text(c);
		if (of->kind == NODE_MAP)
			node_key_name(c);
	}
}

static void read_type(struct policy *p, const struct node *n,
	struct field_rule *f)
{
	static const char *const types[] = {
		"text", "word", "words", "number", "flag", "date", "time", NULL
	};
	static const enum fact_type facts[] = {
		FACT_WORD, FACT_WORD, FACT_SET, FACT_NUMBER, FACT_FLAG,
		FACT_NUMBER, FACT_NUMBER
	};
	const struct node *type = node_need(n, "type");
	int i = node_choice(type, types);

	f->type = i < 0 ? FIELD_TEXT : (enum field_type)i;
	if (f->type == FIELD_WORD || f->type == FIELD_WORDS)
		read_list(p, n, f);
	else if (node_get(n, "of"))
		node_error(node_get(n, "of"), _("only type word or words takes "
		    "a list of words"));
	f->fact = (struct fact_kind){ f->name, f->subject, facts[f->type],
		f->list, f->title };
}

static void read_field(struct policy *p, const struct node *n,
	struct field_rule *f)
{
	static const char *const classes[] = {
		"open", "personal", "sensitive", NULL
	};
	const struct node *class = node_get(n, "class");
	const struct node *title = node_get(n, "title");

	f->name = node_key_name(n) ? n->key : NULL;
	f->mark = node_mark(n);
	f->subject = "case";
	if (!node_keys(n, keys_field))
		return;
	read_for(p, node_need(n, "for"), f);
	f->title = title ? node_text(title) : n->key;
	if (f->name && fact_kind(f->subject, f->name))
		node_key_error(n, _("\"%s\" is known of every %s already"),
		    f->name, f->subject);
	f->class = FIELD_OPEN;
	if (class) {
		int i = node_choice(class, classes);

		f->class = i < 0 ? FIELD_SENSITIVE : (enum field_class)i;
	}
	f->required_at = node_text(node_get(n, "required_at"));
	read_type(p, n, f);
}

/* Facts have room for what every store knows and so many fields. */
enum { FIELDS_OF_SUBJECT = FACTS_MAX - 40 };

static void check_room(const struct policy *p, const struct node *n)
{
	const struct field_rule *last = &p->fields[p->fields_n - 1];
	size_t same = 0;

	for (size_t i = 0; i < p->fields_n; i++)
		same += strcmp(p->fields[i].subject, last->subject) == 0;
	if (same > FIELDS_OF_SUBJECT)
		node_key_error(n, _("more than %d fields for one subject"),
		    FIELDS_OF_SUBJECT);
}

void fields_read(struct policy *p, const struct node *section)
{
	struct words *lists;

	if (!node_is(section, NODE_MAP))
		return;
	lists = arena_alloc(p->arena, p->lists_n + section->n, sizeof *lists);
	if (p->lists_n)
		memcpy(lists, p->lists, p->lists_n * sizeof *lists);
	p->lists = lists;
	p->fields = arena_alloc(p->arena, section->n, sizeof *p->fields);
	for (const struct node *c = section->first; c; c = c->next) {
		read_field(p, c, &p->fields[p->fields_n++]);
		check_room(p, c);
	}
}

/* Fields of the same subject and, of cases, the same kind. */
static bool alike(const struct field_rule *a, const struct field_rule *b)
{
	return strcmp(a->subject, b->subject) == 0 && (a->kind && b->kind ?
	    strcmp(a->kind, b->kind) == 0 : a->kind == b->kind);
}

/* "is": a date so long after another one. */
static void read_reckoned(struct policy *p, const struct node *n,
	struct field_rule *f)
{
	const struct field_rule *base;
	struct moment m = { 0 };

	if (f->type != FIELD_DATE) {
		node_error(n, _("only a date is reckoned from another"));
		return;
	}
	if (!anchor_node(p, f->subject, n, &m))
		return;
	base = policy_field(p, f->subject, m.field);
	if (!base || base->type != FIELD_DATE || base == f || !alike(base, f)) {
		node_error(n, _("\"%s\" is no other field of type date with the "
		    "same \"for\""), m.field);
		return;
	}
	if (m.offset.clock != SPAN_DAYS && m.offset.clock != SPAN_MONTHS)
		node_error(n, _("days, months or years of the calendar are "
		    "counted here"));
	f->base = base->name;
	f->after = m.offset;
}

void reckoned_read(struct policy *p, const struct node *section)
{
	const struct node *c = p->fields_n ? section->first : NULL;

	for (size_t i = 0; c && i < p->fields_n; i++, c = c->next)
		if (p->fields[i].name && node_get(c, "is"))
			read_reckoned(p, node_get(c, "is"), &p->fields[i]);
	c = p->fields_n ? section->first : NULL;
	for (size_t i = 0; c && i < p->fields_n; i++, c = c->next) {
		const struct field_rule *f = &p->fields[i];

		if (f->base && policy_field(p, f->subject, f->base)->base)
			node_error(node_get(c, "is"), _("\"%s\" is reckoned "
			    "itself"), f->base);
	}
}

const struct field_rule *policy_field(const struct policy *p,
	const char *subject, const char *name)
{
	for (size_t i = 0; i < p->fields_n; i++)
		if (p->fields[i].name && strcmp(p->fields[i].name, name) == 0 &&
		    strcmp(p->fields[i].subject, subject) == 0)
			return &p->fields[i];
	return NULL;
}

const struct field_rule *policy_fields(const struct policy *p, size_t *n)
{
	*n = p->fields_n;
	return p->fields;
}

const struct fact_kind *policy_fact(const struct policy *p,
	const char *subject, const char *name)
{
	const struct fact_kind *k = fact_kind(subject, name);
	const struct field_rule *f = k ? NULL : policy_field(p, subject, name);

	return f ? &f->fact : k;
}

const struct fact_kind *fact_ref(const struct policy *p, const char *subject,
	const struct node *n, const char *name)
{
	static const struct fact_kind moment = { "moment", "", FACT_NUMBER,
		NULL, NULL };
	const struct fact_kind *k = policy_fact(p, subject, name);
	struct nearest near = { .typed = name };

	if (k)
		return k;
	if (moment_known(p, subject, name))
		return &moment;
	for (k = fact_kinds; k->name; k++)
		if (fact_kind(subject, k->name))
			nearest_try(&near, k->name);
	for (size_t i = 0; i < p->fields_n; i++)
		if (p->fields[i].name && strcmp(p->fields[i].subject, subject) == 0)
			nearest_try(&near, p->fields[i].name);
	node_unknown(n, _("fact or field"), &near);
	return NULL;
}
