/* Whom a role means, in a store with people. */
#include "store_made.h"

#include "base/buf.h"
#include "care/escalation/recipients.h"
#include "care/people/absence.h"
#include "care/people/staff.h"
#include "policy_facts.h"
#include "store/log.h"

enum { NOW = 1773281520 };

static struct made m;
static struct log *store_log;

static int64_t person(const char *login, const char *role, const char *team,
    const char *supervisor)
{
	struct staff_said s = {.source = "", .login = login, .role = role,
	    .team = team, .supervisor = supervisor, .from_at = NOW - 9};
	const char *what, *fault;
	int64_t id = staff_said(store_log, NULL, 0, &s, NOW, &what, &fault);

	assert_null(fault);
	return id;
}

static int64_t chen, liu, wang, zhao;

static int open_office(void **state)
{
	(void)state;
	made_open(&m);
	store_log = log_open(m.db, "test");
	log_begin(store_log, NOW, NULL);
	chen = person("chen", "supervisor", "north", NULL);
	liu = person("liu", "supervisor", "south", NULL);
	wang = person("wang", "agent", "south", "liu");
	zhao = person("zhao", "agent", "north", NULL);
	return 0;
}

static int close_office(void **state)
{
	(void)state;
	log_commit(store_log);
	log_close(store_log, NULL, 0);
	made_close(&m);
	return 0;
}

/* The ids of a role as "wang,liu"; "-" is the store's owner. */
static void means(const char *policy, const char *role, struct matter matter,
    const char *wanted)
{
	struct policy *p = load_shipped(policy);
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = recipients_of_role(m.db, p, role, &matter, NOW, a, &ids);
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		struct staff s = {.login = "-"};

		if (ids[i])
			assert_true(staff_load(m.db, ids[i], a, &s));
		buf_addf(&b, "%s%s", i ? "," : "", s.login);
	}
	if (strcmp(buf_text(&b), wanted) != 0)
		fail_msg("%s of %s: %s, not %s", role, policy, buf_text(&b), wanted);
	buf_free(&b);
	arena_free(a);
	policy_free(p);
}

/* The supervisor is the owner's own, wherever the role stands in the list. */
static void roles(void **state)
{
	static const char *const policies[] = {"small-agency", "travel-agency",
	    "hotel", "telecom"};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		means(policies[i], "owner", (struct matter){wang, NULL, 0, 0}, "wang");
		means(policies[i], "supervisor", (struct matter){wang, NULL, 0, 0}, "liu");
		means(policies[i], "supervisor", (struct matter){zhao, "south", 0, 0},
		    "liu,chen");
		means(policies[i], "owner", (struct matter){0, "south", 0, 0}, "liu,chen");
		means(policies[i], "manager", (struct matter){wang, NULL, 0, 0}, "-");
		/* Who owes a promise himself is told, and his supervisor. */
		means(policies[i], "owner", (struct matter){wang, NULL, zhao, 0},
		    "zhao,wang");
	}
	means("hotel", "agent", (struct matter){wang, NULL, 0, 0}, "wang,zhao");
}

static void matter(void **state)
{
	struct arena *a = arena_new();
	struct matter his = matter_of(m.db, wang, a);

	(void)state;
	assert_int_equal(his.owner, wang);
	assert_string_equal(his.team, "south");
	assert_int_equal(matter_of(m.db, STORE_HOUSE, a).owner, 0);
	/* What she owes herself her own supervisor hears of. */
	means("hotel", "supervisor", his, "liu");
	arena_free(a);
}

/* Up from chief of whoever owns it, to the last there is. */
static void line(void **state)
{
	int64_t top = person("top", "manager", NULL, NULL);
	int64_t mid = person("mid", "supervisor", NULL, "top");
	int64_t low = person("low", "agent", "east", "mid");
	int64_t lower = person("lower", "agent", "east", "low");
	struct matter his = {lower, "east", 0, 0};

	(void)state;
	(void)top;
	means("hotel", "supervisor", his, "low");
	means("hotel", "supervisor+1", his, "mid");
	means("hotel", "supervisor+2", his, "top");
	means("hotel", "supervisor+9", his, "top");
	/* Of who owes it himself, and of whose case it is. */
	his.debtor = low;
	means("hotel", "supervisor+1", his, "top,mid");
	/* Nobody above him: the role itself. */
	his = (struct matter){top, NULL, 0, 0};
	means("hotel", "supervisor+1", his, "chen,liu,mid");
	/* By where they stand to the case. */
	his = (struct matter){lower, "east", 0, mid};
	means("hotel", "team", his, "low,lower");
	means("hotel", "group", his, "mid");
	his = (struct matter){lower, NULL, 0, 0};
	means("hotel", "team", his, "lower");
	means("hotel", "group", his, "lower");
}

static void told(void **state)
{
	const struct absence away = {wang, NOW - 9, NOW + 9, zhao};
	const int64_t ids[] = {wang, liu, 0};
	struct buf b = {0};

	(void)state;
	assert_true(absence_put(store_log, &away, NOW));
	recipients_text(m.db, ids, 3, NOW, &b);
	assert_string_equal(buf_text(&b), "zhao for wang, liu, owner");
	buf_reset(&b);
	recipients_text(m.db, ids, 1, NOW + 9, &b);
	assert_string_equal(buf_text(&b), "wang");
	buf_free(&b);
	(void)chen;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(roles, open_office, close_office),
		cmocka_unit_test_setup_teardown(matter, open_office, close_office),
		cmocka_unit_test_setup_teardown(line, open_office, close_office),
		cmocka_unit_test_setup_teardown(told, open_office, close_office),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
