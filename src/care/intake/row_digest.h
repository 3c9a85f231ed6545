/* The digest by which a row is known to say the same as before. */
#ifndef CARE_INTAKE_ROW_DIGEST_H
#define CARE_INTAKE_ROW_DIGEST_H

#include "care/intake/take.h"

/*
 * Of what a record says: the same whatever the order of its columns and the
 * form of its dates. Keyed, since a phone number in it could be found by
 * trying all. Writes DIGEST_SHORT bytes.
 */
void	row_digest(const struct taking *, const struct record *,
	unsigned char *out);

#endif
