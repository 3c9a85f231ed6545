/* Fields of every type, some derived and reckoned, for tests of them. */
#ifndef TESTS_FIELDS_POLICY_H
#define TESTS_FIELDS_POLICY_H

#include "policy_files.h"

enum { NOW = 1773281520 };	/* 2026-03-12 10:12 in Shanghai */

#define COUNT(v) (sizeof (v) / sizeof (v)[0])

static const char fields_text[] =
    HEAD
    "words:\n"
    "  kinds: {complaint: 投诉, request: 需求}\n"
    "  severities: [minor, normal, serious]\n"
    "  tiers: [plain, vip]\n"
    "  ages: {child: 儿童, old: 老人/长者, very_old: \"very old\"}\n"
    "retired: {ages: {baby: 婴儿}}\n"
    "fields:\n"
    "  plea: {for: complaint, type: text, title: 诉求}\n"
    "  motive: {for: complaint, type: word, of: {respect: 求尊重, money: 求补偿}, title: 动机}\n"
    "  reason: {for: request, type: word, of: [trip, stay], title: 动机}\n"
    "  ages: {for: booking, type: words, of: ages, title: 年龄}\n"
    "  ills: {for: booking, type: words, of: [asthma, allergy], class: sensitive, title: 疾病}\n"
    "  persons: {for: case, type: number, title: 人数}\n"
    "  oral: {for: case, type: flag, title: 口头}\n"
    "  notice: {for: complaint, type: date, title: 通知日期}\n"
    "  visit: {for: request, type: time, title: 上门时间}\n"
    "  limit: {for: request, type: time, title: 期限}\n"
    "  delivered: {for: request, type: date}\n"
    "  free_until: {for: request, type: date, is: delivered + 1y}\n"
    "  look_at: {for: request, type: date, is: delivered - 10d}\n"
    "  trips: {for: customer, type: number, title: 次数}\n"
    "derived:\n"
    "  - {when: {kind: complaint}, set: {severity: serious}}\n"
    "  - {when: {kind: complaint, motive: money}, set: {severity: minor}}\n"
    "  - {when: {severity: serious}, set: {motive: respect}}\n"
    "  - {for: customer, when: {trips: {over: 2}}, set: {tier: vip}}\n"
    "  - {for: customer, when: {trips: {under: 3}}, set: {tier: plain}}\n"
    "promises:\n"
    "  - {name: done, when: {kind: request}, to: replied, due: limit}\n";

static struct policy *policy;

static inline int load_policy(void **state)
{
	struct buf said = {0};

	(void)state;
	policy = load_text(fields_text, &said);
	if (!policy)
		print_error("%s", buf_text(&said));
	buf_free(&said);
	return policy ? 0 : -1;
}

static inline int drop_policy(void **state)
{
	(void)state;
	policy_free(policy);
	return 0;
}

static inline const struct field_rule *rule(const char *name)
{
	static const char *const subjects[] = {"case", "booking", "customer"};
	const struct field_rule *r = NULL;

	for (size_t i = 0; !r && i < COUNT(subjects); i++)
		r = policy_field(policy, subjects[i], name);
	assert_non_null(r);
	return r;
}

#endif
