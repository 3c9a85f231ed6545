/* Which customer a name on the command line means, and acts on each. */
#include "care-customer/who.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care/people/customer_history.h"
#include "care/people/customer_merge.h"
#include "command/each_named.h"
#include "text/ident.h"

bool who_named(struct session *s, struct targets *t, const char *name,
    struct arena *a, struct customer *c)
{
	struct ident id = ident_parse(name);

	if (id.kind != IDENT_CUSTOMER)
		target_refuse(t, _("not the name of a customer, like c3071"
		    "\ncare-customer find tells it"));
	else if (!customer_load(s->db, id.number, a, c))
		target_refuse(t, _("no such customer"));
	else
		return true;
	return false;
}

bool who_today(struct session *s, struct targets *t, const char *name,
    struct arena *a, struct customer *c)
{
	int64_t id;

	if (!who_named(s, t, name, a, c))
		return false;
	id = customer_survivor(s->db, c->id);
	if (id == c->id)
		return true;
	say(_("c%" PRId64 " was merged into c%" PRId64), c->id, id);
	return customer_load(s->db, id, a, c);
}

bool who_stands(struct session *s, struct targets *t, const struct customer *c)
{
	if (strcmp(c->state, "merged") != 0)
		return true;
	target_refuse(t, _("was merged into c%" PRId64),
	    customer_survivor(s->db, c->id));
	return false;
}

void who_put(struct out *out, const char *column, int64_t id)
{
	char name[32];

	snprintf(name, sizeof name, "c%" PRId64, id);
	out_text(out, column, name);
}

bool who_revealed(struct session *s, int64_t id)
{
	if (arg_given(s->args, "reveal"))
		session_accessed(s, id, s->tool, arg_value(s->args, "reveal"));
	else if (customer_served_by(s->db, id, s->actor))
		session_accessed(s, id, s->tool, "own case");
	else
		return false;
	return true;
}

static bool act_on(struct session *s, struct targets *t, const char *name,
    struct arena *a, const void *act)
{
	struct customer c;

	return who_named(s, t, name, a, &c) && target_unchanged(t, c.id) &&
	    (*(who_act *const *)act)(s, t, &c, a);
}

int who_each(struct session *s, who_act *act)
{
	return each_named(s, "customer", act_on, &act);
}
