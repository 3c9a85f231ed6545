/* The words of mails: charsets, HTML, quotations, encoded words, numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "care/intake/mail.h"
#include "text/ident.h"
#include "text/mail_text.h"

static void test_decode(void **state)
{
	static const struct { const char *label, *bytes, *text; } v[] = {
		{"gb2312", "\x81\x39\xEE\x39", "㐀"},	/* four bytes: GB18030 only */
		{"GBK", "\xCD\xB6\xCB\xDF", "投诉"},
		{"big5", "\xA7\xEB\xB6\x44", "投訴"},
		{"utf-8", "投诉", "投诉"},
		{"utf-8", "\xCD\xB6\xCB\xDF\xC4\xE3\xBA\xC3", "投诉你好"},
		{"us-ascii", "\xCD\xB6\xCB\xDF\xC4\xE3\xBA\xC3", "投诉你好"},
		{NULL, "\xCD\xB6\xCB\xDF\xC4\xE3\xBA\xC3", "投诉你好"},
		{NULL, "投诉", "投诉"},
		{"no-such-charset", "投诉", "投诉"},
		{"", "plain", "plain"},
		{"//IGNORE", "plain", "plain"},
		{"iso-8859-1", "caf\xE9 \x80", "café €"},
		{"utf-8", "a\r\nb\rc\nd\te\x1B\x07\x7F", "a\nb\nc\nd\te"},
		{"utf-8", "投诉\xE6\x8A", "投诉\xEF\xBF\xBD"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		struct buf b = {0};

		mail_text_decode(&b, v[i].bytes, strlen(v[i].bytes), v[i].label);
		assert_string_equal(buf_text(&b), v[i].text);
		buf_free(&b);
	}
}

