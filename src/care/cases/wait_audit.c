/* What is odd about a pause. */
#include "care/cases/wait_audit.h"

static void remark(struct buf *b, const char *word)
{
	buf_addf(b, "%s%s", b->n ? " " : "", word);
}

void wait_remarks(const struct waiting *w, const struct wait_known *k,
    int64_t now, struct buf *b)
{
	int64_t end = wait_end(w, now);

	if (!k->evidence)
		remark(b, "unasked");
	if (k->first_due > w->from && k->first_due - w->from < WAIT_NEAR)
		remark(b, "near_due");
	if (k->recorded_at - w->from > WAIT_NEAR)
		remark(b, "late_entry");
	if (k->word_at > w->from && k->word_at < end)
		remark(b, "answered");
	if (!w->until && w->cap && w->cap <= now)
		remark(b, "capped");
}
