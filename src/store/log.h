/*
 * The log: the only way anything changes.
 *
 * A transaction is one entry: who, when recorded, which tool, the caller's
 * idempotency key, chained by hash to the entry before. It holds events;
 * each says what happened to which subject, when, and which rows changed.
 *
 *	if (log_begin(log, clock, NULL)) {
 *		log_event(log, id, "replied", at);
 *		log_row(log, '~', "cases");
 *		log_int(log, "id", id);
 *		log_int(log, "replied_at", at);
 *		log_end(log);
 *		log_commit(log);
 *	}
 */
#ifndef STORE_LOG_H
#define STORE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct log;

/* A log of the store for the process of that tool ("care-case reply"). */
struct log *log_open(struct db *, const char *tool);

/* End: notes in the run's row what came of it, unless the store is busy.
 * counts is free text for the run's record ("fired=4 told=3"), or NULL. */
void	log_close(struct log *, const char *counts, int rc);

struct db *log_db(struct log *);

/* Who acts: the staff member's subject id, or 0 for the store's owner; who
 * really did it (--for), or 0. */
void	log_by(struct log *, int64_t actor, int64_t done_by);
int64_t	log_actor(const struct log *);
int64_t	log_done_by(const struct log *);

/* The policy in force, for entries from now on; 0: none yet. */
void	log_policy(struct log *, int64_t policy);

/* From now on transactions are rolled back at their end. */
void	log_dry(struct log *);

/* A dry run of any length that keeps nobody from writing (store/overlay.h):
 * each of its transactions finds what those before would have written. Outside
 * of a transaction. */
void	log_apart(struct log *);

/*
 * Begin a transaction as a writer. clock is the time by the caller's clock.
 * False when an entry with the key "once" exists: then it was done before
 * and nothing is open. once may be NULL.
 */
bool	log_begin(struct log *, int64_t clock, const char *once);

/* Commit the entry; without any event nothing is written. */
void	log_commit(struct log *);
void	log_rollback(struct log *);

/* The entry being made and when it is recorded (never before the last one). */
int64_t	log_entry(const struct log *);
int64_t	log_recorded(const struct log *);

/* Record the run in the store now, outside of a transaction, though it may find
 * nothing to do; else the first entry that is committed records it. */
void	log_run(struct log *, int64_t clock);

/* Its number; 0: it did nothing yet. */
int64_t	log_run_id(const struct log *);

/* An event of the subject. Texts are copied. */
void	log_event(struct log *, int64_t subject, const char *what, int64_t at);

/* A row that the event changes: + inserts, ~ changes, - deletes; then cells. */
void	log_row(struct log *, char op, const char *table);
void	log_int(struct log *, const char *column, int64_t v);
void	log_text(struct log *, const char *column, const char *v);	/* NULL: null */
void	log_null(struct log *, const char *column);
void	log_blob(struct log *, const char *column, const void *, size_t);
void	log_time(struct log *, const char *column, int64_t v);	/* 0: null */

/* A personal value of the row: kept in the content, not in the arg. */
void	log_private(struct log *, const char *column, const char *v);

/* The row's column takes the id of this event's content. */
void	log_content(struct log *, const char *column);

/* Facts that change no row: open ones, and free text. */
void	log_fact(struct log *, const char *name, const char *v);
void	log_fact_int(struct log *, const char *name, int64_t v);
void	log_note(struct log *, const char *name, const char *text);

/* Whom the event's content is about (customer or staff). */
void	log_person(struct log *, int64_t person);

/* End the event: apply its rows, write it. */
void	log_end(struct log *);

/* Next free ids, counted up within the transaction. */
int64_t	log_next_subject(struct log *);
int64_t	log_next_message(struct log *);
int64_t	log_next_survey(struct log *);
int64_t	log_next_contact(struct log *);

/* Was the subject's id given in the transaction? */
bool	log_is_new(const struct log *, int64_t subject);

#endif
