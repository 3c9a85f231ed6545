#!/usr/bin/env bats
# Figures against numbers worked out by hand, and what must add up.
load setup

# A made-up month, all complaints by phone, received on the hour from
# 2026-02-02 09:00 on:
#   zhao  6: answered after 20 h five times, once after 60 h; closed 1 h later
#   wang  5: answered after 30 h, closed 1 h later
#   zhao  1: withdrawn after 2 h
#   -     1: received on the 10th, nobody answered
#   wang  1: received on the 19th at 12:00; not due yet on the 20th at 09:00
setup_file() {
	fresh
	STORE=$BATS_FILE_TMPDIR/s
	care-store init "$STORE" --trial --now '2026-01-01 08:00' \
		--policy "$ROOT/policies/small-agency.yaml" 2>/dev/null
	export CARE_STORE=$STORE
	{
		echo 'login,name,role,team,from'
		echo 'zhao,赵,owner,north,2026-01-01'
		echo 'wang,王,owner,south,2026-01-01'
	} >staff.csv
	{
		echo ref,kind,channel,received,owner,team,product,text
		for i in 1 2 3 4 5 6; do echo "z$i,complaint,phone,2026-02-02 $((9 + i)):00,zhao,north,云南,x"; done
		for i in 1 2 3 4 5; do echo "w$i,complaint,mail,2026-02-02 $((9 + i)):00,wang,south,海南,x"; done
		echo 'gone,complaint,phone,2026-02-05 09:00,zhao,north,云南,x'
		echo 'alone,complaint,phone,2026-02-10 09:00,,north,云南,x'
		echo 'new,complaint,phone,2026-02-19 12:00,wang,south,海南,x'
	} >cases.csv
	{
		echo case,at
		for i in 1 2 3 4 5; do echo "ref:z$i,2026-02-03 0$((5 + i)):00" | sed 's/ 010/ 10/'; done
		echo 'ref:z6,2026-02-05 03:00'
		for i in 1 2 3 4 5; do echo "ref:w$i,2026-02-03 $((15 + i)):00"; done
	} >replied.csv
	awk -F'[ :,]' 'NR == 1 { print "case,at" } NR > 1 { printf "%s:%s,%s %02d:00\n", $1, $2, $3, $4 + 1 }' replied.csv >closed.csv
	{
		care-intake staff staff.csv --now '2026-01-01 08:01'
		care-intake cases cases.csv --now '2026-02-20 08:00'
		care-case reply - --now '2026-02-20 08:01' <replied.csv
		care-case close - --outcome settled --now '2026-02-20 08:02' <closed.csv
		care-case close ref:gone --outcome withdrawn --at '2026-02-05 11:00' --now '2026-02-20 08:03'
	} 2>"$BATS_FILE_TMPDIR/made" || cat "$BATS_FILE_TMPDIR/made" >&3
}

setup() {
	fresh
	export CARE_STORE=$BATS_FILE_TMPDIR/s CARE_FORMAT=csv CARE_NOW='2026-02-20 09:00'
}

# cells NAME..: these columns of the CSV in $output, heads left out.
cells() {
	awk -F, -v names="$*" 'BEGIN { n = split(names, want, " ") }
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ for (i = 1; i <= n; i++) printf "%s%s", $at[want[i]], i < n ? " " : "\n" }' <<<"$output"
}

# sum NAME: the column added up.
sum() {
	cells "$1" | awk '{ n += $1 } END { print n + 0 }'
}

