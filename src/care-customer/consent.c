/* care-customer consent, consents: what a customer allowed. */
#include <inttypes.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-customer/verbs.h"
#include "care-customer/who.h"
#include "care/people/customer_consent.h"
#include "care/people/customer_list.h"

static const char *purpose_of(struct session *s, struct targets *t)
{
	const char *typed = target_option(t, "purpose"), *near, *purpose;

	if (!typed) {
		target_refuse(t, _("say what for: --purpose WORD"));
		return NULL;
	}
	purpose = consent_purpose(s->policy, typed, &near);
	if (!purpose)
		target_refuse(t, near ? _("purpose: %s: no purpose of consents;"
		    " nearest: %s") : _("purpose: %s: no purpose of consents%s"),
		    typed, near ? near : "");
	return purpose;
}

static bool consent(struct session *s, struct targets *t,
    const struct customer *c, struct arena *a)
{
	const char *purpose, *typed = target_option(t, "given");
	bool given;

	(void)a;
	if (!who_stands(s, t, c) || !(purpose = purpose_of(s, t)))
		return false;
	if (!typed || !consent_word(typed, &given)) {
		target_refuse(t, _("say whether it is given: --given yes or no"));
		return false;
	}
	customer_consent(s->log, c->id, purpose, given, target_option(t, "proof"),
	    s->now);
	say(given ? _("c%" PRId64 " allows %s") : _("c%" PRId64
	    " does not allow %s"), c->id, purpose);
	return true;
}

int customer_verb_consent(struct session *s)
{
	return who_each(s, consent);
}

static const struct out_column columns[] = {
	{.name = "customer", .table = true},
	{.name = "name", .class = CLASS_PERSONAL, .mask = MASK_NAME, .table = true},
	{.name = "consent", .table = true},
	{.name = "state", .table = true},
	{.name = "since", .type = OUT_TIME, .table = true},
	{.name = "latest", .type = OUT_INT, .table = true},
	{.name = "evidence", .class = CLASS_PERSONAL, .mask = MASK_TEXT, .table = true},
	{.name = NULL}
};

struct listing {
	struct session *s;
	struct out *out;
};

static void put(void *arg, const struct consent *c)
{
	struct listing *l = arg;
	struct arena *a = arena_new();
	struct customer who;

	if (customer_load(l->s->db, c->customer, a, &who))
		out_text(l->out, "name", who.name);
	who_put(l->out, "customer", c->customer);
	out_text(l->out, "consent", c->purpose);
	out_text(l->out, "state", c->given ? "given" : "withdrawn");
	out_int(l->out, "since", c->at);
	out_int(l->out, "latest", c->latest);
	out_text(l->out, "evidence", c->proof);
	out_row(l->out);
	arena_free(a);
}

int customer_verb_consents(struct session *s)
{
	struct listing l = {s, session_out(s, columns)};
	struct targets *t;
	const char *name;

	if (arg_operands(s->args) == 0) {
		consents_list(s->db, 0, put, &l);
		out_end(l.out);
		return STATUS_DONE;
	}
	t = targets_open(s, "customer");
	while ((name = targets_next(t)) != NULL) {
		struct arena *a = arena_new();
		struct customer c;

		if (who_today(s, t, name, a, &c)) {
			if (arg_given(s->args, "reveal"))
				who_revealed(s, c.id);
			consents_list(s->db, c.id, put, &l);
		}
		arena_free(a);
	}
	targets_close(t);
	out_end(l.out);
	return STATUS_DONE;
}
