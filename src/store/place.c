/* Finding the store and judging its place. */
#include "store/place.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/die.h"
#include "base/lang.h"

static const char system_store[] = "/var/lib/care/care.db";

bool place_is_network(long type)
{
	/* NFS SMB CIFS SMB2 9P AFS AFS(kafs) CODA CEPH NCP LUSTRE GFS2 OCFS2 */
	static const unsigned long network[] = {
		0x6969, 0x517B, 0xFF534D42, 0xFE534D42, 0x01021997, 0x5346414F,
		0x6B414653, 0x73757245, 0x00C36400, 0x564C, 0x0BD00BD0,
		0x01161970, 0x7461636F,
	};

	for (size_t i = 0; i < sizeof network / sizeof network[0]; i++)
		if (((unsigned long)type & 0xFFFFFFFF) == network[i])
			return true;
	return false;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static void add_store(struct buf *path, const char *name)
{
	buf_reset(path);
	buf_adds(path, name);
	if (is_folder(name))
		buf_adds(path, "/care.db");
}

static void config_name(struct buf *out)
{
	const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (base && *base)
		buf_addf(out, "%s/care/config", base);
	else if (home && *home)
		buf_addf(out, "%s/.config/care/config", home);
}

/* The line "store PATH" of the configuration file. */
static bool from_config(struct buf *path)
{
	struct buf name = {0};
	char line[4096];
	bool found = false;
	FILE *f;

	config_name(&name);
	f = name.n ? fopen(buf_text(&name), "re") : NULL;
	while (f && !found && fgets(line, sizeof line, f)) {
		line[strcspn(line, "\r\n")] = '\0';
		if (strncmp(line, "store ", 6) == 0) {
			add_store(path, line + 6 + strspn(line + 6, " "));
			found = true;
		}
	}
	if (f)
		fclose(f);
	buf_free(&name);
	return found;
}

bool place_there(const char *option, struct buf *path)
{
	const char *env = getenv("CARE_STORE");

	if (option) {
		add_store(path, option);
	} else if (env && *env) {
		add_store(path, env);
	} else if (!from_config(path)) {
		add_store(path, system_store);
	}
	return access(buf_text(path), F_OK) == 0;
}

void place_find(const char *option, struct buf *path)
{
	const char *env = getenv("CARE_STORE");
	struct buf config = {0};

	if (place_there(option, path))
		return;
	if (option || (env && *env))
		die(STATUS_NOINPUT, _("no store at %s\n"
		    "make one: care-store init DIR --policy FILE"),
		    buf_text(path));
	config_name(&config);
	die(STATUS_NOINPUT, _("no store: looked at -d, CARE_STORE, %s, %s"
	    " (not there)\nmake one: care-store init DIR --policy FILE"),
	    buf_text(&config), system_store);
}

void place_new(const char *name, struct buf *path)
{
	size_t n = strlen(name);

	buf_reset(path);
	buf_adds(path, name);
	if (n > 3 && strcmp(name + n - 3, ".db") == 0)
		return;
	if (mkdir(name, 0700) != 0 && errno != EEXIST)
		die_errno(STATUS_CREATE, "%s", name);
	while (path->n > 1 && path->s[path->n - 1] == '/')
		path->s[--path->n] = '\0';
	buf_adds(path, "/care.db");
}

void place_check(const char *path)
{
	struct statfs fs;
	struct stat st;

	if (statfs(path, &fs) == 0 && place_is_network((long)fs.f_type))
		die(STATUS_POLICY, _("%s: stands on a network file system, where"
		    " a store can be damaged\nkeep it on a local disk; other hosts"
		    " come by ssh, see care(7), SEVERAL HOSTS"), path);
	if (stat(path, &st) != 0)
		die_errno(STATUS_NOINPUT, "%s", path);
	if (S_ISREG(st.st_mode) && (st.st_mode & 077) != 0)
		die(STATUS_POLICY, _("%s: can be read by others (mode %04o), so"
		    " nothing in it is masked from them\nchmod 600 %s"), path,
		    (unsigned)(st.st_mode & 07777), path);
}
