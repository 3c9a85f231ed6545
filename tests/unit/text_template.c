/* Templates: values put in, sections, and every fault with its place. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "text/template.h"

static const char *look_up(void *arg, const char *name)
{
	static const char *const values[][2] = {
		{"name", "李雷"}, {"empty", ""}, {"booking.trip", "T1"},
		{"evil", "{{name}} \" <b>"},
	};

	++*(int *)arg;
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		if (strcmp(values[i][0], name) == 0)
			return values[i][1];
	return NULL;
}

static bool known(void *arg, const char *name)
{
	return look_up(arg, name) != NULL;
}

static void rendered(void **state)
{
	static const struct {
		const char *text, *result;
	} cases[] = {
		{"", ""},
		{"plain { } }} text", "plain { } }} text"},
		{"{{name}}您好", "李雷您好"},
		{"{{ name }}{{\tbooking.trip}}", "李雷T1"},
		{"{{empty}}.", "."},
		{"{{evil}}", "{{name}} \" <b>"},
		{"{{#name}}a{{name}}{{/name}}b", "a李雷b"},
		{"{{#empty}}a{{name}}{{/empty}}b", "b"},
		{"{{#name}}{{#empty}}x{{/empty}}y{{/name}}", "y"},
		{"{{#empty}}{{#name}}x{{/name}}y{{/empty}}z", "z"},
		{"{{#empty}}{{#empty}}x{{/empty}}y{{/empty}}z", "z"},
		{"{{#name}}{{#name}}x{{/name}}y{{/name}}", "xy"},
		{"a\n{{#name}}\nb\n{{/name}}\nc\n", "a\nb\nc\n"},
		{"a\n  {{#name}}  \n  b\n  {{/name}}", "a\n  b\n"},
		{"a\r\n{{#empty}}\r\nb\r\n{{/empty}}\r\nc", "a\r\nc"},
		{"a {{#name}}\nb{{/name}}\nc", "a \nb\nc"},
		{"{{#name}}\n  {{/name}}\nc", "c"},
		{"{{#name}} {{/name}}\nc", " \nc"},
		{" {{name}} \n", " 李雷 \n"},
	};
	struct buf b = {0};
	struct template_fault fault;
	int calls = 0;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		buf_reset(&b);
		if (!template_render(&b, cases[i].text, look_up, &calls, &fault))
			fail_msg("%s: %s", cases[i].text, fault.why);
		assert_string_equal(buf_text(&b), cases[i].result);
		assert_true(template_names(cases[i].text, known, &calls,
		    &fault));
	}
	assert_true(calls > 0);
	buf_free(&b);
}

static void faulty(void **state)
{
	static const struct {
		const char *text;
		size_t offset;
		const char *name, *part;
	} cases[] = {
		{"您好{{nmae}}", 6, "nmae", "no such name"},
		{"{{#empty}}{{nmae}}{{/empty}}", 10, "nmae", "no such name"},
		{"{{#nmae}}{{/nmae}}", 0, "nmae", "no such name"},
		{"a{{", 1, "", "no name"},
		{"{{}}", 0, "", "no name"},
		{"{{{name}}}", 0, "", "no name"},
		{"{{1}}", 0, "", "no name"},
		{"{{姓名}}", 0, "", "no name"},
		{"{{name}", 0, "name", "do not end"},
		{"{{name", 0, "name", "do not end"},
		{"{{na me}}", 0, "na", "do not end"},
		{"{{#name}}x", 0, "name", "never closed"},
		{"ab\n  {{#name}}\n", 5, "name", "never closed"},
		{"{{/name}}", 0, "name", "not the last"},
		{"{{#name}}{{#empty}}{{/name}}{{/empty}}", 19, "name", "not the last"},
		{"{{#name}}{{#name}}{{#name}}{{#name}}{{#name}}{{#name}}"
		 "{{#name}}{{#name}}{{#name}}", 72, "name", "too deep"},
		{"{{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}}",
		 0, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "do not end"},
	};
	struct buf b = {0};
	int calls = 0;

	(void)state;
	buf_adds(&b, "before");
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct template_fault checked, rendering;

		assert_false(template_names(cases[i].text, known, &calls,
		    &checked));
		assert_false(template_render(&b, cases[i].text, look_up,
		    &calls, &rendering));
		assert_string_equal(b.s, "before");
		if (!strstr(checked.why, cases[i].part))
			fail_msg("%s: %s", cases[i].text, checked.why);
		assert_int_equal(checked.offset, cases[i].offset);
		assert_string_equal(checked.name, cases[i].name);
		assert_int_equal(rendering.offset, checked.offset);
		assert_string_equal(rendering.why, checked.why);
	}
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rendered),
		cmocka_unit_test(faulty),
	};

	return cmocka_run_group_tests_name("text_template", tests, NULL, NULL);
}
