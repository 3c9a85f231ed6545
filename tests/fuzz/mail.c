/*
 * Any bytes as a mail, as HTML, as encoded words, as text with quotations.
 *
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc -D_GNU_SOURCE
 *     -DWITH_MAIL $(pkg-config --cflags --libs gmime-3.0) tests/fuzz/mail.c
 *     src/text/mail_X.c src/text/encoding.c src/text/ident.c
 *     src/care/intake/mail.c src/base/X.c     (X: all of them, but mail_out)
 *
 * Begin with the mails of tests/mail.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "care/escalation/ack_code.h"
#include "care/intake/mail.h"
#include "text/mail_in.h"
#include "text/mail_text.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void must(bool true_thing)
{
	if (!true_thing)
		abort();
}

/* Valid, and gives no orders to a terminal. */
static void clean(const char *s, bool lines)
{
	if (!s)
		return;
	must(utf8_valid(s, strlen(s)));
	for (; *s; s++)
		must(((unsigned char)*s >= 0x20 && *s != 0x7F) ||
		    (lines && (*s == '\n' || *s == '\t')));
}

static void whole(const char *bytes, size_t n)
{
	struct arena *a = arena_new();
	struct mail_number numbers[8];
	struct ack_code codes[8];
	const char *references[8];
	struct mail_in m;
	bool quoted, good = mail_read(bytes, n, a, &m);

	must(good || (!*m.subject && !*m.text));
	must(strlen(m.text) + strlen(m.quoted) <= MAIL_TEXT_MOST);
	clean(m.from, false);
	clean(m.name, false);
	clean(m.subject, false);
	clean(m.id, false);
	clean(m.text, true);
	clean(m.quoted, true);
	for (size_t i = 0; i < m.to_n; i++)
		clean(m.to[i], false);
	for (size_t i = 0; i < m.refs_n; i++) {
		clean(m.refs[i], false);
		mail_message(m.refs[i], "abcdefghijkl");
	}
	for (size_t i = 0; i < m.parts_n; i++) {
		clean(m.parts[i].name, false);
		clean(m.parts[i].type, false);
	}
	for (size_t k = ack_codes_find(m.text, codes, 8); k-- > 0; )
		must(codes[k].message > 0 && strlen(codes[k].proof) == 8);
	for (size_t k = mail_numbers(&m, numbers, 8); k-- > 0; )
		must(numbers[k].subject > 0);
	for (size_t k = mail_references(&m, a, references, 8); k-- > 0; )
		must(strlen(references[k]) >= 4);
	must(mail_received(&m, 1773281520) <= 1773281520);
	clean(mail_words(&m, a, &quoted), true);
	arena_free(a);
}

/* No line is lost or made when words are told apart. */
static void parts(const char *text)
{
	struct buf own = {0}, quoted = {0};

	mail_text_part(text, &own, &quoted);
	must(own.n + quoted.n == strlen(text));
	buf_free(&own);
	buf_free(&quoted);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const labels[] = {NULL, "gbk", "big5", "utf-8", "utf-7"};
	const char *s = (const char *)bytes;
	struct buf b = {0}, html = {0};

	whole(s, n);
	mail_text_encoded(&b, s, n);
	buf_reset(&b);
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		mail_text_decode(&b, s, n, labels[i]);
		clean(buf_text(&b), true);
	}
	buf_reset(&b);
	mail_text_decode(&b, s, n, NULL);
	parts(buf_text(&b));
	mail_text_of_html(&html, buf_text(&b));
	clean(buf_text(&html), true);
	buf_free(&b);
	buf_free(&html);
	return 0;
}
