/* Every mask, and that each is known again. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "text/mask.h"
#include "text/mask_text.h"

static const struct {
	enum mask_kind kind;
	const char *value, *masked;
} masks[] = {
	{MASK_NAME, "李雷", "李*"},
	{MASK_NAME, "李", "李*"},
	{MASK_NAME, "李女士", "李*"},
	{MASK_NAME, " 李雷 ", "李*"},
	{MASK_NAME, "欧阳修", "欧阳*"},
	{MASK_NAME, "欧阳", "欧*"},		/* surname 欧, name 阳 */
	{MASK_NAME, "司马相如", "司马*"},
	{MASK_NAME, "诸葛亮", "诸葛*"},
	{MASK_NAME, "上官婉儿", "上官*"},
	{MASK_NAME, "䶮雷", "䶮*"},
	{MASK_NAME, "𠮷田", "𠮷*"},		/* outside of the first plane */
	{MASK_NAME, "Anna", "A***"},
	{MASK_NAME, "Anna Maria Smith", "A***"},
	{MASK_NAME, "Émile", "É***"},
	{MASK_NAME, "13800138000", "1***"},
	{MASK_NAME, "", ""},
	{MASK_NAME, "  ", ""},
	{MASK_NAME, "\xFF\xFE", "***"},
	{MASK_PHONE, "13800138000", "138****8000"},
	{MASK_PHONE, "+86 138-0013-8000", "138****8000"},
	{MASK_PHONE, "１３８００１３８０００", "138****8000"},
	{MASK_PHONE, "010-64551234", "010****1234"},
	{MASK_PHONE, "010-64551234转801", "010****1234"},
	{MASK_PHONE, "+852 9123 4567", "852****4567"},
	{MASK_PHONE, "not a 13800138000", "138****8000"},
	{MASK_PHONE, "95588", "****"},
	{MASK_PHONE, "none", "****"},
	{MASK_PHONE, "", ""},
	{MASK_PHONE, "111111111111111111111111111111111111111111", "111****1111"},
	{MASK_MAIL, "lilei@example.com", "l***@example.com"},
	{MASK_MAIL, "a@x.com", "a***@x.com"},
	{MASK_MAIL, "李@x.com", "李***@x.com"},
	{MASK_MAIL, "\"a@b\"@x.com", "\"***@x.com"},
	{MASK_MAIL, "@x.com", "***"},
	{MASK_MAIL, "lilei", "***"},
	{MASK_MAIL, "", ""},
	{MASK_DATE, "1990-01-02", "****-**-**"},
	{MASK_DATE, "lunar 8-15", "****-**-**"},
	{MASK_TEXT, "13800138000", "138****8000"},
	{MASK_TEXT, "lilei@x.com", "l***@x.com"},
	{MASK_TEXT, "11010519491231002X", "******************"},
};

static void forms(void **state)
{
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof masks / sizeof masks[0]; i++) {
		buf_reset(&b);
		mask_add(&b, masks[i].kind, masks[i].value);
		assert_string_equal(buf_text(&b), masks[i].masked);
		if (b.n && !mask_is(b.s))
			fail_msg("not known again: %s", b.s);
	}
	buf_free(&b);
}

/* What is no mask must come in as data. */
static void plain_values(void **state)
{
	static const char *const plain[] = {
		"", "李雷", "李", "欧阳修", "Anna", "13800138000", "*", "**",
		"a*", "5*", "李*雷", "李**", "***重要***", "A***B", "138****800",
		"1380****8000", "13****8000", "138****80000", "x138****8000",
		"lilei@x.com", "1990-01-02", "****-**-*", "\xE6\x9D*", "\xFF***",
	};

	(void)state;
	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		if (mask_is(plain[i]))
			fail_msg("taken for a mask: %s", plain[i]);
}

