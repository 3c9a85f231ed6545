/* Decimal numbers, written so that they read back to the same value. */
#ifndef TEXT_REAL_H
#define TEXT_REAL_H

#include "base/buf.h"

/*
 * Append the shortest plain decimal form (no exponent) that reads back to
 * the same double: 0.1, 1250, -3.5. The value must be finite.
 */
void	real_add(struct buf *, double value);

#endif
