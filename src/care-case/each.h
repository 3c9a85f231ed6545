/* One act on each case that is named, each in a transaction of its own. */
#ifndef CARE_CASE_EACH_H
#define CARE_CASE_EACH_H

#include <stdbool.h>
#include <stdint.h>

#include "care/cases/act.h"
#include "care/promises/promise_store.h"
#include "command/session.h"
#include "command/targets.h"

/*
 * What a verb does to one case, inside the transaction: the act has its time
 * (--at) and its note, the case is as it is now. False: nothing is to be
 * written; why was said by target_refuse().
 */
typedef bool case_act(struct session *, struct targets *, struct act *,
	const struct care_case *);

/* The act on every case that the command line or standard input names. */
int	each_case(struct session *, case_act *);

/* The act on one case: commits when it returns true. True: it was done. */
bool	each_transaction(struct session *, struct targets *, int64_t id,
	case_act *);

/* The same of a case that may be archived. */
bool	each_even_archived(struct session *, struct targets *, int64_t id,
	case_act *);

/*
 * A subject of whatever kind at work, inside the transaction: what is known of
 * it, and when it happened. "m" promises in its name.
 */
struct each_subject {
	const char *name;	/* as people call it */
	int64_t id, at;
	int64_t person;		/* whom notes are about, or 0 */
	const char *kind, *note;
	struct promiser m;
	struct arena *arena;
};
typedef bool subject_act(struct session *, struct targets *,
	const struct each_subject *);

/* The act on one subject that is no case: as each_transaction(). */
bool	each_other(struct session *, struct targets *, const char *name,
	int64_t id, subject_act *);

/* On every subject that the command line or standard input names: the one act
 * on cases, the other on what is none. */
int	each_either(struct session *, case_act *, subject_act *);

/* When it happened: --at, which may lie back but not ahead, nor before
 * "since". False and a refusal otherwise. */
bool	each_happened(struct session *, struct targets *, int64_t since,
	int64_t *at);

/* The option as a word of the policy's list (policy_admits()); NULL when it is
 * not given. False and a refusal with the nearest for any other. */
bool	each_word(struct session *, struct targets *, const char *option,
	const char *list, const char **out);

/* The option as an instant; 0 when it is not given. Lies ahead of "after", or
 * false and a refusal. */
bool	each_later(struct session *, struct targets *, const char *option,
	int64_t after, int64_t *out);

/* The option as a length of time on any clock; *given says if there is one.
 * False and a refusal when it is none. */
bool	each_span(struct targets *, const char *option, struct span *,
	bool *given);

/* Who acts: --for, else the actor. */
int64_t	each_who(struct session *);

/* Close it with --outcome, if policy and promises allow it (care-case close). */
case_act each_close;

/* Refuses, since the case is closed; always false. */
bool	each_refuse_closed(struct targets *, const struct care_case *);

#endif
