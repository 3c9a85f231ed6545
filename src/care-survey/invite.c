/* care-survey invite: ask after the cases named, or after all that are due. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-survey/verbs.h"
#include "care/surveys/invite_store.h"
#include "command/targets.h"
#include "store/store.h"
#include "text/ident.h"

enum { BATCH = 50, EXPIRES = 500, REASONS = 16 };

/* For trials only, hence open: no other verb ever prints a token. */
static const struct out_column token_columns[] = {
	{.name = "survey", .table = true},
	{.name = "case", .type = OUT_INT, .table = true},
	{.name = "token", .table = true},
	{.name = NULL}
};

struct inviting {
	struct session *s;
	struct out *out;		/* of tokens, or NULL */
	int64_t invited, not_asked, expired;
	struct {
		const char *why;	/* static: a word of survey_why_not() */
		int64_t n;
	} reasons[REASONS];
};

static void print_token(struct inviting *v, int64_t id, struct arena *a)
{
	struct survey s;
	char token[TOKEN_TEXT];

	if (!v->out || !survey_load(v->s->db, id, a, &s))
		return;
	survey_token(v->s->db, &s, token);
	out_text(v->out, "survey", arena_printf(a, "s%" PRId64, id));
	out_int(v->out, "case", ident_case(s.subject));
	out_text(v->out, "token", token);
	out_row(v->out);
}

static void count_reason(struct inviting *v, const char *why)
{
	v->not_asked++;
	for (size_t i = 0; i < REASONS; i++) {
		if (v->reasons[i].why && strcmp(v->reasons[i].why, why) != 0)
			continue;
		v->reasons[i].why = why;
		v->reasons[i].n++;
		return;
	}
}

static void invite(struct inviting *v, const struct care_case *c,
    const struct decision *d, struct arena *a)
{
	int64_t id = survey_invite(v->s->log, v->s->policy, c, d, v->s->now);

	v->invited++;
	print_token(v, id, a);
	if (v->s->verbose)
		say(_("%" PRId64 ": invited (s%" PRId64 ", %s)"),
		    ident_case(c->id), id, d->rule->name);
}

/* What time decides is left to time; the rest is noted once for good. */
static bool note_refusal(struct inviting *v, const struct care_case *c,
    const struct decision *d)
{
	if (d->decided || !survey_why_is_kept(d->why))
		return false;
	survey_not_asked(v->s->log, c, d, v->s->now);
	count_reason(v, d->why);
	return true;
}

static void decide_one(struct inviting *v, int64_t id)
{
	struct session *s = v->s;
	struct arena *a = arena_new();
	struct care_case c;
	struct decision *d = NULL;
	size_t n = 0;

	if (case_load(s->db, id, a, &c))
		n = survey_decide(s->db, s->policy, &c, s->now, a, &d);
	for (size_t i = 0; i < n; i++) {
		if (d[i].decided)
			continue;
		if (!d[i].why)
			invite(v, &c, &d[i], a);
		else if (note_refusal(v, &c, &d[i]) && s->verbose)
			say(_("%" PRId64 ": not asked: %s"), ident_case(id),
			    survey_why_text(d[i].why));
	}
	arena_free(a);
}

static void expire_all(struct inviting *v)
{
	while (survey_expiring(v->s->db, v->s->now) > 0) {
		session_begin(v->s, NULL);
		v->expired += (int64_t)survey_expire(v->s->log, v->s->now, EXPIRES);
		session_commit(v->s);
		/* A dry run takes it back, so it would not end. */
		if (v->s->dry)
			break;
	}
}

static void invite_due(struct inviting *v)
{
	struct session *s = v->s;
	struct arena *a = arena_new();
	int64_t *cases;
	size_t n;

	expire_all(v);
	n = survey_candidates(s->db, s->policy, s->now, a, &cases);
	for (size_t i = 0; i < n; i++) {
		if (i % BATCH == 0)
			session_begin(s, NULL);
		decide_one(v, cases[i]);
		if (i % BATCH == BATCH - 1 || i == n - 1)
			session_commit(s);
	}
	arena_free(a);
}

static void refuse(struct targets *t, struct session *s,
    const struct decision *d)
{
	char when[HUMAN_TEXT];

	if (strcmp(d->why, "not_due") == 0)
		target_refuse(t, _("%s: due %s"), survey_why_text(d->why),
		    human_local(d->due, s->zone, when));
	else
		target_refuse(t, "%s", survey_why_text(d->why));
}

/* A case named is decided anew where it was not asked before. */
static void decide_named(struct inviting *v, struct targets *t,
    const struct care_case *c, const struct decision *d, struct arena *a)
{
	if (d->decided && strcmp(d->survey.state, "not_asked") != 0) {
		say(_("%" PRId64 ": asked already (s%" PRId64 ")"),
		    ident_case(c->id), d->survey.id);
	} else if (!d->why) {
		invite(v, c, d, a);
	} else {
		note_refusal(v, c, d);
		refuse(t, v->s, d);
	}
}

static void invite_named(struct inviting *v)
{
	struct session *s = v->s;
	struct targets *t = targets_open(s, "case");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_case(t, name);
		struct arena *a = arena_new();
		struct care_case c;
		struct decision *d = NULL;
		size_t n = 0;

		if (id && session_begin(s, target_once(t))) {
			if (case_load(s->db, id, a, &c))
				n = survey_decide(s->db, s->policy, &c, s->now, a, &d);
			if (n == 0)
				target_refuse(t, "%s", survey_why_text("no_rule"));
			for (size_t i = 0; i < n; i++)
				decide_named(v, t, &c, &d[i], a);
			session_commit(s);
		}
		arena_free(a);
	}
	targets_close(t);
}

static void sum_up(const struct inviting *v)
{
	struct buf b = {0};

	buf_addf(&b, _("invited %" PRId64 "  not asked %" PRId64), v->invited,
	    v->not_asked);
	for (size_t i = 0; i < REASONS && v->reasons[i].why; i++)
		buf_addf(&b, "%s%s %" PRId64, i ? ", " : " (",
		    v->reasons[i].why, v->reasons[i].n);
	if (v->not_asked)
		buf_addc(&b, ')');
	buf_addf(&b, _("  expired %" PRId64), v->expired);
	say("%s", buf_text(&b));
	buf_free(&b);
	buf_addf(v->s->counts, "invited=%" PRId64 " not_asked=%" PRId64
	    " expired=%" PRId64, v->invited, v->not_asked, v->expired);
}

int survey_verb_invite(struct session *s)
{
	struct inviting v = {.s = s};

	if (arg_given(s->args, "print-tokens")) {
		if (!store_is_trial(s->db))
			die(STATUS_DENIED, _("--print-tokens: only in a store made by"
			    " care-store init --trial: a token is between us and"
			    " the customer"));
		v.out = session_out(s, token_columns);
	}
	if (arg_operands(s->args) > 0)
		invite_named(&v);
	else
		invite_due(&v);
	if (v.out)
		out_end(v.out);
	sum_up(&v);
	return STATUS_DONE;
}
