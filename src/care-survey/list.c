/* care-survey list, why, and the sums: looking only. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-survey/verbs.h"
#include "care/people/staff.h"
#include "care/surveys/invite_store.h"
#include "care/surveys/list_store.h"
#include "command/targets.h"
#include "store/subject.h"
#include "text/ident.h"

static const struct out_column list_columns[] = {
	{.name = "survey", .table = true},
	{.name = "about", .table = true},
	{.name = "case", .type = OUT_INT, .table = true},
	{.name = "booking"},
	{.name = "customer", .table = true},
	{.name = "rated", .table = true},
	{.name = "invited", .type = OUT_TIME, .table = true, .head = N_("asked")},
	{.name = "channel"},
	{.name = "state", .table = true},
	{.name = "answered", .type = OUT_TIME},
	{.name = "score", .type = OUT_REAL, .table = true},
	{.name = "why_not", .table = true},
	{.name = "expires", .type = OUT_TIME},
	{.name = "scores", .table = true},
	{.name = "said", .class = CLASS_PERSONAL, .mask = MASK_TEXT},
	{.name = NULL}
};

struct listing {
	struct session *s;
	struct out *out;
	const char *state;		/* only this one; NULL: all */
};

static void put_time(struct out *out, const char *column, int64_t at)
{
	if (at)
		out_int(out, column, at);
}

static void put_scores(struct listing *l, int64_t id, struct arena *a)
{
	struct score v[QUESTIONS];
	size_t n = survey_scores(l->s->db, id, a, v);
	struct buf b = {0};
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		buf_addf(&b, "%s%s=%d", i ? " " : "", v[i].question, v[i].value);
		sum += v[i].value;
	}
	if (n > 0) {
		/* Two decimals are as much as five grades can carry. */
		out_real(l->out, "score", round((double)sum * 100 / (double)n) / 100);
		out_text(l->out, "scores", buf_text(&b));
	}
	out_text(l->out, "said", survey_comment(l->s->db, id, a));
	buf_free(&b);
}

static void list_one(void *arg, const struct listed *v, struct arena *a)
{
	struct listing *l = arg;
	const struct survey *s = &v->survey;
	const char *state = survey_state(s, l->s->now);
	struct buf ref = {0};
	struct staff who;

	if (l->state && strcmp(l->state, state) != 0)
		return;
	out_text(l->out, "survey", arena_printf(a, "s%" PRId64, s->id));
	out_text(l->out, "about", s->rule);
	out_int(l->out, "case", ident_case(s->subject));
	if (v->booking && subject_ref(l->s->db, v->booking, &ref, NULL))
		out_text(l->out, "booking", buf_text(&ref));
	if (s->customer)
		out_text(l->out, "customer",
		    arena_printf(a, "c%" PRId64, s->customer));
	if (s->rated && staff_load(l->s->db, s->rated, a, &who))
		out_text(l->out, "rated", who.login);
	if (strcmp(state, "not_asked") != 0)
		out_int(l->out, "invited", s->invited_at);
	out_text(l->out, "channel", v->channel);
	out_text(l->out, "state", state);
	put_time(l->out, "answered", s->answered_at);
	out_text(l->out, "why_not", s->reason);
	put_time(l->out, "expires", s->expires);
	put_scores(l, s->id, a);
	out_row(l->out);
	buf_free(&ref);
}

static const char *state_option(struct session *s)
{
	static const char *const states[] = {"invited", "answered", "expired",
	    "not_asked"};
	const char *typed = arg_value(s->args, "state");

	for (size_t i = 0; typed && i < 4; i++)
		if (strcmp(states[i], typed) == 0)
			return typed;
	if (typed)
		die_usage(_("--state %s: there are invited, answered, expired,"
		    " not_asked"), typed);
	return NULL;
}

int survey_verb_list(struct session *s)
{
	struct listing l = {.s = s, .state = state_option(s)};
	int64_t from = session_time(s, "from", HUMAN_PAST, 0);
	int64_t until = session_time(s, "until", HUMAN_END, 0);

	l.out = session_out(s, list_columns);
	surveys_list(s->db, from, until, list_one, &l);
	out_end(l.out);
	return STATUS_DONE;
}

static const struct out_column why_columns[] = {
	{.name = "case", .type = OUT_INT, .table = true},
	{.name = "about", .table = true},
	{.name = "survey", .table = true},
	{.name = "state", .table = true},
	{.name = "due", .type = OUT_TIME, .table = true},
	{.name = "why_not", .table = true},
	{.name = "that_is", .table = true, .head = N_("that is")},
	{.name = NULL}
};

