/* When somebody of staff may be told, and by which ways. */
#include <stdlib.h>
#include <string.h>

#include "care/escalation/notice.h"
#include "care/people/roster.h"
#include "care/people/staff.h"
#include "store/db.h"
#include "store/store.h"

/* When his duty begins that has not ended; false: the roster has none of his
 * ahead. */
static bool on_duty(struct db *db, int64_t person, int64_t at, int64_t *from)
{
	enum { WEEK = 7 * 86400 };
	struct arena *a = arena_new();
	struct duty *all;
	size_t n = person ? duties(db, person, at, at + WEEK, a, &all) : 0;

	if (n)
		*from = all[0].from > at ? all[0].from : at;
	arena_free(a);
	return n > 0;
}

int64_t notice_not_before(struct db *db, const struct policy *p,
    int64_t person, bool urgent, int64_t at)
{
	const struct calendar *c = policy_head(p)->working;
	int64_t open;

	if (urgent)
		return at;
	if (on_duty(db, person, at, &open))
		return open;
	return c && worktime_opening(c, at, &open) ? open : at;
}

int64_t notice_goes(struct db *db, const struct policy *p, int64_t addressee,
    bool urgent, int64_t at, int64_t *acting)
{
	enum { LOOKS = 16 };

	for (int i = 0; i < LOOKS; i++) {
		int64_t then;

		*acting = addressee ? staff_acting(db, addressee, at) : 0;
		then = notice_not_before(db, p, *acting, urgent, at);
		if (then <= at)
			break;
		at = then;
	}
	return at;
}

void notice_ways(struct db *db, const struct policy *p, int64_t person,
    struct arena *a, struct rendering *r)
{
	const struct names *by = &policy_head(p)->notify_by;
	struct staff s = {.id = 0};
	char *owner = person ? NULL : store_meta(db, "owner");

	if (person && !staff_load(db, person, a, &s))
		return;
	for (size_t i = 0; i < by->n && r->ways < 8; i++) {
		const char *channel = by->v[i], *address = s.login;

		if (strcmp(channel, "mail") == 0)
			address = s.mail;
		else if (strcmp(channel, "sms") == 0 || strcmp(channel, "phone") == 0)
			address = s.phone;
		if (!person)
			address = owner;
		if (!address)
			continue;
		r->way[r->ways].channel = channel;
		r->way[r->ways++].address = arena_dup(a, address);
	}
	free(owner);
}

const char *notice_channel(struct db *db, const struct policy *p,
    int64_t person, struct arena *a)
{
	struct rendering r = {.ways = 0};

	notice_ways(db, p, person, a, &r);
	return r.ways ? r.way[0].channel : NULL;
}
