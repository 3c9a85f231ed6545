/* A table as a page of HTML. */
#include "text/html_out.h"

#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/utf8.h"

struct html_out {
	FILE *stream;
	bool heads, in_head, in_row;
	bool *numbers;
	size_t n, cap, at;
};

static const char style[] =
    "body{font:14px/1.4 system-ui,\"Noto Sans CJK SC\",\"Microsoft YaHei\","
    "sans-serif;margin:1.5em}\n"
    "table{border-collapse:collapse}\n"
    "th,td{border:1px solid #bbb;padding:.25em .6em;text-align:left;"
    "vertical-align:top;white-space:pre-wrap}\n"
    "th{background:#eee;position:sticky;top:0}\n"
    "td.n{text-align:right;font-variant-numeric:tabular-nums}\n"
    "tr:nth-child(even) td{background:#fafafa}\n"
    "@media print{body{margin:0}th{position:static}tr{break-inside:avoid}}\n";

static bool is_odd(uint32_t c)
{
	return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) ||
	    c == 0x061C || (c >= 0x200E && c <= 0x200F) ||
	    (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static void escaped(FILE *f, const char *s)
{
	while (*s) {
		uint32_t c;
		size_t n = utf8_next(s, &c);

		if (c == '<')
			fputs("&lt;", f);
		else if (c == '>')
			fputs("&gt;", f);
		else if (c == '&')
			fputs("&amp;", f);
		else if (c == '"')
			fputs("&quot;", f);
		else if (is_odd(c))
			fputs("\xEF\xBF\xBD", f);
		else
			fwrite(s, 1, n, f);
		s += n;
	}
}

struct html_out *html_out_new(FILE *stream, const char *title, bool heads)
{
	struct html_out *h = mem_alloc(1, sizeof *h);

	h->stream = stream;
	h->heads = heads;
	/* TRANSLATORS: the language of these pages, as BCP 47 names it. */
	fprintf(stream, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<meta name=\"viewport\""
	    " content=\"width=device-width\">\n<title>", _("en"));
	escaped(stream, title);
	fprintf(stream, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1>",
	    style);
	escaped(stream, title);
	fputs("</h1>\n<table>\n", stream);
	return h;
}

void html_out_column(struct html_out *h, const char *head, bool number)
{
	h->numbers = mem_grow(h->numbers, &h->cap, h->n + 1, sizeof *h->numbers);
	h->numbers[h->n++] = number;
	if (!h->heads)
		return;
	if (!h->in_head)
		fputs("<thead><tr>", h->stream);
	h->in_head = true;
	fputs("<th>", h->stream);
	escaped(h->stream, head);
	fputs("</th>", h->stream);
}

/* Close what is open: the heads, or a row. */
static void close_row(struct html_out *h)
{
	if (h->in_head)
		fputs("</tr></thead>\n", h->stream);
	if (h->in_row)
		fputs("</tr>\n", h->stream);
	h->in_head = h->in_row = false;
}

void html_out_row(struct html_out *h)
{
	close_row(h);
	fputs("<tr>", h->stream);
	h->in_row = true;
	h->at = 0;
}

void html_out_cell(struct html_out *h, const char *text)
{
	bool number = h->at < h->n && h->numbers[h->at];

	fputs(number ? "<td class=\"n\">" : "<td>", h->stream);
	escaped(h->stream, text);
	fputs("</td>", h->stream);
	h->at++;
}

void html_out_end(struct html_out *h)
{
	close_row(h);
	fputs("</table>\n</body>\n</html>\n", h->stream);
	free(h->numbers);
	free(h);
}
