/* A policy as a whole: loading it, and choosing the rules that hold. */
#include "policy/policy.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "policy/amounts.h"
#include "policy/bundle.h"
#include "policy/dates.h"
#include "policy/inside.h"
#include "policy/yaml.h"

static void read_head(struct policy *p, const struct node *root)
{
	const struct node *effective = node_need(root, "effective");
	const struct node *title = node_get(root, "title");
	const struct node *company = node_get(root, "company");
	struct policy_head *h = &p->head;
	int64_t day;

	node_keys(root, keys_head);
	node_number(node_get(root, "schema"), 1, 1, 1);
	h->name = node_name(node_need(root, "policy"));
	h->title = title ? node_text(title) : h->name;
	h->company = company ? node_text(company) : h->title;
	h->version = node_text(node_need(root, "version"));
	h->effective = node_text(effective);
	if (h->effective && !date_read(h->effective, 0, &day))
		node_error(effective, _("\"%s\" is no date (2026-02-14)"),
		    h->effective);
	h->approved_by = node_text(node_get(root, "approved_by"));
	h->interpreted_by = node_text(node_get(root, "interpreted_by"));
	h->currency = currency_node(node_get(root, "currency"));
	h->zone = zone_node(node_need(root, "timezone"));
}

/* The sections that no promise refers to. */
static void read_more(struct policy *p, const struct node *root)
{
	stages_read(p, node_get(root, "stages"));
	plans_read(p, node_get(root, "plans"));
	qa_read(p, node_get(root, "qa"));
	derived_read(p, node_get(root, "derived"));
	opens_read(p, node_get(root, "opens"));
	holds_read(p, node_get(root, "holds"));
	assign_read(p, node_get(root, "assign"));
	approval_read(p, node_get(root, "approval"));
	money_read(p, node_get(root, "money"));
	offers_read(p, node_get(root, "offers"));
	indicators_read(p, node_get(root, "indicators"));
	reports_read(p, node_get(root, "reports"));
	rights_read(p, node_get(root, "rights"));
	retention_read(p, node_get(root, "retention"));
	consents_read(p, node_get(root, "consents"));
	partner_read(p, node_get(root, "partner"));
	roster_read(p, node_get(root, "roster"));
}

static void read_sections(struct policy *p, const struct node *root,
	const char *bundle, int first_year, int last_year)
{
	read_head(p, root);
	words_read(p, node_get(root, "words"), node_get(root, "retired"));
	fields_read(p, node_get(root, "fields"));
	calendars_read(p, node_get(root, "calendars"), bundle);
	day_lists_read(p, node_get(root, "dates"));
	templates_read(p, node_get(root, "templates"));
	defaults_read(p, node_get(root, "defaults"));
	reckoned_read(p, node_get(root, "fields"));
	years_check(p, node_get(root, "calendars"), first_year, last_year);
	ladders_read(p, node_get(root, "ladders"));
	promises_read(p, node_get(root, "promises"));
	pauses_read(p, node_get(root, "pauses"));
	messages_read(p, node_get(root, "messages"));
	surveys_read(p, node_get(root, "surveys"));
	groups_read(p, node_get(root, "groups"));
	read_more(p, root);
	rules_check(p, root);
}

static const struct node *read_file(struct policy *p,
	struct complaints *complaints, const struct policy_part *part)
{
	struct document *doc = arena_alloc(p->arena, 1, sizeof *doc);
	const struct node *root;

	*doc = (struct document){ arena_dupn(p->arena, part->name, part->name_n),
		p->arena, complaints };
	root = yaml_read(doc, part->text, part->n);
	return node_is(root, NODE_MAP) ? root : NULL;
}

static bool is_known(const char *key)
{
	for (size_t i = 0; keys_head[i]; i++)
		if (strcmp(keys_head[i], key) == 0)
			return true;
	return false;	/* complained of, so it may stand anywhere */
}

/* The maps of several files as one, in the place of the first. A key stands
 * in one of them only. */
static void join(struct node *all, const struct node *file)
{
	struct node *next;

	for (struct node *c = file->first; c; c = next) {
		const struct node *had = is_known(c->key) ?
		    node_get(all, c->key) : NULL;

		next = c->next;
		c->next = NULL;
		if (had) {
			node_key_error(c, _("this key stands in %s already, "
			    "line %ld"), had->doc->file, had->key_line);
			continue;
		}
		c->parent = all;
		c->index = all->n++;
		*(all->last ? &all->last->next : &all->first) = c;
		all->last = c;
	}
}

