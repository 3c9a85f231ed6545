/* care-remind calls, list, done: what people do by phone. */
#include <stdio.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care/reminders/call.h"
#include "care-remind/verbs.h"
#include "command/targets.h"
#include "text/ident.h"

/* "--until", else the end of today. */
static int64_t remind_until(struct session *s)
{
	int64_t day = zone_day(s->zone, s->now);

	return session_time(s, "until", HUMAN_END,
	    zone_day_instant(s->zone, day, 86400));
}

static const struct out_column call_columns[] = {
	{.name = "message"},
	{.name = "due", .type = OUT_TIME, .table = true},
	{.name = "case"},
	{.name = "booking"},
	{.name = "trip", .table = true},
	{.name = "customer", .table = true},
	{.name = "name", .class = CLASS_PERSONAL, .mask = MASK_NAME, .table = true},
	{.name = "phone", .class = CLASS_PERSONAL, .mask = MASK_PHONE, .table = true},
	{.name = "call_purpose"},
	{.name = "attempt", .type = OUT_INT, .table = true},
	{.name = "script", .class = CLASS_PERSONAL, .mask = MASK_TEXT, .table = true},
	{.name = "result"},
	{.name = "note"},
	{.name = "call_at", .type = OUT_TIME},
	{.name = "promise", .table = true, .id = true},
	{.name = "left_s", .type = OUT_SECONDS},
	{.name = NULL}
};

static void put_id(struct out *out, const char *column, const char *prefix,
    int64_t v)
{
	char text[32];

	snprintf(text, sizeof text, "%s%lld", prefix, (long long)v);
	out_text(out, column, v ? text : NULL);
}

static void put_call(struct session *s, struct out *out, const struct call *c)
{
	out_text(out, "promise", c->name);
	put_id(out, "message", "m", c->message);
	out_int(out, "due", c->due);
	put_id(out, "case", "", c->case_id ? ident_case(c->case_id) : 0);
	out_text(out, "booking", c->booking);
	out_text(out, "trip", c->trip);
	put_id(out, "customer", "c", c->customer);
	out_text(out, "name", c->person);
	out_text(out, "phone", c->phone);
	out_text(out, "call_purpose", c->purpose);
	out_int(out, "attempt", c->attempt);
	out_text(out, "script", c->script);
	out_int(out, "left_s", c->due - s->now);
	/* Whoever calls sees whom; calls_shown() has recorded it. */
	out_row_reveal(out);
	out_row(out);
}

static void tell_held(size_t held)
{
	if (held == 0)
		return;
	say(_("calls that wait (an open complaint, or the rule says not now): %zu"),
	    held);
}

int remind_calls(struct session *s)
{
	struct arena *a = arena_new();
	struct call *calls;
	struct out *out;
	size_t held, n = calls_due(s->db, s->policy, s->now, remind_until(s), a,
	    &calls, &held);

	if (!arg_given(s->args, "ids"))
		calls_shown(s->db, s->now, s->actor, calls, n);
	out = session_out(s, call_columns);
	session_choices(s, out, "result", "call_results");
	for (size_t i = 0; i < n; i++)
		put_call(s, out, &calls[i]);
	out_end(out);
	tell_held(held);
	arena_free(a);
	return STATUS_DONE;
}

static const struct out_column list_columns[] = {
	{.name = "ref", .table = true},
	{.name = "what", .table = true},
	{.name = "rule", .table = true},
	{.name = "goes", .type = OUT_TIME, .table = true, .head = "at"},
	{.name = "left_s", .type = OUT_SECONDS},
	{.name = "to_kind"},
	{.name = "addressee", .table = true, .head = "to"},
	{.name = "state", .table = true},
	{.name = "reason", .table = true},
	{.name = "case"},
	{.name = "booking", .table = true},
	{.name = NULL}
};

static void list_messages(struct session *s, struct out *out, int64_t until,
    struct arena *a)
{
	struct outbox_filter f = {.waiting = true, .until = until};
	int64_t *ids;
	size_t n = outbox_list(s->db, &f, a, &ids);

