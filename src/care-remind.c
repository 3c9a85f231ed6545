/* care-remind - what goes out to customers and staff, and who is to be called */
#include "base/lang.h"
#include "care-remind/verbs.h"

static const struct option_spec until_options[] = {
	{"until", 0, N_("TIME"), N_("what is due before then (the end of today)")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec outbox_options[] = {
	{"failed", 0, NULL, N_("only what a person must look at")},
	{"state", 0, N_("STATE"), N_("planned, leased, sent, dropped, failed or doubt")},
	{"rule", 0, N_("NAME"), N_("only messages of this rule")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec done_options[] = {
	{"result", 0, N_("WORD"), N_("what came of it: a word of the policy's call_results")},
	{"note", 0, N_("TEXT"), N_("what was said")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec run_options[] = {
	{"plan-only", 0, NULL, N_("plan what is due; hand nothing over")},
	{"send-only", 0, NULL, N_("hand over what is planned; plan nothing")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec release_options[] = {
	{"gap", 0, NULL, N_("all messages of the gap")},
	{NULL, 0, NULL, NULL}
};

static const struct verb verbs[] = {
	{NULL, "", N_("count the messages by rule and state"), VERB_LOOKS,
	    remind_summary, NULL},
	{"list", "", N_("what will go out, and which calls are due"), VERB_LOOKS,
	    remind_list, until_options},
	{"calls", "", N_("the call list, with names and phone numbers"), VERB_LOOKS,
	    remind_calls, until_options},
	{"done", "PROMISE...|-", N_("take in the results of calls"), VERB_ACTS,
	    remind_done, done_options},
	{"outbox", "", N_("the messages that are not done with"), VERB_LOOKS,
	    remind_outbox, outbox_options},
	{"preview", "MESSAGE...", N_("what a message would say now"), VERB_LOOKS,
	    remind_preview, NULL},
	{"run", "", N_("plan what is due, and send it"), VERB_ACTS, remind_run,
	    run_options},
	{"retry", "MESSAGE...|-", N_("try failed, doubtful and held messages again"),
	    VERB_ACTS, remind_retry, NULL},
	{"release", "", N_("let go what was held after a gap in the sending"),
	    VERB_ACTS, remind_release, release_options},
	{NULL, NULL, NULL, VERB_NOTHING, NULL, NULL}
};

int main(int argc, char **argv)
{
	static const struct program program = {
		"care-remind",
		N_("what goes out to customers and staff, and who is to be called"),
		verbs
	};

	return program_main(&program, argc, argv);
}
