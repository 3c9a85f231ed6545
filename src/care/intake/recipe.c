/* Values made from cells as a mapping says. */
#include "care/intake/recipe.h"

#include <limits.h>
#include <string.h>

#include "base/lang.h"
#include "base/num.h"
#include "time/day.h"

enum { DAYS_MOST = 36600 };

bool recipe_missing(const struct recipes *r, const char *value)
{
	for (size_t i = 0; i < r->missing_n; i++)
		if (strcmp(r->missing[i], value) == 0)
			return true;
	return false;
}

/* The part's text in this row; "" when it is missing, NULL: no plain value. */
static const char *text_of(const struct recipes *r,
    const struct recipe_part *part, const char *const *cell, long row,
    struct arena *a)
{
	const char *s;

	if (part->at == RECIPE_FIXED)
		return part->text;
	if (part->at == RECIPE_ROW)
		return arena_printf(a, "%ld", row);
	s = cell[part->at];
	return s && recipe_missing(r, s) ? "" : s;
}

static const char *no_plain(const struct recipe_part *part, struct buf *fault)
{
	buf_addf(fault, _("%s: a list or an object, where a plain value belongs"),
	    part->text);
	return NULL;
}

static const char *join(const struct recipes *r, const struct recipe_parts *p,
    const char *const *cell, long row, struct arena *a, struct buf *fault)
{
	const char *all = NULL;

	for (size_t i = 0; i < p->n; i++) {
		const char *s = text_of(r, &p->v[i], cell, row, a);

		if (!s)
			return no_plain(&p->v[i], fault);
		if (!*s)
			return "";
		all = all ? arena_printf(a, "%s%s", all, s) : s;
	}
	return all ? all : "";
}

/* Add up numbers; what is missing counts nothing. *any: something was there. */
static bool sum_of(const struct recipes *r, const struct recipe_parts *p,
    const char *const *cell, bool money, int64_t *sum, bool *any,
    struct buf *fault)
{
	*sum = 0;
	for (size_t i = 0; i < p->n; i++) {
		const char *s = text_of(r, &p->v[i], cell, 0, NULL);
		int64_t n;

		if (!s) {
			no_plain(&p->v[i], fault);
			return false;
		}
		if (!*s)
			continue;
		if (!(money ? value_money(s, &n) : value_number(s, &n))) {
			buf_addf(fault, _("%s: not a number"), p->v[i].text);
			return false;
		}
		*any = true;
		*sum += n;
	}
	return true;
}

/* Move a date by days, its time of day staying as it is. */
static const char *move(const char *date, enum date_order order, int64_t days,
    struct arena *a, struct buf *fault)
{
	int64_t day;
	int second, offset, year, month, date_of, east;
	const char *why, *s;

	if (!value_date(date, order, &day, &second, &offset, &why)) {
		buf_adds(fault, why);
		return NULL;
	}
	if (days > DAYS_MOST || days < -DAYS_MOST) {
		buf_adds(fault, _("more than a hundred years of days"));
		return NULL;
	}
	day_civil(day + days, &year, &month, &date_of);
	s = arena_printf(a, "%04d-%02d-%02d", year, month, date_of);
	if (second >= 0)
		s = arena_printf(a, "%s %02d:%02d:%02d", s, second / 3600,
		    second / 60 % 60, second % 60);
	if (offset == INT_MIN)
		return s;
	east = offset < 0 ? -offset : offset;
	return arena_printf(a, "%s%c%02d:%02d:%02d", s, offset < 0 ? '-' : '+',
	    east / 3600, east / 60 % 60, east % 60);
}

static const char *total(const struct recipes *r, const struct recipe *one,
    bool money, const char *const *cell, struct arena *a, struct buf *fault)
{
	int64_t sum;
	bool any = false;

	if (!sum_of(r, &one->parts, cell, money, &sum, &any, fault))
		return NULL;
	if (!any)
		return "";
	return money ? arena_printf(a, "%lld.%02d", (long long)(sum / 100),
	    (int)(sum % 100)) : arena_printf(a, "%lld", (long long)sum);
}

static const char *moved(const struct recipes *r, const struct recipe *one,
    const char *date, const char *const *cell, struct arena *a,
    struct buf *fault)
{
	int64_t more, less;
	bool any = false;

	if (!sum_of(r, &one->add, cell, false, &more, &any, fault) ||
	    !sum_of(r, &one->less, cell, false, &less, &any, fault))
		return NULL;
	return any ? move(date, r->order, more - less, a, fault) : date;
}

const char *recipe_value(const struct recipes *r, int column,
    const char *const *cell, long row, struct arena *a, struct buf *fault)
{
	const struct recipe *one = &r->v[column];
	bool money = r->layout->v[column].type == COLUMN_MONEY;
	const char *s = one->sum ? total(r, one, money, cell, a, fault) :
	    join(r, &one->parts, cell, row, a, fault);

	if (!s || !*s)
		return s;
	for (size_t i = 0; i < one->words_n; i++)
		if (strcmp(one->words[i].from, s) == 0)
			return one->words[i].to;
	return one->add.n || one->less.n ? moved(r, one, s, cell, a, fault) : s;
}
