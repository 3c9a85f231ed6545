/* A table as a page of HTML: one file, nothing loaded from elsewhere, no
 * scripts; prints on paper as it stands. */
#ifndef TEXT_HTML_OUT_H
#define TEXT_HTML_OUT_H

#include <stdbool.h>
#include <stdio.h>

struct html_out;

/* A page of that title to the stream; "heads": with a line of heads. */
struct html_out *html_out_new(FILE *, const char *title, bool heads);

/* Add a column; "number" aligns it to the right. All come before the rows. */
void	html_out_column(struct html_out *, const char *head, bool number);

/* Begin a row; then its cells from left to right. Texts are escaped; control
 * characters and signs that turn the direction of writing become U+FFFD. */
void	html_out_row(struct html_out *);
void	html_out_cell(struct html_out *, const char *text);

/* End the page and free it. */
void	html_out_end(struct html_out *);

#endif
