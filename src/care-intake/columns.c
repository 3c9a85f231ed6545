/* care-intake columns: what can be taken in. */
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-intake/suggest.h"
#include "care-intake/verbs.h"
#include "care/intake/columns.h"
#include "command/session.h"

static const struct out_column columns[] = {
	{.name = "noun", .table = true},
	{.name = "column", .table = true, .id = true},
	{.name = "holds", .table = true},
	{.name = "required", .type = OUT_INT, .table = true},
	{.name = "heads", .table = true},
	{.name = NULL}
};

static const char *holds(const struct column *c)
{
	static const char *const types[] = {
		[COLUMN_TEXT] = "text", [COLUMN_NOTE] = "text",
		[COLUMN_REF] = "reference", [COLUMN_NAME] = "name",
		[COLUMN_PHONE] = "phone", [COLUMN_MAIL] = "mail",
		[COLUMN_DATE] = "date", [COLUMN_TIME] = "time",
		[COLUMN_UNTIL] = "time", [COLUMN_NUMBER] = "number",
		[COLUMN_MONEY] = "money", [COLUMN_STATE] = "state",
		[COLUMN_LOGIN] = "login", [COLUMN_WAY] = "direction",
	};

	return c->list ? c->list : types[c->type];
}

static void put_noun(struct out *out, const struct columns *noun)
{
	for (const struct column *c = noun->v; c->name; c++) {
		out_text(out, "noun", noun->noun);
		out_text(out, "column", c->name);
		out_text(out, "holds", holds(c));
		out_int(out, "required", c->required);
		out_text(out, "heads", c->aliases);
		out_row(out);
	}
}

int intake_verb_columns(struct session *s)
{
	const char *wanted = arg_operand(s->args, 0);
	struct out *out;
	bool found = false;

	for (int i = 0; i < NOUNS && wanted; i++)
		found |= strcmp(intake_columns[i].noun, wanted) == 0;
	if (arg_operands(s->args) > 1)
		die_usage(_("name one noun (cases customers bookings staff contacts roster exposure), or a file"));
	if (wanted && !found && strcmp(wanted, "-") != 0 &&
	    access(wanted, F_OK) != 0)
		die_usage(_("%s: no noun (cases customers bookings staff contacts roster exposure), and no file"),
		    wanted);
	if (wanted && !found)
		return suggest_map(s, wanted);
	out = session_out(s, columns);
	for (int i = 0; i < NOUNS; i++)
		if (!wanted || strcmp(intake_columns[i].noun, wanted) == 0)
			put_noun(out, &intake_columns[i]);
	out_end(out);
	return STATUS_DONE;
}
