/* A naive model of who is told: five colleagues, their absences, and who
 * stands in, minute by minute. */
#ifndef TESTS_MODEL_PEOPLE_H
#define TESTS_MODEL_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>

enum { PEOPLE = 5, NOBODY = -1, ABSENCES = 60 };

/* Three who own cases, one of them with nobody above him; the supervisor; the
 * manager, above her. */
static const char *const person_role[PEOPLE] = {"owner", "owner", "owner",
    "supervisor", "manager"};
static const int person_boss[PEOPLE] = {3, 3, NOBODY, 4, NOBODY};

struct m_absence {
	int who, from, until, substitute;
};

struct m_people {
	struct m_absence v[ABSENCES];
	int n;
};

static const struct m_absence *m_away(const struct m_people *p, int who,
    int minute)
{
	for (int i = 0; i < p->n; i++)
		if (p->v[i].who == who && minute >= p->v[i].from &&
		    minute < p->v[i].until)
			return &p->v[i];
	return NULL;
}

/* He, or his substitute, or that one's; NOBODY where that ends. */
static int m_substitute(const struct m_people *p, int who, int minute)
{
	for (int i = 0; i < PEOPLE && who != NOBODY; i++) {
		const struct m_absence *a = m_away(p, who, minute);

		if (!a)
			return who;
		who = a->substitute;
	}
	return NOBODY;
}

/* Who acts for him: the above, else those above him, each or his substitute. */
static int m_acting(const struct m_people *p, int who, int minute)
{
	int found = NOBODY;

	for (; who != NOBODY && found == NOBODY; who = person_boss[who])
		found = m_substitute(p, who, minute);
	return found;
}

/* Whom a role means for a case of that owner (NOBODY: none), as bits. */
static unsigned m_role(const char *role, int owner)
{
	unsigned all = 0;

	if (role[0] == 'o' && owner != NOBODY)
		return 1u << owner;
	if (role[0] != 'm' && owner != NOBODY && person_boss[owner] != NOBODY)
		return 1u << person_boss[owner];
	if (role[0] == 'o')		/* without an owner the supervisors */
		role = "supervisor";
	for (int i = 0; i < PEOPLE; i++)
		if (person_role[i][0] == role[0])
			all |= 1u << i;
	return all;
}

#endif
