/* Subjects: whatever a promise, an event or a message can be about. */
#ifndef STORE_SUBJECT_H
#define STORE_SUBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct db;
struct log;

struct subject {
	int64_t id;
	const char *kind;	/* case booking customer staff group measure order
				 * house exposure */
	const char *source;	/* whose reference it is; "" for our own */
	const char *ref;
	int64_t live_from;	/* nothing is fired or sent for instants before */
	unsigned char seen[16];	/* digest of the last accepted row; zeros: none */
	bool has_seen;
};

/* Within an event of a new subject: the row of the subject itself. */
void	subject_insert(struct log *, const struct subject *);

/* Within an event: the source's row was seen in this form. */
void	subject_seen(struct log *, int64_t id, const unsigned char *seen);

/* The subject's id by (kind, source, ref), 0: none; *seen (16 bytes, may be
 * NULL) receives the digest of its last row, zeros when there is none. */
int64_t	subject_find(struct db *, const char *kind, const char *source,
	const char *ref, unsigned char *seen);

/*
 * The subject by its reference in any source; 0: none, -1: several sources
 * have it. "source:ref" names one of them.
 */
int64_t	subject_by_ref(struct db *, const char *kind, const char *ref);

/* Write the subject's reference (as people use it) to the buffer; false:
 * there is no such subject. kind, if not NULL, receives its kind (static). */
bool	subject_ref(struct db *, int64_t id, struct buf *, const char **kind);

/* Entry of the subject's last event: its version, for --if-unchanged. */
int64_t	subject_version(struct db *, int64_t id);

/* Has anything but the run been at the subject since that version? What a
 * command does row after row is no news to its next row. */
bool	subject_moved(struct db *, int64_t id, int64_t version, int64_t run);

/*
 * A reference for something that has none of its own, made from what
 * identifies it; keyed, so that it tells nobody a phone number. Writes 33
 * bytes (hex) to out; "bytes", if not NULL, receives the 16 bytes.
 */
void	subject_hidden_ref(struct db *, const char *kind, const char *value,
	char *out, unsigned char *bytes);

#endif
