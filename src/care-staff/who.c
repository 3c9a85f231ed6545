/* Which colleague a name on the command line means, and acts on each. */
#include "care-staff/who.h"

#include <string.h>

#include "base/lang.h"
#include "command/each_named.h"

/* A promise's name leads to him as well: staff:wang/training. */
static const char *bare(const char *name, struct arena *a)
{
	if (strncmp(name, "staff:", 6) != 0)
		return name;
	name += 6;
	return arena_dupn(a, name, strcspn(name, "/"));
}

bool who_named(struct session *s, struct targets *t, const char *name,
    struct arena *a, struct staff *out)
{
	const char *why;
	int64_t id = staff_named(s->db, bare(name, a), s->now, a, &why);

	if (id && staff_load(s->db, id, a, out))
		return true;
	target_refuse(t, "%s", id ? _("nobody of that login or name is in staff") :
	    why);
	return false;
}

bool who_option(struct session *s, struct targets *t, const char *option,
    struct arena *a, int64_t *id)
{
	const char *typed = target_option(t, option), *why;

	*id = 0;
	if (!typed)
		return true;
	*id = staff_named(s->db, bare(typed, a), s->now, a, &why);
	if (!*id)
		target_refuse(t, "%s: %s: %s", option, typed, why);
	return *id != 0;
}

bool who_time(struct session *s, struct targets *t, const char *option,
    enum human_how how, int64_t *at)
{
	const char *typed = target_option(t, option), *why;

	if (!typed || human_instant(typed, s->zone, s->now, how, at, &why))
		return true;
	target_refuse(t, "%s: %s: %s", option, typed, why);
	return false;
}

const char *who_login(struct session *s, int64_t id, struct arena *a)
{
	struct staff who;

	return id && staff_load(s->db, id, a, &who) ? who.login : "";
}

void who_put(struct session *s, struct out *out, const char *column, int64_t id,
    struct arena *a)
{
	if (id)
		out_text(out, column, who_login(s, id, a));
}

static bool act_on(struct session *s, struct targets *t, const char *name,
    struct arena *a, const void *act)
{
	struct staff who;

	return who_named(s, t, name, a, &who) && target_unchanged(t, who.id) &&
	    (*(who_act *const *)act)(s, t, &who, a);
}

int who_each(struct session *s, who_act *act)
{
	return each_named(s, "staff", act_on, &act);
}
