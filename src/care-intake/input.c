/* Opening the input of a bulk intake as the options say. */
#include "care-intake/input.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-intake/source.h"
#include "care/intake/record.h"
#include "command/session.h"
#include "policy/yaml.h"

enum { IGNORED_MOST = 64 };

static void complain(void *arg, bool error, const char *file, long line,
    long column, const char *message)
{
	(void)arg;
	(void)error;
	warn_at(file, line, column, "%s", message);
}

/* Read the file of --map. False: it has errors, which were told. */
static bool read_map(struct input *in, const char *path)
{
	struct buf text = {0};
	char block[4096];
	size_t n;
	FILE *f = fopen(path, "re");

	if (!f)
		die_errno(STATUS_NOINPUT, "%s", path);
	while (text.n <= YAML_MOST && (n = fread(block, 1, sizeof block, f)) > 0)
		buf_add(&text, block, n);
	if (ferror(f))
		die_errno(STATUS_NOINPUT, "%s", path);
	fclose(f);
	in->recipes = recipes_read(path, buf_text(&text), text.n, in->layout,
	    complain, NULL);
	buf_free(&text);
	return in->recipes != NULL;
}

static void read_order(struct input *in, const char *dates)
{
	if (in->recipes)
		in->order = in->recipes->order;
	if (dates && !value_order(dates, &in->order))
		die_usage(_("--dates %s: mdy (month first) or dmy (day first)"),
		    dates);
	if (in->recipes)
		in->recipes->order = in->order;
}

char input_separator(const struct args *args)
{
	const char *typed = arg_value(args, "separator");
	unsigned char c = typed ? (unsigned char)typed[0] : '\0';

	if (!typed)
		return '\0';
	if (strcmp(typed, "tab") == 0)
		return '\t';
	if (!c || typed[1] || c >= 0x7F || isalnum(c) || strchr("\"\r\n ", c))
		die_usage(_("--separator %s: one sign, as | or ^, or the word tab"),
		    typed);
	return (char)c;
}

/* The input as a whole is not fit to be read: say so. */
static bool unfit(struct input *in, const struct args *args)
{
	const char *encoding = arg_value(args, "encoding");
	const char *why;
	long line;

	in->sheet = sheet_open(in->file, in->name, encoding,
	    input_separator(args));
	if (!in->sheet)
		die_usage(_("--encoding %s: no such encoding (iconv -l lists them)"),
		    encoding);
	why = sheet_failed(in->sheet, &line);
	if (why)
		warn_at(in->name, line, 0, "%s", why);
	return why != NULL;
}

static bool map(struct input *in, const struct args *args)
{
	const char *ignored[IGNORED_MOST];
	const char *const *heads;
	struct buf fault = {0};
	size_t n, k = 0;
	bool made;

	while (k < IGNORED_MOST &&
	    (ignored[k] = arg_repeated(args, "ignore", k)) != NULL)
		k++;
	heads = sheet_heads(in->sheet, &n);
	if (n == 0)
		return true;
	made = mapping_make(&in->map, in->layout, heads, n, ignored, k,
	    in->recipes, &fault);
	if (!made) {
		record_plain(fault.s);
		warn_at(in->name, 1, 0, "%s", buf_text(&fault));
	}
	buf_free(&fault);
	return made;
}

int input_open(struct input *in, struct session *s, enum noun noun)
{
	const char *path = arg_value(s->args, "map");

	*in = (struct input){.name = arg_operand(s->args, 0)};
	if (arg_operands(s->args) != 1)
		die_usage(_("name one file, or - for standard input"));
	in->layout = layout_new(noun, s->policy);
	if (path && !read_map(in, path))
		return STATUS_POLICY;
	read_order(in, arg_value(s->args, "dates"));
	in->file = source_open(in->name);
	if (unfit(in, s->args))
		return STATUS_INPUT;
	return map(in, s->args) ? STATUS_DONE : STATUS_INPUT;
}

void input_close(struct input *in)
{
	mapping_free(&in->map);
	recipes_free(in->recipes);
	layout_free(in->layout);
	sheet_close(in->sheet);
	if (in->file)
		source_close(in->file);
}

const char *input_head(const struct input *in, int column)
{
	size_t n;
	const char *const *heads = sheet_heads(in->sheet, &n);

	if (in->map.head[column] >= 0)
		return heads[in->map.head[column]];
	return in->layout->v[column].name;
}
