/* What people enter, heard by the clocks that begin anew with it. */
#ifndef COMMAND_HEARD_H
#define COMMAND_HEARD_H

struct session;

/*
 * Before the commit of its entry. An entry of people is what they do with
 * care-case, and the results of calls that care-remind done takes back in; not
 * what ticks, senders and imports write, nor that a notice was read. Contacts of
 * ours that an import brings are heard there (care/intake/contact.h), each when
 * it was.
 */
void	entry_heard(struct session *);

#endif
