/* Finding and masking phones, mail addresses and id numbers in free text. */
#include "text/mask_text.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

enum { CARD = 15, MOBILE = 11, LANDLINE_LEAST = 10, LANDLINE_MOST = 12,
	FOREIGN_LEAST = 8, FOREIGN_MOST = 15, SERVICE = 10, MOST = 64 };

/* A number as it stands in the text, with its digits in order. */
struct number {
	size_t bytes;		/* it takes up in the text */
	size_t n;
	char digits[MOST];
};

/* The digit at s, ASCII or full-width, or -1; *n its bytes. */
static int digit(const char *s, size_t *n)
{
	uint32_t c;

	if (!*s)
		return -1;
	*n = utf8_next(s, &c);
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c >= 0xFF10 && c <= 0xFF19)
		return (int)(c - 0xFF10);
	return -1;
}

/* Bytes of a sign that people put between the digits of a number, or 0. */
static size_t separator(const char *s)
{
	uint32_t c;
	size_t n;

	if (!*s)
		return 0;
	n = utf8_next(s, &c);
	if (c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' ||
	    c == 0xA0 || (c >= 0x2010 && c <= 0x2015) || c == 0x3000 ||
	    c == 0xFF08 || c == 0xFF09 || c == 0xFF0D)
		return n;
	return 0;
}

/* Digits that stand side by side. */
static void read_run(const char *s, struct number *out)
{
	size_t n;
	int d;

	*out = (struct number){0};
	while ((d = digit(s + out->bytes, &n)) >= 0) {
		if (out->n < MOST)
			out->digits[out->n++] = (char)('0' + d);
		out->bytes += n;
	}
}

/*
 * Exactly "want" digits, with up to two separators between neighbours, and no
 * further digit right behind them.
 */
static bool read_spread(const char *s, size_t want, struct number *out)
{
	size_t n;
	int d;

	*out = (struct number){0};
	while (out->n < want) {
		for (int gap = 0; out->n > 0 && gap < 2; gap++)
			out->bytes += separator(s + out->bytes);
		d = digit(s + out->bytes, &n);
		if (d < 0)
			return false;
		out->digits[out->n++] = (char)('0' + d);
		out->bytes += n;
	}
	return digit(s + out->bytes, &n) < 0;
}

static bool mobile(const struct number *m)
{
	return m->digits[0] == '1' && m->digits[1] >= '3';
}

/* A Chinese mobile number, perhaps behind 86. */
static bool read_mobile(const char *s, struct number *out)
{
	if (read_spread(s, MOBILE, out) && mobile(out))
		return true;
	if (!read_spread(s, MOBILE + 2, out) ||
	    strncmp(out->digits, "86", 2) != 0)
		return false;
	memmove(out->digits, out->digits + 2, MOBILE);
	out->n = MOBILE;
	return mobile(out);
}

static bool read_longest(const char *s, size_t most, size_t least,
    struct number *out)
{
	for (size_t n = most; n >= least; n--)
		if (read_spread(s, n, out))
			return true;
	return false;
}

static bool read_phone(const char *s, struct number *out)
{
	uint32_t c;
	size_t plus = utf8_next(s, &c), n;

	if (c == '+' || c == 0xFF0B) {
		if (!read_mobile(s + plus, out) &&
		    !read_longest(s + plus, FOREIGN_MOST, FOREIGN_LEAST, out))
			return false;
		out->bytes += plus;
		return true;
	}
	switch (digit(s, &n)) {
	case 0:
		return read_longest(s, LANDLINE_MOST, LANDLINE_LEAST, out) &&
		    out->digits[1] != '0';
	case 1:
		return read_mobile(s, out);
	case 4:
	case 8:
		return read_mobile(s, out) || (read_spread(s, SERVICE, out) &&
		    strncmp(out->digits + 1, "00", 2) == 0);
	default:
		return false;
	}
}

static bool mail_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (c != '\0' && strchr("._%+-", c));
}

/* The bytes of a mail address that begins at s, or 0; *at its "@". */
static size_t read_mail(const char *s, size_t *at)
{
	size_t n = 0, from;

	while (mail_letter(s[n]))
		n++;
	*at = n;
	if (n == 0)
		return 0;
	if (s[n] == '@')
		n++;
	else if (strncmp(s + n, "\xEF\xBC\xA0", 3) == 0)	/* full-width */
		n += 3;
	else
		return 0;
	from = n;
	while (mail_letter(s[n]))
		n++;
	return n > from ? n : 0;
}

static void add_phone(struct buf *b, const struct number *p)
{
	buf_add(b, p->digits, 3);
	buf_adds(b, "****");
	buf_add(b, p->digits + p->n - 4, 4);
}

/* What begins at s, masked into b; the bytes it takes up, or 0: nothing. */
static size_t mask_at(struct buf *b, const char *s, bool word_start)
{
	struct number found;
	size_t at, n = word_start ? read_mail(s, &at) : 0;

	if (n) {
		buf_add(b, s, 1);
		buf_adds(b, "***");
		buf_add(b, s + at, n - at);
		return n;
	}
	read_run(s, &found);
	if (found.n >= CARD) {
		buf_adds(b, "******************");
		return found.bytes + (s[found.bytes] == 'X' ||
		    s[found.bytes] == 'x');
	}
	if (read_phone(s, &found)) {
		add_phone(b, &found);
		return found.bytes;
	}
	return 0;
}

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

/* Does it stand in the text, and not as part of a longer number or word? */
static bool stands_in(const char *text, const char *s, size_t n)
{
	const char *at = text;

	for (; (at = memmem(at, strlen(at), s, n)) != NULL; at++)
		if ((at == text || !is_word(at[-1])) && !is_word(at[n]))
			return true;
	return false;
}

void mask_text_add(struct buf *b, const char *s)
{
	mask_text_add_but(b, s, NULL);
}

void mask_text_add_but(struct buf *b, const char *s, const char *ours)
{
	bool in_number = false, in_word = false;

	while (*s) {
		size_t n, one, was = b->n;

		n = in_number ? 0 : mask_at(b, s, !in_word);
		if (n && ours && stands_in(ours, s, n)) {
			b->n = was;
			buf_add(b, s, n);
		}
		if (n) {
			s += n;
			in_number = in_word = false;
			continue;
		}
		in_number = digit(s, &one) >= 0;
		in_word = mail_letter(*s);
		one = (size_t)utf8_next(s, &(uint32_t){0});
		buf_add(b, s, one);
		s += one;
	}
}
