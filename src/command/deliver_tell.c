/* Who renders a message, and what came of a sending run. */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "care/cases/letter.h"
#include "care/escalation/notice.h"
#include "care/groups/group_notice.h"
#include "care/reminders/reminder.h"
#include "care/surveys/survey_render.h"
#include "command/deliver.h"

message_render *deliver_renderer(const char *rule)
{
	static const struct {
		const char *prefix;
		message_render *render;
	} others[] = {
		{"notice:", notice_render}, {"survey:", survey_render},
		{"said:", letter_render},
		{"group:", group_notice_render},
	};

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (strncmp(rule, others[i].prefix, strlen(others[i].prefix)) == 0)
			return others[i].render;
	return reminder_render;
}

int deliver_status(const struct deliver_counts *c)
{
	if (c->broken)
		return STATUS_SERVICE;
	return c->failed || c->doubt || c->gap ? STATUS_LOOK : STATUS_DONE;
}

void deliver_tell(const struct deliver_counts *c, struct buf *b)
{
	const struct { const char *name; int64_t n; } parts[] = {
		{"sent", c->sent}, {"later", c->later}, {"failed", c->failed},
		{"doubt", c->doubt}, {"dropped", c->dropped}, {"held", c->held},
		{"stopped", c->stopped}, {"gap", c->gap},
	};

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (parts[i].n || i == 0)
			buf_addf(b, "%s%s=%lld", b->n ? " " : "", parts[i].name,
			    (long long)parts[i].n);
}
