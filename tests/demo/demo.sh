#!/bin/bash
# Shows the main job on an agency of six people, from the first minute to the
# month's figures, in a store of its own that goes away. The clock is told, so
# that every run says the same; tests/flow/demo.bats holds it to that.
# usage: BIN=bin tests/demo/demo.sh      (DEMO_KEEP=1 keeps the store)
set -euo pipefail

here=$(cd "${0%/*}" && pwd)
top=$(cd "$here/../.." && pwd)
: "${BIN:=$top/bin}"
PATH=$(cd "$BIN" && pwd):$PATH

dir=$(mktemp -d "${TMPDIR:-/tmp}/care-demo.XXXXXX")
# shellcheck disable=SC2317  # called by the trap
leave() {
	[ -n "${DEMO_KEEP:-}" ] || rm -rf "$dir"
}
trap leave EXIT
cp -R "$here"/*.csv "$here/box" "$top/policies" "$dir"
cd "$dir"

for name in ${!CARE_@} LANG LANGUAGE; do unset "$name"; done
export LC_ALL=C.UTF-8 TZ=Asia/Shanghai CARE_FORMAT=table COLUMNS=120
me=$(id -un)
bold='' plain=''
if [ -t 1 ]; then
	bold=$'\033[1m' plain=$'\033[0m'
fi

title() {
	printf '\n\n== %s\n' "$*"
}

say() {
	printf '\n'
	printf '   %s\n' "$@"
}

# Prints a command, runs it as it was printed, and tells its status if it has
# something to say. Whose account this is belongs into no transcript.
run() {
	local status=0

	printf '\n%s$ %s%s\n' "$bold" "$1" "$plain"
	eval "$1" 2>&1 || status=$?
	[ "$status" -eq 0 ] || printf '[exit status %s]\n' "$status"
}

nameless() {
	sed "s/ by $me just now/ by you just now/; s/you ($me)/you/"
}

title "care keeps a company's word: a small travel agency, Thursday 12 March 2026, 09:00"
say "Liu leads the service desk; Wang, Zhao, Li and Sun work there, Sun is on leave" \
	"until Sunday and Li stands in for him. Chen is the manager." \
	"All people and numbers are invented. The clock is told by CARE_NOW."

export CARE_NOW='2026-03-12 09:00'
say "A store is one file. The rules of the company are adopted into it."
run "care-store init care --trial --policy policies/small-agency.yaml" | nameless
run "export CARE_STORE=care CARE_NOW='2026-03-12 09:00'"
export CARE_STORE=care

say "One rule of that policy, and the steps when time runs out:"
run "grep -m1 'name: result,' policies/small-agency.yaml"
run "grep -A5 '^ladders:' policies/small-agency.yaml"

title "Sheets as an agency has them"
say "Chinese heads are known, phones may be written as people write them."
run "care-intake staff 员工.csv"
run "care-intake customers 客户.csv"
run "care-intake bookings 订单.csv"

say "Four rows of the complaint sheet are not what they should be: each is told with" \
	"its line and cure, and kept in a file; the others go on."
run "care-intake cases 投诉.csv --rejects 退回.csv"
say "Mended in place, and fed again: nothing is refused."
run "sed -i 's/1.38E+10/13800138005/; s/138[*]*8006/13800138006/; s/投拆/投诉/; s#3/11/2026#2026-03-11 22:00#' 退回.csv"
run "care-intake cases 退回.csv"
say "The same file by mistake: nothing is taken in twice."
run "care-intake cases 退回.csv"

title "What must be done this morning?"
run "care-case todo --until 10:30"
say "Whoever is here and has the fewest open cases gets the next; Sun gets none."
run "care-case list --owner none --ids | care-case assign - --by-load --for liu"

title "Time runs out: somebody is told, once"
say "What is late or comes within half an hour, and whom it will tell. Sun's notice goes to Li."
run "care-escalate list --until 9:30"
say "Cron calls this each minute. How a notice leaves the house is a command of yours," \
	"named in care.conf; here a script that draws a box."
cat >care/care.conf <<-EOF
	transports:
	  wecom: {command: [$dir/box, $dir/boxes]}
	  sms: {command: [$dir/box, $dir/boxes]}
EOF
run "care-escalate run --send"
run "cat boxes; rm boxes"
say "The last step of its ladder gave 10516 to Liu: what came next for it went to Chen."
say "Again, and eight at once: each level fires once, nobody is told twice."
run "care-escalate run --send"
run "for i in 1 2 3 4 5 6 7 8; do care-escalate run --send & done; wait; ls boxes 2>/dev/null || echo nobody"

title "One case to its end"
export CARE_NOW='2026-03-12 09:40'
run "export CARE_NOW='2026-03-12 09:40'"
say "Wang calls the customer all the same."
run "care-case show 10516"
run "care-case keep 10516/first_action --for wang --note '已致电道歉，客户要求书面道歉'"
say "Closed before the customer has her answer? The policy says no."
run "care-case close 10516 --for wang --outcome 达成一致"
run "care-case reply 10516 --for wang --note '书面道歉并退300元'"
run "care-case close 10516 --for wang --outcome 达成一致"
say "Why was it late, and what happened when?"
run "care-escalate explain 10516/result"
run "care-case history 10516 --format tsv | cut -f 3,4,10 | grep -vE 'promised|planned|leased'"


title "The day goes on"
export CARE_NOW='2026-03-12 10:20'
run "export CARE_NOW='2026-03-12 10:20'"
say "What one command lists, another takes: everybody notes the first calls."
run "for who in wang zhao li; do care-case todo --until 'tomorrow 23:00' --owner \$who --ids | grep /first_action | care-case keep - --for \$who -q; done"
say "A sheet does as well: a column named as an option is that option, row by row." \
	"Of the columns of a list an act reads none but the case."
run "cat 答复.csv"
run "care-case reply - --for zhao < 答复.csv && care-case close - --for zhao < 答复.csv"
run "care-case list"

title "Friday, 10:30"
export CARE_NOW='2026-03-13 10:30'
run "export CARE_NOW='2026-03-13 10:30'"
say "The first tick of the day: who is told how often?"
run "care-escalate run --send"
run "grep -h WeCom boxes | sort | uniq -c; rm boxes"
say "The export of today: trip T0315 was moved by a week, one booking is cancelled, one new."
run "care-intake bookings 订单-次日.csv"
say "Messages before departure, a day or up to three ahead. Who was moved or has cancelled gets none."
run "care-remind run"
run "cat boxes; rm boxes"
say "Calls for people to make: yesterday's travellers are home. Who has a complaint open is" \
	"left in peace. Whoever must call sees the number; it is written down that he did."
run "care-remind calls"
run "care-remind calls --format csv --ids | care-remind done - --result 接通-满意 --for li"

title "Is it settled? Each is asked once"
run "care-survey invite"
run "care-remind run --send-only"
say "Each message has a code that only its reader knows; here it is blotted out."
run "sed 's/：[0-9a-z]*$/：****************/' boxes | head -5; rm boxes"
say "Answers come back as a sheet; a low score opens a case of its own."
run "care-survey answer - < 回访.csv"
run "care-survey list"

