/* The tables, as numbered migrations. */
#include "store/schema.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "store/db.h"

/* Types: INTEGER, TEXT, BLOB. Times are UTC seconds, flags 0 and 1, money
 * the smallest unit. Every table and column is explained in care-store(5). */

/* The log, and what is kept beside it. */
static const char *const log_1[] = {
"CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
"CREATE TABLE policy (id INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL,\n"
"  effective INTEGER NOT NULL, digest BLOB NOT NULL, text TEXT NOT NULL, path TEXT,\n"
"  approved_by TEXT, adopted_at INTEGER NOT NULL) STRICT",
"CREATE TABLE run (id INTEGER PRIMARY KEY, tool TEXT NOT NULL, began INTEGER NOT NULL,\n"
"  ended INTEGER, now INTEGER NOT NULL, counts TEXT, rc INTEGER) STRICT",
"CREATE INDEX run_tool ON run (tool, id)",
"CREATE TABLE entry (id INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL,\n"
"  actor INTEGER NOT NULL, done_by INTEGER, tool TEXT NOT NULL,\n"
"  run INTEGER NOT NULL REFERENCES run(id), policy INTEGER REFERENCES policy(id),\n"
"  once TEXT UNIQUE, root BLOB NOT NULL, chain BLOB NOT NULL) STRICT",
"CREATE TABLE content (id INTEGER PRIMARY KEY, person INTEGER, digest BLOB NOT NULL,\n"
"  salt BLOB, body TEXT, erased_by INTEGER REFERENCES entry(id),\n"
"  CHECK ((body IS NULL) = (salt IS NULL) AND (body IS NULL) = (erased_by IS NOT NULL))) STRICT",
"CREATE INDEX content_person ON content (person) WHERE person IS NOT NULL",
"CREATE TABLE event (entry INTEGER NOT NULL REFERENCES entry(id) DEFERRABLE INITIALLY DEFERRED,\n"
"  n INTEGER NOT NULL, subject INTEGER NOT NULL REFERENCES subject(id) DEFERRABLE INITIALLY DEFERRED,\n"
"  what TEXT NOT NULL, at INTEGER NOT NULL, arg TEXT NOT NULL,\n"
"  content INTEGER REFERENCES content(id), leaf BLOB NOT NULL,\n"
"  PRIMARY KEY (entry, n)) STRICT, WITHOUT ROWID",
"CREATE INDEX event_subject ON event (subject, entry, n)",
"CREATE TABLE access (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor INTEGER NOT NULL,\n"
"  person INTEGER, what TEXT NOT NULL, why TEXT NOT NULL) STRICT",
"CREATE TABLE erased (hash BLOB PRIMARY KEY, entry INTEGER NOT NULL) STRICT, WITHOUT ROWID",
NULL
};

