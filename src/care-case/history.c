/* care-case history: what happened to a case, event by event. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "care-case/verbs.h"
#include "care/cases/case_list.h"
#include "care/fields/shown.h"
#include "command/actor.h"
#include "policy/amounts.h"
#include "store/row.h"
#include "text/ident.h"

static const struct out_column columns[] = {
	{.name = "case", .type = OUT_INT},
	{.name = "seq", .type = OUT_INT},
	{.name = "happened", .type = OUT_TIME, .table = true, .head = "at"},
	{.name = "event", .table = true},
	{.name = "who", .table = true},
	{.name = "entered_by"},
	{.name = "recorded", .type = OUT_TIME},
	{.name = "tool"},
	{.name = "detail", .table = true},
	{.name = "words", .class = CLASS_PERSONAL, .mask = MASK_TEXT, .table = true},
	{.name = NULL}
};

struct history {
	struct session *s;
	struct out *out;
	int64_t id;
	bool is_case;
};

/* Columns of an event that say nothing to people: keys and ids. */
static bool dull(const char *column)
{
	static const char *const names[] = {
		"id", "subject", "content", "policy", "seen", "source", "ref",
		"live_from", "addressee", "hard", "lease", "calendar", "mail", "next_at",
		"occurrence", "not_before", "purpose", "urgent", "tries", "owes",
		"start_at", "received_at", "customer", "booking", "tier", "region", "grp",
		"other",
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], column) == 0)
			return true;
	return false;
}

static bool is_time(const char *column)
{
	size_t n = strlen(column);

	return strcmp(column, "at") == 0 || (n > 3 && strcmp(column + n - 3, "_at") == 0) ||
	    strcmp(column, "old_due") == 0 || strcmp(column, "departs") == 0 ||
	    strcmp(column, "returns") == 0;
}

static bool is_person(const char *column)
{
	return strcmp(column, "owner") == 0 || strcmp(column, "old_owner") == 0 ||
	    strcmp(column, "told") == 0 || strcmp(column, "rated") == 0;
}

static void add_cell(struct history *h, const struct row_cell *c,
    struct arena *a, struct buf *b)
{
	char time[HUMAN_TEXT];

	if (!c->text || dull(c->column))
		return;
	buf_addf(b, "%s%s=", b->n ? " " : "", c->column);
	if (is_time(c->column))
		buf_adds(b, human_local(strtoll(c->text, NULL, 10), h->s->zone,
		    time));
	else if (is_person(c->column))
		buf_adds(b, actor_name(h->s->db, strtoll(c->text, NULL, 10), a));
	else
		buf_adds(b, c->text);
}

static const char *cell_of(const struct row_change *r, const char *column)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->v[i].column, column) == 0)
			return r->v[i].text;
	return NULL;
}

/* A field of the company's own: "motive=money", "needs=***", "due=-". What it
 * says in words of the customer stands in the text. */
static void add_field(struct history *h, const struct row_change *r,
    struct buf *b)
{
	const char *name = cell_of(r, "name"), *num = cell_of(r, "num");
	const struct field_rule *rule = name ? policy_field(h->s->policy, "case",
	    name) : NULL;
	struct field f = {.word = cell_of(r, "word"), .has_number = num != NULL,
	    .number = num ? strtoll(num, NULL, 10) : 0};

	if (!name || (rule && rule->type == FIELD_TEXT && r->op != '-'))
		return;
	buf_addf(b, "%s%s=", b->n ? " " : "", name);
	if (r->op == '-')
		buf_addc(b, '-');
	else if (rule && rule->class == FIELD_OPEN && (num || f.word))
		field_value(rule, &f, NULL, h->s->zone, b);
	else
		buf_adds(b, "***");
}

/* Money, which rows keep in the smallest unit. */
static bool is_money(const struct row_change *r, const struct row_cell *c)
{
	return c->text && ((strcmp(c->column, "amount") == 0 &&
	    (strcmp(r->table, "ledger") == 0 ||
	    strcmp(r->table, "proposal") == 0)) ||
	    (strcmp(c->column, "fee") == 0 && strcmp(r->table, "booking") == 0) ||
	    (strcmp(c->column, "reward") == 0 && r->op == '.'));
}

