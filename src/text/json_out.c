/* JSON strings and numbers. */
#include "text/json_out.h"

#include <string.h>

#include "base/utf8.h"

/* Length of the well-formed character at s, or 0. */
static size_t character(const char *s)
{
	size_t rest = strnlen(s, 4);

	for (size_t n = 1; n <= rest; n++)
		if (utf8_valid(s, n))
			return n;
	return 0;
}

static void add_escaped(struct buf *b, char c)
{
	static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt";

	for (const char *l = letters; *l; l += 2)
		if (*l == c) {
			buf_addc(b, '\\');
			buf_addc(b, l[1]);
			return;
		}
	buf_addf(b, "\\u%04x", (unsigned)(unsigned char)c);
}

void json_out_text(struct buf *b, const char *value)
{
	if (!value) {
		buf_adds(b, "null");
		return;
	}
	buf_addc(b, '"');
	while (*value) {
		unsigned char c = (unsigned char)*value;
		size_t n = 1;

		if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F)
			add_escaped(b, *value);
		else if (c < 0x80)
			buf_addc(b, *value);
		else if ((n = character(value)) != 0)
			buf_add(b, value, n);
		else
			buf_adds(b, "\xEF\xBF\xBD");
		value += n ? n : 1;
	}
	buf_addc(b, '"');
}
