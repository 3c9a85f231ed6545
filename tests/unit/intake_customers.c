/* What sources say of customers, and what the log makes of it. */
#include "people_world.h"

#include "care/people/customer.h"

static int64_t said(const char *source, const char *ref, const char *phone,
    const char *mail, const char *name, const char *what)
{
	struct customer_said s = {.source = source, .ref = ref, .phone = phone,
	    .mail = mail, .name = name};
	const char *was;
	int64_t id = customer_said(store_log, policy, policy_id, &s, NOW, &was);

	assert_string_equal(was, what);
	return id;
}

static void known_by_phone_and_mail(void **state)
{
	int64_t a, b;

	(void)state;
	a = said("", NULL, "13800138000", NULL, "李梅", "new");
	assert_true(a > 0);
	assert_int_equal(said("", NULL, "138-0013-8000", NULL, "李梅", "same"), a);
	assert_int_equal(said("", NULL, "13800138000", "Li@example.com", NULL,
	    "changed"), a);
	assert_int_equal(said("", NULL, NULL, "li@example.com", NULL, "same"), a);
	b = said("", NULL, "13900139000", NULL, NULL, "new");
	assert_int_not_equal(a, b);
	/* The mail is a's: it stays with him. */
	assert_int_equal(said("", NULL, "13900139000", "li@example.com", NULL,
	    "same"), b);
	assert_int_equal(customer_by_key(db, "mail", "li@example.com"), a);
	assert_int_equal(customer_by_key(db, "phone", "13700137000"), 0);
	assert_int_equal(said("", NULL, NULL, NULL, "李梅", "same"), 0);
	assert_int_equal(said("", NULL, "none", NULL, "李梅", "same"), 0);
}

static void references_of_sources(void **state)
{
	int64_t a, b;

	(void)state;
	a = said("crm", "K1", "13800138000", NULL, "李梅", "new");
	assert_int_equal(said("crm", "K1", NULL, NULL, NULL, "same"), a);
	/* Another reference of the same source is somebody else. */
	b = said("crm", "K2", "13800138000", NULL, "王强", "new");
	assert_int_not_equal(a, b);
	assert_int_equal(customer_by_key(db, "phone", "13800138000"), a);
	/* Another source may have its own reference for the same person. */
	assert_int_equal(said("hotel", "99", "13800138000", NULL, NULL,
	    "changed"), a);
	assert_int_equal(said("hotel", "99", NULL, NULL, NULL, "same"), a);
	assert_int_equal(customer_by_key(db, "ref", "K2"), b);
	assert_int_equal(customer_by_key(db, "ref", "hotel:99"), a);
	/* Who was known by phone only gets his first reference. */
	a = said("", NULL, "13600136000", NULL, NULL, "new");
	assert_int_equal(said("", "Z9", "13600136000", NULL, NULL, "changed"), a);
	assert_int_equal(said("", "Z9", NULL, NULL, NULL, "same"), a);
}

static void aside_fills_in_only(void **state)
{
	struct customer_said s = {.source = "", .phone = "13800138000",
	    .name = "李梅"};
	struct arena *a = arena_new();
	struct customer c;
	const char *what;
	int64_t id;

	(void)state;
	id = customer_said(store_log, policy, policy_id, &s, NOW, &what);
	s.name = "李女士";
	s.tier = "vip";
	s.aside = true;
	assert_int_equal(customer_said(store_log, policy, policy_id, &s, NOW,
	    &what), id);
	assert_string_equal(what, "changed");
	assert_true(customer_load(db, id, a, &c));
	assert_string_equal(c.name, "李梅");
	assert_string_equal(c.tier, "vip");
	assert_string_equal(c.phone, "13800138000");
	assert_null(c.mail);
	s.aside = false;
	customer_said(store_log, policy, policy_id, &s, NOW, &what);
	assert_true(customer_load(db, id, a, &c));
	assert_string_equal(c.name, "李女士");
	assert_false(customer_load(db, 999999, a, &c));
	arena_free(a);
}

static void personal_values_are_content(void **state)
{
	(void)state;
	said("", NULL, "13800138000", "li@example.com", "李梅", "new");
	assert_int_equal(count("SELECT count(*) FROM event WHERE arg LIKE"
	    " '%138001%' OR arg LIKE '%李梅%' OR arg LIKE '%li@%'"), 0);
	assert_int_equal(count("SELECT count(*) FROM content WHERE body LIKE"
	    " '%138001%' OR body LIKE '%李梅%' OR body LIKE '%li@%'"), 3);
	assert_int_equal(count("SELECT count(*) FROM content"
	    " WHERE person IS NULL"), 0);
	assert_int_equal(count("SELECT count(*) FROM subject WHERE kind ="
	    " 'customer' AND ref LIKE '%138%'"), 0);
}

static void promised_visit(void **state)
{
	struct customer_said s = {.source = "", .phone = "13800138000",
	    .tier = "vip"};
	const char *what;
	int64_t id;

	(void)state;
	id = customer_said(store_log, policy, policy_id, &s, NOW, &what);
	assert_true(id > 0);
	assert_int_equal(count("SELECT count(*) FROM promise"
	    " WHERE rule = 'visit' AND state = 'open'"), 1);
	s.phone = "13900139000";
	s.tier = "regular";
	customer_said(store_log, policy, policy_id, &s, NOW, &what);
	assert_int_equal(count("SELECT count(*) FROM promise"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_STORE(known_by_phone_and_mail),
		WITH_STORE(references_of_sources),
		WITH_STORE(aside_fills_in_only),
		WITH_STORE(personal_values_are_content),
		WITH_STORE(promised_visit),
	};

	return cmocka_run_group_tests_name("intake_customers", tests, load_policy,
	    drop_policy);
}
