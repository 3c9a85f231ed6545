/* Rows of promises, cases and surveys, told as observations. */
#include "care/figures/figures_store.h"

#include <stdlib.h>
#include <string.h>

#include "care/figures/life.h"
#include "care/figures/reader.h"
#include "store/db.h"
#include "store/inverse.h"

static bool within(const struct reader *r, int64_t at)
{
	return at >= r->frame->period.from && at < r->frame->period.until;
}

struct stmt *reader_rows(const struct reader *r, const char *sql)
{
	struct stmt *st = db_prepare(r->db, sql);

	db_bind_int(st, "$from", r->frame->period.from);
	db_bind_int(st, "$until", r->frame->period.until);
	return st;
}

/* The observation belongs to that instant: its month is named. */
void reader_tell(struct reader *r, size_t i, struct observation *o, int64_t at)
{
	if (at < r->month.from || at >= r->month.until)
		period_month_of(at, r->frame->zone, &r->month);
	o->dim[DIM_MONTH] = r->month.label;
	r->seen(r->arg, i, o);
}

static void out(struct reader *r, size_t i, struct observation *o, int64_t at,
    const char *why)
{
	o->verdict = SEEN_OUT;
	o->why = why;
	reader_tell(r, i, o, at);
}

static void hit(struct reader *r, size_t i, struct observation *o, int64_t at,
    double value)
{
	o->verdict = SEEN_HIT;
	o->value = value;
	reader_tell(r, i, o, at);
}

/* Does any indicator count one of these? */
static bool counts(const struct reader *r, enum counted from, enum counted to)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->indicators[i].counted >= from &&
		    r->indicators[i].counted <= to)
			return true;
	return false;
}

void reader_dimensions(struct stmt *st, int first, struct observation *o)
{
	static const enum dimension order[] = {DIM_AGENT, DIM_KIND, DIM_CHANNEL,
	    DIM_SEVERITY, DIM_TEAM, DIM_PRODUCT};

	for (int i = 0; i < 6; i++)
		o->dim[order[i]] = db_text(st, first + i);
}

static void one_promise(struct reader *r, struct stmt *st)
{
	struct promise_seen p = {db_text(st, 6), db_int(st, 7), db_int(st, 8),
	    db_int(st, 9) != 0};
	struct observation o = {.rule = db_text(st, 10),
	    .turn = (int)db_int(st, 11), .subject = db_int(st, 12)};
	int64_t at = p.due_at ? p.due_at : db_int(st, 13);

	reader_dimensions(st, 0, &o);
	if (!o.dim[DIM_PRODUCT])
		o.dim[DIM_PRODUCT] = db_text(st, 14);
	o.verdict = promise_verdict(&p, r->frame->as_of, &o.why);
	for (size_t i = 0; i < r->n; i++)
		if (r->indicators[i].counted == COUNT_PROMISES &&
		    strcmp(r->indicators[i].rule, o.rule) == 0)
			reader_tell(r, i, &o, at);
}

static void read_promises(struct reader *r)
{
	struct stmt *st = reader_rows(r, "SELECT " DIMENSION_COLUMNS ","
	    " p.state, p.due_at, p.ended_at, " COUNTED_ELSEWHERE ","
	    " p.rule, p.turn, p.subject, p.start_at, b.product FROM promise p"
	    " LEFT JOIN cases c ON c.id = p.subject"
	    " LEFT JOIN staff s ON s.id = c.owner"
	    " LEFT JOIN booking b ON b.id = p.subject"
	    " WHERE (p.due_at >= $from AND p.due_at < $until)"
	    " OR (p.due_at IS NULL AND p.start_at >= $from"
	    " AND p.start_at < $until) ORDER BY p.subject, p.rule, p.turn");

	while (db_step(st))
		one_promise(r, st);
	db_done(st);
}

/* A case with its turns. */
struct one_case {
	struct life life;
	int64_t first_at, closed_at;
	bool merged;
	struct turn_of_life *turns;
	int64_t *entries;	/* of the turns */
	size_t cap, entries_cap;
};

static void add_turn(struct one_case *c, int64_t at, bool closed,
    int64_t entry)
{
	/* Two events of a kind in a row, or one before the last, are one. */
	if (c->life.n > 0 && (c->turns[c->life.n - 1].closed == closed ||
	    c->turns[c->life.n - 1].at > at))
		return;
	if (c->life.n == 0 && !closed)
		return;
	c->turns = mem_grow(c->turns, &c->cap, c->life.n + 1, sizeof *c->turns);
	c->entries = mem_grow(c->entries, &c->entries_cap, c->life.n + 1,
	    sizeof *c->entries);
	c->entries[c->life.n] = entry;
	c->turns[c->life.n++] = (struct turn_of_life){at, closed};
}

