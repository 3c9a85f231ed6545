/* care-intake mail: mails become cases, or words in the cases they answer. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "care-intake/mail_source.h"
#include "care-intake/one.h"
#include "care-intake/verbs.h"
#include "care/escalation/ack_mail.h"
#include "care/intake/mail_take.h"
#include "command/actor.h"
#include "command/session.h"
#include "store/store.h"
#include "text/ident.h"

struct post {
	struct session *s;
	const char *kind;	/* --kind, checked; NULL: the default */
	const char *channel;
	char *store_id;
	bool print_ids, each;	/* each: a line for every mail */
	bool bounce;		/* the mail program says that nobody sent it */
	int64_t count[MAIL_KINDS], read;
};

/* "complaint", if the policy has it. What it says may have changed since the
 * last mail. */
static const char *kind_of(const struct post *p)
{
	const struct word *w;

	if (p->kind)
		return p->kind;
	w = policy_word(p->s->policy, "kinds", "complaint");
	if (!w)
		die_usage(_("the policy has no kind \"complaint\": say --kind WORD"));
	return w->name;
}

/* "mail", or no channel when the policy does not know it. */
static const char *channel_of(const struct post *p)
{
	const struct word *w;

	if (p->channel)
		return p->channel;
	w = policy_word(p->s->policy, "channels", "mail");
	return w ? w->name : "";
}

static void tell_ack(const struct post *p, const struct ack_mail *ack)
{
	struct arena *a = arena_new();

	say(_("m%lld: acknowledged by %s (%zu notices)"),
	    (long long)ack->message, actor_name(p->s->db, ack->by, a), ack->done);
	arena_free(a);
}

static void tell(const struct mail_took *took, const char *sum)
{
	long long number = ident_case(took->subject);

	switch (took->as) {
	case MAIL_CASE:
		say("%s", sum);
		break;
	case MAIL_FOLLOWS:
		say(_("%lld: one more mail"), number);
		break;
	case MAIL_AUTO:
		say(_("an automatic mail: no case"));
		break;
	case MAIL_UNREADABLE:
		say(_("cannot be read as a mail; its beginning is kept"));
		break;
	case MAIL_ACKS:		/* tell_ack() said it */
		break;
	case MAIL_SAME:
	case MAIL_KINDS:
		say(_("was taken in before"));
	}
}

static void print_id(const struct post *p, const struct mail_took *took)
{
	if (!p->print_ids || took->as > MAIL_FOLLOWS)
		return;
	if (p->s->dry && took->as == MAIL_CASE)
		puts("new");
	else
		printf("%" PRId64 "\n", ident_case(took->subject));
}

/* Begin the entry of the mail; false: it was taken in before. */
static bool begin(struct post *p, struct mail_item *item)
{
	mail_know(p->s->db, item);
	while (!session_begin(p->s, item->once))
		if (mail_was_taken(p->s->db, item))
			return false;
	return true;
}

/* What is in the mail; its entry is open. */
static void take_in(struct post *p, const struct mail_item *item,
    struct arena *a, struct mail_took *took)
{
	struct session *s = p->s;
	struct mail_taking t = {s->log, s->policy, s->policy_id, s->now,
	    kind_of(p), channel_of(p), p->store_id};
	struct ack_mail ack;

	ack_by_mail(s->log, item, p->store_id, s->now, a, &ack);
	if (ack.stranger)
		warn(_("m%lld is not acknowledged: the mail came from no address"
		    " of whom it is for"), (long long)ack.message);
	if (ack.done == 0) {
		mail_take(&t, item, a, took);
		return;
	}
	took->as = MAIL_ACKS;
	if (p->each)
		tell_ack(p, &ack);
}

static void take_item(struct post *p, struct mail_item *item, struct arena *a)
{
	struct session *s = p->s;
	struct mail_took took = {.as = MAIL_SAME};
	struct buf sum = {0};

	if (begin(p, item)) {
		take_in(p, item, a, &took);
		if (took.as == MAIL_CASE && p->each)
			one_sum_up(s, took.subject, s->dry, &sum);
		session_commit(s);
	}
	p->count[took.as]++;
	p->read++;
	print_id(p, &took);
	if (p->each)
		tell(&took, buf_text(&sum));
	if (took.closed)
		warn(_("case %lld is closed, and the customer wrote again: care-case reopen %lld"),
		    (long long)ident_case(took.subject),
		    (long long)ident_case(took.subject));
	buf_free(&sum);
}

static void take_mail(void *arg, const char *bytes, size_t n, size_t cut)
{
	struct post *p = arg;
	struct arena *a = arena_new();
	struct mail_in mail;
	struct mail_item item = {.bytes = bytes, .n = n};

	if (mail_read(bytes, n, a, &mail)) {
		item.mail = &mail;
		mail.left_out += cut;
		if (p->bounce && !mail.automatic)
			mail.automatic = "bounce";
	}
	take_item(p, &item, a);
	arena_free(a);
}

static void sum_up(struct post *p)
{
	const int64_t *c = p->count;

	if (!p->each || p->read > 1)
		say(_("read %lld  new %lld  follow %lld  acknowledge %lld  automatic %lld  unreadable %lld  same %lld"),
		    (long long)p->read, (long long)c[MAIL_CASE],
		    (long long)c[MAIL_FOLLOWS], (long long)c[MAIL_ACKS],
		    (long long)c[MAIL_AUTO], (long long)c[MAIL_UNREADABLE],
		    (long long)c[MAIL_SAME]);
	buf_addf(p->s->counts, "new=%lld follow=%lld acknowledge=%lld automatic=%lld unreadable=%lld same=%lld",
	    (long long)c[MAIL_CASE], (long long)c[MAIL_FOLLOWS],
	    (long long)c[MAIL_ACKS], (long long)c[MAIL_AUTO],
	    (long long)c[MAIL_UNREADABLE], (long long)c[MAIL_SAME]);
}

/* Mail programs that run us tell the sender in SENDER; a bounce has none. */
static bool from_nobody(void)
{
	const char *sender = getenv("SENDER");

	return sender && (!*sender || strcasecmp(sender, "<>") == 0 ||
	    strncasecmp(sender, "MAILER-DAEMON", 13) == 0);
}

int intake_verb_mail(struct session *s)
{
	struct post p = {.s = s};
	size_t n = arg_operands(s->args);
	const char *name = n ? arg_operand(s->args, 0) : "-";

	if (!mail_in_able())
		die(STATUS_SERVICE, _("built without gmime, which reads mails; install it (libgmime-3.0-dev) and build again: make WITH_MAIL=1"));
	if (n > 1)
		die_usage(_("name one file or folder, or - for standard input"));
	if (arg_given(s->args, "once"))
		die_usage(_("--once is not for mails: they are known again by their Message-ID"));
	p.kind = mem_dup(session_word(s, "kinds", arg_value(s->args, "kind")));
	p.channel = mem_dup(session_word(s, "channels", arg_value(s->args, "channel")));
	kind_of(&p);
	p.print_ids = arg_given(s->args, "print-ids");
	p.each = s->verbose || strcmp(name, "-") == 0;
	p.bounce = strcmp(name, "-") == 0 && from_nobody();
	p.store_id = store_meta(s->db, "id");
	mail_source_read(name, arg_given(s->args, "move") && !s->dry, take_mail, &p);
	sum_up(&p);
	free((char *)(uintptr_t)p.kind);
	free((char *)(uintptr_t)p.channel);
	free(p.store_id);
	return STATUS_DONE;
}
