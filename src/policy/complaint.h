/*
 * What is wrong with a policy: collected while it is read, told all at once
 * in the order of the file.
 */
#ifndef POLICY_COMPLAINT_H
#define POLICY_COMPLAINT_H

#include <stdbool.h>
#include <stddef.h>

/* Where in which file a thing was said. */
struct mark {
	const char *file;	/* lives as long as the policy or the bundle's maker */
	long line, column;	/* from 1, columns in characters; 0: the whole file */
};

/* Complaints while loading; an error stops, a warning is listed. */
typedef void policy_complaint(void *, bool error, const char *file, long line,
	long column, const char *message);

struct complaints;

struct complaints *complaints_new(void);

/* Keep a complaint; file name and message are copied. */
void	complaints_add(struct complaints *, bool error, struct mark,
	const char *message);

/* Has any of them been an error, and how many have been? */
bool	complaints_failed(const struct complaints *);
size_t	complaints_errors(const struct complaints *);

/* Tell them all, file by file, by line and column, and free the collection. */
void	complaints_tell(struct complaints *, policy_complaint *, void *);

/*
 * The nearest of many words to one that was typed: start with the typed word
 * in a zeroed struct, try each candidate, then read "best" (NULL: none is
 * near). Letters of either case are alike.
 */
struct nearest {
	const char *typed, *best;
	int distance;
};
void	nearest_try(struct nearest *, const char *candidate);

#endif
