/* What a table's columns are, as the engine tells. For this room only. */
#ifndef STORE_ROW_TABLE_H
#define STORE_ROW_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct db;

enum { ROW_COLUMNS = 40 };

struct row_column {
	char name[24], parameter[32];
	char type;		/* I T B */
	bool key;
	char instead[16];	/* of null when a row is inserted; "" */
};

struct row_table {
	char name[24];
	struct row_column v[ROW_COLUMNS];
	size_t n;
};

/* The table of that name of our schema (not of the data); lives as long as
 * the process. */
const struct row_table *row_table_any(struct db *, const char *name);

/* As row_table_any(), but NULL for what is no projection, so that a forged arg
 * cannot name the log itself. */
const struct row_table *row_table_of(struct db *, const char *name);

const struct row_column *row_column_of(const struct row_table *, const char *name);

#endif
