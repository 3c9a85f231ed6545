/* Decoding what mails hold, and telling own words from quoted ones. */
#include "text/mail_text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/die.h"
#include "base/utf8.h"
#include "text/encoding.h"

#define REPLACEMENT "\xEF\xBF\xBD"

/* What labels mean to those who use them. NULL: nothing to go by. */
static const struct { const char *label, *name; } charsets[] = {
	{"gb2312", "GB18030"}, {"gbk", "GB18030"}, {"gb_2312-80", "GB18030"},
	{"x-gbk", "GB18030"}, {"cp936", "GB18030"}, {"ms936", "GB18030"},
	{"windows-936", "GB18030"}, {"euc-cn", "GB18030"},
	{"big5", "BIG5-HKSCS"}, {"x-big5", "BIG5-HKSCS"},
	{"iso-8859-1", "WINDOWS-1252"},
	{"us-ascii", NULL}, {"ascii", NULL}, {"unknown-8bit", NULL},
	{"x-unknown", NULL},
};

static const char *charset_of(const char *label)
{
	for (size_t i = 0; label && i < sizeof charsets / sizeof charsets[0]; i++)
		if (strcasecmp(charsets[i].label, label) == 0)
			return charsets[i].name;
	return label;
}

/* Bytes of the well-formed character at s, of which n are there, or 0. */
static size_t character(const char *s, size_t n)
{
	for (size_t len = 1; len <= 4 && len <= n; len++)
		if (utf8_valid(s, len))
			return len;
	return 0;
}

static void add_plain(struct buf *b, char c, char next)
{
	if (c == '\r' && next != '\n')
		buf_addc(b, '\n');
	else if ((unsigned char)c >= 0x20 ? c != 0x7F : c == '\n' || c == '\t')
		buf_addc(b, c);
}

/* Append what is well-formed; returns how many bytes are not. */
static size_t add_clean(struct buf *b, const char *s, size_t n)
{
	size_t bad = 0;
	bool was_bad = false;

	for (size_t i = 0, len; i < n; i += len ? len : 1) {
		len = character(s + i, n - i);
		if (len == 1)
			add_plain(b, s[i], i + 1 < n ? s[i + 1] : '\0');
		else if (len > 1)
			buf_add(b, s + i, len);
		else if (!was_bad)
			buf_adds(b, REPLACEMENT);
		was_bad = len == 0;
		bad += len == 0;
	}
	return bad;
}

/* Append the bytes read in that encoding, or the one found; returns how many
 * did not fit; SIZE_MAX: no such encoding, and nothing appended. */
static size_t add_as(struct buf *b, const char *bytes, size_t n,
    const char *name)
{
	char chunk[8192];
	struct buf all = {0};
	struct encoding *e;
	size_t got, bad;
	FILE *in = fmemopen((char *)(uintptr_t)bytes, n, "r");

	if (!in)
		die_errno(STATUS_BUG, "fmemopen");
	e = encoding_open(in, name);
	if (!e) {
		fclose(in);
		return SIZE_MAX;
	}
	while ((got = fread(chunk, 1, sizeof chunk, encoding_stream(e))) > 0)
		buf_add(&all, chunk, got);
	encoding_close(e);
	fclose(in);
	bad = add_clean(b, buf_text(&all), all.n);
	buf_free(&all);
	return bad;
}

void mail_text_decode(struct buf *out, const char *bytes, size_t n,
    const char *label)
{
	const char *name = charset_of(label);
	struct buf told = {0}, found = {0};
	size_t bad = SIZE_MAX;

	if (n == 0)
		return;
	if (name)
		bad = add_as(&told, bytes, n, name);
	if (bad > 0 && add_as(&found, bytes, n, NULL) < bad)
		buf_add(out, buf_text(&found), found.n);
	else
		buf_add(out, buf_text(&told), told.n);
	buf_free(&told);
	buf_free(&found);
}

/* One line of a text. */
struct row {
	const char *s;
	size_t n;
};

