/* The heads of a mail: who, to whom, in answer to what, by a program or not. */
#include "text/mail_reader.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "text/mail_text.h"

#ifdef WITH_MAIL

enum { HEAD_MOST = 1000 };	/* characters of a subject, a name */

const char *reader_word(struct reader *r, const char *s)
{
	struct buf clean = {0};
	const char *from;
	char *out;

	if (!s)
		return NULL;
	mail_text_decode(&clean, s, strlen(s), "utf-8");
	from = buf_text(&clean);
	from += strspn(from, " \t\n");
	out = arena_dupn(r->arena, from, utf8_cut(from, HEAD_MOST));
	for (char *p = out; *p; p++)
		*p = *p == '\n' || *p == '\t' ? ' ' : *p;
	buf_free(&clean);
	return *out ? out : NULL;
}

static const char *address_of(struct reader *r, const char *s)
{
	char *low = s ? arena_dup(r->arena, reader_word(r, s)) : NULL;

	for (char *p = low; p && *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p |= 0x20;
	return low;
}

static const char *head(GMimeMessage *m, const char *name)
{
	return g_mime_object_get_header(GMIME_OBJECT(m), name);
}

/* The first address of the list itself. */
static InternetAddressMailbox *first_mailbox(InternetAddressList *list)
{
	for (int i = 0; list && i < internet_address_list_length(list); i++) {
		InternetAddress *a = internet_address_list_get_address(list, i);

		if (INTERNET_ADDRESS_IS_MAILBOX(a))
			return INTERNET_ADDRESS_MAILBOX(a);
	}
	return NULL;
}

static void read_from(struct reader *r, GMimeMessage *m)
{
	InternetAddressMailbox *box = first_mailbox(g_mime_message_get_from(m));

	if (!box)
		box = first_mailbox(g_mime_message_get_sender(m));
	if (!box)
		return;
	r->mail->from = address_of(r, internet_address_mailbox_get_addr(box));
	r->mail->name = reader_word(r,
	    internet_address_get_name(INTERNET_ADDRESS(box)));
}

static void add_to(struct reader *r, InternetAddressList *list)
{
	for (int i = 0; list && i < internet_address_list_length(list); i++) {
		InternetAddress *a = internet_address_list_get_address(list, i);

		if (INTERNET_ADDRESS_IS_MAILBOX(a) && r->mail->to_n < READER_TO) {
			const char *to = address_of(r,
			    internet_address_mailbox_get_addr(
			    INTERNET_ADDRESS_MAILBOX(a)));

			if (to)
				r->to[r->mail->to_n++] = to;
		}
	}
}

/* To whom: what the sender says, and what the mail program that delivered. */
static void read_to(struct reader *r, GMimeMessage *m)
{
	static const char *const heads[] = {"Delivered-To", "X-Original-To",
	    "Envelope-To"};

	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
		const char *value = head(m, heads[i]);
		InternetAddressList *list = value ?
		    internet_address_list_parse(r->options, value) : NULL;

		add_to(r, list);
		if (list)
			g_object_unref(list);
	}
	add_to(r, g_mime_message_get_to(m));
	add_to(r, g_mime_message_get_cc(m));
}

static void add_ref(struct reader *r, const char *id)
{
	const char *clean = reader_word(r, id);

	if (clean && r->mail->refs_n < READER_REFS)
		r->refs[r->mail->refs_n++] = clean;
}

/* The ids of a head; of References the last is the nearest. */
static void add_refs(struct reader *r, const char *value)
{
	GMimeReferences *ids = value ?
	    g_mime_references_parse(r->options, value) : NULL;

	for (int i = ids ? g_mime_references_length(ids) : 0; i-- > 0; )
		add_ref(r, g_mime_references_get_message_id(ids, i));
	if (ids)
		g_mime_references_free(ids);
}

