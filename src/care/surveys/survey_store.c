/* Reading surveys: by id, by what they are about, by token. */
#include "care/surveys/survey_store.h"

#include <string.h>

#include "base/buf.h"
#include "store/db.h"
#include "store/row.h"
#include "store/store.h"

#define COLUMNS "id, rule, subject, occurrence, customer, rated, invited_at," \
	" expires, state, reason, answered_at"

static bool read_row(struct stmt *st, struct arena *a, struct survey *s)
{
	bool found = db_step(st);

	if (found)
		*s = (struct survey){
			.id = db_int(st, 0),
			.rule = arena_dup(a, db_text(st, 1)),
			.subject = db_int(st, 2),
			.occurrence = arena_dup(a, db_text(st, 3)),
			.customer = db_int(st, 4),
			.rated = db_int(st, 5),
			.invited_at = db_int(st, 6),
			.expires = db_int(st, 7),
			.state = arena_dup(a, db_text(st, 8)),
			.reason = arena_dup(a, db_text(st, 9)),
			.answered_at = db_int(st, 10),
		};
	db_done(st);
	return found;
}

bool survey_load(struct db *db, int64_t id, struct arena *a, struct survey *s)
{
	struct stmt *st = db_prepare(db,
	    "SELECT " COLUMNS " FROM survey WHERE id = $id");

	db_bind_int(st, "$id", id);
	return read_row(st, a, s);
}

bool survey_by_key(struct db *db, const char *rule, int64_t subject,
    const char *occurrence, struct arena *a, struct survey *s)
{
	struct stmt *st = db_prepare(db, "SELECT " COLUMNS " FROM survey"
	    " WHERE rule = $rule AND subject = $subject"
	    " AND occurrence = $occurrence");

	db_bind_text(st, "$rule", rule);
	db_bind_int(st, "$subject", subject);
	db_bind_text(st, "$occurrence", occurrence);
	return read_row(st, a, s);
}

int64_t survey_by_token(struct db *db, const char *typed)
{
	unsigned char key[DIGEST_KEY], hash[DIGEST_SIZE];
	char token[TOKEN_TEXT];
	struct stmt *st;
	int64_t id = 0;

	if (!token_read(typed, token))
		return 0;
	store_key(db, key);
	token_hash(key, token, hash);
	st = db_prepare(db, "SELECT id FROM survey WHERE token = $token");
	db_bind_blob(st, "$token", hash, sizeof hash);
	if (db_step(st))
		id = db_int(st, 0);
	db_done(st);
	return id;
}

void survey_token(struct db *db, const struct survey *s, char *out)
{
	unsigned char key[DIGEST_KEY];
	struct token_of of = {s->id, s->subject, s->invited_at, s->rule,
	    s->occurrence};

	store_key(db, key);
	token_make(key, &of, out);
}

bool survey_answerable(const struct survey *s, int64_t now)
{
	return (strcmp(s->state, "invited") == 0 ||
	    strcmp(s->state, "answered") == 0) &&
	    (s->expires == 0 || now < s->expires);
}

size_t survey_scores(struct db *db, int64_t id, struct arena *a,
    struct score *out)
{
	struct stmt *st = db_prepare(db, "SELECT question, score FROM answer"
	    " WHERE survey = $id AND score IS NOT NULL ORDER BY question");
	size_t n = 0;

	db_bind_int(st, "$id", id);
	while (n < QUESTIONS && db_step(st)) {
		out[n].question = arena_dup(a, db_text(st, 0));
		out[n++].value = (int)db_int(st, 1);
	}
	db_done(st);
	return n;
}

const char *survey_comment(struct db *db, int64_t id, struct arena *a)
{
	struct stmt *st = db_prepare(db, "SELECT c.body FROM answer w"
	    " JOIN content c ON c.id = w.content"
	    " WHERE w.survey = $id AND w.question = 'comment'");
	struct buf keep = {0};
	const char *text = NULL;

	db_bind_int(st, "$id", id);
	if (db_step(st) && db_text(st, 0))
		text = arena_dup(a, row_note(db_text(st, 0), "comment", &keep));
	db_done(st);
	buf_free(&keep);
	return text;
}
