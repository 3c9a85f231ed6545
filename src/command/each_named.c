/* One act on each that is named, each in a transaction of its own. */
#include "command/each_named.h"

#include "base/die.h"
#include "base/lang.h"
#include "command/session.h"
#include "command/targets.h"

bool each_begin(struct session *s, const char *once)
{
	if (session_begin(s, once))
		return true;
	say(_("%s: done before"), arg_value(s->args, "once"));
	return false;
}

void each_end(struct session *s, bool done)
{
	if (done)
		session_commit(s);
	else
		log_rollback(s->log);
}

int each_named(struct session *s, const char *key, named_act *act,
    const void *arg)
{
	struct targets *t = targets_open(s, key);
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		struct arena *arena = arena_new();

		if (each_begin(s, target_once(t)))
			each_end(s, act(s, t, name, arena, arg));
		arena_free(arena);
	}
	targets_close(t);
	return STATUS_DONE;
}
