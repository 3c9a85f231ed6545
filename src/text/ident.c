/* How things are called on a command line: numbers with a check digit. */
#include "text/ident.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/utf8.h"

int ident_damm(const char *digits)
{
	/* A totally anti-symmetric quasigroup of order 10 with zeros in its
	 * diagonal (Damm 2004, p. 111): the last digit appended gives 0. */
	static const char table[10][10] = {
		{0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
		{7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
		{4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
		{1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
		{6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
		{3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
		{5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
		{8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
		{9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
		{2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
	};
	int interim = 0;

	for (; *digits; digits++) {
		if (*digits < '0' || *digits > '9')
			return -1;
		interim = table[interim][*digits - '0'];
	}
	return interim;
}

int64_t ident_case(int64_t subject)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%" PRId64, subject);
	return subject * 10 + ident_damm(digits);
}

int64_t ident_case_subject(const char *s)
{
	int64_t number;

	if (*s < '1' || *s > '9' || !num_int(s, 1, INT64_MAX, &number))
		return 0;
	return number >= 10 && ident_damm(s) == 0 ? number / 10 : -1;
}

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Take "rule" or "rule.turn" into the name; false: it is neither. */
static bool take_rule(const char *s, struct ident *id)
{
	size_t n = 0;
	int64_t turn = 1;

	if (!letter(s[0]))
		return false;
	while (letter(s[n]) || (s[n] >= '0' && s[n] <= '9') || s[n] == '_' ||
	    s[n] == '-')
		n++;
	if (n >= sizeof id->rule)
		return false;
	if (s[n] == '.') {
		if (s[n + 1] == '0' ||
		    !num_int(s + n + 1, 1, INT32_MAX, &turn))
			return false;
	} else if (s[n] != '\0') {
		return false;
	}
	memcpy(id->rule, s, n);
	id->rule[n] = '\0';
	id->turn = (int)turn;
	return true;
}

/* A reference is what another system made: any printable text. */
static bool take_reference(const char *s, size_t n, struct ident *id)
{
	if (n == 0 || n >= sizeof id->ref || !utf8_valid(s, n))
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x20 || s[i] == 0x7F)
			return false;
	memcpy(id->ref, s, n);
	id->ref[n] = '\0';
	return true;
}

/* A reference may hold a slash, so the rule stands behind the last one, and
 * only if it is spelt like a rule. */
static bool take_referred(const char *s, struct ident *id)
{
	const char *slash = strrchr(s, '/');

	if (slash && slash > s && take_rule(slash + 1, id))
		return take_reference(s, (size_t)(slash - s), id);
	return take_reference(s, strlen(s), id);
}

static enum ident_kind take_case(const char *s, struct ident *id)
{
	const char *slash = strchr(s, '/');
	size_t n = slash ? (size_t)(slash - s) : strlen(s);
	char digits[24];
	int64_t subject;

	if (n >= sizeof digits || (slash && !take_rule(slash + 1, id)))
		return IDENT_NONE;
	memcpy(digits, s, n);
	digits[n] = '\0';
	subject = ident_case_subject(digits);
	if (subject == 0)
		return IDENT_NONE;
	if (subject < 0)
		return IDENT_BAD_DIGIT;
	id->number = subject;
	return IDENT_CASE;
}

/* The number behind a letter; some may have a promise behind it. */
static bool take_number(const char *s, struct ident *id, bool promises)
{
	size_t n = strcspn(s, "/");
	char digits[24];

	if (n >= sizeof digits || *s == '0' ||
	    (s[n] && !(promises && take_rule(s + n + 1, id))))
		return false;
	memcpy(digits, s, n);
	digits[n] = '\0';
	return num_int(digits, 1, INT64_MAX, &id->number);
}

static enum ident_kind take(const char *s, struct ident *id)
{
	static const struct {
		char letter;
		enum ident_kind kind;
	} letters[] = {
		{'c', IDENT_CUSTOMER}, {'m', IDENT_MESSAGE},
		{'s', IDENT_SURVEY}, {'b', IDENT_BATCH}, {'a', IDENT_MEASURE},
	};

	if (strncmp(s, "booking:", 8) == 0)
		return take_referred(s + 8, id) ? IDENT_BOOKING : IDENT_NONE;
	if (strncmp(s, "staff:", 6) == 0)
		return take_referred(s + 6, id) ? IDENT_STAFF : IDENT_NONE;
	if (strcmp(s, "house") == 0)
		return IDENT_HOUSE;
	if (strncmp(s, "house/", 6) == 0)
		return take_rule(s + 6, id) ? IDENT_HOUSE : IDENT_NONE;
	if (*s == 'g' && take_case(s + 1, id) == IDENT_CASE)
		return IDENT_GROUP;
	if (strncmp(s, "ref:", 4) == 0)
		return take_reference(s + 4, strlen(s + 4), id) ?
		    IDENT_CASE_REF : IDENT_NONE;
	if (*s >= '1' && *s <= '9')
		return take_case(s, id);
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (*s == letters[i].letter && take_number(s + 1, id,
		    letters[i].kind == IDENT_CUSTOMER ||
		    letters[i].kind == IDENT_MEASURE))
			return letters[i].kind;
	return IDENT_NONE;
}

struct ident ident_parse(const char *s)
{
	struct ident id = {.turn = 1};
	enum ident_kind kind = take(s, &id);

	if (kind == IDENT_NONE)
		return (struct ident){.kind = IDENT_NONE, .turn = 1};
	id.kind = kind;
	return id;
}
