/* care-store init, upgrade: making a store and bringing it up to date. */
#include <pwd.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/num.h"
#include "care-store/verbs.h"
#include "command/adopt.h"
#include "command/take_over.h"
#include "store/place.h"
#include "store/schema.h"
#include "store/store.h"

static void adopt_first(struct session *s, struct db *db, struct adoption *a,
    const char *login)
{
	const char *path = arg_value(s->args, "policy");
	struct log *log = log_open(db, s->tool);
	struct adopted adopted;

	log_begin(log, s->now, NULL);
	adoption_record(log, a, path, arg_value(s->args, "approved-by"), s->now,
	    &adopted);
	s->db = db;
	s->log = log;
	if (adopted.effective <= s->now)
		take_over(s, a->policy, adopted.id, NULL, NULL);
	log_commit(log);
	log_close(log, NULL, 0);
	s->db = NULL;
	s->log = NULL;
	say(_("policy   %s %s, adopted by %s just now; later edits count only after"
	    " care-policy adopt"), policy_head(a->policy)->title, adopted.version,
	    login);
}

int store_init(struct session *s)
{
	const char *policy = arg_value(s->args, "policy");
	struct passwd *pw = getpwuid(getuid());
	struct store_options o = {.trial = arg_given(s->args, "trial"),
	    .first = 1001, .now = s->now, .owner = pw ? pw->pw_name : "owner"};
	struct adoption a = {0};
	struct buf path = {0};
	struct db *db;

	if (arg_operands(s->args) != 1)
		die_usage(_("name the folder of the new store"));
	if (arg_given(s->args, "first") &&
	    !num_int(arg_value(s->args, "first"), 2, 1000000000000, &o.first))
		die_usage(_("--first: a number from 2"));
	if (policy)
		adoption_read(policy, s->now, &a);
	if (policy && !a.policy)
		die(STATUS_POLICY, _("%s: has errors; no store was made"), policy);
	if (s->dry) {
		say(_("dry run: no store was made"));
		adoption_free(&a);
		return STATUS_DONE;
	}
	if (s->still && !o.trial)
		die(STATUS_DENIED, _("--now (or CARE_NOW) writes only in a store made"
		    " by care-store init --trial\nadd --dry-run to see what would"
		    " be"));
	if (policy) {
		session_tell_now(s, policy_head(a.policy)->zone);
		o.now = s->now;
	}
	place_new(arg_operand(s->args, 0), &path);
	db = store_create(buf_text(&path), &o);
	say(_("store    %s (0600, yours alone: nobody else can read it but root)"),
	    buf_text(&path));
	if (o.trial)
		say(_("trial    --now writes here; nothing real belongs into it"));
	if (policy)
		adopt_first(s, db, &a, o.owner);
	else
		say(_("policy   none yet: care-policy adopt FILE"));
	say(_("staff    you (%s) with every right; add people with: care-intake"
	    " staff FILE"), o.owner);
	say(_("next     export CARE_STORE=%s"), buf_text(&path));
	adoption_free(&a);
	store_close(db);
	buf_free(&path);
	return STATUS_DONE;
}

int store_upgrade(struct session *s)
{
	struct buf path = {0};
	int from;

	place_find(arg_value(s->args, "store"), &path);
	from = store_migrate(buf_text(&path), s->dry);
	if (from == schema_version())
		say(_("store is version %d: nothing to do"), from);
	else
		say(_("store upgraded: %d -> %d"), from, schema_version());
	buf_free(&path);
	return STATUS_DONE;
}