title "Figures"
say "Each with its numerator and denominator; how sure it is; and what was left out."
run "care-kpi first_action_rate result_rate handling_time csat --month 2026-03"
say "A person's figures are shown from five on."
run "care-kpi first_action_rate --month 2026-03 --by agent"
say "Which were the misses, and why?"
run "care-kpi result_rate --month 2026-03 --misses --ids -q"
run "care-kpi result_rate --month 2026-03 --misses --ids -q | tail -1 | care-escalate explain -"
if command -v mlr >/dev/null; then
	run "care-case list --all --format csv | mlr --icsv --opprint count-distinct -f channel,kind then sort -nr count"
fi

title "Nobody's typing error stops the night"
run "sed -i 's/within: 48h, ladder/witin: 48h, ladder/' policies/small-agency.yaml"
run "care-policy adopt policies/small-agency.yaml"
run "care-policy | head -4"

title "Everything that cron runs, once more: nothing is left to do"
run "care-escalate run --send; care-remind run; care-survey invite; ls boxes 2>/dev/null || echo nobody was told anything"
run "care-store check"

title "Your turn"
cat <<-EOF

	care-store init ~/care --policy policies/small-agency.yaml && export CARE_STORE=~/care
	care-intake case --ask

	Three lines for cron:
	* *    * * *  care-escalate run --send -q      # fire what is due, tell people
	*/5 *  * * *  care-remind run -q               # plan, ask again, send
	0 9    * * *  care-survey invite -q            # ask whose case was closed
EOF
[ -z "${DEMO_KEEP:-}" ] || printf '\nkept: CARE_STORE=%s\n' "$dir/care"
