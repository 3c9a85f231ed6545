/* Reading fields of the company's own, and what "when" sees of them. */
#include "care/fields/field.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/num.h"
#include "base/utf8.h"
#include "text/mask_text.h"
#include "time/human.h"

enum { SHOWN = 24 };	/* characters of a value in a reason */

/* What separates words, from what cannot be within a title to what can. */
static const char *const marks[][7] = {
	{",", ";", "、", "，", "；", "\n", NULL},
	{"/", "／", "|", NULL},
	{" ", "\t", "　", NULL},
};
enum { MARKS = sizeof marks / sizeof marks[0] };

/* What was typed, short and masked, for it may stand in the wrong place; no
 * sign in it gives a terminal orders. */
static const char *shown(const char *typed, struct arena *a)
{
	size_t n = utf8_cut(typed, SHOWN);
	struct buf b = {0};
	char *s;

	mask_text_add(&b, arena_dupn(a, typed, n));
	if (typed[n])
		buf_adds(&b, "..");
	s = arena_dup(a, buf_text(&b));
	for (char *p = s; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7F)
			*p = '?';
	buf_free(&b);
	return s;
}

static const char *no_word(const struct policy *p, const struct field_rule *r,
    const char *typed, struct arena *a)
{
	const char *near = policy_nearest(p, r->list, typed), *why;

	why = r->class != FIELD_OPEN ?
	    arena_printf(a, _("not one of %s"), r->title) :
	    arena_printf(a, _("\"%s\" is not one of %s"), shown(typed, a),
	    r->title);
	return near ? arena_printf(a, _("%s; nearest: %s"), why, near) : why;
}

/* A word of the field's list by name or title, among those in use; or NULL. */
static const char *word_of(const struct policy *p, const struct field_rule *r,
    const char *typed)
{
	const struct word *w = policy_word(p, r->list, typed);

	return w && !w->retired ? w->name : NULL;
}

/* Bytes of the mark that stands here; 0: none. */
static size_t mark_at(const char *s, int level)
{
	for (size_t i = 0; marks[level][i]; i++)
		if (strncmp(s, marks[level][i], strlen(marks[level][i])) == 0)
			return strlen(marks[level][i]);
	return 0;
}

static bool has_word(const char *all, const char *word)
{
	size_t n = strlen(word);

	for (const char *s = all; (s = strstr(s, word)) != NULL; s += n)
		if ((s == all || s[-1] == ' ') && (!s[n] || s[n] == ' '))
			return true;
	return false;
}

static const char *trimmed(const char *s, size_t n, struct arena *a)
{
	while (n > 0 && strchr(" \t\r\n", *s)) {
		s++;
		n--;
	}
	while (n > 0 && strchr(" \t\r\n", s[n - 1]))
		n--;
	return arena_dupn(a, s, n);
}

/* Several words; a piece that is none is looked at by weaker marks. */
static bool add_words(const struct policy *p, const struct field_rule *r,
    const char *typed, int level, const char **all, struct arena *a,
    const char **why)
{
	const char *word = word_of(p, r, typed);
	size_t n = 0;

	if (word) {
		if (!has_word(*all, word))
			*all = arena_printf(a, "%s%s%s", *all,
			    **all ? " " : "", word);
		return true;
	}
	if (level == MARKS)
		*why = no_word(p, r, typed, a);
	for (; level < MARKS; typed += n) {
		const char *piece;
		size_t gap;

		for (n = 0; typed[n] && !mark_at(typed + n, level); n++)
			;
		piece = trimmed(typed, n, a);
		if (*piece && !add_words(p, r, piece, level + 1, all, a, why))
			return false;
		gap = typed[n] ? mark_at(typed + n, level) : 0;
		if (gap == 0)
			return true;
		n += gap;
	}
	return false;
}

static bool words_of(const struct policy *p, const struct field_rule *r,
    const char *typed, struct arena *a, const char **all, const char **why)
{
	*all = "";
	if (!add_words(p, r, typed, 0, all, a, why))
		return false;
	if (!**all)	/* nothing but marks */
		*why = no_word(p, r, typed, a);
	return **all != '\0';
}

static bool flag_of(const char *typed, int64_t *out)
{
	static const char *const yes[] = {"1", "true", "yes", "y", "是", "有",
	    "对", "√", "✓"};
	static const char *const no[] = {"0", "false", "no", "n", "否", "无",
	    "没有", "×", "✗"};
	enum { N = sizeof yes / sizeof yes[0] };

	for (size_t i = 0; i < N; i++)
		if (strcasecmp(typed, yes[i]) == 0 ||
		    strcasecmp(typed, no[i]) == 0) {
			*out = strcasecmp(typed, yes[i]) == 0;
			return true;
		}
	return false;
}

