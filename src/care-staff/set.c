/* care-staff set: another role, team, post, supervisor, other skills. */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-staff/verbs.h"
#include "care-staff/who.h"
#include "care/intake/take.h"

/* The options are columns of care-intake staff, and read as these are. */
static const char *const names[] = {"role", "team", "post", "supervisor",
	"skills", NULL};

static bool read_options(struct session *s, struct targets *t,
    struct arena *a, struct record *rec)
{
	const struct reading r = {s->policy, s->now, true, a, DATE_UNSAID};
	struct buf fault = {0};
	bool ok = true;
	size_t given = 0;

	for (size_t i = 0; ok && names[i]; i++) {
		const char *typed = target_option(t, names[i]);

		if (!typed)
			continue;
		given++;
		ok = record_put(rec, column_named(NOUN_STAFF, names[i]),
		    names[i], typed, &r, &fault);
		if (!ok)
			target_refuse(t, "%s: %s", names[i], buf_text(&fault));
	}
	buf_free(&fault);
	if (ok && !given)
		target_refuse(t, _("say what: --role, --team, --post,"
		    " --supervisor or --skills"));
	return ok && given;
}

static bool set(struct session *s, struct targets *t, const struct staff *w,
    struct arena *a)
{
	struct taking taking = {.log = s->log, .policy = s->policy,
	    .policy_id = s->policy_id, .now = s->now, .source = "",
	    .last = true};
	struct layout *layout = layout_new(NOUN_STAFF, s->policy);
	struct record rec = {.layout = layout};
	struct took took = {.what = TAKEN_SAME};

	rec.v[column_named(NOUN_STAFF, "login")] =
	    (struct value){.given = true, .text = w->login};
	if (read_options(s, t, a, &rec)) {
		take_prepare(&taking);
		take(&taking, &rec, a, &took);
		if (took.what == TAKEN_REFUSED)
			target_refuse(t, "%s", buf_text(&took.fault));
		else
			say(took.what == TAKEN_CHANGED ? _("%s changed") :
			    _("%s: known already"), w->login);
		buf_free(&took.fault);
	}
	layout_free(layout);
	return took.what == TAKEN_CHANGED;
}

int staff_verb_set(struct session *s)
{
	return who_each(s, set);
}
