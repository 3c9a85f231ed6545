/* Marks of what was last gone through, among the store's settings. */
#include "store/mark.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/db.h"
#include "store/store.h"

int64_t mark_of(struct db *db, const char *name)
{
	char *text = store_meta(db, name);
	int64_t value = text ? strtoll(text, NULL, 10) : 0;

	free(text);
	return value;
}

void mark_set(struct db *db, const char *tool, const char *name, int64_t value)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, value);
	db_begin(db, tool);
	store_set_meta(db, name, text);
	db_commit(db);
}
