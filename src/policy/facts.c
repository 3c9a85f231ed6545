/* The table of what "when" may ask about, and what is known of a subject. */
#include "policy/facts.h"

#include <string.h>

#include "base/die.h"
#include "base/lang.h"

const struct fact_kind fact_kinds[] = {
	{ "kind", "case", FACT_WORD, "kinds", N_("what came in") },
	{ "channel", "case", FACT_WORD, "channels", N_("by which way it came") },
	{ "severity", "case", FACT_WORD, "severities", N_("how grave it is") },
	{ "category", "case", FACT_WORD, "categories", N_("what it is about") },
	{ "cause", "case", FACT_WORD, "causes", N_("why it happened") },
	{ "liability", "case", FACT_WORD, "liabilities", N_("whose fault it is") },
	{ "state", "case", FACT_WORD, NULL, N_("how far it has come") },
	{ "owner", "case", FACT_WORD, NULL, N_("who works on it") },
	{ "team", "case staff", FACT_WORD, "teams", N_("whose it is") },
	{ "role", "staff", FACT_WORD, "roles", N_("what somebody may and must") },
	{ "post", "staff", FACT_WORD, "posts", N_("what somebody works as") },
	{ "reopened", "case", FACT_NUMBER, NULL, N_("how often it was reopened") },
	{ "tier", "case booking customer", FACT_WORD, "tiers",
		N_("the customer's class") },
	{ "region", "case booking customer", FACT_WORD, "regions",
		N_("where the customer lives") },
	{ "product", "case booking", FACT_WORD, "products", N_("what was sold") },
	{ "trip", "case booking", FACT_WORD, NULL, N_("which departure") },
	{ "partner", "case booking", FACT_WORD, "partners", N_("who carries it out") },
	{ "state", "booking", FACT_WORD, NULL, N_("booked, cancelled ..") },
	{ "party", "booking", FACT_NUMBER, NULL, N_("number of persons") },
	{ "fee", "booking", FACT_NUMBER, NULL, N_("price in the smallest unit") },
	{ "long_haul", "booking", FACT_FLAG, NULL, N_("a journey far away") },
	{ "standing", "customer", FACT_WORD, "standings",
		N_("active, blocked, deceased ..") },
	{ "level", "group", FACT_WORD, NULL, N_("warning, group or crisis") },
	{ "rule", "group", FACT_WORD, NULL, N_("the rule that found it") },
	{ "customer.standing", "case booking", FACT_WORD, "standings",
		N_("the same of the customer") },
	{ "customer.open_complaint", "case booking customer", FACT_FLAG, NULL,
		N_("has the customer an open complaint") },
	{ "kind", "measure", FACT_WORD, NULL,
		N_("corrective, preventive or improvement") },
	{ "cause", "measure", FACT_WORD, "causes", N_("what it is to remove") },
	{ "owner", "measure", FACT_WORD, NULL, N_("whose it is (login)") },
	{ "state", "measure", FACT_WORD, NULL, N_("how far it has come") },
	{ NULL, NULL, FACT_WORD, NULL, NULL }
};

/* Is it one of the words of a list separated by spaces? */
static bool among(const char *words, const char *one)
{
	size_t n = strlen(one);

	for (const char *p = words; n > 0 && (p = strstr(p, one)) != NULL; p += n)
		if ((p == words || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

const struct fact_kind *fact_kind(const char *subject, const char *name)
{
	for (const struct fact_kind *k = fact_kinds; k->name; k++)
		if (strcmp(k->name, name) == 0 && among(k->subjects, subject))
			return k;
	return NULL;
}

/* Asked for each condition of each rule: the first letter tells most apart. */
static bool is_named(const struct fact *f, const char *name)
{
	return f->name[0] == name[0] && strcmp(f->name, name) == 0;
}

static struct fact *place(struct facts *all, const char *name)
{
	for (size_t i = 0; i < all->n; i++)
		if (is_named(&all->v[i], name))
			return &all->v[i];
	if (all->n == FACTS_MAX)
		die(STATUS_BUG, "more than %d facts", FACTS_MAX);
	all->v[all->n].name = name;
	return &all->v[all->n++];
}

void facts_text(struct facts *all, const char *name, const char *value)
{
	struct fact *f = place(all, name);

	f->text = value;
	f->known = value != NULL;
}

void facts_number(struct facts *all, const char *name, int64_t value)
{
	struct fact *f = place(all, name);

	f->text = NULL;
	f->number = value;
	f->known = true;
}

const struct fact *facts_get(const struct facts *all, const char *name)
{
	for (size_t i = 0; i < all->n; i++)
		if (is_named(&all->v[i], name))
			return &all->v[i];
	return NULL;
}
