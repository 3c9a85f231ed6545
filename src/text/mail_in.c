/* Reading a mail: its heads, and the walk through its parts. */
#include "text/mail_in.h"

#ifndef WITH_MAIL

bool mail_in_able(void)
{
	return false;
}

bool mail_read(const char *bytes, size_t n, struct arena *a, struct mail_in *m)
{
	(void)bytes, (void)n, (void)a;
	*m = (struct mail_in){.subject = "", .text = "", .quoted = ""};
	return false;
}

#else

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "text/mail_reader.h"
#include "text/mail_text.h"

enum { NESTED_MOST = 256 };	/* parts that hold parts: gmime walks them recursively */

bool mail_in_able(void)
{
	return true;
}

static void forget(void)
{
	g_mime_shutdown();
}

/* Heads with raw bytes, against RFC 5322, are in one of these. */
static GMimeParserOptions *options(void)
{
	static const char *charsets[] = {"utf-8", "gb18030", NULL};
	GMimeParserOptions *o;

	o = g_mime_parser_options_new();
	g_mime_parser_options_set_fallback_charsets(o, charsets);
	return o;
}

static void begin(void)
{
	static bool begun;

	if (!begun) {
		g_mime_init();
		atexit(forget);
		begun = true;
	}
}

static bool has_word(const char *s, const char *end, const char *word)
{
	size_t n = strlen(word);

	return n <= (size_t)(end - s) && strncasecmp(s, word, n) == 0;
}

/* Are there more parts that hold parts than anybody means? */
static bool too_nested(const char *s, size_t n)
{
	static const char head[] = "content-type:";
	const char *end = s + n;
	size_t found = 0;

	for (; s && s < end; s = memchr(s, '\n', (size_t)(end - s))) {
		s += *s == '\n';
		if (!has_word(s, end, head))
			continue;
		s += sizeof head - 1;
		while (s < end && strchr(" \t\r\n", *s))
			s++;
		found += has_word(s, end, "multipart/") ||
		    has_word(s, end, "message/");
	}
	return found > NESTED_MOST;
}

GMimeMessage *reader_parse(const char *s, size_t n, GMimeParserOptions *o)
{
	GMimeStream *mem = g_mime_stream_mem_new_with_buffer(s, n);
	GMimeParser *parser = g_mime_parser_new_with_stream(mem);
	GMimeMessage *m;

	g_mime_parser_set_persist_stream(parser, FALSE);
	m = g_mime_parser_construct_message(parser, o);
	g_object_unref(parser);
	g_object_unref(mem);
	return m;
}

/* Behind a line "From sender date", as mailboxes have it. */
static size_t behind_from(const char *s, size_t n, bool *daemon)
{
	static const char from[] = "From ";
	const char *end;

	*daemon = false;
	if (n < sizeof from - 1 || memcmp(s, from, sizeof from - 1) != 0)
		return 0;
	*daemon = has_word(s + sizeof from - 1, s + n, "MAILER-DAEMON");
	end = memchr(s, '\n', n);
	return end ? (size_t)(end - s) + 1 : n;
}

bool mail_read(const char *bytes, size_t n, struct arena *a, struct mail_in *m)
{
	bool daemon;
	size_t from = behind_from(bytes, n, &daemon);
	struct reader r = {.arena = a, .mail = m};
	struct buf raw = {0};
	GMimeMessage *message;
	bool good = false;

	*m = (struct mail_in){.subject = "", .text = "", .quoted = "",
	    .automatic = daemon ? "bounce" : NULL};
	m->to = r.to = arena_alloc(a, READER_TO, sizeof *r.to);
	m->refs = r.refs = arena_alloc(a, READER_REFS, sizeof *r.refs);
	m->parts = r.parts = arena_alloc(a, READER_PARTS, sizeof *r.parts);
	if (n == from || too_nested(bytes + from, n - from))
		return false;
	begin();
	r.options = options();
	mail_text_encoded(&raw, bytes + from, n - from);
	message = reader_parse(raw.s, raw.n, r.options);
	if (message) {
		good = reader_is_mail(message);
		if (good) {
			reader_heads(&r, message);
			reader_body(&r, g_mime_message_get_mime_part(message));
		}
		g_object_unref(message);
	}
	g_mime_parser_options_free(r.options);
	buf_free(&raw);
	return good;
}

#endif
