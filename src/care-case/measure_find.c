/* care-case measure find: a cause that came too often gets a measure. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/num.h"
#include "care/measures/effect_counts.h"
#include "care/measures/measure.h"
#include "care-case/verbs.h"
#include "command/each_named.h"
#include "time/span.h"
#include "time/worktime.h"

const struct option_spec measure_find_options[] = {
	{"cause-over", 0, N_("N"), N_("causes of at least so many cases")},
	{"within", 0, N_("SPAN"), N_("received in the last (30d)")},
	{"to", 0, N_("NAME"), N_("whose the new ones are (login)")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	{NULL, 0, NULL, NULL}
};

static int64_t since(struct session *s)
{
	const char *typed = arg_value(s->args, "within"), *why;
	struct span span = {SPAN_DAYS, 30};
	int64_t from;

	if (typed && !span_parse(typed, false, &span, &why))
		die_usage("--within %s: %s", typed, why);
	span.n = -span.n;
	if (worktime_due(s->now, span, policy_head(s->policy)->working, s->zone,
	    false, NULL, 0, &from, NULL, NULL) != WORKTIME_OK)
		die_usage(_("--within %s: the policy has no calendar for that"), typed);
	return from;
}

static int64_t least(struct session *s)
{
	const char *typed = arg_value(s->args, "cause-over");
	int64_t n;

	if (!typed || !num_int(typed, 1, INT64_MAX, &n))
		die_usage(_("say how many: --cause-over N"));
	return n;
}

/* True: a measure was opened. */
static bool open_one(struct session *s, struct targets *t,
    const struct cause_count *c, int64_t owner)
{
	struct measure_act act = {s->log, s->policy, s->policy_id, s->now,
	    target_option(t, "note")};
	const struct word *w = policy_word(s->policy, "causes", c->cause);
	struct measure_said said = {.owner = owner, .about = c->latest};
	struct buf text = {0};
	bool is_new;
	int64_t id;

	buf_addf(&text, _("%s: %" PRId64 " cases; find why, and mend it"),
	    w ? w->title : c->cause, c->n);
	said.text = buf_text(&text);
	id = measure_for_cause(&act, c->cause, &said, &is_new);
	if (is_new)
		say(_("a%" PRId64 " opened: %s, %" PRId64 " cases"), id,
		    w ? w->title : c->cause, c->n);
	buf_free(&text);
	return is_new;
}

int case_verb_measure_find(struct session *s)
{
	struct targets *t = targets_none(s);
	struct arena *a = arena_new();
	int64_t n = least(s), from = since(s), owner = session_staff(s, "to");
	struct cause_count *v;
	size_t causes, opened = 0;

	if (each_begin(s, target_once(t))) {
		causes = effect_causes(s->db, from, s->now + 1, n, a, &v);
		for (size_t i = 0; i < causes; i++)
			opened += open_one(s, t, &v[i], owner);
		say(_("%zu causes, %zu measures opened"), causes, opened);
		each_end(s, true);
	}
	arena_free(a);
	targets_close(t);
	return STATUS_DONE;
}