@test "S0-6.2.2a: rates of promises by due date" {
	run_ok care-kpi result_rate first_action_rate --month 2026-02
	[ "${lines[0]}" = indicator,period,value,unit,numerator,denominator,n,excluded,low,high,basis,as_of ]
	[ "${lines[1]}" = 'result_rate,2026-02,0.833333,share,10,12,12,2,0.551964,0.953036,due,2026-02-20 09:00:00' ]
	# First action in 24 h: zhao's five, wang's none, the lone one not.
	[ "$(cells indicator numerator denominator excluded)" = 'result_rate 10 12 2
first_action_rate 5 12 2' ]
	grep -q 'left out of result_rate: .*1 cancelled' <<<"$stderr"
	grep -q 'left out of result_rate: .*1 not_due' <<<"$stderr"
	grep -q 'promises by due date; .*as of 2026-02-20 09:00:00$' <<<"$stderr"
}

@test "what is not due yet is judged when it is" {
	run_ok care-kpi result_rate --month 2026-02 --now '2026-02-21 12:00:01'
	[ "$(cells numerator denominator excluded)" = '10 13 1' ]
}

@test "times of closed cases, by nearest rank" {
	run_ok care-kpi handling_time first_action_time --month 2026-02
	# Closed: 2 h, five times 21 h, five times 31 h, 61 h; first actions:
	# five times 20 h, five times 30 h, 60 h: 1116000 s of 11.
	[ "$(cells indicator value unit n excluded)" = "handling_p50 75600 s 12 2
handling_p90 111600 s 12 2
handling_mean $(((2 + 5 * 21 + 5 * 31 + 61) * 3600 / 12)) s 12 2
first_action_p50 108000 s 11 3
first_action_p90 108000 s 11 3
first_action_mean 101455 s 11 3" ] || {
		cells indicator value unit n excluded
		false
	}
	run_ok care-kpi handling_p90 --month 2026-02
	[ "$(cells indicator value)" = 'handling_p90 111600' ]
}

@test "received, closed and open balance" {
	run_ok care-kpi received closed reopened backlog reopen_rate --month 2026-02
	[ "$(cells indicator value)" = 'received 14
closed 12
reopened 0
backlog 2
reopen_rate 0' ]
}

@test "over any dimension numerators and denominators add up to the whole" {
	run_ok care-kpi result_rate --month 2026-02
	whole=$(cells numerator denominator excluded)
	for by in kind channel severity team product channel,team kind,product,month; do
		run_ok care-kpi result_rate --month 2026-02 --by "$by"
		[ "$(sum numerator) $(sum denominator) $(sum excluded)" = "$whole" ]
	done
	run_ok care-kpi result_rate --month 2026-02 --by agent
	[ "$(sum denominator) $(sum excluded)" = "${whole#* }" ]
}

@test "by agent, in the order of names, whoever has none last" {
	run_ok care-kpi result_rate --by agent --month 2026-02
	[ "${lines[0]}" = indicator,period,agent,value,unit,numerator,denominator,n,excluded,low,high,basis,as_of ]
	[ "$(cells agent numerator denominator)" = 'wang 5 5
zhao 5 6
 0 1' ]
	grep -q 'agent: owner of the case now' <<<"$stderr"
}

@test "few cases of a person are not shown, but counted" {
	run_ok care-kpi first_action_p50 result_rate received --by agent --from 2026-02-05 --until 2026-02-19
	# zhao: one answered late is closed, one withdrawn; wang: one received.
	[ "$(cells indicator agent value n)" = 'first_action_p50 wang  0
result_rate wang  0
received wang 1 1
first_action_p50 zhao  1
result_rate zhao  0
received zhao 1 1
first_action_p50   0
result_rate  0 1
received  1 1' ] || {
		cells indicator agent value n
		false
	}
}

@test "filters" {
	run_ok care-kpi result_rate --month 2026-02 --agent wang
	[ "$(cells numerator denominator)" = '5 5' ]
	run_ok care-kpi result_rate --month 2026-02 --channel 电话 --product 云南
	[ "$(cells numerator denominator)" = '5 7' ]
	run_ok care-kpi result_rate --month 2026-02 --kind consultation
	[ "$(cells numerator denominator value)" = '0 0 ' ]
	run_status 64 care-kpi --kind complant
	run_status 64 care-kpi --agent wnag
	grep -q 'nearest: wang' <<<"$stderr"
}

@test "as many names as the figure counts" {
	run_ok care-kpi result_rate --month 2026-02 --ids
	[ "${#lines[@]}" -eq 12 ]
	[ "$(sort -u <<<"$output" | wc -l)" -eq 12 ]
	grep -qE '^[0-9]+/result$' <<<"${lines[0]}"
	run_ok care-kpi result_rate --month 2026-02 --misses --ids
	[ "${#lines[@]}" -eq 2 ]
	late=${lines[0]}
	care-case list --all --format csv >all.csv
	z6=$(awk -F, '$2 == "z6" { print $1 }' all.csv)
	alone=$(awk -F, '$2 == "alone" { print $1 }' all.csv)
	[ "$output" = "$z6/result
$alone/result" ]
	run_ok care-kpi result_rate --month 2026-02 --misses --ids --agent zhao
	[ "$output" = "$z6/result" ]
	run_ok care-kpi received --month 2026-02 --ids
	[ "${#lines[@]}" -eq 14 ]
	run_ok care-kpi backlog --month 2026-02 --ids
	[ "${#lines[@]}" -eq 2 ]
	care-case list --ids | sort | diff - <(sort <<<"$output")
	run_ok care-kpi backlog --from 2026-01-01 --until 2026-02-28 --by month --ids
	[ "${#lines[@]}" -eq 2 ]
	run_ok care-kpi handling_time --month 2026-02 --ids
	[ "${#lines[@]}" -eq 12 ]
}

@test "periods" {
	run_ok care-kpi received
	[ "$(cells period value)" = '2026-02 14' ]
	run_ok care-kpi received --from 2026-02-01 --until 2026-02-28
	[ "$(cells period value)" = '2026-02 14' ]
	run_ok care-kpi received --from 2026-02-05 --until 2026-02-05
	[ "$(cells period value)" = '2026-02-05..2026-02-05 1' ]
	run_ok care-kpi received --last 10d
	[ "$(cells period value)" = '2026-02-10..2026-02-19 2' ]
	run_ok care-kpi received --last 2mo --now '2026-03-05'
	[ "$(cells period value)" = '2026-01-01..2026-02-28 14' ]
	run_ok care-kpi received --month 2026-01
	[ "$(cells period value)" = '2026-01 0' ]
	for wrong in '--month 2026-13' '--month feb' '--last 3h' '--until 2026-02-03' \
		'--from 2026-02-05 --until 2026-02-03' '--month 2026-02 --last 1mo' \
		'--by agents' '--by ,' '--misses' '--misses --ids received'; do
		# shellcheck disable=SC2086
		run_status 64 care-kpi $wrong
		[ -z "$output" ]
	done
}

@test "the table for eyes" {
	run_ok care-kpi result_rate handling_p50 received --by agent --month 2026-02 -f table
	[ "$output" = 'agent  result_rate       handling_p50  received
wang   100.0% (5 of 5)   1d 7h         6
zhao   83.3% (5 of 6)    21h           7
-      0.0% (0 of 1)     -             1
ALL    83.3% (10 of 12)  21h           14' ] || {
		cat <<<"$output"
		false
	}
	run_ok care-kpi result_rate backlog --month 2026-02 -f table
	[ "$(tr -s ' ' <<<"$output")" = 'figure value 95 % range n left out
result_rate 83.3% (10 of 12) 55.2% .. 95.3% 12 2
backlog 2 2 0' ] || {
		tr -s ' ' <<<"$output"
		false
	}
}

@test "all figures of the month, the same bytes again" {
	run_ok care-kpi
	[ "${#lines[@]}" -gt 20 ]
	# A share lies in its interval, and its numerator in its denominator.
	[ "$(cells unit value low high numerator denominator | awk '
		$1 == "share" && NF == 6 && !($3 <= $2 && $2 <= $4 && $5 <= $6)' | wc -l)" -eq 0 ]
	cp "$out" first
	care-kpi -q | cmp - first
	run_ok care-kpi list
	while read -r name; do
		care-kpi "$name" -q >/dev/null
	done < <(cells indicator)
}

@test "figures that are none" {
	run_status 64 care-kpi reslt_rate
	grep -q 'nearest: result_rate' <<<"$stderr"
	run_status 64 care-kpi received received
	run_status 66 care-kpi -d nowhere
	run_ok care-kpi --help
	grep -q 'care-kpi \[options\] \[FIGURE..\]' <<<"$output"
}

@test "closed, reopened, closed again: every month balances" {
	care-store init own --trial --now '2026-01-01 08:00' --policy "$ROOT/policies/small-agency.yaml" 2>/dev/null
	export CARE_STORE=$PWD/own
	unset CARE_NOW
	{
		echo ref,kind,channel,received,text
		for i in 1 2 3 4 5 6 7; do echo "r$i,consultation,store,2026-01-$((9 + i)) 10:00,x"; done
		for i in 1 2 3; do echo "f$i,consultation,store,2026-02-1$i 10:00,x"; done
	} >cases.csv
	turn() { # turn VERB WHEN REF..
		local verb=$1 when=$2
		shift 2
		for ref; do
			[ "$verb" != close ] || care-case reply "ref:$ref" --at "$when" --now '2026-03-20' 2>/dev/null
			care-case "$verb" "ref:$ref" --at "$when" --now '2026-03-20' 2>/dev/null
		done
	}
	care-intake cases cases.csv --now '2026-03-20' 2>/dev/null
	turn close '2026-01-20 09:00' r1 r2 r3
	turn reopen '2026-01-25 09:00' r1
	turn close '2026-02-03 09:00' r1 r4
	turn reopen '2026-02-05 09:00' r2
	turn close '2026-02-20 09:00' f1 f2
	turn reopen '2026-03-01 00:00' f1
	turn close '2026-03-05 09:00' f1 r5
	turn reopen '2026-03-06 09:00' f1
	run_ok care-kpi received closed reopened backlog --by month --from 2026-01-01 --until 2026-03-31 --now '2026-03-20 09:00'
	[ "$(cells indicator month value | sort)" = 'backlog 2026-01 5
backlog 2026-02 5
backlog 2026-03 5
closed 2026-01 3
closed 2026-02 4
closed 2026-03 2
received 2026-01 7
received 2026-02 3
received 2026-03 0
reopened 2026-01 1
reopened 2026-02 1
reopened 2026-03 2' ] || {
		cells indicator month value | sort
		false
	}
	# B(v) = B(u) + received + reopened - closed
	cells indicator month value | awk '{ v[$1, $2] = $3 } END {
		b = 0
		for (m = 1; m <= 3; m++) {
			k = sprintf("2026-%02d", m)
			b += v["received", k] + v["reopened", k] - v["closed", k]
			if (b != v["backlog", k]) exit 1
		} }'
	# Together: the backlog is that of the end, not of all ends.
	run_ok care-kpi backlog closed reopen_rate --from 2026-01-01 --until 2026-03-31 --now '2026-03-20 09:00'
	[ "$(cells indicator value)" = 'backlog 5
closed 9
reopen_rate 0.428571' ]
	[ "$(cells numerator denominator | tail -1)" = '3 7' ]
	run_ok care-store check
}
