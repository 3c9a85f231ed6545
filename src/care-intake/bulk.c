/* Rows of a file, one after the other, in batches that let others write. */
#include "care-intake/bulk.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/num.h"
#include "care-intake/complete.h"
#include "care-intake/gaps.h"
#include "care-intake/input.h"
#include "care-intake/later.h"
#include "care/intake/known.h"
#include "care/intake/rejects.h"
#include "care/intake/roster_take.h"
#include "care/intake/rows_seen.h"
#include "care/intake/take.h"
#include "command/progress.h"
#include "care/promises/promise_read.h"
#include "command/session.h"
#include "command/stop.h"
#include "store/subject.h"
#include "text/ident.h"

enum {
	BATCH_MS = 50,		/* how long it keeps others waiting */
	BATCH_ALONE_MS = 200,	/* how long it lasts when nobody waits */
	SAID_MOST = 20		/* refused rows said on stderr without -v */
};

struct bulk {
	struct session *s;
	enum noun noun;
	const char *const *defaults;
	struct input in;
	struct rejects *rejects;
	struct taking taking;
	struct took took;
	struct buf fault, ids;
	struct later *later;
	int64_t count[TAKEN_LATER + 1], read;
	int64_t batch_began;
	struct progress progress;
	struct gaps gaps;
	bool print_ids, stopped;
};

static void begin(struct bulk *b)
{
	session_begin(b->s, NULL);
	/* Another policy may have been adopted between two batches. */
	if (b->taking.policy != b->s->policy)
		layout_renew(b->in.layout, b->s->policy);
	b->taking.policy = b->s->policy;
	b->taking.policy_id = b->s->policy_id;
	b->batch_began = session_ms();
}

/* Names go out when what they name is in the store for good. */
static void commit(struct bulk *b)
{
	session_commit(b->s);
	if (b->ids.n > 0)
		progress_clear(&b->progress);
	fputs(buf_text(&b->ids), stdout);
	buf_reset(&b->ids);
}

/* A dry run is one transaction, else it would forget its own rows. */
static void breathe(struct bulk *b)
{
	int64_t ms = session_ms() - b->batch_began;

	progress_rows(&b->progress, b->read);
	if (b->s->dry || ms < BATCH_MS ||
	    (ms < BATCH_ALONE_MS && !session_wanted(b->s)))
		return;
	commit(b);
	begin(b);
}

static void note_id(struct bulk *b)
{
	if (!b->print_ids)
		return;
	if (b->s->dry && (b->took.what == TAKEN_NEW ||
	    log_is_new(b->s->log, b->took.id))) {
		buf_adds(&b->ids, "new\n");
		return;
	}
	if (b->noun == NOUN_CASES)
		buf_addf(&b->ids, "%lld", (long long)ident_case(b->took.id));
	else if (b->noun == NOUN_CUSTOMERS)
		buf_addf(&b->ids, "c%lld", (long long)b->took.id);
	else if (b->noun == NOUN_CONTACTS || b->noun == NOUN_EXPOSURE)
		subject_called(b->s->db, b->took.id, &b->ids);
	else if (b->noun == NOUN_BOOKINGS)
		buf_adds(&b->ids, "booking:");
	if (b->noun == NOUN_BOOKINGS || b->noun == NOUN_STAFF ||
	    b->noun == NOUN_ROSTER)
		subject_ref(b->s->db, b->took.id, &b->ids, NULL);
	buf_addc(&b->ids, '\n');
}

static void refuse(struct bulk *b, const struct file_row *row, int column,
    const char *why)
{
	struct buf all = {0};

	if (column >= 0)
		buf_addf(&all, "%s: ", input_head(&b->in, column));
	buf_adds(&all, why);
	record_plain(all.s);
	progress_clear(&b->progress);
	if (b->s->verbose || b->count[TAKEN_REFUSED] < SAID_MOST)
		warn_at(b->in.name, row->line, 0, "%s", buf_text(&all));
	rejects_add(b->rejects, row->raw, row->raw_n, row->line, buf_text(&all));
	b->count[TAKEN_REFUSED]++;
	buf_free(&all);
}

