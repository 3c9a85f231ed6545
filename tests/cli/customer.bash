# shellcheck shell=bash disable=SC2034  # the tests read what is set here
# An agency made once: two sheets know 李梅 under two numbers of her own.
setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	export PATH=$BIN:$PATH LC_ALL=C.UTF-8 CARE_NOW="2026-03-12 09:00" CARE_STORE=agency
	care-store init -q agency --trial --policy "$ROOT/policies/small-agency.yaml"
	cat >staff.csv <<-END
	账号,姓名,岗位,角色,部门
	wang,王芳,客服专员,经办人,客服部
	nobody,赵磊,客服专员,经办人,客服部
	END
	cat >customers.csv <<-END
	编号,姓名,电话,邮箱,等级,地区,生日
	K1,李梅,13800138001,li.mei@example.com,优质客户,杭州,1984-05-17
	K2,李 梅,010-64551234,limei+trip@example.com,普通客户,杭州,
	K3,周敏,010-64551234转801,,普通客户,上海,1990-11-02
	K4,周敏,13800138004,,普通客户,上海,1990-11-02
	K5,Ann Lee,+442079460958,ann@example.com,,,
	END
	cat >bookings.csv <<-END
	订单号,预订人,手机号,线路,团号,下单日期,出发日期,返程日期,人数,状态
	D1,李梅,13800138001,三亚5日,T1,2026-01-18,2026-03-05,2026-03-11,3,已返回
	D2,李 梅,010-64551234,三亚5日,T1,2026-01-20,2026-03-05,2026-03-09,2,已返回
	D3,李梅,13800138001,云南6日,T2,2026-02-20,2026-03-14,2026-03-20,2,已预订
	END
	cat >cases.csv <<-END
	编号,投诉时间,类型,渠道,客户姓名,电话,订单号,严重程度,投诉内容,经办人
	TS1,2026-03-10 08:50,投诉,电话,李梅,13800138001,D1,一般,大巴迟到，请回电 13800138001,wang
	TS2,2026-03-11 09:10,咨询,电话,周敏,13800138004,,一般,集合地点,nobody
	END
	care-intake staff -q staff.csv
	care-intake customers -q customers.csv
	care-intake bookings -q bookings.csv
	care-intake cases -q cases.csv
	care-remind run -q
	care-case reply -q ref:TS1
	care-case close -q ref:TS1 --outcome settled
	CARE_NOW="2026-03-13 09:30" care-survey invite -q
	printf 'promise,result,note\n%s\n' booking:D1/greeting,satisfied,好 |
		CARE_NOW="2026-03-13 10:00" care-remind 'done' -q -
}

setup() {
	fresh
	cp -R "$BATS_FILE_TMPDIR/agency" .
	export CARE_STORE=agency CARE_NOW="2026-03-13 10:30"
	K1=$(id K1) K2=$(id K2) K3=$(id K3) K4=$(id K4) K5=$(id K5)
}

id() {
	care-customer find "ref:$1" --ids
}

# What is true, without the events that made it so.
truth() {
	care-store export --canonical | grep -v '^event '
}

sql() {
	sqlite3 agency/care.db "$1"
}

whole() {
	run_ok care-store check
}

# refused WORDS COMMAND..: exit 1, these words on stderr, nothing changed.
refused() {
	local words=$1 before after

	before=$(care-store export --canonical | cksum)
	shift
	run_status 1 "$@"
	grep -qF -- "$words" "$err" || { cat "$err"; return 1; }
	after=$(care-store export --canonical | cksum)
	[ "$before" = "$after" ]
}
