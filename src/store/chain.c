/* The hash chain over the log. */
#include "store/chain.h"

#include <string.h>

#include "store/db.h"
#include "store/digest.h"

void chain_content(const unsigned char *salt, const char *body,
    unsigned char *out)
{
	struct digest d;

	digest_begin(&d, NULL);
	digest_bytes(&d, salt, DIGEST_SHORT);
	digest_text(&d, body);
	digest_end(&d, out);
}

void chain_leaf(const struct event_head *e, const unsigned char *content,
    unsigned char *out)
{
	struct digest d;

	digest_begin(&d, NULL);
	digest_int(&d, e->entry);
	digest_int(&d, e->n);
	digest_int(&d, e->subject);
	digest_text(&d, e->what);
	digest_int(&d, e->at);
	digest_text(&d, e->arg);
	digest_bytes(&d, content, content ? DIGEST_SIZE : 0);
	digest_end(&d, out);
}

void chain_link(const unsigned char *before, const struct entry_head *h,
    const unsigned char *root, unsigned char *out)
{
	struct digest d;

	digest_begin(&d, NULL);
	digest_bytes(&d, before, DIGEST_SIZE);
	digest_int(&d, h->id);
	digest_int(&d, h->recorded_at);
	digest_int(&d, h->actor);
	digest_int(&d, h->done_by);
	digest_text(&d, h->tool);
	digest_int(&d, h->policy);
	digest_int(&d, h->run);
	digest_text(&d, h->once);
	digest_bytes(&d, root, DIGEST_SIZE);
	digest_end(&d, out);
}

void chain_policy(const struct policy_row *p, unsigned char *out)
{
	struct digest d;

	digest_begin(&d, NULL);
	digest_int(&d, p->id);
	digest_int(&d, p->effective);
	digest_int(&d, p->adopted_at);
	digest_text(&d, p->name);
	digest_text(&d, p->version);
	digest_text(&d, p->text);
	digest_text(&d, p->path);
	digest_text(&d, p->approved_by);
	digest_end(&d, out);
}

void chain_last(struct db *db, struct entry_head *h, unsigned char *chain)
{
	struct stmt *st = db_prepare(db, "SELECT id, recorded_at, chain"
	    " FROM entry ORDER BY id DESC LIMIT 1");
	size_t n;

	memset(h, 0, sizeof *h);
	memset(chain, 0, DIGEST_SIZE);
	if (db_step(st)) {
		const void *p = db_blob(st, 2, &n);

		h->id = db_int(st, 0);
		h->recorded_at = db_int(st, 1);
		if (n == DIGEST_SIZE)
			memcpy(chain, p, n);
	}
	db_done(st);
}
