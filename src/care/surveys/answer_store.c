/* Answers as events, and what follows from a low one. */
#include "care/surveys/answer_store.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "store/db.h"
#include "store/log.h"
#include "store/subject.h"

/* The scores as they were, and as they will be. */
struct change {
	struct score old[QUESTIONS], new[QUESTIONS];
	size_t old_n, new_n;
	const char *comment;		/* as it was; or NULL */
	bool scores, comments;		/* differ? */
};

static const struct score *score_of(const struct score *v, size_t n,
    const char *question)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].question, question) == 0)
			return &v[i];
	return NULL;
}

static void compare(struct db *db, const struct survey *s,
    const struct given *given, struct arena *a, struct change *c)
{
	*c = (struct change){0};
	c->old_n = survey_scores(db, s->id, a, c->old);
	c->comment = survey_comment(db, s->id, a);
	memcpy(c->new, given->v, given->n * sizeof c->new[0]);
	c->new_n = given->n;
	for (size_t i = 0; i < given->n; i++) {
		const struct score *old = score_of(c->old, c->old_n,
		    given->v[i].question);

		c->scores = c->scores || !old || old->value != given->v[i].value;
	}
	for (size_t i = 0; i < c->old_n && c->new_n < QUESTIONS; i++)
		if (!score_of(given->v, given->n, c->old[i].question))
			c->new[c->new_n++] = c->old[i];
	c->comments = given->comment && *given->comment &&
	    (!c->comment || strcmp(c->comment, given->comment) != 0);
}

static bool has_answer(struct db *db, int64_t survey, const char *question)
{
	struct stmt *st = db_prepare(db, "SELECT 1 FROM answer"
	    " WHERE survey = $survey AND question = $question");
	bool found;

	db_bind_int(st, "$survey", survey);
	db_bind_text(st, "$question", question);
	found = db_step(st);
	db_done(st);
	return found;
}

static void put_answer(struct log *log, const struct survey *s,
    const char *question, int64_t at)
{
	bool there = has_answer(log_db(log), s->id, question);

	log_row(log, there ? '~' : '+', "answer");
	log_int(log, "survey", s->id);
	log_text(log, "question", question);
	log_int(log, "at", at);
}

static void put_event(struct log *log, const struct survey *s,
    const struct given *given, const struct change *c, const char *what,
    int64_t at)
{
	log_event(log, s->subject, what, at);
	log_row(log, '~', "survey");
	log_int(log, "id", s->id);
	log_text(log, "state", "answered");
	log_int(log, "answered_at", at);
	for (size_t i = 0; i < given->n; i++) {
		put_answer(log, s, given->v[i].question, at);
		log_int(log, "score", given->v[i].value);
	}
	if (c->comments) {
		put_answer(log, s, "comment", at);
		log_content(log, "content");
		log_note(log, "comment", given->comment);
		log_person(log, s->customer);
	}
	log_end(log);
}

/* The channel by which he was asked, if such cases may come in by it; else
 * that of the case itself. */
static const char *channel_of(struct db *db, const struct policy *policy,
    const struct survey *s, const struct care_case *c, struct arena *a)
{
	struct stmt *st = db_prepare(db, "SELECT channel FROM message"
	    " WHERE rule = 'survey:' || $rule AND subject = $subject"
	    " AND occurrence = $occurrence AND state = 'sent'");
	const struct word *word = NULL;

	db_bind_text(st, "$rule", s->rule);
	db_bind_int(st, "$subject", s->subject);
	db_bind_text(st, "$occurrence", s->occurrence);
	if (db_step(st) && db_text(st, 0))
		word = policy_word(policy, "channels", db_text(st, 0));
	db_done(st);
	return word ? arena_dup(a, word->name) : c->channel;
}

static void add_scores(struct buf *b, const struct change *c)
{
	for (size_t i = 0; i < c->new_n; i++)
		buf_addf(b, "%s%s %d", i ? ", " : "", c->new[i].question,
		    c->new[i].value);
}

/* Open the case a low answer calls for; 0: it is open already. */
static int64_t follow_up(struct log *log, const struct policy *policy,
    int64_t policy_id, const struct survey_rule *r, const struct survey *s,
    const struct given *given, const struct change *change, int64_t at)
{
	struct db *db = log_db(log);
	struct arena *a = arena_new();
	struct case_said said = {.source = "survey", .kind = r->low_opens,
	    .received_at = at, .customer = s->customer};
	struct care_case about;
	struct buf text = {0};
	int64_t id = 0;

	said.ref = arena_printf(a, "s%" PRId64, s->id);
	if (subject_find(db, "case", said.source, said.ref, NULL) == 0 &&
	    case_load(db, s->subject, a, &about)) {
		said.channel = channel_of(db, policy, s, &about, a);
		said.team = about.team;
		said.booking = about.booking;
		said.product = about.product;
		said.trip = about.trip;
		said.partner = about.partner;
		add_scores(&text, change);
		said.text = given->comment ? given->comment :
		    change->comment ? change->comment : buf_text(&text);
		id = case_receive(log, policy, policy_id, &said);
		log_event(log, id, "linked", at);
		log_fact_int(log, "subject", s->subject);
		log_fact_int(log, "survey", s->id);
		log_end(log);
	}
	buf_free(&text);
	arena_free(a);
	return id;
}

enum answered survey_answer(struct log *log, const struct policy *policy,
    int64_t policy_id, const struct survey_rule *r, const struct survey *s,
    const struct given *given, int64_t at, int64_t *opened)
{
	bool first = strcmp(s->state, "answered") != 0;
	struct arena *a = arena_new();
	struct change c;
	enum answered how = first ? ANSWER_NEW : ANSWER_CHANGED;

	*opened = 0;
	compare(log_db(log), s, given, a, &c);
	if (!first && !c.scores && !c.comments) {
		how = ANSWER_SAME;
	} else {
		put_event(log, s, given, &c, first ? "answered" :
		    "answer_changed", at);
		if (r && survey_low(r, c.new, c.new_n))
			*opened = follow_up(log, policy, policy_id, r, s, given, &c,
			    at);
	}
	arena_free(a);
	return how;
}
