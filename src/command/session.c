/* A command at work: opening, the clock, transactions, what its options name,
 * closing. */
#include "command/session.h"

#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "care/people/staff.h"
#include "command/actor.h"
#include "command/args.h"
#include "command/heard.h"
#include "command/start.h"
#include "command/trouble.h"
#include "policy/bundle.h"
#include "policy/policy_store.h"
#include "store/access.h"
#include "store/db.h"
#include "store/mark.h"
#include "store/place.h"
#include "store/store.h"

/* The policies used so far; those replaced during the run are kept to its
 * end, since rows in hand may still point into them. */
struct loaded {
	struct loaded *next;
	struct policy *policy;
};

struct work {
	struct session s;
	struct arena *arena;
	struct loaded *loaded;
	struct buf tool, counts;
	bool revealed;
	int64_t clock;		/* what a real store goes by, whatever --now says */
};

static void count_complaint(void *arg, bool error, const char *file, long line,
    long column, const char *message)
{
	if (error)
		warn_at(file, line, column, "%s", message);
	(void)arg;
}

static void use_policy(struct work *w, struct policy *policy, int64_t id)
{
	struct loaded *l = arena_alloc(w->arena, 1, sizeof *l);

	l->policy = policy;
	l->next = w->loaded;
	w->loaded = l;
	w->s.policy = policy;
	w->s.policy_id = id;
	w->s.zone = policy_head(policy)->zone;
}

/* The proof and the cure must work with a policy that cannot be read. */
static bool needs_policy(const struct work *w)
{
	enum verb_need need = arg_verb(w->s.args)->need;

	return need != VERB_STORE && need != VERB_FOUNDS && need != VERB_MAYBE;
}

static void load_policy(struct work *w, int64_t id)
{
	struct arena *arena = arena_new();
	struct policy *policy;
	struct adopted a;

	if (!adopted_load(w->s.db, id, arena, &a))
		die(STATUS_BUG, "policy %lld", (long long)id);
	policy = policy_load(a.text, 0, 0, count_complaint, NULL);
	if (policy) {
		use_policy(w, policy, id);
	} else {
		warn(_("this program cannot read the adopted policy %s %s\n"
		    "adopt one that it can: care-policy adopt FILE"), a.name,
		    a.version);
		if (needs_policy(w))
			exit(STATUS_POLICY);
	}
	arena_free(arena);
}

/* A policy's file in place of the store's policy, for looking only. */
static void read_policy(struct work *w, const char *path)
{
	char *bundle = policy_bundle(path, count_complaint, NULL);
	struct policy *policy = bundle ?
	    policy_load(bundle, 0, 0, count_complaint, NULL) : NULL;

	free(bundle);
	if (!policy)
		die(STATUS_POLICY, _("%s: has errors"), path);
	use_policy(w, policy, 0);
}

static void find_policy(struct work *w)
{
	int64_t id = adopted_at(w->s.db, w->s.now, NULL, NULL);

	if (id && id != w->s.policy_id)
		load_policy(w, id);
	if (!id && needs_policy(w))
		die(STATUS_POLICY, _("no policy was adopted yet\n"
		    "adopt one: care-policy adopt FILE"));
	if (w->s.log)
		log_policy(w->s.log, w->s.policy_id);
}

static bool acts(const struct args *args)
{
	enum verb_need need = arg_verb(args)->need;

	return need == VERB_ACTS || need == VERB_FOUNDS;
}

/* What --now or CARE_NOW says, or NULL. */
static const char *told_now(const struct session *s)
{
	const char *env = getenv("CARE_NOW"), *typed = arg_value(s->args, "now");

	return typed ? typed : env && *env ? env : NULL;
}

void session_tell_now(struct session *s, const struct zone *zone)
{
	const char *typed = told_now(s), *why;

	s->now = (int64_t)time(NULL);
	s->still = typed != NULL;
	if (typed && !human_instant(typed, zone, s->now, HUMAN_START, &s->now,
	    &why))
		die_usage("--now %s: %s", typed, why);
}

/* --now, CARE_NOW or the clock. With another time than the clock's nothing
 * may be written but in a trial store: what is written is there for good. */
static void find_now(struct work *w)
{
	w->clock = (int64_t)time(NULL);
	if (!told_now(&w->s)) {
		w->s.now = w->clock;
		return;
	}
	if (w->s.db) {
		int64_t newest = adopted_newest(w->s.db);

		if (newest)
			load_policy(w, newest);
	}
	session_tell_now(&w->s, w->s.zone);
	if (w->s.db && store_is_trial(w->s.db))
		w->clock = w->s.now;
	else if (w->s.db && acts(w->s.args) && !w->s.dry)
		die(STATUS_DENIED, _("--now (or CARE_NOW) writes only in a store made"
		    " by care-store init --trial\nadd --dry-run to see what would"
		    " be"));
}

