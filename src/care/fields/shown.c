/* A field's value as text. */
#include "care/fields/shown.h"

#include <inttypes.h>

#include "base/buf.h"
#include "time/human.h"

void field_value(const struct field_rule *r, const struct field *f,
    const char *text, const struct zone *z, struct buf *out)
{
	char time[HUMAN_TEXT];

	switch (r->type) {
	case FIELD_TEXT:
		buf_adds(out, text);
		break;
	case FIELD_WORD:
	case FIELD_WORDS:
		buf_adds(out, f->word);
		break;
	case FIELD_NUMBER:
	case FIELD_FLAG:
		buf_addf(out, "%" PRId64, f->number);
		break;
	case FIELD_DATE:	/* 2026-03-12 */
		buf_add(out, human_local(f->number, z, time), 10);
		break;
	case FIELD_TIME:
		buf_adds(out, human_local(f->number, z, time));
		break;
	}
}
