/* Fields of the company's own in the store. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "care/fields/field.h"
#include "store/db.h"
#include "store/log.h"
#include "store/row.h"

struct fields fields_load(struct db *db, int64_t subject, struct arena *a)
{
	struct stmt *st = db_prepare(db, "SELECT name, word, num, content FROM"
	    " field WHERE subject = $subject ORDER BY name");
	struct fields f = {NULL, 0};
	size_t cap = 0;

	db_bind_int(st, "$subject", subject);
	while (db_step(st)) {
		f.v = arena_grow(a, f.v, &cap, f.n + 1, sizeof *f.v);
		f.v[f.n++] = (struct field){
			.name = arena_dup(a, db_text(st, 0)),
			.word = arena_dup(a, db_text(st, 1)),
			.has_number = !db_null(st, 2),
			.number = db_int(st, 2),
			.content = db_int(st, 3),
		};
	}
	db_done(st);
	return f;
}

const char *field_text(struct db *db, const struct field *f, struct arena *a)
{
	struct stmt *st;
	const char *text = NULL;
	struct buf keep = {0};

	if (!f->content)
		return NULL;
	st = db_prepare(db, "SELECT body FROM content WHERE id = $id");
	db_bind_int(st, "$id", f->content);
	if (db_step(st) && !db_null(st, 0))
		text = arena_dup(a, row_note(db_text(st, 0), f->name, &keep));
	db_done(st);
	buf_free(&keep);
	return text;
}

static bool same(struct db *db, const struct field *was,
    const struct field_said *s)
{
	struct arena *a;
	const char *text;
	bool equal;

	if (s->empty || !was)
		return s->empty && !was;
	if (was->has_number)
		return was->number == s->number;
	if (was->word)
		return s->text && strcmp(was->word, s->text) == 0;
	a = arena_new();
	text = field_text(db, was, a);
	equal = text && s->text && strcmp(text, s->text) == 0;
	arena_free(a);
	return equal;
}

size_t fields_changed(struct db *db, const struct fields *was,
    const struct field_said *said, size_t n)
{
	size_t changed = 0;

	for (size_t i = 0; i < n; i++)
		changed += !field_rests(was, said, n, i) &&
		    !same(db, fields_get(was, said[i].rule->name), &said[i]);
	return changed;
}

/* A later policy may have made another type of it: then it begins anew. */
static bool other_type(const struct field *was, const struct field_said *s)
{
	bool text = s->rule->type == FIELD_TEXT;
	bool words = s->rule->type == FIELD_WORD || s->rule->type == FIELD_WORDS;

	return was->has_number ? text || words : was->word ? !words : !text;
}

/* What others must not read is kept where it can be erased. */
static void put_value(struct log *log, const struct field_said *s)
{
	const struct field_rule *r = s->rule;
	char number[32];

	if (r->type == FIELD_TEXT) {
		log_content(log, "content");
		log_note(log, r->name, s->text);
	} else if (r->type != FIELD_WORD && r->type != FIELD_WORDS) {
		if (r->class == FIELD_OPEN) {
			log_int(log, "num", s->number);
			return;
		}
		snprintf(number, sizeof number, "%" PRId64, s->number);
		log_private(log, "num", number);
	} else if (r->class == FIELD_OPEN) {
		log_text(log, "word", s->text);
	} else {
		log_private(log, "word", s->text);
	}
}

static void key_cells(struct log *log, char op, int64_t subject,
    const struct field_said *s)
{
	log_row(log, op, "field");
	log_int(log, "subject", subject);
	log_text(log, "name", s->rule->name);
}

size_t fields_log(struct log *log, int64_t subject, const struct fields *was,
    const struct field_said *said, size_t n)
{
	size_t changed = 0;

	for (size_t i = 0; i < n; i++) {
		const struct field *old = fields_get(was, said[i].rule->name);

		if (field_rests(was, said, n, i) ||
		    same(log_db(log), old, &said[i]))
			continue;
		if (old && (said[i].empty || other_type(old, &said[i]))) {
			key_cells(log, '-', subject, &said[i]);
			old = NULL;
		}
		if (!said[i].empty) {
			key_cells(log, old ? '~' : '+', subject, &said[i]);
			put_value(log, &said[i]);
		}
		changed++;
	}
	return changed;
}
