#!/usr/bin/env bats
# care-policy due, elapsed, open, workday: our arithmetic for any script.

load setup

setup() {
	fresh
	P=$ROOT/policies/small-agency.yaml
}

calc() {
	local verb=$1

	shift
	run_ok care-policy "$verb" --policy "$P" --format csv --no-heads "$@"
}

# Vectors of the law and of the papers of the State Council (2026).
@test "working days over holidays and make-up days" {
	while read -r start amount due; do
		calc due "$start" "$amount" --calendar office
		[ "$output" = "$due 18:00:00" ] || { echo "$start + $amount: $output"; return 1; }
	done <<-EOF
	2026-02-13 2wd 2026-02-24
	2026-09-30 2wd 2026-10-09
	2026-04-30 2wd 2026-05-07
	2026-02-13 5wd 2026-02-27
	EOF
}

@test "days roll over days off, to the end of the day" {
	while read -r start amount due; do
		calc due "$start" "$amount"
		[ "$output" = "$due 00:00:00" ] || { echo "$start + $amount: $output"; return 1; }
	done <<-EOF
	2026-09-20 15d 2026-10-09
	2026-09-26 7d 2026-10-09
	2026-02-10 7d 2026-02-25
	2026-08-07 60d 2026-10-09
	2026-01-31 1mo 2026-03-01
	EOF
}

@test "wall time, open time, and compounds" {
	calc due "2026-03-12 09:00" 48h
	[ "$output" = "2026-03-14 09:00:00" ]
	calc due "2026-03-12 11:30" 1bh
	[ "$output" = "2026-03-12 14:00:00" ]
	calc due "2026-03-12 09:00" 3bh
	[ "$output" = "2026-03-12 12:00:00" ]
	calc due "2026-03-12 09:00" 9bh48bm17bs
	[ "$output" = "2026-03-13 11:18:17" ]
	calc due "2026-03-12 19:00" 0wd
	[ "$output" = "2026-03-13 18:00:00" ]
	calc due -- "2026-03-13 09:00" -1bh
	[ "$output" = "2026-03-12 17:00:00" ]
}

@test "elapsed is the inverse, and negative backwards" {
	calc elapsed "2026-03-12 09:00" "2026-03-13 11:18:17"
	[ "$output" = $((9 * 3600 + 48 * 60 + 17)) ]
	calc elapsed "2026-03-13 11:18:17" "2026-03-12 09:00"
	[ "$output" = -$((9 * 3600 + 48 * 60 + 17)) ]
	calc elapsed "2026-03-12 09:00" "2026-03-13 09:00" --wall
	[ "$output" = 86400 ]
}

@test "open and workday" {
	calc open "2026-03-12 11:59:59"
	[ "$output" = 1 ]
	calc open "2026-03-12 12:00"
	[ "$output" = 0 ]
	calc workday 2026-02-14 --calendar legal
	[ "$output" = 1 ]
	calc workday 2026-02-16 --calendar legal
	[ "$output" = 0 ]
}

