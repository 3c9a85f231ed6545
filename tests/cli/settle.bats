#!/usr/bin/env bats
# care-case settle: what the tables give, who may pay it, what the fund pays,
# and how it is taken back.
load setup

# Users that every Debian has, as colleagues.
as() {
	local uid
	uid=$(id -u "$1")
	shift
	SUDO_UID=$uid "$@"
}

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	export PATH=$BIN:$PATH LC_ALL=C.UTF-8 CARE_NOW="2026-03-12 09:00" CARE_STORE=care
	cp "$ROOT/policies/small-agency.yaml" p.yaml
	cp -R "$ROOT/policies/calendars" .
	sed -i -e 's/^timezone:.*/&\ncurrency: CNY/' -e 's/^words:.*/&\
  bases: {goods_price: 商品价款}\
  liabilities: {own: {title: 本社, share: 100%}, partner: {title: 地接社, share: 100%}, shared: {title: 共同, share: 50%}}/' \
	    -e 's/^promises:.*/&\n  - {name: plan, when: {kind: complaint, cause: delay}, to: planned, within: 8h}\
  - {name: reward, when: {kind: complaint, cause: delay}, from: planned, to: reward_announced, within: 24h}/' p.yaml
	cat >>p.yaml <<-E
		money:
		  limits: {owner: 100, supervisor: 500, manager: 5000}
		  fund: {budget: 1000, each: quarter, warn: 20%, single: 900, pays: [markup, goodwill, reward]}
		  tables:
		    - name: standard
		      law: 赔偿标准2011
		      from: "2011-04-12"
		      markup: 10%
		      none: [weather]
		      rules:
		        - {name: sight, when: {cause: sight_omitted}, refund: 100% of item, penalty: 100% of item}
		        - {name: shopping, when: {cause: shopping}, penalty: 10%, each: time}
		        - {name: guiding, when: {cause: guiding}, penalty: 1% .. 5%}
		        - {name: cancelled, when: {cause: not_departed}, notice: 0 .. 3, refund: 100%, penalty: 15%}
		        - {name: delay, when: {cause: delay}, penalty: 10%}
		    - name: standard
		      law: 试行标准1997
		      from: "1997-03-27"
		      rules:
		        - {name: shopping, when: {cause: shopping}, penalty: 20% of goods_price, each: time}
		offers:
		  - name: early
		    for: case
		    from: planned
		    of: settled
		    tiers: [{until: 2d, rate: 20%}, {until: 5d, rate: 10%}, {until: end, rate: 0%}]
		approval:
		  - {name: grave, when: {severity: urgent}, chain: [manager]}
	E
	care-store init -q care --trial --policy p.yaml
	printf 'login,name,role\ndaemon,王芳,owner\nbin,刘洋,supervisor\nsys,陈明,manager\n' | care-intake staff -q -
	cat >b.csv <<-E
		订单号,预订人,手机号,线路,团号,下单日期,出发日期,返程日期,金额,状态,地接社
		D1,李梅,13800138001,昆明,T1,2026-01-18,2026-03-05,2026-03-11,1234.57,已返回,hengtong
		D2,王强,13800138002,昆明,T1,2010-05-01,2026-03-05,2026-03-11,5000,已返回,hengtong
		D3,赵敏,13800138003,昆明,T1,2026-01-18,2026-03-14,2026-03-20,1000,已取消,hengtong
	E
	care-intake bookings -q b.csv
	cat >c.csv <<-E
		编号,投诉时间,类型,渠道,订单号,严重程度,原因,投诉内容
		C1,2026-03-12 08:00,投诉,电话,D1,一般,sight_omitted,漏了石林
		C2,2026-03-12 08:01,投诉,电话,D1,一般,shopping,多去了两家店
		C3,2026-03-12 08:02,投诉,电话,D2,一般,shopping,多去了两家店
		C4,2026-03-12 08:03,投诉,电话,D3,一般,not_departed,没有成行
		C5,2026-03-12 08:04,投诉,电话,D1,一般,guiding,讲解敷衍
		C6,2026-03-12 08:05,投诉,电话,D1,一般,weather,下雨
		C7,2026-03-12 08:06,投诉,电话,,一般,其他,态度不好
		C8,2026-03-12 08:07,投诉,电话,D1,紧急,delay,晚点
	E
	care-intake cases -q c.csv
}

