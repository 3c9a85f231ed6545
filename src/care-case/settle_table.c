/* care-case settle table: what the tables of compensation give, and why. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/pay.h"
#include "care-case/verbs.h"
#include "policy/amounts.h"
#include "text/ident.h"

const struct option_spec settle_table_options[] = {
	PAY_SAID_OPTIONS,
	{NULL, 0, NULL, NULL}
};

static const struct out_column columns[] = {
	{.name = "case", .type = OUT_INT, .table = true, .id = true},
	{.name = "table", .table = true},
	{.name = "item", .table = true},
	{.name = "counts", .type = OUT_INT, .table = true},
	{.name = "refund", .table = true},
	{.name = "penalty", .table = true},
	{.name = "markup", .table = true},
	{.name = "least", .table = true},
	{.name = "most", .table = true},
	{.name = "currency"},
	{.name = "needs", .table = true},
	{.name = "law"},
	{.name = "why"},
	{.name = "file"},
	{.name = "line", .type = OUT_INT, .table = true},
	{.name = NULL},
};

struct table {
	struct session *s;
	struct out *out;
	const struct care_case *c;
	const struct settlement *lines;
};

static void put_money(const struct table *x, const char *column, int64_t v)
{
	const char *currency = policy_head(x->s->policy)->currency;
	char text[MONEY_TEXT];

	out_text(x->out, column, money_text(currency ? currency : "", v, text));
}

static void begin_row(const struct table *x, const struct pay_table *t,
    const char *item, const struct mark *mark)
{
	out_int(x->out, "case", ident_case(x->c->id));
	out_text(x->out, "item", item);
	out_text(x->out, "currency", policy_head(x->s->policy)->currency);
	if (t) {
		out_text(x->out, "table", t->name);
		out_text(x->out, "law", t->law);
	}
	if (mark) {
		out_text(x->out, "file", mark->file);
		out_int(x->out, "line", mark->line);
	}
}

/* What is missing, as the option that says it. */
static void put_needs(const struct table *x, const struct settle_line *l)
{
	struct buf b = {0};

	if (l->missing)
		buf_addf(&b, "--base %s=", l->missing);
	else if (l->refund_low < l->refund_high || l->penalty_low < l->penalty_high)
		buf_addf(&b, "--rate %s=", l->rule->name);
	if (b.n)
		out_text(x->out, "needs", buf_text(&b));
	buf_free(&b);
}

static void put_line(const struct table *x, const struct settle_line *l)
{
	struct buf b = {0};

	begin_row(x, l->table, l->rule->name, &l->rule->mark);
	out_int(x->out, "counts", l->times);
	put_needs(x, l);
	if (!l->missing) {
		put_money(x, "refund", l->refund_low);
		put_money(x, "penalty", l->penalty_low);
		put_money(x, "markup", l->markup_low);
		put_money(x, "least", l->refund_low + l->penalty_low +
		    l->markup_low);
		put_money(x, "most", l->refund_high + l->penalty_high +
		    l->markup_high);
	}
	when_text(l->rule->when, &b);
	if (l->rule->has_notice)
		buf_addf(&b, "%snotice: %d .. %d", b.n ? ", " : "",
		    l->rule->notice_least, l->rule->notice_most);
	out_text(x->out, "why", buf_text(&b));
	out_row(x->out);
	buf_free(&b);
}

static void put_sum(const struct table *x, const struct settle_sum *sum)
{
	struct buf share = {0};

	begin_row(x, sum->table, "sum", &sum->table->mark);
	put_money(x, "markup", sum->markup_low);
	put_money(x, "least", sum->low + sum->markup_low);
	put_money(x, "most", sum->high + sum->markup_high);
	if (sum->fact)
		out_text(x->out, "needs", sum->fact);
	else if (sum->missing)
		out_text(x->out, "needs", "--base");
	else if (sum->notice)
		out_text(x->out, "needs", "--notice");
	if (sum->excluded)
		buf_adds(&share, "none");
	else if (x->lines->share != 1000)
		buf_addf(&share, "share: %d.%d%%", x->lines->share / 10,
		    x->lines->share % 10);
	if (share.n)
		out_text(x->out, "why", buf_text(&share));
	out_row(x->out);
	buf_free(&share);
}

static void put_paid(const struct table *x)
{
	int64_t reward;
	struct settle_parts paid = payment_before(x->s->db, x->s->policy, x->c->id, &reward);
	int64_t sum = paid.settlement + paid.markup + paid.goodwill;

	if (sum + reward == 0)
		return;
	begin_row(x, NULL, "paid", NULL);
	put_money(x, "least", sum);
	put_money(x, "most", sum);
	out_row(x->out);
}

static void one_case(struct session *s, struct targets *t, struct out *out,
    int64_t id)
{
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	struct settle_ask ask;
	struct settlement lines;
	struct care_case c;
	struct table x = {s, out, &c, &lines};

	if (case_load(s->db, id, a, &c)) {
		bool booked = payment_known(s->db, s->policy, &c, a, &facts, &ask);

		if (!pay_said(s, t, a, &ask)) {
			arena_free(a);
			return;
		}
		if (!booked && !target_option(t, "contract"))
			say(_("%" PRId64 ": the day of the contract is not known; taken"
			    " is the day of the receipt (--contract DATE says another)"),
			    ident_case(id));
		settle(s->policy, &ask, &lines);
		for (size_t i = 0; i < lines.n; i++)
			put_line(&x, &lines.v[i]);
		for (size_t i = 0; i < lines.sums_n; i++)
			put_sum(&x, &lines.sums[i]);
		put_paid(&x);
	}
	arena_free(a);
}

int case_verb_settle_table(struct session *s)
{
	struct targets *t = targets_open(s, "case");
	struct out *out = session_out(s, columns);
	const char *name;
	size_t n;

	policy_pay_tables(s->policy, &n);
	if (n == 0)
		say(_("the policy has no tables of compensation (money: tables)"));
	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_case(t, name);

		if (id)
			one_case(s, t, out, id);
	}
	targets_close(t);
	out_end(out);
	return STATUS_DONE;
}
