/* The notice of a task or of a decision that is asked for. */
#include "care/cases/asked.h"

#include "care/messages/outbox.h"
#include "care/promises/firing_name.h"

void asked_tell(const struct act *act, const struct care_case *c,
    const struct promise *p, const int64_t *ids, size_t n)
{
	char occurrence[FIRING_NAME];
	struct message m = {.rule = "notice:asked", .subject = c->id,
	    .occurrence = occurrence, .purpose = "notice", .not_before = act->at};

	firing_name_write(p, "asked", 0, occurrence);
	for (size_t i = 0; i < n; i++) {
		m.addressee = ids[i];
		outbox_plan(act->log, &m, act->at);
	}
}
