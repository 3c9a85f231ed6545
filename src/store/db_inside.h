/* What lies behind the door, for this room only. */
#ifndef STORE_DB_INSIDE_H
#define STORE_DB_INSIDE_H

#include <stdbool.h>
#include <stdnoreturn.h>

#include <sqlite3.h>

struct turnstile;

enum { SLOTS = 512 };

/* A parameter, as the engine numbers it; its name in the statement's text. */
struct parameter {
	const char *said;	/* as the caller named it; NULL: not known yet */
	int i;
};

struct stmt {
	struct stmt *next;	/* same slot of the cache */
	struct db *db;
	sqlite3_stmt *s;
	const char *sql;	/* the engine's copy */
	bool used, begun;	/* in somebody's hands; stepped by him */
	/* Callers bind in the same order each time: the parameters in the order
	 * of the last time, so that they need not be looked up by name. */
	struct parameter *order;
	int n, turn;
	/* Values of the time before are still there; which parameters have one
	 * of this time: those whose number of uses is the statement's. */
	unsigned *bound, uses;
	int given;
};

struct db {
	struct db *next;	/* all open stores, for the end of the process */
	sqlite3 *h;
	char *path;		/* as it was named */
	char *file;		/* without links; NULL for a scratch store */
	struct turnstile *gate;	/* NULL before the first writing */
	int patience_ms;
	bool open_tx, writing;
	int wal;		/* pages in the WAL after the last commit */
	bool overlaid;		/* store/overlay.h */
	unsigned char *key;	/* the store's own, once somebody asked; it is
				 * set when the store is made and never again */
	struct stmt *slots[SLOTS];
	/* The statement last prepared from a text at that address: mostly the
	 * same literal again, which spares hashing it. */
	struct stmt *near[SLOTS];
};

/* End the process with the engine's error. */
noreturn void db_fail(struct db *, int rc, const char *sql);

void	db_forget_statements(struct db *);

#endif
