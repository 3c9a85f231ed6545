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
	int64_t acked_at, acked_by;	/* read by its reader; 0: not yet; by 0: the
					 * store's owner */
};

/*
 * Plan a message within the caller's entry (event "planned" on its subject):
 * state planned, next_at = not_before. A message with the same key (rule,
 * subject, occurrence, addressee) is there already: returns 0, changes
 * nothing. Returns the message's id otherwise.
 */
int64_t	outbox_plan(struct log *, const struct message *, int64_t at);

/* The message of that key, in whatever state; 0: there is none. */
int64_t	outbox_find(struct db *, const struct message *key);

/* A message; texts in the arena. */
bool	outbox_load(struct db *, int64_t id, struct arena *, struct message *);

/* Drop a planned message (event "dropped") with its reason. */
void	outbox_drop(struct log *, const struct message *, const char *reason,
	int64_t at);

/*
 * It concerns its addressee no more: drop it with that reason, and plan it at
 * once for those in his place who have not got it yet ("planned"). One of
 * theirs that was dropped for this reason before is planned again, so that
 * what is given on and given back is told. Returns how many were planned.
 */
size_t	outbox_pass_on(struct log *, const struct message *, const char *reason,
	const int64_t *instead, size_t n, int64_t at);

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
	const int64_t *instead;		/* of what is dropped: who are to be told in
					 * its addressee's place; or none */
	size_t instead_n;
	int64_t person;			/* customer or staff who is really told */
	struct {
		const char *channel;	/* mail, sms, wecom .. */
		const char *address;	/* phone, mail address, login */
	} way[8];			/* in order of preference */
	size_t ways;
	const char *subject;		/* of a mail; or NULL */
	const char *text;
	const char *secret;		/* a token in the texts that only the addressee
					 * may read (outbox_blot); or NULL */
	const char *template, *params;	/* provider's template and its JSON; or NULL */
	const char *case_name;		/* for CARE_CASE; or NULL */
};

/* Rules, without the store. */

/* The text with its secret blotted out, as it is kept and shown; in the arena.
 * secret NULL: the text itself. */
const char *outbox_blot(struct arena *, const char *text, const char *secret);

/* What an exit status of a transport means (qmail-command(8), sysexits(3)).
 * status -1: it was ended by a signal or took too long. */
enum outbox_verdict {
	OUTBOX_SENT,
	OUTBOX_SOFT,	/* try again later */
	OUTBOX_HARD,	/* this message can never go by this channel */
	OUTBOX_BROKEN	/* the channel itself is wrong: nothing goes by it now */
};
enum outbox_verdict outbox_verdict(int status);

/* Seconds to wait after that many tries that came to nothing: 1 m, 5 m, 15 m,
 * 1 h, then 4 h each; 0: that was the last one. */
int64_t	outbox_backoff(int64_t tries);

/* Seconds until a message that cannot go at all (no transport, no address)
 * is looked at again: 15 minutes, or an eighth of its age, at most 6 hours,
 * so that a store without transports does not fill its log with waiting. */
int64_t	outbox_patience(int64_t not_before, int64_t now);

/*
 * The way by which a message goes now: the one whose channel it was sent to
 * last (message.channel), else the first, of those with a transport that
 * "usable" accepts. -1: none.
 */
typedef bool outbox_usable(void *, const char *channel);
int	outbox_way(const struct message *, const struct rendering *,
	outbox_usable *, void *);

/* The store. */

/*
 * The next message to work on at "now": planned and due, or leased by a
 * sender whose lease ended. In order of next_at and id, after (next_at, id)
 * of the one before; 0, 0 begins. Asked inside the transaction that acts on
 * it. False: no more.
 */
bool	outbox_next(struct db *, int64_t now, int64_t after_at, int64_t after_id,
	struct arena *, struct message *);

/* What happens to a message, each an event of its subject in the caller's
 * entry; the struct is the row as it was loaded in the same transaction. */