/* The root of all files of the policy, or NULL when none can be read. */
static const struct node *read_files(struct policy *p,
	struct complaints *complaints, const char *bundle)
{
	struct policy_part part;
	struct node *all;
	size_t n;

	if (!policy_part(bundle, 0, &part)) {
		complaints_add(complaints, true, (struct mark){ "policy", 0, 0 },
		    _("this is no bundle of a policy's files"));
		return NULL;
	}
	if (!policy_is_folder(&part))
		return read_file(p, complaints, &part);
	all = arena_alloc(p->arena, 1, sizeof *all);
	all->kind = NODE_MAP;
	n = policy_files(bundle);
	for (size_t i = 1; i <= n && policy_part(bundle, i, &part); i++) {
		const struct node *root = read_file(p, complaints, &part);

		if (root && !all->doc) {
			all->doc = root->doc;
			all->line = root->line;
			all->column = root->column;
		}
		if (root)
			join(all, root);
	}
	return all->doc ? all : NULL;
}

struct policy *policy_load(const char *bundle, int first_year, int last_year,
	policy_complaint *tell, void *arg)
{
	struct arena *arena = arena_new();
	struct policy *p = arena_alloc(arena, 1, sizeof *p);
	struct complaints *complaints = complaints_new();
	const struct node *root;
	bool failed;

	p->arena = arena;
	p->roles = arena_alloc(arena, 1, sizeof *p->roles);
	root = read_files(p, complaints, bundle);
	if (root)
		read_sections(p, root, bundle, first_year, last_year);
	failed = complaints_failed(complaints);
	complaints_tell(complaints, tell, arg);
	if (!failed)
		return p;
	policy_free(p);
	return NULL;
}

void policy_free(struct policy *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->calendars_n; i++)
		if (p->calendars[i].calendar)
			calendar_free(p->calendars[i].calendar);
	arena_free(p->arena);
}

const struct policy_head *policy_head(const struct policy *p)
{
	return &p->head;
}

const char *policy_amount(const struct promise_rule *r, char *buf)
{
	if (r->has_within)
		return span_format(r->within, buf);
	if (r->has_window)
		return r->window.text;
	return r->due ? r->due : span_format(r->every, buf);
}

const struct promise_rule *policy_promise_rule(const struct policy *p,
	const char *name, const char *amount)
{
	const struct promise_rule *first = NULL;
	char buf[SPAN_TEXT];

	for (size_t i = 0; i < p->promises_n; i++) {
		const struct promise_rule *r = &p->promises[i];

		if (strcmp(r->name, name) != 0)
			continue;
		if (amount && strcmp(policy_amount(r, buf), amount) == 0)
			return r;
		first = first ? first : r;
	}
	return first;
}

const struct promise_rule *policy_promise_rules(const struct policy *p,
	size_t *n)
{
	*n = p->promises_n;
	return p->promises;
}

bool policy_has_promises(const struct policy *p, const char *subject)
{
	for (size_t i = 0; p && i < p->promises_n; i++)
		if (strcmp(p->promises[i].subject, subject) == 0)
			return true;
	return false;
}

const struct message_rule *policy_message_rules(const struct policy *p,
	size_t *n)
{
	*n = p->messages_n;
	return p->messages;
}

const struct survey_rule *policy_survey_rules(const struct policy *p, size_t *n)
{
	*n = p->surveys_n;
	return p->surveys;
}

const struct group_rule *policy_group_rules(const struct policy *p, size_t *n)
{
	*n = p->groups_n;
	return p->groups;
}

const struct group_rule *policy_group_rule(const struct policy *p,
	const char *name)
{
	for (size_t i = 0; name && i < p->groups_n; i++)
		if (strcmp(p->groups[i].name, name) == 0)
			return &p->groups[i];
	return NULL;
}

const struct pause_rule *policy_pause(const struct policy *p, const char *name)
{
	for (size_t i = 0; i < p->pauses_n; i++)
		if (strcmp(p->pauses[i].name, name) == 0)
			return &p->pauses[i];
	return NULL;
}

const struct pause_rule *policy_pauses(const struct policy *p, size_t *n)
{
	*n = p->pauses_n;
	return p->pauses;
}