	for (size_t i = 0; i < n; i++) {
		struct message m;

		if (!outbox_load(s->db, ids[i], a, &m))
			continue;
		put_id(out, "ref", "m", m.id);
		out_text(out, "what", "message");
		out_text(out, "rule", m.rule);
		out_int(out, "goes", m.next_at);
		out_int(out, "left_s", m.next_at - s->now);
		remind_put_to(s, out, &m);
		out_text(out, "state", m.state);
		out_text(out, "reason", m.reason);
		remind_put_subject(s, out, &m);
		out_row(out);
	}
}

static void list_calls(struct session *s, struct out *out, int64_t until,
    struct arena *a, size_t *held)
{
	struct call *calls;
	size_t n = calls_due(s->db, s->policy, s->now, until, a, &calls, held);

	for (size_t i = 0; i < n; i++) {
		const struct call *c = &calls[i];

		out_text(out, "ref", c->name);
		out_text(out, "what", "call");
		out_text(out, "rule", c->rule);
		out_int(out, "goes", c->due);
		out_int(out, "left_s", c->due - s->now);
		out_text(out, "to_kind", "customer");
		put_id(out, "addressee", "c", c->customer);
		out_text(out, "state", c->due < s->now ? "late" : "open");
		put_id(out, "case", "", c->case_id ? ident_case(c->case_id) : 0);
		out_text(out, "booking", c->booking);
		out_row(out);
	}
}

int remind_list(struct session *s)
{
	struct arena *a = arena_new();
	struct out *out = session_out(s, list_columns);
	int64_t until = remind_until(s);
	size_t held;

	session_look(s);
	list_messages(s, out, until, a);
	list_calls(s, out, until, a, &held);
	session_seen(s);
	out_end(out);
	tell_held(held);
	arena_free(a);
	return STATUS_DONE;
}

/* What came of all the calls, for people. */
struct tally {
	int64_t reached, again, before;
};

/* The row's result as the policy's word; NULL: refused, or none given. */
static const char *result_of(struct session *s, struct targets *t)
{
	const char *typed = target_option(t, "result"), *near;
	const struct word *w;

	if (!typed)
		return NULL;
	w = policy_word(s->policy, "call_results", typed);
	if (w)
		return w->name;
	near = policy_nearest(s->policy, "call_results", typed);
	if (near)
		target_refuse(t, _("result: \"%s\" is not a result here; nearest: %s"
		    " (policy words.call_results)"), typed, near);
	else
		target_refuse(t, _("result: \"%s\" is not a result here (policy"
		    " words.call_results)"), typed);
	return NULL;
}

static void refuse(struct targets *t, enum call_verdict v)
{
	switch (v) {
	case CALL_UNKNOWN:
		target_refuse(t, _("no such promise or message"));
		break;
	case CALL_ENDED:
		target_refuse(t, _("done already, or cancelled"));
		break;
	case CALL_NONE:
		target_refuse(t, _("not a call: the rule does not say by: phone"));
		break;
	default:
		break;
	}
}

static void take_result(struct session *s, struct targets *t, const char *name,
    struct tally *tally)
{
	struct call_result r = {.note = target_option(t, "note"),
	    .staff = s->actor, .at = s->now};
	enum call_verdict v;

	r.word = result_of(s, t);
	if (!r.word)
		return;
	r.message = remind_message_id(name);
	if (!r.message)
		r.subject = target_promise(t, name, &r.rule, &r.turn);
	if (!r.message && !r.subject)
		return;
	if (!session_begin(s, target_once(t))) {
		tally->before++;
		return;
	}
	v = call_done(s->log, s->policy, s->policy_id, &r);
	session_commit(s);
	refuse(t, v);
	tally->reached += v == CALL_DONE;
	tally->again += v == CALL_AGAIN;
}

int remind_done(struct session *s)
{
	struct targets *t = targets_open(s, "promise");
	struct tally tally = {0};
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		/* A row without a result is a call not made yet. */
		if (!target_option(t, "result") && strcmp(arg_operand(s->args, 0),
		    "-") != 0)
			die_usage(_("say what came of it: --result WORD"));
		take_result(s, t, name, &tally);
	}
	if (targets_count(t) > 0)
		say(_("%lld calls: %lld done, %lld to be tried again, %lld refused"),
		    (long long)targets_count(t), (long long)tally.reached,
		    (long long)tally.again, (long long)targets_refused(t));
	buf_addf(s->counts, "done=%lld again=%lld", (long long)tally.reached,
	    (long long)tally.again);
	targets_close(t);
	return STATUS_DONE;
}
