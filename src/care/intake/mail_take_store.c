/* Mails into the store: which case they belong to, and the events they leave. */
#include "care/intake/mail_take.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "care/cases/act.h"
#include "care/cases/case.h"
#include "care/cases/wait.h"
#include "care/intake/mail.h"
#include "care/intake/mail_find.h"
#include "care/people/customer.h"
#include "store/back.h"
#include "store/db.h"
#include "store/digest.h"
#include "store/log.h"
#include "store/store.h"
#include "store/subject.h"
#include "text/mail_text.h"

enum { HEAD_KEPT = 4096 };	/* bytes of a mail that cannot be read */

/* A keyed digest: an id or a text could be found by trying all. */
static void hide(struct db *db, const char *kind, const char *const *fields,
    size_t n, char *out)
{
	unsigned char key[DIGEST_KEY], full[DIGEST_SIZE];
	struct digest d;

	store_key(db, key);
	digest_begin(&d, key);
	digest_text(&d, kind);
	for (size_t i = 0; i < n; i++)
		digest_text(&d, fields[i]);
	digest_end(&d, full);
	digest_hex(full, DIGEST_SHORT, out);
}

void mail_key(struct db *db, const char *id, char *out)
{
	memcpy(out, "mail:", 6);
	hide(db, "mail", &id, 1, out + 5);
}

bool mail_next_key(char *once, size_t size)
{
	size_t n = strlen(once);

	if (n + 2 > size)
		return false;
	memcpy(once + n, "~", 2);
	return true;
}

void mail_know(struct db *db, struct mail_item *item)
{
	const struct mail_in *m = item->mail;
	unsigned char key[DIGEST_KEY], full[DIGEST_SIZE];
	struct digest d;

	if (m) {
		const char *said[] = {m->from, m->subject, m->text, m->quoted};

		hide(db, "mail said", said, sizeof said / sizeof *said,
		    item->print);
	} else {
		store_key(db, key);
		digest_begin(&d, key);
		digest_bytes(&d, item->bytes, item->n);
		digest_end(&d, full);
		digest_hex(full, DIGEST_SHORT, item->print);
	}
	if (m && m->id) {
		mail_key(db, m->id, item->once);
	} else {
		char date[24] = "";
		const char *all[] = {item->print, date};

		/* Two mails of the same words, a day apart, are two. */
		if (m)
			snprintf(date, sizeof date, "%lld", (long long)m->date);
		memcpy(item->once, "mail:", 6);
		hide(db, "mail without id", all, 2, item->once + 5);
	}
}

/* Was what the entry did taken back, batch and all? */
static bool taken_back(struct db *db, const char *once)
{
	struct stmt *st = db_prepare(db, "SELECT e.run, v.subject FROM entry e"
	    " JOIN event v ON v.entry = e.id JOIN cases c ON c.id = v.subject"
	    " WHERE e.once = $once LIMIT 1");
	int64_t run = 0, subject = 0, by;

	db_bind_text(st, "$once", once);
	if (db_step(st)) {
		run = db_int(st, 0);
		subject = db_int(st, 1);
	}
	db_done(st);
	return subject && back_state(db, subject, run, &by) == BACK_DONE;
}

bool mail_was_taken(struct db *db, struct mail_item *item)
{
	struct stmt *st = db_prepare(db, "SELECT v.arg FROM entry e"
	    " JOIN event v ON v.entry = e.id WHERE e.once = $once");
	bool same = false;

	db_bind_text(st, "$once", item->once);
	while (!same && db_step(st))
		same = strstr(db_text(st, 0), item->print) != NULL;
	db_done(st);
	if (!same && strlen(item->once) < 40) {
		strcat(item->once, ":");
		strcat(item->once, item->print);
		return false;
	}
	if (!taken_back(db, item->once))
		return true;
	return !mail_next_key(item->once, sizeof item->once);
}

static void write_contact(struct letter *l, int64_t subject,
    const char *result, bool content)
{
	struct log *log = l->t->log;

	log_row(log, '+', "contact");
	log_int(log, "id", log_next_contact(log));
	log_int(log, "subject", subject);
	log_time(log, "customer", result ? 0 : l->customer);
	log_time(log, "staff", result ? 0 : l->staff);
	log_int(log, "at", l->at);
	log_int(log, "inbound", 1);
	log_text(log, "channel", "mail");
	log_text(log, "result", result);
	if (content)
		log_content(log, "content");
}

/* The event the mail leaves. words: what was said, or NULL when that stands
 * with the case already. */
