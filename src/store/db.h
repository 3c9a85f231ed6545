/*
 * The one door to the database engine.
 *
 * An SQL error is a fault of ours or of the environment and ends the process
 * with the statement; the open transaction rolls back. Conflicts that are
 * answers are written as ON CONFLICT .. DO NOTHING. Statements are cached by
 * their text, so preparing again costs little; text comes from the program,
 * never from data. Parameters are bound by name ("$id").
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct db;
struct stmt;

enum db_how {
	DB_EXISTING,	/* must be there */
	DB_CREATE,	/* must not be there; made with mode 0600 */
	DB_SCRATCH	/* a nameless store on disk that goes with the process */
};

/*
 * Open with synchronous FULL, foreign keys, secure delete; a new one with WAL.
 * Does not look at the schema, and changes nothing of a file that is there: it
 * may not be ours. Symbolic links are followed first, so that a store has one
 * turnstile by whatever name. Every open store is closed at exit, also after
 * die().
 */
struct db *db_open(const char *path, enum db_how);
void	db_close(struct db *);
const char *db_path(const struct db *);

/*
 * Begin as a writer: wait in the turnstile (store/turnstile.h) up to ten
 * seconds, then BEGIN IMMEDIATE. Ends the process with STATUS_BUSY and the
 * holder's name when it cannot. db_begin_read() begins a snapshot.
 */
void	db_begin(struct db *, const char *tool);

/* As db_begin(), but false when it cannot; then nothing is open. */
bool	db_try_begin(struct db *, const char *tool);

/* How long both wait, in milliseconds, instead of ten seconds. */
void	db_patience(struct db *, int ms);

void	db_begin_read(struct db *);
void	db_commit(struct db *);
void	db_rollback(struct db *);	/* nothing open: does nothing */
bool	db_busy(const struct db *);	/* is a transaction open? */

/* Does another program wait to write until the open transaction has ended? */
bool	db_wanted(struct db *);

/* A statement, reset and without values; give it back with db_done(). One
 * that is in use is prepared a second time, so nesting is safe. */
struct stmt *db_prepare(struct db *, const char *sql);
/* name: a literal, or as lasting; it is known again by its address. */
void	db_bind_int(struct stmt *, const char *name, int64_t);
void	db_bind_text(struct stmt *, const char *name, const char *);	/* NULL: null */
void	db_lend_text(struct stmt *, const char *name, const char *);	/* not copied:
				 * it must stay as it is until db_done() */
void	db_bind_blob(struct stmt *, const char *name, const void *, size_t);
void	db_lend_blob(struct stmt *, const char *name, const void *, size_t);	/* as
				 * db_lend_text(); not NULL */
void	db_bind_null(struct stmt *, const char *name);
bool	db_step(struct stmt *);			/* true: there is a row */

/* Run a change to its end. NULL, or, when a constraint of the table forbids it,
 * the engine's words (valid until the next call); then nothing was changed. */
const char *db_change(struct stmt *);

/* Columns from 0; texts and blobs live until the next step or db_done(). */
bool	db_null(struct stmt *, int column);
bool	db_is_int(struct stmt *, int column);	/* ask before db_text() */
int64_t	db_int(struct stmt *, int column);	/* null: 0 */
const char *db_text(struct stmt *, int column);	/* null: NULL */
const void *db_blob(struct stmt *, int column, size_t *n);
int	db_columns(struct stmt *);
const char *db_column_name(struct stmt *, int column);
void	db_done(struct stmt *);

/* The numbers of the first column of all rows that are left, in the arena; then
 * the statement is done with. How many; none: *ids is NULL. */
size_t	db_ids(struct stmt *, struct arena *, int64_t **ids);

/* Run a statement without parameters or rows. */
void	db_exec(struct db *, const char *sql);

/* Rows changed by the last statement that was stepped to its end. */
int64_t	db_changes(struct db *);

/* The first column of the first row of a statement without parameters; "def"
 * when there is no row or it is null. */
int64_t	db_int_of(struct db *, const char *sql, int64_t def);

#endif
