/* care-survey answer: take an answer from options, or answers from CSV. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/num.h"
#include "base/utf8.h"
#include "care-survey/verbs.h"
#include "care/surveys/answer_store.h"
#include "text/csv_in.h"
#include "text/ident.h"
#include "text/mask.h"

enum { COMMENT = 64 * 1024, PAIRS = 64 };

/* An answer as it was typed: not yet known whether the survey asks so. */
struct typed {
	const char *survey, *token;	/* one of them; the other NULL */
	struct {
		const char *question, *score;
	} v[PAIRS];
	size_t n;
	const char *comment;
};

struct answering {
	struct session *s;
	const char *file;		/* NULL: from options */
	long line;
	int64_t read, fresh, changed, same, refused, opened;
};

/* Say why this answer is not taken. A token is not repeated: it would stand
 * in cron's mail. */
static void refuse(struct answering *v, const char *who, const char *why)
{
	struct buf b = {0};

	if (who)
		buf_addf(&b, "%s: ", who);
	buf_adds(&b, why);
	if (v->file)
		warn_at(v->file, v->line, 0, "%s", buf_text(&b));
	else
		warn("%s", buf_text(&b));
	buf_free(&b);
	v->refused++;
	v->s->look = true;
}

/* The survey meant; false: refused. Whoever tries tokens learns nothing: one
 * that is ill-formed, unknown or ended is refused alike. */
static bool find(struct answering *v, const struct typed *typed,
    struct arena *a, struct survey *s)
{
	struct db *db = v->s->db;
	struct ident id = {.kind = IDENT_NONE};
	int64_t number = 0;

	if (typed->survey)
		id = ident_parse(typed->survey);
	if (id.kind == IDENT_SURVEY)
		number = id.number;
	else if (typed->token)
		number = survey_by_token(db, typed->token);
	if (number && survey_load(db, number, a, s) &&
	    survey_answerable(s, v->s->now))
		return true;
	if (id.kind != IDENT_SURVEY)
		refuse(v, NULL, _("no survey can be answered with this"));
	else if (!number || !survey_load(db, number, a, s))
		refuse(v, typed->survey, _("no such survey"));
	else if (strcmp(s->state, "not_asked") == 0)
		refuse(v, typed->survey, _("the customer was not asked"));
	else
		refuse(v, typed->survey, _("the time to answer is over"));
	return false;
}

static const char *one_score(const struct policy *policy,
    const struct survey_rule *r, const char *question, const char *score,
    struct given *given, struct arena *a)
{
	const char *near, *name = survey_question(policy, r, question, &near);
	int64_t value;

	if (!name && near)
		return arena_printf(a, _("%s: no question of this survey; nearest:"
		    " %s"), question, near);
	if (!name)
		return arena_printf(a, _("%s: no question of this survey"), question);
	if (!num_int(score, SCORE_LEAST, SCORE_MOST, &value))
		return arena_printf(a, _("%s: not a score from %d to %d"), question,
		    SCORE_LEAST, SCORE_MOST);
	for (size_t i = 0; i < given->n; i++)
		if (strcmp(given->v[i].question, name) == 0)
			return arena_printf(a, _("%s: given twice"), question);
	if (given->n == QUESTIONS)
		return _("too many scores");
	given->v[given->n++] = (struct score){name, (int)value};
	return NULL;
}

/* The answer as the survey's rule understands it; NULL, or why not. */
static const char *understand(const struct policy *policy,
    const struct survey_rule *r, const struct typed *typed, struct given *given,
    struct arena *a)
{
	const char *why = NULL;

	*given = (struct given){.comment = typed->comment};
	for (size_t i = 0; i < typed->n && !why; i++)
		why = one_score(policy, r, typed->v[i].question, typed->v[i].score,
		    given, a);
	if (why)
		return why;
	if (given->comment && (strlen(given->comment) > COMMENT ||
	    !utf8_valid(given->comment, strlen(given->comment))))
		return _("comment: too long, or not UTF-8");
	if (given->comment && mask_is(given->comment))
		return _("comment: this is a masked value");
	if (given->n == 0 && !(given->comment && *given->comment))
		return _("neither a score nor a comment");
	return NULL;
}

static const struct survey_rule *rule_of(struct session *s,
    const struct survey *survey, struct arena *a)
{
	struct facts facts = {0};
	struct care_case c;

	if (case_load(s->db, survey->subject, a, &c))
		case_facts(s->db, &c, a, &facts);
	return survey_rule_of(s->policy, survey->rule, &facts);
}

