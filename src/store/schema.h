/*
 * The tables, as numbered migrations, and which of them are projections.
 *
 * care-store(5) explains tables and columns. A projection is a table whose
 * rows are what the events add up to; the others are the log itself (entry,
 * event, content), the adopted policies, and records of operation (run,
 * access, meta).
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

struct db;

/* The version this program writes. */
int	schema_version(void);

/* The version of an open store; 0 when it is no store of ours. */
int	schema_version_of(struct db *);

/* Bring a store from its version to ours, in the caller's transaction. */
void	schema_migrate(struct db *);

/* A projection: its key is its first columns; of_subject: the key is
 * the id of the subject whose row it is. */
struct projection {
	const char *table;
	int keys;
	bool of_subject;
};

/* The projections, in the order in which they can be filled. */
const struct projection *schema_projections(size_t *n);

/* Does a column of that name hold a subject's id? Names mean the same in
 * every table. */
bool	schema_is_reference(const char *column);

#endif
