/* Asking the gate in an act's name, and telling people what it wants. */
#ifndef COMMAND_GATE_H
#define COMMAND_GATE_H

#include <stdbool.h>

#include "care/cases/case.h"

struct mark;
struct session;
struct targets;

/*
 * May the event happen to the case now? False and a refusal otherwise: each
 * thing that is missing with the line of the policy that asks for it, and the
 * command that helps. word: what the person wanted ("close").
 */
bool	gate_case(struct session *, struct targets *, const struct care_case *,
	const char *event, const char *word);

/* The same of another subject, known by these facts; name: as people call it. */
bool	gate_subject(struct session *, struct targets *, const char *kind,
	int64_t id, const struct facts *, const char *event, const char *word,
	const char *name);

/* Who really does it: --for, else who types; 0: the store's owner. */
int64_t	gate_who(struct session *);

/* As gate_subject(), of a step of a plan that applies to the subject. */
struct step;
bool	gate_step_of(struct session *, struct targets *, const char *kind,
	int64_t id, const struct facts *, const struct step *, const char *word,
	const char *name);

/*
 * May whoever acts do what the policy gives to that role? The store's owner
 * may, whoever has the role (--for: the one who really did it), and who stands
 * in for one who has it; "owner" is the one who owns the subject (0: nobody,
 * then anybody). False and a refusal that names them otherwise; the command
 * then ends with STATUS_DENIED.
 */
bool	gate_may(struct session *, struct targets *, const char *role,
	int64_t owner, const char *word, const struct mark *);

#endif
