/* What a case is taken to be where nobody says. */
#include "care/cases/derive.h"

#include <stdlib.h>
#include <string.h>

#include "care/cases/act.h"
#include "store/db.h"
#include "store/row.h"

/* The facts of a case's row that rules may give, those first that may be said
 * anew; the others are as of its receipt. */
struct given {
	const char *fact, **value;
};
enum { GIVEN = 10, SETTABLE = 5 };

static void given_of(struct care_case *c, struct given *v)
{
	const struct given all[GIVEN] = {
		{"severity", &c->severity}, {"category", &c->category},
		{"cause", &c->cause}, {"team", &c->team},
		{"liability", &c->liability},
		{"channel", &c->channel}, {"tier", &c->tier},
		{"region", &c->region}, {"product", &c->product},
		{"partner", &c->partner},
	};

	memcpy(v, all, sizeof all);
}

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* The facts that were said, and have the word that the policy would give. */
static const char *said_alike(const struct policy *p, struct given *v,
    const struct derived *all, size_t n, struct arena *a)
{
	const char *names = NULL;

	for (size_t i = 0; i < GIVEN; i++) {
		const char *word = derived_word(all, n, v[i].fact);

		if (!word && strcmp(v[i].fact, "severity") == 0)
			word = case_default_severity(p);
		if (same(*v[i].value, word))
			names = names ? arena_printf(a, "%s %s", names, v[i].fact) :
			    v[i].fact;
	}
	return names;
}

const char *case_derive(struct db *db, const struct policy *p,
    struct care_case *c, struct case_said *said, struct arena *a)
{
	struct derived derived[DERIVED_MOST];
	struct facts facts = {.n = 0};
	struct given v[GIVEN];
	const char *word, *names = NULL;
	size_t n;

	c->fields = fields_after(&c->fields, said->fields, said->fields_n, a);
	if (derives(p, "case")) {
		given_of(c, v);
		case_facts(db, c, a, &facts);
		n = derived_by(p, "case", &facts, derived);
		names = said_alike(p, v, derived, n, a);
		n = derived_unknown(&facts, derived, n, derived);
		for (size_t i = 0; i < GIVEN; i++)
			if ((word = derived_word(derived, n, v[i].fact)))
				*v[i].value = word;
		said->fields = derived_fields(p, "case", derived, n,
		    said->fields, &said->fields_n, a);
		c->fields = fields_after(&c->fields, said->fields,
		    said->fields_n, a);
	}
	if (!c->severity)
		c->severity = case_default_severity(p);
	return names;
}

/* Whose word a fact has. */
enum whose { NOBODYS, LADDERS, PERSONS };

