/* Calls in the store: who is to be called, and what came of it. */
#include <stdlib.h>
#include <string.h>

#include "care/bookings/booking.h"
#include "care/cases/case.h"
#include "care/cases/confirm.h"
#include "care/cases/contact.h"
#include "care/people/customer.h"
#include "care/promises/promise_store.h"
#include "care/reminders/call.h"
#include "care/reminders/reminder.h"
#include "store/access.h"
#include "store/db.h"
#include "store/log.h"
#include "store/subject.h"

struct list {
	struct db *db;
	const struct policy *policy;
	int64_t now;
	struct arena *arena;
	struct call *v;
	size_t n, cap, held;
};

/* What a call is about, and how its subject's rules are asked. */
struct about {
	const char *kind;
	struct booking booking;
	struct care_case kase;
	struct customer customer;
	struct facts facts;
};

/* Load the subject; points into *w. False: of no kind that has calls. */
static bool about_load(struct db *db, int64_t subject, struct arena *a,
    struct about *w)
{
	struct buf ref = {0};
	int64_t booking = 0, customer = 0;

	*w = (struct about){0};
	if (!subject_ref(db, subject, &ref, &w->kind))
		w->kind = "";
	buf_free(&ref);
	if (strcmp(w->kind, "booking") == 0) {
		booking = subject;
	} else if (strcmp(w->kind, "case") == 0) {
		if (!case_load(db, subject, a, &w->kase))
			return false;
		booking = w->kase.booking;
		customer = w->kase.customer;
		case_facts(db, &w->kase, a, &w->facts);
	} else if (strcmp(w->kind, "customer") == 0) {
		customer = subject;
	} else {
		return false;
	}
	if (booking && booking_load(db, booking, a, &w->booking) && !customer)
		customer = w->booking.customer;
	if (customer && !customer_load(db, customer, a, &w->customer))
		w->customer = (struct customer){0};
	if (booking == subject)
		booking_facts(db, &w->booking, a, &w->facts);
	else if (customer == subject)
		customer_facts(db, &w->customer, a, &w->facts);
	return true;
}

static int64_t attempts(struct db *db, int64_t subject)
{
	struct stmt *st = db_prepare(db, "SELECT count(*) FROM event"
	    " WHERE subject = $subject AND what = 'called_no_answer'");
	int64_t n = 0;

	db_bind_int(st, "$subject", subject);
	if (db_step(st))
		n = db_int(st, 0);
	db_done(st);
	return n;
}

static struct call *add_call(struct list *l, const struct about *w,
    int64_t subject, const char *purpose)
{
	struct call *c;

	if (l->n == l->cap) {
		size_t cap = l->cap ? 2 * l->cap : 32;

		c = arena_alloc(l->arena, cap, sizeof *c);
		if (l->n)
			memcpy(c, l->v, l->n * sizeof *c);
		l->v = c;
		l->cap = cap;
	}
	c = &l->v[l->n++];
	*c = (struct call){.subject = subject, .case_id = w->kase.id,
	    .customer = w->customer.id, .booking = w->booking.ref,
	    .trip = w->booking.trip ? w->booking.trip : w->kase.trip,
	    .person = w->customer.name, .phone = w->customer.phone,
	    .purpose = purpose ? purpose : "service",
	    .attempt = attempts(l->db, subject) + 1};
	return c;
}

/* Nobody who complains is greeted meanwhile; service goes on. */
static bool must_wait(const struct list *l, const struct about *w,
    const char *purpose)
{
	return purpose && strcmp(purpose, "service") != 0 && w->customer.id &&
	    customer_open_complaints(l->db, w->customer.id) > 0;
}

/* The rule of a promise that is kept by phone; NULL: it is none. */
static const struct promise_rule *by_phone(const struct policy *policy,
    const struct promise *p)
{
	const struct promise_rule *r = policy_promise_rule(policy, p->rule,
	    p->amount);

	return r && r->by && strcmp(r->by, "phone") == 0 ? r : NULL;
}

static bool is_held(const struct list *l, const struct about *w,
    const struct promise_rule *r)
{
	return must_wait(l, w, r->purpose) ||
	    (r->unless && when_holds(r->unless, &w->facts));
}

