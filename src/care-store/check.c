/* care-store check, export: the proof, and the store as text. */
#include "store/check.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-store/verbs.h"
#include "store/export.h"

enum { SHOWN = 20 };

static void tell(void *arg, const char *message)
{
	int *told = arg;

	if ((*told)++ < SHOWN)
		warn("%s", message);
}

int store_check(struct session *s)
{
	struct check_counts c;
	int told = 0;
	int64_t faults = check_store(s->db, tell, &told, &c);

	if (told > SHOWN)
		warn(_("%d more faults"), told - SHOWN);
	if (faults)
		return STATUS_LOOK;
	say(_("ok: %" PRId64 " entries, chain unbroken; %" PRId64 " events and %"
	    PRId64 " contents as they were written; %" PRId64 " rows are what the"
	    " events add up to"), c.entries, c.events, c.contents, c.rows);
	return STATUS_DONE;
}

static void print_line(void *arg, const char *line)
{
	fprintf(arg, "%s\n", line);
}

int store_export(struct session *s)
{
	struct file_out *out;

	if (!arg_given(s->args, "canonical"))
		die_usage(_("say which export: --canonical"));
	session_accessed(s, 0, "export --canonical", s->tool);
	out = session_text(s);
	export_canonical(s->db, print_line, file_out_stream(out));
	file_out_end(out);
	return STATUS_DONE;
}