static bool read_cells(struct bulk *b, const struct file_row *row,
    const struct reading *r, struct record *rec, int *column)
{
	const struct mapping *m = &b->in.map;

	buf_reset(&b->fault);
	for (size_t i = 0; i < m->order_n; i++) {
		const char *s;

		*column = m->order[i];
		s = mapping_value(m, *column, row->cell, row->number, r->arena,
		    &b->fault);
		if (!s || !record_put(rec, *column, input_head(&b->in, *column),
		    s, r, &b->fault))
			return false;
	}
	return record_judge(rec, b->defaults, r, column, &b->fault);
}

/* Who calls again about what is still open. */
static void tell_open(struct bulk *b, const struct record *rec, long line,
    struct arena *a)
{
	const char *phone = record_text(rec, "phone");
	struct known known;
	struct buf open = {0};

	if (b->took.what != TAKEN_NEW || !phone || !*phone)
		return;
	known = known_by_phone(b->s->db, phone, a);
	for (size_t i = 0; i < known.open_n; i++)
		buf_addf(&open, " %lld", (long long)ident_case(known.open[i]));
	if (open.n)
		say(_("%s:%ld: c%lld is known and has open cases:%s"), b->in.name,
		    line, (long long)known.customer, buf_text(&open));
	buf_free(&open);
}

static void take_row(struct bulk *b, const struct file_row *row)
{
	struct arena *a = arena_new();
	struct reading r = {b->taking.policy, b->s->now, false, a, b->in.order};
	struct record rec = {.layout = b->in.layout};
	int column;

	if (!read_cells(b, row, &r, &rec, &column)) {
		refuse(b, row, column, buf_text(&b->fault));
		arena_free(a);
		return;
	}
	take(&b->taking, &rec, a, &b->took);
	gaps_add(&b->gaps, b->s, &rec, &b->took);
	if (b->s->verbose && b->noun == NOUN_CONTACTS)
		tell_open(b, &rec, row->line, a);
	switch (b->took.what) {
	case TAKEN_REFUSED:
		refuse(b, row, b->took.column, buf_text(&b->took.fault));
		break;
	case TAKEN_LATER:
		later_keep(b->later, row, b->in.map.n);
		break;
	case TAKEN_NEW:
	case TAKEN_CHANGED:
		note_id(b);
		/* FALLTHROUGH */
	case TAKEN_SAME:
		b->count[b->took.what]++;
	}
	arena_free(a);
}

static void take_all(struct bulk *b)
{
	struct csv_row csv;

	while (!stop_asked() && sheet_next(b->in.sheet, &csv)) {
		struct file_row row = {csv.line, (long)++b->read, csv.raw,
		    csv.raw_n, csv.cell};

		if (csv.fault)
			refuse(b, &row, -1, csv.fault);
		else
			take_row(b, &row);
		breathe(b);
	}
}

/* Rows that waited: again and again as long as that helps somebody, then a
 * last time to say why the rest is refused. */
static void take_later(struct bulk *b)
{
	while (b->later->n > 0 && !stop_asked()) {
		struct later *all = b->later;

		b->later = later_new();
		for (size_t i = 0; i < all->n; i++) {
			take_row(b, &all->v[i]);
			breathe(b);
		}
		b->taking.last = b->later->n == all->n;
		later_free(all);
	}
}

static int64_t ring_seconds(struct session *s)
{
	const char *typed = arg_value(s->args, "ring-seconds");
	int64_t n = 0;

	if (typed && !num_int(typed, 1, 60, &n))
		die_usage(_("--ring-seconds %s: a number from 1 to 60"), typed);
	return n;
}

static void prepare(struct bulk *b)
{
	struct session *s = b->s;
	const char *source = arg_value(s->args, "source");

	b->later = later_new();
	b->print_ids = arg_given(s->args, "print-ids");
	b->taking = (struct taking){.log = s->log, .policy = s->policy,
	    .policy_id = s->policy_id, .now = s->now,
	    .source = source ? source : ""};
	if (b->noun == NOUN_CASES)
		b->taking.update = arg_given(s->args, "update");
	if (b->noun < NOUN_STAFF)
		b->taking.live_from = session_time(s, "live-from", HUMAN_START, 0);
	if (b->noun == NOUN_CASES || b->noun == NOUN_BOOKINGS)
		b->taking.history = arg_given(s->args, "history");
	if (b->noun == NOUN_BOOKINGS)
		b->taking.complete = complete_wanted(s);
	if (b->noun == NOUN_CONTACTS)
		b->taking.ring_seconds = ring_seconds(s);
	if (b->noun == NOUN_ROSTER)
		b->taking.roster = roster_days_new();
	b->taking.seen = rows_seen_new();
	take_prepare(&b->taking);
}

