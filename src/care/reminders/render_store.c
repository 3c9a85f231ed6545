/* What a reminder says, and whether it still holds, at the moment of sending. */
#include <stdio.h>
#include <string.h>

#include "care/bookings/booking.h"
#include "care/people/customer.h"
#include "care/reminders/reminder.h"
#include "store/db.h"
#include "text/json_out.h"
#include "text/template.h"
#include "time/human.h"

enum { RULES = RULES_AT_ONCE, HOUR = 3600, DAY = 86400, DATE = sizeof "2026-03-14" - 1 };

/* What the template is filled from. */
struct said {
	struct db *db;
	const struct policy *policy;
	const struct zone *zone;
	const struct booking *booking;
	const struct customer *customer;
	const struct template *template;
	int64_t now;
	struct arena *arena;
};

/* Does the text hold Chinese characters? What we put into it should fit. */
static bool is_chinese(const char *s)
{
	/* U+4E00 .. U+9FFF: lead bytes E4 to E9. */
	for (; *s; s++)
		if ((unsigned char)*s >= 0xe4 && (unsigned char)*s <= 0xe9)
			return true;
	return false;
}

static const char *date(const struct said *s, int64_t at)
{
	int year, month, day;

	if (at == 0)
		return "";
	day_civil(zone_day(s->zone, at), &year, &month, &day);
	return arena_printf(s->arena, "%04d-%02d-%02d", year, month, day);
}

/* Days until departure, else until the return, as people count them. */
static const char *left(const struct said *s)
{
	int64_t at = s->booking->departs > s->now - DAY ? s->booking->departs :
	    s->booking->returns;
	int64_t days = zone_day(s->zone, at) - zone_day(s->zone, s->now);

	if (at == 0 || days < 0)
		return "";
	if (is_chinese(s->template->text))
		return arena_printf(s->arena, "%lld天", (long long)days);
	return arena_printf(s->arena, days == 1 ? "%lld day" : "%lld days",
	    (long long)days);
}

/* A field of the company's own; texts that may be personal are not put in. */
static const char *own_field(const struct said *s, const char *name)
{
	const struct field_rule *rule = policy_field(s->policy, "booking", name);
	struct stmt *st;
	const char *value = "";

	if (!rule || rule->class != FIELD_OPEN)
		return rule ? "" : NULL;
	st = db_prepare(s->db, "SELECT word, num FROM field"
	    " WHERE subject = $subject AND name = $name");
	db_bind_int(st, "$subject", s->booking->id);
	db_bind_text(st, "$name", name);
	if (db_step(st))
		value = db_null(st, 0) ?
		    arena_printf(s->arena, "%lld", (long long)db_int(st, 1)) :
		    arena_dup(s->arena, db_text(st, 0));
	db_done(st);
	return value;
}

static const char *fill_in(void *arg, const char *name)
{
	const struct said *s = arg;
	const struct booking *b = s->booking;
	const struct { const char *name, *value; } known[] = {
		{"customer_name", s->customer->name}, {"product", b->product},
		{"trip", b->trip}, {"booking", b->ref},
		/* of cases and surveys */
		{"case", NULL}, {"kind", NULL}, {"due", NULL}, {"level", NULL},
		{"promise", NULL}, {"owner", NULL}, {"link", NULL}, {"token", NULL},
		{"late", NULL}, {"ack_code", NULL},
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(known[i].name, name) == 0)
			return known[i].value ? known[i].value : "";
	if (strcmp(name, "company") == 0)
		return policy_head(s->policy)->company;
	if (strcmp(name, "departs") == 0)
		return date(s, b->departs);
	if (strcmp(name, "returns") == 0)
		return date(s, b->returns);
	if (strcmp(name, "left") == 0)
		return left(s);
	if (strcmp(name, "today") == 0)
		return date(s, s->now);
	return own_field(s, name);
}

/* A text of the template; NULL when a place in it cannot be filled. */
static const char *fill(struct said *s, const char *text)
{
	struct template_fault fault;
	struct buf b = {0};
	const char *filled = NULL;

	if (template_render(&b, text, fill_in, s, &fault))
		filled = arena_dup(s->arena, buf_text(&b));
	buf_free(&b);
	return filled;
}

/* For gateways that take approved templates with parameters only. */
static const char *parameters(struct said *s)
{
	static const char *const names[] = {"customer_name", "product", "trip",
	    "departs", "returns", "booking", "left", "company"};
	struct buf b = {0};
	const char *json;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		buf_adds(&b, i ? "," : "{");
		json_out_text(&b, names[i]);
		buf_addc(&b, ':');
		json_out_text(&b, fill_in(s, names[i]));
	}
	buf_addc(&b, '}');
	json = arena_dup(s->arena, buf_text(&b));
	buf_free(&b);
	return json;
}

