/* Handing a message to its transport: what it hears, and on which ear. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "care/messages/transport.h"
#include "text/mail_out.h"

/* A fact takes at most half of what the kernel lets a string of the environment
 * be (execve(2)): beyond that no program would be run at all, and a customer
 * with a very long name would look like a broken channel. */
enum { FACTS = 9, FACT_MOST = 65536 };

/* One line, whatever people call themselves: scripts put it into heads. */
static const char *fact(struct arena *a, const char *name, const char *value)
{
	char *s = arena_printf(a, "%s=%s", name, value ? value : "");

	for (char *c = s; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			*c = ' ';
	return s;
}

/* The name of a fact that is too long, or NULL. */
static const char *too_long(const char *const *env, struct arena *a)
{
	for (; *env; env++)
		if (strlen(*env) > FACT_MOST)
			return arena_printf(a, "%.*s", (int)strcspn(*env, "="),
			    *env);
	return NULL;
}

static const char **environment(const struct handover *h, const char *id,
    struct arena *a)
{
	const char **env = arena_alloc(a, FACTS + 1, sizeof *env);
	const struct rendering *r = h->what;
	size_t n = 0;

	env[n++] = fact(a, "CARE_MSG_ID", id);
	env[n++] = arena_printf(a, "CARE_ATTEMPT=%lld", (long long)h->attempt);
	env[n++] = fact(a, "CARE_CHANNEL", h->transport->channel);
	env[n++] = fact(a, "CARE_TO", h->to);
	env[n++] = fact(a, "CARE_CASE", r->case_name);
	env[n++] = fact(a, "CARE_KIND", h->message->purpose);
	env[n++] = fact(a, "CARE_SUBJECT", r->subject);
	env[n++] = fact(a, "CARE_TEMPLATE", r->template);
	env[n++] = fact(a, "CARE_PARAMS", r->params);
	return env;
}

static bool write_input(const struct handover *h, const char *id,
    struct buf *in)
{
	struct mail_out m = {.to = h->to, .from = h->all->from,
	    .reply_to = h->all->reply_to, .subject = h->what->subject,
	    .text = h->what->text, .date = h->now, .zone = h->zone};
	struct buf left = {0};
	bool good;

	if (!h->transport->mail) {
		buf_adds(in, h->what->text);
		return true;
	}
	/* The id's @ would be a second one in a Message-ID. */
	buf_adds(&left, id);
	for (char *at = left.s; (at = strchr(at, '@')) != NULL; )
		*at = '.';
	m.id = buf_text(&left);
	good = mail_write(in, &m);
	buf_free(&left);
	return good;
}

static void refuse(struct child_end *end, const char *what, const char *why)
{
	end->status = 65;
	snprintf(end->err, sizeof end->err, "%s%s%s", what, *what ? ": " : "",
	    why);
}

void transport_run(const struct handover *h, struct child_end *end)
{
	struct arena *a = arena_new();
	const char *more = h->count > 1 ? arena_printf(a, "-%lld.%zu",
	    (long long)h->last, h->count) : "";
	const char *id = arena_printf(a, "m%lld%s@%.12s",
	    (long long)(h->count > 1 ? h->first : h->message->id), more,
	    h->store_id);
	struct child_job job = {.argv = h->transport->argv,
	    .env = environment(h, id, a), .timeout = h->transport->timeout};
	const char *big = too_long(job.env, a);
	struct buf in = {0};

	memset(end, 0, sizeof *end);
	if (big) {
		refuse(end, big, "too long");
	} else if (!write_input(h, id, &in)) {
		refuse(end, "", "not a mail address");
	} else {
		job.in = buf_text(&in);
		job.in_n = in.n;
		child_run(&job, end);
	}
	buf_free(&in);
	arena_free(a);
}
