/* The language of messages: gettext, with a UTF-8 locale even under cron. */
#ifndef BASE_LANG_H
#define BASE_LANG_H

#include <libintl.h>

#define _(s) gettext(s)
#define N_(s) (s)	/* marks a text for translation where it is stored */

/*
 * Choose the locale: the user's if its character set is UTF-8, else C.UTF-8
 * (cron has no LANG; tables and Chinese names need UTF-8). Messages follow
 * LANGUAGE, or LC_ALL, LC_MESSAGES, LANG when they name Chinese, also where
 * that locale is not generated. Numbers stay in the C form.
 */
void	lang_init(void);

#endif
