/* Finding the encoding of a stream and decoding it as it is read. */
#include "text/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { BLOCK = 64 * 1024, MALFORMED = 0xFF };

#define NO_ICONV ((iconv_t)-1)

struct encoding {
	FILE *in, *stream;
	const char *name;
	iconv_t iconv;		/* NO_ICONV: bytes pass as they are */
	bool begun, decided;
	struct buf ready;	/* decoded, read up to "at" */
	size_t at;
	size_t n;		/* bytes in the block, not yet decoded */
	char block[BLOCK];
};

/* Bytes of the well-formed character at s, of which n are there, or 0. */
static size_t character(const char *s, size_t n)
{
	for (size_t len = 1; len <= 4 && len <= n; len++)
		if (utf8_valid(s, len))
			return len;
	return 0;
}

static bool all_ascii(const char *s, size_t n)
{
	unsigned char all = 0;

	for (size_t i = 0; i < n; i++)
		all |= (unsigned char)s[i];
	return all < 0x80;
}

/* How many bytes at the end may begin a character that the block cuts. */
static size_t unfinished(const char *s, size_t n)
{
	size_t tail = 0;

	while (tail < 3 && tail < n && (unsigned char)s[n - 1 - tail] >= 0x80)
		tail++;
	return tail;
}

/* Judge a block by its bytes; NULL: it tells nothing. */
static const char *find(const char *s, size_t n, bool last)
{
	size_t wide = 0, malformed = 0;

	if (all_ascii(s, last ? n : n - unfinished(s, n)))
		return NULL;
	for (size_t i = 0, len; i < n; i += len ? len : 1) {
		len = character(s + i, n - i);
		wide += len >= 3;
		/* The block's end may cut a character. */
		malformed += len == 0 && n - i >= 4;
	}
	return wide > 4 * malformed ? "UTF-8" : "GB18030";
}

static const char *find_mark(const char *s, size_t n)
{
	if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		return "UTF-8";
	if (n >= 2 && memcmp(s, "\xFF\xFE", 2) == 0)
		return "UTF-16LE";
	if (n >= 2 && memcmp(s, "\xFE\xFF", 2) == 0)
		return "UTF-16BE";
	return NULL;
}

/*
 * UTF-16 that says so by no mark: signs and digits have their NULs on one side,
 * and so have the ends of lines. On the other stand those of a few characters
 * (U+4E00). Sheets in other encodings have a NUL by accident only.
 */
static const char *find_wide(const char *s, size_t n)
{
	size_t nul[2] = {0, 0}, ends[2] = {0, 0};

	for (size_t i = 0; i + 1 < n; i += 2) {
		nul[0] += !s[i];
		nul[1] += !s[i + 1];
		ends[0] += !s[i] && (s[i + 1] == '\n' || s[i + 1] == '\r');
		ends[1] += !s[i + 1] && (s[i] == '\n' || s[i] == '\r');
	}
	for (int side = 0; side < 2; side++)
		if (ends[side] && nul[side] > 4 * nul[!side] &&
		    nul[side] > n / 64)
			return side ? "UTF-16LE" : "UTF-16BE";
	return NULL;
}

static bool settle(struct encoding *e, const char *name)
{
	e->decided = true;
	e->name = name;
	if (strcasecmp(name, "UTF-8") == 0)
		return true;
	e->iconv = iconv_open("UTF-8", name);
	return e->iconv != NO_ICONV;
}

/* Find the encoding from the block just read, if it is not known yet. */
static void decide(struct encoding *e, bool last)
{
	const char *name = e->begun ? NULL : find_mark(e->block, e->n);
	bool first = !e->begun;

	e->begun = true;
	if (e->decided)
		return;
	if (!name && first)
		name = find_wide(e->block, e->n);
	if (!name)
		name = find(e->block, e->n, last);
	if (name && !settle(e, name))
		die_errno(STATUS_INPUT, "iconv: %s", name);
}

