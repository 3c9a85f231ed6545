/* care-case set: what is known of a case, or of another subject. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/verbs.h"
#include "care/promises/happened.h"
#include "command/known.h"
#include "command/typed.h"
#include "text/ident.h"

/* Facts of a case that have an option of their own, and their lists. */
static const char *const facts[] = {
	"kind", "severity", "category", "cause", "liability", "team", NULL
};
static const struct { const char *list; bool may_end; } of[] = {
	{"kinds", false}, {"severities", false}, {"categories", true},
	{"causes", true}, {"liabilities", true}, {"teams", true},
};
enum { FACTS = sizeof of / sizeof of[0] };

static bool refuse_word(struct session *s, struct targets *t, size_t i,
    const char *typed, bool retired)
{
	const char *near = policy_nearest(s->policy, of[i].list, typed);

	if (retired)
		target_refuse(t, _("%s: %s: is no longer used"), facts[i],
		    typed);
	else if (near)
		target_refuse(t, _("%s: %s: not one of the policy's %s; nearest: %s"),
		    facts[i], typed, of[i].list, near);
	else
		target_refuse(t, _("%s: %s: not one of the policy's %s"),
		    facts[i], typed, of[i].list);
	return false;
}

/* The word typed for a fact, by name or title; a list that the policy does not
 * have admits any. */
static bool word_of(struct session *s, struct targets *t, size_t i,
    const char *typed, const char **out)
{
	const struct word *w;

	if (of[i].may_end && (!*typed || strcmp(typed, "-") == 0)) {
		*out = "";
		return true;
	}
	*out = typed;
	if (!policy_words(s->policy, of[i].list) && *typed)
		return true;
	w = policy_word(s->policy, of[i].list, typed);
	if (!w || w->retired)
		return refuse_word(s, t, i, typed, w != NULL);
	*out = w->name;
	return true;
}

/* Which fact "severity=serious" is about; FACTS: none, so it is a field. */
static size_t fact_of(const char *typed)
{
	for (size_t i = 0; i < FACTS; i++) {
		size_t n = strlen(facts[i]);

		if (strncmp(typed, facts[i], n) == 0 && typed[n] == '=')
			return i;
	}
	return FACTS;
}

/* A sheet has columns "field.severity" too, since "severity" is what lists
 * show; so --field takes facts as well as fields. */
static bool words(struct session *s, struct targets *t, struct case_change *c,
    struct arena *a)
{
	const char **const out[FACTS] = {&c->kind, &c->severity, &c->category,
	    &c->cause, &c->liability, &c->team};
	const char *typed;
	size_t fact;

	for (size_t i = 0; i < FACTS; i++) {
		typed = arg_value(s->args, facts[i]);
		if (typed && !word_of(s, t, i, typed, out[i]))
			return false;
	}
	for (size_t i = 0; (typed = target_repeated(t, "field", i, a)); i++) {
		fact = fact_of(typed);
		if (fact == FACTS)
			continue;
		if (*out[fact]) {
			target_refuse(t, _("%s is said twice"), facts[fact]);
			return false;
		}
		if (!word_of(s, t, fact, strchr(typed, '=') + 1, out[fact]))
			return false;
	}
	return true;
}

static void tell_promises(const struct changed *c, struct buf *b)
{
	if (c->made)
		buf_addf(b, _("; %zu promises begin"), c->made);
	if (c->moved)
		buf_addf(b, _("; %zu due times move"), c->moved);
	if (c->cancelled)
		buf_addf(b, _("; %zu promises are owed no more"), c->cancelled);
}

static void tell(const char *name, size_t facts_n, size_t derived,
    const struct changed *c)
{
	struct buf b = {0};

	if (derived)
		buf_addf(&b, _("; %zu follow by rule"), derived);
	tell_promises(c, &b);
	if (facts_n)
		say(_("%s: %zu facts set%s"), name, facts_n, buf_text(&b));
	else
		say(_("%s: is so already"), name);
	buf_free(&b);
}

static bool set_case(struct session *s, struct targets *t, struct act *act,
    const struct care_case *c)
{
	struct case_change change = {.kind = NULL};
	struct arena *a = arena_new();
	struct case_changed done = {0, 0, {0, 0, 0}, 0};
	struct field_said *said;
	bool read = words(s, t, &change, a) && fields_typed(s, t, "field", facts,
	    "case", change.kind ? change.kind : c->kind, a, &said, &change.fields_n);
	char name[32];

	if (read) {
		change.fields = said;
		done = case_set(act, c, &change);
		snprintf(name, sizeof name, "%" PRId64, ident_case(c->id));
		tell(name, done.facts, done.derived, &done.promises);
		if (done.opened)
			say(_("%" PRId64 " opened, which follows from %s"),
			    ident_case(done.opened), name);
	}
	arena_free(a);
	return done.facts > 0;
}

/* What the policy makes of fields of another subject, by its facts after. */
static struct changed consequences(struct session *s,
    const struct each_subject *e, const struct field_said *said, size_t n)
{
	struct facts after = {.n = 0};
	struct promiser m = e->m;
	struct changed none = {0, 0, 0};
	const char **names = arena_alloc(e->arena, n, sizeof *names);

	for (size_t i = 0; i < n; i++)
		names[i] = said[i].rule->name;
	if (!known_facts(&s->db, e->id, &m.kind, e->arena, &after))
		return none;
	m.facts = &after;
	return promises_changed(&m, names, n, e->at);
}

static bool set_other(struct session *s, struct targets *t,
    const struct each_subject *e)
{
	struct fields was = fields_load(s->db, e->id, e->arena);
	struct changed c = {0, 0, 0};
	struct field_said *said;
	size_t n, done;

	for (size_t i = 0; i < FACTS; i++)
		if (arg_given(s->args, facts[i])) {
			target_refuse(t, _("only a case has a %s"), facts[i]);
			return false;
		}
	if (!fields_typed(s, t, "field", NULL, e->kind, NULL, e->arena, &said, &n))
		return false;
	done = n ? subject_fields(&e->m, &was, said, n, e->at, e->note,
	    e->person) : 0;
	if (done)
		c = consequences(s, e, said, n);
	tell(e->name, done, 0, &c);
	return done > 0;
}

int case_verb_set(struct session *s)
{
	return each_either(s, set_case, set_other);
}
