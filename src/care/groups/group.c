/* Which cases belong together, and how grave that is. */
#include "care/groups/group.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

static const char *const names[] = {
	[GROUP_NONE] = "", [GROUP_WARNING] = "warning",
	[GROUP_GROUP] = "group", [GROUP_CRISIS] = "crisis"
};

const char *group_level_name(enum group_level level)
{
	return names[level];
}

const char *group_level_title(enum group_level level)
{
	const char *const titles[] = {
		"", _("early warning"), _("group complaint"), _("crisis")
	};

	return titles[level];
}

enum group_level group_level_named(const char *name)
{
	for (int l = GROUP_WARNING; l <= GROUP_CRISIS; l++)
		if (name && strcmp(names[l], name) == 0)
			return (enum group_level)l;
	return GROUP_NONE;
}

int group_wants(const struct group_rule *r, enum group_level level)
{
	const int v[] = {0, r->warning, r->group, r->crisis};

	return v[level];
}

enum group_level group_reached(const struct group_rule *r, int64_t customers)
{
	enum group_level reached = GROUP_NONE;

	for (int l = GROUP_WARNING; l <= GROUP_CRISIS; l++) {
		int wants = group_wants(r, (enum group_level)l);

		if (wants && customers >= wants)
			reached = (enum group_level)l;
	}
	return reached;
}

enum group_level group_next(const struct group_rule *r, enum group_level level)
{
	for (int l = (int)level + 1; l <= GROUP_CRISIS; l++)
		if (group_wants(r, (enum group_level)l))
			return (enum group_level)l;
	return GROUP_NONE;
}

int64_t group_within(const struct group_rule *r)
{
	return r->within.clock == SPAN_DAYS ? r->within.n * 86400 : r->within.n;
}

static const char *value(const struct care_case *c, const char *column)
{
	const struct {
		const char *name, *value;
	} all[] = {
		{"kind", c->kind}, {"channel", c->channel},
		{"category", c->category}, {"cause", c->cause},
		{"product", c->product}, {"trip", c->trip},
		{"partner", c->partner}, {"team", c->team}, {"region", c->region},
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (strcmp(all[i].name, column) == 0)
			return all[i].value;
	return NULL;
}

static void add_value(struct buf *b, const char *s)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c <= ' ' || c == '%' || c == '=' || c == 0x7f)
			buf_addf(b, "%%%02X", c);
		else
			buf_addc(b, *s);
	}
}

const char *group_same(const struct group_rule *r, const struct care_case *c,
    struct arena *a)
{
	struct buf b = {0};
	bool known = true;
	const char *out;

	for (size_t i = 0; i < r->same.n && known; i++) {
		const char *v = value(c, r->same.v[i]);

		known = v && *v;
		if (known) {
			buf_addf(&b, "%s%s=", i ? " " : "", r->same.v[i]);
			add_value(&b, v);
		}
	}
	out = known ? arena_dup(a, buf_text(&b)) : NULL;
	buf_free(&b);
	return out;
}

/* The list from which the values of a column come; NULL: any text. */
static const char *list_of(const char *column)
{
	const struct fact_kind *k = fact_kind("case", column);

	return k ? k->list : NULL;
}

