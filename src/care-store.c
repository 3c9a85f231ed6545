/* care-store - make, check and look after a store */
#include "base/lang.h"
#include "care-store/verbs.h"

static const struct option_spec init_options[] = {
	{"policy", 'p', N_("FILE"), N_("adopt this policy")},
	{"approved-by", 0, N_("NAME"), N_("who approved the policy")},
	{"trial", 0, NULL, N_("a store for trials: --now may write in it")},
	{"first", 0, N_("NUMBER"), N_("the first case's number without its check digit (1001)")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec status_options[] = {
	{"check", 0, NULL, N_("exit 1 when anything is not as it should be")},
	{"max-age", 0, N_("SPAN"), N_("how old the last tick and sending may be (15m)")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec export_options[] = {
	{"canonical", 0, NULL, N_("what is true, without ids and recording times")},
	{NULL, 0, NULL, NULL}
};

static const struct verb verbs[] = {
	{NULL, "", N_("show how the store is"), VERB_STORE, store_status, NULL},
	{"init", "DIR|FILE.db", N_("make a store"), VERB_NOTHING, store_init,
	    init_options},
	{"upgrade", "", N_("bring a store to this program's version"),
	    VERB_NOTHING, store_upgrade, NULL},
	{"check", "", N_("prove that the store is whole: log, chain, rows"),
	    VERB_STORE, store_check, NULL},
	{"status", "", N_("show how the store is"), VERB_STORE, store_status,
	    status_options},
	{"export", "", N_("write the store as text"), VERB_STORE, store_export,
	    export_options},
	{NULL, NULL, NULL, VERB_NOTHING, NULL, NULL}
};

int main(int argc, char **argv)
{
	static const struct program program = {
		"care-store", N_("make, check and look after a store"), verbs
	};

	return program_main(&program, argc, argv);
}
