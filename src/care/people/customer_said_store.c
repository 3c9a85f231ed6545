/* What sources say of customers: made, or brought up to date. */
#include "care/people/customer.h"

#include <string.h>

#include "care/fields/derived.h"
#include "care/people/customer_merge.h"
#include "care/people/customer_owed.h"
#include "store/db.h"
#include "store/log.h"
#include "store/subject.h"

/* A customer said, with his keys in comparable form. */
struct meant {
	const struct customer_said *said;
	struct buf phone, mail, ref, other;	/* ref: "source:ref", as a key */
	const char *kind[4], *value[4];	/* keys, most telling first */
	bool nobodys[4];	/* looked for: nobody has that key */
	size_t n;
	size_t telling;		/* of them, those by which he is looked for */
	size_t found;		/* by which of them he was found; n: by none */
	bool merged;		/* the reference is of one merged into another */
};

static void add_key(struct meant *m, const char *kind, const char *value,
    struct buf *form)
{
	const char *why;

	if (!value || !*value || !customer_key_form(kind, value, form, &why))
		return;
	m->kind[m->n] = kind;
	m->value[m->n++] = buf_text(form);
}

static const char *source_of(const struct customer_said *said)
{
	return said->source ? said->source : "";
}

static void understand(struct meant *m, const struct customer_said *said)
{
	struct buf ref = {0};

	*m = (struct meant){.said = said};
	if (said->ref && *said->ref) {
		buf_addf(&ref, "%s:%s", source_of(said), said->ref);
		add_key(m, "ref", buf_text(&ref), &m->ref);
	}
	add_key(m, "phone", said->phone, &m->phone);
	add_key(m, "mail", said->mail, &m->mail);
	m->telling = m->n;
	/* It may be the family's, or the office's. */
	add_key(m, "phone", said->other_phone, &m->other);
	if (m->telling == 0)
		m->telling = m->n;
	buf_free(&ref);
}

static void forget(struct meant *m)
{
	buf_free(&m->phone);
	buf_free(&m->mail);
	buf_free(&m->other);
	buf_free(&m->ref);
}

/*
 * Has the source another reference for that customer? Then it means somebody
 * else. References that we made ourselves begin with "~".
 */
static bool known_otherwise(struct db *db, int64_t id, const char *source)
{
	struct stmt *st = db_prepare(db, "SELECT 1 FROM subject"
	    " WHERE id = $id AND source = $source AND substr(ref, 1, 1) <> '~'"
	    " UNION ALL SELECT 1 FROM customer_key WHERE customer = $id"
	    " AND kind = 'ref' AND substr(value, 1, length($source) + 1) ="
	    " $source || ':'");
	bool found;

	db_bind_int(st, "$id", id);
	db_bind_text(st, "$source", source);
	found = db_step(st);
	db_done(st);
	return found;
}

static int64_t find(struct db *db, struct meant *m)
{
	const char *source = source_of(m->said);
	bool has_ref = m->n > 0 && strcmp(m->kind[0], "ref") == 0;
	int64_t id = 0;

	m->found = m->n;
	if (has_ref)
		id = subject_find(db, "customer", source, m->said->ref, NULL);
	if (id) {
		m->found = 0;
		m->merged = customer_survivor(db, id) != id;
		return customer_survivor(db, id);
	}
	for (size_t i = 0; i < m->telling && id == 0; i++) {
		id = customer_key_of(db, m->kind[i], m->value[i]);
		m->nobodys[i] = id == 0;
		if (id && has_ref && i > 0 && known_otherwise(db, id, source))
			id = 0;
		if (id)
			m->found = i;
	}
	return id;
}

/* The keys of the customer that are nobody's yet; but not the one by which he
 * was found, and not the reference that stands in the row of the subject. */
static size_t add_keys(struct log *log, int64_t id, const struct meant *m,
    bool made, int64_t at)
{
	size_t added = 0;

	for (size_t i = 0; i < m->n; i++) {
		if (i == m->found || (made && strcmp(m->kind[i], "ref") == 0) ||
		    (!m->nobodys[i] &&
		    customer_key_of(log_db(log), m->kind[i], m->value[i])))
			continue;
		log_event(log, id, "key_added", at);
		log_person(log, id);
		log_row(log, '+', "customer_key");
		log_text(log, "kind", m->kind[i]);
		log_private(log, "value", m->value[i]);
		log_int(log, "customer", id);
		log_end(log);
		added++;
	}
	return added;
}

static const char *some(const char *s)
{
	return s && *s ? s : NULL;
}

static int64_t insert(struct log *log, const struct meant *m, int64_t at)
{
	const struct customer_said *said = m->said;
	struct subject s = {.kind = "customer", .source = "",
	    .live_from = said->live_from};
	const struct fields none = {NULL, 0};
	char hidden[1 + 33] = "~";

	s.id = log_next_subject(log);
	if (strcmp(m->kind[0], "ref") == 0) {
		s.source = source_of(said);
		s.ref = said->ref;
	} else {
		subject_hidden_ref(log_db(log), m->kind[0], m->value[0],
		    hidden + 1, NULL);
		s.ref = hidden;
	}
	log_event(log, s.id, "registered", at);
	log_person(log, s.id);
	subject_insert(log, &s);
	log_row(log, '+', "customer");
	log_int(log, "id", s.id);
	log_private(log, "name", some(said->name));
	log_private(log, "birthday", some(said->birthday));
	log_text(log, "tier", some(said->tier));
	log_text(log, "region", some(said->region));
	log_text(log, "lang", some(said->lang));
	if (some(said->standing))
		log_text(log, "standing", said->standing);
	log_text(log, "state", "active");
	fields_log(log, s.id, &none, said->fields, said->fields_n);
	log_end(log);
	return s.id;
}