static void free_text(void **state)
{
	static const struct {
		const char *text, *masked;
	} cases[] = {
		{"", ""},
		{"大巴迟到两小时", "大巴迟到两小时"},
		{"电话13800138000。", "电话138****8000。"},
		{"电话 138 0013 8000 请回电", "电话 138****8000 请回电"},
		{"138-0013-8000/139-0013-9000", "138****8000/139****9000"},
		{"13800138000 13900139000", "138****8000 139****9000"},
		{"13800138000、13900139000", "138****8000、139****9000"},
		{"１３８００１３８０００", "138****8000"},
		{"+86 13800138000", "138****8000"},
		{"＋８６１３８００１３８０００", "138****8000"},
		{"8613800138000", "138****8000"},
		{"0086 138 0013 8000", "0086 138****8000"},
		{"(010) 6455-1234", "(010****1234"},
		{"010-64551234-801", "010****1234-801"},
		{"0571-87654321", "057****4321"},
		{"call +1 (415) 555-0123 x9", "call 141****0123 x9"},
		{"400-800-1234", "400****1234"},
		{"身份证110105194912310021,", "身份证******************,"},
		{"11010519491231002x", "******************"},
		{"卡号6222020200012345678", "卡号******************"},
		{"写信给li.lei+a@mail.example.com吧", "写信给l***@mail.example.com吧"},
		{"13800138000@139.com", "1***@139.com"},
		{"li＠x.com", "l***＠x.com"},
		{"a@b@c", "a***@b@c"},
		/* These tell nothing of anybody. */
		{"2026-03-12 10:05 出发", "2026-03-12 10:05 出发"},
		{"08:00-18:00", "08:00-18:00"},
		{"订单 TS20250312-7", "订单 TS20250312-7"},
		{"共 1200.50 元, 3 人", "共 1200.50 元, 3 人"},
		{"12345 12315", "12345 12315"},
		{"@ + 0 - (", "@ + 0 - ("},
		{"12800138000", "12800138000"},
		{"138001380001", "138001380001"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		buf_reset(&b);
		mask_add(&b, MASK_TEXT, cases[i].text);
		assert_string_equal(buf_text(&b), cases[i].masked);
	}
	buf_free(&b);
}

/* Time must grow with the length only: text comes from strangers. */
static void long_texts(void **state)
{
	static const char *const pieces[] = {"1", "a", "1 ", "0-", "+", "@",
		"a@", "１", "(", "+1-"};
	struct buf text = {0}, b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		buf_reset(&text);
		buf_reset(&b);
		while (text.n < 300000)
			buf_adds(&text, pieces[i]);
		mask_add(&b, MASK_TEXT, text.s);
		assert_true(b.n > 0);
	}
	buf_free(&text);
	buf_free(&b);
}

static void ours(void **state)
{
	static const struct { const char *ours, *text, *masked; } v[] = {
		{NULL, "13800138000", "138****8000"},
		{"", "13800138000", "138****8000"},
		{"call 400-800-0000.", "call 400-800-0000 or 13800138000",
		    "call 400-800-0000 or 138****8000"},
		{"call 400-800-0000.", "call 400 800 0000", "call 400****0000"},
		{"电话：400-800-0000，", "400-800-0000", "400-800-0000"},
		{"x400-800-0000", "400-800-0000", "400****0000"},
		{"400-800-00001", "400-800-0000", "400****0000"},
		{"care@example.com", "care@example.com li@example.com",
		    "care@example.com l***@example.com"},
		{"xcare@example.com", "care@example.com", "c***@example.com"},
		{"110105194912310021", "110105194912310021", "110105194912310021"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		struct buf b = {0};

		mask_text_add_but(&b, v[i].text, v[i].ours);
		assert_string_equal(buf_text(&b), v[i].masked);
		buf_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ours),
		cmocka_unit_test(forms),
		cmocka_unit_test(plain_values),
		cmocka_unit_test(free_text),
		cmocka_unit_test(long_texts),
	};

	return cmocka_run_group_tests_name("text_mask", tests, NULL, NULL);
}
