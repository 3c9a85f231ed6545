/* Mails as they come, file by file: what is read of each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "text/mail_in.h"

static void load(const char *name, struct buf *b)
{
	char path[128], chunk[4096];
	size_t n;
	FILE *f;

	snprintf(path, sizeof path, "tests/mail/%s.eml", name);
	f = fopen(path, "r");
	assert_non_null(f);
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_add(b, chunk, n);
	fclose(f);
}

/* Lists of words are written one after the other, with a bar between. */
static const char *joined(const char *const *v, size_t n, struct buf *b)
{
	buf_reset(b);
	for (size_t i = 0; i < n; i++)
		buf_addf(b, "%s%s", i ? "|" : "", v[i]);
	return buf_text(b);
}

static void same(const char *file, const char *what, const char *is,
    const char *wanted)
{
	if ((is && wanted && strcmp(is, wanted) == 0) || (!is && !wanted))
		return;
	fail_msg("%s: %s is <%s>, not <%s>", file, what, is ? is : "(none)",
	    wanted ? wanted : "(none)");
}

/* NULL is none, as in the struct. */
static const struct {
	const char *file, *from, *name, *subject, *automatic, *refs, *text;
	const char *quoted;	/* its beginning */
} mails[] = {
	{"gbk", "li@example.com", "李䶮", "投诉：大巴迟到两小时", NULL, "",
	    "大巴迟到两小时，司机马䶮还要加停车费。\n请退款。",
	    "------------------ 原始邮件 ------------------\n发件人: "},
	{"big5", "chan@example.hk", "陳大文", "酒店沒有熱水", NULL, "",
	    "房間沒有熱水，請處理。\n\n謝謝", "在 2026-03-11 10:00:00，"},
	{"raw-gbk", "w5@example.com", "王五", "酒店漏水，状态不明", NULL, "",
	    "房间漏水三天没有人管。", ""},
	{"raw-utf8", "z6@example.com", "赵六", "导游强制购物", NULL, "",
	    "导游强制购物两次。", ""},
	{"wrong-label", "s7@example.com", NULL, "退票", NULL, "",
	    "退票手续费太高了，退票费不合理。", ""},
	{"nested", "sun@example.com", "孙七", "用餐问题", NULL, "",
	    "餐食很差，三顿都是剩菜。", ""},
	{"truncated", "sun@example.com", "孙七", "用餐问题", NULL, "",
	    "餐食很差，三顿都是剩菜。", ""},
	{"html", "html@example.com", NULL, "html", NULL, "",
	    "餐食 很差 <三> 顿\n要求赔偿！", "> 上次的邮件"},
	{"two-texts", "two@example.com", NULL, "two texts", NULL, "",
	    "above the picture\nbelow the picture", ""},
	{"outlook", "out@example.com", NULL, "RE: hello", NULL,
	    "m5.abcdefghijkl@agency.example|m5.abcdefghijkl@agency.example|"
	    "second@example.com|first@example.com", "Thank you.",
	    "From: care@agency.example\nSent: "},
	{"not-auto", "person@example.com", NULL, "written by hand", NULL, "",
	    "a person", ""},
	{"no-id", "noid@example.com", NULL, "no id", NULL, "",
	    "a mail without a Message-ID", ""},
	{"terminal", "red@example.com", "[31mred", "bell and [2J clear", NULL,
	    "", "]0;titletextafter\nnext\nlast", ""},
	{"dsn", "mailer-daemon@mx.example.com", "Mail Delivery System",
	    "Undelivered Mail Returned to Sender", "bounce", "@OURS@",
	    "The mail could not be delivered to li@example.com: no such user.", ""},
	{"dsn-whole", "postmaster@example.cn", NULL, "系统退信", "bounce",
	    "m77.abcdefghijkl@agency.example", "returned", ""},
	{"vacation", "li@example.com", "Li Mei", "Re: your complaint",
	    "auto_submitted", "gbk-1@example.com", "I am away until Monday.", ""},
	{"away", "zhou@example.com", NULL, "自动回复：答复", "auto_reply", "",
	    "away", ""},
	{"list", "news@example.com", NULL, "spring offers", "bulk", "",
	    "Buy now.", ""},
	{"loop", "somebody@example.com", NULL, "round and round", "loop", "",
	    "again", ""},
	{"from-line", "somebody@example.com", NULL, "bounced without saying so",
	    "bounce", "", "x", ""},
};

