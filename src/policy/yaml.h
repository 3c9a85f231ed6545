/*
 * YAML, the plain part of it: maps, lists, scalars as text, one document.
 *
 * Refused with line and column: duplicate keys, anchors, aliases, tags,
 * several documents, maps as keys, nulls, and the YAML 1.1 booleans yes, no,
 * on, off where a value is read. Nothing else is guessed of a scalar: it is
 * text, and the reader of the key says what it must be.
 */
#ifndef POLICY_YAML_H
#define POLICY_YAML_H

#include <stddef.h>

#include "policy/node.h"

enum { YAML_MOST = 4 * 1024 * 1024 };	/* bytes a file may have */

/*
 * Read a file's text. The document says where nodes live and who hears
 * complaints; it must outlive the tree. NULL when it cannot be read as YAML
 * or is empty; other faults are complained of and give a tree.
 */
const struct node *yaml_read(const struct document *, const char *text,
	size_t n);

#endif
