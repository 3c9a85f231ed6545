/* What is said to a customer by --template, and sent to him with --send. */
#include "care-case/letter.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/die.h"
#include "base/lang.h"
#include "care/cases/letter.h"
#include "care/people/customer.h"
#include "text/ident.h"

static const struct out_column columns[] = {
	{.name = "case", .type = OUT_INT, .table = true, .id = true},
	{.name = "customer", .table = true},
	{.name = "name", .class = CLASS_PERSONAL, .mask = MASK_NAME, .table = true},
	{.name = "channel", .table = true},
	{.name = "words", .class = CLASS_PERSONAL, .mask = MASK_TEXT, .table = true},
	{.name = NULL}
};

/* Who would get what, in a dry run of a verb that sends; NULL: it is none. */
static struct out *list;

void letter_begin(struct session *s)
{
	if (s->dry && (arg_given(s->args, "send") ||
	    arg_given(s->args, "template")))
		list = session_out(s, columns);
}

void letter_end(void)
{
	if (list)
		out_end(list);
	list = NULL;
}

static bool has_address(struct session *s, struct targets *t,
    const struct care_case *c, struct arena *a)
{
	struct rendering r = {.ways = 0};

	letter_ways(s->db, c, a, &r);
	if (r.ways == 0)
		target_refuse(t, _("no address to send it to; tell him by another"
		    " way, then say so without --send"));
	return r.ways > 0;
}

bool letter_words(struct session *s, struct targets *t, struct act *act,
    const struct care_case *c, int64_t due, struct arena *a)
{
	const char *name = target_option(t, "template"), *lacks;
	const struct template *template = name ?
	    policy_template(s->policy, name) : NULL;

	if (name && !template) {
		target_refuse(t, _("template: %s: the policy has none of that"
		    " name"), name);
		return false;
	}
	if (template && act->note && *act->note) {
		target_refuse(t, _("--template and --note: which words?"));
		return false;
	}
	if (template) {
		act->note = letter_text(s->db, s->policy, template->text, c, due,
		    act->at, a, &lacks);
		if (!act->note) {
			target_refuse(t, _("template: %s: {{%s}} says nothing of a"
			    " case"), name, lacks);
			return false;
		}
	}
	if (!target_option(t, "send"))
		return true;
	if (!act->note || !*act->note) {
		target_refuse(t, _("nothing to send: --template NAME or"
		    " --note TEXT"));
		return false;
	}
	return has_address(s, t, c, a);
}

static void put(struct session *s, const struct act *act,
    const struct care_case *c)
{
	struct arena *a = arena_new();
	struct rendering r = {.ways = 0};
	struct customer who;
	char customer[32];

	letter_ways(s->db, c, a, &r);
	out_int(list, "case", ident_case(c->id));
	if (c->customer && customer_load(s->db, c->customer, a, &who)) {
		snprintf(customer, sizeof customer, "c%" PRId64, c->customer);
		out_text(list, "customer", customer);
		out_text(list, "name", who.name);
	}
	if (r.ways)
		out_text(list, "channel", r.way[0].channel);
	out_text(list, "words", act->note);
	out_row(list);
	arena_free(a);
}

void letter_go(struct session *s, struct targets *t, const struct act *act,
    const struct care_case *c, const char *event, int64_t occurrence)
{
	int64_t id;

	if (list)
		put(s, act, c);
	if (!target_option(t, "send"))
		return;
	id = letter_send(act, c, target_option(t, "template"), event, occurrence);
	if (id && !s->dry)
		say(_("%" PRId64 ": goes out as m%" PRId64), ident_case(c->id), id);
	else if (!id)
		say(_("%" PRId64 ": was sent before; nothing goes out"),
		    ident_case(c->id));
}
