/* The table of what can be taken in. */
#include "care/intake/columns.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "base/utf8.h"
#include "text/head.h"

#define END {NULL, COLUMN_TEXT, false, NULL, NULL}

/* Aliases are what stands in sheets of agencies, hotels and shops; the note
 * is kept in the text, so every sheet's remarks have a place. */
#define NAME_ALIASES "姓名 客户姓名 客户名称 客户 投诉人 投诉人姓名 联系人 游客姓名 客人姓名 客人 name customer_name guest"
#define PHONE_ALIASES "电话 手机 手机号 手机号码 联系电话 联系方式 客户电话 电话号码 tel telephone mobile phone_number phone_no mobile_phone"
#define MAIL_ALIASES "邮箱 电子邮箱 电子邮件 邮件 e-mail email"
#define CUSTOMER_REF_ALIASES "客户编号 客户号 会员号 会员编号 customer_id customer_no"

const struct columns intake_columns[NOUNS] = {
	[NOUN_CASES] = {"cases", {
		{"ref", COLUMN_REF, false, NULL, "编号 投诉编号 受理编号 工单号 工单编号 案件编号 序号 case_no case_id ticket ticket_no ticket_id unique_key id"},
		{"kind", COLUMN_WORD, true, "kinds", "类型 类别 投诉类型 工单类型 案件类型 业务类型 type complaint_type"},
		{"channel", COLUMN_WORD, false, "channels", "渠道 来源渠道 受理渠道 投诉渠道 方式 来源"},
		{"received", COLUMN_TIME, true, NULL, "投诉日期 投诉时间 受理时间 受理日期 接收时间 来电时间 反映时间 提交时间 创建时间 创建日期 日期 时间 登记时间 登记日期 received_at created created_at created_date opened open_date date"},
		{"name", COLUMN_NAME, false, NULL, NAME_ALIASES},
		{"phone", COLUMN_PHONE, false, NULL, PHONE_ALIASES},
		{"mail", COLUMN_MAIL, false, NULL, MAIL_ALIASES},
		{"customer_ref", COLUMN_REF, false, NULL, CUSTOMER_REF_ALIASES},
		{"booking", COLUMN_REF, false, NULL, "订单号 订单编号 订单 预订号 预订编号 合同号 booking_ref order_no order"},
		{"severity", COLUMN_WORD, false, "severities", "严重程度 严重 等级 投诉等级 紧急程度 级别 priority"},
		{"category", COLUMN_LABEL, false, "categories", "分类 投诉分类 问题分类 问题类别 投诉事项"},
		{"cause", COLUMN_LABEL, false, "causes", "原因 投诉原因 问题原因"},
		{"owner", COLUMN_LOGIN, false, NULL, "经办人 处理人 负责人 受理人 责任人 客服 agent assignee"},
		{"team", COLUMN_LABEL, false, "teams", "部门 团队 小组 责任部门 处理部门 department"},
		{"product", COLUMN_LABEL, false, "products", "线路 产品 线路名称 产品名称 套餐 房型"},
		{"trip", COLUMN_REF, false, NULL, "团号 团队编号 班期 出团编号 trip_no tour"},
		{"partner", COLUMN_LABEL, false, "partners", "供应商 地接社 地接 合作方 合作伙伴 supplier"},
		{"text", COLUMN_TEXT, false, NULL, "内容 投诉内容 问题描述 描述 事由 情况说明 反映内容 工单内容 what description"},
		{"wants", COLUMN_TEXT, false, NULL, "诉求 客户诉求 投诉诉求 要求 客户要求 期望"},
		{"note", COLUMN_NOTE, false, NULL, "备注 说明 附注 remarks remark notes comment"},
		{"live_from", COLUMN_TIME, false, NULL, "生效时间 启用时间"},
		{"due", COLUMN_FIELD, false, NULL, "期限 办结期限 应办结日期 应答复时间 处理期限 due_at due_date deadline"},
		{"first", COLUMN_TIME, false, NULL, "首次处理时间 首次响应时间 首次联系时间 first_action"},
		{"replied", COLUMN_TIME, false, NULL, "答复时间 答复日期 回复时间 回复日期 replied_at"},
		{"closed", COLUMN_TIME, false, NULL, "办结日期 办结时间 结案日期 结案时间 完成时间 关闭时间 关闭日期 closed_at closed_date close_date"},
		END
	}},
	[NOUN_CUSTOMERS] = {"customers", {
		{"ref", COLUMN_REF, false, NULL, "编号 " CUSTOMER_REF_ALIASES " id"},
		{"name", COLUMN_NAME, false, NULL, NAME_ALIASES},
		{"phone", COLUMN_PHONE, false, NULL, PHONE_ALIASES},
		{"phone2", COLUMN_PHONE, false, NULL, "备用电话 其他电话 另一电话 电话2 手机2 固定电话 座机 家庭电话 other_phone phone_2 home_phone"},
		{"mail", COLUMN_MAIL, false, NULL, MAIL_ALIASES},
		{"birthday", COLUMN_DATE, false, NULL, "生日 出生日期 出生年月日 birth_date birthdate"},
		{"tier", COLUMN_LABEL, false, "tiers", "等级 客户等级 会员等级 级别 客户类型 level segment"},
		{"region", COLUMN_LABEL, false, "regions", "地区 区域 省份 城市 所在地 country city"},
		{"standing", COLUMN_LABEL, false, "standings", "身份 社会地位 客户身份"},
		END
	}},
	[NOUN_BOOKINGS] = {"bookings", {
		{"ref", COLUMN_REF, true, NULL, "订单号 订单编号 编号 预订号 预订编号 合同号 合同编号 booking order_no booking_no booking_ref id"},
		{"name", COLUMN_NAME, false, NULL, NAME_ALIASES " 预订人 下单人"},
		{"phone", COLUMN_PHONE, false, NULL, PHONE_ALIASES},
		{"mail", COLUMN_MAIL, false, NULL, MAIL_ALIASES},
		{"customer_ref", COLUMN_REF, false, NULL, CUSTOMER_REF_ALIASES},
		{"product", COLUMN_LABEL, false, "products", "线路 产品 线路名称 产品名称 套餐 房型 酒店 hotel"},
		{"trip", COLUMN_REF, false, NULL, "团号 团队编号 班期 出团编号 trip_no tour"},
		{"partner", COLUMN_LABEL, false, "partners", "供应商 地接社 地接 合作方 合作伙伴 supplier"},
		{"booked", COLUMN_TIME, false, NULL, "下单时间 下单日期 预订日期 预订时间 签约日期 booked_at booking_date booked_on"},
		{"departs", COLUMN_TIME, false, NULL, "出发日期 出发时间 出团日期 入住日期 出行日期 departure departure_date arrival arrival_date check-in check_in_date"},
		{"returns", COLUMN_TIME, false, NULL, "返回日期 返程日期 回程日期 返回时间 离店日期 散团日期 return return_date check-out check_out_date"},
		{"party", COLUMN_NUMBER, false, NULL, "人数 出行人数 参团人数 persons people guests"},
		{"fee", COLUMN_MONEY, false, NULL, "费用 团款 金额 订单金额 总价 总金额 团费 price amount"},
		{"state", COLUMN_STATE, false, NULL, "状态 订单状态 预订状态 status booking_status"},
		{"live_from", COLUMN_TIME, false, NULL, "生效时间 启用时间"},
		END
	}},
	[NOUN_STAFF] = {"staff", {
		{"login", COLUMN_REF, true, NULL, "账号 帐号 用户名 登录名 工号 user username"},
		{"name", COLUMN_NAME, false, NULL, "姓名 员工姓名 员工"},
		{"post", COLUMN_TEXT, false, NULL, "岗位 职位 职务 position title"},
		{"role", COLUMN_WORD, false, "roles", "角色 权限"},
		{"team", COLUMN_LABEL, false, "teams", "部门 团队 小组 department"},
		{"supervisor", COLUMN_LOGIN, false, NULL, "上级 主管 直属上级 直接上级 boss"},
		{"phone", COLUMN_PHONE, false, NULL, PHONE_ALIASES},
		{"mail", COLUMN_MAIL, false, NULL, MAIL_ALIASES},
		{"from", COLUMN_TIME, false, NULL, "入职日期 入职时间 开始日期 since"},
		{"to", COLUMN_UNTIL, false, NULL, "离职日期 离职时间 结束日期 until"},
		{"absent_from", COLUMN_TIME, false, NULL, "休假开始 请假开始 缺勤开始"},
		{"absent_until", COLUMN_UNTIL, false, NULL, "休假结束 请假结束 缺勤结束"},
		{"substitute", COLUMN_LOGIN, false, NULL, "代理人 替班人 代班人 职务代理人 deputy"},
		{"skills", COLUMN_LABELS, false, "skills", "技能 特长 专长 语言 skill"},
		END
	}},
	[NOUN_CONTACTS] = {"contacts", {
		{"at", COLUMN_TIME, true, NULL, "时间 日期 通话时间 来电时间 联系时间 开始时间 start time date"},
		{"channel", COLUMN_WORD, true, "channels", "渠道 联系方式 方式"},
		{"direction", COLUMN_WAY, false, NULL, "方向 呼叫方向 呼叫类型"},
		{"case", COLUMN_REF, false, NULL, "工单 工单号 投诉编号 案件编号 case_no"},
		{"name", COLUMN_NAME, false, NULL, "姓名 客户姓名 客户名称 客户 联系人"},
		{"phone", COLUMN_CALLER, false, NULL, "电话 手机 手机号 主叫号码 主叫 来电号码 客户电话 号码 caller number tel"},
		{"mail", COLUMN_MAIL, false, NULL, MAIL_ALIASES},
		{"customer_ref", COLUMN_REF, false, NULL, CUSTOMER_REF_ALIASES},
		{"staff", COLUMN_LOGIN, false, NULL, "坐席 座席 坐席工号 座席工号 坐席姓名 客服 接待人 经办人 工号 agent"},
		{"phase", COLUMN_TEXT, false, NULL, "阶段"},
		{"rings", COLUMN_NUMBER, false, NULL, "铃响 铃响次数 响铃次数 振铃次数"},
		{"ring_s", COLUMN_SECONDS, false, NULL, "振铃时长 振铃秒数 振铃时间 响铃时长 ring_time ring_seconds"},
		{"wait", COLUMN_SECONDS, false, NULL, "等待 等待秒数 等待时长 wait_s queue_time"},
		{"talk", COLUMN_SECONDS, false, NULL, "通话秒数 通话时长 时长 talk_s duration talk_time"},
		{"hold", COLUMN_SECONDS, false, NULL, "保持 保持秒数 保持时长 hold_s hold_time"},
		{"after_call", COLUMN_SECONDS, false, NULL, "话后 话后处理 话后时长 话后处理时长 整理时长 after_call_s wrap_up acw"},
		{"transfer", COLUMN_REF, false, NULL, "转接 转接至 转接给 transferred_to"},
		{"result", COLUMN_LABEL, false, "call_results", "结果 通话结果 联系结果"},
		{"note", COLUMN_TEXT, false, NULL, "备注 内容 说明 notes remark"},
		END
	}},
	[NOUN_ROSTER] = {"roster", {
		{"staff", COLUMN_LOGIN, true, NULL, "员工 账号 帐号 工号 姓名 员工姓名 值班人 值班人员 人员 login name employee"},
		{"day", COLUMN_TIME, false, NULL, "日期 班次日期 值班日期 排班日期 date"},
		{"shift", COLUMN_TEXT, false, NULL, "班次 班别 班 排班"},
		{"from", COLUMN_TIME, false, NULL, "开始 上班 开始时间 上班时间 start begin"},
		{"until", COLUMN_UNTIL, false, NULL, "结束 下班 结束时间 下班时间 end to"},
		END
	}},
	[NOUN_EXPOSURE] = {"exposure", {
		{"name", COLUMN_LABEL, true, "exposures", "名称 指标 项目 口径 exposure indicator"},
		{"period", COLUMN_TEXT, false, NULL, "期间 周期 月份 统计期 month"},
		{"from", COLUMN_TIME, false, NULL, "开始 起 开始日期 起始日期 start begin"},
		{"until", COLUMN_UNTIL, false, NULL, "结束 止 结束日期 截止日期 end to"},
		{"dimension", COLUMN_REF, false, NULL, "维度 分类维度 by"},
		{"value", COLUMN_REF, false, NULL, "取值 维度值 分类 word"},
		{"n", COLUMN_NUMBER, true, NULL, "数量 数值 人数 人次 间夜 间夜数 用户数 count number"},
		END
	}},
};

