/* Sections indicators and reports. */
#include "policy/figures.h"

#include <string.h>

#include "base/lang.h"
#include "policy/amounts.h"
#include "policy/inside.h"
#include "policy/steps.h"

static const char *const measures[] = {
	"handling_time", "first_action_time", "csat", "nps", "ces",
	"response_rate", "reopen_rate", "received", "closed", "reopened",
	"backlog", "complaint_rate", "abandon_rate", "ring_answer_rate",
	"service_level", "talk_time", "first_contact_rate", "effective_rate",
	"training_score", "attendance_rate", NULL
};

static const char *measure_node(const struct policy *p, const struct node *n)
{
	const char *s = node_text(n);
	const struct words *own = policy_words(p, "measures");
	const struct word *w = s ? policy_word(p, "measures", s) : NULL;
	struct nearest near = { .typed = s };

	if (!s || w)
		return w ? w->name : NULL;
	for (size_t i = 0; measures[i]; i++) {
		if (strcmp(measures[i], s) == 0)
			return measures[i];
		nearest_try(&near, measures[i]);
	}
	for (size_t i = 0; own && i < own->n; i++)
		if (own->v[i].name)
			nearest_try(&near, own->v[i].name);
	node_unknown(n, _("measure"), &near);
	return NULL;
}

/* The name of one of n rules, tried in turn. */
typedef const char *name_at(const struct policy *, size_t);

static const char *promise_at(const struct policy *p, size_t i)
{
	return i < p->promises_n ? p->promises[i].name ? p->promises[i].name :
	    "" : NULL;
}

static const char *survey_at(const struct policy *p, size_t i)
{
	return i < p->surveys_n ? p->surveys[i].name ? p->surveys[i].name : "" :
	    NULL;
}

static const char *qa_at(const struct policy *p, size_t i)
{
	return i < p->qas_n ? p->qas[i].name ? p->qas[i].name : "" : NULL;
}

static const char *rule_node(const struct policy *p, name_at *at,
	const char *what, const struct node *n)
{
	const char *s = node_text(n), *name;
	struct nearest near = { .typed = s };

	for (size_t i = 0; s && (name = at(p, i)) != NULL; i++) {
		if (strcmp(name, s) == 0)
			return name;
		if (*name)
			nearest_try(&near, name);
	}
	if (s)
		node_unknown(n, what, &near);
	return NULL;
}

/* of: csat, or {promise: result} */
static void read_of(const struct policy *p, const struct node *n,
	struct indicator_rule *r)
{
	const struct node *c;

	if (!n)
		return;
	if (n->kind != NODE_MAP) {
		r->what = measure_node(p, n);
		return;
	}
	node_keys(n, keys_of);
	if (n->n != 1) {
		node_error(n, _("is of one thing"));
		return;
	}
	c = n->first;
	if (strcmp(c->key, "promise") == 0) {
		r->of = FIGURE_PROMISE;
		r->what = rule_node(p, promise_at, _("promise"), c);
	} else if (strcmp(c->key, "survey") == 0) {
		r->of = FIGURE_SURVEY;
		r->what = rule_node(p, survey_at, _("survey"), c);
	} else if (strcmp(c->key, "qa") == 0) {
		r->of = FIGURE_QA;
		r->what = rule_node(p, qa_at, _("list of qa"), c);
	} else if (strcmp(c->key, "event") == 0) {
		r->of = FIGURE_EVENT;
		r->what = node_text(c);
		event_check(p, c, r->what);
	} else if (strcmp(c->key, "question") == 0) {
		r->of = FIGURE_QUESTION;
		r->what = word_node(p, "questions", _("question"), c);
	}
}

static void read_target(const struct node *n, struct indicator_rule *r)
{
	const char *s = node_text(n), *why;
	struct span span;
	int permille;

	if (!s)
		return;
	if (share_read(s, 1000, &permille)) {
		r->target_kind = TARGET_SHARE;
		r->target = permille;
	} else if (decimal_read(s, 3, INT64_MAX / 10000, &r->target)) {
		r->target_kind = TARGET_NUMBER;
	} else if (span_parse(s, false, &span, &why) && span.clock == SPAN_WALL) {
		r->target_kind = TARGET_TIME;
		r->target = span.n;
	} else {
		node_error(n, _("\"%s\" is no target; write 95%%, 4.5 or 24h"), s);
	}
}

