/* An event of a subject that has no acts of its own. */
#include "care/promises/happened.h"

#include "store/log.h"

size_t subject_happened(const struct promiser *m, const char *event, int64_t at,
    const char *note, int64_t person)
{
	size_t kept;

	log_event(m->log, m->subject, event, at);
	if (person)
		log_person(m->log, person);
	log_note(m->log, "note", note);
	log_end(m->log);
	kept = promises_keep(m, event, at);
	promises_make(m, event, at);
	return kept;
}

size_t subject_fields(const struct promiser *m, const struct fields *was,
    const struct field_said *said, size_t n, int64_t at, const char *note,
    int64_t person)
{
	size_t changed;

	log_event(m->log, m->subject, FIELDS_SAID, at);
	if (person)
		log_person(m->log, person);
	log_note(m->log, "note", note);
	changed = fields_log(m->log, m->subject, was, said, n);
	log_end(m->log);
	return changed;
}
