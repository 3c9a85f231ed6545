/* care-customer - who our customers are, and what there was with each */
#include "base/lang.h"
#include "care-customer/verbs.h"

static const struct option_spec stale_options[] = {
	{"older", 0, N_("SPAN"), N_("nothing with them for so long (3y)")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec merge_options[] = {
	{"into", 0, N_("CUSTOMER"), N_("the one who stays")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec split_options[] = {
	{"of", 0, N_("CUSTOMER"), N_("the one into whom they were merged")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec consent_options[] = {
	{"purpose", 0, N_("WORD"), N_("what for: service, marketing, survey, care,"
	    " or the policy's own")},
	{"given", 0, N_("YES|NO"), N_("whether it is allowed from now on")},
	{"proof", 0, N_("TEXT"), N_("where that can be seen")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec tier_options[] = {
	{"to", 0, N_("WORD"), N_("the new tier, a word of the policy")},
	{"why", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static const struct verb verbs[] = {
	{NULL, "", N_("show how many there are"), VERB_LOOKS,
	    customer_verb_counts, NULL},
	{"find", "NAME|PHONE|MAIL|CUSTOMER..|-", N_("find customers by what is"
	    " known of them"), VERB_LOOKS, customer_verb_find, NULL},
	{"show", "CUSTOMER..|-", N_("show everything there was with a customer"),
	    VERB_LOOKS, customer_verb_show, NULL},
	{"duplicates", "", N_("show who may be entered twice"), VERB_LOOKS,
	    customer_verb_duplicates, NULL},
	{"stale", "", N_("show with whom nothing was for years"), VERB_LOOKS,
	    customer_verb_stale, stale_options},
	{"consents", "[CUSTOMER..|-]", N_("show what customers allowed"),
	    VERB_LOOKS, customer_verb_consents, NULL},
	{"seen", "CUSTOMER..|-", N_("show who saw a customer's data in clear"),
	    VERB_LOOKS, customer_verb_seen, NULL},
	{"merge", "CUSTOMER..|-", N_("two that are one become one"), VERB_ACTS,
	    customer_verb_merge, merge_options},
	{"split", "CUSTOMER..|-", N_("a merge was a mistake"), VERB_ACTS,
	    customer_verb_split, split_options},
	{"consent", "CUSTOMER..|-", N_("a customer allowed something, or took it"
	    " back"), VERB_ACTS, customer_verb_consent, consent_options},
	{"tier", "CUSTOMER..|-", N_("a customer is of another class now"),
	    VERB_ACTS, customer_verb_tier, tier_options},
	{NULL, NULL, NULL, VERB_NOTHING, NULL, NULL}
};

int main(int argc, char **argv)
{
	static const struct program program = {
		"care-customer", N_("who our customers are, and what there was with"
		    " each"), verbs
	};

	return program_main(&program, argc, argv);
}
