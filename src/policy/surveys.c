/* Surveys: who is asked what, when, and what a low score opens. */
#include <string.h>

#include "base/lang.h"
#include "policy/amounts.h"
#include "policy/inside.h"

/* The best but one of the scores that are asked for. */
static int below_best(const struct policy *p, const struct survey_rule *r)
{
	static const int best[] = { 4, 6, 9, 0, 0 };
	int most = 4;

	for (size_t i = 0; i < r->ask.n; i++) {
		const struct word *w = policy_word(p, "questions", r->ask.v[i]);

		if (w && best[w->scale] > most)
			most = best[w->scale];
	}
	return most;
}

/* low: {at_most: 2, of: any, opens: grievance}, or reopens: true */
static void read_low(const struct policy *p, const struct node *n,
	struct survey_rule *r)
{
	const struct node *of = node_get(n, "of");
	struct nearest near = { 0 };
	int at_most;

	if (!node_keys(n, keys_low))
		return;
	at_most = (int)node_number(node_need(n, "at_most"), 1,
	    below_best(p, r), 0);
	if (node_flag(node_get(n, "reopens"), false)) {
		r->reopen_at_most = at_most;
		if (node_get(n, "opens"))
			node_error(node_get(n, "opens"), _("opens and reopens "
			    "exclude each other"));
		if (strcmp(r->subject, "case") != 0)
			node_error(node_get(n, "reopens"), _("only the survey "
			    "of a case has one to reopen"));
	} else {
		r->low_at_most = at_most;
		r->low_opens = word_node(p, "kinds", _("word"),
		    node_need(n, "opens"));
	}
	r->low_of = of ? node_text(of) : "any";
	if (!r->low_of || strcmp(r->low_of, "any") == 0 ||
	    strcmp(r->low_of, "mean") == 0)
		return;
	near.typed = r->low_of;
	for (size_t i = 0; i < r->ask.n; i++) {
		if (strcmp(r->ask.v[i], r->low_of) == 0)
			return;
		nearest_try(&near, r->ask.v[i]);
	}
	nearest_try(&near, "any");
	nearest_try(&near, "mean");
	node_unknown(of, _("question"), &near);
}

/* sample: {by: [tier, region], error: 5%, at_least: 5} or {share: 10%} */
static void read_sample(const struct policy *p, const struct node *n,
	struct survey_rule *r)
{
	const struct node *by = node_get(n, "by");
	const struct node *error = node_get(n, "error");
	const struct node *share = node_get(n, "share");

	if (!node_keys(n, keys_sample))
		return;
	if (r->each == EACH_NEVER)
		node_key_error(n, _("\"sample\" needs \"each\""));
	r->sample.by = node_names(by);
	for (size_t i = 0; i < r->sample.by.n; i++)
		fact_ref(p, r->subject, node_nth(by, i), r->sample.by.v[i]);
	r->sample.error = share_node(error, 500, 0);
	r->sample.share = share_node(share, 1000, 0);
	r->sample.at_least = (int)node_number(node_get(n, "at_least"), 1,
	    1000000, 0);
	if (!error == !share)
		node_error(n, _("how many? give error or share"));
}

/* When: after an event, or each quarter. */
static void read_time(const struct node *n, struct survey_rule *r)
{
	const struct node *after = node_get(n, "after");
	const struct node *each = node_get(n, "each");
	int period;

	r->after = after ? node_name(after) : "closed";
	if (!each)
		return;
	period = period_node(each);
	if (period >= 0 && period < PERIOD_MONTH)
		node_error(each, _("nobody is asked more often than each month"));
	else if (period >= 0)
		r->each = (enum survey_each)(period - PERIOD_MONTH + EACH_MONTH);
	if (after)
		node_error(after, _("after and each exclude each other"));
	r->after = "";
}

static void read_survey(const struct policy *p, const struct node *n,
	struct survey_rule *r)
{
	const struct node *subject = node_get(n, "for");

	r->mark = node_mark(n);
	r->subject = "case";
	if (!node_keys(n, keys_survey))
		return;
	r->name = node_name(node_need(n, "name"));
	read_time(n, r);
	r->subject = !subject && node_get(n, "each") ? "customer" :
	    subject_read(subject);
	r->when = when_read(p, r->subject, node_get(n, "when"));
	if (node_get(n, "sample"))
		read_sample(p, node_get(n, "sample"), r);
	node_span(node_get(n, "delay"), &r->delay);
	r->ask = word_nodes(p, "questions", _("question"), node_need(n, "ask"));
	r->by = word_nodes(p, "channels", _("channel"), node_get(n, "by"));
	r->template = template_node(p, node_get(n, "template"));
	r->has_cooldown = node_span(node_get(n, "cooldown"), &r->cooldown);
	r->has_remind = node_span(node_get(n, "remind"), &r->remind);
	r->has_expires = node_span(node_get(n, "expires"), &r->expires);
	if (node_get(n, "low"))
		read_low(p, node_get(n, "low"), r);
}

void surveys_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->surveys = arena_alloc(p->arena, section->n, sizeof *p->surveys);
	for (const struct node *c = section->first; c; c = c->next)
		read_survey(p, c, &p->surveys[p->surveys_n++]);
}
