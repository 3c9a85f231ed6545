/*
 * What a customer allowed us to do, purpose by purpose, and took back.
 * PIPL 14 and 15: consent is given knowingly and can be withdrawn at any
 * time; who relies on it must be able to show it.
 */
#ifndef CARE_PEOPLE_CUSTOMER_CONSENT_H
#define CARE_PEOPLE_CUSTOMER_CONSENT_H

#include <stdbool.h>
#include <stdint.h>

struct log;
struct policy;

/* The purpose that was typed: a name or title of the policy's words
 * "consents" or, without these, "purposes", else service, marketing, survey
 * or care.
 * NULL: none of them; *near, then, is the nearest one or NULL. */
const char *consent_purpose(const struct policy *, const char *typed,
	const char **near);

/* "yes", "true", "1", "是" and their contraries. False: neither. */
bool	consent_word(const char *typed, bool *given);

/* Record it in the caller's entry: event "consented" or "withdrawn". What was
 * said of the purpose in the same second is replaced. proof: where it can be
 * seen, or NULL; it may name people and is kept as personal data. */
void	customer_consent(struct log *, int64_t customer, const char *purpose,
	bool given, const char *proof, int64_t at);

#endif