static void test_mails(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof mails / sizeof mails[0]; i++) {
		const char *f = mails[i].file;
		struct arena *a = arena_new();
		struct buf b = {0}, list = {0};
		struct mail_in m;

		load(f, &b);
		assert_true(mail_read(b.s, b.n, a, &m));
		same(f, "from", m.from, mails[i].from);
		same(f, "name", m.name, mails[i].name);
		same(f, "subject", m.subject, mails[i].subject);
		same(f, "automatic", m.automatic, mails[i].automatic);
		same(f, "refs", joined(m.refs, m.refs_n, &list), mails[i].refs);
		same(f, "text", m.text, mails[i].text);
		if (strncmp(m.quoted, mails[i].quoted, strlen(mails[i].quoted)) != 0 ||
		    !*m.quoted != !*mails[i].quoted)
			same(f, "quoted", m.quoted, mails[i].quoted);
		buf_free(&b);
		buf_free(&list);
		arena_free(a);
	}
}

static void test_rest(void **state)
{
	struct arena *a = arena_new();
	struct buf b = {0}, list = {0};
	struct mail_in m;

	(void)state;
	load("nested", &b);
	assert_true(mail_read(b.s, b.n, a, &m));
	for (size_t i = 0; i < m.parts_n; i++)
		buf_addf(&list, "%s %s %zu\n", m.parts[i].name ? m.parts[i].name :
		    "-", m.parts[i].type, m.parts[i].size);
	assert_string_equal(buf_text(&list), "- image/png 30\n"
	    "餐厅发票.pdf application/pdf 64\n行程单.txt text/plain 6\n"
	    "导游的话 message/rfc822 0\n");
	assert_int_equal(m.date, 1773279300);
	assert_string_equal(m.id, "nested-1@example.com");
	assert_string_equal(joined(m.to, m.to_n, &list),
	    "care@agency.example|tour@agency.example");
	buf_reset(&b);
	load("outlook", &b);
	assert_true(mail_read(b.s, b.n, a, &m));
	assert_string_equal(joined(m.to, m.to_n, &list),
	    "care@agency.example|care+100410@agency.example|ab@example.com");
	buf_free(&b);
	buf_free(&list);
	arena_free(a);
}

static void test_unreadable(void **state)
{
	static const char *const none[] = {"", "\n", "From somebody\n",
	    "no heads at all, only words\n", "X-Nothing: known\n\ntext\n"};
	struct arena *a = arena_new();
	struct buf b = {0};
	struct mail_in m;

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		assert_false(mail_read(none[i], strlen(none[i]), a, &m));
	load("garbage", &b);
	assert_false(mail_read(b.s, b.n, a, &m));
	buf_free(&b);
	arena_free(a);
}

/* Parts within parts without end do not exhaust the stack. */
static void test_nested(void **state)
{
	static const char *const part[] = {
		"Content-Type: multipart/mixed; boundary=b\n\n--b\n",
		"Content-Type: message/rfc822\n\n",
		"content-type:\n MESSAGE/rfc822\r\n\r\n"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct arena *a = arena_new();
		struct buf b = {0};
		struct mail_in m;

		buf_adds(&b, "From: a@example.com\n");
		for (int k = 0; k < 100; k++)
			buf_adds(&b, part[i]);
		assert_true(mail_read(b.s, b.n, a, &m));
		for (int k = 0; k < 100000; k++)
			buf_adds(&b, part[i]);
		assert_false(mail_read(b.s, b.n, a, &m));
		buf_free(&b);
		arena_free(a);
	}
}

/* More text than is kept: cut between characters, the rest counted. */
static void test_long(void **state)
{
	struct arena *a = arena_new();
	struct buf b = {0};
	struct mail_in m;
	size_t n;

	(void)state;
	buf_adds(&b, "From: a@example.com\nContent-Type: text/plain; charset=utf-8\n\nx");
	for (int i = 0; i < 700000; i++)
		buf_adds(&b, "长");
	assert_true(mail_read(b.s, b.n, a, &m));
	n = strlen(m.text);
	assert_in_range(n, MAIL_TEXT_MOST - 3, MAIL_TEXT_MOST);
	assert_int_equal(n % 3, 1);
	assert_int_equal(m.left_out + n, 2100002);	/* and its line's end */
	buf_free(&b);
	arena_free(a);
}

/* Built without gmime it reads nothing, and says so. */
static void test_unable(void **state)
{
	static const char mail[] = "From: a@example.com\n\nx\n";
	struct arena *a = arena_new();
	struct mail_in m;

	(void)state;
	assert_false(mail_read(mail, sizeof mail - 1, a, &m));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mails), cmocka_unit_test(test_rest),
		cmocka_unit_test(test_unreadable), cmocka_unit_test(test_nested),
		cmocka_unit_test(test_long),
	};
	const struct CMUnitTest without[] = {cmocka_unit_test(test_unable)};

	return mail_in_able() ? cmocka_run_group_tests(tests, NULL, NULL) :
	    cmocka_run_group_tests(without, NULL, NULL);
}
