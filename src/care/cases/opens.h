/*
 * Cases that follow from a case: the policy's "opens". Each is a case of its
 * own, of the same customer, booking and partner, linked to the one it follows
 * from by the rule's name.
 */
#ifndef CARE_CASES_OPENS_H
#define CARE_CASES_OPENS_H

#include "care/cases/act.h"

/*
 * In the act's entry: the open case came in, or more is known of it. Receive
 * what follows from it by rules whose case it has not opened before; its text is
 * the act's note, else what was said of the first one. A case that followed by a
 * rule opens none, nor does one that is past. Returns how many were opened;
 * *last, if not NULL, is the last of them.
 */
size_t	case_opens(const struct act *, const struct care_case *, int64_t *last);

#endif