static void add_money(struct history *h, const struct row_change *r,
    const struct row_cell *c, struct buf *b)
{
	const char *unit = cell_of(r, "unit");
	char text[MONEY_TEXT];

	unit = unit ? unit : policy_head(h->s->policy)->currency;
	buf_addf(b, "%s%s=%s", b->n ? " " : "", c->column,
	    money_text(unit ? unit : "", strtoll(c->text, NULL, 10), text));
}

static void add_row(struct history *h, const struct row_change *r,
    struct arena *a, struct buf *b)
{
	if (strcmp(r->table, "field") == 0)
		add_field(h, r, b);
	else if (strcmp(r->table, "subject") != 0)
		for (size_t i = 0; i < r->n; i++) {
			if (is_money(r, &r->v[i]))
				add_money(h, r, &r->v[i], b);
			else
				add_cell(h, &r->v[i], a, b);
		}
}

static void put_detail(struct history *h, const struct case_event *e,
    struct arena *a)
{
	struct row_changes rows = {0};
	char *arg = mem_dup(e->arg);
	struct buf b = {0};

	if (row_decode(&rows, arg, NULL))
		for (size_t i = 0; i < rows.n; i++)
			add_row(h, &rows.v[i], a, &b);
	out_text(h->out, "detail", buf_text(&b));
	row_changes_free(&rows);
	buf_free(&b);
	free(arg);
}

static void add_note(const char *title, const char *note, struct buf *all)
{
	if (note)
		buf_addf(all, "%s%s%s%s", all->n ? " / " : "", title ? title : "",
		    title ? ": " : "", note);
}

/* Fields that are texts, by their titles; of those that are personal or
 * sensitive only that something was said, unless it is revealed. */
static void add_texts(struct history *h, const char *body, struct buf *all)
{
	struct buf keep = {0};
	size_t n;
	const struct field_rule *v = policy_fields(h->s->policy, &n);
	bool revealed = body && session_reveals(h->s);

	for (size_t i = 0; i < n; i++)
		if (v[i].name && v[i].type == FIELD_TEXT &&
		    strcmp(v[i].subject, "case") == 0) {
			const char *note = row_note(body, v[i].name, &keep);

			add_note(v[i].title, note && !revealed &&
			    v[i].class != FIELD_OPEN ? "***" : note, all);
		}
	buf_free(&keep);
}

static void put_text(struct history *h, const struct case_event *e)
{
	static const char *const names[] = {"text", "wants", "note", "comment"};
	struct buf keep = {0}, all = {0};

	if (e->erased)
		buf_adds(&all, _("(erased)"));
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		add_note(NULL, row_note(e->body, names[i], &keep), &all);
	add_texts(h, e->body, &all);
	if (all.n)
		out_text(h->out, "words", buf_text(&all));
	buf_free(&keep);
	buf_free(&all);
}

static void one_event(void *arg, const struct case_event *e)
{
	struct history *h = arg;
	struct arena *a = arena_new();

	if (h->is_case)
		out_int(h->out, "case", ident_case(h->id));
	out_int(h->out, "seq", e->seq);
	out_int(h->out, "happened", e->at);
	out_text(h->out, "event", e->what);
	out_text(h->out, "who", actor_name(h->s->db,
	    e->done_by ? e->done_by : e->actor, a));
	out_text(h->out, "entered_by", actor_name(h->s->db, e->actor, a));
	out_int(h->out, "recorded", e->recorded_at);
	out_text(h->out, "tool", e->tool);
	put_detail(h, e, a);
	put_text(h, e);
	out_row(h->out);
	arena_free(a);
}

/* A case may be named by a promise of it; anything else that has a history by
 * its own name. */
static int64_t subject_named(struct targets *t, const char *name, bool *is_case)
{
	switch (ident_parse(name).kind) {
	case IDENT_GROUP:
	case IDENT_BOOKING:
	case IDENT_MEASURE:
		return target_subject(t, name, is_case);
	default:
		*is_case = true;
		return target_case(t, name);
	}
}

int case_verb_history(struct session *s)
{
	struct targets *t = targets_open(s, "case");
	struct history h = {s, session_out(s, columns), 0, false};
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		h.id = subject_named(t, name, &h.is_case);
		if (h.id)
			subject_history(s->db, h.id, one_event, &h);
	}
	targets_close(t);
	out_end(h.out);
	return STATUS_DONE;
}
