/*
 * How things are called on a command line.
 *
 *   10429            a case: decimal, its last digit a Damm check digit
 *   10429/result     a promise of it; 10429/result.2 its second turn
 *   booking:T0308-2  a booking by its reference; booking:T0308-2/greeting
 *   c3071 m5512 s12 b7 a17   customer, message, survey, batch, measure
 *   c3071/visit      a promise to a customer; a17/verified of a measure
 *   g10429           the group whose first case is 10429; g10429/plan
 *   staff:wang       a member of staff; staff:wang/training
 *   house            the company itself; house/meeting a promise to itself
 *   ref:TS20250312-7 a case by its source's own number
 *
 * All match [A-Za-z0-9:./_-]+ (and whatever a reference holds).
 */
#ifndef TEXT_IDENT_H
#define TEXT_IDENT_H

#include <stdbool.h>
#include <stdint.h>

enum { IDENT_TEXT = 192 };

/* The number a person sees for subject id (1042 -> 10429), and back. The
 * id lies between 1 and INT64_MAX / 10. */
int64_t	ident_case(int64_t subject);

/* 0: not a number; -1: the check digit does not fit; else the subject id. */
int64_t	ident_case_subject(const char *s);

enum ident_kind { IDENT_NONE, IDENT_CASE, IDENT_BAD_DIGIT, IDENT_CASE_REF,
	IDENT_CUSTOMER, IDENT_MESSAGE, IDENT_SURVEY, IDENT_BATCH, IDENT_BOOKING,
	IDENT_MEASURE, IDENT_GROUP, IDENT_STAFF, IDENT_HOUSE };

struct ident {
	enum ident_kind kind;
	int64_t number;			/* subject or row id; of a GROUP that of
					 * its case; 0 for references */
	char ref[IDENT_TEXT];		/* CASE_REF, BOOKING, STAFF: the reference */
	char rule[IDENT_TEXT];		/* promise's rule, "" when none is named */
	int turn;			/* 1, or the number after the dot */
};

/*
 * Take a name apart; kind IDENT_NONE when it is none of ours, IDENT_BAD_DIGIT
 * for a case whose check digit does not fit (number is 0 then). A rule is
 * spelt [A-Za-z][A-Za-z0-9_-]*; a booking's reference may hold slashes, so
 * its rule is what stands behind the last one, if it is spelt so.
 */
struct ident ident_parse(const char *s);

/* Damm check digit of a string of digits (0..9): finds every single wrong
 * digit and every swap of neighbours. -1: not all digits. Of a number with
 * its right check digit it is 0. H. M. Damm, "Total anti-symmetrische
 * Quasigruppen", 2004. */
int	ident_damm(const char *digits);

#endif
