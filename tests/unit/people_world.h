/* A store and a shipped policy, for tests of what sources say of people: each
 * test has a store of its own, whose rows are in the end what its log says. */
#ifndef TESTS_PEOPLE_WORLD_H
#define TESTS_PEOPLE_WORLD_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "policy/bundle.h"
#include "policy/policy.h"
#include "policy/policy_store.h"
#include "store/check.h"
#include "store/db.h"
#include "store/log.h"
#include "store/store.h"

enum { DAY = 86400, NOW = 1773281520 };	/* 2026-03-12 10:12 in Shanghai */

static char dir[32];
static struct db *db;
static struct log *store_log;
static struct policy *policy;
static int64_t policy_id;

static inline void complain(void *arg, bool error, const char *file, long line,
    long column, const char *message)
{
	(void)arg;
	(void)line;
	(void)column;
	if (error)
		fail_msg("%s: %s", file, message);
}

static inline int load_policy(void **state)
{
	char *text = policy_bundle("policies/small-agency.yaml", complain, NULL);

	(void)state;
	policy = text ? policy_load(text, 2026, 2026, complain, NULL) : NULL;
	free(text);
	return policy ? 0 : -1;
}

static inline int drop_policy(void **state)
{
	(void)state;
	policy_free(policy);
	return 0;
}

/* Each test has a store of its own. */
static inline int make_store(void **state)
{
	struct store_options o = {.trial = true, .first = 1001,
	    .now = NOW - DAY, .owner = "liu"};
	struct adopted adopted = {.name = "t", .version = "1", .text = "",
	    .path = "", .adopted_at = NOW - DAY};
	char path[64];

	(void)state;
	strcpy(dir, "/tmp/care-people.XXXXXX");
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof path, "%s/care.db", dir);
	db = store_create(path, &o);
	store_log = log_open(db, "test");
	log_begin(store_log, NOW - DAY, NULL);
	adopted_insert(store_log, &adopted);
	policy_id = adopted.id;
	log_policy(store_log, policy_id);
	log_commit(store_log);
	log_begin(store_log, NOW, NULL);
	return 0;
}

static inline void bad(void *arg, const char *message)
{
	(void)arg;
	fprintf(stderr, "# %s\n", message);
}

/* Whatever a test did, the rows are what the events add up to. */
static inline int drop_store(void **state)
{
	static const char *const left[] = {"care.db", "care.db-lock",
	    "care.db-wal", "care.db-shm"};
	struct check_counts counts;
	char path[64];
	int64_t faults;

	(void)state;
	log_commit(store_log);
	faults = check_store(db, bad, NULL, &counts);
	log_close(store_log, NULL, 0);
	db_close(db);
	for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, left[i]);
		unlink(path);
	}
	return rmdir(dir) == 0 && faults == 0 ? 0 : -1;
}

static inline int64_t count(const char *sql)
{
	return db_int_of(db, sql, -1);
}

#define WITH_STORE(f) cmocka_unit_test_setup_teardown(f, make_store, drop_store)

#endif