static void told(struct answering *v, const struct survey *survey,
    const struct survey_rule *r, enum answered how, int64_t opened)
{
	v->fresh += how == ANSWER_NEW;
	v->changed += how == ANSWER_CHANGED;
	v->same += how == ANSWER_SAME;
	v->opened += opened != 0;
	if (!v->file && how == ANSWER_NEW)
		say(_("s%" PRId64 ": answered"), survey->id);
	if (!v->file && how == ANSWER_CHANGED)
		say(_("s%" PRId64 ": the answer was changed"), survey->id);
	if (!v->file && how == ANSWER_SAME)
		say(_("s%" PRId64 ": the same answer is there already"), survey->id);
	if (opened && v->s->dry)
		say(_("s%" PRId64 ": a low score; it would open a case (%s)"),
		    survey->id, r->low_opens);
	else if (opened)
		say(_("s%" PRId64 ": a low score; opened case %" PRId64 " (%s)"),
		    survey->id, ident_case(opened), r->low_opens);
}

/* In the open transaction. */
static void take_found(struct answering *v, const struct typed *typed,
    const struct survey *survey, struct arena *a)
{
	struct session *s = v->s;
	const struct survey_rule *r = rule_of(s, survey, a);
	struct given given;
	enum answered how;
	const char *why;
	int64_t opened;

	if (!r) {
		refuse(v, typed->survey, _("the policy has no such survey any more"));
		return;
	}
	why = understand(s->policy, r, typed, &given, a);
	if (why) {
		refuse(v, typed->survey, why);
		return;
	}
	how = survey_answer(s->log, s->policy, s->policy_id, r, survey, &given,
	    s->now, &opened);
	told(v, survey, r, how, opened);
}

static void take(struct answering *v, const struct typed *typed,
    const char *once)
{
	struct session *s = v->s;
	struct arena *a = arena_new();
	struct survey survey;

	v->read++;
	if (!session_begin(s, once)) {
		v->same++;
	} else {
		if (find(v, typed, a, &survey))
			take_found(v, typed, &survey, a);
		session_commit(s);
	}
	arena_free(a);
}

static const char *read_comment(struct buf *b)
{
	char bytes[4096];
	size_t n;

	while ((n = fread(bytes, 1, sizeof bytes, stdin)) > 0) {
		if (b->n + n > COMMENT || memchr(bytes, '\0', n))
			die(STATUS_INPUT, _("-: the comment is too long, or no text"));
		buf_add(b, bytes, n);
	}
	while (b->n > 0 && (b->s[b->n - 1] == '\n' || b->s[b->n - 1] == '\r'))
		b->s[--b->n] = '\0';
	return buf_text(b);
}

/* --score QUESTION=N, as often as it is given; the copies cut in two go
 * with the arena. */
static void read_scores(const struct args *args, struct arena *a,
    struct typed *typed)
{
	const char *given;

	while ((given = arg_repeated(args, "score", typed->n)) != NULL) {
		char *pair = arena_dup(a, given), *equals = strchr(pair, '=');

		if (equals && typed->n < PAIRS) {
			*equals = '\0';
			typed->v[typed->n].question = pair;
			typed->v[typed->n++].score = equals + 1;
		} else {
			die_usage(_("--score %s: write QUESTION=N"), given);
		}
	}
}

/* One answer: its survey is the operand, the rest are options. */
static void from_options(struct answering *v)
{
	const struct args *args = v->s->args;
	const char *name = arg_operand(args, 0);
	struct arena *a = arena_new();
	struct typed typed = {0};
	struct buf comment = {0};

	if (arg_operands(args) != 1)
		die_usage(_("one survey's answer at a time; a file takes more"));
	if (ident_parse(name).kind == IDENT_SURVEY)
		typed.survey = name;
	else
		typed.token = name;
	read_scores(args, a, &typed);
	typed.comment = arg_value(args, "comment");
	if (typed.comment && strcmp(typed.comment, "-") == 0)
		typed.comment = read_comment(&comment);
	take(v, &typed, arg_value(args, "once"));
	arena_free(a);
	buf_free(&comment);
}

