#!/usr/bin/env bats
# care-intake: files of cases, customers, bookings and staff. Taken in once
# however often they come, with a reason and a cure for every row refused.
load setup

setup() {
	fresh
	run_ok care-store init store --trial --policy "$ROOT/policies/small-agency.yaml" \
	    --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/store CARE_NOW=2026-03-12T10:12:00+08:00
}

# intake STATUS SUM ARGS..: runs it; the last line of its own is that sum.
intake() {
	local wanted=$1 sum=$2
	shift 2
	run_status "$wanted" care-intake "$@"
	[ "$(grep -v '^dry run: ' "$err" | tail -n 1)" = "$sum" ] && return 0
	printf 'not the sum: %s\n%s\n' "$sum" "$stderr"
	return 1
}

sum() {
	printf 'read %d  new %d  same %d  changed %d  refused %d' "$@"
}

canonical() {
	care-store export --canonical
}

whole() {
	run_ok care-store check
}

complaints() {
	cat >complaints.csv <<-'E'
	编号,投诉日期,类型,渠道,客户姓名,手机号,严重程度,投诉内容,备注
	TS1,2026-03-10 09:00,投诉,电话,李梅,138 0013 8000,一般,大巴迟到两小时,请回电
	TS2,2026/3/11,投诉,门店,王强,13900139000,严重,"房间不干净, 要求换房",
	TS3,2026年3月11日,咨询,微信,欧阳明,13700137000,,退改规定,
	E
}

journeys() {
	cat >journeys.csv <<-'E'
	订单号,客户姓名,联系电话,线路,团号,出发日期,返回日期,人数,团款(元),状态
	T0308-2,李梅,13800138000,云南6日,T0308,2026-03-03,2026-03-09,2人,"￥7,280.00",已返回
	T0401-1,赵云,13600136000,海南5日,T0401,2026-04-01,2026-04-05,3,9999.5,已预订
	E
}

people() {
	cat >people.csv <<-'E'
	账号,姓名,角色,部门,上级,手机号,入职日期,休假开始,休假结束,代理人
	wang,王芳,经办人,service,chen,13811111111,2020-01-01,2026-03-10,2026-03-15,zhao
	zhao,赵磊,经办人,service,chen,13822222222,2020-01-01,,,
	chen,陈静,主管,service,liu,13833333333,2020-01-01,,,
	liu,刘洋,manager,,,13844444444,2020-01-01,,,
	E
}

@test "a file of cases comes in once" {
	complaints
	intake 0 "$(sum 3 3 0 0 0)" cases complaints.csv --print-ids
	[ "$(wc -l <"$out")" -eq 3 ]
	cp "$out" ids
	canonical >first
	intake 0 "$(sum 3 0 3 0 0)" cases complaints.csv --print-ids
	[ -z "$output" ]
	canonical >second
	cmp first second
	run_ok care-case list --ids
	[ "$(sort "$out")" = "$(sort ids)" ]
	whole
}

@test "cases keep what the sheet says and promise by the policy" {
	complaints
	intake 0 "$(sum 3 3 0 0 0)" cases complaints.csv
	run_ok care-case list --format csv
	grep -q '^[0-9]*,TS1,complaint,phone,normal,open,.*138\*\*\*\*8000' "$out"
	grep -q '备注: 请回电' "$out"
	grep -q '^[0-9]*,TS2,complaint,store,serious,open' "$out"
	run_status 0 care-case todo --until 2026-04-01 --format csv
	[ "$(grep -c '/result,' "$out")" -eq 2 ]
}

@test "columns in another order and dates in another form are the same rows" {
	complaints
	intake 0 "$(sum 3 3 0 0 0)" cases complaints.csv
	cat >other.csv <<-'E'
	内容;备注;编号;客户姓名;电话;受理时间;类型;渠道;严重程度
	大巴迟到两小时;请回电;TS1;李梅;13800138000;2026-03-10T01:00:00Z;complaint;phone;normal
	E
	intake 0 "$(sum 1 0 1 0 0)" cases other.csv
}

@test "a case that says otherwise is changed only with --update" {
	complaints
	intake 0 "$(sum 3 3 0 0 0)" cases complaints.csv
	canonical >before
	sed -i 's/一般,大巴/严重,大巴/' complaints.csv
	intake 1 "$(sum 3 0 2 0 1)" cases complaints.csv
	grep -q '^complaints.csv:2: case [0-9]* .*--update' "$err"
	canonical | cmp - before
	intake 0 "$(sum 3 0 2 1 0)" cases complaints.csv --update
	run_ok care-case list --format csv
	grep -q ',TS1,complaint,phone,serious' "$out"
	intake 0 "$(sum 3 0 3 0 0)" cases complaints.csv --update
	whole
}

