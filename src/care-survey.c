/* care-survey - ask customers how a case was handled */
#include "base/lang.h"
#include "care-survey/verbs.h"

static const struct option_spec invite_options[] = {
	{"print-tokens", 0, NULL, N_("print the tokens made (trial stores only)")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec answer_options[] = {
	{"score", 's', N_("QUESTION=N"), N_("a score from 1 to 5; may be repeated")},
	{"comment", 'c', N_("TEXT"), N_("what the customer added; - reads it from"
	    " standard input")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec list_options[] = {
	{"state", 0, N_("WORD"), N_("invited, answered, expired or not_asked")},
	{"from", 0, N_("TIME"), N_("invited from then on")},
	{"until", 0, N_("TIME"), N_("invited until then")},
	{NULL, 0, NULL, NULL}
};

static const struct verb verbs[] = {
	{NULL, "", N_("show how many were asked and answered"), VERB_LOOKS,
	    survey_verb_sums, NULL},
	{"invite", "[CASE..|-]", N_("ask after these cases, or after all that are"
	    " due"), VERB_ACTS, survey_verb_invite, invite_options},
	{"answer", "TOKEN|SURVEY|FILE|-", N_("take an answer, or a file of them"),
	    VERB_ACTS, survey_verb_answer, answer_options},
	{"list", "", N_("list surveys with their answers"), VERB_LOOKS,
	    survey_verb_list, list_options},
	{"why", "CASE..|-", N_("say why a customer was asked or not"),
	    VERB_LOOKS, survey_verb_why, NULL},
	{NULL, NULL, NULL, VERB_NOTHING, NULL, NULL}
};

int main(int argc, char **argv)
{
	static const struct program program = {
		"care-survey", N_("ask customers how a case was handled"), verbs
	};

	return program_main(&program, argc, argv);
}
