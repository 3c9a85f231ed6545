/* What a batch left with the house: contacts of callers who are nobody. */
#ifndef CARE_INTAKE_UNDO_HOUSE_H
#define CARE_INTAKE_UNDO_HOUSE_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct db;
struct log;

/* Those that are there still, in the arena; *v. Returns how many. */
size_t	undo_house_left(struct db *, int64_t run, struct arena *, int64_t **v);

/* Take them away within the caller's entry (events "restored", with the fact
 * "batch"). Nobody changes such a contact, so nothing can lie upon it. */
void	undo_house(struct log *, int64_t run, int64_t at);

#endif
