/* What the customer says of the handling, when he is asked at its end. */
#include "care-case/score.h"

#include <inttypes.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/num.h"
#include "care/surveys/answer_store.h"
#include "care/surveys/invite_store.h"
#include "text/ident.h"

enum { RULES = RULES_AT_ONCE };

/* The first question of the survey that is answered by 1 to 5, or NULL. */
static const char *question_of(const struct policy *p,
    const struct survey_rule *r)
{
	for (size_t i = 0; i < r->ask.n; i++) {
		const struct word *w = policy_word(p, "questions", r->ask.v[i]);

		if (!w || w->scale == SCALE_5)
			return r->ask.v[i];
	}
	return NULL;
}

static bool is_asked(struct session *s, const struct care_case *c)
{
	const struct survey_rule *rules[RULES];
	struct facts facts = {.n = 0};
	struct arena *a = arena_new();
	bool found = false;
	size_t n;

	case_facts(s->db, c, a, &facts);
	n = policy_surveys(s->policy, &facts, rules, RULES);
	for (size_t i = 0; i < n && i < RULES; i++)
		found = found || (survey_follows_cases(rules[i]) &&
		    strcmp(rules[i]->after, "closed") == 0 &&
		    question_of(s->policy, rules[i]));
	arena_free(a);
	return found;
}

bool score_typed(struct session *s, struct targets *t,
    const struct care_case *c, int *score)
{
	const char *typed = target_option(t, "rating");
	int64_t value;

	*score = 0;
	if (!typed)
		return true;
	if (!num_int(typed, SCORE_LEAST, SCORE_MOST, &value)) {
		target_refuse(t, _("rating: %s: not a score from %d to %d"), typed,
		    SCORE_LEAST, SCORE_MOST);
		return false;
	}
	if (!is_asked(s, c)) {
		target_refuse(t, _("rating: no survey of the policy follows the"
		    " closing of such a case"));
		return false;
	}
	*score = (int)value;
	return true;
}

static void answer(struct session *s, const struct act *act, int64_t survey_id,
    const struct survey_rule *r, int score, struct arena *a)
{
	struct given given = {.n = 1};
	struct survey survey;
	int64_t opened;

	given.v[0] = (struct score){question_of(s->policy, r), score};
	if (!survey_load(s->db, survey_id, a, &survey))
		return;
	survey_answer(act->log, act->policy, act->policy_id, r, &survey, &given,
	    act->at, &opened);
	if (opened)
		say(_("s%" PRId64 ": a low score; opened case %" PRId64 " (%s)"),
		    survey.id, ident_case(opened), r->low_opens);
}

void score_take(struct session *s, const struct act *act, int64_t case_id,
    int score)
{
	struct arena *a = arena_new();
	struct care_case c;
	struct decision *d;
	size_t n = case_load(s->db, case_id, a, &c) ?
	    survey_decide(s->db, s->policy, &c, act->at, a, &d) : 0;

	for (size_t i = 0; i < n; i++) {
		if (strcmp(d[i].rule->after, "closed") != 0 ||
		    !question_of(s->policy, d[i].rule))
			continue;
		answer(s, act, d[i].decided && survey_answerable(&d[i].survey,
		    act->at) ? d[i].survey.id : survey_asked_now(act->log,
		    act->policy, &c, &d[i], act->at), d[i].rule, score, a);
		break;
	}
	arena_free(a);
}
