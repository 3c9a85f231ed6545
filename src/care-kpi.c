/* care-kpi - figures of a period, with what they are made of */
#include "base/lang.h"
#include "care-kpi/verbs.h"

static const struct option_spec show_options[] = {
	{"month", 'm', N_("YYYY-MM"), N_("the figures of this month")},
	{"from", 0, N_("TIME"), N_("the figures from then on")},
	{"until", 0, N_("TIME"), N_("and until then, a day included (today)")},
	{"last", 0, N_("SPAN"), N_("the last whole months or days: 3mo, 30d")},
	{"by", 'b', N_("LIST"), N_("one line for each: agent, month, kind, channel,"
	    " severity, team, product")},
	{"agent", 0, N_("NAME"), N_("only this owner (login)")},
	{"kind", 0, N_("WORD"), N_("only this kind")},
	{"channel", 0, N_("WORD"), N_("only by this channel")},
	{"severity", 0, N_("WORD"), N_("only this severity")},
	{"team", 0, N_("NAME"), N_("only this team")},
	{"product", 0, N_("NAME"), N_("only this product")},
	{"misses", 0, NULL, N_("with --ids: only what a rate counts as missed")},
	{NULL, 0, NULL, NULL}
};

static const struct verb verbs[] = {
	{NULL, "[FIGURE..]", N_("show figures; without a name, all of this month"),
	    VERB_LOOKS, kpi_verb_show, show_options},
	{"list", "", N_("list the figures that can be asked for"), VERB_LOOKS,
	    kpi_verb_list, NULL},
	{NULL, NULL, NULL, VERB_NOTHING, NULL, NULL}
};

int main(int argc, char **argv)
{
	static const struct program program = {
		"care-kpi", N_("figures of a period, with what they are made of"),
		verbs
	};

	return program_main(&program, argc, argv);
}
