/* care-case - what is owed, and work on cases */
#include "base/lang.h"
#include "care-case/verbs.h"

#define FILTERS \
	{"state", 0, N_("WORD"), N_("open or closed")}, \
	{"kind", 0, N_("WORD"), N_("only this kind")}, \
	{"channel", 0, N_("WORD"), N_("only by this channel")}, \
	{"severity", 0, N_("WORD"), N_("only this severity")}, \
	{"team", 0, N_("NAME"), N_("only this team")}, \
	{"trip", 0, N_("NAME"), N_("only this trip")}, \
	{"owner", 0, N_("NAME"), N_("only this owner (login); none: without owner")}

#define AT_NOTE \
	{"at", 0, N_("TIME"), N_("when it happened (now)")}, \
	{"note", 0, N_("TEXT"), N_("free text for the log")}, \
	TARGET_UNCHANGED

static const struct option_spec list_options[] = {
	FILTERS,
	{"on", 0, N_("FIELD"), N_("by this date of the policy's fields, not by receipt")},
	{"from", 0, N_("TIME"), N_("received from then on")},
	{"until", 0, N_("TIME"), N_("received until then")},
	{"all", 'a', NULL, N_("closed ones too")},
	{"incomplete", 0, NULL, N_("only those that lack what the policy asks for")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec todo_options[] = {
	{"until", 0, N_("TIME"), N_("owed until then (today)")},
	{"owner", 0, N_("NAME"), N_("only what this one owes (login)")},
	{"team", 0, N_("NAME"), N_("only what this team owes")},
	{"late", 0, NULL, N_("only what is late")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec assign_options[] = {
	{"to", 0, N_("NAME"), N_("the new owner (login)")},
	{"by-rule", 0, NULL, N_("whomever the policy's rule names (assign), the oldest case first")},
	{"rule-name", 0, N_("NAME"), N_("with --by-rule: which one (owner)")},
	{"by-load", 0, NULL, N_("whoever is here and owns the fewest open cases")},
	{"among", 0, N_("TEAM"), N_("with --by-load: of this team only")},
	AT_NOTE,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec act_options[] = {
	AT_NOTE,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec did_options[] = {
	{"milestone", 0, N_("EVENT"), N_("what happened, for a sheet's column")},
	AT_NOTE,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec step_options[] = {
	{"not", 0, NULL, N_("it was not done after all")},
	{"result", 0, N_("WORD"), N_("what came of it")},
	{"steps", 0, N_("STEPS"), N_("PLAN/STEP,.., for a sheet's column")},
	AT_NOTE,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec undo_options[] = {
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec set_options[] = {
	{"field", 0, N_("NAME=VALUE"), N_("a field of the policy; again for others; @FILE: its text")},
	{"kind", 0, N_("WORD"), N_("what it is")},
	{"severity", 0, N_("WORD"), N_("how bad it is")},
	{"category", 0, N_("WORD"), N_("what it is about")},
	{"cause", 0, N_("WORD"), N_("why it came")},
	{"liability", 0, N_("WORD"), N_("whose fault it is")},
	{"team", 0, N_("NAME"), N_("whose work it is")},
	AT_NOTE,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec close_options[] = {
	{"group", 0, N_("GROUP"), N_("all open cases of the group")},
	{"outcome", 0, N_("WORD"), N_("how it ended")},
	AT_NOTE,
	{"rating", 0, N_("NUMBER"), N_("what the customer says of it, 1 to 5")},
	{NULL, 0, NULL, NULL}
};

#define LETTER \
	{"template", 0, N_("NAME"), N_("the words, by a template of the policy")}, \
	{"send", 0, NULL, N_("and send them to the customer")}

static const struct option_spec reply_options[] = {
	{"group", 0, N_("GROUP"), N_("all open cases of the group")},
	{"field", 0, N_("NAME=VALUE"), N_("a field of the policy; again for others; @FILE: its text")},
	LETTER,
	AT_NOTE,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec contact_options[] = {
	{"via", 0, N_("WORD"), N_("by which channel")},
	{"out", 0, NULL, N_("we spoke to somebody (so by default)")},
	{"in", 0, NULL, N_("somebody spoke to us")},
	{"result", 0, N_("WORD"), N_("what came of it")},
	{"talk", 0, N_("SPAN"), N_("for how long")},
	AT_NOTE,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec wait_options[] = {
	{"because", 0, N_("WORD"), N_("what it waits for (policy's pauses)")},
	{"until", 0, N_("TIME"), N_("no longer than until then")},
	{"asked", 0, N_("MESSAGE"), N_("the message that asked (m5512)")},
	{"question", 0, N_("TEXT"), N_("what was asked just now")},
	{"via", 0, N_("WORD"), N_("with --question: by which channel")},
	AT_NOTE,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec pauses_options[] = {
	{"promises", 0, NULL, N_("how long promises took, with and without")},
	{"open", 0, NULL, N_("what lasts; with --promises open ones too")},
	{"because", 0, N_("WORD"), N_("only for this reason")},
	{"owner", 0, N_("NAME"), N_("only cases of this one (login)")},
	{"from", 0, N_("TIME"), N_("that began from then on")},
	{"until", 0, N_("TIME"), N_("that began until then")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec resume_options[] = {
	{"because", 0, N_("WORD"), N_("only what waits for this")},
	AT_NOTE,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec tell_options[] = {
	{"by", 0, N_("TIME"), N_("he will have his answer by then")},
	{"replace", 0, NULL, N_("he agreed to this instead of an earlier time")},
	LETTER,
	{"via", 0, N_("WORD"), N_("by which channel")},
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"note", 0, N_("TEXT"), N_("what he was told")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec ask_options[] = {
	{"department", 0, N_("WORD"), N_("a team of the policy")},
	{"by-rule", 0, NULL, N_("the department whose matter it is by the policy")},
	{"partner", 0, NULL, N_("the partner of the case")},
	{"legal", 0, NULL, N_("counsel")},
	{"to", 0, N_("NAME"), N_("who owes it (the lead of the team)")},
	{"within", 0, N_("SPAN"), N_("in that time (the policy's)")},
	{"by", 0, N_("TIME"), N_("or by then")},
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"note", 0, N_("TEXT"), N_("what is asked")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec tasks_options[] = {
	{"owner", 0, N_("NAME"), N_("only what this one owes (login)")},
	{"all", 'a', NULL, N_("answered ones too")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec confirm_options[] = {
	{"yes", 0, NULL, N_("it is settled: closes the case, if it may be")},
	{"no", 0, NULL, N_("it is not: investigated again")},
	{"unreached", 0, NULL, N_("nobody was reached")},
	{"via", 0, N_("WORD"), N_("by which channel (the policy's, else phone)")},
	{"outcome", 0, N_("WORD"), N_("with --yes: how it ended")},
	{"rating", 0, N_("NUMBER"), N_("with --yes: what he says of it, 1 to 5")},
	AT_NOTE,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec steps_options[] = {
	{"open", 0, NULL, N_("only lists with steps that are not done")},
	{"plan", 0, N_("NAME"), N_("only this list of steps")},
	{"of", 0, N_("KIND"), N_("only those of a case, booking, ..")},
	{"from", 0, N_("TIME"), N_("only bookings that depart from then on")},
	{"until", 0, N_("TIME"), N_("only bookings that depart until then")},
	{"all", 'a', NULL, N_("also of closed cases and of journeys that are over")},
	{NULL, 0, NULL, NULL}
};

static const struct verb verbs[] = {
	{NULL, "", N_("show what must be done today"), VERB_LOOKS,
	    case_verb_todo, NULL},
	{"todo", "", N_("show everything owed until a time"), VERB_LOOKS,
	    case_verb_todo, todo_options},
	{"list", "[CASE..|-]", N_("list cases"), VERB_LOOKS, case_verb_list,
	    list_options},
	{"show", "CASE..|-", N_("show a case with its promises"), VERB_LOOKS,
	    case_verb_show, NULL},
	{"history", "CASE..|-", N_("show what happened, event by event"),
	    VERB_LOOKS, case_verb_history, NULL},
	{"fields", "NAME..|-", N_("show what the fields of the policy say"),
	    VERB_LOOKS, case_verb_fields, NULL},
	{"steps", "[NAME..|-]", N_("show how far lists of steps are gone through"),
	    VERB_LOOKS, case_verb_steps, steps_options},
	{"why", "CASE[/PROMISE]..|-", N_("show who was told when it came to be late"),
	    VERB_LOOKS, case_verb_why, NULL},
	{"partner", "CASE..|-", N_("show what a partner may know of a case"),
	    VERB_LOOKS, case_verb_partner, NULL},
	{"assign", "CASE..|-", N_("give a case to somebody"), VERB_ACTS,
	    case_verb_assign, assign_options},
	{"keep", "CASE/PROMISE..|-", N_("a promise was kept"), VERB_ACTS,
	    case_verb_keep, act_options},
	{"did", "NAME..|- EVENT", N_("an event of the policy happened"),
	    VERB_ACTS, case_verb_did, did_options},
	{"set", "NAME..|-", N_("say what is known of it"), VERB_ACTS,
	    case_verb_set, set_options},
	{"step", "NAME..|- PLAN/STEP,..", N_("steps of a plan were gone through"),
	    VERB_ACTS, case_verb_step, step_options},
	{"undo", "CASE..|-", N_("take back what was done last"), VERB_ACTS,
	    case_verb_undo, undo_options},
	{"note", "CASE..|-", N_("write down what is worth keeping"), VERB_ACTS,
	    case_verb_note, act_options},
	{"reply", "CASE..|-", N_("the customer was told the result"), VERB_ACTS,
	    case_verb_reply, reply_options},
	{"contact", "CASE..|-", N_("somebody was spoken to"), VERB_ACTS,
	    case_verb_contact, contact_options},
	{"tell", "CASE..|-", N_("the customer was told how far it is, or by when"),
	    VERB_ACTS, case_verb_tell, tell_options},
	{"ask", "CASE..|-", N_("somebody else is asked to do something"),
	    VERB_ACTS, case_verb_ask, ask_options},
	{"answered", "CASE/TASK..|-", N_("who was asked has answered"), VERB_ACTS,
	    case_verb_answered, act_options},
	{"tasks", "[CASE..|-]", N_("show what others were asked"), VERB_LOOKS,
	    case_verb_tasks, tasks_options},
	{"wait", "CASE..|-", N_("the case stands still for a reason"), VERB_ACTS,
	    case_verb_wait, wait_options},
	{"pauses", "[CASE..|-]", N_("show which cases waited, and why"),
	    VERB_LOOKS, case_verb_pauses, pauses_options},
	{"resume", "CASE..|-", N_("the case waits no more"), VERB_ACTS,
	    case_verb_resume, resume_options},
	{"confirm", "CASE..|-", N_("the customer said whether it is settled"),
	    VERB_ACTS, case_verb_confirm, confirm_options},
	{"close", "CASE..|-", N_("the case is settled"), VERB_ACTS,
	    case_verb_close, close_options},
	{"reopen", "CASE..|-", N_("the case goes on"), VERB_ACTS,
	    case_verb_reopen, act_options},
	{"propose", "CASE..|-", N_("offer the customer a way to settle it"),
	    VERB_ACTS, case_verb_propose, propose_options},
	{"approve", "CASE..|-", N_("agree to what is proposed"), VERB_ACTS,
	    case_verb_approve, approve_options},
	{"accept", "CASE..|-", N_("the customer's answer to a proposal"), VERB_ACTS,
	    case_verb_accept, accept_options},
	{"proposals", "CASE..|-", N_("show proposals and who agreed"), VERB_LOOKS,
	    case_verb_proposals, NULL},
	{"merge", "CASE..|-", N_("it is the same as another case"), VERB_ACTS,
	    case_verb_merge, merge_options},
	{"unmerge", "CASE..|-", N_("it is a case of its own after all"), VERB_ACTS,
	    case_verb_unmerge, act_options},
	{"link", "CASE..|-", N_("it belongs to another case"), VERB_ACTS,
	    case_verb_link, link_options},
	{"unlink", "CASE..|-", N_("it does not belong to the other"), VERB_ACTS,
	    case_verb_unlink, link_options},
	{"similar", "CASE..|-", N_("show cases that may be the same"), VERB_LOOKS,
	    case_verb_similar, NULL},
	{"settle", "CASE..|-", N_("the customer is paid"), VERB_ACTS,
	    case_verb_settle, settle_options},
	{"settle table", "CASE..|-", N_("show what the tables of compensation give"),
	    VERB_LOOKS, case_verb_settle_table, settle_table_options},
	{"settle reverse", "LINE..|-", N_("a line of the ledger is taken back"),
	    VERB_ACTS, case_verb_settle_reverse, settle_back_options},
	{"settle announce", "CASE..|-", N_("an offer is made for agreeing early"),
	    VERB_ACTS, case_verb_settle_announce, settle_offer_options},
	{"settle accept", "CASE..|-", N_("the customer accepts such an offer"),
	    VERB_ACTS, case_verb_settle_accept, settle_accept_options},
	{"settle hold", "CASE..|-", N_("money is held back from the partner"),
	    VERB_ACTS, case_verb_settle_hold, settle_hold_options},
	{"settle release", "CASE..|-", N_("what was held back is released"),
	    VERB_ACTS, case_verb_settle_release, settle_hold_options},
	{"measure open", "[CASE..|-]", N_("something is done so that it does not"
	    " happen again"), VERB_ACTS, case_verb_measure_open,
	    measure_open_options},
	{"measure list", "", N_("list measures"), VERB_LOOKS,
	    case_verb_measure_list, measure_list_options},
	{"measure show", "MEASURE..|-", N_("show a measure and what became of it"),
	    VERB_LOOKS, case_verb_measure_show, NULL},
	{"measure assign", "MEASURE..|-", N_("give a measure to somebody"),
	    VERB_ACTS, case_verb_measure_assign, measure_assign_options},
	{"measure done", "MEASURE..|-", N_("it was carried out"), VERB_ACTS,
	    case_verb_measure_done, measure_act_options},
	{"measure effect", "MEASURE..|-", N_("show what came before it and after"),
	    VERB_LOOKS, case_verb_measure_effect, measure_effect_options},
	{"measure verify", "MEASURE..|-", N_("it worked, or it did not"), VERB_ACTS,
	    case_verb_measure_verify, measure_verify_options},
	{"measure drop", "MEASURE..|-", N_("it will not be carried out"), VERB_ACTS,
	    case_verb_measure_drop, measure_act_options},
	{"measure find", "", N_("open one against each cause that comes too often"),
	    VERB_ACTS, case_verb_measure_find, measure_find_options},
	{"ledger", "[CASE..|-]", N_("show what was paid, line by line"), VERB_LOOKS,
	    case_verb_ledger, NULL},
	{"fund", "", N_("show what is left of the fund"), VERB_LOOKS,
	    case_verb_fund, fund_options},
	{"holds", "", N_("show what is held back from partners"), VERB_LOOKS,
	    case_verb_holds, NULL},
	{"offers", "", N_("show who accepted early offers, by day and tier"),
	    VERB_LOOKS, case_verb_offers, NULL},
	{"group", "GROUP..|-", N_("show the cases of a group"), VERB_LOOKS,
	    case_verb_group, NULL},
	{"group report", "GROUP..|-", N_("show how a group stands, to be mailed"),
	    VERB_LOOKS, case_verb_group_report, group_report_options},
	{"group make", "CASE..|-", N_("these cases belong together"), VERB_ACTS,
	    case_verb_group_make, group_make_options},
	{"group add", "CASE..|-", N_("the case belongs to a group"), VERB_ACTS,
	    case_verb_group_add, group_add_options},
	{"group remove", "CASE..|-", N_("the case does not belong to it"),
	    VERB_ACTS, case_verb_group_remove, group_add_options},
	{"group close", "GROUP..|-", N_("the group is dealt with"), VERB_ACTS,
	    case_verb_group_close, group_close_options},
	{NULL, NULL, NULL, VERB_NOTHING, NULL, NULL}
};

int main(int argc, char **argv)
{
	static const struct program program = {
		"care-case", N_("what is owed, and work on cases"), verbs
	};

	return program_main(&program, argc, argv);
}
