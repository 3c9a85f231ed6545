/*
 * A policy's files in one text. Its first line is "care-policy-bundle 1";
 * then each part is a line "part N M", N bytes of name, a newline, M bytes of
 * text and a newline: lengths, not marks, say where a part ends, so no text
 * can pass for a head.
 *
 * Part 0 is the policy. Where it is a folder, its name ends in "/", its text
 * names the files of the policy, and they are the parts behind it.
 */
#include "policy/bundle.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/lang.h"
#include "policy/inside.h"
#include "policy/yaml.h"

static const char first_line[] = "care-policy-bundle 1\n";

/* A length that cannot exceed what is left. */
static bool read_length(const char **s, size_t *n)
{
	size_t digits = strspn(*s, "0123456789");

	if (digits == 0 || digits > 9)
		return false;
	*n = strtoul(*s, NULL, 10);
	*s += digits;
	return true;
}

static bool next_part(const char **s, struct policy_part *part)
{
	if (strncmp(*s, "part ", 5) != 0)
		return false;
	*s += 5;
	if (!read_length(s, &part->name_n) || *(*s)++ != ' ' ||
	    !read_length(s, &part->n) || *(*s)++ != '\n')
		return false;
	part->name = *s;
	if (strnlen(*s, part->name_n + 1) != part->name_n + 1)
		return false;
	*s += part->name_n;
	if (*(*s)++ != '\n')
		return false;
	part->text = *s;
	if (strnlen(*s, part->n + 1) != part->n + 1)
		return false;
	*s += part->n;
	return *(*s)++ == '\n';
}

bool policy_part(const char *bundle, size_t index, struct policy_part *part)
{
	const char *s = bundle;

	if (strncmp(s, first_line, sizeof first_line - 1) != 0)
		return false;
	s += sizeof first_line - 1;
	do {
		if (!next_part(&s, part))
			return false;
	} while (index-- > 0);
	return true;
}

static void add_part(struct buf *b, const char *name, const struct buf *text)
{
	buf_addf(b, "part %zu %zu\n%s\n", strlen(name), text->n, name);
	buf_add(b, buf_text(text), text->n);
	buf_addc(b, '\n');
}

bool policy_is_folder(const struct policy_part *first)
{
	return first->name_n > 0 && first->name[first->name_n - 1] == '/';
}

size_t policy_files(const char *bundle)
{
	struct policy_part part;
	size_t n = 0;

	if (!policy_part(bundle, 0, &part))
		return 0;
	if (!policy_is_folder(&part))
		return 1;
	for (size_t i = 0; i < part.n; i++)
		n += part.text[i] == '\n';
	return n;
}

/* Read a plain file whole; why it cannot be, else NULL. */
static const char *read_whole(const char *path, struct buf *out)
{
	char block[65536];
	struct stat st;
	ssize_t n = 0;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return strerror(errno);
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		while (out->n <= YAML_MOST && (n = read(fd, block, sizeof block)) > 0)
			buf_add(out, block, (size_t)n);
	close(fd);
	if (!S_ISREG(st.st_mode))
		return _("this is no plain file");
	if (n < 0)
		return strerror(errno);
	if (out->n > YAML_MOST)
		return _("the file is too large");
	if (out->n && memchr(out->s, '\0', out->n))
		return _("a NUL character stands here");
	return NULL;
}

