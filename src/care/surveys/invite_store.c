/* Deciding whom to ask, and noting what was decided. */
#include "care/surveys/invite_store.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "care/messages/outbox.h"
#include "store/db.h"
#include "store/log.h"
#include "store/row.h"
#include "store/store.h"

enum { RULES = RULES_AT_ONCE };

static bool is_merged(struct db *db, int64_t id)
{
	struct stmt *st = db_prepare(db,
	    "SELECT merged_into IS NOT NULL FROM cases WHERE id = $id");
	bool merged;

	db_bind_int(st, "$id", id);
	merged = db_step(st) && db_int(st, 0) != 0;
	db_done(st);
	return merged;
}

static int64_t last_asked(struct db *db, int64_t customer)
{
	struct stmt *st = db_prepare(db, "SELECT max(invited_at) FROM survey"
	    " WHERE customer = $customer AND state <> 'not_asked'");
	int64_t at = 0;

	db_bind_int(st, "$customer", customer);
	if (db_step(st))
		at = db_int(st, 0);
	db_done(st);
	return at;
}

static struct asking ask_about(struct db *db, const struct care_case *c,
    const struct survey_rule *r, const struct customer *who)
{
	struct asking a = {
		.after_at = survey_after(r, c),
		.live_from = c->live_from,
		.customer = c->customer,
		.merged = is_merged(db, c->id),
	};

	if (c->customer == 0)
		return a;
	a.reachable = survey_reaches(r, who);
	a.open_complaints = customer_open_complaints(db, c->customer);
	if (c->closed_at == 0 && strcmp(c->kind, "complaint") == 0)
		a.open_complaints--;
	a.last_asked = last_asked(db, c->customer);
	return a;
}

size_t survey_decide(struct db *db, const struct policy *policy,
    const struct care_case *c, int64_t now, struct arena *a,
    struct decision **out)
{
	const struct survey_rule *rules[RULES];
	struct facts facts = {0};
	struct customer who = {0};
	size_t n, kept = 0;

	case_facts(db, c, a, &facts);
	n = policy_surveys(policy, &facts, rules, RULES);
	if (n > RULES)
		n = RULES;
	if (c->customer)
		customer_load(db, c->customer, a, &who);
	*out = arena_alloc(a, n, sizeof **out);
	for (size_t i = 0; i < n; i++) {
		struct decision *d = &(*out)[kept];
		struct asking asking;

		if (!survey_follows_cases(rules[i]))
			continue;
		asking = ask_about(db, c, rules[i], &who);
		d->rule = rules[i];
		d->occurrence = survey_occurrence(c, a);
		d->why = survey_why_not(policy, rules[i], &asking, now);
		d->due = asking.after_at ?
		    survey_due(policy, rules[i], asking.after_at) : 0;
		d->decided = survey_by_key(db, rules[i]->name, c->id,
		    d->occurrence, a, &d->survey);
		kept++;
	}
	return kept;
}

/* Is there anything to write down? */
static bool fresh(struct db *db, const struct policy *policy, int64_t id,
    int64_t now)
{
	struct arena *a = arena_new();
	struct care_case c;
	struct decision *d = NULL;
	size_t n = 0;
	bool found = false;

	if (case_load(db, id, a, &c))
		n = survey_decide(db, policy, &c, now, a, &d);
	for (size_t i = 0; i < n; i++)
		found = found || (!d[i].decided &&
		    (!d[i].why || survey_why_is_kept(d[i].why)));
	arena_free(a);
	return found;
}

static const struct {
	const char *event, *sql;
} searches[] = {
	{"closed", "SELECT id FROM cases WHERE closed_at > $low"
	    " AND closed_at <= $now ORDER BY closed_at, id"},
	{"replied", "SELECT id FROM cases WHERE replied_at > $low"
	    " AND replied_at <= $now ORDER BY replied_at, id"},
	{"first_action", "SELECT id FROM cases WHERE first_at > $low"
	    " AND first_at <= $now ORDER BY first_at, id"},
	{"received", "SELECT id FROM cases WHERE received_at > $low"
	    " AND received_at <= $now ORDER BY received_at, id"},
};

/* How far back the rules that follow the event look; 0: there are none. */
static int64_t reach(const struct policy *policy, const char *event)
{
	size_t n;
	const struct survey_rule *r = policy_survey_rules(policy, &n);
	int64_t most = 0;

	for (size_t i = 0; i < n; i++)
		if (strcmp(r[i].after, event) == 0 && survey_reach(&r[i]) > most)
			most = survey_reach(&r[i]);
	return most;
}

static int rising(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Each once: a case may be due by several events. */
static size_t unique(int64_t *v, size_t n)
{
	size_t kept = 0;

	if (n > 1)
		qsort(v, n, sizeof *v, rising);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || v[kept - 1] != v[i])
			v[kept++] = v[i];
	return kept;
}

size_t survey_candidates(struct db *db, const struct policy *policy,
    int64_t now, struct arena *a, int64_t **cases)
{
	int64_t *v = NULL;
	size_t n = 0, cap = 0;

	for (size_t i = 0; i < sizeof searches / sizeof searches[0]; i++) {
		int64_t back = reach(policy, searches[i].event);
		struct stmt *st;

		if (back == 0)
			continue;
		st = db_prepare(db, searches[i].sql);
		db_bind_int(st, "$low", now - back);
		db_bind_int(st, "$now", now);
		while (db_step(st)) {
			if (!fresh(db, policy, db_int(st, 0), now))
				continue;
			v = mem_grow(v, &cap, n + 1, sizeof *v);
			v[n++] = db_int(st, 0);
		}
		db_done(st);
	}
	n = unique(v, n);
	*cases = arena_alloc(a, n, sizeof **cases);
	if (n > 0)
		memcpy(*cases, v, n * sizeof *v);
	free(v);
	return n;
}