static void write_event(struct letter *l, int64_t subject, const char *what,
    const char *words, bool quoted)
{
	struct log *log = l->t->log;
	const char *why = l->mail->automatic;
	/* The sender's address is with the customer; of others it is said. */
	const char *from = words && !l->customer ? l->mail->from : NULL;

	log_event(log, subject, what, l->at);
	write_contact(l, subject, why ? "auto" : NULL, from || quoted ||
	    (words && *words));
	log_fact(log, "mail", l->item->print);
	if (why)
		log_fact(log, "why", why);
	log_note(log, "note", words);
	log_note(log, "from", from);
	if (quoted)
		log_note(log, "quoted", l->mail->quoted);
	if (l->customer || l->staff)
		log_person(log, l->customer ? l->customer : l->staff);
	log_end(log);
}

static int64_t new_case(struct letter *l, int64_t booking)
{
	const struct mail_taking *t = l->t;
	struct customer_said who = {.source = "mail", .name = l->mail->name,
	    .mail = l->mail->from, .aside = true};
	struct case_said said = {.source = "mail", .ref = l->item->once + 5,
	    .kind = t->kind, .channel = t->channel, .received_at = l->at,
	    .booking = booking};
	const char *what;
	bool quoted;
	int64_t id;

	/* A stranger who answers a message about a booking writes for him to
	 * whom it went; what a colleague passes on is not his own. */
	if (!l->staff && (l->customer || !booking))
		l->customer = said.customer = customer_said(t->log, t->policy,
		    t->policy_id, &who, l->at, &what);
	said.text = mail_words(l->mail, l->arena, &quoted);
	if (!said.customer && l->mail->from)
		said.text = arena_printf(l->arena, "%s\n\n[from: %s]", said.text,
		    l->mail->from);
	id = case_receive(t->log, t->policy, t->policy_id, &said);
	if (!l->customer)
		l->customer = mail_case_customer(l->db, id);
	write_event(l, id, "mail_taken", NULL, quoted);
	return id;
}

/* Is it a word of our own? A colleague's; and from wherever it came, what
 * answers a notice to our people is none of the customer's, unless he is. */
static bool is_ours(const struct letter *l, int64_t id)
{
	return l->staff || (l->to_staff && (!l->customer ||
	    mail_case_customer(l->db, id) != l->customer));
}

static void take_person(struct letter *l, struct mail_took *out)
{
	struct care_case c;
	int64_t booking = 0;
	bool quoted, ours;
	const char *words;

	out->subject = mail_case(l, &booking);
	if (!out->subject) {
		out->as = MAIL_CASE;
		out->subject = new_case(l, booking);
		return;
	}
	out->as = MAIL_FOLLOWS;
	words = mail_words(l->mail, l->arena, &quoted);
	ours = is_ours(l, out->subject);
	write_event(l, out->subject, ours ? "staff_wrote" : "customer_wrote",
	    words, quoted);
	if (!ours)
		case_resume_by_answer(&(struct act){l->t->log, l->t->policy,
		    l->t->policy_id, l->at, NULL}, out->subject);
	out->closed = !ours && case_load(l->db, out->subject, l->arena, &c) &&
	    !case_is_open(&c);
}

static void take_automatic(struct letter *l, struct mail_took *out)
{
	int64_t booking = 0;
	bool quoted;
	const char *words = mail_words(l->mail, l->arena, &quoted);

	out->as = MAIL_AUTO;
	out->subject = mail_case(l, &booking);
	if (!out->subject)
		out->subject = l->answers ? l->answers : STORE_HOUSE;
	write_event(l, out->subject, "auto_mail", words, quoted);
}

static void take_unreadable(const struct mail_taking *t,
    const struct mail_item *item, struct mail_took *out)
{
	struct buf head = {0};

	mail_text_decode(&head, item->bytes,
	    item->n < HEAD_KEPT ? item->n : HEAD_KEPT, NULL);
	log_event(t->log, STORE_HOUSE, "unreadable_mail", t->now);
	log_fact(t->log, "mail", item->print);
	log_fact_int(t->log, "size", (int64_t)item->n);
	log_note(t->log, "note", buf_text(&head));
	log_end(t->log);
	buf_free(&head);
	out->as = MAIL_UNREADABLE;
	out->subject = STORE_HOUSE;
}

void mail_take(const struct mail_taking *t, const struct mail_item *item,
    struct arena *a, struct mail_took *out)
{
	struct letter l = {.t = t, .item = item, .mail = item->mail,
	    .db = log_db(t->log), .arena = a};
	struct mail_in ours;

	*out = (struct mail_took){.as = MAIL_UNREADABLE};
	if (!item->mail) {
		take_unreadable(t, item, out);
		return;
	}
	l.at = mail_received(item->mail, t->now);
	if (!item->mail->automatic && mail_message(item->mail->id, t->store_id)) {
		ours = *item->mail;
		ours.automatic = "loop";
		l.mail = &ours;
	}
	if (item->mail->from) {
		l.customer = customer_by_key(l.db, "mail", item->mail->from);
		l.staff = l.customer ? 0 :
		    mail_staff(l.db, item->mail->from, t->now);
	}
	if (l.mail->automatic)
		take_automatic(&l, out);
	else
		take_person(&l, out);
}
