/* Counting what rows were taken in without. */
#include "care-intake/gaps.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "care/intake/skipped.h"
#include "command/session.h"

static void count(struct gaps *g, const char *what, const char *without)
{
	for (size_t i = 0; i < g->n; i++)
		if (strcmp(g->v[i].what, what) == 0 &&
		    strcmp(g->v[i].without, without) == 0) {
			g->v[i].n++;
			return;
		}
	g->v = mem_grow(g->v, &g->cap, g->n + 1, sizeof *g->v);
	g->v[g->n++] = (struct gap){mem_dup(what), mem_dup(without), 1};
}

/* A rule may have filled in what the record does not say. */
static bool lacks(struct session *s, int64_t id, const char *field)
{
	struct arena *a = arena_new();
	struct fields all = fields_load(s->db, id, a);
	bool found = false;

	for (size_t i = 0; i < all.n; i++)
		found |= strcmp(all.v[i].name, field) == 0;
	arena_free(a);
	return !found;
}

void gaps_add(struct gaps *g, struct session *s, const struct record *rec,
    const struct took *took)
{
	const struct layout *l = rec->layout;
	const char *kind = l->noun == NOUN_CASES ? record_text(rec, "kind") : NULL;
	bool any = false;

	if (took->what != TAKEN_NEW && took->what != TAKEN_CHANGED)
		return;
	for (size_t i = 0; i < l->n; i++)
		if (!rec->v[i].given && layout_requires(l, (int)i, kind) &&
		    lacks(s, took->id, l->v[i].name)) {
			count(g, "", l->v[i].name);
			any = true;
		}
	g->incomplete += any;
	for (size_t i = 0; i < took->skipped_n; i++)
		count(g, took->skipped[i].event, took->skipped[i].plan);
}

void gaps_say(const struct gaps *g, const struct layout *l)
{
	struct buf names = {0};

	for (size_t i = 0; i < g->n; i++)
		if (!*g->v[i].what)
			buf_addf(&names, "%s%s (%ld)", names.n ? ", " : "",
			    g->v[i].without, g->v[i].n);
	if (names.n)
		say(_("%ld incomplete, without: %s%s"), g->incomplete,
		    buf_text(&names), l->noun != NOUN_CASES ? "" :
		    _("\ncare-case list --incomplete shows them, care-case set fills them in"));
	for (size_t i = 0; i < g->n; i++)
		if (*g->v[i].what)
			say(_("%ld %s without: %s\ncare-case steps --open --all --plan %s shows them"),
			    g->v[i].n, g->v[i].what, g->v[i].without,
			    g->v[i].without);
	buf_free(&names);
}

void gaps_free(struct gaps *g)
{
	for (size_t i = 0; i < g->n; i++) {
		free(g->v[i].what);
		free(g->v[i].without);
	}
	free(g->v);
}
