/* A policy as a whole: loading it, and choosing the rules that hold. */
#include "policy/policy.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "policy/dates.h"
#include "policy/inside.h"
#include "policy/yaml.h"

static void read_head(struct policy *p, const struct node *root)
{
	static const char *const keys[] = {
		"schema", "policy", "title", "company", "version", "effective",
		"approved_by", "timezone", "calendars", "defaults", "words", "fields", "promises",
		"pauses", "ladders", "groups", "messages", "surveys", "templates",
		NULL
	};
	const struct node *effective = node_need(root, "effective");
	const struct node *title = node_get(root, "title");
	const struct node *company = node_get(root, "company");
	struct policy_head *h = &p->head;
	int64_t day;

	node_keys(root, keys);
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
	h->zone = zone_node(node_need(root, "timezone"));
}

static void read_sections(struct policy *p, const struct node *root,
	const char *bundle, int first_year, int last_year)
{
	read_head(p, root);
	words_read(p, node_get(root, "words"));
	fields_read(p, node_get(root, "fields"));
	calendars_read(p, node_get(root, "calendars"), bundle, first_year,
	    last_year);
	templates_read(p, node_get(root, "templates"));
	defaults_read(p, node_get(root, "defaults"));
	ladders_read(p, node_get(root, "ladders"));
	promises_read(p, node_get(root, "promises"));
	pauses_read(p, node_get(root, "pauses"));
	messages_read(p, node_get(root, "messages"));
	surveys_read(p, node_get(root, "surveys"));
	groups_read(p, node_get(root, "groups"));
	rules_check(p, root);
}

struct policy *policy_load(const char *bundle, int first_year, int last_year,
	policy_complaint *tell, void *arg)
{
	struct arena *arena = arena_new();
	struct policy *p = arena_alloc(arena, 1, sizeof *p);
	struct complaints *complaints = complaints_new();
	struct document *doc = arena_alloc(arena, 1, sizeof *doc);
	struct policy_part part;
	const struct node *root;
	bool failed;

	p->arena = arena;
	*doc = (struct document){ "policy", arena, complaints };
	if (policy_part(bundle, 0, &part)) {
		doc->file = arena_dupn(arena, part.name, part.name_n);
		root = yaml_read(doc, part.text, part.n);
		if (node_is(root, NODE_MAP))
			read_sections(p, root, bundle, first_year, last_year);
	} else {
		complaints_add(complaints, true, (struct mark){ doc->file, 0, 0 },
		    _("this is no bundle of a policy's files"));
	}
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

/* What choosing asks of a rule, whatever it is a rule of. */
struct choice {
	const char *name, *subject;
	const struct when *when, *unless;
};
typedef struct choice choice_of(const struct policy *, size_t index);

static struct choice promise_choice(const struct policy *p, size_t i)
{
	const struct promise_rule *r = &p->promises[i];

	return (struct choice){ r->name, r->subject, r->when, r->unless };
}

static struct choice message_choice(const struct policy *p, size_t i)
{
	const struct message_rule *r = &p->messages[i];

	return (struct choice){ r->name, r->subject, r->when, r->unless };
}

static struct choice survey_choice(const struct policy *p, size_t i)
{
	const struct survey_rule *r = &p->surveys[i];

	return (struct choice){ r->name, r->subject, r->when, NULL };
}

static bool applies(const struct choice *c, const char *subject,
	const struct facts *facts)
{
	return (!subject || strcmp(c->subject, subject) == 0) &&
	    when_holds(c->when, facts) &&
	    !(c->unless && when_holds(c->unless, facts));
}

/* Indices of the rules that apply, of each name and subject the one with
 * most conditions, the earlier of equals; at most max of them. */
static size_t choose(const struct policy *p, choice_of *of, size_t rules,
	const char *subject, const struct facts *facts, size_t *out, size_t max)
{
	size_t n = 0, at;

	for (size_t i = 0; i < rules; i++) {
		struct choice c = of(p, i), had;

		if (!applies(&c, subject, facts))
			continue;
		for (at = 0; at < n; at++) {
			had = of(p, out[at]);
			if (strcmp(had.name, c.name) == 0 &&
			    strcmp(had.subject, c.subject) == 0)
				break;
		}
		if (at < n && when_weight(c.when) > when_weight(had.when))
			out[at] = i;
		else if (at == n && n < max)
			out[n++] = i;
	}
	return n;
}

size_t policy_promises(const struct policy *p, const char *subject,
	const struct facts *facts, const struct promise_rule **out, size_t max)
{
	size_t *at = mem_alloc(max, sizeof *at);
	size_t n = choose(p, promise_choice, p->promises_n, subject, facts, at, max);

	for (size_t i = 0; i < n; i++)
		out[i] = &p->promises[at[i]];
	free(at);
	return n;
}

size_t policy_messages(const struct policy *p, const char *subject,
	const struct facts *facts, const struct message_rule **out, size_t max)
{
	size_t *at = mem_alloc(max, sizeof *at);
	size_t n = choose(p, message_choice, p->messages_n, subject, facts, at, max);

	for (size_t i = 0; i < n; i++)
		out[i] = &p->messages[at[i]];
	free(at);
	return n;
}

size_t policy_surveys(const struct policy *p, const struct facts *facts,
	const struct survey_rule **out, size_t max)
{
	size_t *at = mem_alloc(max, sizeof *at);
	size_t n = choose(p, survey_choice, p->surveys_n, NULL, facts, at, max);

	for (size_t i = 0; i < n; i++)
		out[i] = &p->surveys[at[i]];
	free(at);
	return n;
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
