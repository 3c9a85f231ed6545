/* Steps that were done, and taken back. */
#include "care/plans/plan.h"

#include "store/log.h"

static void begin(struct log *log, int64_t subject, const struct step_said *s,
    const char *event, char op)
{
	log_event(log, subject, event, s->at);
	if (s->person)
		log_person(log, s->person);
	log_note(log, "note", s->note);
	log_row(log, op, "step");
	log_int(log, "subject", subject);
	log_text(log, "plan", s->plan);
	log_text(log, "step", s->step);
}

void step_do(struct log *log, int64_t subject, const struct step_said *s)
{
	begin(log, subject, s, "step_done", '+');
	log_int(log, "at", s->at);
	if (s->staff)
		log_int(log, "staff", s->staff);
	if (s->result)
		log_text(log, "result", s->result);
	if (s->note && *s->note)
		log_content(log, "content");
	log_end(log);
}

bool plan_start(struct log *log, int64_t subject, const char *plan,
    const char *rule, int64_t at)
{
	if (plan_is_started(log_db(log), subject, plan))
		return false;
	log_event(log, subject, "plan_started", at);
	log_row(log, '+', "step");
	log_int(log, "subject", subject);
	log_text(log, "plan", plan);
	log_text(log, "step", PLAN_STARTED);
	log_int(log, "at", at);
	log_fact(log, "why", rule);
	log_end(log);
	return true;
}

void step_take_back(struct log *log, int64_t subject, const struct step_said *s)
{
	begin(log, subject, s, "step_undone", '-');
	log_end(log);
}
