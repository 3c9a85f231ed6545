/* What figures are counted per, into the store. */
#include "care/intake/exposure.h"

#include "base/lang.h"
#include "store/db.h"
#include "store/log.h"
#include "store/store.h"
#include "store/subject.h"
#include "time/human.h"

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

/* A part of a reference, without the blanks that stand between parts. */
static void add_part(struct buf *ref, const char *s)
{
	for (; *s; s++)
		if (*s == ' ' || *s == '%')
			buf_addf(ref, "%%%02X", (unsigned)*s);
		else
			buf_addc(ref, *s);
}

/* All by which a number is known again, as its reference. */
static const char *reference(const struct exposure *e, struct arena *a)
{
	char from[HUMAN_TEXT], until[HUMAN_TEXT];
	struct buf ref = {0};
	const char *text;

	add_part(&ref, e->name);
	buf_addf(&ref, " %s/%s", human_utc(e->from, from),
	    human_utc(e->until, until));
	if (*e->dimension) {
		buf_addf(&ref, " %s ", e->dimension);
		add_part(&ref, e->value);
	}
	text = arena_dup(a, buf_text(&ref));
	buf_free(&ref);
	return text;
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

/* Within the event: its row, of a new one also that of the subject. */
static void put(struct log *log, const struct subject *subject,
    const struct exposure *e, enum taken is)
{
	if (is == TAKEN_NEW)
		subject_insert(log, subject);
	log_row(log, is == TAKEN_NEW ? '+' : '~', "exposure");
	log_text(log, "name", e->name);
	log_int(log, "from_at", e->from);
	log_int(log, "to_at", e->until);
	log_text(log, "dimension", e->dimension);
	log_text(log, "value", e->value);
	log_int(log, "n", e->n);
}

enum taken exposure_take(const struct taking *t, const struct record *rec,
    struct arena *a, int64_t *id, const char **column, struct buf *fault)
{
	struct exposure e = {.name = record_text(rec, "name"),
	    .n = record_number(rec, "n", 0)};
	struct subject s = {.kind = "exposure", .source = ""};
	enum taken is;

	if (!period(t, rec, &e)) {
		*column = "period";
		buf_adds(fault, _("no period: write 2026-03, 2026Q1, 2026 or 2026-03-12"));
		return TAKEN_REFUSED;
	}
	if (!split(t, rec, &e, column, fault))
		return TAKEN_REFUSED;
	is = known(log_db(t->log), &e);
	s.ref = reference(&e, a);
	s.id = is == TAKEN_NEW ? log_next_subject(t->log) :
	    subject_find(log_db(t->log), s.kind, s.source, s.ref, NULL);
	if (!s.id)
		s.id = STORE_HOUSE;	/* as it was kept once */
	*id = s.id;
	if (is == TAKEN_SAME)
		return is;
	log_event(t->log, s.id, "counted", t->now);
	put(t->log, &s, &e, is);
	log_end(t->log);
	return is;
}

const char *exposure_key(const struct taking *t, const struct record *rec,
    struct arena *a)
{
	const char *dimension = record_text(rec, "dimension"),
	    *value = record_text(rec, "value");
	struct exposure e = {.name = record_text(rec, "name"),
	    .dimension = dimension ? dimension : "", .value = value ? value : ""};

	return period(t, rec, &e) ? reference(&e, a) : NULL;
}
