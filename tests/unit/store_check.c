/* The proof of free text: changed, lost, put in, erased by right and by stealth. */
#include "store_made.h"

#include "base/buf.h"
#include "store/check.h"
#include "store/log.h"

static struct made made;

/* A customer with a name, a note and a digest that holds a NUL. */
static int make(void **state)
{
	struct log *log;

	(void)state;
	made_open(&made);
	log = log_open(made.db, "test");
	assert_true(log_begin(log, 2000, NULL));
	log_event(log, 7, "registered", 2000);
	log_row(log, '+', "subject");
	log_int(log, "id", 7);
	log_text(log, "kind", "customer");
	log_text(log, "source", "");
	log_text(log, "ref", "x");
	log_int(log, "live_from", 0);
	log_blob(log, "seen", "\1\0\1", 3);
	log_row(log, '+', "customer");
	log_int(log, "id", 7);
	log_private(log, "name", "Li Lei");
	log_text(log, "state", "live");
	log_note(log, "text", "calls at night");
	log_person(log, 7);
	log_end(log);
	log_commit(log);
	log_close(log, NULL, 0);
	return 0;
}

static int drop(void **state)
{
	(void)state;
	made_close(&made);
	return 0;
}

static void hear(void *arg, const char *message)
{
	buf_addf(arg, "%s\n", message);
}

/* Checks; what was found must have that word in it, or be nothing. */
static void finds(const char *word)
{
	struct check_counts counts;
	struct buf heard = {0};
	int64_t faults = check_store(made.db, hear, &heard, &counts);

	if (!word && faults)
		fail_msg("%s", buf_text(&heard));
	if (word && (!faults || !strstr(buf_text(&heard), word)))
		fail_msg("not \"%s\" but: %s", word, buf_text(&heard));
	buf_free(&heard);
}

static void whole(void **state)
{
	struct check_counts counts;
	struct buf heard = {0};

	(void)state;
	assert_int_equal(check_store(made.db, hear, &heard, &counts), 0);
	assert_int_equal(counts.entries, 2);
	assert_int_equal(counts.events, 2);
	assert_int_equal(counts.contents, 1);
	assert_int_equal(counts.rows, 3);
	buf_free(&heard);
}

static void tampered(void **state)
{
	static const struct {
		const char *sql, *word;
	} cases[] = {
		{"UPDATE content SET body = replace(body, 'night', 'noon')", "its content was changed"},
		{"UPDATE content SET salt = x'00112233445566778899aabbccddeeff'", "its content was changed"},
		{"UPDATE content SET digest = x'00'", "its content was changed"},
		{"UPDATE content SET salt = x'00'", "its content was changed"},
		{"DELETE FROM content", "its content was changed"},
		{"INSERT INTO content (id, digest, salt, body) SELECT 9, digest, salt, body FROM content",
		    "content 9: belongs to no event"},
		{"UPDATE event SET content = NULL WHERE entry = 2", "the event was changed"},
		{"UPDATE customer SET name = 'Han Meimei'", "customer id=7: is not what the events add up to: name"},
		/* Equal up to a NUL. */
		{"UPDATE subject SET seen = x'010002' WHERE id = 7", "subject id=7: is not what the events add up to: seen"},
		/* A vandal's erasure: everywhere, but by nobody. */
		{"UPDATE content SET body = NULL, salt = NULL, erased_by = 2;"
		    "UPDATE customer SET name = NULL", "its content was changed"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		make(NULL);
		db_exec(made.db, "PRAGMA foreign_keys = OFF");
		db_exec(made.db, cases[i].sql);
		finds(cases[i].word);
		drop(NULL);
	}
}

static void erase(const char *what, int64_t content)
{
	struct log *log = log_open(made.db, "test erase");
	int64_t entry;

	assert_true(log_begin(log, 3000, NULL));
	entry = log_entry(log);
	log_event(log, 7, what, 3000);
	log_fact_int(log, "content", content);
	log_row(log, '~', "customer");
	log_int(log, "id", 7);
	log_null(log, "name");
	log_end(log);
	log_commit(log);
	log_close(log, NULL, 0);
	assert_int_equal(entry, 3);
	db_exec(made.db, "UPDATE content SET body = NULL, salt = NULL, erased_by = 3");
}

static void erased_by_right(void **state)
{
	(void)state;
	erase("erased", 1);
	finds(NULL);
}

static void erased_another(void **state)
{
	(void)state;
	erase("erased", 2);
	finds("its content was changed");
}

static void erased_under_another_name(void **state)
{
	(void)state;
	erase("updated", 1);
	finds("its content was changed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(whole, make, drop),
		cmocka_unit_test(tampered),
		cmocka_unit_test_setup_teardown(erased_by_right, make, drop),
		cmocka_unit_test_setup_teardown(erased_another, make, drop),
		cmocka_unit_test_setup_teardown(erased_under_another_name, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
