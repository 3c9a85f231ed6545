/* Writing a mail. */
#include "text/mail_out.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/mem.h"
#include "base/utf8.h"

enum {
	WORD = 39,	/* bytes in an encoded word: 52 + 12 of its frame + the head */
	LINE = 57	/* bytes in a line of base64: 76 characters */
};

bool mail_address(const char *s)
{
	const char *at = strchr(s, '@');

	if (!at || at == s || !at[1] || strchr(at + 1, '@') || strlen(s) > 254)
		return false;
	/* A leading dash would be an option to programs that take it so. */
	if (*s == '-')
		return false;
	for (; *s; s++)
		if (*s <= ' ' || *s > '~' || strchr("()<>[]:;,\\\"", *s))
			return false;
	return true;
}

static void add_base64(struct buf *b, const char *s, size_t n)
{
	char out[128];

	sodium_bin2base64(out, sizeof out, (const unsigned char *)s, n,
	    sodium_base64_VARIANT_ORIGINAL);
	buf_adds(b, out);
}

/* Is it text that may stand in a head as it is? */
static bool plain(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < ' ' || s[i] > '~')
			return false;
	/* "=?" would be read as an encoded word; long lines would be folded. */
	return n <= 60 && !memmem(s, n, "=?", 2);
}

/* RFC 2047: words of whole characters, one to a line. */
static void add_words(struct buf *b, const char *s, size_t n)
{
	while (n > 0) {
		size_t take = 0;

		while (take < n) {
			uint32_t c;
			size_t more = utf8_next(s + take, &c);

			if (take + more > WORD)
				break;
			take += more;
		}
		buf_adds(b, "=?UTF-8?B?");
		add_base64(b, s, take);
		buf_adds(b, "?=");
		s += take;
		n -= take;
		if (n > 0)
			buf_adds(b, "\n ");
	}
}

static void add_unstructured(struct buf *b, const char *s)
{
	size_t n = strlen(s);

	if (plain(s, n))
		buf_add(b, s, n);
	else
		add_words(b, s, n);
}

/* The address in "name <address>" or alone; its place and length. */
static const char *inner_address(const char *s, size_t *n)
{
	const char *open = strrchr(s, '<'), *close;

	if (!open) {
		*n = strlen(s);
		return s;
	}
	close = strchr(open, '>');
	if (!close || close[1])
		return NULL;
	*n = (size_t)(close - open) - 1;
	return open + 1;
}

static bool add_mailbox(struct buf *b, const char *head, const char *s)
{
	const char *address, *name = s;
	size_t n, name_n;
	char *copy;
	bool good;

	address = inner_address(s, &n);
	if (!address)
		return false;
	copy = mem_dupn(address, n);
	good = mail_address(copy);
	if (good && address == s) {
		buf_addf(b, "%s: %s\n", head, copy);
	} else if (good) {
		name_n = (size_t)(address - 1 - s);
		while (name_n > 0 && name[name_n - 1] == ' ')
			name_n--;
		buf_addf(b, "%s: ", head);
		/* Always as encoded words: a name in ASCII needs quoting rules. */
		if (name_n > 0)
			add_words(b, name, name_n);
		buf_addf(b, " <%s>\n", copy);
	}
	free(copy);
	return good;
}

bool mail_mailbox(const char *s)
{
	struct buf b = {0};
	bool good = add_mailbox(&b, "From", s);

	buf_free(&b);
	return good;
}

static void add_date(struct buf *b, int64_t at, const struct zone *zone)
{
	static const char days[] = "MonTueWedThuFriSatSun";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int offset, minutes;
	struct civil c = zone_civil(zone, at, &offset);
	int weekday = day_weekday(day_number(c.year, c.month, c.day));

	minutes = (offset < 0 ? -offset : offset) / 60;
	buf_addf(b, "Date: %.3s, %d %.3s %d %02d:%02d:%02d %c%02d%02d\n",
	    days + 3 * weekday, c.day, months + 3 * (c.month - 1), c.year,
	    c.hour, c.minute, c.second, offset < 0 ? '-' : '+', minutes / 60,
	    minutes % 60);
}

/* A text's canonical line end is CRLF (RFC 2049 4), also inside of base64. */
static void add_body(struct buf *b, const char *s)
{
	struct buf text = {0};

	for (; *s; s++) {
		if (*s == '\r' && s[1] == '\n')
			continue;
		buf_adds(&text, *s == '\n' ? "\r\n" : (char[]){*s, '\0'});
	}
	if (text.n < 2 || text.s[text.n - 1] != '\n')
		buf_adds(&text, "\r\n");
	for (size_t i = 0; i < text.n; i += LINE) {
		add_base64(b, text.s + i, text.n - i < LINE ? text.n - i : LINE);
		buf_addc(b, '\n');
	}
	buf_free(&text);
}

static const char *host_of(const char *from, size_t *n)
{
	static const char nowhere[] = "care.invalid";
	const char *address = from ? inner_address(from, n) : NULL;
	const char *at = address ? memchr(address, '@', *n) : NULL;

	if (!at) {
		*n = sizeof nowhere - 1;
		return nowhere;
	}
	*n -= (size_t)(at + 1 - address);
	return at + 1;
}

bool mail_write(struct buf *out, const struct mail_out *m)
{
	struct buf b = {0};
	const char *host;
	size_t host_n;

	if (!mail_address(m->to) || (m->from && !add_mailbox(&b, "From", m->from)) ||
	    (m->reply_to && !add_mailbox(&b, "Reply-To", m->reply_to))) {
		buf_free(&b);
		return false;
	}
	host = host_of(m->from, &host_n);
	buf_addf(&b, "To: %s\nSubject: ", m->to);
	add_unstructured(&b, m->subject ? m->subject : "");
	buf_addc(&b, '\n');
	add_date(&b, m->date, m->zone);
	buf_addf(&b, "Message-ID: <%s@%.*s>\n", m->id, (int)host_n, host);
	buf_adds(&b, "Auto-Submitted: auto-generated\nMIME-Version: 1.0\n"
	    "Content-Type: text/plain; charset=UTF-8\n"
	    "Content-Transfer-Encoding: base64\n\n");
	add_body(&b, m->text);
	buf_add(out, buf_text(&b), b.n);
	buf_free(&b);
	return true;
}
