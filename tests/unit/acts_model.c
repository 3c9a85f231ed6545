/*
 * Random acts on cases, by random policies and those that ship: the store adds
 * up, every promise is what acts_oracle.h tells of the same acts, and the
 * figures balance: open at the end = open at the beginning + received +
 * reopened - closed, what was merged left out.
 *
 * MODEL_SEED=N runs one scenario, MODEL_RUNS=N so many instead of sixteen.
 */
#include "acts_oracle.h"

#include <inttypes.h>
#include <stdlib.h>

#include "care/cases/act.h"
#include "care/cases/contact.h"
#include "care/cases/merge.h"
#include "care/cases/proposal.h"
#include "care/cases/tell.h"
#include "care/cases/undo.h"
#include "care/cases/wait.h"
#include "care/figures/figures_store.h"
#include "care/promises/pause_store.h"
#include "care/promises/promise_read.h"
#include "policy_files.h"
#include "store/check.h"
#include "store/log.h"
#include "store/subject.h"
#include "store_made.h"

enum {
	T0 = 1772380800,	/* Monday 2026-03-02, 00:00 in Shanghai */
	DAY = 86400, CASES = 10, ACTS = 120, EVENTS = 48
};

static uint64_t seed;

static int pick(int n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)n);
}

static bool one_in(int n)
{
	return pick(n) == 0;
}

/* --------------------------------------------------------------- the policies */

static const char *const ends[] = {"first_action", "replied", "customer_told",
    "confirmed", "accepted", "contacted", "closed", "reopened"};
static const char *const begins[] = {"received", "received", "received",
    "received", "first_action", "replied", "accepted", "closed", "reopened",
    "noted"};

#define ONE_OF(v) (v)[pick((int)(sizeof (v) / sizeof (v)[0]))]

static void write_span(struct buf *b, int n)
{
	if (one_in(8))
		buf_addf(b, "%dd", 1 + pick(4));
	else if (one_in(8))
		buf_addf(b, "%dwd", pick(4));
	else
		buf_addf(b, "%d%s", n, one_in(2) ? "bm" : "m");
}

/* A rule with one to three amounts, told apart by what is known of the case. */
static void write_rule(struct buf *b, int i)
{
	static const char *const whens[] = {"",
	    ", when: {severity: [serious, urgent]}",
	    ", when: {kind: complaint, cause: late}"};
	const char *from = ONE_OF(begins), *to = ONE_OF(ends);
	int variants = 1 + pick(3), base = 10 + pick(2000);
	bool hard = i > 2 && one_in(3), every = strcmp(from, "noted") != 0 && one_in(4);
	const char *more = every ? ", until: closed" : one_in(4) ?
	    ", turns: each" : one_in(6) ? ", turns: once" : "";

	if (strcmp(from, to) == 0 || (every && strcmp(to, "closed") == 0))
		to = "customer_told";
	for (int k = 0; k < variants; k++) {
		buf_addf(b, "  - {name: p%d%s, from: %s, to: %s, ", i,
		    k == 0 && one_in(2) ? ", when: {kind: complaint}" : whens[k],
		    from, to);
		if (every) {
			buf_addf(b, "every: %dm", 60 + base + 7 * k);
		} else {
			buf_adds(b, "within: ");
			if (k == 0)
				write_span(b, base);
			else
				buf_addf(b, "%dm", base + 7 * k);
		}
		buf_addf(b, "%s%s}\n", hard ? ", hard: true" : "", more);
	}
}

static struct policy *some_policy(char **text)
{
	static const char *const how[] = {"keep", "earlier", "recompute",
	    "{severity: earlier, cause: recompute, noted: recompute}"};
	struct buf b = {0}, said = {0};
	struct policy *p;
	int n = 4 + pick(4);

	buf_addf(&b, HEAD "calendars:\n  office: {hours: {mon-fri: \"09:00-12:00"
	    " 13:30-18:00\"}}\n  legal: {hours: {mon-fri: \"00:00-24:00\"}}\n"
	    "defaults: {working: office, days: legal, on_change: %s, on_reopen:"
	    " %s}\nwords:\n  kinds: [complaint, request]\n  severities: [minor,"
	    " normal, serious, urgent]\n  causes: [late, rude]\n  roles: [owner]\n"
	    "  outcomes: [withdrawn, settled]\nfields:\n"
	    "  noted: {for: case, type: date}\npromises:\n"
	    "  - {name: told, from: told, due: told_time, to: replied,"
	    " turns: each}\n", ONE_OF(how), one_in(2) ? "fresh" : "continue");
	for (int i = 0; i < n; i++)
		write_rule(&b, i);
	buf_addf(&b, "pauses:\n  waiting_customer: {stops: [p0, p1], cap: %dm,"
	    " cap_in: %s}\n  capped: {cap: %dm, cap_in: %s}\n"
	    "  open: {stops: [p0, p2]}\n", 60 + pick(3000),
	    one_in(2) ? "total" : "each", 60 + pick(3000),
	    one_in(2) ? "total" : "each");
	p = load_text(buf_text(&b), &said);
	if (!p)
		fail_msg("%s", buf_text(&said));
	*text = strdup(buf_text(&b));
	buf_free(&b);
	buf_free(&said);
	return p;
}