@test "a closed case is not changed" {
	complaints
	intake 0 "$(sum 3 3 0 0 0)" cases complaints.csv
	id=$(care-case list --format csv | grep ',TS3,' | cut -d, -f1)
	run_ok care-case close "$id" --outcome withdrawn
	sed -i 's/退改规定/退改规定和费用/' complaints.csv
	intake 1 "$(sum 3 0 2 0 1)" cases complaints.csv --update
	grep -q "^complaints.csv:4: case $id is closed" "$err"
}

@test "rows without a reference are known by what they say" {
	printf 'kind,received,phone,text\ncomplaint,2026-03-10,13800138000,late\ncomplaint,2026-03-10,13800138000,dirty\n' >c.csv
	intake 0 "$(sum 2 2 0 0 0)" cases c.csv
	intake 0 "$(sum 2 0 2 0 0)" cases c.csv
	intake 0 "$(sum 2 2 0 0 0)" cases c.csv --source other
	# What they are called by instead tells nobody a phone number.
	run_ok care-case list --format csv
	[ "$(grep -cE '^[0-9]+,~[0-9a-f]{32},' "$out")" -eq 4 ]
}

@test "bookings come in, move and are cancelled, with their promises" {
	journeys
	intake 0 "$(sum 2 2 0 0 0)" bookings journeys.csv --print-ids
	[ "$output" = "booking:T0308-2
booking:T0401-1" ]
	intake 0 "$(sum 2 0 2 0 0)" bookings journeys.csv
	run_ok care-case todo --until 2026-05-01 --format csv
	grep -q 'T0401-1/greeting.*2026-04-06 20:00' "$out"
	sed -i 's/2026-04-01,2026-04-05/2026-04-02,2026-04-06/' journeys.csv
	intake 0 "$(sum 2 0 1 1 0)" bookings journeys.csv --print-ids
	[ "$output" = booking:T0401-1 ]
	run_ok care-case todo --until 2026-05-01 --format csv
	grep -q 'T0401-1/greeting.*2026-04-07 20:00' "$out"
	sed -i 's/已预订/已取消/' journeys.csv
	intake 0 "$(sum 2 0 1 1 0)" bookings journeys.csv
	run_ok care-case todo --until 2026-05-01 --format csv
	[[ $output != *T0401-1* ]]
	intake 0 "$(sum 2 0 2 0 0)" bookings journeys.csv
	whole
}

@test "a case finds its booking, and the booking's customer" {
	journeys
	intake 0 "$(sum 2 2 0 0 0)" bookings journeys.csv
	printf '编号,日期,类型,订单号,内容\nA1,2026-03-10,投诉,T0308-2,x\nA2,2026-03-10,投诉,T9,x\n' >c.csv
	intake 1 "$(sum 2 1 0 0 1)" cases c.csv
	grep -q '^c.csv:3: 订单号: no such booking' "$err"
	run_ok care-case list --format csv
	grep -q ',A1,.*李\*,138\*\*\*\*8000,.*T0308-2' "$out"
}

@test "customers come in, and the same person is one" {
	cat >customers.csv <<-'E'
	客户编号,姓名,电话,邮箱,生日,等级
	K1,李梅,13800138000,Li@Example.com,1980/5/1,优质客户
	K2,王强,+86 139 0013 9000,,1990-02-03,普通客户
	E
	intake 0 "$(sum 2 2 0 0 0)" customers customers.csv --source crm --print-ids
	id=${lines[0]}
	[[ $id == c[0-9]* ]]
	intake 0 "$(sum 2 0 2 0 0)" customers customers.csv --source crm
	sed -i 's/普通客户/vip/' customers.csv
	intake 0 "$(sum 2 0 1 1 0)" customers customers.csv --source crm
	printf 'kind,received,phone\ncomplaint,2026-03-10,138-0013-8000\n' >c.csv
	intake 0 "$(sum 1 1 0 0 0)" cases c.csv
	run_ok care-case list --format csv
	grep -q ",$id," "$out"
	# Two things said of one phone: whichever came last would win each night.
	printf '姓名,电话\n赵云,13600136000\n赵先生,136-0013-6000\n赵云,13600136000\n' >k.csv
	intake 1 "$(sum 3 1 1 0 1)" customers k.csv
	grep -q '^k.csv:3: 电话: .*other values' "$err"
	whole
}

@test "two phones, and words in another width or case of letters" {
	cat >k.csv <<-'E'
	客户编号,客户姓名,手机,固定电话,等级
	K1,李梅,13800138000,0571-88886666,VIP
	K2,王强,13900139000,057188886666,ＶＩＰ
	K3,座机,,0571 88887777,
	,家人,13700137000,0571 88887777,
	E
	run_ok care-intake customers k.csv
	[ "$stderr" = 'read 4  new 4  same 0  changed 0  refused 0' ]
	run_ok care-intake customers k.csv
	[ "$stderr" = 'read 4  new 0  same 4  changed 0  refused 0' ]
	[ "$(care-store export --canonical | grep -c '^customer .*tier=vip')" -eq 2 ]
	# Messages go to the mobile phone; the other one is the first's who had it.
	run_ok care-customer find 057188886666
	[[ $output == *'李*,138****8000'* && $output != *王* ]]
	# The family's phone makes nobody the same person.
	run_ok care-customer find 057188887777
	[[ $output == *座* && $output != *家* ]]
	printf '客户姓名,手机\n乙,13800138000/13900139000\n' >two.csv
	run_status 1 care-intake customers two.csv
	[[ $stderr == *'more than one number'*'phone2'* ]]
	run_ok care-store check
}

@test "staff come in whatever the order of their supervisors" {
	people
	intake 0 "$(sum 4 4 0 0 0)" staff people.csv --print-ids
	[ "$(sort "$out" | tr '\n' ' ')" = 'chen liu wang zhao ' ]
	intake 0 "$(sum 4 0 4 0 0)" staff people.csv
	sed -i 's/13822222222/13855555555/' people.csv
	intake 0 "$(sum 4 0 3 1 0)" staff people.csv
	printf 'login,role,supervisor\nsun,owner,sunn\n' >s.csv
	intake 1 "$(sum 1 0 0 0 1)" staff s.csv
	grep -q 'sunn: nobody of that login' "$err"
	printf 'login,supervisor\nliu,wang\n' >s.csv
	intake 1 "$(sum 1 0 0 0 1)" staff s.csv
	grep -q circle "$err"
	whole
}

@test "an owner must be in staff" {
	printf 'ref,kind,received,owner\nA,complaint,2026-03-10,wang\nB,complaint,2026-03-10,wagn\n' >c.csv
	intake 1 "$(sum 2 0 0 0 2)" cases c.csv
	grep -q '^c.csv:2: owner: .*care-intake staff FILE' "$err"
	people
	intake 0 "$(sum 4 4 0 0 0)" staff people.csv
	intake 1 "$(sum 2 1 0 0 1)" cases c.csv
	grep -q '^c.csv:3: owner: .*nearest: wang' "$err"
	run_ok care-case list --format csv --owner wang
	grep -q ',A,' "$out"
}

# One bad row of each kind, and the word that must stand in its reason.
@test "every refusal has its reason, and no personal data" {
	cat >bad.csv <<-'E'
	编号,投诉日期,类型,严重程度,客户姓名,手机号,内容
	B1,2026-03-10,投诉,一般,李梅,1.38E+10,digits
	B2,2026-03-10,投诉,一般,李梅,138****8000,masked
	B3,2026-03-10,投诉,一般,李*,13800138000,masked
	B4,2026-03-10,投诉x,一般,李梅,13800138000,word
	B5,5/1/2024,投诉,一般,李梅,13800138000,ambiguous
	B6,2026-03-13,投诉,一般,李梅,13800138000,after now
	B7,,投诉,一般,李梅,13800138000,no date
	B8,2026-03-10,,一般,李梅,13800138000,no kind
	B9,2026-03-10,13900139000,一般,李梅,13800138000,shifted
	2.02503E+11,2026-03-10,投诉,一般,李梅,13800138000,ref
	B11,2026-02-30,投诉,一般,李梅,13800138000,no such day
	B12,2026-03-10,投诉,一般,李梅,13800138000
	OK,2026-03-10,投诉,一般,李梅,13800138000,ok
	OK,2026-03-10,投诉,一般,李梅,13800138000,otherwise
	E
	intake 1 "$(sum 14 1 0 0 13)" cases bad.csv
	grep -q '^bad.csv:2: 手机号: .*cut' "$err"
	grep -q '^bad.csv:3: 手机号: .*masked' "$err"
	grep -q '^bad.csv:4: 客户姓名: .*masked' "$err"
	grep -q '^bad.csv:5: 类型: .*nearest: 投诉' "$err"
	grep -q '^bad.csv:6: 投诉日期: .*2024-05-01' "$err"
	grep -q '^bad.csv:7: 投诉日期: .*after now' "$err"
	grep -q '^bad.csv:8: 投诉日期: .*missing' "$err"
	grep -q '^bad.csv:9: 类型: .*missing' "$err"
	grep -q '^bad.csv:10: 类型: "139\*\*\*\*9000" .*; there are: 投诉, ' "$err"
	grep -q '^bad.csv:11: 编号: .*digits are lost' "$err"
	grep -q '^bad.csv:12: 投诉日期: ' "$err"
	grep -q '^bad.csv:13: 6 cells' "$err"
	grep -q '^bad.csv:15: 编号: .*other values' "$err"
	[[ $stderr != *李梅* && $stderr != *13800138000* && $stderr != *13900139000* ]]
	whole
}

@test "bookings that cannot be are refused" {
	cat >bad.csv <<-'E'
	ref,departs,returns,state,party,fee,booked
	A,2026-04-06,2026-04-05,,,,
	B,2026-04-05,2026-04-06,maybe,,,
	C,2026-04-05,2026-04-06,,two,,
	D,2026-04-05,2026-04-06,,,much,
	E,2026-04-05,2026-04-06,,,,2026-03-13
	,2026-04-05,2026-04-06,,,,
	E
	intake 1 "$(sum 6 0 0 0 6)" bookings bad.csv
	for reason in '2: departs' '3: state' '4: party' '5: fee' '6: booked' '7: ref'; do
		grep -q "^bad.csv:$reason: " "$err"
	done
}

@test "refused rows are mended in place and fed again" {
	cat >bad.csv <<-'E'
	编号,投诉日期,类型,手机号,内容
	B1,2026-03-10,投诉,1.38E+10,"two
	lines, and ""quotes"""
	B2,2026-03-10,投诉,13800138000,fine
	B3,2026-03-10,投述,13900139000,word
	B4,2026-03-10,投诉,13900139000
	E
	intake 1 "$(sum 4 1 0 0 3)" cases bad.csv --rejects back.csv
	[ "$(stat -c %a back.csv)" = 600 ]
	[ "$(head -n 1 back.csv)" = '编号,投诉日期,类型,手机号,内容,care_line,care_fault' ]
	grep -q '^B3,2026-03-10,投述,13900139000,word,5,"类型: ' back.csv
	# As it is, nothing changes, and the two columns stay two.
	intake 1 "$(sum 3 0 0 0 3)" cases back.csv --rejects again.csv
	[ "$(head -n 1 again.csv)" = "$(head -n 1 back.csv)" ]
	grep -q '^B3,2026-03-10,投述,13900139000,word,4,"类型: ' again.csv
	sed -i 's/1.38E+10/13800138000/; s/投述/投诉/; s/^B4,\(.*\),13900139000,/B4,\1,13900139000,text,/' again.csv
	intake 0 "$(sum 3 3 0 0 0)" cases again.csv --rejects again.csv
	[ "$(wc -l <again.csv)" -eq 1 ]
	run_ok care-case list --all --ids
	[ "${#lines[@]}" -eq 4 ]
	whole
}

@test "a reject file keeps the separator of its input" {
	printf 'kind;received;text\ncomplaint;never;a,b\n' >c.csv
	intake 1 "$(sum 1 0 0 0 1)" cases c.csv --rejects r.csv
	[ "$(head -n 1 r.csv)" = 'kind;received;text;care_line;care_fault' ]
	sed -i 's/never/2026-03-10/' r.csv
	intake 0 "$(sum 1 1 0 0 0)" cases r.csv
}

@test "a reject file that was open to others is closed to them" {
	printf 'x\n' >r.csv
	chmod 666 r.csv
	printf 'kind,received\ncomplaint,never\n' >c.csv
	intake 1 "$(sum 1 0 0 0 1)" cases c.csv --rejects r.csv
	[ "$(stat -c %a r.csv)" = 600 ]
}

@test "a dry run changes nothing and names nothing" {
	complaints
	journeys
	people
	canonical >before
	intake 0 "$(sum 3 3 0 0 0)" cases complaints.csv --dry-run --print-ids
	[ "$output" = "new
new
new" ]
	intake 0 "$(sum 2 2 0 0 0)" bookings journeys.csv -n
	intake 0 "$(sum 4 4 0 0 0)" staff people.csv -n
	printf 'ref,phone\nK,13800138000\nK,13800138000\n' >k.csv
	intake 0 "$(sum 2 1 1 0 0)" customers k.csv -n
	canonical | cmp - before
	run_ok care-case list --ids
	[ -z "$output" ]
}

@test "defaults and the start of a new life" {
	printf 'received,text\n2026-03-01,x\n' >c.csv
	intake 0 "$(sum 1 1 0 0 0)" cases c.csv --kind 投诉 --channel phone --live-from 2026-03-12
	run_ok care-case list --format csv
	grep -q ',complaint,phone,normal,' "$out"
	run_status 64 care-intake cases c.csv --kind 投述
	grep -q 'nearest: 投诉' "$err"
	run_status 64 care-intake cases c.csv --once K
}

@test "batches: more rows than a transaction takes, and again" {
	awk 'BEGIN { print "ref,kind,received,phone"; for (i = 0; i < 10500; i++) printf "R%d,consultation,2026-03-10,139%08d\n", i, i % 100 }' >c.csv
	intake 0 "$(sum 10500 10500 0 0 0)" cases c.csv
	intake 0 "$(sum 10500 0 10500 0 0)" cases c.csv
	run_ok care-store status
	whole
}

@test "killed between two batches, a second run gives the same store" {
	awk 'BEGIN { print "ref,kind,received,phone"; for (i = 0; i < 12000; i++) printf "R%d,consultation,2026-03-10,139%08d\n", i, i % 100 }' >c.csv
	run_ok care-store init other --trial --policy "$ROOT/policies/small-agency.yaml" --now 2026-03-01T09:00:00+08:00
	run_ok care-intake case --kind complaint --text x --once K -d other
	intake 0 "$(sum 12000 12000 0 0 0)" cases c.csv -d other
	run_ok care-intake case --kind complaint --text x --once K
	care-intake cases c.csv 2>/dev/null & pid=$!
	# Whoever waits to write (and finds it done already) ends a batch.
	for _ in $(seq 400); do
		run_ok care-intake case --kind complaint --text x --once K
		[ "$(care-case list --all --ids 2>/dev/null | wc -l)" -gt 1 ] && break
	done
	kill -9 "$pid"
	wait "$pid" || status=$?
	[ "$status" -eq 137 ]
	run_ok care-case list --all --ids
	part=$((${#lines[@]} - 1))
	[ "$part" -gt 0 ] && [ "$part" -lt 12000 ]
	intake 0 "$(sum 12000 $((12000 - part)) "$part" 0 0)" cases c.csv
	canonical >first
	care-store export --canonical -d other >second
	cmp first second
	whole
}

@test "who waits for a pipe keeps nobody from writing" {
	mkfifo pipe
	care-intake cases - <pipe >ids 2>log & pid=$!
	exec 7>pipe
	printf 'ref,kind,received\nP1,complaint,2026-03-10\n' >&7
	run_ok timeout 5 care-intake case --kind complaint
	printf 'P2,complaint,2026-03-10\n' >&7
	exec 7>&-
	wait "$pid"
	[ "$(cat log)" = "$(sum 2 2 0 0 0)" ]
}

@test "what is new goes to whoever has the fewest cases" {
	complaints
	people
	intake 0 "$(sum 4 4 0 0 0)" staff people.csv
	run_ok bash -o pipefail -c 'care-intake cases complaints.csv --print-ids | care-case assign - --by-load --among service'
	run_ok care-case list --owner none --ids
	[ -z "$output" ]
	run_ok bash -o pipefail -c 'care-intake cases complaints.csv --print-ids | care-case assign - --by-load'
	[ -z "$output" ]
}

@test "two who take in the same file at once take each row in once" {
	awk 'BEGIN { print "ref,kind,received,phone"; for (i = 0; i < 1500; i++) printf "R%d,consultation,2026-03-10,139%08d\n", i, i % 100 }' >c.csv
	care-intake cases c.csv 2>one & pid=$!
	care-intake cases c.csv 2>two
	wait "$pid"
	awk '/^read 1500 / { new += $4; refused += $10 } END { exit !(new == 1500 && refused == 0) }' one two
	run_ok care-case list --all --ids
	[ "${#lines[@]}" -eq 1500 ]
	whole
}
