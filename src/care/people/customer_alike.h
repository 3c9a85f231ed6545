/*
 * Customers who may be one: what is said of them twice, but for how it is
 * written. Rules only; a person decides.
 */
#ifndef CARE_PEOPLE_CUSTOMER_ALIKE_H
#define CARE_PEOPLE_CUSTOMER_ALIKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/*
 * Append a value in the form in which it is compared.
 *
 * A name: NFKC, letters of either case alike, without blanks.
 */
void	alike_name_form(const char *name, struct buf *);

/*
 * A phone number in its comparable form (text/phone): without the extension,
 * and without a zero between country code and number, which belongs inside
 * the country only (ITU-T E.123, 7.1: never after a "+"). True: it had an
 * extension. Several extensions of one number are several people.
 */
bool	alike_phone_form(const char *phone, struct buf *);

/* A mail address: the part before "@" without dots and without what follows a
 * "+", since many providers deliver both to the same person. */
void	alike_mail_form(const char *mail, struct buf *);

/* A heap of such statements about customers, and the pairs in it. */
struct alike;
struct alike *alike_new(void);
void	alike_free(struct alike *);

void	alike_birthday(struct alike *, int64_t customer, const char *name,
	const char *birthday);
void	alike_trip(struct alike *, int64_t customer, const char *name,
	const char *trip);
void	alike_phone(struct alike *, int64_t customer, const char *phone);
void	alike_mail(struct alike *, int64_t customer, const char *mail);

/* a is the older one (a < b); why are the words birthday, mail, phone, trip
 * that hold, separated by blanks; lives during the call. */
typedef void alike_visit(void *, int64_t a, int64_t b, const char *why);

/*
 * Each pair once, by a and b. Of several who are alike each is paired with
 * the oldest of them, so that merging every b into its a leaves one. Returns
 * how many pairs there are.
 */
size_t	alike_pairs(struct alike *, alike_visit *, void *);

#endif
