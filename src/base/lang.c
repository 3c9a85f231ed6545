/* Choosing the locale and finding the catalogue of messages. */
#include "base/lang.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DOMAIN "care"

/* The catalogues stand beside the program: PREFIX/share/locale when it is
 * installed, bin/locale in a checkout. */
static void bind_catalogue(void)
{
	char exe[PATH_MAX], dir[PATH_MAX + 32];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	char *slash;

	if (n <= 0)
		return;
	exe[n] = '\0';
	slash = strrchr(exe, '/');
	if (!slash)
		return;
	*slash = '\0';
	snprintf(dir, sizeof dir, "%s/locale", exe);
	if (access(dir, R_OK) != 0)
		snprintf(dir, sizeof dir, "%s/../share/locale", exe);
	bindtextdomain(DOMAIN, dir);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	textdomain(DOMAIN);
}

static const char *wanted_language(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *v = getenv(names[i]);

		if (v && *v)
			return v;
	}
	return "";
}

void lang_init(void)
{
	if (!setlocale(LC_ALL, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_ALL, "C.UTF-8");
	setlocale(LC_NUMERIC, "C");
	/* In C.UTF-8 gettext looks at LANGUAGE only, and in C not even there. */
	if (!getenv("LANGUAGE") && strncmp(wanted_language(), "zh", 2) == 0)
		setenv("LANGUAGE", "zh_CN", 0);
	bind_catalogue();
}
