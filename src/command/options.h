/*
 * The command line of every program: verbs, options, help.
 *
 * A program is one table. The same table prints --help, parses, and is what
 * the manuals are compared with. A program without a verb only looks.
 */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct session;

struct option_spec {
	const char *name;	/* long name, without dashes */
	char letter;		/* short name, or 0 */
	const char *arg;	/* name of its value in help, NULL for a flag */
	const char *help;	/* marked with N_() */
};

/* What a verb needs of the store. */
enum verb_need {
	VERB_NOTHING,		/* no store at all */
	VERB_LOOKS,		/* an open store and an adopted policy */
	VERB_ACTS,		/* and a log to write */
	VERB_STORE,		/* an open store, policy or not */
	VERB_FOUNDS,		/* an open store and a log, policy or not */
	VERB_POLICY,		/* a policy: of its option --policy FILE, else the store's */
	VERB_MAYBE		/* the store and its policy, if there are such */
};

struct verb {
	const char *name;	/* one word or two ("measure open"); NULL in the
				 * first row: what the bare program does */
	const char *operands;	/* "CASE|-", or "" for none */
	const char *help;	/* marked with N_() */
	enum verb_need need;
	int (*run)(struct session *);	/* returns an exit status */
	const struct option_spec *options;	/* its own; ends with a NULL name */
};

struct program {
	const char *name;
	const char *summary;	/* one line, marked with N_() */
	const struct verb *verbs;	/* ends with a NULL run */
};

/* Parse, open what the verb needs, run it, close, return the exit status. */
int	program_main(const struct program *, int argc, char **argv);

/* Options common to all, for help and for the test of the manuals. */
extern const struct option_spec common_options[];

/* What was given on the command line. */
struct args;

/* The option's value; "" for a flag that was given; NULL when it was not. An
 * option that may be repeated gives its last value. Looking for a name that
 * is in no table is a bug. */
const char *arg_value(const struct args *, const char *name);
bool	arg_given(const struct args *, const char *name);

/* Is there such an option here at all? */
bool	arg_known(const struct args *, const char *name);

/* The i-th value of a repeated option (from 0), or NULL. */
const char *arg_repeated(const struct args *, const char *name, size_t i);

/* Operands after the verb. */
size_t	arg_operands(const struct args *);
const char *arg_operand(const struct args *, size_t i);

/* The verb's table row. */
const struct verb *arg_verb(const struct args *);

#endif
