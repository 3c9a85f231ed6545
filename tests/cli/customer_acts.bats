#!/usr/bin/env bats
# care-customer: customers merged and split again, what they allowed, of what
# class they are.
load setup
load customer

@test "merge: all that is his goes over, and his names lead to the other" {
	care-customer consent -q "$K1" --purpose marketing --given no
	truth >before
	run_ok care-customer merge "$K1" --into "$K2"
	grep -q "$K1 is $K2 now" "$err"
	grep -q 'keys 2, consents 1, cases and other rows 7, promises 1' "$err"
	truth >after
	# D1, D3, the case, the survey, the call, two messages, the keys, the consent.
	! diff before after >changes || false
	[ "$(grep -c '^> .*customer=customer:/K2' changes)" -eq 8 ]
	[ "$(sql "SELECT count(*) FROM booking WHERE customer = ${K1#c}")" -eq 0 ]
	[ "$(sql "SELECT count(*) FROM message WHERE addressee = ${K2#c}")" -eq 2 ]
	[ "$(sql "SELECT state || reason FROM promise WHERE subject = ${K1#c}")" = cancelledmerged ]
	for typed in "$K1" ref:K1 13800138001 li.mei@example.com; do
		run_ok care-customer find "$typed" --ids
		[ "$output" = "$K2" ]
	done
	run_ok care-customer show "$K1"
	[ "$stderr" = "$K1 was merged into $K2" ]
	grep -q "^$K2,.*,merged,$K1," "$out"
	# What was not known of the other is known now, the tier is his own.
	[ "$(sql "SELECT birthday || tier FROM customer WHERE id = ${K2#c}")" = 1984-05-17regular ]
	whole
}

@test "merge and split: the same store as before" {
	care-customer consent -q "$K1" --purpose marketing --given no --proof 'mail of the 12th'
	care-customer consent -q "$K2" --purpose marketing --given yes
	care-customer consent -q "$K1" --purpose survey --given yes
	care-customer tier -q "$K2" --to vip
	truth >before
	CARE_NOW="2026-03-13 11:00" run_ok care-customer merge "$K1" --into "$K2"
	whole
	truth >between
	! cmp -s before between || false
	run_ok care-customer split "$K1" --of "$K2"
	truth | diff before -
	[ "$(sql "SELECT count(*) FROM promise WHERE state = 'open' AND subject = ${K1#c}")" -eq 1 ]
	whole
	# And again, the other way round.
	run_ok care-customer merge "$K2" --into "$K1"
	run_ok care-customer split "$K2" --of "$K1"
	truth | diff before -
	whole
}

@test "merge: a no of the same second as a yes is not lost" {
	care-customer consent -q "$K1" --purpose marketing --given no
	care-customer consent -q "$K2" --purpose marketing --given yes
	care-customer merge -q "$K1" --into "$K2"
	[ "$(care-customer consents "$K2" -f jsonl | jq -r 'select(.latest == 1) | .state')" = withdrawn ]
	whole
}

@test "split: what came after the merge stays where it came" {
	care-customer merge -q "$K1" --into "$K2"
	printf '订单号,客户编号,线路,团号,出发日期,返程日期,状态\nD9,K1,桂林4日,T9,2026-05-01,2026-05-04,已预订\n' |
		care-intake bookings -q - || true
	printf '编号,预订人,手机号,线路,团号,出发日期,返程日期,状态\nD8,李梅,13800138001,桂林4日,T9,2026-05-01,2026-05-04,已预订\n' |
		care-intake bookings -q -
	[ "$(sql "SELECT customer FROM booking b JOIN subject s USING (id) WHERE ref = 'D8'")" = "${K2#c}" ]
	care-customer split -q "$K1" --of "$K2"
	[ "$(sql "SELECT customer FROM booking b JOIN subject s USING (id) WHERE ref = 'D8'")" = "${K2#c}" ]
	[ "$(sql "SELECT customer FROM booking b JOIN subject s USING (id) WHERE ref = 'D1'")" = "${K1#c}" ]
	whole
}

@test "merge: a source that knows both changes the one who stays no more" {
	care-customer merge -q "$K2" --into "$K1"
	truth >before
	run_ok care-intake customers -q "$BATS_FILE_TMPDIR/customers.csv"
	truth | diff before -
}

@test "merge in a chain, and split in the order of the chain only" {
	truth >before
	care-customer merge -q "$K3" --into "$K4"
	care-customer merge -q "$K4" --into "$K1"
	[ "$(id K3)" = "$K1" ]
	refused "was merged itself, into $K1" care-customer split "$K3" --of "$K4"
	refused "was not merged into $K1" care-customer split "$K3" --of "$K1"
	care-customer split -q "$K4" --of "$K1"
	care-customer split -q "$K3" --of "$K4"
	truth | diff before -
	whole
}

@test "merge: refused" {
	refused 'is the same one' care-customer merge "$K1" --into "$K1"
	refused 'no such customer' care-customer merge "$K1" --into c1
	refused 'no such customer' care-customer merge "$K1" --into 10429
	refused 'say with whom' care-customer merge "$K1"
	refused 'no such customer' care-customer merge c1 --into "$K1"
	care-customer merge -q "$K2" --into "$K1"
	refused "was merged into $K1" care-customer merge "$K2" --into "$K3"
	refused "$K2 was merged into this one" care-customer merge "$K1" --into "$K2"
	refused "care-customer merge $K3 --into $K1" care-customer merge "$K3" --into "$K2"
	refused "was merged into $K1" care-customer tier "$K2" --to vip
	refused "was merged into $K1" care-customer consent "$K2" --purpose survey --given no
	refused 'was not merged into' care-customer split "$K3" --of "$K1"
	refused 'say with whom' care-customer split "$K2"
}

@test "acts: a dry run changes nothing, a key is done once, one bad row stops no other" {
	truth >before
	run_ok care-customer merge "$K2" --into "$K1" --dry-run
	grep -q "$K2 is $K1 now" "$err"
	truth | diff before -
	run_ok care-customer merge "$K2" --into "$K1" --once k
	care-customer split -q "$K2" --of "$K1"
	run_ok care-customer merge "$K2" --into "$K1" --once k
	grep -q 'k: done before' "$err"
	truth | diff before -
	printf 'customer,given,purpose\n%s,no,marketing\nc1,no,marketing\n%s,perhaps,marketing\n%s,yes,\n%s,yes,care\n' \
		"$K1" "$K2" "$K3" "$K4" >sheet
	run_status 1 care-customer consent - <sheet
	[ "$(grep -c '^-:[345]: ' "$err")" -eq 3 ]
	[ "$(sql "SELECT group_concat(customer || purpose || given) FROM
		(SELECT * FROM consent ORDER BY customer)")" = "${K1#c}marketing0,${K4#c}care1" ]
	run_status 64 care-customer consent - --given no <sheet
	run_ok care-customer consent - --given no --purpose care </dev/null
}

@test "consent: given, withdrawn, and what holds now" {
	run_ok care-customer consent "$K1" --purpose marketing --given yes --proof 'form 88'
	run_ok care-customer consent "$K1" --purpose marketing --given no --now '2026-03-14 09:00'
	run_ok care-customer consent "$K4" --purpose care --given 是
	run_ok care-customer consents
	[ "$output" = "customer,name,consent,state,since,latest,evidence
$K1,李*,marketing,given,2026-03-13 10:30:00,0,form 88
$K1,李*,marketing,withdrawn,2026-03-14 09:00:00,1,
$K4,周*,care,given,2026-03-13 10:30:00,1," ]
	run_ok care-customer consents "$K4" --no-heads
	[ "${#lines[@]}" -eq 1 ]
	[ "$(sql "SELECT group_concat(what) FROM event WHERE what IN ('consented', 'withdrawn')")" = consented,withdrawn,consented ]
	# Free text is kept where it can be erased.
	[ "$(sql "SELECT count(*) FROM event WHERE arg LIKE '%form%'")" -eq 0 ]
	whole
}

@test "consent: the last word of a second counts" {
	run_ok care-customer consent "$K1" --purpose marketing --given yes --proof p
	run_ok care-customer consent "$K1" --purpose marketing --given no
	run_ok care-customer consents "$K1" --no-heads
	[ "$output" = "$K1,李*,marketing,withdrawn,2026-03-13 10:30:00,1," ]
	whole
}

@test "consent: a message that he does not allow does not go" {
	run_ok care-customer consent "$K1" --purpose service --given no
	mkdir bin
	printf '#!/bin/sh\necho "$CARE_MSG_ID" >>%s/went\n' "$PWD" >bin/take
	chmod +x bin/take
	printf 'transports:\n  sms: {command: [%s/bin/take]}\n' "$PWD" >agency/care.conf
	care-remind run -q || true
	[ "$(sql "SELECT state || ' ' || reason FROM message WHERE rule = 'pretrip'")" = 'dropped no consent' ]
}

@test "consent: refused" {
	refused 'nearest: marketing' care-customer consent "$K1" --purpose marketin --given no
	refused 'no purpose of consents' care-customer consent "$K1" --purpose photos --given no
	refused 'say what for' care-customer consent "$K1" --given no
	refused 'say whether it is given' care-customer consent "$K1" --purpose care
	refused 'say whether it is given' care-customer consent "$K1" --purpose care --given perhaps
}

@test "tier: by name or title; what the class promises comes and goes" {
	promise() {
		sql "SELECT state || ',' || turn FROM promise WHERE subject = ${K4#c} ORDER BY turn"
	}
	run_ok care-customer tier "$K4" --to 优质客户 --why 'ten journeys'
	[ "$(promise)" = open,1 ]
	[ "$(sql "SELECT due_at - start_at >= 90 * 86400 FROM promise WHERE subject = ${K4#c}")" -eq 1 ]
	run_ok care-customer tier "$K4" --to vip
	grep -q 'already' "$err"
	run_ok care-customer tier "$K4" --to regular
	[ "$(promise)" = cancelled,1 ]
	run_ok care-customer tier "$K4" --to vip
	[ "$(promise)" = 'cancelled,1
open,2' ]
	[ "$(sql "SELECT count(*) FROM event WHERE what = 'tier_set'")" -eq 3 ]
	[ "$(sql "SELECT count(*) FROM event WHERE arg LIKE '%journeys%'")" -eq 0 ]
	refused 'nearest: vip' care-customer tier "$K4" --to vup
	refused 'say to which' care-customer tier "$K4"
	whole
}

@test "tier: what bookings of that class are promised is promised for those he has" {
	sed -e 's/^promises:/&\n  - {name: fetched, for: booking, when: {tier: vip}, from: booked, to: fetched, window: "departs, 06:00 .. 20:00", by: visit}/' \
		"$ROOT/policies/small-agency.yaml" >p.yaml
	cp -R "$ROOT/policies/calendars" .
	care-store init -q other --trial --policy p.yaml --now '2026-01-05 09:00'
	export CARE_STORE=other CARE_NOW='2026-01-06 09:00'
	printf '订单号,姓名,电话,出发日期,返程日期\nD1,李梅,13800138001,2026-03-14,2026-03-20\n' | care-intake bookings -q -
	who=$(care-customer find 李梅 --ids)
	fetched() {
		sqlite3 other/care.db "SELECT state FROM promise WHERE rule = 'fetched'"
	}
	[ "$(fetched)" = '' ]
	run_ok care-customer tier "$who" --to vip
	[ "$(fetched)" = open ]
	run_ok care-customer tier "$who" --to regular
	[ "$(fetched)" = cancelled ]
	# What was dropped since he was of another class holds again.
	run_ok care-customer tier "$who" --to vip
	[ "$(fetched | xargs)" = 'cancelled open' ]
	# What was kept is not owed again.
	refused 'open: booking:D1/fetched.2, ' care-case keep booking:D1/fetched
	run_ok care-case keep booking:D1/fetched.2
	run_ok care-customer tier "$who" --to regular
	run_ok care-customer tier "$who" --to vip
	[ "$(fetched | xargs)" = 'cancelled kept' ]
	run_ok care-store check
}

@test "merge, split: bookings that go over are promised what the class of their customer is" {
	sed -e 's/^promises:/&\n  - {name: fetched, for: booking, when: {tier: vip}, from: booked, to: fetched, window: "departs, 06:00 .. 20:00", by: visit}/' \
		"$ROOT/policies/small-agency.yaml" >p.yaml
	cp -R "$ROOT/policies/calendars" .
	care-store init -q other --trial --policy p.yaml --now '2026-01-05 09:00'
	export CARE_STORE=other CARE_NOW='2026-01-06 09:00'
	printf '编号,姓名,电话,等级\nK7,李梅,13800138001,vip\nK8,李 梅,13900139001,regular\n' | care-intake customers -q -
	printf '订单号,客户编号,姓名,电话,出发日期,返程日期\nD7,K7,李梅,13800138001,2026-03-14,2026-03-20\nD8,K8,李 梅,13900139001,2026-04-14,2026-04-20\n' |
		care-intake bookings -q -
	k7=$(id K7) k8=$(id K8)
	fetched() {
		care-case todo --until 2026-12-31 -f jsonl | jq -r 'select(.ref | contains("/fetched")) | .ref | sub("[.].*"; "")' | xargs
	}
	[ "$(fetched)" = booking:D7/fetched ]
	run_ok care-customer merge "$k7" --into "$k8"
	[ "$(fetched)" = '' ]
	run_ok care-customer split "$k7" --of "$k8"
	[ "$(fetched)" = booking:D7/fetched ]
	run_ok care-customer merge "$k8" --into "$k7"
	[ "$(fetched)" = 'booking:D7/fetched booking:D8/fetched' ]
	run_ok care-customer split "$k8" --of "$k7"
	[ "$(fetched)" = booking:D7/fetched ]
	run_ok care-store check
}

@test "tier: another cycle counts from where the old one began; kept once is not owed again" {
	sed -e 's/- {name: visit, .*/- {name: visit, for: customer, when: {tier: vip}, to: visited, every: 90d, from: last_kept}\n  - {name: visit, for: customer, when: {tier: regular}, to: visited, every: 180d, from: last_kept}\n  - {name: welcome, for: customer, to: called, within: 3d}/' \
		"$ROOT/policies/small-agency.yaml" >p.yaml
	cp -R "$ROOT/policies/calendars" .
	care-store init -q other --trial --policy p.yaml --now '2026-01-05 09:00'
	export CARE_STORE=other
	printf '编号,姓名,电话,等级\nK7,李梅,13800138001,普通客户\n' |
		CARE_NOW='2026-01-05 09:00' care-intake customers -q -
	who=$(id K7)
	promises() {
		sqlite3 other/care.db "SELECT rule, turn, state, amount, date(due_at, 'unixepoch', '+8 hours') FROM promise WHERE subject = ${who#c} ORDER BY rule, turn"
	}
	[ "$(promises)" = "visit|1|open|180d|2026-07-07
welcome|1|open|3d|2026-01-09" ]
	CARE_NOW='2026-01-06 09:00' run_ok care-customer tier "$who" --to vip
	[ "$(promises)" = "visit|1|open|90d|2026-04-08
welcome|1|open|3d|2026-01-09" ]
	CARE_NOW='2026-01-07 09:00' run_ok care-customer tier "$who" --to regular
	[ "$(promises | head -1)" = "visit|1|open|180d|2026-07-07" ]
	# Ends of days, after a weekend and a feast. The shorter cycle is over: due now, not late.
	CARE_NOW='2026-05-06 09:00' run_ok care-customer tier "$who" --to vip
	[ "$(promises | head -1)" = "visit|1|open|90d|2026-05-06" ]
	run_ok care-store check
}

@test "tier: by intake it does what the command does, to him and to his bookings" {
	sed -e 's/- {name: visit, .*/- {name: visit, for: customer, when: {tier: vip}, to: visited, every: 90d, from: last_kept}\n  - {name: visit, for: customer, when: {tier: regular}, to: visited, every: 180d, from: last_kept}/' \
		-e 's/^promises:/&\n  - {name: fetched, for: booking, when: {tier: vip}, from: booked, to: fetched, window: "departs, 06:00 .. 20:00", by: visit}\n  - {name: greeted, for: booking, when: {tier: vip}, from: booked, to: greeted, within: 1d}/' \
		-e 's/on_change: keep/on_change: {tier: recompute}/' "$ROOT/policies/small-agency.yaml" >p.yaml
	cp -R "$ROOT/policies/calendars" .
	promises() {
		sqlite3 "$CARE_STORE/care.db" "SELECT rule, state, amount, date(due_at, 'unixepoch', '+8 hours') FROM promise WHERE rule IN ('visit', 'fetched', 'greeted') ORDER BY rule, turn"
	}
	customers() {
		printf '编号,姓名,电话,等级\nK7,李梅,13800138001,%s\n' "$1" | care-intake customers -q -
	}
	for how in intake command; do
		export CARE_STORE=$how CARE_NOW='2026-01-05 09:00'
		care-store init -q $how --trial --policy p.yaml
		customers 普通客户
		printf '订单号,客户编号,姓名,电话,出发日期,返程日期\nD1,K7,李梅,13800138001,2026-03-14,2026-03-20\nD2,K7,李梅,13800138001,2026-02-14,2026-02-20\n' | care-intake bookings -q -
		[ "$(promises)" = 'visit|open|180d|2026-07-07' ]
		export CARE_NOW='2026-01-06 09:00'
		if [ $how = intake ]; then customers vip; else care-customer tier -q "$(id K7)" --to vip; fi
		promises >$how.vip
		export CARE_NOW='2026-01-07 09:00'
		if [ $how = intake ]; then customers regular; else care-customer tier -q "$(id K7)" --to regular; fi
		promises >$how.regular
		run_ok care-store check
	done
	diff intake.vip - <<-'E'
	fetched|open|departs, 06:00 .. 20:00|2026-03-14
	fetched|open|departs, 06:00 .. 20:00|2026-02-14
	greeted|open|1d|2026-01-08
	greeted|open|1d|2026-01-08
	visit|open|90d|2026-04-08
	E
	diff intake.vip command.vip
	[ "$(grep -c cancelled intake.regular)" -eq 4 ]
	grep -q '^visit|open|180d|2026-07-07' intake.regular
	diff intake.regular command.regular
}

@test "lists go into show and into acts, and bring nothing but names" {
	run_ok bash -c "care-case list | care-customer show - --ids | sort -u"
	[ "$output" = "$K4" ]
	for list in 'find 李' stale consents "show $K1" "seen $K1"; do
		# No column of a list is an option of an act, so that each still needs its own.
		run_ok bash -c "care-customer $list --now '2027-12-01 09:00' -f csv >list"
		[ "$(wc -l <list)" -gt 1 ] || continue
		for act in merge split consent tier; do
			run_status 1 bash -c "care-customer $act - <list"
			grep -q 'say ' "$err"
		done
	done
	care-customer duplicates >pairs
	run_status 65 bash -c "care-customer tier - --to vip <pairs"
	run_ok bash -c "care-customer find 李 | care-customer tier - --to regular"
	[ "$(sql "SELECT count(*) FROM customer WHERE tier = 'vip'")" -eq 0 ]
	whole
}
