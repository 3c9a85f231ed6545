/*
 * Codes by which a notice is acknowledged from outside: "m5512-k3v9q7xa", the
 * message's number and a proof of having been told it.
 *
 * The proof is a keyed hash of the message, cut to 40 bits: nowhere kept, good
 * for this one notice and for nothing else. Who guesses has one chance in
 * 10^12 a try, and is told nothing by a wrong one.
 */
#ifndef CARE_ESCALATION_ACK_CODE_H
#define CARE_ESCALATION_ACK_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct message;

enum { ACK_PROOF = 9, ACK_CODE = 32 };	/* bytes with the final NUL */

struct ack_code {
	int64_t message;
	char proof[ACK_PROOF];
};

/* Write the notice's code (ACK_CODE bytes); key of DIGEST_KEY bytes, the
 * store's. */
void	ack_code_make(const unsigned char *key, const struct message *, char *out);

/* Read one as people type it: either case, o for 0, i and l for 1. False: it
 * is not spelt like a code. */
bool	ack_code_read(const char *typed, struct ack_code *);

/* Those that stand in a text, in its order, as words of their own; at most
 * "most" are written to out. Returns how many. */
size_t	ack_codes_find(const char *text, struct ack_code *out, size_t most);

/* Is it this notice's code? Takes as long whether it is or not. */
bool	ack_code_proves(const struct ack_code *, const unsigned char *key,
	const struct message *);

#endif
