/* Whose agreement a level of a ladder asked for, as rows of approval. */
#include "care/cases/approval_need.h"

#include <string.h>

#include "care/cases/proposal.h"
#include "store/log.h"

enum { ANY = 0 };		/* number of the proposal that is every one */

static bool in_chain(const struct approver *chain, size_t n, const char *role)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(chain[i].role, role) == 0)
			return true;
	return false;
}

size_t approval_chain(const struct act *act, int64_t subject,
    const struct facts *facts, int64_t amount, struct arena *a,
    struct approver *chain, size_t max)
{
	const struct proposal any = {.subject = subject, .n = ANY};
	size_t n = policy_approval(act->policy, facts, amount, chain, max);
	struct approval *needed;
	size_t have = approvals_of(log_db(act->log), &any, a, &needed);

	for (size_t i = 0; i < have && n < max; i++)
		if (!in_chain(chain, n, needed[i].role))
			chain[n++] = (struct approver){.role = needed[i].role};
	return n;
}

static bool is_among(const struct approval *v, size_t n, const char *role)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].role, role) == 0)
			return true;
	return false;
}

static void add_approval(const struct act *act, const struct care_case *c,
    int n, size_t have, const char *role)
{
	log_row(act->log, '+', "approval");
	log_int(act->log, "subject", c->id);
	log_int(act->log, "n", n);
	log_int(act->log, "place", (int64_t)have + 1);
	log_text(act->log, "role", role);
}

bool approval_need(const struct act *act, const struct care_case *c,
    const char *role, const char *rule)
{
	struct arena *a = arena_new();
	struct db *db = log_db(act->log);
	const struct proposal any = {.subject = c->id, .n = ANY};
	struct proposal last = {.n = 0};
	struct approval *needed, *chain;
	size_t have = approvals_of(db, &any, a, &needed), n;
	bool fresh = !is_among(needed, have, role);

	if (fresh) {
		log_event(act->log, c->id, "approval_needed", act->at);
		add_approval(act, c, ANY, have, role);
		if (proposal_last(db, c->id, a, &last) &&
		    strcmp(last.state, "open") == 0) {
			n = approvals_of(db, &last, a, &chain);
			if (!is_among(chain, n, role))
				add_approval(act, c, last.n, n, role);
		}
		log_fact(act->log, "why", rule);
		log_end(act->log);
	}
	arena_free(a);
	return fresh;
}

const char *approval_lacking(struct db *db, int64_t subject, struct arena *a)
{
	const struct proposal any = {.subject = subject, .n = ANY};
	struct proposal last = {.n = 0};
	struct approval *needed, *chain = NULL;
	size_t have = approvals_of(db, &any, a, &needed), n = 0;

	if (have && proposal_last(db, subject, a, &last) &&
	    strcmp(last.state, "rejected") != 0 &&
	    strcmp(last.state, "withdrawn") != 0)
		n = approvals_of(db, &last, a, &chain);
	for (size_t i = 0; i < have; i++) {
		bool agreed = false;

		for (size_t k = 0; k < n; k++)
			agreed = agreed || (chain[k].yes &&
			    strcmp(chain[k].role, needed[i].role) == 0);
		if (!agreed)
			return needed[i].role;
	}
	return NULL;
}
