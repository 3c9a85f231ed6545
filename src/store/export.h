/*
 * The canonical form of a store: what is true, not how it came to be
 * written. Lines of text, sorted; subjects by their references; without row
 * ids, entries, recording times, and the tries of deliveries. Two stores in
 * which the same happened have the same canonical form, whatever ran twice,
 * together, or was killed on the way. It holds personal data.
 */
#ifndef STORE_EXPORT_H
#define STORE_EXPORT_H

struct db;

typedef void export_line(void *, const char *line);

void	export_canonical(struct db *, export_line *, void *);

#endif
