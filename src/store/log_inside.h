/* The log as its entries and its events see it, for these two files only. */
#ifndef STORE_LOG_INSIDE_H
#define STORE_LOG_INSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "store/chain.h"
#include "store/digest.h"
#include "store/row.h"

struct arena;
struct db;

enum { SALTS = 128 };

struct log {
	struct db *db;
	char *tool;
	int64_t actor, done_by, policy, run, clock;
	bool dry, apart;
	int64_t as_if;				/* entries of a run apart */

	/* the entry being made */
	struct entry_head head;
	unsigned char before[DIGEST_SIZE];	/* chain of the entry before */
	struct digest root;
	char *once;
	int64_t n;				/* events so far */
	int64_t first_subject, next_subject, next_content, next_message;
	int64_t next_survey, next_contact;

	unsigned char salt[SALTS][DIGEST_SHORT];
	size_t salts;				/* left */

	/* the event being made */
	struct arena *arena;
	struct row_changes rows;
	int64_t subject, at, person;
	const char *what;
	bool has_content, in_event;
	struct buf arg, body;
};

#endif
