/* The sending loop: lease, hand over, write down what came of it. */
#include "command/deliver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/die.h"
#include "base/lang.h"
#include "care/messages/digest.h"
#include "command/channels.h"
#include "command/gap.h"
#include "command/session.h"
#include "command/stop.h"
#include "store/db.h"
#include "store/mark.h"
#include "store/store.h"

struct delivery {
	struct session *s;
	struct deliver_counts *counts;
	struct arena *config;		/* the channels live in it */
	struct channels channels;
	char *store_id;
	char lease[128];		/* ours; another for each message */
	int64_t leases;
	time_t began;			/* monotonic */
	int64_t after_at, after_id;	/* the message before */
	int64_t again;			/* goes on at once by another way; or 0 */
};

static time_t monotonic(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

/* A long run must not lease and date by the time it began at. */
static int64_t now(const struct delivery *d)
{
	return d->s->now + (d->s->still ? 0 : (int64_t)(monotonic() - d->began));
}

/* A message in hand, between its two transactions, and those that go with it
 * as one. */
struct hand {
	struct message m;
	struct rendering r;
	const struct transport *transport;
	int way;
	struct arena *arena;
	struct hand *also;
	size_t also_n;
};

/* Its sender died, or is so slow that its lease ended. */
static bool lapsed(struct delivery *d, const struct message *m, int64_t at)
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

static void lease(struct delivery *d, const struct hand *h, int64_t at)
{
	outbox_lease(d->s->log, &h->m, d->lease, h->transport->channel,
	    at + transport_lease(h->transport), at);
}

/* What may go with it and still holds, leased as it is. */
static void gather(struct delivery *d, struct hand *h, int64_t at)
{
	int64_t *ids;
	size_t n;

	if (!digest_takes(&h->m))
		return;
	n = digest_beside(d->s->db, &h->m, at, h->arena, &ids);
	h->also = arena_alloc(h->arena, n + 1, sizeof *h->also);
	for (size_t i = 0; i < n; i++) {
		struct hand *other = &h->also[h->also_n];

		*other = (struct hand){.arena = h->arena,
		    .transport = h->transport};
		if (!outbox_load(d->s->db, ids[i], h->arena, &other->m) ||
		    lapsed(d, &other->m, at))
			continue;
		deliver_renderer(other->m.rule)(d->s->db, d->s->policy, &other->m,
		    at, h->arena, &other->r);
		if (other->r.verdict != RENDER_SEND || !other->r.text)
			continue;
		other->way = outbox_way(&other->m, &other->r, channels_work,
		    &d->channels);
		if (!digest_fits(&h->r, h->way, &other->r, other->way))
			continue;
		lease(d, other, at);
		h->also_n++;
	}
}

/* Decide within the transaction; true: it is leased and to be handed over. */
static bool decide(struct delivery *d, struct hand *h, int64_t at)
{
	struct message *m = &h->m;

	if (lapsed(d, m, at))
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
	lease(d, h, at);
	gather(d, h, at);
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
	at = now(d);
	if (!find(d, h, at)) {
		session_commit(d->s);
		return false;
	}
	*leased = decide(d, h, at);
	session_commit(d->s);
	return true;
}

/* The next way after the one that can never go; NULL: that was the last. */
static const char *next_way(struct delivery *d, const struct hand *h)
{
	for (size_t i = (size_t)h->way + 1; i < h->r.ways; i++)
		if (channels_have(&d->channels, h->r.way[i].channel))
			return h->r.way[i].channel;
	return NULL;
}

/* The last line of its stdout is the gateway's own id of the message. */
static const char *receipt(const struct child_end *end)
{
	const char *line = strrchr(end->out, '\n');

	return line ? line + 1 : end->out;
}

static void give_up(struct delivery *d, const struct message *m,
    const struct handed *w, int64_t at)
{
	outbox_failed(d->s->log, m, w, at);
	d->counts->failed++;
}

static void try_again(struct delivery *d, const struct message *m,
    const struct handed *w, const char *channel, int64_t wait, int64_t at)
{
	outbox_try_failed(d->s->log, m, w, channel, at + wait, true, at);
	d->counts->later++;
}

static void doubt(struct delivery *d, const struct message *m,
    const struct handed *w, int64_t at)
{
	outbox_doubt(d->s->log, m, w, at);
	d->counts->doubt++;
}

/* It was ended in the midst of its work, so it may have done it. */
static bool unsure(const struct hand *h, const struct child_end *end)
{
	return (end->timed_out || end->signal) &&
	    h->transport->on_doubt == DOUBT_ASK;
}

/* Write down what came of it. m is the row as it is now, the lease ours. */
static void settle(struct delivery *d, const struct hand *h,
    const struct message *m, const struct child_end *end, int64_t at)
{
	char reason[32];
	struct handed w = {.person = h->r.person,
	    .text = outbox_blot(h->arena, h->r.text, h->r.secret),
	    .receipt = receipt(end), .error = end->err, .reason = reason};
	int64_t wait = outbox_backoff(m->tries);

	if (end->timed_out)
		snprintf(reason, sizeof reason, "timeout");
	else if (end->signal)
		snprintf(reason, sizeof reason, "signal %d", end->signal);
	else
		snprintf(reason, sizeof reason, "exit %d", end->status);
	if (unsure(h, end)) {
		doubt(d, m, &w, at);
		return;
	}
	switch (outbox_verdict(end->timed_out ? -1 : end->status)) {
	case OUTBOX_SENT:
		outbox_sent(d->s->log, m, &w, at);
		d->counts->sent++;
		break;
	case OUTBOX_BROKEN:
		outbox_try_failed(d->s->log, m, &w, NULL, at + 900, false, at);
		d->counts->stopped++;
		break;
	case OUTBOX_HARD:
		d->again = next_way(d, h) ? m->id : 0;
		if (d->again)
			try_again(d, m, &w, next_way(d, h), 0, at);
		else
			give_up(d, m, &w, at);
		break;
	case OUTBOX_SOFT:
		if (wait)
			try_again(d, m, &w, NULL, wait, at);
		else
			give_up(d, m, &w, at);
		break;
	}
}

/* Write down what came of one of them, if its lease is still ours. */
static void settle_ours(struct delivery *d, const struct hand *h,
    const struct child_end *end)
{
	struct message m;

	if (outbox_load(d->s->db, h->m.id, h->arena, &m) && m.lease &&
	    strcmp(m.lease, d->lease) == 0)
		settle(d, h, &m, end, now(d));
	else
		warn(_("m%lld: late result (status %d): another sender has taken"
		    " it over; nothing changed"), (long long)h->m.id, end->status);
}

static void conclude(struct delivery *d, const struct hand *h,
    const struct child_end *end)
{
	session_begin(d->s, NULL);
	channels_judge(&d->channels, h->transport, end);
	settle_ours(d, h, end);
	for (size_t i = 0; i < h->also_n; i++)
		settle_ours(d, &h->also[i], end);
	session_commit(d->s);
}

static void hand_over(struct delivery *d, struct hand *h)
{
	const struct rendering *all[DIGEST_MOST];
	struct rendering what;
	struct handover o = {.transport = h->transport, .all = &d->channels.all,
	    .message = &h->m, .attempt = h->m.tries + 1, .what = &what,
	    .count = 1 + h->also_n, .store_id = d->store_id,
	    .now = now(d), .zone = d->s->zone};
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
	conclude(d, h, &end);
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
		session_mark(s, MARK_SENT, last, now(&d));
	free(d.store_id);
	arena_free(d.config);
	return counts->sent;
}
