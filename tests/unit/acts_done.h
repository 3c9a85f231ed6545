/* Random acts on cases, done in the store and noted for the oracle. */
#ifndef TESTS_ACTS_DONE_H
#define TESTS_ACTS_DONE_H

#include <string.h>

#include "acts_world.h"
#include "care/cases/contact.h"
#include "care/cases/merge.h"
#include "care/cases/proposal.h"
#include "care/cases/tell.h"
#include "care/cases/undo.h"
#include "care/cases/wait.h"

static void set_word(struct world *w, struct o_case *c, const struct act *a,
    const struct care_case *real)
{
	static const char *const facts[] = {"severity", "cause", "kind"};
	static const char *const lists[] = {"severities", "causes", "kinds"};
	int i = pick(8) < 4 ? 0 : pick(3);
	const char *word = some_word(w, lists[i]);
	const char *was = i == 0 ? real->severity : i == 1 ? real->cause :
	    real->kind;
	struct case_change said = {0};

	if (!word || (was && strcmp(was, word) == 0))
		return;
	*(i == 0 ? &said.severity : i == 1 ? &said.cause : &said.kind) = word;
	case_set(a, real, &said);
	note_act(w, c, (struct o_act){.what = O_SET, .at = a->at,
	    .word = facts[i], .value = word});
}

static void set_date(struct world *w, struct o_case *c, const struct act *a,
    const struct care_case *real)
{
	const struct field_rule *r = policy_field(w->policy, "case", "noted");
	struct field_said field = {.rule = r ? r :
	    policy_field(w->policy, "case", "notice_date")};
	struct case_change said = {.fields = &field, .fields_n = 1};
	const struct field *was = NULL;

	if (!field.rule)
		return;
	for (size_t i = 0; i < real->fields.n; i++)
		if (strcmp(real->fields.v[i].name, field.rule->name) == 0)
			was = &real->fields.v[i];
	field.empty = was && one_in(4);
	field.number = field.empty ? 0 : T0 + DAY * (pick(12) - 3);
	if (was && was->number == field.number)
		return;
	case_set(a, real, &said);
	note_act(w, c, (struct o_act){.what = O_SET, .at = a->at,
	    .word = field.rule->name, .number = field.number});
}

static void wait_for(struct world *w, struct o_case *c, const struct act *a,
    const struct care_case *real)
{
	size_t n, moved;
	const struct pause_rule *all = policy_pauses(w->policy, &n);
	struct wait_said said = {.evidence = "phone"};
	int64_t cap;

	if (n == 0 || c->pauses_n >= O_PAUSES - 2)
		return;
	said.rule = &all[pick((int)n)];
	said.until = one_in(4) ? a->at + 60 * (1 + pick(2000)) : 0;
	if (case_wait(a, real, &said, &cap, &moved) == WAIT_ALLOWED)
		note_act(w, c, (struct o_act){.what = O_WAITS, .at = a->at,
		    .word = said.rule->name, .number = said.until});
}

static void resume(struct world *w, struct o_case *c, const struct act *a,
    const struct care_case *real)
{
	size_t n, moved;
	const struct pause_rule *all = policy_pauses(w->policy, &n);
	const char *reason = n && one_in(2) ? all[pick((int)n)].name : NULL;

	if (case_resume(a, real, reason, NULL, &moved) > 0)
		note_act(w, c, (struct o_act){.what = O_RESUMED, .at = a->at,
		    .word = reason});
}

static void contact(struct world *w, struct o_case *c, const struct act *a,
    const struct care_case *real)
{
	struct contact_said said = {.channel = "phone", .talk = -1,
	    .inbound = one_in(2), .result = one_in(4) ? "busy" : NULL};

	case_contact(a, real, &said);
	if (said.inbound)
		note_act(w, c, (struct o_act){.what = O_ANSWERED, .at = a->at});
	else if (!said.result)
		note_act(w, c, (struct o_act){.what = O_HAPPENED, .at = a->at,
		    .word = "contacted"});
}

static void tell(struct world *w, struct o_case *c, const struct act *a,
    const struct care_case *real)
{
	int64_t due = a->at + 60 * (1 + pick(3000));
	bool replace = one_in(2);

	case_tell(a, real, due, replace);
	note_act(w, c, (struct o_act){.what = O_TOLD, .at = a->at, .number = due,
	    .flag = replace});
}

static void propose(struct world *w, struct o_case *c, const struct act *a,
    const struct care_case *real)
{
	struct arena *arena = arena_new();
	struct proposal p;
	struct approval *v;
	const struct approval *next = NULL;
	bool yes = !one_in(4);

	if (proposal_last(w->store.db, c->id, arena, &p))
		next = approval_next(v, approvals_of(w->store.db, &p, arena, &v));
	if (next && !one_in(4)) {
		bool last = next->place == (int)approvals_of(w->store.db, &p,
		    arena, &v);

		proposal_decide(a, real, &p, next, 0, yes);
		if (!yes || last)
			note_act(w, c, (struct o_act){.what = O_HAPPENED,
			    .at = a->at, .word = yes ? "approved" : "rejected"});
	} else {
		proposal_make(a, real, &(struct proposal_said){.text = "x",
		    .amount = 100 * pick(100000), .understood = -1});
		note_act(w, c, (struct o_act){.what = O_HAPPENED, .at = a->at,
		    .word = "proposed"});
	}
	arena_free(arena);
}

