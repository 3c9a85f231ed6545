/* care-staff roles; roles that the policy uses, and whether anybody is left. */
#include "care-staff/roles.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-staff/verbs.h"
#include "care-staff/who.h"
#include "care/people/absence.h"
#include "care/people/staff_list.h"

/* Where the policy uses the role. */
struct use {
	const char *role;
	struct mark mark;
	bool is;
};

static void used(void *arg, const char *role, struct mark mark)
{
	struct use *u = arg;

	if (!u->is && strcmp(role, u->role) == 0) {
		u->mark = mark;
		u->is = true;
	}
}

/* Is anybody of the role here at the instant, but for him? */
static bool anybody(struct session *s, const struct staff *w, int64_t at,
    struct arena *a)
{
	const struct staff_filter f = {.role = w->role, .at = at};
	int64_t *ids;
	size_t n = staff_list(s->db, &f, a, &ids);

	for (size_t i = 0; i < n; i++)
		if (ids[i] != w->id && staff_here(s->db, ids[i], at))
			return true;
	return false;
}

void roles_warn(struct session *s, const struct staff *w, int64_t from,
    int64_t until)
{
	struct arena *a = arena_new();
	struct use u = {.role = w->role ? w->role : ""};
	struct absence *v;
	char text[HUMAN_TEXT];
	size_t n = absences(s->db, 0, from, until, a, &v);
	int64_t gap = 0;

	policy_roles_used(s->policy, used, &u);
	/* Others begin to be away: only then somebody can be missing. */
	if (u.is && !anybody(s, w, from, a))
		gap = from;
	for (size_t i = 0; u.is && !gap && i < n; i++)
		if (v[i].from > from && !anybody(s, w, v[i].from, a))
			gap = v[i].from;
	if (gap)
		warn(_("nobody of role %s is here from %s on, and the policy tells"
		    " them (%s:%ld)"), w->role, human_long(gap, s->zone, text),
		    u.mark.file, u.mark.line);
	arena_free(a);
}

static const struct out_column columns[] = {
	{.name = "role", .table = true},
	{.name = "people", .type = OUT_INT, .table = true},
	{.name = "here", .type = OUT_INT, .table = true},
	{.name = "holders", .table = true},
	{.name = "file", .table = true},
	{.name = "line", .type = OUT_INT, .table = true},
	{.name = NULL}
};

struct showing {
	struct session *s;
	struct out *out;
	int64_t at;
	bool empty;		/* nobody is here in one of them */
};

/* A role with those who are here in it. The policy's first role is whoever
 * owns the matter, which nobody need have. */
static void put(void *arg, const char *role, struct mark mark)
{
	struct showing *v = arg;
	const struct words *roles = policy_words(v->s->policy, "roles");
	const struct staff_filter f = {.role = role, .at = v->at};
	struct arena *a = arena_new();
	struct buf here = {0};
	int64_t *ids, present = 0;
	size_t n = staff_list(v->s->db, &f, a, &ids);

	for (size_t i = 0; i < n; i++)
		if (staff_here(v->s->db, ids[i], v->at))
			buf_addf(&here, "%s%s", present++ ? " " : "",
			    who_login(v->s, ids[i], a));
	out_text(v->out, "role", role);
	out_int(v->out, "people", (int64_t)n);
	out_int(v->out, "here", present);
	out_text(v->out, "holders", buf_text(&here));
	out_text(v->out, "file", mark.file);
	out_int(v->out, "line", mark.line);
	out_row(v->out);
	if (!present && !(roles && roles->n && strcmp(roles->v[0].name, role) == 0))
		v->empty = true;
	buf_free(&here);
	arena_free(a);
}

int staff_verb_roles(struct session *s)
{
	struct showing v = {s, session_out(s, columns),
	    session_time(s, "at", HUMAN_START, s->now), false};

	policy_roles_used(s->policy, put, &v);
	out_end(v.out);
	if (v.empty && arg_given(s->args, "check"))
		s->look = true;
	return STATUS_DONE;
}
