/* Reading of shares, money and decimal numbers. */
#include "policy/amounts.h"

#include <ctype.h>
#include <string.h>

#include "base/lang.h"
#include "policy/policy.h"

/* Currencies that are not divided into hundredths (ISO 4217). */
static const struct { const char code[4]; int decimals; } units[] = {
	{ "BHD", 3 }, { "BIF", 0 }, { "CLP", 0 }, { "DJF", 0 }, { "GNF", 0 },
	{ "IQD", 3 }, { "ISK", 0 }, { "JOD", 3 }, { "JPY", 0 }, { "KMF", 0 },
	{ "KRW", 0 }, { "KWD", 3 }, { "LYD", 3 }, { "OMR", 3 }, { "PYG", 0 },
	{ "RWF", 0 }, { "TND", 3 }, { "UGX", 0 }, { "VND", 0 }, { "VUV", 0 },
	{ "XAF", 0 }, { "XOF", 0 }, { "XPF", 0 }
};

static int decimals_of(const char *currency)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strcmp(units[i].code, currency) == 0)
			return units[i].decimals;
	return 2;
}

bool decimal_read(const char *s, int decimals, int64_t most, int64_t *out)
{
	int64_t v = 0;
	int after = -1;		/* digits behind the dot, once there is one */

	if (!isdigit((unsigned char)*s))
		return false;
	for (; *s; s++) {
		if (*s == '.' && after < 0 && isdigit((unsigned char)s[1])) {
			after = 0;
			continue;
		}
		if (!isdigit((unsigned char)*s) || after == decimals ||
		    v > most / 10)
			return false;
		v = v * 10 + (*s - '0');
		after += after >= 0;
	}
	for (after = after < 0 ? 0 : after; after < decimals; after++) {
		if (v > most / 10)
			return false;
		v *= 10;
	}
	if (v > most)
		return false;
	*out = v;
	return true;
}

bool share_read(const char *s, int most, int *permille)
{
	size_t n = strlen(s);
	char digits[16];
	int64_t v;

	if (n < 2 || n > sizeof digits || s[n - 1] != '%')
		return false;
	memcpy(digits, s, n - 1);
	digits[n - 1] = '\0';
	if (!decimal_read(digits, 1, most, &v))
		return false;
	*permille = (int)v;
	return true;
}

int share_node(const struct node *n, int most, int otherwise)
{
	const char *s = node_text(n);
	int permille = otherwise;

	if (s && !share_read(s, most, &permille))
		node_error(n, _("\"%s\" is no share from 0%% to %d%%; write 10%% "
		    "or 12.5%%"), s, most / 10);
	return permille;
}

int64_t money_node(const struct policy *p, const struct node *n,
	int64_t otherwise)
{
	const char *s = node_text(n), *currency = policy_head(p)->currency;
	int64_t v;
	int decimals;

	if (!s)
		return otherwise;
	if (!currency) {
		node_error(n, _("money of which currency? give currency at the "
		    "top (CNY)"));
		return otherwise;
	}
	decimals = decimals_of(currency);
	if (decimal_read(s, decimals, INT64_MAX / 10000, &v))
		return v;
	node_error(n, _("\"%s\" is no amount of %s: digits, with at most %d "
	    "decimals"), s, currency, decimals);
	return otherwise;
}

bool money_typed(const char *currency, const char *typed, int64_t *out)
{
	return decimal_read(typed, decimals_of(currency), MONEY_MOST, out);
}

int64_t money_unit(const char *currency)
{
	int64_t unit = 1;

	for (int i = decimals_of(currency); i > 0; i--)
		unit *= 10;
	return unit;
}

const char *money_text(const char *currency, int64_t amount, char *buf)
{
	uint64_t v = amount < 0 ? -(uint64_t)amount : (uint64_t)amount;
	char *at = buf + MONEY_TEXT - 1;
	int left = decimals_of(currency);

	/* From the last digit on; 20 of them, a dot and a sign fit. */
	*at = '\0';
	if (left > 0) {
		for (; left > 0; left--, v /= 10)
			*--at = (char)('0' + v % 10);
		*--at = '.';
	}
	do
		*--at = (char)('0' + v % 10);
	while ((v /= 10) > 0);
	if (amount < 0)
		*--at = '-';
	return at;
}

int64_t money_share(int64_t amount, int64_t permille)
{
	/* The thousands first, so that nothing overflows. */
	return amount / 1000 * permille + (amount % 1000 * permille + 500) / 1000;
}

const char *currency_node(const struct node *n)
{
	const char *s = node_text(n);

	if (!s)
		return NULL;
	if (strlen(s) == 3 && isupper((unsigned char)s[0]) &&
	    isupper((unsigned char)s[1]) && isupper((unsigned char)s[2]))
		return s;
	node_error(n, _("\"%s\" is no currency; write its three capitals (CNY)"),
	    s);
	return NULL;
}
