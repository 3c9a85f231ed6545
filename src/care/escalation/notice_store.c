/* Notices of ladders to staff. */
#include "care/escalation/notice.h"

#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "care/cases/case.h"
#include "care/escalation/ack_code.h"
#include "care/escalation/recipients.h"
#include "care/escalation/standing.h"
#include "care/escalation/told.h"
#include "care/people/customer.h"
#include "care/people/staff.h"
#include "care/promises/firing_name.h"
#include "care/promises/promise_read.h"
#include "store/db.h"
#include "store/digest.h"
#include "store/store.h"
#include "text/mask.h"
#include "text/template.h"
#include "time/human.h"

bool notice_urgent(const struct promise *p, const struct level *l)
{
	return l->urgent == URGENT || (l->urgent == URGENT_IF_HARD && p->hard);
}

bool notice_promise(struct db *db, const struct message *m, struct arena *a,
    struct promise *p)
{
	struct firing_name f;

	return firing_name_read(m->occurrence, a, &f) &&
	    promise_load(db, m->subject, f.rule, f.turn, a, p);
}

const char *notice_level(const struct promise *p, const char *occurrence,
    struct arena *a)
{
	struct firing_name f;

	return firing_name_read(occurrence, a, &f) && firing_name_of(&f, p) &&
	    f.due_at == p->due_at ? f.level : NULL;
}

bool notice_of_level(const struct ladder *ladder, const struct message *m,
    struct level_time *out)
{
	struct arena *a = arena_new();
	struct firing_name f;
	bool has = false;

	if (ladder && firing_name_read(m->occurrence, a, &f))
		for (size_t i = 0; i < ladder->n && !has; i++) {
			has = strcmp(ladder->v[i].name, f.level) == 0;
			*out = (struct level_time){.level = &ladder->v[i],
			    .time = f.time};
		}
	arena_free(a);
	return has;
}

bool notice_still(struct db *db, const struct policy *p,
    const struct level_time *l, const struct matter *m, int64_t at,
    int64_t who, struct arena *a, int64_t **instead, size_t *n)
{
	*n = 0;
	return (l->level->reassign && l->time == 0) ||
	    recipients_still(db, p, &l->level->notify, m, at, who, a, instead,
	    n);
}

size_t notice_acked(struct db *db, const struct promise *p, struct arena *a,
    const char ***levels)
{
	struct stmt *st = db_prepare(db, "SELECT occurrence FROM message"
	    " WHERE subject = $subject AND acked_at IS NOT NULL"
	    " AND rule GLOB 'notice:*'");
	size_t n = 0, cap = 0;

	*levels = NULL;
	db_bind_int(st, "$subject", p->subject);
	while (db_step(st)) {
		const char *level = notice_level(p, db_text(st, 0), a);

		if (!level)
			continue;
		*levels = arena_grow(a, *levels, &cap, n + 1, sizeof **levels);
		(*levels)[n++] = level;
	}
	db_done(st);
	return n;
}

/* What a template may name. */
struct values {
	struct arena *a;
	const char *company, *customer_name, *kind, *due, *level, *promise, *owner,
	    *left, *late, *name, *product, *trip, *today;
	char ack_code[ACK_CODE];
};

static const char *look_up(void *arg, const char *name)
{
	struct values *v = arg;
	const struct {
		const char *name, *value;
	} all[] = {
		{"company", v->company}, {"customer_name", v->customer_name},
		{"kind", v->kind}, {"due", v->due}, {"level", v->level},
		{"promise", v->promise}, {"owner", v->owner}, {"left", v->left},
		{"late", v->late}, {"case", v->name}, {"booking", v->name},
		{"product", v->product}, {"trip", v->trip}, {"departs", ""},
		{"returns", ""}, {"link", ""}, {"token", ""},
		{"ack_code", v->ack_code}, {"today", v->today},
	};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (strcmp(all[i].name, name) == 0)
			return all[i].value ? all[i].value : "";
	return NULL;
}

/* Notices may stand on a shared screen: the customer is masked in them. */
static const char *masked_name(struct db *db, int64_t customer, struct arena *a)
{
	struct buf b = {0};
	struct customer c;
	const char *text = NULL;

	if (customer && customer_load(db, customer, a, &c) && c.name) {
		mask_add(&b, MASK_NAME, c.name);
		text = arena_dup(a, buf_text(&b));
	}
	buf_free(&b);
	return text;
}

static const char *title(const struct policy *p, const char *list,
    const char *name)
{
	const struct word *w = name ? policy_word(p, list, name) : NULL;

	return w ? w->title : name;
}

static void fill_case(struct db *db, const struct policy *p, int64_t id,
    struct values *v)
{
	struct care_case c;

	if (!case_load(db, id, v->a, &c))
		return;
	v->kind = title(p, "kinds", c.kind);
	v->customer_name = masked_name(db, c.customer, v->a);
	v->product = c.product;
	v->trip = c.trip;
	v->owner = _("nobody yet");
}

/* Whose it is, of whatever it is. */
static void fill_owner(struct db *db, int64_t id, struct values *v)
{
	struct matter m = matter_of(db, id, v->a);
	struct staff owner;

	if (m.owner && staff_load(db, m.owner, v->a, &owner))
		v->owner = owner.name ? owner.name : owner.login;
}

