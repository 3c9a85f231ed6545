/* A policy as text: its files in one. */
#ifndef POLICY_BUNDLE_H
#define POLICY_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>

#include "policy/complaint.h"

/*
 * A policy as text: every file of it in one, so that the store can keep it
 * whole. Part 0 is the policy under its path, the others are what it names
 * (calendars), each under the name by which it was named. Of a folder, part
 * 0 has the folder's path, ending in "/", and as text the names of its files,
 * a line each, in the order in which they are read; they are the next parts.
 *
 * Read the policy's file or folder, and the files it names, from disk into
 * one bundle text (policy_load() reads it). All complaints are given; NULL
 * after errors. The caller frees the text.
 */
char	*policy_bundle(const char *path, policy_complaint *, void *);

/* The part of a bundle (from 0), or false when there are no more. Pointers
 * go into the bundle and the name is not terminated: name_n bytes. */
struct policy_part {
	const char *name, *text;
	size_t name_n, n;
};
bool	policy_part(const char *bundle, size_t index, struct policy_part *);

/* Is the first part a folder, so that its text names the files of the policy?
 * And how many parts from 0, or from 1 of a folder, are the policy's own. */
bool	policy_is_folder(const struct policy_part *first);
size_t	policy_files(const char *bundle);

#endif
