/* Messages that do not go by themselves any more. */
#include "care/messages/stuck.h"

#include <stdlib.h>

#include "store/db.h"

void outbox_stuck(struct db *db, outbox_visit *visit, void *arg)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM message"
	    " WHERE state IN ('failed', 'doubt')"
	    "  OR (state = 'planned' AND reason IS NOT NULL) ORDER BY id");

	while (db_step(st)) {
		struct arena *a = arena_new();
		struct message m;

		if (outbox_load(db, db_int(st, 0), a, &m))
			visit(arg, &m);
		arena_free(a);
	}
	db_done(st);
}
