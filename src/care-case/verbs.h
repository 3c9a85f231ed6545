/* The verbs of care-case; each returns an exit status. */
#ifndef CARE_CASE_VERBS_H
#define CARE_CASE_VERBS_H

#include "command/session.h"
#include "command/targets.h"

/* Tell people where the case is on its way, and what is open of its plans. */
struct care_case;
void	way_tell(struct session *, const struct care_case *);

/* And what stands beside it: links, the proposal under way, waiting. */
void	around_tell(struct session *, const struct care_case *);

int	case_verb_todo(struct session *);
int	case_verb_list(struct session *);
int	case_verb_show(struct session *);
int	case_verb_history(struct session *);
int	case_verb_fields(struct session *);
int	case_verb_steps(struct session *);
int	case_verb_keep(struct session *);
int	case_verb_assign(struct session *);
int	case_verb_contact(struct session *);
int	case_verb_tell(struct session *);
int	case_verb_ask(struct session *);
int	case_verb_answered(struct session *);
int	case_verb_tasks(struct session *);
int	case_verb_confirm(struct session *);
int	case_verb_wait(struct session *);
int	case_verb_pauses(struct session *);
int	case_verb_resume(struct session *);
int	case_verb_did(struct session *);
int	case_verb_set(struct session *);
int	case_verb_step(struct session *);
int	case_verb_undo(struct session *);
int	case_verb_note(struct session *);
int	case_verb_reply(struct session *);
int	case_verb_close(struct session *);
int	case_verb_reopen(struct session *);
int	case_verb_propose(struct session *);
int	case_verb_approve(struct session *);
int	case_verb_accept(struct session *);
int	case_verb_proposals(struct session *);
int	case_verb_merge(struct session *);
int	case_verb_unmerge(struct session *);
int	case_verb_link(struct session *);
int	case_verb_unlink(struct session *);
int	case_verb_similar(struct session *);
int	case_verb_why(struct session *);
int	case_verb_partner(struct session *);
int	case_verb_group(struct session *);
int	case_verb_group_make(struct session *);
int	case_verb_group_add(struct session *);
int	case_verb_group_remove(struct session *);
int	case_verb_group_close(struct session *);
int	case_verb_group_report(struct session *);
extern const struct option_spec group_make_options[], group_add_options[],
    group_close_options[], group_report_options[];
extern const struct option_spec propose_options[], approve_options[],
    accept_options[], merge_options[], link_options[];
int	case_verb_settle(struct session *);
int	case_verb_settle_table(struct session *);
int	case_verb_settle_reverse(struct session *);
int	case_verb_settle_announce(struct session *);
int	case_verb_settle_accept(struct session *);
int	case_verb_settle_hold(struct session *);
int	case_verb_settle_release(struct session *);
int	case_verb_ledger(struct session *);
int	case_verb_fund(struct session *);
int	case_verb_holds(struct session *);
int	case_verb_offers(struct session *);
int	case_verb_measure_open(struct session *);
int	case_verb_measure_assign(struct session *);
int	case_verb_measure_done(struct session *);
int	case_verb_measure_verify(struct session *);
int	case_verb_measure_drop(struct session *);
int	case_verb_measure_list(struct session *);
int	case_verb_measure_show(struct session *);
int	case_verb_measure_effect(struct session *);
int	case_verb_measure_find(struct session *);
extern const struct option_spec settle_options[], settle_table_options[],
    settle_back_options[], settle_hold_options[], settle_offer_options[],
    settle_accept_options[], fund_options[], measure_open_options[],
    measure_assign_options[],
    measure_act_options[], measure_verify_options[], measure_list_options[],
    measure_effect_options[], measure_find_options[];

#endif
