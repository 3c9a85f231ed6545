/*
 * The hash chain over the log.
 *
 * leaf  = H(entry, n, subject, what, at, arg, digest of the content)
 * root  = H(all leaves of the entry, in order)
 * chain = H(chain of the entry before, id, recorded_at, actor, done_by, tool,
 *           policy, run, once, root)
 *
 * A content's body may be erased: its digest, salted, stays, and the entry
 * that erased it has an event "erased" with the fact content=ID, else it was
 * not erased but lost. A policy's row is no projection: the event "adopted"
 * that made it has its number and its digest as facts. Cutting the tail of the
 * log cannot be seen without a seal kept elsewhere.
 */
#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include <stdint.h>

struct db;

struct entry_head {
	int64_t id, recorded_at, actor, done_by, policy, run;	/* 0: none */
	const char *tool;
	const char *once;					/* or NULL */
};

struct event_head {
	int64_t entry, n, subject;
	const char *what;
	int64_t at;
	const char *arg;
};

struct policy_row {
	int64_t id, effective, adopted_at;
	const char *name, *version, *text, *path, *approved_by;	/* path and after: or NULL */
};

/* Each writes DIGEST_SIZE bytes to its last argument. */
void	chain_content(const unsigned char *salt, const char *body,
	unsigned char *out);
void	chain_leaf(const struct event_head *, const unsigned char *content,
	unsigned char *out);
void	chain_link(const unsigned char *before, const struct entry_head *,
	const unsigned char *root, unsigned char *out);
void	chain_policy(const struct policy_row *, unsigned char *out);

/* The last entry's id and recorded_at (the rest is zero) and its chain; zeros
 * when the log is empty. */
void	chain_last(struct db *, struct entry_head *, unsigned char *chain);

#endif
