/* Writing the reject file. */
#include "care/intake/rejects.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/mem.h"
#include "text/file_out.h"

struct rejects {
	struct file_out *file;
	const struct mapping *mapping;
	char separator;
	struct buf line;
};

/*
 * The bytes of a row without the two columns that an earlier reject file has
 * put there: up to the second last separator outside of quotation marks.
 */
static size_t own_bytes(const struct rejects *r, const char *raw, size_t n)
{
	size_t last = n, before = n;
	bool quoted = false;

	if (!r->mapping->rejects)
		return n;
	for (size_t i = 0; i < n; i++) {
		if (raw[i] == '"')
			quoted = !quoted;
		else if (raw[i] == r->separator && !quoted) {
			before = last;
			last = i;
		}
	}
	return before;
}

static void put_line(struct rejects *r)
{
	buf_addc(&r->line, '\n');
	fwrite(r->line.s, 1, r->line.n, file_out_stream(r->file));
	file_out_check(r->file);
}

struct rejects *rejects_begin(const char *path, struct csv_in *in,
    const struct mapping *m)
{
	struct rejects *r = mem_alloc(1, sizeof *r);
	const char *heads;
	size_t n;

	r->mapping = m;
	r->separator = csv_in_separator(in);
	if (!path)
		return r;
	r->file = file_out_begin(path);
	/* An older file of the name may have been open to others. */
	if (fchmod(fileno(file_out_stream(r->file)), 0600) != 0)
		die_errno(STATUS_CREATE, "%s", path);
	heads = csv_in_raw_heads(in, &n);
	buf_add(&r->line, heads, own_bytes(r, heads, n));
	for (size_t i = 0; i < 2; i++) {
		buf_addc(&r->line, r->separator);
		buf_adds(&r->line, mapping_reject_heads[i]);
	}
	put_line(r);
	return r;
}

void rejects_add(struct rejects *r, const char *raw, size_t raw_n, long line,
    const char *fault)
{
	if (!r->file)
		return;
	buf_reset(&r->line);
	/* A row that was too long is cut: to write a piece of it would make
	 * the next row a part of it. */
	if (raw_n < CSV_IN_ROW)
		buf_add(&r->line, raw, own_bytes(r, raw, raw_n));
	buf_addf(&r->line, "%c%ld%c\"", r->separator, line, r->separator);
	for (; *fault; fault++) {
		if (*fault == '"')
			buf_addc(&r->line, '"');
		buf_addc(&r->line, *fault == '\n' ? ' ' : *fault);
	}
	buf_addc(&r->line, '"');
	put_line(r);
}

void rejects_end(struct rejects *r)
{
	if (r->file)
		file_out_end(r->file);
	buf_free(&r->line);
	free(r);
}
