/* The parsed command line, for the files of this room only. */
#ifndef COMMAND_ARGS_H
#define COMMAND_ARGS_H

#include "command/options.h"

#define CARE_VERSION "0.1"

struct given {
	const struct option_spec *spec;
	const char *value;	/* "" for a flag */
};

struct args {
	const char *program;
	const struct verb *verb;
	bool no_verb;		/* none was named, and the program has no bare one */
	struct given *given;
	size_t n, cap;
	char **operands;
	size_t operands_n;
};

#endif
