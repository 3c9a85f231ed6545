/*
 * Every key that a map of a policy may have, in one table: the readers
 * refuse others, and the schema for editors is held against it.
 */
#ifndef POLICY_KEYS_H
#define POLICY_KEYS_H

/* Lists that end with a NULL, in the order of care-policy(5). */
extern const char *const keys_head[], *const keys_calendar[],
    *const keys_defaults[], *const keys_word[], *const keys_field[],
    *const keys_step[], *const keys_plan[], *const keys_derived[],
    *const keys_opens[], *const keys_opens_set[],
    *const keys_promise[], *const keys_pause[], *const keys_level[],
    *const keys_group[], *const keys_group_levels[], *const keys_message[],
    *const keys_survey[], *const keys_sample[], *const keys_low[],
    *const keys_template[], *const keys_hold[], *const keys_assign[],
    *const keys_approval[], *const keys_money[], *const keys_fund[],
    *const keys_pay_table[], *const keys_pay[], *const keys_offer[],
    *const keys_tier[], *const keys_indicator[], *const keys_of[],
    *const keys_report[], *const keys_right[], *const keys_retention[],
    *const keys_consent[], *const keys_partner[], *const keys_roster[],
    *const keys_shift[], *const keys_stages[];

/* All of them by name ("promise"), as the schema calls them; ends with a
 * NULL name. */
struct key_list {
	const char *name;
	const char *const *keys;
};
extern const struct key_list key_lists[];

#endif
