/* Roles that the policy uses, and whether anybody is left in them. */
#include "care-staff/roles.h"

#include <string.h>

#include "base/die.h"
#include "base/lang.h"
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
