/*
 * Letters: what a template of the policy says to a customer about his case,
 * and sending it (rule "said:TEMPLATE" of the outbox). What was said stands
 * with the event that said it; exactly that goes out.
 */
#ifndef CARE_CASES_LETTER_H
#define CARE_CASES_LETTER_H

#include <stdbool.h>
#include <stdint.h>

#include "care/cases/act.h"
#include "care/messages/outbox.h"

/*
 * A text of the template (its text, or its subject) for the case, in the
 * arena: customer_name, case, kind, product, trip, booking, owner, company,
 * today (from "now"), due and left (from "due"; 0: empty), and the case's own fields of class open.
 * What says nothing of a case is empty. NULL: *lacks is the name that cannot be
 * filled in.
 */
const char *letter_text(struct db *, const struct policy *, const char *text,
	const struct care_case *, int64_t due, int64_t now, struct arena *,
	const char **lacks);

/* By what channels the customer can be written to: the one by which the case
 * came if it is a machine's, then sms, then mail. None: he has no address. */
void	letter_ways(struct db *, const struct care_case *, struct arena *,
	struct rendering *);

/*
 * Within the entry of the event that said it (its note is the text): plan the
 * message to the customer. template: its name, or NULL for words of one's own;
 * event: "replied", "told", ..; once for each occurrence of the two. Returns
 * the message's id; 0: it was planned before.
 */
int64_t	letter_send(const struct act *, const struct care_case *,
	const char *template, const char *event, int64_t occurrence);

/* Renders messages whose rule begins with "said:". Dropped when the case has
 * another customer now, or what was said was erased. */
message_render letter_render;

#endif
