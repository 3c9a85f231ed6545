#!/usr/bin/env bats
# Customers are asked once after a case; answers, low ones, refusals.
load setup

# at TIME COMMAND..: the command at that time of February 2026.
at() {
	local when=$1
	shift
	"$@" --now "2026-02-$when"
}

# A store with two colleagues, and cases closed on the 3rd at 10:00:
# $li, $wu with a phone, $no without any address; $open is open still.
setup() {
	fresh
	care-store init s --trial --policy "$ROOT/policies/small-agency.yaml" \
		--now '2026-02-01 08:00' 2>/dev/null
	export CARE_STORE=$PWD/s CARE_FORMAT=csv
	printf 'login,name,role,from\nzhao,赵,owner,2026-01-01\nwang,王,owner,2026-01-01\n' >staff.csv
	at '01 08:01' care-intake staff staff.csv 2>/dev/null
	li=$(receive 02 13800138000 李梅)
	wu=$(receive 02 13900139000 吴刚)
	no=$(receive 02 '' 无名)
	open=$(receive 02 13700137000 周洋)
	at '03 09:00' care-case reply "$li" "$wu" "$no" 2>/dev/null
	at '03 10:00' care-case close "$li" "$wu" "$no" --outcome settled 2>/dev/null
}

# receive DAY PHONE NAME: a complaint received at 09:00 of the day.
receive() {
	at "$1 09:00" care-intake case --kind complaint --channel phone \
		${2:+--phone "$2"} --name "$3" --owner zhao --text '大巴迟到' 2>/dev/null
}

# settle CASE DAY: answered and closed at 09:00 of the day.
settle() {
	at "$2 09:00" care-case reply "$1" 2>/dev/null
	at "$2 09:00" care-case close "$1" 2>/dev/null
}

# invite DAY: all that are due at 10:30; tokens into the file tokens.
invite() {
	at "$1 10:30" care-survey invite --print-tokens >tokens 2>err.txt
}

token() {
	awk -F, -v c="$1" '$2 == c { print $3 }' tokens
}

# column NAME [FILE]: the column's cells of the CSV on stdin.
column() {
	awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) k = i; next } { print $k }'
}

truth() {
	care-store export --canonical
}

