/* The masked forms of single values, and knowing them again. */
#include "text/mask.h"

#include <string.h>

#include "base/utf8.h"
#include "text/mask_text.h"
#include "text/phone.h"

/* Surnames of two characters that are still borne. */
static const char *const double_surnames[] = {
	"欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "慕容",
	"皇甫", "尉迟", "尉遲", "公孙", "公孫", "令狐", "夏侯", "东方", "東方",
	"端木", "独孤", "獨孤", "南宫", "南宮", "长孙", "長孫", "宇文", "轩辕",
	"軒轅", "澹台", "澹臺", "公冶", "宗政", "濮阳", "濮陽", "淳于", "太叔",
	"申屠", "仲孙", "仲孫", "钟离", "鍾離", "鲜于", "鮮于", "闾丘", "閭丘",
	"司空", "呼延", "赫连", "赫連", "闻人", "聞人", "东郭", "東郭", "百里",
	"西门", "西門", "拓跋", "公羊", "万俟", "左丘", "第五"
};

enum { SURNAMES = sizeof double_surnames / sizeof double_surnames[0] };

static bool han(uint32_t c)
{
	return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
	    (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3007;
}

static bool starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

/* Bytes of the surname a Chinese name begins with. */
static size_t surname(const char *s, size_t first)
{
	for (size_t i = 0; i < SURNAMES; i++)
		if (starts(s, double_surnames[i]) &&
		    s[strlen(double_surnames[i])] != '\0')
			return strlen(double_surnames[i]);
	return first;
}

static void add_name(struct buf *b, const char *s)
{
	uint32_t c;
	size_t first = utf8_next(s, &c);

	if (han(c)) {
		buf_add(b, s, surname(s, first));
		buf_addc(b, '*');
	} else {
		buf_add(b, s, first);
		buf_adds(b, "***");
	}
}

/* Three digits and the last four of a whole number, less of a shorter one. */
static void add_phone(struct buf *b, const char *s)
{
	char number[PHONE_TEXT], digits[PHONE_TEXT];
	const char *why;
	size_t n = 0;

	if (phone_normalise(s, number, &why))
		s = number;
	for (; *s && *s != 'x' && n < sizeof digits - 1; s++)
		if (*s >= '0' && *s <= '9')
			digits[n++] = *s;
	if (n >= 10) {
		buf_add(b, digits, 3);
		buf_adds(b, "****");
		buf_add(b, digits + n - 4, 4);
	} else {
		buf_adds(b, "****");
	}
}

static void add_mail(struct buf *b, const char *s)
{
	const char *at = strrchr(s, '@');
	uint32_t c;

	if (!at || at == s) {
		buf_adds(b, "***");
		return;
	}
	buf_add(b, s, utf8_next(s, &c));
	buf_adds(b, "***");
	buf_adds(b, at);
}

void mask_add(struct buf *b, enum mask_kind kind, const char *value)
{
	size_t n = strlen(value);

	if (kind != MASK_TEXT) {
		value += strspn(value, " \t\r\n");
		n = strlen(value);
	}
	if (n == 0)
		return;
	if (!utf8_valid(value, n)) {
		buf_adds(b, "***");
		return;
	}
	switch (kind) {
	case MASK_NAME:
		add_name(b, value);
		break;
	case MASK_PHONE:
		add_phone(b, value);
		break;
	case MASK_MAIL:
		add_mail(b, value);
		break;
	case MASK_DATE:
		buf_adds(b, "****-**-**");
		break;
	case MASK_TEXT:
		mask_text_add(b, value);
		break;
	}
}

/* 138****8000 and nothing else. */
static bool masked_phone(const char *s)
{
	size_t head = strspn(s, "0123456789");

	return head == 3 && starts(s + 3, "****") &&
	    strspn(s + 7, "0123456789") == 4 && s[11] == '\0';
}

bool mask_is(const char *value)
{
	uint32_t c;
	size_t n = strlen(value), first;

	if (!strchr(value, '*') || !utf8_valid(value, n))
		return false;
	if (n >= 3 && strspn(value, "*") == n)
		return true;
	if (strcmp(value, "****-**-**") == 0 || masked_phone(value))
		return true;
	first = utf8_next(value, &c);
	if (starts(value + first, "***"))
		return value[first + 3] == '\0' || value[first + 3] == '@';
	if (!han(c))
		return false;
	return strcmp(value + first, "*") == 0 ||
	    strcmp(value + surname(value, first), "*") == 0;
}