static void fill(struct db *db, const struct policy *p, const struct message *m,
    const struct promise *promise, int64_t now, struct values *v)
{
	const struct zone *zone = policy_head(p)->zone;
	char text[HUMAN_TEXT];
	struct buf name = {0};
	int64_t left = (promise->due_at - now) / 60;	/* whole minutes */

	v->company = policy_head(p)->company;
	v->promise = promise->rule;
	v->level = strchr(m->rule, ':') + 1;
	v->today = arena_dupn(v->a, human_local(now, zone, text), 10);
	v->due = arena_dup(v->a, human_long(promise->due_at, zone, text));
	if (left > 0)
		v->left = arena_dup(v->a, human_duration(left * 60, text));
	else if (left < 0)
		v->late = arena_dup(v->a, human_duration(-left * 60, text));
	promise_name(db, promise, &name);
	/* The case's or booking's own name: the promise's without its rule. */
	v->name = arena_dupn(v->a, buf_text(&name), strcspn(buf_text(&name), "/"));
	fill_case(db, p, m->subject, v);
	fill_owner(db, m->subject, v);
	buf_free(&name);
}

/* It is told to nobody else, and stands in no list. */
static const char *put_code(struct db *db, const struct message *m,
    struct values *v)
{
	unsigned char key[DIGEST_KEY];

	store_key(db, key);
	ack_code_make(key, m, v->ack_code);
	return arena_dup(v->a, v->ack_code);
}

/* Our own words, where the policy has no template "notice". */
static const char *own_words(void)
{
	return _("{{kind}} {{case}}: {{promise}}, {{#late}}LATE by {{late}}, {{/late}}"
	    "{{#left}}{{left}} left, {{/left}}due {{due}} (level {{level}}, owner"
	    " {{owner}})\n");
}

static const char *render(struct arena *a, const char *text, struct values *v)
{
	struct template_fault fault;
	struct buf b = {0};
	const char *out = NULL;

	if (text && template_render(&b, text, look_up, v, &fault))
		out = arena_dup(a, buf_text(&b));
	buf_free(&b);
	return out;
}

/* Its due time moved since the notice was planned, and its level, which lies
 * ahead again, will be told under the new one. A level that was carried over
 * is told no other time than now, nor is one that lies before the case was
 * live. */
static bool comes_again(struct db *db, const struct policy *policy,
    const struct promise *p, const struct message *m, int64_t now,
    struct arena *a)
{
	const char *level = m->rule + strlen("notice:");
	struct standing s;

	if (notice_level(p, m->occurrence, a))
		return false;
	standing_load(db, policy, p, now, a, &s);
	for (size_t i = 0; i < s.ask.recorded; i++)
		if (s.ask.fired[i].due_at == p->due_at &&
		    strcmp(s.ask.fired[i].level, level) == 0)
			return false;
	for (size_t i = 0; i < s.ask.n; i++)
		if (s.levels[i].at >= s.ask.live_from &&
		    strcmp(s.levels[i].level->name, level) == 0)
			return true;
	return false;
}

/* Why it is not to be told any more; NULL: it is. */
static const char *outlived(struct db *db, const struct policy *policy,
    const struct promise *p, const struct message *m, int64_t now,
    struct arena *a)
{
	if (strcmp(p->state, "open") != 0)
		return p->state;
	if (m->acked_at)
		return "acknowledged";
	return p->due_at && comes_again(db, policy, p, m, now, a) ? "moved" : NULL;
}

/* Who is told in his place, when it concerns him no more: "reassigned". What a
 * level says that takes the case away is said to whom it takes it from; of a
 * level that the policy has no more nobody else is known. */
static bool passes_on(struct db *db, const struct policy *policy,
    const struct promise *p, const struct message *m, int64_t now,
    struct arena *a, struct rendering *r)
{
	const struct promise_rule *rule = policy_promise_rule(policy, p->rule,
	    p->amount);
	const struct matter matter = matter_of_promise(db, p, a);
	int64_t *instead = NULL;
	struct level_time l;
	size_t n;

	if (!rule || !notice_of_level(rule->ladder, m, &l) ||
	    notice_still(db, policy, &l, &matter, now, m->addressee, a,
	    &instead, &n))
		return false;
	r->instead = instead;
	r->instead_n = n;
	r->reason = "reassigned";
	return true;
}

void notice_render(struct db *db, const struct policy *p,
    const struct message *m, int64_t now, struct arena *a, struct rendering *r)
{
	const struct template *t = policy_template(p, "notice");
	struct values v = {.a = a};
	struct promise promise;

	*r = (struct rendering){.verdict = RENDER_DROP, .reason = "gone"};
	if (!notice_promise(db, m, a, &promise))
		return;
	r->reason = outlived(db, p, &promise, m, now, a);
	if (r->reason || passes_on(db, p, &promise, m, now, a, r))
		return;
	r->person = m->addressee ? staff_acting(db, m->addressee, now) : 0;
	r->until = notice_not_before(db, p, r->person, m->urgent, now);
	if (r->until > now || promise.due_at == 0) {
		r->verdict = RENDER_WAIT;
		r->reason = promise.due_at ? "off duty" : "paused";
		return;
	}
	if (told_otherwise(db, m, now, r))
		return;
	fill(db, p, m, &promise, now, &v);
	r->secret = put_code(db, m, &v);
	r->verdict = RENDER_SEND;
	r->reason = NULL;
	r->subject = t ? render(a, t->subject, &v) : NULL;
	r->text = render(a, t ? t->text : own_words(), &v);
	r->case_name = v.name;
	notice_ways(db, p, r->person, a, r);
}
