/* care-policy check, adopt: from a file to the rules in force. */
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-policy/verbs.h"
#include "care/people/staff.h"
#include "command/adopt.h"
#include "command/moves.h"
#include "command/take_over.h"

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

/* Which open promises would move, on stdout. */
static void tell_moves(struct session *s, const struct adoption *a,
    struct moves *m)
{
	moves_begin(m, s);
	moves_under(m, a->policy, 0);
	moves_end(m);
	if (m->n)
		say(_("moves %lld open promises; %lld become late, %lld become not"
		    " late"), (long long)m->n, (long long)m->late,
		    (long long)m->not_late);
}

/* A role that the rules name and nobody has: who is told then? */
static void warn_empty_role(void *arg, const char *role, struct mark m)
{
	struct session *s = arg;
	struct arena *a = arena_new();
	int64_t *ids;

	if (staff_of_role(s->db, role, NULL, s->now, a, &ids) == 0)
		warn_at(m.file, m.line, m.column, _("warning: %s: nobody in staff has"
		    " this role; what it is told goes to the store's owner"), role);
	arena_free(a);
}

/* Asked only when something moves: at a terminal by a question, elsewhere by
 * the option. */
static bool agreed(struct session *s, const struct moves *m)
{
	char answer[16] = "";

	if (m->n == 0 || s->dry || arg_given(s->args, "yes"))
		return true;
	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) {
		warn(_("open promises move: look at them, then say --yes"));
		return false;
	}
	fputs(_("adopt it? [y/N] "), stderr);
	return fgets(answer, sizeof answer, stdin) &&
	    (answer[0] == 'y' || answer[0] == 'Y');
}

/* Within the transaction, for somebody may adopt the same right now. */
static void adopt(struct session *s, const struct adoption *a,
    const char *path, struct moves *m)
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
	if (adopted.effective <= s->now)
		take_over(s, a->policy, adopted.id, moves_tell, m);
	log_commit(s->log);
	say(_("%s %s adopted by %s, in force from %s"),
	    policy_head(a->policy)->title, adopted.version, s->login,
	    policy_head(a->policy)->effective);
	if (s->dry)
		say(_("dry run: nothing of this was kept"));
}

int policy_adopt(struct session *s)
{
	const char *path = file_operand(s);
	struct adoption a;
	struct moves m;
	int64_t effective;
	int rc = STATUS_DONE;

	adoption_read(path, s->now, &a);
	if (a.policy && !s->policy_id)
		session_tell_now(s, policy_head(a.policy)->zone);
	if (!a.policy) {
		nothing_adopted(s, path);
		rc = STATUS_POLICY;
	} else if (adopted_last(s, &a, &effective)) {
		say_adopted_last(s, path, effective);
	} else {
		if (staff_any(s->db))
			policy_roles_used(a.policy, warn_empty_role, s);
		tell_moves(s, &a, &m);
		if (agreed(s, &m)) {
			adopt(s, &a, path, &m);
		} else {
			say(_("nothing adopted"));
			rc = STATUS_LOOK;
		}
	}
	adoption_free(&a);
	return rc;
}