/* What a bounce brings back: the mail, or only its heads. */
static void add_returned(struct reader *r, GMimeObject *o)
{
	if (GMIME_IS_MULTIPART(o)) {
		GMimeMultipart *m = GMIME_MULTIPART(o);

		for (int i = 0; i < g_mime_multipart_get_count(m); i++)
			add_returned(r, g_mime_multipart_get_part(m, i));
	} else if (GMIME_IS_MESSAGE_PART(o)) {
		GMimeMessage *inner =
		    g_mime_message_part_get_message(GMIME_MESSAGE_PART(o));

		if (inner)
			add_ref(r, g_mime_message_get_message_id(inner));
	} else if (GMIME_IS_PART(o) && reader_is_type(o, "text", "rfc822-headers")) {
		GByteArray *bytes = reader_bytes(GMIME_PART(o));
		GMimeMessage *inner = bytes->len ? reader_parse(
		    (char *)bytes->data, bytes->len, r->options) : NULL;

		if (inner) {
			add_ref(r, g_mime_message_get_message_id(inner));
			g_object_unref(inner);
		}
		g_byte_array_unref(bytes);
	}
}

static bool one_of(const char *value, const char *const *words)
{
	for (; value && *words; words++)
		if (strncasecmp(value, *words, strlen(*words)) == 0)
			return true;
	return false;
}

static bool from_daemon(const struct mail_in *m)
{
	static const char *const names[] = {"mailer-daemon@", "postmaster@",
	    "mail-daemon@", NULL};

	return one_of(m->from, names) ||
	    (m->from && strcmp(m->from, "mailer-daemon") == 0);
}

static bool has_been_here(const struct mail_in *m, const char *loop)
{
	for (size_t i = 0; loop && i < m->to_n; i++)
		if (strcasestr(loop, m->to[i]))
			return true;
	return false;
}

/* RFC 3834, and what is older and newer than it. */
static const char *automatic(GMimeMessage *m, const struct mail_in *mail)
{
	static const char *const no[] = {"no", NULL};
	static const char *const bulk[] = {"bulk", "junk", "list", "auto", NULL};
	static const char *const away[] = {"自动回复:", "自动回复：", "自動回覆:",
	    "自動回覆：", "自动答复:", "自动答复：", "automatic reply:",
	    "out of office", "autoreply:", "auto-reply:", NULL};
	GMimeObject *body = g_mime_message_get_mime_part(m);
	const char *path = head(m, "Return-Path");
	const char *submitted = head(m, "Auto-Submitted");

	if (body && reader_is_type(body, "multipart", "report")) {
		const char *type = g_mime_object_get_content_type_parameter(body,
		    "report-type");

		return type && strcasecmp(type, "delivery-status") != 0 ?
		    "report" : "bounce";
	}
	if ((path && strstr(path, "<>")) || from_daemon(mail))
		return "bounce";
	if (submitted && !one_of(submitted, no))
		return "auto_submitted";
	if (head(m, "X-Autoreply") || head(m, "X-Autorespond") ||
	    one_of(mail->subject, away))
		return "auto_reply";
	if (one_of(head(m, "Precedence"), bulk))
		return "bulk";
	return has_been_here(mail, head(m, "X-Loop")) ? "loop" : NULL;
}

static int64_t date_of(GMimeMessage *m)
{
	GDateTime *t = head(m, "Date") ? g_mime_message_get_date(m) : NULL;

	return t ? g_date_time_to_unix(t) : 0;
}

bool reader_is_mail(GMimeMessage *m)
{
	static const char *const heads[] = {"From", "Sender", "To", "Subject",
	    "Date", "Message-ID", "Return-Path"};

	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
		if (head(m, heads[i]))
			return true;
	return false;
}

void reader_heads(struct reader *r, GMimeMessage *m)
{
	struct mail_in *mail = r->mail;
	GMimeObject *body = g_mime_message_get_mime_part(m);
	const char *subject = reader_word(r, g_mime_message_get_subject(m));

	mail->subject = subject ? subject : "";
	mail->date = date_of(m);
	mail->id = reader_word(r, g_mime_message_get_message_id(m));
	read_from(r, m);
	read_to(r, m);
	if (!mail->automatic)
		mail->automatic = automatic(m, mail);
	if (mail->automatic && body)
		add_returned(r, body);
	add_refs(r, head(m, "In-Reply-To"));
	add_refs(r, head(m, "References"));
}

#endif
