/* Where a store stands, and whether that place can be trusted. */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * The store's path: the option, else $CARE_STORE, else the "store" line of
 * $XDG_CONFIG_HOME/care/config (~/.config), else /var/lib/care/care.db. A
 * folder means care.db in it. Ends with STATUS_NOINPUT, a list of all the
 * places that were looked at, and the cure, when there is none.
 */
void	place_find(const char *option, struct buf *path);

/* The same path; false when nothing is there. */
bool	place_there(const char *option, struct buf *path);

/* The path of a new store: FILE.db as it is, any other name is a folder
 * (made when missing, mode 0700) that gets care.db. */
void	place_new(const char *name, struct buf *path);

/*
 * End the process (STATUS_POLICY, with the cure) when the store's file can be
 * read by others, or stands on a network file system, where WAL and locks do
 * not hold. "path" may be the folder of a store still to be made.
 */
void	place_check(const char *path);

/* Is this file system type (statfs f_type) one of the network's? */
bool	place_is_network(long type);

#endif
