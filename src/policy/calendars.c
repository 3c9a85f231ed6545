/* The section calendars: hours, days off, make-up days, special days. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "policy/dates.h"
#include "policy/days.h"
#include "policy/inside.h"

static const char *const weekdays[] = {
	"mon", "tue", "wed", "thu", "fri", "sat", "sun"
};

static int weekday(const char *s, size_t n)
{
	for (int i = 0; i < 7; i++)
		if (n == 3 && memcmp(weekdays[i], s, 3) == 0)
			return i;
	return -1;
}

/* "mon-fri" or "sat", also round the week's end: "sat-mon". */
static bool read_weekdays(const char *s, int *first, int *last)
{
	const char *dash = strchr(s, '-');

	*first = weekday(s, dash ? (size_t)(dash - s) : strlen(s));
	*last = dash ? weekday(dash + 1, strlen(dash + 1)) : *first;
	return *first >= 0 && *last >= 0;
}

/* "09:00-12:00 13:30-18:00", interval by interval; false after the last or
 * after a complaint. */
static bool next_hours(const struct node *n, const char **s, int *from, int *to)
{
	char one[32];
	size_t length;

	*s += strspn(*s, " ,");
	length = strcspn(*s, " ,");
	if (length == 0)
		return false;
	if (length < sizeof one) {
		memcpy(one, *s, length);
		one[length] = '\0';
		*s += length;
		if (hours_read(one, from, to))
			return true;
	}
	node_error(n, _("\"%s\" are no hours (09:00-12:00 13:30-18:00)"), n->text);
	return false;
}

static void read_hours(const struct node *n, struct calendar *c)
{
	bool seen[7] = { false };
	int first, last, from, to;

	if (!node_is(n, NODE_MAP))
		return;
	for (const struct node *d = n->first; d; d = d->next) {
		const char *s = node_text(d);

		if (!read_weekdays(d->key, &first, &last)) {
			node_key_error(d, _("\"%s\" are no weekdays (mon, "
			    "mon-fri)"), d->key);
			continue;
		}
		for (int i = first; ; i = (i + 1) % 7) {
			if (seen[i])
				node_key_error(d, _("hours of %s stand here "
				    "twice"), weekdays[i]);
			seen[i] = true;
			if (i == last)
				break;
		}
		while (s && next_hours(d, &s, &from, &to))
			for (int i = first; ; i = (i + 1) % 7) {
				calendar_hours(c, i, from, to);
				if (i == last)
					break;
			}
	}
}

/* Dates to something: {"2026-02-16": ..}; calls back with each good date. */
typedef void dated(struct calendar *, int64_t day, const struct node *value);

static void read_dated(const struct node *n, struct calendar *c, dated *put)
{
	int64_t day;

	if (!node_is(n, NODE_MAP))
		return;
	for (const struct node *d = n->first; d; d = d->next) {
		if (date_read(d->key, 0, &day))
			put(c, day, d);
		else
			node_key_error(d, _("\"%s\" is no date (2026-02-14)"),
			    d->key);
	}
}

/* special: hours of the day's own. */
static void put_special(struct calendar *c, int64_t day, const struct node *d)
{
	const char *s = node_text(d);
	int from, to;

	while (s && next_hours(d, &s, &from, &to))
		calendar_special(c, day, from, to);
}

/* breaks: cut out of whatever hours the day has. */
static void put_break(struct calendar *c, int64_t day, const struct node *d)
{
	const char *s = node_text(d);
	int from, to;

	while (s && next_hours(d, &s, &from, &to))
		calendar_break(c, day, from, to);
}

/* work_as: a make-up working day with the hours of the weekday it stands for. */
static void put_work(struct calendar *c, int64_t day, const struct node *d)
{
	const char *s = node_text(d);
	int first, last;

	if (s && read_weekdays(s, &first, &last) && first == last)
		calendar_work_day(c, day, first);
	else if (s)
		node_error(d, _("\"%s\" is no weekday (fri)"), s);
}

