/* care-customer find, stale, duplicates, and the counts: customers as rows. */
#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-customer/verbs.h"
#include "care-customer/who.h"
#include "care/people/customer_list.h"
#include "care/people/customer_merge.h"
#include "store/subject.h"
#include "text/ident.h"

static const struct out_column columns[] = {
	{.name = "customer", .table = true},
	{.name = "name", .class = CLASS_PERSONAL, .mask = MASK_NAME, .table = true},
	{.name = "phone", .class = CLASS_PERSONAL, .mask = MASK_PHONE, .table = true},
	{.name = "bookings", .type = OUT_INT, .table = true},
	{.name = "cases", .type = OUT_INT, .table = true},
	{.name = "open", .type = OUT_INT, .table = true},
	{.name = "tier", .table = true},
	{.name = "last", .type = OUT_TIME, .table = true},
	{.name = "mail", .class = CLASS_PERSONAL, .mask = MASK_MAIL},
	{.name = "version", .type = OUT_INT},
	{.name = NULL}
};

struct listing {
	struct session *s;
	struct out *out;
	struct customer_sums *sums;
	int64_t rows;		/* of the thing asked for */
};

static void begin(struct listing *l, struct session *s)
{
	*l = (struct listing){s, session_out(s, columns),
	    customer_sums_new(s->db), 0};
}

static void end(struct listing *l)
{
	customer_sums_free(l->sums);
	out_end(l->out);
}

static void put(void *arg, int64_t id)
{
	struct listing *l = arg;
	struct arena *a = arena_new();
	struct customer_sum sum;
	struct customer c;

	if (customer_load(l->s->db, id, a, &c)) {
		customer_sums_of(l->sums, id, &sum);
		who_put(l->out, "customer", id);
		out_text(l->out, "name", c.name);
		out_text(l->out, "phone", c.phone);
		out_text(l->out, "mail", c.mail);
		out_int(l->out, "bookings", sum.bookings);
		out_int(l->out, "cases", sum.cases);
		out_int(l->out, "open", sum.open);
		out_text(l->out, "tier", c.tier);
		if (sum.last)
			out_int(l->out, "last", sum.last);
		out_int(l->out, "version", subject_version(l->s->db, id));
		if (arg_given(l->s->args, "reveal"))
			who_revealed(l->s, id);
		out_row(l->out);
		l->rows++;
	}
	arena_free(a);
}

static void put_today(struct listing *l, int64_t named)
{
	int64_t id = customer_survivor(l->s->db, named);

	if (id != named)
		say(_("c%" PRId64 " was merged into c%" PRId64), named, id);
	put(l, id);
}

/* Looks for a key of that kind; false: what was typed is none. */
static bool by_key(struct listing *l, const char *kind, const char *typed)
{
	struct buf form = {0};
	const char *why;
	bool is = customer_key_form(kind, typed, &form, &why);
	int64_t id = is ? customer_by_key(l->s->db, kind, buf_text(&form)) : 0;

	if (id > 0)
		put(l, id);
	buf_free(&form);
	return is;
}

/* What is typed may be personal: nothing of it is said on stderr. */
static void find_one(struct listing *l, const char *typed)
{
	struct ident id = ident_parse(typed);

	if (id.kind == IDENT_CUSTOMER)
		put_today(l, id.number);
	else if (id.kind == IDENT_CASE_REF)
		by_key(l, "ref", id.ref);
	else if (!(strchr(typed, '@') && by_key(l, "mail", typed)) &&
	    !by_key(l, "phone", typed))
		customers_named(l->s->db, typed, put, l);
}

int customer_verb_find(struct session *s)
{
	struct targets *t = targets_open(s, "customer");
	struct listing l;
	const char *typed;
	int64_t unknown = 0;

	begin(&l, s);
	while ((typed = targets_next(t)) != NULL) {
		l.rows = 0;
		if (mask_is(typed)) {
			target_refuse(t, _("a masked value; take the value from"
			    " its source, not from a masked list"));
			continue;
		}
		find_one(&l, typed);
		unknown += l.rows == 0;
	}
	end(&l);
	if (unknown) {
		warn(_("nobody is known by this (%" PRId64 " of %" PRId64 ")"),
		    unknown, targets_count(t));
		s->look = true;
	}
	targets_close(t);
	return STATUS_DONE;
}

int customer_verb_stale(struct session *s)
{
	const char *typed = arg_value(s->args, "older"), *why;
	struct buf ago = {0};
	struct listing l;
	struct span span;
	int64_t before;

	if (!typed)
		typed = "3y";
	buf_addf(&ago, "-%s", typed);
	if (!span_parse(typed, false, &span, &why) ||
	    !human_instant(buf_text(&ago), s->zone, s->now, HUMAN_START, &before,
	    &why))
		die_usage("--older %s: %s", typed, why);
	buf_free(&ago);
	begin(&l, s);
	customers_stale(s->db, before, put, &l);
	end(&l);
	return STATUS_DONE;
}

static const struct out_column pair_columns[] = {
	{.name = "a", .table = true},
	{.name = "b", .table = true},
	{.name = "why", .table = true},
	{.name = "name", .class = CLASS_PERSONAL, .mask = MASK_NAME, .table = true},
	{.name = "b_name", .class = CLASS_PERSONAL, .mask = MASK_NAME, .table = true},
	{.name = NULL}
};

static void put_pair(void *arg, int64_t a, int64_t b, const char *why)
{
	struct listing *l = arg;
	struct arena *arena = arena_new();
	struct customer one, other;

	if (customer_load(l->s->db, a, arena, &one) &&
	    customer_load(l->s->db, b, arena, &other)) {
		who_put(l->out, "a", a);
		who_put(l->out, "b", b);
		out_text(l->out, "why", why);
		out_text(l->out, "name", one.name);
		out_text(l->out, "b_name", other.name);
		out_row(l->out);
	}
	arena_free(arena);
}

int customer_verb_duplicates(struct session *s)
{
	struct listing l = {s, session_out(s, pair_columns), NULL, 0};

	customers_alike(s->db, put_pair, &l);
	out_end(l.out);
	return STATUS_DONE;
}

static const struct out_column count_columns[] = {
	{.name = "what", .table = true},
	{.name = "count", .type = OUT_INT, .table = true},
	{.name = NULL}
};

static void put_count(void *arg, const char *what, int64_t n)
{
	struct out *out = arg;

	out_text(out, "what", what);
	out_int(out, "count", n);
	out_row(out);
}

int customer_verb_counts(struct session *s)
{
	struct out *out = session_out(s, count_columns);

	customers_count(s->db, put_count, out);
	out_end(out);
	return STATUS_DONE;
}