/* Is the value said to be taken instead of the one that is known? */
static bool differs(const char *said, const char *known, bool aside)
{
	if (!some(said) || (known && strcmp(said, known) == 0))
		return false;
	return !known || !aside;
}

static void begin_update(struct log *log, int64_t id, bool *begun, int64_t at)
{
	if (*begun)
		return;
	log_event(log, id, "updated", at);
	log_person(log, id);
	*begun = true;
}

static bool update(struct log *log, const struct customer *c,
    const struct fields *had, const struct customer_said *said, bool aside,
    int64_t at)
{
	const struct {
		const char *column, *said, *known;
		bool personal;
	} v[] = {
		{"name", said->name, c->name, true},
		{"birthday", said->birthday, c->birthday, true},
		{"tier", said->tier, c->tier, false},
		{"region", said->region, c->region, false},
		{"lang", said->lang, c->lang, false},
		{"standing", said->standing, c->standing, false},
	};
	bool begun = false, row = false;

	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		if (!differs(v[i].said, v[i].known, aside))
			continue;
		begin_update(log, c->id, &begun, at);
		if (!row) {
			log_row(log, '~', "customer");
			log_int(log, "id", c->id);
			row = true;
		}
		if (v[i].personal)
			log_private(log, v[i].column, v[i].said);
		else
			log_text(log, v[i].column, v[i].said);
	}
	if (fields_changed(log_db(log), had, said->fields, said->fields_n)) {
		begin_update(log, c->id, &begun, at);
		fields_log(log, c->id, had, said->fields, said->fields_n);
	}
	if (begun)
		log_end(log);
	return begun;
}

/* Fields of him that are known already are not changed. */
static void only_unknown(struct customer_said *said, const struct fields *had,
    struct arena *a)
{
	struct field_said *v = arena_alloc(a, said->fields_n + 1, sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < said->fields_n; i++) {
		bool known = false;

		for (size_t j = 0; j < had->n; j++)
			known |= strcmp(had->v[j].name,
			    said->fields[i].rule->name) == 0;
		if (!known)
			v[n++] = said->fields[i];
	}
	said->fields = v;
	said->fields_n = n;
}

/* What nobody says of him, from what is known of him then. c: as he is known,
 * with his fields; id 0: not at all. */
static void fill_in(struct db *db, const struct policy *policy,
    const struct customer *c, const struct fields *had,
    struct customer_said *said, struct arena *a)
{
	struct facts before = {.n = 0}, after = {.n = 0};
	struct derived derived[DERIVED_MOST];
	struct customer is = *c;
	struct fields has;
	size_t n;

	if (!policy || !derives(policy, "customer"))
		return;
	is.tier = some(said->tier) ? said->tier : c->tier;
	is.region = some(said->region) ? said->region : c->region;
	is.standing = some(said->standing) ? said->standing : c->standing;
	has = fields_after(had, said->fields, said->fields_n, a);
	if (c->id)
		customer_facts_with(db, c, had, &before);
	customer_facts_with(db, &is, &has, &after);
	n = derive_again(policy, "customer", &before, &after, derived);
	if (!some(said->tier))
		said->tier = derived_word(derived, n, "tier");
	if (!some(said->region))
		said->region = derived_word(derived, n, "region");
	if (!some(said->standing))
		said->standing = derived_word(derived, n, "standing");
	said->fields = derived_fields(policy, "customer", derived, n,
	    said->fields, &said->fields_n, a);
}

int64_t customer_said(struct log *log, const struct policy *policy,
    int64_t policy_id, const struct customer_said *said, int64_t at,
    const char **what)
{
	struct arena *a = arena_new();
	struct customer_said all = *said;
	struct customer c = {0};
	struct fields had = {NULL, 0};
	struct meant m;
	int64_t id;
	bool changed = false, aside;

	understand(&m, &all);
	id = find(log_db(log), &m);
	aside = said->aside || m.merged;
	if (id && customer_values(log_db(log), id, a, &c) && !said->aside)
		had = fields_load(log_db(log), id, a);
	if (m.merged)
		only_unknown(&all, &had, a);
	if (!id || !aside)
		fill_in(log_db(log), policy, &c, &had, &all, a);
	*what = "same";
	if (id) {
		changed = update(log, &c, &had, &all, aside, at);
		if (changed)
			customer_owed_again(log, policy, policy_id, &c, &all, at);
		changed |= add_keys(log, id, &m, false, at) > 0;
		*what = changed ? "changed" : "same";
	} else if (m.n > 0) {
		id = insert(log, &m, at);
		customer_owed_new(log, policy, policy_id, id, &all, at);
		add_keys(log, id, &m, true, at);
		*what = "new";
	}
	forget(&m);
	arena_free(a);
	return id;
}
