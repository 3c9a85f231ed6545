/* policies/policy.schema.json, which editors complete and check by, knows
 * exactly the keys that the loader knows; care-policy(5) tells them all. */
#include <ctype.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "policy/facts.h"
#include "policy/keys.h"

static const char path[] = "policies/policy.schema.json";

static const struct key_list *find(const char *name)
{
	for (const struct key_list *l = key_lists; l->name; l++)
		if (strcmp(l->name, name) == 0)
			return l;
	return NULL;
}

static bool has(const char *const *keys, const char *key)
{
	for (; *keys; keys++)
		if (strcmp(*keys, key) == 0)
			return true;
	return false;
}

/* Differences of a definition and a list, told; how many. */
static int compare(const char *name, const json_t *properties,
	const char *const *keys)
{
	const char *key;
	json_t *value;
	int bad = 0;

	for (size_t i = 0; keys[i]; i++)
		if (!json_object_get(properties, keys[i])) {
			printf("# %s: the schema lacks %s\n", name, keys[i]);
			bad++;
		}
	json_object_foreach((json_t *)properties, key, value)
		if (!has(keys, key)) {
			printf("# %s: the loader does not know %s\n", name, key);
			bad++;
		}
	return bad;
}

static void keys(void **state)
{
	json_error_t error;
	json_t *schema = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
	json_t *all = json_object_get(schema, "definitions"), *definition;
	const char *name;
	int bad = 0, found = 0;

	(void)state;
	assert_non_null(schema);
	json_object_foreach(all, name, definition) {
		const json_t *properties = json_object_get(definition, "properties");
		const struct key_list *list = find(name);

		assert_int_equal(properties != NULL, list != NULL);
		if (!list)
			continue;
		found++;
		assert_true(json_is_false(json_object_get(definition,
		    "additionalProperties")));
		bad += compare(name, properties, list->keys);
	}
	for (const struct key_list *l = key_lists; l->name; l++)
		found--;
	assert_int_equal(found, 0);
	assert_int_equal(bad, 0);
	json_decref(schema);
}

/* Every reference leads somewhere, and every key that is needed exists. */
static void follow(const json_t *all, const json_t *at)
{
	static const char start[] = "#/definitions/";
	const json_t *properties = json_object_get(at, "properties");
	const char *key;
	json_t *value;
	size_t i;

	if (json_is_array(at)) {
		json_array_foreach(at, i, value)
			follow(all, value);
		return;
	}
	json_object_foreach((json_t *)at, key, value) {
		if (strcmp(key, "$ref") == 0 && json_is_string(value)) {
			const char *to = json_string_value(value);

			assert_memory_equal(to, start, sizeof start - 1);
			assert_non_null(json_object_get(all, to + sizeof start - 1));
		}
		follow(all, value);
	}
	if (properties)
		json_array_foreach(json_object_get(at, "required"), i, value)
			assert_non_null(json_object_get(properties,
			    json_string_value(value)));
}

static void references(void **state)
{
	json_t *schema = json_load_file(path, 0, NULL);

	(void)state;
	assert_non_null(schema);
	follow(json_object_get(schema, "definitions"), schema);
	json_decref(schema);
}

/* Does a text have that word, not as a part of another? */
static bool tells(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = text; (p = strstr(p, word)) != NULL; p += n)
		if (!isalnum((unsigned char)p[-1]) && p[-1] != '_' &&
		    !isalnum((unsigned char)p[n]) && p[n] != '_')
			return true;
	return false;
}

static void manual(void **state)
{
	static char text[200000];
	FILE *f = fopen("man/care-policy.5", "r");
	size_t n;
	int bad = 0;

	(void)state;
	assert_non_null(f);
	n = fread(text, 1, sizeof text - 1, f);
	fclose(f);
	assert_in_range(n, 1000, sizeof text - 2);
	for (const struct key_list *l = key_lists; l->name; l++)
		for (size_t i = 0; l->keys[i]; i++)
			if (!tells(text, l->keys[i]) && ++bad)
				printf("# the manual lacks %s of %s\n",
				    l->keys[i], l->name);
	for (const struct fact_kind *k = fact_kinds; k->name; k++)
		if (!tells(text, k->name) && ++bad)
			printf("# the manual lacks the fact %s\n", k->name);
	assert_int_equal(bad, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys),
		cmocka_unit_test(references),
		cmocka_unit_test(manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
