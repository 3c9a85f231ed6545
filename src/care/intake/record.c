/* Cells to values. */
#include "care/intake/record.h"

#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "care/bookings/booking.h"
#include "care/fields/reckoned.h"
#include "care/people/customer.h"
#include "text/mask.h"
#include "text/mask_text.h"
#include "time/human.h"

enum { REF_LONGEST = 160, SHOWN = 24, WORDS_SAID = 8 };

void record_plain(char *s)
{
	for (; s && *s; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7F)
			*s = '?';
}

/* What was typed, short and masked: it may stand in the wrong column. */
static const char *show(const char *value, const struct reading *r)
{
	size_t n = utf8_cut(value, SHOWN);
	struct buf b = {0};
	char *shown;

	mask_text_add(&b, arena_dupn(r->arena, value, n));
	if (value[n])
		buf_adds(&b, "..");
	shown = arena_dup(r->arena, buf_text(&b));
	record_plain(shown);
	buf_free(&b);
	return shown;
}

/* The value without blanks around it, and without the apostrophe that guards
 * a text from being a formula. */
static const char *trim(const char *s, struct arena *a)
{
	size_t n;

	s += strspn(s, " \t\r\n");
	if (s[0] == '\'' && s[1] && strchr("=+-@", s[1]))
		s++;
	n = strlen(s);
	while (n > 0 && strchr(" \t\r\n", s[n - 1]))
		n--;
	return s[n] ? arena_dupn(a, s, n) : s;
}

/* The nearest word, or, when none is near, the first of those there are. */
static void add_cure(const struct policy *p, const char *list, const char *s,
    struct buf *fault)
{
	const char *near = policy_nearest(p, list, s);
	const struct words *all = policy_words(p, list);
	size_t n = 0;

	if (near) {
		buf_addf(fault, _("; nearest: %s"), near);
		return;
	}
	for (size_t i = 0; all && i < all->n && n <= WORDS_SAID; i++)
		if (all->v[i].title && !all->v[i].retired && n++ < WORDS_SAID)
			buf_addf(fault, n == 1 ? _("; there are: %s") : ", %s",
			    all->v[i].title);
	if (n > WORDS_SAID)
		buf_adds(fault, " ..");
}

static bool read_word(struct value *v, const struct column *c, const char *s,
    const struct reading *r, struct buf *fault)
{
	const struct word *word = value_word(r->policy, c->list, s);

	if (!word && c->type != COLUMN_WORD && !policy_words(r->policy, c->list)) {
		v->text = s;
		return true;
	}
	if (word && !word->retired) {
		v->text = word->name;
		return true;
	}
	buf_addf(fault, word ?
	    _("\"%s\" is a word of the policy's %s that is not used any more") :
	    _("\"%s\" is not one of the policy's %s"), show(s, r), c->list);
	if (!word)
		add_cure(r->policy, c->list, s, fault);
	return false;
}

/* Words between blanks, commas or "、" (which is one in a sheet's cell), each
 * of the list; kept by name, with blanks between. */
static bool read_words(struct value *v, const struct column *c, const char *s,
    const struct reading *r, struct buf *fault)
{
	static const char *const marks[] = {" ", ",", ";", "、", "，", "；", "/"};
	struct buf all = {0}, one = {0};
	bool ok = true;

	while (ok && *s) {
		struct value word = {0};
		size_t n = 0;

		for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
			if (strncmp(s, marks[i], strlen(marks[i])) == 0)
				n = strlen(marks[i]);
		if (n == 0)
			buf_addc(&one, *s++);
		s += n;
		if (one.n == 0 || (n == 0 && *s))
			continue;
		ok = read_word(&word, c, arena_dup(r->arena, buf_text(&one)), r,
		    fault);
		if (ok)
			buf_addf(&all, "%s%s", all.n ? " " : "", word.text);
		buf_reset(&one);
	}
	v->text = arena_dup(r->arena, buf_text(&all));
	buf_free(&one);
	buf_free(&all);
	return ok;
}

