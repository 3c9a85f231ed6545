/* care-staff duty: who is on, and which shifts have too few. */
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-staff/verbs.h"
#include "care/people/roster.h"
#include "care/people/staff.h"

static const struct out_column columns[] = {
	{.name = "shift", .table = true},
	{.name = "at", .type = OUT_TIME, .table = true},
	{.name = "ends", .type = OUT_TIME, .table = true},
	{.name = "staff", .table = true, .id = true},
	{.name = "name", .table = true},
	{.name = "works_as", .table = true},
	{.name = "state", .table = true},
	{.name = "missing", .type = OUT_INT, .table = true},
	{.name = NULL}
};

/* What is asked for, and the roster's rows of it. */
struct asked {
	struct session *s;
	struct out *out;
	struct arena *a;
	int64_t from, until;
	struct duty *v;
	size_t n;
	bool short_of;		/* some shift has too few */
};

/* How he stands when his duty begins, or at the beginning of what is asked. */
static const char *state_of(const struct asked *q, const struct duty *d,
    const struct staff *w)
{
	int64_t at = d->from > q->from ? d->from : q->from;

	if (w->to_at && w->to_at <= at)
		return "left";
	return staff_here(q->s->db, w->id, at) ? "on" : "absent";
}

static void put(struct asked *q, const struct duty *d)
{
	struct staff w;

	if (!staff_load(q->s->db, d->staff, q->a, &w))
		return;
	out_text(q->out, "shift", d->shift);
	out_int(q->out, "at", d->from);
	out_int(q->out, "ends", d->until);
	out_text(q->out, "staff", w.login);
	out_text(q->out, "name", w.name);
	out_text(q->out, "works_as", w.post);
	out_text(q->out, "state", state_of(q, d, &w));
	out_row(q->out);
}

static bool is_post(const struct shift_rule *r, const char *post)
{
	for (size_t i = 0; i < r->posts.n; i++)
		if (post && strcmp(r->posts.v[i], post) == 0)
			return true;
	return r->posts.n == 0;
}

/* People of the shift's posts who are there from its beginning: by a row of
 * the shift, or one whose hours hold it. */
static int64_t people(const struct asked *q, const struct shift_rule *r,
    int64_t from, int64_t until)
{
	int64_t n = 0;

	for (size_t i = 0; i < q->n; i++) {
		const struct duty *d = &q->v[i];
		struct staff w;

		if (d->from <= from && d->until >= until &&
		    staff_load(q->s->db, d->staff, q->a, &w) &&
		    is_post(r, w.post) && strcmp(state_of(q, d, &w), "on") == 0)
			n++;
	}
	return n;
}

static void put_short(struct asked *q, const struct shift_rule *r, int64_t day)
{
	int64_t from, until, have;

	shift_hours(r, q->s->zone, day, &from, &until);
	if (until <= q->from || from >= q->until)
		return;
	have = people(q, r, from, until);
	if (have >= r->least)
		return;
	out_text(q->out, "shift", r->name);
	out_int(q->out, "at", from);
	out_int(q->out, "ends", until);
	out_text(q->out, "state", "short");
	out_int(q->out, "missing", r->least - have);
	out_row(q->out);
	q->short_of = true;
}

/* The shifts of each day that has a part in what is asked; those of the day
 * before may end on it. */
static void put_shifts(struct asked *q)
{
	size_t n;
	const struct shift_rule *r = policy_shifts(q->s->policy, &n);
	int64_t last = zone_day(q->s->zone, q->until - 1);

	for (int64_t day = zone_day(q->s->zone, q->from) - 1; day <= last; day++)
		for (size_t i = 0; i < n; i++)
			put_short(q, &r[i], day);
}

/* --at T, or from --from until --until; now when nothing is said. */
static void read_stretch(struct session *s, struct asked *q)
{
	bool at = arg_given(s->args, "at");

	if (at && (arg_given(s->args, "from") || arg_given(s->args, "until")))
		die_usage(_("--at, or --from and --until"));
	q->from = session_time(s, at ? "at" : "from", HUMAN_START, s->now);
	q->until = session_time(s, "until", HUMAN_END, q->from + 1);
	if (q->until <= q->from)
		die_usage(_("--until lies before --from"));
	if (q->until - q->from > (int64_t)366 * 86400)
		die_usage(_("more than a year"));
}

int staff_verb_duty(struct session *s)
{
	struct asked q = {.s = s, .a = arena_new()};

	read_stretch(s, &q);
	q.out = session_out(s, columns);
	q.n = duties(s->db, 0, q.from, q.until, q.a, &q.v);
	for (size_t i = 0; i < q.n; i++)
		put(&q, &q.v[i]);
	put_shifts(&q);
	out_end(q.out);
	arena_free(q.a);
	if (q.short_of && arg_given(s->args, "check"))
		s->look = true;
	return STATUS_DONE;
}