static struct policy *shipped(int i)
{
	static const char *const names[] = {"policies/travel-agency.yaml",
	    "policies/hotel.yaml", "policies/telecom.yaml",
	    "policies/small-agency.yaml"};
	struct buf said = {0};
	struct policy *p = load_file(names[i % 4], 2026, 2026, &said);

	if (!p)
		fail_msg("%s", buf_text(&said));
	buf_free(&said);
	return p;
}

/* ------------------------------------------------------------------ the world */

struct world {
	struct made store;
	struct log *log;
	struct policy *policy;
	char *text;			/* of the policy; NULL: it ships */
	struct arena *arena;		/* words of the acts */
	struct o_case cases[CASES];
	int64_t merged[CASES];		/* into that subject; 0 */
	int n;
	int64_t now, entry;
	const char *events[EVENTS];
	int events_n;
	char trace[64];
	int64_t compared, taken_back;
};

/* Events that a person may say, of the policy's rules for cases. */
static void find_events(struct world *w)
{
	static const char not_said[] = " received replied closed reopened told"
	    " proposed approved settled fields_set contacted ";
	size_t n;
	const struct promise_rule *r = policy_promise_rules(w->policy, &n);

	for (size_t i = 0; i < 2 * n && w->events_n < EVENTS; i++) {
		const char *e = i < n ? r[i].to : r[i - n].from;
		char word[64];

		snprintf(word, sizeof word, " %s ", e);
		if (strcmp(r[i % n].subject, "case") == 0 &&
		    !strstr(not_said, word) && !policy_field(w->policy, "case", e))
			w->events[w->events_n++] = e;
	}
}

static const char *some_word(const struct world *w, const char *list)
{
	const struct words *words = policy_words(w->policy, list);

	return words && words->n ? words->v[pick((int)words->n)].name : NULL;
}

static struct act act_at(const struct world *w, int64_t at)
{
	return (struct act){w->log, w->policy, 1, at, NULL};
}

static int64_t begin(struct world *w)
{
	assert_true(log_begin(w->log, w->now, NULL));
	w->entry = log_entry(w->log);
	return w->entry;
}

static void note_act(struct world *w, struct o_case *c, struct o_act a)
{
	a.entry = w->entry;
	assert_true(c->acts_n < O_ACTS);
	c->acts[c->acts_n++] = a;
}

static struct o_case *of_subject(struct world *w, int64_t id)
{
	for (int i = 0; i < w->n; i++)
		if (w->cases[i].id == id)
			return &w->cases[i];
	fail_msg("no such case");
	return NULL;
}

/* The earliest receipt of a case and of all that went on as it. */
static int64_t first_receipt(const struct world *w, int64_t id, int64_t but)
{
	int64_t first = INT64_MAX;

	for (int i = 0; i < w->n; i++) {
		int64_t one = INT64_MAX;

		if (w->cases[i].id == id)
			one = w->cases[i].received;
		else if (w->merged[i] == id && w->cases[i].id != but)
			one = first_receipt(w, w->cases[i].id, but);
		first = one < first ? one : first;
	}
	return first;
}

static void receive(struct world *w)
{
	struct o_case *c = &w->cases[w->n++];
	struct case_said said = {.source = "t", .channel = "phone",
	    .kind = one_in(4) ? some_word(w, "kinds") : "complaint",
	    .severity = some_word(w, "severities"),
	    .cause = one_in(3) ? some_word(w, "causes") : NULL};
	struct care_case real;
	char ref[16];

	memset(c, 0, sizeof *c);
	c->received = w->now - (one_in(3) ? 60 * pick(3000) : 0);
	snprintf(ref, sizeof ref, "%d", w->n);
	said.ref = ref;
	said.received_at = c->received;
	begin(w);
	c->id = case_receive(w->log, w->policy, 1, &said);
	log_commit(w->log);
	assert_true(case_load(w->store.db, c->id, w->arena, &real));
	case_facts(w->store.db, &real, w->arena, &c->first);
}

/* ------------------------------------------------------------------- the acts */

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

/* ------------------------------------------------------------- the comparison */

