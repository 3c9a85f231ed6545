/* Several notices as one message: which, and what it says. */
#include "care/messages/digest.h"

#include <string.h>

#include "base/lang.h"

bool digest_takes(const struct message *m)
{
	return strcmp(m->purpose, "notice") == 0 && !m->urgent &&
	    (!m->reason || strcmp(m->reason, DIGEST_REFUSED) != 0) &&
	    (strcmp(m->state, "planned") == 0 ||
	    (strcmp(m->state, "leased") == 0 && m->lease));
}

bool digest_fits(const struct rendering *r, int way,
    const struct rendering *other, int other_way)
{
	return way >= 0 && other_way >= 0 && r->person == other->person &&
	    !r->template && !other->template &&
	    strcmp(r->way[way].channel, other->way[other_way].channel) == 0 &&
	    strcmp(r->way[way].address, other->way[other_way].address) == 0;
}

static bool same_case(const struct rendering *a, const struct rendering *b)
{
	return a->case_name && b->case_name &&
	    strcmp(a->case_name, b->case_name) == 0;
}

void digest_join(struct arena *a, const struct rendering *const *all, size_t n,
    struct rendering *out)
{
	struct buf text = {0};

	*out = *all[0];
	if (n == 1)
		return;
	for (size_t i = 0; i < n; i++) {
		buf_adds(&text, all[i]->text);
		if (text.n && text.s[text.n - 1] != '\n')
			buf_addc(&text, '\n');
		if (!same_case(all[0], all[i]))
			out->case_name = NULL;
	}
	out->text = arena_dup(a, buf_text(&text));
	out->subject = arena_printf(a, _("%zu notices"), n);
	buf_free(&text);
}
