/* care-case merge, unmerge, link, unlink, similar: cases that are one, and
 * cases that belong together. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/verbs.h"
#include "care/cases/alike.h"
#include "care/cases/merge.h"
#include "text/ident.h"

const struct option_spec merge_options[] = {
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"into", 0, N_("CASE"), N_("the case as which it goes on")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

const struct option_spec link_options[] = {
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"with", 0, N_("CASE"), N_("the other case")},
	{"how", 0, N_("WORD"), N_("related (default), duplicate, caused")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

/* The other case named by the option; false and a refusal otherwise. */
static bool other_of(struct session *s, struct targets *t, const char *option,
    struct arena *a, struct care_case *other)
{
	const char *typed = target_option(t, option);
	int64_t id;

	if (!typed) {
		target_refuse(t, _("say which other case: --%s CASE"), option);
		return false;
	}
	id = target_case(t, typed);
	return id && case_load(s->db, id, a, other);
}

static void refuse_merge(struct targets *t, enum merge_refusal why,
    const struct care_case *one, const struct care_case *into)
{
	const struct care_case *closed = case_is_open(one) ? into : one;
	const struct care_case *merged = one->merged_into ? one : into;

	switch (why) {
	case MERGE_SELF:
		target_refuse(t, _("cannot be merged into itself"));
		break;
	case MERGE_DONE:
		target_refuse(t, _("%" PRId64 " is merged into %" PRId64
		    " already"), ident_case(merged->id),
		    ident_case(merged->merged_into));
		break;
	case MERGE_CLOSED:
		target_refuse(t, _("%" PRId64 " is closed\ncare-case reopen %"
		    PRId64), ident_case(closed->id), ident_case(closed->id));
		break;
	case MERGE_OTHER_CUSTOMER:
		target_refuse(t, _("the two are of different customers; several"
		    " people with one matter are a group\ncare-case link %" PRId64
		    " --with %" PRId64), ident_case(one->id), ident_case(into->id));
		break;
	case MERGE_ALLOWED:
		break;
	}
}

static bool merge(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena = arena_new();
	struct care_case into;
	enum merge_refusal why;
	bool done = false;

	if (other_of(s, t, "into", arena, &into)) {
		why = case_may_merge(c, &into);
		done = why == MERGE_ALLOWED;
		if (done) {
			case_merge(a, c, &into);
			say(_("%" PRId64 " goes on as %" PRId64), ident_case(c->id),
			    ident_case(into.id));
		} else {
			refuse_merge(t, why, c, &into);
		}
	}
	arena_free(arena);
	return done;
}

int case_verb_merge(struct session *s)
{
	return each_case(s, merge);
}

static bool unmerge(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena = arena_new();
	struct care_case into;
	bool done = c->merged_into && case_load(s->db, c->merged_into, arena,
	    &into);

	if (done) {
		case_unmerge(a, c, &into);
		say(_("%" PRId64 " is a case of its own again"), ident_case(c->id));
	} else {
		target_refuse(t, _("is not merged"));
	}
	arena_free(arena);
	return done;
}

int case_verb_unmerge(struct session *s)
{
	return each_case(s, unmerge);
}

/* The word of a link; NULL and a refusal for any other. */
static const char *how_of(struct targets *t)
{
	static const char *const words[] = {"related", "duplicate", "caused"};
	const char *typed = target_option(t, "how");

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (!typed || strcmp(typed, words[i]) == 0)
			return words[i];
	target_refuse(t, _("how: %s: not one of related, duplicate, caused"), typed);
	return NULL;
}

static bool link_case(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena = arena_new();
	struct care_case other;
	const char *how = how_of(t);
	bool done = false;

	if (how && other_of(s, t, "with", arena, &other)) {
		if (other.id == c->id)
			target_refuse(t, _("cannot be linked with itself"));
		else if (!(done = case_link(a, c, other.id, how)))
			target_refuse(t, _("is linked so already"));
		else
			say(_("%" PRId64 " and %" PRId64 " are linked: %s"),
			    ident_case(c->id), ident_case(other.id), how);
	}
	arena_free(arena);
	return done;
}

int case_verb_link(struct session *s)
{
	return each_case(s, link_case);
}

static bool unlink_case(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena = arena_new();
	struct care_case other;
	bool done = false;

	if (other_of(s, t, "with", arena, &other)) {
		done = case_unlink(a, c, other.id);
		if (done)
			say(_("%" PRId64 " and %" PRId64 " are linked no more"),
			    ident_case(c->id), ident_case(other.id));
		else
			target_refuse(t, _("is not linked with it"));
	}
	arena_free(arena);
	return done;
}

int case_verb_unlink(struct session *s)
{
	return each_case(s, unlink_case);
}

static const struct out_column columns[] = {
	{.name = "case", .type = OUT_INT, .table = true},
	{.name = "like", .type = OUT_INT, .table = true},
	{.name = "why", .table = true},
	{.name = "linked", .table = true},
	{.name = "received", .type = OUT_TIME, .table = true},
	{.name = "state", .table = true},
	{.name = "title", .class = CLASS_PERSONAL, .mask = MASK_TEXT, .table = true},
	{.name = NULL}
};

struct likes {
	struct session *s;
	struct out *out;
	int64_t id;
	struct case_link *links;
	size_t links_n;
};

static void put_why(struct out *out, int common)
{
	static const char *const words[] = {"customer", "matter", "words"};
	struct buf b = {0};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (common & (1 << i))
			buf_addf(&b, "%s%s", b.n ? " " : "", words[i]);
	out_text(out, "why", buf_text(&b));
	buf_free(&b);
}

static void put_like(void *arg, int64_t other, int common)
{
	struct likes *l = arg;
	struct arena *a = arena_new();
	struct care_case c;

	if (case_load(l->s->db, other, a, &c)) {
		out_int(l->out, "case", ident_case(l->id));
		out_int(l->out, "like", ident_case(other));
		put_why(l->out, common);
		for (size_t i = 0; i < l->links_n; i++)
			if (l->links[i].other == other)
				out_text(l->out, "linked", l->links[i].how);
		out_int(l->out, "received", c.received_at);
		out_text(l->out, "state", c.state);
		out_text(l->out, "title", case_text(l->s->db, &c, "text", a));
		out_row(l->out);
	}
	arena_free(a);
}

int case_verb_similar(struct session *s)
{
	struct targets *t = targets_open(s, "case");
	struct likes l = {.s = s, .out = session_out(s, columns)};
	const char *name;

	while ((name = targets_next(t)) != NULL)
		if ((l.id = target_case(t, name)) != 0) {
			struct arena *a = arena_new();

			l.links_n = case_links(s->db, l.id, a, &l.links);
			cases_like(s->db, l.id, put_like, &l);
			arena_free(a);
		}
	out_end(l.out);
	targets_close(t);
	return STATUS_DONE;
}
