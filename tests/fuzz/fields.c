/*
 * Any bytes as the value of a field of each type, as a person types it and as a
 * sheet has it. What is taken is of its type, what is not has a reason without
 * signs that a terminal obeys.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "care/fields/shown.h"
#include "care/intake/record.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const char text[] =
    "policy: t\nversion: \"1\"\neffective: \"2026-01-01\"\n"
    "timezone: Asia/Shanghai\n"
    "words:\n  kinds: {complaint: 投诉}\n"
    "fields:\n"
    "  plea: {for: case, type: text, title: 诉求}\n"
    "  motive: {for: case, type: word, of: {respect: 求尊重, money: 求补偿}}\n"
    "  ages: {for: case, type: words, of: {child: 儿童, old: 老人/长者}}\n"
    "  ills: {for: case, type: words, of: [asthma], class: sensitive}\n"
    "  persons: {for: case, type: number}\n"
    "  oral: {for: case, type: flag}\n"
    "  notice: {for: case, type: date}\n"
    "  visit: {for: case, type: time, class: personal}\n";

static void hear(void *arg, bool error, const char *file, long line, long column,
    const char *message)
{
	(void)arg;
	(void)error;
	(void)file;
	(void)line;
	(void)column;
	(void)message;
}

static struct policy *policy(void)
{
	static struct policy *p;
	struct buf bundle = {0};

	if (p)
		return p;
	buf_addf(&bundle, "care-policy-bundle 1\npart 1 %zu\np\n%s\n",
	    sizeof text - 1, text);
	p = policy_load(buf_text(&bundle), 2026, 2026, hear, NULL);
	buf_free(&bundle);
	if (!p)
		abort();
	return p;
}

/* A reason is a text for people, and tells nothing of what is sensitive. */
static void check_reason(const struct field_rule *r, const char *why,
    const char *typed)
{
	if (!*why || !utf8_valid(why, strlen(why)))
		abort();
	for (const char *s = why; *s; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7F)
			abort();
	if (r->class == FIELD_SENSITIVE && strlen(typed) > 12 &&
	    strstr(why, typed))
		abort();
}

static void check_value(const struct field_rule *r, const struct field_said *s)
{
	const struct zone *zone = policy_head(policy())->zone;
	struct field f = {.name = r->name, .number = s->number,
	    .word = s->text};
	struct buf shown = {0};

	if (s->empty)
		return;
	if ((r->type == FIELD_TEXT || r->type == FIELD_WORD ||
	    r->type == FIELD_WORDS) && (!s->text || !*s->text))
		abort();
	if (r->type == FIELD_WORD && !policy_word(policy(), r->list, s->text))
		abort();
	if (r->type == FIELD_FLAG && s->number != 0 && s->number != 1)
		abort();
	if (r->type == FIELD_DATE && s->number != zone_day_instant(zone,
	    zone_day(zone, s->number), 0))
		abort();
	field_value(r, &f, s->text, zone, &shown);
	if (shown.n == 0)
		abort();
	buf_free(&shown);
}

static void as_typed(const struct field_rule *r, const char *typed)
{
	struct arena *a = arena_new();
	struct field_said said;
	const char *why = "";

	if (field_read(policy(), r, typed, policy_head(policy())->zone,
	    1773281520, a, &said, &why))
		check_value(r, &said);
	else
		check_reason(r, why, typed);
	arena_free(a);
}

static void as_cell(const struct layout *l, int column, const char *typed)
{
	struct arena *a = arena_new();
	struct reading r = {policy(), 1773281520, false, a, DATE_UNSAID};
	struct record rec = {.layout = l};
	struct buf fault = {0};
	struct field_said *said;

	if (record_put(&rec, column, "head", typed, &r, &fault)) {
		if (record_fields(&rec, policy(), a, &said) == 1)
			check_value(said->rule, said);
	} else if (fault.n == 0) {
		abort();
	}
	buf_free(&fault);
	arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct layout *layout;
	struct buf typed = {0};
	size_t fields;
	const struct field_rule *all = policy_fields(policy(), &fields);

	if (!layout)
		layout = layout_new(NOUN_CASES, policy());
	buf_add(&typed, (const char *)data, n);
	for (size_t i = 0; i < fields; i++)
		as_typed(&all[i], buf_text(&typed));
	/* Sheets give valid text only. */
	for (size_t i = 0; i < layout->n; i++)
		if (layout->field[i] &&
		    utf8_valid(buf_text(&typed), strlen(buf_text(&typed))))
			as_cell(layout, (int)i, buf_text(&typed));
	buf_free(&typed);
	return 0;
}
