/* Reading numbers, money, dates and states from sheets. */
#include "care/intake/value.h"

#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "text/head.h"

/* Do blanks stand between two digits? Then it is two numbers. */
static bool two_numbers(const char *s)
{
	for (; *s; s++) {
		size_t gap = strspn(s + 1, " \t");

		if (isdigit((unsigned char)*s) && gap > 0 &&
		    isdigit((unsigned char)s[1 + gap]))
			return true;
	}
	return false;
}

/* Full-width signs folded, blanks gone. */
static const char *fold(const char *s, struct buf *b)
{
	head_add(b, s);
	return buf_text(b);
}

static bool ends_with(const char *s, size_t n, const char *tail)
{
	size_t t = strlen(tail);

	return n > t && memcmp(s + n - t, tail, t) == 0;
}

/* The length without the first of the tails that fits. */
static size_t without(const char *s, size_t n, const char *const *tails)
{
	for (; *tails; tails++)
		if (ends_with(s, n, *tails))
			return n - strlen(*tails);
	return n;
}

bool value_number(const char *s, int64_t *out)
{
	static const char *const counts[] = {"人", "位", "名", "间", NULL};
	static const char *const zero[] = {".0", ".00", NULL};
	struct buf b = {0};
	size_t n;
	bool ok;

	fold(s, &b);
	n = b.n ? without(b.s, b.n, counts) : 0;
	n = n ? without(b.s, n, zero) : 0;
	if (n)
		b.s[n] = '\0';
	ok = n && !two_numbers(s) && num_int(b.s, 0, 1000000000, out);
	buf_free(&b);
	return ok;
}

/* "1280", "1,280.5": digits with separators into hundredths. */
static bool hundredths(const char *s, int64_t *out)
{
	int64_t v = 0;
	int decimals = -1;
	size_t digits = 0;

	for (; *s; s++) {
		if (*s == ',' && decimals < 0 && digits > 0)
			continue;
		if (*s == '.' && decimals < 0) {
			decimals = 0;
			continue;
		}
		if (!isdigit((unsigned char)*s) || decimals == 2 ||
		    ++digits > 15)
			return false;
		v = v * 10 + (*s - '0');
		decimals += decimals >= 0;
	}
	for (int i = decimals < 0 ? 0 : decimals; i < 2; i++)
		v *= 10;
	*out = v;
	return digits > 0;
}

bool value_money(const char *s, int64_t *out)
{
	static const char *const after[] = {"元", "rmb", "cny", NULL};
	static const char *const before[] = {"¥", "rmb", "cny", NULL};
	struct buf b = {0};
	const char *p = fold(s, &b);
	size_t n = b.n;
	bool ok;

	if (n) {
		n = without(b.s, n, after);
		b.s[n] = '\0';
	}
	for (size_t i = 0; before[i]; i++)
		if (strncmp(p, before[i], strlen(before[i])) == 0) {
			p += strlen(before[i]);
			break;
		}
	ok = !two_numbers(s) && hundredths(p, out);
	buf_free(&b);
	return ok;
}

bool value_lost_digits(const char *s)
{
	size_t n = strspn(s, "0123456789");

	if (n == 0)
		return false;
	s += n;
	if (*s == '.')
		s += 1 + strspn(s + 1, "0123456789");
	if (*s != 'E' && *s != 'e')
		return false;
	s++;
	if (*s != '+')
		return false;
	n = strspn(s + 1, "0123456789");
	return n > 0 && s[1 + n] == '\0';
}

/* Digits of at most six places; their number. False: none, or more. */
static bool count_of(const char **s, int64_t *out)
{
	size_t n = strspn(*s, "0123456789");

	if (n == 0 || n > 6)
		return false;
	for (*out = 0; n > 0; n--)
		*out = *out * 10 + (*(*s)++ - '0');
	return true;
}

/* "1:35", "0:01:35": the parts behind a colon have two digits below 60. */
static bool clock_seconds(const char *s, int64_t *out)
{
	int64_t part;
	int colons = 0;

	if (!count_of(&s, out))
		return false;
	for (; *s == ':'; colons++) {
		if (strspn(s + 1, "0123456789") != 2)
			return false;
		s++;
		if (!count_of(&s, &part) || part > 59 || *out > 86400)
			return false;
		*out = *out * 60 + part;
	}
	return !*s && colons <= 2;
}

