/* care-policy check, adopt: from a file to the rules in force. */
#include <stdio.h>
#include <unistd.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-policy/verbs.h"
#include "command/adopt.h"

static const char *file_operand(struct session *s)
{
	if (arg_operands(s->args) != 1)
		die_usage(_("name the policy's file"));
	return arg_operand(s->args, 0);
}

int policy_check(struct session *s)
{
	const char *path = file_operand(s);
	struct adoption a;
	bool good;

	adoption_read(path, s->now, &a);
	good = a.policy != NULL;
	if (good)
		say(_("%s: %s %s: ok, %d warnings"), path,
		    policy_head(a.policy)->title, policy_head(a.policy)->version,
		    a.warnings);
	else
		warn(_("%s: %d errors, %d warnings"), path, a.errors, a.warnings);
	adoption_free(&a);
	return good ? STATUS_DONE : STATUS_POLICY;
}

/* Was it adopted last, by whatever path? Then adopting it changes nothing. It
 * may be of a day to come. */
static bool adopted_last(struct session *s, const struct adoption *a,
    int64_t *effective)
{
	struct arena *arena = arena_new();
	struct adopted last;
	int64_t id = adopted_newest(s->db);
	bool same = id != 0 && adopted_load(s->db, id, arena, &last) &&
	    adoption_same(last.text, a->bundle);

	if (same)
		*effective = last.effective;
	arena_free(arena);
	return same;
}

static void say_adopted_last(struct session *s, const char *path,
    int64_t effective)
{
	char day[HUMAN_TEXT];

	if (effective <= s->now)
		say(_("%s: is in force already"), path);
	else
		say(_("%s: was adopted already, in force from %.10s"), path,
		    human_local(effective, s->zone, day));
}

static void nothing_adopted(struct session *s, const char *path)
{
	struct arena *arena = arena_new();
	struct adopted now;
	char day[HUMAN_TEXT];

	warn(_("%s: has errors; nothing adopted"), path);
	if (s->policy_id && adopted_load(s->db, s->policy_id, arena, &now))
		warn(_("the store goes on with %s of %.10s"), now.version,
		    human_local(now.effective, s->zone, day));
	arena_free(arena);
}

static bool agreed(struct session *s, const struct adoption *a)
{
	char answer[16] = "";

	if (arg_given(s->args, "yes") || s->dry || !isatty(STDIN_FILENO))
		return true;
	fprintf(stderr, _("adopt %s %s, effective %s? [y/N] "),
	    policy_head(a->policy)->title, policy_head(a->policy)->version,
	    policy_head(a->policy)->effective);
	return fgets(answer, sizeof answer, stdin) &&
	    (answer[0] == 'y' || answer[0] == 'Y');
}

/* Within the transaction, for somebody may adopt the same right now. */
static void adopt(struct session *s, const struct adoption *a, const char *path)
{
	struct adopted adopted;
	int64_t effective;

	if (!log_begin(s->log, s->now, arg_value(s->args, "once")))
		return;
	if (adopted_last(s, a, &effective)) {
		log_rollback(s->log);
		say_adopted_last(s, path, effective);
		return;
	}
	adoption_record(s->log, a, path, arg_value(s->args, "approved-by"),
	    s->now, &adopted);
	log_commit(s->log);
	say(_("%s %s adopted by %s, in force from %s"),
	    policy_head(a->policy)->title, adopted.version, s->login,
	    policy_head(a->policy)->effective);
}

int policy_adopt(struct session *s)
{
	const char *path = file_operand(s);
	struct adoption a;
	int64_t effective;
	int rc = STATUS_DONE;

	adoption_read(path, s->now, &a);
	if (!a.policy) {
		nothing_adopted(s, path);
		rc = STATUS_POLICY;
	} else if (adopted_last(s, &a, &effective)) {
		say_adopted_last(s, path, effective);
	} else if (!agreed(s, &a)) {
		say(_("nothing adopted"));
		rc = STATUS_LOOK;
	} else {
		adopt(s, &a, path);
	}
	adoption_free(&a);
	return rc;
}
