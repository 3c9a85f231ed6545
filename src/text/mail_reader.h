/* A mail being read by gmime; for the files that read mails only. */
#ifndef TEXT_MAIL_READER_H
#define TEXT_MAIL_READER_H

#ifdef WITH_MAIL

#include <gmime/gmime.h>

#include "base/buf.h"
#include "text/mail_in.h"

enum { READER_REFS = 64, READER_TO = 64, READER_PARTS = 256 };

struct reader {
	struct arena *arena;
	struct mail_in *mail;
	GMimeParserOptions *options;
	const char **to, **refs;	/* READER_TO, READER_REFS of them */
	struct mail_part *parts;	/* READER_PARTS of them */
	size_t read;		/* bytes of text parts read so far */
	size_t muted;		/* texts are passed over */
};

/* A head's value in the arena: valid UTF-8 on one line, without control
 * characters; NULL for NULL or when nothing is left of it. */
const char *reader_word(struct reader *, const char *);

/* Fill in all but the text and the parts. */
void	reader_heads(struct reader *, GMimeMessage *);

/* Has it any of the heads that a mail has? */
bool	reader_is_mail(GMimeMessage *);

/* Fill in the text, what is quoted, and the parts. */
void	reader_body(struct reader *, GMimeObject *);

/* The decoded bytes of a part. The caller unrefs them. */
GByteArray *reader_bytes(GMimePart *);

/* Is it of that type? subtype "*" is any. */
bool	reader_is_type(GMimeObject *, const char *type, const char *subtype);

/* The message in these bytes, or NULL. The caller unrefs it. */
GMimeMessage *reader_parse(const char *, size_t, GMimeParserOptions *);

#endif
#endif
