/* Writing the log: its entries, each a transaction, and the ids they give. */
#include "store/log.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "store/chain.h"
#include "store/db.h"
#include "store/digest.h"
#include "store/log_inside.h"
#include "store/overlay.h"
#include "store/row.h"

struct log *log_open(struct db *db, const char *tool)
{
	struct log *l = mem_alloc(1, sizeof *l);

	l->db = db;
	l->tool = mem_dup(tool);
	l->arena = arena_new();
	return l;
}

struct db *log_db(struct log *l)
{
	return l->db;
}

void log_by(struct log *l, int64_t actor, int64_t done_by)
{
	l->actor = actor;
	l->done_by = done_by;
}

int64_t log_done_by(const struct log *l)
{
	return l->done_by;
}

int64_t log_actor(const struct log *l)
{
	return l->actor;
}

void log_policy(struct log *l, int64_t policy)
{
	l->policy = policy;
}

void log_dry(struct log *l)
{
	l->dry = true;
}

void log_apart(struct log *l)
{
	l->dry = l->apart = true;
	overlay_make(l->db);
}

static bool done_before(struct log *l, const char *once)
{
	struct stmt *st = db_prepare(l->db,
	    "SELECT 1 FROM entry WHERE once = $once");
	bool found;

	db_bind_text(st, "$once", once);
	found = db_step(st);
	db_done(st);
	return found;
}

/* With the first entry that is kept: what did nothing leaves no row. */
static void insert_run(struct log *l)
{
	struct stmt *st = db_prepare(l->db,
	    "INSERT INTO run (id, tool, began, now)"
	    " VALUES ($id, $tool, $began, $began)");

	l->run = db_int_of(l->db, "SELECT max(id) FROM run", 0) + 1;
	db_bind_int(st, "$id", l->run);
	db_bind_text(st, "$tool", l->tool);
	db_bind_int(st, "$began", l->clock);
	db_step(st);
	db_done(st);
}

bool log_begin(struct log *l, int64_t clock, const char *once)
{
	if (l->apart)
		db_begin_read(l->db);
	else
		db_begin(l->db, l->tool);
	if (once && done_before(l, once)) {
		db_rollback(l->db);
		return false;
	}
	l->clock = clock;
	chain_last(l->db, &l->head, l->before);
	l->head.id += 1 + l->as_if;
	if (l->head.recorded_at < clock)
		l->head.recorded_at = clock;
	l->head.actor = l->actor;
	l->head.done_by = l->done_by;
	l->head.policy = l->policy;
	l->head.tool = l->tool;
	free(l->once);
	l->once = mem_dup(once);
	l->head.once = l->once;
	digest_begin(&l->root, NULL);
	l->n = 0;
	l->first_subject = l->next_subject = l->next_content = 0;
	l->next_message = l->next_survey = l->next_contact = 0;
	return true;
}

void log_rollback(struct log *l)
{
	if (!db_busy(l->db))
		return;
	db_rollback(l->db);
}

static void insert_entry(struct log *l)
{
	struct stmt *st = db_prepare(l->db,
	    "INSERT INTO entry (id, recorded_at, actor, done_by, tool, run,"
	    " policy, once, root, chain)"
	    " VALUES ($id, $recorded, $actor, $done_by, $tool, $run,"
	    " $policy, $once, $root, $chain)");
	unsigned char root[DIGEST_SIZE], chain[DIGEST_SIZE];

	digest_end(&l->root, root);
	chain_link(l->before, &l->head, root, chain);
	db_bind_int(st, "$id", l->head.id);
	db_bind_int(st, "$recorded", l->head.recorded_at);
	db_bind_int(st, "$actor", l->head.actor);
	if (l->head.done_by)
		db_bind_int(st, "$done_by", l->head.done_by);
	db_bind_text(st, "$tool", l->head.tool);
	db_bind_int(st, "$run", l->head.run);
	if (l->head.policy)
		db_bind_int(st, "$policy", l->head.policy);
	db_bind_text(st, "$once", l->head.once);
	db_lend_blob(st, "$root", root, sizeof root);
	db_lend_blob(st, "$chain", chain, sizeof chain);
	db_step(st);
	db_done(st);
}

void log_commit(struct log *l)
{
	if (l->in_event)
		die(STATUS_BUG, "an event was not ended");
	if (l->n == 0 || (l->dry && !l->apart)) {
		log_rollback(l);
		return;
	}
	if (l->apart) {
		l->as_if++;
		db_commit(l->db);
		return;
	}
	if (l->run == 0)
		insert_run(l);
	l->head.run = l->run;
	insert_entry(l);
	db_commit(l->db);
}

int64_t log_entry(const struct log *l)
{
	return l->head.id;
}

int64_t log_recorded(const struct log *l)
{
	return l->head.recorded_at;
}

void log_run(struct log *l, int64_t clock)
{
	if (l->dry || l->run != 0)
		return;
	db_begin(l->db, l->tool);
	l->clock = clock;
	insert_run(l);
	db_commit(l->db);
}

int64_t log_run_id(const struct log *l)
{
	return l->run;
}

void log_close(struct log *l, const char *counts, int rc)
{
	if (!l)
		return;
	/* What was done is done: a store that is busy now must not turn the
	 * command's success into "nothing done". */
	if (l->run != 0 && !l->dry && !db_busy(l->db) &&
	    db_try_begin(l->db, l->tool)) {
		struct stmt *st;

		st = db_prepare(l->db, "UPDATE run SET ended = $ended,"
		    " counts = $counts, rc = $rc WHERE id = $id");
		db_bind_int(st, "$ended", l->clock);
		db_bind_text(st, "$counts", counts);
		db_bind_int(st, "$rc", rc);
		db_bind_int(st, "$id", l->run);
		db_step(st);
		db_done(st);
		db_commit(l->db);
	}
	row_changes_free(&l->rows);
	arena_free(l->arena);
	buf_free(&l->arg);
	buf_free(&l->body);
	free(l->once);
	free(l->tool);
	free(l);
}

int64_t log_next_subject(struct log *l)
{
	if (l->next_subject == 0) {
		int64_t first = db_int_of(l->db, "SELECT CAST(value AS INTEGER)"
		    " FROM meta WHERE name = 'first'", 1001);

		l->next_subject = 1 + db_int_of(l->db,
		    "SELECT max(id) FROM main.subject", 0);
		if (l->next_subject < first)
			l->next_subject = first;
		l->first_subject = l->next_subject;
	}
	return l->next_subject++;
}

int64_t log_next_message(struct log *l)
{
	if (l->next_message == 0)
		l->next_message = 1 + db_int_of(l->db,
		    "SELECT max(id) FROM main.message", 0);
	return l->next_message++;
}

int64_t log_next_survey(struct log *l)
{
	if (l->next_survey == 0)
		l->next_survey = 1 + db_int_of(l->db,
		    "SELECT max(id) FROM main.survey", 0);
	return l->next_survey++;
}

int64_t log_next_contact(struct log *l)
{
	if (l->next_contact == 0)
		l->next_contact = 1 + db_int_of(l->db,
		    "SELECT max(id) FROM main.contact", 0);
	return l->next_contact++;
}

bool log_is_new(const struct log *l, int64_t subject)
{
	return l->first_subject != 0 && subject >= l->first_subject;
}
