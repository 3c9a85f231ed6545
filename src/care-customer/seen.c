/* care-customer seen: who saw a customer's data in clear. */
#include "base/die.h"
#include "care-customer/verbs.h"
#include "care-customer/who.h"
#include "care/people/customer_access.h"
#include "command/actor.h"

static const struct out_column columns[] = {
	{.name = "customer", .table = true},
	{.name = "at", .type = OUT_TIME, .table = true},
	{.name = "who", .table = true},
	{.name = "what", .table = true},
	{.name = "reason", .class = CLASS_PERSONAL, .mask = MASK_TEXT, .table = true},
	{.name = "named", .type = OUT_INT, .table = true},
	{.name = NULL}
};

struct listing {
	struct session *s;
	struct out *out;
	int64_t customer;
};

static void put(void *arg, const struct look *look)
{
	struct listing *l = arg;
	struct arena *a = arena_new();

	who_put(l->out, "customer", l->customer);
	out_int(l->out, "at", look->at);
	out_text(l->out, "who", actor_name(l->s->db, look->actor, a));
	out_text(l->out, "what", look->what);
	out_text(l->out, "reason", look->why);
	out_int(l->out, "named", look->named);
	out_row(l->out);
	arena_free(a);
}

int customer_verb_seen(struct session *s)
{
	struct targets *t = targets_open(s, "customer");
	struct listing l = {s, session_out(s, columns), 0};
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		struct arena *a = arena_new();
		struct customer c;

		if (who_today(s, t, name, a, &c)) {
			l.customer = c.id;
			customer_looks(s->db, c.id, put, &l);
		}
		arena_free(a);
	}
	targets_close(t);
	out_end(l.out);
	return STATUS_DONE;
}
