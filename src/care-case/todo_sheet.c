/* What a sheet of care-case todo offers to be filled in. */
#include "care-case/todo_sheet.h"

#include <string.h>

#include "base/utf8.h"
#include "command/event_verb.h"
#include "policy/steps.h"

/* Characters of a rule of a workbook, with a comma between words. */
enum { RULE_MOST = 255 };

static const char *title_of(const struct policy *p, const char *event)
{
	const struct plan *stages = policy_stages(p);
	const struct step *step = stages ? plan_step(stages, event) : NULL;
	const struct word *w = policy_word(p, "events", event);

	return step ? step->title : w ? w->title : event;
}

void todo_offer(struct todo_offers *o, const struct policy *p,
    const char *event)
{
	const char *title = title_of(p, event);
	size_t length = utf8_length(title) + 1;

	if (o->n == TODO_OFFERS || event_verb(event) || strchr(title, ',') ||
	    o->length + length > RULE_MOST)
		return;
	for (size_t i = 0; i < o->n; i++)
		if (strcmp(o->titles[i], title) == 0)
			return;
	o->titles[o->n++] = title;
	o->length += length;
}

void todo_offers_put(struct todo_offers *o, const struct policy *p,
    struct out *out)
{
	const struct plan *stages = policy_stages(p);

	for (size_t i = 0; stages && i < stages->n; i++)
		todo_offer(o, p, stages->v[i].name);
	if (o->n)
		out_choices(out, "milestone", o->titles, o->n);
}
