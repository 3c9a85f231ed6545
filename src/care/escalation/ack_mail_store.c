/* Mails of colleagues that acknowledge notices. */
#include "care/escalation/ack_mail.h"

#include "care/escalation/ack.h"
#include "care/escalation/ack_code.h"
#include "care/intake/mail.h"
#include "store/db.h"
#include "store/digest.h"
#include "store/log.h"
#include "store/store.h"

enum { CODES_MOST = 50 };

struct reading {
	struct log *log;
	struct db *db;
	const struct mail_item *item;
	const char *words;	/* his; with the first notice only */
	int64_t now;
	struct arena *arena;
	struct ack_mail *out;
};

static void one(struct reading *r, const struct message *m)
{
	struct acked said = {.how = "mail", .mail = r->item->print,
	    .note = r->words};

	if (!notice_stands(r->db, m))
		return;
	said.by = notice_sender(r->db, m, r->item->mail->from, r->now);
	if (!said.by || !r->out->message)
		r->out->message = m->id;
	if (!said.by) {
		r->out->stranger = true;
	} else if (!m->acked_at) {
		outbox_ack(r->log, m, &said, r->now);
		r->words = NULL;
		if (r->out->done++ == 0)
			r->out->message = m->id;
		r->out->by = said.by;
	}
}

/* False: no code of ours stands there. */
static bool by_codes(struct reading *r, const char *text)
{
	struct ack_code v[CODES_MOST];
	size_t n = ack_codes_find(text, v, CODES_MOST);
	unsigned char key[DIGEST_KEY];
	bool ours = false;

	store_key(r->db, key);
	for (size_t i = 0; i < n; i++) {
		struct message m;

		if (!outbox_load(r->db, v[i].message, r->arena, &m) ||
		    !ack_code_proves(&v[i], key, &m))
			continue;
		ours = true;
		one(r, &m);
	}
	return ours;
}

/* By what he answers: the nearest message of ours. */
static bool by_thread(struct reading *r, const char *store_id)
{
	const struct mail_in *mail = r->item->mail;
	int64_t message = 0, *ids;
	struct message m;
	size_t n;

	for (size_t i = 0; i < mail->refs_n && !message; i++)
		message = mail_message(mail->refs[i], store_id);
	if (!message)
		return false;
	n = notices_together(r->db, message, r->arena, &ids);
	for (size_t i = 0; i < n; i++)
		if (outbox_load(r->db, ids[i], r->arena, &m))
			one(r, &m);
	return n > 0;
}

void ack_by_mail(struct log *log, const struct mail_item *item,
    const char *store_id, int64_t now, struct arena *a, struct ack_mail *out)
{
	const struct mail_in *mail = item->mail;
	struct reading r = {.log = log, .db = log_db(log), .item = item,
	    .now = now, .arena = a, .out = out};
	bool quoted;

	*out = (struct ack_mail){.done = 0};
	if (!mail || mail->automatic || !mail->from ||
	    mail_message(mail->id, store_id))
		return;
	r.words = mail_words(mail, a, &quoted);
	if (!by_codes(&r, mail->subject) && !by_codes(&r, mail->text) &&
	    !by_thread(&r, store_id))
		by_codes(&r, mail->quoted);
}
