/* care-customer show: everything there was with a customer, by time. */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-customer/verbs.h"
#include "care-customer/who.h"
#include "care/fields/shown.h"
#include "care/people/customer_history.h"
#include "care/people/staff.h"

static const struct out_column columns[] = {
	{.name = "customer", .table = true},
	{.name = "at", .type = OUT_TIME, .table = true},
	{.name = "what", .table = true},
	{.name = "ref", .table = true},
	{.name = "state", .table = true},
	{.name = "owner", .table = true},
	{.name = "detail", .class = CLASS_PERSONAL, .mask = MASK_TEXT, .table = true},
	{.name = "name", .class = CLASS_PERSONAL, .mask = MASK_NAME, .table = true},
	{.name = "phone", .class = CLASS_PERSONAL, .mask = MASK_PHONE, .table = true},
	{.name = "mail", .class = CLASS_PERSONAL, .mask = MASK_MAIL},
	{.name = "birthday", .class = CLASS_PERSONAL, .mask = MASK_DATE},
	{.name = NULL}
};

struct showing {
	struct session *s;
	struct out *out;
	bool revealed;
};

static void end_row(struct showing *v)
{
	if (v->revealed)
		out_row_reveal(v->out);
	out_row(v->out);
}

/* The first row: who he is. */
static void put_head(struct showing *v, const struct customer *c,
    struct arena *a)
{
	struct fields own = fields_load(v->s->db, c->id, a);
	struct buf b = {0};

	who_put(v->out, "customer", c->id);
	out_text(v->out, "what", "customer");
	out_text(v->out, "state", c->state);
	out_text(v->out, "name", c->name);
	out_text(v->out, "phone", c->phone);
	out_text(v->out, "mail", c->mail);
	out_text(v->out, "birthday", c->birthday);
	if (c->tier)
		buf_addf(&b, "tier=%s", c->tier);
	if (c->region)
		buf_addf(&b, "%sregion=%s", b.n ? " " : "", c->region);
	if (c->standing)
		buf_addf(&b, "%sstanding=%s", b.n ? " " : "", c->standing);
	fields_line(v->s->db, v->s->policy, "customer", &own, v->revealed,
	    v->s->zone, &b);
	out_text(v->out, "detail", b.n ? buf_text(&b) : NULL);
	buf_free(&b);
	end_row(v);
}

static void put(struct showing *v, int64_t id, const struct happening *h,
    struct arena *a)
{
	struct staff owner;

	who_put(v->out, "customer", id);
	out_int(v->out, "at", h->at);
	out_text(v->out, "what", h->what);
	out_text(v->out, "ref", h->ref);
	out_text(v->out, "state", h->state);
	if (h->owner && staff_load(v->s->db, h->owner, a, &owner))
		out_text(v->out, "owner", owner.login);
	out_text(v->out, "detail", h->detail);
	end_row(v);
}

int customer_verb_show(struct session *s)
{
	struct targets *t = targets_open(s, "customer");
	struct showing v = {s, session_out(s, columns), false};
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		struct arena *a = arena_new();
		struct happening *all;
		struct customer c;
		size_t n;

		if (who_today(s, t, name, a, &c)) {
			n = customer_history(s->db, c.id, s->zone, a, &all);
			v.revealed = who_revealed(s, c.id);
			put_head(&v, &c, a);
			for (size_t i = 0; i < n; i++)
				put(&v, c.id, &all[i], a);
		}
		arena_free(a);
	}
	targets_close(t);
	out_end(v.out);
	return STATUS_DONE;
}
