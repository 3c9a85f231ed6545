/* What a full export lacks, and when that is too much to be true. */
#include "care-intake/complete.h"

#include <stdio.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/num.h"
#include "care/intake/complete.h"
#include "command/session.h"

enum { PERCENT = 5 };

bool complete_wanted(struct session *s)
{
	const char *what = arg_value(s->args, "complete");

	if (what && strcmp(what, "list") != 0 && strcmp(what, "cancel") != 0)
		die_usage(_("--complete %s: list or cancel"), what);
	return what != NULL;
}

static int64_t percent(struct session *s)
{
	const char *typed = arg_value(s->args, "at-most");
	int64_t n = PERCENT;

	if (typed && !num_int(typed, 0, 100, &n))
		die_usage(_("--at-most %s: a number from 0 to 100"), typed);
	return n;
}

bool complete_run(struct session *s, const struct taking *t, int64_t refused,
    int64_t *cancelled)
{
	struct arena *a = arena_new();
	struct missing m = complete_missing(t, a);
	bool cancel = strcmp(arg_value(s->args, "complete"), "cancel") == 0;
	int64_t most = percent(s);
	bool look = false;

	if (cancel && m.n > 0 && refused > 0) {
		say(_("%zu bookings are missing; none is cancelled, since rows were refused"),
		    m.n);
		look = true;
	} else if (cancel && (int64_t)m.n * 100 > most * (int64_t)m.of) {
		say(_("%zu of %zu bookings are missing, more than %lld %%: none is cancelled; is the file whole? (--complete list names them, --at-most PERCENT allows more)"),
		    m.n, m.of, (long long)most);
		look = true;
	} else {
		for (size_t i = 0; i < m.n; i++)
			if (cancel)
				complete_cancel(t, m.ref[i]);
			else
				printf("booking:%s\n", m.ref[i]);
		*cancelled = cancel ? (int64_t)m.n : 0;
		say(cancel ? _("%zu of %zu bookings are missing, and cancelled") :
		    _("%zu of %zu bookings are missing"), m.n, m.of);
	}
	arena_free(a);
	return look;
}