static void read_indicator(const struct policy *p, const struct node *n,
	struct indicator_rule *r)
{
	static const char *const ways[] = { "up", "down", NULL };
	const struct node *title = node_get(n, "title");
	const struct node *way = node_get(n, "direction");
	const struct node *set = node_get(n, "set");

	r->mark = node_mark(n);
	if (!node_keys(n, keys_indicator))
		return;
	r->name = node_name(node_need(n, "name"));
	r->title = title ? node_text(title) : r->name;
	read_of(p, node_need(n, "of"), r);
	read_target(node_get(n, "target"), r);
	r->down = way && node_choice(way, ways) == 1;
	r->weight = (int)node_number(node_get(n, "weight"), 1, 100, 0);
	r->set = set ? node_name(set) : "company";
	if (r->weight > 0 && r->target_kind == TARGET_NONE &&
	    !node_get(n, "target"))
		node_error(n, _("a weight without a target weighs nothing"));
}

/* The weights of a set are 100 in sum, or there are none. */
static void check_weights(const struct policy *p, const struct node *section)
{
	const struct node *n = section->first;

	for (size_t i = 0; n && i < p->indicators_n; i++, n = n->next) {
		const char *set = p->indicators[i].set;
		bool first = set != NULL;
		int sum = 0;

		for (size_t k = 0; set && k < p->indicators_n && first; k++) {
			const struct indicator_rule *r = &p->indicators[k];

			if (!r->set || strcmp(r->set, set) != 0)
				continue;
			first = k >= i;
			sum += r->weight;
		}
		if (first && sum != 0 && sum != 100)
			node_error(n, _("the weights of the set \"%s\" are %d in "
			    "sum, not 100"), set, sum);
	}
}

void indicators_read(struct policy *p, const struct node *section)
{
	enum { MOST = 1000 };

	if (!node_is(section, NODE_LIST))
		return;
	if (section->n > MOST) {
		node_error(section, _("more than %d of them"), MOST);
		return;
	}
	p->indicators = arena_alloc(p->arena, section->n, sizeof *p->indicators);
	for (const struct node *c = section->first; c; c = c->next)
		read_indicator(p, c, &p->indicators[p->indicators_n++]);
	node_once(section, "name", "set");
	check_weights(p, section);
}

static const char *indicator_at(const struct policy *p, size_t i)
{
	return i < p->indicators_n ? p->indicators[i].name ?
	    p->indicators[i].name : "" : NULL;
}

static void read_report(const struct policy *p, const struct node *n,
	struct report_rule *r)
{
	const struct node *title = node_get(n, "title");
	const struct node *show = node_get(n, "show");
	const struct node *by = node_get(n, "by");
	const struct node *within = node_get(n, "within");
	int each;

	r->mark = node_mark(n);
	if (!node_keys(n, keys_report))
		return;
	r->name = node_name(node_need(n, "name"));
	r->title = title ? node_text(title) : r->name;
	each = period_node(node_need(n, "each"));
	r->each = each < 0 ? PERIOD_DAY : (enum period_kind)each;
	r->show = node_names(show);
	for (size_t i = 0; i < r->show.n; i++)
		rule_node(p, indicator_at, _("indicator"), node_nth(show, i));
	r->by = node_names(by);
	for (size_t i = 0; i < r->by.n; i++)
		fact_ref(p, "case", node_nth(by, i), r->by.v[i]);
	r->to = word_nodes(p, "roles", _("role"), node_get(n, "to"));
	r->has_within = node_span(within, &r->within);
	if (r->has_within)
		span_check(p, within, r->within, NULL);
}

void reports_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->reports = arena_alloc(p->arena, section->n, sizeof *p->reports);
	for (const struct node *c = section->first; c; c = c->next)
		read_report(p, c, &p->reports[p->reports_n++]);
	node_once(section, "name", NULL);
}

const struct indicator_rule *policy_indicators(const struct policy *p,
	size_t *n)
{
	*n = p->indicators_n;
	return p->indicators;
}

const struct report_rule *policy_reports(const struct policy *p, size_t *n)
{
	*n = p->reports_n;
	return p->reports;
}
