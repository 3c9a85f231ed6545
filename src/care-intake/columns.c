/* care-intake columns: what can be taken in. */
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-intake/suggest.h"
#include "care-intake/verbs.h"
#include "care/intake/layout.h"
#include "command/session.h"

static const struct out_column columns[] = {
	{.name = "noun", .table = true},
	{.name = "column", .table = true, .id = true},
	{.name = "holds", .table = true},
	{.name = "required", .type = OUT_INT, .table = true},
	{.name = "heads", .table = true},
	{.name = NULL}
};

/* What a field holds is what the policy's "type" says, or its list. */
static const char *holds_field(const struct field_rule *f)
{
	static const char *const types[] = {
		[FIELD_TEXT] = "text", [FIELD_WORD] = "word",
		[FIELD_WORDS] = "words", [FIELD_NUMBER] = "number",
		[FIELD_FLAG] = "flag", [FIELD_DATE] = "date",
		[FIELD_TIME] = "time",
	};

	return f->list ? f->list : types[f->type];
}

static const char *holds(const struct column *c, const struct field_rule *f)
{
	static const char *const types[] = {
		[COLUMN_TEXT] = "text", [COLUMN_NOTE] = "text",
		[COLUMN_REF] = "reference", [COLUMN_NAME] = "name",
		[COLUMN_PHONE] = "phone", [COLUMN_MAIL] = "mail",
		[COLUMN_DATE] = "date", [COLUMN_TIME] = "time",
		[COLUMN_UNTIL] = "time", [COLUMN_NUMBER] = "number",
		[COLUMN_SECONDS] = "seconds", [COLUMN_CALLER] = "phone",
		[COLUMN_MONEY] = "money", [COLUMN_STATE] = "state",
		[COLUMN_LOGIN] = "login", [COLUMN_WAY] = "direction", [COLUMN_FIELD] = "time",
	};

	return f ? holds_field(f) : c->list ? c->list : types[c->type];
}

static void put_noun(struct out *out, enum noun noun, const struct policy *p)
{
	struct layout *l = layout_new(noun, p);

	for (size_t i = 0; i < l->n; i++) {
		out_text(out, "noun", l->noun_name);
		out_text(out, "column", l->v[i].name);
		out_text(out, "holds", holds(&l->v[i], l->field[i]));
		out_int(out, "required", l->v[i].required ||
		    layout_requires(l, (int)i, NULL));
		out_text(out, "heads", l->v[i].aliases);
		out_row(out);
	}
	layout_free(l);
}

static bool noun_named(const char *name, enum noun *noun)
{
	for (int i = 0; i < NOUNS; i++)
		if (strcmp(intake_columns[i].noun, name) == 0) {
			*noun = (enum noun)i;
			return true;
		}
	return false;
}

static int list(struct session *s, const enum noun *noun)
{
	struct out *out = session_out(s, columns);

	for (int i = 0; i < NOUNS; i++)
		if (!noun || (int)*noun == i)
			put_noun(out, (enum noun)i, s->policy);
	out_end(out);
	return STATUS_DONE;
}

int intake_verb_columns(struct session *s)
{
	size_t n = arg_operands(s->args);
	const char *first = arg_operand(s->args, 0), *file;
	enum noun noun;
	bool named = first && noun_named(first, &noun);

	if (n > 2 || (n == 2 && !named))
		die_usage(_("name one noun (cases customers bookings staff contacts roster exposure), a file, or both"));
	if (n == 0 || (n == 1 && named))
		return list(s, named ? &noun : NULL);
	file = arg_operand(s->args, n - 1);
	if (strcmp(file, "-") != 0 && access(file, F_OK) != 0)
		die_usage(_("%s: no noun (cases customers bookings staff contacts roster exposure), and no file"),
		    file);
	return suggest_map(s, file, named ? &noun : NULL);
}
