/* Cases: complaints, consultations, requests, incidents, as they come in. */
#ifndef CARE_CASES_CASE_H
#define CARE_CASES_CASE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "care/fields/field.h"
#include "policy/policy.h"

struct db;
struct log;

struct care_case {
	int64_t id;
	const char *ref;
	const char *kind, *channel, *severity, *category, *cause, *liability,
	    *outcome, *state, *team;
	int64_t received_at, customer, booking, owner;	/* 0: none */
	int64_t first_at, replied_at, closed_at;
	int64_t reopened;
	const char *tier, *region, *product, *trip, *partner;	/* as of receipt */
	int64_t policy, live_from;
	int64_t content;	/* what the customer said */
	const char *stage;	/* where it is on its way; NULL: no stages */
	int64_t group, merged_into;	/* subjects; 0: none */
	struct fields fields;	/* of the company's own */
	bool knows_standing;	/* the customer's was looked up already */
	const char *standing;
};

bool	case_load(struct db *, int64_t id, struct arena *, struct care_case *);

/* What "when" may ask of a case, its fields and its customer among it. Points
 * into the case and the arena. */
void	case_facts(struct db *, const struct care_case *, struct arena *,
	struct facts *);

/* The free text of the case ("text", "wants"), in the arena; NULL: none. */
const char *case_text(struct db *, const struct care_case *, const char *name,
	struct arena *);

/* A new case. Words are checked by the caller; NULL and 0: not known. */
struct case_said {
	const char *source, *ref;	/* ref NULL: it gets "#NUMBER" */
	const char *kind, *channel, *severity, *category, *cause, *team;
	int64_t received_at, customer, booking, owner;
	const char *product, *trip, *partner;	/* of the booking, when it is known */
	const char *text, *wants;
	unsigned char seen[16];
	bool has_seen;
	int64_t live_from;
	const struct field_said *fields;	/* of the company's own */
	size_t fields_n;
	bool follows;		/* opened by a rule, so that it opens none */
};

/* Where the way of the policy begins for a case of which that is known; NULL:
 * it goes none. Lives as long as the policy. */
const char *case_first_stage(struct db *, const struct policy *,
	const struct care_case *);

/*
 * Receive a case in the caller's entry: event "received", its promises, and
 * (severity serious and above) nothing else; owner, when given, by an event
 * "assigned", else owner and team by the policy's rule "owner", unless it is
 * past (live_from). What is not said is what the policy derives of the rest; a
 * severity, failing that, the default. Frozen
 * dimensions are taken from customer and booking. Returns the subject id.
 */
int64_t	case_receive(struct log *, const struct policy *, int64_t policy_id,
	const struct case_said *);

/* Change what a source owns (event "updated") of an open case; promises that
 * run from a field that is another now move or begin. False when the case is
 * closed. */
bool	case_update(struct log *, const struct policy *, int64_t policy_id,
	int64_t id, const struct case_said *, int64_t at);

#endif
