/* Choosing among rules of one name: the one with most conditions that hold. */
#include "policy/choose.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "policy/inside.h"

static bool applies(const struct choice *c, const char *subject,
	const struct facts *facts)
{
	return c->name && (!subject || strcmp(c->subject, subject) == 0) &&
	    when_holds(c->when, facts) &&
	    !(c->unless && when_holds(c->unless, facts));
}

size_t choose(const void *rules, size_t n_rules, choice_of *of,
	const char *subject, const struct facts *facts, size_t *out, size_t max)
{
	size_t n = 0, at;

	for (size_t i = 0; i < n_rules; i++) {
		struct choice c = of(rules, i), had = { 0 };

		if (!applies(&c, subject, facts))
			continue;
		for (at = 0; at < n; at++) {
			had = of(rules, out[at]);
			if (strcmp(had.name, c.name) == 0 &&
			    strcmp(had.subject, c.subject) == 0)
				break;
		}
		if (at < n && when_weight(c.when) + c.more >
		    when_weight(had.when) + had.more)
			out[at] = i;
		else if (at == n && n < max)
			out[n++] = i;
	}
	return n;
}

static struct choice promise_choice(const void *rules, size_t i)
{
	const struct promise_rule *r = (const struct promise_rule *)rules + i;

	return (struct choice){ r->name, r->subject, r->when, r->unless, 0 };
}

static struct choice message_choice(const void *rules, size_t i)
{
	const struct message_rule *r = (const struct message_rule *)rules + i;

	return (struct choice){ r->name, r->subject, r->when, r->unless, 0 };
}

static struct choice survey_choice(const void *rules, size_t i)
{
	const struct survey_rule *r = (const struct survey_rule *)rules + i;

	return (struct choice){ r->name, r->subject, r->when, NULL, 0 };
}

size_t policy_promises(const struct policy *p, const char *subject,
	const struct facts *facts, const struct promise_rule **out, size_t max)
{
	size_t *at = mem_alloc(max, sizeof *at);
	size_t n = choose(p->promises, p->promises_n, promise_choice,
	    subject, facts, at, max);

	for (size_t i = 0; i < n; i++)
		out[i] = &p->promises[at[i]];
	free(at);
	return n;
}

size_t policy_messages(const struct policy *p, const char *subject,
	const struct facts *facts, const struct message_rule **out, size_t max)
{
	size_t *at = mem_alloc(max, sizeof *at);
	size_t n = choose(p->messages, p->messages_n, message_choice,
	    subject, facts, at, max);

	for (size_t i = 0; i < n; i++)
		out[i] = &p->messages[at[i]];
	free(at);
	return n;
}

size_t policy_surveys(const struct policy *p, const struct facts *facts,
	const struct survey_rule **out, size_t max)
{
	size_t *at = mem_alloc(max, sizeof *at);
	size_t n = choose(p->surveys, p->surveys_n, survey_choice, NULL,
	    facts, at, max);

	for (size_t i = 0; i < n; i++)
		out[i] = &p->surveys[at[i]];
	free(at);
	return n;
}
