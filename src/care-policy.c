/* care-policy - check, adopt and show the company's rules */
#include "base/lang.h"
#include "care-policy/verbs.h"

static const struct option_spec adopt_options[] = {
	{"approved-by", 0, N_("NAME"), N_("who approved it, when the file does not say")},
	{"yes", 'y', NULL, N_("do not ask")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec show_options[] = {
	{"list", 'l', NULL, N_("all adopted versions instead")},
	{NULL, 0, NULL, NULL}
};

#define CALENDAR \
	{"policy", 'p', N_("FILE"), N_("a policy's file instead of the store's policy")}, \
	{"calendar", 0, N_("NAME"), N_("this calendar of the policy")}

static const struct option_spec due_options[] = {
	CALENDAR,
	{"explain", 0, NULL, N_("the sum, line by line")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec elapsed_options[] = {
	CALENDAR,
	{"wall", 0, NULL, N_("seconds of the wall clock")},
	{"explain", 0, NULL, N_("the sum, line by line")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec open_options[] = {
	CALENDAR,
	{NULL, 0, NULL, NULL}
};

static const struct verb verbs[] = {
	{"check", "FILE", N_("check a policy and tell every fault"), VERB_NOTHING,
	    policy_check, NULL},
	{"adopt", "FILE", N_("make it the policy of the store"), VERB_FOUNDS,
	    policy_adopt, adopt_options},
	{"show", "", N_("show the policy in force as it was adopted"), VERB_LOOKS,
	    policy_show, show_options},
	{NULL, "", N_("show the rules of the policy in force"), VERB_LOOKS,
	    policy_rules, NULL},
	{"due", "START AMOUNT|-", N_("when a span from a start runs out"),
	    VERB_POLICY, policy_due, due_options},
	{"elapsed", "START END|-", N_("seconds of open time between two instants"),
	    VERB_POLICY, policy_elapsed, elapsed_options},
	{"open", "AT|-", N_("is the calendar open then: 1 or 0"), VERB_POLICY,
	    policy_open, open_options},
	{"workday", "DATE|-", N_("is the date a working day: 1 or 0"),
	    VERB_POLICY, policy_workday, open_options},
	{NULL, NULL, NULL, VERB_NOTHING, NULL, NULL}
};

int main(int argc, char **argv)
{
	static const struct program program = {
		"care-policy", N_("check, adopt and show the company's rules"), verbs
	};

	return program_main(&program, argc, argv);
}
