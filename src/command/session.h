/*
 * A command at work: store, log, policy, clock, actor, output.
 *
 * Only this room and the mains read the clock; everything below is told.
 */
#ifndef COMMAND_SESSION_H
#define COMMAND_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "command/options.h"
#include "policy/policy.h"
#include "store/log.h"
#include "text/file_out.h"
#include "text/out.h"
#include "time/human.h"

struct db;

struct session {
	const struct args *args;
	const char *tool;		/* "care-case reply" */
	struct db *db;			/* NULL for VERB_NOTHING */
	struct log *log;		/* for VERB_ACTS */
	const struct policy *policy;	/* in force; NULL if none adopted yet */
	int64_t policy_id;
	const struct zone *zone;	/* of the policy; UTC without one */
	int64_t now;			/* --now, else the clock */
	bool still;			/* --now: a moment, which does not pass */
	int64_t actor;			/* staff's subject id; 0: the store's owner */
	const char *login;		/* the actor's Unix name */
	bool dry, verbose;
	bool look;			/* something needs a look: exit 1 */
	bool denied;			/* somebody may not do it: exit 77 */
	struct buf *counts;		/* for the run's record */
};

/*
 * Begin a transaction as a writer; loads the policy anew when another was
 * adopted meanwhile (pointers into the old one end then). False: an entry
 * with the key "once" exists, so it was done before.
 */
bool	session_begin(struct session *, const char *once);
void	session_commit(struct session *);

/* Leave a mark (mark_set of store/mark.h), outside of a transaction; a dry run
 * leaves none. */
void	session_mark(struct session *, const char *name, int64_t before,
	int64_t value);

/*
 * What is looked at from here on is as of one moment, which also costs less
 * than a lock for each question; until session_seen(). Nothing is written in
 * between: open the output first, for a reveal is logged with it.
 */
void	session_look(struct session *);
void	session_seen(struct session *);

/* Does another program wait to write until the open transaction has ended? */
bool	session_wanted(const struct session *);

/* Milliseconds of a clock that only goes forward: for how long, never for
 * when. */
int64_t	session_ms(void);

/* Read --now (CARE_NOW) as a time of that zone: for who learns it from the
 * policy he adopts, as a store without one counts in UTC. */
void	session_tell_now(struct session *, const struct zone *);

/* The writer of data, in the format the user chose. */
struct out *session_out(struct session *, const struct out_column *);

/* Is a workbook asked for, which people fill in? */
bool	session_sheet(const struct session *);

/* A column of it offers the words of that list of the policy (out_choices()). */
void	session_choices(struct session *, struct out *, const char *column,
	const char *list);

/* The writer of plain text, to -o FILE or stdout; end it with file_out_end(). */
struct file_out *session_text(struct session *);

/* Read a time typed by a person (human_instant); ends the process with
 * STATUS_USAGE, naming the option, when it is none. NULL gives def. */
int64_t	session_time(struct session *, const char *option, enum human_how,
	int64_t def);

/* The staff member named in the option (staff_named()), as subject id; 0 when
 * the option is not given; ends with STATUS_USAGE and the nearest login. */
int64_t	session_staff(struct session *, const char *option);

/* The policy's word for a name or title; ends the process with STATUS_USAGE
 * and the nearest word when it is none. NULL gives NULL. */
const char *session_word(struct session *, const char *list, const char *typed);

/*
 * May personal data of the person be shown: --reveal REASON was given, by
 * somebody who may? Logs the access, with the clock's time, not with --now's.
 * Used by out's style; call it for data that is shown by another way.
 */
bool	session_reveals(struct session *);

/* Log that the person's data was shown for a task ("call list m5512"). */
void	session_accessed(struct session *, int64_t person, const char *what,
	const char *why);

#endif