/* "1时2分35秒", "95s": numbers, each with its unit, the larger first. */
static bool unit_seconds(const char *s, int64_t *out)
{
	static const struct {
		const char *unit;
		int64_t seconds;
	} units[] = {{"小时", 3600}, {"时", 3600}, {"h", 3600}, {"分钟", 60},
	    {"分", 60}, {"min", 60}, {"m", 60}, {"秒钟", 1}, {"秒", 1}, {"s", 1}};
	int64_t last = INT64_MAX, n;

	for (*out = 0; *s;) {
		size_t i = 0;

		if (!count_of(&s, &n))
			return false;
		while (i < sizeof units / sizeof units[0] && strncmp(s,
		    units[i].unit, strlen(units[i].unit)) != 0)
			i++;
		if (i == sizeof units / sizeof units[0] ||
		    units[i].seconds >= last)
			return false;
		last = units[i].seconds;
		s += strlen(units[i].unit);
		*out += n * last;
	}
	return last != INT64_MAX;
}

/* In small letters, without blanks; a colon of either width. */
static void fold_clock(const char *s, struct buf *b)
{
	static const char wide[] = "：";

	for (; *s; s++) {
		if (strncmp(s, wide, sizeof wide - 1) == 0) {
			buf_addc(b, ':');
			s += sizeof wide - 2;
		} else if (!strchr(" \t", *s)) {
			buf_addc(b, (char)tolower((unsigned char)*s));
		}
	}
}

bool value_seconds(const char *s, int64_t *out)
{
	struct buf b = {0};
	int64_t n;
	bool ok;

	fold_clock(s, &b);
	ok = !two_numbers(s) && (clock_seconds(buf_text(&b), &n) ||
	    unit_seconds(buf_text(&b), &n)) && n <= 86400;
	if (ok)
		*out = n;
	buf_free(&b);
	return ok;
}

/* Of words that mean the same, the one that is ours. */
struct meaning {
	const char *ours, *words;	/* between blanks */
};

static const char *meaning_of(const char *s, const struct meaning *v, size_t n)
{
	struct buf form = {0};
	const char *ours = NULL;

	buf_addc(&form, ' ');
	head_add(&form, s);
	buf_addc(&form, ' ');
	for (size_t i = 0; i < n && form.n > 2; i++)
		if (strstr(v[i].words, buf_text(&form)))
			ours = v[i].ours;
	buf_free(&form);
	return ours;
}

const char *value_way(const char *s)
{
	static const struct meaning ways[] = {
		{"in", " in inbound incoming 呼入 来电 来访 来信 "},
		{"out", " out outbound outgoing 呼出 去电 外呼 回访 "},
	};

	return meaning_of(s, ways, sizeof ways / sizeof ways[0]);
}

bool value_withheld(const char *s)
{
	static const struct meaning withheld[] = {
		{"withheld", " anonymous withheld unknown private unavailable"
		    " restricted hidden 匿名 未知 隐藏 隐藏号码 未显示 未显示号码 保密 "},
	};

	return meaning_of(s, withheld, 1) != NULL;
}

const char *value_state(const char *s)
{
	static const struct meaning states[] = {
		{"booked", " booked confirmed 已预订 预订 已确认 已下单 已付款 "},
		{"cancelled", " cancelled canceled 取消 已取消 退订 已退订 "},
		{"departed", " departed 出发 已出发 已出团 在途 已入住 "},
		{"returned", " returned check-out 返回 已返回 已完成 已结束 已离店 "},
		{"no_show", " no_show no-show noshow 未到 未出行 未入住 "},
	};

	return meaning_of(s, states, sizeof states / sizeof states[0]);
}

static bool is_like(const char *word, const char *form)
{
	struct buf b = {0};
	bool same;

	head_add(&b, word);
	same = strcmp(buf_text(&b), form) == 0;
	buf_free(&b);
	return same;
}

const struct word *value_word(const struct policy *p, const char *list,
    const char *typed)
{
	const struct word *found = policy_word(p, list, typed);
	const struct words *all = found ? NULL : policy_words(p, list);
	struct buf form = {0};
	size_t n = 0;

	if (!all)
		return found;
	head_add(&form, typed);
	for (size_t i = 0; form.n > 0 && i < all->n; i++)
		if (all->v[i].name && all->v[i].title &&
		    (is_like(all->v[i].name, buf_text(&form)) ||
		    is_like(all->v[i].title, buf_text(&form)))) {
			found = &all->v[i];
			n++;
		}
	buf_free(&form);
	return n > 1 ? NULL : found;
}
