/* care-case settle: a case is paid for, by the tables or by a person. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/pay.h"
#include "care-case/verbs.h"
#include "command/gate.h"
#include "policy/amounts.h"
#include "text/ident.h"

const struct option_spec settle_options[] = {
	{"group", 0, N_("GROUP"), N_("all open cases of the group")},
	{"amount", 0, N_("MONEY"), N_("what is paid")},
	{"by-table", 0, NULL, N_("what the policy's tables give")},
	{"goodwill", 0, N_("MONEY"), N_("so much of ourselves, besides")},
	{"reward", 0, N_("MONEY"), N_("so much as a reward, besides")},
	{"recourse", 0, N_("MONEY"), N_("of it, what the partner owes us")},
	PAY_SAID_OPTIONS,
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

/* One settlement at work. */
struct settling {
	struct session *s;
	struct targets *t;
	const struct care_case *c;
	struct arena *arena;
	struct facts facts;
	struct settle_ask ask;
	struct settlement lines;
	struct settle_parts before;
	int64_t rewarded;		/* before */
	bool by_table, by_amount;
	int64_t amount;
	struct payment pay;
};

static int64_t sum_of(const struct settle_parts *p)
{
	return p->settlement + p->markup + p->goodwill;
}

static bool refuse_lack(struct settling *x, const struct settle_sum *sum)
{
	const struct settle_line *l = &x->lines.v[0];
	bool cause = sum->fact && strcmp(sum->fact, "cause") == 0;

	if (sum->fact) {
		target_refuse(x->t, _("%s decides what the table %s (%s:%ld) gives,"
		    " and is not known\ncare-case set %" PRId64 " --%s%s%s.."),
		    sum->fact, sum->table->name, sum->table->mark.file,
		    sum->table->mark.line, ident_case(x->c->id),
		    cause ? "" : "field ", sum->fact, cause ? " " : "=");
		return false;
	}
	if (sum->notice) {
		target_refuse(x->t, _("the days of notice decide, and are not known;"
		    " say them: --notice DAYS"));
		return false;
	}
	while (l->table != sum->table || !l->missing)
		l++;
	target_refuse(x->t, _("%s (%s:%ld) is paid of %s, which nobody said;"
	    " say it: --base %s=AMOUNT"), l->rule->name, l->rule->mark.file,
	    l->rule->mark.line, l->missing, l->missing);
	return false;
}

static bool refuse_rate(struct settling *x, const struct settle_line *l)
{
	const struct part *p = l->refund_low < l->refund_high ?
	    &l->rule->refund : &l->rule->penalty;

	target_refuse(x->t, _("%s (%s:%ld) is for a person to decide, from %d.%d%%"
	    " to %d.%d%%; say it: --rate %s=SHARE"), l->rule->name,
	    l->rule->mark.file, l->rule->mark.line, p->low / 10, p->low % 10,
	    p->high / 10, p->high % 10, l->rule->name);
	return false;
}

/* The amount that the tables still ask for. */
static bool amount_by_table(struct settling *x)
{
	const struct settle_line *open = settle_undecided(&x->lines);
	int64_t high, ours = settle_ours(&x->lines, &high);

	if (open)
		return refuse_rate(x, open);
	x->amount = ours - sum_of(&x->before);
	if (x->amount > 0)
		return true;
	if (ours == 0)
		target_refuse(x->t, _("no table of the policy gives anything here\n"
		    "care-case settle table %" PRId64), ident_case(x->c->id));
	else
		target_refuse(x->t, _("the tables give %s, and %s was paid; nothing is"
		    " left to pay\ncare-case ledger %" PRId64),
		    pay_text(x->s, ours), pay_text(x->s, sum_of(&x->before)),
		    ident_case(x->c->id));
	return false;
}

/* Not below the law. */
static bool above_floor(struct settling *x)
{
	int64_t floor = settle_floor(&x->lines);
	int64_t total = sum_of(&x->before) + x->amount + x->pay.parts.goodwill;
	const struct settle_line *l = x->lines.v;

	if (!x->lines.law || total >= floor)
		return true;
	while (l->table != x->lines.law->table)
		l++;
	target_refuse(x->t, _("%s in all is less than the %s that %s asks for"
	    " (%s, %s:%ld)\ncare-case settle %" PRId64 " --by-table"),
	    pay_text(x->s, total), pay_text(x->s, floor),
	    x->lines.law->table->law, l->rule->name, l->rule->mark.file,
	    l->rule->mark.line, ident_case(x->c->id));
	return false;
}

