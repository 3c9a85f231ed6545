/* Whose a case is: the chooser as a table, and the shipped rules in a store. */
#include "store_made.h"

#include "care/cases/assign_store.h"
#include "care/fields/field.h"
#include "care/people/roster.h"
#include "care/people/staff.h"
#include "policy_facts.h"
#include "store/check.h"
#include "store/log.h"

/* A candidate as text: flags h here, c contact, d duty, s skilled, then open
 * and latest: "hd3/7". */
struct pick {
	const char *about;
	const char *by;		/* f d s l r, in order */
	bool skill;		/* the rule asks for one */
	int most;
	const char *who;	/* candidates 1, 2, 3 .., by blanks */
	int64_t id;
	const char *why;
};

static const struct pick picks[] = {
	{"nobody has the role", "l", false, 0, "", 0, "role"},
	{"only one can", "dl", false, 0, "h9/0 d0/0", 1, "only"},
	{"all absent", "dl", false, 0, "d0/0 c0/0", 0, "absent"},
	{"all have as many as they may", "l", false, 5, "h5/0 h6/0", 0, "most_open"},
	{"one below the bound", "l", false, 5, "h5/0 h4/0", 2, "only"},
	{"whoever took it in", "fdl", false, 0, "h0/0 hc9/0 hd0/0", 2, "first_contact"},
	{"whoever took it in is absent", "fdl", false, 0, "h0/0 c0/0 hd5/0", 3, "duty"},
	{"whoever took it in has too many", "fl", false, 3, "h1/0 hc3/0 h0/0", 3, "load"},
	{"duty before load", "dl", false, 0, "h0/0 hd7/0 h1/0", 2, "duty"},
	{"load among those on duty", "dl", false, 0, "h0/0 hd7/0 hd2/0", 3, "load"},
	{"nobody on duty: all of them", "dl", false, 0, "h4/0 h3/0", 2, "load"},
	{"skill preferred", "dsl", true, 0, "hd0/0 hds7/0 h0/0", 2, "skill"},
	{"nobody on duty has it: not asked", "dsl", true, 0, "hd3/0 hd1/0 hs0/0", 2, "load"},
	{"skill before duty", "sdl", true, 0, "hd0/0 hs9/0", 2, "skill"},
	{"skill a condition", "l", true, 0, "h0/0 hs9/0 hs3/0", 3, "load"},
	{"nobody has the skill", "l", true, 0, "h0/0 h9/0", 0, "skill"},
	{"who has it is absent", "l", true, 0, "h0/0 s9/0", 0, "absent"},
	{"in turn: the one who never had any", "r", false, 0, "h0/12 h9/0 h0/11", 2, "rotation"},
	{"in turn: longest ago", "r", false, 0, "h0/12 h9/3 h0/11", 2, "rotation"},
	{"in turn among those on duty", "dr", false, 0, "hd0/12 h0/3 hd0/11", 3, "rotation"},
	{"load, and in turn where it is equal", "lr", false, 0, "h1/9 h1/4 h2/0", 2, "rotation"},
	{"nothing said: load", "", false, 0, "h2/0 h1/0", 2, "load"},
	{"equal in all: the first", "dl", false, 0, "h1/0 h1/0", 1, "load"},
	{"equal after duty: by load", "d", false, 0, "hd3/0 hd1/0 h0/0", 2, "load"},
};

static struct assign_rule rule_of(const struct pick *p)
{
	static const char letters[] = "fdslr";
	struct assign_rule r = {.name = "owner", .most_open = p->most,
	    .skill = p->skill ? "law" : NULL};

	for (const char *s = p->by; *s; s++)
		r.by[r.by_n++] = (enum assign_by)(strchr(letters, *s) - letters);
	return r;
}

static size_t candidates(const char *who, struct candidate *v)
{
	size_t n = 0;

	while (*who) {
		struct candidate *c = &v[n++];
		char *end;

		*c = (struct candidate){.id = (int64_t)n};
		for (; strchr("hcds", *who); who++) {
			c->here |= *who == 'h';
			c->contact |= *who == 'c';
			c->duty |= *who == 'd';
			c->skilled |= *who == 's';
		}
		c->open = strtol(who, &end, 10);
		c->last = strtol(end + 1, &end, 10);
		who = end + (*end == ' ');
	}
	return n;
}

static void table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof picks / sizeof picks[0]; i++) {
		struct candidate v[8] = {{0}};
		struct assign_rule r = rule_of(&picks[i]);
		struct assign_choice c = assign_choose(&r, v,
		    candidates(picks[i].who, v));

		if (c.id != picks[i].id || strcmp(c.why, picks[i].why) != 0)
			fail_msg("%s: %d %s", picks[i].about, (int)c.id, c.why);
	}
}

/* An agency with people, and cases that come in. */
enum { NOW = 1773281520 };	/* Thursday 2026-03-12 10:12 in Shanghai */

static struct made m;
static struct log *store_log;
static struct policy *policy;

static int64_t person(const char *login, const char *name, const char *role,
    const char *team, const char *skills)
{
	struct staff_said s = {.source = "", .login = login, .name = name,
	    .role = role, .team = team, .skills = skills, .from_at = NOW - 9};
	const char *what, *fault;
	int64_t id = staff_said(store_log, NULL, 0, &s, NOW, &what, &fault);

	assert_null(fault);
	return id;
}

