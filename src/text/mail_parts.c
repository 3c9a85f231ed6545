/* The parts of a mail: its text, and the names of what is attached. */
#include "text/mail_reader.h"

#include <string.h>
#include <strings.h>

#include "text/mail_text.h"

#ifdef WITH_MAIL

enum { READ_MOST = 4 * MAIL_TEXT_MOST };	/* bytes of text that are decoded */

/* The decoded bytes of a part. The caller unrefs it. */
GByteArray *reader_bytes(GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *mem = g_mime_stream_mem_new();
	GByteArray *bytes;

	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(mem), FALSE);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(mem));
	if (content)
		g_mime_data_wrapper_write_to_stream(content, mem);
	g_object_unref(mem);
	return bytes;
}

static void add_part(struct reader *r, GMimeObject *o, const char *name,
    size_t size)
{
	GMimeContentType *type = g_mime_object_get_content_type(o);
	struct mail_part *p;

	if (r->mail->parts_n == READER_PARTS)
		return;
	p = &r->parts[r->mail->parts_n++];
	p->name = reader_word(r, name);
	p->type = reader_word(r, arena_printf(r->arena, "%s/%s",
	    g_mime_content_type_get_media_type(type),
	    g_mime_content_type_get_media_subtype(type)));
	p->size = size;
}

bool reader_is_type(GMimeObject *o, const char *type, const char *subtype)
{
	return g_mime_content_type_is_type(g_mime_object_get_content_type(o),
	    type, subtype);
}

static bool is_text(GMimeObject *o)
{
	const char *how = g_mime_object_get_disposition(o);

	return GMIME_IS_PART(o) && (reader_is_type(o, "text", "plain") ||
	    reader_is_type(o, "text", "html")) &&
	    !(how && strcasecmp(how, "attachment") == 0) &&
	    !g_mime_part_get_filename(GMIME_PART(o));
}

static void add_text(struct reader *r, GMimeObject *o, struct buf *out)
{
	GByteArray *bytes = reader_bytes(GMIME_PART(o));
	const char *label = g_mime_object_get_content_type_parameter(o, "charset");
	size_t n = bytes->len, room = READ_MOST - r->read;
	struct buf html = {0};

	if (n > room) {
		r->mail->left_out += n - room;
		n = room;
	}
	r->read += n;
	if (reader_is_type(o, "text", "html")) {
		mail_text_decode(&html, (char *)bytes->data, n, label);
		mail_text_of_html(out, buf_text(&html));
	} else {
		mail_text_decode(out, (char *)bytes->data, n, label);
	}
	if (out->n && out->s[out->n - 1] != '\n')
		buf_addc(out, '\n');
	buf_free(&html);
	g_byte_array_unref(bytes);
}

static void walk(struct reader *, GMimeObject *, struct buf *);

/* The same text in several forms: plain, if it says anything, else the best,
 * which is the last (RFC 2046, 5.1.4). What hangs on the others is named. */
static void walk_alternative(struct reader *r, GMimeMultipart *m,
    struct buf *out)
{
	struct buf best = {0};
	bool plain = false;

	for (int i = 0; i < g_mime_multipart_get_count(m); i++) {
		GMimeObject *o = g_mime_multipart_get_part(m, i);
		struct buf form = {0};

		r->muted += plain;
		walk(r, o, &form);
		r->muted -= plain;
		if (!mail_text_blank(buf_text(&form))) {
			plain = plain || (is_text(o) && reader_is_type(o, "text", "plain"));
			buf_free(&best);
			best = form;
		} else {
			buf_free(&form);
		}
	}
	buf_add(out, buf_text(&best), best.n);
	buf_free(&best);
}

static void walk(struct reader *r, GMimeObject *o, struct buf *out)
{
	if (GMIME_IS_MULTIPART(o)) {
		GMimeMultipart *m = GMIME_MULTIPART(o);

		if (reader_is_type(o, "multipart", "alternative"))
			walk_alternative(r, m, out);
		else
			for (int i = 0; i < g_mime_multipart_get_count(m); i++)
				walk(r, g_mime_multipart_get_part(m, i), out);
	} else if (GMIME_IS_MESSAGE_PART(o)) {
		GMimeMessage *inner =
		    g_mime_message_part_get_message(GMIME_MESSAGE_PART(o));

		add_part(r, o, inner ? g_mime_message_get_subject(inner) : NULL, 0);
	} else if (is_text(o)) {
		if (!r->muted)
			add_text(r, o, out);
	} else if (GMIME_IS_PART(o)) {
		GByteArray *bytes = reader_bytes(GMIME_PART(o));

		add_part(r, o, g_mime_part_get_filename(GMIME_PART(o)),
		    bytes->len);
		g_byte_array_unref(bytes);
	}
}

/* Cut to the most that is kept, own words first. */
static const char *cut(struct reader *r, const struct buf *b, size_t *room)
{
	const char *s = buf_text(b);
	size_t n = b->n;

	if (n > *room) {
		n = *room;
		while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
			n--;
		r->mail->left_out += b->n - n;
	}
	*room -= n;
	while (n > 0 && strchr(" \n", s[n - 1]))
		n--;
	return arena_dupn(r->arena, s, n);
}

void reader_body(struct reader *r, GMimeObject *body)
{
	struct buf all = {0}, own = {0}, quoted = {0};
	size_t room = MAIL_TEXT_MOST;

	if (body)
		walk(r, body, &all);
	mail_text_part(buf_text(&all), &own, &quoted);
	r->mail->text = cut(r, &own, &room);
	r->mail->quoted = cut(r, &quoted, &room);
	buf_free(&all);
	buf_free(&own);
	buf_free(&quoted);
}

#endif
