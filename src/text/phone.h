/* Phone numbers as people and spreadsheets write them, made comparable. */
#ifndef TEXT_PHONE_H
#define TEXT_PHONE_H

#include <stdbool.h>

enum { PHONE_TEXT = 32 };	/* bytes a buffer of ours holds */

/*
 * Normalise a phone number into out[PHONE_TEXT], by which one caller is
 * known again:
 *
 *   13800138000		Chinese mobile: 1[3-9] and nine digits, no +86
 *   01012345678		Chinese landline with its area code
 *   01012345678x801		the same with an extension
 *   4008001234 95588	400 and 800 numbers, 95 numbers
 *   +85291234567	everything else: E.164 with the plus
 *
 * Full-width digits and signs are folded (NFKC). A whole number that Excel
 * wrote as 1.3800138000E+10 or 13800138000.0 is read. False when it is no
 * such number, and *why points to the reason with the cure (static,
 * translated); out is "" then. The value itself is never in the reason.
 */
bool	phone_normalise(const char *value, char *out, const char **why);

#endif
