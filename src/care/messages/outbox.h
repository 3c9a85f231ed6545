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

/* What is to be said, decided at the moment of sending, against today's
 * booking, case and people. */
enum render_verdict {
	RENDER_SEND,
	RENDER_DROP,	/* it no longer holds: reason says why */
	RENDER_WAIT	/* not now: until says when to look again; reason why */
};

struct rendering {
	enum render_verdict verdict;
	const char *reason;
	int64_t until;
	int64_t person;			/* customer or staff who is really told */
	struct {
		const char *channel;	/* mail, sms, wecom .. */
		const char *address;	/* phone, mail address, login */
	} way[8];			/* in order of preference */
	size_t ways;
	const char *subject;		/* of a mail; or NULL */
	const char *text;
	const char *template, *params;	/* provider's template and its JSON; or NULL */
	const char *case_name;		/* for CARE_CASE; or NULL */
};

struct policy;

/* Texts in the arena. Called with a read snapshot or the sender's own
 * transaction open; must not write. */
typedef void message_render(struct db *, const struct policy *,
	const struct message *, int64_t now, struct arena *, struct rendering *);

#endif