static bool among(const char *words, const char *one)
{
	size_t n = strlen(one);

	for (const char *p = words; p && (p = strstr(p, one)) != NULL; p += n)
		if ((p == words || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

/* What an event tells of it: its own "FACT_set", or the fact "said". */
static enum whose told_by(const char *what, const char *arg, const char *fact,
    enum whose before)
{
	struct row_changes rows = {0};
	size_t n = strlen(fact);
	char *copy = mem_dup(arg);
	enum whose whose = before;

	if (!row_decode(&rows, copy, NULL)) {
		whose = PERSONS;
	} else if (strncmp(what, fact, n) == 0 && strcmp(what + n, "_set") == 0) {
		const char *why = row_said(&rows, "", "why");

		whose = !why ? PERSONS : strcmp(why, "derived") == 0 ? NOBODYS :
		    LADDERS;
	} else if (among(row_said(&rows, "", "said"), fact)) {
		whose = PERSONS;
	}
	row_changes_free(&rows);
	free(copy);
	return whose;
}

/* Acts that were taken back say nothing. */
static enum whose whose_word(struct db *db, int64_t id, const char *fact)
{
	struct stmt *st = db_prepare(db, "SELECT e.what, e.arg FROM event e"
	    " WHERE e.subject = $id AND NOT EXISTS (SELECT 1 FROM event u"
	    " WHERE u.subject = e.subject AND u.what = 'undone'"
	    " AND u.arg LIKE '. entry=' || e.entry || ' %')"
	    " ORDER BY e.entry, e.n");
	enum whose whose = NOBODYS;

	db_bind_int(st, "$id", id);
	while (db_step(st))
		whose = told_by(db_text(st, 0), db_text(st, 1), fact, whose);
	db_done(st);
	return whose;
}

/* May the word of a fact be another now, since rules gave it? */
static bool may_follow(struct db *db, const struct policy *p,
    const struct care_case *was, const char *fact, const char *is,
    const struct derived *gave, size_t n, enum whose *whose)
{
	const char *word = derived_word(gave, n, fact);
	bool severity = strcmp(fact, "severity") == 0;

	if (!word && severity)
		word = case_default_severity(p);
	if (!severity && !same(is, word))
		return false;
	*whose = whose_word(db, was->id, fact);
	return *whose == LADDERS || (*whose == NOBODYS && same(is, word));
}

/* A field has no event of its own: one that has the word that the rule gave was
 * derived. */
static void forget_fields(const struct policy *p, const struct derived *gave,
    size_t n, const struct facts *before, struct facts *after)
{
	for (size_t i = 0; i < n; i++) {
		const struct fact *f = facts_get(before, gave[i].fact);
		const struct fact *g = facts_get(after, gave[i].fact);

		if (policy_field(p, "case", gave[i].fact) && f && g &&
		    same(f->text, gave[i].word) && same(g->text, gave[i].word))
			facts_text(after, gave[i].fact, NULL);
	}
}

/* What was taken away, now or before, stays so. */
static bool taken_away(struct db *db, int64_t id, const char *fact,
    const struct facts *before, const struct facts *now)
{
	const struct fact *f = facts_get(before, fact), *g = facts_get(now, fact);

	return !(g && g->known) && ((f && f->known) ||
	    whose_word(db, id, fact) == PERSONS);
}

/* The words that differ from what is known; of a severity that a ladder raised
 * none that is lower. */
static size_t differing(struct db *db, const struct policy *p, int64_t id,
    const struct derived *gives, size_t n, bool raised,
    const struct facts *before, const struct facts *now, struct derived *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		const struct fact *f = facts_get(now, gives[i].fact);
		bool lower = raised && strcmp(gives[i].fact, "severity") == 0 &&
		    f && f->text && policy_rank(p, gives[i].word) <
		    policy_rank(p, f->text);

		if (!lower && !(f && same(f->text, gives[i].word)) &&
		    !taken_away(db, id, gives[i].fact, before, now))
			out[kept++] = gives[i];
	}
	return kept;
}

size_t case_derive_again(struct db *db, const struct policy *p,
    const struct care_case *was, const struct care_case *now, struct arena *a,
    struct derived *out)
{
	struct facts *before = arena_alloc(a, 3, sizeof *before);
	struct facts *known = before + 1, *after = before + 2;
	struct care_case one = *was, other = *now;
	struct given v[GIVEN], w[GIVEN];
	struct derived gives[DERIVED_MOST + 1];
	enum whose whose = NOBODYS, severity = PERSONS;
	size_t n;

	given_of(&one, v);
	given_of(&other, w);
	case_facts(db, was, a, before);
	case_facts(db, now, a, known);
	*after = *known;
	n = derived_by(p, "case", before, gives);
	for (size_t i = 0; i < SETTABLE; i++)
		if (same(*v[i].value, *w[i].value) && may_follow(db, p, was,
		    v[i].fact, *v[i].value, gives, n, &whose)) {
			facts_text(after, v[i].fact, NULL);
			if (strcmp(v[i].fact, "severity") == 0)
				severity = whose;
		}
	forget_fields(p, gives, n, before, after);
	n = derive(p, "case", after, gives);
	/* One that nobody said there is always. */
	if (severity != PERSONS && !derived_word(gives, n, "severity") &&
	    case_default_severity(p))
		gives[n++] = (struct derived){"severity",
		    case_default_severity(p)};
	return differing(db, p, was->id, gives, n, severity == LADDERS, before,
	    known, out);
}
