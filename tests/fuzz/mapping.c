/*
 * Any bytes as a mapping of each noun, used on a row of three cells. Before
 * the first NUL byte stands the mapping, behind it the cells.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "care/intake/mapping.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void hear(void *arg, bool error, const char *file, long line, long column,
    const char *message)
{
	(void)arg;
	(void)error;
	(void)file;
	(void)column;
	if (line < 0 || !*message)
		abort();
}

static void use(struct recipes *r, const struct layout *l, const char *rest)
{
	static const char *const heads[] = {"a", "b", "c"};
	const char *cells[] = {rest, "3", "2026-03-12"};
	struct arena *a = arena_new();
	struct buf fault = {0};
	struct mapping m;

	if (mapping_make(&m, l, heads, 3, NULL, 0, r, &fault))
		for (size_t i = 0; i < m.order_n; i++) {
			buf_reset(&fault);
			if (!mapping_value(&m, m.order[i], cells, 7, a, &fault) &&
			    fault.n == 0)
				abort();
		}
	else if (fault.n == 0)
		abort();
	mapping_free(&m);
	buf_free(&fault);
	arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct buf text = {0};
	size_t map;

	buf_add(&text, (const char *)data, n);
	map = strlen(buf_text(&text));
	for (int noun = 0; noun < NOUNS; noun++) {
		struct layout *l = layout_new((enum noun)noun, NULL);
		struct recipes *r = recipes_read("m", buf_text(&text), map, l,
		    hear, NULL);

		if (r)
			use(r, l, map < n ? text.s + map + 1 : "");
		recipes_free(r);
		layout_free(l);
	}
	buf_free(&text);
	return 0;
}
