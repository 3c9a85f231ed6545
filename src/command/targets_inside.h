/* Targets from the inside, for the files of this room only. */
#ifndef COMMAND_TARGETS_INSIDE_H
#define COMMAND_TARGETS_INSIDE_H

#include "base/buf.h"
#include "command/targets.h"
#include "text/csv_in.h"

enum mode { OPERANDS, LINES, ROWS };

struct targets {
	struct session *s;
	const char *key;
	enum mode mode;
	size_t at, operands;		/* next operand, and how many are targets */
	struct csv_in *csv;		/* LINES and ROWS */
	struct csv_row row;
	size_t key_column;
	bool first_held;		/* LINES: the heading is an id itself */
	const char *name;		/* of the current target */
	long line;
	int64_t count, refused;
	struct members *members;	/* of --group: instead of operands */
	struct buf once, rule;
	bool refused_this;
};

#endif
