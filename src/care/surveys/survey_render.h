/* What an invitation says, decided when it is sent. */
#ifndef CARE_SURVEYS_SURVEY_RENDER_H
#define CARE_SURVEYS_SURVEY_RENDER_H

#include "care/messages/outbox.h"

/*
 * For messages whose rule is "survey:NAME": the rule's template, or our own
 * words, with the token. Dropped when it no longer holds: no such survey or
 * rule, answered or ended meanwhile, the case reopened or merged, another
 * complaint open, no address.
 */
message_render survey_render;

#endif