static int hex(char c)
{
	const char *digits = "0123456789ABCDEF", *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* The value as it was before add_value(), in place. */
static void unquote(char *s)
{
	char *to = s;

	for (; *s; s++) {
		if (*s == '%' && hex(s[1]) >= 0 && hex(s[2]) >= 0) {
			*to++ = (char)(hex(s[1]) * 16 + hex(s[2]));
			s += 2;
		} else {
			*to++ = *s;
		}
	}
	*to = '\0';
}

const char *group_same_said(const struct policy *p, const char *same,
    struct arena *a)
{
	struct buf b = {0};
	char *save = NULL, *all = arena_dup(a, same);
	const char *out;

	for (char *one = strtok_r(all, " ", &save); one;
	    one = strtok_r(NULL, " ", &save)) {
		char *v = strchr(one, '=');
		const struct word *w = NULL;

		if (!v)
			continue;
		*v++ = '\0';
		unquote(v);
		if (list_of(one))
			w = policy_word(p, list_of(one), v);
		buf_addf(&b, "%s%s", b.n ? ", " : "", w ? w->title : v);
	}
	out = arena_dup(a, buf_text(&b));
	buf_free(&b);
	return out;
}

const char *group_value(const char *same, const char *column, struct arena *a)
{
	char *save = NULL, *all = arena_dup(a, same);
	size_t n = strlen(column);

	for (char *one = strtok_r(all, " ", &save); one;
	    one = strtok_r(NULL, " ", &save))
		if (strncmp(one, column, n) == 0 && one[n] == '=') {
			unquote(one + n + 1);
			return one + n + 1;
		}
	return NULL;
}

static bool counts(const struct group_case *c)
{
	return c->same && !c->merged && c->received_at >= c->live_from;
}

static int by_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_value(const void *x, const void *y)
{
	const struct group_case *a = x, *b = y;
	int order = (int)counts(b) - (int)counts(a);

	if (order == 0 && counts(a))
		order = strcmp(a->same, b->same);
	if (order == 0)
		order = by_number(a->received_at, b->received_at);
	return order ? order : by_number(a->id, b->id);
}

static int by_customer(const void *x, const void *y)
{
	return by_number(*(const int64_t *)x, *(const int64_t *)y);
}

/* How often each customer stands in a stretch that moves over the cases. */
struct stretch {
	int64_t *customer;	/* sorted, each once */
	size_t n;
	size_t *times;
	int64_t distinct;
};

static struct stretch stretch_over(const struct group_case *v, size_t n,
    struct arena *a)
{
	struct stretch s = {.customer = arena_alloc(a, n, sizeof(int64_t))};
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (v[i].customer)
			s.customer[s.n++] = v[i].customer;
	qsort(s.customer, s.n, sizeof *s.customer, by_customer);
	for (size_t i = 0; i < s.n; i++)
		if (kept == 0 || s.customer[kept - 1] != s.customer[i])
			s.customer[kept++] = s.customer[i];
	s.n = kept;
	s.times = arena_alloc(a, kept + 1, sizeof *s.times);
	return s;
}

static size_t *times_of(struct stretch *s, int64_t customer)
{
	int64_t *at = customer ? bsearch(&customer, s->customer, s->n,
	    sizeof customer, by_customer) : NULL;

	return at ? &s->times[at - s->customer] : NULL;
}

static void enter(struct stretch *s, int64_t customer)
{
	size_t *times = times_of(s, customer);

	if (times && (*times)++ == 0)
		s->distinct++;
}

static void leave(struct stretch *s, int64_t customer)
{
	size_t *times = times_of(s, customer);

	if (times && --*times == 0)
		s->distinct--;
}

/* The group among cases of the same values, by receipt; false: none. The
 * first stretch to reach the lowest level begins as early as any: one that
 * began before it ended before its last case, and was not full. */
static bool find(const struct group_rule *r, const struct group_case *v,
    size_t n, struct arena *a, struct group_found *f)
{
	struct stretch s = stretch_over(v, n, a);
	int64_t within = group_within(r);
	size_t first = 0;
	bool found = false;

	*f = (struct group_found){.level = GROUP_NONE};
	for (size_t last = 0; last < n; last++) {
		enter(&s, v[last].customer);
		while (v[last].received_at - v[first].received_at > within)
			leave(&s, v[first++].customer);
		if (s.distinct > f->customers)
			f->customers = s.distinct;
		if (!found && group_reached(r, s.distinct)) {
			found = true;
			f->from = first;
			f->n = n - first;
		}
	}
	f->level = group_reached(r, f->customers);
	return found;
}

size_t groups_find(const struct group_rule *r, struct group_case *v, size_t n,
    struct arena *a, struct group_found **out)
{
	size_t found = 0, cap = 0, end;

	*out = NULL;
	if (n > 1)
		qsort(v, n, sizeof *v, by_value);
	for (size_t i = 0; i < n && counts(&v[i]); i = end) {
		struct group_found f;

		for (end = i + 1; end < n && counts(&v[end]) &&
		    strcmp(v[end].same, v[i].same) == 0; end++)
			;
		if (!find(r, v + i, end - i, a, &f))
			continue;
		f.from += i;
		*out = arena_grow(a, *out, &cap, found + 1, sizeof **out);
		(*out)[found++] = f;
	}
	return found;
}
