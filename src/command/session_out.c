/* What a command at work writes, and where: -o, --format, --times. */
#include "command/session.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "text/sheet_out.h"

static bool named_format(const char *name, enum out_format *out)
{
	static const char *const names[] = {
		[OUT_TABLE] = "table", [OUT_CSV] = "csv", [OUT_TSV] = "tsv",
		[OUT_JSONL] = "jsonl", [OUT_HTML] = "html", [OUT_XLSX] = "xlsx",
		[OUT_LINES] = "text",
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0) {
			*out = (enum out_format)i;
			return true;
		}
	return false;
}

/* A suffix that names no format says nothing: list.txt. */
static bool suffix_format(const char *path, enum out_format *out)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash ? slash : path, '.');

	return dot && named_format(dot + 1, out);
}

static enum out_format buildable(enum out_format format, const char *path)
{
	if (format == OUT_XLSX && !sheet_out_there())
		die_usage(_("this care was built without libxlsxwriter and writes"
		    " no xlsx; take csv"));
	if (format == OUT_XLSX && !path && isatty(STDOUT_FILENO))
		die_usage(_("a workbook is nothing for a terminal: -o FILE.xlsx"));
	return format;
}

static enum out_format format_of(const struct session *s, const char *path)
{
	const char *env = getenv("CARE_FORMAT"), *name;
	enum out_format format;

	name = arg_value(s->args, "format");
	if (!name && path && suffix_format(path, &format))
		return buildable(format, path);
	if (!name)
		name = env && *env ? env : isatty(STDOUT_FILENO) ? "table" : "csv";
	if (named_format(name, &format))
		return buildable(format, path);
	die_usage(_("%s: no such format; there are table, csv, tsv, jsonl, html,"
	    " xlsx, text"), name);
}

/* -o FILE; NULL: stdout. */
static const char *output_path(const struct session *s)
{
	const char *path = arg_value(s->args, "output");

	return path && strcmp(path, "-") == 0 ? NULL : path;
}

bool session_sheet(const struct session *s)
{
	return format_of(s, output_path(s)) == OUT_XLSX;
}

static enum out_times times_of(const struct session *s)
{
	static const char *const names[] = {"local", "offset", "utc", "epoch"};
	const char *name = arg_value(s->args, "times");

	for (int i = 0; name && i < 4; i++)
		if (strcmp(names[i], name) == 0)
			return (enum out_times)i;
	if (name)
		die_usage(_("--times %s: there are local, offset, utc, epoch"),
		    name);
	return OUT_LOCAL;
}

void session_choices(struct session *s, struct out *out, const char *column,
    const char *list)
{
	const struct words *w = s->policy ? policy_words(s->policy, list) : NULL;
	const char **titles;
	size_t n = 0;

	if (!w || !w->n)
		return;
	titles = mem_alloc(w->n, sizeof *titles);
	for (size_t i = 0; i < w->n; i++)
		if (!w->v[i].retired)
			titles[n++] = w->v[i].title;
	out_choices(out, column, titles, n);
	free(titles);
}

struct file_out *session_text(struct session *s)
{
	return file_out_begin(output_path(s));
}

struct out *session_out(struct session *s, const struct out_column *columns)
{
	struct out_style style = {0};

	style.path = output_path(s);
	style.title = s->tool;
	style.format = format_of(s, style.path);
	style.times = times_of(s);
	style.zone = s->zone;
	style.now = s->now;
	style.ids = arg_given(s->args, "ids");
	style.heads = !arg_given(s->args, "no-heads");
	style.reveal = session_reveals(s);
	return out_begin(columns, &style);
}
