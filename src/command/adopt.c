/* Adopting a policy. */
#include "command/adopt.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "policy/bundle.h"
#include "policy/policy.h"
#include "time/human.h"

static void complain(void *arg, bool error, const char *file, long line,
    long column, const char *message)
{
	struct adoption *a = arg;

	if (error)
		a->errors++;
	else
		a->warnings++;
	warn_at(file, line, column, error ? "%s" : _("warning: %s"), message);
}

/* Days must be listed for this year, and for the next one once deadlines of
 * a month reach into it. */
void adoption_read(const char *path, int64_t now, struct adoption *a)
{
	const struct zone *utc = zone_open("UTC");
	int first = zone_civil(utc, now, NULL).year;
	int last = zone_civil(utc, now + 30 * 86400, NULL).year;

	*a = (struct adoption){0};
	a->bundle = policy_bundle(path, complain, a);
	if (a->bundle)
		a->policy = policy_load(a->bundle, first, last, complain, a);
}

void adoption_free(struct adoption *a)
{
	policy_free(a->policy);
	free(a->bundle);
	*a = (struct adoption){0};
}

bool adoption_same(const char *bundle, const char *other)
{
	struct policy_part x, y;
	bool more = true;

	for (size_t i = 0; more; i++) {
		more = policy_part(bundle, i, &x);
		if (more != policy_part(other, i, &y))
			return false;
		if (more && (x.n != y.n || memcmp(x.text, y.text, x.n) != 0))
			return false;
	}
	return true;
}

void adoption_record(struct log *log, const struct adoption *a,
    const char *path, const char *approved_by, int64_t now,
    struct adopted *out)
{
	const struct policy_head *h = policy_head(a->policy);
	int64_t day = 0;
	int second, offset;
	const char *why;
	char real[PATH_MAX];

	/* Checked by policy_load() already. */
	human_date(h->effective, &day, &second, &offset, &why);
	*out = (struct adopted){
		.name = h->name,
		.version = h->version,
		.effective = zone_day_instant(h->zone, day, 0),
		.text = a->bundle,
		.path = realpath(path, real) ? real : path,
		.approved_by = approved_by ? approved_by : h->approved_by,
		.adopted_at = now,
	};
	adopted_insert(log, out);
	out->path = path;
}