/* Said even with -q, which is for what went as it should. */
static void say_stopped(const struct bulk *b)
{
	if (b->s->dry)
		warn(_("%s: stopped after %lld rows"), b->in.name,
		    (long long)b->read);
	else
		warn(_("%s: stopped after %lld rows, which are taken in\n"
		    "feed it again: what is there already counts as the same"),
		    b->in.name, (long long)b->read);
}

static int finish(struct bulk *b)
{
	int64_t refused = b->count[TAKEN_REFUSED];
	long line;
	const char *why = sheet_failed(b->in.sheet, &line);
	struct buf sum = {0};

	if (why)
		warn_at(b->in.name, line, 0, "%s", why);
	if (!b->s->verbose && refused > SAID_MOST)
		say(_("... %lld more refused (-v says all, --rejects FILE keeps them)"),
		    (long long)refused - SAID_MOST);
	if (b->stopped)
		say_stopped(b);
	if (b->s->verbose && (b->s->dry || log_run_id(b->s->log) == 0))
		say(_("%s: read as %s"), b->in.name, sheet_encoding(b->in.sheet));
	else if (b->s->verbose)
		say(_("%s: read as %s; batch b%lld"), b->in.name,
		    sheet_encoding(b->in.sheet), (long long)log_run_id(b->s->log));
	buf_addf(&sum, _("read %lld  new %lld  same %lld  changed %lld  refused %lld"),
	    (long long)b->read, (long long)b->count[TAKEN_NEW],
	    (long long)b->count[TAKEN_SAME],
	    (long long)b->count[TAKEN_CHANGED], (long long)refused);
	gaps_say(&b->gaps, b->in.layout);
	say("%s", buf_text(&sum));
	buf_addf(b->s->counts, "new=%lld same=%lld changed=%lld refused=%lld",
	    (long long)b->count[TAKEN_NEW], (long long)b->count[TAKEN_SAME],
	    (long long)b->count[TAKEN_CHANGED], (long long)refused);
	buf_addf(b->s->counts, " encoding=%s", sheet_encoding(b->in.sheet));
	buf_free(&sum);
	if (why)
		return STATUS_INPUT;
	return refused > 0 || b->stopped ? STATUS_LOOK : STATUS_DONE;
}

/* What only the whole file says. */
static void take_whole(struct bulk *b)
{
	int64_t cancelled = 0;
	long line;

	if (b->taking.complete && !sheet_failed(b->in.sheet, &line) &&
	    complete_run(b->s, &b->taking, b->count[TAKEN_REFUSED], &cancelled))
		b->s->look = true;
	b->count[TAKEN_CHANGED] += cancelled;
	if (b->taking.roster)
		roster_finish(&b->taking, b->count);
}

static int run(struct bulk *b)
{
	int rc;

	prepare(b);
	b->rejects = rejects_begin(arg_value(b->s->args, "rejects"),
	    b->in.sheet, &b->in.map);
	progress_begin(&b->progress, b->s);
	stop_catch();
	if (b->s->dry)
		log_apart(b->s->log);
	begin(b);
	take_all(b);
	take_later(b);
	b->stopped = stop_asked();
	progress_clear(&b->progress);
	if (!b->stopped)
		take_whole(b);
	commit(b);
	later_free(b->later);
	rejects_end(b->rejects);
	rc = finish(b);
	rows_seen_free(b->taking.seen);
	gaps_free(&b->gaps);
	roster_days_free(b->taking.roster);
	buf_free(&b->took.fault);
	buf_free(&b->ids);
	return rc;
}

int bulk_run(struct session *s, enum noun noun, const char *const *defaults)
{
	struct bulk b = {.s = s, .noun = noun, .defaults = defaults};
	int rc;

	if (arg_given(s->args, "once"))
		die_usage(_("--once is for single cases: rows of a file are known again by their references"));
	rc = input_open(&b.in, s, noun);
	if (rc == STATUS_DONE && b.in.map.n > 0)
		rc = run(&b);
	buf_free(&b.fault);
	input_close(&b.in);
	return rc;
}
