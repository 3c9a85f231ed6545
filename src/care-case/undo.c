/* care-case undo: the last thing done to a case is taken back. */
#include <inttypes.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/verbs.h"
#include "care/cases/undo.h"
#include "command/actor.h"
#include "text/ident.h"

static const char *local(const struct session *s, int64_t at, char *text)
{
	return human_local(at, s->zone, text);
}

/* What has a command of its own to take it back. */
static const struct {
	const char *tool, *cure;
} backs[] = {
	{"care-case merge", "care-case unmerge CASE"},
	{"care-case unmerge", "care-case merge CASE --into CASE"},
	{"care-case unlink", "care-case link CASE --with CASE"},
	{"care-case close", "care-case reopen CASE"},
	{"care-case confirm", "care-case reopen CASE"},
	{"care-case group make", "care-case group remove CASE"},
	{"care-case group add", "care-case group remove CASE"},
	{"care-case measure open", "care-case measure drop MEASURE"},
	{"care-case settle", "care-case settle reverse LINE"},
	{"care-case settle accept", "care-case settle reverse LINE"},
	{"care-case settle reverse", "care-case settle CASE"},
	{"care-case settle hold", "care-case settle release CASE"},
	{"care-case settle release", "care-case settle hold CASE"},
};

static void refuse_final(struct session *s, struct targets *t,
    const struct undoing *u)
{
	char time[HUMAN_TEXT];
	const char *cure = NULL;

	local(s, u->recorded_at, time);
	for (size_t i = 0; i < sizeof backs / sizeof backs[0]; i++)
		if (strcmp(backs[i].tool, u->tool) == 0)
			cure = backs[i].cure;
	if (cure)
		target_refuse(t, _("%s (%s) concerns more than this case, and has a"
		    " command of its own to take it back\n%s"), u->what, time, cure);
	else
		target_refuse(t, _("%s (%s) concerns more than this case, and"
		    " stands"), u->what, time);
}

static bool refuse(struct session *s, struct targets *t,
    const struct undoing *u, enum undo_refusal why, struct arena *a)
{
	char time[HUMAN_TEXT];

	switch (why) {
	case UNDO_NOTHING:
		target_refuse(t, _("nothing is left to take back"));
		break;
	case UNDO_NOT_AN_ACT:
		target_refuse(t, _("the last that happened was %s (%s, %s), which"
		    " nobody takes back"), u->what, u->tool,
		    local(s, u->recorded_at, time));
		break;
	case UNDO_OTHERS:
		target_refuse(t, _("%s (%s) is the work of %s"), u->what,
		    local(s, u->recorded_at, time),
		    actor_name(s->db, u->actor, a));
		break;
	case UNDO_FINAL:
		refuse_final(s, t, u);
		break;
	case UNDO_ALLOWED:
		break;
	}
	return why == UNDO_ALLOWED;
}

static bool undo(struct session *s, struct targets *t, struct act *act,
    const struct care_case *c)
{
	struct arena *a = arena_new();
	struct undoing u;
	enum undo_refusal why = case_may_undo(s->db, c->id, s->actor, a, &u);
	bool done = refuse(s, t, &u, why, a);

	if (done) {
		case_undo(act, c, &u);
		say(_("%" PRId64 ": %s is taken back"), ident_case(c->id), u.what);
	}
	arena_free(a);
	return done;
}

int case_verb_undo(struct session *s)
{
	struct targets *t = targets_open(s, "case");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_case(t, name);

		if (id)
			each_even_archived(s, t, id, undo);
	}
	targets_close(t);
	return STATUS_DONE;
}
