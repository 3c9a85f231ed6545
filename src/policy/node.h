/*
 * A YAML file as a small tree, and the typed reading of its nodes.
 *
 * Readers take the node that node_get() found: NULL (the key is absent)
 * reads as nothing and is no complaint. What does not fit is complained of
 * with place and path ("promises[3].within: ..."), and reads as nothing too,
 * so that reading goes on and finds the other faults.
 */
#ifndef POLICY_NODE_H
#define POLICY_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "policy/complaint.h"
#include "policy/policy.h"
#include "time/span.h"

/* Nodes and all texts live in the arena. */
struct document {
	const char *file;
	struct arena *arena;
	struct complaints *complaints;
};

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
	const struct document *doc;
	enum node_kind kind;
	long line, column;		/* of the value, from 1 */
	const char *text;		/* SCALAR; never NULL there */
	bool plain;			/* SCALAR without quotes */
	bool told;			/* SCALAR complained of: reads as nothing */
	const char *key;		/* in a map: its key */
	long key_line, key_column;
	size_t index;			/* in a list: its place, from 0 */
	const struct node *parent;	/* NULL: the root */
	struct node *first, *last, *next;
	size_t n;			/* number of children */
};

struct mark node_mark(const struct node *);

/* A full-width mark that was typed for one of YAML's: comma, quotes,
 * brackets; the first among n bytes, or NULL. (Colons have words of their
 * own.) */
struct wide {
	const char *mark, *meant;
};
const struct wide *wide_find(const char *s, size_t n);

/* Complain of the node's value; the path and ": " go before the message. */
void	node_error(const struct node *, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void	node_warning(const struct node *, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Complain of the node's key. */
void	node_key_error(const struct node *, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void	node_key_warning(const struct node *, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Complain of an unknown word, with the nearest of those tried, if any. */
void	node_unknown(const struct node *, const char *what,
	const struct nearest *);

/* Complain of an unknown key that should be one of the words. */
void	node_key_unknown(const struct node *, const char *what,
	const struct nearest *);

/* The child of that key, NULL when there is none or this is no map. */
const struct node *node_get(const struct node *map, const char *key);

/* The same, and a complaint of the map when there is none. */
const struct node *node_need(const struct node *map, const char *key);

/* Is it of that kind? Else a complaint. NULL: false without one. */
bool	node_is(const struct node *, enum node_kind);

/* Is it a map, of these keys only (a list ended by NULL)? Unknown keys are
 * complained of and do not make it false. */
bool	node_keys(const struct node *, const char *const *keys);

/* A text that is not empty. */
const char *node_text(const struct node *);

/* A name: ASCII letters, digits, "_" and "-", at most 48, a letter first. */
const char *node_name(const struct node *);
bool	node_key_name(const struct node *);	/* is its key such a name? */

/* true or false; "otherwise" where absent. */
bool	node_flag(const struct node *, bool otherwise);

/* A whole number between lo and hi; "otherwise" where absent or wrong. */
int64_t	node_number(const struct node *, int64_t lo, int64_t hi,
	int64_t otherwise);

/* A length of time of more than nothing ("0wd" is one: today). */
bool	node_span(const struct node *, struct span *);

/* The place of one of these words (a list ended by NULL), or -1. */
int	node_choice(const struct node *, const char *const *words);

/* A scalar, or every scalar of a list. A word said twice is complained of. */
struct names node_names(const struct node *);

/* Complain of maps of a list that have the same under "key", and under
 * "within" where that is not NULL, as one before them. */
void	node_once(const struct node *list, const char *key,
	const char *within);

/* The scalar at that place of what node_names() read: for complaints. */
const struct node *node_nth(const struct node *, size_t);

#endif
