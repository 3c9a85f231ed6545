/* Events that mean more than their name, and the commands that know what. */
#ifndef COMMAND_EVENT_VERB_H
#define COMMAND_EVENT_VERB_H

struct event_verb {
	const char *event;
	const char *command;	/* "care-case reply" */
	const char *rest;	/* behind the subject: " --note .."; NULL: it takes
				 * no subject, but a sheet */
};

/* The command that makes the event happen; NULL: care-case did. Static. */
const struct event_verb *event_verb(const char *event);

#endif
