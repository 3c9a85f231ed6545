/* A growing string of bytes. A zeroed struct is an empty one. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

struct buf {
	char	*s;	/* terminated by NUL; NULL only before the first use */
	size_t	 n;	/* length without the NUL */
	size_t	 cap;
};

void	buf_add(struct buf *, const char *bytes, size_t n);
void	buf_adds(struct buf *, const char *s);		/* NULL adds nothing */

/* Make room for n bytes more and the NUL. Returns where they are to be
 * written; who writes some moves b->n behind them and puts the NUL there. */
char	*buf_room(struct buf *, size_t n);

void	buf_addc(struct buf *, char c);
void	buf_addf(struct buf *, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Empty it, keep the memory. */
void	buf_reset(struct buf *);

/* The text, never NULL; valid until the next change. */
const char *buf_text(const struct buf *);

void	buf_free(struct buf *);

#endif
