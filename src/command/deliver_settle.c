/* What came of a message that was handed over. */
#include <stdio.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care/messages/digest.h"
#include "command/deliver_inside.h"

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

/* What is refused of many says nothing of each, and was no try of his. */
static void try_alone(struct delivery *d, const struct hand *h,
    const struct message *m, struct handed *w, int64_t at)
{
	w->reason = DIGEST_REFUSED;
	outbox_try_failed(d->s->log, m, w, NULL, at, false, at);
	d->counts->later++;
	if (h->also_n)
		d->again = m->id;
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
		if (h->together) {
			try_alone(d, h, m, &w, at);
			break;
		}
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
		settle(d, h, &m, end, deliver_now(d));
	else
		warn(_("m%lld: late result (status %d): another sender has taken"
		    " it over; nothing changed"), (long long)h->m.id, end->status);
}

void deliver_conclude(struct delivery *d, const struct hand *h,
    const struct child_end *end)
{
	session_begin(d->s, NULL);
	channels_judge(&d->channels, h->transport, end);
	settle_ours(d, h, end);
	for (size_t i = 0; i < h->also_n; i++)
		settle_ours(d, &h->also[i], end);
	session_commit(d->s);
}