static void shout(void *arg, const char *message)
{
	print_message("%s: %s\n", (const char *)arg, message);
}

static const struct promise *find(const struct promise *all, size_t n,
    const struct o_promise *o)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].turn == o->turn && strcmp(all[i].rule, o->r->name) == 0)
			return &all[i];
	return NULL;
}

/* On a failure: the policy, what was done, what is owed, what should be. */
static void show(const struct world *w, const struct o_case *c,
    const struct promise *all, size_t n)
{
	if (w->text)
		print_message("%s\n", w->text);
	for (int i = 0; i < c->acts_n; i++)
		print_message("%s: act %d at %" PRId64 " %s %s %" PRId64 "\n",
		    w->trace, c->acts[i].what, (c->acts[i].at - T0) / 60,
		    c->acts[i].word ? c->acts[i].word : "-",
		    c->acts[i].value ? c->acts[i].value : "-",
		    c->acts[i].number);
	for (size_t i = 0; i < n; i++)
		print_message("is: %s.%d %s, %" PRId64 " .. %" PRId64 ", ended %"
		    PRId64 " %s\n", all[i].rule, all[i].turn, all[i].state,
		    (all[i].start_at - T0) / 60, (all[i].due_at - T0) / 60,
		    (all[i].ended_at - T0) / 60, all[i].reason ? all[i].reason :
		    "");
	for (int i = 0; i < c->n; i++)
		print_message("must be: %s.%d %s, %" PRId64 " .. %" PRId64
		    ", ended %" PRId64 " %s\n", c->v[i].r->name, c->v[i].turn,
		    c->v[i].state, (c->v[i].start - T0) / 60,
		    (c->v[i].due - T0) / 60, (c->v[i].ended - T0) / 60,
		    c->v[i].reason ? c->v[i].reason : "");
}

/* For how long it ran: the engine's sum against one minute after the other. */
static void compare_net(struct world *w, const struct o_case *c,
    const struct o_promise *o, struct arena *a)
{
	struct span span = o->r->has_within ? o->r->within : o->r->every;
	const struct calendar *calendar = o_calendar(w->policy, o->r, span.clock);
	struct pause *pauses;
	size_t n = pauses_of(w->store.db, w->policy, c->id, o->r->name, a,
	    &pauses);
	int64_t sum = 0, net;

	if (o->r->due || (span.clock != SPAN_WALL && span.clock != SPAN_WORKING) ||
	    o->ended < o->start)
		return;
	for (int64_t at = o->start; at < o->ended; at += 60)
		sum += o_runs(w->policy, c, o->r, calendar, at) ? 60 : 0;
	assert_int_equal(worktime_elapsed(o->start, o->ended, span.clock,
	    calendar, policy_head(w->policy)->zone, pauses, o->r->hard ? 0 : n,
	    &net), WORKTIME_OK);
	if (net != sum)
		fail_msg("%s: %s.%d of case %" PRId64 " ran %" PRId64 ", not %"
		    PRId64, w->trace, o->r->name, o->turn, c->id, net, sum);
}

/* Who must agree is asked by another rule, and commands tell what is entered. */
static bool is_told(const struct world *w, const struct promise *p)
{
	const struct promise_rule *r = policy_promise_rule(w->policy, p->rule,
	    p->amount);

	return strncmp(p->rule, "approve-", 8) != 0 && !(r && r->any_entry);
}

static void compare(struct world *w, struct o_case *c)
{
	struct arena *a = arena_new();
	struct promise *all;
	size_t n = promises_of(w->store.db, c->id, a, &all), own = 0;

	o_tell(w->policy, c);
	for (size_t i = 0; i < n; i++)
		own += is_told(w, &all[i]);
	for (int i = 0; i < c->n; i++) {
		const struct o_promise *o = &c->v[i];
		const struct promise *p = find(all, n, o);

		if (p && p->start_at == o->start && p->due_at == o->due &&
		    strcmp(p->state, o->state) == 0 && p->ended_at == o->ended &&
		    strcmp(p->reason ? p->reason : "", o->reason ? o->reason :
		    "") == 0) {
			compare_net(w, c, o, a);
			continue;
		}
		show(w, c, all, n);
		fail_msg("%s: %s.%d of case %" PRId64 " is another", w->trace,
		    o->r->name, o->turn, c->id);
	}
	if (own != (size_t)c->n) {
		show(w, c, all, n);
		fail_msg("%s: case %" PRId64 " has %zu promises, not %d", w->trace,
		    c->id, own, c->n);
	}
	w->compared += c->n;
	arena_free(a);
}