/* The projections. */
static const char *const rows_1[] = {
"CREATE TABLE subject (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, source TEXT NOT NULL,\n"
"  ref TEXT NOT NULL, live_from INTEGER NOT NULL DEFAULT 0, seen BLOB, source_at INTEGER,\n"
"  UNIQUE (kind, source, ref)) STRICT",
"CREATE INDEX subject_ref ON subject (kind, ref)",
"CREATE TABLE customer (id INTEGER PRIMARY KEY REFERENCES subject(id), name TEXT, birthday TEXT,\n"
"  tier TEXT, region TEXT, lang TEXT, standing TEXT, state TEXT NOT NULL, merged_into INTEGER) STRICT",
"CREATE TABLE customer_key (kind TEXT NOT NULL, value TEXT NOT NULL,\n"
"  customer INTEGER NOT NULL REFERENCES customer(id), PRIMARY KEY (kind, value)) STRICT, WITHOUT ROWID",
"CREATE INDEX customer_key_of ON customer_key (customer)",
"CREATE TABLE consent (customer INTEGER NOT NULL, purpose TEXT NOT NULL, at INTEGER NOT NULL,\n"
"  given INTEGER NOT NULL CHECK (given IN (0, 1)), proof TEXT,\n"
"  PRIMARY KEY (customer, purpose, at)) STRICT, WITHOUT ROWID",
"CREATE TABLE staff (id INTEGER PRIMARY KEY REFERENCES subject(id), login TEXT UNIQUE, name TEXT,\n"
"  post TEXT, role TEXT, team TEXT, supervisor INTEGER, phone TEXT, mail TEXT,\n"
"  from_at INTEGER NOT NULL, to_at INTEGER, nda_at INTEGER) STRICT",
"CREATE TABLE absence (staff INTEGER NOT NULL REFERENCES staff(id), from_at INTEGER NOT NULL,\n"
"  to_at INTEGER NOT NULL, substitute INTEGER, PRIMARY KEY (staff, from_at)) STRICT, WITHOUT ROWID",
"CREATE TABLE staff_record (id INTEGER PRIMARY KEY, staff INTEGER NOT NULL, kind TEXT NOT NULL,\n"
"  at INTEGER NOT NULL, score INTEGER, content INTEGER) STRICT",
"CREATE TABLE booking (id INTEGER PRIMARY KEY REFERENCES subject(id), customer INTEGER, product TEXT,\n"
"  trip TEXT, partner TEXT, guide INTEGER, booked_at INTEGER, departs INTEGER, returns INTEGER,\n"
"  party INTEGER, fee INTEGER, state TEXT NOT NULL, state_at INTEGER NOT NULL) STRICT",
"CREATE INDEX booking_departs ON booking (departs)",
"CREATE INDEX booking_returns ON booking (returns)",
"CREATE INDEX booking_customer ON booking (customer) WHERE customer IS NOT NULL",
"CREATE TABLE cases (id INTEGER PRIMARY KEY REFERENCES subject(id), kind TEXT NOT NULL,\n"
"  channel TEXT NOT NULL, received_at INTEGER NOT NULL, customer INTEGER, booking INTEGER,\n"
"  severity TEXT, category TEXT, cause TEXT, liability TEXT, outcome TEXT, state TEXT NOT NULL,\n"
"  owner INTEGER, team TEXT, grp INTEGER, merged_into INTEGER, policy INTEGER,\n"
"  first_at INTEGER, replied_at INTEGER, closed_at INTEGER, reopened INTEGER NOT NULL DEFAULT 0,\n"
"  tier TEXT, region TEXT, product TEXT, trip TEXT, partner TEXT, content INTEGER) STRICT",
"CREATE INDEX cases_received ON cases (received_at)",
"CREATE INDEX cases_open ON cases (owner) WHERE closed_at IS NULL",
"CREATE INDEX cases_closed ON cases (closed_at) WHERE closed_at IS NOT NULL",
"CREATE INDEX cases_customer ON cases (customer) WHERE customer IS NOT NULL",
"CREATE TABLE field (subject INTEGER NOT NULL REFERENCES subject(id), name TEXT NOT NULL, word TEXT,\n"
"  num INTEGER, content INTEGER, PRIMARY KEY (subject, name)) STRICT, WITHOUT ROWID",
"CREATE TABLE promise (subject INTEGER NOT NULL REFERENCES subject(id), rule TEXT NOT NULL,\n"
"  turn INTEGER NOT NULL, owes TEXT NOT NULL, policy INTEGER NOT NULL, start_at INTEGER NOT NULL,\n"
"  due_at INTEGER, amount TEXT NOT NULL, calendar TEXT NOT NULL, hard INTEGER NOT NULL,\n"
"  state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'cancelled')), ended_at INTEGER,\n"
"  reason TEXT, next_at INTEGER, PRIMARY KEY (subject, rule, turn),\n"
"  CHECK (state = 'open' OR next_at IS NULL),\n"
"  CHECK ((state = 'open') = (ended_at IS NULL))) STRICT, WITHOUT ROWID",
"CREATE INDEX promise_next ON promise (next_at) WHERE next_at IS NOT NULL",
"CREATE INDEX promise_due ON promise (due_at) WHERE state = 'open'",
"CREATE TABLE pause (subject INTEGER NOT NULL REFERENCES subject(id), n INTEGER NOT NULL,\n"
"  from_at INTEGER NOT NULL, until_at INTEGER, cap_at INTEGER, reason TEXT NOT NULL,\n"
"  asked INTEGER, PRIMARY KEY (subject, n)) STRICT, WITHOUT ROWID",
"CREATE TABLE fired (subject INTEGER NOT NULL REFERENCES subject(id), rule TEXT NOT NULL,\n"
"  turn INTEGER NOT NULL, level TEXT NOT NULL, time INTEGER NOT NULL, due_at INTEGER NOT NULL,\n"
"  at INTEGER NOT NULL, how TEXT NOT NULL\n"
"    CHECK (how IN ('fired', 'superseded', 'carried', 'before_live', 'suppressed')),\n"
"  PRIMARY KEY (subject, rule, turn, level, time, due_at)) STRICT, WITHOUT ROWID",
"CREATE TABLE message (id INTEGER PRIMARY KEY, rule TEXT NOT NULL,\n"
"  subject INTEGER NOT NULL REFERENCES subject(id), occurrence TEXT NOT NULL,\n"
"  addressee INTEGER NOT NULL, purpose TEXT NOT NULL, urgent INTEGER NOT NULL,\n"
"  not_before INTEGER NOT NULL, late_at INTEGER, expires INTEGER,\n"
"  state TEXT NOT NULL CHECK (state IN ('planned', 'leased', 'sent', 'dropped', 'failed', 'doubt')),\n"
"  reason TEXT, channel TEXT, tries INTEGER NOT NULL DEFAULT 0, next_at INTEGER, lease TEXT,\n"
"  sent_at INTEGER, content INTEGER, UNIQUE (rule, subject, occurrence, addressee)) STRICT",
"CREATE INDEX message_next ON message (next_at) WHERE next_at IS NOT NULL",
"CREATE INDEX message_subject ON message (subject)",
"CREATE TABLE contact (id INTEGER PRIMARY KEY, subject INTEGER, customer INTEGER, staff INTEGER,\n"
"  at INTEGER NOT NULL, inbound INTEGER NOT NULL, channel TEXT NOT NULL, phase TEXT, rings INTEGER,\n"
"  wait INTEGER, talk INTEGER, result TEXT, content INTEGER) STRICT",
"CREATE INDEX contact_at ON contact (at)",
"CREATE TABLE draw (rule TEXT NOT NULL, period TEXT NOT NULL, seed TEXT NOT NULL,\n"
"  stratum TEXT NOT NULL, frame INTEGER NOT NULL, size INTEGER NOT NULL,\n"
"  PRIMARY KEY (rule, period, stratum)) STRICT, WITHOUT ROWID",
"CREATE TABLE survey (id INTEGER PRIMARY KEY, rule TEXT NOT NULL,\n"
"  subject INTEGER NOT NULL REFERENCES subject(id), occurrence TEXT NOT NULL, customer INTEGER,\n"
"  rated INTEGER, token BLOB UNIQUE, invited_at INTEGER NOT NULL, expires INTEGER,\n"
"  state TEXT NOT NULL CHECK (state IN ('invited', 'answered', 'expired', 'not_asked')),\n"
"  reason TEXT, answered_at INTEGER, UNIQUE (rule, subject, occurrence)) STRICT",
"CREATE INDEX survey_invited ON survey (invited_at)",
"CREATE INDEX survey_customer ON survey (customer, invited_at)",
"CREATE TABLE answer (survey INTEGER NOT NULL REFERENCES survey(id), question TEXT NOT NULL,\n"
"  score INTEGER, content INTEGER, at INTEGER NOT NULL, PRIMARY KEY (survey, question)) STRICT, WITHOUT ROWID",
"CREATE TABLE ledger (id INTEGER PRIMARY KEY, account TEXT NOT NULL, at INTEGER NOT NULL,\n"
"  amount INTEGER NOT NULL, unit TEXT NOT NULL, subject INTEGER, reverses INTEGER UNIQUE) STRICT",
"CREATE INDEX ledger_account ON ledger (account, at)",
NULL
};

