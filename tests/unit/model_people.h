/* A naive model of who is told: five colleagues, their absences, and who
 * stands in, minute by minute. */
#ifndef TESTS_MODEL_PEOPLE_H
#define TESTS_MODEL_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { PEOPLE = 6, HOUSE = PEOPLE, NOBODY = -1, ABSENCES = 60 };

/* Three who own cases, one of them with nobody above him; two supervisors; the
 * manager, above them. Behind them stands whoever owns the store. */
static const char *const person_role[PEOPLE] = {"owner", "owner", "owner",
    "supervisor", "supervisor", "manager"};
static const char *const person_team[PEOPLE] = {"north", "south", NULL,
    "north", "south", NULL};
static const int person_boss[PEOPLE + 1] = {3, 4, NOBODY, 5, 5, NOBODY, NOBODY};

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

/* Whose a case is: NOBODY's and of no team, or of no group that has an owner. */
struct m_matter {
	int owner, group;
	const char *team;
};

static bool m_in_team(int who, const char *team)
{
	return team && person_team[who] && strcmp(person_team[who], team) == 0;
}

static int m_above(int who, int steps)
{
	for (; steps > 0 && person_boss[who] != NOBODY; steps--)
		who = person_boss[who];
	return who;
}

/* Whom a role means, as bits: it may be named by where he stands. */
static unsigned m_role(const char *role, const struct m_matter *m)
{
	unsigned all = 0;

	for (int i = 0; strcmp(role, "team") == 0 && i < PEOPLE; i++)
		all |= m_in_team(i, m->team) ? 1u << i : 0;
	if (strcmp(role, "group") == 0 && m->group != NOBODY)
		all = 1u << m->group;
	if (all)
		return all;
	if (role[0] == 'o' || role[0] == 't' || role[0] == 'g') {
		if (m->owner != NOBODY)
			return 1u << m->owner;
		role = "supervisor";	/* without an owner the supervisors */
	}
	if (role[0] == 's' && m->owner != NOBODY &&
	    person_boss[m->owner] != NOBODY)
		return 1u << m_above(m->owner, role[10] ? 1 + role[11] - '0' : 1);
	for (int i = 0; i < PEOPLE; i++)
		if (person_role[i][0] == role[0])
			all |= 1u << i;
	return all ? all : 1u << HOUSE;
}

/* Who becomes the owner by that role; NOBODY: the case stays where it is. Of
 * several it is one of the case's team, then who was hired first. */
static int m_heir(const char *role, const struct m_matter *m)
{
	unsigned all = m_role(role, m);
	int heir = NOBODY;

	if (m->owner != NOBODY && strcmp(person_role[m->owner], role) == 0)
		return NOBODY;
	for (int i = PEOPLE - 1; i >= 0; i--)
		if (all & 1u << i && (heir == NOBODY ||
		    (m_in_team(i, m->team) && !m_in_team(heir, m->team))))
			heir = i;
	return heir;
}

/* Whom a level tells that notifies those roles, as bits; NULL: nobody. */
static unsigned m_told_by(const char *roles, const struct m_matter *m)
{
	char all[40];
	unsigned told = 0;

	snprintf(all, sizeof all, "%s", roles ? roles : "");
	for (char *role = strtok(all, " "); role; role = strtok(NULL, " "))
		told |= m_role(role, m);
	return told;
}

#endif
