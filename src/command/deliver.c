/* The sending loop: lease, hand over, write down what came of it. */
#include "command/deliver_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "care/messages/digest.h"
#include "command/gap.h"
#include "command/stop.h"
#include "store/db.h"
#include "store/mark.h"
#include "store/store.h"

static time_t monotonic(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

int64_t deliver_now(const struct delivery *d)
{
	return d->s->now + (d->s->still ? 0 : (int64_t)(monotonic() - d->began));
}

bool deliver_lapsed(struct delivery *d, const struct message *m, int64_t at)
{
	const struct transport *t;

	if (strcmp(m->state, "leased") != 0)
		return false;
	t = m->channel ? transport_of(&d->channels.all, m->channel) : NULL;
	if (t && t->on_doubt == DOUBT_RESEND && outbox_backoff(m->tries))
		return false;
	outbox_doubt(d->s->log, m, NULL, at);
	d->counts->doubt++;
	return true;
}

static void hold(struct delivery *d, const struct message *m,
    const char *reason, int64_t until, int64_t at)
{
	if (until <= at)
		until = at + outbox_patience(m->not_before, at);
	outbox_hold(d->s->log, m, reason, until, at);
	d->counts->held++;
}

/* The way it goes now. Not by another one when the one it was tried by is only
 * stopped: that may have refused it for good already. */
static bool choose_way(struct delivery *d, struct hand *h, int64_t at)
{
	struct message *m = &h->m;

	h->way = outbox_way(m, &h->r, channels_have, &d->channels);
	if (h->way < 0) {
		hold(d, m, h->r.ways ? "no transport" : "no address", 0, at);
		return false;
	}
	if (!m->channel || strcmp(m->channel, h->r.way[h->way].channel) != 0)
		h->way = outbox_way(m, &h->r, channels_work, &d->channels);
	if (h->way >= 0 && channels_work(&d->channels,
	    h->r.way[h->way].channel))
		return true;
	d->counts->stopped++;	/* stays due: the channel is at fault */
	return false;
}

void deliver_lease(struct delivery *d, const struct hand *h, int64_t at)
{
	outbox_lease(d->s->log, &h->m, d->lease, h->transport->channel,
	    at + transport_lease(h->transport), at);
}

/* Decide within the transaction; true: it is leased and to be handed over. */
static bool decide(struct delivery *d, struct hand *h, int64_t at)
{
	struct message *m = &h->m;

	if (deliver_lapsed(d, m, at))
		return false;
	deliver_renderer(m->rule)(d->s->db, d->s->policy, m, at, h->arena, &h->r);
	if (h->r.verdict == RENDER_DROP) {
		outbox_pass_on(d->s->log, m, h->r.reason, h->r.instead,
		    h->r.instead_n, at);
		d->counts->dropped++;
		return false;
	}
	if (h->r.verdict == RENDER_WAIT) {
		hold(d, m, h->r.reason, h->r.until, at);
		return false;
	}
	if (!h->r.text) {
		hold(d, m, "no text", 0, at);
		return false;
	}
	if (!choose_way(d, h, at))
		return false;
	h->transport = transport_of(&d->channels.all, h->r.way[h->way].channel);
	snprintf(strrchr(d->lease, ':'), 24, ":%lld", (long long)++d->leases);
	deliver_lease(d, h, at);
	deliver_gather(d, h, at);
	return true;
}

/* The message to go on with, else the next one that is due. */
static bool find(struct delivery *d, struct hand *h, int64_t at)
{
	int64_t id = d->again;

	d->again = 0;
	if (id && outbox_load(d->s->db, id, h->arena, &h->m) &&
	    strcmp(h->m.state, "planned") == 0)
		return true;
	if (!outbox_next(d->s->db, at, d->after_at, d->after_id, h->arena, &h->m))
		return false;
	d->after_at = h->m.next_at;
	d->after_id = h->m.id;
	return true;
}

/* False: nothing more is due. *leased: the message in hand is ours. */
static bool take(struct delivery *d, struct hand *h, bool *leased)
{
	int64_t at;

	*leased = false;
	session_begin(d->s, NULL);
	at = deliver_now(d);
	if (!find(d, h, at)) {
		session_commit(d->s);
		return false;
	}
	*leased = decide(d, h, at);
	session_commit(d->s);
	return true;
}

static void hand_over(struct delivery *d, struct hand *h)
{
	const struct rendering *all[DIGEST_MOST];
	struct rendering what;
	struct handover o = {.transport = h->transport, .all = &d->channels.all,
	    .message = &h->m, .attempt = h->m.tries + 1, .what = &what,
	    .count = 1 + h->also_n, .store_id = d->store_id,
	    .now = deliver_now(d), .zone = d->s->zone};
	struct child_end end;

	all[0] = &h->r;
	o.first = o.last = h->m.id;
	for (size_t i = 0; i < h->also_n; i++) {
		int64_t id = h->also[i].m.id;

		all[i + 1] = &h->also[i].r;
		o.first = id < o.first ? id : o.first;
		o.last = id > o.last ? id : o.last;
	}
	digest_join(h->arena, all, o.count, &what);
	o.to = what.way[h->way].address;
	transport_run(&o, &end);
	deliver_conclude(d, h, &end);
}

static void prepare(struct delivery *d)
{
	char host[64] = "";

	d->config = arena_new();
	channels_read(&d->channels, db_path(d->s->db), d->config);
	d->store_id = store_meta(d->s->db, "id");
	d->began = monotonic();
	gethostname(host, sizeof host - 1);
	/* Host, process and its beginning: no two senders have the same. */
	snprintf(d->lease, sizeof d->lease - 24, "%s:%ld:%lld:", host,
	    (long)getpid(), (long long)d->began);
}

int64_t deliver_run(struct session *s, struct deliver_counts *counts)
{
	struct delivery d = {.s = s, .counts = counts};
	int64_t last = mark_of(s->db, MARK_SENT);
	bool more = true;

	*counts = (struct deliver_counts){0};
	counts->gap = (int64_t)gap_hold(s);
	prepare(&d);
	stop_catch();
	while (more && !stop_asked()) {
		struct hand h = {.arena = arena_new()};
		bool leased;

		more = take(&d, &h, &leased);
		if (leased && s->dry)
			counts->sent++;
		else if (leased)
			hand_over(&d, &h);
		arena_free(h.arena);
	}
	counts->broken = d.channels.stopped;
	if (!counts->broken)
		session_mark(s, MARK_SENT, last, deliver_now(&d));
	free(d.store_id);
	arena_free(d.config);
	return counts->sent;
}