int column_in(const struct column *v, const char *name)
{
	for (int i = 0; v[i].name; i++)
		if (v[i].name[0] == name[0] && strcmp(v[i].name, name) == 0)
			return i;
	return -1;
}

/* Each row asks for each of its columns, by the same literal again: where it
 * was found last is looked at first. */
int column_named(enum noun noun, const char *name)
{
	enum { SLOTS = 256 };
	static int near[NOUNS][SLOTS];
	int *at = &near[noun][(uintptr_t)name % SLOTS];
	const char *there = intake_columns[noun].v[*at].name;
	int found;

	if (there && strcmp(there, name) == 0)
		return *at;
	found = column_in(intake_columns[noun].v, name);
	if (found >= 0)
		*at = found;
	return found;
}

/* The next alias of a list into out; NULL when there are no more. */
static const char *next_alias(const char *list, char *out)
{
	size_t n;

	list += strspn(list, " ");
	n = strcspn(list, " ");
	if (n == 0)
		return NULL;
	snprintf(out, COLUMN_ALIAS, "%.*s", (int)n, list);
	return list + n;
}

/* What joins words is no part of a name: "Created Date", "created_date" and
 * "created-date" are one. */
static bool same_name(const char *a, const char *b)
{
	for (;; a++, b++) {
		a += strspn(a, "_-");
		b += strspn(b, "_-");
		if (*a != *b || !*a)
			return *a == *b;
	}
}

