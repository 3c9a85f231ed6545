/* Where a store may stand. */
#include "store_made.h"

#include <sys/stat.h>
#include <sys/vfs.h>

#include "base/buf.h"
#include "base/die.h"
#include "store/place.h"

/* Stands before the C library's: the kind of file system is the test's. */
static long kind = 0xEF53;

int statfs(const char *path, struct statfs *fs)
{
	(void)path;
	memset(fs, 0, sizeof *fs);
	fs->f_type = (__typeof__(fs->f_type))kind;
	return 0;
}

static const struct {
	const char *name;
	long type;
	bool network;
} kinds[] = {
	{"ext4", 0xEF53, false}, {"xfs", 0x58465342, false},
	{"btrfs", 0x9123683E, false}, {"tmpfs", 0x01021994, false},
	{"overlay", 0x794c7630, false}, {"zfs", 0x2fc12fc1, false},
	{"f2fs", 0xF2F52010, false}, {"none", 0, false},
	{"nfs", 0x6969, true}, {"smb", 0x517B, true}, {"cifs", 0xFF534D42, true},
	{"smb2", 0xFE534D42, true}, {"9p", 0x01021997, true},
	{"afs", 0x5346414F, true}, {"kafs", 0x6B414653, true},
	{"coda", 0x73757245, true}, {"ceph", 0x00C36400, true},
	{"ncp", 0x564C, true}, {"lustre", 0x0BD00BD0, true},
	{"gfs2", 0x01161970, true}, {"ocfs2", 0x7461636F, true},
	/* f_type is a signed int where long has 32 bits. */
	{"cifs, negative", (long)(int32_t)0xFF534D42, true},
};

static void table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (place_is_network(kinds[i].type) != kinds[i].network)
			fail_msg("%s", kinds[i].name);
}

static void check(void *path)
{
	place_check(path);
}

static void refused(void **state)
{
	struct made m;
	char said[512];

	(void)state;
	made_open(&m);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		kind = kinds[i].type;
		assert_int_equal(died(check, m.path, said),
		    kinds[i].network ? STATUS_POLICY : 0);
		assert_int_equal(died(check, m.dir, said),
		    kinds[i].network ? STATUS_POLICY : 0);
		if (kinds[i].network)
			assert_non_null(strstr(said, "SEVERAL HOSTS"));
	}
	kind = 0xEF53;
	made_close(&m);
}

static void modes(void **state)
{
	static const struct {
		mode_t mode;
		int status;
	} cases[] = {
		{0600, 0}, {0400, 0}, {0700, 0}, {0604, STATUS_POLICY},
		{0644, STATUS_POLICY}, {0640, STATUS_POLICY},
		{0601, STATUS_POLICY}, {0620, STATUS_POLICY},
	};
	struct made m;
	char said[512];

	(void)state;
	made_open(&m);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_int_equal(chmod(m.path, cases[i].mode), 0);
		assert_int_equal(died(check, m.path, said), cases[i].status);
		if (cases[i].status)
			assert_non_null(strstr(said, "chmod 600"));
	}
	made_close(&m);
	assert_int_equal(died(check, m.path, said), STATUS_NOINPUT);
}

static void names(void **state)
{
	static const struct {
		const char *name, *path;	/* below the test's folder */
	} cases[] = {
		{"new", "new/care.db"}, {"new", "new/care.db"},
		{"slash///", "slash/care.db"}, {"file.db", "file.db"},
		{"x.db/", "x.db/care.db"}, {"care.dbx", "care.dbx/care.db"},
	};
	struct made m;
	struct buf path = {0};
	char name[64], wanted[64];

	(void)state;
	made_open(&m);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(name, sizeof name, "%s/%s", m.dir, cases[i].name);
		snprintf(wanted, sizeof wanted, "%s/%s", m.dir, cases[i].path);
		place_new(name, &path);
		assert_string_equal(buf_text(&path), wanted);
		rmdir(name);
	}
	place_find(m.dir, &path);
	assert_string_equal(buf_text(&path), m.path);
	setenv("CARE_STORE", m.path, 1);
	place_find(NULL, &path);
	assert_string_equal(buf_text(&path), m.path);
	unsetenv("CARE_STORE");
	buf_free(&path);
	made_close(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table),
		cmocka_unit_test(refused),
		cmocka_unit_test(modes),
		cmocka_unit_test(names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