bool call_held(struct db *db, const struct policy *policy,
    const struct promise *p)
{
	const struct promise_rule *r = by_phone(policy, p);
	struct arena *a = arena_new();
	struct about *w = arena_alloc(a, 1, sizeof *w);
	const struct list l = {.db = db, .policy = policy};
	bool held = r && about_load(db, p->subject, a, w) && is_held(&l, w, r);

	arena_free(a);
	return held;
}

static void list_promise(void *arg, const struct promise *p)
{
	struct list *l = arg;
	const struct promise_rule *r = by_phone(l->policy, p);
	const struct template *t = policy_template(l->policy, p->rule);
	struct about *w;
	struct buf name = {0};
	struct call *c;

	if (!r)
		return;
	w = arena_alloc(l->arena, 1, sizeof *w);
	if (!about_load(l->db, p->subject, l->arena, w))
		return;
	if (is_held(l, w, r)) {
		l->held++;
		return;
	}
	c = add_call(l, w, p->subject, r->purpose);
	promise_name(l->db, p, &name);
	c->name = arena_dup(l->arena, buf_text(&name));
	buf_free(&name);
	c->rule = r->name;
	c->turn = p->turn;
	c->due = p->due_at;
	if (t)
		c->script = reminder_words(l->db, l->policy, t, w->booking.id,
		    w->customer.id, l->now, l->arena);
}

static void list_message(struct list *l, int64_t id)
{
	struct rendering r;
	struct message m;
	struct about *w = arena_alloc(l->arena, 1, sizeof *w);
	struct call *c;

	if (!outbox_load(l->db, id, l->arena, &m) ||
	    !about_load(l->db, m.subject, l->arena, w))
		return;
	reminder_render(l->db, l->policy, &m, l->now, l->arena, &r);
	if (r.verdict != RENDER_WAIT || strcmp(r.reason, "by phone") != 0)
		return;
	if (must_wait(l, w, m.purpose)) {
		l->held++;
		return;
	}
	c = add_call(l, w, m.subject, m.purpose);
	c->name = arena_printf(l->arena, "m%lld", (long long)m.id);
	c->message = m.id;
	c->rule = m.rule;
	c->due = m.late_at;
	c->script = r.text;
}

/* Messages of a rule that people bring, those due before "until". */
static void list_messages(struct list *l, const char *rule, int64_t until)
{
	struct outbox_filter f = {.rule = rule, .state = "planned",
	    .waiting = true};
	int64_t *ids;
	size_t n = outbox_list(l->db, &f, l->arena, &ids);

	for (size_t i = 0; i < n; i++) {
		list_message(l, ids[i]);
		if (until && l->n && l->v[l->n - 1].message == ids[i] &&
		    l->v[l->n - 1].due > until)
			l->n--;
	}
}

/* Several rules of a name are one duty; its messages are listed once. */
static bool named_before(const struct message_rule *rules, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (reminder_is_call(&rules[j]) &&
		    strcmp(rules[j].name, rules[i].name) == 0)
			return true;
	return false;
}

static int by_due(const void *x, const void *y)
{
	const struct call *a = x, *b = y;

	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return strcmp(a->name, b->name);
}

size_t calls_due(struct db *db, const struct policy *policy, int64_t now,
    int64_t until, struct arena *a, struct call **out, size_t *held)
{
	struct list l = {.db = db, .policy = policy, .now = now, .arena = a};
	const struct message_rule *rules;
	size_t n;

	promises_each(db, &(struct promises_asked){.due = until ? until :
	    INT64_MAX}, list_promise, &l);
	rules = policy_message_rules(policy, &n);
	for (size_t i = 0; i < n; i++)
		if (reminder_is_call(&rules[i]) && !named_before(rules, i))
			list_messages(&l, rules[i].name, until);
	if (l.n)
		qsort(l.v, l.n, sizeof *l.v, by_due);
	*out = l.v;
	*held = l.held;
	return l.n;
}

