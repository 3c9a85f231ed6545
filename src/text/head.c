/* Normalising column heads. */
#include "text/head.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Append without dressing; the parenthesised too if "all". */
static void add_plain(struct buf *b, const char *s, bool all)
{
	int depth = 0;

	for (; *s; s++) {
		if (*s == '(')
			depth++;
		else if (*s == ')')
			depth -= depth > 0;
		else if ((all || depth == 0) && !strchr("*: \t\r\n", *s))
			buf_addc(b, *s);
	}
}

void head_add(struct buf *b, const char *head)
{
	utf8proc_uint8_t *folded = NULL;
	size_t before = b->n;

	if (utf8proc_map((const utf8proc_uint8_t *)head, 0, &folded,
	    UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE |
	    UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
	    UTF8PROC_STRIPCC) < 0)
		return;
	add_plain(b, (const char *)folded, false);
	if (b->n == before)
		add_plain(b, (const char *)folded, true);
	free(folded);
}
