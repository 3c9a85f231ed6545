/* A consent is recorded. */
#include "care/people/customer_consent.h"

#include "store/db.h"
#include "store/log.h"

static bool said_now(struct db *db, int64_t customer, const char *purpose,
    int64_t at)
{
	struct stmt *st = db_prepare(db, "SELECT 1 FROM consent WHERE"
	    " customer = $customer AND purpose = $purpose AND at = $at");
	bool found;

	db_bind_int(st, "$customer", customer);
	db_bind_text(st, "$purpose", purpose);
	db_bind_int(st, "$at", at);
	found = db_step(st);
	db_done(st);
	return found;
}

void customer_consent(struct log *log, int64_t customer, const char *purpose,
    bool given, const char *proof, int64_t at)
{
	char op = said_now(log_db(log), customer, purpose, at) ? '~' : '+';

	log_event(log, customer, given ? "consented" : "withdrawn", at);
	log_person(log, customer);
	log_row(log, op, "consent");
	log_int(log, "customer", customer);
	log_text(log, "purpose", purpose);
	log_int(log, "at", at);
	log_int(log, "given", given);
	log_private(log, "proof", proof);
	log_end(log);
}
