/* care-case measure list: what is done about what happened. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care/measures/measure.h"
#include "care/people/staff.h"
#include "care/promises/promise_read.h"
#include "care-case/verbs.h"
#include "store/subject.h"
#include "text/ident.h"

const struct option_spec measure_list_options[] = {
	{"open", 0, NULL, N_("only what is under way (so without this, too)")},
	{"all", 'a', NULL, N_("those that ended too")},
	{"cause", 0, N_("WORD"), N_("only against this cause")},
	{"owner", 0, N_("NAME"), N_("only of this one (login)")},
	{NULL, 0, NULL, NULL}
};

static const struct out_column list_columns[] = {
	{.name = "measure", .table = true, .id = true},
	{.name = "state", .table = true},
	{.name = "turn", .type = OUT_INT, .table = true},
	{.name = "kind", .table = true},
	{.name = "cause", .table = true},
	{.name = "indicator"},
	{.name = "about", .table = true},
	{.name = "owner", .table = true},
	{.name = "opened", .type = OUT_TIME},
	{.name = "carried_out", .type = OUT_TIME},
	{.name = "worked", .type = OUT_INT},
	{.name = "promise"},
	{.name = "due", .type = OUT_TIME, .table = true},
	{.name = "late", .type = OUT_INT, .table = true},
	{.name = "title", .table = true, .class = CLASS_PERSONAL,
	    .mask = MASK_TEXT},
	{.name = "version", .type = OUT_INT},
	{.name = NULL},
};

static void put_name(struct out *out, const struct measure *m)
{
	char name[32];

	snprintf(name, sizeof name, "a%" PRId64, m->id);
	out_text(out, "measure", name);
}

static void put_about(struct session *s, struct out *out,
    const struct measure *m, struct arena *a)
{
	struct staff who;

	if (m->about_kind && strcmp(m->about_kind, "case") == 0)
		out_text(out, "about", arena_printf(a, "%" PRId64,
		    ident_case(m->about)));
	else if (m->about && staff_load(s->db, m->about, a, &who))
		out_text(out, "about", arena_printf(a, "staff:%s", who.login));
}

static void put_promise(struct session *s, struct out *out,
    const struct measure *m, struct arena *a)
{
	struct promise *all;
	size_t n = promises_of(s->db, m->id, a, &all);
	const struct promise *next = NULL;
	struct buf name = {0};

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].state, "open") == 0 && all[i].due_at &&
		    (!next || all[i].due_at < next->due_at))
			next = &all[i];
	if (next) {
		promise_name(s->db, next, &name);
		out_text(out, "promise", buf_text(&name));
		out_int(out, "due", next->due_at);
		out_int(out, "late", next->due_at < s->now);
	}
	buf_free(&name);
}

static void put_time(struct out *out, const char *column, int64_t at)
{
	if (at)
		out_int(out, column, at);
}

static void put_measure(struct session *s, struct out *out,
    const struct measure *m, struct arena *a)
{
	put_name(out, m);
	out_text(out, "kind", m->kind);
	out_text(out, "state", m->state);
	out_int(out, "turn", m->turn);
	out_text(out, "cause", m->cause);
	out_text(out, "indicator", m->indicator);
	put_about(s, out, m, a);
	out_text(out, "owner", m->owner_login);
	out_int(out, "opened", m->opened_at);
	put_time(out, "carried_out", m->done_at);
	if (m->effective >= 0)
		out_int(out, "worked", m->effective);
	put_promise(s, out, m, a);
	out_text(out, "title", measure_text(s->db, m, a));
	out_int(out, "version", subject_version(s->db, m->id));
	out_row(out);
}

static bool under_way(const struct measure *m)
{
	return strcmp(m->state, "open") == 0 || strcmp(m->state, "done") == 0;
}

int case_verb_measure_list(struct session *s)
{
	struct arena *a = arena_new();
	struct out *out;
	const char *cause = session_word(s, "causes",
	    arg_value(s->args, "cause"));
	int64_t owner = session_staff(s, "owner");
	struct measure *v;
	size_t n;

	out = session_out(s, list_columns);
	n = measures_all(s->db, a, &v);
	for (size_t i = 0; i < n; i++)
		if ((arg_given(s->args, "all") || under_way(&v[i])) &&
		    (!cause || (v[i].cause && strcmp(v[i].cause, cause) == 0)) &&
		    (!owner || v[i].owner == owner))
			put_measure(s, out, &v[i], a);
	out_end(out);
	arena_free(a);
	return STATUS_DONE;
}