static bool read_ref(struct value *v, const char *s, struct buf *fault)
{
	if (value_lost_digits(s)) {
		buf_adds(fault, _("the digits are lost; format the column as text and save again"));
		return false;
	}
	if (strlen(s) > REF_LONGEST) {
		buf_addf(fault, _("longer than %d bytes"), REF_LONGEST);
		return false;
	}
	for (const char *p = s; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7F) {
			buf_adds(fault, _("a line break or control character stands inside"));
			return false;
		}
	v->text = s;
	return true;
}

static bool read_key(struct value *v, const char *kind, const char *s,
    const struct reading *r, struct buf *fault)
{
	struct buf form = {0};
	const char *why;
	bool ok = customer_key_form(kind, s, &form, &why);

	if (ok)
		v->text = arena_dup(r->arena, buf_text(&form));
	else
		buf_adds(fault, why);
	buf_free(&form);
	return ok;
}

static bool read_date(struct value *v, const char *s, const struct reading *r,
    struct buf *fault)
{
	int64_t day;
	int second, offset, year, month, date;
	const char *why;

	if (!value_date(s, r->order, &day, &second, &offset, &why)) {
		buf_adds(fault, why);
		return false;
	}
	day_civil(day, &year, &month, &date);
	v->text = arena_printf(r->arena, "%04d-%02d-%02d", year, month, date);
	return true;
}

static bool read_time(struct value *v, bool end, const char *s,
    const struct reading *r, struct buf *fault)
{
	const struct zone *zone = policy_head(r->policy)->zone;
	const char *why;

	if (value_instant(s, r->order, zone, end, &v->number, &why))
		return true;
	if (r->typed && human_instant(s, zone, r->now,
	    end ? HUMAN_END : HUMAN_PAST, &v->number, &why))
		return true;
	buf_adds(fault, why);
	return false;
}

static bool read_count(struct value *v, const struct column *c, const char *s,
    struct buf *fault)
{
	if (c->type == COLUMN_NUMBER ? value_number(s, &v->number) :
	    value_money(s, &v->number))
		return true;
	buf_adds(fault, c->type == COLUMN_NUMBER ? _("not a whole number") :
	    _("not an amount of money: write 1280 or 1280.50"));
	return false;
}

static bool read_state(struct value *v, const char *s, const struct reading *r,
    struct buf *fault)
{
	v->text = value_state(s);
	if (v->text)
		return true;
	buf_addf(fault, _("\"%s\" is no state of a booking; there are:"),
	    show(s, r));
	for (size_t i = 0; booking_states[i]; i++)
		buf_addf(fault, " %s", booking_states[i]);
	return false;
}

/* As sheets write dates and numbers, else as people type a field. */
static bool read_field(struct value *v, const struct layout *l, int column,
    const char *s, const struct reading *r, struct buf *fault)
{
	const struct field_rule *f = l->field[column];
	const struct zone *zone = policy_head(r->policy)->zone;
	struct field_said said;
	const char *why;

	if (!f) {
		buf_addf(fault, _("no rule of the policy would know it; give it a field: %s: {for: %s, type: time}"),
		    l->v[column].name, l->subject);
		return false;
	}
	v->empty = strcmp(s, "-") == 0;
	if (v->empty)
		return true;
	if (f->type == FIELD_DATE || f->type == FIELD_TIME) {
		if (!read_time(v, f->type == FIELD_TIME &&
		    field_is_limit(r->policy, f), s, r, fault))
			return false;
		if (f->type == FIELD_DATE)
			v->number = zone_day_instant(zone,
			    zone_day(zone, v->number), 0);
		return true;
	}
	if (f->type == FIELD_NUMBER && value_number(s, &v->number))
		return true;
	if (!field_read(r->policy, f, s, zone, r->now, r->arena, &said, &why)) {
		buf_adds(fault, why);
		return false;
	}
	v->text = said.text;
	v->number = said.number;
	return true;
}

