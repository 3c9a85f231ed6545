/* Column heads as people write them, made comparable. */
#ifndef TEXT_HEAD_H
#define TEXT_HEAD_H

#include "base/buf.h"

/*
 * Append the comparable form of a head: compatibility forms folded (NFKC),
 * case folded, without what stands in parentheses, without "*", ":", spaces,
 * line breaks and invisible characters, so that "客户电话（必填）：" equals
 * "客户电话" and "ＴＥＬ" equals "tel". A head that stands in parentheses as
 * a whole keeps its words. Appends nothing when the head is not UTF-8.
 */
void	head_add(struct buf *, const char *head);

#endif
