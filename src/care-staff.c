/* care-staff - who is here, who stands in, who leaves */
#include "base/lang.h"
#include "care-staff/verbs.h"

static const struct option_spec list_options[] = {
	{"role", 0, N_("WORD"), N_("only of this role")},
	{"team", 0, N_("NAME"), N_("only of this team")},
	{"supervisor", 0, N_("NAME"), N_("only those whom this one supervises")},
	{"all", 'a', NULL, N_("those who left too")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec duty_options[] = {
	{"at", 0, N_("TIME"), N_("at that instant (now)")},
	{"from", 0, N_("TIME"), N_("from then on")},
	{"until", 0, N_("TIME"), N_("until then")},
	{"check", 0, NULL, N_("exit 1 when a shift has too few people")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec roles_options[] = {
	{"at", 0, N_("TIME"), N_("at that instant (now)")},
	{"check", 0, NULL, N_("exit 1 when nobody is here in one of them")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec absent_options[] = {
	{"from", 0, N_("TIME"), N_("from then on (now)")},
	{"until", 0, N_("TIME"), N_("until then; a day includes that day")},
	{"substitute", 0, N_("NAME"), N_("who stands in")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec back_options[] = {
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec substitute_options[] = {
	{"to", 0, N_("NAME"), N_("who stands in")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec leave_options[] = {
	{"on", 0, N_("DAY"), N_("the last day")},
	{"to", 0, N_("NAME"), N_("who has then what was his")},
	{"cancel", 0, NULL, N_("he stays")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec set_options[] = {
	{"role", 0, N_("WORD"), N_("what he may and must, a word of the policy")},
	{"team", 0, N_("NAME"), N_("his team")},
	{"post", 0, N_("NAME"), N_("what he works as")},
	{"supervisor", 0, N_("NAME"), N_("who is above him")},
	{"skills", 0, N_("WORDS"), N_("what he can, words of the policy")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static const struct verb verbs[] = {
	{NULL, "", N_("list who is here"), VERB_LOOKS, staff_verb_list, NULL},
	{"list", "[NAME..|-]", N_("list who is here"), VERB_LOOKS,
	    staff_verb_list, list_options},
	{"show", "NAME..|-", N_("show what somebody owns and owes, and who stands"
	    " in"), VERB_LOOKS, staff_verb_show, NULL},
	{"duty", "", N_("show who is on duty, and which shifts have too few"),
	    VERB_LOOKS, staff_verb_duty, duty_options},
	{"roles", "", N_("show the roles that the policy uses, and who is here in"
	    " each"), VERB_LOOKS, staff_verb_roles, roles_options},
	{"absent", "NAME..|-", N_("somebody is away"), VERB_ACTS,
	    staff_verb_absent, absent_options},
	{"back", "NAME..|-", N_("somebody is here again"), VERB_ACTS,
	    staff_verb_back, back_options},
	{"substitute", "NAME..|-", N_("another stands in for somebody who is"
	    " away"), VERB_ACTS, staff_verb_substitute, substitute_options},
	{"leave", "NAME..|-", N_("somebody leaves, and another has what was his"),
	    VERB_ACTS, staff_verb_leave, leave_options},
	{"set", "NAME..|-", N_("another role, team, post or supervisor"),
	    VERB_ACTS, staff_verb_set, set_options},
	{NULL, NULL, NULL, VERB_NOTHING, NULL, NULL}
};

int main(int argc, char **argv)
{
	static const struct program program = {
		"care-staff", N_("who is here, who stands in, who leaves"), verbs
	};

	return program_main(&program, argc, argv);
}
