/* Periods, balance and bounds of the fund. */
#include "care/money/fund.h"

#include <string.h>

void fund_period(enum period_kind each, const struct zone *zone, int64_t at,
    int64_t *from, int64_t *until)
{
	int months = each == PERIOD_YEAR ? 12 : each == PERIOD_QUARTER ? 3 : 1;
	struct civil c = zone_civil(zone, at, NULL);
	int64_t first = day_number(c.year, (c.month - 1) / months * months + 1, 1);

	*from = zone_day_instant(zone, first, 0);
	*until = zone_day_instant(zone, day_add_months(first, months), 0);
}

bool fund_pays(const struct fund *f, const char *account)
{
	if (!f)
		return false;
	for (size_t i = 0; i < f->pays.n; i++)
		if (strcmp(f->pays.v[i], account) == 0)
			return true;
	return f->pays.n == 0 && strcmp(account, "settlement") != 0;
}

enum fund_answer fund_may(const struct fund *f, int64_t paid, int64_t for_case,
    int64_t amount)
{
	if (f->single >= 0 && for_case + amount > f->single)
		return FUND_SINGLE;
	return paid + amount > f->budget ? FUND_EMPTY : FUND_PAYS;
}

bool fund_is_low(const struct fund *f, int64_t paid)
{
	int64_t warn = f->budget / 1000 * f->warn_permille +
	    f->budget % 1000 * f->warn_permille / 1000;

	return f->warn_permille > 0 && f->budget - paid <= warn;
}
