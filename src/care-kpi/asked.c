/* Reading which figures, of when, by what. */
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/num.h"
#include "care-kpi/asked.h"
#include "care/people/staff.h"

static noreturn void unknown_figure(const struct asked *a, const char *name,
    const struct policy *policy)
{
	struct indicator *all;
	size_t n = indicator_all(policy, a->arena, &all);
	const char *near = NULL;
	int best = 6;

	for (size_t i = 0; i < n; i++)
		if (num_distance(all[i].name, name) < best) {
			best = num_distance(all[i].name, name);
			near = all[i].name;
		}
	if (near)
		die_usage(_("%s: no such figure; nearest: %s"), name, near);
	die_usage(_("%s: no such figure; care-kpi list names them"), name);
}

static void read_figures(struct session *s, struct asked *a)
{
	size_t n = arg_operands(s->args);

	if (n == 0) {
		a->n = indicator_all(s->policy, a->arena, &a->indicators);
		return;
	}
	a->indicators = arena_alloc(a->arena, n, sizeof *a->indicators);
	for (size_t i = 0; i < n; i++) {
		const char *name = arg_operand(s->args, i);

		if (!indicator_find(s->policy, name, a->arena,
		    &a->indicators[a->n]))
			unknown_figure(a, name, s->policy);
		for (size_t k = 0; k < i; k++)
			if (strcmp(arg_operand(s->args, k), name) == 0)
				die_usage(_("%s: asked for twice"), name);
		a->n++;
	}
}

static void read_period(struct session *s, struct asked *a)
{
	const char *month = arg_value(s->args, "month");
	const char *last = arg_value(s->args, "last");
	bool range = arg_given(s->args, "from") || arg_given(s->args, "until");
	struct period *p = &a->frame.period;
	const char *why;

	if ((month != NULL) + (last != NULL) + range > 1)
		die_usage(_("one period: --month, --last, or --from and --until"));
	if (month && !period_month(month, s->zone, p))
		die_usage(_("--month %s: write it as 2026-02"), month);
	if (last && !period_last(last, s->zone, s->now, p, &why))
		die_usage("--last %s: %s", last, why);
	if (!month && !last)
		period_month_of(s->now, s->zone, p);
	if (range) {
		int64_t tomorrow = zone_day_instant(s->zone,
		    zone_day(s->zone, s->now) + 1, 0);
		int64_t until = session_time(s, "until", HUMAN_END, tomorrow);

		if (!arg_given(s->args, "from"))
			die_usage(_("--until wants a --from"));
		p->from = session_time(s, "from", HUMAN_PAST, 0);
		if (p->from >= until)
			die_usage(_("--from lies after --until"));
		period_range(p->from, until, s->zone, p);
	}
}

static void read_by(struct session *s, struct asked *a)
{
	const char *list = arg_value(s->args, "by");
	char *words = arena_dup(a->arena, list ? list : ""), *save = NULL;

	for (char *w = strtok_r(words, ",", &save); w;
	    w = strtok_r(NULL, ",", &save)) {
		enum dimension d = dimension_find(w);

		if (d < DIMENSIONS)
			a->by[d] = a->grouped = true;
		else
			die_usage(_("--by %s: there are agent, month, kind, channel,"
			    " severity, team, product"), w);
	}
	if (list && !a->grouped)
		die_usage(_("--by: by what?"));
	a->frame.months = a->by[DIM_MONTH];
}

static void read_wants(struct session *s, struct asked *a)
{
	struct staff who;
	int64_t agent = session_staff(s, "agent");

	if (agent && staff_load(s->db, agent, a->arena, &who))
		a->want[DIM_AGENT] = who.login;
	a->want[DIM_KIND] = session_word(s, "kinds", arg_value(s->args, "kind"));
	a->want[DIM_CHANNEL] = session_word(s, "channels",
	    arg_value(s->args, "channel"));
	a->want[DIM_SEVERITY] = session_word(s, "severities",
	    arg_value(s->args, "severity"));
	a->want[DIM_TEAM] = arg_value(s->args, "team");
	a->want[DIM_PRODUCT] = arg_value(s->args, "product");
}

void asked_read(struct session *s, struct asked *a)
{
	*a = (struct asked){.arena = arena_new()};
	a->frame.zone = s->zone;
	a->frame.as_of = s->now;
	a->misses = arg_given(s->args, "misses");
	read_figures(s, a);
	read_period(s, a);
	read_by(s, a);
	read_wants(s, a);
	if (a->misses && !arg_given(s->args, "ids"))
		die_usage(_("--misses names what was missed: it wants --ids"));
	for (size_t i = 0; a->misses && i < a->n; i++)
		if (a->indicators[i].shape != SHAPE_SHARE &&
		    a->indicators[i].shape != SHAPE_SCORES)
			die_usage(_("%s: --misses goes with rates only"),
			    a->indicators[i].name);
}
