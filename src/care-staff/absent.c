/* care-staff absent, back, substitute: who is away, and who stands in. */
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-staff/roles.h"
#include "care-staff/verbs.h"
#include "care-staff/who.h"
#include "care/people/absence.h"

/* Is the substitute away all the while, or not employed then? */
static bool away(struct session *s, const struct staff *w, int64_t from,
    int64_t until, struct arena *a)
{
	struct absence *v;
	size_t n = absences(s->db, w->id, from, until, a, &v);

	return w->from_at >= until || (w->to_at && w->to_at <= from) ||
	    absences_cover(v, n, from, until);
}

/* May that one stand in for him then? */
static bool may_substitute(struct session *s, struct targets *t,
    const struct absence *v, struct arena *a)
{
	struct staff w;
	int64_t acting;

	if (v->substitute == v->staff) {
		target_refuse(t, _("nobody stands in for himself"));
		return false;
	}
	if (!v->substitute || !staff_load(s->db, v->substitute, a, &w) ||
	    !away(s, &w, v->from, v->until, a))
		return true;
	acting = staff_acting(s->db, w.id, v->from);
	if (acting && acting != v->staff)
		target_refuse(t, _("%s is away all that time; %s would stand in"
		    " then: --substitute %s"), w.login,
		    who_login(s, acting, a), who_login(s, acting, a));
	else
		target_refuse(t, _("%s is away all that time, and nobody stands"
		    " in; name another"), w.login);
	return false;
}

/* The substitute may be away for a part, or stand in for several. */
static void tell(struct session *s, const struct staff *w,
    const struct absence *v, struct arena *a)
{
	char from[HUMAN_TEXT], until[HUMAN_TEXT];
	int64_t acting = staff_acting(s->db, w->id, v->from);

	say(_("%s is absent from %s until %s; %s stands in"), w->login,
	    human_long(v->from, s->zone, from),
	    human_long(v->until, s->zone, until),
	    acting ? who_login(s, acting, a) : _("nobody"));
	roles_warn(s, w, v->from, v->until);
}

static bool absent(struct session *s, struct targets *t, const struct staff *w,
    struct arena *a)
{
	struct absence v = {.staff = w->id, .from = s->now};

	if (!who_time(s, t, "from", HUMAN_START, &v.from) ||
	    !who_time(s, t, "until", HUMAN_END, &v.until) ||
	    !who_option(s, t, "substitute", a, &v.substitute))
		return false;
	if (!v.until) {
		target_refuse(t, _("say until when: --until TIME"));
		return false;
	}
	if (v.until <= v.from) {
		target_refuse(t, _("the absence ends before it begins"));
		return false;
	}
	if (!may_substitute(s, t, &v, a))
		return false;
	if (!absence_put(s->log, &v, s->now)) {
		say(_("%s: known already"), w->login);
		return false;
	}
	tell(s, w, &v, a);
	return true;
}

int staff_verb_absent(struct session *s)
{
	return who_each(s, absent);
}

/* The absences of now or, when there is none, the next one; those of who left
 * are not meant. */
static size_t meant(struct session *s, const struct staff *w, struct arena *a,
    struct absence **v)
{
	size_t n = absences(s->db, w->id, s->now, INT64_MAX, a, v), now = 0;

	while (n && w->to_at && (*v)[n - 1].from >= w->to_at)
		n--;
	while (now < n && (*v)[now].from <= s->now)
		now++;
	return now ? now : n ? 1 : 0;
}

static bool back(struct session *s, struct targets *t, const struct staff *w,
    struct arena *a)
{
	struct absence *v;
	size_t n = meant(s, w, a, &v);

	if (n == 0) {
		target_refuse(t, _("is not absent"));
		return false;
	}
	for (size_t i = 0; i < n; i++)
		absence_end(s->log, &v[i], s->now);
	say(v[0].from > s->now ? _("%s will not be absent then") :
	    _("%s is back"), w->login);
	return true;
}

int staff_verb_back(struct session *s)
{
	return who_each(s, back);
}

static bool substitute(struct session *s, struct targets *t,
    const struct staff *w, struct arena *a)
{
	struct absence *v;
	int64_t to;
	size_t n = meant(s, w, a, &v);
	bool done = false;

	if (!who_option(s, t, "to", a, &to))
		return false;
	if (!to) {
		target_refuse(t, _("say who: --to LOGIN"));
		return false;
	}
	if (n == 0) {
		target_refuse(t, _("is not absent\ncare-staff absent %s --from TIME"
		    " --until TIME --substitute NAME"), w->login);
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		v[i].substitute = to;
		if (!may_substitute(s, t, &v[i], a))
			return false;
		done = absence_put(s->log, &v[i], s->now) || done;
	}
	if (done)
		tell(s, w, &v[0], a);
	else
		say(_("%s: known already"), w->login);
	return done;
}

int staff_verb_substitute(struct session *s)
{
	return who_each(s, substitute);
}
