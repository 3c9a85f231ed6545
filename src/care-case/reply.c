/* care-case reply: the customer was told the result. */
#include <inttypes.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/letter.h"
#include "care-case/verbs.h"
#include "command/gate.h"
#include "command/typed.h"
#include "text/ident.h"

/* The fields typed with it are set first, for the gate may ask for them: what
 * was done, what came of it, thanks. *now is the case with them. */
static bool set_fields(struct session *s, struct targets *t,
    const struct act *a, const struct care_case *c, struct arena *arena,
    struct care_case *now)
{
	struct case_change change = {.kind = NULL};
	struct act quiet = *a;
	struct field_said *said;

	quiet.note = NULL;
	if (!fields_typed(s, t, "field", NULL, "case", c->kind, arena, &said,
	    &change.fields_n))
		return false;
	change.fields = said;
	if (change.fields_n)
		case_set(&quiet, c, &change);
	return case_load(s->db, c->id, arena, now);
}

static bool reply(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena;
	struct care_case now;
	bool may;

	if (!case_is_open(c))
		return each_refuse_closed(t, c);
	arena = arena_new();
	may = set_fields(s, t, a, c, arena, &now) &&
	    gate_case(s, t, &now, "replied", "reply") &&
	    letter_words(s, t, a, &now, 0, arena);
	if (may) {
		say(_("%" PRId64 " replied; %zu promises kept"),
		    ident_case(c->id), case_reply(a, &now));
		letter_go(s, t, a, &now, "replied", now.reopened);
	}
	arena_free(arena);
	return may;
}

int case_verb_reply(struct session *s)
{
	int rc;

	letter_begin(s);
	rc = each_case(s, reply);
	letter_end();
	return rc;
}
