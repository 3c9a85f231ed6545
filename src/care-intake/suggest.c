/* Writing a mapping that a person then edits. */
#include "care-intake/suggest.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "care-intake/input.h"
#include "care-intake/source.h"
#include "care/intake/layout.h"
#include "care/intake/sheet.h"
#include "command/session.h"

/* The noun that knows most of the heads; of equals the first. */
static struct layout *guess(const struct policy *p, const char *const *heads,
    size_t n)
{
	size_t best = 0;
	struct layout *found = layout_new(NOUN_CASES, p);

	for (int i = 0; i < NOUNS; i++) {
		struct layout *l = layout_new((enum noun)i, p), *worse = l;
		size_t known = 0;

		for (size_t h = 0; h < n; h++)
			known += column_of_head(l->v, heads[h]) >= 0;
		if (known > best) {
			best = known;
			worse = found;
			found = l;
		}
		layout_free(worse);
	}
	return found;
}

/* As a scalar in quotation marks, whatever signs it holds. */
static void put_quoted(FILE *f, const char *s)
{
	putc('"', f);
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c < 0x20 || c == 0x7F)
			fprintf(f, "\\x%02X", c);
		else
			fprintf(f, c == '"' || c == '\\' ? "\\%c" : "%c", c);
	}
	putc('"', f);
}

static void put_map(FILE *f, const struct layout *l, const char *const *heads,
    size_t n)
{
	int taken[LAYOUT_MOST] = {0};
	bool *known = mem_alloc(n, sizeof *known);
	bool rest = false;

	fprintf(f, "noun: %s\n# dates: mdy\n# missing: [\"NULL\", \"-\"]\ncolumns:\n",
	    l->noun_name);
	for (size_t i = 0; i < n; i++) {
		int c = column_of_head(l->v, heads[i]);

		known[i] = c >= 0 && !taken[c]++;
		rest |= !known[i];
		if (!known[i])
			continue;
		fprintf(f, "  %s: ", l->v[c].name);
		put_quoted(f, heads[i]);
		putc('\n', f);
	}
	for (int c = 0; l->v[c].name; c++)
		if (l->v[c].required && !taken[c])
			fprintf(f, "  # %s: {text: \"...\"}\n",
			    l->v[c].name);
	if (rest)
		fputs("ignore:\n", f);
	for (size_t i = 0; i < n; i++) {
		char alias[COLUMN_ALIAS];
		const char *near = column_nearest(l->v, heads[i], alias);
		int c = column_of_head(l->v, heads[i]);

		if (known[i])
			continue;
		fputs("  - ", f);
		put_quoted(f, heads[i]);
		if (c >= 0 || near)
			fprintf(f, "	# %s?", c >= 0 ?
			    l->v[c].name : near);
		putc('\n', f);
	}
	free(known);
}

int suggest_map(struct session *s, const char *file, const enum noun *noun)
{
	FILE *in = source_open(file);
	struct sheet *sheet = sheet_open(in, file,
	    arg_value(s->args, "encoding"), input_separator(s->args));
	const char *const *heads;
	const char *why;
	struct file_out *out;
	struct layout *layout;
	long line;
	size_t n;

	if (!sheet)
		die_usage(_("--encoding %s: no such encoding (iconv -l lists them)"),
		    arg_value(s->args, "encoding"));
	why = sheet_failed(sheet, &line);
	if (why)
		warn_at(file, line, 0, "%s", why);
	heads = sheet_heads(sheet, &n);
	if (!why && n > 0) {
		layout = noun ? layout_new(*noun, s->policy) :
		    guess(s->policy, heads, n);
		out = session_text(s);
		put_map(file_out_stream(out), layout, heads, n);
		file_out_end(out);
		layout_free(layout);
	}
	sheet_close(sheet);
	source_close(in);
	return why ? STATUS_INPUT : STATUS_DONE;
}
