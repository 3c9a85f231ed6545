/* care-case group report: how a group stands on a day, as a text to mail. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/verbs.h"
#include "care/fields/field.h"
#include "care/groups/member.h"
#include "care/groups/report.h"
#include "care/groups/report_store.h"
#include "care/money/offer.h"
#include "care/promises/promise_read.h"
#include "command/actor.h"
#include "text/ident.h"
#include "text/mask_text.h"
#include "text/table.h"
#include "time/day.h"

const struct option_spec group_report_options[] = {
	{"day", 0, N_("DAY"), N_("how it stood at the end of that day (today)")},
	{NULL, 0, NULL, NULL}
};

struct report {
	struct session *s;
	FILE *to;
	struct arena *a;
	const struct group *g;
	int64_t day, until;	/* the day, and the instant at which it ends */
	struct care_case *v;	/* members that are not merged into others */
	size_t n;
};

static const char *day_text(struct report *r, int64_t day)
{
	int year, month, date;

	day_civil(day, &year, &month, &date);
	return arena_printf(r->a, "%04d-%02d-%02d", year, month, date);
}

static void cell(struct report *r, struct table *t, int64_t n)
{
	table_cell(t, arena_printf(r->a, "%" PRId64, n));
}

/* Members that had come in by then. */
static void load(struct report *r)
{
	int64_t *ids;
	size_t n = group_members(r->s->db, r->g->id, r->a, &ids);

	r->v = arena_alloc(r->a, n + 1, sizeof *r->v);
	for (size_t i = 0; i < n; i++)
		if (case_load(r->s->db, ids[i], r->a, &r->v[r->n]) &&
		    !r->v[r->n].merged_into && r->v[r->n].received_at < r->until)
			r->n++;
}

static void head(struct report *r)
{
	fprintf(r->to, "%s  %s", group_name(r->g, r->a),
	    group_level_title(r->g->level));
	if (r->g->rule)
		fprintf(r->to, "  (%s: %s)", r->g->rule,
		    group_same_said(r->s->policy, r->g->same, r->a));
	fprintf(r->to, "%s\n", r->g->open ? "" : _(", closed"));
	if (r->n) {
		char since[HUMAN_TEXT];

		fprintf(r->to, _("since %s; as of %s\n"),
		    human_long(r->v[0].received_at, r->s->zone, since),
		    day_text(r, r->day));
	}
}

static void by_day(struct report *r)
{
	struct report_case *v = arena_alloc(r->a, r->n + 1, sizeof *v);
	struct report_day *days;
	struct table *t = table_new(r->to, true);
	size_t n;

	for (size_t i = 0; i < r->n; i++)
		v[i] = (struct report_case){r->v[i].customer,
		    zone_day(r->s->zone, r->v[i].received_at),
		    r->v[i].closed_at ? zone_day(r->s->zone, r->v[i].closed_at) :
		    INT64_MAX};
	n = report_days(v, r->n, r->day, r->a, &days);
	table_column(t, _("day"), false, false);
	table_column(t, _("new"), true, false);
	table_column(t, _("new customers"), true, false);
	table_column(t, _("closed"), true, false);
	table_column(t, _("open"), true, false);
	for (size_t i = 0; i < n; i++) {
		table_row(t);
		table_cell(t, day_text(r, days[i].day));
		cell(r, t, days[i].came);
		cell(r, t, days[i].customers);
		cell(r, t, days[i].closed);
		cell(r, t, days[i].open);
	}
	fputc('\n', r->to);
	table_end(t);
}

static bool open_then(const struct report *r, const struct care_case *c)
{
	return !c->closed_at || c->closed_at >= r->until;
}

static void new_ones(struct report *r)
{
	struct buf b = {0};

	for (size_t i = 0; i < r->n; i++)
		if (zone_day(r->s->zone, r->v[i].received_at) == r->day)
			buf_addf(&b, " %" PRId64, ident_case(r->v[i].id));
	fprintf(r->to, _("\nnew:%s\n"), b.n ? buf_text(&b) : " -");
	buf_free(&b);
}

/* Owners in the order in which they first stand on a case. */
static void by_owner(struct report *r)
{
	struct table *t = table_new(r->to, true);

	table_column(t, _("owner"), false, false);
	table_column(t, _("open"), true, false);
	table_column(t, _("closed"), true, false);
	for (size_t i = 0; i < r->n; i++) {
		int64_t open = 0, closed = 0;
		bool again = false;

		for (size_t j = 0; j < r->n; j++) {
			if (r->v[j].owner != r->v[i].owner)
				continue;
			again = again || j < i;
			open += open_then(r, &r->v[j]);
			closed += !open_then(r, &r->v[j]);
		}
		if (again)
			continue;
		table_row(t);
		table_cell(t, r->v[i].owner ? actor_name(r->s->db, r->v[i].owner,
		    r->a) : _("nobody yet"));
		cell(r, t, open);
		cell(r, t, closed);
	}
	fputc('\n', r->to);
	table_end(t);
}

