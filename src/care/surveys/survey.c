/* When customers are asked, and what a low answer is. */
#include "care/surveys/survey.h"

#include <inttypes.h>
#include <string.h>

#include "base/lang.h"
#include "base/num.h"
#include "care/promises/promise.h"

enum { DAY = 86400, STALE = 30 * DAY, RULES = RULES_AT_ONCE };

bool survey_follows_cases(const struct survey_rule *r)
{
	/* Every time is known of such a case, so 0 means: no such event. */
	static const struct care_case all = {.received_at = 1, .first_at = 1,
	    .replied_at = 1, .closed_at = 1};

	return strcmp(r->subject, "case") == 0 && survey_after(r, &all) != 0;
}

int64_t survey_after(const struct survey_rule *r, const struct care_case *c)
{
	const struct {
		const char *event;
		int64_t at;
	} known[] = {
		{"closed", c->closed_at}, {"replied", c->replied_at},
		{"first_action", c->first_at}, {"received", c->received_at},
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(known[i].event, r->after) == 0)
			return known[i].at;
	return 0;
}

const char *survey_occurrence(const struct care_case *c, struct arena *a)
{
	return arena_printf(a, "%" PRId64, c->reopened + 1);
}

/* The instant a span after another; the span of a policy always ends. */
static int64_t later(const struct policy *policy, int64_t start, struct span span)
{
	const struct calendar *calendar = promise_calendar(policy, span.clock);
	int64_t due;

	if (span.n == 0)
		return start;
	if (worktime_due(start, span, calendar, policy_head(policy)->zone, false,
	    NULL, 0, &due, NULL, NULL) != WORKTIME_OK)
		return start;
	return due;
}

int64_t survey_due(const struct policy *policy, const struct survey_rule *r,
    int64_t after_at)
{
	return later(policy, after_at, r->delay);
}

int64_t survey_ends(const struct policy *policy, const struct survey_rule *r,
    int64_t invited_at)
{
	return r->has_expires ? later(policy, invited_at, r->expires) : 0;
}

/* Days off may stand between working days, and closed hours between open
 * ones: nowhere more than two weeks for one day. */
static int64_t at_most(struct span span)
{
	switch (span.clock) {
	case SPAN_WALL:
		return span.n;
	case SPAN_DAYS:
		return (span.n + 1) * DAY;
	case SPAN_MONTHS:
		return span.n * 31 * DAY;
	case SPAN_WORKING:
		return (span.n / 3600 + 1) * 14 * DAY;
	case SPAN_WORKDAYS:
		return (span.n + 1) * 14 * DAY;
	}
	return 0;
}

int64_t survey_reach(const struct survey_rule *r)
{
	return at_most(r->delay) + (r->has_expires ? at_most(r->expires) : STALE);
}

static const char *by_time(const struct policy *policy,
    const struct survey_rule *r, const struct asking *a, int64_t now)
{
	int64_t due, ends;

	if (a->after_at == 0 || a->after_at > now)
		return "not_closed";
	if (a->merged)
		return "merged";
	if (a->after_at < a->live_from)
		return "before_live";
	due = survey_due(policy, r, a->after_at);
	if (due > now)
		return "not_due";
	ends = r->has_expires ? survey_ends(policy, r, due) : due + STALE;
	return ends <= now ? "too_late" : NULL;
}

const char *survey_why_not(const struct policy *policy,
    const struct survey_rule *r, const struct asking *a, int64_t now)
{
	const char *why = by_time(policy, r, a, now);

	if (why)
		return why;
	if (a->customer == 0)
		return "no_customer";
	if (!a->reachable)
		return "no_address";
	if (a->open_complaints > 0)
		return "open_complaint";
	if (r->has_cooldown && a->last_asked &&
	    later(policy, a->last_asked, r->cooldown) > now)
		return "cooldown";
	return NULL;
}

static const struct {
	const char *word;
	bool kept;
	const char *text;
} reasons[] = {
	{"not_closed", false, N_("the case is not closed")},
	{"merged", true, N_("the case was merged into another")},
	{"before_live", false, N_("it happened before the store went live")},
	{"not_due", false, N_("it is too early to ask")},
	{"too_late", false, N_("it is too late to ask")},
	{"no_customer", true, N_("the customer is not known")},
	{"no_address", true, N_("there is no address to ask him at")},
	{"open_complaint", true, N_("he has another complaint that is open")},
	{"cooldown", true, N_("he was asked a short time ago")},
	{"no_rule", false, N_("no survey of the policy asks about such a case")},
	{NULL, false, NULL},
};

bool survey_why_is_kept(const char *word)
{
	for (size_t i = 0; reasons[i].word; i++)
		if (strcmp(reasons[i].word, word) == 0)
			return reasons[i].kept;
	return false;
}

const char *survey_why_text(const char *word)
{
	for (size_t i = 0; reasons[i].word; i++)
		if (strcmp(reasons[i].word, word) == 0)
			return _(reasons[i].text);
	return word;
}

const char *survey_address(const char *channel, const struct customer *c)
{
	return strcmp(channel, "mail") == 0 ? c->mail : c->phone;
}

struct names survey_channels(const struct survey_rule *r)
{
	static const char *const usual[] = {"sms", "mail"};

	return r->by.n > 0 ? r->by : (struct names){usual, 2};
}

bool survey_reaches(const struct survey_rule *r, const struct customer *c)
{
	struct names by = survey_channels(r);

	for (size_t i = 0; i < by.n; i++)
		if (survey_address(by.v[i], c))
			return true;
	return false;
}

bool survey_low(const struct survey_rule *r, const struct score *v, size_t n)
{
	int64_t sum = 0;

	if (r->low_at_most == 0 || n == 0)
		return false;
	for (size_t i = 0; i < n; i++) {
		bool counts = strcmp(r->low_of, "any") == 0 ||
		    strcmp(r->low_of, v[i].question) == 0;

		if (counts && v[i].value <= r->low_at_most)
			return true;
		sum += v[i].value;
	}
	return strcmp(r->low_of, "mean") == 0 &&
	    sum <= (int64_t)n * r->low_at_most;
}

const struct survey_rule *survey_rule_of(const struct policy *policy,
    const char *name, const struct facts *facts)
{
	const struct survey_rule *fit[RULES], *all;
	size_t n = policy_surveys(policy, facts, fit, RULES);

	for (size_t i = 0; i < n && i < RULES; i++)
		if (strcmp(fit[i]->name, name) == 0)
			return fit[i];
	all = policy_survey_rules(policy, &n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].name, name) == 0)
			return &all[i];
	return NULL;
}

const char *survey_question(const struct policy *policy,
    const struct survey_rule *r, const char *typed, const char **near)
{
	const struct word *word = policy_word(policy, "questions", typed);
	int best = 4;

	*near = NULL;
	for (size_t i = 0; i < r->ask.n; i++) {
		const char *question = r->ask.v[i];
		int distance = num_distance(question, typed);

		if (strcmp(question, typed) == 0 ||
		    (word && strcmp(question, word->name) == 0))
			return question;
		if (distance < best) {
			best = distance;
			*near = question;
		}
	}
	return NULL;
}