/* Is the head a question of any survey of the policy? */
static bool is_question(const struct policy *policy, const char *head)
{
	const char *near;
	size_t n;
	const struct survey_rule *r = policy_survey_rules(policy, &n);

	for (size_t i = 0; i < n; i++)
		if (survey_question(policy, &r[i], head, &near))
			return true;
	return false;
}

/* Columns of care-survey list, which may come back in with the answers. What
 * it shows, masked perhaps, never is an answer itself. */
static bool is_listed(const char *head)
{
	static const char *const heads[] = {"about", "case", "booking", "customer",
	    "rated", "invited", "channel", "state", "answered", "score", "why_not",
	    "expires", "scores", "said"};

	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
		if (strcmp(heads[i], head) == 0)
			return true;
	return false;
}

static void check_heads(struct answering *v, const char *const *heads, size_t n)
{
	bool named = false;

	for (size_t i = 0; i < n; i++) {
		bool key = strcmp(heads[i], "survey") == 0 ||
		    strcmp(heads[i], "token") == 0;

		named = named || key;
		for (size_t j = 0; j < i; j++)
			if (strcmp(heads[i], heads[j]) == 0)
				die(STATUS_INPUT, _("%s:1: two columns %s"), v->file,
				    heads[i]);
		if (!key && strcmp(heads[i], "comment") != 0 &&
		    !is_listed(heads[i]) && !is_question(v->s->policy, heads[i]))
			die(STATUS_INPUT, _("%s:1: %s: no question of the policy;"
			    " other columns are survey, token, comment"), v->file,
			    heads[i]);
	}
	if (n > 0 && !named)
		die(STATUS_INPUT, _("%s:1: no column survey or token"), v->file);
}

static void take_row(struct answering *v, const char *const *heads,
    const struct csv_row *row)
{
	const char *key = arg_value(v->s->args, "once");
	struct typed typed = {0};
	struct buf once = {0};

	for (size_t i = 0; i < row->n; i++) {
		if (!*row->cell[i] || is_listed(heads[i]))
			continue;
		if (strcmp(heads[i], "survey") == 0) {
			typed.survey = row->cell[i];
		} else if (strcmp(heads[i], "token") == 0) {
			typed.token = row->cell[i];
		} else if (strcmp(heads[i], "comment") == 0) {
			typed.comment = row->cell[i];
		} else if (typed.n < PAIRS) {
			typed.v[typed.n].question = heads[i];
			typed.v[typed.n++].score = row->cell[i];
		}
	}
	buf_addf(&once, "%s/%ld", key ? key : "", row->line);
	take(v, &typed, key ? buf_text(&once) : NULL);
	buf_free(&once);
}

static void from_file(struct answering *v)
{
	const char *name = arg_operand(v->s->args, 0);
	const char *const *heads;
	struct csv_row row;
	struct csv_in *csv;
	FILE *f = stdin;
	size_t n;

	if (arg_operands(v->s->args) != 1)
		die_usage(_("name one file, or - for standard input"));
	if (strcmp(name, "-") != 0 && !(f = fopen(name, "r")))
		die_errno(STATUS_NOINPUT, "%s", name);
	v->file = name;
	csv = csv_in_open(f, name);
	heads = csv_in_heads(csv, &n);
	if (!csv_in_failed(csv, &v->line))
		check_heads(v, heads, n);
	while (csv_in_next(csv, &row)) {
		v->line = row.line;
		if (row.fault) {
			v->read++;
			refuse(v, NULL, row.fault);
		} else {
			take_row(v, heads, &row);
		}
	}
	if (csv_in_failed(csv, &v->line))
		die(STATUS_INPUT, "%s:%ld: %s", name, v->line,
		    csv_in_failed(csv, &v->line));
	csv_in_close(csv);
	if (f != stdin)
		fclose(f);
	if (v->read > 0)
		say(_("read %" PRId64 "  new %" PRId64 "  changed %" PRId64
		    "  same %" PRId64 "  refused %" PRId64), v->read, v->fresh,
		    v->changed, v->same, v->refused);
}

int survey_verb_answer(struct session *s)
{
	struct answering v = {.s = s};

	if (arg_operands(s->args) == 0)
		die_usage(_("name a survey or its token, or a file, or -"));
	if (arg_given(s->args, "score") || arg_given(s->args, "comment"))
		from_options(&v);
	else
		from_file(&v);
	buf_addf(s->counts, "answers=%" PRId64 " opened=%" PRId64,
	    v.fresh + v.changed, v.opened);
	return STATUS_DONE;
}
