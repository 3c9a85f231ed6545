/* Normalising phone numbers; numbering plans of ITU-T E.164 and of China. */
#include "text/phone.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { LONGEST = 15 };		/* digits of a number after E.164 */

static const char *empty(void)
{
	return _("no phone number stands here");
}

static const char *not_a_number(void)
{
	return _("not a phone number: write digits only, and + before a foreign country code");
}

/* What was found in the value: "+" or not, digits, an extension. */
struct found {
	bool plus;
	size_t n, ext_n;
	char digits[LONGEST + 5];
	char ext[7];
};

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Excel's text guard, and blanks, around the value. */
static void trim(char *s)
{
	char *from = s + strspn(s, " \t\r\n'");
	size_t n = strlen(from);

	while (n > 0 && strchr(" \t\r\n", from[n - 1]))
		n--;
	memmove(s, from, n);
	s[n] = '\0';
}

/*
 * A number that a spreadsheet took for one: "13800138000.0" and
 * "1.3800138000E+10" are rewritten as digits. False: "1.38E+10", the digits
 * are gone.
 */
static bool undo_spreadsheet(char *s)
{
	size_t whole = strspn(s, "0123456789"), decimals = 0, keep;
	char *rest = s + whole;
	unsigned long exponent = 0;

	if (whole == 0 || (*rest != '.' && *rest != 'E' && *rest != 'e'))
		return true;
	if (*rest == '.') {
		rest++;
		decimals = strspn(rest, "0123456789");
		rest += decimals;
	}
	if (*rest == 'E' || *rest == 'e') {
		char *end;

		rest += rest[1] == '+' ? 2 : 1;
		exponent = digit(*rest) ? strtoul(rest, &end, 10) : 0;
		if (exponent == 0 || *end != '\0')
			return true;		/* something else: not digits */
	} else if (*rest != '\0' || strspn(s + whole + 1, "0") != decimals) {
		return true;			/* 010.6455.1234 */
	}
	if (exponent > decimals)
		return false;
	keep = whole + exponent;
	if (strspn(s + keep + 1, "0") < decimals - exponent)
		return true;			/* a fraction: no phone number */
	if (decimals)
		memmove(s + whole, s + whole + 1, decimals);
	s[keep] = '\0';
	return true;
}

