/* The columns of tables, asked for once. */
#include "store/row_table.h"

#include <stdio.h>
#include <string.h>

#include "base/die.h"
#include "store/db.h"
#include "store/schema.h"

enum { TABLES = 48 };

/* Of the store itself, whatever is laid over it. */
static void load(struct db *db, struct row_table *t)
{
	struct stmt *st = db_prepare(db, "SELECT name, type, pk, dflt_value"
	    " FROM pragma_table_info($table, 'main') ORDER BY cid");

	db_bind_text(st, "$table", t->name);
	while (db_step(st) && t->n < ROW_COLUMNS) {
		struct row_column *c = &t->v[t->n++];
		const char *instead = db_text(st, 3);

		snprintf(c->name, sizeof c->name, "%s", db_text(st, 0));
		snprintf(c->parameter, sizeof c->parameter, "$%s", db_text(st, 0));
		c->type = db_text(st, 1)[0];
		c->key = db_int(st, 2) > 0;
		snprintf(c->instead, sizeof c->instead, "%s", instead ? instead : "");
	}
	db_done(st);
}

const struct row_table *row_table_any(struct db *db, const char *name)
{
	static struct row_table tables[TABLES];
	static size_t known;

	for (size_t i = 0; i < known; i++)
		if (strcmp(tables[i].name, name) == 0)
			return &tables[i];
	if (known == TABLES)
		die(STATUS_BUG, "more than %d tables", TABLES);
	snprintf(tables[known].name, sizeof tables[known].name, "%s", name);
	load(db, &tables[known]);
	return &tables[known++];
}

const struct row_table *row_table_of(struct db *db, const char *name)
{
	size_t n;
	const struct projection *all = schema_projections(&n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].table, name) == 0)
			return row_table_any(db, all[i].table);
	return NULL;
}

const struct row_column *row_column_of(const struct row_table *t, const char *name)
{
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->v[i].name, name) == 0)
			return &t->v[i];
	return NULL;
}
