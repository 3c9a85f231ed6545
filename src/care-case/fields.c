/* care-case fields: what the policy's fields say of a subject, one a row. */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/verbs.h"
#include "care/cases/missing.h"
#include "care/fields/shown.h"
#include "care/promises/promise_read.h"
#include "command/known.h"
#include "command/targets.h"
#include "text/mask_text.h"

static const struct out_column columns[] = {
	{.name = "subject", .table = true, .id = true},
	{.name = "field", .table = true},
	{.name = "title", .table = true},
	{.name = "type"},
	{.name = "value", .table = true},
	{.name = "class"},
	{.name = "required_at", .table = true},
	{.name = "is_missing", .type = OUT_INT, .table = true,
	    .head = N_("missing")},
	{.name = NULL}
};

struct listing {
	struct session *s;
	struct out *out;
};

/* A subject with its fields. */
struct subject {
	int64_t id;
	const char *kind;	/* case, booking .. */
	const char *of;		/* kind of a case; NULL: of others */
	struct facts facts;
	struct fields fields;
	const char **missing;
	size_t missing_n;
};

static const struct field *field_named(const struct fields *all,
    const char *name)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->v[i].name, name) == 0)
			return &all->v[i];
	return NULL;
}

static bool is_missing(const struct subject *who, const char *name)
{
	for (size_t i = 0; i < who->missing_n; i++)
		if (strcmp(who->missing[i], name) == 0)
			return true;
	return false;
}

static const char *class_of(const struct field_rule *r)
{
	return r->class == FIELD_SENSITIVE ? "sensitive" :
	    r->class == FIELD_PERSONAL ? "personal" : "open";
}

static const char *type_of(const struct field_rule *r)
{
	static const char *const types[] = {
		[FIELD_TEXT] = "text", [FIELD_WORD] = "word",
		[FIELD_WORDS] = "words", [FIELD_NUMBER] = "number",
		[FIELD_FLAG] = "flag", [FIELD_DATE] = "date",
		[FIELD_TIME] = "time",
	};

	return types[r->type];
}

static void put_value(struct listing *l, const struct field_rule *r,
    const struct field *f, bool revealed, struct arena *a)
{
	const char *text = field_text(l->s->db, f, a);
	struct buf b = {0};

	/* Whoever looks at one record reads its texts in whole. */
	if (r->type == FIELD_TEXT && revealed)
		buf_adds(&b, text);
	else if (r->type == FIELD_TEXT && r->class == FIELD_OPEN)
		mask_text_add(&b, text ? text : "");
	else
		field_masked(l->s->db, r, f, revealed, l->s->zone, &b);
	out_text(l->out, "value", buf_text(&b));
	buf_free(&b);
}

static void put_field(struct listing *l, const struct subject *who,
    const struct field_rule *r, bool revealed, struct arena *a)
{
	const struct field *f = field_named(&who->fields, r->name);
	struct buf name = {0};

	subject_called(l->s->db, who->id, &name);
	out_text(l->out, "subject", buf_text(&name));
	buf_free(&name);
	out_text(l->out, "field", r->name);
	out_text(l->out, "title", r->title);
	out_text(l->out, "type", type_of(r));
	if (f)
		put_value(l, r, f, revealed, a);
	out_text(l->out, "class", class_of(r));
	out_text(l->out, "required_at", r->required_at);
	out_int(l->out, "is_missing", is_missing(who, r->name));
	out_row(l->out);
}

static void put_all(struct listing *l, const struct subject *who,
    struct arena *a)
{
	bool revealed = session_reveals(l->s);
	int64_t customer = known_customer(l->s->db, who->kind, who->id);
	size_t n;
	const struct field_rule *all = policy_fields(l->s->policy, &n);

	for (size_t i = 0; i < n; i++)
		if (all[i].name && strcmp(all[i].subject, who->kind) == 0 &&
		    (!all[i].kind || !who->of ||
		    strcmp(all[i].kind, who->of) == 0))
			put_field(l, who, &all[i], revealed, a);
	if (revealed && customer)
		session_accessed(l->s, customer, l->s->tool, "fields");
}

static void list_one(struct listing *l, int64_t id)
{
	struct arena *a = arena_new();
	struct subject *who = arena_alloc(a, 1, sizeof *who);
	struct care_case c;

	who->id = id;
	if (known_facts(&l->s->db, id, &who->kind, a, &who->facts)) {
		who->fields = fields_load(l->s->db, id, a);
		if (strcmp(who->kind, "case") == 0 &&
		    case_load(l->s->db, id, a, &c)) {
			who->of = c.kind;
			who->missing_n = case_missing(l->s->db, l->s->policy, &c,
			    a, &who->missing);
		}
		put_all(l, who, a);
	}
	arena_free(a);
}

int case_verb_fields(struct session *s)
{
	struct targets *t = targets_open(s, "subject");
	struct listing l = {s, session_out(s, columns)};
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_subject(t, name, NULL);

		if (id)
			list_one(&l, id);
	}
	targets_close(t);
	out_end(l.out);
	return STATUS_DONE;
}
