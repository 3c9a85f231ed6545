/* What figures are counted per: travellers, room nights, users of a period. */
#ifndef CARE_INTAKE_EXPOSURE_H
#define CARE_INTAKE_EXPOSURE_H

#include "care/intake/take.h"

/*
 * Take one row in, a subject of its own (event "counted"), *id: new, the same,
 * or a number that is another now. A refusal leaves *fault, and *column the
 * column's name.
 */
enum taken exposure_take(const struct taking *, const struct record *,
	struct arena *, int64_t *id, const char **column, struct buf *fault);

/* What tells rows of one input apart, as it is the subject's reference: name,
 * instants (UTC), dimension and value. In the arena; NULL: the period is none. */
const char *exposure_key(const struct taking *, const struct record *,
	struct arena *);

#endif
