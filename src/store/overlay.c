/* The views and tables of a store as if. */
#include "store/overlay.h"

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "store/db.h"
#include "store/db_inside.h"
#include "store/schema.h"
#include "store/row_table.h"

static void run(struct db *db, struct buf *sql)
{
	db_exec(db, buf_text(sql));
	buf_reset(sql);
}

/* "a.x = b.x AND a.y = b.y" over the key. */
static void add_same_key(struct buf *sql, const struct row_table *t, const char *a,
    const char *b)
{
	const char *between = "";

	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].key) {
			buf_addf(sql, "%s%s%s = %s%s", between, a, t->v[i].name,
			    b, t->v[i].name);
			between = " AND ";
		}
}

static void add_columns(struct buf *sql, const struct row_table *t, const char *of,
    bool keys_only)
{
	const char *between = "";

	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].key || !keys_only) {
			buf_addf(sql, "%s%s%s", between, of, t->v[i].name);
			between = ", ";
		}
}

/* A row of a view has no defaults. */
static void add_new(struct buf *sql, const struct row_table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		buf_adds(sql, i ? ", " : "");
		if (t->v[i].instead[0])
			buf_addf(sql, "coalesce(NEW.%s, %s)", t->v[i].name,
			    t->v[i].instead);
		else
			buf_addf(sql, "NEW.%s", t->v[i].name);
	}
}

/* What is written here, and the keys of what is deleted here. */
static void make_tables(struct db *db, const struct row_table *t, struct buf *sql)
{
	static const char *const kinds[] = {"over", "gone"};

	for (int i = 0; i < 2; i++) {
		buf_addf(sql, "CREATE TEMP TABLE %s_%s AS SELECT ", kinds[i],
		    t->name);
		add_columns(sql, t, "", i == 1);
		buf_addf(sql, " FROM main.%s WHERE 0", t->name);
		run(db, sql);
		buf_addf(sql, "CREATE UNIQUE INDEX temp.key_%s_%s ON %s_%s (",
		    kinds[i], t->name, kinds[i], t->name);
		add_columns(sql, t, "", true);
		buf_addc(sql, ')');
		run(db, sql);
	}
}

/* The other indexes, so that what is found by one there is found by one here;
 * none of them is on an expression. */
static void make_indexes(struct db *db, const struct row_table *t, struct buf *sql)
{
	struct stmt *all = db_prepare(db, "SELECT name"
	    " FROM pragma_index_list($table, 'main') WHERE origin <> 'pk'");
	struct stmt *of;
	int n = 0;

	db_bind_text(all, "$table", t->name);
	while (db_step(all)) {
		const char *between = "";

		buf_addf(sql, "CREATE INDEX temp.found_%s_%d ON over_%s (",
		    t->name, n++, t->name);
		of = db_prepare(db, "SELECT name FROM pragma_index_info($name,"
		    " 'main') ORDER BY seqno");
		db_bind_text(of, "$name", db_text(all, 0));
		while (db_step(of)) {
			buf_addf(sql, "%s%s", between, db_text(of, 0));
			between = ", ";
		}
		db_done(of);
		buf_addc(sql, ')');
		run(db, sql);
	}
	db_done(all);
}

static void make_view(struct db *db, const struct row_table *t, struct buf *sql)
{
	buf_addf(sql, "CREATE TEMP VIEW %s AS SELECT ", t->name);
	add_columns(sql, t, "", false);
	buf_addf(sql, " FROM temp.over_%s UNION ALL SELECT ", t->name);
	add_columns(sql, t, "m.", false);
	buf_addf(sql, " FROM main.%s m WHERE NOT EXISTS (SELECT 1"
	    " FROM temp.over_%s o WHERE ", t->name, t->name);
	add_same_key(sql, t, "o.", "m.");
	buf_addf(sql, ") AND NOT EXISTS (SELECT 1 FROM temp.gone_%s g WHERE ",
	    t->name);
	add_same_key(sql, t, "g.", "m.");
	buf_addc(sql, ')');
	run(db, sql);
}

/* A change writes the row as it is then; an insert too, so that what was
 * deleted here is there again. */
static void make_triggers(struct db *db, const struct row_table *t, struct buf *sql)
{
	static const char *const kinds[] = {"INSERT", "UPDATE"};

	for (int i = 0; i < 2; i++) {
		buf_addf(sql, "CREATE TEMP TRIGGER over_%s_%s INSTEAD OF %s ON %s"
		    " BEGIN REPLACE INTO over_%s VALUES (", t->name, kinds[i],
		    kinds[i], t->name, t->name);
		add_new(sql, t);
		buf_adds(sql, "); END");
		run(db, sql);
	}
	buf_addf(sql, "CREATE TEMP TRIGGER over_%s_DELETE INSTEAD OF DELETE ON %s"
	    " BEGIN DELETE FROM over_%s WHERE ", t->name, t->name, t->name);
	add_same_key(sql, t, "", "OLD.");
	buf_addf(sql, "; REPLACE INTO gone_%s VALUES (", t->name);
	add_columns(sql, t, "OLD.", true);
	buf_adds(sql, "); END");
	run(db, sql);
}

static void lay(struct db *db, const char *table)
{
	const struct row_table *t = row_table_any(db, table);
	struct buf sql = {0};

	make_tables(db, t, &sql);
	make_indexes(db, t, &sql);
	make_view(db, t, &sql);
	make_triggers(db, t, &sql);
	buf_free(&sql);
}

void overlay_make(struct db *db)
{
	size_t n;
	const struct projection *all = schema_projections(&n);

	db_exec(db, "PRAGMA temp.cache_size = -65536");
	db_exec(db, "PRAGMA temp.secure_delete = OFF");
	for (size_t i = 0; i < n; i++)
		lay(db, all[i].table);
	lay(db, "event");
	lay(db, "content");
	db->overlaid = true;
}
