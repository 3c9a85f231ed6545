/* care-intake case: one case, from options, lines, or a dialogue. */
#include "care-intake/one.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdnoreturn.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "care-intake/gaps.h"
#include "care-intake/verbs.h"
#include "care/cases/case.h"
#include "care/intake/known.h"
#include "care/intake/take.h"
#include "care/promises/promise_store.h"
#include "command/actor.h"
#include "command/session.h"
#include "command/typed.h"
#include "text/ident.h"
#include "text/mask_text.h"

enum { TEXT_SHOWN = 24 };	/* characters of the text in the summary */

bool one_put(struct one *one, int column, const char *head, const char *value)
{
	buf_reset(&one->fault);
	if (!utf8_valid(value, strlen(value))) {
		buf_adds(&one->fault, _("not UTF-8"));
		return false;
	}
	/* Where it comes from may be used again for the next answer. */
	return record_put(&one->record, column, head,
	    arena_dup(one->arena, value), &one->reading, &one->fault);
}

/* Options are named as the columns are, with a dash for the underscore. */
static void put_options(struct one *one)
{
	const struct column *v = intake_columns[NOUN_CASES].v;

	for (int i = 0; v[i].name; i++) {
		char option[COLUMN_ALIAS];
		const char *value;

		snprintf(option, sizeof option, "%s", v[i].name);
		for (char *p = option; *p; p++)
			*p = *p == '_' ? '-' : *p;
		value = arg_value(one->s->args, option);
		if (value && !one_put(one, i, v[i].name, value))
			die_usage("--%s: %s", option, buf_text(&one->fault));
	}
}

/* The column of a field by its name or title, as --set names it. */
static int field_column(const struct layout *l, const char *name)
{
	int column = column_of_head(l->v, name);
	char alias[COLUMN_ALIAS];
	const char *near = column_nearest(l->v, name, alias);

	if (column >= 0 && l->v[column].type == COLUMN_FIELD)
		return column;
	if (column < 0 && near)
		die_usage(_("--set %s: the policy has no such field for cases; nearest: %s"),
		    name, near);
	die_usage(_("--set %s: the policy has no such field for cases"), name);
}

/* What --set NAME=VALUE says; @FILE and @- as its value are read. */
static const char *field_value(struct one *one, const char *name,
    const char *typed)
{
	const char *value, *why;

	if (strcmp(typed, "@-") == 0 && (arg_operands(one->s->args) > 0 ||
	    arg_given(one->s->args, "ask")))
		die_usage(_("--set %s=@-: the case itself is read from standard input"),
		    name);
	if (!typed_text(one->s, typed, one->arena, &value, &why))
		die_usage("--set %s: %s", name, why);
	return value;
}

/* --set NAME=VALUE: a field of the policy. */
static void put_fields(struct one *one)
{
	const struct layout *l = one->layout;
	const char *typed;

	for (size_t i = 0; (typed = arg_repeated(one->s->args, "set", i)) != NULL;
	    i++) {
		size_t n = strcspn(typed, "=");
		const char *name = arena_dupn(one->arena, typed, n);
		int column;

		if (typed[n] != '=')
			die_usage(_("--set %s: write NAME=VALUE"), name);
		column = field_column(l, name);
		if (one->record.v[column].given)
			die_usage(_("--set %s: is given twice"), name);
		if (!one_put(one, column, l->v[column].name,
		    field_value(one, name, typed + n + 1)))
			die_usage("--set %s: %s", name, buf_text(&one->fault));
	}
}

static void add_words(struct buf *b, const struct words *words)
{
	for (size_t i = 0; words && i < words->n; i++)
		if (!words->v[i].retired)
			buf_addf(b, "%s%s", i ? ", " : " ", words->v[i].name);
}

/* What the judge misses or doubts, in terms of the command line. */
static noreturn void blame(struct one *one, int column)
{
	if (column == column_named(NOUN_CASES, "kind") &&
	    !record_text(&one->record, "kind")) {
		buf_reset(&one->fault);
		buf_adds(&one->fault, _("is missing; there are:"));
		add_words(&one->fault, policy_words(one->s->policy, "kinds"));
	}
	if (column >= 0)
		die_usage("%s: %s", one->layout->v[column].name,
		    buf_text(&one->fault));
	die_usage("%s", buf_text(&one->fault));
}

static void judge(struct one *one)
{
	const char *defaults[COLUMNS_MOST] = {0};
	char now[HUMAN_TEXT];
	int column;

	defaults[column_named(NOUN_CASES, "received")] =
	    human_utc(one->s->now, now);
	buf_reset(&one->fault);
	if (!record_judge(&one->record, defaults, &one->reading, &column,
	    &one->fault))
		blame(one, column);
}

static void add_promises(struct session *s, int64_t id, struct arena *a,
    struct buf *b)
{
	struct promise *all;
	size_t n = promises_of(s->db, id, a, &all);
	char due[HUMAN_TEXT];

