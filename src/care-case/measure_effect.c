/* care-case measure effect: whether it worked. */
#include "care-case/measure_effect.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/verbs.h"
#include "time/span.h"

const struct option_spec measure_effect_options[] = {
	{"per", 0, N_("NAME"), N_("per what the house took in under that name"
	    " (cases received)")},
	{"within", 0, N_("SPAN"), N_("at most so long before and after (90d)")},
	{NULL, 0, NULL, NULL}
};

static const struct out_column effect_columns[] = {
	{.name = "measure", .table = true, .id = true},
	{.name = "cause", .table = true},
	{.name = "per", .table = true},
	{.name = "before_n", .type = OUT_INT, .table = true},
	{.name = "before_of", .type = OUT_REAL, .table = true},
	{.name = "before_rate", .type = OUT_REAL},
	{.name = "after_n", .type = OUT_INT, .table = true},
	{.name = "after_of", .type = OUT_REAL, .table = true},
	{.name = "after_rate", .type = OUT_REAL},
	{.name = "ratio", .type = OUT_REAL, .table = true},
	{.name = "low", .type = OUT_REAL, .table = true},
	{.name = "high", .type = OUT_REAL, .table = true},
	{.name = "verdict", .table = true},
	{.name = "from", .type = OUT_TIME},
	{.name = "changed", .type = OUT_TIME},
	{.name = "until", .type = OUT_TIME},
	{.name = NULL},
};

/* Rounded so that no digit is told that the counts do not hold. */
static double rounded(double v)
{
	return round(v * 10000) / 10000;
}

const char *effect_verdict(const struct effect *e)
{
	return e->few ? "too few" : e->high < 1 ? "better" :
	    e->low > 1 ? "worse" : "unclear";
}

/* How long both sides are. */
static int64_t measure_window(const struct session *s, const struct measure *m,
    int64_t most)
{
	int64_t passed = s->now - m->done_at;

	return passed < most ? passed : most;
}

struct effect_counts measure_effect(const struct session *s,
    const struct measure *m, const char *per, int64_t most, struct effect *e)
{
	struct effect_counts c = effect_count(s->db, m->cause, per, m->done_at,
	    measure_window(s, m, most));

	*e = effect_of(&c);
	return c;
}

static int64_t seconds_of(struct session *s)
{
	const char *typed = arg_value(s->args, "within"), *why;
	struct span span = {SPAN_WALL, MEASURE_WINDOW};

	if (typed && !span_parse(typed, false, &span, &why))
		die_usage("--within %s: %s", typed, why);
	if (span.clock != SPAN_DAYS && span.clock != SPAN_WALL)
		die_usage(_("--within %s: write days or hours, as 90d"), typed);
	return span.clock == SPAN_DAYS ? span.n * DAY_SECONDS : span.n;
}

static void put_effect(struct session *s, struct out *out,
    const struct measure *m, int64_t most, const char *per)
{
	int64_t length = measure_window(s, m, most);
	struct effect e;
	struct effect_counts c = measure_effect(s, m, per, most, &e);
	char name[32];

	snprintf(name, sizeof name, "a%" PRId64, m->id);
	out_text(out, "measure", name);
	out_text(out, "cause", m->cause);
	out_text(out, "per", per ? per : "received");
	out_int(out, "before_n", c.before);
	out_real(out, "before_of", rounded(c.before_of));
	out_int(out, "after_n", c.after);
	out_real(out, "after_of", rounded(c.after_of));
	if (c.before_of > 0)
		out_real(out, "before_rate", rounded(e.before_rate));
	if (c.after_of > 0)
		out_real(out, "after_rate", rounded(e.after_rate));
	if (!e.few) {
		out_real(out, "ratio", rounded(e.ratio));
		out_real(out, "low", rounded(e.low));
		if (isfinite(e.high))
			out_real(out, "high", rounded(e.high));
	}
	out_text(out, "verdict", effect_verdict(&e));
	out_int(out, "from", m->done_at - length);
	out_int(out, "changed", m->done_at);
	out_int(out, "until", m->done_at + length);
	out_row(out);
}

/* Can the effect of a measure be counted? Else why not. */
static bool countable(struct targets *t, const struct measure *m)
{
	if (!m->cause)
		target_refuse(t, _("names no cause whose cases could be counted%s%s"),
		    m->indicator ? "\ncare-kpi --figure " : "",
		    m->indicator ? m->indicator : "");
	else if (!m->done_at)
		target_refuse(t, _("is not done yet\ncare-case measure done a%"
		    PRId64), m->id);
	return m->cause && m->done_at;
}

int case_verb_measure_effect(struct session *s)
{
	const char *per = arg_value(s->args, "per"), *name;
	int64_t most = seconds_of(s);
	struct targets *t;
	struct out *out;

	if (per && !effect_has_exposure(s->db, per))
		die_usage(_("--per %s: nothing was taken in under that name"
		    " (care-intake exposure)"), per);
	t = targets_open(s, "measure");
	out = session_out(s, effect_columns);
	while ((name = targets_next(t)) != NULL) {
		struct arena *a = arena_new();
		int64_t id = target_measure(t, name);
		struct measure m;

		if (id && measure_load(s->db, id, a, &m) && countable(t, &m))
			put_effect(s, out, &m, most, per);
		arena_free(a);
	}
	targets_close(t);
	out_end(out);
	return STATUS_DONE;
}
