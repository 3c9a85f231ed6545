/* Reading templates and putting values into them. */
#include "text/template.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"

enum { DEEPEST = 8 };		/* sections inside of sections */

struct walk {
	const char *text;
	struct template_fault *fault;
	/* What a place does: the value, or NULL for an unknown name. */
	template_lookup *lookup;
	void *arg;
	struct buf *out;		/* NULL: only check */
	int depth;
	int hidden;			/* depth from which nothing shows; 0: all shows */
	char open[DEEPEST][TEMPLATE_NAME];
	size_t open_at[DEEPEST];
};

struct place {
	size_t from, until;		/* of the braces, or of their whole line */
	size_t braces;
	char kind;			/* '#', '/' or 0 */
	char name[TEMPLATE_NAME];
};

static bool fail(struct walk *w, size_t offset, const char *name,
    const char *why)
{
	w->fault->offset = offset;
	w->fault->why = why;
	snprintf(w->fault->name, sizeof w->fault->name, "%s", name);
	return false;
}

static bool name_letter(char c, bool first)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return true;
	return !first && ((c >= '0' && c <= '9') || c == '_' || c == '.');
}

/* A section's end that is alone on its line takes the line with it. */
static void take_line(const char *text, struct place *p)
{
	size_t from = p->from, until = p->until;

	while (from > 0 && (text[from - 1] == ' ' || text[from - 1] == '\t'))
		from--;
	until += strspn(text + until, " \t");
	if (text[until] == '\r' && text[until + 1] == '\n')
		until++;
	if ((from > 0 && text[from - 1] != '\n') ||
	    (text[until] != '\n' && text[until] != '\0'))
		return;
	p->from = from;
	p->until = until + (text[until] == '\n');
}

static bool read_place(struct walk *w, size_t at, struct place *p)
{
	const char *s = w->text + at + 2;
	size_t n = 0;

	*p = (struct place){.from = at, .braces = at};
	if (*s == '#' || *s == '/')
		p->kind = *s++;
	s += strspn(s, " \t");
	while (name_letter(s[n], n == 0) && n < TEMPLATE_NAME - 1)
		n++;
	memcpy(p->name, s, n);
	s += n;
	s += strspn(s, " \t");
	if (n == 0)
		return fail(w, at, "", _("no name stands in the braces; write {{name}}"));
	if (s[0] != '}' || s[1] != '}')
		return fail(w, at, p->name, _("the braces do not end after the name; write {{name}}"));
	p->until = (size_t)(s + 2 - w->text);
	if (p->kind)
		take_line(w->text, p);
	return true;
}

static bool open_section(struct walk *w, const struct place *p,
    const char *value)
{
	if (w->depth == DEEPEST)
		return fail(w, p->braces, p->name, _("sections stand too deep in each other"));
	memcpy(w->open[w->depth], p->name, TEMPLATE_NAME);
	w->open_at[w->depth] = p->braces;
	w->depth++;
	if (!*value && !w->hidden)
		w->hidden = w->depth;
	return true;
}

static bool close_section(struct walk *w, const struct place *p)
{
	if (w->depth == 0 || strcmp(w->open[w->depth - 1], p->name) != 0)
		return fail(w, p->braces, p->name, _("this section was not the last one opened"));
	if (w->hidden == w->depth)
		w->hidden = 0;
	w->depth--;
	return true;
}

static bool act(struct walk *w, const struct place *p)
{
	const char *value = w->lookup(w->arg, p->name);

	if (!value)
		return fail(w, p->braces, p->name, _("there is no such name"));
	if (p->kind == '#')
		return open_section(w, p, value);
	if (p->kind == '/')
		return close_section(w, p);
	if (w->out && !w->hidden)
		buf_adds(w->out, value);
	return true;
}

static bool walk(struct walk *w)
{
	size_t at = 0;

	for (;;) {
		const char *next = strstr(w->text + at, "{{");
		size_t plain = next ? (size_t)(next - w->text) : strlen(w->text);
		struct place p = {0};

		if (next && !read_place(w, plain, &p))
			return false;
		if (next)
			plain = p.from;
		if (w->out && !w->hidden && plain > at)
			buf_add(w->out, w->text + at, plain - at);
		if (!next)
			break;
		if (!act(w, &p))
			return false;
		at = p.until;
	}
	if (w->depth > 0)
		return fail(w, w->open_at[w->depth - 1], w->open[w->depth - 1],
		    _("this section is never closed"));
	return true;
}

/* Asking whether a name is known, in the clothes of a look-up. */
struct asking {
	template_known *known;
	void *arg;
};

static const char *ask(void *arg, const char *name)
{
	const struct asking *a = arg;

	return a->known(a->arg, name) ? "" : NULL;
}

bool template_names(const char *text, template_known *known, void *arg,
    struct template_fault *fault)
{
	struct asking a = {known, arg};
	struct walk w = {.text = text, .fault = fault, .lookup = ask,
	    .arg = &a};

	return walk(&w);
}

bool template_render(struct buf *out, const char *text,
    template_lookup *lookup, void *arg, struct template_fault *fault)
{
	struct walk w = {.text = text, .fault = fault, .lookup = lookup,
	    .arg = arg, .out = out};
	size_t before = out->n;

	if (walk(&w))
		return true;
	out->n = before;
	if (out->s)
		out->s[before] = '\0';
	return false;
}
