/* What figures are counted per, into the store. */
#include "care/intake/exposure.h"

#include <inttypes.h>

#include "base/lang.h"
#include "store/db.h"
#include "store/log.h"
#include "store/store.h"

/* A row as it is kept. */
struct exposure {
	const char *name, *dimension, *value;
	int64_t from, until, n;
};

static bool period(const struct taking *t, const struct record *rec,
    struct exposure *e)
{
	const char *typed = record_text(rec, "period");

	e->from = record_number(rec, "from", 0);
	e->until = record_number(rec, "until", 0);
	return !typed || value_period(typed, policy_head(t->policy)->zone,
	    &e->from, &e->until);
}

/* The fact by which it is split, and its word by name where it has a list. */
static bool split(const struct taking *t, const struct record *rec,
    struct exposure *e, const char **column, struct buf *fault)
{
	const struct fact_kind *f;
	const struct word *w;
	const char *near;

	e->dimension = record_text(rec, "dimension");
	e->value = record_text(rec, "value");
	if (!e->dimension) {
		e->dimension = e->value = "";
		return true;
	}
	f = policy_fact(t->policy, "case", e->dimension);
	if (!f)
		f = policy_fact(t->policy, "booking", e->dimension);
	if (!f) {
		*column = "dimension";
		buf_adds(fault, _("no fact of a case or booking, as product, region, partner"));
		return false;
	}
	if (!f->list || !policy_words(t->policy, f->list))
		return true;
	w = policy_word(t->policy, f->list, e->value);
	if (w) {
		e->value = w->name;
		return true;
	}
	*column = "value";
	near = policy_nearest(t->policy, f->list, e->value);
	buf_addf(fault, _("not one of the policy's %s"), f->list);
	if (near)
		buf_addf(fault, _("; nearest: %s"), near);
	return false;
}

static void bind(struct stmt *st, const struct exposure *e)
{
	db_bind_text(st, "$name", e->name);
	db_bind_int(st, "$from", e->from);
	db_bind_int(st, "$until", e->until);
	db_bind_text(st, "$dimension", e->dimension);
	db_bind_text(st, "$value", e->value);
}

static enum taken known(struct db *db, const struct exposure *e)
{
	struct stmt *st = db_prepare(db, "SELECT n FROM exposure"
	    " WHERE name = $name AND from_at = $from AND to_at = $until"
	    " AND dimension = $dimension AND value = $value");
	enum taken is = TAKEN_NEW;

	bind(st, e);
	if (db_step(st))
		is = db_int(st, 0) == e->n ? TAKEN_SAME : TAKEN_CHANGED;
	db_done(st);
	return is;
}

enum taken exposure_take(const struct taking *t, const struct record *rec,
    const char **column, struct buf *fault)
{
	struct exposure e = {.name = record_text(rec, "name"),
	    .n = record_number(rec, "n", 0)};
	enum taken is;

	if (!period(t, rec, &e)) {
		*column = "period";
		buf_adds(fault, _("no period: write 2026-03, 2026Q1, 2026 or 2026-03-12"));
		return TAKEN_REFUSED;
	}
	if (!split(t, rec, &e, column, fault))
		return TAKEN_REFUSED;
	is = known(log_db(t->log), &e);
	if (is == TAKEN_SAME)
		return is;
	log_event(t->log, STORE_HOUSE, "counted", t->now);
	log_row(t->log, is == TAKEN_NEW ? '+' : '~', "exposure");
	log_text(t->log, "name", e.name);
	log_int(t->log, "from_at", e.from);
	log_int(t->log, "to_at", e.until);
	log_text(t->log, "dimension", e.dimension);
	log_text(t->log, "value", e.value);
	log_int(t->log, "n", e.n);
	log_end(t->log);
	return is;
}

const char *exposure_key(const struct taking *t, const struct record *rec,
    struct arena *a)
{
	struct exposure e = {.name = NULL};
	const char *dimension = record_text(rec, "dimension"),
	    *value = record_text(rec, "value");

	if (!period(t, rec, &e))
		return NULL;
	return arena_printf(a, "%s|%" PRId64 "|%" PRId64 "|%s|%s",
	    record_text(rec, "name"), e.from, e.until,
	    dimension ? dimension : "", value ? value : "");
}
