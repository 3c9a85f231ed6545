/* Reading care.conf: which command carries which channel. */
#include "care/messages/transport.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "policy/yaml.h"
#include "text/mail_out.h"

enum { TIMEOUT = 30, TIMEOUT_MOST = 3600, LEASE_SLACK = 30 };

static const char *const *read_command(const struct node *n, struct arena *a)
{
	const char **argv;
	size_t i = 0;

	if (!n)
		return NULL;
	if (n->kind == NODE_SCALAR && strpbrk(n->text, " \t")) {
		node_error(n, _("no shell reads this; write a list:"
		    " [/usr/sbin/sendmail, -i, -t]"));
		return NULL;
	}
	argv = arena_alloc(a, n->n + 2, sizeof *argv);
	if (n->kind == NODE_SCALAR) {
		argv[0] = node_text(n);
		return argv[0] ? argv : NULL;
	}
	if (!node_is(n, NODE_LIST))
		return NULL;
	for (const struct node *c = n->first; c; c = c->next) {
		if (!node_is(c, NODE_SCALAR))
			return NULL;
		argv[i++] = c->text;
	}
	if (i > 0 && *argv[0])
		return argv;
	node_error(n, _("the list names no command"));
	return NULL;
}

static int read_timeout(const struct node *n)
{
	struct span span;

	if (!n || !node_span(n, &span))
		return TIMEOUT;
	if (span.clock == SPAN_WALL && span.n <= TIMEOUT_MOST)
		return (int)span.n;
	node_error(n, _("a timeout is between 1s and 1h"));
	return TIMEOUT;
}

static void read_transport(const struct node *n, struct arena *a,
    struct transport *t)
{
	static const char *const keys[] = {"command", "timeout", "on_doubt", NULL};
	static const char *const doubts[] = {"ask", "resend", NULL};
	const struct node *doubt = node_get(n, "on_doubt");

	if (!node_key_name(n) || !node_keys(n, keys))
		return;
	t->channel = n->key;
	t->mail = strcmp(n->key, "mail") == 0;
	t->argv = read_command(node_need(n, "command"), a);
	t->timeout = read_timeout(node_get(n, "timeout"));
	t->on_doubt = t->mail ? DOUBT_RESEND : DOUBT_ASK;
	if (doubt)
		t->on_doubt = node_choice(doubt, doubts) == 1 ? DOUBT_RESEND :
		    DOUBT_ASK;
}

static const char *read_mailbox(const struct node *n)
{
	const char *s = node_text(n);

	if (s && !mail_mailbox(s))
		node_error(n, _("\"%s\" is no mail address"), s);
	return s;
}

static void read_all(const struct node *root, struct arena *a,
    struct transports *out)
{
	static const char *const keys[] = {"transports", "mail", NULL};
	static const char *const mail_keys[] = {"from", "reply_to", NULL};
	const struct node *list = node_get(root, "transports");
	const struct node *mail = node_get(root, "mail");
	struct transport *v;

	if (!node_keys(root, keys))
		return;
	if (mail && node_keys(mail, mail_keys)) {
		out->from = read_mailbox(node_get(mail, "from"));
		out->reply_to = read_mailbox(node_get(mail, "reply_to"));
	}
	if (!list || !node_is(list, NODE_MAP))
		return;
	v = arena_alloc(a, list->n + 1, sizeof *v);
	for (const struct node *c = list->first; c; c = c->next)
		read_transport(c, a, &v[out->n++]);
	out->v = v;
}

static void complain(void *arg, bool error, const char *file, long line,
    long column, const char *message)
{
	(void)arg;
	(void)error;
	warn_at(file, line, column, "%s", message);
}

bool transports_parse(const char *file, const char *text, size_t n,
    struct arena *a, struct transports *out)
{
	struct document *doc = arena_alloc(a, 1, sizeof *doc);
	const struct node *root;
	bool good;

	*out = (struct transports){0};
	*doc = (struct document){.file = arena_dup(a, file), .arena = a,
	    .complaints = complaints_new()};
	root = yaml_read(doc, text, n);
	if (root)
		read_all(root, a, out);
	good = !complaints_failed(doc->complaints);
	complaints_tell(doc->complaints, complain, NULL);
	doc->complaints = NULL;
	return good;
}

/* Whoever can write the file runs commands as the store's owner. */
static void check_owner(int fd, const char *path, const char *store_path)
{
	struct stat conf, store;

	if (fstat(fd, &conf) != 0)
		die_errno(STATUS_POLICY, "%s", path);
	if (stat(store_path, &store) != 0)
		die_errno(STATUS_NOINPUT, "%s", store_path);
	if (!S_ISREG(conf.st_mode))
		die(STATUS_POLICY, _("%s: not a file"), path);
	if (conf.st_uid != store.st_uid && conf.st_uid != 0)
		die(STATUS_POLICY, _("%s: belongs to neither the store's owner nor"
		    " root, so its commands are not run"), path);
	if (conf.st_mode & 022)
		die(STATUS_POLICY, _("%s: others may write it (mode %04o), so its"
		    " commands are not run\nchmod go-w %s"), path,
		    (unsigned)(conf.st_mode & 07777), path);
}

static void read_file(int fd, const char *path, struct buf *text)
{
	char block[8192];
	ssize_t n;

	while ((n = read(fd, block, sizeof block)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			die_errno(STATUS_POLICY, "%s", path);
		buf_add(text, block, (size_t)n);
		if (text->n > YAML_MOST)
			die(STATUS_POLICY, _("%s: too long"), path);
	}
}

void transports_read(const char *store_path, struct arena *a,
    struct transports *out)
{
	const char *slash = strrchr(store_path, '/');
	char *path = arena_printf(a, "%.*scare.conf",
	    slash ? (int)(slash - store_path) + 1 : 0, store_path);
	struct buf text = {0};
	int fd;

	*out = (struct transports){0};
	/* O_NONBLOCK: a pipe of that name must not hold us up. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == ENOENT)
		return;
	if (fd < 0)
		die_errno(STATUS_POLICY, "%s", path);
	check_owner(fd, path, store_path);
	read_file(fd, path, &text);
	close(fd);
	if (!transports_parse(path, buf_text(&text), text.n, a, out))
		die(STATUS_POLICY, _("%s: nothing is sent until this is mended"),
		    path);
	buf_free(&text);
}

const struct transport *transport_of(const struct transports *all,
    const char *channel)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->v[i].channel, channel) == 0)
			return &all->v[i];
	return NULL;
}

int64_t transport_lease(const struct transport *t)
{
	return t->timeout + CHILD_GRACE + LEASE_SLACK;
}
