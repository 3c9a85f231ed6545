/* Reading fields of the company's own, and what "when" sees of them. */
#include "care/fields/field.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/num.h"
#include "time/human.h"

static const char *const blanks = " \t,;";

/* A word of the field's list by name or title, among those in use. */
static const char *word_of(const struct policy *p, const struct field_rule *r,
    const char *typed, struct arena *a, const char **why)
{
	const struct word *w = policy_word(p, r->list, typed);
	const char *near;

	if (w && !w->retired)
		return w->name;
	near = policy_nearest(p, r->list, typed);
	*why = near ? arena_printf(a, _("\"%s\" is not one of %s; nearest: %s"),
	    typed, r->title, near) :
	    arena_printf(a, _("\"%s\" is not one of %s"), typed, r->title);
	return NULL;
}

/* Several words; "、" and "，" separate as well as a comma does. */
static const char *words_of(const struct policy *p, const struct field_rule *r,
    const char *typed, struct arena *a, const char **why)
{
	static const char *const wide[] = {"、", "，", "；"};
	char *s = arena_dup(a, typed), *save = NULL, *at;
	const char *all = "";

	for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
		while ((at = strstr(s, wide[i])) != NULL)
			memcpy(at, ",  ", 3);
	for (s = strtok_r(s, blanks, &save); s; s = strtok_r(NULL, blanks, &save)) {
		const char *w = word_of(p, r, s, a, why);

		if (!w)
			return NULL;
		all = arena_printf(a, "%s%s%s", all, *all ? " " : "", w);
	}
	return all;
}

static bool flag_of(const char *typed, int64_t *out)
{
	static const char *const yes[] = {"1", "true", "yes", "y", "是", "有"};
	static const char *const no[] = {"0", "false", "no", "n", "否", "无"};

	for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
		if (strcmp(typed, yes[i]) == 0 || strcmp(typed, no[i]) == 0) {
			*out = strcmp(typed, yes[i]) == 0;
			return true;
		}
	return false;
}

static bool instant_of(const struct field_rule *r, const char *typed,
    const struct zone *z, int64_t now, int64_t *out, const char **why)
{
	if (!human_instant(typed, z, now, HUMAN_START, out, why))
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
	if (!*typed || strcmp(typed, "-") == 0) {
		out->empty = true;
		return true;
	}
	switch (r->type) {
	case FIELD_TEXT:
		out->text = arena_dup(a, typed);
		return true;
	case FIELD_WORD:
		out->text = word_of(p, r, typed, a, why);
		return out->text != NULL;
	case FIELD_WORDS:
		out->text = words_of(p, r, typed, a, why);
		return out->text != NULL;
	case FIELD_NUMBER:
		*why = _("not a whole number");
		return num_int(typed, INT64_MIN, INT64_MAX, &out->number);
	case FIELD_FLAG:
		*why = _("neither yes nor no");
		return flag_of(typed, &out->number);
	default:
		return instant_of(r, typed, z, now, &out->number, why);
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

struct fields fields_after(const struct fields *was,
    const struct field_said *said, size_t n, struct arena *a)
{
	struct fields now = {arena_alloc(a, was->n + n + 1, sizeof *now.v), 0};

	for (size_t i = 0; i < was->n; i++) {
		bool said_now = false;

		for (size_t j = 0; j < n; j++)
			said_now |= strcmp(said[j].rule->name, was->v[i].name) == 0;
		if (!said_now)
			now.v[now.n++] = was->v[i];
	}
	for (size_t j = 0; j < n; j++)
		if (!said[j].empty)
			now.v[now.n++] = field_of(&said[j]);
	return now;
}
