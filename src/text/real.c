/* The shortest plain decimal form of a double. */
#include "text/real.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DIGITS = 17 };	/* always enough for an IEEE 754 double */

void real_add(struct buf *b, double value)
{
	char text[40];
	int digits = 0, decimals;

	/* The fewest digits behind the first that read back .. */
	do
		snprintf(text, sizeof text, "%.*e", digits, value);
	while (strtod(text, NULL) != value && ++digits < MOST_DIGITS);
	/* .. and where the point falls among them. */
	decimals = digits - atoi(strchr(text, 'e') + 1);
	buf_addf(b, "%.*f", decimals > 0 ? decimals : 0, value);
}