static void why_row(struct session *s, struct out *out, int64_t id,
    const struct decision *d, struct arena *a)
{
	const char *why = !d ? "no_rule" : d->decided ? d->survey.reason : d->why;

	out_int(out, "case", ident_case(id));
	if (d) {
		out_text(out, "about", d->rule->name);
		put_time(out, "due", d->due);
	}
	if (d && d->decided) {
		out_text(out, "survey", arena_printf(a, "s%" PRId64, d->survey.id));
		out_text(out, "state", survey_state(&d->survey, s->now));
	} else if (d && !why) {
		out_text(out, "state", "due");
	}
	out_text(out, "why_not", why);
	out_text(out, "that_is", why ? survey_why_text(why) : NULL);
	out_row(out);
}

int survey_verb_why(struct session *s)
{
	struct out *out = session_out(s, why_columns);
	struct targets *t = targets_open(s, "case");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_case(t, name);
		struct arena *a = arena_new();
		struct decision *d = NULL;
		struct care_case c;

		if (id && case_load(s->db, id, a, &c)) {
			size_t n = survey_decide(s->db, s->policy, &c, s->now, a, &d);

			for (size_t i = 0; i < n; i++)
				why_row(s, out, id, &d[i], a);
			if (n == 0)
				why_row(s, out, id, NULL, a);
		}
		arena_free(a);
	}
	targets_close(t);
	out_end(out);
	return STATUS_DONE;
}

static const struct out_column sum_columns[] = {
	{.name = "about", .table = true},
	{.name = "due", .type = OUT_INT, .table = true},
	{.name = "invited", .type = OUT_INT, .table = true},
	{.name = "answered", .type = OUT_INT, .table = true},
	{.name = "expired", .type = OUT_INT, .table = true},
	{.name = "not_asked", .type = OUT_INT, .table = true},
	{.name = NULL}
};

enum { SUMS = 64 };

struct sum {
	const char *rule;		/* in the arena */
	int64_t due, invited, answered, expired, not_asked;
};

struct sums {
	struct sum v[SUMS];
	size_t n;
	struct arena *arena;
	int64_t now;
};

static struct sum *sum_of(struct sums *all, const char *rule)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->v[i].rule, rule) == 0)
			return &all->v[i];
	if (all->n == SUMS)
		die(STATUS_POLICY, _("more than %d surveys in one policy"), SUMS);
	all->v[all->n].rule = arena_dup(all->arena, rule);
	return &all->v[all->n++];
}

static void count_one(void *arg, const struct listed *v, struct arena *a)
{
	struct sums *all = arg;
	struct sum *sum = sum_of(all, v->survey.rule);
	const char *state = survey_state(&v->survey, all->now);

	(void)a;
	sum->invited += strcmp(state, "invited") == 0;
	sum->answered += strcmp(state, "answered") == 0;
	sum->expired += strcmp(state, "expired") == 0;
	sum->not_asked += strcmp(state, "not_asked") == 0;
}

static void count_due(struct session *s, struct sums *all)
{
	int64_t *cases;
	size_t n = survey_candidates(s->db, s->policy, s->now, all->arena, &cases);

	for (size_t i = 0; i < n; i++) {
		struct arena *a = arena_new();
		struct decision *d = NULL;
		struct care_case c;
		size_t k = 0;

		if (case_load(s->db, cases[i], a, &c))
			k = survey_decide(s->db, s->policy, &c, s->now, a, &d);
		while (k-- > 0)
			sum_of(all, d[k].rule->name)->due += !d[k].decided && !d[k].why;
		arena_free(a);
	}
}

int survey_verb_sums(struct session *s)
{
	struct sums all = {.arena = arena_new(), .now = s->now};
	size_t rules;
	const struct survey_rule *r = policy_survey_rules(s->policy, &rules);
	struct out *out;

	for (size_t i = 0; i < rules; i++) {
		sum_of(&all, r[i].name);
		if (!survey_follows_cases(&r[i]))
			say(_("%s: nobody is asked after %s of a %s yet, only after"
			    " cases"), r[i].name, r[i].after, r[i].subject);
	}
	surveys_list(s->db, 0, 0, count_one, &all);
	count_due(s, &all);
	out = session_out(s, sum_columns);
	for (size_t i = 0; i < all.n; i++) {
		out_text(out, "about", all.v[i].rule);
		out_int(out, "due", all.v[i].due);
		out_int(out, "invited", all.v[i].invited);
		out_int(out, "answered", all.v[i].answered);
		out_int(out, "expired", all.v[i].expired);
		out_int(out, "not_asked", all.v[i].not_asked);
		out_row(out);
	}
	out_end(out);
	arena_free(all.arena);
	return STATUS_DONE;
}
