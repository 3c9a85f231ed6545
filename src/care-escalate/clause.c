/* What the policy's author wrote beside a rule: the clause it comes from. */
#include <string.h>

#include "care-escalate/explain.h"
#include "policy/bundle.h"
#include "policy/policy_store.h"

/* The n-th line of a text (from 1); *length without its end. */
static const char *nth_line(const char *text, size_t n, long line,
    size_t *length)
{
	const char *end = text + n;

	for (; line > 1 && text < end; line--) {
		const char *next = memchr(text, '\n', (size_t)(end - text));

		text = next ? next + 1 : end;
	}
	*length = text < end ? strcspn(text, "\n") : 0;
	return text;
}

/* The words behind the last " #" of a line that is no quotation's. */
static const char *comment(const char *line, size_t n, struct arena *a)
{
	const char *hash = NULL;
	bool quoted = false;

	for (size_t i = 0; i < n; i++) {
		if (line[i] == '"')
			quoted = !quoted;
		if (line[i] == '#' && !quoted && (i == 0 || line[i - 1] == ' ')) {
			hash = line + i + 1;
			break;
		}
	}
	if (!hash)
		return NULL;
	n -= (size_t)(hash - line);
	for (; n && *hash == ' '; n--)
		hash++;
	return n ? arena_dupn(a, hash, n) : NULL;
}

const char *explain_clause(struct explanation *e, const struct promise_rule *r)
{
	struct policy_part part;
	struct adopted adopted;

	if (!adopted_load(e->s->db, e->s->policy_id, e->a, &adopted))
		return NULL;
	for (size_t i = 0; policy_part(adopted.text, i, &part); i++)
		if (strlen(r->mark.file) == part.name_n &&
		    memcmp(r->mark.file, part.name, part.name_n) == 0) {
			size_t n;
			const char *line = nth_line(part.text, part.n,
			    r->mark.line, &n);

			return comment(line, n, e->a);
		}
	return NULL;
}
