/* Sections rights, retention, consents and partner. */
#include "policy/access.h"

#include <string.h>

#include "base/lang.h"
#include "policy/inside.h"

static void read_rights_of(struct policy *p, const struct node *n,
	struct role_rights *r)
{
	static const char *const reaches[] = { "own", "team", "all", NULL };

	r->role = word_key(p, "roles", _("role"), n);
	r->mark = node_mark(n);
	if (!node_keys(n, keys_right))
		return;
	for (int i = 0; i < RIGHTS; i++) {
		const struct node *c = node_get(n, keys_right[i]);

		if (c)
			r->v[i] = (enum reach)(node_choice(c, reaches) + 1);
	}
}

void rights_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_MAP))
		return;
	p->rights = arena_alloc(p->arena, section->n, sizeof *p->rights);
	for (const struct node *c = section->first; c; c = c->next)
		read_rights_of(p, c, &p->rights[p->rights_n++]);
}

/* Events from which data are kept, by what they are of. */
static const struct { const char *of, *from; } kept[] = {
	{ "case", "closed" }, { "booking", "returned" },
	{ "customer", "received" }, { "contact", "received" },
	{ "survey", "received" }, { "message", "received" },
	{ "consent", "received" }, { "access", "received" },
	{ "log", "received" }, { "staff", "received" }, { NULL, NULL }
};

/* What is kept: of the table, or a word of records. */
static void read_kept(const struct policy *p, const struct node *n,
	struct retention_rule *r)
{
	const struct words *own = policy_words(p, "records");
	const char *s = node_text(n);
	const struct word *w = s ? policy_word(p, "records", s) : NULL;
	struct nearest near = { .typed = s };

	r->from = "received";
	r->of = w ? w->name : NULL;
	for (size_t i = 0; s && !w && kept[i].of; i++) {
		nearest_try(&near, kept[i].of);
		if (strcmp(kept[i].of, s) != 0)
			continue;
		r->of = kept[i].of;
		r->from = kept[i].from;
	}
	if (!s || r->of)
		return;
	for (size_t i = 0; own && i < own->n; i++)
		if (own->v[i].name)
			nearest_try(&near, own->v[i].name);
	node_unknown(n, _("record"), &near);
}

/* A rough length in days, to compare lengths of different units. */
static int64_t rough_days(struct span s)
{
	return s.clock == SPAN_WALL ? s.n / 86400 : s.clock == SPAN_MONTHS ?
	    s.n * 30 : s.n;
}

static bool read_length(const struct node *n, struct span *out)
{
	if (!node_span(n, out))
		return false;
	if (out->clock == SPAN_DAYS || out->clock == SPAN_MONTHS)
		return true;
	node_error(n, _("data are kept for days, months or years; write d, mo "
	    "or y"));
	return false;
}

static void read_retention(const struct policy *p, const struct node *n,
	struct retention_rule *r)
{
	static const char *const thens[] = { "erase", "anonymise", NULL };
	const struct node *when = node_get(n, "when");
	const struct node *then = node_get(n, "then");
	const struct node *from = node_get(n, "from");

	r->mark = node_mark(n);
	if (!node_keys(n, keys_retention))
		return;
	r->name = node_name(node_need(n, "name"));
	read_kept(p, node_need(n, "of"), r);
	if (when && r->of && !subject_known(r->of))
		node_key_error(when, _("nothing can be asked of a %s"), r->of);
	else if (when && r->of)
		r->when = when_read(p, r->of, when);
	r->has_least = read_length(node_get(n, "at_least"), &r->least);
	r->has_most = read_length(node_get(n, "at_most"), &r->most);
	if (from)
		r->from = node_name(from);
	r->then = then && node_choice(then, thens) == 1 ? THEN_ANONYMISE :
	    THEN_ERASE;
	r->law = node_text(node_get(n, "law"));
	if (!node_get(n, "at_least") && !node_get(n, "at_most"))
		node_error(n, _("how long? give at_least, at_most or both"));
	if (r->has_least && r->has_most &&
	    rough_days(r->most) < rough_days(r->least))
		node_error(node_get(n, "at_most"), _("is less than at_least"));
}

