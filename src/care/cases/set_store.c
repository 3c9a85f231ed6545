/* What is known of a case is said anew. */
#include "care/cases/act.h"

#include <string.h>

#include "care/cases/derive.h"
#include "care/cases/opens.h"
#include "store/log.h"

/* The names of what changed; all facts of case_change and all fields. */
enum { FACTS_MOST = FACTS_MAX + 16 };

struct setting {
	struct act act;		/* its note goes with the first event */
	struct care_case now;
	const char *names[FACTS_MOST];
	size_t n;
};

static bool differs(const char *was, const char *now)
{
	return now && strcmp(was ? was : "", now) != 0;
}

static void begin(struct setting *s, const char *event)
{
	case_event(&s->act, &s->now, event);
	s->act.note = NULL;
}

/* One fact of the case's row: event "FACT_set", with what it was; why: a word
 * for the log, or NULL. */
static void fact(struct setting *s, const char *name, const char **now,
    const char *said, const char *why, struct arena *a)
{
	struct log *log = s->act.log;

	if (!differs(*now, said))
		return;
	begin(s, arena_printf(a, "%s_set", name));
	case_row(&s->act, &s->now);
	log_text(log, name, *said ? said : NULL);
	log_fact(log, arena_printf(a, "old_%s", name), *now);
	if (why)
		log_fact(log, "why", why);
	log_end(log);
	*now = *said ? said : NULL;
	s->names[s->n++] = name;
}

/* A case of another kind begins the way of its kind, or goes none. */
static void kind(struct setting *s, const char *said)
{
	struct log *log = s->act.log;
	const char *old = s->now.kind, *first;

	if (!differs(old, said))
		return;
	s->now.kind = said;
	first = case_first_stage(log_db(log), s->act.policy, &s->now);
	begin(s, "kind_set");
	case_row(&s->act, &s->now);
	log_text(log, "kind", said);
	if (!first != !s->now.stage) {
		log_text(log, "stage", first);
		s->now.stage = first;
	}
	log_fact(log, "old_kind", old);
	log_end(log);
	s->names[s->n++] = "kind";
}

static bool said_before(const struct fields *f, const struct field_said *said,
    const struct fields *now)
{
	const struct field *x = NULL, *y = NULL;

	for (size_t i = 0; i < f->n; i++)
		x = strcmp(f->v[i].name, said->rule->name) == 0 ? &f->v[i] : x;
	for (size_t i = 0; i < now->n; i++)
		y = strcmp(now->v[i].name, said->rule->name) == 0 ? &now->v[i] : y;
	if (!x || !y)
		return !x && !y;
	/* Of a text only whether it is there counts for a rule. */
	return x->has_number == y->has_number && x->number == y->number &&
	    !x->word == !y->word && (!x->word || strcmp(x->word, y->word) == 0);
}

static size_t fields(struct setting *s, const struct case_change *c,
    struct arena *a)
{
	struct fields was = s->now.fields;
	size_t changed;

	if (c->fields_n == 0)
		return 0;
	begin(s, FIELDS_SAID);
	changed = fields_log(s->act.log, s->now.id, &was, c->fields, c->fields_n);
	log_end(s->act.log);
	s->now.fields = fields_after(&was, c->fields, c->fields_n, a);
	for (size_t i = 0; i < c->fields_n && s->n < FACTS_MOST; i++)
		if (!said_before(&was, &c->fields[i], &s->now.fields))
			s->names[s->n++] = c->fields[i].rule->name;
	return changed;
}

/* What follows by the policy's rules from what is known now. */
static void follow(struct setting *s, const struct care_case *was,
    struct arena *a)
{
	const struct { const char *name, **now; } v[] = {
		{"severity", &s->now.severity}, {"category", &s->now.category},
		{"cause", &s->now.cause}, {"liability", &s->now.liability},
		{"team", &s->now.team},
	};
	struct derived words[DERIVED_MOST + 1];
	struct case_change more = {.kind = NULL};
	size_t n;

	if (!derives(s->act.policy, "case"))
		return;
	n = case_derive_again(log_db(s->act.log), s->act.policy, was, &s->now, a,
	    words);
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++)
		fact(s, v[i].name, v[i].now, derived_word(words, n, v[i].name),
		    "derived", a);
	more.fields = derived_fields(s->act.policy, "case", words, n, NULL,
	    &more.fields_n, a);
	fields(s, &more, a);
}

size_t case_follow(const struct act *act, const struct care_case *was,
    struct care_case *now, struct arena *a, const char ***names)
{
	struct setting *s = arena_alloc(a, 1, sizeof *s);

	s->act = *act;
	s->act.note = NULL;
	s->now = *now;
	follow(s, was, a);
	*now = s->now;
	*names = s->names;
	return s->n;
}

static void add(struct changed *sum, struct changed c)
{
	sum->moved += c.moved;
	sum->made += c.made;
	sum->cancelled += c.cancelled;
}

struct changed case_facts_changed(const struct act *act,
    const struct care_case *now, const char *const *names, size_t n)
{
	struct arena *a = arena_new();
	struct facts facts;
	struct promiser m = case_promiser(act, now, a, &facts);
	struct changed c = {0, 0, 0};

	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], "kind") == 0) {
			c.cancelled = promises_drop(&m, "kind_set", act->at);
			c.made = promises_new(&m, act->at);
			c.made += promises_make(&m, "kind_set", act->at);
		}
	if (n)
		add(&c, promises_changed(&m, names, n, act->at));
	arena_free(a);
	return c;
}

struct case_changed case_set(const struct act *act, const struct care_case *c,
    const struct case_change *said)
{
	struct setting s = {.act = *act, .now = *c};
	struct arena *a = arena_new();
	struct case_changed out = {0, 0, {0, 0, 0}, 0};
	size_t told;

	kind(&s, said->kind);
	fact(&s, "severity", &s.now.severity, said->severity, NULL, a);
	fact(&s, "category", &s.now.category, said->category, NULL, a);
	fact(&s, "cause", &s.now.cause, said->cause, NULL, a);
	fact(&s, "liability", &s.now.liability, said->liability, NULL, a);
	fact(&s, "team", &s.now.team, said->team, NULL, a);
	out.facts = s.n;
	out.facts += fields(&s, said, a);
	told = s.n;
	if (case_is_open(c) && told)
		follow(&s, c, a);
	out.derived = s.n - told;
	if (case_is_open(c))
		out.promises = case_facts_changed(&s.act, &s.now, s.names, s.n);
	if (case_is_open(c) && s.n)
		case_opens(act, &s.now, &out.opened);
	arena_free(a);
	return out;
}