static bool read_amounts(struct settling *x)
{
	const char *by_table = target_option(x->t, "by-table");
	int64_t goodwill = 0;

	x->by_table = by_table && strcmp(by_table, "0") != 0;
	x->by_amount = target_option(x->t, "amount") != NULL;
	if (!pay_amount(x->s, x->t, "amount", &x->amount) ||
	    !pay_amount(x->s, x->t, "goodwill", &goodwill) ||
	    !pay_amount(x->s, x->t, "reward", &x->pay.reward))
		return false;
	x->pay.parts.goodwill = goodwill;
	if (x->by_table && x->by_amount) {
		target_refuse(x->t, _("either --amount or --by-table"));
		return false;
	}
	if (!x->by_table && x->amount + goodwill + x->pay.reward == 0) {
		target_refuse(x->t, _("say what is paid: --amount AMOUNT, --by-table,"
		    " --goodwill AMOUNT or --reward AMOUNT"));
		return false;
	}
	return true;
}

/* What the partner owes us: what we paid because of him, and not what we gave
 * of ourselves. */
static bool recourse(struct settling *x)
{
	const char *liability = x->c->liability;

	x->pay.partner = x->c->partner;
	if (liability && strcmp(liability, "partner") == 0 && x->c->partner)
		x->pay.recourse = x->pay.parts.settlement;
	if (!pay_amount(x->s, x->t, "recourse", &x->pay.recourse))
		return false;
	if (x->pay.recourse > 0 && !x->c->partner) {
		target_refuse(x->t, _("the case names no partner who could owe"
		    " anything"));
		return false;
	}
	if (x->pay.recourse > x->pay.parts.settlement) {
		target_refuse(x->t, _("the partner owes at most what is settled: %s"),
		    pay_text(x->s, x->pay.parts.settlement));
		return false;
	}
	return true;
}

static bool compute(struct settling *x)
{
	const struct settle_sum *lack;
	struct settle_parts parts;

	payment_known(x->s->db, x->s->policy, x->c, x->arena, &x->facts, &x->ask);
	if (!read_amounts(x) || !pay_said(x->s, x->t, x->arena, &x->ask))
		return false;
	settle(x->s->policy, &x->ask, &x->lines);
	x->before = payment_before(x->s->db, x->s->policy, x->c->id, &x->rewarded);
	if (x->by_table || x->by_amount) {
		lack = settle_lacks(&x->lines);
		if (lack)
			return refuse_lack(x, lack);
		if ((x->by_table && !amount_by_table(x)) || !above_floor(x))
			return false;
		parts = settle_split(&x->lines, x->before, x->amount);
		x->pay.parts.settlement = parts.settlement;
		x->pay.parts.markup = parts.markup;
		x->pay.parts.goodwill += parts.goodwill;
		x->pay.rule = x->lines.law ? x->lines.law->table->name :
		    x->lines.ours ? x->lines.ours->table->name : NULL;
	}
	return recourse(x);
}

static void tell(const struct settling *x)
{
	const struct {
		const char *what;
		int64_t amount;
	} v[] = {
		{_("by rule"), x->pay.parts.settlement},
		{_("on top"), x->pay.parts.markup},
		{_("goodwill"), x->pay.parts.goodwill},
		{_("reward"), x->pay.reward},
		{_("the partner owes us"), x->pay.recourse},
	};
	struct buf b = {0};

	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		if (v[i].amount)
			buf_addf(&b, "%s%s %s", b.n ? ", " : "", v[i].what,
			    pay_text(x->s, v[i].amount));
	say(_("%" PRId64 " settled: %s (%s)"), ident_case(x->c->id),
	    pay_text(x->s, payment_total(&x->pay)), buf_text(&b));
	buf_free(&b);
}

static bool pays(struct settling *x, struct act *a)
{
	int64_t total;

	if (!compute(x))
		return false;
	total = sum_of(&x->before) + x->rewarded + payment_total(&x->pay);
	if (!pay_may(x->s, x->t, x->c, &x->facts, total) ||
	    !pay_fund(x->s, x->t, x->c, &x->pay, a->at))
		return false;
	payment_book(a, x->c, &x->pay);
	tell(x);
	pay_warn(x->s, a->at);
	return true;
}

static bool settle_one(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct settling x = {.s = s, .t = t, .c = c};
	bool done;

	if (!case_is_open(c))
		return each_refuse_closed(t, c);
	if (!gate_case(s, t, c, "settled", "settle"))
		return false;
	x.arena = arena_new();
	done = pays(&x, a);
	arena_free(x.arena);
	return done;
}

int case_verb_settle(struct session *s)
{
	return each_case(s, settle_one);
}
