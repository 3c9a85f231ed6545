/*
 * Any bytes as a duration, a typed time, a zone's rule or a zone's file.
 *
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc -D_GNU_SOURCE
 *     tests/fuzz/time.c src/time/X.c src/base/X.c     (X: all of them)
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "time/human.h"
#include "time/span.h"
#include "time/tzif.h"
#include "time/tzrule.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void must(bool true_thing)
{
	if (!true_thing)
		abort();
}

/* What is taken can be written, and reads as the same again. */
static void spans(const char *text)
{
	char buf[SPAN_TEXT];
	struct span a, b;
	const char *why;

	if (!span_parse(text, true, &a, &why))
		return;
	must(span_parse(span_format(a, buf), true, &b, &why));
	must(a.clock == b.clock && a.n == b.n);
}

static void instants(const char *text)
{
	const struct zone *zone = zone_open("Europe/Berlin");
	char buf[HUMAN_TEXT];
	const char *why;
	int64_t day, at, again;
	int second, offset;

	must(zone != NULL);
	human_date(text, &day, &second, &offset, &why);
	for (int how = HUMAN_START; how <= HUMAN_PAST; how++) {
		if (!human_instant(text, zone, 1773297015, (enum human_how)how, &at, &why))
			continue;
		human_short(at, zone, 1773297015, buf);
		human_duration(at, buf);
		human_local(at, zone, buf);
		if (at > 0 && at < 250000000000)	/* other years are not read */
			must(human_instant(buf, zone, 0, HUMAN_START, &again, &why) && again == at);
	}
}

static void stretches(const uint8_t *bytes, size_t n, const char *text)
{
	struct tzif *file = tzif_parse(bytes, n);
	struct tzrule rule;
	int64_t from, until;
	bool is_rule = tzrule_parse(text, &rule);

	for (int64_t t = -4000000000; t < 8000000000; t += 777777777) {
		if (is_rule) {
			tzrule_stretch(&rule, t, &from, &until);
			must(from <= t && t < until);
		}
		if (file) {
			tzif_stretch(file, t, &from, &until);
			must(from <= t && t < until);
		}
	}
	tzif_free(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *text = malloc(n + 1);

	must(text != NULL);
	memcpy(text, bytes, n);
	text[n] = '\0';
	zone_open(text);
	spans(text);
	instants(text);
	stretches(bytes, n, text);
	free(text);
	return 0;
}
