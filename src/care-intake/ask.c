/* A case by dialogue: asks while the customer speaks, and looks him up. */
#include "care-intake/one.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care/cases/act.h"
#include "care/cases/case.h"
#include "care/intake/known.h"
#include "care/people/customer.h"
#include "command/session.h"
#include "policy/handling.h"
#include "text/ident.h"
#include "text/lines.h"
#include "text/mask.h"

enum { ANSWER_MOST = 8 * 1024 };

/* Questions in the order in which people tell a story. */
static const char *const questions[] = {
	N_("phone"), N_("name"), N_("kind"), N_("channel"), N_("booking"),
	N_("text"), N_("wants"), N_("severity"),
};

struct dialogue {
	struct one *one;
	struct lines *in;
	struct buf answer, fallback;
	struct known known;
};

/* The next answer; false at the end of the input. */
static bool hear(struct dialogue *d)
{
	struct line line;

	buf_reset(&d->answer);
	if (!lines_next(d->in, &d->answer, ANSWER_MOST, &line))
		return false;
	d->answer.n -= line.end_n;
	if (d->answer.s)
		d->answer.s[d->answer.n] = '\0';
	return true;
}

/* A word may be shortened to what only one word begins with. */
static const char *whole_word(struct dialogue *d, int column, const char *typed)
{
	const char *list = d->one->layout->v[column].list, *found = NULL;
	const struct words *words = list ?
	    policy_words(d->one->s->policy, list) : NULL;
	size_t n = strlen(typed);

	if (n == 0 || !words || policy_word(d->one->s->policy, list, typed))
		return typed;
	for (size_t i = 0; i < words->n; i++) {
		if (words->v[i].retired ||
		    (strncmp(words->v[i].name, typed, n) != 0 &&
		    strncmp(words->v[i].title, typed, n) != 0))
			continue;
		if (found)
			return typed;
		found = words->v[i].name;
	}
	return found ? found : typed;
}

/* Does the policy say what the fact of a case is when nobody does? */
static bool derives(const struct policy *p, const char *fact)
{
	size_t n;
	const struct derived_rule *all = policy_derived_rules(p, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].fact, fact) == 0 &&
		    strcmp(all[i].subject, "case") == 0)
			return true;
	return false;
}

/* What an empty answer means, into d->fallback; "": nothing. */
static void find_fallback(struct dialogue *d, const struct column *c)
{
	const char *column = c->name, *list = c->list, *word = NULL;
	const struct policy *p = d->one->s->policy;
	const struct words *words = list ? policy_words(p, list) : NULL;

	buf_reset(&d->fallback);
	if (strcmp(column, "booking") == 0)
		word = d->known.booking;
	else if (strcmp(column, "channel") == 0 && policy_word(p, list, "phone"))
		word = "phone";
	else if (strcmp(column, "severity") == 0)	/* else by its rules */
		word = derives(p, "severity") ? NULL : case_default_severity(p);
	else if (words && words->n > 0 && c->type != COLUMN_FIELD)
		word = words->v[0].name;
	buf_adds(&d->fallback, word);
}

static void prompt(struct dialogue *d, int number)
{
	const struct field_rule *field = d->one->layout->field[number];
	const char *column = d->one->layout->v[number].name;
	const char *own = field ? field->title : _(column);

	if (strcmp(own, column) == 0)
		fprintf(stderr, "%s", column);
	else
		fprintf(stderr, "%s %s", own, column);
	if (d->fallback.n > 0)
		fprintf(stderr, " [%s]", buf_text(&d->fallback));
	fprintf(stderr, ": ");
	fflush(stderr);
}

/* Masked: whoever looks over the shoulder learns nothing new. */
static void show_customer(struct dialogue *d, const struct customer *c)
{
	struct buf b = {0};

	mask_add(&b, MASK_NAME, c->name ? c->name : "");
	fprintf(stderr, _("  known: c%lld %s%s%s%s, %lld bookings"),
	    (long long)c->id, buf_text(&b), c->tier ? " (" : "",
	    c->tier ? c->tier : "", c->tier ? ")" : "",
	    (long long)d->known.bookings);
	if (d->known.booking)
		fprintf(stderr, _(", last %s"), d->known.booking);
	fputc('\n', stderr);
	for (size_t i = 0; i < d->known.open_n; i++) {
		buf_reset(&b);
		one_sum_up(d->one->s, d->known.open[i], false, &b);
		fprintf(stderr, _("  OPEN: %s\n"), buf_text(&b));
	}
	if (d->known.open_n > 0)
		fprintf(stderr, _("  if it is the same matter, end here and write: care-case note %" PRId64 "\n"),
		    ident_case(d->known.open[0]));
	buf_free(&b);
}

static void look_up(struct dialogue *d)
{
	const char *phone = record_text(&d->one->record, "phone");
	struct customer c;

	if (!phone)
		return;
	d->known = known_by_phone(d->one->s->db, phone, d->one->arena);
	if (d->known.customer && customer_load(d->one->s->db,
	    d->known.customer, d->one->arena, &c))
		show_customer(d, &c);
	else
		fprintf(stderr, "%s\n", _("  not known yet"));
}

/* Ask until the answer can be taken. False: there are no more answers. */
static bool ask(struct dialogue *d, int column)
{
	const struct column *c = &d->one->layout->v[column];

	find_fallback(d, c);
	for (;;) {
		const char *value;

		prompt(d, column);
		if (!hear(d))
			return false;
		value = whole_word(d, column, buf_text(&d->answer));
		if (strspn(value, " \t") == strlen(value))
			value = buf_text(&d->fallback);
		if (one_put(d->one, column, c->name, value))
			return true;
		fprintf(stderr, "  %s\n", buf_text(&d->one->fault));
	}
}

/* A known customer's name is known; an option given is not asked for. */
static bool needless(const struct dialogue *d, int column)
{
	if (column == column_named(NOUN_CASES, "name") && d->known.customer)
		return true;
	return d->one->record.v[column].given;
}

/* What the policy requires of a case of this kind when it is received. */
static bool ask_required(struct dialogue *d)
{
	const struct layout *l = d->one->layout;
	const char *kind = record_text(&d->one->record, "kind");
	bool whole = true;

	for (int i = 0; kind && whole && (size_t)i < l->n; i++)
		if (layout_requires(l, i, kind) && !needless(d, i))
			whole = ask(d, i);
	return whole;
}

bool one_ask(struct one *one)
{
	struct dialogue d = {.one = one, .in = lines_new(stdin)};
	bool whole = true;

	for (size_t i = 0; whole && i < sizeof questions / sizeof questions[0];
	    i++) {
		int column = column_named(NOUN_CASES, questions[i]);

		if (!needless(&d, column))
			whole = ask(&d, column);
		if (strcmp(questions[i], "phone") == 0 && whole)
			look_up(&d);
	}
	whole = whole && ask_required(&d);
	buf_free(&d.answer);
	buf_free(&d.fallback);
	lines_free(d.in);
	return whole;
}
