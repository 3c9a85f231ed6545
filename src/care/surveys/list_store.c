/* Going through the surveys of a period. */
#include "care/surveys/list_store.h"

#include <string.h>

#include "store/db.h"

static void one(struct db *db, struct stmt *st, survey_listed *seen, void *arg)
{
	struct arena *a = arena_new();
	struct listed l = {0};

	if (survey_load(db, db_int(st, 0), a, &l.survey)) {
		l.channel = arena_dup(a, db_text(st, 1));
		l.booking = db_int(st, 2);
		seen(arg, &l, a);
	}
	arena_free(a);
}

void surveys_list(struct db *db, int64_t from, int64_t until,
    survey_listed *seen, void *arg)
{
	struct stmt *st = db_prepare(db, "SELECT v.id, m.channel, c.booking"
	    " FROM survey v LEFT JOIN cases c ON c.id = v.subject"
	    " LEFT JOIN message m ON m.subject = v.subject"
	    " AND m.rule = 'survey:' || v.rule AND m.occurrence = v.occurrence"
	    " WHERE v.invited_at >= $from AND v.invited_at < $until"
	    " ORDER BY v.id");

	db_bind_int(st, "$from", from);
	db_bind_int(st, "$until", until ? until : INT64_MAX);
	while (db_step(st))
		one(db, st, seen, arg);
	db_done(st);
}

const char *survey_state(const struct survey *s, int64_t now)
{
	static const char *const states[] = {"invited", "answered", "expired",
	    "not_asked"};
	size_t i = 0;

	while (i < 3 && strcmp(states[i], s->state) != 0)
		i++;
	if (i == 0 && !survey_answerable(s, now))
		return "expired";
	return states[i];
}
