/* care-staff leave: a colleague leaves, and another has what was his. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-staff/roles.h"
#include "care-staff/verbs.h"
#include "care-staff/who.h"
#include "care/cases/leaving.h"
#include "care/people/absence.h"
#include "care/people/staff_list.h"
#include "command/leavers.h"
#include "policy/handling.h"

/* The smallest bound of the rules by which the heir gets cases; 0: none. */
static int bound(struct session *s, const struct staff *heir)
{
	size_t n;
	const struct assign_rule *r = policy_assign_rules(s->policy, &n);
	int least = 0;

	for (size_t i = 0; i < n; i++)
		if (r[i].most_open && (!r[i].to ||
		    (heir->role && strcmp(r[i].to, heir->role) == 0)) &&
		    (!least || r[i].most_open < least))
			least = r[i].most_open;
	return least;
}

static void warn_load(struct session *s, const struct staff *heir,
    const struct belongings *b)
{
	int64_t open = staff_load_of(s->db, heir->id) + b->cases;
	int most = bound(s, heir);

	if (most && open > most)
		warn(_("%s would have %" PRId64 " open cases; a rule of the policy"
		    " allows %d"), heir->login, open, most);
}

/* Absences in which he was to stand in, once he is gone. */
static void warn_substitutes(struct session *s, const struct staff *w,
    int64_t gone, struct arena *a)
{
	struct absence *v;
	size_t n = absences_substituted(s->db, w->id, gone, a, &v);

	for (size_t i = 0; i < n; i++) {
		const char *other = who_login(s, v[i].staff, a);

		warn(_("he was to stand in for %s: care-staff substitute %s --to"
		    " NAME"), other, other);
	}
}

static void warn_supervised(struct session *s, const struct staff *w,
    int64_t gone, struct arena *a)
{
	const struct staff_filter f = {.supervisor = w->id, .at = gone};
	struct buf names = {0};
	int64_t *ids;
	size_t n = staff_list(s->db, &f, a, &ids);

	for (size_t i = 0; i < n; i++)
		buf_addf(&names, "%s%s", i ? ", " : "", who_login(s, ids[i], a));
	if (n)
		warn(_("he supervises %s: care-staff set NAME --supervisor NAME"),
		    buf_text(&names));
	buf_free(&names);
}

static void tell(struct session *s, const struct staff *w, int64_t gone,
    const struct staff *heir, struct arena *a)
{
	struct belongings b;
	char text[HUMAN_TEXT];

	leaving_count(s->db, w->id, &b);
	say(_("from %s on %s may do nothing; %s then has: cases %" PRId64
	    ", promises %" PRId64 ", notices %" PRId64 ", groups %" PRId64
	    ", measures %" PRId64), human_long(gone, s->zone, text), w->login,
	    heir->login, b.cases, b.promises, b.messages, b.groups, b.measures);
	warn_load(s, heir, &b);
	warn_substitutes(s, w, gone, a);
	warn_supervised(s, w, gone, a);
	roles_warn(s, w, gone, gone + 1);
}

/* May the heir have it? */
static bool may_inherit(struct targets *t, const struct staff *w,
    const struct staff *heir, int64_t gone)
{
	if (heir->id == w->id)
		target_refuse(t, _("he leaves himself; name another"));
	else if (heir->to_at && heir->to_at <= gone)
		target_refuse(t, _("%s is gone by then; name another"),
		    heir->login);
	else
		return true;
	return false;
}

static bool cancel(struct session *s, struct targets *t, const struct staff *w)
{
	if (!w->to_at) {
		target_refuse(t, _("was not to leave"));
		return false;
	}
	leaving_cancel(s->log, w, s->now);
	say(w->to_at > s->now ? _("%s stays") :
	    _("%s is here again; what was handed over stays where it is"),
	    w->login);
	return true;
}

static bool leave(struct session *s, struct targets *t, const struct staff *w,
    struct arena *a)
{
	struct staff heir;
	int64_t gone = 0, to;

	if (arg_given(s->args, "cancel"))
		return cancel(s, t, w);
	if (!who_time(s, t, "on", HUMAN_END, &gone) ||
	    !who_option(s, t, "to", a, &to))
		return false;
	if (!gone || !to || !staff_load(s->db, to, a, &heir)) {
		target_refuse(t, _("say the last day and who goes on: --on DAY --to"
		    " NAME"));
		return false;
	}
	if (w->to_at && w->to_at <= s->now) {
		target_refuse(t, _("has left"));
		return false;
	}
	if (gone <= w->from_at) {
		target_refuse(t, _("left before joining"));
		return false;
	}
	if (!may_inherit(t, w, &heir, gone))
		return false;
	tell(s, w, gone, &heir, a);
	leaving_plan(s->log, w, gone, to, s->now);
	return true;
}

int staff_verb_leave(struct session *s)
{
	int rc = who_each(s, leave);

	/* The last day may be over already. */
	leavers_hand_over(s);
	return rc;
}
