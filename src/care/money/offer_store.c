/* Offers announced and accepted, from their events. */
#include "care/money/offer.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "store/db.h"
#include "store/row.h"

/* A fact of an event's arg, in the arena; NULL: it has none of that name. */
static const char *fact_of(const struct row_changes *rows, const char *name,
    struct arena *a)
{
	for (size_t i = 0; i < rows->n; i++)
		for (size_t j = 0; rows->v[i].op == '.' && j < rows->v[i].n; j++)
			if (strcmp(rows->v[i].v[j].column, name) == 0)
				return arena_dup(a, rows->v[i].v[j].text);
	return NULL;
}

static int64_t number_of(const struct row_changes *rows, const char *name,
    struct arena *a)
{
	const char *text = fact_of(rows, name, a);
	int64_t n = 0;

	if (text)
		num_int(text, INT64_MIN, INT64_MAX, &n);
	return n;
}

/* The offer that an event announced; false: of another name. */
static bool announced(const char *text, const char *name, struct arena *a,
    struct offer *o)
{
	struct row_changes rows = {0};
	char *arg = mem_dup(text);
	const char *tiers;
	bool good = false;

	if (row_decode(&rows, arg, NULL)) {
		tiers = fact_of(&rows, "tiers", a);
		o->name = fact_of(&rows, "offer", a);
		o->of = fact_of(&rows, "of", a);
		o->start = number_of(&rows, "start", a);
		good = tiers && o->name && o->of && offer_read(tiers, o) &&
		    (!name || strcmp(name, o->name) == 0);
	}
	row_changes_free(&rows);
	free(arg);
	return good;
}

bool offer_announced(struct db *db, int64_t subject, const char *name,
    struct arena *a, struct offer *out)
{
	struct stmt *st = db_prepare(db, "SELECT at, arg FROM event"
	    " WHERE subject = $subject AND what = 'reward_announced'"
	    " ORDER BY entry, n");
	bool found = false;

	db_bind_int(st, "$subject", subject);
	while (db_step(st)) {
		struct offer o = {.announced = db_int(st, 0)};

		if (announced(db_text(st, 1), name, a, &o)) {
			*out = o;
			found = true;
		}
	}
	db_done(st);
	return found;
}

static struct acceptance acceptance_of(struct stmt *st, struct arena *a)
{
	struct acceptance c = {.subject = db_int(st, 0), .at = db_int(st, 1)};
	struct row_changes rows = {0};
	char *arg = mem_dup(db_text(st, 2));

	if (row_decode(&rows, arg, NULL)) {
		c.offer = fact_of(&rows, "offer", a);
		c.tier = (int)number_of(&rows, "tier", a);
		c.rate = (int)number_of(&rows, "rate", a);
		c.amount = number_of(&rows, "reward", a);
	}
	row_changes_free(&rows);
	free(arg);
	return c;
}

static size_t acceptances(struct stmt *st, struct arena *a,
    struct acceptance **out)
{
	size_t n = 0, cap = 0;

	*out = NULL;
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = acceptance_of(st, a);
	}
	db_done(st);
	return n;
}

size_t offer_acceptances(struct db *db, struct arena *a,
    struct acceptance **out)
{
	return acceptances(db_prepare(db, "SELECT subject, at, arg FROM event"
	    " WHERE what = 'reward_accepted' ORDER BY at, entry, n"), a, out);
}

bool offer_accepted(struct db *db, int64_t subject, const char *name)
{
	struct arena *a = arena_new();
	struct acceptance *v;
	struct stmt *st = db_prepare(db, "SELECT subject, at, arg FROM event"
	    " WHERE subject = $subject AND what = 'reward_accepted'");
	bool found = false;
	size_t n;

	db_bind_int(st, "$subject", subject);
	n = acceptances(st, a, &v);
	for (size_t i = 0; i < n; i++)
		found = found || (v[i].offer && strcmp(v[i].offer, name) == 0);
	arena_free(a);
	return found;
}