/* What was taken back did not happen; only the last can be. */
static void drop_turn(struct one_case *c, int64_t entry)
{
	if (c->life.n > 0 && c->entries[c->life.n - 1] == entry)
		c->life.n--;
}

/* The row knows the last closing only; the events know all. */
static void read_turns(struct reader *r, struct one_case *c, int64_t id)
{
	struct stmt *st = db_prepare(r->db, "SELECT what, at, entry, arg"
	    " FROM event WHERE subject = $id AND (what = 'undone' OR"
	    " (what IN ('closed', 'reopened') AND at <= $as_of))"
	    " ORDER BY entry, n");

	db_bind_int(st, "$id", id);
	db_bind_int(st, "$as_of", r->frame->as_of);
	while (db_step(st))
		if (strcmp(db_text(st, 0), "undone") == 0)
			drop_turn(c, undone_entry(db_text(st, 3)));
		else
			add_turn(c, db_int(st, 1),
			    strcmp(db_text(st, 0), "closed") == 0, db_int(st, 2));
	db_done(st);
}

/* Every turn of the kind in the period. */
static void tell_turns(struct reader *r, size_t i, struct observation *o,
    const struct one_case *c, bool closed)
{
	for (size_t k = 0; k < c->life.n; k++)
		if (c->turns[k].closed == closed && within(r, c->turns[k].at))
			hit(r, i, o, c->turns[k].at, 0);
}

/* Open at the end of the period, or at as_of within it. */
static void tell_backlog(struct reader *r, size_t i, struct observation *o,
    const struct one_case *c)
{
	const struct period *whole = &r->frame->period;
	struct period part = *whole;
	size_t k = 0;

	while (r->frame->months ? period_part(whole, r->frame->zone, k, &part) :
	    k == 0) {
		int64_t end = part.until;

		if (part.from > r->frame->as_of)
			break;
		if (end > r->frame->as_of + 1)
			end = r->frame->as_of + 1;
		o->part = part.until < whole->until &&
		    part.until <= r->frame->as_of;
		if (life_open(&c->life, end))
			hit(r, i, o, part.from, 0);
		k++;
	}
	o->part = false;
}

/* How long it took; cases are taken when they are closed, and those received
 * in the period and open still are counted beside. */
static void tell_time(struct reader *r, size_t i, struct observation *o,
    const struct one_case *c, int64_t end, const char *missing)
{
	if (c->closed_at == 0 && within(r, c->life.received))
		out(r, i, o, c->life.received, OUT_OPEN);
	else if (c->closed_at == 0 || !within(r, c->closed_at))
		return;
	else if (end == 0)
		out(r, i, o, c->closed_at, missing);
	else
		hit(r, i, o, c->closed_at, (double)(end - c->life.received));
}

static void tell_reopens(struct reader *r, size_t i, struct observation *o,
    const struct one_case *c)
{
	bool reopened;
	int64_t at;

	if (!life_closed(&c->life, r->frame->period.from,
	    r->frame->period.until, &at, &reopened))
		return;
	o->verdict = reopened ? SEEN_HIT : SEEN_MISS;
	reader_tell(r, i, o, at);
}

static void tell_case(struct reader *r, size_t i, struct observation *o,
    const struct one_case *c)
{
	switch (r->indicators[i].counted) {
	case COUNT_RECEIVED:
		if (within(r, c->life.received))
			hit(r, i, o, c->life.received, 0);
		break;
	case COUNT_CLOSED:
		tell_turns(r, i, o, c, true);
		break;
	case COUNT_REOPENED:
		tell_turns(r, i, o, c, false);
		break;
	case COUNT_BACKLOG:
		tell_backlog(r, i, o, c);
		break;
	case COUNT_HANDLING:
		tell_time(r, i, o, c, c->closed_at, NULL);
		break;
	case COUNT_FIRST:
		tell_time(r, i, o, c, c->first_at, OUT_NO_FIRST);
		break;
	case COUNT_REOPENS:
		tell_reopens(r, i, o, c);
		break;
	default:
		break;
	}
}

/* A merged case is counted with the one it went into; one that was taken back
 * (outcome "undone") is read as merged too, into none. */
static void tell_merged(struct reader *r, size_t i, struct observation *o,
    const struct one_case *c)
{
	enum counted what = r->indicators[i].counted;

	if (what >= COUNT_HANDLING && what <= COUNT_BACKLOG &&
	    within(r, c->life.received))
		out(r, i, o, c->life.received, OUT_MERGED);
}

