/* care-escalate - what is late, what will fire, and the tick */
#include "base/lang.h"
#include "care-escalate/verbs.h"

static const struct option_spec list_options[] = {
	{"until", 0, N_("TIME"), N_("levels that come until then (today)")},
	{"late", 0, NULL, N_("only promises that are late")},
	{"owner", 0, N_("LOGIN"), N_("only cases of this owner")},
	{"rule", 0, N_("NAME"), N_("only promises of this name")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec groups_options[] = {
	{"rule", 0, N_("NAME"), N_("only groups that this rule found")},
	{"all", 'a', NULL, N_("closed ones too")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec run_options[] = {
	{"send", 0, NULL, N_("hand the notices over at once")},
	{"catch-up", 0, NULL, N_("fire although the last tick was long ago")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec ack_options[] = {
	{"sender", 0, N_("ADDRESS"), N_("the number or mail address the answer"
	    " came from")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec forecast_options[] = {
	{"until", 0, N_("TIME"), N_("how far to look (the end of today)")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec recompute_options[] = {
	{"all", 'a', NULL, N_("every open promise")},
	{"policy", 'p', N_("FILE"), N_("what this policy would move, and nothing"
	    " else")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec status_options[] = {
	{"max-age", 0, N_("SPAN"), N_("how old the last tick may be (15m)")},
	{NULL, 0, NULL, NULL}
};

static const struct verb verbs[] = {
	{NULL, "", N_("show what is late and what comes today"), VERB_LOOKS,
	    escalate_list, NULL},
	{"list", "", N_("show the next level of every open promise"), VERB_LOOKS,
	    escalate_list, list_options},
	{"forecast", "", N_("show what will fire and whom it will tell, if nobody"
	    " acts"), VERB_LOOKS, escalate_forecast, forecast_options},
	{"explain", "CASE/PROMISE..|-", N_("show how a due time came about"),
	    VERB_LOOKS, escalate_explain, NULL},
	{"status", "", N_("say in a line if all goes its way, for a monitor"),
	    VERB_LOOKS, escalate_status, status_options},
	{"ack", "CODE|MESSAGE|CASE/PROMISE..|-", N_("say that a notice was read"),
	    VERB_ACTS, escalate_ack, ack_options},
	{"groups", "", N_("show groups of cases that belong together"),
	    VERB_LOOKS, escalate_groups, groups_options},
	{"recompute", "CASE..|-", N_("compute due times again, as the policy in"
	    " force allows"), VERB_ACTS, escalate_recompute, recompute_options},
	{"run", "", N_("fire what is due, each level once"), VERB_ACTS,
	    escalate_run, run_options},
	{NULL, NULL, NULL, VERB_NOTHING, NULL, NULL}
};

int main(int argc, char **argv)
{
	static const struct program program = {
		"care-escalate", N_("what is late, what will fire, and the tick"),
		verbs
	};

	return program_main(&program, argc, argv);
}