static size_t blank_at(const char *s, size_t n)
{
	if (n && (*s == ' ' || *s == '\t' || *s == '*'))
		return 1;
	if (n >= 2 && memcmp(s, "\xC2\xA0", 2) == 0)
		return 2;
	if (n >= 3 && memcmp(s, "\xE3\x80\x80", 3) == 0)	/* U+3000 */
		return 3;
	return 0;
}

/* The line at s without blanks before and behind it; *next is where the
 * following one begins. Asterisks are how some programs write bold. */
static struct row row_at(const char *s, const char **next)
{
	const char *end = strchrnul(s, '\n');
	size_t len;

	*next = *end ? end + 1 : end;
	while (s < end && (len = blank_at(s, (size_t)(end - s))) > 0)
		s += len;
	while (end > s && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '*'))
		end--;
	return (struct row){s, (size_t)(end - s)};
}

static bool begins(struct row r, const char *word)
{
	size_t n = strlen(word);

	return r.n >= n && strncasecmp(r.s, word, n) == 0;
}

static bool ends(struct row r, const char *word)
{
	size_t n = strlen(word);

	return r.n >= n && strncasecmp(r.s + r.n - n, word, n) == 0;
}

static bool holds(struct row r, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= r.n; i++)
		if (strncasecmp(r.s + i, word, n) == 0)
			return true;
	return false;
}

static bool any(bool (*has)(struct row, const char *), struct row r,
    const char *const *words)
{
	for (; *words; words++)
		if (has(r, *words))
			return true;
	return false;
}

/* The line at s that is not blank. */
static struct row next_row(const char *s)
{
	struct row r = {s, 0};

	while (*s && r.n == 0)
		r = row_at(s, &s);
	return r;
}

/* A rule with words in it, below which the old mail stands: in the words of
 * QQ, NetEase, Foxmail, Outlook, Gmail. */
static bool is_divider(struct row r)
{
	static const char *const words[] = {"原始邮件", "原始郵件", "原邮件",
	    "原郵件", "转发邮件", "轉寄郵件", "转发的邮件", "邮件原件",
	    "original message", "original", "forwarded message",
	    "replied message", NULL};

	return begins(r, "--") && ends(r, "--") && any(holds, r, words);
}

/* The heads of an old mail, as Outlook and Foxmail put them into the text. */
static bool is_heads(struct row r, const char *below)
{
	static const char *const first[] = {"发件人：", "发件人:", "寄件者：",
	    "寄件者:", "寄件人：", "寄件人:", NULL};
	static const char *const second[] = {"sent:", "to:", "date:",
	    "subject:", "cc:", NULL};

	return any(begins, r, first) ||
	    (begins(r, "from:") && any(begins, next_row(below), second));
}

static bool has_digit(struct row r)
{
	for (size_t i = 0; i < r.n; i++)
		if (r.s[i] >= '0' && r.s[i] <= '9')
			return true;
	return false;
}

/* "On DATE, NAME <address> wrote:". A guide may have "wrote" as well, so it
 * needs a date and an address, or a quotation below. */
static bool is_attribution(struct row r, const char *below)
{
	static const char *const words[] = {"写道：", "写道:", "寫道：", "寫道:",
	    "wrote:", "wrote：", NULL};

	return any(ends, r, words) && ((has_digit(r) && holds(r, "@")) ||
	    begins(next_row(below), ">"));
}

void mail_text_part(const char *text, struct buf *own, struct buf *quoted)
{
	const char *next;
	bool rest = false;

	for (const char *s = text; *s; s = next) {
		struct row r = row_at(s, &next);
		bool told = !rest && is_attribution(r, next);

		if (!rest && (is_divider(r) || is_heads(r, next) ||
		    (told && !begins(next_row(next), ">"))))
			rest = true;
		buf_add(rest || told || begins(r, ">") ? quoted : own, s,
		    (size_t)(next - s));
	}
}

bool mail_text_blank(const char *s)
{
	for (const char *next; *s; s = next)
		if (row_at(s, &next).n > 0)
			return false;
	return true;
}
