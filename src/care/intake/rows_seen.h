/*
 * The references that one run has taken from its input, each with the digest
 * of its row: so that two rows that say different things of one reference are
 * found. Kept as short keyed digests, of a large input in a file without a name.
 */
#ifndef CARE_INTAKE_ROWS_SEEN_H
#define CARE_INTAKE_ROWS_SEEN_H

struct rows_seen;

enum rows_seen_what { ROW_UNSEEN, ROW_AGAIN, ROW_OTHERWISE };

struct rows_seen *rows_seen_new(void);
void	rows_seen_free(struct rows_seen *);

/* Was the reference seen, with that digest (16 bytes) or with another? */
enum rows_seen_what rows_seen_ask(struct rows_seen *, const char *ref,
	const unsigned char *digest);

/* It is taken in now. */
void	rows_seen_put(struct rows_seen *, const char *ref,
	const unsigned char *digest);

#endif
