/* The text of an HTML mail, read the way its sender saw it, without its look. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "text/mail_text.h"

enum {
	NAME = 12,		/* the longest name of a tag we know, and NUL */
	QUOTED_TAG = 1024,	/* how far a ">" in quotation marks is looked for */
	SILENT = 4
};

struct html {
	struct buf *out;
	size_t begin;		/* of the output that is ours */
	size_t quote;		/* <blockquote>s around us */
	bool gap;		/* a blank is due before the next word */
	bool endless;		/* no ">" comes any more */
	bool unclosed[SILENT];	/* of these no end comes any more */
	bool open_comment;
};

/* Their contents are no text. */
static const char *const silent[SILENT] = {"script", "style", "title", "head"};

static bool at_line_start(const struct html *h)
{
	return h->out->n == h->begin || h->out->s[h->out->n - 1] == '\n';
}

static void new_line(struct html *h)
{
	h->gap = false;
	if (!at_line_start(h))
		buf_addc(h->out, '\n');
}

static void put(struct html *h, const char *s, size_t n)
{
	if (at_line_start(h)) {
		if (h->quote)
			buf_adds(h->out, "> ");
	} else if (h->gap) {
		buf_addc(h->out, ' ');
	}
	h->gap = false;
	buf_add(h->out, s, n);
}

static size_t encode(uint32_t c, char *out)
{
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};

	for (size_t i = n; i-- > 1; c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)(lead[n] | c);
	return n;
}

/* Put the character of that number; controls and what is none are blanks. */
static void put_number(struct html *h, uint32_t c)
{
	char out[4];

	if (c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c > 0x10FFFF ||
	    (c >= 0xD800 && c <= 0xDFFF))
		h->gap = true;
	else
		put(h, out, encode(c, out));
}

/* A reference (&amp; &#20320;): returns where it ends, or s when it is none. */
static const char *reference(struct html *h, const char *s)
{
	static const struct { const char *name; uint32_t c; } known[] = {
		{"nbsp;", ' '}, {"lt;", '<'}, {"gt;", '>'}, {"amp;", '&'},
		{"quot;", '"'}, {"apos;", '\''}, {"ldquo;", 0x201C},
		{"rdquo;", 0x201D}, {"lsquo;", 0x2018}, {"rsquo;", 0x2019},
		{"hellip;", 0x2026}, {"mdash;", 0x2014}, {"ndash;", 0x2013},
		{"middot;", 0xB7}, {"yen;", 0xA5}, {"emsp;", ' '}, {"ensp;", ' '},
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strncmp(s + 1, known[i].name, strlen(known[i].name)) == 0) {
			put_number(h, known[i].c);
			return s + 1 + strlen(known[i].name);
		}
	if (s[1] == '#') {
		bool hex = s[2] == 'x' || s[2] == 'X';
		const char *digits = s + 2 + hex;
		char *end;
		unsigned long c = strtoul(digits, &end, hex ? 16 : 10);

		if (end > digits && end - digits <= 8 && *end == ';' &&
		    *digits != '-' && *digits != '+' && *digits != ' ') {
			put_number(h, c > 0x10FFFF ? 0 : (uint32_t)c);
			return end + 1;
		}
	}
	return s;
}

/* The ">" that ends the tag at s; NULL: none comes. */
static const char *tag_end(struct html *h, const char *s)
{
	const char *end;
	char mark = 0;

	for (size_t i = 0; i < QUOTED_TAG && s[i]; i++) {
		if (mark)
			mark = s[i] == mark ? 0 : mark;
		else if (s[i] == '"' || s[i] == '\'')
			mark = s[i];
		else if (s[i] == '>')
			return s + i;
	}
	end = h->endless ? NULL : strchr(s, '>');
	h->endless = !end;
	return end;
}

/* Behind the end of a silent element begun before s; s when it has none. */
static const char *skip_silent(struct html *h, const char *name, const char *s)
{
	for (size_t i = 0; i < SILENT; i++) {
		char close[NAME + 2] = "</";
		const char *end;

		if (strcmp(silent[i], name) != 0 || h->unclosed[i])
			continue;
		strcat(close, name);
		end = strcasestr(s, close);
		h->unclosed[i] = !end;
		return end ? end : s;
	}
	return s;
}

static bool is_block(const char *name)
{
	static const char *const blocks[] = {"p", "div", "br", "tr", "li", "h1",
	    "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "hr", "pre",
	    "blockquote", "section", "dt", "dd", "body"};

	for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
		if (strcmp(blocks[i], name) == 0)
			return true;
	return false;
}

/* Of the name of a tag; digits are as they are in lower case too. */
static bool is_letter(char c, bool within)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	    (within && c >= '0' && c <= '9');
}

/* Act on the tag at s; returns where to go on, s when it is no tag. */
static const char *tag(struct html *h, const char *s)
{
	bool closing = s[1] == '/';
	const char *p = s + 1 + closing, *end;
	char name[NAME] = "";

	if (!h->open_comment && strncmp(s, "<!--", 4) == 0) {
		end = strstr(s + 4, "-->");
		if (end)
			return end + 3;
		h->open_comment = true;
	}
	for (size_t i = 0; i + 1 < NAME && is_letter(*p, i > 0); i++)
		name[i] = (char)(*p++ | 0x20);
	if (!name[0] && s[1] != '!' && s[1] != '?')
		return s;
	end = tag_end(h, s);
	if (!end)
		return s;
	if (is_block(name))
		new_line(h);
	else if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0)
		h->gap = true;
	if (strcmp(name, "blockquote") == 0)
		h->quote = closing ? h->quote - (h->quote > 0) : h->quote + 1;
	return closing ? end + 1 : skip_silent(h, name, end + 1);
}

void mail_text_of_html(struct buf *out, const char *s)
{
	struct html h = {.out = out, .begin = out->n};

	while (*s) {
		const char *next = s;

		if (*s == '<')
			next = tag(&h, s);
		else if (*s == '&')
			next = reference(&h, s);
		else if (strchr(" \t\n", *s)) {
			h.gap = true;
			next = s + 1;
		}
		if (next == s)
			put(&h, next++, 1);
		s = next;
	}
	new_line(&h);
}