@test "S0-5.3.3, S0-6.2.1: from closed cases to the satisfaction of a month" {
	run_ok at '04 09:59' care-survey invite
	[ "$stderr" = 'invited 0  not asked 0  expired 0' ]
	invite 04
	[ "$(cat err.txt)" = 'invited 2  not asked 1 (no_customer 1)  expired 0' ]
	[ "$(column case <tokens)" = "$li
$wu" ]
	run_ok at '05 10:00' care-survey answer "$(token "$li")" --score result=5 \
		--score speed=4 --score attitude=5 --comment '谢谢'
	[ "$stderr" = 's1: answered' ]
	run_ok at '05 11:00' care-survey answer s2 -s result=3 -s speed=3
	run_ok at '05 12:00' care-survey list
	[ "${lines[0]}" = survey,about,case,booking,customer,rated,invited,channel,state,answered,score,why_not,expires,scores,said ]
	grep -qE "^s1,complaint,$li,,c[0-9]+,zhao,2026-02-04 10:30:00,,answered,2026-02-05 10:00:00,4.67,,2026-02-18 10:30:00,attitude=5 result=5 speed=4,谢谢\$" <<<"$output"
	grep -qE "^s2,complaint,$wu,,c[0-9]+,zhao,2026-02-04 10:30:00,,answered,2026-02-05 11:00:00,3,," <<<"$output"
	grep -qE "^s3,complaint,$no,,,zhao,,,not_asked,,,no_customer,,," <<<"$output"
	run_ok at '20 09:00' care-kpi csat response_rate --month 2026-02
	grep -q '^csat,2026-02,0.5,share,1,2,2,0,' <<<"$output"
	grep -q '^csat_mean,2026-02,3.83,points,,,2,0,' <<<"$output"
	grep -q '^response_rate,2026-02,1,share,2,2,2,0,' <<<"$output"
	run_ok at '05 12:00' care-survey
	[ "$output" = 'about,due,invited,answered,expired,not_asked
complaint,0,0,2,0,1' ]
	run_ok care-store check
}

@test "a second invitation does nothing, by whatever way" {
	invite 04
	truth >before
	invite 04
	[ "$(cat err.txt)" = 'invited 0  not asked 0  expired 0' ]
	run_ok at '04 11:00' care-survey invite "$li"
	grep -q "^$li: asked already (s1)\$" <<<"$stderr"
	truth | cmp - before
}

@test "eight invitations at once ask once" {
	for i in 1 2 3 4 5 6 7 8; do
		at '04 10:30' care-survey invite >"out.$i" 2>&1 &
	done
	wait
	[ "$(cat out.* | awk '{ n += $2 } END { print n }')" -eq 2 ]
	run_ok at '04 11:00' care-survey list
	[ "${#lines[@]}" -eq 4 ]
	run_ok care-store check
}

@test "a dry run asks nobody" {
	truth >before
	run_ok at '04 10:30' care-survey invite --dry-run
	[ "${stderr%%$'\n'*}" = 'invited 2  not asked 1 (no_customer 1)  expired 0' ]
	truth | cmp - before
}

@test "S4-1.2.1b: a low score opens a case, once" {
	invite 04
	run_ok at '05 10:00' care-survey answer s1 -s result=4 -s speed=2 --comment '太慢，电话13800138000'
	grep -qE '^s1: a low score; opened case [0-9]+ \(grievance\)$' <<<"$stderr"
	new=$(sed -n 's/^s1: a low score; opened case \([0-9]*\) .*/\1/p' <<<"$stderr")
	run_ok at '05 10:01' care-case list --kind grievance
	[ "$(column case <<<"$output")" = "$new" ]
	[ "$(column ref <<<"$output")" = s1 ]
	[ "$(column channel <<<"$output")" = phone ]
	[ "$(column next_promise <<<"$output")" = first_action ]
	grep -q '138\*\*\*\*8000' <<<"$output"
	run_ok at '06 10:00' care-survey answer s1 -s result=1
	[ "$stderr" = 's1: the answer was changed' ]
	run_ok at '06 10:01' care-case list --kind grievance --all
	[ "${#lines[@]}" -eq 2 ]
	run_ok care-case history "$new"
	grep -q ',linked,' <<<"$output"
	run_ok care-store check
}

@test "a dry answer opens nothing" {
	invite 04
	truth >before
	run_ok at '05 10:00' care-survey answer s1 -s result=1 -n
	grep -qx 's1: a low score; it would open a case (grievance)' <<<"$stderr"
	truth | cmp - before
}

@test "an answer may be changed until it expires" {
	invite 04
	at '05 10:00' care-survey answer s1 -s result=5 -s speed=5 2>/dev/null
	run_ok at '05 10:01' care-survey answer s1 -s result=5
	[ "$stderr" = 's1: the same answer is there already' ]
	run_ok at '18 10:29' care-survey answer s1 -s speed=3
	[ "$stderr" = 's1: the answer was changed' ]
	run_ok at '18 10:29' care-survey list --state answered
	[ "$(column scores <<<"$output")" = 'result=5 speed=3' ]
	run_status 1 at '18 10:30' care-survey answer s1 -s speed=4
	[ "$stderr" = 'care-survey: s1: the time to answer is over' ]
	run_ok care-case history "$li"
	[ "$(grep -c ',answered,' <<<"$output")" -eq 1 ]
	[ "$(grep -c ',answer_changed,' <<<"$output")" -eq 1 ]
}

@test "who tries tokens learns nothing" {
	invite 04
	truth >before
	run_status 1 at '05 10:00' care-survey answer 0123456789abcdef -s result=5
	unknown=$stderr
	run_status 1 at '05 10:00' care-survey answer 'no token' -s result=5
	[ "$stderr" = "$unknown" ]
	run_status 1 at '18 10:30' care-survey answer "$(token "$li")" -s result=5
	[ "$stderr" = "$unknown" ]
	[ "$unknown" = 'care-survey: no survey can be answered with this' ]
	truth | cmp - before
	# As a person types it, it is taken.
	typed=$(token "$li" | tr a-z A-Z | sed 's/^\(....\)/\1-/')
	run_ok at '05 10:00' care-survey answer "$typed" -s result=5
}

@test "tokens stand nowhere in the store" {
	invite 04
	t=$(token "$li")
	[ ${#t} -eq 16 ]
	at '05 10:00' care-survey answer "$t" -s result=5 2>/dev/null
	! grep -qF "$t" s/care.db* || false
	run_ok at '05 11:00' care-survey list
	! grep -qF "$t" <<<"$output" || false
	care-store init real --policy "$ROOT/policies/small-agency.yaml" 2>/dev/null
	run_status 77 care-survey invite --print-tokens -d real
}

@test "scores, questions and comments are checked" {
	invite 04
	truth >before
	run_status 1 at '05 10:00' care-survey answer s1 -s result=6
	[ "$stderr" = 'care-survey: s1: result: not a score from 1 to 5' ]
	run_status 1 at '05 10:00' care-survey answer s1 -s result=4.5
	run_status 1 at '05 10:00' care-survey answer s1 -s sped=4
	[ "$stderr" = 'care-survey: s1: sped: no question of this survey; nearest: speed' ]
	run_status 1 at '05 10:00' care-survey answer s1 -s speed=4 -s speed=5
	[ "$stderr" = 'care-survey: s1: speed: given twice' ]
	run_status 1 at '05 10:00' care-survey answer s3 -s speed=4
	[ "$stderr" = 'care-survey: s3: the customer was not asked' ]
	run_status 1 at '05 10:00' care-survey answer s99 -s speed=4
	[ "$stderr" = 'care-survey: s99: no such survey' ]
	run_status 64 at '05 10:00' care-survey answer s1 -s speed
	run_status 1 at '05 10:00' care-survey answer s1 --comment ''
	run_status 1 at '05 10:00' care-survey answer s1 --comment $'\xff\xfe'
	truth | cmp - before
	run_ok at '05 10:00' care-survey answer s1 --comment - <<<'写在
两行里'
	run_ok at '05 10:00' care-survey list --state answered
	grep -q '"写在' <<<"$output"
}

@test "answers come from CSV, bad rows by their line, the others go on" {
	invite 04
	{
		printf 'token,survey,您对处理结果是否满意,speed,comment\n'
		printf '%s,,5,4,很好\n' "$(token "$li")"
		printf ',s2,9,,\n'
		printf 'aaaaaaaaaaaaaaaa,,5,,\n'
		printf ',s2,,,\n'
		printf ',s2,3,3,"一, 二"\n'
	} >answers.csv
	run_status 1 at '05 10:00' care-survey answer answers.csv
	[ "$stderr" = 'answers.csv:3: s2: 您对处理结果是否满意: not a score from 1 to 5
answers.csv:4: no survey can be answered with this
answers.csv:5: s2: neither a score nor a comment
read 5  new 2  changed 0  same 0  refused 3' ]
	! grep -qF "$(token "$li")" <<<"$stderr" || false
	run_status 1 at '05 10:01' care-survey answer - <answers.csv
	grep -qx 'read 5  new 0  changed 0  same 2  refused 3' <<<"$stderr"
	run_ok at '05 10:02' care-survey list
	[ "$(column scores <<<"$output" | head -2)" = 'result=5 speed=4
result=3 speed=3' ]
}

@test "a list with answers beside it goes back in" {
	invite 04
	at '04 11:00' care-survey answer s1 -s speed=4 --comment '请打13800138000' 2>/dev/null
	at '05 10:00' care-survey list --from 2026-02-04 >list.csv
	[ "$(head -1 list.csv | tr , '\n' | grep -c .)" -eq 15 ]
	grep -q '138\*\*\*\*8000' list.csv
	awk 'NR == 1 { print $0 ",result" } /^s[12],/ { print $0 ",5" }' list.csv >filled.csv
	run_ok at '05 10:00' care-survey answer filled.csv
	[ "$stderr" = 'read 2  new 1  changed 1  same 0  refused 0' ]
	run_ok at '05 10:01' care-survey list --state answered --reveal 'who said what'
	[ "$(column scores <<<"$output")" = 'result=5 speed=4
result=5' ]
	grep -q ',请打13800138000$' <<<"$output"
}

@test "files that are none" {
	run_status 66 at '05 10:00' care-survey answer nothing.csv
	printf 'survey,wrong\ns1,5\n' >wrong.csv
	run_status 65 at '05 10:00' care-survey answer wrong.csv
	grep -q '^care-survey: wrong.csv:1: wrong: no question' <<<"$stderr"
	printf 'result,speed\n1,2\n' >nokey.csv
	run_status 65 at '05 10:00' care-survey answer nokey.csv
	: >empty.csv
	run_ok at '05 10:00' care-survey answer empty.csv
	[ -z "$stderr$output" ]
	run_status 64 care-survey answer
}

@test "why a customer is not asked" {
	run_ok at '03 11:00' care-survey why "$li" "$open"
	[ "$(column why_not <<<"$output")" = 'not_due
not_closed' ]
	invite 04
	talk=$(at '04 11:00' care-intake case --kind consultation --channel phone --phone 13800138000 --text '问' 2>/dev/null)
	again=$(receive 05 13800138000 李梅)
	settle "$again" 06
	run_ok at '07 10:00' care-survey invite
	[ "$stderr" = 'invited 0  not asked 1 (cooldown 1)  expired 0' ]
	# The other case of the one whose complaint is open is not asked about.
	more=$(receive 08 13700137000 周洋)
	settle "$more" 09
	run_ok at '10 10:00' care-survey invite
	[ "$stderr" = 'invited 0  not asked 1 (open_complaint 1)  expired 0' ]
	run_ok at '10 11:00' care-survey why "$li" "$no" "$talk" "$again" "$more"
	[ "$(column why_not <<<"$output")" = '
no_customer
no_rule
cooldown
open_complaint' ]
	[ "$(column state <<<"$output")" = 'invited
not_asked

not_asked
not_asked' ]
	run_status 1 at '10 11:00' care-survey why 4711
}

@test "a case named says why it is not asked about, and is asked when it may be" {
	run_status 1 at '03 11:00' care-survey invite "$li" "$open"
	grep -qx "care-survey: $li: it is too early to ask: due 2026-02-04 10:00:00" <<<"$stderr"
	grep -qx "care-survey: $open: the case is not closed" <<<"$stderr"
	again=$(receive 04 13700137000 周洋)
	settle "$again" 05
	run_status 1 at '06 10:00' care-survey invite "$again"
	grep -qx "care-survey: $again: he has another complaint that is open" <<<"$stderr"
	settle "$open" 06
	run_ok at '06 11:00' care-survey invite - <<<"$again"
	[ "$stderr" = 'invited 1  not asked 0  expired 0' ]
	run_ok at '06 12:00' care-survey list
	[ "$(column state <<<"$output")" = invited ]
	run_ok care-store check
}

@test "history and what is too old is left alone" {
	run_ok at '18 10:00' care-survey invite
	[ "$stderr" = 'invited 0  not asked 0  expired 0' ]
	run_ok at '18 10:00' care-survey why "$li"
	[ "$(column why_not <<<"$output")" = too_late ]
}

@test "invitations without an answer expire" {
	invite 04
	at '05 10:00' care-survey answer s1 -s result=5 2>/dev/null
	run_ok at '18 10:29' care-survey list --state expired --ids
	[ -z "$output" ]
	run_ok at '18 10:30' care-survey list --state expired --ids
	[ "$output" = s2 ]
	run_ok at '18 10:30' care-survey invite
	[ "$stderr" = 'invited 0  not asked 0  expired 1' ]
	run_ok at '18 10:31' care-survey invite
	[ "$stderr" = 'invited 0  not asked 0  expired 0' ]
	run_ok care-case history "$wu"
	grep -q ',expired,' <<<"$output"
}

@test "rated is who owned the case when it was closed" {
	new=$(receive 04 13600136000 孙悦)
	at '04 10:00' care-case assign "$new" --to wang 2>/dev/null
	settle "$new" 05
	invite 06
	at '07 09:00' care-case reopen "$new" 2>/dev/null
	at '07 09:30' care-case assign "$new" --to zhao 2>/dev/null
	run_ok at '07 10:00' care-survey list
	[ "$(awk -F, -v c="$new" '$3 == c { print $6 }' <<<"$output")" = wang ]
	run_ok at '20 09:00' care-kpi response_rate --by agent --month 2026-02 -q
	grep -q '^response_rate,2026-02,wang,' <<<"$output"
	# Closed again, it may be asked about again, but for the cool-down.
	settle "$new" 08
	run_ok at '09 10:00' care-survey why "$new"
	[ "$(column why_not <<<"$output")" = cooldown ]
}

@test "the same key does it once" {
	invite 04
	at '05 10:00' care-survey answer s1 -s result=5 --once k1 2>/dev/null
	truth >before
	run_ok at '05 11:00' care-survey answer s1 -s result=1 --once k1
	truth | cmp - before
}

@test "words that are none are told so" {
	run_status 64 care-survey list --state open
	run_status 64 care-survey invit
	grep -q 'nearest: invite' <<<"$stderr"
	run_ok care-survey --help
	for verb in invite answer list why; do
		grep -q "care-survey $verb" <<<"$output"
		run_ok care-survey "$verb" --help
		run_ok care-survey --help
	done
}
