/* care-escalate status: do the ticks and the sender run? For monitors. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-escalate/verbs.h"
#include "care/cases/silence.h"
#include "store/mark.h"
#include "store/status.h"
#include "time/human.h"
#include "time/span.h"

static const struct out_column columns[] = {
	{.name = "what", .table = true},
	{.name = "value", .type = OUT_INT, .table = true},
	{.name = NULL}
};

struct health {
	struct session *s;
	struct status_work w;
	int64_t ticked, sent;	/* 0: never */
	bool tick_old, nobody_sends;
	struct silent *silent;	/* channels */
	size_t silent_n;
};

static int64_t max_age(struct session *s)
{
	const char *typed = arg_value(s->args, "max-age"), *why;
	struct span span = {SPAN_WALL, 900};

	if (typed && (!span_parse(typed, false, &span, &why) ||
	    span.clock != SPAN_WALL))
		die_usage(_("--max-age %s: a span of wall time, as 15m"), typed);
	return span.n;
}

static void examine(struct session *s, struct health *h, struct arena *a)
{
	int64_t most = max_age(s);

	*h = (struct health){.s = s};
	status_work(s->db, s->now, &h->w);
	h->ticked = mark_of(s->db, MARK_TICKED);
	h->sent = mark_of(s->db, MARK_SENT);
	h->tick_old = !mark_fresh(h->ticked, s->now, most);
	h->nobody_sends = h->w.waiting_since &&
	    s->now - h->w.waiting_since > most &&
	    !mark_fresh(h->sent, s->now, most);
	h->silent_n = channels_silent(s->db, s->policy, s->now, a, &h->silent);
	if (h->tick_old || h->nobody_sends || h->silent_n)
		s->look = true;
}

/* The line of a monitoring plugin: the word, what people read, figures. */
static void put_line(FILE *out, const struct health *h)
{
	char text[HUMAN_TEXT];
	const char *never = _("never");

	fprintf(out, "ESCALATION %s - ", h->s->look ? "WARNING" : "OK");
	fprintf(out, !h->tick_old ? _("last tick %s") : h->ticked > h->s->now ?
	    _("last tick %s, by a clock that was ahead") :
	    _("last tick %s, too long ago"), h->ticked ?
	    human_local(h->ticked, h->s->zone, text) : never);
	fprintf(out, h->nobody_sends ? _("; messages wait, last sent %s") :
	    _("; last sent %s"), h->sent ?
	    human_local(h->sent, h->s->zone, text) : never);
	for (size_t i = 0; i < h->silent_n; i++)
		fprintf(out, _("; nothing came by %s since %s"),
		    h->silent[i].channel->name, h->silent[i].since ?
		    human_local(h->silent[i].since, h->s->zone, text) : never);
	fprintf(out, " | late=%" PRId64 " waiting=%" PRId64 " stuck=%" PRId64
	    "\n", h->w.promises_late, h->w.messages_waiting,
	    h->w.messages_stuck);
}

/* What the figures are, for people who read a dashboard's source: English, as
 * the names are. */
struct figure {
	const char *name, *help;
	int64_t value;
};

enum { FIGURES = 10 };

static void figures(const struct health *h, struct figure *v)
{
	const struct figure all[FIGURES] = {
		{"care_cases_open", "Cases that are not closed.", h->w.cases_open},
		{"care_promises_open", "Promises neither kept nor cancelled.",
		    h->w.promises_open},
		{"care_promises_late", "Open promises past their due time.",
		    h->w.promises_late},
		{"care_messages_waiting", "Messages due and not yet sent.",
		    h->w.messages_waiting},
		{"care_messages_stuck", "Messages failed or in doubt.",
		    h->w.messages_stuck},
		{"care_tick_timestamp_seconds", "Last care-escalate run; 0: never.",
		    h->ticked},
		{"care_send_timestamp_seconds", "Last run of a sender; 0: never.",
		    h->sent},
		{"care_tick_ok", "1: the last tick is recent enough.",
		    !h->tick_old},
		{"care_send_ok", "0: messages wait and nobody sends.",
		    !h->nobody_sends},
		{"care_channels_silent", "Channels on which nothing came for too"
		    " long.", (int64_t)h->silent_n},
	};

	memcpy(v, all, sizeof all);
}

static void put_prom(FILE *out, const struct figure *v)
{
	for (size_t i = 0; i < FIGURES; i++)
		fprintf(out, "# HELP %s %s\n# TYPE %s gauge\n%s %" PRId64 "\n",
		    v[i].name, v[i].help, v[i].name, v[i].name, v[i].value);
}

static void put_rows(struct session *s, const struct figure *v)
{
	struct out *out = session_out(s, columns);

	for (size_t i = 0; i < FIGURES; i++) {
		out_text(out, "what", v[i].name);
		out_int(out, "value", v[i].value);
		out_row(out);
	}
	out_end(out);
}

int escalate_status(struct session *s)
{
	const char *format = arg_value(s->args, "format");
	bool prom = format && strcmp(format, "prom") == 0;
	struct arena *a = arena_new();
	struct figure v[FIGURES];
	struct file_out *out;
	struct health h;

	session_look(s);
	examine(s, &h, a);
	session_seen(s);
	figures(&h, v);
	if (format && !prom) {
		put_rows(s, v);
	} else {
		out = session_text(s);
		if (prom)
			put_prom(file_out_stream(out), v);
		else
			put_line(file_out_stream(out), &h);
		file_out_end(out);
	}
	arena_free(a);
	return STATUS_DONE;
}
