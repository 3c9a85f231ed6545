/* Staff, as sources say of them: joined, changed, absent. */
#include "care/people/staff.h"

#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "care/people/absence.h"
#include "care/promises/change.h"
#include "store/db.h"
#include "store/log.h"
#include "store/subject.h"

enum { HOPS = 64, LOGIN_LONGEST = 64 };

/* Logins found for those named beside the member himself. */
struct others {
	int64_t supervisor, substitute;
};

static const char *some(const char *s)
{
	return s && *s ? s : NULL;
}

/* Would the supervisor, above whom others stand, end up below himself? */
static bool circle(struct db *db, int64_t id, int64_t boss)
{
	struct arena *a = arena_new();
	struct staff s;
	bool round = false;

	for (int i = 0; boss && i < HOPS && !round; i++) {
		round = boss == id;
		boss = staff_load(db, boss, a, &s) ? s.supervisor : 0;
	}
	arena_free(a);
	return round;
}

static bool login_form(const char *s)
{
	size_t n = strlen(s);

	return n > 0 && n <= LOGIN_LONGEST && s[0] != '-' && strspn(s,
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789._-") == n;
}

/* The one of that login or name; a fault names the nearest. */
static int64_t other(struct db *db, const char *typed, int64_t now,
    struct buf *fault)
{
	struct arena *a = arena_new();
	const char *why;
	int64_t id = staff_named(db, typed, now, a, &why);

	/* What is no login may be anything, and is not repeated. */
	if (!id && login_form(typed))
		buf_addf(fault, "%s: ", typed);
	if (!id)
		buf_adds(fault, why);
	arena_free(a);
	return id;
}

static bool judge(struct db *db, int64_t id, const struct staff_said *said,
    int64_t now, struct others *o, struct buf *fault)
{
	if (!some(said->login) || !login_form(said->login))
		buf_adds(fault, _("a login is made of letters, digits, dots and dashes: it is the Unix user's name"));
	else if (id == 0 && !some(said->role))
		buf_adds(fault, _("the role is missing"));
	else if (said->to_at && said->from_at && said->to_at <= said->from_at)
		buf_adds(fault, _("left before joining"));
	else if ((said->absent_from == 0) != (said->absent_to == 0))
		buf_adds(fault, _("an absence needs its first and its last day"));
	else if (said->absent_from && said->absent_to <= said->absent_from)
		buf_adds(fault, _("the absence ends before it begins"));
	if (fault->n > 0)
		return false;
	if (some(said->supervisor))
		o->supervisor = other(db, said->supervisor, now, fault);
	if (fault->n == 0 && some(said->substitute))
		o->substitute = other(db, said->substitute, now, fault);
	if (fault->n == 0 && id && o->substitute == id)
		buf_adds(fault, _("nobody stands in for himself"));
	if (fault->n == 0 && id && circle(db, id, o->supervisor))
		buf_adds(fault, _("these supervisors go round in a circle"));
	return fault->n == 0;
}

static void put(struct log *log, const char *column, const char *said)
{
	if (some(said))
		log_text(log, column, said);
}

static void put_private(struct log *log, const char *column, const char *said)
{
	if (some(said))
		log_private(log, column, said);
}

static int64_t join(struct log *log, const struct staff_said *said,
    const struct others *o, int64_t at)
{
	const struct fields none = {NULL, 0};
	struct subject s = {.kind = "staff", .ref = said->login};
	int64_t from = said->from_at ? said->from_at : at;

	s.id = log_next_subject(log);
	s.source = said->source ? said->source : "";
	log_event(log, s.id, "joined", from);
	log_person(log, s.id);
	subject_insert(log, &s);
	log_row(log, '+', "staff");
	log_int(log, "id", s.id);
	log_text(log, "login", said->login);
	put_private(log, "name", said->name);
	put(log, "post", said->post);
	put(log, "role", said->role);
	put(log, "team", said->team);
	put(log, "skills", said->skills);
	put_private(log, "phone", said->phone);
	put_private(log, "mail", said->mail);
	log_time(log, "supervisor", o->supervisor);
	log_int(log, "from_at", from);
	log_time(log, "to_at", said->to_at);
	fields_log(log, s.id, &none, said->fields, said->fields_n);
	log_end(log);
	return s.id;
}

static bool differs(const char *said, const char *known)
{
	return some(said) && (!known || strcmp(said, known) != 0);
}

static bool times_differ(int64_t said, int64_t known)
{
	return said && said != known;
}

static bool changed(const struct staff *s, const struct staff_said *said,
    const struct others *o)
{
	return differs(said->name, s->name) || differs(said->post, s->post) ||
	    differs(said->role, s->role) || differs(said->team, s->team) ||
	    differs(said->skills, s->skills) ||
	    differs(said->phone, s->phone) || differs(said->mail, s->mail) ||
	    times_differ(o->supervisor, s->supervisor) ||
	    times_differ(said->from_at, s->from_at) ||
	    times_differ(said->to_at, s->to_at);
}

static void update(struct log *log, const struct staff *s,
    const struct fields *had, const struct staff_said *said,
    const struct others *o, int64_t at)
{
	log_event(log, s->id, "updated", at);
	log_person(log, s->id);
	/* It may be his fields only. */
	if (changed(s, said, o)) {
		log_row(log, '~', "staff");
		log_int(log, "id", s->id);
	}
	if (differs(said->name, s->name))
		log_private(log, "name", said->name);
	if (differs(said->post, s->post))
		log_text(log, "post", said->post);
	if (differs(said->role, s->role))
		log_text(log, "role", said->role);
	if (differs(said->team, s->team))
		log_text(log, "team", said->team);
	if (differs(said->skills, s->skills))
		log_text(log, "skills", said->skills);
	if (differs(said->phone, s->phone))
		log_private(log, "phone", said->phone);
	if (differs(said->mail, s->mail))
		log_private(log, "mail", said->mail);
	if (times_differ(o->supervisor, s->supervisor))
		log_int(log, "supervisor", o->supervisor);
	if (times_differ(said->from_at, s->from_at))
		log_int(log, "from_at", said->from_at);
	if (times_differ(said->to_at, s->to_at))
		log_int(log, "to_at", said->to_at);
	fields_log(log, s->id, had, said->fields, said->fields_n);
	log_end(log);
}

static bool absent(struct log *log, int64_t id, const struct staff_said *said,
    const struct others *o, int64_t at)
{
	const struct absence v = {id, said->absent_from, said->absent_to,
	    o->substitute};

	return said->absent_from && absence_put(log, &v, at);
}

/* Who left before he was entered has nothing to hand over. */
static void gone(struct log *log, int64_t id, int64_t at)
{
	log_event(log, id, "left", at);
	log_end(log);
}

static bool became(const char *now, const char *before)
{
	return before && now && strcmp(now, before) != 0;
}

/* What the policy promises of staff: of a new one all; of one who is something
 * else now (was), what holds now and not before, and what begins when he
 * leaves the post he had. */
static void promise(struct log *log, const struct policy *policy,
    int64_t policy_id, int64_t id, const struct staff *was, int64_t at)
{
	struct arena *a = arena_new();
	struct facts f = {.n = 0};
	struct promiser m = {log, policy, policy_id, "staff", id, &f, 0};
	struct staff s;

	if (policy && staff_load(log_db(log), id, a, &s)) {
		staff_facts(log_db(log), &s, a, &f);
		if (was) {
			promises_drop(&m, "not_due", at);
			promises_new(&m, at);
			promises_make(&m, FIELDS_SAID, at);
		} else {
			promises_begin(&m, "registered", at);
		}
		if (was && (became(s.post, was->post) || became(s.role, was->role)))
			promises_make(&m, "left", at);
	}
	arena_free(a);
}

/* Of one who is known: is anything of him another now? */
static bool renew(struct log *log, const struct policy *policy,
    int64_t policy_id, int64_t id, const struct staff_said *said,
    const struct others *o, int64_t at)
{
	struct arena *a = arena_new();
	struct fields had = fields_load(log_db(log), id, a);
	struct staff s;
	bool is = staff_load(log_db(log), id, a, &s) && (changed(&s, said, o) ||
	    fields_changed(log_db(log), &had, said->fields, said->fields_n));

	if (is) {
		update(log, &s, &had, said, o, at);
		promise(log, policy, policy_id, id, &s, at);
	}
	arena_free(a);
	return is;
}

int64_t staff_said(struct log *log, const struct policy *policy,
    int64_t policy_id, const struct staff_said *said, int64_t at,
    const char **what, const char **fault)
{
	static struct buf why;
	struct others o = {0};
	int64_t id = said->login ? staff_by_login(log_db(log), said->login) : 0;
	bool new = id == 0, other_now = false;

	buf_reset(&why);
	*what = "same";
	*fault = NULL;
	if (!judge(log_db(log), id, said, at, &o, &why)) {
		*fault = buf_text(&why);
		return 0;
	}
	if (!new) {
		other_now = renew(log, policy, policy_id, id, said, &o, at);
	} else {
		id = join(log, said, &o, at);
		if (said->to_at && said->to_at <= at)
			gone(log, id, said->to_at);
		else
			promise(log, policy, policy_id, id, NULL, at);
	}
	if (absent(log, id, said, &o, at))
		other_now = true;
	*what = new ? "new" : other_now ? "changed" : "same";
	return id;
}
