/* Column heads that people mean to be the same. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/head.h"

static void heads(void **state)
{
	static const struct {
		const char *head, *same;
	} cases[] = {
		{"客户电话", "客户电话"},
		{"客户电话（必填）", "客户电话"},
		{"客户电话(必填)：", "客户电话"},
		{"*客户 电话", "客户电话"},
		{"客户\n电话", "客户电话"},
		{"客户\r\n电话　", "客户电话"},
		{"\xEF\xBB\xBF客户电话", "客户电话"},
		{"ＴＥＬ", "tel"},
		{" Tel. ", "tel."},
		{"E-Mail", "e-mail"},
		{"call_at", "call_at"},
		{"金额（元（人民币））*", "金额"},
		{"（备注）", "备注"},
		{"电话（必填", "电话"},
		{"电话）", "电话"},
		{"", ""},
		{"***", ""},
		{"\xFF", ""},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		buf_reset(&b);
		head_add(&b, cases[i].head);
		assert_string_equal(buf_text(&b), cases[i].same);
	}
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(heads),
	};

	return cmocka_run_group_tests_name("text_head", tests, NULL, NULL);
}
