/* Tiers of an offer: frozen, written, read, chosen. */
#include "care/money/offer.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "care/promises/promise.h"

bool offer_freeze(const struct policy *p, const struct offer_rule *r,
    int64_t start, struct offer *o)
{
	*o = (struct offer){.name = r->name, .of = r->of, .start = start};
	if (r->n > OFFER_TIERS)
		return false;
	for (size_t i = 0; i < r->n; i++, o->n++) {
		const struct span *s = &r->v[i].until;
		const struct calendar *c = promise_calendar(p, s->clock);

		o->v[i].rate = r->v[i].rate;
		o->v[i].until = INT64_MAX;
		if (!r->v[i].to_the_end && worktime_due(start, *s, c,
		    policy_head(p)->zone, c && (s->clock == SPAN_DAYS ||
		    s->clock == SPAN_MONTHS), NULL, 0, &o->v[i].until, NULL,
		    NULL) != WORKTIME_OK)
			return false;
	}
	return o->n > 0;
}

void offer_write(const struct offer *o, struct buf *b)
{
	for (size_t i = 0; i < o->n; i++) {
		buf_adds(b, i ? " " : "");
		if (o->v[i].until == INT64_MAX)
			buf_adds(b, "end");
		else
			buf_addf(b, "%" PRId64, o->v[i].until);
		buf_addf(b, ":%d", o->v[i].rate);
	}
}

static bool read_tier(char *tier, struct offer *o)
{
	char *rate = strchr(tier, ':');
	int64_t n;

	if (!rate || o->n == OFFER_TIERS)
		return false;
	*rate++ = '\0';
	o->v[o->n].until = INT64_MAX;
	if (strcmp(tier, "end") != 0 &&
	    !num_int(tier, INT64_MIN, INT64_MAX - 1, &o->v[o->n].until))
		return false;
	if (!num_int(rate, 0, 1000, &n))
		return false;
	o->v[o->n++].rate = (int)n;
	return true;
}

bool offer_read(const char *s, struct offer *o)
{
	char *copy = mem_dup(s), *rest = copy, *tier;
	bool good = true;

	o->n = 0;
	while (good && (tier = strsep(&rest, " ")) != NULL)
		good = read_tier(tier, o);
	free(copy);
	return good && o->n > 0 && o->v[o->n - 1].until == INT64_MAX;
}

size_t offer_tier(const struct offer *o, int64_t at)
{
	size_t i = 0;

	while (i + 1 < o->n && at > o->v[i].until)
		i++;
	return i;
}
