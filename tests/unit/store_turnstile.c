/* Writers take turns, wait so long, and say who is inside. */
#include "store_made.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "base/die.h"
#include "store/log.h"
#include "store/turnstile.h"

static struct made made;

static int make(void **state)
{
	(void)state;
	made_open(&made);
	return 0;
}

static int drop(void **state)
{
	(void)state;
	made_close(&made);
	return 0;
}

static void lock_is_private(void **state)
{
	struct stat st;
	char path[64];

	(void)state;
	snprintf(path, sizeof path, "%s-lock", made.path);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
}

static void one_at_a_time(void **state)
{
	struct turnstile *a = turnstile_open(made.path);
	struct turnstile *b = turnstile_open(made.path);

	(void)state;
	assert_true(turnstile_try(a, "first", 5));
	assert_false(turnstile_try(b, "second", 5));
	turnstile_leave(a);
	assert_true(turnstile_try(b, "second", 5));
	assert_false(turnstile_try(a, "first", 5));
	/* Who gave up holds no gate: the next one passes as soon as b is out. */
	turnstile_leave(b);
	assert_true(turnstile_try(a, "first", 5));
	turnstile_close(a);
	/* Closing, like dying, gives the door free. */
	assert_true(turnstile_try(b, "second", 5));
	turnstile_close(b);
}

/* Whoever waits at the gate is seen from inside; nobody else is. */
static void waiting_is_seen(void **state)
{
	struct turnstile *inside = turnstile_open(made.path);
	int began[2];
	char byte;
	pid_t child;
	int status;

	(void)state;
	assert_true(turnstile_try(inside, "bulk", 5));
	assert_false(turnstile_wanted(inside));
	assert_int_equal(pipe(began), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct turnstile *other = turnstile_open(made.path);

		if (write(began[1], "x", 1) != 1)
			_exit(1);
		_exit(turnstile_try(other, "act", 10000) ? 0 : 2);
	}
	assert_int_equal(read(began[0], &byte, 1), 1);
	while (!turnstile_wanted(inside))
		continue;
	turnstile_leave(inside);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_false(turnstile_wanted(inside));
	close(began[0]);
	close(began[1]);
	turnstile_close(inside);
}

/* A tick is alone beside others and beside whoever writes; and no longer than
 * its process. */
static void a_tick_is_alone(void **state)
{
	struct turnstile *writer = turnstile_open(made.path);
	int first, status;
	pid_t child;

	(void)state;
	assert_true(turnstile_try(writer, "bulk", 5));
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		_exit(turnstile_alone(made.path) >= 0 ? 0 : 1);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	first = turnstile_alone(made.path);
	assert_true(first >= 0);
	assert_int_equal(turnstile_alone(made.path), -1);
	assert_int_equal(turnstile_alone(made.path), -1);
	close(first);
	first = turnstile_alone(made.path);
	assert_true(first >= 0);
	close(first);
	turnstile_close(writer);
}

static void try_to_write(void *patience)
{
	struct db *db = store_open(made.path);

	db_patience(db, *(int *)patience);
	db_begin(db, "care-case reply");
	db_commit(db);
}

static void busy_names_the_holder(void **state)
{
	struct turnstile *holder = turnstile_open(made.path);
	int patience = 20;
	char said[512], pid[32];

	(void)state;
	snprintf(pid, sizeof pid, "pid %ld", (long)getpid());
	assert_true(turnstile_try(holder, "care-intake cases with a rather long"
	    " name that fills more than the room of the note does", 5));
	assert_int_equal(died(try_to_write, &patience, said), STATUS_BUSY);
	assert_non_null(strstr(said, "care-intake cases"));
	turnstile_leave(holder);
	assert_true(turnstile_try(holder, "care-kpi", 5));
	assert_int_equal(died(try_to_write, &patience, said), STATUS_BUSY);
	assert_non_null(strstr(said, "care-kpi"));
	assert_non_null(strstr(said, pid));
	turnstile_close(holder);
	patience = 10000;
	assert_int_equal(died(try_to_write, &patience, said), 0);
	assert_string_equal(said, "");
}

/* Somebody who writes with another program does not know the turnstile. */
static void busy_without_turnstile(void **state)
{
	int patience = 20;
	char said[512];
	sqlite3 *other;

	(void)state;
	assert_int_equal(sqlite3_open(made.path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(died(try_to_write, &patience, said), STATUS_BUSY);
	assert_non_null(strstr(said, "another program"));
	sqlite3_close(other);
	assert_int_equal(died(try_to_write, &patience, said), 0);
}

static void one_event(struct log *log)
{
	assert_true(log_begin(log, 2000, NULL));
	log_event(log, STORE_HOUSE, "tested", 2000);
	log_end(log);
	log_commit(log);
}

static void act_then_busy(void *arg)
{
	struct db *db = store_open(made.path);
	struct log *log = log_open(db, "care-case reply");
	struct turnstile *other = turnstile_open(made.path);

	(void)arg;
	one_event(log);
	db_patience(db, 5);
	if (!turnstile_try(other, "care-intake", 5))
		abort();
	log_close(log, NULL, 0);
	turnstile_close(other);
}

/* An act that was committed is done, whatever comes in after it. */
static void done_is_done(void **state)
{
	char said[512];
	int64_t before = db_int_of(made.db, "SELECT count(*) FROM entry", 0);

	(void)state;
	assert_int_equal(died(act_then_busy, NULL, said), 0);
	assert_string_equal(said, "");
	assert_int_equal(db_int_of(made.db, "SELECT count(*) FROM entry", 0),
	    before + 1);
	assert_int_equal(db_int_of(made.db, "SELECT count(*) FROM run"
	    " WHERE tool = 'care-case reply' AND rc IS NULL", 0), 1);
}

/* Many write at once; nobody is refused, nothing is lost. */
static void all_come_in(void **state)
{
	enum { WRITERS = 32, TURNS = 3 };
	int64_t before = db_int_of(made.db, "SELECT count(*) FROM entry", 0);
	pid_t pids[WRITERS];

	(void)state;
	for (int i = 0; i < WRITERS; i++) {
		fflush(NULL);
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (pids[i] == 0) {
			struct db *db = store_open(made.path);
			struct log *log = log_open(db, "test");

			for (int k = 0; k < TURNS; k++)
				one_event(log);
			log_close(log, NULL, 0);
			db_close(db);
			_exit(0);
		}
	}
	for (int i = 0; i < WRITERS; i++) {
		int status;

		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
	assert_int_equal(db_int_of(made.db, "SELECT count(*) FROM entry", 0),
	    before + WRITERS * TURNS);
	assert_int_equal(db_int_of(made.db, "SELECT max(id) FROM entry", 0),
	    before + WRITERS * TURNS);
	assert_int_equal(db_int_of(made.db,
	    "SELECT count(*) FROM run WHERE tool = 'test' AND rc = 0", 0), WRITERS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lock_is_private, make, drop),
		cmocka_unit_test_setup_teardown(one_at_a_time, make, drop),
		cmocka_unit_test_setup_teardown(waiting_is_seen, make, drop),
		cmocka_unit_test_setup_teardown(a_tick_is_alone, make, drop),
		cmocka_unit_test_setup_teardown(busy_names_the_holder, make, drop),
		cmocka_unit_test_setup_teardown(busy_without_turnstile, make, drop),
		cmocka_unit_test_setup_teardown(done_is_done, make, drop),
		cmocka_unit_test_setup_teardown(all_come_in, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
