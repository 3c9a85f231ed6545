/* Writing the reject file. */
#include "care/intake/rejects.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/mem.h"
#include "text/file_out.h"

struct rejects {
	struct file_out *file;
	struct sheet *sheet;
	const struct mapping *mapping;
	struct buf line;
};

static void put(struct rejects *r)
{
	fwrite(buf_text(&r->line), 1, r->line.n, file_out_stream(r->file));
	file_out_check(r->file);
	buf_reset(&r->line);
}

struct rejects *rejects_begin(const char *path, struct sheet *sheet,
    const struct mapping *m)
{
	struct rejects *r = mem_alloc(1, sizeof *r);

	r->sheet = sheet;
	r->mapping = m;
	if (!path)
		return r;
	r->file = file_out_begin(path);
	/* An older file of the name may have been open to others. */
	if (fchmod(fileno(file_out_stream(r->file)), 0600) != 0)
		die_errno(STATUS_CREATE, "%s", path);
	sheet_reject_head(sheet, m->rejects, &r->line);
	put(r);
	return r;
}

void rejects_add(struct rejects *r, const char *raw, size_t raw_n, long line,
    const char *fault)
{
	if (!r->file)
		return;
	sheet_reject_row(r->sheet, r->mapping->rejects, raw, raw_n, line, fault,
	    &r->line);
	put(r);
}

void rejects_end(struct rejects *r)
{
	if (r->file)
		file_out_end(r->file);
	buf_free(&r->line);
	free(r);
}
