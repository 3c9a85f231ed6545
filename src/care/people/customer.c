/* Customers, the pure part: the comparable form of what they are known by. */
#include "care/people/customer.h"

#include <ctype.h>
#include <string.h>

#include "base/lang.h"
#include "base/utf8.h"
#include "text/phone.h"

enum { MAIL_LONGEST = 254 };	/* RFC 5321, 4.5.3.1.3 less its brackets */

static const char *no_mail(void)
{
	return _("not a mail address: it has the form name@example.com");
}

/* Blanks around, and the apostrophe that keeps a spreadsheet from reading a
 * text as something else. */
static const char *trim(const char *s, size_t *n)
{
	s += strspn(s, " \t\r\n'");
	*n = strlen(s);
	while (*n > 0 && strchr(" \t\r\n", s[*n - 1]))
		(*n)--;
	return s;
}

/*
 * Not all of RFC 5322: one "@" with something before it and a host with a dot
 * behind it, and nothing that could end a mail's header line or list.
 */
static bool mail_form(const char *value, struct buf *out, const char **why)
{
	size_t n;
	const char *s = trim(value, &n), *at = memchr(s, '@', n);
	const char *dot;

	*why = no_mail();
	if (n > MAIL_LONGEST || !at || at == s || !utf8_valid(s, n))
		return false;
	if (memchr(at + 1, '@', (size_t)(s + n - at - 1)))
		return false;
	dot = memchr(at, '.', (size_t)(s + n - at));
	if (!dot || dot == at + 1 || s[n - 1] == '.')
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] <= 0x20 || s[i] == 0x7F ||
		    strchr("<>,;:\"()[]\\", s[i]))
			return false;
	for (size_t i = 0; i < n; i++)
		buf_addc(out, (char)tolower((unsigned char)s[i]));
	*why = NULL;
	return true;
}

bool customer_key_form(const char *kind, const char *value, struct buf *out,
    const char **why)
{
	char phone[PHONE_TEXT];

	*why = NULL;
	if (strcmp(kind, "mail") == 0)
		return mail_form(value, out, why);
	if (strcmp(kind, "phone") == 0) {
		if (!phone_normalise(value, phone, why))
			return false;
		buf_adds(out, phone);
		return true;
	}
	buf_adds(out, value);
	return true;
}
