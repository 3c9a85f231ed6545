/* Letters from the store: filled in, planned, and rendered when they go. */
#include "care/cases/letter.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "care/cases/case_list.h"
#include "care/people/customer.h"
#include "care/people/staff.h"
#include "store/row.h"
#include "store/subject.h"
#include "text/ident.h"
#include "text/template.h"
#include "time/human.h"

#define OWN_WORDS "note"	/* in place of a template's name */

/* What a text is filled in from. */
struct values {
	struct db *db;
	const struct policy *policy;
	const struct care_case *c;
	int64_t due, now;
	struct arena *arena;
};

static const char *title(const struct values *v, const char *list,
    const char *name)
{
	const struct word *w = name ? policy_word(v->policy, list, name) : NULL;

	return w ? w->title : name;
}

static const char *customer_name(const struct values *v)
{
	struct customer who;

	return v->c->customer && customer_load(v->db, v->c->customer, v->arena,
	    &who) ? who.name : NULL;
}

static const char *owner_name(const struct values *v)
{
	struct staff s;

	if (!v->c->owner || !staff_load(v->db, v->c->owner, v->arena, &s))
		return NULL;
	return s.name ? s.name : s.login;
}

static const char *booking_ref(const struct values *v)
{
	struct buf ref = {0};
	const char *text = NULL;

	if (v->c->booking && subject_ref(v->db, v->c->booking, &ref, NULL))
		text = arena_dup(v->arena, buf_text(&ref));
	buf_free(&ref);
	return text;
}

static const char *day_text(const struct values *v, int64_t at, bool time)
{
	char text[HUMAN_TEXT];

	human_local(at, policy_head(v->policy)->zone, text);
	return arena_dupn(v->arena, text, time ? 16 : 10);
}

static const char *due_text(const struct values *v, bool left)
{
	char text[HUMAN_TEXT];

	if (!v->due || (left && v->due < v->now))
		return NULL;
	return left ? arena_dup(v->arena, human_duration(v->due - v->now, text)) :
	    day_text(v, v->due, true);
}

/* Several words by their titles. */
static const char *words_text(const struct values *v,
    const struct field_rule *r, const char *words)
{
	struct buf b = {0};
	char *save = NULL, *all = arena_dup(v->arena, words);
	const char *text;

	for (char *w = strtok_r(all, " ", &save); w; w = strtok_r(NULL, " ", &save))
		buf_addf(&b, "%s%s", b.n ? "、" : "", title(v, r->list, w));
	text = arena_dup(v->arena, buf_text(&b));
	buf_free(&b);
	return text;
}

/* A field of the case, as people read it. */
static const char *field_value(const struct values *v,
    const struct field_rule *r, const struct field *f)
{
	switch (r->type) {
	case FIELD_TEXT:
		return field_text(v->db, f, v->arena);
	case FIELD_WORD:
	case FIELD_WORDS:
		return f->word ? words_text(v, r, f->word) : NULL;
	case FIELD_DATE:
		return day_text(v, f->number, false);
	case FIELD_TIME:
		return day_text(v, f->number, true);
	case FIELD_FLAG:
	case FIELD_NUMBER:
		break;
	}
	return arena_printf(v->arena, "%" PRId64, f->number);
}

/* Others may be named in what is not open: it stays in the house. */
static const char *own_field(const struct values *v, const char *name,
    bool *known)
{
	const struct field_rule *r = policy_field(v->policy, "case", name);

	*known = r != NULL;
	for (size_t i = 0; r && r->class == FIELD_OPEN &&
	    i < v->c->fields.n; i++)
		if (strcmp(v->c->fields.v[i].name, name) == 0)
			return field_value(v, r, &v->c->fields.v[i]);
	return NULL;
}

static const char *case_value(const struct values *v, const char *name,
    bool *known)
{
	*known = true;
	if (strcmp(name, "company") == 0)
		return policy_head(v->policy)->company;
	if (strcmp(name, "customer_name") == 0)
		return customer_name(v);
	if (strcmp(name, "case") == 0)
		return arena_printf(v->arena, "%" PRId64, ident_case(v->c->id));
	if (strcmp(name, "kind") == 0)
		return title(v, "kinds", v->c->kind);
	if (strcmp(name, "product") == 0)
		return title(v, "products", v->c->product);
	if (strcmp(name, "trip") == 0)
		return v->c->trip;
	if (strcmp(name, "booking") == 0)
		return booking_ref(v);
	if (strcmp(name, "owner") == 0)
		return owner_name(v);
	if (strcmp(name, "due") == 0 || strcmp(name, "left") == 0)
		return due_text(v, *name == 'l');
	if (strcmp(name, "today") == 0)
		return day_text(v, v->now, false);
	return own_field(v, name, known);
}