/* What the files of "days" say; true when there is a file. */
static bool read_files(struct policy *p, const struct node *n,
	const char *bundle, struct calendar *c)
{
	struct names files = node_names(n);

	for (size_t i = 0; i < files.n; i++) {
		const struct days *d = days_find(&p->days, p->arena,
		    n->doc->complaints, bundle, files.v[i]);

		if (d)
			days_apply(d, c, false);
	}
	return files.n > 0;
}

const struct zone *zone_node(const struct node *n)
{
	const char *s = node_text(n);
	const struct zone *z = s ? zone_open(s) : NULL;

	if (s && !z)
		node_error(n, _("there is no time zone \"%s\" (Asia/Shanghai)"), s);
	return z;
}

/* The calendar's own zone or the policy's; UTC after a complaint, so that
 * the rest is read. */
static const struct zone *read_zone(const struct policy *p,
	const struct node *n)
{
	const struct zone *z = n ? zone_node(n) : p->head.zone;

	return z ? z : zone_open("UTC");
}

static void read_calendar(struct policy *p, const struct node *n,
	const char *bundle, struct named_calendar *named)
{
	struct days *own = days_new(p->arena);
	struct calendar *c;
	size_t errors = complaints_errors(n->doc->complaints);
	bool files, listed;

	named->name = node_key_name(n) ? n->key : NULL;
	if (!node_keys(n, keys_calendar))
		return;
	c = calendar_new(n->key, read_zone(p, node_get(n, "timezone")));
	read_hours(node_need(n, "hours"), c);
	files = read_files(p, node_get(n, "days"), bundle, c);
	days_yearly(own, node_get(n, "yearly_off"));
	days_list(own, node_get(n, "off"), 0, false);
	days_list(own, node_get(n, "work"), 0, true);
	listed = days_apply(own, c, !files);
	read_dated(node_get(n, "work_as"), c, put_work);
	read_dated(node_get(n, "special"), c, put_special);
	read_dated(node_get(n, "breaks"), c, put_break);
	named->lists_days = files || listed;
	if (calendar_ready(c)) {
		named->calendar = c;
		return;
	}
	if (complaints_errors(n->doc->complaints) == errors)
		node_error(n, _("this calendar never opens"));
	calendar_free(c);
}

static void check_years(const struct named_calendar *c, const struct node *n,
	int first, int last, bool fails)
{
	for (int year = first; c->calendar && c->lists_days && year <= last; year++)
		if (!calendar_covered(c->calendar, year))
			(fails ? node_key_error : node_key_warning)(n, _("no "
			    "days off are listed for %d; due times of that "
			    "year are a guess"), year);
}

void years_check(const struct policy *p, const struct node *section,
	int first_year, int last_year)
{
	const struct node *n = section ? section->first : NULL;

	for (size_t i = 0; n && i < p->calendars_n; i++, n = n->next)
		check_years(&p->calendars[i], n, first_year, last_year,
		    p->head.missing_year_fails);
}

void calendars_read(struct policy *p, const struct node *section,
	const char *bundle)
{
	if (!node_is(section, NODE_MAP))
		return;
	p->calendars = arena_alloc(p->arena, section->n, sizeof *p->calendars);
	for (const struct node *c = section->first; c; c = c->next)
		read_calendar(p, c, bundle, &p->calendars[p->calendars_n++]);
}

const struct calendar *policy_calendar(const struct policy *p, const char *name)
{
	for (size_t i = 0; i < p->calendars_n; i++)
		if (p->calendars[i].name && strcmp(p->calendars[i].name, name) == 0)
			return p->calendars[i].calendar;
	return NULL;
}

const struct calendar *calendar_node(const struct policy *p,
	const struct node *n)
{
	const char *s = node_text(n);
	struct nearest near = { .typed = s };

	if (!s)
		return NULL;
	for (size_t i = 0; i < p->calendars_n; i++) {
		if (!p->calendars[i].name)
			continue;
		if (strcmp(p->calendars[i].name, s) == 0)
			return p->calendars[i].calendar;
		nearest_try(&near, p->calendars[i].name);
	}
	node_unknown(n, _("calendar"), &near);
	return NULL;
}