@test "a sheet gets a column; what cannot be counted is told and left empty" {
	printf 'id,start,amount\n7,2026-03-12 09:00,48h\n8,gestern,1h\n9,2026-03-12 09:00,1M\n' > in.csv
	run_status 1 care-policy due - --policy "$P" --format csv < in.csv
	[ "$output" = "id,start,amount,due
7,2026-03-12 09:00,48h,2026-03-14 09:00:00
8,gestern,1h,
9,2026-03-12 09:00,1M," ]
	[[ $stderr == *"-:3: "*"-:4: "* ]]
	printf 'at\n2026-03-12 10:00\n2026-03-15 10:00\n' > at.csv
	run_ok care-policy open - --policy "$P" --format csv < at.csv
	[ "${lines[*]}" = "at,open 2026-03-12 10:00,1 2026-03-15 10:00,0" ]
	printf 'date,workday\n2026-03-12,1\n' > twice.csv
	run_status 65 care-policy workday - --policy "$P" --format csv < twice.csv
	printf 'start\n2026-03-12\n' > half.csv
	run_status 65 care-policy elapsed - --policy "$P" --format csv < half.csv
	run_ok care-policy due - --policy "$P" --format csv < /dev/null
	[ "$output" = "" ]
}

@test "the sum line by line adds up" {
	run_ok care-policy due "2026-02-13 17:00" 9bh --policy "$P" --explain --format csv
	[ "$(mlr --icsv --onidx stats1 -a sum -f counted_s "$out")" = 32400 ]
	[ "$(tail -n 1 "$out")" = "due,2026-02-24 09:30:00,,," ]
	grep -q '^day off,2026-02-15 00:00:00,2026-02-24 00:00:00' "$out"
}

@test "days of their own: make-up days, special hours, breaks, around the clock, zones" {
	cat > p.yaml <<-EOF
	schema: 1
	policy: days
	title: Days
	version: "1"
	effective: "2026-01-01"
	approved_by: test
	timezone: Asia/Shanghai
	calendars:
	  office:
	    hours: {mon-thu: "09:00-12:00 13:00-18:00", fri: "09:00-15:00"}
	    off: ["2026-03-02 .. 2026-03-03", "2026-03-09"]
	    yearly_off: ["05-01"]
	    work: ["2026-03-07"]
	    work_as: {"2026-03-14": mon}
	    special: {"2026-03-10": "10:00-11:00"}
	    breaks: {"2026-03-11": "15:00-16:00"}
	  always: {hours: {mon-sun: "00:00-24:00"}}
	  berlin: {hours: {mon-sun: "00:00-24:00"}, timezone: Europe/Berlin}
	words: {kinds: {complaint: C}, channels: [phone], severities: [normal], roles: [owner]}
	promises:
	  - {name: result, when: {kind: complaint}, within: 1bh}
	EOF
	P=p.yaml
	while read -r date hours; do
		calc elapsed "$date" "$date 23:59" --calendar office
		[ "$output" = "$((hours * 3600))" ] || { echo "$date: $output"; return 1; }
	done <<-EOF
	2026-03-02 0
	2026-03-04 8
	2026-03-06 6
	2026-03-07 6
	2026-03-08 0
	2026-03-09 0
	2026-03-10 1
	2026-03-11 7
	2026-03-14 8
	2026-05-01 0
	2030-05-01 0
	EOF
	calc elapsed 2026-03-28 2026-03-30 --calendar always
	[ "$output" = $((48 * 3600)) ]
	# In Berlin the night to 29 March has an hour less; a day is counted there.
	calc due "2026-03-28 20:00" 24bh --calendar berlin
	[ "$output" = "2026-03-29 20:00:00" ]
	calc workday 2026-03-07 --calendar office
	[ "$output" = 1 ]
	sed -i 's/"2026-03-14": mon/"2026-03-14": mon-tue/' p.yaml
	run_status 78 care-policy check p.yaml
	[[ $stderr == *'calendars.office.work_as.2026-03-14: "mon-tue" is no weekday (fri)'* ]]
}

@test "with the store's policy, without a file" {
	run_ok care-store init s -q --trial --policy "$P"
	run_ok care-policy due "2026-03-12 11:30" 1bh -d s --format csv --no-heads
	[ "$output" = "2026-03-12 14:00:00" ]
}

@test "refusals say the cure" {
	run_status 64 care-policy due 2026-03-12 1M --policy "$P"
	run_status 64 care-policy due 2026-03-12 1bh --policy "$P" --calendar none
	[[ $stderr == *"no such calendar"* ]]
	run_status 64 care-policy due 2026-03-12 --policy "$P"
	[[ $stderr == *"start amount"* ]]
	run_status 78 care-policy due 2026-03-12 1h --policy /nowhere.yaml
	run_status 66 care-policy due 2026-03-12 1h
}
