/* The verbs of care-intake; each returns an exit status. */
#ifndef CARE_INTAKE_VERBS_H
#define CARE_INTAKE_VERBS_H

struct session;

int	intake_verb_columns(struct session *);
int	intake_verb_case(struct session *);
int	intake_verb_cases(struct session *);
int	intake_verb_customers(struct session *);
int	intake_verb_bookings(struct session *);
int	intake_verb_staff(struct session *);
int	intake_verb_contacts(struct session *);
int	intake_verb_calls(struct session *);
int	intake_verb_roster(struct session *);
int	intake_verb_exposure(struct session *);
int	intake_verb_batches(struct session *);
int	intake_verb_undo(struct session *);
int	intake_verb_mail(struct session *);

#endif
