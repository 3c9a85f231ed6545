/* When reminders are due, and what they become in the outbox. */
#include "policy_files.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "care/bookings/booking.h"
#include "care/people/customer.h"
#include "care/reminders/reminder.h"
#include "store/db.h"
#include "store/log.h"
#include "store/store.h"

#define RULES(window, more) HEAD \
	"calendars: {c: {hours: {mon-fri: \"09:00-18:00\"}}}\n" \
	"words: {kinds: {complaint: x}, channels: {sms: s, mail: m, phone: p}," \
	" roles: {owner: o}, severities: [minor]}\n" \
	"messages:\n  - {name: r, for: booking, window: \"" window "\"," \
	" by: [sms, mail], purpose: service, template: t" more "}\n" \
	"templates:\n  t: \"{{customer_name}} {{departs}} {{left}}\"\n"

static int64_t instant(int month, int day, int hour, int minute)
{
	struct civil c = {2026, month, day, hour, minute, 0};

	return zone_instant(zone_open("Asia/Shanghai"), c, NULL);
}

static struct policy *policy_of(const char *text)
{
	struct buf said = {0};
	struct policy *p = load_text(text, &said);

	if (!p)
		fail_msg("%s", buf_text(&said));
	buf_free(&said);
	return p;
}

static const struct message_rule *first_rule(const struct policy *p)
{
	size_t n;
	const struct message_rule *r = policy_message_rules(p, &n);

	assert_true(n >= 1);
	return r;
}