static void test_html(void **state)
{
	static const struct { const char *html, *text; } v[] = {
		{"", ""},
		{"a b\n c", "a b c\n"},
		{"<p>a</p><p>b</p>", "a\nb\n"},
		{"a<br>b<BR/>c", "a\nb\nc\n"},
		{"<style>x{}</style>a<script>if (1<2) y</script>b", "ab\n"},
		{"<title>t</title><body>a", "a\n"},
		{"<style>never ends", "never ends\n"},
		{"1 < 2 & 3 > 2", "1 < 2 & 3 > 2\n"},
		{"&lt;b&gt;&#20320;&#x597D;&amp;&nosuch;&#0;&#xD800;x", "<b>你好&&nosuch; x\n"},
		{"<a title=\"x > y\">z</a>", "z\n"},
		{"<!-- a <b> c -->d<!-- e", "d<!-- e\n"},
		{"<blockquote>a<br>b<blockquote>c</blockquote></blockquote></blockquote>d", "> a\n> b\n> c\nd\n"},
		{"<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>", "a b\nc\n"},
		{"<", "<\n"}, {"<a", "<a\n"}, {"&", "&\n"}, {"&#", "&#\n"}, {"</", "</\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		struct buf b = {0};

		mail_text_of_html(&b, v[i].html);
		assert_string_equal(buf_text(&b), v[i].text);
		buf_free(&b);
	}
}

static void test_part(void **state)
{
	static const struct { const char *text, *own, *quoted; } v[] = {
		{"a\nb\n", "a\nb\n", ""},
		{"a\n> b\nc\n", "a\nc\n", "> b\n"},
		{"a\n-----原始邮件-----\nb\n", "a\n", "-----原始邮件-----\nb\n"},
		{"a\n-----Original Message-----\nb", "a\n", "-----Original Message-----\nb"},
		{"a\n---- 回复的原邮件 ----\nb\n", "a\n", "---- 回复的原邮件 ----\nb\n"},
		{"a\n  发件人：客服\nb\n", "a\n", "  发件人：客服\nb\n"},
		{"a\n*From:* x@y\n*Sent:* today\nb\n", "a\n", "*From:* x@y\n*Sent:* today\nb\n"},
		{"From: Shanghai we flew\nto Xi'an\n", "From: Shanghai we flew\nto Xi'an\n", ""},
		{"a\n在 2026-03-12，客服 <c@x.cn> 写道：\n\nb\n", "a\n", "在 2026-03-12，客服 <c@x.cn> 写道：\n\nb\n"},
		{"On 12 Mar 2026, c@x.cn wrote:\n> b\na\n", "a\n", "On 12 Mar 2026, c@x.cn wrote:\n> b\n"},
		{"他在群里写道：\n你们都走\n", "他在群里写道：\n你们都走\n", ""},
		{"--\n签名\n", "--\n签名\n", ""},
		{"a -- b --\n", "a -- b --\n", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		struct buf own = {0}, quoted = {0};

		mail_text_part(v[i].text, &own, &quoted);
		assert_string_equal(buf_text(&own), v[i].own);
		assert_string_equal(buf_text(&quoted), v[i].quoted);
		buf_free(&own);
		buf_free(&quoted);
	}
	assert_true(mail_text_blank(""));
	assert_true(mail_text_blank(" \n\t\xC2\xA0\xE3\x80\x80\n"));
	assert_false(mail_text_blank("\n ."));
}

static void test_encoded(void **state)
{
	static const struct { const char *in, *out; } v[] = {
		{"Subject: plain = x", "Subject: plain = x"},
		/* 投 cut in two, and padding between the words */
		{"=?gbk?B?zQ==?= =?GBK?B?tg==?=\r\n =?gbk?b?y98=?=x", "=?utf-8?B?5oqV6K+J?=x"},
		{"=?gb2312?Q?=CD=B6_=CB=DF?=", "=?utf-8?B?5oqVIOiviQ==?="},
		{"=?gbk?B?zbY=?= =?utf-8?B?6K+J?=", "=?utf-8?B?5oqV?= =?utf-8?B?6K+J?="},
		{"=?x?=", "=?x?="}, {"=?gbk?Z?aa?=", "=?gbk?Z?aa?="}, {"=?", "=?"},
		{"=?gbk?B?zbY=", "=?gbk?B?zbY="}, {"=?utf-8*zh?Q?a?=", "=?utf-8?B?YQ==?="},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		struct buf b = {0};

		mail_text_encoded(&b, v[i].in, strlen(v[i].in));
		assert_string_equal(buf_text(&b), v[i].out);
		buf_free(&b);
	}
}

static void test_numbers(void **state)
{
	/* Case 1001 is 1001x; bad is the same with another last digit. */
	static const struct { const char *subject, *to; int marked, plain; } v[] = {
		{"Re: #%G", "c@x", 1, 0}, {"回复：投诉答复（编号%G）", "c@x", 1, 0},
		{"[%G] hello", "c@x", 1, 0}, {"case %G", "c@x", 1, 0},
		{"Case No. %G", "c@x", 1, 0}, {"编号：%G", "c@x", 1, 0},
		{"about %G please", "c@x", 0, 1}, {"%G", "c@x", 0, 1},
		{"T%G", "c@x", 0, 0}, {"%G-2", "c@x", 0, 0}, {"7%G", "c@x", 0, 0},
		{"#%B", "c@x", 0, 0}, {"%B", "c@x", 0, 0},
		{"", "care+%G@x", 1, 0}, {"", "care+%B@x", 0, 0},
		{"", "care+%Gx@x", 0, 0}, {"", "%G@x", 0, 0}, {"", "a@b+%G", 0, 0},
		{"#99999999999999999999999", "c@x", 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		struct buf subject = {0}, to = {0};
		struct buf *out[] = {&subject, &to};
		const char *in[] = {v[i].subject, v[i].to}, *list[1];
		struct mail_in m = {.to = list, .to_n = 1};
		struct mail_number found[4];
		long long good = ident_case(1001);
		int marked = 0, plain = 0;

		for (size_t k = 0; k < 2; k++)
			for (const char *s = in[k]; *s; s++)
				if (s[0] == '%' && (s[1] == 'G' || s[1] == 'B'))
					buf_addf(out[k], "%lld", *++s == 'G' ? good :
					    good - good % 10 + (good + 1) % 10);
				else
					buf_addc(out[k], *s);
		m.subject = buf_text(&subject);
		list[0] = buf_text(&to);
		for (size_t n = mail_numbers(&m, found, 4); n-- > 0; ) {
			assert_int_equal(found[n].subject, 1001);
			marked += found[n].marked;
			plain += !found[n].marked;
		}
		if (marked != v[i].marked || plain != v[i].plain)
			fail_msg("%s, %s: %d marked, %d not", m.subject, list[0],
			    marked, plain);
		buf_free(&subject);
		buf_free(&to);
	}
}

static void test_message(void **state)
{
	static const struct { const char *id; int64_t message; } v[] = {
		{"m5512.abcdefghijkl@h.example", 5512}, {"m1.abcdefghijkl@care.invalid", 1},
		{"m5512.abcdefghijkX@h", 0}, {"m5512.abcdefghijklm@h", 0},
		{"m.abcdefghijkl@h", 0}, {"m0.abcdefghijkl@h", 0},
		{"m99999999999999999999.abcdefghijkl@h", 0}, {"x", 0}, {"", 0},
		{"m5512-5520.7.abcdefghijkl@h", 5512}, {"m5512-5520.abcdefghijkl@h", 0},
		{"m5512-.7.abcdefghijkl@h", 0}, {"m5512-5520.7abcdefghijkl@h", 0},
		{"m5512-5520.7.", 0}, {"m5512-", 0}, {"m5512-5520.7.abcdefghijkl", 0},
		{"5512.abcdefghijkl@h", 0}, {"m5512.abcdefghijkl", 0}, {NULL, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++)
		assert_int_equal(mail_message(v[i].id, "abcdefghijklmnopqrst"),
		    v[i].message);
	assert_int_equal(mail_message("m5.@h", ""), 0);
}

static void test_references_and_dates(void **state)
{
	struct mail_in m = {.subject = "订单T0308-2的投诉, ref crm:A-77. no 12 abcd"};
	const char *v[4];
	struct arena *a = arena_new();
	const int64_t now = 1773281520, day = 86400;

	(void)state;
	assert_int_equal(mail_references(&m, a, v, 4), 2);
	assert_string_equal(v[0], "T0308-2");
	assert_string_equal(v[1], "crm:A-77");
	assert_int_equal(mail_references(&m, a, v, 1), 1);
	m.date = now - day;
	assert_int_equal(mail_received(&m, now), now - day);
	m.date = now + 1;
	assert_int_equal(mail_received(&m, now), now);
	m.date = now - 30 * day;
	assert_int_equal(mail_received(&m, now), m.date);
	m.date--;
	assert_int_equal(mail_received(&m, now), now);
	m.date = INT64_MIN;
	assert_int_equal(mail_received(&m, now), now);
	arena_free(a);
}

static void test_words(void **state)
{
	struct mail_part part = {"票.pdf", "application/pdf", 64};
	struct mail_in m = {.subject = "s", .text = "t", .quoted = "q",
	    .left_out = 5, .parts = &part, .parts_n = 1};
	struct arena *a = arena_new();
	bool quoted;

	(void)state;
	assert_string_equal(mail_words(&m, a, &quoted), "s\n\nt\n\n"
	    "[5 bytes left out]\n\n[attachment: 票.pdf, application/pdf, 64 bytes]");
	assert_true(quoted);
	/* Forwarded without a word of his own: the quotation is what he says. */
	m = (struct mail_in){.subject = "", .text = " \n", .quoted = "q"};
	assert_string_equal(mail_words(&m, a, &quoted), "q");
	assert_false(quoted);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decode), cmocka_unit_test(test_html),
		cmocka_unit_test(test_part), cmocka_unit_test(test_encoded),
		cmocka_unit_test(test_numbers), cmocka_unit_test(test_message),
		cmocka_unit_test(test_references_and_dates),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
