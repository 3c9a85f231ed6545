/* Rows judged as a whole: what is missing, what cannot be. */
#include <string.h>

#include "base/lang.h"
#include "care/intake/record.h"

static bool blame(const struct record *rec, const char *name, int *column,
    struct buf *fault, const char *why)
{
	*column = column_named(rec->layout->noun, name);
	buf_adds(fault, why);
	return false;
}

/* The milestones of a case come one after the other, and not after now. */
static bool judge_case(const struct record *rec, const struct reading *r,
    int *column, struct buf *fault)
{
	static const char *const steps[] = {"received", "first", "replied",
	    "closed", NULL};
	int64_t before = INT64_MIN;

	for (size_t i = 0; steps[i]; i++) {
		int64_t at = record_number(rec, steps[i], before);

		if (at > r->now)
			return blame(rec, steps[i], column, fault,
			    _("lies after now"));
		if (at < before)
			return blame(rec, steps[i], column, fault,
			    _("lies before what came before it (received, first, replied, closed)"));
		before = at;
	}
	return true;
}

/* A field that a case of this kind does not have is what its head says of
 * other kinds; of those that are no plain text nobody can know. */
static bool judge_field(struct record *rec, int i, const char *kind,
    const struct reading *r, struct buf *fault)
{
	const struct layout *l = rec->layout;
	const struct field_rule *f = l->field[i];
	int other;

	if (!rec->v[i].given || !f || !f->kind || strcmp(f->kind, kind) == 0)
		return true;
	other = f->type == FIELD_TEXT && !rec->v[i].empty ?
	    layout_instead(l, i, kind) : -1;
	if (other >= 0 && !rec->v[other].given && record_put(rec, other,
	    f->title, rec->v[i].text, r, fault)) {
		rec->v[i] = (struct value){0};
		return true;
	}
	if (fault->n == 0)
		buf_addf(fault, _("only cases of kind %s have it, and this one is %s"),
		    f->kind, kind);
	return false;
}

static bool judge_fields(struct record *rec, const struct reading *r,
    int *column, struct buf *fault)
{
	const char *kind = rec->layout->noun == NOUN_CASES ?
	    record_text(rec, "kind") : NULL;

	for (int i = 0; kind && (size_t)i < rec->layout->n; i++)
		if (!judge_field(rec, i, kind, r, fault)) {
			*column = i;
			return false;
		}
	return true;
}

/* A word may stand on the command line for all rows. */
static bool missing(const struct record *rec, const struct column *c,
    int *column, struct buf *fault)
{
	blame(rec, c->name, column, fault, c->type == COLUMN_WORD ? "" :
	    _("is missing"));
	if (c->type == COLUMN_WORD)
		buf_addf(fault, _("is missing; --%s says it of rows that do not"),
		    c->name);
	return false;
}

/* A roster's row says its hours, one of exposure its days: by a word or by
 * both ends. */
static bool judge_stretch(const struct record *rec, const char *word,
    int *column, struct buf *fault)
{
	int64_t from = record_number(rec, "from", 0),
	    until = record_number(rec, "until", 0);

	if ((from != 0) != (until != 0))
		return blame(rec, from ? "until" : "from", column, fault,
		    _("from and until belong together"));
	if (from && until <= from)
		return blame(rec, "until", column, fault,
		    _("ends before it begins"));
	if (!from && !record_text(rec, word))
		return blame(rec, word, column, fault, _("is missing"));
	if (rec->layout->noun == NOUN_ROSTER && !from && !record_number(rec, "day", 0))
		return blame(rec, "day", column, fault, _("is missing"));
	if (rec->layout->noun == NOUN_EXPOSURE && (record_text(rec, "dimension") != NULL) !=
	    (record_text(rec, "value") != NULL))
		return blame(rec, "value", column, fault,
		    _("dimension and value belong together"));
	return true;
}

static bool judge_times(const struct record *rec, const struct reading *r,
    int *column, struct buf *fault)
{
	int64_t departs, returns;

	if (rec->layout->noun == NOUN_CASES)
		return judge_case(rec, r, column, fault);
	if (rec->layout->noun == NOUN_CUSTOMERS && !record_text(rec, "ref") &&
	    !record_text(rec, "phone") && !record_text(rec, "mail"))
		return blame(rec, "ref", column, fault,
		    _("nothing to know the customer by: give ref, phone or mail"));
	if (rec->layout->noun == NOUN_CONTACTS && record_number(rec, "at", 0) > r->now)
		return blame(rec, "at", column, fault, _("lies after now"));
	if (rec->layout->noun == NOUN_ROSTER)
		return judge_stretch(rec, "shift", column, fault);
	if (rec->layout->noun == NOUN_EXPOSURE)
		return judge_stretch(rec, "period", column, fault);
	if (rec->layout->noun != NOUN_BOOKINGS)
		return true;
	if (record_number(rec, "booked", 0) > r->now)
		return blame(rec, "booked", column, fault, _("lies after now"));
	departs = record_number(rec, "departs", 0);
	returns = record_number(rec, "returns", 0);
	if (departs && returns && departs > returns)
		return blame(rec, "departs", column, fault,
		    _("the departure lies after the return"));
	return true;
}

bool record_judge(struct record *rec, const char *const *defaults,
    const struct reading *r, int *column, struct buf *fault)
{
	const struct column *v = rec->layout->v;

	*column = -1;
	for (int i = 0; v[i].name; i++) {
		if (!rec->v[i].given && i < COLUMNS_MOST && defaults &&
		    defaults[i] && !record_put(rec, i, v[i].name, defaults[i], r,
		    fault)) {
			*column = i;
			return false;
		}
		if (!rec->v[i].given && v[i].required)
			return missing(rec, &v[i], column, fault);
	}
	return judge_fields(rec, r, column, fault) &&
	    judge_times(rec, r, column, fault);
}
