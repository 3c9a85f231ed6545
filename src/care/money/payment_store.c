/* Paying, taking back, holding back: events with lines of the ledger. */
#include "care/money/payment.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "care/promises/promise_store.h"
#include "store/log.h"

int64_t payment_total(const struct payment *p)
{
	return p->parts.settlement + p->parts.markup + p->parts.goodwill +
	    p->reward;
}

struct account {
	const char *name;
	int64_t amount;
};

enum { ACCOUNTS = 4 };

static void accounts_of(const struct payment *p, struct account *v)
{
	v[0] = (struct account){"settlement", p->parts.settlement};
	v[1] = (struct account){"markup", p->parts.markup};
	v[2] = (struct account){"goodwill", p->parts.goodwill};
	v[3] = (struct account){"reward", p->reward};
}

int64_t payment_from_fund(const struct payment *p, const struct fund *f)
{
	struct account v[ACCOUNTS];
	int64_t sum = 0;

	accounts_of(p, v);
	for (int i = 0; i < ACCOUNTS; i++)
		if (fund_pays(f, v[i].name))
			sum += v[i].amount;
	return sum;
}

static struct ledger begin(const struct act *act, int64_t subject,
    int64_t person, const char *what)
{
	log_event(act->log, subject, what, act->at);
	log_person(act->log, person);
	log_note(act->log, "note", act->note);
	return ledger_begin(act->log, subject, act->at,
	    policy_head(act->policy)->currency, act->note && *act->note);
}

/* A line that is paid, with what the fund pays of it. */
static void add_paid(const struct act *act, struct ledger *l,
    const char *account, int64_t amount, const char *rule)
{
	if (ledger_add(l, account, amount, rule, 0) &&
	    fund_pays(policy_fund(act->policy), account))
		ledger_add(l, "fund", -amount, account, 0);
}

static void partner_account(struct buf *b, const char *what,
    const char *partner)
{
	buf_addf(b, "%s:%s", what, partner);
}

static void keep(const struct act *act, const struct care_case *c,
    const char *event)
{
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	struct promiser m = {act->log, act->policy, act->policy_id, "case",
	    c->id, &facts, c->live_from};

	case_facts(log_db(act->log), c, a, &facts);
	promises_keep(&m, event, act->at);
	promises_make(&m, event, act->at);
	arena_free(a);
}

void payment_book(const struct act *act, const struct care_case *c,
    const struct payment *p)
{
	struct ledger l = begin(act, c->id, c->customer, "settled");
	struct account v[ACCOUNTS];
	struct buf to = {0};

	accounts_of(p, v);
	for (int i = 0; i < ACCOUNTS; i++) {
		add_paid(act, &l, v[i].name, v[i].amount, i < 2 ? p->rule : NULL);
		if (i == 0 && p->recourse && p->partner) {
			partner_account(&to, "recourse", p->partner);
			ledger_add(&l, buf_text(&to), p->recourse, p->rule, 0);
		}
	}
	log_end(act->log);
	buf_free(&to);
	keep(act, c, "settled");
}

void payment_reward(const struct act *act, const struct care_case *c,
    const struct offer *o, size_t tier, int64_t reward)
{
	struct ledger l = begin(act, c->id, c->customer, "reward_accepted");

	log_fact(act->log, "offer", o->name);
	log_fact_int(act->log, "tier", (int64_t)tier + 1);
	log_fact_int(act->log, "rate", o->v[tier].rate);
	log_fact_int(act->log, "reward", reward);
	add_paid(act, &l, "reward", reward, o->name);
	log_end(act->log);
	keep(act, c, "reward_accepted");
}

void payment_announce(const struct act *act, int64_t subject, const char *kind,
    const struct facts *facts, const struct offer *o)
{
	struct promiser m = {act->log, act->policy, act->policy_id, kind, subject,
	    facts, 0};
	struct buf tiers = {0};

	offer_write(o, &tiers);
	log_event(act->log, subject, "reward_announced", act->at);
	log_note(act->log, "note", act->note);
	log_fact(act->log, "offer", o->name);
	log_fact(act->log, "of", o->of);
	log_fact_int(act->log, "start", o->start);
	log_fact(act->log, "tiers", buf_text(&tiers));
	log_end(act->log);
	buf_free(&tiers);
	promises_keep(&m, "reward_announced", act->at);
	promises_make(&m, "reward_announced", act->at);
}

size_t payment_reverse(const struct act *act, const struct care_case *c,
    const struct ledger_line *line)
{
	struct arena *a = arena_new();
	struct ledger_line *all;
	size_t n = ledger_lines(log_db(act->log), c->id, a, &all), done = 0;
	struct ledger l = begin(act, c->id, c->customer, "reversed");

	log_fact_int(act->log, "line", line->id);
	for (size_t i = 0; i < n; i++) {
		bool follows = done > 0 && all[i].id == line->id + (int64_t)done &&
		    ledger_accompanies(all[i].account);

		if (all[i].id == line->id || follows) {
			ledger_add(&l, all[i].account, -all[i].amount,
			    all[i].rule, all[i].id);
			done++;
		}
	}
	log_end(act->log);
	arena_free(a);
	return done;
}

void payment_hold(const struct act *act, const struct care_case *c,
    const char *partner, int64_t amount)
{
	struct ledger l = begin(act, c->id, c->customer,
	    amount > 0 ? "partner_held" : "partner_released");
	struct buf to = {0};

	partner_account(&to, "held", partner);
	ledger_add(&l, buf_text(&to), amount, NULL, 0);
	log_end(act->log);
	buf_free(&to);
	keep(act, c, amount > 0 ? "partner_held" : "partner_released");
}
