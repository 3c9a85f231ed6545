/* care-staff list, show: who is here, and what each of them has. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-staff/verbs.h"
#include "care-staff/who.h"
#include "care/people/absence.h"
#include "care/people/roster.h"
#include "care/people/staff_list.h"
#include "care/promises/promise_read.h"
#include "store/subject.h"
#include "text/ident.h"
#include "time/worktime.h"

enum { WEEK = 7 * 86400 };

/* Not from, to, substitute: absent, substitute and leave, to which the list is
 * piped, would take these as their options. */
static const struct out_column columns[] = {
	{.name = "staff", .table = true, .id = true},
	{.name = "name", .table = true},
	{.name = "roles", .table = true},
	{.name = "in_team", .table = true},
	{.name = "reports_to"},
	{.name = "employed_from", .type = OUT_TIME},
	{.name = "employed_to", .type = OUT_TIME},
	{.name = "on_duty", .type = OUT_INT, .table = true},
	{.name = "absent_until", .type = OUT_TIME, .table = true},
	{.name = "stand_in", .table = true},
	{.name = "open_cases", .type = OUT_INT, .table = true},
	{.name = "late", .type = OUT_INT, .table = true},
	{.name = "version", .type = OUT_INT},
	{.name = NULL}
};

struct listing {
	struct session *s;
	struct out *out;
	bool open;		/* the office, now */
	struct staff_count *late;	/* what is owed by name */
	size_t late_n;
};

/* The policy's word for whoever works on a case. */
static const char *owner_role(const struct session *s)
{
	const struct words *roles = policy_words(s->policy, "roles");

	return roles && roles->n ? roles->v[0].name : "owner";
}

static bool is_open(const struct session *s)
{
	const struct calendar *office = policy_head(s->policy)->working;

	return !office || worktime_open(office, s->now);
}

static int64_t late(const struct listing *l, int64_t id)
{
	int64_t n = staff_late(l->s->db, id, owner_role(l->s), l->s->now);

	for (size_t i = 0; i < l->late_n; i++)
		if (l->late[i].staff == id)
			n += l->late[i].n;
	return n;
}

static void put(struct listing *l, const struct staff *w, struct arena *a)
{
	struct session *s = l->s;
	struct absence *v;
	size_t n = absences(s->db, w->id, s->now, s->now + 1, a, &v);
	bool here = staff_here(s->db, w->id, s->now);

	out_text(l->out, "staff", w->login);
	out_text(l->out, "name", w->name);
	out_text(l->out, "roles", w->role);
	out_text(l->out, "in_team", w->team);
	who_put(s, l->out, "reports_to", w->supervisor, a);
	out_int(l->out, "employed_from", w->from_at);
	if (w->to_at)
		out_int(l->out, "employed_to", w->to_at);
	out_int(l->out, "on_duty", here && duty_on(s->db, w->id, s->now, l->open));
	if (n && v[n - 1].from != w->to_at) {
		out_int(l->out, "absent_until", v[n - 1].until);
		who_put(s, l->out, "stand_in", v[n - 1].substitute, a);
	}
	out_int(l->out, "open_cases", staff_load_of(s->db, w->id));
	out_int(l->out, "late", late(l, w->id));
	out_int(l->out, "version", subject_version(s->db, w->id));
	out_row(l->out);
}

static void put_named(struct listing *l)
{
	struct targets *t = targets_open(l->s, "staff");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		struct arena *a = arena_new();
		struct staff w;

		if (who_named(l->s, t, name, a, &w))
			put(l, &w, a);
		arena_free(a);
	}
	targets_close(t);
}

/* The bare program has no filters of its own. */
static struct staff_filter filter_of(struct session *s)
{
	struct staff_filter f = {.at = s->now};

	if (!arg_verb(s->args)->name)
		return f;
	f.role = session_word(s, "roles", arg_value(s->args, "role"));
	f.team = arg_value(s->args, "team");
	if (f.team && policy_words(s->policy, "teams"))
		f.team = session_word(s, "teams", f.team);
	f.supervisor = session_staff(s, "supervisor");
	f.gone = arg_given(s->args, "all");
	return f;
}

static void put_all(struct listing *l)
{
	struct staff_filter f = filter_of(l->s);
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = staff_list(l->s->db, &f, a, &ids);

	for (size_t i = 0; i < n; i++) {
		struct staff w;

		if (staff_load(l->s->db, ids[i], a, &w))
			put(l, &w, a);
	}
	arena_free(a);
}

int staff_verb_list(struct session *s)
{
	struct listing l = {s, session_out(s, columns), is_open(s), NULL, 0};
	struct arena *a = arena_new();

	l.late_n = staff_late_by_name(s->db, s->now, a, &l.late);
	if (arg_operands(s->args))
		put_named(&l);
	else
		put_all(&l);
	out_end(l.out);
	arena_free(a);
	return STATUS_DONE;
}