static int open_agency(void **state)
{
	(void)state;
	made_open(&m);
	policy = load_shipped("travel-agency");
	store_log = log_open(m.db, "test");
	log_begin(store_log, NOW, NULL);
	return 0;
}

static void bad(void *arg, const char *message)
{
	(void)arg;
	fprintf(stderr, "# %s\n", message);
}

static int close_agency(void **state)
{
	struct check_counts counts;
	int64_t faults;

	(void)state;
	log_commit(store_log);
	faults = check_store(m.db, bad, NULL, &counts);
	log_close(store_log, NULL, 0);
	policy_free(policy);
	made_close(&m);
	return faults == 0 ? 0 : -1;
}

static struct field_said field(const char *name, const char *text, int64_t n)
{
	return (struct field_said){.rule = policy_field(policy, "case", name),
	    .text = text, .number = n};
}

/* A case of that kind with one field said of it (rule NULL: none); its owner. */
static int64_t owner_of(const char *kind, const struct field_said *f)
{
	struct case_said said = {.source = "", .kind = kind, .channel = "phone",
	    .received_at = NOW, .fields = f, .fields_n = f ? 1 : 0};
	struct arena *a = arena_new();
	struct care_case c;
	int64_t id = case_receive(store_log, policy, 0, &said);

	assert_true(case_load(m.db, id, a, &c));
	arena_free(a);
	return c.owner;
}

static void counsel(void **state)
{
	int64_t agent, legal;
	struct field_said two, three;

	(void)state;
	agent = person("wang", "王芳", "agent", "complaint_team", NULL);
	legal = person("qian", "钱律", "legal", NULL, NULL);
	two = field("legal_issues", NULL, 2);
	three = field("legal_issues", NULL, 3);
	assert_int_equal(owner_of("complaint", NULL), agent);
	assert_int_equal(owner_of("complaint", &two), agent);
	assert_int_equal(owner_of("complaint", &three), legal);
}

static void wish(void **state)
{
	int64_t wang, sun;
	struct field_said his, unknown;

	(void)state;
	wang = person("wang", "王芳", "agent", "complaint_team", NULL);
	sun = person("sun", "孙敏", "guide", NULL, NULL);
	his = field("wanted_handler", "孙敏", 0);
	unknown = field("wanted_handler", "那位女士", 0);
	assert_int_equal(owner_of("complaint", &his), sun);
	assert_int_equal(owner_of("complaint", &unknown), wang);
}

/* Without anybody of the rule's team and role the case waits for an owner, and
 * has the rule's team all the same. */
static void nobody(void **state)
{
	struct arena *a = arena_new();
	struct case_said said = {.source = "", .kind = "complaint",
	    .channel = "phone", .received_at = NOW};
	struct care_case c;

	(void)state;
	person("wang", "王芳", "agent", "marketing", NULL);
	assert_true(case_load(m.db, case_receive(store_log, policy, 0, &said), a,
	    &c));
	assert_int_equal(c.owner, 0);
	assert_string_equal(c.team, "complaint_team");
	/* What is past is given to nobody. */
	said.live_from = NOW;
	assert_true(case_load(m.db, case_receive(store_log, policy, 0, &said), a,
	    &c));
	assert_null(c.team);
	arena_free(a);
}

static void bound(void **state)
{
	int64_t wang;

	(void)state;
	wang = person("wang", "王芳", "agent", "complaint_team", NULL);
	for (int i = 0; i < 20; i++)
		assert_int_equal(owner_of("complaint", NULL), wang);
	assert_int_equal(owner_of("complaint", NULL), 0);
	assert_int_equal(staff_load_of(m.db, wang), 20);
}

static void by_roster(void **state)
{
	int64_t wang, zhao;
	struct duty night = {.from = NOW + 8 * 3600, .until = NOW + 20 * 3600},
	    now = {.from = NOW - 60, .until = NOW + 60};

	(void)state;
	wang = person("wang", "王芳", "agent", "complaint_team", NULL);
	zhao = person("zhao", "赵雷", "agent", "complaint_team", NULL);
	/* By the office's hours both are on. */
	assert_int_equal(owner_of("complaint", NULL), wang);
	assert_int_equal(owner_of("complaint", NULL), zhao);
	night.staff = wang;
	now.staff = zhao;
	assert_int_equal(duty_put(store_log, &night, NOW), DUTY_NEW);
	assert_int_equal(duty_put(store_log, &now, NOW), DUTY_NEW);
	assert_int_equal(owner_of("complaint", NULL), zhao);
	assert_int_equal(owner_of("complaint", NULL), zhao);
	duty_drop(store_log, zhao, now.from, NOW);
	/* His row is gone: the office is open, so he is on. */
	assert_int_equal(owner_of("complaint", NULL), zhao);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table),
		cmocka_unit_test_setup_teardown(counsel, open_agency, close_agency),
		cmocka_unit_test_setup_teardown(wish, open_agency, close_agency),
		cmocka_unit_test_setup_teardown(nobody, open_agency, close_agency),
		cmocka_unit_test_setup_teardown(bound, open_agency, close_agency),
		cmocka_unit_test_setup_teardown(by_roster, open_agency, close_agency),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