/* Work on cases: their way, steps gone through, proposals and who agreed,
 * groups, measures; duty, and what figures are counted per. */
static const char *const log_2[] = {
"CREATE INDEX event_in_force ON event (what, entry, n, arg) WHERE what = 'in_force'",
NULL
};
static const char *const rows_2[] = {
"ALTER TABLE cases ADD COLUMN stage TEXT",
"CREATE INDEX cases_grp ON cases (grp) WHERE grp IS NOT NULL",
"ALTER TABLE contact ADD COLUMN hold INTEGER",
"ALTER TABLE contact ADD COLUMN after_call INTEGER",
"ALTER TABLE contact ADD COLUMN transfer TEXT",
"ALTER TABLE message ADD COLUMN acked_at INTEGER",
"ALTER TABLE message ADD COLUMN acked_by INTEGER",
"ALTER TABLE staff ADD COLUMN skills TEXT",
"ALTER TABLE ledger ADD COLUMN rule TEXT",
"ALTER TABLE ledger ADD COLUMN content INTEGER",
"CREATE INDEX ledger_subject ON ledger (subject) WHERE subject IS NOT NULL",
"CREATE TABLE step (subject INTEGER NOT NULL REFERENCES subject(id), plan TEXT NOT NULL,\n"
"  step TEXT NOT NULL, at INTEGER NOT NULL, staff INTEGER, result TEXT, content INTEGER,\n"
"  PRIMARY KEY (subject, plan, step)) STRICT, WITHOUT ROWID",
"CREATE TABLE link (subject INTEGER NOT NULL REFERENCES subject(id),\n"
"  other INTEGER NOT NULL REFERENCES subject(id), how TEXT NOT NULL, at INTEGER NOT NULL,\n"
"  PRIMARY KEY (subject, other, how)) STRICT, WITHOUT ROWID",
"CREATE INDEX link_other ON link (other)",
"CREATE TABLE proposal (subject INTEGER NOT NULL REFERENCES subject(id), n INTEGER NOT NULL,\n"
"  proposer INTEGER, at INTEGER NOT NULL, amount INTEGER, rule TEXT,\n"
"  understood INTEGER CHECK (understood IN (0, 1)),\n"
"  state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'rejected', 'withdrawn', 'accepted', 'declined')),\n"
"  ended_at INTEGER, content INTEGER, PRIMARY KEY (subject, n)) STRICT, WITHOUT ROWID",
"CREATE TABLE approval (subject INTEGER NOT NULL REFERENCES subject(id), n INTEGER NOT NULL,\n"
"  place INTEGER NOT NULL, role TEXT NOT NULL, asked_at INTEGER, decided_at INTEGER,\n"
"  approver INTEGER, yes INTEGER CHECK (yes IN (0, 1)), content INTEGER,\n"
"  PRIMARY KEY (subject, n, place)) STRICT, WITHOUT ROWID",
"CREATE TABLE grp (id INTEGER PRIMARY KEY REFERENCES subject(id), rule TEXT, same TEXT NOT NULL,\n"
"  lead INTEGER NOT NULL, level TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'closed')),\n"
"  opened_at INTEGER NOT NULL, closed_at INTEGER, owner INTEGER) STRICT",
"CREATE INDEX grp_open ON grp (rule, same) WHERE closed_at IS NULL",
"CREATE TABLE measure (id INTEGER PRIMARY KEY REFERENCES subject(id), kind TEXT NOT NULL,\n"
"  about INTEGER, cause TEXT, indicator TEXT, owner INTEGER, state TEXT NOT NULL,\n"
"  opened_at INTEGER NOT NULL, done_at INTEGER, verified_at INTEGER,\n"
"  effective INTEGER CHECK (effective IN (0, 1)), turn INTEGER NOT NULL, content INTEGER) STRICT",
"CREATE INDEX measure_open ON measure (cause) WHERE verified_at IS NULL",
"CREATE TABLE roster (staff INTEGER NOT NULL REFERENCES staff(id), from_at INTEGER NOT NULL,\n"
"  to_at INTEGER NOT NULL, shift TEXT, PRIMARY KEY (staff, from_at)) STRICT, WITHOUT ROWID",
"CREATE INDEX roster_to ON roster (to_at)",
"CREATE TABLE exposure (name TEXT NOT NULL, from_at INTEGER NOT NULL, to_at INTEGER NOT NULL,\n"
"  dimension TEXT NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL,\n"
"  PRIMARY KEY (name, from_at, to_at, dimension, value)) STRICT, WITHOUT ROWID",
NULL
};

