/* The table of keys. */
#include "policy/keys.h"

#include <stddef.h>

const char *const keys_head[] = {
	"schema", "policy", "title", "company", "version", "effective",
	"approved_by", "interpreted_by", "timezone", "currency",
	"calendars", "dates", "defaults", "words", "retired", "fields",
	"stages", "plans", "qa", "derived", "opens", "promises", "pauses",
	"ladders", "groups", "messages", "surveys", "templates", "holds", "assign",
	"approval", "money", "offers", "indicators", "reports", "rights",
	"retention", "consents", "partner", "roster", NULL
};
const char *const keys_calendar[] = {
	"hours", "days", "off", "work", "work_as", "special", "breaks",
	"yearly_off", "timezone", NULL
};
const char *const keys_defaults[] = {
	"working", "days", "owes", "on_change", "on_reopen", "on_policy",
	"catch_up", "notify_by", "missing_year", NULL
};
const char *const keys_word[] = {
	"title", "retired", "share", "silence", "scale", "about", NULL
};
const char *const keys_field[] = {
	"for", "type", "of", "title", "class", "required_at", "is", NULL
};
const char *const keys_step[] = {
	"title", "iso", "next", "needs", "after", "by", "points", NULL
};
const char *const keys_plan[] = {
	"title", "for", "when", "before", "steps", NULL
};
const char *const keys_stages[] = { "when", "steps", NULL };
const char *const keys_derived[] = { "for", "when", "set", NULL };
const char *const keys_opens[] = { "name", "when", "kind", "set", NULL };
const char *const keys_opens_set[] = {
	"severity", "category", "cause", "team", NULL
};
const char *const keys_promise[] = {
	"name", "for", "when", "unless", "from", "to", "within", "window",
	"every", "due", "turns", "until", "owes", "by", "purpose", "ladder",
	"hard", "needs", "before", "margin", "calendar", "on_policy", NULL
};
const char *const keys_pause[] = { "stops", "cap", "cap_in", NULL };
const char *const keys_level[] = {
	"name", "at", "notify", "raise", "reassign", "approve", "start",
	"every", "times", "urgent", "unless_acked", NULL
};
const char *const keys_group[] = {
	"name", "when", "same", "within", "levels", "notify", "opens", NULL
};
const char *const keys_group_levels[] = { "warning", "group", "crisis", NULL };
const char *const keys_message[] = {
	"name", "for", "when", "unless", "window", "every", "by", "to",
	"purpose", "template", "replaces_sent", NULL
};
const char *const keys_survey[] = {
	"name", "for", "when", "after", "each", "sample", "delay", "ask", "by",
	"template", "remind", "cooldown", "expires", "low", NULL
};
const char *const keys_sample[] = { "by", "error", "share", "at_least", NULL };
const char *const keys_low[] = { "at_most", "of", "opens", "reopens", NULL };
const char *const keys_template[] = { "subject", "text", NULL };
const char *const keys_hold[] = {
	"name", "when", "same", "stops", "until", NULL
};
const char *const keys_assign[] = {
	"name", "when", "team", "to", "skill", "by", "most_open", NULL
};
const char *const keys_approval[] = {
	"name", "when", "over", "chain", "within", NULL
};
const char *const keys_money[] = { "limits", "fund", "tables", NULL };
const char *const keys_fund[] = {
	"budget", "each", "warn", "single", "pays", NULL
};
const char *const keys_pay_table[] = {
	"name", "title", "law", "from", "markup", "none", "rules", NULL
};
const char *const keys_pay[] = {
	"name", "when", "notice", "refund", "penalty", "each", "at_least",
	"at_most", "chain", NULL
};
const char *const keys_offer[] = {
	"name", "for", "when", "from", "of", "tiers", NULL
};
const char *const keys_tier[] = { "until", "rate", NULL };
const char *const keys_indicator[] = {
	"name", "title", "of", "target", "direction", "weight", "set", NULL
};
const char *const keys_of[] = {
	"promise", "question", "survey", "qa", "event", NULL
};
const char *const keys_report[] = {
	"name", "title", "each", "show", "by", "to", "within", NULL
};
const char *const keys_right[] = {
	"see", "work", "assign", "approve", "pay", "reveal", "send", "figures",
	"export", "erase", "staff", "records", "adopt", "for", NULL
};
const char *const keys_retention[] = {
	"name", "of", "when", "at_least", "at_most", "from", "then", "law", NULL
};
const char *const keys_consent[] = {
	"title", "basis", "separate", "expires", NULL
};
const char *const keys_partner[] = { "columns", "consent", NULL };
const char *const keys_roster[] = { "shifts", NULL };
const char *const keys_shift[] = { "title", "hours", "least", "posts", NULL };

const struct key_list key_lists[] = {
	{ "head", keys_head }, { "calendar", keys_calendar },
	{ "defaults", keys_defaults }, { "word", keys_word },
	{ "field", keys_field }, { "step", keys_step }, { "plan", keys_plan },
	{ "stages", keys_stages },
	{ "derived", keys_derived }, { "opens", keys_opens },
	{ "opens_set", keys_opens_set }, { "promise", keys_promise },
	{ "pause", keys_pause }, { "level", keys_level },
	{ "group", keys_group }, { "group_levels", keys_group_levels },
	{ "message", keys_message }, { "survey", keys_survey },
	{ "sample", keys_sample }, { "low", keys_low },
	{ "template", keys_template }, { "hold", keys_hold },
	{ "assign", keys_assign }, { "approval", keys_approval },
	{ "money", keys_money }, { "fund", keys_fund },
	{ "pay_table", keys_pay_table }, { "pay", keys_pay },
	{ "offer", keys_offer }, { "tier", keys_tier },
	{ "indicator", keys_indicator }, { "of", keys_of },
	{ "report", keys_report }, { "right", keys_right },
	{ "retention", keys_retention }, { "consent", keys_consent },
	{ "partner", keys_partner }, { "roster", keys_roster },
	{ "shift", keys_shift }, { NULL, NULL }
};
