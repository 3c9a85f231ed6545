/* What is known of a case is said anew. */
#include "care/cases/act.h"

#include <string.h>

#include "store/log.h"

/* The names of what changed; all facts of case_change and all fields. */
enum { FACTS_MOST = FACTS_MAX + 8 };

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

/* One fact of the case's row: event "FACT_set", with what it was. */
static void fact(struct setting *s, const char *name, const char **now,
    const char *said, struct arena *a)
{
	struct log *log = s->act.log;

	if (!differs(*now, said))
		return;
	begin(s, arena_printf(a, "%s_set", name));
	case_row(&s->act, &s->now);
	log_text(log, name, *said ? said : NULL);
	log_fact(log, arena_printf(a, "old_%s", name), *now);
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
	struct case_changed out = {0, {0, 0, 0}};

	kind(&s, said->kind);
	fact(&s, "severity", &s.now.severity, said->severity, a);
	fact(&s, "category", &s.now.category, said->category, a);
	fact(&s, "cause", &s.now.cause, said->cause, a);
	fact(&s, "liability", &s.now.liability, said->liability, a);
	fact(&s, "team", &s.now.team, said->team, a);
	out.facts = s.n;
	out.facts += fields(&s, said, a);
	if (case_is_open(c))
		out.promises = case_facts_changed(&s.act, &s.now, s.names, s.n);
	arena_free(a);
	return out;
}
