/* Lines of the ledger in the store. */
#include "care/money/ledger.h"

#include <string.h>

#include "store/db.h"
#include "store/log.h"

static struct ledger_line line_of(struct stmt *st, struct arena *a)
{
	return (struct ledger_line){
		.id = db_int(st, 0),
		.account = arena_dup(a, db_text(st, 1)),
		.at = db_int(st, 2),
		.amount = db_int(st, 3),
		.unit = arena_dup(a, db_text(st, 4)),
		.subject = db_int(st, 5),
		.reverses = db_int(st, 6),
		.reversed = db_int(st, 7),
		.rule = arena_dup(a, db_text(st, 8)),
	};
}

#define LINE "SELECT l.id, l.account, l.at, l.amount, l.unit, l.subject," \
	" l.reverses, r.id, l.rule FROM ledger l LEFT JOIN ledger r" \
	" ON r.reverses = l.id"

size_t ledger_lines(struct db *db, int64_t subject, struct arena *a,
    struct ledger_line **out)
{
	struct stmt *st = db_prepare(db, subject ?
	    LINE " WHERE l.subject = $subject ORDER BY l.id" :
	    LINE " ORDER BY l.id");
	size_t n = 0, cap = 0;

	*out = NULL;
	if (subject)
		db_bind_int(st, "$subject", subject);
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = line_of(st, a);
	}
	db_done(st);
	return n;
}

bool ledger_line(struct db *db, int64_t id, struct arena *a,
    struct ledger_line *out)
{
	struct stmt *st = db_prepare(db, LINE " WHERE l.id = $id");
	bool found;

	db_bind_int(st, "$id", id);
	found = db_step(st);
	if (found)
		*out = line_of(st, a);
	db_done(st);
	return found;
}

int64_t ledger_sum(struct db *db, const char *account, const char *unit,
    int64_t subject, int64_t from, int64_t until)
{
	struct stmt *st = db_prepare(db, "SELECT sum(amount) FROM ledger"
	    " WHERE account = $account AND unit = $unit AND ($subject = 0 OR subject = $subject)"
	    " AND ($until = 0 OR (at >= $from AND at < $until))");
	int64_t sum;

	db_bind_text(st, "$account", account);
	db_bind_text(st, "$unit", unit);
	db_bind_int(st, "$subject", subject);
	db_bind_int(st, "$from", from);
	db_bind_int(st, "$until", until);
	sum = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return sum;
}

struct ledger ledger_begin(struct log *log, int64_t subject, int64_t at,
    const char *unit, bool content)
{
	return (struct ledger){log,
	    db_int_of(log_db(log), "SELECT max(id) FROM ledger", 0) + 1,
	    subject, at, unit, content};
}

int64_t ledger_add(struct ledger *l, const char *account, int64_t amount,
    const char *rule, int64_t reverses)
{
	if (amount == 0)
		return 0;
	log_row(l->log, '+', "ledger");
	log_int(l->log, "id", l->next);
	log_text(l->log, "account", account);
	log_int(l->log, "at", l->at);
	log_int(l->log, "amount", amount);
	log_text(l->log, "unit", l->unit);
	log_int(l->log, "subject", l->subject);
	if (reverses)
		log_int(l->log, "reverses", reverses);
	log_text(l->log, "rule", rule);
	if (l->content)
		log_content(l->log, "content");
	return l->next++;
}

bool ledger_accompanies(const char *account)
{
	return strcmp(account, "fund") == 0 ||
	    strncmp(account, "recourse:", strlen("recourse:")) == 0;
}