/* What the commands put into other messages, and what says nothing here. */
static bool of_others(const char *name)
{
	static const char *const names[] = {"departs", "returns", "level",
	    "promise", "link", "token", "late", "ack_code"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static const char *look_up(void *arg, const char *name)
{
	bool known;
	const char *value = case_value(arg, name, &known);

	return value ? value : known || of_others(name) ? "" : NULL;
}

const char *letter_text(struct db *db, const struct policy *p,
    const char *text, const struct care_case *c, int64_t due, int64_t now,
    struct arena *a, const char **lacks)
{
	struct values v = {db, p, c, due, now, a};
	struct template_fault fault;
	struct buf b = {0};
	const char *filled = NULL;

	*lacks = NULL;
	if (template_render(&b, text, look_up, &v, &fault)) {
		while (b.n > 0 && b.s[b.n - 1] == '\n')
			b.n--;
		filled = arena_dupn(a, buf_text(&b), b.n);
	} else {
		*lacks = arena_dup(a, fault.name);
	}
	buf_free(&b);
	return filled;
}

/* Channels on which a person speaks: nothing is sent by them. */
static bool by_people(const char *channel)
{
	static const char *const names[] = {"phone", "visit", "letter", "store",
	    "mail", "sms"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], channel) == 0)
			return true;
	return false;
}

static void add_way(struct rendering *r, const char *channel,
    const char *address)
{
	if (address && r->ways < sizeof r->way / sizeof r->way[0]) {
		r->way[r->ways].channel = channel;
		r->way[r->ways++].address = address;
	}
}

void letter_ways(struct db *db, const struct care_case *c, struct arena *a,
    struct rendering *r)
{
	struct customer who;
	bool mails = strcmp(c->channel, "mail") == 0;

	if (!c->customer || !customer_load(db, c->customer, a, &who))
		return;
	if (mails)
		add_way(r, "mail", who.mail);
	else if (!by_people(c->channel))
		add_way(r, c->channel, who.phone);
	add_way(r, "sms", who.phone);
	if (!mails)
		add_way(r, "mail", who.mail);
}

int64_t letter_send(const struct act *act, const struct care_case *c,
    const char *template, const char *event, int64_t occurrence)
{
	char rule[96], which[96];
	struct message m = {.rule = rule, .subject = c->id, .occurrence = which,
	    .addressee = c->customer, .purpose = "service", .urgent = true,
	    .not_before = act->at};

	snprintf(rule, sizeof rule, "said:%s", template ? template : OWN_WORDS);
	snprintf(which, sizeof which, "%s.%" PRId64, event, occurrence);
	return outbox_plan(act->log, &m, act->at);
}

/* Looking for what was said: the event of that name in the entry that planned
 * the message. */
struct search {
	struct arena *arena;
	int64_t message, entry;
	const char *event, *said, *found;
	size_t event_n;
};

static bool plans(const struct search *q, const struct case_event *e)
{
	struct row_changes rows = {0};
	const char *id = NULL;
	bool is;

	if (strcmp(e->what, "planned") == 0 &&
	    row_decode(&rows, arena_dup(q->arena, e->arg), NULL))
		id = row_said(&rows, "message", "id");
	is = id && strtoll(id, NULL, 10) == q->message;
	row_changes_free(&rows);
	return is;
}

static void one_event(void *arg, const struct case_event *e)
{
	struct search *q = arg;
	struct buf keep = {0};

	if (strncmp(e->what, q->event, q->event_n) == 0 &&
	    !e->what[q->event_n]) {
		q->entry = e->entry;
		q->said = arena_dup(q->arena, row_note(e->body, "note", &keep));
	} else if (q->entry == e->entry && !q->found && plans(q, e)) {
		q->found = q->said;
	}
	buf_free(&keep);
}

static const char *said(struct db *db, const struct message *m,
    struct arena *a)
{
	struct search q = {.arena = a, .message = m->id,
	    .event = m->occurrence, .event_n = strcspn(m->occurrence, ".")};

	subject_history(db, m->subject, one_event, &q);
	return q.found;
}

void letter_render(struct db *db, const struct policy *p,
    const struct message *m, int64_t now, struct arena *a,
    struct rendering *out)
{
	const struct template *t = policy_template(p, strchr(m->rule, ':') + 1);
	struct care_case *c = arena_alloc(a, 1, sizeof *c);
	const char *lacks;

	*out = (struct rendering){.verdict = RENDER_DROP, .person = m->addressee};
	if (!case_load(db, m->subject, a, c) || c->customer != m->addressee) {
		out->reason = "another customer";
		return;
	}
	out->text = said(db, m, a);
	if (!out->text) {
		out->reason = "erased";
		return;
	}
	out->verdict = RENDER_SEND;
	if (t && t->subject)
		out->subject = letter_text(db, p, t->subject, c, 0, now, a, &lacks);
	if (!out->subject)
		out->subject = arena_printf(a, "%s: %" PRId64,
		    policy_head(p)->company, ident_case(c->id));
	out->case_name = arena_printf(a, "%" PRId64, ident_case(c->id));
	letter_ways(db, c, a, out);
}
