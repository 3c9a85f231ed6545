/* Customers who may be one: the forms compared, and the pairs among them. */
#include "care/people/customer_alike.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"

enum why { BIRTHDAY, MAIL, PHONE, TRIP };	/* by name */
static const char *const words[] = {"birthday", "mail", "phone", "trip"};

/* One thing said of one customer. */
struct said {
	char *form;
	enum why why;
	bool apart;	/* an extension: not alike another one of these */
	int64_t customer;
};

struct pair {
	int64_t a, b;
	enum why why;
};

struct alike {
	struct said *v;
	size_t n, cap;
	struct pair *pairs;
	size_t pairs_n, pairs_cap;
};

void alike_name_form(const char *name, struct buf *out)
{
	utf8proc_uint8_t *folded = NULL;

	if (utf8proc_map((const utf8proc_uint8_t *)name, 0, &folded,
	    UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE |
	    UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
	    UTF8PROC_STRIPCC) < 0)
		return;
	for (const char *s = (const char *)folded; *s; s++)
		if (*s != ' ')
			buf_addc(out, *s);
	free(folded);
}

/* Digits of the country code at the beginning (ITU-T E.164, list of assigned
 * codes): one for zones 1 and 7, two for those listed, else three. */
static size_t country_code(const char *digits)
{
	static const char two[] = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46"
	    " 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86"
	    " 90 91 92 93 94 95 98";
	size_t n = strlen(digits);

	if (digits[0] == '1' || digits[0] == '7')
		return 1;
	for (const char *s = two; n >= 2; s += 3) {
		if (strncmp(s, digits, 2) == 0)
			return 2;
		if (!s[2])
			break;
	}
	return n < 3 ? n : 3;
}

/* In Italy the zero is part of the number. */
static bool keeps_zero(const char *digits)
{
	return strncmp(digits, "39", 2) == 0;
}

bool alike_phone_form(const char *phone, struct buf *out)
{
	size_t n = strcspn(phone, "x"), from = 0;

	if (phone[0] == '+' && !keeps_zero(phone + 1)) {
		from = 1 + country_code(phone + 1);
		if (from > n)
			from = n;
		buf_add(out, phone, from);
		while (from < n && phone[from] == '0')
			from++;
	}
	buf_add(out, phone + from, n - from);
	return phone[n] == 'x';
}

void alike_mail_form(const char *mail, struct buf *out)
{
	const char *at = strchr(mail, '@');

	for (const char *s = mail; at && s < at && *s != '+'; s++)
		if (*s != '.')
			buf_addc(out, *s);
	buf_adds(out, at ? at : mail);
}

struct alike *alike_new(void)
{
	return mem_alloc(1, sizeof(struct alike));
}

void alike_free(struct alike *a)
{
	for (size_t i = 0; i < a->n; i++)
		free(a->v[i].form);
	free(a->v);
	free(a->pairs);
	free(a);
}

static void add(struct alike *a, enum why why, int64_t customer,
    const struct buf *form, bool apart)
{
	a->v = mem_grow(a->v, &a->cap, a->n + 1, sizeof *a->v);
	a->v[a->n++] = (struct said){mem_dup(buf_text(form)), why, apart,
	    customer};
}

/* A name with something else; the newline is in no folded name. */
static void add_name(struct alike *a, enum why why, int64_t customer,
    const char *name, const char *with)
{
	struct buf form = {0};

	alike_name_form(name, &form);
	if (form.n > 0 && *with) {
		buf_addf(&form, "\n%s", with);
		add(a, why, customer, &form, false);
	}
	buf_free(&form);
}

void alike_birthday(struct alike *a, int64_t customer, const char *name,
    const char *birthday)
{
	add_name(a, BIRTHDAY, customer, name, birthday);
}

void alike_trip(struct alike *a, int64_t customer, const char *name,
    const char *trip)
{
	add_name(a, TRIP, customer, name, trip);
}

void alike_phone(struct alike *a, int64_t customer, const char *phone)
{
	struct buf form = {0};
	bool apart = alike_phone_form(phone, &form);

	add(a, PHONE, customer, &form, apart);
	buf_free(&form);
}

void alike_mail(struct alike *a, int64_t customer, const char *mail)
{
	struct buf form = {0};

	alike_mail_form(mail, &form);
	add(a, MAIL, customer, &form, false);
	buf_free(&form);
}

static int order(int64_t x, int64_t y)
{
	return (x > y) - (x < y);
}

static int by_form(const void *x, const void *y)
{
	const struct said *p = x, *q = y;
	int c = order(p->why, q->why);

	if (c == 0)
		c = strcmp(p->form, q->form);
	if (c == 0)
		c = order(p->apart, q->apart);
	return c ? c : order(p->customer, q->customer);
}

static int by_pair(const void *x, const void *y)
{
	const struct pair *p = x, *q = y;
	int c = order(p->a, q->a);

	if (c == 0)
		c = order(p->b, q->b);
	return c ? c : order(p->why, q->why);
}

static void add_pair(struct alike *a, int64_t x, int64_t y, enum why why)
{
	if (x == y)
		return;
	a->pairs = mem_grow(a->pairs, &a->pairs_cap, a->pairs_n + 1,
	    sizeof *a->pairs);
	a->pairs[a->pairs_n++] = (struct pair){x < y ? x : y, x < y ? y : x, why};
}

/* Those of one form begin with the oldest who has it plain; where nobody has,
 * all have extensions and are apart. */
static void find_pairs(struct alike *a)
{
	size_t first = 0;

	a->pairs_n = 0;
	if (a->n)
		qsort(a->v, a->n, sizeof *a->v, by_form);
	for (size_t i = 1; i < a->n; i++) {
		if (a->v[i].why != a->v[first].why ||
		    strcmp(a->v[i].form, a->v[first].form) != 0)
			first = i;
		else if (!a->v[first].apart)
			add_pair(a, a->v[first].customer, a->v[i].customer,
			    a->v[i].why);
	}
	if (a->pairs_n)
		qsort(a->pairs, a->pairs_n, sizeof *a->pairs, by_pair);
}

size_t alike_pairs(struct alike *a, alike_visit *visit, void *arg)
{
	struct buf why = {0};
	size_t told = 0, next;

	find_pairs(a);
	for (size_t i = 0; i < a->pairs_n; i = next) {
		const struct pair *p = &a->pairs[i];

		buf_reset(&why);
		buf_adds(&why, words[p->why]);
		for (next = i + 1; next < a->pairs_n &&
		    a->pairs[next].a == p->a && a->pairs[next].b == p->b; next++)
			if (a->pairs[next].why != a->pairs[next - 1].why)
				buf_addf(&why, " %s", words[a->pairs[next].why]);
		visit(arg, p->a, p->b, buf_text(&why));
		told++;
	}
	buf_free(&why);
	return told;
}