static void windows(void **state)
{
	const struct zone *zone = zone_open("Asia/Shanghai");
	/* a journey from 14 to 20 March 2026 */
	const struct {
		const char *policy;
		int64_t opens, late, expires;
		const char *occurrence;
	} cases[] = {
		{RULES("departs - 3d .. departs - 1d, 10:00", ""),
		    instant(3, 11, 10, 0), instant(3, 14, 0, 0), instant(3, 14, 0, 0),
		    "2026-03-14"},
		{RULES("departs - 3d, 10:00 .. 20:00", ""),
		    instant(3, 11, 10, 0), instant(3, 11, 20, 0), instant(3, 14, 0, 0),
		    "2026-03-14"},
		{RULES("departs - 2d, 18:00", ""),
		    instant(3, 12, 18, 0), instant(3, 13, 0, 0), instant(3, 14, 0, 0),
		    "2026-03-14"},
		{RULES("returns + 1d .. returns + 3d, 11:00", ""),
		    instant(3, 21, 11, 0), instant(3, 24, 0, 0), instant(3, 24, 0, 0),
		    "2026-03-20"},
		{RULES("departs - 1d .. returns, 9:00", ""),
		    instant(3, 13, 9, 0), instant(3, 21, 0, 0), instant(3, 21, 0, 0),
		    "2026-03-14"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct policy *p = policy_of(cases[i].policy);
		const struct message_rule *r = first_rule(p);
		struct reminder_times t;
		struct facts f = {0};
		int64_t from, until;

		assert_false(reminder_times(r, &f, zone, &t));
		facts_number(&f, "departs", instant(3, 14, 0, 0));
		facts_number(&f, "returns", instant(3, 20, 0, 0));
		assert_true(reminder_times(r, &f, zone, &t));
		if (t.opens != cases[i].opens || t.late != cases[i].late ||
		    t.expires != cases[i].expires ||
		    strcmp(t.occurrence, cases[i].occurrence) != 0)
			fail_msg("%zu: %lld %lld %lld %s", i, (long long)t.opens,
			    (long long)t.late, (long long)t.expires, t.occurrence);
		/* while it is open, its anchor is within reach */
		for (int64_t now = t.opens; now < t.expires; now += 3600) {
			reminder_reach(r, now, &from, &until);
			assert_true(from <= t.anchor && t.anchor <= until);
		}
		policy_free(p);
	}
}

static void hours(void **state)
{
	const struct zone *zone = zone_open("Asia/Shanghai");
	const struct { const char *policy; int64_t at, wanted; } cases[] = {
		{RULES("departs - 3d .. departs - 1d, 10:00", ""),
		    instant(3, 11, 3, 0), instant(3, 11, 10, 0)},
		{RULES("departs - 3d .. departs - 1d, 10:00", ""),
		    instant(3, 11, 10, 0), instant(3, 11, 10, 0)},
		{RULES("departs - 3d .. departs - 1d, 10:00", ""),
		    instant(3, 11, 20, 59), instant(3, 11, 20, 59)},
		{RULES("departs - 3d .. departs - 1d, 10:00", ""),
		    instant(3, 11, 21, 0), instant(3, 12, 10, 0)},
		{RULES("departs - 3d, 10:00 .. 20:00", ""),
		    instant(3, 11, 20, 0), instant(3, 12, 10, 0)},
		{RULES("departs - 3d .. departs - 1d", ""),
		    instant(3, 11, 0, 0), instant(3, 11, 9, 0)},
		{RULES("departs - 1d, 22:00", ""),
		    instant(3, 13, 23, 0), instant(3, 13, 23, 0)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct policy *p = policy_of(cases[i].policy);
		int64_t got = reminder_hour(first_rule(p), zone, cases[i].at);

		if (got != cases[i].wanted)
			fail_msg("%zu: %lld, not %lld", i, (long long)got,
			    (long long)cases[i].wanted);
		policy_free(p);
	}
}

/* A store with one customer and one booking. */
struct world {
	char dir[32];
	struct db *db;
	struct log *log;
	struct policy *policy;
	int64_t customer, booking;
};

static void world_open(struct world *w, const char *policy, int64_t live_from)
{
	struct store_options o = {.trial = true, .first = 1001,
	    .now = instant(3, 1, 9, 0), .owner = "liu"};
	struct customer_said c = {.source = "", .ref = "K1", .name = "李雷",
	    .phone = "13800138000"};
	struct booking_said b = {.source = "", .ref = "T1", .product = "昆明",
	    .departs = instant(3, 14, 0, 0), .returns = instant(3, 20, 0, 0),
	    .booked_at = -1, .party = -1, .fee = -1};
	char path[64];
	const char *what;

	strcpy(w->dir, "/tmp/care-remind.XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	snprintf(path, sizeof path, "%s/care.db", w->dir);
	w->policy = policy_of(policy);
	w->db = store_create(path, &o);
	w->log = log_open(w->db, "test");
	log_begin(w->log, o.now, NULL);
	w->customer = customer_said(w->log, w->policy, 0, &c, o.now, &what);
	b.customer = w->customer;
	w->booking = booking_said(w->log, w->policy, 0, &b, o.now, live_from,
	    &what);
	log_commit(w->log);
}

static void world_close(struct world *w)
{
	static const char *const left[] = {"care.db", "care.db-lock",
	    "care.db-wal", "care.db-shm"};
	char path[64];

	log_close(w->log, NULL, 0);
	db_close(w->db);
	policy_free(w->policy);
	for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", w->dir, left[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(w->dir), 0);
}

static size_t ripe(struct world *w, int64_t now)
{
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = reminders_ripe(w->db, w->policy, now, a, &ids);

	if (n)
		assert_int_equal(ids[0], w->booking);
	arena_free(a);
	return n;
}

static size_t plan(struct world *w, int64_t now)
{
	size_t n;

	log_begin(w->log, now, NULL);
	n = reminders_plan(w->log, w->policy, w->booking, now);
	log_commit(w->log);
	return n;
}

static void planned_in_its_window(void **state)
{
	struct world w;

	(void)state;
	world_open(&w, RULES("departs - 3d .. departs - 1d, 10:00", ""), 0);
	assert_int_equal(ripe(&w, instant(3, 11, 9, 59)), 0);
	assert_int_equal(plan(&w, instant(3, 11, 9, 59)), 0);
	assert_int_equal(ripe(&w, instant(3, 11, 10, 0)), 1);
	assert_int_equal(plan(&w, instant(3, 11, 10, 0)), 1);
	assert_int_equal(ripe(&w, instant(3, 11, 10, 1)), 0);
	assert_int_equal(plan(&w, instant(3, 11, 10, 1)), 0);
	world_close(&w);
	world_open(&w, RULES("departs - 3d .. departs - 1d, 10:00", ""), 0);
	assert_int_equal(ripe(&w, instant(3, 14, 0, 0)), 0);
	assert_int_equal(plan(&w, instant(3, 14, 0, 0)), 0);
	world_close(&w);
	/* nothing is sent for instants before it went live */
	world_open(&w, RULES("departs - 3d .. departs - 1d, 10:00", ""),
	    instant(3, 14, 0, 0));
	assert_int_equal(plan(&w, instant(3, 12, 10, 0)), 0);
	world_close(&w);
	world_open(&w, RULES("departs - 3d .. departs - 1d, 10:00",
	    ", when: {party: {over: 5}}"), 0);
	assert_int_equal(plan(&w, instant(3, 12, 10, 0)), 0);
	world_close(&w);
}

static struct rendering render(struct world *w, struct message m, int64_t now,
    struct arena *a)
{
	struct rendering r;

	reminder_render(w->db, w->policy, &m, now, a, &r);
	return r;
}

static void asked_again_at_sending(void **state)
{
	struct world w;
	struct arena *a = arena_new();
	int64_t now = instant(3, 12, 10, 0);
	struct message m = {.id = 1, .rule = "r", .occurrence = "2026-03-14",
	    .purpose = "service", .expires = instant(3, 14, 0, 0)};
	struct message other;
	struct rendering r;

	(void)state;
	world_open(&w, RULES("departs - 3d .. departs - 1d, 10:00", ""), 0);
	m.subject = w.booking;
	m.addressee = w.customer;
	r = render(&w, m, now, a);
	assert_int_equal(r.verdict, RENDER_SEND);
	assert_int_equal(r.person, w.customer);
	assert_string_equal(r.text, "李雷 2026-03-14 2 days");
	assert_int_equal(r.ways, 1);	/* no mail address is known */
	assert_string_equal(r.way[0].channel, "sms");
	assert_string_equal(r.way[0].address, "13800138000");
	assert_string_equal(r.params, "{\"customer_name\":\"李雷\",\"product\":\"昆明\","
	    "\"trip\":\"\",\"departs\":\"2026-03-14\",\"returns\":\"2026-03-20\","
	    "\"booking\":\"T1\",\"left\":\"2 days\",\"company\":\"t\"}");
	other = m;
	other.occurrence = "2026-03-15";
	assert_string_equal(render(&w, other, now, a).reason, "moved");
	other = m;
	other.addressee = w.booking;
	assert_int_equal(render(&w, other, now, a).verdict, RENDER_DROP);
	other = m;
	other.rule = "gone";
	assert_string_equal(render(&w, other, now, a).reason, "no rule");
	assert_string_equal(render(&w, m, instant(3, 14, 0, 0), a).reason, "expired");
	r = render(&w, m, instant(3, 12, 22, 0), a);
	assert_int_equal(r.verdict, RENDER_WAIT);
	assert_int_equal(r.until, instant(3, 13, 10, 0));
	m.urgent = true;
	assert_int_equal(render(&w, m, instant(3, 12, 22, 0), a).verdict, RENDER_SEND);
	world_close(&w);
	arena_free(a);
}

static void who_said_no(void **state)
{
	struct world w;
	struct arena *a = arena_new();
	int64_t now = instant(3, 12, 10, 0);
	struct message m = {.id = 1, .rule = "r", .occurrence = "2026-03-14",
	    .purpose = "service"};

	(void)state;
	world_open(&w, RULES("departs - 3d .. departs - 1d, 10:00", ""), 0);
	m.subject = w.booking;
	m.addressee = w.customer;
	for (int64_t given = 0; given <= 1; given++) {
		log_begin(w.log, now + given, NULL);
		log_event(w.log, w.customer, "consent", now + given);
		log_row(w.log, '+', "consent");
		log_int(w.log, "customer", w.customer);
		log_text(w.log, "purpose", "service");
		log_int(w.log, "at", now + given);
		log_int(w.log, "given", given);
		log_end(w.log);
		log_commit(w.log);
		assert_int_equal(render(&w, m, now, a).verdict,
		    given ? RENDER_SEND : RENDER_DROP);
	}
	world_close(&w);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(windows),
		cmocka_unit_test(hours),
		cmocka_unit_test(planned_in_its_window),
		cmocka_unit_test(asked_again_at_sending),
		cmocka_unit_test(who_said_no),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
