/*
 * Who stands in for somebody who is away. Rules only: whoever asks tells what
 * is known of each member.
 */
#ifndef CARE_PEOPLE_STANDIN_H
#define CARE_PEOPLE_STANDIN_H

#include <stdbool.h>
#include <stdint.h>

/* A member of staff at some instant. */
struct member {
	const char *team;	/* or NULL; lives until standin_find() is done */
	int64_t supervisor;	/* 0: none */
	bool here;		/* employed and not absent */
	int64_t substitute;	/* said for his absence; 0: nobody; not asked
				 * of who is here */
};

/* What is known of a member; false: there is none of that id. */
typedef bool member_ask(void *, int64_t id, struct member *);

/*
 * Himself when he is here; else his substitute, or who stands in for that
 * one, and so on; else the lead of his team, that is the highest of his line
 * of supervisors within it, or that one's substitute; else the line of
 * supervisors from below, each or who stands in for him; else 0. A circle of
 * substitutes or supervisors ends where it closes.
 */
int64_t	standin_find(member_ask *ask, void *arg, int64_t id);

#endif