static void open_store(struct work *w)
{
	struct buf path = {0};

	if (arg_verb(w->s.args)->need != VERB_MAYBE) {
		place_find(arg_value(w->s.args, "store"), &path);
		trouble_watch(w->s.args, buf_text(&path), w->s.tool);
		w->s.db = store_open(buf_text(&path));
	} else if (place_there(arg_value(w->s.args, "store"), &path)) {
		w->s.db = store_open(buf_text(&path));
	}
	buf_free(&path);
}

static void open_log(struct work *w)
{
	struct actor a = actor_find(w->s.db, w->clock, w->arena);
	const char *done_by = arg_value(w->s.args, "for");

	w->s.actor = a.id;
	w->s.login = a.login;
	if (!acts(w->s.args))
		return;
	w->s.log = log_open(w->s.db, w->s.tool);
	log_by(w->s.log, a.id, done_by ? session_staff(&w->s, "for") : 0);
	if (w->s.dry)
		log_dry(w->s.log);
}

static void finish(struct work *w, int rc)
{
	log_close(w->s.log, w->counts.n ? buf_text(&w->counts) : NULL, rc);
	db_close(w->s.db);
	for (struct loaded *l = w->loaded; l; l = l->next)
		policy_free(l->policy);
	buf_free(&w->tool);
	buf_free(&w->counts);
	arena_free(w->arena);
}

int session_run(const struct args *args)
{
	struct work w = {.arena = arena_new()};
	struct session *s = &w.s;
	int rc;

	buf_adds(&w.tool, args->program);
	if (args->verb->name)
		buf_addf(&w.tool, " %s", args->verb->name);
	s->args = args;
	s->tool = buf_text(&w.tool);
	s->dry = arg_given(args, "dry-run");
	s->verbose = arg_given(args, "verbose");
	s->counts = &w.counts;
	s->zone = zone_open("UTC");
	say_quiet(arg_given(args, "quiet"));
	if (args->verb->need == VERB_POLICY && arg_given(args, "policy"))
		read_policy(&w, arg_value(args, "policy"));
	else if (args->verb->need != VERB_NOTHING)
		open_store(&w);
	find_now(&w);
	if (s->db) {
		trouble_now(s->now, s->zone);
		open_log(&w);
		find_policy(&w);
	}
	rc = args->verb->run(s);
	if (rc == STATUS_DONE && (s->look || s->denied))
		rc = s->denied ? STATUS_DENIED : STATUS_LOOK;
	finish(&w, rc);
	return rc;
}

bool session_begin(struct session *s, const char *once)
{
	/* A session is the first member of its work. */
	struct work *w = (struct work *)s;

	if (!log_begin(s->log, s->now, once))
		return false;
	find_policy(w);
	return true;
}

void session_commit(struct session *s)
{
	entry_heard(s);
	log_commit(s->log);
}

void session_mark(struct session *s, const char *name, int64_t before,
    int64_t value)
{
	if (!s->dry)
		mark_set(s->db, s->tool, name, before, value);
}

bool session_wanted(const struct session *s)
{
	return db_wanted(s->db);
}

int64_t session_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t session_time(struct session *s, const char *option, enum human_how how,
    int64_t def)
{
	const char *typed = arg_value(s->args, option), *why;
	int64_t at;

	if (!typed)
		return def;
	if (!human_instant(typed, s->zone, s->now, how, &at, &why))
		die_usage("--%s %s: %s", option, typed, why);
	return at;
}

int64_t session_staff(struct session *s, const char *option)
{
	struct work *w = (struct work *)s;
	const char *typed = arg_value(s->args, option), *why;
	int64_t id;

	if (!typed)
		return 0;
	id = staff_named(s->db, typed, s->now, w->arena, &why);
	if (!id)
		die_usage("--%s %s: %s", option, typed, why);
	return id;
}

const char *session_word(struct session *s, const char *list, const char *typed)
{
	const struct word *word;
	const char *near;

	if (!typed)
		return NULL;
	word = policy_word(s->policy, list, typed);
	if (word)
		return word->name;
	near = policy_nearest(s->policy, list, typed);
	if (near)
		die_usage(_("%s: not one of the policy's %s; nearest: %s"), typed,
		    list, near);
	die_usage(_("%s: not one of the policy's %s"), typed, list);
}

void session_look(struct session *s)
{
	db_begin_read(s->db);
}

void session_seen(struct session *s)
{
	db_rollback(s->db);
}

bool session_reveals(struct session *s)
{
	struct work *w = (struct work *)s;
	const char *reason = arg_value(s->args, "reveal");

	if (!reason || w->revealed)
		return reason != NULL;
	if (utf8_length(reason) < 4)
		die_usage(_("--reveal: say why in at least four characters, or give"
		    " the case's number"));
	access_record(s->db, w->clock, s->actor, 0, s->tool, reason);
	w->revealed = true;
	return true;
}

void session_accessed(struct session *s, int64_t person, const char *what,
    const char *why)
{
	struct work *w = (struct work *)s;

	access_record(s->db, w->clock, s->actor, person, what, why);
}