static const struct out_column show_columns[] = {
	{.name = "staff", .table = true},
	{.name = "what", .table = true},
	{.name = "ref", .table = true},
	{.name = "at", .type = OUT_TIME, .table = true},
	{.name = "ends", .type = OUT_TIME, .table = true},
	{.name = "who", .table = true},
	{.name = "note", .table = true},
	{.name = "name", .table = true},
	{.name = "phone", .class = CLASS_PERSONAL, .mask = MASK_PHONE, .table = true},
	{.name = "mail", .class = CLASS_PERSONAL, .mask = MASK_MAIL, .table = true},
	{.name = NULL}
};

/* A row of one screen; times of 0 are not known. */
static void line(struct out *out, const struct staff *w, const char *what,
    const char *ref, int64_t at, int64_t until)
{
	out_text(out, "staff", w->login);
	out_text(out, "what", what);
	out_text(out, "ref", ref);
	if (at)
		out_int(out, "at", at);
	if (until)
		out_int(out, "ends", until);
}

static void put_head(struct session *s, struct out *out, const struct staff *w,
    struct arena *a)
{
	const struct { const char *name, *value; } all[] = {
		{"role", w->role}, {"team", w->team}, {"post", w->post},
		{"skills", w->skills},
	};
	struct buf b = {0};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (all[i].value)
			buf_addf(&b, "%s%s=%s", b.n ? " " : "", all[i].name,
			    all[i].value);
	line(out, w, "staff", w->login, w->from_at, w->to_at);
	who_put(s, out, "who", w->supervisor, a);
	out_text(out, "note", b.n ? buf_text(&b) : NULL);
	out_text(out, "name", w->name);
	out_text(out, "phone", w->phone);
	out_text(out, "mail", w->mail);
	out_row(out);
	buf_free(&b);
}

static void put_work(struct session *s, struct out *out, const struct staff *w,
    struct arena *a)
{
	struct staff_case *c;
	struct staff_owed *p;
	size_t n = staff_cases(s->db, w->id, a, &c);

	for (size_t i = 0; i < n; i++) {
		line(out, w, "owns", arena_printf(a, "%" PRId64,
		    ident_case(c[i].id)), c[i].received_at, 0);
		out_text(out, "note", arena_printf(a, "%s%s%s", c[i].kind,
		    c[i].severity ? " " : "", c[i].severity ? c[i].severity : ""));
		out_row(out);
	}
	n = staff_owes(s->db, w->id, owner_role(s), a, &p);
	for (size_t i = 0; i < n; i++) {
		struct promise is = {.subject = p[i].subject, .rule = p[i].rule,
		    .turn = p[i].turn};
		struct buf name = {0};

		promise_name(s->db, &is, &name);
		line(out, w, "owes", buf_text(&name), p[i].start_at, p[i].due_at);
		if (p[i].due_at && p[i].due_at < s->now)
			out_text(out, "note", "late");
		out_row(out);
		buf_free(&name);
	}
}

/* When he is away and who has his work then, and for whom he does. */
static void put_absences(struct session *s, struct out *out,
    const struct staff *w, struct arena *a)
{
	struct absence *v;
	size_t n = absences(s->db, w->id, s->now, INT64_MAX, a, &v);

	for (size_t i = 0; i < n; i++) {
		int64_t at = v[i].from > s->now ? v[i].from : s->now;
		int64_t acting = staff_acting(s->db, w->id, at);

		if (v[i].from == w->to_at)
			line(out, w, "leaves", NULL, w->to_at, 0);
		else
			line(out, w, "absent", NULL, v[i].from, v[i].until);
		who_put(s, out, "who", acting, a);
		if (v[i].substitute && v[i].substitute != acting)
			out_text(out, "note", arena_printf(a, "substitute=%s",
			    who_login(s, v[i].substitute, a)));
		out_row(out);
	}
	n = absences_substituted(s->db, w->id, s->now, a, &v);
	for (size_t i = 0; i < n; i++) {
		line(out, w, "stands_in", NULL, v[i].from,
		    v[i].until == ABSENCE_ENDLESS ? 0 : v[i].until);
		who_put(s, out, "who", v[i].staff, a);
		out_row(out);
	}
}

static void put_duties(struct session *s, struct out *out,
    const struct staff *w, struct arena *a)
{
	struct duty *v;
	size_t n = duties(s->db, w->id, s->now, s->now + WEEK, a, &v);

	for (size_t i = 0; i < n; i++) {
		line(out, w, "duty", v[i].shift, v[i].from, v[i].until);
		out_row(out);
	}
}

int staff_verb_show(struct session *s)
{
	struct targets *t = targets_open(s, "staff");
	struct out *out = session_out(s, show_columns);
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		struct arena *a = arena_new();
		struct staff w;

		if (who_named(s, t, name, a, &w)) {
			if (arg_given(s->args, "reveal"))
				session_accessed(s, w.id, s->tool,
				    arg_value(s->args, "reveal"));
			put_head(s, out, &w, a);
			put_work(s, out, &w, a);
			put_absences(s, out, &w, a);
			put_duties(s, out, &w, a);
		}
		arena_free(a);
	}
	targets_close(t);
	out_end(out);
	return STATUS_DONE;
}
