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

bool mark_fresh(int64_t mark, int64_t now, int64_t most)
{
	return mark && now - mark <= most && mark - now <= most;
}

void mark_set(struct db *db, const char *tool, const char *name,
    int64_t before, int64_t value)
{
	char text[24];
	int64_t found;

	snprintf(text, sizeof text, "%" PRId64, value);
	db_begin(db, tool);
	found = mark_of(db, name);
	if (found == before || found < value)
		store_set_meta(db, name, text);
	db_commit(db);
}
