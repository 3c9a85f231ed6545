/* Adopting a policy: from a file on disk to the policy of a store. */
#ifndef COMMAND_ADOPT_H
#define COMMAND_ADOPT_H

#include <stdbool.h>
#include <stdint.h>

#include "policy/policy_store.h"

struct log;
struct policy;

/* A policy read from a file, with its complaints told to people. */
struct adoption {
	char *bundle;
	struct policy *policy;	/* NULL: it has errors */
	int errors, warnings;
};

/* Read and check the file for the time; every complaint goes to stderr as
 * "file:line:column: ..". Free with adoption_free(). */
void	adoption_read(const char *path, int64_t now, struct adoption *);
void	adoption_free(struct adoption *);

/* Do two bundles say the same, under whatever path the policy was read? */
bool	adoption_same(const char *bundle, const char *other);

/* Record it in the store, within the caller's entry. */
void	adoption_record(struct log *, const struct adoption *, const char *path,
	const char *approved_by, int64_t now, struct adopted *);

#endif
