/* Proposals in the store: written, decided, ended, each by events. */
#include "care/cases/proposal.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "care/cases/approval_need.h"
#include "care/cases/asked.h"
#include "care/people/staff.h"
#include "care/promises/promise_store.h"
#include "store/db.h"
#include "store/log.h"
#include "store/row.h"

enum { CHAIN = 16, DAY = 86400 };

static void read_row(struct stmt *st, struct arena *a, int64_t subject,
    struct proposal *p)
{
	*p = (struct proposal){
		.subject = subject,
		.n = (int)db_int(st, 0),
		.proposer = db_int(st, 1),
		.at = db_int(st, 2),
		.ended_at = db_int(st, 3),
		.amount = db_int(st, 4),
		.rule = arena_dup(a, db_text(st, 5)),
		.understood = db_null(st, 6) ? -1 : (int)db_int(st, 6),
		.state = arena_dup(a, db_text(st, 7)),
		.content = db_int(st, 8),
	};
}

size_t proposals_of(struct db *db, int64_t subject, struct arena *a,
    struct proposal **out)
{
	struct stmt *st = db_prepare(db, "SELECT n, proposer, at, ended_at, amount,"
	    " rule, understood, state, content FROM proposal"
	    " WHERE subject = $subject ORDER BY n");
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(st, "$subject", subject);
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		read_row(st, a, subject, &(*out)[n++]);
	}
	db_done(st);
	return n;
}

bool proposal_last(struct db *db, int64_t subject, struct arena *a,
    struct proposal *p)
{
	struct proposal *all;
	size_t n = proposals_of(db, subject, a, &all);

	if (n)
		*p = all[n - 1];
	return n > 0;
}

size_t approvals_of(struct db *db, const struct proposal *p, struct arena *a,
    struct approval **out)
{
	struct stmt *st = db_prepare(db, "SELECT place, role, asked_at, decided_at,"
	    " approver, yes FROM approval WHERE subject = $subject AND n = $n"
	    " ORDER BY place");
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(st, "$subject", p->subject);
	db_bind_int(st, "$n", p->n);
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = (struct approval){(int)db_int(st, 0),
		    arena_dup(a, db_text(st, 1)), db_int(st, 2), db_int(st, 3),
		    db_int(st, 4), db_int(st, 5) == 1};
	}
	db_done(st);
	return n;
}

const char *proposal_text(struct db *db, const struct proposal *p,
    struct arena *a)
{
	struct stmt *st = db_prepare(db, "SELECT body FROM content WHERE id = $id");
	const char *text = NULL;
	struct buf keep = {0};

	db_bind_int(st, "$id", p->content);
	if (p->content && db_step(st) && !db_null(st, 0))
		text = arena_dup(a, row_note(db_text(st, 0), "text", &keep));
	db_done(st);
	buf_free(&keep);
	return text;
}

bool approval_acts_as(struct db *db, const char *role, int64_t who, int64_t now)
{
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = staff_of_role(db, role, NULL, now, a, &ids);
	bool he = n == 0 && who == 0;

	for (size_t i = 0; i < n && !he; i++)
		he = ids[i] == who || staff_acting(db, ids[i], now) == who;
	arena_free(a);
	return he;
}

static void key_cells(struct log *log, char op, const char *table,
    int64_t subject, int n)
{
	log_row(log, op, table);
	log_int(log, "subject", subject);
	log_int(log, "n", n);
}

/* The holders of the role learn that it is their turn; where there is none, the
 * store's owner. */
static void notify(const struct act *act, const struct care_case *c,
    const char *role, const struct promise *p)
{
	struct arena *a = arena_new();
	const int64_t owner = 0;
	int64_t *ids;
	size_t n = staff_of_role(log_db(act->log), role, c->team, act->at, a,
	    &ids);

	asked_tell(act, c, p, n ? ids : &owner, n ? n : 1);
	arena_free(a);
}

/* He owes his decision from now on; without a time of his own it is the day. */
static void ask(const struct act *act, const struct care_case *c,
    const char *role, int n, int place, int64_t amount)
{
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	struct approver chain[CHAIN];
	struct promiser m = {act->log, act->policy, act->policy_id, "case", c->id,
	    &facts, c->live_from};
	const char *name = approval_promise(role, a);
	struct promise_rule r = {.name = name, .subject = "case", .to = name,
	    .from = "proposed", .owes = role, .has_within = true,
	    .within = {SPAN_WALL, DAY}};
	struct promise p;
	size_t have;
	int turn;

	case_facts(log_db(act->log), c, a, &facts);
	have = policy_approval(act->policy, &facts, amount, chain, CHAIN);
	for (size_t i = 0; i < have; i++)
		if (strcmp(chain[i].role, role) == 0 && chain[i].has_within)
			r.within = chain[i].within;
	log_event(act->log, c->id, "approval_asked", act->at);
	key_cells(act->log, '~', "approval", c->id, n);
	log_int(act->log, "place", place);
	log_int(act->log, "asked_at", act->at);
	log_end(act->log);
	turn = promise_add(&m, &r, act->at);
	if (turn && promise_load(log_db(act->log), c->id, name, turn, a, &p))
		notify(act, c, role, &p);
	arena_free(a);
}

