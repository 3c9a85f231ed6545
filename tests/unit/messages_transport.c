/* care.conf, mails, and what a transport hears. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "care/messages/transport.h"
#include "text/mail_out.h"

static bool parse(const char *text, struct arena *a, struct transports *t)
{
	return transports_parse("care.conf", text, strlen(text), a, t);
}

static void a_good_file(void **state)
{
	struct arena *a = arena_new();
	const struct transport *t;
	struct transports all;

	(void)state;
	assert_true(parse(
	    "mail: {from: \"客服部 <care@example.com>\", reply_to: help@example.com}\n"
	    "transports:\n"
	    "  sms: {command: [/usr/lib/care/sms, --fast], timeout: 45s}\n"
	    "  mail: {command: [/usr/sbin/sendmail, -i, -t]}\n"
	    "  wecom: {command: /usr/lib/care/wecom, timeout: 1h, on_doubt: resend}\n",
	    a, &all));
	assert_int_equal(all.n, 3);
	assert_string_equal(all.from, "客服部 <care@example.com>");
	t = transport_of(&all, "sms");
	assert_string_equal(t->argv[1], "--fast");
	assert_null(t->argv[2]);
	assert_int_equal(t->timeout, 45);
	assert_int_equal(t->on_doubt, DOUBT_ASK);
	assert_int_equal(transport_lease(t), 45 + CHILD_GRACE + 30);
	t = transport_of(&all, "mail");
	assert_int_equal(t->timeout, 30);
	assert_int_equal(t->on_doubt, DOUBT_RESEND);
	assert_true(t->mail);
	t = transport_of(&all, "wecom");
	assert_int_equal(t->timeout, 3600);
	assert_int_equal(t->on_doubt, DOUBT_RESEND);
	assert_null(t->argv[1]);
	assert_null(transport_of(&all, "phone"));
	arena_free(a);
}

static void bad_files(void **state)
{
	static const char *const cases[] = {
		"transports: {sms: {}}\n",
		"transports: {sms: {command: \"sms --fast\"}}\n",
		"transports: {sms: {command: []}}\n",
		"transports: {sms: {command: [[sms]]}}\n",
		"transports: {sms: {command: sms, timeout: 2h}}\n",
		"transports: {sms: {command: sms, timeout: 2bh}}\n",
		"transports: {sms: {command: sms, on_doubt: perhaps}}\n",
		"transports: {sms: {comand: sms}}\n",
		"transports: [sms]\n",
		"transport: {sms: {command: sms}}\n",
		"transports: {sms: {command: sms}, sms: {command: sms}}\n",
		"transports: {\"s ms\": {command: sms}}\n",
		"transports: {sms: {command: sms\n",
		"- sms\n",
		"mail: {from: [a]}\n",
		"mail: {from: nobody}\n",
		"mail: {reply_to: \"<a@b\"}\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *a = arena_new();
		struct transports all;

		if (parse(cases[i], a, &all))
			fail_msg("taken: %s", cases[i]);
		arena_free(a);
	}
}

static void addresses(void **state)
{
	static const struct { const char *s; bool good; } cases[] = {
		{"li@example.com", true}, {"li.lei+care@mail.example.cn", true},
		{"", false}, {"li", false}, {"@example.com", false}, {"li@", false},
		{"a@b@c", false}, {"a@b,c@d", false}, {"a@b c", false},
		{"a@b\nBcc: c@d", false}, {"a@b\r", false}, {"<a@b>", false},
		{"李@example.com", false}, {"-oQ/tmp@b", false}, {"a\"b@c", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (mail_address(cases[i].s) != cases[i].good)
			fail_msg("%s", cases[i].s);
}

/* What stands behind the head's empty line, decoded. */
static char *body_of(const char *mail)
{
	const char *s = strstr(mail, "\n\n") + 2;
	size_t n = strlen(s), got;
	char *out = calloc(n + 1, 1);

	assert_int_equal(sodium_base642bin((unsigned char *)out, n, s, n, "\n",
	    &got, NULL, sodium_base64_VARIANT_ORIGINAL), 0);
	return out;
}

