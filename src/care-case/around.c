/* What stands beside a case: other cases, what is offered, what it waits for;
 * in brief. */
#include <inttypes.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/verbs.h"
#include "care/cases/approval_need.h"
#include "care/cases/merge.h"
#include "care/cases/proposal.h"
#include "care/cases/wait.h"
#include "text/ident.h"
#include "time/human.h"

static void tell_links(struct session *s, const struct care_case *c,
    struct arena *a)
{
	struct case_link *v;
	size_t n = case_links(s->db, c->id, a, &v);

	for (size_t i = 0; i < n; i++)
		say(v[i].from_other ? _("%" PRId64 ": %" PRId64 " says of it: %s") :
		    _("%" PRId64 ": says of %" PRId64 ": %s"), ident_case(c->id),
		    ident_case(v[i].other), v[i].how);
}

/* The one that is to be decided, and whose turn it is. */
static void tell_proposal(struct session *s, const struct care_case *c,
    struct arena *a)
{
	const struct approval *next;
	struct approval *v;
	struct proposal p;
	size_t n;

	if (!proposal_last(s->db, c->id, a, &p) || !proposal_under_way(&p))
		return;
	n = approvals_of(s->db, &p, a, &v);
	next = approval_next(v, n);
	if (next)
		say(_("%" PRId64 ": proposal %d is %s; to decide: %s"),
		    ident_case(c->id), p.n, p.state, next->role);
	else
		say(_("%" PRId64 ": proposal %d is %s; the customer decides"),
		    ident_case(c->id), p.n, p.state);
}

/* What no proposal has brought yet that a ladder asked for. */
static void tell_lacking(struct session *s, const struct care_case *c,
    struct arena *a)
{
	const char *role = c->closed_at ? NULL :
	    approval_lacking(s->db, c->id, a);
	const struct word *w = role ? policy_word(s->policy, "roles", role) : NULL;

	if (role)
		say(_("%" PRId64 ": late; goes on only when %s has agreed"),
		    ident_case(c->id), w ? w->title : role);
}

static void tell_waits(struct session *s, const struct care_case *c,
    struct arena *a)
{
	char from[HUMAN_TEXT], cap[HUMAN_TEXT];
	struct waiting *v;
	size_t n = waits_of(s->db, c->id, a, &v);

	for (size_t i = 0; i < n; i++) {
		if (!wait_lasts(&v[i], s->now))
			continue;
		human_local(v[i].from, s->zone, from);
		if (v[i].cap)
			say(_("%" PRId64 ": waits since %s: %s, until %s at the"
			    " latest"), ident_case(c->id), from, v[i].reason,
			    human_local(v[i].cap, s->zone, cap));
		else
			say(_("%" PRId64 ": waits since %s: %s"),
			    ident_case(c->id), from, v[i].reason);
	}
}

void around_tell(struct session *s, const struct care_case *c)
{
	struct arena *a = arena_new();

	tell_links(s, c, a);
	tell_proposal(s, c, a);
	tell_lacking(s, c, a);
	tell_waits(s, c, a);
	arena_free(a);
}
