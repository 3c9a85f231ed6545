/* Who acts. */
#include "command/actor.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/num.h"
#include "care/people/staff.h"
#include "store/db.h"
#include "store/store.h"

/* The kernel's login uid, set once per session and not changed by sudo; -1
 * where nobody logged in (cron, containers). */
static int64_t login_uid(void)
{
	FILE *f = fopen("/proc/self/loginuid", "re");
	char text[32] = "";
	int64_t uid = -1;

	if (!f)
		return -1;
	if (fgets(text, sizeof text, f) &&
	    num_int(text, 0, UINT32_MAX, &uid) && uid == UINT32_MAX)
		uid = -1;
	fclose(f);
	return uid;
}

static uid_t acting_uid(uid_t owner)
{
	const char *sudo = getenv("SUDO_UID");
	int64_t uid, login;

	if (getuid() != owner || !sudo || !num_int(sudo, 0, UINT32_MAX - 1, &uid))
		return getuid();
	login = login_uid();
	if (login >= 0 && login != uid)
		return (uid_t)login;
	return (uid_t)uid;
}

struct actor actor_find(struct db *db, int64_t now, struct arena *arena)
{
	struct actor a = {0, NULL};
	struct passwd *pw;
	struct stat st;
	struct staff s;
	uid_t uid;

	if (stat(db_path(db), &st) != 0)
		die_errno(STATUS_NOINPUT, "%s", db_path(db));
	uid = acting_uid(st.st_uid);
	pw = getpwuid(uid);
	a.login = pw ? arena_dup(arena, pw->pw_name) :
	    arena_printf(arena, "%lu", (unsigned long)uid);
	a.id = staff_by_login(db, a.login);
	if (a.id && staff_load(db, a.id, arena, &s) && s.to_at && s.to_at <= now)
		die(STATUS_DENIED, _("%s is not here any more, and may do nothing"), a.login);
	if (!a.id && uid != st.st_uid)
		die(STATUS_DENIED, staff_any(db) ?
		    _("%s is not in the staff of this store\n"
		    "its owner enters people with: care-intake staff FILE") :
		    _("%s is not the owner of this store, which has no staff"),
		    a.login);
	return a;
}

const char *actor_name(struct db *db, int64_t id, struct arena *arena)
{
	struct arena *a = arena_new();
	char *owner = NULL;
	struct staff s;
	const char *copy;

	/* Lists ask often: only the name is left to them. */
	if (!id || !staff_load(db, id, a, &s))
		owner = store_meta(db, "owner");
	else
		owner = mem_dup(s.login);
	copy = arena_dup(arena, owner ? owner : "?");
	free(owner);
	arena_free(a);
	return copy;
}
