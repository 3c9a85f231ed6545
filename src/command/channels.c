/* The channels of a sending run, and which are left alone for the rest. */
#include "command/channels.h"

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "text/mask_text.h"

enum { HUNG_MOST = 2 };

void channels_read(struct channels *c, const char *store_path,
    struct arena *a)
{
	*c = (struct channels){.stopped = 0};
	transports_read(store_path, a, &c->all);
	c->now = arena_alloc(a, c->all.n + 1, sizeof *c->now);
}

bool channels_have(void *arg, const char *channel)
{
	const struct channels *c = arg;

	return transport_of(&c->all, channel) != NULL;
}

bool channels_work(void *arg, const char *channel)
{
	const struct channels *c = arg;
	const struct transport *t = transport_of(&c->all, channel);

	return t && !c->now[t - c->all.v].stopped;
}

static void tell_broken(const struct transport *t, const struct child_end *end)
{
	struct buf said = {0};

	mask_text_add(&said, end->err);
	for (size_t i = 0; i < said.n; i++)
		if (said.s[i] == '\n')
			said.s[i] = ' ';
	warn(_("channel %s stopped: %s: exit %d \"%s\"; its messages wait, none"
	    " is lost"), t->channel, t->argv[0], end->status, buf_text(&said));
	buf_free(&said);
}

void channels_judge(struct channels *c, const struct transport *t,
    const struct child_end *end)
{
	struct channel_now *now = &c->now[t - c->all.v];

	now->hung = end->timed_out ? now->hung + 1 : 0;
	if (now->hung == HUNG_MOST)
		warn(_("channel %s stopped: %s: took longer than %ds twice in a"
		    " row; its messages wait, none is lost"), t->channel,
		    t->argv[0], t->timeout);
	else if (!end->timed_out &&
	    outbox_verdict(end->status) == OUTBOX_BROKEN)
		tell_broken(t, end);
	else
		return;
	now->stopped = true;
	c->stopped++;
}
