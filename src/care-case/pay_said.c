/* Bases, times, rates, notice and contract, as people type them. */
#include "care-case/pay.h"

#include <string.h>

#include "base/lang.h"
#include "base/num.h"
#include "policy/amounts.h"

/* How a value of NAME=VALUE is read, and what it may be for. */
struct reading {
	const char *option;
	bool (*read)(struct session *, const char *, int64_t *);
	bool (*known)(const struct policy *, const char *);
	const char *form;	/* marked with N_() */
};

static bool read_money(struct session *s, const char *v, int64_t *out)
{
	const char *currency = policy_head(s->policy)->currency;

	return currency && money_typed(currency, v, out);
}

static bool read_times(struct session *s, const char *v, int64_t *out)
{
	(void)s;
	return num_int(v, 0, SETTLE_TIMES_MOST, out);
}

static bool read_rate(struct session *s, const char *v, int64_t *out)
{
	int permille;

	(void)s;
	if (!share_read(v, 10000, &permille))
		return false;
	*out = permille;
	return true;
}

static const struct reading base_reading = {"base", read_money,
	settle_asks_base, N_("BASE=AMOUNT, as item=120.50")};
static const struct reading times_reading = {"count", read_times,
	settle_has_rule, N_("RULE=TIMES, as shopping=2")};
static const struct reading rate_reading = {"rate", read_rate,
	settle_has_rule, N_("RULE=SHARE, as guiding=3%")};

/* What is said counts before what is known. False: there is no room. */
static bool put(struct said_list *l, const char *name, int64_t n)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i].name, name) == 0) {
			l->v[i].n = n;
			return true;
		}
	if (l->n == SETTLE_SAID)
		return false;
	l->v[l->n++] = (struct said){name, n};
	return true;
}

static bool read_list(struct session *s, struct targets *t, struct arena *a,
    const struct reading *r, struct said_list *out)
{
	const char *typed;

	for (size_t i = 0; (typed = target_repeated(t, r->option, i, a)) != NULL;
	    i++) {
		const char *equals = strchr(typed, '='), *name;
		const struct word *w;
		int64_t n;

		if (!equals || !r->read(s, equals + 1, &n)) {
			target_refuse(t, _("%s: %s: write %s"), r->option, typed,
			    _(r->form));
			return false;
		}
		name = arena_dupn(a, typed, (size_t)(equals - typed));
		w = policy_word(s->policy, "bases", name);
		name = w && r == &base_reading ? w->name : name;
		if (!r->known(s->policy, name)) {
			target_refuse(t, _("%s: %s: no table of the policy asks for it"),
			    r->option, name);
			return false;
		}
		if (!put(out, name, n)) {
			target_refuse(t, _("%s: %s: that is more than %d of them"),
			    r->option, typed, SETTLE_SAID);
			return false;
		}
	}
	return true;
}

bool pay_said(struct session *s, struct targets *t, struct arena *a,
    struct settle_ask *ask)
{
	const char *notice = target_option(t, "notice"), *why = NULL;
	const char *contract = target_option(t, "contract");
	int second, offset;
	int64_t days;

	if (!read_list(s, t, a, &base_reading, &ask->bases) ||
	    !read_list(s, t, a, &times_reading, &ask->times) ||
	    !read_list(s, t, a, &rate_reading, &ask->rates))
		return false;
	if (notice && !num_int(notice, 0, 3660, &days)) {
		target_refuse(t, _("notice: %s: write days, as 3"), notice);
		return false;
	}
	if (notice)
		ask->notice = (int)days;
	if (contract && !human_date(contract, &ask->contract, &second, &offset,
	    &why)) {
		target_refuse(t, "contract: %s: %s", contract, why);
		return false;
	}
	return true;
}
