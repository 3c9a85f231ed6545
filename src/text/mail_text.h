/*
 * The words of a mail: decoded whatever its label says, HTML without its
 * tags, what the sender wrote apart from what he quotes. Pure.
 */
#ifndef TEXT_MAIL_TEXT_H
#define TEXT_MAIL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * Append bytes in the charset of that label (NULL: none was given) as valid
 * UTF-8, its lines ended by LF, without control characters but tab. A label
 * is believed as far as it fits: GBK and GB2312 are read as GB18030, which
 * holds both and what senders put under their names; ASCII, an unknown label
 * and one that does not fit give way to what text/encoding.h finds. What
 * cannot be decoded becomes U+FFFD.
 */
void	mail_text_decode(struct buf *, const char *bytes, size_t n,
	const char *label);

/*
 * Append a mail with its encoded words (RFC 2047) as ones of UTF-8: decoded
 * by the rule above, those that go on with one another joined, since many
 * programs cut characters in two.
 */
void	mail_text_encoded(struct buf *, const char *mail, size_t n);

/*
 * Append the text of an HTML document (valid UTF-8) without tags, scripts and
 * styles; each block begins a line, and lines of a <blockquote> begin with
 * "> ", as in plain mails.
 */
void	mail_text_of_html(struct buf *, const char *html);

/*
 * Append the lines the sender wrote to own, those he quotes to quoted: lines
 * with ">", and everything below "-----原始邮件-----", "发件人：", "在 .. 写道："
 * or what other programs write in these places. An answer below a quotation
 * marked with ">" is the sender's own.
 */
void	mail_text_part(const char *text, struct buf *own, struct buf *quoted);

/* Nothing but blanks? */
bool	mail_text_blank(const char *);

#endif
