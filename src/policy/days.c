/* Days off and make-up working days, from files and from lists. */
#include "policy/days.h"

#include <string.h>

#include "base/lang.h"
#include "base/num.h"
#include "policy/bundle.h"
#include "policy/dates.h"
#include "policy/yaml.h"

struct stretch {			/* of days, both included */
	struct stretch *next;
	int64_t first, last;
	bool work;
};

struct yearly {
	struct yearly *next;
	int month, date;		/* month 0: "date" is a year that is listed */
};

struct days {
	struct days *next;
	const char *name;		/* of the file */
	struct arena *arena;
	struct document doc;
	const struct node *root;	/* NULL: unreadable */
	struct stretch *stretches;
	struct yearly *yearly;
};

struct days *days_new(struct arena *arena)
{
	struct days *d = arena_alloc(arena, 1, sizeof *d);

	d->arena = arena;
	return d;
}

static void add_yearly(struct days *d, int month, int date)
{
	struct yearly *y = arena_alloc(d->arena, 1, sizeof *y);

	*y = (struct yearly){ d->yearly, month, date };
	d->yearly = y;
}

/* One date or range; a complaint when it is none. */
static void add_stretch(struct days *d, const struct node *n, int year,
	bool work)
{
	const char *s = node_text(n);
	struct stretch *add;
	int64_t first, last;

	if (!s)
		return;
	if (!dates_read(s, year, &first, &last)) {
		if (year)
			node_error(n, _("\"%s\" is no date or range of %d "
			    "(02-14, 02-15 .. 02-23)"), s, year);
		else
			node_error(n, _("\"%s\" is no date or range "
			    "(2026-02-14, 2026-02-15 .. 2026-02-23)"), s);
		return;
	}
	add = arena_alloc(d->arena, 1, sizeof *add);
	*add = (struct stretch){ d->stretches, first, last, work };
	d->stretches = add;
}

void days_list(struct days *d, const struct node *list, int year, bool work)
{
	if (node_is(list, NODE_LIST))
		for (const struct node *n = list->first; n; n = n->next)
			add_stretch(d, n, year, work);
}

void days_yearly(struct days *d, const struct node *list)
{
	int month, date;

	if (!node_is(list, NODE_LIST))
		return;
	for (const struct node *n = list->first; n; n = n->next) {
		const char *s = node_text(n);

		if (s && date_yearly(s, &month, &date))
			add_yearly(d, month, date);
		else if (s)
			node_error(n, _("\"%s\" is no date of every year "
			    "(05-01)"), s);
	}
}

static int read_year(const struct node *n, const char *text)
{
	int64_t year;

	if (text && num_int(text, 1900, 2200, &year))
		return (int)year;
	if (text)
		node_error(n, _("\"%s\" is no year (2026)"), text);
	return 0;
}

static void walk_own(struct days *d)
{
	static const char *const keys[] = {
		"calendar", "title", "source", "yearly_off", "years", NULL
	};
	static const char *const year_keys[] = { "off", "work", NULL };
	const struct node *years = node_get(d->root, "years");

	node_keys(d->root, keys);
	days_yearly(d, node_get(d->root, "yearly_off"));
	if (!node_is(years, NODE_MAP))
		return;
	for (const struct node *y = years->first; y; y = y->next) {
		int year = read_year(y, y->key);

		if (!year || !node_keys(y, year_keys))
			continue;
		add_yearly(d, 0, year);
		days_list(d, node_get(y, "off"), year, false);
		days_list(d, node_get(y, "work"), year, true);
	}
}

/* The form of holiday-cn; keys that we do not need are let be. */
static void walk_json(struct days *d)
{
	const struct node *days = node_get(d->root, "days");
	const struct node *y = node_need(d->root, "year");
	int year = read_year(y, node_text(y));

	if (year)
		add_yearly(d, 0, year);
	if (!node_is(days, NODE_LIST))
		return;
	for (const struct node *n = days->first; n; n = n->next)
		if (node_is(n, NODE_MAP))
			add_stretch(d, node_need(n, "date"), 0,
			    !node_flag(node_need(n, "isOffDay"), true));
}

const struct days *days_find(struct days **all, struct arena *arena,
	struct complaints *complaints, const char *bundle, const char *name)
{
	struct policy_part part;
	struct days *d;
	bool found = false;

	for (d = *all; d; d = d->next)
		if (strcmp(d->name, name) == 0)
			return d->root ? d : NULL;
	d = days_new(arena);
	d->name = arena_dup(arena, name);
	d->doc = (struct document){ d->name, arena, complaints };
	d->next = *all;
	*all = d;
	for (size_t i = 1; !found && policy_part(bundle, i, &part); i++)
		found = part.name_n == strlen(name) &&
		    memcmp(part.name, name, part.name_n) == 0;
	if (!found) {
		complaints_add(complaints, true, (struct mark){ d->name, 0, 0 },
		    _("this file is named by the policy and is not there"));
		return NULL;
	}
	d->root = yaml_read(&d->doc, part.text, part.n);
	if (!node_is(d->root, NODE_MAP))
		d->root = NULL;
	else if (node_get(d->root, "days"))
		walk_json(d);
	else
		walk_own(d);
	return d->root ? d : NULL;
}

static void cover_day(struct calendar *c, int64_t day)
{
	int year, month, date;

	day_civil(day, &year, &month, &date);
	calendar_covers(c, year);
}

bool days_apply(const struct days *d, struct calendar *c, bool cover)
{
	for (const struct yearly *y = d->yearly; y; y = y->next) {
		if (y->month)
			calendar_yearly_off(c, y->month, y->date);
		else
			calendar_covers(c, y->date);
	}
	for (const struct stretch *s = d->stretches; s; s = s->next)
		for (int64_t day = s->first; day <= s->last; day++) {
			if (s->work)
				calendar_work_day(c, day, -1);
			else
				calendar_day_off(c, day);
			if (cover)
				cover_day(c, day);
		}
	return d->stretches != NULL;
}