/* Take over what the changes say of the case's owner. */
static void follow_owner(const struct row_changes *changes, int64_t *owner)
{
	for (size_t i = 0; i < changes->n; i++) {
		const struct row_change *c = &changes->v[i];

		if (strcmp(c->table, "cases") != 0)
			continue;
		for (size_t k = 0; k < c->n; k++) {
			if (strcmp(c->v[k].column, "owner") != 0)
				continue;
			*owner = 0;
			if (c->v[k].text)
				num_int(c->v[k].text, 0, INT64_MAX, owner);
		}
	}
}

/* Who owned the case when it was last closed, as its events tell: later
 * changes of hands do not change whose work is rated. The owner of today
 * when the case was never closed. */
static int64_t owner_when_closed(struct db *db, const struct care_case *c)
{
	struct stmt *st = db_prepare(db, "SELECT what, arg FROM event"
	    " WHERE subject = $id ORDER BY entry, n");
	struct row_changes changes = {0};
	int64_t owner = 0, rated = c->owner;

	db_bind_int(st, "$id", c->id);
	while (db_step(st)) {
		char *arg = mem_dup(db_text(st, 1));

		row_changes_reset(&changes);
		if (row_decode(&changes, arg, NULL))
			follow_owner(&changes, &owner);
		if (strcmp(db_text(st, 0), "closed") == 0)
			rated = owner;
		free(arg);
	}
	db_done(st);
	row_changes_free(&changes);
	return rated;
}

static void plan_message(struct log *log, const struct survey *s, int64_t now)
{
	struct buf rule = {0};
	struct message m = {
		.subject = s->subject, .occurrence = s->occurrence,
		.addressee = s->customer, .purpose = "survey",
		.not_before = now, .expires = s->expires,
	};

	buf_addf(&rule, "survey:%s", s->rule);
	m.rule = buf_text(&rule);
	outbox_plan(log, &m, now);
	buf_free(&rule);
}

static void put_key(struct log *log, const struct survey *s)
{
	log_int(log, "id", s->id);
	log_text(log, "rule", s->rule);
	log_int(log, "subject", s->subject);
	log_text(log, "occurrence", s->occurrence);
	log_time(log, "customer", s->customer);
	log_time(log, "rated", s->rated);
	log_int(log, "invited_at", s->invited_at);
}

static struct survey begin(struct log *log, const struct care_case *c,
    const struct decision *d, int64_t now)
{
	return (struct survey){
		.id = d->decided ? d->survey.id : log_next_survey(log),
		.rule = d->rule->name,
		.subject = c->id,
		.occurrence = d->occurrence,
		.customer = c->customer,
		.rated = owner_when_closed(log_db(log), c),
		.invited_at = now,
	};
}

static struct survey invited(struct log *log, const struct policy *policy,
    const struct care_case *c, const struct decision *d, int64_t now)
{
	struct survey s = begin(log, c, d, now);
	unsigned char key[DIGEST_KEY], hash[DIGEST_SIZE];
	char token[TOKEN_TEXT];

	s.expires = survey_ends(policy, d->rule, now);
	survey_token(log_db(log), &s, token);
	store_key(log_db(log), key);
	token_hash(key, token, hash);
	log_event(log, c->id, "invited", now);
	log_row(log, d->decided ? '~' : '+', "survey");
	put_key(log, &s);
	log_blob(log, "token", hash, sizeof hash);
	log_time(log, "expires", s.expires);
	log_text(log, "state", "invited");
	if (d->decided)
		log_null(log, "reason");
	log_end(log);
	return s;
}

int64_t survey_invite(struct log *log, const struct policy *policy,
    const struct care_case *c, const struct decision *d, int64_t now)
{
	struct survey s = invited(log, policy, c, d, now);

	plan_message(log, &s, now);
	return s.id;
}

int64_t survey_asked_now(struct log *log, const struct policy *policy,
    const struct care_case *c, const struct decision *d, int64_t now)
{
	return invited(log, policy, c, d, now).id;
}

void survey_not_asked(struct log *log, const struct care_case *c,
    const struct decision *d, int64_t now)
{
	struct survey s = begin(log, c, d, now);

	log_event(log, c->id, "not_asked", now);
	log_row(log, '+', "survey");
	put_key(log, &s);
	log_text(log, "state", "not_asked");
	log_text(log, "reason", d->why);
	log_end(log);
}

size_t survey_expire(struct log *log, int64_t now, size_t max)
{
	struct stmt *st = db_prepare(log_db(log), "SELECT id, subject FROM survey"
	    " WHERE state = 'invited' AND expires <= $now ORDER BY id LIMIT $max");
	int64_t *v = mem_alloc(max, 2 * sizeof *v);
	size_t n = 0;

	db_bind_int(st, "$now", now);
	db_bind_int(st, "$max", (int64_t)max);
	for (; n < max && db_step(st); n++) {
		v[2 * n] = db_int(st, 0);
		v[2 * n + 1] = db_int(st, 1);
	}
	db_done(st);
	for (size_t i = 0; i < n; i++) {
		log_event(log, v[2 * i + 1], "expired", now);
		log_row(log, '~', "survey");
		log_int(log, "id", v[2 * i]);
		log_text(log, "state", "expired");
		log_end(log);
	}
	free(v);
	return n;
}

int64_t survey_expiring(struct db *db, int64_t now)
{
	struct stmt *st = db_prepare(db, "SELECT count(*) FROM survey"
	    " WHERE state = 'invited' AND expires <= $now");
	int64_t n = 0;

	db_bind_int(st, "$now", now);
	if (db_step(st))
		n = db_int(st, 0);
	db_done(st);
	return n;
}
