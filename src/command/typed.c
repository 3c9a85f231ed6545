/* Fields of the company's own, as people type them. */
#include "command/typed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/num.h"
#include "base/utf8.h"
#include "care/fields/reckoned.h"
#include "command/session.h"
#include "command/targets.h"

enum { TEXT_MOST = 1 << 20 };

static bool read_all(int fd, struct arena *a, const char **text,
    const char **why)
{
	struct buf b = {0};
	char block[4096];
	ssize_t n;

	while ((n = read(fd, block, sizeof block)) > 0 && b.n <= TEXT_MOST)
		buf_add(&b, block, (size_t)n);
	*why = n < 0 ? strerror(errno) : b.n > TEXT_MOST ? _("is too long") :
	    memchr(buf_text(&b), '\0', b.n) || !utf8_valid(buf_text(&b), b.n) ?
	    _("is no text in UTF-8") : NULL;
	/* The last line's end belongs to the file, not to the text. */
	while (b.n > 0 && (b.s[b.n - 1] == '\n' || b.s[b.n - 1] == '\r'))
		b.n--;
	*text = arena_dupn(a, buf_text(&b), b.n);
	buf_free(&b);
	return !*why;
}

/* Who works through sudo reads with the rights of the store's owner: his files
 * are not for everybody who may write on a case. */
static bool may_read(const struct session *s, const char **why)
{
	if (s->actor == 0 || !getenv("SUDO_UID"))
		return true;
	*why = _("files are not read for others; use @- and standard input");
	return false;
}

static bool from_file(const struct session *s, const char *path, struct arena *a,
    const char **text, const char **why)
{
	bool standard = strcmp(path, "-") == 0, ok;
	struct stat st;
	int fd;

	if (!standard && !may_read(s, why))
		return false;
	fd = standard ? dup(STDIN_FILENO) :
	    open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0) {
		*why = arena_printf(a, "%s: %s", path, strerror(errno));
		return false;
	}
	if (!standard && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
		*why = arena_printf(a, _("%s: is no file"), path);
		ok = false;
	} else {
		ok = read_all(fd, a, text, why);
	}
	close(fd);
	return ok;
}

bool typed_text(const struct session *s, const char *typed, struct arena *a,
    const char **text, const char **why)
{
	*text = typed[0] == '@' && typed[1] == '@' ? typed + 1 : typed;
	return typed[0] != '@' || typed[1] == '@' ||
	    from_file(s, typed + 1, a, text, why);
}

/* The field that was meant, for the message; NULL: none is near. */
static const char *nearest(const struct policy *p, const char *subject,
    const char *kind, const char *name)
{
	size_t n;
	const struct field_rule *all = policy_fields(p, &n);
	const char *near = NULL;
	int best = 3;

	for (size_t i = 0; i < n; i++) {
		int d = all[i].name ? num_distance(all[i].name, name) : best;

		if (d < best && field_rule_of(p, subject, kind, all[i].name)) {
			best = d;
			near = all[i].name;
		}
	}
	return near;
}

static bool unknown(struct session *s, const char *subject, const char *kind,
    const char *name, struct arena *a, const char **why)
{
	const struct field_rule *other = kind ?
	    field_rule_of(s->policy, subject, NULL, name) : NULL;
	const char *near = nearest(s->policy, subject, kind, name);

	if (other)
		*why = arena_printf(a, _("%s: only a %s has this field (%s:%ld)"),
		    name, other->kind, other->mark.file, other->mark.line);
	else if (near)
		*why = arena_printf(a, _("%s: no such field; nearest: %s"), name,
		    near);
	else
		*why = arena_printf(a, _("%s: no such field"), name);
	return false;
}

/* One "NAME=VALUE"; false: *why says what is wrong, translated. */
static bool field_typed(struct session *s, const char *subject,
    const char *kind, const char *typed, struct arena *a,
    struct field_said *out, const char **why)
{
	const char *equals = strchr(typed, '='), *name, *value;
	const struct field_rule *r;

	if (!equals || equals == typed) {
		*why = arena_printf(a, _("%s: write NAME=VALUE"), typed);
		return false;
	}
	name = arena_dupn(a, typed, (size_t)(equals - typed));
	r = field_rule_of(s->policy, subject, kind, name);
	if (!r)
		return unknown(s, subject, kind, name, a, why);
	if (typed_text(s, equals + 1, a, &value, why) &&
	    field_read(s->policy, r, value, s->zone, s->now, a, out, why))
		return true;
	*why = arena_printf(a, "%s: %s", name, *why);
	return false;
}

static bool is_fact(const char *const *facts, const char *typed)
{
	for (; *facts; facts++) {
		size_t n = strlen(*facts);

		if (strncmp(typed, *facts, n) == 0 && typed[n] == '=')
			return true;
	}
	return false;
}

bool fields_typed(struct session *s, struct targets *t, const char *option,
    const char *const *facts, const char *subject, const char *kind,
    struct arena *a, struct field_said **out, size_t *n)
{
	const char *typed, *why;
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	for (size_t k = 0; (typed = target_repeated(t, option, k, a)); k++) {
		if (facts && is_fact(facts, typed))
			continue;
		*out = arena_grow(a, *out, &cap, *n + 1, sizeof **out);
		if (!field_typed(s, subject, kind, typed, a, &(*out)[*n], &why)) {
			target_refuse(t, "%s", why);
			return false;
		}
		for (size_t i = 0; i < *n; i++)
			if ((*out)[i].rule == (*out)[*n].rule) {
				target_refuse(t, _("%s is said twice"),
				    (*out)[i].rule->name);
				return false;
			}
		(*n)++;
	}
	*n = fields_reckoned(s->policy, out, *n, a);
	return true;
}
