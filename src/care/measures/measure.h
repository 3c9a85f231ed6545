/*
 * Measures: what is done so that it does not happen again (corrective), does
 * not happen at all (preventive), or gets better (improvement). A measure is
 * open, done, then verified: effective, or, when it did not work, open again
 * with its next turn (ISO 10002 8; ISO 9001 10.2). Its promises are those of
 * the policy "for: measure".
 */
#ifndef CARE_MEASURES_MEASURE_H
#define CARE_MEASURES_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "policy/policy.h"

struct db;
struct log;

struct measure {
	int64_t id;
	const char *kind;	/* one of measure_kinds */
	int64_t about;		/* case or staff it came from; 0: none */
	const char *about_kind;	/* case, staff; NULL: none. Static */
	const char *cause;	/* the cause it is to remove, or NULL */
	const char *indicator;	/* the figure it is to better, or NULL */
	int64_t owner;		/* staff; 0: nobody yet */
	const char *owner_login;	/* or NULL */
	const char *state;	/* open, done, effective, dropped */
	int64_t opened_at, done_at, verified_at;	/* 0: not */
	int effective;		/* of the last verification; -1: none yet */
	int64_t turn;		/* 1, 2, 3 .. as often as it was begun */
	int64_t content;	/* its text */
};

/* corrective, preventive, improvement; ends with NULL. */
extern const char *const measure_kinds[];

enum measure_refusal {
	MEASURE_ALLOWED,
	MEASURE_ENDED,		/* effective or dropped: it is over */
	MEASURE_DONE,		/* it is done already */
	MEASURE_NOT_DONE	/* nothing to verify yet */
};

/* May it be carried out, verified, dropped? */
enum measure_refusal measure_may_do(const struct measure *);
enum measure_refusal measure_may_verify(const struct measure *);
enum measure_refusal measure_may_drop(const struct measure *);

/* The command that makes an event happen to a subject of that kind, since it
 * changes the state of a measure; NULL: no such event, or no measure. */
const char *measure_command(const char *kind, const char *event);

/* What "when" may ask of a measure: kind, cause, owner, state. Points into
 * it. */
void	measure_facts(const struct measure *, struct facts *);

/* The measure; texts in the arena. False: there is none. */
bool	measure_load(struct db *, int64_t id, struct arena *, struct measure *);

/* All, in their order; in the arena. */
size_t	measures_all(struct db *, struct arena *, struct measure **out);

/* What is to be done, in the arena; NULL: it was erased. */
const char *measure_text(struct db *, const struct measure *, struct arena *);

/* The open or done measure against that cause, the oldest; 0: none. */
int64_t	measure_against(struct db *, const char *cause);

/* Was a measure against that cause opened or verified since then, and none is
 * under way? */
bool	measure_over(struct db *, const char *cause, int64_t since);

/* A measure act at work, in the caller's entry. */
struct measure_act {
	struct log *log;
	const struct policy *policy;
	int64_t policy_id;
	int64_t at;
	const char *note;	/* free text, or NULL */
};

struct measure_said {
	const char *kind, *cause, *indicator;
	int64_t about, owner;	/* 0: none; of one about a case the policy's rule
				 * of assign "measure" then says whose it is */
	int64_t until;		/* when it is to be done; 0: as the policy says */
	const char *text;
};

/* A new one: event "opened" and its promises; a time of its own takes the
 * place of the policy's for the promise "done". Returns its id. */
int64_t	measure_open(const struct measure_act *, const struct measure_said *);

/*
 * The measure against a cause: the one that is under way, or, where none is, a
 * new corrective one. Returns its id; *is_new says which. So it can be called
 * by whoever finds a cause too often, as often as he likes.
 */
int64_t	measure_for_cause(const struct measure_act *, const char *cause,
	const struct measure_said *, bool *is_new);

/* It is another's now (0: nobody's): event "owner_set". */
void	measure_assign(const struct measure_act *, const struct measure *,
	int64_t owner);

/* It was carried out: event "done". */
void	measure_do(const struct measure_act *, const struct measure *);

/* Whether it worked: event "verified"; when it did not, "reopened" too, and
 * the promises of the next turn. */
void	measure_verify(const struct measure_act *, const struct measure *,
	bool effective);

/* It will not be carried out: event "dropped"; what it owed is cancelled. */
void	measure_drop(const struct measure_act *, const struct measure *);

#endif
