/* Who refers to the subjects of a run. */
#include "store/back.h"

#include <string.h>

#include "base/buf.h"
#include "store/db.h"
#include "store/row_table.h"
#include "store/schema.h"

#define OF_RUN \
	" IN (SELECT e.subject FROM entry n JOIN event e ON e.entry = n.id" \
	" WHERE n.run = $run)"

static void ask(struct db *db, const char *sql, int64_t run,
    back_referred *found, void *arg)
{
	struct stmt *st = db_prepare(db, sql);

	db_bind_int(st, "$run", run);
	while (db_step(st))
		if (db_int(st, 0) != db_int(st, 1))
			found(arg, db_int(st, 0), db_int(st, 1));
	db_done(st);
}

/* The column that says whose the table's rows are. */
static const char *holder(const struct row_table *t, bool of_subject)
{
	static const char *const names[] = {"subject", "staff", "customer"};

	if (of_subject)
		return t->v[0].name;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (row_column_of(t, names[i]))
			return names[i];
	return NULL;
}

static void ask_table(struct db *db, const struct row_table *t,
    const char *whose, int64_t run, back_referred *found, void *arg)
{
	struct buf sql = {0};

	for (size_t k = 0; k < t->n; k++) {
		const char *column = t->v[k].name;

		if (!schema_is_reference(column) ||
		    (whose && strcmp(column, whose) == 0))
			continue;
		buf_reset(&sql);
		buf_addf(&sql, "SELECT DISTINCT %s, %s FROM %s WHERE %s" OF_RUN,
		    column, whose ? whose : "0", t->name, column);
		ask(db, buf_text(&sql), run, found, arg);
	}
	buf_free(&sql);
}

void back_references(struct db *db, int64_t run, back_referred *found, void *arg)
{
	size_t n;
	const struct projection *all = schema_projections(&n);

	for (size_t i = 0; i < n; i++) {
		const struct row_table *t = row_table_any(db, all[i].table);

		ask_table(db, t, holder(t, all[i].of_subject), run, found, arg);
	}
	/* Who acted, for whom he acted, and who owes something by name. */
	ask(db, "SELECT DISTINCT actor, 0 FROM entry WHERE actor" OF_RUN, run,
	    found, arg);
	ask(db, "SELECT DISTINCT done_by, 0 FROM entry WHERE done_by" OF_RUN, run,
	    found, arg);
	ask(db, "SELECT DISTINCT CAST(substr(owes, 7) AS INTEGER), subject"
	    " FROM promise WHERE substr(owes, 1, 6) = 'staff:'"
	    " AND CAST(substr(owes, 7) AS INTEGER)" OF_RUN, run, found, arg);
}