/* Does an extension begin here? Returns the length of its mark. */
static size_t extension(const char *s)
{
	static const char *const marks[] = {
		"转", "轉", "分机", "ext.", "ext", "EXT", "Ext", "x", "X", "#"
	};

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (strncmp(s, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

/* A sign that people put between digits; returns its length. NFKC leaves
 * the several dashes apart. */
static size_t separator(const char *s)
{
	uint32_t c;
	size_t n = utf8_next(s, &c);

	if (c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' ||
	    c == '\t' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212)
		return n;
	return 0;
}

static const char *collect_extension(const char *s, struct found *f)
{
	s += strspn(s, " :.-");
	f->ext_n = strspn(s, "0123456789");
	if (f->ext_n == 0 || f->ext_n >= sizeof f->ext || s[f->ext_n] != '\0')
		return not_a_number();
	memcpy(f->ext, s, f->ext_n);
	return NULL;
}

/* Gather the digits; returns why not, or NULL. */
static const char *collect(const char *s, struct found *f)
{
	if (*s == '+') {
		f->plus = true;
		s++;
	}
	while (*s) {
		size_t n = separator(s);

		if (digit(*s)) {
			if (f->n + 1 >= sizeof f->digits)
				return _("more digits than a phone number has; is it two numbers? put one here");
			f->digits[f->n++] = *s;
			n = 1;
		} else if (*s == '*') {
			return _("the number is masked: take it from the system that has it in full");
		} else if (*s == '/' || *s == ',' || *s == ';' ||
		    strncmp(s, "、", 3) == 0) {
			return _("more than one number: put one here; a sheet of customers has phone2 for another");
		} else if (n == 0) {
			n = extension(s);
			return n ? collect_extension(s + n, f) : not_a_number();
		}
		s += n;
	}
	return f->n ? NULL : not_a_number();
}

static void drop(struct found *f, size_t n)
{
	f->n -= n;
	memmove(f->digits, f->digits + n, f->n + 1);
}

static bool mobile(const struct found *f)
{
	return f->n == 11 && f->digits[0] == '1' && f->digits[1] >= '3';
}

/* "010-64551234-801": a second dash is how many write an extension. */
static void split_extension(const char *s, struct found *f)
{
	const char *last = strrchr(s, '-');
	size_t n = last ? strspn(last + 1, "0123456789") : 0;

	if (f->ext_n || !last || last == strchr(s, '-') || last[n + 1] != '\0')
		return;
	if (f->digits[0] != '0' || n < 1 || n > 6 ||
	    f->n - n < 10 || f->n - n > 12)
		return;
	memcpy(f->ext, last + 1, n);
	f->ext_n = n;
	f->n -= n;
	f->digits[f->n] = '\0';
}

/* Bring +86, 0086 and 86 to the form used inside China. */
static void bring_home(struct found *f)
{
	if (!f->plus && strncmp(f->digits, "00", 2) == 0) {
		drop(f, 2);
		f->plus = true;
	}
	if (f->plus && strncmp(f->digits, "86", 2) == 0) {
		drop(f, 2);
		f->plus = false;
		if (!mobile(f) && f->n >= 9 && f->digits[0] != '0' &&
		    strncmp(f->digits, "400", 3) != 0 &&
		    strncmp(f->digits, "800", 3) != 0) {
			memmove(f->digits + 1, f->digits, f->n + 1);
			f->digits[0] = '0';
			f->n++;
		}
	} else if (!f->plus && f->n == 13 &&
	    strncmp(f->digits, "861", 3) == 0 && f->digits[3] >= '3') {
		drop(f, 2);
	}
}

static const char *judge(const struct found *f)
{
	const char *d = f->digits;

	if (f->plus) {
		if (f->n > LONGEST || d[0] == '0')
			return not_a_number();
		return f->n >= 8 ? NULL :
		    _("too short for a number with a country code; digits are missing");
	}
	if (mobile(f))
		return NULL;
	if (d[0] == '0' && d[1] > '0') {
		if (f->n > 12)
			return _("too long for a landline number; write an extension as x801");
		return f->n >= 10 ? NULL :
		    _("too short for a landline number; digits are missing");
	}
	if (f->n == 10 && (strncmp(d, "400", 3) == 0 ||
	    strncmp(d, "800", 3) == 0))
		return NULL;
	if (strncmp(d, "95", 2) == 0 && f->n >= 5 && f->n != 7 &&
	    f->n <= 11)
		return NULL;
	if ((f->n == 7 || f->n == 8) && d[0] >= '2')
		return _("the area code is missing: write it before the number, as 010-64551234");
	if (f->n == 10 && d[0] == '1')
		return _("too short for a mobile number: one digit is missing");
	if (f->n < 11)
		return _("too short for a phone number; digits are missing");
	if (d[0] == '1')
		return _("not a mobile number: they have 11 digits and begin with 13 to 19");
	return not_a_number();
}

/* The value under NFKC, or NULL when it is not UTF-8; the caller frees it. */
static char *fold(const char *value)
{
	utf8proc_uint8_t *folded = NULL;
	const char *p = value;

	/* Visible ASCII is folded already. */
	while (*p >= 0x20 && *p < 0x7f)
		p++;
	if (!*p)
		return mem_dup(value);

	if (utf8proc_map((const utf8proc_uint8_t *)value, 0, &folded,
	    UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE |
	    UTF8PROC_COMPAT | UTF8PROC_IGNORE | UTF8PROC_STRIPCC) < 0)
		return NULL;
	return (char *)folded;
}

static const char *normalise(char *s, struct found *f)
{
	const char *why;

	trim(s);
	if (!*s)
		return empty();
	if (!undo_spreadsheet(s))
		return _("Excel cut the number off; format the column as text in Excel and save again");
	why = collect(s, f);
	if (why)
		return why;
	split_extension(s, f);
	bring_home(f);
	return judge(f);
}

bool phone_normalise(const char *value, char *out, const char **why)
{
	struct found f = {0};
	char *s = fold(value);
	const char *fault = s ? normalise(s, &f) : not_a_number();

	out[0] = '\0';
	free(s);
	if (fault) {
		*why = fault;
		return false;
	}
	if (f.plus)
		strcat(out, "+");
	strcat(out, f.digits);
	if (f.ext_n) {
		strcat(out, "x");
		strcat(out, f.ext);
	}
	return true;
}
