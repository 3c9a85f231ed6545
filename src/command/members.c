/* The cases of a group as what an act is to be done to. */
#include "command/members.h"

#include <inttypes.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "care/groups/member.h"
#include "command/options.h"
#include "command/session.h"
#include "text/ident.h"

struct members {
	struct session *s;
	struct arena *arena;
	int64_t *v;
	size_t n, at;
};

bool members_asked(struct session *s)
{
	const struct option_spec *o = arg_verb(s->args)->options;

	while (o && o->name && strcmp(o->name, "group") != 0)
		o++;
	if (!o || !o->name || !arg_given(s->args, "group"))
		return false;
	if (arg_operands(s->args) > 0)
		die_usage(_("--group is given, and cases too: which?"));
	return true;
}

struct members *members_open(struct session *s, int64_t group)
{
	struct arena *a = arena_new();
	struct members *m = arena_alloc(a, 1, sizeof *m);

	m->s = s;
	m->arena = a;
	if (group)
		m->n = group_members(s->db, group, a, &m->v);
	return m;
}

const char *members_next(struct members *m)
{
	struct care_case c;

	while (m->at < m->n) {
		int64_t id = m->v[m->at++];

		if (!case_load(m->s->db, id, m->arena, &c))
			continue;
		if (!c.merged_into && case_is_open(&c))
			return arena_printf(m->arena, "%" PRId64, ident_case(id));
		say(c.merged_into ? _("%" PRId64 " is passed over: merged into %"
		    PRId64) : _("%" PRId64 " is passed over: closed"),
		    ident_case(id), ident_case(c.merged_into));
	}
	return NULL;
}

void members_close(struct members *m)
{
	if (m)
		arena_free(m->arena);
}