/* The rule of that name that holds of the booking today. */
static const struct message_rule *rule_of(const struct policy *p,
    const struct facts *f, const char *name)
{
	const struct message_rule *rules[RULES];
	size_t n = policy_messages(p, "booking", f, rules, RULES);

	for (size_t i = 0; i < n && i < RULES; i++)
		if (strcmp(rules[i]->name, name) == 0)
			return rules[i];
	return NULL;
}

static bool said_no(struct db *db, int64_t customer, const char *purpose)
{
	struct stmt *st = db_prepare(db, "SELECT given FROM consent"
	    " WHERE customer = $customer AND purpose = $purpose"
	    " ORDER BY at DESC LIMIT 1");
	bool no;

	db_bind_int(st, "$customer", customer);
	db_bind_text(st, "$purpose", purpose);
	no = db_step(st) && db_int(st, 0) == 0;
	db_done(st);
	return no;
}

/* Why it must not go any more; NULL: it holds. */
static const char *spoilt(struct db *db, const struct message *m,
    const struct booking *b, const struct message_rule *r, const struct facts *f,
    const struct zone *zone, int64_t now)
{
	struct reminder_times t;

	if (!booking_stands(b->state))
		return "cancelled";
	if (!r)
		return "no rule";
	if (b->customer != m->addressee || !reminder_times(r, f, zone, &t) ||
	    strncmp(t.occurrence, m->occurrence, DATE) != 0)
		return "moved";
	if (strcmp(t.occurrence, m->occurrence) != 0)
		return "replaced";
	if (t.expires <= now)
		return "expired";
	return said_no(db, m->addressee, m->purpose) ? "no consent" : NULL;
}

static void wait(struct rendering *out, const char *reason, int64_t until)
{
	out->verdict = RENDER_WAIT;
	out->reason = reason;
	out->until = until;
}

/* Why not now, though it holds? */
static bool waits(struct db *db, const struct message *m,
    const struct message_rule *r, const struct zone *zone, int64_t now,
    struct rendering *out)
{
	int64_t hour = reminder_hour(r, zone, now);

	if (reminder_is_call(r))
		wait(out, "by phone", m->expires > now ? m->expires : now + DAY);
	else if (strcmp(m->purpose, "service") != 0 &&
	    customer_open_complaints(db, m->addressee) > 0)
		wait(out, "open complaint", now + 6 * HOUR);
	else if (hour > now && !m->urgent)
		wait(out, "quiet hours", hour);
	return out->verdict == RENDER_WAIT;
}

static void add_ways(const struct message_rule *r, const struct customer *c,
    struct rendering *out)
{
	for (size_t i = 0; i < r->by.n && out->ways < 8; i++) {
		const char *channel = r->by.v[i];
		const char *address = strcmp(channel, "mail") == 0 ? c->mail :
		    c->phone;

		if (reminder_by_people(channel) || !address)
			continue;
		out->way[out->ways].channel = channel;
		out->way[out->ways].address = address;
		out->ways++;
	}
}

/* The words, as they would go now; also when it has to wait. */
static void put_words(struct said *s, struct rendering *out)
{
	const struct template *t = s->template;

	if (!t || !t->text)
		return;
	out->text = fill(s, t->text);
	out->subject = t->subject ? fill(s, t->subject) : s->booking->product;
	out->template = t->name;
	out->params = parameters(s);
}

const char *reminder_words(struct db *db, const struct policy *p,
    const struct template *t, int64_t booking, int64_t customer, int64_t now,
    struct arena *a)
{
	struct booking b = {0};
	struct customer c = {0};
	struct said s = {db, p, policy_head(p)->zone, &b, &c, t, now, a};

	if (booking)
		booking_load(db, booking, a, &b);
	if (customer)
		customer_load(db, customer, a, &c);
	return fill(&s, t->text);
}

void reminder_render(struct db *db, const struct policy *p,
    const struct message *m, int64_t now, struct arena *a, struct rendering *out)
{
	const struct zone *zone = policy_head(p)->zone;
	const struct message_rule *r;
	struct booking *b = arena_alloc(a, 1, sizeof *b);
	struct customer *c = arena_alloc(a, 1, sizeof *c);
	struct said s = {db, p, zone, b, c, NULL, now, a};
	struct facts f = {0};

	*out = (struct rendering){.verdict = RENDER_DROP, .person = m->addressee};
	if (!booking_load(db, m->subject, a, b) ||
	    !customer_load(db, m->addressee, a, c)) {
		out->reason = "no booking";
		return;
	}
	booking_facts(db, b, a, &f);
	r = rule_of(p, &f, m->rule);
	out->reason = spoilt(db, m, b, r, &f, zone, now);
	if (out->reason)
		return;
	out->verdict = RENDER_SEND;
	s.template = r->template ? policy_template(p, r->template) : NULL;
	put_words(&s, out);
	add_ways(r, c, out);
	if (!waits(db, m, r, zone, now, out) && !out->text)
		wait(out, "no text", now + HOUR);
}