static void end_row(const struct act *act, const struct care_case *c,
    const struct proposal *p, const char *event, const char *state,
    int understood)
{
	log_event(act->log, c->id, event, act->at);
	log_person(act->log, c->customer);
	key_cells(act->log, '~', "proposal", c->id, p->n);
	log_text(act->log, "state", state);
	if (strcmp(state, "approved") != 0)
		log_int(act->log, "ended_at", act->at);
	if (understood >= 0)
		log_int(act->log, "understood", understood);
	log_note(act->log, "note", act->note);
	log_end(act->log);
}

/* Whoever was asked and has not answered owes nothing any more. */
static void release(const struct act *act, const struct care_case *c,
    const struct proposal *p, const char *why)
{
	struct arena *a = arena_new();
	struct approval *v;
	struct facts facts = {.n = 0};
	struct promiser m = {act->log, act->policy, act->policy_id, "case", c->id,
	    &facts, c->live_from};
	size_t n = approvals_of(log_db(act->log), p, a, &v);

	for (size_t i = 0; i < n; i++)
		if (v[i].asked_at && !v[i].decided_at)
			promise_cancel(&m, approval_promise(v[i].role, a), 0, why,
			    act->at);
	arena_free(a);
}

void proposal_end(const struct act *act, const struct care_case *c,
    const struct proposal *p, const char *state, int understood)
{
	char event[40];

	snprintf(event, sizeof event, "proposal_%s", state);
	release(act, c, p, state);
	end_row(act, c, p, event, state, understood);
}

static void write_row(const struct act *act, const struct care_case *c,
    const struct proposal_said *said, int n, const struct approver *chain,
    size_t have)
{
	struct log *log = act->log;

	log_event(log, c->id, "proposal", act->at);
	log_person(log, c->customer);
	key_cells(log, '+', "proposal", c->id, n);
	log_int(log, "proposer", said->proposer);
	log_int(log, "at", act->at);
	log_int(log, "amount", said->amount);
	log_text(log, "rule", said->rule);
	if (said->understood >= 0)
		log_int(log, "understood", said->understood);
	log_text(log, "state", have ? "open" : "approved");
	log_content(log, "content");
	for (size_t i = 0; i < have; i++) {
		key_cells(log, '+', "approval", c->id, n);
		log_int(log, "place", (int64_t)i + 1);
		log_text(log, "role", chain[i].role);
	}
	log_note(log, "text", said->text);
	log_note(log, "note", act->note);
	log_end(log);
}

int proposal_make(const struct act *act, const struct care_case *c,
    const struct proposal_said *said)
{
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	struct approver chain[CHAIN];
	struct proposal last = {.n = 0};
	struct act bare = *act;
	int n = 1;
	size_t have;

	if (proposal_last(log_db(act->log), c->id, a, &last)) {
		n = last.n + 1;
		bare.note = NULL;
		if (proposal_under_way(&last))
			proposal_end(&bare, c, &last, "withdrawn", -1);
	}
	case_facts(log_db(act->log), c, a, &facts);
	have = approval_chain(act, c->id, &facts, said->amount, a, chain, CHAIN);
	write_row(act, c, said, n, chain, have);
	bare.note = NULL;
	case_milestone(&bare, c, "proposed");
	if (have)
		ask(&bare, c, chain[0].role, n, 1, said->amount);
	else
		case_milestone(&bare, c, "approved");
	arena_free(a);
	return n;
}

void proposal_decide(const struct act *act, const struct care_case *c,
    const struct proposal *p, const struct approval *next, int64_t who, bool yes)
{
	struct arena *a = arena_new();
	struct act bare = *act;
	struct approval *v;
	struct facts facts = {.n = 0};
	struct promiser m = {act->log, act->policy, act->policy_id, "case", c->id,
	    &facts, c->live_from};
	size_t n;

	bare.note = NULL;
	case_facts(log_db(act->log), c, a, &facts);
	log_event(act->log, c->id, "approval", act->at);
	key_cells(act->log, '~', "approval", c->id, p->n);
	log_int(act->log, "place", next->place);
	log_int(act->log, "decided_at", act->at);
	log_int(act->log, "approver", who);
	log_int(act->log, "yes", yes);
	if (act->note)
		log_content(act->log, "content");
	log_note(act->log, "note", act->note);
	log_end(act->log);
	promise_keep(&m, approval_promise(next->role, a), 0, act->at);
	n = approvals_of(log_db(act->log), p, a, &v);
	next = approval_next(v, n);
	if (next) {
		ask(&bare, c, next->role, p->n, next->place, p->amount);
	} else if (yes) {
		end_row(&bare, c, p, "proposal_approved", "approved", -1);
		case_milestone(&bare, c, "approved");
	} else {
		end_row(&bare, c, p, "proposal_rejected", "rejected", -1);
		case_milestone(&bare, c, "rejected");
	}
	arena_free(a);
}
