/* Policies for random acts: made at random, or one of those that ship. */
#ifndef TESTS_ACTS_POLICY_H
#define TESTS_ACTS_POLICY_H

#include <string.h>

#include "model_run.h"
#include "policy_files.h"

static const char *const ends[] = {"first_action", "replied", "customer_told",
    "confirmed", "accepted", "contacted", "closed", "reopened"};
static const char *const begins[] = {"received", "received", "received",
    "received", "first_action", "replied", "accepted", "closed", "reopened",
    "noted"};

static void write_span(struct buf *b, int n)
{
	if (one_in(8))
		buf_addf(b, "%dd", 1 + pick(4));
	else if (one_in(8))
		buf_addf(b, "%dwd", pick(4));
	else
		buf_addf(b, "%d%s", n, one_in(2) ? "bm" : "m");
}

/* A rule with one to three amounts, told apart by what is known of the case. */
static void write_rule(struct buf *b, int i)
{
	static const char *const whens[] = {"",
	    ", when: {severity: [serious, urgent]}",
	    ", when: {kind: complaint, cause: late}"};
	const char *from = ONE_OF(begins), *to = ONE_OF(ends);
	int variants = 1 + pick(3), base = 10 + pick(2000);
	bool hard = i > 2 && one_in(3), every = strcmp(from, "noted") != 0 && one_in(4);
	const char *more = every ? ", until: closed" : one_in(4) ?
	    ", turns: each" : one_in(6) ? ", turns: once" : "";

	if (strcmp(from, to) == 0 || (every && strcmp(to, "closed") == 0))
		to = "customer_told";
	for (int k = 0; k < variants; k++) {
		buf_addf(b, "  - {name: p%d%s, from: %s, to: %s, ", i,
		    k == 0 && one_in(2) ? ", when: {kind: complaint}" : whens[k],
		    from, to);
		if (every) {
			buf_addf(b, "every: %dm", 60 + base + 7 * k);
		} else {
			buf_adds(b, "within: ");
			if (k == 0)
				write_span(b, base);
			else
				buf_addf(b, "%dm", base + 7 * k);
		}
		buf_addf(b, "%s%s}\n", hard ? ", hard: true" : "", more);
	}
}

static struct policy *some_policy(char **text)
{
	static const char *const how[] = {"keep", "earlier", "recompute",
	    "{severity: earlier, cause: recompute, noted: recompute}"};
	struct buf b = {0}, said = {0};
	struct policy *p;
	int n = 4 + pick(4);

	buf_addf(&b, HEAD "calendars:\n  office: {hours: {mon-fri: \"09:00-12:00"
	    " 13:30-18:00\"}}\n  legal: {hours: {mon-fri: \"00:00-24:00\"}}\n"
	    "defaults: {working: office, days: legal, on_change: %s, on_reopen:"
	    " %s}\nwords:\n  kinds: [complaint, request]\n  severities: [minor,"
	    " normal, serious, urgent]\n  causes: [late, rude]\n  roles: [owner]\n"
	    "  outcomes: [withdrawn, settled]\nfields:\n"
	    "  noted: {for: case, type: date}\npromises:\n"
	    "  - {name: told, from: told, due: told_time, to: replied,"
	    " turns: each}\n", ONE_OF(how), one_in(2) ? "fresh" : "continue");
	for (int i = 0; i < n; i++)
		write_rule(&b, i);
	buf_addf(&b, "pauses:\n  waiting_customer: {stops: [p0, p1], cap: %dm,"
	    " cap_in: %s}\n  capped: {cap: %dm, cap_in: %s}\n"
	    "  open: {stops: [p0, p2]}\n", 60 + pick(3000),
	    one_in(2) ? "total" : "each", 60 + pick(3000),
	    one_in(2) ? "total" : "each");
	p = load_text(buf_text(&b), &said);
	if (!p)
		fail_msg("%s", buf_text(&said));
	*text = strdup(buf_text(&b));
	buf_free(&b);
	buf_free(&said);
	return p;
}

static struct policy *shipped(int i)
{
	static const char *const names[] = {"policies/travel-agency.yaml",
	    "policies/hotel.yaml", "policies/telecom.yaml",
	    "policies/small-agency.yaml"};
	struct buf said = {0};
	struct policy *p = load_file(names[i % 4], 2026, 2026, &said);

	if (!p)
		fail_msg("%s", buf_text(&said));
	buf_free(&said);
	return p;
}

#endif
