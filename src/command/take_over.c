/* A policy takes over. */
#include "command/take_over.h"

#include "base/die.h"
#include "base/lang.h"
#include "command/known.h"
#include "command/session.h"
#include "policy/policy_store.h"
#include "store/store.h"

static void quietly(void *arg, const struct promise *old,
    const struct promise *new, const struct promise_rule *r)
{
	(void)arg;
	(void)old;
	(void)new;
	(void)r;
}

static void pass_over(void *arg, bool error, const char *file, long line,
    long column, const char *message)
{
	(void)arg;
	(void)error;
	(void)file;
	(void)line;
	(void)column;
	(void)message;
}

/* The policy that the promises were last counted by; NULL: none, or one that
 * this program cannot read. */
static struct policy *policy_before(struct db *db)
{
	struct arena *a = arena_new();
	int64_t id = policy_taken_over(db);
	struct policy *p = NULL;
	struct adopted old;

	if (id && adopted_load(db, id, a, &old))
		p = policy_load(old.text, 0, 0, pass_over, NULL);
	arena_free(a);
	return p;
}

/* What the company owes itself (meetings, checks, reports) begins with the
 * policy that asks for it; what an older one asked for goes on as it was. */
static void house_duties(struct session *s, const struct policy *policy,
    int64_t policy_id)
{
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	struct promiser m = {s->log, policy, policy_id, NULL, STORE_HOUSE,
	    &facts, 0};

	if (known_facts(&s->db, STORE_HOUSE, &m.kind, a, &facts))
		promises_make(&m, "registered", s->now);
	arena_free(a);
}

size_t take_over(struct session *s, const struct policy *policy,
    int64_t policy_id, promise_moves *moves, void *arg)
{
	struct policy *before = policy_before(s->db);
	struct recompute c = {.db = s->db, .policy = policy, .before = before,
	    .facts = known_facts, .moves = moves ? moves : quietly,
	    .arg = moves ? arg : &s->db, .log = s->log, .policy_id = policy_id,
	    .at = s->now};
	size_t moved = promises_recompute(&c);

	house_duties(s, policy, policy_id);
	policy_take_over(s->log, policy_id, s->now);
	policy_free(before);
	return moved;
}

void take_over_due(struct session *s)
{
	size_t moved = 0;

	if (policy_taken_over(s->db) == s->policy_id)
		return;
	session_begin(s, NULL);
	/* Asked again inside: another tick may have been faster. */
	if (policy_taken_over(s->db) != s->policy_id)
		moved = take_over(s, s->policy, s->policy_id, NULL, NULL);
	session_commit(s);
	if (moved)
		say(_("%s %s is in force now; %zu open promises move"),
		    policy_head(s->policy)->title, policy_head(s->policy)->version,
		    moved);
}
