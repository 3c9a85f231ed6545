/* What a record says, as sixteen bytes. */
#include "care/intake/row_digest.h"

#include <string.h>

#include "store/digest.h"

void row_digest(const struct taking *t, const struct record *rec,
    unsigned char *out)
{
	const struct column *v = rec->layout->v;
	unsigned char full[DIGEST_SIZE];
	struct digest d;

	digest_begin(&d, t->key);
	digest_text(&d, rec->layout->noun_name);
	digest_text(&d, t->source);
	for (int i = 0; v[i].name; i++) {
		if (!rec->v[i].given)
			continue;
		digest_text(&d, v[i].name);
		if (rec->v[i].empty)
			digest_text(&d, "-");
		else if (rec->v[i].text)
			digest_text(&d, rec->v[i].text);
		else
			digest_int(&d, rec->v[i].number);
	}
	digest_end(&d, full);
	memcpy(out, full, DIGEST_SHORT);
}