/* What was last gone through is marked (store/mark.h), not read back from run.
 * What is open is counted by its index alone: the condition's column stands in
 * it. */
#define LAST_RUN " WHERE rc IN (0, 1) AND tool "
#define LAST " ORDER BY id DESC LIMIT 1"
static const char *const log_3[] = {
"INSERT INTO meta SELECT 'ticked', CAST(began AS TEXT) FROM run" LAST_RUN
"= 'care-escalate run'" LAST,
"INSERT INTO meta SELECT 'planned', CAST(began AS TEXT) FROM run" LAST_RUN
"= 'care-remind run' AND counts LIKE 'planned=%'" LAST,
"INSERT INTO meta SELECT 'sent', CAST(began AS TEXT) FROM run" LAST_RUN
"IN ('care-remind run', 'care-escalate run') AND counts LIKE '%sent=%'" LAST,
"INSERT INTO meta SELECT 'seen', CAST(CAST(substr(counts, instr(counts, 'seen=')\n"
"  + 5) AS INTEGER) AS TEXT) FROM run" LAST_RUN
"= 'care-escalate run' AND counts LIKE '%seen=%'" LAST,
"DROP INDEX run_tool",
NULL
};
static const char *const rows_3[] = {
"DROP INDEX cases_open",
"CREATE INDEX cases_open ON cases (owner, closed_at) WHERE closed_at IS NULL",
"DROP INDEX promise_due",
"CREATE INDEX promise_due ON promise (due_at, state) WHERE state = 'open'",
"CREATE INDEX message_stuck ON message (state) WHERE next_at IS NULL\n"
"  AND state NOT IN ('sent', 'dropped')",
NULL
};

