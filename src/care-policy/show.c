/* care-policy show: the rules as adopted, and as a list. */
#include <stdio.h>

#include "base/lang.h"
#include "base/die.h"
#include "care-policy/verbs.h"
#include "policy/bundle.h"
#include "policy/policy_store.h"

static const struct out_column version_columns[] = {
	{.name = "policy", .type = OUT_INT, .table = true},
	{.name = "name", .table = true},
	{.name = "version", .table = true},
	{.name = "effective", .type = OUT_TIME, .table = true},
	{.name = "approved_by", .table = true},
	{.name = "adopted", .type = OUT_TIME, .table = true},
	{.name = "in_force", .type = OUT_INT, .table = true},
	{.name = NULL}
};

static int list_versions(struct session *s)
{
	struct out *out = session_out(s, version_columns);
	struct arena *arena = arena_new();
	struct adopted a;

	for (int64_t id = 1; adopted_load(s->db, id, arena, &a); id++) {
		out_int(out, "policy", id);
		out_text(out, "name", a.name);
		out_text(out, "version", a.version);
		out_int(out, "effective", a.effective);
		out_text(out, "approved_by", a.approved_by);
		out_int(out, "adopted", a.adopted_at);
		out_int(out, "in_force", id == s->policy_id);
		out_row(out);
	}
	arena_free(arena);
	out_end(out);
	return STATUS_DONE;
}

/* The policy's own text; of a folder its files in their order, each behind
 * its name, which together are one policy again. */
static void write_policy(const char *bundle, FILE *f)
{
	struct policy_part part;

	if (!policy_part(bundle, 0, &part))
		return;
	if (!policy_is_folder(&part)) {
		fwrite(part.text, 1, part.n, f);
		return;
	}
	for (size_t i = 1; i <= policy_files(bundle) &&
	    policy_part(bundle, i, &part); i++) {
		fprintf(f, "# %.*s\n", (int)part.name_n, part.name);
		fwrite(part.text, 1, part.n, f);
		if (part.n > 0 && part.text[part.n - 1] != '\n')
			fputc('\n', f);
	}
}

int policy_show(struct session *s)
{
	struct arena *arena = arena_new();
	struct file_out *out;
	struct adopted a;

	if (arg_given(s->args, "list")) {
		arena_free(arena);
		return list_versions(s);
	}
	out = session_text(s);
	if (adopted_load(s->db, s->policy_id, arena, &a))
		write_policy(a.text, file_out_stream(out));
	file_out_end(out);
	arena_free(arena);
	return STATUS_DONE;
}

static const struct out_column rule_columns[] = {
	{.name = "rule", .table = true},
	{.name = "for", .table = true},
	{.name = "from", .table = true},
	{.name = "to", .table = true},
	{.name = "amount", .table = true},
	{.name = "owes", .table = true},
	{.name = "ladder", .table = true},
	{.name = "hard", .type = OUT_INT, .table = true},
	{.name = "conditions", .type = OUT_INT},
	{.name = "file"},
	{.name = "line", .type = OUT_INT, .table = true},
	{.name = NULL}
};

int policy_rules(struct session *s)
{
	struct out *out = session_out(s, rule_columns);
	const struct promise_rule *r;
	char amount[SPAN_TEXT];
	size_t n;

	r = policy_promise_rules(s->policy, &n);
	for (size_t i = 0; i < n; i++) {
		out_text(out, "rule", r[i].name);
		out_text(out, "for", r[i].subject);
		out_text(out, "from", r[i].from);
		out_text(out, "to", r[i].to);
		out_text(out, "amount", policy_amount(&r[i], amount));
		out_text(out, "owes", r[i].owes);
		out_text(out, "ladder", r[i].ladder ? r[i].ladder->name : NULL);
		out_int(out, "hard", r[i].hard);
		out_int(out, "conditions", when_weight(r[i].when));
		out_text(out, "file", r[i].mark.file);
		out_int(out, "line", r[i].mark.line);
		out_row(out);
	}
	out_end(out);
	return STATUS_DONE;
}