/* "leased": handed to the sender named until that time; one try more. */
void	outbox_lease(struct log *, const struct message *, const char *lease,
	const char *channel, int64_t until, int64_t at);

/* "held": not now; looked at again at "until". reason: a constant of ours. */
void	outbox_hold(struct log *, const struct message *, const char *reason,
	int64_t until, int64_t at);

/* "held" until a person releases it: after a gap in the sending, reason "gap";
 * nothing looks at it meanwhile. */
void	outbox_park(struct log *, const struct message *, const char *reason,
	int64_t at);

/* "released": what was parked for that reason is due now. False: it is not. */
bool	outbox_release(struct log *, const struct message *, const char *reason,
	int64_t at);

/* What was said to whom, and what the transport said of it. */
struct handed {
	int64_t person;		/* customer or staff who was told */
	const char *channel;	/* NULL: the one it was leased for */
	const char *text;
	const char *receipt;	/* provider's id for the message, or NULL */
	const char *error;	/* end of the transport's complaint, or NULL */
	const char *reason;	/* "exit 75", "timeout": of ours */
};

/* "doubt": nobody knows whether it went; a person decides. NULL: its sender
 * died, else its transport did in the midst of its work. */
void	outbox_doubt(struct log *, const struct message *,
	const struct handed *, int64_t at);

/* "sent", with what was really said as a note "text". */
void	outbox_sent(struct log *, const struct message *, const struct handed *,
	int64_t at);

/* "try_failed": again at next_at, by that channel (NULL: the same). "burnt"
 * false: the try is not counted, for it was the channel's fault. */
void	outbox_try_failed(struct log *, const struct message *,
	const struct handed *, const char *channel, int64_t next_at, bool burnt,
	int64_t at);

/* "failed": given up; a person sees it in the list of what cannot go. */
void	outbox_failed(struct log *, const struct message *,
	const struct handed *, int64_t at);

/* "retried": a person wants it planned again from now on. False: it is sent,
 * dropped or with a sender. */
bool	outbox_retry(struct log *, const struct message *, int64_t at);

/* Who says that he has read it, and how. */
struct acked {
	int64_t by;		/* 0: the store's owner */
	const char *how;	/* "code", "mail": of ours; NULL: he called */
	const char *mail;	/* by what the mail is known again; or NULL */
	const char *note;	/* his words, or NULL */
};

/* "acknowledged": whoever was told says that he has read it. */
void	outbox_ack(struct log *, const struct message *, const struct acked *,
	int64_t at);

/* Whom a message that was sent was really told; 0: the house, or not sent. */
int64_t	outbox_told(struct db *, const struct message *);

/* Which messages to list; NULL, false and 0: do not ask for it. */
/* Without a state: what is neither sent nor dropped. */
struct outbox_filter {
	const char *state, *rule;
	bool waiting;	/* planned or leased */
	bool stuck;	/* a person must look: failed, in doubt, or kept back by
			 * something that does not mend itself */
	int64_t until;	/* next looked at before this */
};

/* Their ids in the arena, by next_at and id; how many. */
size_t	outbox_list(struct db *, const struct outbox_filter *, struct arena *,
	int64_t **ids);

/* Planned messages to others than staff (whose purpose is "notice") that were
 * to go after "from" and up to "until"; and what is parked for that reason.
 * Ids in the arena, by id; how many. */
size_t	outbox_meant_for(struct db *, int64_t from, int64_t until, struct arena *,
	int64_t **ids);
size_t	outbox_parked(struct db *, const char *reason, struct arena *,
	int64_t **ids);

/* How many there are of each rule and state, by rule and state. */
struct outbox_sum {
	const char *rule, *state;
	int64_t n, next_at;	/* the earliest; 0: none */
};
size_t	outbox_sums(struct db *, struct arena *, struct outbox_sum **);

struct policy;

/* Texts in the arena. Called with a read snapshot or the sender's own
 * transaction open; must not write. */
typedef void message_render(struct db *, const struct policy *,
	const struct message *, int64_t now, struct arena *, struct rendering *);

#endif
