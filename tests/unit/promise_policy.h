/* Promises of every sort of span, with ladders, for tests of their times. */
#ifndef TESTS_PROMISE_POLICY_H
#define TESTS_PROMISE_POLICY_H

#include "policy_files.h"

#include <stdio.h>

#include "care/promises/promise.h"
#include "time/human.h"

/* Thursday is 2026-03-12; the hotline is open on all days. */
static const char promise_text[] = HEAD
    "calendars:\n"
    "  office: {hours: {mon-fri: \"09:00-12:00 13:30-18:00\"}}\n"
    "  hotline: {hours: {mon-sun: \"08:00-20:00\"}}\n"
    "  legal: {hours: {mon-fri: \"00:00-24:00\"}}\n"
    "defaults: {working: office, days: legal}\n"
    "promises:\n"
    "  - {name: wall, within: 48h}\n"
    "  - {name: hours, within: 8bh}\n"
    "  - {name: line, within: 8bh, calendar: hotline}\n"
    "  - {name: workdays, within: 2wd}\n"
    "  - {name: today, within: 0wd}\n"
    "  - {name: days, within: 7d}\n"
    "  - {name: rolled, within: 2d}\n"
    "  - {name: hard, within: 48h, hard: true}\n"
    "  - {name: margin, within: 5wd, margin: 1wd}\n"
    "  - {name: narrow, within: 48h, margin: 4h}\n"
    "  - {name: told, from: told, due: told_time, turns: each}\n"
    "  - {name: cycle, to: customer_told, every: 24h, until: closed}\n"
    "  - {name: weekly, to: met, every: 168h, within: 48h, until: closed}\n"
    "  - {name: visit, to: visited, every: 48h, from: last_kept}\n"
    "ladders:\n"
    "  steps:\n"
    "    - {name: half, at: 50%, notify: owner}\n"
    "    - {name: soon, at: due - 2h, notify: owner}\n"
    "    - {name: due, at: due, notify: owner}\n"
    "    - {name: over, at: due + 4h, notify: owner, every: 1d, times: 3}\n"
    "  office:\n"
    "    - {name: soon, at: due - 2bh, notify: owner}\n"
    "    - {name: late, at: due + 1wd, notify: owner}\n"
    "words: {roles: {owner: Owner}}\n";

static struct policy *policy;
static const struct zone *zone;

static inline int load(void **state)
{
	struct buf said = {0};

	(void)state;
	policy = load_text(promise_text, &said);
	if (!policy)
		print_error("%s", buf_text(&said));
	zone = zone_open("Asia/Shanghai");
	buf_free(&said);
	return policy ? 0 : -1;
}

static inline int unload(void **state)
{
	(void)state;
	policy_free(policy);
	return 0;
}

/* "12 10:00" of March 2026. */
static inline int64_t at(const char *short_form)
{
	char full[32];
	const char *why = "";
	int64_t instant;

	snprintf(full, sizeof full, "2026-03-%s", short_form);
	if (!human_instant(full, zone, 0, HUMAN_START, &instant, &why))
		fail_msg("%s: %s", full, why);
	return instant;
}

#endif
