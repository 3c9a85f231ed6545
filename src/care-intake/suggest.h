/* A mapping to begin with, written from what a file calls its columns. */
#ifndef CARE_INTAKE_SUGGEST_H
#define CARE_INTAKE_SUGGEST_H

struct session;

/* Write it to -o or standard output. Returns an exit status. */
int	suggest_map(struct session *, const char *file);

#endif
