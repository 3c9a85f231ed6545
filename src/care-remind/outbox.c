/* care-remind outbox, preview, and the summary: looking at messages. */
#include <stdio.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care/people/customer.h"
#include "care-remind/verbs.h"
#include "command/deliver.h"
#include "store/mark.h"
#include "store/subject.h"
#include "text/ident.h"
#include "text/mask_text.h"

static const char *number(char *buf, size_t n, const char *prefix, int64_t v)
{
	snprintf(buf, n, "%s%lld", prefix, (long long)v);
	return buf;
}

int64_t remind_message_id(const char *name)
{
	struct ident id = ident_parse(name);

	return id.kind == IDENT_MESSAGE ? id.number : 0;
}

void remind_put_to(struct session *s, struct out *out, const struct message *m)
{
	const char *kind = NULL;
	struct buf ref = {0};
	char name[32];

	if (m->addressee == 0) {
		out_text(out, "to_kind", "house");
	} else if (subject_ref(s->db, m->addressee, &ref, &kind)) {
		out_text(out, "to_kind", kind);
		out_text(out, "addressee", strcmp(kind, "customer") == 0 ?
		    number(name, sizeof name, "c", m->addressee) : buf_text(&ref));
	}
	buf_free(&ref);
}

void remind_put_subject(struct session *s, struct out *out,
    const struct message *m)
{
	const char *kind = NULL;
	struct buf ref = {0};
	char name[32];

	if (subject_ref(s->db, m->subject, &ref, &kind)) {
		if (strcmp(kind, "case") == 0)
			out_text(out, "case", number(name, sizeof name, "",
			    ident_case(m->subject)));
		else if (strcmp(kind, "booking") == 0)
			out_text(out, "booking", buf_text(&ref));
	}
	buf_free(&ref);
}

static const struct out_column outbox_columns[] = {
	{.name = "message", .table = true},
	{.name = "rule", .table = true},
	{.name = "to_kind"},
	{.name = "addressee", .table = true, .head = "to"},
	{.name = "channel", .table = true},
	{.name = "state", .table = true},
	{.name = "attempts", .type = OUT_INT, .table = true},
	{.name = "next_try", .type = OUT_TIME, .table = true},
	{.name = "last_error", .table = true},
	{.name = "case"},
	{.name = "booking"},
	{.name = "sent", .type = OUT_TIME},
	{.name = NULL}
};

static void put_message(struct session *s, struct out *out,
    const struct message *m)
{
	char name[32];

	out_text(out, "message", number(name, sizeof name, "m", m->id));
	out_text(out, "rule", m->rule);
	remind_put_to(s, out, m);
	out_text(out, "channel", m->channel);
	out_text(out, "state", m->state);
	out_int(out, "attempts", m->tries);
	if (m->next_at)
		out_int(out, "next_try", m->next_at);
	out_text(out, "last_error", m->reason);
	remind_put_subject(s, out, m);
	if (m->sent_at)
		out_int(out, "sent", m->sent_at);
	out_row(out);
}

static const char *state_given(struct session *s)
{
	static const char *const states[] = {"planned", "leased", "sent",
	    "dropped", "failed", "doubt"};
	const char *typed = arg_value(s->args, "state");

	for (size_t i = 0; typed && i < sizeof states / sizeof states[0]; i++)
		if (strcmp(states[i], typed) == 0)
			return typed;
	if (typed)
		die_usage(_("--state %s: there are planned, leased, sent, dropped,"
		    " failed, doubt"), typed);
	return NULL;
}

int remind_outbox(struct session *s)
{
	struct outbox_filter f = {.stuck = arg_given(s->args, "failed"),
	    .state = state_given(s), .rule = arg_value(s->args, "rule")};
	struct out *out = session_out(s, outbox_columns);
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n;

	session_look(s);
	n = outbox_list(s->db, &f, a, &ids);
	for (size_t i = 0; i < n; i++) {
		struct message m;

		if (outbox_load(s->db, ids[i], a, &m))
			put_message(s, out, &m);
	}
	session_seen(s);
	out_end(out);
	arena_free(a);
	return STATUS_DONE;
}

