/* A case as lines: "phone: ...", a blank line, then what the customer says. */
#include "care-intake/one.h"

#include <stdio.h>
#include <stdnoreturn.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "text/lines.h"

enum { LINE_MOST = 64 * 1024, TEXT_MOST = 1024 * 1024 };

static noreturn void fail(long line, const char *head, const char *why)
{
	if (head)
		warn_at("-", line, 0, "%s: %s", head, why);
	else
		warn_at("-", line, 0, "%s", why);
	die(STATUS_INPUT, _("nothing was entered"));
}

/* Where the head ends: at a colon of either width. *value: behind it. */
static char *split(char *line, char **value)
{
	char *colon = strchr(line, ':'), *wide = strstr(line, "：");

	if (!colon && !wide)
		return NULL;
	if (wide && (!colon || wide < colon)) {
		*wide = '\0';
		*value = wide + strlen("：");
	} else {
		*colon = '\0';
		*value = colon + 1;
	}
	return line;
}

static noreturn void unknown(const struct one *one, const char *head,
    long number)
{
	char alias[COLUMN_ALIAS];
	const char *near = column_nearest(one->layout->v, head, alias);

	if (!near)
		fail(number, NULL, _("nothing of a case is called so (care-intake columns cases lists what is)"));
	warn_at("-", number, 0, _("nothing of a case is called so; nearest: %s"),
	    near);
	die(STATUS_INPUT, _("nothing was entered"));
}

static void take_value(struct one *one, int column, const char *head,
    const char *value, long number)
{
	if (one->record.v[column].given)
		fail(number, head, _("is given twice"));
	if (!one_put(one, column, head, value))
		fail(number, head, buf_text(&one->fault));
}

static void take_line(struct one *one, char *line, long number)
{
	char *value, *head = split(line, &value);
	int column;

	if (!head)
		fail(number, NULL, _("lines are \"NAME: VALUE\"; free text stands behind a blank line"));
	record_plain(head);
	column = column_of_head(one->layout->v, head);
	if (column >= 0)
		take_value(one, column, head, value, number);
	else
		unknown(one, head, number);
}

/* Read a line without its end; false at the end. */
static bool next(struct lines *in, struct buf *line, size_t most)
{
	struct line l;

	buf_reset(line);
	if (!lines_next(in, line, most, &l))
		return false;
	if (l.cut)
		fail(lines_count(in), NULL, _("the line is too long"));
	line->n -= l.end_n;
	if (line->s)
		line->s[line->n] = '\0';
	if (strlen(buf_text(line)) != line->n)
		fail(lines_count(in), NULL, _("a NUL byte stands here"));
	if (!utf8_valid(buf_text(line), line->n))
		fail(lines_count(in), NULL, _("not UTF-8"));
	return true;
}

static void take_text(struct one *one, struct lines *in, struct buf *line)
{
	struct buf text = {0};

	while (next(in, line, LINE_MOST)) {
		buf_adds(&text, buf_text(line));
		buf_addc(&text, '\n');
		if (text.n > TEXT_MOST)
			fail(lines_count(in), NULL, _("the text is too long"));
	}
	if (strspn(buf_text(&text), " \t\n") < text.n) {
		if (record_text(&one->record, "text"))
			fail(lines_count(in), "text", _("is given twice"));
		if (!one_put(one, column_named(NOUN_CASES, "text"), "text",
		    buf_text(&text)))
			fail(lines_count(in), "text", buf_text(&one->fault));
	}
	buf_free(&text);
}

bool one_read(struct one *one)
{
	struct lines *in = lines_new(stdin);
	struct buf line = {0};
	bool any = false;

	while (next(in, &line, LINE_MOST)) {
		if (line.n == 0 && any)
			break;
		if (line.n == 0)
			continue;
		any = true;
		take_line(one, line.s, lines_count(in));
	}
	if (any)
		take_text(one, in, &line);
	buf_free(&line);
	lines_free(in);
	return any;
}
