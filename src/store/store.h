/*
 * A store as a whole: made once, opened by every command.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct store_options {
	bool trial;		/* --now may write; fixed keys, for tests and demos */
	int64_t first;		/* first subject id (1001: case 10019) */
	int64_t now;
	const char *owner;	/* login of the owner */
};

/*
 * Make a store at the path (place_new), with its schema, key and house
 * subject. Ends the process when it is there already or cannot be made.
 */
struct db *store_create(const char *path, const struct store_options *);

/*
 * Open the store at the path (place_find), checking its place, that it is one
 * of ours, and its version; a store of another version ends the process with
 * STATUS_POLICY and the cure.
 */
struct db *store_open(const char *path);

/*
 * Bring the store at the path to this program's version, in one transaction
 * (rolled back when dry). Returns the version it had. A newer one ends the
 * process as in store_open().
 */
int	store_migrate(const char *path, bool dry);

void	store_close(struct db *);
const char *store_path(const struct db *);

/* A line of meta; NULL when it is not there. The caller frees it. */
char	*store_meta(struct db *, const char *name);
void	store_set_meta(struct db *, const char *name, const char *value);

bool	store_is_trial(struct db *);

/* The store's key (DIGEST_KEY bytes), for references that hide a value. */
void	store_key(struct db *, unsigned char *key);

/* Subject id of the house: what concerns no single case (policy, holds). */
enum { STORE_HOUSE = 1 };

#endif
