/* Invitations as texts, checked against today's case and customer. */
#include "care/surveys/survey_render.h"

#include <inttypes.h>
#include <string.h>

#include "base/lang.h"
#include "care/people/staff.h"
#include "care/surveys/invite_store.h"
#include "store/db.h"
#include "store/subject.h"
#include "text/ident.h"
#include "text/template.h"
#include "time/human.h"

/* All that a template may name. */
struct invitation {
	struct db *db;
	const struct policy *policy;
	struct arena *arena;
	struct care_case about;
	struct customer who;
	const struct survey *survey;
	const struct survey_rule *rule;
	char token[TOKEN_TEXT];
	int64_t now;
};

static const char *title(const struct invitation *v, const char *list,
    const char *name)
{
	const struct word *word = name ?
	    policy_word(v->policy, list, name) : NULL;

	return word ? word->title : name ? name : "";
}

static const char *booking_ref(const struct invitation *v)
{
	struct buf ref = {0};
	const char *text = "";

	if (v->about.booking && subject_ref(v->db, v->about.booking, &ref, NULL))
		text = arena_dup(v->arena, buf_text(&ref));
	buf_free(&ref);
	return text;
}

static const char *owner_name(const struct invitation *v)
{
	struct staff s;

	if (!v->about.owner || !staff_load(v->db, v->about.owner, v->arena, &s))
		return "";
	return s.name ? s.name : s.login;
}

static const char *time_left(const struct invitation *v)
{
	char text[HUMAN_TEXT];

	if (v->survey->expires == 0)
		return "";
	return arena_dup(v->arena, human_duration(v->survey->expires - v->now,
	    text));
}

static const char *today(const struct invitation *v)
{
	char text[HUMAN_TEXT];

	return arena_dupn(v->arena, human_local(v->now,
	    policy_head(v->policy)->zone, text), 10);
}

/* Names that say nothing of a case are empty; the policy has checked that
 * there is no other. Without a form to link to, the token is what to give. */
static const char *lookup(void *arg, const char *name)
{
	const struct invitation *v = arg;

	if (strcmp(name, "token") == 0 || strcmp(name, "link") == 0)
		return v->token;
	if (strcmp(name, "company") == 0)
		return policy_head(v->policy)->company;
	if (strcmp(name, "customer_name") == 0)
		return v->who.name ? v->who.name : "";
	if (strcmp(name, "case") == 0)
		return arena_printf(v->arena, "%" PRId64, ident_case(v->about.id));
	if (strcmp(name, "kind") == 0)
		return title(v, "kinds", v->about.kind);
	if (strcmp(name, "product") == 0)
		return title(v, "products", v->about.product);
	if (strcmp(name, "trip") == 0)
		return v->about.trip ? v->about.trip : "";
	if (strcmp(name, "booking") == 0)
		return booking_ref(v);
	if (strcmp(name, "owner") == 0)
		return owner_name(v);
	if (strcmp(name, "left") == 0)
		return time_left(v);
	if (strcmp(name, "today") == 0)
		return today(v);
	return "";
}

static void own_words(const struct invitation *v, struct buf *b)
{
	char day[HUMAN_TEXT];
	const struct zone *zone = policy_head(v->policy)->zone;

	buf_addf(b, _("%s: how did we handle your case %" PRId64 "? Please give"
	    " each from 1 (bad) to 5 (good):"), policy_head(v->policy)->company,
	    ident_case(v->about.id));
	for (size_t i = 0; i < v->rule->ask.n; i++)
		buf_addf(b, "\n- %s", title(v, "questions", v->rule->ask.v[i]));
	buf_addf(b, _("\nYour code: %s"), v->token);
	if (v->survey->expires)
		buf_addf(b, _("\nIt holds until %s."),
		    human_local(v->survey->expires, zone, day));
}

/* A template's text, in the arena; NULL when there is none or it is faulty:
 * then our own words do. */
static const char *filled(struct invitation *v, const char *text)
{
	struct template_fault fault;
	struct buf b = {0};
	const char *done = NULL;

	if (text && template_render(&b, text, lookup, v, &fault))
		done = arena_dup(v->arena, buf_text(&b));
	buf_free(&b);
	return done;
}

static void say_it(struct invitation *v, struct rendering *out)
{
	const struct template *t = v->rule->template ?
	    policy_template(v->policy, v->rule->template) : NULL;
	struct buf own = {0};

	out->subject = t ? filled(v, t->subject) : NULL;
	out->text = t ? filled(v, t->text) : NULL;
	if (!out->subject)
		out->subject = arena_printf(v->arena, _("%s: your opinion, please"),
		    policy_head(v->policy)->company);
	if (!out->text) {
		own_words(v, &own);
		out->text = arena_dup(v->arena, buf_text(&own));
		buf_free(&own);
	}
	out->case_name = lookup(v, "case");
}

static void add_ways(const struct invitation *v, struct rendering *out)
{
	struct names by = survey_channels(v->rule);
	size_t most = sizeof out->way / sizeof out->way[0];

	for (size_t i = 0; i < by.n && out->ways < most; i++) {
		const char *address = survey_address(by.v[i], &v->who);

		if (!address)
			continue;
		out->way[out->ways].channel = by.v[i];
		out->way[out->ways++].address = address;
	}
}

/* Why the invitation no longer holds, or NULL: what forbade to ask forbids
 * to send, but for the clock's reasons, which have had their say, and the
 * cool-down, which this very invitation began. */
static const char *gone(struct invitation *v, const struct decision *d, size_t n)
{
	const struct survey *s = v->survey;

	if (strcmp(s->state, "invited") != 0)
		return s->state;
	if (s->expires && s->expires <= v->now)
		return "expired";
	for (size_t i = 0; i < n; i++) {
		const char *why = d[i].why;

		if (strcmp(d[i].rule->name, s->rule) != 0)
			continue;
		if (strcmp(d[i].occurrence, s->occurrence) != 0)
			return "reopened";
		v->rule = d[i].rule;
		if (why && (strcmp(why, "not_closed") == 0 ||
		    strcmp(why, "merged") == 0 ||
		    strcmp(why, "no_address") == 0 ||
		    strcmp(why, "open_complaint") == 0))
			return why;
		return NULL;
	}
	return "no_rule";
}

static const char *name_of(const struct message *m)
{
	const char *colon = strchr(m->rule, ':');

	return colon ? colon + 1 : m->rule;
}

void survey_render(struct db *db, const struct policy *policy,
    const struct message *m, int64_t now, struct arena *a, struct rendering *out)
{
	struct invitation v = {.db = db, .policy = policy, .arena = a, .now = now};
	struct survey s;
	struct decision *d;
	size_t n;

	*out = (struct rendering){.verdict = RENDER_DROP, .reason = "no_survey"};
	if (!survey_by_key(db, name_of(m), m->subject, m->occurrence, a, &s) ||
	    !case_load(db, m->subject, a, &v.about) ||
	    !customer_load(db, m->addressee, a, &v.who))
		return;
	v.survey = &s;
	n = survey_decide(db, policy, &v.about, now, a, &d);
	out->reason = gone(&v, d, n);
	if (out->reason)
		return;
	survey_token(db, &s, v.token);
	out->secret = arena_dup(a, v.token);
	out->verdict = RENDER_SEND;
	out->person = m->addressee;
	say_it(&v, out);
	add_ways(&v, out);
}