static void happen(struct world *w, struct o_case *c, const struct act *a,
    const struct care_case *real)
{
	const char *event = w->events_n ? w->events[pick(w->events_n)] :
	    "accepted";

	case_milestone(a, real, event);
	note_act(w, c, (struct o_act){.what = O_HAPPENED, .at = a->at,
	    .word = event});
}

static void reply(struct world *w, struct o_case *c, const struct act *a,
    const struct care_case *real)
{
	case_reply(a, real);
	note_act(w, c, (struct o_act){.what = O_REPLIED, .at = a->at});
}

static void close_case(struct world *w, struct o_case *c, const struct act *a,
    const struct care_case *real)
{
	const char *outcome = one_in(2) ? some_word(w, "outcomes") : NULL;

	case_close(a, real, outcome);
	note_act(w, c, (struct o_act){.what = O_CLOSED, .at = a->at,
	    .value = outcome});
}

static void merge(struct world *w, struct o_case *c, const struct act *a,
    const struct care_case *real)
{
	struct arena *arena = arena_new();
	struct o_case *other = &w->cases[pick(w->n)];
	struct care_case into;
	int64_t was = first_receipt(w, other->id, 0), is;

	assert_true(case_load(w->store.db, other->id, arena, &into));
	if (case_may_merge(real, &into) == MERGE_ALLOWED) {
		case_merge(a, real, &into);
		w->merged[c - w->cases] = other->id;
		is = first_receipt(w, other->id, 0);
		note_act(w, c, (struct o_act){.what = O_MERGED, .at = a->at});
		if (is != was)
			note_act(w, other, (struct o_act){.what = O_MOVED,
			    .at = a->at, .number = was, .other = is});
	}
	arena_free(arena);
}

static void unmerge(struct world *w, struct o_case *c, const struct act *a,
    const struct care_case *real)
{
	struct arena *arena = arena_new();
	struct o_case *other = of_subject(w, real->merged_into);
	int64_t was = first_receipt(w, other->id, 0), is;
	struct care_case into;

	assert_true(case_load(w->store.db, other->id, arena, &into));
	case_unmerge(a, real, &into);
	w->merged[c - w->cases] = 0;
	is = first_receipt(w, other->id, 0);
	note_act(w, c, (struct o_act){.what = O_UNMERGED, .at = a->at});
	if (is != was && case_is_open(&into))
		note_act(w, other, (struct o_act){.what = O_MOVED, .at = a->at,
		    .number = was, .other = is});
	arena_free(arena);
}

/* What is taken back is in the list no more. */
static void undo(struct world *w, struct o_case *c, const struct act *a,
    const struct care_case *real)
{
	struct arena *arena = arena_new();
	struct undoing u;

	if (case_may_undo(w->store.db, c->id, 0, arena, &u) == UNDO_ALLOWED) {
		case_undo(a, real, &u);
		while (c->acts_n > 0 && c->acts[c->acts_n - 1].entry == u.entry)
			c->acts_n--;
		for (int i = 0; i < c->acts_n; i++)
			assert_true(c->acts[i].entry < u.entry);
		w->taken_back++;
	}
	arena_free(arena);
}

static void link_case(struct world *w, struct o_case *c, const struct act *a,
    const struct care_case *real)
{
	int64_t other = w->cases[pick(w->n)].id;

	if (other != c->id && !case_link(a, real, other, "related"))
		case_unlink(a, real, other);
}

typedef void act_on(struct world *, struct o_case *, const struct act *,
	const struct care_case *);

static void some_act(struct world *w)
{
	static act_on *const open[] = {happen, happen, happen, reply, set_word,
	    set_word, set_date, wait_for, wait_for, resume, contact, tell, propose,
	    close_case, close_case, merge, link_case, undo, undo};
	static act_on *const closed[] = {happen, set_word, undo, undo, link_case};
	struct o_case *c = &w->cases[pick(w->n)];
	struct arena *arena = arena_new();
	struct act a = act_at(w, w->now);
	struct care_case real;
	act_on *act;

	assert_true(case_load(w->store.db, c->id, arena, &real));
	if (c->acts_n > O_ACTS - 4 || c->n > O_PROMISES - 40) {
		arena_free(arena);
		return;
	}
	if (case_is_open(&real))
		act = ONE_OF(open);
	else if (one_in(3))
		act = ONE_OF(closed);
	else
		act = real.merged_into ? unmerge : NULL;
	/* Some acts are written down late. */
	if (act && act != close_case && act != merge && act != unmerge &&
	    one_in(4))
		a.at -= 60 * pick(600);
	if (a.at < c->received)
		a.at = c->received;
	begin(w);
	if (act) {
		act(w, c, &a, &real);
	} else {
		case_reopen(&a, &real);
		note_act(w, c, (struct o_act){.what = O_REOPENED, .at = a.at});
	}
	log_commit(w->log);
	arena_free(arena);
}

#endif
