/* What goes together with a message, as one to the same person. */
#include <string.h>

#include "care/messages/digest.h"
#include "care/people/staff.h"
#include "command/deliver_inside.h"

/* Who reads what is due, asked once: who stands in for whom hardly changes
 * while a sender runs, and each message is asked again. */
static void know_readers(struct delivery *d, int64_t at)
{
	struct session *s = d->s;
	int64_t *ids;

	if (d->readers_known)
		return;
	d->readers_known = true;
	d->readers_n = digest_addressees(s->db, at, d->config, &ids);
	d->readers = arena_alloc(d->config, d->readers_n + 1,
	    sizeof *d->readers);
	for (size_t i = 0; i < d->readers_n; i++)
		d->readers[i] = (struct reader){ids[i],
		    ids[i] ? staff_acting(s->db, ids[i], at) : 0};
}

/* One that may go with it and still holds, leased as it is. */
static void take(struct delivery *d, struct hand *h, int64_t id, int64_t at)
{
	struct session *s = d->s;
	struct hand *other = &h->also[h->also_n];

	*other = (struct hand){.arena = h->arena, .transport = h->transport,
	    .together = true};
	if (!outbox_load(s->db, id, h->arena, &other->m) ||
	    !digest_takes(&other->m) || deliver_lapsed(d, &other->m, at))
		return;
	deliver_renderer(other->m.rule)(s->db, s->policy, &other->m, at,
	    h->arena, &other->r);
	if (other->r.verdict != RENDER_SEND || !other->r.text)
		return;
	other->way = outbox_way(&other->m, &other->r, channels_work,
	    &d->channels);
	if (!digest_fits(&h->r, h->way, &other->r, other->way))
		return;
	deliver_lease(d, other, at);
	h->also_n++;
}

static void take_of(struct delivery *d, struct hand *h, int64_t addressee,
    int64_t at)
{
	int64_t *ids;
	size_t n = digest_beside(d->s->db, &h->m, addressee, at, h->arena, &ids);

	for (size_t i = 0; i < n && h->also_n < DIGEST_MOST - 1; i++)
		take(d, h, ids[i], at);
}

void deliver_gather(struct delivery *d, struct hand *h, int64_t at)
{
	if (!digest_takes(&h->m))
		return;
	h->also = arena_alloc(h->arena, DIGEST_MOST, sizeof *h->also);
	take_of(d, h, h->m.addressee, at);
	know_readers(d, at);
	for (size_t i = 0; i < d->readers_n; i++)
		if (d->readers[i].person == h->r.person &&
		    d->readers[i].addressee != h->m.addressee)
			take_of(d, h, d->readers[i].addressee, at);
	h->together = h->also_n > 0;
}