static void compare_all(struct world *w)
{
	struct check_counts counts;

	for (int i = 0; i < w->n; i++)
		compare(w, &w->cases[i]);
	assert_int_equal(check_store(w->store.db, shout, w->trace, &counts), 0);
}

/* ---------------------------------------------------------------- the figures */

enum {RECEIVED, CLOSED, REOPENED, BACKLOG, FIGURES};

static const struct indicator asked[FIGURES] = {
	{.name = "received", .counted = COUNT_RECEIVED, .shape = SHAPE_COUNT},
	{.name = "closed", .counted = COUNT_CLOSED, .shape = SHAPE_COUNT},
	{.name = "reopened", .counted = COUNT_REOPENED, .shape = SHAPE_COUNT},
	{.name = "backlog", .counted = COUNT_BACKLOG, .shape = SHAPE_COUNT},
};

struct counts {
	int64_t v[FIGURES];
};

static void count(void *arg, size_t i, const struct observation *o)
{
	struct counts *c = arg;

	c->v[i] += o->verdict != SEEN_OUT;
}

static struct counts figures(const struct world *w, int64_t u, int64_t v)
{
	const struct zone *z = policy_head(w->policy)->zone;
	struct frame f = {.as_of = w->now + 1, .zone = z};
	struct counts c = {{0}};

	period_range(u, v, z, &f.period);
	figures_read(w->store.db, &f, asked, FIGURES, count, &c);
	return c;
}

/* The same, case by case from its acts. */
static struct counts counted(const struct world *w, int64_t u, int64_t v)
{
	struct counts n = {{0}};

	for (int i = 0; i < w->n; i++) {
		const struct o_case *c = &w->cases[i];
		bool open = c->received < v;

		if (w->merged[i])
			continue;
		n.v[RECEIVED] += c->received >= u && c->received < v;
		for (int k = 0; k < c->acts_n; k++) {
			const struct o_act *a = &c->acts[k];

			if (a->at >= v || (a->what != O_CLOSED &&
			    a->what != O_REOPENED))
				continue;
			open = a->what == O_REOPENED;
			n.v[open ? REOPENED : CLOSED] += a->at >= u;
		}
		n.v[BACKLOG] += open;
	}
	return n;
}

static void balance(struct world *w)
{
	for (int i = 0; i < 8; i++) {
		int64_t u = T0 + 60 * (int64_t)pick((int)((w->now - T0) / 60)) + 1;
		int64_t v = u + 60 * (int64_t)(1 + pick((int)((w->now - u) / 60) + 1));
		struct counts c = figures(w, u, v), n = counted(w, u, v);
		int64_t before = figures(w, T0 - 90 * (int64_t)DAY, u).v[BACKLOG];

		for (int k = 0; k < FIGURES; k++)
			if (c.v[k] != n.v[k])
				fail_msg("%s: %s %" PRId64 ", not %" PRId64,
				    w->trace, asked[k].name, c.v[k], n.v[k]);
		assert_int_equal(c.v[BACKLOG], before + c.v[RECEIVED] +
		    c.v[REOPENED] - c.v[CLOSED]);
	}
}

/* --------------------------------------------------------------- the scenarios */

static int64_t scenario(uint64_t number)
{
	static struct world w;

	seed = number * 2654435761u + 1;
	w = (struct world){.now = T0 + DAY, .arena = arena_new()};
	snprintf(w.trace, sizeof w.trace, "MODEL_SEED=%" PRIu64, number);
	w.policy = number % 4 == 0 ? shipped((int)(number / 4)) :
	    some_policy(&w.text);
	find_events(&w);
	made_open(&w.store);
	w.log = log_open(w.store.db, "care-case test");
	for (int i = 0; i < ACTS; i++) {
		w.now += 60 * pick(one_in(3) ? 1500 : 200);
		if (w.n == 0 || (w.n < CASES && one_in(6)))
			receive(&w);
		else
			some_act(&w);
		if (one_in(20))
			compare_all(&w);
	}
	compare_all(&w);
	balance(&w);
	log_close(w.log, NULL, 0);
	made_close(&w.store);
	policy_free(w.policy);
	free(w.text);
	arena_free(w.arena);
	return w.taken_back > 0 ? w.compared : 0;
}

static void the_same(void **state)
{
	const char *one = getenv("MODEL_SEED"), *runs = getenv("MODEL_RUNS");
	uint64_t from = one ? strtoull(one, NULL, 10) : 1;
	uint64_t n = one ? 1 : runs ? strtoull(runs, NULL, 10) : 16;
	int64_t compared = 0;

	(void)state;
	for (uint64_t i = from; i < from + n; i++)
		compared += scenario(i);
	/* An oracle of nothing would always agree. */
	assert_true(compared > (int64_t)n * 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(the_same)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