/* Migration i brings a store from version i to i + 1: two lists of
 * statements, the log's and the projections'. */
static const struct {
	const char *const *log, *const *rows;
} migrations[] = {
	{log_1, rows_1},
	{log_2, rows_2},
	{log_3, rows_3},
};

static const struct projection projections[] = {
	{"subject", 1, false}, {"customer", 1, true}, {"customer_key", 2, false},
	{"consent", 3, false}, {"staff", 1, true}, {"absence", 2, false},
	{"staff_record", 1, false}, {"booking", 1, true}, {"cases", 1, true},
	{"field", 2, false}, {"promise", 3, false}, {"pause", 2, false},
	{"fired", 6, false}, {"message", 1, false}, {"contact", 1, false},
	{"draw", 4, false}, {"survey", 1, false}, {"answer", 2, false},
	{"ledger", 1, false}, {"step", 3, false}, {"link", 3, false},
	{"proposal", 2, false}, {"approval", 3, false}, {"grp", 1, true},
	{"measure", 1, true}, {"roster", 2, false}, {"exposure", 5, false},
};

static const char *const references[] = {
	"subject", "customer", "merged_into", "supervisor", "staff", "substitute",
	"guide", "booking", "owner", "grp", "addressee", "rated", "person",
	"actor", "done_by", "acked_by", "other", "proposer", "approver", "lead",
	"about",
};

int schema_version(void)
{
	return (int)(sizeof migrations / sizeof migrations[0]);
}

int schema_version_of(struct db *db)
{
	int64_t version = db_int_of(db, "PRAGMA user_version", 0);

	/* "care" in ASCII marks the file as ours; a version below 1 was never
	 * written by us. */
	if (db_int_of(db, "PRAGMA application_id", 0) != 0x63617265 || version < 0)
		return 0;
	return (int)version;
}

static void run_all(struct db *db, const char *const *sql)
{
	for (; *sql; sql++)
		db_exec(db, *sql);
}

void schema_migrate(struct db *db)
{
	struct buf pragma = {0};

	for (int v = schema_version_of(db); v < schema_version(); v++) {
		run_all(db, migrations[v].log);
		run_all(db, migrations[v].rows);
	}
	db_exec(db, "PRAGMA application_id = 1667330661");
	buf_addf(&pragma, "PRAGMA user_version = %d", schema_version());
	db_exec(db, buf_text(&pragma));
	buf_free(&pragma);
}

const struct projection *schema_projections(size_t *n)
{
	*n = sizeof projections / sizeof projections[0];
	return projections;
}

bool schema_is_reference(const char *column)
{
	for (size_t i = 0; i < sizeof references / sizeof references[0]; i++)
		if (strcmp(references[i], column) == 0)
			return true;
	return false;
}
