/* What a mail names and says, without looking into any store. */
#include "care/intake/mail.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/num.h"
#include "text/ident.h"
#include "text/mail_text.h"

enum {
	DAYS_BACK = 30,
	DAY = 24 * 60 * 60,
	NUMBER_MOST = 18,	/* digits */
	WORD_MOST = 64
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool add_number(struct mail_number *out, size_t *n, size_t most,
    const char *digits, size_t len, bool marked)
{
	char number[NUMBER_MOST + 1] = "";
	int64_t subject;

	if (len > NUMBER_MOST || *n == most)
		return false;
	memcpy(number, digits, len);
	subject = ident_case_subject(number);
	if (subject > 0)
		out[(*n)++] = (struct mail_number){subject, marked};
	return subject > 0;
}

/* care+10429@example.com */
static void number_of_address(const char *to, struct mail_number *out,
    size_t *n, size_t most)
{
	const char *at = strrchr(to, '@'), *plus = strchr(to, '+');
	size_t len = 0;

	if (!at || !plus || plus > at)
		return;
	while (is_digit(plus[1 + len]))
		len++;
	if (len > 0 && plus + 1 + len == at)
		add_number(out, n, most, plus + 1, len, true);
}

/* Does what stands before the number say that it is the number of a case? */
static bool is_marked(const char *begin, const char *digits)
{
	static const char *const marks[] = {"#", "＃", "[", "［", "【", "case",
	    "case no.", "case number", "编号", "編號", "单号", "單號", "工单",
	    "工單", "案件", "案号", "投诉号", NULL};

	while (digits > begin && (digits[-1] == ' ' || digits[-1] == ':'))
		digits--;
	while (digits - begin >= 3 && memcmp(digits - 3, "：", 3) == 0)
		digits -= 3;
	for (size_t i = 0; marks[i]; i++) {
		size_t n = strlen(marks[i]);

		if ((size_t)(digits - begin) >= n &&
		    strncasecmp(digits - n, marks[i], n) == 0)
			return true;
	}
	return false;
}

/* Part of a longer word? Then it is no number: T10429-2, 10429.5 */
static bool is_joined(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    c == '-' || c == '_' || c == '/' || c == '+';
}

size_t mail_numbers(const struct mail_in *m, struct mail_number *out,
    size_t most)
{
	size_t n = 0;

	for (size_t i = 0; i < m->to_n; i++)
		number_of_address(m->to[i], out, &n, most);
	for (const char *s = m->subject; *s; ) {
		size_t len = 0;

		while (is_digit(s[len]))
			len++;
		if (len > 0 && !is_joined(s[len]) &&
		    (is_marked(m->subject, s) || s == m->subject || !is_joined(s[-1])))
			add_number(out, &n, most, s, len, is_marked(m->subject, s));
		s += len ? len : 1;
	}
	return n;
}

/* "-5520.7" of several that went as one; how long that is. */
static size_t more_at(const char *s)
{
	size_t n = 1;

	if (*s != '-' || !is_digit(s[n]))
		return 0;
	while (is_digit(s[n]))
		n++;
	if (s[n] != '.' || !is_digit(s[n + 1]))
		return 0;
	for (n++; is_digit(s[n]); n++)
		;
	return n;
}

int64_t mail_message(const char *id, const char *store_id)
{
	char number[NUMBER_MOST + 1] = "";
	size_t len = 0, end, store = strlen(store_id);
	int64_t message;

	store = store < MAIL_STORE ? store : MAIL_STORE;
	if (!id || *id != 'm' || store == 0)
		return 0;
	while (is_digit(id[1 + len]))
		len++;
	end = 1 + len + more_at(id + 1 + len);
	if (len == 0 || len > NUMBER_MOST || id[end] != '.' ||
	    strncmp(id + end + 1, store_id, store) != 0 ||
	    id[end + 1 + store] != '@')
		return 0;
	memcpy(number, id + 1, len);
	return num_int(number, 1, INT64_MAX, &message) ? message : 0;
}

/* Of a reference as other systems write them. */
static size_t word_at(const char *s, bool *digit)
{
	size_t n = 0;

	*digit = false;
	for (; is_joined(s[n]) || s[n] == '.' || s[n] == ':'; n++)
		*digit = *digit || is_digit(s[n]);
	while (n > 0 && (s[n - 1] == '.' || s[n - 1] == ':'))
		n--;
	return n;
}

size_t mail_references(const struct mail_in *m, struct arena *a,
    const char **out, size_t most)
{
	size_t n = 0;

	for (const char *s = m->subject; *s && n < most; ) {
		bool digit;
		size_t len = word_at(s, &digit);

		if (len >= 4 && len <= WORD_MOST && digit)
			out[n++] = arena_dupn(a, s, len);
		s += len ? len : 1;
	}
	return n;
}

int64_t mail_received(const struct mail_in *m, int64_t now)
{
	return m->date <= now && m->date >= now - (int64_t)DAYS_BACK * DAY ?
	    m->date : now;
}

static void add_section(struct buf *b, const char *text)
{
	if (!mail_text_blank(text))
		buf_addf(b, "%s%s", b->n ? "\n\n" : "", text);
}

const char *mail_words(const struct mail_in *m, struct arena *a, bool *quoted)
{
	struct buf b = {0};
	char *all;

	*quoted = !mail_text_blank(m->quoted) && !mail_text_blank(m->text);
	add_section(&b, m->subject);
	add_section(&b, m->text);
	if (!*quoted)
		add_section(&b, m->quoted);
	if (m->left_out)
		buf_addf(&b, "%s[%zu bytes left out]", b.n ? "\n\n" : "",
		    m->left_out);
	for (size_t i = 0; i < m->parts_n; i++)
		buf_addf(&b, "%s[attachment: %s%s%s, %zu bytes]",
		    i ? "\n" : b.n ? "\n\n" : "",
		    m->parts[i].name ? m->parts[i].name : "",
		    m->parts[i].name ? ", " : "", m->parts[i].type,
		    m->parts[i].size);
	all = arena_dup(a, buf_text(&b));
	buf_free(&b);
	return all;
}
