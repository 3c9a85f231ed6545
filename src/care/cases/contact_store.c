/* Contacts about cases, in the store. */
#include "care/cases/contact.h"

#include <string.h>

#include "care/cases/wait.h"
#include "store/db.h"
#include "store/log.h"

/* Who spoke about what, within the event that says so. */
static void contact_row(struct log *log, int64_t subject, int64_t customer,
    const struct contact_said *said, int64_t at, bool noted)
{
	log_row(log, '+', "contact");
	log_int(log, "id", 1 + db_int_of(log_db(log),
	    "SELECT max(id) FROM contact", 0));
	log_int(log, "subject", subject);
	log_time(log, "customer", customer);
	log_time(log, "staff", said->staff);
	log_int(log, "at", at);
	log_int(log, "inbound", said->inbound);
	log_text(log, "channel", said->channel);
	if (said->talk >= 0)
		log_int(log, "talk", said->talk);
	log_text(log, "result", said->result);
	if (noted)
		log_content(log, "content");
}

static const char *event_of(const struct contact_said *said)
{
	return contact_unreached(said->result) ? "called_no_answer" : "contacted";
}

size_t case_contact(const struct act *act, const struct care_case *c,
    const struct contact_said *said)
{
	case_event(act, c, event_of(said));
	contact_row(act->log, c->id, c->customer, said, act->at,
	    act->note && *act->note);
	log_end(act->log);
	if (said->inbound) {
		case_resume_by_answer(act, c->id);
		return 0;
	}
	return contact_unreached(said->result) ? 0 :
	    case_happened(act, c, "contacted");
}

size_t subject_contact(const struct promiser *m, const struct contact_said *said,
    int64_t at, const char *note, int64_t person)
{
	size_t kept = 0;

	log_event(m->log, m->subject, event_of(said), at);
	if (person)
		log_person(m->log, person);
	log_note(m->log, "note", note);
	contact_row(m->log, m->subject, strcmp(m->kind, "customer") == 0 ?
	    m->subject : 0, said, at, note && *note);
	log_end(m->log);
	if (!said->inbound && !contact_unreached(said->result)) {
		kept = promises_keep(m, "contacted", at);
		promises_make(m, "contacted", at);
	}
	return kept;
}
