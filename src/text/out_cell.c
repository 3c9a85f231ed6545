/* A cell: the form that a value takes in the user's format, masked where the
 * reader may not see it. */
#include <inttypes.h>

#include "base/buf.h"
#include "text/json_out.h"
#include "text/out_inside.h"
#include "text/real.h"
#include "text/sheet_out.h"
#include "time/human.h"

static bool hidden(const struct out *o, const struct out_column *c)
{
	switch (c->class) {
	case CLASS_OPEN:
		return false;
	case CLASS_PERSONAL:
		return !o->style.reveal &&
		    (!o->reveal || o->style.format == OUT_LINES);
	case CLASS_SENSITIVE:
		return !o->style.reveal;
	case CLASS_SECRET:
		break;
	}
	return true;
}

/* Are the forms of values those for eyes? */
static bool for_eyes(const struct out *o)
{
	return o->table || (o->style.format == OUT_LINES && !o->style.ids);
}

static void add_time(struct out *o, int64_t at, enum out_times times)
{
	char text[HUMAN_TEXT];

	if (times == OUT_EPOCH)
		buf_addf(&o->cell, "%" PRId64, at);
	else if (times == OUT_UTC)
		buf_adds(&o->cell, human_utc(at, text));
	else if (times == OUT_OFFSET)
		buf_adds(&o->cell, human_rfc3339(at, o->style.zone, text));
	else if (for_eyes(o))
		buf_adds(&o->cell, human_short(at, o->style.zone,
		    o->style.now, text));
	else
		buf_adds(&o->cell, human_local(at, o->style.zone, text));
}

/* JSON's readers want the offset where people do without it. */
static enum out_times times_of(const struct out *o)
{
	bool json = o->style.format == OUT_JSONL && !o->style.ids;

	return json && o->style.times == OUT_LOCAL ? OUT_OFFSET :
	    o->style.times;
}

/* The value's own form in the format, before masks and quotes. */
static void add_value(struct out *o, size_t i)
{
	const struct value *v = &o->values[i];
	char text[HUMAN_TEXT];

	switch (o->columns[i].type) {
	case OUT_TEXT:
		buf_add(&o->cell, buf_text(&v->text), v->text.n);
		break;
	case OUT_REAL:
		real_add(&o->cell, v->real);
		break;
	case OUT_TIME:
		add_time(o, v->integer, times_of(o));
		break;
	case OUT_SECONDS:
		if (for_eyes(o) || o->page) {
			buf_adds(&o->cell, human_duration(v->integer, text));
			break;
		}
		/* fall through */
	case OUT_INT:
		buf_addf(&o->cell, "%" PRId64, v->integer);
		break;
	}
}

const char *out_cell(struct out *o, size_t i)
{
	const struct out_column *c = &o->columns[i];
	struct buf plain;

	buf_reset(&o->cell);
	if (o->values[i].held == NOTHING)
		return "";
	add_value(o, i);
	if (!hidden(o, c) || o->cell.n == 0)
		return buf_text(&o->cell);
	plain = o->cell;
	o->cell = (struct buf){0};
	if (c->class == CLASS_PERSONAL)
		mask_add(&o->cell, c->mask, plain.s);
	else
		buf_adds(&o->cell, "***");
	buf_free(&plain);
	return buf_text(&o->cell);
}

void out_cell_json(struct out *o, size_t i)
{
	const struct out_column *c = &o->columns[i];
	const char *text = out_cell(o, i);
	bool quoted = hidden(o, c) || c->type == OUT_TEXT ||
	    (c->type == OUT_TIME && o->style.times != OUT_EPOCH);

	json_out_text(&o->line, c->name);
	buf_addc(&o->line, ':');
	if (o->values[i].held == NOTHING)
		json_out_text(&o->line, NULL);
	else if (quoted)
		json_out_text(&o->line, text);
	else
		buf_adds(&o->line, text);
}

void out_cell_sheet(struct out *o, size_t i)
{
	const struct out_column *c = &o->columns[i];
	struct civil civil;

	if (o->values[i].held == NOTHING) {
		sheet_out_empty(o->sheet);
	} else if (hidden(o, c) || c->type == OUT_TEXT ||
	    (c->type == OUT_TIME && o->style.times != OUT_LOCAL)) {
		sheet_out_text(o->sheet, out_cell(o, i));
	} else if (c->type == OUT_TIME) {
		civil = zone_civil(o->style.zone, o->values[i].integer, NULL);
		sheet_out_time(o->sheet, &civil);
	} else {
		sheet_out_number(o->sheet, o->values[i].real);
	}
}
