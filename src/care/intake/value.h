/* Single values as sheets write them. */
#ifndef CARE_INTAKE_VALUE_H
#define CARE_INTAKE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "policy/policy.h"
#include "time/zone.h"

/* A whole number with an optional counting word (人, 位, 名, 间) and ".0" of
 * spreadsheets behind it, at least 0. */
bool	value_number(const char *s, int64_t *out);

/* A length of time in seconds: 95, 95s, 95秒, 1:35, 0:01:35, 1分35秒, 2分钟;
 * at least 0, at most a day. */
bool	value_seconds(const char *s, int64_t *out);

/* Does it say that a caller did not show his number: anonymous, withheld,
 * unknown, 匿名, 未知 ..? */
bool	value_withheld(const char *s);

/* An amount of money with two decimals at most, in hundredths; ¥, 元, RMB,
 * CNY and thousands separators are taken. */
bool	value_money(const char *s, int64_t *out);

/* What 5/1/2024 means: who saved the file knows. */
enum date_order { DATE_UNSAID, DATE_MDY, DATE_DMY };

/* "mdy" or "dmy"; false: neither. */
bool	value_order(const char *s, enum date_order *);

/*
 * A day as in human_date(); also 2024.5.1, 1 May 2024, May 1, 2024, 2024-May-1,
 * the clock of twelve hours (3:05 PM, 下午3:05), the serial number that a
 * spreadsheet shows when the cell's format is lost (45413 is 2024-05-01; 1900
 * date system), and, when the order is said, 5/1/2024. *second: -1 when no
 * time of day is given; *offset as in human_date().
 */
bool	value_date(const char *s, enum date_order, int64_t *day, int *second,
	int *offset, const char **why);

/* An instant in the zone; a bare date is its beginning or, with end, the
 * beginning of the next day. */
bool	value_instant(const char *s, enum date_order, const struct zone *,
	bool end, int64_t *out, const char **why);

/* A period [from, until) of whole days: 2026-03, 2026年3月, 2026Q1, 2026年第1季度,
 * 2026, 2026年, or a day in any form of value_instant(). */
bool	value_period(const char *s, const struct zone *, int64_t *from,
	int64_t *until);

/* Did a spreadsheet cut the digits of a number off (1.38E+10)? */
bool	value_lost_digits(const char *s);

/* "in" or "out" of a contact, in English or Chinese; NULL: neither. */
const char *value_way(const char *s);

/* A state of a booking, in English or Chinese; NULL: none. */
const char *value_state(const char *s);

/* The policy's word that is meant: by name or title, or the only one whose name
 * or title is that in another width or case of letters, or with other blanks.
 * NULL: none. */
const struct word *value_word(const struct policy *, const char *list,
	const char *typed);

#endif