static bool is_called(const struct column *c, const char *form)
{
	char alias[COLUMN_ALIAS];

	if (same_name(c->name, form))
		return true;
	for (const char *p = c->aliases; (p = next_alias(p, alias)) != NULL;)
		if (same_name(alias, form))
			return true;
	return false;
}

/* Fields of the policy stand at the end and go before the others. */
int column_of_head(const struct column *v, const char *head)
{
	struct buf form = {0};
	int n = 0, found = -1;

	head_add(&form, head);
	if (form.n > 0)
		found = column_in(v, buf_text(&form));
	while (v[n].name)
		n++;
	for (int own = 1; form.n > 0 && own >= 0; own--)
		for (int i = n - 1; found < 0 && i >= 0; i--)
			if ((v[i].type == COLUMN_FIELD) == own &&
			    is_called(&v[i], buf_text(&form)))
				found = i;
	buf_free(&form);
	return found;
}

/* Far enough to be another word: more than a third of its bytes differ; of
 * two Chinese words, more than half. */
static bool near(const char *word, int distance)
{
	size_t n = strlen(word);

	return distance * ((unsigned char)word[0] >= 0x80 ? 2 : 3) <=
	    (int)n + 1;
}

const char *column_nearest(const struct column *v, const char *head, char *out)
{
	struct buf form = {0};
	char alias[COLUMN_ALIAS];
	int best = 64;

	head_add(&form, head);
	for (int i = 0; v[i].name; i++) {
		const char *word = v[i].name, *p = v[i].aliases;

		do {
			int far = num_distance(buf_text(&form), word);

			if (far < best && near(word, far)) {
				best = far;
				snprintf(out, COLUMN_ALIAS, "%s", word);
			}
			p = next_alias(p, alias);
			word = alias;
		} while (p);
	}
	buf_free(&form);
	return best < 64 ? out : NULL;
}