static const struct out_column summary_columns[] = {
	{.name = "rule", .table = true},
	{.name = "state", .table = true},
	{.name = "messages", .type = OUT_INT, .table = true},
	{.name = "next", .type = OUT_TIME, .table = true},
	{.name = NULL}
};

int remind_summary(struct session *s)
{
	struct out *out = session_out(s, summary_columns);
	int64_t last = mark_of(s->db, MARK_SENT);
	struct arena *a = arena_new();
	char at[HUMAN_TEXT];
	struct outbox_sum *sums;
	size_t n = outbox_sums(s->db, a, &sums);

	for (size_t i = 0; i < n; i++) {
		out_text(out, "rule", sums[i].rule);
		out_text(out, "state", sums[i].state);
		out_int(out, "messages", sums[i].n);
		if (sums[i].next_at)
			out_int(out, "next", sums[i].next_at);
		out_row(out);
	}
	out_end(out);
	arena_free(a);
	if (last)
		say(_("the sender ran last %s"), human_local(last, s->zone, at));
	else
		say(_("the sender never ran: care-remind run, from cron"));
	return STATUS_DONE;
}

static const struct out_column preview_columns[] = {
	{.name = "message", .table = true},
	{.name = "rule", .table = true},
	{.name = "state", .table = true},
	{.name = "verdict", .table = true},
	{.name = "reason", .table = true},
	{.name = "to_kind"},
	{.name = "addressee", .table = true, .head = "to"},
	{.name = "channel", .table = true},
	{.name = "subject"},
	{.name = "text", .table = true},
	{.name = NULL}
};

/* The text with the addressee's name, and numbers in it that are not the
 * company's own, masked. */
static void put_text(struct session *s, struct out *out, const char *column,
    const struct rendering *r, const char *text, struct arena *a)
{
	struct buf masked = {0}, named = {0}, ours = {0};
	struct customer c = {0};
	const char *hit;

	if (!text || session_reveals(s)) {
		out_text(out, column, text);
		return;
	}
	if (r->person && customer_load(s->db, r->person, a, &c) && c.name &&
	    *c.name)
		for (; (hit = strstr(text, c.name)) != NULL;
		    text = hit + strlen(c.name)) {
			buf_add(&named, text, (size_t)(hit - text));
			mask_add(&named, MASK_NAME, c.name);
		}
	buf_adds(&named, text);
	policy_own_words(s->policy, &ours);
	mask_text_add_but(&masked, buf_text(&named), buf_text(&ours));
	out_text(out, column, buf_text(&masked));
	buf_free(&masked);
	buf_free(&ours);
	buf_free(&named);
}

static void put_preview(struct session *s, struct out *out,
    const struct message *m, struct arena *a)
{
	static const char *const verdicts[] = {"send", "drop", "wait"};
	struct rendering r = {0};
	char name[32];

	deliver_renderer(m->rule)(s->db, s->policy, m, s->now, a, &r);
	out_text(out, "message", number(name, sizeof name, "m", m->id));
	out_text(out, "rule", m->rule);
	out_text(out, "state", m->state);
	out_text(out, "verdict", verdicts[r.verdict]);
	out_text(out, "reason", r.verdict == RENDER_SEND && r.ways == 0 ?
	    "no address" : r.reason);
	remind_put_to(s, out, m);
	out_text(out, "channel", r.ways ? r.way[0].channel : NULL);
	put_text(s, out, "subject", &r, outbox_blot(a, r.subject, r.secret), a);
	put_text(s, out, "text", &r, outbox_blot(a, r.text, r.secret), a);
	out_row(out);
}

int remind_preview(struct session *s)
{
	struct arena *a = arena_new();
	struct out *out;

	if (arg_operands(s->args) == 0)
		die_usage(_("name a message, as m5512"));
	out = session_out(s, preview_columns);
	for (size_t i = 0; i < arg_operands(s->args); i++) {
		const char *name = arg_operand(s->args, i);
		int64_t id = remind_message_id(name);
		struct message m;

		if (id && outbox_load(s->db, id, a, &m)) {
			put_preview(s, out, &m, a);
			continue;
		}
		warn(_("%s: no such message"), name);
		s->look = true;
	}
	out_end(out);
	arena_free(a);
	return STATUS_DONE;
}