static bool personal(const struct layout *l, int column)
{
	enum column_type t = l->v[column].type;

	return t == COLUMN_NAME || t == COLUMN_PHONE || t == COLUMN_CALLER ||
	    t == COLUMN_MAIL || t == COLUMN_DATE ||
	    (l->field[column] && l->field[column]->class != FIELD_OPEN);
}

static bool read_value(struct value *v, const struct layout *l, int column,
    const char *head, const char *s, const struct reading *r, struct buf *fault)
{
	const struct column *c = &l->v[column];

	switch (c->type) {
	case COLUMN_TEXT:
	case COLUMN_NAME:
		v->text = s;
		return true;
	case COLUMN_NOTE:
		v->text = arena_printf(r->arena, "%s: %s", head, s);
		return true;
	case COLUMN_REF:
	case COLUMN_LOGIN:
		return read_ref(v, s, fault);
	case COLUMN_PHONE:
		return read_key(v, "phone", s, r, fault);
	case COLUMN_CALLER:
		if (!value_withheld(s))
			return read_key(v, "phone", s, r, fault);
		v->text = "";
		return true;
	case COLUMN_MAIL:
		return read_key(v, "mail", s, r, fault);
	case COLUMN_DATE:
		return read_date(v, s, r, fault);
	case COLUMN_TIME:
		return read_time(v, false, s, r, fault);
	case COLUMN_UNTIL:
		return read_time(v, true, s, r, fault);
	case COLUMN_NUMBER:
	case COLUMN_MONEY:
		return read_count(v, c, s, fault);
	case COLUMN_SECONDS:
		if (value_seconds(s, &v->number))
			return true;
		buf_adds(fault, _("not a length of time: write seconds, or 1:35"));
		return false;
	case COLUMN_WORD:
	case COLUMN_LABEL:
		return read_word(v, c, s, r, fault);
	case COLUMN_LABELS:
		return read_words(v, c, s, r, fault);
	case COLUMN_STATE:
		return read_state(v, s, r, fault);
	case COLUMN_WAY:
		v->text = value_way(s);
		if (!v->text)
			buf_adds(fault, _("neither in nor out"));
		return v->text != NULL;
	case COLUMN_FIELD:
		return read_field(v, l, column, s, r, fault);
	}
	die(STATUS_BUG, "column type %d", (int)c->type);
}

bool record_put(struct record *rec, int column, const char *head,
    const char *value, const struct reading *r, struct buf *fault)
{
	struct value *v = &rec->v[column];
	const char *s = trim(value, r->arena);

	*v = (struct value){0};
	if (!*s)
		return true;
	if (personal(rec->layout, column) && mask_is(s)) {
		buf_adds(fault, _("a masked value; take the value from its source, not from a masked list"));
		return false;
	}
	v->given = read_value(v, rec->layout, column, head, s, r, fault);
	return v->given;
}

static const struct value *value_of(const struct record *rec, const char *name)
{
	int column = column_named(rec->layout->noun, name);

	if (column >= 0)
		return &rec->v[column];
	die(STATUS_BUG, "no column %s", name);
}

const char *record_text(const struct record *rec, const char *name)
{
	const struct value *v = value_of(rec, name);

	return v->given ? v->text : NULL;
}

int64_t record_number(const struct record *rec, const char *name, int64_t none)
{
	const struct value *v = value_of(rec, name);

	return v->given ? v->number : none;
}

size_t record_fields(const struct record *rec, const struct policy *p,
    struct arena *a, struct field_said **out)
{
	const struct layout *l = rec->layout;
	size_t n = 0;

	*out = NULL;
	for (size_t i = 0; i < l->n; i++) {
		const struct value *v = &rec->v[i];

		if (!v->given || !l->field[i])
			continue;
		if (!*out)
			*out = arena_alloc(a, l->n - i, sizeof **out);
		(*out)[n++] = (struct field_said){.rule = l->field[i],
		    .empty = v->empty, .text = v->text, .number = v->number};
	}
	return fields_reckoned(p, out, n, a);
}
