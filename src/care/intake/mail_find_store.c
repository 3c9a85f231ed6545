/* Which case a mail belongs to. */
#include "care/intake/mail_find.h"

#include "care/cases/act.h"
#include "care/cases/case.h"
#include "care/intake/mail.h"
#include "care/intake/mail_take.h"
#include "store/db.h"
#include "store/subject.h"

enum { NUMBERS_MOST = 16, REFERENCES_MOST = 16 };

/* One number of the row with that id; 0: null, or no such row. */
static int64_t number_of(struct db *db, const char *sql, int64_t id)
{
	struct stmt *st = db_prepare(db, sql);
	int64_t found;

	db_bind_int(st, "$id", id);
	found = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return found;
}

/* The case itself, or the one it was merged into; 0: there is none, or it was
 * taken back. */
static int64_t real_case(struct db *db, int64_t id)
{
	int64_t found = number_of(db, "SELECT id FROM cases WHERE id = $id"
	    " AND coalesce(outcome, '') <> 'undone'", id);

	for (int hops = 0; found && hops < 8; hops++) {
		int64_t into = number_of(db,
		    "SELECT merged_into FROM cases WHERE id = $id", found);

		if (!into)
			break;
		found = into;
	}
	return found;
}

int64_t mail_case_customer(struct db *db, int64_t id)
{
	return number_of(db, "SELECT customer FROM cases WHERE id = $id", id);
}

static int64_t customer_of_booking(struct db *db, int64_t id)
{
	return number_of(db, "SELECT customer FROM booking WHERE id = $id", id);
}

static int64_t case_of_entry(struct db *db, const char *once)
{
	struct stmt *st = db_prepare(db, "SELECT v.subject FROM entry e"
	    " JOIN event v ON v.entry = e.id JOIN cases c ON c.id = v.subject"
	    " WHERE e.once = $once ORDER BY v.n LIMIT 1");
	int64_t found;

	db_bind_text(st, "$once", once);
	found = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return found;
}

/* The case that a mail of that Message-ID made or belongs to, and that was not
 * taken back; 0: none. */
static int64_t case_of_mail(struct db *db, const char *id)
{
	char once[80];
	int64_t found;

	mail_key(db, id, once);
	do {
		found = case_of_entry(db, once);
	} while (found && !real_case(db, found) &&
	    mail_next_key(once, sizeof once));
	return real_case(db, found);
}

static int64_t subject_of_message(struct db *db, int64_t message)
{
	return number_of(db, "SELECT subject FROM message WHERE id = $id", message);
}

int64_t mail_staff(struct db *db, const char *mail, int64_t at)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM staff"
	    " WHERE lower(mail) = $mail AND (to_at IS NULL OR to_at > $at)"
	    " ORDER BY id LIMIT 1");
	int64_t found;

	db_bind_text(st, "$mail", mail);
	db_bind_int(st, "$at", at);
	found = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return found;
}

/* By what it answers: mails taken in before, messages of ours. */
static int64_t case_of_thread(struct letter *l)
{
	const struct mail_in *m = l->mail;
	int64_t found = m->id ? case_of_mail(l->db, m->id) : 0;

	for (size_t i = 0; i < m->refs_n && !found; i++) {
		int64_t message = mail_message(m->refs[i], l->t->store_id);
		int64_t subject = subject_of_message(l->db, message);

		if (subject && !l->answers) {
			l->answers = subject;
			l->to_staff = number_of(l->db, "SELECT id FROM message"
			    " WHERE id = $id AND purpose = 'notice'", message) != 0;
		}
		found = real_case(l->db, subject);
		if (!found)
			found = case_of_mail(l->db, m->refs[i]);
	}
	return found;
}

/* By a number it names. One that nothing says to be a case's may be anything
 * (an order's, a hotline's), so then it must be a case of the sender's. */
static int64_t case_of_number(struct letter *l)
{
	struct mail_number v[NUMBERS_MOST];
	size_t n = mail_numbers(l->mail, v, NUMBERS_MOST);

	for (int unmarked = 0; unmarked < 2; unmarked++)
		for (size_t i = 0; i < n; i++) {
			int64_t found = real_case(l->db, v[i].subject);

			if (found && (v[i].marked || (unmarked && l->customer &&
			    mail_case_customer(l->db, found) == l->customer)))
				return found;
		}
	return 0;
}

static bool is_open_of(struct letter *l, int64_t id)
{
	struct care_case c;

	return case_load(l->db, id, l->arena, &c) && case_is_open(&c) &&
	    c.customer == l->customer;
}

static int64_t open_case_of_booking(struct letter *l, int64_t booking)
{
	struct stmt *st = db_prepare(l->db, "SELECT id FROM cases"
	    " WHERE customer = $customer AND booking = $booking"
	    " AND closed_at IS NULL ORDER BY received_at DESC, id DESC LIMIT 1");
	int64_t found;

	db_bind_int(st, "$customer", l->customer);
	db_bind_int(st, "$booking", booking);
	found = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return found;
}

/* By a reference that stands in the subject line, of the sender's own cases
 * and bookings only. *booking: the one it names, for a new case. */
static int64_t case_of_reference(struct letter *l, int64_t *booking)
{
	const char *v[REFERENCES_MOST];
	size_t n = l->customer ?
	    mail_references(l->mail, l->arena, v, REFERENCES_MOST) : 0;

	for (size_t i = 0; i < n; i++) {
		int64_t id = subject_by_ref(l->db, "case", v[i]);

		if (id > 0 && is_open_of(l, id))
			return id;
		id = subject_by_ref(l->db, "booking", v[i]);
		if (id <= 0 || customer_of_booking(l->db, id) != l->customer)
			continue;
		*booking = *booking ? *booking : id;
		id = open_case_of_booking(l, id);
		if (id)
			return id;
	}
	return 0;
}

int64_t mail_case(struct letter *l, int64_t *booking)
{
	int64_t found = case_of_thread(l);

	if (!found)
		found = case_of_number(l);
	if (!found && !l->mail->automatic)
		found = case_of_reference(l, booking);
	if (!found && l->answers &&
	    customer_of_booking(l->db, l->answers))
		*booking = l->answers;
	return found;
}
