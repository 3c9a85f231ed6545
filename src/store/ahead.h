/*
 * What is written ahead (PATH-wal) belongs to one file, and the engine does not
 * ask to which: beside another store, put in its place by hand, it would be
 * read as that one's newest pages, and the store be damaged for good. So the
 * writer notes in PATH-lock which file it is that he writes ahead for.
 */
#ifndef STORE_AHEAD_H
#define STORE_AHEAD_H

/*
 * Before the store at that path (without links) is opened: end the process
 * with STATUS_POLICY when a log beside it was written for another file. No log,
 * an empty one, or no note: nothing to say.
 */
void	ahead_check(const char *path);

/* Note that what is written ahead is for the file at that path; called by who
 * is through the turnstile. */
void	ahead_note(const char *path);

#endif