void calls_shown(struct db *db, int64_t at, int64_t actor,
    const struct call *c, size_t n)
{
	if (n == 0)
		return;
	db_begin(db, "care-remind calls");
	for (size_t i = 0; i < n; i++)
		access_record(db, at, actor, c[i].customer, "call list", c[i].name);
	db_commit(db);
}

/* The event and its contact. */
static void write_call(struct log *log, const struct call_result *r,
    const struct about *w, const char *rule)
{
	log_event(log, r->subject, contact_unreached(r->word) ? "called_no_answer" :
	    "called", r->at);
	log_row(log, '+', "contact");
	log_int(log, "id", log_next_contact(log));
	log_int(log, "subject", r->subject);
	log_time(log, "customer", w->customer.id);
	log_time(log, "staff", r->staff);
	log_int(log, "at", r->at);
	log_int(log, "inbound", 0);
	log_text(log, "channel", "phone");
	log_text(log, "phase", rule);
	log_text(log, "result", r->word);
	if (r->note && *r->note)
		log_content(log, "content");
	log_note(log, "note", r->note);
	log_person(log, w->customer.id);
	log_end(log);
}

/* The call that asks if it is settled says more than that it was made: what he
 * answered ends it, or begins the investigation again (care/cases/confirm.h). */
static enum call_verdict confirmed(const struct act *act,
    const struct care_case *c, const char *word)
{
	if (contact_unreached(word))
		return case_tried(act, c) < CONFIRM_TRIES ? CALL_AGAIN : CALL_DONE;
	if (strcmp(word, "trouble") == 0 || strcmp(word, "complaint") == 0)
		case_not_confirmed(act, c);
	else
		case_confirmed(act, c, word);
	return CALL_DONE;
}

static enum call_verdict done_promise(struct log *log, const struct policy *p,
    int64_t policy_id, const struct call_result *r, struct arena *a)
{
	const struct promise_rule *rule;
	struct promise promise;
	struct about w;
	struct promiser who = {log, p, policy_id, NULL, r->subject, &w.facts, 0};

	if (!promise_load(log_db(log), r->subject, r->rule, r->turn, a, &promise) ||
	    !about_load(log_db(log), r->subject, a, &w))
		return CALL_UNKNOWN;
	rule = policy_promise_rule(p, promise.rule, promise.amount);
	if (!rule || !rule->by)
		return CALL_NONE;
	if (strcmp(promise.state, "open") != 0)
		return CALL_ENDED;
	write_call(log, r, &w, promise.rule);
	if (w.kase.id && strcmp(rule->to, "confirmed") == 0)
		return confirmed(&(struct act){log, p, policy_id, r->at, NULL},
		    &w.kase, r->word);
	if (contact_unreached(r->word))
		return CALL_AGAIN;
	who.kind = w.kind;
	promise_keep(&who, promise.rule, promise.turn, r->at);
	return CALL_DONE;
}

static enum call_verdict done_message(struct log *log, const struct policy *p,
    struct call_result r, struct arena *a)
{
	struct rendering said;
	struct message m;
	struct about w;
	struct handed h = {0};

	if (!outbox_load(log_db(log), r.message, a, &m) ||
	    !about_load(log_db(log), m.subject, a, &w))
		return CALL_UNKNOWN;
	if (strcmp(m.state, "planned") != 0)
		return CALL_ENDED;
	reminder_render(log_db(log), p, &m, r.at, a, &said);
	if (said.verdict != RENDER_WAIT || strcmp(said.reason, "by phone") != 0)
		return CALL_NONE;
	r.subject = m.subject;
	write_call(log, &r, &w, m.rule);
	if (contact_unreached(r.word))
		return CALL_AGAIN;
	h.channel = "phone";
	h.person = m.addressee;
	h.text = said.text ? said.text : r.word;
	outbox_sent(log, &m, &h, r.at);
	return CALL_DONE;
}

enum call_verdict call_done(struct log *log, const struct policy *p,
    int64_t policy_id, const struct call_result *r)
{
	struct arena *a = arena_new();
	enum call_verdict v = r->message ? done_message(log, p, *r, a) :
	    done_promise(log, p, policy_id, r, a);

	arena_free(a);
	return v;
}