bool field_is_limit(const struct policy *p, const struct field_rule *r)
{
	size_t n;
	const struct promise_rule *all = policy_promise_rules(p, &n);

	for (size_t i = 0; i < n; i++)
		if (all[i].due && strcmp(all[i].due, r->name) == 0 &&
		    strcmp(all[i].subject, r->subject) == 0)
			return true;
	return false;
}

static bool instant_of(const struct policy *p, const struct field_rule *r,
    const char *typed, const struct zone *z, int64_t now, int64_t *out,
    const char **why)
{
	enum human_how how = r->type == FIELD_TIME && field_is_limit(p, r) ?
	    HUMAN_END : HUMAN_START;

	if (!human_instant(typed, z, now, how, out, why))
		return false;
	if (r->type == FIELD_DATE)
		*out = zone_day_instant(z, zone_day(z, *out), 0);
	return true;
}

bool field_read(const struct policy *p, const struct field_rule *r,
    const char *typed, const struct zone *z, int64_t now, struct arena *a,
    struct field_said *out, const char **why)
{
	*out = (struct field_said){.rule = r};
	if (!utf8_valid(typed, strlen(typed))) {
		*why = _("not UTF-8");
		return false;
	}
	typed = trimmed(typed, strlen(typed), a);
	if (!*typed || strcmp(typed, "-") == 0) {
		out->empty = true;
		return true;
	}
	switch (r->type) {
	case FIELD_TEXT:
		out->text = arena_dup(a, typed);
		return true;
	case FIELD_WORD:
		out->text = word_of(p, r, typed);
		if (!out->text)
			*why = no_word(p, r, typed, a);
		return out->text != NULL;
	case FIELD_WORDS:
		return words_of(p, r, typed, a, &out->text, why);
	case FIELD_NUMBER:
		*why = _("not a whole number");
		return num_int(typed, INT64_MIN, INT64_MAX, &out->number);
	case FIELD_FLAG:
		*why = _("neither yes nor no");
		return flag_of(typed, &out->number);
	default:
		return instant_of(p, r, typed, z, now, &out->number, why);
	}
}

const struct field_rule *field_rule_of(const struct policy *p,
    const char *subject, const char *kind, const char *name)
{
	size_t n;
	const struct field_rule *all = policy_fields(p, &n);

	for (size_t i = 0; i < n; i++)
		if (all[i].name && strcmp(all[i].subject, subject) == 0 &&
		    (!kind || !all[i].kind || strcmp(all[i].kind, kind) == 0) &&
		    (strcmp(all[i].name, name) == 0 || (all[i].title &&
		    strcmp(all[i].title, name) == 0)))
			return &all[i];
	return NULL;
}

void fields_facts(const struct fields *f, struct facts *facts)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].has_number)
			facts_number(facts, f->v[i].name, f->v[i].number);
		else	/* of a text only "set" can be asked */
			facts_text(facts, f->v[i].name, f->v[i].word ?
			    f->v[i].word : "");
}

static bool is_number(const struct field_rule *r)
{
	return r->type != FIELD_TEXT && r->type != FIELD_WORD &&
	    r->type != FIELD_WORDS;
}

static struct field field_of(const struct field_said *s)
{
	bool number = is_number(s->rule);

	return (struct field){.name = s->rule->name, .has_number = number,
	    .number = number ? s->number : 0,
	    .word = number || s->rule->type == FIELD_TEXT ? NULL : s->text};
}

const struct field *fields_get(const struct fields *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->v[i].name, name) == 0)
			return &f->v[i];
	return NULL;
}

bool field_rests(const struct fields *was, const struct field_said *v,
    size_t n, size_t i)
{
	const char *base = v[i].rule->base;
	const struct field *old = v[i].follows && base ?
	    fields_get(was, base) : NULL;

	if (!old || !fields_get(was, v[i].rule->name))
		return false;
	for (size_t k = 0; k < n; k++)
		if (strcmp(v[k].rule->name, base) == 0)
			return !v[k].empty && old->has_number &&
			    old->number == v[k].number;
	return false;
}

struct fields fields_after(const struct fields *was,
    const struct field_said *said, size_t n, struct arena *a)
{
	struct fields now = {arena_alloc(a, was->n + n + 1, sizeof *now.v), 0};

	for (size_t i = 0; i < was->n; i++) {
		bool said_now = false;

		for (size_t j = 0; j < n; j++)
			said_now |= !field_rests(was, said, n, j) &&
			    strcmp(said[j].rule->name, was->v[i].name) == 0;
		if (!said_now)
			now.v[now.n++] = was->v[i];
	}
	for (size_t j = 0; j < n; j++)
		if (!said[j].empty && !field_rests(was, said, n, j))
			now.v[now.n++] = field_of(&said[j]);
	return now;
}