static void one_of_cases(struct reader *r, struct stmt *st, struct one_case *c)
{
	struct observation o = {.subject = db_int(st, 6)};

	reader_dimensions(st, 0, &o);
	c->life.received = db_int(st, 7);
	c->first_at = db_int(st, 8);
	c->closed_at = db_int(st, 9);
	c->merged = !db_null(st, 11);
	c->life.n = 0;
	if (db_int(st, 10) > 0)
		read_turns(r, c, o.subject);
	else if (c->closed_at)
		add_turn(c, c->closed_at, true, 0);
	c->life.v = c->turns;
	for (size_t i = 0; i < r->n; i++)
		if (c->merged)
			tell_merged(r, i, &o, c);
		else
			tell_case(r, i, &o, c);
}

static void read_cases(struct reader *r)
{
	struct stmt *st = reader_rows(r, "SELECT " DIMENSION_COLUMNS ","
	    " c.id, c.received_at, c.first_at, c.closed_at, c.reopened,"
	    " " COUNTED_ELSEWHERE
	    " FROM cases c LEFT JOIN staff s ON s.id = c.owner"
	    " WHERE c.received_at < $until AND c.received_at <= $as_of"
	    " AND (c.closed_at IS NULL OR c.closed_at >= $from"
	    " OR c.reopened > 0) ORDER BY c.id");
	struct one_case c = {0};

	db_bind_int(st, "$as_of", r->frame->as_of);
	while (db_step(st))
		one_of_cases(r, st, &c);
	db_done(st);
	free(c.turns);
	free(c.entries);
}

/* The score of one question, or the mean of all; false: not answered. */
static bool read_score(struct reader *r, int64_t survey, const char *question,
    double *score)
{
	struct stmt *st = db_prepare(r->db, "SELECT question, score FROM answer"
	    " WHERE survey = $survey AND score IS NOT NULL ORDER BY question");
	int64_t sum = 0, n = 0;

	db_bind_int(st, "$survey", survey);
	while (db_step(st))
		if (!question || strcmp(db_text(st, 0), question) == 0) {
			sum += db_int(st, 1);
			n++;
		}
	db_done(st);
	if (n > 0)
		*score = (double)sum / (double)n;
	return n > 0;
}

static void one_survey(struct reader *r, struct stmt *st)
{
	struct observation o = {.survey = db_int(st, 6), .subject = db_int(st, 7)};
	int64_t at = db_int(st, 9);
	bool answered = strcmp(db_text(st, 8), "answered") == 0;
	const char *sent = db_text(st, 10);

	reader_dimensions(st, 0, &o);
	for (size_t i = 0; i < r->n; i++) {
		const struct indicator *in = &r->indicators[i];

		if (in->counted == COUNT_RESPONSES) {
			o.verdict = answered ? SEEN_HIT : SEEN_MISS;
			if (answered || (sent && strcmp(sent, "sent") == 0))
				reader_tell(r, i, &o, at);
			else
				out(r, i, &o, at, OUT_NOT_DELIVERED);
		} else if (in->counted == COUNT_SCORES) {
			if (answered && read_score(r, o.survey, in->rule, &o.value)) {
				o.verdict = o.value >= 4 ? SEEN_HIT : SEEN_MISS;
				reader_tell(r, i, &o, at);
			} else {
				out(r, i, &o, at, OUT_NOT_ANSWERED);
			}
		}
	}
}

static void read_surveys(struct reader *r)
{
	struct stmt *st = reader_rows(r, "SELECT " DIMENSION_COLUMNS ","
	    " v.id, v.subject, v.state, v.invited_at, m.state FROM survey v"
	    " LEFT JOIN cases c ON c.id = v.subject"
	    " LEFT JOIN staff s ON s.id = v.rated"
	    " LEFT JOIN message m ON m.subject = v.subject"
	    " AND m.rule = 'survey:' || v.rule AND m.occurrence = v.occurrence"
	    " WHERE v.invited_at >= $from AND v.invited_at < $until"
	    " AND v.state <> 'not_asked' ORDER BY v.id");

	while (db_step(st))
		one_survey(r, st);
	db_done(st);
}

void figures_read(struct db *db, const struct frame *frame,
    const struct indicator *indicators, size_t n, figures_seen *seen, void *arg)
{
	struct reader r = {.db = db, .frame = frame, .indicators = indicators,
	    .n = n, .seen = seen, .arg = arg};
	bool own = !db_busy(db);

	if (own)
		db_begin_read(db);
	if (counts(&r, COUNT_PROMISES, COUNT_PROMISES))
		read_promises(&r);
	if (counts(&r, COUNT_HANDLING, COUNT_BACKLOG))
		read_cases(&r);
	if (counts(&r, COUNT_SCORES, COUNT_RESPONSES))
		read_surveys(&r);
	if (counts(&r, COUNT_CALLS, COUNT_CALLS))
		reader_calls(&r);
	if (counts(&r, COUNT_EVENTS, COUNT_EVENTS))
		reader_events(&r);
	if (own)
		db_rollback(db);
}
