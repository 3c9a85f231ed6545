/* What a notice of a group's level says, when it is sent. */
#ifndef CARE_GROUPS_GROUP_NOTICE_H
#define CARE_GROUPS_GROUP_NOTICE_H

#include "care/messages/outbox.h"

/*
 * Renders messages whose rule is "group:RULE": the group, its level, how many
 * people since when, what they have in common, when its plan is due. No
 * customer is named. Dropped when the group was closed meanwhile, has a higher
 * level, which is told by a notice of its own, or means others than its
 * addressee by now ("reassigned").
 */
message_render group_notice_render;

#endif
