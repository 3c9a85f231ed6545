/* The table of commands that make an event happen; one that comes to know
 * another event adds it here. */
#include "command/event_verb.h"

#include <stddef.h>
#include <string.h>

static const struct event_verb verbs[] = {
	{"received", "care-intake case", NULL},
	{"replied", "care-case reply", ""},
	{"closed", "care-case close", " --outcome .."},
	{"reopened", "care-case reopen", ""},
	{"assigned", "care-case assign", " --to .."},
	{"proposed", "care-case propose", " --text .."},
	{"approved", "care-case approve", ""},
	{"contacted", "care-case contact", " --via .."},
	{"told", "care-case tell", " --by .. --note .."},
	{"customer_told", "care-case tell", " --note .."},
	{"asked_department", "care-case ask", " --department .. --note .."},
	{"asked_partner", "care-case ask", " --partner --note .."},
	{"asked_legal", "care-case ask", " --legal --note .."},
	{"confirmed", "care-case confirm", " --yes"},
	{"booked", "care-intake bookings", NULL},
	{"departed", "care-intake bookings", NULL},
	{"returned", "care-intake bookings", NULL},
	{"cancelled", "care-intake bookings", NULL},
	{"joined", "care-intake staff", NULL},
	{"reward_announced", "care-case settle announce", ""},
	{"reward_accepted", "care-case settle accept", ""},
};

const struct event_verb *event_verb(const char *event)
{
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		if (strcmp(verbs[i].event, event) == 0)
			return &verbs[i];
	return NULL;
}