	for (size_t i = 0; i < n; i++) {
		buf_addf(b, "%s %s", i ? "," : ";", all[i].rule);
		if (all[i].due_at)
			buf_addf(b, _(" due %s (%s)"), human_short(all[i].due_at,
			    s->zone, s->now, due), all[i].amount);
	}
}

static void add_text(struct session *s, const struct care_case *c,
    struct arena *a, struct buf *b)
{
	const char *text = case_text(s->db, c, "text", a);
	size_t n;
	char *cut;

	if (!text)
		return;
	n = utf8_cut(text, TEXT_SHOWN);
	cut = arena_dupn(a, text, n);
	for (char *p = cut; *p; p++)
		*p = (unsigned char)*p < 0x20 || *p == 0x7F ? ' ' : *p;
	buf_addc(b, ' ');
	mask_text_add(b, cut);
	if (text[n])
		buf_adds(b, "..");
}

void one_sum_up(struct session *s, int64_t id, bool dry, struct buf *b)
{
	struct arena *a = arena_new();
	struct care_case c;

	if (case_load(s->db, id, a, &c)) {
		if (dry)
			buf_adds(b, _("would be new:"));
		else
			buf_addf(b, "%" PRId64, ident_case(id));
		buf_addf(b, " %s", c.kind);
		add_text(s, &c, a, b);
		add_promises(s, id, a, b);
		if (c.owner)
			buf_addf(b, _("; owner %s"), actor_name(s->db, c.owner, a));
		else
			buf_adds(b, _("; no owner yet"));
	}
	arena_free(a);
}

/* Done before with the same --once: its number again, as if done now. */
static int repeat(struct session *s, const char *once)
{
	int64_t id = known_case_of_once(s->db, once);
	struct arena *a = arena_new();
	struct care_case c;
	bool undone = id && case_load(s->db, id, a, &c) && c.outcome &&
	    strcmp(c.outcome, "undone") == 0;

	arena_free(a);
	if (!id)
		die_usage(_("--once %s: was used for something else than a case"),
		    once);
	if (undone) {
		warn(_("--once %s: that case was taken back; take it in again with another key"),
		    once);
		return STATUS_LOOK;
	}
	say(_("%lld was taken in before with this --once"),
	    (long long)ident_case(id));
	printf("%" PRId64 "\n", ident_case(id));
	return STATUS_DONE;
}

/* Say and print what came of it, once it is in the store. */
static int tell(const struct one *one, const struct took *took, const char *sum)
{
	struct session *s = one->s;

	if (took->what == TAKEN_REFUSED) {
		if (took->column >= 0)
			warn("%s: %s",
			    one->layout->v[took->column].name,
			    buf_text(&took->fault));
		else
			warn("%s", buf_text(&took->fault));
		return STATUS_LOOK;
	}
	say("%s", sum);
	if (s->dry)
		puts("new");
	else
		printf("%" PRId64 "\n", ident_case(took->id));
	return STATUS_DONE;
}

static int enter(struct one *one)
{
	struct session *s = one->s;
	const char *once = arg_value(s->args, "once");
	const char *source = arg_value(s->args, "source");
	struct taking t = {.log = s->log, .now = s->now,
	    .source = source ? source : ""};
	struct took took = {0};
	struct gaps gaps = {0};
	struct buf sum = {0};
	int rc;

	take_prepare(&t);
	if (!session_begin(s, once))
		return repeat(s, once);
	t.policy = s->policy;
	t.policy_id = s->policy_id;
	take(&t, &one->record, one->arena, &took);
	gaps_add(&gaps, s, &one->record, &took);
	if (took.what != TAKEN_REFUSED)
		one_sum_up(s, took.id, s->dry, &sum);
	session_commit(s);
	rc = tell(one, &took, buf_text(&sum));
	gaps_say(&gaps, one->layout);
	gaps_free(&gaps);
	buf_free(&sum);
	buf_free(&took.fault);
	return rc;
}

int intake_verb_case(struct session *s)
{
	struct arena *a = arena_new();
	struct layout *layout = layout_new(NOUN_CASES, s->policy);
	struct one one = {.s = s, .arena = a, .layout = layout,
	    .reading = {s->policy, s->now, true, a, DATE_UNSAID},
	    .record = {.layout = layout}};
	const char *operand = arg_operand(s->args, 0);
	bool ask = arg_given(s->args, "ask");
	int rc = STATUS_DONE;

	if (arg_operands(s->args) > 1 || (operand && strcmp(operand, "-") != 0))
		die_usage(_("a case comes from options, from - (lines on standard input) or by --ask"));
	if (ask && operand)
		die_usage(_("--ask and - both read standard input: which?"));
	put_options(&one);
	put_fields(&one);
	if (ask && !one_ask(&one))
		die(STATUS_INPUT, _("the answers ended before the case was whole; nothing was entered"));
	if (ask || !operand || one_read(&one)) {
		judge(&one);
		rc = enter(&one);
	}
	buf_free(&one.fault);
	layout_free(layout);
	arena_free(a);
	return rc;
}