/* A byte that begins no character. Windows' GBK has the euro sign at 0x80. */
static void pass_malformed(struct encoding *e, char byte)
{
	if ((unsigned char)byte == 0x80 && strcmp(e->name, "GB18030") == 0) {
		buf_adds(&e->ready, "€");
		return;
	}
	buf_addc(&e->ready, (char)MALFORMED);
	buf_addc(&e->ready, byte);
}

/* Decode the block; what a cut character leaves stays at its beginning. */
static void decode(struct encoding *e, bool last)
{
	char *from = e->block, out[4096];
	size_t left = e->n;

	while (left > 0) {
		char *to = out;
		size_t room = sizeof out;
		size_t done = iconv(e->iconv, &from, &left, &to, &room);
		int why = done == (size_t)-1 ? errno : 0;

		buf_add(&e->ready, out, sizeof out - room);
		if (why == EINVAL && !last)
			break;
		if (why == EILSEQ || why == EINVAL) {
			pass_malformed(e, *from++);
			left--;
		}
	}
	memmove(e->block, from, left);
	e->n = left;
}

/* Bring more decoded bytes; false: the input is over. */
static bool refill(struct encoding *e)
{
	size_t n = fread(e->block + e->n, 1, BLOCK - e->n, e->in);

	buf_reset(&e->ready);
	e->at = 0;
	e->n += n;
	if (e->n == 0)
		return false;
	decide(e, n == 0);
	if (e->iconv != NO_ICONV) {
		decode(e, n == 0);
	} else {
		size_t tail = e->decided || n == 0 ? 0 :
		    unfinished(e->block, e->n);

		buf_add(&e->ready, e->block, e->n - tail);
		memmove(e->block, e->block + e->n - tail, tail);
		e->n = tail;
	}
	return true;
}

static ssize_t read_decoded(void *cookie, char *out, size_t size)
{
	struct encoding *e = cookie;
	size_t n;

	while (e->at == e->ready.n)
		if (!refill(e))
			return ferror(e->in) ? -1 : 0;
	n = e->ready.n - e->at < size ? e->ready.n - e->at : size;
	memcpy(out, e->ready.s + e->at, n);
	e->at += n;
	return (ssize_t)n;
}

struct encoding *encoding_open(FILE *in, const char *name)
{
	struct encoding *e = mem_alloc(1, sizeof *e);

	e->in = in;
	e->name = "UTF-8";
	e->iconv = NO_ICONV;
	if (name && !settle(e, name)) {
		free(e);
		return NULL;
	}
	e->stream = fopencookie(e, "r",
	    (cookie_io_functions_t){.read = read_decoded});
	if (!e->stream)
		die_errno(STATUS_BUG, "fopencookie");
	return e;
}

FILE *encoding_stream(struct encoding *e)
{
	return e->stream;
}

const char *encoding_name(const struct encoding *e)
{
	return e->name;
}

void encoding_close(struct encoding *e)
{
	if (!e)
		return;
	fclose(e->stream);
	if (e->iconv != NO_ICONV)
		iconv_close(e->iconv);
	buf_free(&e->ready);
	free(e);
}

/* One well-formed character in the other encoding; false: it has none. */
static bool encode(struct buf *b, iconv_t cd, const char *s, size_t n)
{
	char from[4], out[16], *in = from, *to = out;
	size_t room = sizeof out;

	memcpy(from, s, n);
	if (iconv(cd, &in, &n, &to, &room) == (size_t)-1)
		return false;
	buf_add(b, out, sizeof out - room);
	return true;
}

bool encoding_back(struct buf *b, const char *name, const char *s, size_t n)
{
	bool whole = true;
	iconv_t cd;

	if (strcasecmp(name, "UTF-8") == 0) {
		buf_add(b, s, n);
		return true;
	}
	cd = iconv_open(name, "UTF-8");
	if (cd == NO_ICONV)
		return false;
	for (size_t i = 0, len; i < n; i += len) {
		len = character(s + i, n - i);
		if (len == 0) {
			i += (unsigned char)s[i] == MALFORMED && i + 1 < n;
			buf_addc(b, s[i]);
			len = 1;
		} else if (!encode(b, cd, s + i, len)) {
			encode(b, cd, "?", 1);
			whole = false;
		}
	}
	iconv_close(cd);
	return whole;
}