/* Names of files stay below the policy's folder and are printable. */
static bool stays(const char *name)
{
	if (*name == '/' || !*name || strlen(name) > 255)
		return false;
	for (const char *p = name; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			return false;
	for (const char *p = name; p; p = strchr(p, '/')) {
		p += *p == '/';
		if (strncmp(p, "..", 2) == 0 && (p[2] == '/' || !p[2]))
			return false;
	}
	return true;
}

static bool bundled(const struct buf *b, const char *name)
{
	struct policy_part part;

	for (size_t i = 1; policy_part(buf_text(b), i, &part); i++)
		if (part.name_n == strlen(name) &&
		    memcmp(part.name, name, part.name_n) == 0)
			return true;
	return false;
}

/* "path" is of the policy: its folder, with a slash behind it, or a file. */
static void add_named(struct buf *b, const char *path, const struct node *n,
	const char *name)
{
	const char *slash = strrchr(path, '/'), *why;
	struct buf whole = { 0 }, text = { 0 };

	if (!stays(name)) {
		node_error(n, _("\"%s\" leaves the policy's folder; name files "
		    "below it"), name);
		return;
	}
	if (bundled(b, name))
		return;
	if (slash)
		buf_add(&whole, path, (size_t)(slash - path) + 1);
	buf_adds(&whole, name);
	why = read_whole(buf_text(&whole), &text);
	if (why)
		node_error(n, "%s: %s", buf_text(&whole), why);
	else
		add_part(b, name, &text);
	buf_free(&whole);
	buf_free(&text);
}

/* The files that calendars name in "days". */
static void add_files(struct buf *b, const char *path, const struct node *root)
{
	const struct node *calendars = node_get(root, "calendars");

	if (!calendars || calendars->kind != NODE_MAP)
		return;
	for (const struct node *c = calendars->first; c; c = c->next) {
		const struct node *days = node_get(c, "days");
		const struct node *n = days;

		if (days && days->kind == NODE_LIST)
			n = days->first;
		for (; n; n = n == days ? NULL : n->next)
			if (n->kind == NODE_SCALAR && *n->text)
				add_named(b, path, n, n->text);
	}
}

/* What is being put together: complaints about files are told now, those
 * about text when it is loaded. */
struct making {
	struct arena *arena;
	struct complaints *of_text, *of_files;
	struct buf b;
};

static void complain(struct making *m, const char *path, const char *why)
{
	complaints_add(m->of_files, true, (struct mark){ path, 0, 0 }, why);
}

/* The days of calendars that a text names, as files below the policy's. */
static void add_days(struct making *m, const char *path, const char *file,
	const struct buf *text)
{
	struct document *doc = arena_alloc(m->arena, 1, sizeof *doc);
	const struct node *root;

	*doc = (struct document){ file, m->arena, m->of_text };
	root = yaml_read(doc, buf_text(text), text->n);
	doc->complaints = m->of_files;
	add_files(&m->b, path, root);
}

static void bundle_file(struct making *m, const char *path)
{
	struct buf text = { 0 };
	const char *why = read_whole(path, &text);

	if (why) {
		complain(m, path, why);
	} else {
		add_part(&m->b, path, &text);
		add_days(m, path, path, &text);
	}
	buf_free(&text);
}

static int is_yaml(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return e->d_name[0] != '.' && n > 5 &&
	    strcmp(e->d_name + n - 5, ".yaml") == 0;
}

/* By bytes, whatever the locale: the order is part of the policy. */
static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* The files of a folder as parts, then the days that any of them names. */
static void bundle_files(struct making *m, const char *folder,
	struct dirent **v, size_t n)
{
	struct buf *texts = mem_alloc(n, sizeof *texts);
	const char **paths = mem_alloc(n, sizeof *paths);

	for (size_t i = 0; i < n; i++) {
		const char *why;

		paths[i] = arena_printf(m->arena, "%s%s", folder, v[i]->d_name);
		why = stays(v[i]->d_name) ? read_whole(paths[i], &texts[i]) :
		    _("a control character in the name of a file");
		if (why)
			complain(m, paths[i], why);
		add_part(&m->b, paths[i], &texts[i]);
	}
	for (size_t i = 0; i < n; i++) {
		if (texts[i].n)
			add_days(m, folder, paths[i], &texts[i]);
		buf_free(&texts[i]);
	}
	free(texts);
	free(paths);
}

static void bundle_folder(struct making *m, const char *path)
{
	size_t length = strlen(path);
	const char *folder = arena_printf(m->arena, "%s%s", path,
	    length && path[length - 1] == '/' ? "" : "/");
	struct buf names = { 0 };
	struct dirent **v = NULL;
	int n = scandir(path, &v, is_yaml, by_bytes);

	for (int i = 0; i < n; i++)
		buf_addf(&names, "%s\n", v[i]->d_name);
	if (n < 0)
		complain(m, path, strerror(errno));
	else if (n == 0)
		complain(m, path, _("no file *.yaml in this folder"));
	else
		add_part(&m->b, folder, &names);
	if (n > 0)
		bundle_files(m, folder, v, (size_t)n);
	for (int i = 0; i < n; i++)
		free(v[i]);
	free(v);
	buf_free(&names);
}

char *policy_bundle(const char *path, policy_complaint *tell, void *arg)
{
	struct making m = {
		arena_new(), complaints_new(), complaints_new(), { 0 }
	};
	struct stat st;
	bool failed;

	buf_adds(&m.b, first_line);
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		bundle_folder(&m, path);
	else
		bundle_file(&m, path);
	failed = complaints_failed(m.of_files);
	complaints_tell(m.of_text, NULL, NULL);	/* loading will tell them */
	complaints_tell(m.of_files, tell, arg);
	arena_free(m.arena);
	if (!failed)
		return m.b.s;
	buf_free(&m.b);
	return NULL;
}