void retention_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->retention = arena_alloc(p->arena, section->n, sizeof *p->retention);
	for (const struct node *c = section->first; c; c = c->next)
		read_retention(p, c, &p->retention[p->retention_n++]);
	node_once(section, "name", NULL);
}

static void read_consent(const struct policy *p, const struct node *n,
	struct consent_rule *r)
{
	static const char *const bases[] = {
		"contract", "consent", "law", "interest", NULL
	};
	const struct node *basis = node_get(n, "basis");
	const struct node *title = node_get(n, "title");
	int i = basis ? node_choice(basis, bases) : -1;

	r->mark = node_mark(n);
	r->purpose = r->title = word_key(p, "purposes", _("purpose"), n);
	r->basis = i < 0 ? BASIS_CONSENT : (enum consent_basis)i;
	if (n->kind == NODE_SCALAR) {
		r->title = node_text(n);
		return;
	}
	if (!node_keys(n, keys_consent))
		return;
	if (title)
		r->title = node_text(title);
	r->separate = node_flag(node_get(n, "separate"), false);
	r->has_expires = node_span(node_get(n, "expires"), &r->expires);
}

void consents_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_MAP))
		return;
	p->consents = arena_alloc(p->arena, section->n, sizeof *p->consents);
	for (const struct node *c = section->first; c; c = c->next)
		read_consent(p, c, &p->consents[p->consents_n++]);
}

/* A column that names nobody: of the table, or an open field that is not
 * free text; and the one field that a person writes for partners. */
static bool leaves(const struct policy *p, const char *name)
{
	static const char *const columns[] = {
		"case", "kind", "category", "cause", "severity", "state",
		"product", "trip", "departs", "returns", "received", NULL
	};
	const struct field_rule *f = policy_field(p, "case", name);

	for (size_t i = 0; columns[i]; i++)
		if (strcmp(columns[i], name) == 0)
			return true;
	return f && (strcmp(name, "facts_for_partner") == 0 ||
	    (f->class == FIELD_OPEN && f->type != FIELD_TEXT));
}

void partner_read(struct policy *p, const struct node *n)
{
	const struct node *columns = node_get(n, "columns");

	if (!n || !node_keys(n, keys_partner))
		return;
	p->partner = arena_alloc(p->arena, 1, sizeof *p->partner);
	node_need(n, "columns");
	p->partner->columns = node_names(columns);
	for (size_t i = 0; i < p->partner->columns.n; i++)
		if (!leaves(p, p->partner->columns.v[i]))
			node_error(node_nth(columns, i), _("\"%s\" may name "
			    "somebody or is no column; a partner sees case, "
			    "kind, cause, trip .., open fields that are not "
			    "text, and facts_for_partner"),
			    p->partner->columns.v[i]);
	p->partner->consent = word_node(p, "purposes", _("purpose"),
	    node_get(n, "consent"));
}

enum reach policy_reach(const struct policy *p, const char *role,
	enum right right)
{
	if (p->rights_n == 0)
		return REACH_ALL;
	for (size_t i = 0; i < p->rights_n; i++)
		if (strcmp(p->rights[i].role, role) == 0)
			return p->rights[i].v[right];
	return REACH_NONE;
}

const struct role_rights *policy_rights(const struct policy *p, size_t *n)
{
	*n = p->rights_n;
	return p->rights;
}

const struct retention_rule *policy_retention(const struct policy *p,
	size_t *n)
{
	*n = p->retention_n;
	return p->retention;
}

const struct consent_rule *policy_consent(const struct policy *p,
	const char *purpose)
{
	for (size_t i = 0; i < p->consents_n; i++)
		if (p->consents[i].purpose &&
		    strcmp(p->consents[i].purpose, purpose) == 0)
			return &p->consents[i];
	return NULL;
}

const struct consent_rule *policy_consents(const struct policy *p, size_t *n)
{
	*n = p->consents_n;
	return p->consents;
}

const struct partner_rule *policy_partner(const struct policy *p)
{
	return p->partner;
}
