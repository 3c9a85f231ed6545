/*
 * The outbox: messages are rows before they are sent.
 *
 * It knows rows to send, not why; what is said and whether it still holds is
 * decided by those who plan, through a renderer called at sending.
 */
#ifndef CARE_MESSAGES_OUTBOX_H
#define CARE_MESSAGES_OUTBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"

struct db;
struct log;

struct message {
	int64_t id;
	const char *rule;	/* "notice:due", "pretrip", "survey:complaint" */
	int64_t subject;
	const char *occurrence;	/* which time of the rule for the subject */
	int64_t addressee;	/* customer or staff; 0: the house */
	const char *purpose;	/* service, notice, survey, marketing */
	bool urgent;
	int64_t not_before, late_at, expires;	/* 0: none */
	const char *state, *reason, *channel;
	int64_t tries, next_at, sent_at, content;
	const char *lease;
};

/*
 * Plan a message within the caller's entry (event "planned" on its subject):
 * state planned, next_at = not_before. A message with the same key (rule,
 * subject, occurrence, addressee) is there already: returns 0, changes
 * nothing. Returns the message's id otherwise.
 */
int64_t	outbox_plan(struct log *, const struct message *, int64_t at);

/* A message; texts in the arena. */
bool	outbox_load(struct db *, int64_t id, struct arena *, struct message *);

/* Drop a planned message (event "dropped") with its reason. */
void	outbox_drop(struct log *, const struct message *, const char *reason,
	int64_t at);

#endif
