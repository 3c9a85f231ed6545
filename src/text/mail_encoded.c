/* Encoded words of heads (RFC 2047), made UTF-8 whatever wrote them. */
#include <string.h>
#include <strings.h>

#include "text/mail_text.h"

enum {
	LABEL = 40,		/* the longest charset, and NUL */
	WORD_MOST = 4096,	/* characters of an encoded word that is believed */
	WORDS_MOST = 10000	/* of a mail; later ones stay as they are */
};

/* One encoded word: =?label?how?body?= */
struct word {
	char label[LABEL];
	char how;		/* b or q */
	const char *body, *end;	/* end: behind the ?= */
	size_t n;		/* of the body */
};

static bool read_word(const char *s, const char *end, struct word *w)
{
	const char *most = end - s > WORD_MOST ? s + WORD_MOST : end, *p = s + 2;
	size_t n = 0;

	if (most - s < 8 || s[0] != '=' || s[1] != '?')
		return false;
	while (p < most && *p > ' ' && *p < 0x7F && *p != '?' && n + 1 < LABEL)
		w->label[n++] = *p++;
	w->label[n] = '\0';
	w->label[strcspn(w->label, "*")] = '\0';	/* RFC 2231: a language */
	if (n == 0 || most - p < 5 || p[0] != '?' || p[2] != '?')
		return false;
	w->how = (char)(p[1] | 0x20);
	w->body = p + 3;
	for (p = w->body; p < most && *p != '?' && *p != '\n' && *p != '\r'; )
		p++;
	w->n = (size_t)(p - w->body);
	w->end = p + 2;
	return most - p >= 2 && p[0] == '?' && p[1] == '=' &&
	    (w->how == 'b' || w->how == 'q');
}

static int base64_value(char c)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

static void add_base64(struct buf *b, const char *s, size_t n)
{
	unsigned bits = 0;
	int have = 0;

	for (size_t i = 0; i < n; i++) {
		int v = base64_value(s[i]);

		if (v < 0)
			continue;
		bits = (bits << 6 | (unsigned)v) & 0xFFFFFF;
		have += 6;
		if (have >= 8) {
			have -= 8;
			buf_addc(b, (char)(bits >> have & 0xFF));
		}
	}
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void add_quoted(struct buf *b, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '=' && i + 2 < n && hex_value(s[i + 1]) >= 0 &&
		    hex_value(s[i + 2]) >= 0) {
			buf_addc(b, (char)(hex_value(s[i + 1]) << 4 |
			    hex_value(s[i + 2])));
			i += 2;
		} else {
			buf_addc(b, s[i] == '_' ? ' ' : s[i]);
		}
	}
}

static void put_base64(struct buf *b, const struct buf *bytes)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < bytes->n; i += 3) {
		unsigned v = 0;

		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (i + k < bytes->n ?
			    (unsigned char)bytes->s[i + k] : 0u);
		for (size_t k = 0; k < 4; k++)
			buf_addc(b, i + k > bytes->n ? '=' :
			    digits[v >> (18 - 6 * k) & 0x3F]);
	}
}

/* Where the next word of the same kind begins; NULL: none follows. */
static const char *follows(const struct word *w, const char *end,
    struct word *next)
{
	const char *p = w->end;

	while (p < end && strchr(" \t\r\n", *p))
		p++;
	return p > w->end && p < end && read_word(p, end, next) &&
	    next->how == w->how && strcasecmp(next->label, w->label) == 0 ?
	    p : NULL;
}

/* The word and those that go on with it (a character may be cut in two) as
 * one of UTF-8. Returns where they end. */
static const char *rewrite(struct buf *b, struct word w, const char *end)
{
	struct buf raw = {0}, text = {0};
	struct word next;

	for (;;) {
		if (w.how == 'b')
			add_base64(&raw, w.body, w.n);
		else
			add_quoted(&raw, w.body, w.n);
		if (!follows(&w, end, &next))
			break;
		w = next;
	}
	mail_text_decode(&text, buf_text(&raw), raw.n, w.label);
	buf_adds(b, "=?utf-8?B?");
	put_base64(b, &text);
	buf_adds(b, "?=");
	buf_free(&raw);
	buf_free(&text);
	return w.end;
}

void mail_text_encoded(struct buf *b, const char *s, size_t n)
{
	const char *end = s + n;
	struct word w;
	size_t words = 0;

	while (s < end) {
		const char *at = memchr(s, '=', (size_t)(end - s));

		buf_add(b, s, (size_t)((at ? at : end) - s));
		if (!at)
			return;
		if (words < WORDS_MOST && read_word(at, end, &w)) {
			words++;
			s = rewrite(b, w, end);
		} else {
			buf_addc(b, '=');
			s = at + 1;
		}
	}
}
