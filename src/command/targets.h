/*
 * What an act is to be done to: operands, or, for "-", lines of stdin.
 *
 * With "-" the first line decides: an id means one id a line; a heading with
 * the key's column means CSV. Of the other columns an act reads only those
 * named after its own options; an option given on the command line and such
 * a column together are refused, but by a verb that only looks: that goes by
 * the command line, since one list shows what another may choose by. Columns
 * named as facts of a case (severity, team) are what lists show: an act with
 * --field does not read them. Empty input is no error.
 *
 * A verb with an option "group" does it, when that is given, to the open cases
 * of the group and takes no operands; those that are closed or were merged are
 * passed over, which is said.
 */
#ifndef COMMAND_TARGETS_H
#define COMMAND_TARGETS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

struct session;
struct targets;

/* The option of every act on what is there already; who resolves the target
 * asks target_unchanged(). */
#define TARGET_UNCHANGED \
	{"if-unchanged", 0, NULL, N_("only if nobody acted since: by its column" \
	    " version")}

/* key: name of the id's column ("case", "message", "survey"). */
struct targets *targets_open(struct session *, const char *key);

/* For an act on nothing that is there yet: it has options, a key and refusals
 * as any other, but no target. */
struct targets *targets_none(struct session *);

/* As targets_open(), but the last operands are no targets: they say what is
 * done ("did 10429 accepted"). */
struct targets *targets_open_but(struct session *, const char *key, size_t last);

/* The next target's name, or NULL at the end. Valid until the next call. */
const char *targets_next(struct targets *);

/* The option for this target: its row's column, else the command line's;
 * NULL: not given. An empty cell counts as not given. */
const char *target_option(struct targets *, const char *name);

/*
 * The i-th value (from 0) of an option that may be repeated: those of the
 * command line, then, as "NAME=CELL", the filled columns "OPTION.NAME" of its
 * row. NULL: no more. In the arena.
 */
const char *target_repeated(struct targets *, const char *name, size_t i,
	struct arena *);

/*
 * Refuse this target if --if-unchanged is given and its row's column "version"
 * is not the subject's: somebody did something since the list was made, and not
 * this command with a row before. To be asked within the transaction. True: it
 * is unchanged, or nobody asks.
 */
bool	target_unchanged(struct targets *, int64_t subject);

/* For an act that comes later: which version the subject must have then, -1:
 * any; false and a refusal when the row says none. What is said when it has
 * another. */
bool	target_version(struct targets *, int64_t *version);
const char *target_moved_on(void);

/* Does its row have a column of the option with nothing in it? A sheet comes
 * back with rows that nobody filled in. */
bool	target_unfilled(struct targets *, const char *option);

/*
 * Refuse this target: says "file:line: id: reason" (or "id: reason"), counts,
 * and makes the command exit 1.
 */
void	target_refuse(struct targets *, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* The same, since whoever acts may not: the command exits with 77. */
void	target_deny(struct targets *, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* The idempotency key for this target: --once KEY joined with the target's
 * name when there are several; NULL without --once. */
const char *target_once(struct targets *);

/* How many targets so far, and how many of them were refused. */
int64_t	targets_count(const struct targets *);
int64_t	targets_refused(const struct targets *);

void	targets_close(struct targets *);

/* The case named (10429, ref:…; for verbs that only look 10429/result too); 0
 * and a refusal with the cure otherwise. */
int64_t	target_case(struct targets *, const char *name);

/* The group that is called so or, by its case, g or not (g10429, 10429,
 * ref:..), the one that the case is worked in; 0 and a refusal otherwise. */
int64_t	target_group(struct targets *, const char *name);

/* The measure named (a17); 0 and a refusal otherwise. */
int64_t	target_measure(struct targets *, const char *name);

/* Whatever may be named: a case, booking:REF, c3071, staff:LOGIN, g10429, a17,
 * house; 0 and a refusal otherwise. *is_case, if not NULL: is it a case? */
int64_t	target_subject(struct targets *, const char *name, bool *is_case);

/* A case or booking and a promise of it (10429/result.2); *rule lives until
 * the next call. 0 and a refusal otherwise. */
int64_t	target_promise(struct targets *, const char *name, const char **rule,
	int *turn);

#endif
