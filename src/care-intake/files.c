/* care-intake cases, customers, bookings .. exposure: files of rows. */
#include "care-intake/bulk.h"
#include "care-intake/verbs.h"
#include "command/session.h"

int intake_verb_cases(struct session *s)
{
	const char *defaults[COLUMNS_MOST] = {0};

	defaults[column_named(NOUN_CASES, "kind")] =
	    session_word(s, "kinds", arg_value(s->args, "kind"));
	defaults[column_named(NOUN_CASES, "channel")] =
	    session_word(s, "channels", arg_value(s->args, "channel"));
	return bulk_run(s, NOUN_CASES, defaults);
}

int intake_verb_customers(struct session *s)
{
	return bulk_run(s, NOUN_CUSTOMERS, NULL);
}

int intake_verb_bookings(struct session *s)
{
	return bulk_run(s, NOUN_BOOKINGS, NULL);
}

int intake_verb_staff(struct session *s)
{
	return bulk_run(s, NOUN_STAFF, NULL);
}

int intake_verb_roster(struct session *s)
{
	return bulk_run(s, NOUN_ROSTER, NULL);
}

int intake_verb_exposure(struct session *s)
{
	return bulk_run(s, NOUN_EXPOSURE, NULL);
}

int intake_verb_contacts(struct session *s)
{
	const char *defaults[COLUMNS_MOST] = {0};

	defaults[column_named(NOUN_CONTACTS, "channel")] =
	    session_word(s, "channels", arg_value(s->args, "channel"));
	return bulk_run(s, NOUN_CONTACTS, defaults);
}

/* The log of an exchange: a call is a call, whoever it was. */
int intake_verb_calls(struct session *s)
{
	const char *defaults[COLUMNS_MOST] = {0};
	const char *channel = arg_value(s->args, "channel");

	defaults[column_named(NOUN_CONTACTS, "channel")] =
	    session_word(s, "channels", channel ? channel : "phone");
	defaults[column_named(NOUN_CONTACTS, "phone")] = "withheld";
	return bulk_run(s, NOUN_CONTACTS, defaults);
}
