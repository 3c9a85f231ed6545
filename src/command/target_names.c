/* What the names of targets mean: cases, groups, promises, whatever has a name
 * of ours. */
#include "command/targets_inside.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "care/cases/case.h"
#include "care/groups/group_store.h"
#include "command/args.h"
#include "command/session.h"
#include "store/store.h"
#include "store/subject.h"
#include "text/ident.h"

static int64_t by_reference(struct targets *t, const char *kind, const char *ref)
{
	int64_t id = subject_by_ref(t->s->db, kind, ref);

	if (id > 0)
		return id;
	target_refuse(t, id < 0 ? _("several sources have this reference; put the"
	    " source and a colon before it") : _("no such reference"));
	return 0;
}

/* The subject of that number, if it is of that kind. */
static int64_t existing(struct targets *t, const char *wanted, int64_t id,
    const char *reason)
{
	const char *kind = NULL;
	struct buf ref = {0};
	bool found = subject_ref(t->s->db, id, &ref, &kind);

	buf_free(&ref);
	if (found && kind && strcmp(kind, wanted) == 0)
		return id;
	target_refuse(t, "%s", reason);
	return 0;
}

/* Cases whose number is the mistyped one with one digit or two neighbours
 * changed back; at most three, for the message. */
static void near_numbers(struct targets *t, const char *typed, struct buf *out)
{
	char digits[32];
	size_t n = strlen(typed), found = 0;

	if (n < 2 || n >= sizeof digits)
		return;
	for (size_t i = 0; i < n && found < 3; i++)
		for (int d = -1; d < 10 && found < 3; d++) {
			const char *kind = NULL;
			struct buf ref = {0};
			int64_t id;

			memcpy(digits, typed, n + 1);
			if (d < 0 && i + 1 < n) {
				digits[i] = typed[i + 1];
				digits[i + 1] = typed[i];
			} else if (d >= 0) {
				digits[i] = (char)('0' + d);
			}
			id = ident_case_subject(digits);
			if (id > 0 && subject_ref(t->s->db, id, &ref, &kind) && kind &&
			    strcmp(kind, "case") == 0) {
				buf_addf(out, "%s%s", found ? ", " : "", digits);
				found++;
			}
			buf_free(&ref);
		}
}

static void refuse_digit(struct targets *t, const char *typed)
{
	struct buf near = {0};

	near_numbers(t, typed, &near);
	if (near.n)
		target_refuse(t, _("no such case: the last digit does not fit; did"
		    " you mean %s?"), buf_text(&near));
	else
		target_refuse(t, _("no such case: the last digit does not fit"));
	buf_free(&near);
}

static int64_t subject_of(struct targets *t, const struct ident *id,
    const char *name)
{
	char number[32];

	switch (id->kind) {
	case IDENT_CASE:
		return existing(t, "case", id->number, _("no such case"));
	case IDENT_BAD_DIGIT:
		snprintf(number, sizeof number, "%.*s",
		    (int)strcspn(name, "/"), name);
		refuse_digit(t, number);
		return 0;
	case IDENT_CASE_REF:
		return by_reference(t, "case", id->ref);
	case IDENT_BOOKING:
		return by_reference(t, "booking", id->ref);
	case IDENT_CUSTOMER:
		return existing(t, "customer", id->number, _("no such customer"));
	case IDENT_MEASURE:
		return existing(t, "measure", id->number, _("no such measure"));
	case IDENT_GROUP:
		return target_group(t, name);
	case IDENT_STAFF:
		return by_reference(t, "staff", id->ref);
	case IDENT_HOUSE:
		return STORE_HOUSE;
	default:
		target_refuse(t, _("not the name of a case or booking"));
		return 0;
	}
}

int64_t target_group(struct targets *t, const char *name)
{
	struct ident id = ident_parse(name);
	int64_t group = 0;

	if (id.kind == IDENT_CASE_REF)
		id.number = by_reference(t, "case", id.ref);
	else if (id.kind == IDENT_BAD_DIGIT)
		refuse_digit(t, name);
	else if (id.kind != IDENT_GROUP && id.kind != IDENT_CASE)
		target_refuse(t, _("not the name of a group or case"));
	if (id.number && (id.kind == IDENT_GROUP || id.kind == IDENT_CASE ||
	    id.kind == IDENT_CASE_REF)) {
		group = group_of_case(t->s->db, id.number);
		if (!group)
			target_refuse(t, _("belongs to no group"));
	}
	return group;
}

int64_t target_case(struct targets *t, const char *name)
{
	struct ident id = ident_parse(name);

	/* Whoever only looks may name a promise for its case; an act may not,
	 * lest it does to the whole case what was meant for one promise. */
	if ((id.kind != IDENT_CASE && id.kind != IDENT_CASE_REF &&
	    id.kind != IDENT_BAD_DIGIT) || (id.rule[0] && arg_verb(t->s->args)->need != VERB_LOOKS)) {
		target_refuse(t, _("not the name of a case"));
		return 0;
	}
	return subject_of(t, &id, name);
}

int64_t target_measure(struct targets *t, const char *name)
{
	struct ident id = ident_parse(name);

	if (id.kind == IDENT_MEASURE && !id.rule[0])
		return subject_of(t, &id, name);
	target_refuse(t, _("not the name of a measure\ncare-case measure list"));
	return 0;
}

int64_t target_subject(struct targets *t, const char *name, bool *is_case)
{
	struct ident id = ident_parse(name);

	if (is_case)
		*is_case = id.kind == IDENT_CASE || id.kind == IDENT_CASE_REF;
	if (!id.rule[0])
		return subject_of(t, &id, name);
	target_refuse(t, _("is a promise; name what it is of"));
	return 0;
}

int64_t target_promise(struct targets *t, const char *name, const char **rule,
    int *turn)
{
	struct ident id = ident_parse(name);

	*rule = NULL;
	*turn = id.turn;
	if (!id.rule[0]) {
		target_refuse(t, _("name a promise: CASE/NAME, see care-case show"));
		return 0;
	}
	buf_reset(&t->rule);
	buf_adds(&t->rule, id.rule);
	*rule = buf_text(&t->rule);
	return subject_of(t, &id, name);
}
