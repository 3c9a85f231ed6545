/* What sources say of staff, and who stands in for whom. */
#include "people_world.h"

#include "care/people/staff.h"

static int64_t staff(struct staff_said s, const char *what, const char *fault)
{
	const char *was, *why;
	int64_t id;

	s.source = "";
	id = staff_said(store_log, policy, policy_id, &s, NOW, &was, &why);
	if (fault) {
		assert_int_equal(id, 0);
		assert_non_null(why);
		if (!strstr(why, fault))
			fail_msg("%s", why);
	} else {
		assert_null(why);
		assert_string_equal(was, what);
	}
	return id;
}

static void staff_refused(void **state)
{
	static const struct {
		struct staff_said said;
		const char *fault;
	} v[] = {
		{{.login = "wang fang", .role = "owner"}, "login"},
		{{.login = "-wang", .role = "owner"}, "login"},
		{{.login = "", .role = "owner"}, "login"},
		{{.login = "wang"}, "role"},
		{{.login = "wang", .role = "owner", .from_at = 9, .to_at = 8},
		    "before"},
		{{.login = "wang", .role = "owner", .absent_from = 9}, "last day"},
		{{.login = "wang", .role = "owner", .absent_from = 9,
		    .absent_to = 9}, "ends"},
		{{.login = "wang", .role = "owner", .supervisor = "lui"},
		    "nearest: liu"},
		{{.login = "wang", .role = "owner", .supervisor = "somebody"},
		    "somebody"},
		{{.login = "liu", .substitute = "liu"}, "himself"},
		{{.login = "liu", .supervisor = "liu"}, "circle"},
		{{.login = "liu", .supervisor = "chen"}, "circle"},
	};

	(void)state;
	staff((struct staff_said){.login = "liu", .role = "manager"}, "new", NULL);
	staff((struct staff_said){.login = "chen", .role = "supervisor",
	    .supervisor = "liu"}, "new", NULL);
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++)
		staff(v[i].said, NULL, v[i].fault);
	assert_int_equal(count("SELECT count(*) FROM staff"), 2);
}

static void staff_updated(void **state)
{
	struct staff_said s = {.login = "wang", .role = "owner",
	    .name = "王芳", .from_at = NOW - 10 * DAY};
	struct arena *a = arena_new();
	struct staff w;
	int64_t id;

	(void)state;
	assert_false(staff_any(db));
	id = staff(s, "new", NULL);
	assert_true(staff_any(db));
	staff(s, "same", NULL);
	s.phone = "13800138000";
	staff(s, "changed", NULL);
	s.absent_from = NOW;
	s.absent_to = NOW + DAY;
	staff(s, "changed", NULL);
	staff(s, "same", NULL);
	s.absent_to = NOW + 2 * DAY;
	staff(s, "changed", NULL);
	/* What is not said stays. */
	staff((struct staff_said){.login = "wang", .to_at = NOW + 30 * DAY},
	    "changed", NULL);
	assert_true(staff_load(db, id, a, &w));
	assert_string_equal(w.name, "王芳");
	assert_string_equal(w.phone, "13800138000");
	assert_int_equal(w.to_at, NOW + 30 * DAY);
	assert_int_equal(staff_by_login(db, "wang"), id);
	assert_int_equal(staff_by_login(db, "Wang"), 0);
	assert_string_equal(staff_nearest(db, "wnag", a), "wang");
	assert_null(staff_nearest(db, "xy", a));
	arena_free(a);
}

static void standing_in(void **state)
{
	int64_t liu, chen, wang, zhao, sun, *ids;
	struct arena *a = arena_new();

	(void)state;
	liu = staff((struct staff_said){.login = "liu", .role = "manager",
	    .from_at = NOW - DAY}, "new", NULL);
	chen = staff((struct staff_said){.login = "chen", .role = "supervisor",
	    .supervisor = "liu", .from_at = NOW - DAY}, "new", NULL);
	zhao = staff((struct staff_said){.login = "zhao", .role = "owner",
	    .team = "north", .supervisor = "chen", .from_at = NOW - DAY}, "new",
	    NULL);
	wang = staff((struct staff_said){.login = "wang", .role = "owner",
	    .team = "south", .supervisor = "chen", .from_at = NOW - DAY,
	    .absent_from = NOW, .absent_to = NOW + DAY, .substitute = "zhao"},
	    "new", NULL);
	sun = staff((struct staff_said){.login = "sun", .role = "owner",
	    .supervisor = "chen", .from_at = NOW - DAY, .to_at = NOW}, "new",
	    NULL);
	assert_true(staff_here(db, wang, NOW - 1));
	assert_false(staff_here(db, wang, NOW));
	assert_true(staff_here(db, wang, NOW + DAY));
	assert_false(staff_here(db, sun, NOW));
	assert_false(staff_here(db, liu, NOW - 2 * DAY));
	assert_int_equal(staff_acting(db, wang, NOW - 1), wang);
	assert_int_equal(staff_acting(db, wang, NOW), zhao);
	assert_int_equal(staff_acting(db, sun, NOW), chen);
	/* Two who stand in for each other are both away: the supervisor. */
	staff((struct staff_said){.login = "zhao", .absent_from = NOW,
	    .absent_to = NOW + DAY, .substitute = "wang"}, "changed", NULL);
	assert_int_equal(staff_acting(db, wang, NOW), chen);
	staff((struct staff_said){.login = "chen", .to_at = NOW}, "changed", NULL);
	assert_int_equal(staff_acting(db, wang, NOW), liu);
	staff((struct staff_said){.login = "liu", .to_at = NOW}, "changed", NULL);
	assert_int_equal(staff_acting(db, wang, NOW), 0);

	assert_int_equal(staff_of_role(db, "owner", "south", NOW, a, &ids), 2);
	assert_int_equal(ids[0], wang);
	assert_int_equal(ids[1], zhao);
	assert_int_equal(staff_of_role(db, "owner", NULL, NOW, a, &ids), 2);
	assert_int_equal(ids[0], zhao);
	assert_int_equal(staff_of_role(db, "nobody", NULL, NOW, a, &ids), 0);
	assert_int_equal(staff_load_of(db, wang), 0);
	arena_free(a);
	(void)chen;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_STORE(staff_refused),
		WITH_STORE(staff_updated),
		WITH_STORE(standing_in),
	};

	return cmocka_run_group_tests_name("intake_staff", tests, load_policy,
	    drop_policy);
}
