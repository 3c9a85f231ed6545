/*
 * A store as if: everything that would be written stands beside the store, in
 * temporary tables of this connection, and all that is read is what the store
 * would be. So a dry run of any length keeps nobody from writing.
 *
 * Each table of rows, and the events and contents of the log, gets a view of
 * its name before it: the rows written here, and those of the store whose
 * keys were not written here. Constraints that span rows are not checked.
 */
#ifndef STORE_OVERLAY_H
#define STORE_OVERLAY_H

struct db;

/* Lay it over the store, outside of a transaction; it goes with the
 * connection. */
void	overlay_make(struct db *);

#endif