/* Promises that were late then; late: how many are written already. */
static size_t late_of(struct report *r, int64_t subject, int64_t now,
    size_t late)
{
	struct promise *all;
	size_t n = promises_of(r->s->db, subject, r->a, &all);

	for (size_t i = 0; i < n; i++) {
		struct buf name = {0};
		char due[HUMAN_TEXT];

		if (strcmp(all[i].state, "open") != 0 || !all[i].due_at ||
		    all[i].due_at >= now)
			continue;
		promise_name(r->s->db, &all[i], &name);
		if (late++ == 0)
			fprintf(r->to, "%s", _("\nlate:\n"));
		fprintf(r->to, _("%s was due %s\n"), buf_text(&name),
		    human_long(all[i].due_at, r->s->zone, due));
		buf_free(&name);
	}
	return late;
}

static void late(struct report *r)
{
	int64_t now = r->until < r->s->now ? r->until : r->s->now;
	size_t n = late_of(r, r->g->id, now, 0);

	for (size_t i = 0; i < r->n; i++)
		n = late_of(r, r->v[i].id, now, n);
	if (n == 0)
		fprintf(r->to, "%s", _("\nlate: -\n"));
}

static bool is_member(const struct report *r, int64_t subject)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->v[i].id == subject)
			return true;
	return false;
}

/* Offers accepted until then, by offer and tier. */
static void offers(struct report *r)
{
	struct acceptance *all;
	size_t n = offer_acceptances(r->s->db, r->a, &all);

	for (size_t i = 0; i < n; i++) {
		size_t count = 0;
		bool again = false;

		for (size_t j = 0; j < n; j++) {
			if (all[j].tier != all[i].tier || all[j].at >= r->until ||
			    strcmp(all[j].offer, all[i].offer) != 0 ||
			    !is_member(r, all[j].subject))
				continue;
			again = again || j < i;
			count++;
		}
		if (count && !again)
			fprintf(r->to, _("\noffer %s, tier %d (%d.%d%%):"
			    " %zu accepted\n"), all[i].offer, all[i].tier,
			    all[i].rate / 10, all[i].rate % 10, count);
	}
}

static const char *title(struct report *r, const char *list, const char *name)
{
	const struct word *w = name ? policy_word(r->s->policy, list, name) : NULL;

	return w ? w->title : name ? name : "";
}

static void contacts(struct report *r)
{
	struct group_contact *all;
	size_t n = group_contacts(r->s->db, r->g->id, r->g->opened_at, r->until,
	    r->a, &all);

	if (n)
		fprintf(r->to, "%s", _("\ncontacts:\n"));
	for (size_t i = 0; i < n; i++) {
		char at[HUMAN_TEXT];

		fprintf(r->to, "%s  %s  %s  %s  %s\n", human_long(all[i].at,
		    r->s->zone, at), title(r, "channels", all[i].channel),
		    all[i].inbound ? _("in") : _("out"),
		    actor_name(r->s->db, all[i].staff, r->a),
		    title(r, "call_results", all[i].result));
	}
}

/* Numbers of phones and the like are no part of a report. */
static void put_text(struct report *r, const char *name, const char *text)
{
	struct buf b = {0};

	if (text && *text) {
		mask_text_add(&b, text);
		fprintf(r->to, "%s: %s\n", name, buf_text(&b));
	}
	buf_free(&b);
}

/* What was filled in of the group, as the policy orders its fields: the plan,
 * what the public says. Fields that are somebody's own stay out. */
static void fields(struct report *r)
{
	struct fields own = fields_load(r->s->db, r->g->id, r->a);
	size_t n;
	const struct field_rule *all = policy_fields(r->s->policy, &n);

	fputc('\n', r->to);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < own.n; j++) {
			const struct field *f = &own.v[j];

			if (strcmp(all[i].subject, "group") != 0 ||
			    all[i].class != FIELD_OPEN ||
			    strcmp(all[i].name, f->name) != 0)
				continue;
			put_text(r, all[i].title, f->content ?
			    field_text(r->s->db, f, r->a) : f->has_number ?
			    arena_printf(r->a, "%" PRId64, f->number) :
			    all[i].list ? title(r, all[i].list, f->word) : f->word);
		}
}

static void write_report(struct report *r)
{
	load(r);
	head(r);
	by_day(r);
	new_ones(r);
	if (r->n)
		by_owner(r);
	late(r);
	offers(r);
	contacts(r);
	fields(r);
}

int case_verb_group_report(struct session *s)
{
	int64_t at = session_time(s, "day", HUMAN_START, s->now);
	int64_t day = zone_day(s->zone, at);
	struct targets *t = targets_open(s, "group");
	struct file_out *f = session_text(s);
	const char *name;
	bool first = true;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_group(t, name);
		struct arena *a = arena_new();
		struct group g;
		struct report r = {.s = s, .to = file_out_stream(f), .a = a,
		    .g = &g, .day = day,
		    .until = zone_day_instant(s->zone, day + 1, 0)};

		if (id && group_load(s->db, id, a, &g)) {
			if (!first)
				fputc('\n', r.to);
			write_report(&r);
			first = false;
		}
		arena_free(a);
	}
	targets_close(t);
	file_out_end(f);
	return STATUS_DONE;
}
