/* care-case ledger, holds: what was paid, and what is held back. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care/people/staff.h"
#include "care-case/pay.h"
#include "care-case/verbs.h"
#include "policy/amounts.h"
#include "store/subject.h"
#include "text/ident.h"

static const struct out_column ledger_columns[] = {
	{.name = "line", .table = true, .id = true},
	{.name = "booked", .type = OUT_TIME, .table = true},
	{.name = "case", .type = OUT_INT, .table = true},
	{.name = "account", .table = true},
	{.name = "sum", .table = true},
	{.name = "currency", .table = true},
	{.name = "rule", .table = true},
	{.name = "reverses", .table = true},
	{.name = "reversed_by", .table = true},
	{.name = "version", .type = OUT_INT},
	{.name = NULL},
};

static void put_money(struct out *out, const char *column, const char *unit,
    int64_t v)
{
	char text[MONEY_TEXT];

	out_text(out, column, money_text(unit, v, text));
}

static void put_line_name(struct out *out, const char *column, int64_t id)
{
	char name[32];

	snprintf(name, sizeof name, "l%" PRId64, id);
	out_text(out, column, id ? name : NULL);
}

static void put_lines(struct session *s, struct out *out, int64_t subject)
{
	struct arena *a = arena_new();
	struct ledger_line *v;
	size_t n = ledger_lines(s->db, subject, a, &v);

	for (size_t i = 0; i < n; i++) {
		put_line_name(out, "line", v[i].id);
		out_int(out, "booked", v[i].at);
		if (v[i].subject)
			out_int(out, "case", ident_case(v[i].subject));
		out_text(out, "account", v[i].account);
		put_money(out, "sum", v[i].unit, v[i].amount);
		out_text(out, "currency", v[i].unit);
		out_text(out, "rule", v[i].rule);
		put_line_name(out, "reverses", v[i].reverses);
		put_line_name(out, "reversed_by", v[i].reversed);
		if (v[i].subject)
			out_int(out, "version", subject_version(s->db,
			    v[i].subject));
		out_row(out);
	}
	arena_free(a);
}

int case_verb_ledger(struct session *s)
{
	struct out *out = session_out(s, ledger_columns);
	struct targets *t;
	const char *name;

	if (arg_operands(s->args) == 0) {
		put_lines(s, out, 0);
		out_end(out);
		return STATUS_DONE;
	}
	t = targets_open(s, "case");
	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_case(t, name);

		if (id)
			put_lines(s, out, id);
	}
	targets_close(t);
	out_end(out);
	return STATUS_DONE;
}

static const struct out_column holds_columns[] = {
	{.name = "case", .type = OUT_INT, .table = true, .id = true},
	{.name = "held_from", .table = true},
	{.name = "sum", .table = true},
	{.name = "currency", .table = true},
	{.name = "since", .type = OUT_TIME, .table = true},
	{.name = "liability", .table = true},
	{.name = "owner", .table = true},
	{.name = NULL},
};

static void put_hold(struct session *s, struct out *out,
    const struct ledger_line *l, int64_t sum)
{
	struct arena *a = arena_new();
	struct care_case c;
	struct staff who;

	if (case_load(s->db, l->subject, a, &c)) {
		out_int(out, "case", ident_case(c.id));
		out_text(out, "held_from", strchr(l->account, ':') + 1);
		put_money(out, "sum", l->unit, sum);
		out_text(out, "currency", l->unit);
		out_int(out, "since", l->at);
		out_text(out, "liability", c.liability);
		if (c.owner && staff_load(s->db, c.owner, a, &who))
			out_text(out, "owner", who.login);
		out_row(out);
	}
	arena_free(a);
}

int case_verb_holds(struct session *s)
{
	struct arena *a = arena_new();
	struct out *out = session_out(s, holds_columns);
	struct ledger_line *v;
	size_t n = ledger_lines(s->db, 0, a, &v);

	for (size_t i = 0; i < n; i++) {
		bool first = strncmp(v[i].account, "held:", 5) == 0;
		int64_t sum;

		for (size_t k = 0; first && k < i; k++)
			first = v[k].subject != v[i].subject ||
			    strcmp(v[k].account, v[i].account) != 0 ||
			    strcmp(v[k].unit, v[i].unit) != 0;
		sum = first ? ledger_sum(s->db, v[i].account, v[i].unit,
		    v[i].subject, 0, 0) : 0;
		if (sum > 0)
			put_hold(s, out, &v[i], sum);
	}
	out_end(out);
	arena_free(a);
	return STATUS_DONE;
}
