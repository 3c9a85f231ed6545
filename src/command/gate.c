/* What the gate wants, said so that it can be mended. */
#include "command/gate.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/lang.h"
#include "care/plans/gate.h"
#include "command/session.h"
#include "command/targets.h"
#include "text/ident.h"

static void say_fault(const struct gate_fault *f, struct buf *b)
{
	switch (f->why) {
	case GATE_FIELD:
		buf_addf(b, f->of ? _("%s (%s) is not filled in, which promise %s"
		    " needs") : _("%s (%s) is not filled in"), f->name, f->title,
		    f->of);
		break;
	case GATE_STEP:
		buf_addf(b, _("step %s/%s (%s) is not done"), f->of, f->name,
		    f->title);
		break;
	case GATE_AFTER:
		buf_addf(b, _("%s has not happened"), f->name);
		break;
	case GATE_PATH:
		buf_addf(b, _("the way does not lead there from %s (%s)"), f->name,
		    f->title);
		break;
	}
	buf_addf(b, " (%s:%ld)", f->mark.file, f->mark.line);
}

/* The first cure of each sort, as a command to copy. */
static void say_cures(const struct gate_fault *v, size_t n, const char *name,
    struct buf *b)
{
	bool field = false, step = false;

	for (size_t i = 0; i < n; i++)
		if (v[i].why == GATE_FIELD && !field) {
			buf_addf(b, "\ncare-case set %s --field %s=..", name, v[i].name);
			field = true;
		} else if (v[i].why == GATE_STEP && !step) {
			buf_addf(b, "\ncare-case step %s %s/%s", name, v[i].of,
			    v[i].name);
			step = true;
		}
}

static void refuse(struct targets *t, const struct gate_fault *v, size_t n,
    const char *word, const char *name)
{
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		buf_adds(&b, i ? "; " : "");
		say_fault(&v[i], &b);
	}
	say_cures(v, n, name, &b);
	target_refuse(t, _("cannot %s: %s"), word, buf_text(&b));
	buf_free(&b);
}

static bool pass(struct session *s, struct targets *t, const char *kind,
    int64_t id, const struct facts *facts, const char *stage,
    const char *event, const char *word, const char *name)
{
	struct arena *a = arena_new();
	struct gate_fault *v;
	size_t n = gate_ask(s->db, s->policy, kind, id, facts, stage, event, a,
	    &v);

	if (n)
		refuse(t, v, n, word, name);
	arena_free(a);
	return n == 0;
}

bool gate_case(struct session *s, struct targets *t, const struct care_case *c,
    const char *event, const char *word)
{
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	char name[32];
	bool may;

	snprintf(name, sizeof name, "%" PRId64, ident_case(c->id));
	case_facts(s->db, c, a, &facts);
	may = pass(s, t, "case", c->id, &facts, c->stage, event, word, name);
	arena_free(a);
	return may;
}

bool gate_subject(struct session *s, struct targets *t, const char *kind,
    int64_t id, const struct facts *facts, const char *event,
    const char *word, const char *name)
{
	return pass(s, t, kind, id, facts, NULL, event, word, name);
}