setup() {
	fresh
	cp -R "$BATS_FILE_TMPDIR/care" .
	export CARE_STORE=care CARE_NOW='2026-03-12 10:00'
	for n in 1 2 3 4 5 6 7 8; do
		declare -g "C$n=$(care-case list --ids "ref:C$n")"
	done
}

teardown() {
	care-store check
}

# ledger CASE: account and sum of each line.
ledger() {
	run_ok care-case ledger "$1"
	mlr --icsv --onidx --ofs ' ' cut -o -f account,sum "$out" | paste -sd' '
}

# refused WORDS COMMAND..: exit 1, these words, and nothing is changed.
refused() {
	local words=$1 before

	before=$(care-store export --canonical | cksum)
	shift
	run_status 1 "$@"
	grep -qF -- "$words" "$err" || { cat "$err"; return 1; }
	[ "$before" = "$(care-store export --canonical | cksum)" ]
}

@test "table: what the tables give, line by line, and what is missing" {
	run_ok care-case settle table "$C1"
	mlr --icsv --ojsonl cat "$out" >rows
	[ "$(jq -r 'select(.item == "sight") | .needs' rows)" = '--base item=' ]
	run_ok care-case settle table "$C1" --base item=180
	mlr --icsv --onidx --ofs ' ' cut -o -f item,refund,penalty,markup,least,most,currency "$out" >rows
	[ "$(cat rows)" = 'sight 180.00 180.00 36.00 396.00 396.00 CNY
sum   36.00 396.00 396.00 CNY' ]
	run_ok care-case settle table "$C2" --count shopping=2
	grep -q "^$C2,standard,shopping,2,0.00,246.92,24.69,271.61,271.61,CNY,," "$out"
	run_ok care-case settle table "$C5"
	grep -q "^$C5,standard,guiding,1,0.00,12.35,1.24,13.59,67.90,CNY,--rate guiding=," "$out"
	run_ok care-case settle table "$C6"
	[ "${#lines[@]}" -eq 2 ]
	grep -q ',sum,,,,0.00,0.00,0.00,CNY,,赔偿标准2011,none,' "$out"
}

@test "S4-2.8a: table: by the day of the contract" {
	run_ok care-case settle table "$C3" --base goods_price=300
	grep -q ',shopping,1,0.00,60.00,0.00,60.00,60.00,CNY,,试行标准1997,' "$out"
	run_ok care-case settle table "$C3" --contract 2011-04-12
	grep -q ',shopping,1,0.00,500.00,50.00,550.00,550.00,CNY,,赔偿标准2011,' "$out"
	run_ok care-case settle table "$C3" --contract 1996-01-01
	[ "${#lines[@]}" -eq 1 ]
	run_ok care-case settle table "$C7"
	grep -q "$C7: the day of the contract is not known" "$err"
}

@test "settle: by the table, the law's part, ours on top, paid by the fund" {
	run_ok care-case settle "$C1" --by-table --base item=180 --note 石林 --once s1
	[[ $stderr == *"$C1 settled: 396.00 CNY (by rule 360.00 CNY, on top 36.00 CNY)"* ]]
	[ "$(ledger "$C1")" = 'settlement 360.00 markup 36.00 fund -36.00' ]
	run_ok care-case settle "$C1" --by-table --base item=180 --once s1
	[[ $stderr == *'done before'* ]]
	refused 'nothing is left to pay' care-case settle "$C1" --by-table --base item=180
	run_ok care-case history "$C1"
	grep -q ',settled,.*account=settlement at=.* amount=360.00 unit=CNY' "$out"
	run_ok care-case fund
	[ "$(mlr --icsv --onidx --ofs ' ' cut -o -f period,budget,paid,left,low,single "$out")" = '2026-Q1 1000.00 36.00 964.00 0 900.00' ]
}

@test "settle: below the law is refused, above it is goodwill" {
	refused 'is less than the 360.00 CNY that 赔偿标准2011 asks for (sight, ' \
	    care-case settle "$C1" --amount 359.99 --base item=180
	line=$(grep -n 'name: sight,' "$BATS_FILE_TMPDIR/p.yaml" | cut -d: -f1)
	[[ $stderr == *"p.yaml:$line)"*"care-case settle $C1 --by-table"* ]]
	refused "say it: --base item=AMOUNT" care-case settle "$C1" --amount 400
	run_ok care-case settle "$C1" --amount 360 --base item=180
	[ "$(ledger "$C1")" = 'settlement 360.00' ]
	# What comes later comes on top.
	run_ok care-case settle "$C1" --amount 50 --base item=180
	[ "$(ledger "$C1")" = 'settlement 360.00 markup 36.00 fund -36.00 goodwill 14.00 fund -14.00' ]
	refused 'no table of the policy gives anything' care-case settle "$C6" --by-table
	run_ok care-case settle "$C6" --amount 20
	[ "$(ledger "$C6")" = 'goodwill 20.00 fund -20.00' ]
}

@test "settle: what a person must decide or say is asked for" {
	refused 'is for a person to decide, from 1.0% to 5.0%; say it: --rate guiding=SHARE' \
	    care-case settle "$C5" --by-table
	run_ok care-case settle "$C5" --by-table --rate guiding=3%
	[ "$(ledger "$C5")" = 'settlement 37.04 markup 3.70 fund -3.70' ]
	# Cancelled on the 12th for the 14th: two days of notice, known from the booking.
	run_ok care-case settle "$C4" --by-table --for sys
	[ "$(ledger "$C4")" = 'settlement 1150.00 markup 115.00 fund -115.00' ]
	for bad in 'amount 12,5' 'amount -1' 'amount 1.234' 'base item' 'base items=3' 'base item=x' \
	    'count sight=1.5' 'count nothing=1' 'rate guiding=3' 'notice -1' 'contract soon' 'goodwill x'; do
		# shellcheck disable=SC2086
		refused "${bad%% *}: " care-case settle "$C5" --amount 5 --${bad/ /=}
	done
	refused 'either --amount or --by-table' care-case settle "$C5" --amount 5 --by-table
	refused 'say what is paid' care-case settle "$C5"
}

@test "settle: limits of roles, and chains, over all that was paid" {
	refused 'more than the 100.00 CNY that the role 经办人 may grant alone' \
	    care-case settle "$C7" --goodwill 100.01 --for daemon
	[[ $stderr == *'p.yaml:'*'these may: 主管, 经理'*"care-case propose $C7"* ]]
	run_ok care-case settle "$C7" --goodwill 60 --for daemon
	refused '120.00 CNY in all is more than' care-case settle "$C7" --goodwill 60 --for daemon
	run_ok as bin care-case settle "$C7" --goodwill 60
	# A severe case needs the manager, whatever it costs.
	refused 'needs the agreement of: 经理' care-case settle "$C8" --goodwill 1 --for bin
	run_ok care-case settle "$C8" --goodwill 1 --for sys
	# What a chain has agreed to may be paid by who could not alone.
	run_ok as daemon care-case propose "$C8" --text 退款 --amount 200
	refused 'needs the agreement of' care-case settle "$C8" --goodwill 199 --for daemon
	run_ok as sys care-case approve "$C8"
	refused 'needs the agreement of' care-case settle "$C8" --goodwill 199.01 --for daemon
	run_ok care-case settle "$C8" --goodwill 199 --for daemon
}

@test "settle: what decides and is not known is asked for" {
	sed -e 's/^version: .*/version: "7"/' -e 's/^fields:.*/&\n  abroad: {for: complaint, type: flag}/' \
	    -e 's/when: {cause: guiding}/when: {cause: guiding, abroad: true}/' "$BATS_FILE_TMPDIR/p.yaml" >p7.yaml
	grep -q '^fields:' p7.yaml || printf 'fields:\n  abroad: {for: complaint, type: flag}\n' >>p7.yaml
	cp -R "$ROOT/policies/calendars" .
	run_ok care-policy adopt p7.yaml
	run_ok care-case settle table "$C5"
	grep -q ',sum,.*,abroad,' "$out"
	refused 'abroad decides what the table standard (' care-case settle "$C5" --amount 1
	[[ $stderr == *"care-case set $C5 --field abroad=.."* ]]
	# Of ourselves something may be given whatever it is.
	run_ok care-case settle "$C5" --goodwill 1
	care-case set -q "$C5" --field abroad=no
	run_ok care-case settle "$C5" --amount 1
	[ "$(ledger "$C5")" = 'goodwill 1.00 fund -1.00 goodwill 1.00 fund -1.00' ]
	run_ok care-intake case -q --kind complaint --channel phone --text 态度
	new=$(care-case list --ids | tail -1)
	refused "care-case set $new --cause .." care-case settle "$new" --amount 1
}

@test "settle: the fund has a bound for one case, an end, and warns before" {
	refused 'the fund pays at most 900.00 CNY for one case' care-case settle "$C7" --goodwill 900.01
	run_ok care-case settle "$C7" --goodwill 799.99
	[[ $stderr != *'has only'* ]]
	run_ok care-case fund --check
	run_ok care-case settle "$C6" --goodwill 0.01
	[[ $stderr == *'the fund has only 200.00 CNY left of 1000.00 CNY'* ]]
	run_status 1 care-case fund --check
	refused 'the fund has 200.00 CNY left of 1000.00 CNY' care-case settle "$C6" --goodwill 200.01
	[[ $stderr == *'care-case fund'* ]]
	# The law's part is not paid by the fund; and April has a budget of its own.
	run_ok care-case settle "$C1" --amount 360 --base item=180
	export CARE_NOW='2026-04-01 09:00'
	run_ok care-case settle "$C6" --goodwill 200.01
	run_ok care-case fund
	[ "$(mlr --icsv --onidx --ofs ' ' cut -o -f period,left,low "$out")" = '2026-Q1 200.00 1
2026-Q2 799.99 0' ]
}

@test "settle: a rate between the ends, and many at the same time" {
	refused 'is less than the 12.35 CNY' care-case settle "$C5" --amount 12.34
	run_ok care-case settle "$C5" --amount 40
	[ "$(ledger "$C5")" = 'settlement 40.00' ]
	# 1000 in the fund, 300 each: three of six, whoever comes first.
	for c in "$C1" "$C2" "$C3" "$C4" "$C6" "$C7"; do
		care-case settle "$c" --goodwill 300 >/dev/null 2>&1 3>&- &
	done
	wait
	[ "$(care-case ledger | grep -c ',goodwill,300.00,')" -eq 3 ]
	run_ok care-case fund
	grep -q '^2026-Q1,1000.00,900.00,100.00,CNY,1,' "$out"
}

@test "settle: a table's rule may ask others, and a proposal then asks them" {
	sed -e 's/^version: .*/version: "6"/' -e 's/cause: delay}, penalty: 10%/&, chain: [supervisor, manager]/' \
	    -e 's/when: {severity: urgent}, chain/over: 100000, chain/' "$BATS_FILE_TMPDIR/p.yaml" >p6.yaml
	cp -R "$ROOT/policies/calendars" .
	run_ok care-policy adopt p6.yaml
	refused 'needs the agreement of: 主管, 经理' care-case settle "$C8" --by-table --for daemon
	run_ok as daemon care-case propose "$C8" --text 赔付 --amount 140
	[[ $stderr == *主管* ]]
	run_ok as bin care-case approve "$C8"
	refused 'needs the agreement of' care-case settle "$C8" --by-table --for daemon
	run_ok as sys care-case approve "$C8"
	run_ok care-case settle "$C8" --by-table --for daemon
	[ "$(ledger "$C8")" = 'settlement 123.46 markup 12.35 fund -12.35' ]
}

@test "settle reverse: the opposite line, and what goes with it" {
	run_ok care-case settle "$C1" --by-table --base item=180
	refused 'say why: --note' care-case settle reverse l1
	refused 'goes with the line before it' care-case settle reverse l3 --note x
	run_ok care-case settle reverse l2 --note 误付
	[ "$(ledger "$C1")" = 'settlement 360.00 markup 36.00 fund -36.00 markup -36.00 fund 36.00' ]
	run_ok care-case ledger "$C1"
	[ "$(mlr --icsv --onidx --ofs ' ' cut -o -f line,reverses,reversed_by "$out" | sed -n 2p)" = 'l2  l4' ]
	refused 'was taken back by line l4' care-case settle reverse l2 --note x
	refused 'takes line l2 back itself' care-case settle reverse l4 --note x
	refused 'no such line' care-case settle reverse l9 --note x
	refused 'no such line' care-case settle reverse "$C1" --note x
	run_ok care-case fund
	grep -q '^2026-Q1,1000.00,0.00,1000.00,' "$out"
	# What was taken back can be paid again.
	run_ok care-case settle "$C1" --by-table --base item=180
	[ "$(care-case ledger "$C1" | tail -2 | cut -d, -f1,4,5 | paste -sd' ')" = 'l6,markup,36.00 l7,fund,-36.00' ]
}

@test "S4-2.7f: offers: frozen when announced, and falling with time" {
	refused 'cannot announce early: planned has not happened' care-case settle announce "$C8" --for sys
	refused 'no offer was announced' care-case settle accept "$C8" --for sys
	run_ok care-case keep "$C8/plan" --at '2026-03-12 09:00'
	CARE_NOW='2026-03-13 12:00' run_ok care-case settle announce "$C8" --for sys --offer early
	# Two days end at the next 24:00; five of them on a Tuesday.
	[[ $stderr == *"$C8: early announced"*'until 2026-03-17 00:00:00: 20.0% of settled'*'until 2026-03-18 00:00:00: 10.0%'*'later: 0.0%'* ]]
	[[ $stderr == *'announced late; it was promised by 2026-03-13 09:00:00'* ]]
	export CARE_NOW='2026-03-18 12:00'
	refused 'early was announced on 2026-03-13 12:00:00' care-case settle announce "$C8" --for sys
	refused 'nothing is settled yet' care-case settle accept "$C8" --for sys --at '2026-03-13 13:00'
	refused 'was announced only on' care-case settle accept "$C8" --for sys --at '2026-03-13 11:00'
	run_ok care-case settle "$C8" --amount 200 --for sys
	# Another policy does not touch it.
	sed 's/rate: 20%/rate: 30%/; s/^version: .*/version: "2"/' "$BATS_FILE_TMPDIR/p.yaml" >p2.yaml
	cp -R "$ROOT/policies/calendars" .
	run_ok care-policy adopt p2.yaml
	run_ok care-case settle accept "$C8" --for sys --at '2026-03-14 09:00'
	[[ $stderr == *'early accepted in tier 1 of 3, 20.0%: 40.00 CNY'* ]]
	refused 'was accepted before' care-case settle accept "$C8" --for sys
	run_ok care-case offers
	[ "$(sed 1d "$out")" = 'early,2026-03-14,1,20,1,40.00,CNY,' ]
}

@test "offers: nothing at the end, and who waited is counted too" {
	run_ok care-case keep "$C8/plan" --at '2026-03-12 09:00'
	run_ok care-case settle announce "$C8" --for sys --at '2026-03-12 09:30'
	export CARE_NOW='2026-04-12 12:00'
	run_ok care-case settle accept "$C8" --for sys
	[[ $stderr == *'tier 3 of 3, 0.0%: 0.00 CNY'* ]]
	[ "$(care-case offers | sed 1d)" = 'early,2026-04-12,3,0,1,0.00,CNY,' ]
	[ -z "$(ledger "$C8")" ]
}

@test "settle: many at once from a sheet, one bad row stops no other; a dry run pays nothing" {
	printf 'case,amount,base.item,note\n%s,360,180,石林\n%s,1,,x\n%s,10,,\n' "$C1" 99 "$C6" >sheet.csv
	before=$(care-store export --canonical | cksum)
	run_status 1 care-case settle - --dry-run <sheet.csv
	[[ $stderr == *"$C1 settled: 360.00 CNY"* ]]
	[ "$before" = "$(care-store export --canonical | cksum)" ]
	run_status 1 care-case settle - --once pay7 <sheet.csv
	[[ $stderr == *'-:3: 99: '* ]]
	[ "$(care-case ledger | sed 1d | cut -d, -f3-5 | paste -sd' ')" = "$C1,settlement,360.00 $C6,goodwill,10.00 $C6,fund,-10.00" ]
	run_status 1 care-case settle - --once pay7 <sheet.csv
	[ "$(care-case ledger | wc -l)" -eq 4 ]
	run_ok care-case settle - </dev/null
}

@test "settle: our share by liability, and what the partner owes" {
	care-case set -q "$C1" --liability shared
	run_ok care-case settle table "$C1" --base item=180
	grep -q ',sum,,,,18.00,198.00,198.00,CNY,,赔偿标准2011,share: 50.0%,' "$out"
	refused 'is less than the 180.00 CNY' care-case settle "$C1" --amount 179.99 --base item=180
	run_ok care-case settle "$C1" --by-table --base item=180
	[ "$(ledger "$C1")" = 'settlement 180.00 markup 18.00 fund -18.00' ]
	# The whole is ours to pay, and the partner's to give back.
	care-case set -q "$C2" --liability partner
	run_ok care-case settle "$C2" --by-table --count shopping=2
	[ "$(ledger "$C2")" = 'settlement 246.92 recourse:hengtong 246.92 markup 24.69 fund -24.69' ]
	refused 'the partner owes at most what is settled: 0.00 CNY' \
	    care-case settle "$C2" --goodwill 5 --recourse 5
	run_ok care-case settle reverse l4 --note 误付
	[ "$(care-case ledger "$C2" | tail -2 | cut -d, -f4,5 | paste -sd' ')" = 'settlement,-246.92 recourse:hengtong,-246.92' ]
	refused 'names no partner who could owe' care-case settle "$C7" --goodwill 5 --recourse 5
}

@test "settle hold: a partner's money, only for what is his" {
	refused "a partner's money is held only where the liability is his or shared; it is: -" \
	    care-case settle hold "$C1" --amount 300
	[[ $stderr == *"care-case set $C1 --liability partner"* ]]
	refused 'the case names no partner' care-case settle hold "$C7" --amount 300
	care-case set -q "$C1" --liability partner
	refused 'say how much' care-case settle hold "$C1"
	refused 'may grant alone' care-case settle hold "$C1" --amount 300 --for daemon
	refused 'nothing is held back' care-case settle release "$C1"
	run_ok care-case settle hold "$C1" --amount 300 --note 待核实
	[[ $stderr == *"$C1: 300.00 CNY held back from hengtong"* ]]
	run_ok care-case holds
	[ "$(sed 1d "$out" | cut -d, -f1-4,6)" = "$C1,hengtong,300.00,CNY,partner" ]
	refused '300.00 CNY is held back' care-case settle release "$C1" --amount 300.01
	run_ok care-case settle release "$C1" --amount 100
	grep -q '"sum":"200.00"' <<<"$(care-case holds -f jsonl)"
	refused "holds a partner's money back" care-case settle reverse l1 --note x
	run_ok care-case settle release "$C1"
	[ -z "$(care-case holds --no-heads)" ]
}

@test "S4-2.6b: settle hold: not before the policy's plan for it is gone through" {
	care-case set -q "$C1" --liability partner
	sed 's/^version: .*/version: "4"/' "$BATS_FILE_TMPDIR/p.yaml" >p4.yaml
	printf 'plans:\n  partner_hold:\n    steps: {heard: 听取陈述, agreed: 批准}\n' >>p4.yaml
	cp -R "$ROOT/policies/calendars" .
	run_ok care-policy adopt p4.yaml
	refused 'step partner_hold/heard (听取陈述) is not done (' care-case settle hold "$C1" --amount 300
	[[ $stderr == *"care-case step $C1 partner_hold/heard"* ]]
}

@test "offers to a group: each case accepts, by day and tier" {
	sed -e 's/^version: .*/version: "5"/' -e 's/    for: case/    for: group/' "$BATS_FILE_TMPDIR/p.yaml" >p5.yaml
	cp -R "$ROOT/policies/calendars" .
	run_ok care-policy adopt p5.yaml
	care-case group make -q "$C1" "$C2" "$C6"
	refused 'cannot announce early: planned has not happened' care-case settle announce "$C2"
	run_ok care-case did "g$C1" planned
	run_ok care-case settle announce "$C2"
	refused 'was announced on' care-case settle announce "$C1"
	run_ok care-case settle "$C1" --by-table --base item=180
	run_ok care-case settle "$C2" --by-table --count shopping=2
	run_ok care-case settle "$C6" --goodwill 100
	# One amount for each of them.
	run_ok care-case settle --group "g$C2" --goodwill 1
	[ "$(care-case ledger | grep -c ',goodwill,1.00,')" -eq 3 ]
	for line in $(care-case ledger | grep ',goodwill,1.00,' | cut -d, -f1); do
		care-case settle reverse "$line" --note 试
	done
	printf 'case,at\n%s,2026-03-12 10:00\n%s,2026-03-12 10:00\n' "$C1" "$C6" >sheet.csv
	run_ok care-case settle accept - <sheet.csv
	CARE_NOW='2026-03-17 10:00' run_ok care-case settle accept "$C2"
	run_ok care-case offers
	[ "$(sed 1d "$out")" = "early,2026-03-12,1,20,2,99.20,CNY,g$C1
early,2026-03-17,2,10,1,27.16,CNY,g$C1" ]
}

@test "settle: closed cases, and roles without the right" {
	run_ok care-case close "$C6" --outcome withdrawn
	refused 'is closed' care-case settle "$C6" --goodwill 1
	sed 's/^version: .*/version: "3"/' "$BATS_FILE_TMPDIR/p.yaml" >p3.yaml
	printf 'rights:\n  owner: {see: all, pay: own}\n  manager: {see: all, pay: all}\n' >>p3.yaml
	cp -R "$ROOT/policies/calendars" .
	run_ok care-policy adopt p3.yaml
	run_status 77 as bin care-case settle "$C7" --goodwill 1
	[[ $stderr == *'the role 主管 may not pay for this case'* ]]
	run_status 77 as daemon care-case settle "$C7" --goodwill 1
	[[ $stderr == *'the role 经办人 may pay only for cases of his own'*"care-case assign $C7"* ]]
	run_ok care-case assign "$C7" --to daemon
	run_ok as daemon care-case settle "$C7" --goodwill 1
	run_ok as sys care-case settle "$C7" --goodwill 1
}