static void a_mail(void **state)
{
	struct mail_out m = {.to = "li@example.com",
	    .from = "客服部 <care@example.com>", .id = "m5512.ab", .date = 1773280800,
	    .subject = "您的行程将于后天出发，请查收出行提醒与集合时间地点，祝您旅途愉快",
	    .text = "李雷您好：\n一行\r\n另一行", .zone = zone_open("Asia/Shanghai")};
	struct buf b = {0};
	char *body;

	(void)state;
	assert_true(mail_write(&b, &m));
	assert_non_null(strstr(b.s, "From: =?UTF-8?B?5a6i5pyN6YOo?= <care@example.com>\n"));
	assert_non_null(strstr(b.s, "\nTo: li@example.com\n"));
	assert_non_null(strstr(b.s, "\nDate: Thu, 12 Mar 2026 10:00:00 +0800\n"));
	assert_non_null(strstr(b.s, "\nMessage-ID: <m5512.ab@example.com>\n"));
	assert_non_null(strstr(b.s, "\nAuto-Submitted: auto-generated\n"));
	for (const char *s = b.s; s; s = strchr(s, '\n') ? strchr(s, '\n') + 1 : NULL)
		assert_true(strcspn(s, "\n") <= 76);
	body = body_of(b.s);
	assert_string_equal(body, "李雷您好：\r\n一行\r\n另一行\r\n");
	free(body);
	buf_reset(&b);
	m.to = "a@b\nBcc: c@d";
	assert_false(mail_write(&b, &m));
	assert_int_equal(b.n, 0);
	m.to = "li@example.com";
	m.from = NULL;
	m.subject = "hello";
	assert_true(mail_write(&b, &m));
	assert_non_null(strstr(b.s, "\nSubject: hello\n"));
	assert_non_null(strstr(b.s, "<m5512.ab@care.invalid>"));
	assert_null(strstr(b.s, "From:"));
	m.from = "broken <care@example.com";
	buf_reset(&b);
	assert_false(mail_write(&b, &m));
	buf_free(&b);
}

static void what_it_hears(void **state)
{
	const char *argv[] = {"sh", "-c", "env | grep ^CARE_ | sort |"
	    " tr '\\n' '|'; cat", NULL};
	struct transport t = {.channel = "sms", .argv = argv, .timeout = 10};
	struct message m = {.id = 5512, .purpose = "service"};
	struct rendering r = {.text = "您好", .subject = "提醒"};
	struct transports all = {0};
	struct handover h = {.transport = &t, .all = &all, .message = &m,
	    .attempt = 2, .what = &r, .to = "13800138000", .store_id = "abcdef0123456789",
	    .now = 1773280800, .zone = zone_open("UTC")};
	struct child_end end;

	(void)state;
	transport_run(&h, &end);
	assert_int_equal(end.status, 0);
	assert_string_equal(end.out, "CARE_ATTEMPT=2|CARE_CASE=|CARE_CHANNEL=sms|"
	    "CARE_KIND=service|CARE_MSG_ID=m5512@abcdef012345|CARE_PARAMS=|"
	    "CARE_SUBJECT=提醒|CARE_TEMPLATE=|CARE_TO=13800138000|您好");
	t.mail = true;
	transport_run(&h, &end);
	assert_int_equal(end.status, 65);
	h.to = "li@example.com";
	transport_run(&h, &end);
	assert_int_equal(end.status, 0);
	assert_non_null(strstr(end.out, "5oKo5aW9"));
}

/* What customers call themselves reaches a program's environment: one line
 * each, and what is too long for it fails alone, before the program is run. */
static void what_is_hostile(void **state)
{
	enum { LONG = 200000 };
	const char *argv[] = {"sh", "-c", "printf %s \"$CARE_SUBJECT|$CARE_TO\"",
	    NULL};
	struct transport t = {.channel = "sms", .argv = argv, .timeout = 10};
	struct message m = {.id = 5512, .purpose = "service"};
	struct rendering r = {.text = "您好",
	    .subject = "a\nBcc: all@example.com\r\tb\177\033[2J"};
	struct transports all = {0};
	struct handover h = {.transport = &t, .all = &all, .message = &m,
	    .what = &r, .to = "138\n139", .store_id = "abcdef0123456789",
	    .zone = zone_open("UTC")};
	char *big = calloc(LONG + 1, 1);
	struct child_end end;

	(void)state;
	transport_run(&h, &end);
	assert_int_equal(end.status, 0);
	assert_string_equal(end.out, "a Bcc: all@example.com  b  [2J|138 139");
	memset(big, 'x', LONG);
	r.subject = big;
	transport_run(&h, &end);
	assert_int_equal(end.status, 65);
	assert_string_equal(end.err, "CARE_SUBJECT: too long");
	r.subject = NULL;
	r.params = big;
	transport_run(&h, &end);
	assert_int_equal(end.status, 65);
	assert_string_equal(end.err, "CARE_PARAMS: too long");
	r.params = NULL;
	r.text = big;
	transport_run(&h, &end);
	assert_int_equal(end.status, 0);
	free(big);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_file),
		cmocka_unit_test(bad_files),
		cmocka_unit_test(addresses),
		cmocka_unit_test(a_mail),
		cmocka_unit_test(what_it_hears),
		cmocka_unit_test(what_is_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
