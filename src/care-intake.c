/* care-intake - take in cases, customers, bookings, staff */
#include "base/lang.h"
#include "care-intake/verbs.h"
#include "command/options.h"

#define FILE_OPTIONS \
	{"source", 0, N_("NAME"), N_("whose references these are (nobody else's)")}, \
	{"rejects", 0, N_("FILE"), N_("keep refused rows, with reasons, to mend and feed again")}, \
	{"encoding", 0, N_("NAME"), N_("the encoding, when it is not found by itself")}, \
	{"separator", 0, N_("SIGN"), N_("what stands between cells, when it is not , ; | or a tab")}, \
	{"dates", 0, N_("ORDER"), N_("what 5/1/2024 is: mdy or dmy")}, \
	{"map", 0, N_("FILE"), N_("a mapping: how our columns are made from the file's")}, \
	{"ignore", 0, N_("HEAD"), N_("leave a column out (may be repeated)")}, \
	{"print-ids", 0, NULL, N_("name what is new or changed, one a line")}

#define LIVE_FROM \
	{"live-from", 0, N_("TIME"), N_("tell and send nothing for times before")}

#define HISTORY \
	{"history", 0, NULL, N_("these are past: tell and send nothing for times before now")}

static const struct option_spec cases_options[] = {
	FILE_OPTIONS, LIVE_FROM,
	{"kind", 0, N_("WORD"), N_("kind of rows that say none")},
	{"channel", 0, N_("WORD"), N_("channel of rows that say none")},
	HISTORY,
	{"update", 0, NULL, N_("change cases whose rows say otherwise now")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec file_options[] = {
	FILE_OPTIONS, LIVE_FROM,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec bookings_options[] = {
	FILE_OPTIONS, LIVE_FROM, HISTORY,
	{"complete", 0, N_("WHAT"), N_("the file is all there is: list or cancel what it lacks")},
	{"at-most", 0, N_("PERCENT"), N_("cancel nothing if more than that are missing (5)")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec staff_options[] = {
	FILE_OPTIONS,
	{NULL, 0, NULL, NULL}
};

static const struct option_spec contacts_options[] = {
	FILE_OPTIONS,
	{"ring-seconds", 0, N_("N"), N_("how long a telephone rings once (5)")},
	{"channel", 0, N_("WORD"), N_("channel of rows that say none")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec columns_options[] = {
	{"encoding", 0, N_("NAME"), N_("the encoding, when it is not found by itself")},
	{"separator", 0, N_("SIGN"), N_("what stands between cells, when it is not , ; | or a tab")},
	{NULL, 0, NULL, NULL}
};

static const struct option_spec mail_options[] = {
	{"kind", 0, N_("WORD"), N_("kind of new cases (complaint)")},
	{"channel", 0, N_("WORD"), N_("channel of new cases (mail)")},
	{"move", 0, NULL, N_("move mails of a Maildir from new to cur")},
	{"print-ids", 0, NULL, N_("name what is new or changed, one a line")},
	{NULL, 0, NULL, NULL}
};

/* Named as the columns of "cases". */
static const struct option_spec case_options[] = {
	{"ask", 0, NULL, N_("ask for everything in a dialogue")},
	{"source", 0, N_("NAME"), N_("whose reference --ref is (our own)")},
	{"ref", 0, N_("TEXT"), N_("reference of the case at its source")},
	{"kind", 0, N_("WORD"), N_("kind of case, a word of the policy")},
	{"channel", 0, N_("WORD"), N_("by which way it came")},
	{"received", 0, N_("TIME"), N_("when it came (now)")},
	{"name", 0, N_("TEXT"), N_("customer's name")},
	{"phone", 0, N_("NUMBER"), N_("customer's phone, by which he is known again")},
	{"mail", 0, N_("ADDRESS"), N_("customer's mail address")},
	{"customer-ref", 0, N_("TEXT"), N_("customer's reference at the source")},
	{"booking", 0, N_("REF"), N_("the booking it is about")},
	{"severity", 0, N_("WORD"), N_("how grave it is")},
	{"category", 0, N_("WORD"), N_("what it is about")},
	{"cause", 0, N_("WORD"), N_("why it happened")},
	{"due", 0, N_("TIME"), N_("until when its source wants it done")},
	{"first", 0, N_("TIME"), N_("when it was first worked on")},
	{"replied", 0, N_("TIME"), N_("when the customer was answered")},
	{"closed", 0, N_("TIME"), N_("when it was closed")},
	{"owner", 0, N_("NAME"), N_("who works on it (staff login)")},
	{"team", 0, N_("NAME"), N_("whose it is")},
	{"product", 0, N_("TEXT"), N_("what was sold")},
	{"trip", 0, N_("NAME"), N_("which departure")},
	{"partner", 0, N_("TEXT"), N_("who carries it out")},
	{"text", 0, N_("TEXT"), N_("what the customer says")},
	{"wants", 0, N_("TEXT"), N_("what the customer wants")},
	{"note", 0, N_("TEXT"), N_("a remark, kept with the text")},
	{"set", 0, N_("NAME=VALUE"), N_("a field of the policy; again for others; @FILE: its text")},
	LIVE_FROM,
	{NULL, 0, NULL, NULL}
};

static const struct verb verbs[] = {
	{NULL, "", N_("show what can be taken in, and the heads that are known"),
	    VERB_MAYBE, intake_verb_columns, columns_options},
	{"columns", "[NOUN] [FILE]", N_("show the columns of a noun, or write a mapping for a file"),
	    VERB_MAYBE, intake_verb_columns, columns_options},
	{"case", "[-]", N_("take in one case: from options, lines, or --ask"),
	    VERB_ACTS, intake_verb_case, case_options},
	{"cases", "FILE|-", N_("take in cases from CSV or JSON Lines"), VERB_ACTS,
	    intake_verb_cases, cases_options},
	{"customers", "FILE|-", N_("take in customers from CSV or JSON Lines"), VERB_ACTS,
	    intake_verb_customers, file_options},
	{"bookings", "FILE|-", N_("take in bookings from CSV or JSON Lines"), VERB_ACTS,
	    intake_verb_bookings, bookings_options},
	{"staff", "FILE|-", N_("take in staff from CSV or JSON Lines"), VERB_ACTS,
	    intake_verb_staff, staff_options},
	{"contacts", "FILE|-", N_("take in calls and visits from CSV or JSON Lines"), VERB_ACTS,
	    intake_verb_contacts, contacts_options},
	{"calls", "FILE|-", N_("take in the log of a telephone exchange"), VERB_ACTS,
	    intake_verb_calls, contacts_options},
	{"roster", "FILE|-", N_("take in who is on duty when"), VERB_ACTS,
	    intake_verb_roster, staff_options},
	{"exposure", "FILE|-", N_("take in what figures are counted per"),
	    VERB_ACTS, intake_verb_exposure, staff_options},
	{"mail", "[FILE|FOLDER|-]", N_("take in mails: new cases, or words in the cases they answer"),
	    VERB_ACTS, intake_verb_mail, mail_options},
	{"batches", "", N_("list what was taken in by which run"), VERB_LOOKS,
	    intake_verb_batches, NULL},
	{"undo", "BATCH", N_("take back what a batch brought and changed"),
	    VERB_ACTS, intake_verb_undo, NULL},
	{NULL, NULL, NULL, VERB_NOTHING, NULL, NULL}
};

int main(int argc, char **argv)
{
	static const struct program program = {"care-intake",
	    N_("take in cases, customers, bookings, staff; make their promises"),
	    verbs};

	return program_main(&program, argc, argv);
}
