/* Aligned tables: widths of Chinese characters, terminals, escapes. */
#include "text/table.h"

#include <libsmartcols/libsmartcols.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "text/csv_out.h"

struct table {
	struct libscols_table *scols;
	struct libscols_line *line;
	size_t column, rows;
	struct buf text;
};

/* libsmartcols fails only for want of memory or by a fault of ours. */
static void must(bool well)
{
	if (!well)
		die(STATUS_BUG, "libsmartcols");
}

/* Columns of the terminal, or 0: it is none, or does not say. */
static size_t terminal_width(int fd)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	int64_t n;

	if (!isatty(fd))
		return 0;
	if (columns && num_int(columns, 1, 10000, &n))
		return (size_t)n;
	return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

struct table *table_new(FILE *stream, bool heads)
{
	struct table *t = mem_alloc(1, sizeof *t);
	size_t width = terminal_width(fileno(stream));

	t->scols = scols_new_table();
	must(t->scols != NULL);
	must(scols_table_set_stream(t->scols, stream) == 0 &&
	    scols_table_enable_minout(t->scols, 1) == 0 &&
	    scols_table_enable_noheadings(t->scols, !heads) == 0 &&
	    scols_table_set_column_separator(t->scols, "  ") == 0 &&
	    scols_table_set_termforce(t->scols, width ?
	    SCOLS_TERMFORCE_ALWAYS : SCOLS_TERMFORCE_NEVER) == 0);
	if (width)
		must(scols_table_set_termwidth(t->scols, width) == 0);
	return t;
}

void table_column(struct table *t, const char *head, bool right, bool cut)
{
	int flags = (right ? SCOLS_FL_RIGHT : 0) | (cut ? SCOLS_FL_TRUNC : 0);

	must(scols_table_new_column(t->scols, head, 0, flags) != NULL);
}

void table_row(struct table *t)
{
	t->line = scols_table_new_line(t->scols, NULL);
	must(t->line != NULL);
	t->column = 0;
	t->rows++;
}

/* U+202A..U+202E and U+2066..U+2069 turn the direction of what follows, so
 * that a text reads as another; libsmartcols lets them pass. */
static void show_turns(struct buf *b)
{
	for (size_t i = 0; i + 2 < b->n; i++) {
		unsigned char *s = (unsigned char *)b->s + i;

		if (s[0] == 0xE2 && ((s[1] == 0x80 && s[2] >= 0xAA &&
		    s[2] <= 0xAE) || (s[1] == 0x81 && s[2] >= 0xA6 &&
		    s[2] <= 0xA9)))
			memcpy(s, "\xEF\xBF\xBD", 3);
	}
}

void table_plain(struct buf *out, const char *text)
{
	struct buf flat = {0};
	const unsigned char *s;

	csv_out_flat(&flat, text);
	show_turns(&flat);
	for (s = (const unsigned char *)buf_text(&flat); *s; s++) {
		/* U+0080..U+009F are controls too. */
		bool second = *s == 0xC2 && s[1] >= 0x80 && s[1] <= 0x9F;

		if (*s < 0x20 || *s == 0x7F)
			buf_addf(out, "\\x%02x", *s);
		else if (second)
			buf_addf(out, "\\x%02x", *++s);
		else
			buf_addc(out, (char)*s);
	}
	buf_free(&flat);
}

void table_cell(struct table *t, const char *text)
{
	buf_reset(&t->text);
	csv_out_flat(&t->text, text);
	show_turns(&t->text);
	must(scols_line_set_data(t->line, t->column++,
	    buf_text(&t->text)) == 0);
}

void table_end(struct table *t)
{
	if (t->rows)
		must(scols_print_table(t->scols) == 0);
	scols_unref_table(t->scols);
	buf_free(&t->text);
	free(t);
}
